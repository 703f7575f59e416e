//! Keys, the mouse and answers of the worker.

use std::sync::Arc;

use super::form::{self, Field, Formed};
use super::rows::Row;
use super::view::{Layout, text_width};
use super::{Pane, Search, State};
use crate::app::Failure;
use crate::domain::answer::{Answer, Verdict};
use crate::domain::due::is_due;
use crate::domain::inspection::{Act, Change, Draft, Event, Refusal, cite};
use crate::domain::rules;
use crate::tui::editor::{EditKey, Editor};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::msg::Mouse;
use crate::tui::step::{Goal, Notice, Question, Step};
use crate::tui::update::Input;

/// Characters of a search.
const QUERY: usize = 100;

pub(in crate::tui) fn update(
    state: &mut State,
    kit: &Kit,
    size: (u16, u16),
    input: &Input,
) -> Step {
    match input {
        Input::Press(press) if state.form.is_some() => on_form(state, kit, size, *press),
        Input::Press(press) if state.search.is_some() => on_search(state, kit, *press),
        Input::Press(press) => match kit.keymap.command(Context::Inspection, press.key) {
            Some(command) => obey(state, kit, size, command),
            None => Step::Stay,
        },
        Input::Paste(text) => pasted(state, size, text),
        Input::Mouse(mouse) => on_mouse(state, size, *mouse),
    }
}

fn obey(state: &mut State, kit: &Kit, size: (u16, u16), command: Command) -> Step {
    use Command as C;
    match command {
        C::VerdictOk => verdict(state, Verdict::Ok),
        C::VerdictNg => verdict(state, Verdict::Ng),
        C::VerdictNa => verdict(state, Verdict::Na),
        C::VerdictUnverified => verdict(state, Verdict::Unverified),
        C::Edit | C::Open => edit(state),
        C::CiteLast => cite_last(state),
        C::ClearAnswer => clear(state),
        C::NextOpen | C::PreviousOpen => {
            let by = if command == C::NextOpen { 1 } else { -1 };
            match state.next_open(state.cursor, by) {
                Some(at) => {
                    state.go_to(at);
                    Step::Stay
                }
                None => Step::Tell(Notice::NothingOpen),
            }
        }
        C::Undo => step_history(state, Act::Undo),
        C::Redo => step_history(state, Act::Redo),
        C::Search => {
            let query = Editor::line("", QUERY);
            state.search = Some(Search { query, from: state.cursor });
            state.pane = Pane::List;
            Step::Stay
        }
        C::Review => Step::Go(Goal::Review),
        C::Back => back(state),
        other => {
            travel(state, kit, size, other);
            Step::Stay
        }
    }
}

/// From the item to the list, from the list home.
fn back(state: &mut State) -> Step {
    if state.pane == Pane::Item {
        state.pane = Pane::List;
        return Step::Stay;
    }
    Step::Go(Goal::Home)
}

/// Commands that only move.
fn travel(state: &mut State, kit: &Kit, size: (u16, u16), command: Command) {
    use Command as C;
    let page = usize::from(size.1.saturating_sub(6)).max(1);
    let last = state.items().len().saturating_sub(1);
    if state.pane == Pane::Item {
        let rows = super::item::rows(state, kit, Layout::of(state, size).item.width).len();
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

/// To the first item of the next or previous section.
fn section(state: &mut State, by: isize) {
    let Some(here) = state.item().map(|item| item.section.clone()) else { return };
    let ids: Vec<_> = state.work.checklist.sections.iter().map(|s| s.id.clone()).collect();
    let Some(at) = ids.iter().position(|id| *id == here) else { return };
    let mut to = at;
    while let Some(next) = to.checked_add_signed(by).filter(|next| *next < ids.len()) {
        to = next;
        if let Some(first) = state.items().iter().position(|item| item.section == ids[to]) {
            state.go_to(first);
            return;
        }
    }
}

/// Why the item under the cursor cannot be changed now.
fn barred(state: &State) -> Option<Step> {
    let item = state.item()?;
    let failure = if let Some(why) = state.read_only() {
        Failure::ReadOnly(why)
    } else if is_due(item, state.period()) {
        return None;
    } else {
        Failure::Refused(Refusal::NotDue { item: item.id.clone() })
    };
    Some(Step::Tell(Notice::Failed(Arc::new(failure))))
}

/// One key answers; what the verdict requires opens as a form.
fn verdict(state: &mut State, verdict: Verdict) -> Step {
    if let Some(step) = barred(state) {
        return step;
    }
    let Some(item) = state.item().cloned() else { return Step::Stay };
    let answer = state.answer(&item.id).with_verdict(verdict);
    let lacks = rules::lacks(&item, &answer);
    if lacks.contains(&rules::Lack::NotApplicableRefused) {
        let refusal = Refusal::Lacks { item: item.id, verdict: Some(verdict), lacks };
        return Step::Tell(Notice::Failed(Arc::new(Failure::Refused(refusal))));
    }
    if let Some(first) = lacks.first() {
        state.open_form(Some(verdict), Some(Field::of(*first)));
        return Step::Stay;
    }
    if state.work.inspection.draft(&item.id).is_some() {
        state.open_form(Some(verdict), None);
        return Step::Stay;
    }
    state.change(&item.id, Act::Answer, answer)
}

fn edit(state: &mut State) -> Step {
    if let Some(step) = barred(state) {
        // What cannot be changed can still be read.
        state.pane = Pane::Item;
        return step;
    }
    state.open_form(None, Some(Field::Evidence));
    Step::Stay
}

fn cite_last(state: &mut State) -> Step {
    if let Some(step) = barred(state) {
        return step;
    }
    let Some(item) = state.item().map(|item| item.id.clone()) else { return Step::Stay };
    let answer = state.answer(&item);
    match state.work.past.last(&item).and_then(|last| cite(&answer, last)) {
        Some(cited) => state.change(&item, Act::Cite, cited),
        None => Step::Tell(Notice::NothingToCite),
    }
}

fn clear(state: &mut State) -> Step {
    if let Some(step) = barred(state) {
        return step;
    }
    let Some(item) = state.item().map(|item| item.id.clone()) else { return Step::Stay };
    if state.work.inspection.draft(&item).is_some() {
        return Step::Ask(Question::DropDraft(item));
    }
    if state.work.inspection.verdict(&item).is_none() {
        return Step::Tell(Notice::NothingToClear);
    }
    Step::Ask(Question::Clear(item))
}

fn step_history(state: &mut State, act: Act) -> Step {
    let (found, none) = match act {
        Act::Redo => (state.history.redo(), Notice::NothingToRedo),
        _ => (state.history.undo(), Notice::NothingToUndo),
    };
    // The order of what is under way is not known to the history yet.
    if !state.sent.is_empty() {
        return Step::Stay;
    }
    let Some((item, answer)) = found.cloned() else { return Step::Tell(none) };
    state.jump(&item);
    state.change(&item, act, answer)
}

fn on_form(state: &mut State, kit: &Kit, size: (u16, u16), press: Press) -> Step {
    let width = text_width(state, size);
    let Some(form) = &mut state.form else { return Step::Stay };
    let formed = form::press(form, kit, width, press);
    formed_step(state, formed)
}

fn pasted(state: &mut State, size: (u16, u16), text: &str) -> Step {
    let width = text_width(state, size);
    if let Some(form) = &mut state.form {
        let formed = form::paste(form, width, text);
        return formed_step(state, formed);
    }
    if let Some(search) = &mut state.search {
        let _ = search.query.apply(EditKey::Paste(text.to_owned()), u16::MAX);
        find(state);
    }
    Step::Stay
}

fn formed_step(state: &mut State, formed: Formed) -> Step {
    match formed {
        Formed::Stay => Step::Stay,
        Formed::Tell(notice) => Step::Tell(notice),
        Formed::Keep => match state.draft_to_keep() {
            Some(change) => Step::Do(Effect::Record(change)),
            None => Step::Stay,
        },
        Formed::Save => save(state),
        Formed::Close => close(state),
    }
}

/// Records what is in the form; where something is missing the cursor goes there.
fn save(state: &mut State) -> Step {
    let Some(form) = &mut state.form else { return Step::Stay };
    if form.has_bad_date() {
        form.focus_on(Field::Due);
        return Step::Tell(Notice::BadDate);
    }
    let (item, answer) = (form.item.clone(), form.answer());
    if let Some(asked) = state.work.checklist.item(&item)
        && let Some(first) = rules::lacks(asked, &answer).first()
    {
        form.focus_on(Field::of(*first));
    }
    let act = act_of(&state.work.inspection.answer(&item), &answer);
    let change = Change::Put { item: item.clone(), act, answer };
    match state.refused(&change) {
        Some(Failure::Refused(Refusal::Unchanged { .. })) => {
            state.form = None;
            Step::Stay
        }
        Some(failure) => Step::Tell(Notice::Failed(Arc::new(failure))),
        None => {
            state.send(&item, Some(act), true);
            Step::Do(Effect::Record(change))
        }
    }
}

/// What changed, when it was only one thing.
fn act_of(before: &Answer, after: &Answer) -> Act {
    let with = |change: fn(&mut Answer, &Answer)| {
        let mut same = before.clone();
        change(&mut same, after);
        same == *after
    };
    if with(|a, b| (a.note, a.note_carried) = (b.note.clone(), b.note_carried)) {
        Act::Note
    } else if with(|a, b| a.evidence.clone_from(&b.evidence)) {
        Act::Evidence
    } else if with(|a, b| a.remedy.clone_from(&b.remedy)) {
        Act::Finding
    } else if before.verdict.is_some() && after.verdict.is_none() {
        Act::Clear
    } else {
        Act::Answer
    }
}

/// Closes the form; what was typed is kept as a draft.
fn close(state: &mut State) -> Step {
    let kept = state.draft_to_keep();
    let lost = state.has_unsaved();
    if lost {
        return Step::Tell(Notice::Unsaved);
    }
    state.form = None;
    match kept {
        Some(change) => Step::Do(Effect::Record(change)),
        None => Step::Stay,
    }
}

fn on_search(state: &mut State, kit: &Kit, press: Press) -> Step {
    match kit.keymap.command(Context::Search, press.key) {
        Some(Command::Open) => state.search = None,
        Some(Command::Cancel) => {
            if let Some(search) = state.search.take() {
                state.go_to(search.from);
            }
        }
        Some(Command::Down | Command::NextField) => next_match(state, 1),
        Some(Command::Up) => next_match(state, -1),
        _ => {
            if let (Some(key), Some(search)) = (EditKey::of(&kit.keymap, press), &mut state.search)
            {
                let _ = search.query.apply(key, u16::MAX);
                find(state);
            }
        }
    }
    Step::Stay
}

/// Indices of the items that match the query, in order.
pub(super) fn matches(state: &State, query: &str) -> Vec<usize> {
    let found: Vec<_> = state.work.checklist.search(query).map(|item| &item.id).collect();
    let items = state.items().iter().enumerate();
    items.filter(|(_, item)| found.contains(&&item.id)).map(|(at, _)| at).collect()
}

/// To the first match at or after where the search began.
fn find(state: &mut State) {
    let Some(search) = &state.search else { return };
    let (from, query) = (search.from, search.query.text().trim().to_owned());
    if query.is_empty() {
        state.go_to(from);
        return;
    }
    let found = matches(state, &query);
    if let Some(at) = found.iter().find(|at| **at >= from).or(found.first()) {
        state.go_to(*at);
    }
}

fn next_match(state: &mut State, by: isize) {
    let Some(search) = &state.search else { return };
    let found = matches(state, search.query.text().trim());
    if found.is_empty() {
        return;
    }
    let here = found.iter().position(|at| *at >= state.cursor).unwrap_or(0);
    let to = (here + found.len()).saturating_add_signed(by) % found.len();
    state.go_to(found[to]);
}

fn on_mouse(state: &mut State, size: (u16, u16), mouse: Mouse) -> Step {
    if state.form.is_some() {
        return Step::Stay;
    }
    let layout = Layout::of(state, size);
    let (Mouse::Click { x, y } | Mouse::WheelUp { x, y } | Mouse::WheelDown { x, y }) = mouse;
    let on_list = layout.list.contains(ratatui::layout::Position { x, y });
    match mouse {
        Mouse::Click { .. } if on_list => {
            state.pane = Pane::List;
            let first = layout.first_row(state);
            let row = first + usize::from(y.saturating_sub(layout.list.y + 1));
            if let Some(Row::Item(at)) = state.rows.get(row) {
                state.go_to(*at);
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

/// The worker's answer to the oldest change that is under way.
pub(in crate::tui) fn recorded(
    state: &mut State,
    result: Result<Event, Arc<Failure>>,
    doubtful: Option<Arc<Failure>>,
) -> Step {
    if let Some(Failure::ReadOnly(why)) = doubtful.as_deref() {
        state.work.read_only = Some(why.clone());
    }
    let Some(sent) = state.sent.pop_front() else { return Step::Stay };
    match result {
        Ok(event) => {
            state.failed = false;
            state.work.inspection.apply(event);
            let cited = sent.act == Some(Act::Cite);
            if let Some(act) = sent.act {
                state.history.recorded(act, sent.item.clone(), sent.before);
            }
            if sent.of_form && state.form.as_ref().is_some_and(|form| form.item == sent.item) {
                state.form = None;
            }
            let kept = sent.act.is_none() && state.form.is_none();
            if cited {
                Step::Tell(Notice::Cited)
            } else if kept && state.work.inspection.draft(&sent.item).is_some() {
                Step::Tell(Notice::DraftKept)
            } else {
                Step::Stay
            }
        }
        Err(failure) => {
            if let Failure::Refused(Refusal::Unchanged { .. }) = *failure {
                return Step::Stay;
            }
            state.failed = true;
            if let Some(form) = &mut state.form {
                form.not_kept();
            }
            Step::Tell(Notice::Failed(failure))
        }
    }
}

/// Drops an unfinished form on the person's word.
pub(in crate::tui) fn drop_draft(state: &mut State, item: &crate::domain::id::ItemId) -> Step {
    let change = Change::Draft { item: item.clone(), draft: Draft::default() };
    match state.refused(&change) {
        Some(failure) => Step::Tell(Notice::Failed(Arc::new(failure))),
        None => {
            state.send(item, None, false);
            Step::Do(Effect::Record(change))
        }
    }
}
