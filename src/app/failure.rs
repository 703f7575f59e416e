//! Everything that can keep a use case from being done, with the exit code it means.
//!
//! The words for it are in `tell`.

use std::path::PathBuf;

use super::correcting;
use super::evidence::FileFault;
use super::signing::SigningFailure;
use super::typeface::PrintFailure;
use crate::domain::audit::{AuditGap, AuditRefusal};
use crate::domain::comparison::Incomparable;
use crate::domain::finding::FindingId;
use crate::domain::gate::Gap;
use crate::domain::inspection::Refusal;
use crate::domain::period::{Period, PeriodError};
use crate::domain::privacy::Caution;
use crate::report::workbook::WorkbookError;
use crate::store::checklists::CatalogError;
use crate::store::fs::FsError;
use crate::store::journal::JournalError;
use crate::store::lock::Holder;
use crate::store::names::EntryName;
use crate::store::root::RootError;
use crate::store::seal::{SealError, Unconfirmed};
use crate::store::shape::ShapeError;
use crate::words::WordsError;

/// How a run ends, as the shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// Refused by a rule.
    Refused = 1,
    /// Wrong usage, or a place where it cannot run.
    Usage = 2,
    /// Damaged or altered files.
    Damaged = 3,
    /// A bug.
    Bug = 70,
}

/// Why an inspection is only shown and not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another instance has it open.
    Held { by: Option<Holder> },
    /// The folder knows no locks.
    NoLocks,
    /// A write failed so that nothing can be promised until it is opened again.
    Doubtful,
    /// The folder or the disk takes no writing.
    NotWritable,
}

/// A name, a text or a number that a use case cannot take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// No name of a society was given and the checklist names none.
    NoSocietyName,
    /// A name is blank or longer than is kept.
    Name { text: String },
    /// A comment on the indicators of a society that has switched them off.
    IndicatorsOff,
    /// Nobody is named as the one who records.
    NoInspector,
    /// A checklist id of the wrong form.
    ChecklistId { text: String },
    /// More than two auditors.
    TooManyAuditors,
    /// An item id of the wrong form.
    ItemId { text: String },
    /// Neither the id of a finding nor of an item.
    FindingId { text: String },
    /// The two sides of a comparison are not to be compared.
    OtherChecklist { old: String, new: String },
    /// A date of the wrong form, or a day that does not exist.
    Date { text: String },
    /// A reference that was not given is to be valid until some day.
    Reference { number: usize },
    /// A 確認コード that is not 64 hexadecimal digits.
    Code { text: String },
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{} is not set up", root.display())]
    NotSetUp { root: PathBuf },
    #[error("{} is there already", file.display())]
    AlreadySetUp { file: PathBuf },
    #[error("{0:?}")]
    Wrong(Wrong),
    #[error("{text:?} {what}")]
    Period { text: String, what: PeriodError },
    #[error("{period} is not of the society's cycle")]
    OtherCycle { period: Period },
    #[error("{period} has not begun")]
    NotBegun { period: Period },
    #[error("nothing is sealed yet")]
    NothingSealed,
    #[error("{period} is sealed as {entry}")]
    Sealed { period: Period, entry: EntryName },
    #[error("{period} is not sealed")]
    NotSealed { period: Period },
    #[error("{period} has no entry {seq}")]
    NoEntry { period: Period, seq: u32 },
    #[error("{period} has not been started")]
    NotStarted { period: Period },
    #[error("nothing is sealed before {period}")]
    NothingBefore { period: Period },
    #[error(transparent)]
    Incomparable(#[from] Incomparable),
    #[error("there is no finding {name}")]
    NoFinding { name: String },
    #[error("{name} has {} findings", ids.len())]
    ManyFindings { name: String, ids: Vec<FindingId> },
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("what looks like personal data is recorded only with leave: {0:?}")]
    PersonalData(Vec<Caution>),
    #[error(transparent)]
    Correction(#[from] correcting::Refused),
    #[error("{} is there with other content", file.display())]
    OtherContent { file: PathBuf },
    #[error("{} is in the folder of a sealed entry", file.display())]
    IntoSealed { file: PathBuf },
    #[error("{} is not what was written", file.display())]
    ReadBack { file: PathBuf },
    #[error("{} gaps keep {period} from being sealed", gaps.len())]
    Gaps { period: Period, gaps: Vec<Gap> },
    #[error("{} gaps keep the audit of {period} from being finished", gaps.len())]
    AuditGaps { period: Period, gaps: Vec<AuditGap> },
    #[error(transparent)]
    AuditRefused(AuditRefusal),
    #[error("what the audit of {period} read was replaced by {entry}")]
    AuditReplaced { period: Period, entry: EntryName },
    #[error("the clock stands before the last sealed entry {entry}")]
    ClockBack { entry: EntryName },
    #[error("read-only: {0:?}")]
    ReadOnly(ReadOnly),
    #[error(transparent)]
    Checklist(#[from] CatalogError),
    #[error("the checklist of {period} in progress is damaged: {}", file.display())]
    DraftChecklist { period: Period, file: PathBuf },
    #[error("{}: event {seq}: {what}", file.display())]
    Event { file: PathBuf, seq: u64, what: ShapeError },
    #[error(transparent)]
    Root(#[from] RootError),
    #[error(transparent)]
    Disk(#[from] FsError),
    #[error("{path}: {what:?}")]
    Evidence { path: String, what: FileFault },
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Signing(#[from] SigningFailure),
    /// No content that a society can have leads here.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[error(transparent)]
    Print(#[from] PrintFailure),
    #[error(transparent)]
    Words(#[from] WordsError),
}

impl Failure {
    pub fn exit(&self) -> Exit {
        match self {
            Self::NotSetUp { .. }
            | Self::Wrong(_)
            | Self::Period { .. }
            | Self::Incomparable(Incomparable::SamePeriod { .. })
            | Self::Checklist(CatalogError::Unknown { .. }) => Exit::Usage,
            Self::Correction(why) => of_correction(why),
            Self::AlreadySetUp { .. }
            | Self::OtherCycle { .. }
            | Self::NotBegun { .. }
            | Self::NothingSealed
            | Self::Sealed { .. }
            | Self::NotSealed { .. }
            | Self::NoEntry { .. }
            | Self::NotStarted { .. }
            | Self::NothingBefore { .. }
            | Self::Incomparable(_)
            | Self::NoFinding { .. }
            | Self::ManyFindings { .. }
            | Self::Refused(_)
            | Self::PersonalData(_)
            | Self::OtherContent { .. }
            | Self::IntoSealed { .. }
            | Self::ReadBack { .. }
            | Self::Gaps { .. }
            | Self::AuditGaps { .. }
            | Self::AuditRefused(_)
            | Self::AuditReplaced { .. }
            | Self::ClockBack { .. }
            | Self::ReadOnly(_)
            | Self::Disk(_)
            | Self::Evidence { .. }
            | Self::Print(_)
            | Self::Root(RootError::Fs(_)) => Exit::Refused,
            Self::Checklist(_)
            | Self::DraftChecklist { .. }
            | Self::Event { .. }
            | Self::Root(RootError::Shape { .. } | RootError::Encoding { .. }) => Exit::Damaged,
            Self::Seal(error) => of_seal(error),
            Self::Journal(error) => of_journal(error),
            Self::Signing(failure) => failure.exit(),
            Self::Workbook(_) | Self::Words(_) => Exit::Bug,
        }
    }
}

/// What the disk refuses is no damage: the draft is as it was, or the entry as it was sealed.
fn of_seal(error: &SealError) -> Exit {
    match error {
        SealError::Chain { .. } | SealError::Unconfirmed { what: Unconfirmed::ReadBack(_), .. } => {
            Exit::Damaged
        }
        SealError::NoFiles | SealError::ReservedName { .. } => Exit::Bug,
        SealError::ClockBack { .. }
        | SealError::NotSealed(_)
        | SealError::Unconfirmed {
            what: Unconfirmed::Rename(_) | Unconfirmed::DirSync(_), ..
        } => Exit::Refused,
    }
}

fn of_correction(why: &correcting::Refused) -> Exit {
    use correcting::Refused;
    match why {
        Refused::NoReason | Refused::LongReason => Exit::Usage,
        Refused::Altered { .. } => Exit::Damaged,
        _ => Exit::Refused,
    }
}

fn of_journal(error: &JournalError) -> Exit {
    match error {
        JournalError::Damaged { .. }
        | JournalError::Newer { .. }
        | JournalError::ChangedElsewhere { .. } => Exit::Damaged,
        JournalError::Body(_) => Exit::Bug,
        _ => Exit::Refused,
    }
}
