//! Turning pages and searching.

use ratatui::layout::Rect;

use super::{State, correct, view};
use crate::tui::editor::{EditKey, Edited};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Notice, Step};
use crate::tui::update::Input;

/// Lines that one turn of the wheel moves.
const WHEEL: isize = 3;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, body: Rect, input: &Input) -> Step {
    match input {
        Input::Press(press) if state.asking => correct::typed(state, kit, body, *press),
        Input::Paste(text) if state.asking => {
            correct::edit(state, body, EditKey::Paste(text.clone()))
        }
        Input::Press(press) if state.typing => typed(state, kit, body, *press),
        Input::Press(press) => match kit.keymap.command(Context::Report, press.key) {
            Some(command) => obey(state, kit, body, command),
            None => Step::Stay,
        },
        Input::Paste(text) if state.typing => edit(state, kit, body, EditKey::Paste(text.clone())),
        Input::Paste(_) | Input::Mouse(Mouse::Click { .. }) => Step::Stay,
        Input::Mouse(Mouse::WheelUp { .. }) => read_on(state, kit, body, -WHEEL),
        Input::Mouse(Mouse::WheelDown { .. }) => read_on(state, kit, body, WHEEL),
    }
}

fn obey(state: &mut State, kit: &Kit, body: Rect, command: Command) -> Step {
    use Command as C;
    match command {
        C::Back => return Step::Go(Goal::Home),
        C::Verify => return Step::Do(Effect::Verify),
        C::Audit => return Step::Go(Goal::Audit(state.reading.period)),
        C::NextView => return state.next(),
        C::Search => state.typing = true,
        C::Correct => return correct::begin(state),
        C::Export => return state.export(),
        other => return travel(state, kit, body, other),
    }
    Step::Stay
}

fn travel(state: &mut State, kit: &Kit, body: Rect, command: Command) -> Step {
    use Command as C;
    let page = isize::try_from(view::page(state, kit, body)).unwrap_or(1).max(1);
    let by = match command {
        C::Up => -1,
        C::Down => 1,
        // One line of the page before stays, so that the reader finds the place again.
        C::PageUp => -(page - 1).max(1),
        C::PageDown => (page - 1).max(1),
        C::First => isize::MIN,
        C::Last => isize::MAX,
        _ => return Step::Stay,
    };
    read_on(state, kit, body, by)
}

fn read_on(state: &mut State, kit: &Kit, body: Rect, by: isize) -> Step {
    let last = view::last_start(state, kit, body);
    state.at = state.at.saturating_add_signed(by).min(last);
    Step::Stay
}

fn typed(state: &mut State, kit: &Kit, body: Rect, press: Press) -> Step {
    use Command as C;
    match kit.keymap.command(Context::Search, press.key) {
        Some(C::Open) => next_match(state, kit, body),
        Some(C::Cancel | C::Back) => {
            state.typing = false;
            Step::Stay
        }
        Some(command @ (C::Up | C::Down | C::PageUp | C::PageDown)) => {
            travel(state, kit, body, command)
        }
        _ => match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(state, kit, body, key),
            None => Step::Stay,
        },
    }
}

fn edit(state: &mut State, kit: &Kit, body: Rect, key: EditKey) -> Step {
    let edited = state.query.apply(key, view::query_width(kit, body.width));
    match edited {
        Edited::Changed => state.search(),
        Edited::Full { over } => return Step::Tell(Notice::TextFull { over }),
        Edited::Moved | Edited::Unchanged => {}
    }
    Step::Stay
}

/// The next line with what is searched for, after the last one found, then from the top again.
fn next_match(state: &mut State, kit: &Kit, body: Rect) -> Step {
    let from = state.found.map_or(state.at, |found| found + 1);
    let next = state.matches.iter().find(|line| **line >= from).or(state.matches.first()).copied();
    let Some(next) = next else {
        state.found = None;
        return Step::Tell(Notice::NotFound);
    };
    state.found = Some(next);
    // A few lines above it, so that the reader sees what it belongs to.
    let above = view::page(state, kit, body) / 4;
    state.at = next.saturating_sub(above).min(view::last_start(state, kit, body));
    Step::Stay
}
