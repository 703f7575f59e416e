//! What can be asked of a field, apart from which key asks it.
//!
//! The keys themselves are data of the keymap.

use crate::tui::keymap::{Command, Context, Keymap, Press};

/// One request to an [`Editor`](super::Editor).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditKey {
    Char(char),
    /// Inserted at once and taken back at once.
    Paste(String),
    Newline,
    EraseBack,
    EraseForward,
    /// Back to where the kind of writing (kanji, kana, letters) begins.
    EraseWord,
    EraseToStart,
    EraseToEnd,
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    /// Start and end of the row seen, not of the paragraph.
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    Undo,
    Redo,
}

impl EditKey {
    /// What a key press asks of the field, if anything.
    pub fn of(keymap: &Keymap, press: Press) -> Option<Self> {
        match press.typed {
            Some(c) => Some(Self::Char(c)),
            None => Self::from_command(keymap.command(Context::Field, press.key)?),
        }
    }

    /// The request of a command; none for commands that are not about text.
    pub fn from_command(command: Command) -> Option<Self> {
        Some(match command {
            Command::Newline => Self::Newline,
            Command::EraseBack => Self::EraseBack,
            Command::EraseForward => Self::EraseForward,
            Command::EraseWord => Self::EraseWord,
            Command::EraseToStart => Self::EraseToStart,
            Command::EraseToEnd => Self::EraseToEnd,
            Command::Left => Self::Left,
            Command::Right => Self::Right,
            Command::Up => Self::Up,
            Command::Down => Self::Down,
            Command::WordLeft => Self::WordLeft,
            Command::WordRight => Self::WordRight,
            Command::LineStart => Self::LineStart,
            Command::LineEnd => Self::LineEnd,
            Command::TextStart => Self::TextStart,
            Command::TextEnd => Self::TextEnd,
            Command::Undo => Self::Undo,
            Command::Redo => Self::Redo,
            _ => return None,
        })
    }
}
