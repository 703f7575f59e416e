//! Moving over the table, changing the view, keeping lines in the chart.

use std::num::NonZeroUsize;

use ratatui::layout::Rect;

use super::view::{self, Layout};
use super::{State, View};
use crate::app::documents::Subject;
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Step};
use crate::tui::update::Input;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, body: Rect, input: &Input) -> Step {
    match input {
        Input::Press(press) => match kit.keymap.command(Context::Trend, press.key) {
            Some(command) => obey(state, kit, body, command),
            None => Step::Stay,
        },
        Input::Mouse(Mouse::Click { x, y }) => click(state, kit, body, (*x, *y)),
        Input::Mouse(Mouse::WheelUp { .. }) => up(state, 1),
        Input::Mouse(Mouse::WheelDown { .. }) => down(state, 1),
        Input::Paste(_) => Step::Stay,
    }
}

fn obey(state: &mut State, kit: &Kit, body: Rect, command: Command) -> Step {
    use Command as C;
    let page = usize::from(Layout::of(state, kit, body).table.height).saturating_sub(2).max(1);
    match command {
        C::Up => up(state, 1),
        C::Down => down(state, 1),
        C::PageUp => up(state, page),
        C::PageDown => down(state, page),
        C::First => up(state, usize::MAX),
        C::Last => down(state, usize::MAX),
        C::Left => across(state, state.column.saturating_sub(1)),
        C::Right => across(state, state.column.saturating_add(1)),
        C::NextSection => section(state, 1),
        C::PreviousSection => section(state, -1),
        C::NextView => turn(state, 1),
        C::PreviousView => turn(state, View::ALL.len() - 1),
        C::Pick if state.view == View::Rates => {
            let row = state.row();
            if !state.kept.remove(&row) {
                state.kept.insert(row);
            }
            Step::Stay
        }
        C::Report => report(state),
        C::Export => export(state),
        C::Back => Step::Go(Goal::Home),
        _ => Step::Stay,
    }
}

/// The periods that are shown are the newest ones.
fn export(state: &State) -> Step {
    match NonZeroUsize::new(state.trend.columns.len()) {
        Some(shown) => Step::Go(Goal::Export(Subject::Trend(shown), Vec::new())),
        None => Step::Stay,
    }
}

fn up(state: &mut State, by: usize) -> Step {
    state.go_to_row(state.row().saturating_sub(by));
    Step::Stay
}

fn down(state: &mut State, by: usize) -> Step {
    state.go_to_row(state.row().saturating_add(by));
    Step::Stay
}

fn across(state: &mut State, column: usize) -> Step {
    state.go_to_column(column);
    Step::Stay
}

fn turn(state: &mut State, by: usize) -> Step {
    state.view = View::ALL[(state.view as usize + by) % View::ALL.len()];
    Step::Stay
}

/// To the first item of the next section, or of this one or the one before.
fn section(state: &mut State, by: isize) -> Step {
    if state.view != View::Items {
        return Step::Stay;
    }
    let rows = &state.trend.rows;
    let starts = (0..rows.len()).filter(|at| *at == 0 || rows[*at].section != rows[at - 1].section);
    let starts: Vec<usize> = starts.collect();
    let here = state.row();
    let to = if by > 0 {
        starts.iter().find(|start| **start > here)
    } else {
        starts.iter().rev().find(|start| **start < here)
    };
    if let Some(to) = to.copied() {
        state.go_to_row(to);
    }
    Step::Stay
}

/// A click chooses; a second one on the same cell opens the report.
fn click(state: &mut State, kit: &Kit, body: Rect, at: (u16, u16)) -> Step {
    let (row, column) = view::hit(state, kit, body, at);
    if row == Some(state.row()) && column == Some(state.column) {
        return report(state);
    }
    if let Some(row) = row {
        state.go_to_row(row);
    }
    column.map_or(Step::Stay, |column| across(state, column))
}

fn report(state: &State) -> Step {
    state.here().map_or(Step::Stay, |column| Step::Go(Goal::Report(column.period)))
}
