//! What can be wrong with the text of a checklist, as data.
//!
//! Faults are found in `store` and put into words in `words`; nothing here reads a file.

use std::ops::Range;

use super::checklist::Method;
use super::id::IdError;
pub use super::notation::{Named, Place, Shape};
pub use super::revision::RevisionFault;

/// Whether a checklist with this fault can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but its writer should look.
    Warning,
}

impl Severity {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What is wrong with the notation itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    KeyTwice,
    Unquoted,
    Unclosed,
    MissingComma,
    MissingValue,
    MissingEquals,
    BadKey,
    BadEscape,
    BadNumber,
    TooDeep,
    /// A line end of one carriage return.
    LoneReturn,
    Other,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    TooLarge {
        bytes: usize,
        max: usize,
    },
    Syntax(Syntax),
    /// There are more faults than are told.
    TooMany {
        max: usize,
    },
    /// Written for a later program; nothing else of the file is judged.
    NewerFormat {
        found: i64,
        known: i64,
    },
    BadFormat {
        found: i64,
    },
    UnknownKey {
        key: String,
        place: Place,
        nearest: Option<String>,
    },
    MissingKey {
        key: &'static str,
        place: Place,
        /// The id of the block, where it has one.
        id: Option<String>,
    },
    WrongType {
        key: String,
        expected: Shape,
        found: Shape,
    },
    BadId {
        text: String,
        named: Named,
        why: IdError,
    },
    /// The id of a checklist is the name of its file.
    WrongStem {
        id: String,
        stem: String,
    },
    Duplicate {
        id: String,
        named: Named,
    },
    UnknownId {
        id: String,
        named: Named,
        nearest: Option<String>,
    },
    BadDate {
        text: String,
    },
    BadVersion {
        text: String,
    },
    UnknownMethod {
        text: String,
        nearest: Option<String>,
    },
    MethodOrder {
        ordered: Vec<Method>,
    },
    UnknownFrequency {
        text: String,
        nearest: Option<String>,
    },
    /// A quarter outside 1–4.
    BadQuarter {
        key: &'static str,
        found: i64,
    },
    QuarterMissing {
        key: &'static str,
        frequency: &'static str,
    },
    QuarterSuperfluous {
        key: &'static str,
        frequency: &'static str,
    },
    /// The item is expanded over a table, whose rows have the turn.
    TurnOfRows {
        key: &'static str,
    },
    /// The item is expanded over a table but does not take turns.
    RowsTakeTurns,
    LongText {
        key: String,
        chars: usize,
        max: usize,
    },
    WideText {
        key: String,
        cells: usize,
        max: usize,
    },
    EmptyText {
        key: String,
    },
    EmptyList {
        key: String,
    },
    LongList {
        key: String,
        count: usize,
        max: usize,
    },
    Repeated {
        key: String,
        text: String,
    },
    /// A character that a reader cannot see or that steers the terminal.
    Hidden {
        code: char,
    },
    LineBreak {
        key: String,
    },
    RetiredReused {
        id: String,
    },
    /// Only in a checklist that extends another.
    NeedsExtends {
        key: &'static str,
    },
    NotRemovable {
        field: String,
        nearest: Option<String>,
    },
    SetAndRemoved {
        field: String,
    },
    NothingChanged {
        id: String,
    },
    ChangedAndDisabled {
        id: String,
    },
    TableMissing {
        table: String,
        item: String,
        nearest: Option<String>,
    },
    TableUnused {
        table: String,
        nearest: Option<String>,
    },
    UnknownPlaceholder {
        name: String,
    },
    LongExpandedId {
        id: String,
        max: usize,
    },
    UnbalancedTurns {
        table: String,
        counts: [usize; 4],
    },
    BaseNotFound {
        id: String,
        nearest: Option<String>,
    },
    BaseFaulty {
        id: String,
        errors: usize,
    },
    /// A base that itself extends another.
    BaseExtends {
        id: String,
    },
    ExtendsTwice,
    /// No item bears on the commitment.
    Uncovered {
        id: String,
    },
    Revision(RevisionFault),
}

impl FaultKind {
    pub fn severity(&self) -> Severity {
        match self {
            Self::MethodOrder { .. }
            | Self::NothingChanged { .. }
            | Self::TableUnused { .. }
            | Self::Uncovered { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The name in JSON; it never changes.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::TooMany { .. } => "too-many",
            Self::Syntax(_) => "syntax",
            Self::NewerFormat { .. } => "newer-format",
            Self::BadFormat { .. } => "bad-format",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongType { .. } => "wrong-type",
            Self::BadId { .. } => "bad-id",
            Self::WrongStem { .. } => "wrong-stem",
            Self::Duplicate { .. } => "duplicate",
            Self::UnknownId { .. } => "unknown-id",
            Self::BadDate { .. } => "bad-date",
            Self::BadVersion { .. } => "bad-version",
            Self::UnknownMethod { .. } => "unknown-method",
            Self::MethodOrder { .. } => "method-order",
            Self::UnknownFrequency { .. } => "unknown-frequency",
            Self::BadQuarter { .. } => "bad-quarter",
            Self::QuarterMissing { .. } => "quarter-missing",
            Self::QuarterSuperfluous { .. } => "quarter-superfluous",
            Self::TurnOfRows { .. } => "turn-of-rows",
            Self::RowsTakeTurns => "rows-take-turns",
            Self::LongText { .. } => "long-text",
            Self::WideText { .. } => "wide-text",
            Self::EmptyText { .. } => "empty-text",
            Self::EmptyList { .. } => "empty-list",
            Self::LongList { .. } => "long-list",
            Self::Repeated { .. } => "repeated",
            Self::Hidden { .. } => "hidden",
            Self::LineBreak { .. } => "line-break",
            Self::RetiredReused { .. } => "retired-reused",
            Self::NeedsExtends { .. } => "needs-extends",
            Self::NotRemovable { .. } => "not-removable",
            Self::SetAndRemoved { .. } => "set-and-removed",
            Self::NothingChanged { .. } => "nothing-changed",
            Self::ChangedAndDisabled { .. } => "changed-and-disabled",
            Self::TableMissing { .. } => "table-missing",
            Self::TableUnused { .. } => "table-unused",
            Self::UnknownPlaceholder { .. } => "unknown-placeholder",
            Self::LongExpandedId { .. } => "long-expanded-id",
            Self::UnbalancedTurns { .. } => "unbalanced-turns",
            Self::BaseNotFound { .. } => "base-not-found",
            Self::BaseFaulty { .. } => "base-faulty",
            Self::BaseExtends { .. } => "base-extends",
            Self::ExtendsTwice => "extends-twice",
            Self::Uncovered { .. } => "uncovered",
            Self::Revision(fault) => fault.name(),
        }
    }

    /// What the writer probably meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { nearest, .. }
            | Self::UnknownId { nearest, .. }
            | Self::UnknownMethod { nearest, .. }
            | Self::UnknownFrequency { nearest, .. }
            | Self::NotRemovable { nearest, .. }
            | Self::TableMissing { nearest, .. }
            | Self::TableUnused { nearest, .. }
            | Self::BaseNotFound { nearest, .. }
            | Self::Revision(RevisionFault::UnknownKind { nearest, .. }) => nearest.as_deref(),
            _ => None,
        }
    }
}

/// Why a second place is shown with a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelatedKind {
    /// It was written there before.
    First,
    /// The id was retired there.
    Retired,
    /// The item of the base that is changed.
    Base,
    /// The item that is expanded over the table.
    Template,
    /// The same item is disabled there.
    Disabled,
    /// The item in question.
    Item,
}

impl RelatedKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Retired => "retired",
            Self::Base => "base",
            Self::Template => "template",
            Self::Disabled => "disabled",
            Self::Item => "item",
        }
    }
}

/// A second place that explains a fault; it may be in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub kind: RelatedKind,
    pub file: String,
    /// Bytes of that file.
    pub span: Range<usize>,
}

/// A fault and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// The name of the file as it was given.
    pub file: String,
    /// Bytes of the file; may be empty.
    pub span: Range<usize>,
    pub related: Option<Related>,
}

impl Fault {
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}
