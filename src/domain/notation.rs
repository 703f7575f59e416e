//! The blocks, names and forms of values that a checklist file is written in.
//!
//! Only what faults have to name; reading a file is the business of `store`.

/// The block of a checklist file in which a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The top of the file, before any header.
    Top,
    Society,
    Section,
    Commitment,
    Item,
    Change,
    Disable,
    Retired,
    /// What a version did to the items of the one before.
    Revision,
    /// A row of a table that items are expanded over.
    Row,
}

impl Place {
    /// The header as it is written in the file; empty at the top.
    pub fn header(self) -> &'static str {
        match self {
            Self::Top => "",
            Self::Society => "[society]",
            Self::Section => "[[section]]",
            Self::Commitment => "[[commitment]]",
            Self::Item => "[[item]]",
            Self::Change => "[[change]]",
            Self::Disable => "[[disable]]",
            Self::Retired => "[[retired]]",
            Self::Revision => "[[revision]]",
            Self::Row => "[[table.*]]",
        }
    }
}

/// What an identifier names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    Checklist,
    Section,
    Commitment,
    Item,
    Row,
}

/// The form of a value in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    Text,
    Number,
    Flag,
    /// A date without quotes.
    Date,
    List,
    /// A list of texts.
    Texts,
    Block,
    /// Blocks under `[[…]]`.
    Blocks,
}
