//! 監事所見 as data: what one auditor said of one sealed entry, complete in itself.

use chrono::{DateTime, FixedOffset};

use super::said::finding_of;
use super::{Audit, Examiner, Opinion, Target};
use crate::domain::answer::Stamp;
use crate::domain::finding::Finding;
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::domain::record::{Record, Sealing};
use crate::domain::society::{People, SamePerson};

/// What a 確認コード kept elsewhere said about the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// None was given: that entries were removed cannot be excluded.
    NotGiven,
    /// It was that of the newest entry.
    Newest,
    /// It was that of an older entry.
    Older,
    /// No entry had it.
    NotFound,
}

impl Head {
    pub const ALL: [Self; 4] = [Self::NotGiven, Self::Newest, Self::Older, Self::NotFound];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotGiven => "not-given",
            Self::Newest => "newest",
            Self::Older => "older",
            Self::NotFound => "not-found",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|head| head.name() == name)
    }
}

/// What the check of the whole ledger showed at the moment of finishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    pub entries: usize,
    pub faults: usize,
    pub head: Head,
}

/// What was said of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub item: ItemId,
    /// The title of the item in the audited record.
    pub title: String,
    pub text: String,
    pub stamp: Stamp,
}

/// The sealed content of one audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    pub period: Period,
    pub society: String,
    pub target: Target,
    pub examiner: Examiner,
    /// The people of the audited record.
    pub people: People,
    pub opened_at: DateTime<FixedOffset>,
    /// `confirmed_by` is the auditor.
    pub sealing: Sealing,
    pub checked: Checked,
    /// How many items the audited record answers.
    pub answered: usize,
    /// In the order of the checklist.
    pub sampled: Vec<ItemId>,
    pub remarks: Vec<Remark>,
    pub findings: Vec<Finding>,
    pub opinion: Opinion,
    pub opinion_text: String,
}

impl AuditRecord {
    /// What an audit of `record` without gaps becomes when it is finished as the audit of that
    /// `number` among those of its period, from 1. `None` while it has no opinion.
    pub fn compose(
        audit: &Audit,
        record: &Record,
        number: u16,
        checked: Checked,
        sealing: Sealing,
    ) -> Option<Self> {
        let items = || record.checklist.items.iter();
        let remark = |id: &ItemId, title: &str| {
            let noted = audit.remarks().get(id)?;
            let (text, stamp) = (noted.said.clone(), noted.stamp.clone());
            Some(Remark { item: id.clone(), title: title.to_owned(), text, stamp })
        };
        let finding = |id: &ItemId| finding_of(record, number, id, audit.findings().get(id)?);
        Some(Self {
            period: record.period,
            society: record.society.clone(),
            target: audit.start().target.clone(),
            examiner: audit.start().examiner.clone(),
            people: record.people.clone(),
            opened_at: audit.start().stamp.at,
            sealing,
            checked,
            answered: record.lines().filter(|(_, outcome)| outcome.answer().is_some()).count(),
            sampled: items().map(|i| &i.id).filter(|id| audit.is_sampled(id)).cloned().collect(),
            remarks: items().filter_map(|item| remark(&item.id, &item.title)).collect(),
            findings: items().filter_map(|item| finding(&item.id)).collect(),
            opinion: audit.opinion()?,
            opinion_text: audit.opinion_text().to_owned(),
        })
    }

    /// Other roles of the auditor.
    pub fn same_person(&self) -> Vec<SamePerson> {
        self.examiner.same_person(&self.people)
    }
}
