//! A table with one narrow column for each period: its first column and its header stay in view.
//!
//! Which rows and columns are seen follows from the chosen cell; nothing is kept.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::State;
use crate::domain::period::Period;
use crate::text::{Align, cells, fit, pad};
use crate::tui::kit::Kit;
use crate::tui::list::first_seen;
use crate::tui::paint;

/// Cells of one period at the least: a mark of two, a sign behind it, a blank.
const EACH: u16 = 4;
/// And at the most.
const WIDEST: u16 = 8;
/// Cells in which a period says something.
const TOLD: u16 = EACH - 1;
/// Cells of the first column, at least.
const LABEL: u16 = 24;
/// Rows of the header: years, then what of the year.
pub(super) const HEAD: u16 = 2;

/// One row of the table.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) style: Style,
    /// One for each column of the trend.
    pub(super) cells: Vec<(String, Style)>,
    /// The row of the view that it is, where it can be chosen.
    pub(super) choice: Option<usize>,
}

/// Which columns are seen, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// Cells of the first column.
    pub(super) label: u16,
    /// The first period seen.
    pub(super) first: usize,
    /// How many are seen.
    pub(super) seen: usize,
    /// Cells from one period to the next.
    pub(super) each: u16,
}

impl Window {
    pub(super) fn of(state: &State, lines: &[Line], width: u16) -> Self {
        let total = state.trend.columns.len();
        let periods = u16::try_from(total).unwrap_or(u16::MAX);
        // The titles take what they need of what the periods leave, a third at the least.
        let left = width.saturating_sub(periods.saturating_mul(EACH).saturating_add(2));
        let titles = lines.iter().map(|line| cells(&line.label)).max().unwrap_or(0) + 3;
        let titles = u16::try_from(titles).unwrap_or(u16::MAX);
        let label = titles.min(left.max(width / 3)).max(LABEL);
        let room = width.saturating_sub(label + 2);
        let each = room.checked_div(periods).unwrap_or(EACH).clamp(EACH, WIDEST);
        let seen = usize::from(room / each).max(1).min(total);
        Self { label, first: first_seen(state.column, total, seen), seen, each }
    }

    /// The periods seen, each with the cell where it begins.
    pub(super) fn columns(self, area: Rect) -> impl Iterator<Item = (usize, u16)> {
        let start = area.x + self.label + 1;
        (0..self.seen).map(move |n| {
            let at = u16::try_from(n).unwrap_or(u16::MAX);
            (self.first + n, start.saturating_add(at.saturating_mul(self.each)))
        })
    }

    /// The period at `x`.
    pub(super) fn hit(self, area: Rect, x: u16) -> Option<usize> {
        let mut columns = self.columns(area);
        columns.find(|(_, start)| (*start..start + self.each).contains(&x)).map(|(at, _)| at)
    }
}

/// ```text
///  [項目] 適合率  指摘      < R7              R8
///  12-30/80                   1Q  2Q  3Q  4Q* 1Q
/// ```
pub(super) fn header(
    state: &State,
    kit: &Kit,
    titles: [&str; 2],
    window: Window,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = &kit.theme;
    let room = window.label.saturating_sub(1);
    for (y, (title, style)) in
        (area.y..area.bottom()).zip(titles.into_iter().zip([theme.title, theme.dim]))
    {
        paint::put(buf, area.x + 1, y, title, room, style);
    }
    let total = state.trend.columns.len();
    let edge = |buf: &mut Buffer, x: u16, sign: &str| {
        paint::put(buf, x, area.y, sign, 1, theme.warn);
    };
    if window.first > 0 {
        edge(buf, area.x + window.label, "<");
    }
    if window.first + window.seen < total {
        edge(buf, area.right().saturating_sub(1), ">");
    }
    let mut before = None;
    for (at, x) in window.columns(area) {
        let column = &state.trend.columns[at];
        let (year, part) = name(column.period);
        let here = at == state.column;
        if before.as_ref() != Some(&year) {
            paint::put(buf, x, area.y, &year, window.each, theme.title);
            before = Some(year);
        }
        let changed = if column.revision.is_some() { "*" } else { "" };
        let style = if here { theme.focus } else { theme.title };
        let text = pad(&format!("{part}{changed}"), usize::from(TOLD), Align::Left);
        paint::put(buf, x, area.y + 1, &text, TOLD, style);
    }
}

/// The name of a period in its two rows: `R8` and `3Q`, `上` or `年度`.
fn name(period: Period) -> (String, String) {
    let short = period.in_era_short();
    let at = short.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(short.len());
    let (year, part) = short.split_at(at);
    // Three cells must do; a whole year is told by its own column.
    let part = fit(part.trim_start_matches('-'), usize::from(TOLD));
    (year.to_owned(), part)
}

/// The rows, with the chosen cell in view.
pub(super) fn draw(
    lines: &[Line],
    state: &State,
    kit: &Kit,
    window: Window,
    area: Rect,
    buf: &mut Buffer,
) {
    let first = first_line(lines, state.row(), area.height);
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        let here = line.choice == Some(state.row());
        let (marker, style) = if here { (">", kit.theme.title) } else { (" ", line.style) };
        let x = paint::put(buf, area.x, y, marker, 1, style);
        let room = window.label.saturating_sub(1);
        paint::put(buf, x, y, &fit(&line.label, room.into()), room, style);
        for (at, x) in window.columns(area) {
            let Some((text, style)) = line.cells.get(at) else { continue };
            let chosen = here && at == state.column;
            let style = if chosen { kit.theme.focus } else { *style };
            let text = pad(text, usize::from(TOLD), Align::Left);
            paint::put(buf, x, y, &text, TOLD, style);
        }
    }
}

/// The choice that a click in row `y` of the terminal is for.
pub(super) fn hit(lines: &[Line], chosen: usize, area: Rect, y: u16) -> Option<usize> {
    let down = y.checked_sub(area.y).filter(|_| y < area.bottom())?;
    lines.get(first_line(lines, chosen, area.height) + usize::from(down))?.choice
}

/// Where the table stands, as `3-12/80`.
pub(super) fn place(lines: &[Line], chosen: usize, height: u16) -> String {
    paint::place(first_line(lines, chosen, height), height.into(), lines.len())
}

fn first_line(lines: &[Line], chosen: usize, height: u16) -> usize {
    let at = lines.iter().position(|line| line.choice == Some(chosen)).unwrap_or(0);
    // What stands above the first choice could be reached in no other way.
    if at < usize::from(height) && lines[..at].iter().all(|line| line.choice.is_none()) {
        return 0;
    }
    first_seen(at, lines.len(), height.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_period_stands_in_two_rows_of_three_cells() {
        for (period, year, part) in
            [("FY2026-Q3", "R8", "3Q"), ("FY2026-H1", "R8", "上"), ("FY2018-Q1", "H30", "1Q")]
        {
            let named = name(period.parse().unwrap());
            assert_eq!(named, (year.to_owned(), part.to_owned()));
        }
        let (year, part) = name("FY2026".parse().unwrap());
        assert_eq!((year.as_str(), part.as_str()), ("R8", "年"));
    }
}
