//! Keys, and what is typed into a form, a search, a code or the name of the auditor.

use ratatui::layout::Rect;

use super::form::{Field, Said};
use super::recording::After;
use super::view::Layout;
use super::wish::Wish;
use super::{Chapter, Pane, State, code, search, travel};
use crate::tui::editor::EditKey;
use crate::tui::inspect::entry::{Formed, text_width};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::step::{Notice, Step, Then};
use crate::tui::update::Input;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, area: Rect, input: &Input) -> Step {
    match input {
        Input::Press(press) => pressed(state, kit, area, *press),
        Input::Paste(text) => pasted(state, area, text),
        Input::Mouse(mouse) => travel::mouse(state, kit, area, *mouse),
    }
}

fn pressed(state: &mut State, kit: &Kit, area: Rect, press: Press) -> Step {
    let width = form_width(state, area);
    if let Some(form) = &mut state.form {
        let formed = form.press(kit, width, press);
        return typed(state, formed);
    }
    if let Some(asked) = state.asked.take() {
        let (still, step) = asked.press(kit, press);
        state.asked = still;
        return step;
    }
    if state.coding {
        return code::press(state, kit, press);
    }
    if state.search.is_some() {
        return search::press(state, kit, press);
    }
    match kit.keymap.command(Context::Audit, press.key) {
        Some(command) => obey(state, kit, area, command),
        None => Step::Stay,
    }
}

fn pasted(state: &mut State, area: Rect, text: &str) -> Step {
    let width = form_width(state, area);
    let paste = EditKey::Paste(text.to_owned());
    if let Some(form) = &mut state.form {
        let formed = form.paste(width, text);
        return typed(state, formed);
    }
    if let Some(asked) = state.asked.take() {
        let (still, step) = asked.edit(paste);
        state.asked = still;
        return step;
    }
    if state.search.is_some() {
        search::edit(state, paste);
    } else if state.coding || state.chapter == Chapter::Check {
        // Where the code is compared, what is pasted is a code.
        state.coding = true;
        code::edit(state, paste);
    }
    Step::Stay
}

/// The cells of a text field of the form in an area of that size.
fn form_width(state: &State, area: Rect) -> u16 {
    let layout = Layout::of(state, area);
    let within = if state.chapter.is_list() { layout.beside } else { layout.body };
    text_width(within.width)
}

fn obey(state: &mut State, kit: &Kit, area: Rect, command: Command) -> Step {
    use Command as C;
    match command {
        C::Sample => state.of_item(Wish::Sample),
        C::Remark => state.of_item(Wish::Remark),
        C::Object => state.of_item(Wish::Finding),
        C::TakeBack => state.of_item(Wish::TakeBack),
        C::Opinion => state.wish(Wish::Opinion),
        C::Finish => state.wish(Wish::Finish),
        C::Search => {
            search::begin(state);
            Step::Stay
        }
        C::Code => {
            state.turn_to(Chapter::Check);
            state.pane = Pane::Chapters;
            state.coding = true;
            Step::Stay
        }
        C::Back => travel::back(state),
        other => travel::travel(state, kit, area, other),
    }
}

/// What the form wishes.
fn typed(state: &mut State, formed: Formed) -> Step {
    match formed {
        // A form of an auditor points at no file.
        Formed::Stay | Formed::Look(_) => Step::Stay,
        Formed::Tell(notice) => Step::Tell(notice),
        Formed::Keep if !state.doubts().is_empty() => Step::Stay,
        Formed::Keep => state.draft_to_keep().map_or(Step::Stay, Step::Do),
        Formed::Close => close(state),
        Formed::Save => save(state),
    }
}

/// Closes the form once what stands in it is on the disk, which may have to be asked about first.
pub(in crate::tui) fn close(state: &mut State) -> Step {
    match state.asks_before_keeping(Then::Close) {
        Some(question) => Step::Ask(question),
        None => state.close_form(),
    }
}

/// Records what stands in the form; where a finding lacks something the cursor goes there.
pub(in crate::tui) fn save(state: &mut State) -> Step {
    if let Some(question) = state.asks_before_keeping(Then::Save) {
        return Step::Ask(question);
    }
    let Some(form) = &mut state.form else { return Step::Stay };
    let lacks = form.lacks();
    let Some(first) = lacks.first() else { return state.close_form() };
    form.entry.focus_on(Field::of(*first));
    let told = Step::Tell(Notice::Audit(Said::Incomplete { lacks }));
    if !form.entry.is_unkept() {
        return told;
    }
    let change = form.change();
    form.entry.kept();
    state.send(change, After::Stay).map_or(told, Step::Do)
}
