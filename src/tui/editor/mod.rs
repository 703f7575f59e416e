//! A text field: what is written, where the cursor stands, and what can be taken back.
//!
//! It draws nothing, knows no terminal, and keeps no scroll position: [`Editor::view`] computes
//! what is seen from the cursor. It holds no rule of what the text must be, only its length.

mod accept;
mod history;
mod key;
mod layout;
mod run;

use unicode_segmentation::GraphemeCursor;

use self::accept::accept;
use self::history::{Change, History, Kind};
pub use self::key::EditKey;
pub use self::layout::EditorView;
use crate::text::composed;

/// The state of one field; the cursor always stands between two graphemes.
#[derive(Clone, Debug)]
pub struct Editor {
    text: String,
    /// Byte offset into `text`.
    cursor: usize,
    shape: Shape,
    /// Characters (Unicode scalar values) that `text` may have.
    limit: usize,
    /// The cell that Up and Down aim at while they follow each other.
    aim: Option<usize>,
    history: History,
}

/// Whether the field holds line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Line,
    Area,
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Edited {
    /// The text is another one.
    Changed,
    /// Only the cursor moved.
    Moved,
    /// Nothing: Up in the first row, Enter in a field of one line, a character not accepted.
    Unchanged,
    /// Nothing was inserted, since the text would be `over` characters too long.
    Full { over: usize },
}

impl Editor {
    /// A field of one line; line ends in `text` become spaces. The cursor stands at the end.
    pub fn line(text: &str, limit: usize) -> Self {
        Self::new(text.replace("\r\n", " ").replace(['\r', '\n'], " "), limit, Shape::Line)
    }

    /// A field of several lines. The cursor stands at the end.
    ///
    /// A `text` longer than `limit` is kept; it can then only be shortened.
    pub fn area(text: &str, limit: usize) -> Self {
        Self::new(text.replace("\r\n", "\n"), limit, Shape::Area)
    }

    fn new(text: String, limit: usize, shape: Shape) -> Self {
        let cursor = text.len();
        Self { text, cursor, shape, limit, aim: None, history: History::default() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte offset of the cursor in [`Editor::text`].
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether it is a field of several lines.
    pub fn has_lines(&self) -> bool {
        self.shape == Shape::Area
    }

    /// Characters that can still be written.
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.text.chars().count())
    }

    /// Does what a key asks; `width` is that of the view, in cells, and decides what a row is.
    pub fn apply(&mut self, key: EditKey, width: u16) -> Edited {
        let cursor = self.cursor;
        match key {
            EditKey::Char(c) => self.insert(c.encode_utf8(&mut [0; 4]), Kind::Typing),
            EditKey::Paste(text) => self.insert(&text, Kind::Whole),
            EditKey::Newline if self.shape == Shape::Area => self.insert("\n", Kind::Typing),
            EditKey::Newline => Edited::Unchanged,
            EditKey::EraseBack => self.erase(self.previous(), cursor, Kind::Erasing),
            EditKey::EraseForward => self.erase(cursor, self.next(), Kind::Erasing),
            EditKey::EraseWord => self.erase(run::start(&self.text, cursor), cursor, Kind::Whole),
            EditKey::EraseToStart => self.erase(self.paragraph().0, cursor, Kind::Whole),
            EditKey::EraseToEnd => self.erase(cursor, self.paragraph().1, Kind::Whole),
            EditKey::Left => self.go(self.previous()),
            EditKey::Right => self.go(self.next()),
            EditKey::WordLeft => self.go(run::start(&self.text, cursor)),
            EditKey::WordRight => self.go(run::end(&self.text, cursor)),
            EditKey::LineStart => self.go(self.row_start(width)),
            EditKey::LineEnd => self.go(self.row_end(width)),
            EditKey::TextStart => self.go(0),
            EditKey::TextEnd => self.go(self.text.len()),
            EditKey::Up => self.go_to_row(width, self.row_above(width)),
            EditKey::Down => self.go_to_row(width, self.row_below(width)),
            EditKey::Undo => self.undo(),
            EditKey::Redo => self.redo(),
        }
    }

    fn insert(&mut self, raw: &str, kind: Kind) -> Edited {
        // A sound mark typed on its own joins the letter before the cursor.
        let from = self.previous();
        let before = &self.text[from..self.cursor];
        let accepted = accept(before.chars().next_back(), raw, self.shape);
        if accepted.is_empty() {
            return Edited::Unchanged;
        }
        let joined = composed(&format!("{before}{accepted}"));
        let (at, inserted) = match joined.strip_prefix(before) {
            Some(rest) => (self.cursor, rest.to_owned()),
            None => (from, joined),
        };
        let removed = self.text[at..self.cursor].to_owned();
        let more = inserted.chars().count().saturating_sub(removed.chars().count());
        if more > self.room() {
            return Edited::Full { over: more - self.room() };
        }
        self.change(Change::new(at, removed, inserted, kind))
    }

    fn erase(&mut self, from: usize, to: usize, kind: Kind) -> Edited {
        if from == to {
            return Edited::Unchanged;
        }
        let removed = self.text[from..to].to_owned();
        self.change(Change::new(from, removed, String::new(), kind))
    }

    fn change(&mut self, mut change: Change) -> Edited {
        change.before = self.cursor;
        change.make(&mut self.text);
        self.settle(change.end());
        change.after = self.cursor;
        self.history.record(change);
        Edited::Changed
    }

    fn undo(&mut self) -> Edited {
        match self.history.undo(&mut self.text) {
            Some(cursor) => self.set(cursor),
            None => Edited::Unchanged,
        }
    }

    fn redo(&mut self) -> Edited {
        match self.history.redo(&mut self.text) {
            Some(cursor) => self.set(cursor),
            None => Edited::Unchanged,
        }
    }

    fn set(&mut self, cursor: usize) -> Edited {
        self.settle(cursor);
        Edited::Changed
    }

    /// Puts the cursor on the next place between graphemes: an edit can join what is on both
    /// sides of it into one.
    fn settle(&mut self, at: usize) {
        self.aim = None;
        let mut place = GraphemeCursor::new(at, self.text.len(), true);
        self.cursor = match place.is_boundary(&self.text, 0) {
            Ok(true) => at,
            _ => place.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len()),
        };
    }

    fn go(&mut self, to: usize) -> Edited {
        self.aim = None;
        if to == self.cursor {
            return Edited::Unchanged;
        }
        self.cursor = to;
        self.history.close();
        Edited::Moved
    }

    fn previous(&self) -> usize {
        let mut place = GraphemeCursor::new(self.cursor, self.text.len(), true);
        place.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn next(&self) -> usize {
        let mut place = GraphemeCursor::new(self.cursor, self.text.len(), true);
        place.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// Start and end of what stands between two line ends around the cursor.
    fn paragraph(&self) -> (usize, usize) {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[self.cursor..].find('\n').map_or(self.text.len(), |n| self.cursor + n);
        (start, end)
    }
}

#[cfg(test)]
mod tests;
