//! What happens to the interface: presses, the mouse, the window, and answers of the worker.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::effect::Errand;
use super::keymap::Press;
use super::look::Looked;
use crate::app::Failure;
use crate::app::auditing::{AuditWork, Exhibit};
use crate::app::comparing::{Compared, Pair};
use crate::app::findings::Register;
use crate::app::inspect::Work;
use crate::app::overview::Overview;
use crate::app::verifying::Verified;
use crate::domain::audit::{AuditEvent, Opinion};
use crate::domain::correction::Correction;
use crate::domain::finding::FindingId;
use crate::domain::gate::Gap;
use crate::domain::inspection::Event;
use crate::domain::period::Period;
use crate::domain::society::Society;
use crate::domain::trend::Trend;
use crate::store::seal::Sealed;

/// One thing that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// The first message: read what there is.
    Start {
        inspect: Option<Period>,
    },
    /// The first message of a visit of an auditor: nothing else need be read.
    StartAudit(Visit),
    Press(Press),
    Paste(String),
    Mouse(Mouse),
    Resize {
        width: u16,
        height: u16,
    },
    /// The system asks the program to end (SIGTERM, SIGHUP): keep what is typed, then leave.
    Stop,
    Done(Outcome),
}

/// A visit of an auditor to a sealed period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub period: Period,
    /// Who audits, where that is known already.
    pub by: Option<String>,
    /// A code kept on paper; may be empty.
    pub code: String,
}

impl From<Period> for Visit {
    fn from(period: Period) -> Self {
        Self { period, by: None, code: String::new() }
    }
}

/// Where the mouse did something; cells from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    Click { x: u16, y: u16 },
    WheelUp { x: u16, y: u16 },
    WheelDown { x: u16, y: u16 },
}

/// A result that can be kept in a message; failures are shared, since they cannot be copied.
pub type Answer<T> = Result<T, Arc<Failure>>;

/// A checklist that set-up offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub id: String,
    pub title: String,
    /// The society it was made for; empty for a base.
    pub society: String,
}

/// A sealed report as text, ready to be read.
#[derive(Debug, Clone)]
pub struct Reading {
    pub period: Period,
    pub entry: String,
    /// 確認コード in groups, where SEAL could be read.
    pub code: String,
    pub text: Arc<str>,
    /// The entry is not as it was sealed.
    pub altered: bool,
    /// Finished audits of the period, by number.
    pub audits: Arc<[AuditNote]>,
    /// The entry that takes its place.
    pub replaced_by: Option<String>,
    /// What it says of the one it replaces.
    pub correction: Option<Correction>,
}

/// A finished audit in few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditNote {
    /// The name of its entry.
    pub entry: String,
    pub by: String,
    pub opinion: Opinion,
    /// What it read was corrected afterwards.
    pub outdated: bool,
}

/// The answer to one effect; exactly one for each.
#[derive(Debug, Clone)]
pub enum Outcome {
    Overview(Answer<Arc<Overview>>),
    Checklists(Answer<Vec<Choice>>),
    SetUp(Answer<Arc<Society>>),
    /// With the day on which it was opened, and the finding that is to be looked at.
    Opened {
        period: Period,
        today: NaiveDate,
        at: Option<FindingId>,
        result: Answer<Box<Work>>,
    },
    Recorded {
        result: Answer<Event>,
        doubtful: Option<Arc<Failure>>,
    },
    /// With the day on which it was asked: sealing before the end of the period is told.
    Gaps {
        today: NaiveDate,
        result: Answer<Vec<Gap>>,
    },
    /// The key that signs asks for its passphrase; nothing was sealed.
    Locked {
        period: Period,
        confirmed_by: String,
        file: PathBuf,
    },
    Sealed {
        period: Period,
        result: Answer<Arc<Sealed>>,
    },
    Report(Answer<Reading>),
    /// A correction was set aside.
    Discarded(Answer<()>),
    Findings {
        at: Option<FindingId>,
        result: Answer<Arc<Register>>,
    },
    Trend(Answer<Arc<Trend>>),
    Compared {
        pair: Pair,
        result: Answer<Arc<Compared>>,
    },
    /// With what was written of it, or what came in the way of the next file.
    Exported {
        errand: Errand,
        result: Answer<()>,
    },
    Verified(Answer<Arc<Verified>>),
    /// With the day on which it was read.
    Exhibited {
        visit: Visit,
        today: NaiveDate,
        result: Answer<Arc<Exhibit>>,
    },
    AuditOpened(Answer<Box<AuditWork>>),
    AuditRecorded {
        result: Answer<AuditEvent>,
        doubtful: Option<Arc<Failure>>,
    },
    /// The key that signs an audit asks for its passphrase; nothing was finished.
    AuditLocked {
        period: Period,
        code: String,
        file: PathBuf,
    },
    AuditFinished(Answer<Reading>),
    AuditText(Answer<Reading>),
    /// There is no home to go to: an auditor looked at a copy of the records alone.
    NoHome,
    /// With the ticket of what was asked.
    Looked {
        ticket: u32,
        result: Answer<Looked>,
    },
}

impl Outcome {
    /// Whether the interface ends only when it has come.
    pub(super) fn was_awaited(&self) -> bool {
        !matches!(self, Self::Looked { .. })
    }
}
