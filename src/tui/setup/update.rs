//! Keys, pastes and clicks in the set-up form.

use ratatui::layout::Rect;

use super::{Field, State, view};
use crate::domain::period::Cycle;
use crate::tui::editor::{EditKey, Edited};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Notice, Step};
use crate::tui::update::Input;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, body: Rect, input: &Input) -> Step {
    if state.sent {
        // What is typed now would be neither in the file nor on the next screen.
        return Step::Stay;
    }
    match input {
        Input::Press(press) => pressed(state, kit, body, *press),
        Input::Paste(text) => edit(state, kit, body, EditKey::Paste(text.clone())),
        Input::Mouse(Mouse::Click { y, .. }) => {
            if let Some(field) = view::field_at(state, kit, body, *y) {
                state.focus = field;
            }
            Step::Stay
        }
        Input::Mouse(Mouse::WheelUp { .. }) => go(state, neighbour(state.focus, -1)),
        Input::Mouse(Mouse::WheelDown { .. }) => go(state, neighbour(state.focus, 1)),
    }
}

fn pressed(state: &mut State, kit: &Kit, body: Rect, press: Press) -> Step {
    use Command as C;
    let choice = state.focus.is_choice();
    match kit.keymap.command(Context::Setup, press.key) {
        Some(C::Save) => save(state),
        Some(C::Cancel | C::Back) => Step::Go(Goal::Leave),
        // Whoever writes with an input method presses Enter to end a word; it never sends.
        Some(C::NextField | C::Down | C::Newline) => go(state, neighbour(state.focus, 1)),
        Some(C::PreviousField | C::Up) => go(state, neighbour(state.focus, -1)),
        Some(C::Left) if choice => pick(state, -1),
        Some(C::Right) if choice => pick(state, 1),
        _ if choice => match press.typed {
            Some(' ' | '\u{3000}') => pick(state, 1),
            _ => Step::Stay,
        },
        _ => match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(state, kit, body, key),
            None => Step::Stay,
        },
    }
}

fn go(state: &mut State, field: Option<Field>) -> Step {
    state.focus = field.unwrap_or(state.focus);
    Step::Stay
}

/// The field `by` places further; none beyond the first and the last.
fn neighbour(field: Field, by: isize) -> Option<Field> {
    let at = Field::ALL.iter().position(|f| *f == field)?;
    Field::ALL.get(at.checked_add_signed(by)?).copied()
}

/// The next or previous value of the choice under the cursor, round and round.
fn pick(state: &mut State, by: isize) -> Step {
    let turn = |at: usize, count: usize| (at + count).saturating_add_signed(by) % count.max(1);
    if state.focus == Field::Checklist {
        state.take(turn(state.checklist, state.choices.len()));
    } else {
        let at = Cycle::ALL.iter().position(|cycle| *cycle == state.cycle).unwrap_or(0);
        state.cycle = Cycle::ALL[turn(at, Cycle::ALL.len())];
    }
    Step::Stay
}

fn edit(state: &mut State, kit: &Kit, body: Rect, key: EditKey) -> Step {
    let width = view::field_width(kit, body.width);
    let Some(editor) = state.texts.get_mut(&state.focus) else { return Step::Stay };
    match editor.apply(key, width) {
        Edited::Full { over } => Step::Tell(Notice::TextFull { over }),
        Edited::Changed | Edited::Moved | Edited::Unchanged => Step::Stay,
    }
}

/// Sends the form, or goes to the first required name that is blank.
fn save(state: &mut State) -> Step {
    let missing = state.missing().next();
    if let Some(field) = missing {
        state.focus = field;
        return Step::Tell(Notice::NamesMissing);
    }
    state.sent = true;
    Step::Do(Effect::SetUp(state.society()))
}
