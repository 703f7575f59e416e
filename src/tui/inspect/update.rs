//! Keys, the mouse and answers of the worker.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::entry::Formed;
use super::form::Field;
use super::forms::AnyForm;
use super::history::Before;
use super::sending::act_of;
use super::view::text_width;
use super::{Origin, Pane, Sent, State, citing, files, finding, search, travel};
use crate::app::Failure;
use crate::domain::answer::Verdict;
use crate::domain::due::is_due;
use crate::domain::inspection::{Act, Change, Event, Refusal};
use crate::domain::rules;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::step::{Goal, Notice, Question, Step, Then};
use crate::tui::update::Input;

pub(in crate::tui) fn update(state: &mut State, kit: &Kit, area: Rect, input: &Input) -> Step {
    match input {
        Input::Press(press) if state.form.is_some() => on_form(state, kit, area, *press),
        Input::Press(press) if state.search.is_some() => search::press(state, kit, *press),
        Input::Press(press) => match kit.keymap.command(Context::Inspection, press.key) {
            Some(command) => obey(state, kit, area, command),
            None => Step::Stay,
        },
        Input::Paste(text) => pasted(state, area, text),
        Input::Mouse(mouse) => travel::mouse(state, area, *mouse),
    }
}

fn obey(state: &mut State, kit: &Kit, area: Rect, command: Command) -> Step {
    use Command as C;
    if state.finding().is_some() {
        match command {
            C::Edit | C::Open => return finding::key(state, command),
            C::ClearAnswer => return clear_review(state),
            C::VerdictOk | C::VerdictNg | C::VerdictNa | C::VerdictUnverified | C::CiteLast => {
                return Step::Tell(Notice::OnFinding);
            }
            _ => {}
        }
    }
    match command {
        C::Progress | C::CloseFinding => finding::key(state, command),
        C::VerdictOk => verdict(state, Verdict::Ok),
        C::VerdictNg => verdict(state, Verdict::Ng),
        C::VerdictNa => verdict(state, Verdict::Na),
        C::VerdictUnverified => verdict(state, Verdict::Unverified),
        C::Edit | C::Open => edit(state),
        C::CiteLast => citing::cite_last(state),
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
            search::begin(state);
            Step::Stay
        }
        C::Review => Step::Go(Goal::Review),
        C::Discard if state.work.correcting().is_some() && state.sent.is_empty() => {
            Step::Ask(Question::Discard(state.period()))
        }
        C::Back => back(state),
        other => {
            travel::travel(state, kit, area, other);
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

/// Why the item under the cursor cannot be changed now.
pub(super) fn barred(state: &State) -> Option<Step> {
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
    if state.ahead().draft(&item.id).is_some() {
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
    let Some(item) = state.item().map(|item| item.id.clone()) else { return Step::Stay };
    let inspection = state.ahead();
    let draft = inspection.draft(&item);
    let verdict = draft.map_or_else(|| inspection.verdict(&item), |d| d.answer.verdict);
    let field = match verdict {
        None => Field::Verdict,
        Some(Verdict::Ok) => Field::Evidence,
        Some(Verdict::Ng) => Field::Note,
        Some(Verdict::Na | Verdict::Unverified) => Field::Reason,
    };
    state.open_form(None, Some(field));
    Step::Stay
}

/// Takes back what this period said of the finding under the cursor, after a question.
fn clear_review(state: &State) -> Step {
    match (state.read_only(), state.finding()) {
        (Some(why), _) => Step::Tell(Notice::Failed(Arc::new(Failure::ReadOnly(why)))),
        (None, Some(under)) => finding::clear(state, &under.id),
        (None, None) => Step::Stay,
    }
}

fn clear(state: &mut State) -> Step {
    if let Some(step) = barred(state) {
        return step;
    }
    let Some(item) = state.item().map(|item| item.id.clone()) else { return Step::Stay };
    if state.ahead().draft(&item).is_some() {
        return Step::Ask(Question::DropDraft(item));
    }
    if state.ahead().verdict(&item).is_none() {
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
    let Some(before) = found.cloned() else { return Step::Tell(none) };
    match &before {
        Before::Answer(item, _) => state.jump(item),
        Before::Review(id, _) => state.jump_to_finding(id),
    }
    state.submit(before.restored(act))
}

fn on_form(state: &mut State, kit: &Kit, area: Rect, press: Press) -> Step {
    let width = text_width(state, area);
    let Some(form) = &mut state.form else { return Step::Stay };
    let formed = form.press(kit, width, press);
    formed_step(state, formed)
}

fn pasted(state: &mut State, area: Rect, text: &str) -> Step {
    let width = text_width(state, area);
    if let Some(form) = &mut state.form {
        let formed = form.paste(width, text);
        return formed_step(state, formed);
    }
    search::paste(state, text);
    Step::Stay
}

fn formed_step(state: &mut State, formed: Formed) -> Step {
    match formed {
        Formed::Stay => Step::Stay,
        Formed::Tell(notice) => Step::Tell(notice),
        Formed::Keep if !state.doubts().is_empty() => Step::Stay,
        Formed::Keep => match state.draft_to_keep() {
            Some(change) => Step::Do(Effect::Record(change)),
            None => Step::Stay,
        },
        Formed::Save => record_form(state),
        Formed::Close => close(state),
        Formed::Look(at) => files::ask(state, at),
    }
}

/// Records what is in the form, whatever it is about.
pub(in crate::tui) fn record_form(state: &mut State) -> Step {
    match state.form {
        Some(AnyForm::Review(_)) => finding::save(state),
        _ => save(state),
    }
}

/// Records what is in the form; where something is missing the cursor goes there.
fn save(state: &mut State) -> Step {
    let Some(AnyForm::Answer(form)) = &mut state.form else { return Step::Stay };
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
    let act = act_of(&state.answer(&item), &answer);
    let change = Change::Put { item, act, answer, seconds: None };
    match state.refused(&change) {
        Some(Failure::Refused(Refusal::Unchanged { .. })) => {
            state.close_form();
            Step::Stay
        }
        Some(failure) => Step::Tell(Notice::Failed(Arc::new(failure))),
        None => {
            if let Some(question) = state.asks_before(&change, Then::Save) {
                return Step::Ask(question);
            }
            if let Some(form) = &mut state.form {
                form.kept();
            }
            let change = state.timed(change);
            state.send(&change, Origin::Form);
            Step::Do(Effect::Record(change))
        }
    }
}

/// Closes the form as soon as what was typed is on the disk as a draft; where that fails it stays.
pub(in crate::tui) fn close(state: &mut State) -> Step {
    if let Some(question) = state.asks_before_keeping(Then::Close) {
        return Step::Ask(question);
    }
    let kept = state.keep(Origin::Form);
    if state.has_unsaved() {
        return Step::Tell(Notice::Unsaved);
    }
    if let Some(change) = kept {
        return Step::Do(Effect::Record(change));
    }
    if !state.closes_when_recorded() {
        state.close_form();
    }
    Step::Stay
}

/// The worker's answer to the oldest change that is under way.
pub(in crate::tui) fn recorded(
    state: &mut State,
    result: Result<Event, Arc<Failure>>,
    doubtful: Option<&Failure>,
) -> Step {
    if let Some(Failure::ReadOnly(why)) = doubtful {
        state.work.read_only = Some(why.clone());
    }
    let Some(sent) = state.sent.pop_front() else { return Step::Stay };
    if matches!(sent.change, Change::Comment { .. }) {
        return commented(state, result);
    }
    match result {
        Ok(event) => {
            state.failed = false;
            if let Some(item) = sent.change.item() {
                state.watch.kept(item);
            }
            state.work.inspection.apply(event);
            kept(state, sent)
        }
        Err(failure) => {
            if let Some(item) = sent.change.item() {
                state.watch.give_back(item);
            }
            if let Failure::Refused(Refusal::Unchanged { .. } | Refusal::UnchangedReview { .. }) =
                *failure
            {
                return Step::Stay;
            }
            state.failed = true;
            if let Some(form) = &mut state.form {
                form.not_kept();
            }
            if let (Some(AnyForm::Review(form)), Failure::Refused(refusal)) =
                (&mut state.form, &*failure)
                && let Refusal::ReviewLacks { lacks, .. } = refusal
                && let Some(first) = lacks.first()
            {
                form.focus_on(finding::Field::of(*first));
            }
            Step::Tell(Notice::Failed(failure))
        }
    }
}

/// What follows when a change is on the disk.
fn kept(state: &mut State, sent: Sent) -> Step {
    let act = match &sent.change {
        Change::Put { act, .. } | Change::Review { act, .. } => Some(*act),
        _ => None,
    };
    if let (Some(act), Some(before)) = (act, sent.before) {
        state.history.recorded(act, before);
    }
    let of_form = sent.origin == Origin::Form;
    // What was typed after the save was asked for keeps the form open.
    let done = |form: &AnyForm| form.is_about(&sent.change) && !form.is_unkept();
    if of_form && state.form.as_ref().is_some_and(done) {
        state.close_form();
    }
    let inspection = &state.work.inspection;
    match &sent.change {
        Change::Put { item, .. } if of_form && inspection.verdict(item).is_none() => {
            Step::Tell(Notice::NoVerdictYet)
        }
        Change::Put { act: Act::Cite, .. } => Step::Tell(Notice::Cited),
        Change::Put { item, act: Act::Answer, .. } => {
            finding::after_answer(state, item);
            Step::Stay
        }
        Change::Draft { item, .. } if state.form.is_none() && inspection.draft(item).is_some() => {
            Step::Tell(Notice::DraftKept)
        }
        Change::ReviewDraft { finding, .. }
            if state.form.is_none() && inspection.review_draft(finding).is_some() =>
        {
            Step::Tell(Notice::DraftKept)
        }
        _ => Step::Stay,
    }
}

/// The worker's answer to the line on the indicators; the gate still has what was typed.
fn commented(state: &mut State, result: Result<Event, Arc<Failure>>) -> Step {
    match result {
        Ok(event) => {
            state.failed = false;
            state.work.inspection.apply(event);
            Step::Stay
        }
        Err(failure) => {
            state.failed = true;
            Step::Tell(Notice::Failed(failure))
        }
    }
}
