//! Where nobody can be asked on a screen: what looks like personal data is recorded only with the
//! writer's leave, since nothing is ever taken out of a journal again.

use super::auditing::AuditWork;
use super::failure::Failure;
use super::inspect::Work;
use crate::domain::audit::AuditChange;
use crate::domain::inspection::Change;
use crate::domain::privacy::{Caution, cautions, fresh, fresh_of_audit};

/// Whether the writer has looked and records it all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Leave {
    #[default]
    NotGiven,
    Given,
}

impl Leave {
    /// Refuses what was found, unless leave was given for it.
    pub fn ask(self, found: Vec<Caution>) -> Result<(), Failure> {
        if self == Self::Given || found.is_empty() {
            Ok(())
        } else {
            Err(Failure::PersonalData(found))
        }
    }

    /// The same for what a change would add. What a rule refuses anyway is left to the rule.
    pub fn ask_before(self, work: &Work, change: &Change) -> Result<(), Failure> {
        if work.refusal(change).is_some() {
            return Ok(());
        }
        self.ask(fresh(work.ground(), &work.inspection, change))
    }
}

impl AuditWork {
    /// What these changes would add that looks like personal data.
    pub fn cautions(&self, changes: &[AuditChange]) -> Vec<Caution> {
        let record = &self.exhibit.record;
        changes.iter().flat_map(|change| fresh_of_audit(record, &self.audit, change)).collect()
    }
}

impl Work {
    /// What stands in it that looks like personal data; nothing of it keeps it from being sealed.
    pub fn cautions(&self) -> Vec<Caution> {
        cautions(self.ground(), &self.inspection)
    }
}
