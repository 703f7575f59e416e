//! What the interface asks of the world outside, one at a time, answered by one `Outcome` each.

use super::look::Look;
use super::msg::Visit;
use crate::app::comparing::Pair;
use crate::app::documents::Subject;
use crate::app::exporting::Exported;
use crate::app::setup::NewSociety;
use crate::app::signing::Passphrase;
use crate::domain::audit::AuditChange;
use crate::domain::finding::FindingId;
use crate::domain::inspection::Change;
use crate::domain::period::Period;
use crate::report::Format;

/// A request to the worker; carried out in the order of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read what home shows.
    Overview,
    /// Read which checklists there are, for the set-up form.
    Checklists,
    /// Write `tenken.toml`.
    SetUp(NewSociety),
    /// Start or resume the inspection of a period; closes one that is open.
    Open(Period),
    /// The same, to look at one of its findings.
    OpenAt(Period, FindingId),
    /// Read all findings, to be shown with the cursor on this one.
    Findings(Option<FindingId>),
    /// Make a change of the open inspection durable.
    Record(Change),
    /// List everything that keeps the open inspection from being sealed.
    Gaps(Period),
    /// Seal the open inspection.
    /// Answered with the wish for a passphrase where the key of the officer asks for one.
    Seal { period: Period, confirmed_by: String, passphrase: Option<Passphrase> },
    /// Read a sealed report.
    Report(Period),
    /// Read a sealed report by the number of its entry, also one that was replaced.
    Entry(Period, u32),
    /// Begin a correction of a sealed period and open it.
    Correct { period: Period, reason: String },
    /// Set the correction of a period aside.
    Discard(Period),
    /// Read the sealed periods side by side.
    Trend,
    /// Put two sealed periods side by side.
    Compare(Pair),
    /// Write the next file of an errand.
    Export(Errand),
    /// Check every sealed entry.
    Verify,
    /// Check every sealed entry, and lay a sealed period before an auditor.
    Exhibit(Visit),
    /// Open the draft of this auditor's audit of what was laid before.
    OpenAudit { by: String },
    /// Make what the auditor says durable.
    Audit(AuditChange),
    /// Finish the open audit; `code` is what was typed of a code kept on paper.
    /// Answered with the wish for a passphrase where the key of the auditor asks for one.
    FinishAudit { code: String, passphrase: Option<Passphrase> },
    /// Read what an auditor said: a finished audit, by the name of its entry.
    AuditText { entry: String },
    /// Look at a file of evidence; nothing else waits for it.
    Look(Look),
}

/// Files of one document that are asked for, written one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub subject: Subject,
    /// The forms, in their order.
    pub formats: Vec<Format>,
    /// What came of the first of them.
    pub done: Vec<Exported>,
    /// Entries that are not as they were sealed, as far as is known.
    pub altered: Vec<String>,
}

impl Errand {
    /// The form that has not been written yet.
    pub fn next(&self) -> Option<Format> {
        self.formats.get(self.done.len()).copied()
    }
}

impl Effect {
    /// Whether the interface ends only when it is answered.
    pub(super) fn is_awaited(&self) -> bool {
        !matches!(self, Self::Look(_))
    }
}
