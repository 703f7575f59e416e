//! What happens to the interface: presses, the mouse, the window, and answers of the worker.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::keymap::Press;
use crate::app::Failure;
use crate::app::comparing::{Compared, Pair};
use crate::app::findings::Register;
use crate::app::inspect::Work;
use crate::app::overview::Overview;
use crate::app::verifying::Verified;
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
    /// The entry that takes its place.
    pub replaced_by: Option<String>,
    /// What it says of the one it replaces.
    pub correction: Option<Correction>,
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
    Verified(Arc<Verified>),
}
