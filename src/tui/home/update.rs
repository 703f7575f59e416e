//! Choosing a row of home, and what it leads to.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{State, Target, view};
use crate::app::Failure;
use crate::app::comparing::Pair;
use crate::app::overview::Standing;
use crate::domain::period::Period;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Notice, Step};
use crate::tui::update::Input;

/// Rows that a page key moves.
const PAGE: usize = 5;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, body: Rect, input: &Input) -> Step {
    match input {
        Input::Press(press) => match kit.keymap.command(Context::Home, press.key) {
            Some(command) => obey(state, command),
            None => Step::Stay,
        },
        Input::Mouse(Mouse::Click { y, .. }) => match view::hit(state, kit, body, *y) {
            Some(clicked) if clicked == state.cursor => open(state),
            Some(clicked) => go(state, clicked),
            None => Step::Stay,
        },
        Input::Mouse(Mouse::WheelUp { .. }) => go(state, state.cursor.saturating_sub(1)),
        Input::Mouse(Mouse::WheelDown { .. }) => go(state, state.cursor + 1),
        Input::Paste(_) => Step::Stay,
    }
}

fn obey(state: &mut State, command: Command) -> Step {
    use Command as C;
    match command {
        C::Up => go(state, state.cursor.saturating_sub(1)),
        C::Down => go(state, state.cursor + 1),
        C::PageUp => go(state, state.cursor.saturating_sub(PAGE)),
        C::PageDown => go(state, state.cursor + PAGE),
        C::First => go(state, 0),
        C::Last => go(state, usize::MAX),
        C::Open | C::Right => open(state),
        C::Inspect => now(state),
        C::Report => report(state),
        C::Findings => Step::Go(Goal::Findings(None)),
        C::Compare => compare(state),
        C::Trend => Step::Do(Effect::Trend),
        C::Verify => Step::Do(Effect::Verify),
        _ => Step::Stay,
    }
}

fn go(state: &mut State, cursor: usize) -> Step {
    state.cursor = cursor.min(state.targets().len() - 1);
    Step::Stay
}

fn open(state: &State) -> Step {
    let overview = &state.overview;
    match state.target() {
        Target::Now => now(state),
        Target::Finding(at) => finding(state, at),
        Target::Unfinished(at) => Step::Go(Goal::Inspect(overview.unfinished[at].0)),
        Target::Skipped(period) => Step::Go(Goal::Inspect(period)),
        Target::Sealed(_) => report(state),
    }
}

/// The finding in the inspection of this period, or among all where that can say nothing of it.
fn finding(state: &State, at: usize) -> Step {
    let overview = &state.overview;
    let id = overview.findings[at].id.clone();
    match &overview.standing {
        Standing::NotStarted | Standing::InProgress { .. } if id.period < overview.period => {
            Step::Go(Goal::InspectFinding(overview.period, id))
        }
        _ => Step::Go(Goal::Findings(Some(id))),
    }
}

/// What is to be done in this period.
fn now(state: &State) -> Step {
    let period = state.overview.period;
    match &state.overview.standing {
        Standing::Sealed { .. } => Step::Go(Goal::Report(period)),
        Standing::NotStarted | Standing::InProgress { .. } | Standing::Correcting { .. } => {
            Step::Go(Goal::Inspect(period))
        }
        // Someone may have put a copy back meanwhile.
        Standing::Damaged(_) => Step::Do(Effect::Overview),
    }
}

/// The report of the row, or the newest.
fn report(state: &State) -> Step {
    if let Target::Sealed(at) = state.target()
        && let Some(sealed) = state.overview.sealed.get(at)
        && state.replaced.contains_key(&sealed.entry.to_string())
        && let Ok(period) = sealed.entry.period.as_str().parse()
    {
        return Step::Go(Goal::Entry(period, sealed.entry.seq));
    }
    match report_of(state) {
        Some(period) => Step::Go(Goal::Report(period)),
        None => Step::Tell(Notice::Failed(Arc::new(Failure::NothingSealed))),
    }
}

/// The sealed period of the row beside the one before it, or the last two.
fn compare(state: &State) -> Step {
    let of_row = matches!(state.target(), Target::Sealed(_)).then(|| report_of(state)).flatten();
    Step::Go(Goal::Compare(of_row.map_or(Pair::Newest, Pair::Before)))
}

fn report_of(state: &State) -> Option<Period> {
    let overview = &state.overview;
    let sealed = |at: usize| overview.sealed.get(at)?.entry.period.as_str().parse().ok();
    match state.target() {
        Target::Finding(at) => overview.findings.get(at).map(|finding| finding.id.period),
        Target::Sealed(at) => sealed(at),
        Target::Now if matches!(overview.standing, Standing::Sealed { .. }) => {
            Some(overview.period)
        }
        Target::Now | Target::Unfinished(_) | Target::Skipped(_) => sealed(0),
    }
}
