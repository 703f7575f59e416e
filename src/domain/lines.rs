//! Lines and columns of a text that a person wrote.
//!
//! It knows bytes, characters and line ends, not what the text means.

use std::ops::Range;

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// The lines of a text, for many questions about it.
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    /// The byte after each line end, and before them the first byte.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Where the byte `offset` is. An offset beyond the text is its end; one inside a
    /// character is that character. A byte order mark is not counted.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor(self.text, offset);
        let line = self.line(offset);
        let before = self.text[self.starts[line - 1]..offset].trim_start_matches('\u{feff}');
        Position { line, column: before.chars().count() + 1 }
    }

    /// The number of the line that holds the byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The bytes of the line that holds the byte, without its `\n`.
    pub fn span(&self, offset: usize) -> Range<usize> {
        let line = self.line(offset);
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.starts[line - 1]..end
    }
}

/// The last character boundary at or before `offset`.
pub fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// [`Lines::position`] for a single question.
pub fn position(text: &str, offset: usize) -> Position {
    Lines::new(text).position(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_lines_and_characters_from_one() {
        let text = "\u{feff}甲乙\n丙=1\n";
        let at = |offset| {
            let p = position(text, offset);
            (p.line, p.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(text.find('乙').unwrap()), (1, 2));
        assert_eq!(at(text.find('乙').unwrap() + 1), (1, 2));
        assert_eq!(at(text.find('=').unwrap()), (2, 2));
        assert_eq!(at(999), (3, 1));
    }
}
