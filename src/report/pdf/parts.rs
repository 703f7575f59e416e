//! What the pieces of a document are to one who hears it read: headings, paragraphs, tables.
//!
//! It knows neither where they stand nor how a file names them.

use std::cell::RefCell;

use crate::report::sheet::Level;

/// A part of a document, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// Whatever is being set when it comes onto a page.
    #[default]
    Current,
    Number(usize),
    /// Nothing that is read: it stands elsewhere too, or only guides the eye.
    Aside,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading(Level),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table,
    Row,
    /// The name of a column.
    Head,
    /// What names a row, across so many columns.
    Name(u32),
    Cell,
    /// A drawing, with what it shows in words.
    Figure(String),
}

/// All parts of one document, each below another one or, where it is in none, in the whole.
#[derive(Debug, Default)]
pub(super) struct Parts(RefCell<Vec<(Role, Part)>>);

impl Parts {
    /// A part in the whole.
    pub(super) fn add(&self, role: Role) -> Part {
        self.below(Part::Current, role)
    }

    pub(super) fn below(&self, part: Part, role: Role) -> Part {
        let mut parts = self.0.borrow_mut();
        parts.push((role, part));
        Part::Number(parts.len() - 1)
    }

    /// In the order of their numbers, each with the part it is in.
    pub(super) fn into_list(self) -> Vec<(Role, Part)> {
        self.0.into_inner()
    }
}
