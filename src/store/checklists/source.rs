//! One checklist file as it was written, each value with its place in the text.
//!
//! A value that was missing or faulty is `None`; nothing here is expanded or compared.

use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::checklist::Method;
use crate::domain::id::{ChecklistId, CommitmentId, ItemId, RowKey, SectionId};
use crate::domain::lineage;

/// A value and the bytes of the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

impl<T> At<T> {
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> At<U> {
        At { value: f(self.value), span: self.span }
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct SourceFile {
    pub(super) file: String,
    pub(super) id: Option<At<ChecklistId>>,
    pub(super) extends: Option<At<ChecklistId>>,
    /// What an already expanded text was made from: a base, or the checklist itself.
    pub(super) extended: Option<At<ChecklistId>>,
    pub(super) title: Option<At<String>>,
    pub(super) version: Option<At<String>>,
    pub(super) basis_date: Option<At<NaiveDate>>,
    pub(super) society: Option<SourceSociety>,
    pub(super) sections: Vec<SourceSection>,
    pub(super) commitments: Vec<SourceCommitment>,
    pub(super) items: Vec<SourceItem>,
    pub(super) changes: Vec<SourceChange>,
    pub(super) disabled: Vec<SourceDisable>,
    pub(super) retired: Vec<SourceRetired>,
    pub(super) revisions: Vec<SourceRevision>,
    pub(super) tables: Vec<SourceTable>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceSociety {
    pub(super) name: Option<At<String>>,
    pub(super) notice: Option<At<String>>,
    pub(super) edition: Option<At<String>>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceSection {
    pub(super) id: Option<At<SectionId>>,
    pub(super) title: Option<At<String>>,
    pub(super) short: Option<At<String>>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceCommitment {
    pub(super) span: Range<usize>,
    pub(super) id: Option<At<CommitmentId>>,
    pub(super) section: Option<At<SectionId>>,
    /// A section is stated, even if a faulty one.
    pub(super) placed: bool,
    pub(super) text: Option<At<String>>,
}

/// How often, as the file says it; the quarter stands in a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    Quarterly,
    Annual,
    Rotating,
}

impl Rhythm {
    pub(super) const ALL: [Self; 3] = [Self::Quarterly, Self::Annual, Self::Rotating];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Quarterly => "quarterly",
            Self::Annual => "annual",
            Self::Rotating => "rotating",
        }
    }
}

/// A quarter that is stated, 1–4; `None` inside: not one of these, which has been told.
pub(super) type Quarter = At<Option<u8>>;

/// What an item says and a change may replace.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) title: Option<At<String>>,
    pub(super) question: Option<At<String>>,
    pub(super) how: Option<At<String>>,
    pub(super) methods: Option<At<Vec<Method>>>,
    pub(super) evidence: Option<At<Vec<String>>>,
    pub(super) not_applicable: Option<At<String>>,
    pub(super) basis: Option<At<Vec<String>>>,
    pub(super) commitments: Option<At<Vec<At<CommitmentId>>>>,
    pub(super) frequency: Option<At<Rhythm>>,
    pub(super) due_quarter: Option<Quarter>,
    pub(super) turn: Option<Quarter>,
    pub(super) escalate: Option<At<bool>>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceItem {
    pub(super) id: Option<At<ItemId>>,
    pub(super) section: Option<At<SectionId>>,
    pub(super) for_each: Option<At<String>>,
    pub(super) fields: Fields,
}

/// An optional field that a change takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Removable {
    NotApplicable,
    Escalate,
}

#[derive(Debug, Clone)]
pub(super) struct SourceChange {
    pub(super) id: Option<At<ItemId>>,
    pub(super) fields: Fields,
    pub(super) remove: Vec<At<Removable>>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceDisable {
    pub(super) id: Option<At<ItemId>>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceRetired {
    pub(super) id: Option<At<ItemId>>,
    pub(super) version: Option<At<String>>,
    pub(super) reason: Option<At<String>>,
}

/// What a version did to items of the one before it.
#[derive(Debug, Clone)]
pub(super) struct SourceRevision {
    pub(super) version: Option<At<String>>,
    pub(super) kind: Option<At<lineage::Kind>>,
    pub(super) from: Vec<At<ItemId>>,
    pub(super) to: Vec<At<ItemId>>,
    pub(super) reason: Option<At<String>>,
    /// Whether every id could be read.
    pub(super) whole: bool,
}

#[derive(Debug, Clone)]
pub(super) struct SourceTable {
    pub(super) name: At<String>,
    pub(super) rows: Vec<SourceRow>,
}

#[derive(Debug, Clone)]
pub(super) struct SourceRow {
    pub(super) key: Option<At<RowKey>>,
    pub(super) name: Option<At<String>>,
    pub(super) entries: Option<At<Vec<String>>>,
    pub(super) turn: Option<Quarter>,
}

impl SourceFile {
    pub(super) fn table(&self, name: &str) -> Option<&SourceTable> {
        self.tables.iter().find(|table| table.name.value == name)
    }

    pub(super) fn item(&self, id: &ItemId) -> Option<&SourceItem> {
        self.items.iter().find(|item| item.id.as_ref().is_some_and(|at| at.value == *id))
    }

    pub(super) fn change(&self, id: &ItemId) -> Option<&SourceChange> {
        self.changes.iter().find(|change| change.id.as_ref().is_some_and(|at| at.value == *id))
    }

    pub(super) fn disable(&self, id: &ItemId) -> Option<&SourceDisable> {
        self.disabled.iter().find(|entry| entry.id.as_ref().is_some_and(|at| at.value == *id))
    }
}
