//! Files of evidence in an inspection: asking about them, and taking the answers.

use std::sync::Arc;

use super::State;
use super::form::Answered;
use super::forms::AnyForm;
use crate::app::Failure;
use crate::domain::answer::Answer;
use crate::domain::evidence::EvidenceFile;
use crate::tui::effect::Effect;
use crate::tui::look::{Look, LookAt, Looked};
use crate::tui::step::{EvidenceNotice, Notice, Step};

impl State {
    /// The files that are on the screen: of this period's answer, of the form, and of last time.
    fn files_shown(&self) -> Vec<EvidenceFile> {
        let form = match &self.form {
            Some(AnyForm::Answer(form)) => form.evidence(),
            _ => Vec::new(),
        };
        let item = match &self.form {
            Some(AnyForm::Answer(form)) => Some(form.item.clone()),
            _ => self.item().map(|item| item.id.clone()),
        };
        let now = item.iter().flat_map(|id| self.answer(id).evidence);
        let last = item.iter().filter_map(|id| self.work.past.last(id));
        let last = last.flat_map(|last| last.answer.evidence.clone());
        let mut files: Vec<EvidenceFile> = Vec::new();
        for file in form.into_iter().chain(now).chain(last).filter_map(|evidence| evidence.file) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        files
    }

    /// What is cited is looked at again.
    pub(super) fn look_again(&mut self, cited: &Answer) {
        for file in cited.evidence.iter().filter_map(|evidence| evidence.file.as_ref()) {
            self.looks.forget(file);
        }
    }

    /// The next file of what is shown that nobody has looked at, unless one is being read.
    pub(in crate::tui) fn look(&mut self) -> Option<Look> {
        let reading = match &self.form {
            Some(AnyForm::Answer(form)) => form.is_reading(),
            _ => false,
        };
        let files = if reading { Vec::new() } else { self.files_shown() };
        self.looks.next(&files)
    }
}

/// What the form asks about a file.
pub(super) fn ask(state: &mut State, at: LookAt) -> Step {
    let ticket = state.looks.ticket();
    let Some(AnyForm::Answer(form)) = &mut state.form else { return Step::Stay };
    form.waits_for(ticket, &at);
    if matches!(at, LookAt::Point(_)) {
        state.looks.interrupt();
    }
    Step::Do(Effect::Look(Look { ticket, at }))
}

/// The answer to what was asked about a file, whether or not anybody still waits for it.
pub(in crate::tui) fn looked(
    state: &mut State,
    ticket: u32,
    result: Result<Looked, Arc<Failure>>,
) -> Step {
    let (looked, failure) = match result {
        Ok(looked) => (Some(looked), None),
        Err(failure) => (None, Some(failure)),
    };
    let answered = match &mut state.form {
        Some(AnyForm::Answer(form)) => form.looked(ticket, looked.as_ref()),
        _ => None,
    };
    match (answered, failure) {
        (Some(_), Some(failure)) => Step::Tell(Notice::Failed(failure)),
        (Some(Answered::More), None) => Step::Do(Effect::Look(Look { ticket, at: LookAt::More })),
        (Some(Answered::Pointed(file)), None) => {
            state.looks.pointed(&file);
            let path = file.path.to_string();
            Step::Tell(Notice::Evidence(EvidenceNotice::Pointed(path)))
        }
        (Some(Answered::Tell(notice)), None) => Step::Tell(Notice::Evidence(notice)),
        (Some(Answered::Nothing), None) => Step::Stay,
        (None, _) => {
            let files = state.files_shown();
            let next = state.looks.answered(ticket, looked.as_ref(), &files);
            next.map_or(Step::Stay, |look| Step::Do(Effect::Look(look)))
        }
    }
}
