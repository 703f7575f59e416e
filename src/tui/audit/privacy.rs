//! Asking before an auditor writes what looks like personal data, as in an inspection.
//!
//! A signal to end keeps what is typed all the same.

use super::State;
use crate::domain::audit::AuditChange;
use crate::domain::privacy::Caution;
use crate::tui::step::{Question, Then};

impl State {
    /// What `change` would add that looks like personal data, unless the auditor has allowed it.
    fn unasked(&self, change: AuditChange) -> Vec<Caution> {
        let Some(work) = self.work.as_ref().filter(|work| work.read_only.is_none()) else {
            return Vec::new();
        };
        let mut found = work.cautions(&[change]);
        found.retain(|caution| !self.allowed.contains(caution));
        found
    }

    /// The same of everything that is typed in the open form.
    pub(super) fn doubts(&self) -> Vec<Caution> {
        self.form.as_ref().map_or(Vec::new(), |form| self.unasked(form.change()))
    }

    /// The question before what is typed and not kept yet is written and `then` is done, where
    /// there is one to ask.
    pub(in crate::tui) fn asks_before_keeping(&self, then: Then) -> Option<Question> {
        let form = self.form.as_ref().filter(|form| form.entry.is_unkept())?;
        let found = self.unasked(form.change());
        (!found.is_empty()).then_some(Question::Personal { found, then })
    }

    /// The auditor has looked, and it may be written.
    pub(in crate::tui) fn allow(&mut self, found: Vec<Caution>) {
        self.allowed.extend(found);
    }
}
