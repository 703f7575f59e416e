//! Moving about: chapters, lists, texts, and the mouse.

use ratatui::layout::{Position, Rect};

use super::chapter::chapters;
use super::opinion::{self, Target};
use super::view::{self, Layout};
use super::wish::Wish;
use super::{Chapter, Pane, State, list};
use crate::tui::keymap::Command;
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Step};

/// Rows that one turn of the wheel moves in a text.
const WHEEL: usize = 3;

/// Commands that only move.
pub(super) fn travel(state: &mut State, kit: &Kit, area: Rect, command: Command) -> Step {
    use Command as C;
    match command {
        C::NextChapter => return turn(state, 1),
        C::PreviousChapter => return turn(state, -1),
        C::NextPane => return pane(state, 1),
        C::PreviousPane => return pane(state, -1),
        _ => {}
    }
    match state.pane {
        Pane::Chapters => on_chapters(state, kit, area, command),
        Pane::Body => on_body(state, kit, area, command),
        Pane::Beside => beside(state, kit, area, command),
    }
}

/// One step back: from what stands beside to the list, then home.
pub(super) fn back(state: &mut State) -> Step {
    if state.pane == Pane::Beside {
        state.pane = Pane::Body;
        return Step::Stay;
    }
    Step::Go(Goal::Home)
}

/// To another chapter; the ends hold.
pub(super) fn turn(state: &mut State, by: isize) -> Step {
    let chapters = chapters(state);
    let at = chapters.iter().position(|chapter| *chapter == state.chapter).unwrap_or(0);
    let to = at.saturating_add_signed(by).min(chapters.len() - 1);
    if to != at {
        state.turn_to(chapters[to]);
    }
    Step::Stay
}

fn pane(state: &mut State, by: isize) -> Step {
    let panes: &[Pane] = if state.chapter.is_list() {
        &[Pane::Chapters, Pane::Body, Pane::Beside]
    } else {
        &[Pane::Chapters, Pane::Body]
    };
    let at = panes.iter().position(|pane| *pane == state.pane).unwrap_or(0);
    state.pane = panes[(at + panes.len()).saturating_add_signed(by) % panes.len()];
    Step::Stay
}

fn on_chapters(state: &mut State, kit: &Kit, area: Rect, command: Command) -> Step {
    use Command as C;
    let tabs = Layout::of(state, area).tabs.height > 0;
    match command {
        C::Left if tabs => turn(state, -1),
        C::Right if tabs => turn(state, 1),
        C::Up if !tabs => turn(state, -1),
        C::Down if !tabs => turn(state, 1),
        // A list is entered, a text is read on from where the cursor is.
        C::Down if state.chapter.is_list() || state.chapter == Chapter::Opinion => {
            state.pane = Pane::Body;
            Step::Stay
        }
        C::Open | C::Right => {
            state.pane = Pane::Body;
            Step::Stay
        }
        C::Left => Step::Stay,
        other => on_body(state, kit, area, other),
    }
}

fn on_body(state: &mut State, kit: &Kit, area: Rect, command: Command) -> Step {
    use Command as C;
    let layout = Layout::of(state, area);
    let tabs = layout.tabs.height > 0;
    let is_text = !state.chapter.is_list() && state.chapter != Chapter::Opinion;
    match command {
        C::Left if is_text && tabs => return turn(state, -1),
        C::Right if is_text && tabs => return turn(state, 1),
        C::Left => {
            state.pane = Pane::Chapters;
            return Step::Stay;
        }
        C::Right | C::Open if state.chapter.is_list() => {
            state.pane = Pane::Beside;
            return Step::Stay;
        }
        C::Right | C::Open if state.chapter == Chapter::Opinion => {
            return follow(state, kit, &layout);
        }
        _ => {}
    }
    let page = usize::from(layout.body.height.saturating_sub(2)).max(1);
    let last = last_place(state, kit, &layout);
    if let Some(to) = moved(command, state.place(), page, last) {
        state.put(to);
    }
    Step::Stay
}

/// The last place of a list or of the page, or the last row at which a text may begin.
fn last_place(state: &State, kit: &Kit, layout: &Layout) -> usize {
    if state.chapter.is_list() {
        list::places(state, state.chapter).len().saturating_sub(1)
    } else if state.chapter == Chapter::Opinion {
        opinion::listing(state, kit, layout.body.width).targets.len().saturating_sub(1)
    } else {
        view::last_top(state, kit, layout)
    }
}

fn beside(state: &mut State, kit: &Kit, area: Rect, command: Command) -> Step {
    let layout = Layout::of(state, area);
    let page = usize::from(layout.beside.height).saturating_sub(1).max(1);
    let last = view::last_beside(state, kit, &layout);
    if command == Command::Left {
        state.pane = Pane::Body;
    } else if let Some(to) = moved(command, state.read_to, page, last) {
        state.read_to = to;
    }
    Step::Stay
}

/// The place after a command that moves; nothing where it is no such command.
fn moved(command: Command, at: usize, page: usize, last: usize) -> Option<usize> {
    use Command as C;
    let to = match command {
        C::Up => at.min(last).saturating_sub(1),
        C::Down => at + 1,
        C::PageUp => at.min(last).saturating_sub(page),
        C::PageDown => at + page,
        C::First => 0,
        C::Last => last,
        _ => return None,
    };
    Some(to.min(last))
}

/// To where the row of the last chapter leads.
fn follow(state: &mut State, kit: &Kit, layout: &Layout) -> Step {
    let mut targets = opinion::listing(state, kit, layout.body.width).targets;
    if state.place() >= targets.len() {
        return Step::Stay;
    }
    match targets.swap_remove(state.place()) {
        Target::Nowhere => Step::Stay,
        Target::Opinion => state.wish(Wish::Opinion),
        Target::Finish => state.wish(Wish::Finish),
        Target::Item(item) => {
            state.jump(&item);
            Step::Stay
        }
    }
}

pub(super) fn mouse(state: &mut State, kit: &Kit, area: Rect, mouse: Mouse) -> Step {
    if state.form.is_some() || state.asked.is_some() || state.search.is_some() {
        return Step::Stay;
    }
    let layout = Layout::of(state, area);
    let (Mouse::Click { x, y } | Mouse::WheelUp { x, y } | Mouse::WheelDown { x, y }) = mouse;
    let at = Position { x, y };
    let on_beside = layout.beside.contains(at);
    match mouse {
        Mouse::Click { .. } => click(state, kit, &layout, at),
        Mouse::WheelUp { .. } | Mouse::WheelDown { .. } => {
            let up = matches!(mouse, Mouse::WheelUp { .. });
            let command = if up { Command::Up } else { Command::Down };
            let is_list = state.chapter.is_list() || state.chapter == Chapter::Opinion;
            let times = if is_list && !on_beside { 1 } else { WHEEL };
            for _ in 0..times {
                let _ = if on_beside {
                    let before = state.pane;
                    let step = beside(state, kit, area, command);
                    state.pane = before;
                    step
                } else {
                    on_body(state, kit, area, command)
                };
            }
            Step::Stay
        }
    }
}

fn click(state: &mut State, kit: &Kit, layout: &Layout, at: Position) -> Step {
    if let Some(chapter) = view::chapter_at(state, kit, layout, at) {
        state.turn_to(chapter);
        state.pane = Pane::Chapters;
        return Step::Stay;
    }
    if layout.beside.contains(at) {
        state.pane = Pane::Beside;
        return Step::Stay;
    }
    if !layout.body.contains(at) {
        return Step::Stay;
    }
    if let Some(clicked) = view::choice_at(state, kit, layout, at) {
        let again = state.pane == Pane::Body && clicked == state.place();
        state.pane = Pane::Body;
        state.put(clicked);
        if again && state.chapter.is_list() {
            state.pane = Pane::Beside;
        } else if again {
            return follow(state, kit, layout);
        }
        return Step::Stay;
    }
    state.pane = Pane::Body;
    Step::Stay
}
