//! The chart of rates: a letter for each point, dots between the points of a line, double ones
//! for the chosen line.
//!
//! It is drawn in ASCII, so that it looks the same in every font, and no line is told from
//! another by colour.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::table::Window;
use super::{State, letter};
use crate::domain::tally::Tally;
use crate::text::{Align, pad};
use crate::tui::kit::Kit;
use crate::tui::paint;

/// A rate of all, in the unit of the axis.
const FULL: usize = 1000;
/// Letters that fit beside each other at one point.
const BESIDE: usize = 3;

/// The values at the top and the bottom of the axis, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Axis {
    low: usize,
    rows: u16,
}

impl Axis {
    /// From 100% down to the tens below the least value.
    fn of(values: impl Iterator<Item = usize>, rows: u16) -> Self {
        let least = values.min().unwrap_or(FULL);
        Self { low: (least / 100 * 100).min(FULL - 100), rows }
    }

    /// The row of a value, from the top.
    fn row(self, value: usize) -> u16 {
        let steps = usize::from(self.rows.saturating_sub(1));
        let (down, whole) = (FULL - value.clamp(self.low, FULL), FULL - self.low);
        u16::try_from((down * steps * 2 + whole) / (whole * 2)).unwrap_or(0)
    }

    /// The value of a row, in percent.
    fn percent(self, row: u16) -> usize {
        let steps = usize::from(self.rows.saturating_sub(1)).max(1);
        (FULL - (FULL - self.low) * usize::from(row) / steps) / 10
    }
}

fn value(tally: &Tally) -> Option<usize> {
    tally.rate().map(|rate| rate.ok * FULL / rate.of)
}

/// ```text
///                      100%|A...A       B
///                          |    :::   .
///                       80%|B:::B  :A:..
/// ```
pub(super) fn draw(state: &State, kit: &Kit, window: Window, area: Rect, buf: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    // The chosen line comes last, so that its dots lie over the others'.
    let mut drawn: Vec<usize> = (0..state.choices()).filter(|row| state.is_drawn(*row)).collect();
    drawn.sort_by_key(|row| *row == state.row());
    let lines: Vec<(usize, Vec<Option<usize>>)> =
        drawn.iter().map(|row| (*row, state.tallies(*row).iter().map(value).collect())).collect();
    let seen: Vec<(usize, u16)> = window.columns(area).collect();
    let values = lines.iter().flat_map(|(_, values)| {
        seen.iter().filter_map(|(at, _)| values.get(*at).copied().flatten())
    });
    // An odd number of rows has one in the middle.
    let area = Rect { height: area.height - (area.height + 1) % 2, ..area };
    let axis = Axis::of(values, area.height);
    scale(axis, kit, window, area, buf);
    for (row, values) in &lines {
        let chosen = *row == state.row();
        for pair in seen.windows(2) {
            let [(from, x), (to, _)] = pair else { continue };
            let ends = (values.get(*from).copied().flatten(), values.get(*to).copied().flatten());
            let (Some(from), Some(to)) = ends else { continue };
            let rows = (axis.row(from), axis.row(to));
            let from = (*x, area.y);
            if chosen {
                dots(":", kit.theme.title, rows, from, window.each, buf);
            } else {
                dots(".", kit.theme.dim, rows, from, window.each, buf);
            }
        }
    }
    points(state, kit, axis, &lines, &seen, area, buf);
}

/// What lies between two neighbouring points: in each column between them the dots that lead on
/// from the one before, so that a steep line has no holes.
fn dots(
    dot: &str,
    style: Style,
    (from, to): (u16, u16),
    (x, y): (u16, u16),
    each: u16,
    buf: &mut Buffer,
) {
    let mut before = from;
    for step in 1..each {
        let down = (from * (each - step) * 2 + to * step * 2 + each) / (each * 2);
        let rows = match down.cmp(&before) {
            Ordering::Less => down..=before - 1,
            Ordering::Equal => down..=down,
            Ordering::Greater => before + 1..=down,
        };
        for row in rows {
            paint::put(buf, x + step, y + row, dot, 1, style);
        }
        before = down;
    }
}

/// The values of some rows, and a line beside all of them.
fn scale(axis: Axis, kit: &Kit, window: Window, area: Rect, buf: &mut Buffer) {
    let theme = &kit.theme;
    let middle = area.height / 2;
    for row in 0..area.height {
        let y = area.y + row;
        let last = area.height - 1;
        if row == 0 || row == last || row == middle {
            let text = format!("{}%", axis.percent(row));
            let text = pad(&text, usize::from(window.label), Align::Right);
            paint::put(buf, area.x, y, &text, window.label, theme.dim);
        }
        paint::put(buf, area.x + window.label, y, "|", 1, theme.dim);
    }
}

/// The letters; where several lines meet they stand beside each other.
fn points(
    state: &State,
    kit: &Kit,
    axis: Axis,
    lines: &[(usize, Vec<Option<usize>>)],
    seen: &[(usize, u16)],
    area: Rect,
    buf: &mut Buffer,
) {
    for (at, x) in seen {
        for down in 0..area.height {
            let here = lines.iter().filter(|(_, values)| {
                values.get(*at).copied().flatten().is_some_and(|value| axis.row(value) == down)
            });
            let mut met: Vec<usize> = here.map(|(row, _)| *row).collect();
            met.sort_unstable();
            let more = met.len() > BESIDE;
            for (n, row) in (0..).zip(met.iter().take(BESIDE)) {
                let last = more && usize::from(n) == BESIDE - 1;
                let letter = if last { '+' } else { letter(*row) };
                let own = *row == state.row();
                let style = if own { kit.theme.focus } else { kit.theme.title };
                paint::put(buf, x + n, area.y + down, &letter.to_string(), 1, style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_reaches_from_all_to_the_tens_below_the_least() {
        let axis = Axis::of([667, 1000, 823].into_iter(), 5);
        assert_eq!(axis.low, 600);
        let rows: Vec<u16> = [1000, 900, 800, 667, 600, 0].map(|value| axis.row(value)).into();
        assert_eq!(rows, [0, 1, 2, 3, 4, 4]);
        assert_eq!((axis.percent(0), axis.percent(2), axis.percent(4)), (100, 80, 60));
        assert_eq!(Axis::of([1000].into_iter(), 1).row(1000), 0);
        assert_eq!(Axis::of(std::iter::empty(), 3).low, 900);
    }
}
