//! Rows read from top to bottom, some of which can be chosen; the chosen one is always in view.
//!
//! No place is kept here: which rows are seen follows from the choice and the height.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::kit::Kit;
use super::list::first_seen;
use super::paint;
use crate::text::wrapped;

/// One row of pieces in their styles.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pieces: Vec<(String, Style)>,
    /// The choice this row belongs to; one choice may have several rows.
    choice: Option<usize>,
}

impl Row {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { pieces: vec![(text.into(), style)], choice: None }
    }

    pub(super) fn blank() -> Self {
        Self { pieces: Vec::new(), choice: None }
    }

    /// With a further piece behind the others.
    pub(super) fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.pieces.push((text.into(), style));
        self
    }

    /// Two cells further to the right.
    pub(super) fn indented(mut self) -> Self {
        let style = Style::new();
        self.pieces.insert(0, ("  ".to_owned(), style));
        self
    }

    /// As a row of a choice.
    pub(super) fn of(mut self, choice: usize) -> Self {
        self.choice = Some(choice);
        self
    }
}

/// A text in as many rows as it needs.
pub(super) fn paragraph(text: &str, width: usize, style: Style) -> Vec<Row> {
    wrapped(text, width).into_iter().map(|line| Row::new(line, style)).collect()
}

/// ```text
///   heading
/// > the chosen row                 <- in the style of the focus
///   another
/// ```
pub(super) fn draw(rows: &[Row], chosen: usize, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let first = first(rows, chosen, area.height);
    for (y, (index, row)) in (area.y..area.bottom()).zip(rows.iter().enumerate().skip(first)) {
        let here = row.choice == Some(chosen);
        let line = Rect { y, height: 1, ..area };
        if here {
            paint::fill(line, buf, kit.theme.focus);
        }
        // Only the first row of a choice bears the marker.
        let begins = index == 0 || rows[index - 1].choice != row.choice;
        let marker = if here && begins { ">" } else { " " };
        let mut x = paint::put(buf, line.x, y, marker, line.width, Style::new()) + 1;
        for (text, style) in &row.pieces {
            let style = if here { Style::new() } else { *style };
            x = paint::put(buf, x, y, text, line.right().saturating_sub(x), style);
        }
    }
}

/// Rows of which none is chosen, from the row `first` on.
pub(super) fn draw_from(rows: &[Row], first: usize, area: Rect, buf: &mut Buffer) {
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(first)) {
        let mut x = area.x;
        for (text, style) in &row.pieces {
            x = paint::put(buf, x, y, text, area.right().saturating_sub(x), *style);
        }
    }
}

/// The choice that a click in row `y` of the terminal is for.
pub(super) fn hit(rows: &[Row], chosen: usize, area: Rect, y: u16) -> Option<usize> {
    let down = y.checked_sub(area.y).filter(|_| y < area.bottom())?;
    rows.get(first(rows, chosen, area.height) + usize::from(down))?.choice
}

/// Where the list stands, as `3-12/80`.
pub(super) fn place(rows: &[Row], chosen: usize, height: u16) -> String {
    paint::place(first(rows, chosen, height), height.into(), rows.len())
}

fn first(rows: &[Row], chosen: usize, height: u16) -> usize {
    let at = rows.iter().position(|row| row.choice == Some(chosen)).unwrap_or(0);
    // What stands above the first choice could be reached in no other way.
    if at < usize::from(height) && rows[..at].iter().all(|row| row.choice.is_none()) {
        return 0;
    }
    first_seen(at, rows.len(), height.into())
}
