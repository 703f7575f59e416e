//! Texts in rows of a given width: headings, indented parts, pairs of a name and a value.

use ratatui::style::Style;

use super::kit::Kit;
use crate::text::{cells, wrapped};

/// One row of text.
#[derive(Debug, Clone)]
pub(super) struct Styled {
    pub(super) text: String,
    pub(super) style: Style,
}

/// Rows in the making, wrapped to a width.
pub(super) struct Prose<'a> {
    pub(super) kit: &'a Kit,
    width: usize,
    made: Vec<Styled>,
}

impl<'a> Prose<'a> {
    pub(super) fn new(kit: &'a Kit, width: u16) -> Self {
        Self { kit, width: usize::from(width).max(8), made: Vec::new() }
    }

    pub(super) fn rows(self) -> Vec<Styled> {
        self.made
    }

    pub(super) fn push(&mut self, text: &str, style: Style) {
        for row in wrapped(text, self.width) {
            self.made.push(Styled { text: row, style });
        }
    }

    /// A row that is laid out already.
    pub(super) fn push_whole(&mut self, text: String, style: Style) {
        self.made.push(Styled { text, style });
    }

    /// A heading in its own row with the text below, indented; nothing for an empty text.
    pub(super) fn part(&mut self, name: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.push(name, self.kit.theme.dim);
        self.indented(text, self.kit.theme.text);
    }

    pub(super) fn indented(&mut self, text: &str, style: Style) {
        for row in wrapped(text, self.width.saturating_sub(2)) {
            self.made.push(Styled { text: format!("  {row}"), style });
        }
    }

    /// A name and a short text on one row where they fit.
    pub(super) fn pair(&mut self, name: &str, text: &str, style: Style) {
        if cells(name) + 2 + cells(text) <= self.width {
            self.made.push(Styled { text: format!("{name}  {text}"), style });
        } else {
            self.push(name, self.kit.theme.dim);
            self.indented(text, style);
        }
    }

    pub(super) fn gap(&mut self) {
        if self.made.last().is_some_and(|row| !row.text.is_empty()) {
            self.made.push(Styled { text: String::new(), style: self.kit.theme.text });
        }
    }
}
