//! Jumping to gaps, naming the confirmer, asking to seal.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{State, comment, rows, view};
use crate::app::Failure;
use crate::app::correcting::Refused;
use crate::domain::correction::Amended;
use crate::text::typed_line;
use crate::tui::editor::{EditKey, Edited};
use crate::tui::inspect;
use crate::tui::keymap::{Command, Press};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Notice, Question, Step};
use crate::tui::update::Input;

pub(in crate::tui) fn update(
    state: &mut State,
    work: &mut inspect::State,
    kit: &Kit,
    body: Rect,
    input: &Input,
) -> Step {
    let listing = rows::listing(state, work, kit, body.width);
    match input {
        Input::Press(press) if state.is_commenting() => {
            comment::typed(state, work, kit, body, *press)
        }
        Input::Paste(text) if state.is_commenting() => {
            comment::edit(state, kit, body, EditKey::Paste(text.clone()))
        }
        Input::Mouse(_) if state.is_commenting() => Step::Stay,
        Input::Press(press) if state.typing => typed(state, work, kit, body, *press),
        Input::Press(press) => match kit.keymap.command(state.context(), press.key) {
            Some(Command::Seal) => seal(state, work),
            Some(Command::NextPane | Command::PreviousPane) if state.gaps.is_empty() => {
                state.typing = true;
                Step::Stay
            }
            Some(Command::Comment) if state.gaps.is_empty() => comment::begin(state, work),
            Some(Command::Back) => Step::Go(Goal::Inspection),
            Some(Command::Jump | Command::Open | Command::Right) => jump(state, &listing),
            Some(command) => travel(state, &listing, command),
            None => Step::Stay,
        },
        Input::Paste(text) if state.typing => edit(state, kit, body, EditKey::Paste(text.clone())),
        Input::Paste(_) => Step::Stay,
        Input::Mouse(mouse) => pointed(state, &listing, kit, body, *mouse),
    }
}

fn travel(state: &mut State, listing: &rows::Listing, command: Command) -> Step {
    use Command as C;
    let page = 8;
    let to = match command {
        C::Up => state.cursor.saturating_sub(1),
        C::Down => state.cursor + 1,
        C::PageUp => state.cursor.saturating_sub(page),
        C::PageDown => state.cursor + page,
        C::First => 0,
        C::Last => usize::MAX,
        _ => return Step::Stay,
    };
    state.cursor = to.min(listing.targets.len().saturating_sub(1));
    Step::Stay
}

fn pointed(
    state: &mut State,
    listing: &rows::Listing,
    kit: &Kit,
    body: Rect,
    mouse: Mouse,
) -> Step {
    match mouse {
        Mouse::WheelUp { .. } => travel(state, listing, Command::Up),
        Mouse::WheelDown { .. } => travel(state, listing, Command::Down),
        Mouse::Click { y, .. } => match view::hit(state, listing, kit, body, y) {
            Some(view::Hit::Confirmer) => {
                state.typing = true;
                Step::Stay
            }
            Some(view::Hit::Choice(clicked)) => {
                let again = clicked == state.cursor;
                state.cursor = clicked;
                state.typing = false;
                if again { jump(state, listing) } else { Step::Stay }
            }
            None => Step::Stay,
        },
    }
}

/// To the item or the finding of the row, if it is about one.
fn jump(state: &State, listing: &rows::Listing) -> Step {
    match listing.targets.get(state.cursor) {
        Some(Some(goal)) => Step::Go(goal.clone()),
        Some(None) | None => Step::Stay,
    }
}

fn typed(state: &mut State, work: &inspect::State, kit: &Kit, body: Rect, press: Press) -> Step {
    use Command as C;
    match kit.keymap.command(state.context(), press.key) {
        Some(C::Seal) => seal(state, work),
        // Enter ends a word of the input method; it must never seal.
        Some(C::NextPane | C::PreviousPane | C::Cancel | C::Newline | C::Up) => {
            state.typing = false;
            Step::Stay
        }
        _ => match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(state, kit, body, key),
            None => Step::Stay,
        },
    }
}

fn edit(state: &mut State, kit: &Kit, body: Rect, key: EditKey) -> Step {
    match state.confirmer.apply(key, view::name_width(kit, body.width)) {
        Edited::Full { over } => Step::Tell(Notice::TextFull { over }),
        Edited::Changed | Edited::Moved | Edited::Unchanged => Step::Stay,
    }
}

/// Asks for the last word, unless it is clear that it would be refused.
fn seal(state: &mut State, work: &inspect::State) -> Step {
    let period = work.period();
    if !state.gaps.is_empty() {
        let failure = Failure::Gaps { period, gaps: state.gaps.clone() };
        return Step::Tell(Notice::Failed(Arc::new(failure)));
    }
    if let Some(why) = &work.work().read_only {
        return Step::Tell(Notice::Failed(Arc::new(Failure::ReadOnly(why.clone()))));
    }
    // A comment that did not reach the disk would be missing in what is sealed.
    if work.has_unsaved() || state.comment_to_keep(work).is_some() {
        return Step::Tell(Notice::Unsaved);
    }
    let corrects = work.work().correcting().is_some();
    if corrects && !work.work().amended().iter().any(Amended::is_said) {
        let failure = Failure::from(Refused::Unchanged { period });
        return Step::Tell(Notice::Failed(Arc::new(failure)));
    }
    let confirmed_by = typed_line(state.confirmer.text());
    if confirmed_by.is_empty() {
        state.typing = true;
        return Step::Tell(Notice::NoConfirmer);
    }
    Step::Ask(Question::Seal { period, confirmed_by })
}
