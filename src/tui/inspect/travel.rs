//! Moving about: rows, pages, sections, halves, and the mouse.

use ratatui::layout::Rect;

use super::rows::Row;
use super::view::Layout;
use super::{Pane, State, item};
use crate::domain::due::is_due;
use crate::tui::keymap::Command;
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::Step;

/// Commands that only move.
pub(super) fn travel(state: &mut State, kit: &Kit, area: Rect, command: Command) {
    use Command as C;
    let page = usize::from(area.height.saturating_sub(4)).max(1);
    let last = state.places().saturating_sub(1);
    if state.pane == Pane::Item {
        let rows = item::rows(state, kit, Layout::in_area(state, area).item.width).len();
        let end = rows.saturating_sub(page);
        match command {
            C::Up => state.read_to = state.read_to.saturating_sub(1),
            C::Down => state.read_to = (state.read_to + 1).min(end),
            C::PageUp => state.read_to = state.read_to.saturating_sub(page),
            C::PageDown => state.read_to = (state.read_to + page).min(end),
            C::First => state.read_to = 0,
            C::Last => state.read_to = end,
            C::Left | C::NextPane | C::PreviousPane => state.pane = Pane::List,
            C::NextSection => section(state, 1),
            C::PreviousSection => section(state, -1),
            _ => {}
        }
        return;
    }
    match command {
        C::Up => state.go_to(state.cursor.saturating_sub(1)),
        C::Down => state.go_to((state.cursor + 1).min(last)),
        C::PageUp => state.go_to(state.cursor.saturating_sub(page)),
        C::PageDown => state.go_to((state.cursor + page).min(last)),
        C::First => state.go_to(0),
        C::Last => state.go_to(last),
        C::Right | C::NextPane | C::PreviousPane => state.pane = Pane::Item,
        C::NextSection => section(state, 1),
        C::PreviousSection => section(state, -1),
        _ => {}
    }
}

/// To the first item of the next or previous section; the findings are one too.
fn section(state: &mut State, by: isize) {
    let firsts: Vec<usize> = state
        .rows
        .windows(2)
        .filter_map(|rows| match (rows[0], rows[1]) {
            (Row::Findings, Row::Finding(at)) => Some(at),
            (Row::Section(_), Row::Item(at)) => Some(state.place_of(at)),
            _ => None,
        })
        .collect();
    let here = state.rows.iter().position(|row| *row == state.row_at(state.cursor)).unwrap_or(0);
    let heading = |row: &&Row| matches!(row, Row::Findings | Row::Section(_));
    let at = state.rows[..here].iter().filter(heading).count().saturating_sub(1);
    if let Some(first) = at.checked_add_signed(by).and_then(|to| firsts.get(to)) {
        state.go_to(*first);
    }
}

pub(super) fn mouse(state: &mut State, area: Rect, mouse: Mouse) -> Step {
    if state.form.is_some() {
        return Step::Stay;
    }
    let layout = Layout::in_area(state, area);
    let (Mouse::Click { x, y } | Mouse::WheelUp { x, y } | Mouse::WheelDown { x, y }) = mouse;
    let on_list = layout.list.contains(ratatui::layout::Position { x, y });
    match mouse {
        Mouse::Click { .. } if on_list => {
            state.pane = Pane::List;
            let first = layout.first_row(state);
            let row = first + usize::from(y.saturating_sub(layout.list.y + 1));
            match state.rows.get(row) {
                Some(Row::Item(at)) => state.go_to(state.place_of(*at)),
                Some(Row::Finding(at)) => state.go_to(*at),
                Some(Row::Findings | Row::Section(_)) | None => {}
            }
        }
        Mouse::Click { .. } => state.pane = Pane::Item,
        Mouse::WheelUp { .. } if on_list => state.go_to(state.cursor.saturating_sub(1)),
        Mouse::WheelDown { .. } if on_list => state.go_to(state.cursor + 1),
        Mouse::WheelUp { .. } => state.read_to = state.read_to.saturating_sub(1),
        Mouse::WheelDown { .. } => state.read_to += 1,
    }
    Step::Stay
}

impl State {
    /// The next finding that is not reviewed or due item without a verdict after `from`, wrapping
    /// round; `by` is 1 or -1.
    pub(super) fn next_open(&self, from: usize, by: isize) -> Option<usize> {
        let count = self.places();
        let step = |at: usize| (at + count).checked_add_signed(by).map(|at| at % count);
        let mut at = from;
        for _ in 0..count {
            at = step(at)?;
            if self.is_open(at) {
                return Some(at);
            }
        }
        None
    }

    pub(super) fn is_open(&self, place: usize) -> bool {
        let inspection = &self.work.inspection;
        match self.row_at(place) {
            Row::Item(at) => {
                let item = &self.items()[at];
                let open =
                    inspection.verdict(&item.id).is_none() || inspection.draft(&item.id).is_some();
                open && is_due(item, self.period())
            }
            Row::Finding(at) => {
                let id = &self.findings[at].id;
                inspection.reviewed(id).is_none() || inspection.review_draft(id).is_some()
            }
            Row::Findings | Row::Section(_) => false,
        }
    }
}
