//! The one place where screens replace each other.

use std::sync::Arc;

use chrono::NaiveDate;

use super::audit;
use super::compare;
use super::effect::Effect;
use super::findings;
use super::home;
use super::inspect;
use super::model::{Leaving, Model, Screen};
use super::msg::{Outcome, Reading};
use super::overlay::{self, Overlay};
use super::review;
use super::setup;
use super::step::{Goal, Notice, Question, Step, Then};
use super::trend;
use super::viewer::{self, Occasion};
use crate::app::Failure;
use crate::app::auditing::AuditWork;
use crate::app::inspect::Work;
use crate::domain::finding::FindingId;
use crate::domain::gate::Gap;
use crate::domain::period::Period;

/// The first effect: straight into an inspection where one was asked for, else home.
pub(super) fn start(inspect: Option<Period>) -> Effect {
    inspect.map_or(Effect::Overview, Effect::Open)
}

/// Carries out what a screen wishes.
pub(super) fn follow(model: &mut Model, step: Step) -> Option<Effect> {
    match step {
        Step::Stay => None,
        Step::Do(effect) => Some(effect),
        Step::Tell(notice) => {
            model.notice = Some(notice);
            None
        }
        Step::Ask(question) => {
            model.overlay = Some(Overlay::confirm(question));
            None
        }
        Step::Go(goal) => go(model, goal),
    }
}

fn go(model: &mut Model, goal: Goal) -> Option<Effect> {
    match goal {
        Goal::Home if return_behind(model) => None,
        Goal::Home => {
            model.screen = Screen::Loading;
            Some(Effect::Overview)
        }
        Goal::Inspect(period) => {
            model.screen = Screen::Loading;
            Some(Effect::Open(period))
        }
        Goal::InspectFinding(period, finding) => {
            model.screen = Screen::Loading;
            Some(Effect::OpenAt(period, finding))
        }
        Goal::Findings(at) => Some(Effect::Findings(at)),
        Goal::Finding(finding) => {
            back_to_inspection(model);
            if let Screen::Inspect(work) = &mut model.screen {
                work.jump_to_finding(&finding);
            }
            None
        }
        Goal::Item(item) => {
            back_to_inspection(model);
            if let Screen::Inspect(work) = &mut model.screen {
                work.jump(&item);
            }
            None
        }
        Goal::Inspection => {
            back_to_inspection(model);
            None
        }
        Goal::Review => match &model.screen {
            Screen::Inspect(state) => Some(Effect::Gaps(state.period())),
            _ => None,
        },
        Goal::Report(period) => Some(Effect::Report(period)),
        Goal::Entry(period, seq) => Some(Effect::Entry(period, seq)),
        Goal::Compare(pair) => Some(Effect::Compare(pair)),
        Goal::Audit(period) => Some(Effect::Exhibit(period.into())),
        Goal::Export(subject, altered) => {
            model.overlay = Some(Overlay::export(subject, altered));
            None
        }
        Goal::Leave => leave(model),
    }
}

/// Files of what is shown are looked at while nothing else is asked for.
pub(super) fn look(model: &mut Model) -> Option<Effect> {
    match &mut model.screen {
        Screen::Inspect(state) if model.leaving == Leaving::No => state.look().map(Effect::Look),
        _ => None,
    }
}

/// Shows what lies behind a report, where something does.
fn return_behind(model: &mut Model) -> bool {
    let Screen::Report(state) = &mut model.screen else { return false };
    let Some(behind) = state.take_behind() else { return false };
    model.screen = behind;
    true
}

fn back_to_inspection(model: &mut Model) {
    model.screen = match std::mem::replace(&mut model.screen, Screen::Loading) {
        Screen::Review(state, work) => {
            model.gate = Some(state.typed());
            Screen::Inspect(work)
        }
        other => other,
    };
}

/// Keeps what is typed, then ends; asks first where something could not be saved.
fn leave(model: &mut Model) -> Option<Effect> {
    let unsaved = match &model.screen {
        Screen::Setup(state) => state.has_unsaved(),
        Screen::Inspect(state) | Screen::Review(_, state) => state.has_unsaved(),
        Screen::Audit(state) => state.has_unsaved(),
        _ => false,
    };
    if unsaved {
        model.overlay = Some(Overlay::confirm(Question::LeaveUnsaved));
        return None;
    }
    if let Some(question) = asks_before_leaving(model) {
        model.overlay = Some(Overlay::confirm(question));
        return None;
    }
    model.leaving = Leaving::Asked;
    keep_draft(model)
}

/// Whether what looks like personal data may be written on leaving.
fn asks_before_leaving(model: &Model) -> Option<Question> {
    match &model.screen {
        Screen::Inspect(state) => state.asks_before_keeping(Then::Leave),
        Screen::Audit(state) => state.asks_before_keeping(Then::Leave),
        Screen::Review(state, work) => {
            let comment = state.comment_to_keep(work)?;
            work.asks_before(&comment, Then::Leave)
        }
        _ => None,
    }
}

/// Keeping what is typed failed while leaving: asks whether to leave all the same.
pub(super) fn stay_if_asked(model: &mut Model) {
    if model.leaving == Leaving::Asked {
        model.leaving = Leaving::No;
        model.overlay = Some(Overlay::confirm(Question::LeaveUnsaved));
    }
}

/// SIGTERM and SIGHUP: as leaving, but nobody is asked.
pub(super) fn stop(model: &mut Model) -> Option<Effect> {
    model.leaving = Leaving::Told;
    keep_draft(model)
}

/// Ends although something typed is not on the disk.
pub(super) fn leave_anyway(model: &mut Model) {
    model.leaving = Leaving::Told;
    model.waiting = 0;
}

fn keep_draft(model: &mut Model) -> Option<Effect> {
    if let Screen::Review(state, work) = &mut model.screen
        && let Some(comment) = state.comment_to_keep(work)
    {
        return match work.remark(comment) {
            Step::Do(effect) => Some(effect),
            _ => None,
        };
    }
    if let Screen::Audit(state) = &mut model.screen {
        return state.draft_to_keep();
    }
    inspection(&mut model.screen).and_then(inspect::State::draft_to_keep).map(Effect::Record)
}

/// The inspection on the screen or behind the review.
pub(super) fn inspection(screen: &mut Screen) -> Option<&mut inspect::State> {
    match screen {
        Screen::Inspect(state) | Screen::Review(_, state) => Some(state),
        _ => None,
    }
}

/// Shows the gate of the inspection on the screen.
pub(super) fn review(model: &mut Model, gaps: Vec<Gap>, today: NaiveDate) -> Option<Effect> {
    match std::mem::replace(&mut model.screen, Screen::Loading) {
        // Somebody began to write before the gate could be shown: it must not hide that.
        Screen::Inspect(work) if work.is_writing() => model.screen = Screen::Inspect(work),
        Screen::Inspect(work) | Screen::Review(_, work) => {
            let state = review::State::new(&work, gaps, today, model.gate.as_ref());
            model.screen = Screen::Review(state, work);
        }
        other => model.screen = other,
    }
    None
}

/// An answer that brings its own screen.
pub(super) fn arrive(model: &mut Model, outcome: Outcome) -> Option<Effect> {
    match outcome {
        Outcome::Overview(Ok(overview)) => {
            if matches!(model.screen, Screen::Failed) {
                model.notice = None;
            }
            model.screen = Screen::Home(home::State::new(overview));
            None
        }
        Outcome::Checklists(Ok(choices)) => {
            if let Screen::Setup(state) = &mut model.screen {
                state.offer(choices);
            }
            None
        }
        Outcome::SetUp(result) => set_up(model, result.err()),
        Outcome::Opened { result: Ok(work), today, at, .. } => {
            opened(model, *work, today, at.as_ref())
        }
        Outcome::Locked { period, confirmed_by, file } => {
            model.overlay = Some(Overlay::passphrase(period, confirmed_by, file));
            None
        }
        Outcome::Sealed { result, period } => match result {
            Ok(_) => Some(Effect::Report(period)),
            Err(failure) => {
                model.notice = Some(Notice::Failed(failure));
                None
            }
        },
        Outcome::Report(Ok(reading)) => report(model, reading),
        Outcome::Discarded(Ok(())) => {
            model.screen = Screen::Loading;
            Some(Effect::Overview)
        }
        Outcome::Trend(Ok(trend)) => {
            model.screen = Screen::Trend(trend::State::new(trend));
            None
        }
        Outcome::Findings { at, result: Ok(register) } => {
            model.screen = Screen::Findings(findings::State::new(register, at.as_ref()));
            None
        }
        Outcome::Compared { pair, result: Ok(compared) } => {
            match &mut model.screen {
                Screen::Compare(state) => state.turn_to(compared, pair),
                screen => *screen = Screen::Compare(Box::new(compare::State::new(compared, pair))),
            }
            None
        }
        Outcome::Overview(Err(failure)) | Outcome::Opened { result: Err(failure), .. } => {
            match &*failure {
                Failure::NotSetUp { root } => {
                    model.screen = Screen::Setup(setup::State::new(root.clone()));
                    Some(Effect::Checklists)
                }
                _ => fail(model, failure),
            }
        }
        Outcome::Checklists(Err(failure))
        | Outcome::Report(Err(failure))
        | Outcome::Discarded(Err(failure))
        | Outcome::Findings { result: Err(failure), .. }
        | Outcome::Compared { result: Err(failure), .. }
        | Outcome::Trend(Err(failure)) => fail(model, failure),
        Outcome::Recorded { .. } | Outcome::Gaps { .. } | Outcome::Looked { .. } => None,
        of_audit => arrive_of_audit(model, of_audit),
    }
}

/// The same, of what an auditor asked for, and of checks.
fn arrive_of_audit(model: &mut Model, outcome: Outcome) -> Option<Effect> {
    match outcome {
        Outcome::Exhibited { visit, today, result: Ok(exhibit) } => {
            let state = audit::State::new(exhibit, today, &visit.code);
            model.screen = Screen::Audit(Box::new(state));
            visit.by.map(|by| Effect::OpenAudit { by })
        }
        Outcome::Exported { errand, result: Ok(()) } => overlay::next_export(model, errand),
        Outcome::Exported { errand, result: Err(failure) } => {
            overlay::last_export(model, errand);
            fail(model, failure)
        }
        Outcome::Verified(Ok(verified)) => {
            model.overlay = Some(Overlay::verified(verified));
            None
        }
        Outcome::AuditOpened(result) => audit_opened(model, result.map(|work| *work)),
        Outcome::AuditLocked { period, code, file } => {
            model.overlay = Some(Overlay::audit_passphrase(period, code, file));
            None
        }
        Outcome::AuditFinished(Ok(reading)) => {
            let state = viewer::State::of_audit(reading, Occasion::Sealed);
            model.screen = Screen::Report(state);
            None
        }
        Outcome::AuditText(Ok(reading)) => {
            if let Screen::Report(state) = &mut model.screen {
                state.turn_to(reading);
            }
            None
        }
        Outcome::NoHome => {
            model.leaving = Leaving::Told;
            None
        }
        Outcome::Exhibited { result: Err(failure), .. }
        | Outcome::Verified(Err(failure))
        | Outcome::AuditFinished(Err(failure))
        | Outcome::AuditText(Err(failure)) => fail(model, failure),
        _ => None,
    }
}

/// The auditor has said who it is: what was wished is done now.
fn audit_opened(model: &mut Model, result: Result<AuditWork, Arc<Failure>>) -> Option<Effect> {
    let Model { kit, screen, .. } = model;
    let Screen::Audit(state) = screen else { return None };
    let (notice, step) = audit::opened(state, kit, result);
    model.notice = notice;
    follow(model, step)
}

fn set_up(model: &mut Model, refused: Option<Arc<Failure>>) -> Option<Effect> {
    let Some(failure) = refused else { return Some(Effect::Overview) };
    if let Screen::Setup(state) = &mut model.screen {
        state.refused();
    }
    fail(model, failure)
}

fn report(model: &mut Model, reading: Reading) -> Option<Effect> {
    let occasion = match model.screen {
        Screen::Review(..) => Occasion::Sealed,
        _ => Occasion::Opened,
    };
    let behind = match std::mem::replace(&mut model.screen, Screen::Loading) {
        screen @ (Screen::Trend(_) | Screen::Findings(_)) => Some(Box::new(screen)),
        _ => None,
    };
    model.screen = Screen::Report(viewer::State::new(reading, occasion, behind));
    None
}

/// The inspection that was asked for; where nothing is left to answer, what comes next is its
/// gate.
fn opened(
    model: &mut Model,
    work: Work,
    today: NaiveDate,
    at: Option<&FindingId>,
) -> Option<Effect> {
    if let Some(torn) = &work.torn {
        let file = torn.file.to_string();
        model.notice = Some(Notice::Torn { file, bytes: torn.bytes });
    }
    model.overlay = work.account.clone().map(Overlay::account).or(model.overlay.take());
    // A correction begins with all answers given; its gate is gone to when something is changed.
    let to_gate = work.correcting().is_none() && at.is_none() && work.gaps().is_empty();
    let period = work.inspection.period();
    model.gate = None;
    let mut state = inspect::State::new(work, today);
    if let Some(finding) = at {
        state.jump_to_finding(finding);
    }
    model.screen = Screen::Inspect(Box::new(state));
    to_gate.then_some(Effect::Gaps(period))
}

/// Tells a failure where it happened, or on a screen of its own when there is none.
fn fail(model: &mut Model, failure: Arc<Failure>) -> Option<Effect> {
    model.notice = Some(Notice::Failed(failure));
    if matches!(model.screen, Screen::Loading) {
        model.screen = Screen::Failed;
    }
    None
}
