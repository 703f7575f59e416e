//! Changes on their way to the disk: checked, sent off, and remembered until they are answered.
//!
//! Nothing is applied here: that is done when the worker says that it is durable.

use std::borrow::Cow;
use std::sync::Arc;

use super::State;
use super::history::Before;
use crate::app::Failure;
use crate::app::failure::ReadOnly;
use crate::domain::answer::Answer;
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change, Draft, Event, Inspection};
use crate::tui::effect::Effect;
use crate::tui::step::{Notice, Step};

/// Where a change comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The form, which closes when it is recorded.
    Form,
    Screen,
}

/// A change that is on its way to the disk.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) change: Change,
    /// What stood before, of a change that can be taken back.
    pub(super) before: Option<Before>,
    pub(super) origin: Origin,
}

impl State {
    /// The inspection as it will stand once everything is on the disk: a key that comes before the
    /// worker has answered builds on what was asked of it.
    pub(super) fn ahead(&self) -> Cow<'_, Inspection> {
        if self.sent.is_empty() {
            return Cow::Borrowed(&self.work.inspection);
        }
        let mut ahead = self.work.inspection.clone();
        for sent in &self.sent {
            let (seq, stamp) = (ahead.last_seq() + 1, ahead.start().stamp.clone());
            ahead.apply(Event { seq, stamp, change: sent.change.clone() });
        }
        Cow::Owned(ahead)
    }

    /// What is typed and not kept yet, sent off as a draft.
    pub(super) fn keep(&mut self, origin: Origin) -> Option<Change> {
        if self.work.read_only.is_some() {
            return None;
        }
        let form = self.form.as_mut().filter(|form| form.is_unkept())?;
        let change = form.draft();
        form.kept();
        self.send(&change, origin);
        Some(change)
    }

    /// Lets the form close when what is on its way from it has arrived; false where nothing is.
    pub(super) fn closes_when_recorded(&mut self) -> bool {
        let Some(form) = &self.form else { return false };
        let last = self.sent.iter_mut().rev().find(|sent| form.is_about(&sent.change));
        last.map(|sent| sent.origin = Origin::Form).is_some()
    }

    /// A change of an answer, sent off unless it must be refused.
    pub(in crate::tui) fn change(&mut self, item: &ItemId, act: Act, answer: Answer) -> Step {
        let (item, seconds) = (item.clone(), None);
        self.submit(Change::Put { item, act, answer, seconds })
    }

    /// Throws an unfinished form away, on the person's word.
    pub(in crate::tui) fn drop_draft(&mut self, item: &ItemId) -> Step {
        self.submit(Change::Draft { item: item.clone(), draft: Draft::default() })
    }

    pub(super) fn submit(&mut self, change: Change) -> Step {
        if let Some(failure) = self.refused(&change) {
            return Step::Tell(Notice::Failed(Arc::new(failure)));
        }
        let change = self.timed(change);
        self.send(&change, Origin::Screen);
        Step::Do(Effect::Record(change))
    }

    pub(super) fn refused(&self, change: &Change) -> Option<Failure> {
        if let Some(why) = &self.work.read_only {
            return Some(Failure::ReadOnly(why.clone()));
        }
        self.ahead().refusal(self.work.ground(), change, None).map(Failure::Refused)
    }

    pub(super) fn send(&mut self, change: &Change, origin: Origin) {
        let before = match change {
            Change::Put { item, .. } => Some(Before::Answer(item.clone(), self.answer(item))),
            Change::Review { finding, .. } => {
                Some(Before::Review(finding.clone(), self.ahead().review(finding)))
            }
            _ => None,
        };
        self.sent.push_back(Sent { change: change.clone(), before, origin });
    }

    /// An answer with the seconds for which its item was looked at.
    pub(super) fn timed(&mut self, change: Change) -> Change {
        let Change::Put { item, act, answer, .. } = change else { return change };
        let seconds = self.watch.hand_over(&item, act);
        Change::Put { item, act, answer, seconds }
    }

    /// The line on the indicators, sent off unless it must be refused.
    pub(in crate::tui) fn remark(&mut self, comment: Change) -> Step {
        if let Some(failure) = self.refused(&comment) {
            return Step::Tell(Notice::Failed(Arc::new(failure)));
        }
        self.send(&comment, Origin::Screen);
        Step::Do(Effect::Record(comment))
    }

    /// The line on the indicators as it will stand once everything is on the disk.
    pub(in crate::tui) fn comment(&self) -> &str {
        let sent = self.sent.iter().rev().find_map(|sent| match &sent.change {
            Change::Comment { text } => Some(text.as_str()),
            _ => None,
        });
        sent.unwrap_or_else(|| self.work.inspection.comment())
    }

    /// What is said where something would be written that cannot be.
    pub(in crate::tui) fn refuses_writing(&self) -> Option<Step> {
        let failure = Failure::ReadOnly(self.read_only()?);
        Some(Step::Tell(Notice::Failed(Arc::new(failure))))
    }

    pub(in crate::tui) fn is_read_only(&self) -> bool {
        self.work.read_only.is_some()
    }

    pub(super) fn read_only(&self) -> Option<ReadOnly> {
        self.work.read_only.clone()
    }
}

/// What changed, when it was only one thing.
pub(super) fn act_of(before: &Answer, after: &Answer) -> Act {
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
