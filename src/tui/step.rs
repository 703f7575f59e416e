//! What a screen answers to a message: a wish, never the deed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::audit;
use super::effect::Effect;
use crate::app::Failure;
use crate::app::comparing::Pair;
use crate::app::documents::Subject;
use crate::domain::finding::FindingId;
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::domain::privacy::Caution;

/// A screen's answer. The one function that carries it out is `transition::follow`.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Stay,
    Do(Effect),
    Go(Goal),
    Tell(Notice),
    Ask(Question),
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Goal {
    Home,
    Inspect(Period),
    /// The inspection of a period, at one of the findings to be reviewed.
    InspectFinding(Period, FindingId),
    /// All findings, at this one.
    Findings(Option<FindingId>),
    /// Back to the inspection that is being reviewed, at a finding.
    Finding(FindingId),
    /// Back to the inspection that is being reviewed, at an item.
    Item(ItemId),
    /// Back to the inspection that is being reviewed, where it was left.
    Inspection,
    Review,
    Report(Period),
    /// One entry of a period by its number.
    Entry(Period, u32),
    Compare(Pair),
    /// What was sealed of a period, laid before an auditor.
    Audit(Period),
    /// To the forms in which what is shown becomes a file.
    /// With the entries of it that are known to be altered.
    Export(Subject, Vec<String>),
    Leave,
}

/// Something to be told in the line above the footer; put into words when drawn.
#[derive(Debug, Clone)]
pub enum Notice {
    Cited,
    NothingToCite,
    NothingToUndo,
    NothingToRedo,
    NothingOpen,
    NothingToClear,
    /// A verdict was given to a finding.
    OnFinding,
    /// The item has no open finding.
    NoFindingHere,
    DraftKept,
    /// Something was entered, but no verdict yet.
    NoVerdictYet,
    TextFull {
        over: usize,
    },
    BadDate,
    Torn {
        file: String,
        bytes: usize,
    },
    NotFound,
    /// Set-up was asked to save without the names that are needed.
    NamesMissing,
    /// Sealing was asked without saying who confirms.
    NoConfirmer,
    Unsaved,
    /// Something about an audit.
    Audit(audit::Said),
    Evidence(EvidenceNotice),
    Failed(Arc<Failure>),
}

/// Something to be told of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceNotice {
    /// A file was pointed at; as a record names it.
    Pointed(String),
    /// The last day was set or taken away.
    Until(Option<NaiveDate>),
    /// A last day was asked for where no reference is.
    NoReference,
    /// Reading was ended before its end.
    Stopped,
    /// No name goes on as typed.
    NoNames,
}

/// Something to be asked before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// Seal the period, confirmed by this person.
    Seal { period: Period, confirmed_by: String },
    /// Leave although something typed could not be saved.
    LeaveUnsaved,
    /// Throw an unfinished form away.
    DropDraft(ItemId),
    /// Throw an unfinished form of a review away.
    DropReviewDraft(FindingId),
    /// Take back what this period says of a finding.
    TakeBackReview(FindingId),
    /// Take back what the auditor said of an item.
    TakeBackSaid(ItemId),
    /// Finish the audit.
    FinishAudit(audit::Closing),
    /// Take back the verdict of an item.
    Clear(ItemId),
    /// Write what looks like personal data, and then go on.
    Personal { found: Vec<Caution>, then: Then },
    /// Begin a correction for this reason.
    Correct { period: Period, reason: String },
    /// Set a correction aside.
    Discard(Period),
}

/// What was about to be done when it was asked whether something may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The form is recorded.
    Save,
    /// The form is closed and kept as a draft.
    Close,
    /// The comment on the indicators is recorded.
    Remark,
    /// The interface is left.
    Leave,
}
