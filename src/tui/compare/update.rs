//! Choosing lines, filtering them, opening one, turning to the year before.

use ratatui::layout::Rect;

use super::{State, view};
use crate::app::comparing::Pair;
use crate::app::documents::Subject;
use crate::domain::comparison::Group;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Step};
use crate::tui::update::Input;

/// Rows that a page key moves in the list.
const PAGE: usize = 8;
/// Rows that one turn of the wheel moves in a text.
const WHEEL: isize = 3;

/// Which way to go through what can be chosen.
#[derive(Clone, Copy)]
enum Way {
    On,
    Back,
}

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, body: Rect, input: &Input) -> Step {
    match input {
        Input::Press(press) => match kit.keymap.command(Context::Compare, press.key) {
            Some(command) if state.full.is_some() => read(state, kit, body, command),
            Some(command) => obey(state, command),
            None => Step::Stay,
        },
        Input::Mouse(mouse) if state.full.is_some() => match mouse {
            Mouse::WheelUp { .. } => scroll(state, kit, body, -WHEEL),
            Mouse::WheelDown { .. } => scroll(state, kit, body, WHEEL),
            Mouse::Click { .. } => Step::Stay,
        },
        Input::Mouse(Mouse::WheelUp { .. }) => choose(state, state.chosen.saturating_sub(1)),
        Input::Mouse(Mouse::WheelDown { .. }) => choose(state, state.chosen + 1),
        Input::Mouse(Mouse::Click { y, .. }) => match view::hit(state, kit, body, *y) {
            Some(clicked) if clicked == state.chosen => open(state),
            Some(clicked) => choose(state, clicked),
            None => Step::Stay,
        },
        Input::Paste(_) => Step::Stay,
    }
}

fn obey(state: &mut State, command: Command) -> Step {
    use Command as C;
    match command {
        C::Up => choose(state, state.chosen.saturating_sub(1)),
        C::Down => choose(state, state.chosen + 1),
        C::PageUp => choose(state, state.chosen.saturating_sub(PAGE)),
        C::PageDown => choose(state, state.chosen + PAGE),
        C::First => choose(state, 0),
        C::Last => choose(state, usize::MAX),
        C::Open | C::Right => open(state),
        C::Export => {
            let comparison = state.comparison();
            let (base, target) = (comparison.base.period, comparison.target.period);
            let altered = state.compared.altered.iter().map(ToString::to_string).collect();
            Step::Go(Goal::Export(Subject::Comparison(Pair::Of { base, target }), altered))
        }
        C::NextGroup => group(state, Way::On),
        C::PreviousGroup => group(state, Way::Back),
        C::NextSection => section(state, Way::On),
        C::PreviousSection => section(state, Way::Back),
        C::YearBefore => turn(state),
        C::Back => Step::Go(Goal::Home),
        _ => Step::Stay,
    }
}

fn choose(state: &mut State, line: usize) -> Step {
    state.chosen = line.min(state.lines().len().saturating_sub(1));
    Step::Stay
}

fn open(state: &mut State) -> Step {
    state.full = state.line().map(|_| 0);
    Step::Stay
}

/// Through the groups that have lines, with all of them between the last and the first.
fn group(state: &mut State, way: Way) -> Step {
    let comparison = state.comparison();
    let groups = Group::ALL.into_iter().filter(|group| comparison.counts.get(*group) > 0);
    state.group = next(&groups.collect::<Vec<_>>(), state.group.as_ref(), way);
    choose(state, 0)
}

fn section(state: &mut State, way: Way) -> Step {
    let sections: Vec<_> = state.comparison().sections.iter().map(|part| part.id.clone()).collect();
    state.section = next(&sections, state.section.as_ref(), way);
    choose(state, 0)
}

fn next<T: Clone + PartialEq>(all: &[T], now: Option<&T>, way: Way) -> Option<T> {
    let at = now.and_then(|now| all.iter().position(|one| one == now));
    match (at, way) {
        (None, Way::On) => all.first().cloned(),
        (None, Way::Back) => all.last().cloned(),
        (Some(at), Way::On) => all.get(at + 1).cloned(),
        (Some(at), Way::Back) => at.checked_sub(1).and_then(|at| all.get(at).cloned()),
    }
}

/// The same period beside the year before, or beside the period before again.
fn turn(state: &State) -> Step {
    let target = state.comparison().target.period;
    Step::Do(Effect::Compare(match state.pair {
        Pair::YearBefore(_) => Pair::Before(target),
        Pair::Newest | Pair::Before(_) | Pair::Of { .. } => Pair::YearBefore(Some(target)),
    }))
}

/// In the text of one line.
fn read(state: &mut State, kit: &Kit, body: Rect, command: Command) -> Step {
    use Command as C;
    let page = isize::from(i16::try_from(body.height).unwrap_or(i16::MAX).saturating_sub(4).max(1));
    match command {
        C::Up => scroll(state, kit, body, -1),
        C::Down => scroll(state, kit, body, 1),
        C::PageUp => scroll(state, kit, body, -page),
        C::PageDown => scroll(state, kit, body, page),
        C::First => scroll(state, kit, body, isize::MIN),
        C::Last => scroll(state, kit, body, isize::MAX),
        C::Right => beside(state, state.chosen + 1),
        C::Left => beside(state, state.chosen.saturating_sub(1)),
        C::Back => {
            state.full = None;
            Step::Stay
        }
        C::YearBefore => turn(state),
        _ => Step::Stay,
    }
}

fn beside(state: &mut State, line: usize) -> Step {
    state.full = Some(0);
    choose(state, line)
}

fn scroll(state: &mut State, kit: &Kit, body: Rect, by: isize) -> Step {
    let last = view::last_start(state, kit, body);
    state.full = state.full.map(|at| at.saturating_add_signed(by).min(last));
    Step::Stay
}
