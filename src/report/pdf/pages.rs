//! Fills pages from top to bottom: what stays together, what is torn, what stands again.
//!
//! It measures no text and draws nothing; it is given slabs and rows of known height.

use super::ink::{Jump, Mark, Slab, Twips};
use super::parts::Part;
use super::row::{Entry, Lead, Row};

/// A4.
pub(super) const WIDE: Twips = 11_906;
pub(super) const HIGH: Twips = 16_838;
/// Room for the holes of a file.
pub(super) const LEFT: Twips = 1_300;
pub(super) const RIGHT: Twips = 1_020;
pub(super) const TOP: Twips = 1_300;
pub(super) const BOTTOM: Twips = 1_180;
/// Between the margins.
pub(super) const WIDTH: Twips = WIDE - LEFT - RIGHT;
/// From the first line to the last.
pub(super) const HEIGHT: Twips = HIGH - TOP - BOTTOM;

/// The least of a torn entry that stands at the foot of a page.
const LEAST: Twips = 1_600;

/// Marks from the corner of the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) marks: Vec<Mark>,
    pub(super) jumps: Vec<Jump>,
}

#[derive(Debug, Default)]
pub(super) struct Pages {
    done: Vec<Page>,
    page: Page,
    /// From the top margin to where the next thing stands.
    y: Twips,
    /// What waits for the thing it stands above.
    held: Slab,
    /// Left before the next thing, unless that begins a page.
    gap: Twips,
    density: Density,
    /// What is being set.
    part: Part,
}

/// How much space is left between things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Density {
    #[default]
    Plain,
    /// For what would only just not fit on its page.
    Snug,
    Tight,
}

impl Pages {
    /// Space before what follows, where something stands above it.
    pub(super) fn gap(&mut self, height: Twips) {
        let height = match self.density {
            Density::Plain => height,
            Density::Snug => height * 70 / 100,
            Density::Tight => height * 55 / 100,
        };
        self.gap = self.gap.max(height);
    }

    pub(super) fn density(&self) -> Density {
        self.density
    }

    /// From here on.
    pub(super) fn keep(&mut self, density: Density) {
        self.density = density;
    }

    /// What comes from here on is a part of this, where nothing else was said.
    pub(super) fn tell(&mut self, part: Part) {
        self.part = part;
    }

    /// Puts a slab above whatever follows, on the same page.
    pub(super) fn hold(&mut self, slab: Slab) {
        let gap = std::mem::take(&mut self.gap);
        if self.held.height == 0 && self.held.marks.is_empty() {
            self.settle(gap);
        } else {
            self.held.height += gap;
        }
        self.held.stack(slab.of(self.part));
    }

    pub(super) fn put(&mut self, slab: Slab) {
        self.make_room(slab.height);
        self.place(slab);
    }

    /// What follows begins a page.
    pub(super) fn turn(&mut self) {
        self.release();
        self.leave();
    }

    /// Rows below a header that stands again on every page.
    pub(super) fn table(&mut self, header: Option<&Slab>, entries: Vec<Entry>) {
        let head = header.map_or(0, |slab| slab.height);
        let again = header.map(|slab| slab.clone().of_none());
        let again = again.as_ref();
        let mut first = true;
        for entry in entries {
            let height = entry.height();
            let needed = height + if first { head } else { 0 };
            // Nothing that fits on one page is torn.
            if needed <= self.room() || height + head + self.held.height <= HEIGHT {
                if needed > self.room() || first {
                    self.make_room(height + head);
                    self.repeat(if first { header } else { again });
                }
                self.entry(entry);
            } else {
                let least = LEAST + entry.lead.as_ref().map_or(0, |lead| lead.first.height);
                if first || self.room() < least {
                    self.make_room(head + least);
                    self.repeat(if first { header } else { again });
                }
                self.tear(again, entry);
            }
            first = false;
        }
        self.release();
    }

    pub(super) fn finish(mut self) -> Vec<Page> {
        self.release();
        if self.done.is_empty() || !self.page.marks.is_empty() {
            self.done.push(self.page);
        }
        for page in &mut self.done {
            // A shade would hide half of the rule that ends the row above it.
            page.marks.sort_by_key(|mark| !matches!(mark, Mark::Fill { .. }));
        }
        self.done
    }

    /// What is left of the page below what waits.
    fn room(&self) -> Twips {
        let gap = if self.y == 0 { 0 } else { self.gap };
        HEIGHT - self.y - gap - self.held.height
    }

    fn make_room(&mut self, height: Twips) {
        if height > self.room() && self.y > 0 {
            let (held, gap) = (std::mem::take(&mut self.held), self.gap);
            self.leave();
            // What waits stands at the top now; the gap below it stays.
            (self.held, self.gap) = (held, gap);
        }
        let gap = std::mem::take(&mut self.gap);
        if self.held.marks.is_empty() {
            self.settle(gap);
        } else {
            self.release();
            self.y += gap;
        }
    }

    fn settle(&mut self, gap: Twips) {
        if self.y > 0 {
            self.y += gap;
        }
    }

    fn release(&mut self) {
        let held = std::mem::take(&mut self.held);
        if held.height > HEIGHT - self.y && self.y > 0 {
            self.leave();
        }
        self.place(held);
    }

    fn leave(&mut self) {
        if !self.page.marks.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
        }
        (self.y, self.gap) = (0, 0);
    }

    fn place(&mut self, slab: Slab) {
        let mut slab = slab.of(self.part);
        slab.shift(LEFT, TOP + self.y);
        self.y += slab.height;
        self.page.marks.append(&mut slab.marks);
        self.page.jumps.append(&mut slab.jumps);
    }

    fn repeat(&mut self, header: Option<&Slab>) {
        if let Some(header) = header {
            self.place(header.clone());
        }
    }

    fn entry(&mut self, entry: Entry) {
        if let Some(lead) = entry.lead {
            self.place(lead.first);
        }
        for row in entry.rows {
            self.place(row.slab());
        }
    }

    /// An entry that no page can hold.
    fn tear(&mut self, header: Option<&Slab>, entry: Entry) {
        let Entry { lead, rows } = entry;
        if let Some(lead) = &lead {
            self.place(lead.first.clone());
        }
        for row in rows {
            self.tear_row(header, lead.as_ref(), row);
        }
    }

    fn tear_row(&mut self, header: Option<&Slab>, lead: Option<&Lead>, mut rest: Row) {
        let above = header.map_or(0, |slab| slab.height);
        let above = above + lead.map_or(0, |lead| lead.again.height);
        let mut turned = false;
        while rest.height() > HEIGHT - self.y {
            if rest.height() > HEIGHT - above {
                let (now, after) = rest.torn(HEIGHT - self.y);
                rest = after;
                match now {
                    Some(row) => self.place(row.slab()),
                    // A line higher than a page: the paper cuts it off rather than it waits.
                    None if turned => break,
                    None => {}
                }
            }
            self.leave();
            self.repeat(header);
            if let Some(lead) = lead {
                self.place(lead.again.clone());
            }
            turned = true;
        }
        self.place(rest.slab());
    }
}

#[cfg(test)]
mod tests {
    use super::super::ink::{BLACK, POINT};
    use super::super::row::Pane;
    use super::*;

    /// A slab that can be seen: a rule at its top, as long as `name` says.
    fn slab(height: Twips, name: Twips) -> Slab {
        let marks = vec![Mark::across(0, 0, name, POINT, BLACK)];
        Slab { height, marks, jumps: Vec::new() }
    }

    fn entry(height: Twips, name: Twips) -> Entry {
        let pane = Pane { lines: vec![slab(height, name)], ..Pane::default() };
        Row { panes: vec![pane], ..Row::default() }.into()
    }

    /// The names on each page with the height at which they stand below the margin.
    fn names(pages: Pages) -> Vec<Vec<(Twips, Twips)>> {
        let name = |mark: &Mark| match mark {
            Mark::Rule { from, to, .. } => (to.0 - from.0, from.1 - TOP),
            other => panic!("{other:?}"),
        };
        pages.finish().iter().map(|page| page.marks.iter().map(name).collect()).collect()
    }

    #[test]
    fn the_header_of_a_table_stands_on_every_page_and_no_row_is_torn() {
        let mut pages = Pages::default();
        let third = HEIGHT / 3;
        pages.table(Some(&slab(100, 1)), (10..14).map(|name| entry(third, name)).collect());
        let both = |a, b| vec![(1, 0), (a, 100), (b, 100 + third)];
        assert_eq!(names(pages), [both(10, 11), both(12, 13)]);
    }

    #[test]
    fn a_heading_goes_with_what_it_heads() {
        let mut pages = Pages::default();
        pages.put(slab(HEIGHT - 300, 5));
        pages.hold(slab(200, 6));
        pages.gap(40);
        pages.put(slab(200, 7));
        assert_eq!(names(pages), [vec![(5, 0)], vec![(6, 0), (7, 240)]]);
    }

    #[test]
    fn an_entry_that_no_page_holds_goes_on_below_the_header_and_its_name() {
        let mut pages = Pages::default();
        let lines = (0..3).map(|n| slab(HEIGHT / 2, 20 + n)).collect();
        let row = Row { panes: vec![Pane { lines, ..Pane::default() }], ..Row::default() };
        let lead = Some(Lead { first: slab(50, 2), again: slab(60, 3) });
        pages.table(Some(&slab(100, 1)), vec![Entry { lead, rows: vec![row] }]);
        let again = |name| vec![(1, 0), (3, 100), (name, 160)];
        assert_eq!(names(pages), [vec![(1, 0), (2, 100), (20, 150)], again(21), again(22)]);
    }

    #[test]
    fn a_gap_is_left_between_things_and_not_at_the_top() {
        let mut pages = Pages::default();
        pages.gap(30);
        pages.put(slab(100, 1));
        pages.gap(30);
        pages.gap(50);
        pages.put(slab(100, 2));
        assert_eq!(names(pages), [[(1, 0), (2, 150)]]);
    }

    #[test]
    fn what_waits_at_the_end_is_not_lost() {
        let mut pages = Pages::default();
        pages.put(slab(HEIGHT, 1));
        pages.hold(slab(100, 2));
        assert_eq!(names(pages), [[(1, 0)], [(2, 0)]]);
    }
}
