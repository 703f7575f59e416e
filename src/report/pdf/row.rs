//! Rows of a table: cells of lines side by side, which can be torn between lines where they must.
//!
//! It decides no widths and no page; it only knows how high a row is and what a part of it is.

use super::ink::{Area, FAINT, HAIR, Mark, Slab, Twips};
use super::parts::Part;

/// Above and below the lines of a cell.
pub(super) const PAD: Twips = 50;
/// Beside them.
pub(super) const SIDE: Twips = 80;

/// Lines in one column; each stands from the left edge of the cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pane {
    pub(super) x: Twips,
    pub(super) width: Twips,
    pub(super) fill: Option<u8>,
    pub(super) lines: Vec<Slab>,
}

/// Cells side by side with a rule below, and one above where it begins something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) panes: Vec<Pane>,
    pub(super) above: Option<Twips>,
    pub(super) below: Option<Twips>,
    /// Between the panes, and at both ends.
    pub(super) upright: Option<u8>,
    /// Above and below the lines.
    pub(super) pad: Twips,
}

/// Rows that stay on one page if it can hold them, below what names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) lead: Option<Lead>,
    pub(super) rows: Vec<Row>,
}

/// The name of an entry, and how it is told again where the entry goes on on another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) first: Slab,
    pub(super) again: Slab,
}

impl Pane {
    /// Says what its lines are a part of.
    pub(super) fn of(self, part: Part) -> Self {
        let lines = self.lines.into_iter().map(|line| line.of(part)).collect();
        Self { lines, ..self }
    }

    fn height(&self) -> Twips {
        self.lines.iter().map(|line| line.height).sum()
    }
}

impl Row {
    pub(super) fn height(&self) -> Twips {
        let lines = self.panes.iter().map(Pane::height).max().unwrap_or_default();
        lines + 2 * self.pad
    }

    fn is_empty(&self) -> bool {
        self.panes.iter().all(|cell| cell.lines.is_empty())
    }

    /// The part that fits into `room`, and the rest; nothing where not even one line does.
    pub(super) fn torn(self, room: Twips) -> (Option<Self>, Self) {
        let room = room - 2 * self.pad;
        let (mut now, mut rest) = (self.clone(), self);
        for (first, second) in now.panes.iter_mut().zip(&mut rest.panes) {
            let mut used = 0;
            let fits = |line: &&Slab| {
                used += line.height;
                used <= room
            };
            let count = first.lines.iter().take_while(fits).count();
            first.lines.truncate(count);
            second.lines.drain(..count);
        }
        rest.above = None;
        ((!now.is_empty()).then_some(now), rest)
    }

    /// The row as it is drawn.
    pub(super) fn slab(self) -> Slab {
        let height = self.height();
        let mut slab = Slab::blank(height);
        let left = self.panes.first().map_or(0, |cell| cell.x);
        let right = self.panes.last().map_or(0, |cell| cell.x + cell.width);
        for cell in &self.panes {
            if let Some(shade) = cell.fill {
                let area = Area { x: cell.x, y: 0, width: cell.width, height };
                slab.marks.push(Mark::Fill { area, shade });
            }
        }
        if let Some(shade) = self.upright {
            let edges = self.panes.iter().map(|cell| cell.x).chain([right]);
            slab.marks.extend(edges.map(|x| Mark::down(x, 0, height, HAIR, shade)));
        }
        if let Some(width) = self.above {
            slab.marks.push(Mark::across(left, 0, right - left, width, shade_of(width)));
        }
        if let Some(width) = self.below {
            slab.marks.push(Mark::across(left, height, right - left, width, shade_of(width)));
        }
        for cell in self.panes {
            let mut y = self.pad;
            for mut line in cell.lines {
                line.shift(cell.x, y);
                y += line.height;
                slab.marks.append(&mut line.marks);
            }
        }
        slab
    }
}

/// Hairlines only guide the eye.
fn shade_of(width: Twips) -> u8 {
    if width <= HAIR { FAINT } else { 0 }
}

impl Entry {
    pub(super) fn height(&self) -> Twips {
        let lead = self.lead.as_ref().map_or(0, |lead| lead.first.height);
        lead + self.rows.iter().map(Row::height).sum::<Twips>()
    }
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Self { lead: None, rows: vec![row] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pane(heights: &[Twips]) -> Pane {
        Pane { lines: heights.iter().map(|high| Slab::blank(*high)).collect(), ..Pane::default() }
    }

    fn heights(row: &Row) -> Vec<Vec<Twips>> {
        let lines = |pane: &Pane| pane.lines.iter().map(|line| line.height).collect();
        row.panes.iter().map(lines).collect()
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_cell() {
        let row = Row { panes: vec![pane(&[10, 10]), pane(&[30])], pad: 5, ..Row::default() };
        assert_eq!(row.height(), 40);
    }

    #[test]
    fn a_torn_row_loses_no_line_of_any_cell() {
        let row = Row { panes: vec![pane(&[10, 20, 30]), pane(&[25])], ..Row::default() };
        let (now, rest) = row.clone().torn(30);
        assert_eq!(heights(&now.unwrap()), [vec![10, 20], vec![25]]);
        assert_eq!(heights(&rest), [vec![30], vec![]]);
        let (now, rest) = row.clone().torn(9);
        assert_eq!((now, rest), (None, row));
    }
}
