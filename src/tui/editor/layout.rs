//! A field as rows of cells: what is seen, where the cursor stands, which row is above.
//!
//! Nothing here changes the text or remembers what was seen last.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Edited, Editor, Shape};
use crate::text::{cells, clip, display, wrap};

/// What to paint of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditorView {
    /// At most as many as the height, each at most as many cells as the width, in the form for
    /// the screen.
    pub rows: Vec<String>,
    /// Column and row of the cursor, inside the area (0, 0 if the area is empty).
    pub cursor: (u16, u16),
    /// Text is out of sight before the first row (in a field of one line: left of it).
    pub more_above: bool,
    /// Text is out of sight behind the last row (in a field of one line: right of it).
    pub more_below: bool,
}

impl Editor {
    /// The part around the cursor that an area of `width` × `height` cells shows.
    pub fn view(&self, width: u16, height: u16) -> EditorView {
        if width == 0 || height == 0 {
            return EditorView::default();
        }
        match self.shape {
            Shape::Line => self.view_line(width),
            Shape::Area => self.view_area(width, height),
        }
    }

    fn view_area(&self, width: u16, height: u16) -> EditorView {
        let rows = self.rows(width);
        let at = self.row(&rows);
        let height = usize::from(height);
        // The cursor stays near the middle: both sides of what is written can be read.
        let top = at.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
        let shown = rows.iter().skip(top).take(height);
        let column = cells(&self.text[rows[at].start..self.cursor]);
        EditorView {
            rows: shown.map(|row| painted(&self.text[row.clone()], width)).collect(),
            cursor: (within(column, width), to_u16(at - top)),
            more_above: top > 0,
            more_below: top + height < rows.len(),
        }
    }

    fn view_line(&self, width: u16) -> EditorView {
        let width_cells = usize::from(width);
        let column = cells(&self.text[..self.cursor]);
        // The window moves by halves, so that it stands still while a few letters are written.
        let left = match width_cells / 2 {
            _ if column < width_cells => 0,
            0 => column,
            half => (column / half - 1) * half,
        };
        let start = self.at_cell(0..self.text.len(), left);
        let start = if cells(&self.text[..start]) < left { self.after(start) } else { start };
        let shown = clip(&self.text[start..], width_cells);
        EditorView {
            cursor: (within(cells(&self.text[start..self.cursor]), width), 0),
            more_above: start > 0,
            more_below: start + shown.len() < self.text.len(),
            rows: vec![painted(shown, width)],
        }
    }

    pub(super) fn row_start(&self, width: u16) -> usize {
        let rows = self.rows(width);
        rows[self.row(&rows)].start
    }

    pub(super) fn row_end(&self, width: u16) -> usize {
        let rows = self.rows(width);
        let at = self.row(&rows);
        self.last_place(&rows, at)
    }

    pub(super) fn row_above(&self, width: u16) -> Option<usize> {
        self.row(&self.rows(width)).checked_sub(1)
    }

    pub(super) fn row_below(&self, width: u16) -> Option<usize> {
        let rows = self.rows(width);
        Some(self.row(&rows) + 1).filter(|row| *row < rows.len())
    }

    /// To the aimed cell of another row, or as near to it as that row has text.
    pub(super) fn go_to_row(&mut self, width: u16, row: Option<usize>) -> Edited {
        let Some(row) = row else {
            return Edited::Unchanged;
        };
        let rows = self.rows(width);
        let start = rows[self.row(&rows)].start;
        let aim = self.aim.unwrap_or_else(|| cells(&self.text[start..self.cursor]));
        let moved = self.go(self.at_cell(rows[row].start..self.last_place(&rows, row), aim));
        self.aim = Some(aim);
        moved
    }

    /// One cell stays free for the cursor behind the last letter of a row.
    fn rows(&self, width: u16) -> Vec<Range<usize>> {
        match self.shape {
            Shape::Area => wrap(&self.text, usize::from(width.saturating_sub(1))),
            // A field of one line has one row, however narrow it is.
            Shape::Line => std::iter::once(0..self.text.len()).collect(),
        }
    }

    /// The row the cursor is in; between two rows, the lower.
    fn row(&self, rows: &[Range<usize>]) -> usize {
        rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0)
    }

    /// The last place of a row where the cursor is still seen in that row.
    fn last_place(&self, rows: &[Range<usize>], row: usize) -> usize {
        let Range { start, end } = rows[row].clone();
        let text = &self.text[start..end];
        match text.graphemes(true).next_back() {
            Some(last) if row + 1 < rows.len() => end - last.len(),
            _ => end,
        }
    }

    /// The last place in `range` that is at most `cell` cells from its start.
    fn at_cell(&self, range: Range<usize>, cell: usize) -> usize {
        range.start + clip(&self.text[range.clone()], cell).len()
    }

    fn after(&self, at: usize) -> usize {
        at + self.text[at..].graphemes(true).next().map_or(0, str::len)
    }
}

fn painted(row: &str, width: u16) -> String {
    let row = row.strip_suffix('\n').unwrap_or(row);
    display(clip(row, usize::from(width))).into_owned()
}

/// Spaces hang over the edge of a row, and a letter can be wider than the area.
fn within(column: usize, width: u16) -> u16 {
    to_u16(column).min(width.saturating_sub(1))
}

fn to_u16(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
