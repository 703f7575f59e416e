//! What the auditor says on its way to the disk: sent off, and remembered until it is answered.
//!
//! A form whose text is on its way stays open until the text is durable, so that a failed write
//! leaves it where it was typed.

use std::sync::Arc;

use super::{Said, State};
use crate::app::Failure;
use crate::domain::audit::{AuditChange, AuditEvent, AuditLack, AuditRefusal};
use crate::tui::effect::Effect;
use crate::tui::step::{Notice, Step};

/// Whether the form closes when what it holds is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Stay,
    Close,
}

/// A change that is on its way to the disk.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    change: AuditChange,
    then: After,
}

impl State {
    /// Sends a change off; nothing where it is refused, and why.
    pub(super) fn send(
        &mut self,
        change: AuditChange,
        then: After,
    ) -> Result<Effect, AuditRefusal> {
        let record = &self.exhibit.record;
        if let Some(ahead) = &mut self.ahead {
            if let Some(refusal) = ahead.refusal(record, &change) {
                return Err(refusal);
            }
            let (seq, stamp) = (ahead.last_seq() + 1, ahead.start().stamp.clone());
            ahead.apply(AuditEvent { seq, stamp, change: change.clone() });
        }
        self.sent.push_back(Sent { change: change.clone(), then });
        Ok(Effect::Audit(change))
    }

    /// The same as an answer to a key.
    pub(super) fn submit(&mut self, change: AuditChange) -> Step {
        match self.send(change, After::Stay) {
            Ok(effect) => Step::Do(effect),
            Err(refusal) => Step::Tell(Notice::Failed(Arc::new(Failure::AuditRefused(refusal)))),
        }
    }

    /// What is typed and not kept yet, on its way before the program ends.
    pub(in crate::tui) fn draft_to_keep(&mut self) -> Option<Effect> {
        if self.work.as_ref().is_none_or(|work| work.read_only.is_some()) {
            return None;
        }
        let form = self.form.as_mut().filter(|form| form.entry.is_unkept())?;
        let change = form.change();
        form.entry.kept();
        self.send(change, After::Stay).ok()
    }

    /// True when something typed could not be kept and would be lost by leaving.
    pub(in crate::tui) fn has_unsaved(&self) -> bool {
        let read_only = self.work.as_ref().is_some_and(|work| work.read_only.is_some());
        let typed = self.form.as_ref().is_some_and(|form| form.entry.is_unkept());
        typed && (self.failed || read_only)
    }

    /// Closes the form once what stands in it is on the disk.
    pub(super) fn close_form(&mut self) -> Step {
        let read_only = self.work.as_ref().and_then(|work| work.read_only.clone());
        let Some(form) = &mut self.form else { return Step::Stay };
        let touched = form.entry.is_unkept();
        if touched && let Some(why) = read_only {
            // It cannot be kept, and closing would lose it.
            return Step::Tell(Notice::Audit(Said::ReadOnly(why)));
        }
        let change = form.change();
        if touched {
            form.entry.kept();
            match self.send(change, After::Close) {
                Ok(effect) => return Step::Do(effect),
                Err(AuditRefusal::Unchanged) => {}
                Err(refusal) => {
                    self.keep_open();
                    let failure = Failure::AuditRefused(refusal);
                    return Step::Tell(Notice::Failed(Arc::new(failure)));
                }
            }
        }
        // What was sent off a moment ago may still come back.
        let form = self.form.take();
        let about = |sent: &&mut Sent| form.as_ref().is_some_and(|f| f.is_about(&sent.change));
        if let Some(sent) = self.sent.iter_mut().rev().find(about) {
            sent.then = After::Close;
            self.form = form;
        } else {
            self.pane = self.form_from;
        }
        Step::Stay
    }

    fn keep_open(&mut self) {
        if let Some(form) = &mut self.form {
            form.entry.not_kept();
        }
    }
}

/// The worker's answer to the oldest change that is under way.
pub(in crate::tui) fn recorded(
    state: &mut State,
    result: Result<AuditEvent, Arc<Failure>>,
    doubtful: Option<&Failure>,
) -> Step {
    if let (Some(Failure::ReadOnly(why)), Some(work)) = (doubtful, &mut state.work) {
        work.read_only = Some(why.clone());
    }
    let Some(sent) = state.sent.pop_front() else { return Step::Stay };
    match result {
        Ok(event) => {
            state.failed = false;
            if let Some(work) = &mut state.work {
                work.audit.apply(event);
            }
            kept(state, &sent)
        }
        Err(failure) => {
            state.failed = true;
            state.keep_open();
            look_ahead_anew(state);
            Step::Tell(Notice::Failed(failure))
        }
    }
}

/// After a failure what is still under way stands on what is on the disk.
fn look_ahead_anew(state: &mut State) {
    let Some(mut ahead) = state.audit().cloned() else { return };
    for sent in &state.sent {
        let (seq, stamp) = (ahead.last_seq() + 1, ahead.start().stamp.clone());
        ahead.apply(AuditEvent { seq, stamp, change: sent.change.clone() });
    }
    state.ahead = Some(ahead);
}

/// What follows when a change is on the disk.
fn kept(state: &mut State, sent: &Sent) -> Step {
    let done = |form: &super::Form| form.is_about(&sent.change) && !form.entry.is_unkept();
    if sent.then == After::Stay || !state.form.as_ref().is_some_and(done) {
        return Step::Stay;
    }
    state.form = None;
    state.pane = state.form_from;
    match &sent.change {
        AuditChange::Finding { finding, .. } if !finding.is_empty() => {
            let lacks: Vec<AuditLack> = finding.lacks();
            if lacks.is_empty() {
                return Step::Stay;
            }
            Step::Tell(Notice::Audit(Said::Incomplete { lacks }))
        }
        _ => Step::Stay,
    }
}
