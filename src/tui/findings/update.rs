//! Choosing a finding and reading it.

use ratatui::layout::Rect;

use super::{State, view};
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Step};
use crate::tui::update::Input;

/// Rows that a page key moves.
const PAGE: usize = 8;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, body: Rect, input: &Input) -> Step {
    let command = match input {
        Input::Press(press) => kit.keymap.command(Context::Findings, press.key),
        Input::Mouse(Mouse::WheelUp { .. }) => Some(Command::Up),
        Input::Mouse(Mouse::WheelDown { .. }) => Some(Command::Down),
        Input::Mouse(Mouse::Click { y, .. }) => {
            let Some(clicked) = view::hit(state, kit, body, *y) else { return Step::Stay };
            let again = clicked == state.cursor;
            state.cursor = clicked;
            again.then_some(Command::Open)
        }
        Input::Paste(_) => None,
    };
    match (command, state.reading) {
        (None, _) => Step::Stay,
        (Some(Command::Report), _) => match state.here() {
            Some(line) => Step::Go(Goal::Report(line.finding.id.period)),
            None => Step::Stay,
        },
        (Some(command), Some(top)) => read(state, kit, body, command, top),
        (Some(command), None) => choose(state, command),
    }
}

fn read(state: &mut State, kit: &Kit, body: Rect, command: Command, top: usize) -> Step {
    use Command as C;
    let page = usize::from(body.height.saturating_sub(3)).max(1);
    let last = view::last_top(state, kit, body);
    let top = match command {
        C::Back | C::Left | C::Open => {
            state.reading = None;
            return Step::Stay;
        }
        C::Up => top.saturating_sub(1),
        C::Down => top + 1,
        C::PageUp => top.saturating_sub(page),
        C::PageDown => top + page,
        C::First => 0,
        C::Last => last,
        _ => top,
    };
    state.reading = Some(top.min(last));
    Step::Stay
}

fn choose(state: &mut State, command: Command) -> Step {
    use Command as C;
    let last = state.listed().count().saturating_sub(1);
    let to = match command {
        C::Back => return Step::Go(Goal::Home),
        C::Open | C::Right => {
            state.reading = state.here().map(|_| 0);
            return Step::Stay;
        }
        C::ShowClosed => {
            state.closed = !state.closed;
            state.cursor
        }
        C::Up => state.cursor.saturating_sub(1),
        C::Down => state.cursor + 1,
        C::PageUp => state.cursor.saturating_sub(PAGE),
        C::PageDown => state.cursor + PAGE,
        C::First => 0,
        C::Last => last,
        _ => state.cursor,
    };
    state.cursor = to.min(state.listed().count().saturating_sub(1));
    Step::Stay
}
