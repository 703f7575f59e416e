//! What a key can ask for, by the name that `keys.toml` and the words use.
//!
//! It says nothing about which screen can do it.

use serde::Deserialize;

macro_rules! commands {
    ($($variant:ident = $name:literal)*) => {
        /// One thing a key can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(try_from = "String")]
        pub enum Command {
            $($variant,)*
        }

        impl Command {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in `keys.toml`, and the key of its words.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

commands! {
    Up = "up"
    Down = "down"
    Left = "left"
    Right = "right"
    PageUp = "page-up"
    PageDown = "page-down"
    First = "first"
    Last = "last"
    Open = "open"
    Back = "back"
    Help = "help"
    Quit = "quit"
    Suspend = "suspend"
    Redraw = "redraw"
    Inspect = "inspect"
    Report = "report"
    Compare = "compare"
    NextGroup = "next-group"
    PreviousGroup = "previous-group"
    YearBefore = "year-before"
    Trend = "trend"
    NextView = "next-view"
    PreviousView = "previous-view"
    Verify = "verify"
    VerdictOk = "verdict-ok"
    VerdictNg = "verdict-ng"
    VerdictNa = "verdict-na"
    VerdictUnverified = "verdict-unverified"
    Edit = "edit"
    CiteLast = "cite-last"
    ClearAnswer = "clear-answer"
    NextOpen = "next-open"
    PreviousOpen = "previous-open"
    NextSection = "next-section"
    PreviousSection = "previous-section"
    Search = "search"
    Undo = "undo"
    Redo = "redo"
    NextPane = "next-pane"
    PreviousPane = "previous-pane"
    Review = "review"
    Findings = "findings"
    Progress = "progress"
    CloseFinding = "close-finding"
    ShowClosed = "show-closed"
    Jump = "jump"
    Seal = "seal"
    Comment = "comment"
    Export = "export"
    Correct = "correct"
    Discard = "discard"
    Audit = "audit"
    NextChapter = "next-chapter"
    PreviousChapter = "previous-chapter"
    Sample = "sample"
    Remark = "remark"
    Object = "object"
    Opinion = "opinion"
    TakeBack = "take-back"
    Code = "code"
    Finish = "finish"
    Save = "save"
    Cancel = "cancel"
    NextField = "next-field"
    PreviousField = "previous-field"
    Pick = "pick"
    Candidates = "candidates"
    PointFile = "point-file"
    LastDay = "last-day"
    Complete = "complete"
    Take = "take"
    Yes = "yes"
    No = "no"
    Newline = "newline"
    EraseBack = "erase-back"
    EraseForward = "erase-forward"
    EraseWord = "erase-word"
    EraseToStart = "erase-to-start"
    EraseToEnd = "erase-to-end"
    WordLeft = "word-left"
    WordRight = "word-right"
    LineStart = "line-start"
    LineEnd = "line-end"
    TextStart = "text-start"
    TextEnd = "text-end"
}

/// A name that no command has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown command {0:?}")]
pub struct UnknownCommand(String);

impl TryFrom<String> for Command {
    type Error = UnknownCommand;

    fn try_from(name: String) -> Result<Self, UnknownCommand> {
        let known = Self::ALL.iter().find(|command| command.name() == name);
        known.copied().ok_or(UnknownCommand(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_lead_back_to_their_command() {
        for command in Command::ALL {
            let name = command.name();
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
            assert_eq!(Command::try_from(name.to_owned()), Ok(*command));
        }
    }
}
