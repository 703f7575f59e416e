//! 監事監査: what an auditor marks and says of one sealed period, as the fold of its journal.
//!
//! Nothing of the audited record changes by it. As in an inspection, every change is first checked
//! (`refusal`), then made durable elsewhere, then applied. Everything typed is recorded as it is;
//! what is still missing is told by `gaps`, and only finishing asks for it.

mod event;
mod past;
mod record;
mod said;

use std::collections::{BTreeMap, BTreeSet};

pub use event::{AuditChange, AuditEvent, Sampling};
pub use past::PastRemark;
pub use record::{AuditRecord, Checked, Head, Remark};
pub use said::{AuditFinding, AuditLack, Opinion};

use super::answer::{Stamp, limit};
use super::id::ItemId;
use super::inspection::Clock;
use super::period::Period;
use super::record::Record;
use super::society::{People, SamePerson, Seat};

/// What is audited: a sealed entry, bound by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The name of the entry.
    pub entry: String,
    /// Its 確認コード: the SHA-256 of its SEAL, 64 hexadecimal digits.
    pub code: String,
}

/// The 監事 who audits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examiner {
    pub name: String,
    /// `None` where the audited record names no auditor of that name.
    pub seat: Option<Seat>,
}

impl Examiner {
    /// The auditor of that name among `people`, compared without spaces and width.
    pub fn named(name: &str, people: &People) -> Self {
        let known = people.auditors.iter().find(|auditor| same(&auditor.name, name));
        Self { name: name.to_owned(), seat: known.map(|auditor| auditor.seat) }
    }

    /// Whether `name` is this person's, compared without spaces and width.
    pub fn is(&self, name: &str) -> bool {
        same(&self.name, name)
    }

    /// Other roles of the same person; the report says so.
    pub fn same_person(&self, people: &People) -> Vec<SamePerson> {
        let name = self.name.clone();
        let mut found = Vec::new();
        if people.is_inspector(&self.name) {
            found.push(SamePerson::AuditorIsInspector { name: name.clone() });
        }
        if people.is_officer(&self.name) {
            found.push(SamePerson::AuditorIsOfficer { name });
        }
        found
    }
}

fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        crate::text::fold(name).chars().filter(|c| !c.is_whitespace()).collect()
    };
    bare(one) == bare(other)
}

/// The first event: who audits what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditStart {
    pub period: Period,
    pub target: Target,
    pub examiner: Examiner,
    pub stamp: Stamp,
    pub clock: Clock,
    /// The program and its version.
    pub program: String,
    pub society: String,
}

/// Why a change may not be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditRefusal {
    #[error("the audited record has no item {item}")]
    UnknownItem { item: ItemId },
    #[error("a text is longer than {} characters", limit::TEXT)]
    TooLong,
    #[error("it already stands like that")]
    Unchanged,
}

/// What keeps an audit from being finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditGap {
    NoOpinion,
    /// 要改善 and 意見を述べない need a text.
    NoOpinionText,
    Finding {
        item: ItemId,
        lacks: Vec<AuditLack>,
    },
}

/// A text with who wrote it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    pub said: T,
    pub stamp: Stamp,
}

/// The state of an audit in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    start: AuditStart,
    sampled: BTreeSet<ItemId>,
    remarks: BTreeMap<ItemId, Noted<String>>,
    findings: BTreeMap<ItemId, Noted<AuditFinding>>,
    opinion: Option<Opinion>,
    opinion_text: String,
    replaced: Option<Target>,
    last_seq: u64,
    clock: Clock,
}

impl Audit {
    pub fn new(start: AuditStart) -> Self {
        Self {
            clock: start.clock,
            start,
            sampled: BTreeSet::new(),
            remarks: BTreeMap::new(),
            findings: BTreeMap::new(),
            opinion: None,
            opinion_text: String::new(),
            replaced: None,
            last_seq: 1,
        }
    }

    pub fn start(&self) -> &AuditStart {
        &self.start
    }

    pub fn period(&self) -> Period {
        self.start.period
    }

    /// The entry it was of before that was corrected: what was said of it needs looking at again.
    pub fn replaced(&self) -> Option<&Target> {
        self.replaced.as_ref()
    }

    /// The number of the last event.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }

    pub fn is_sampled(&self, item: &ItemId) -> bool {
        self.sampled.contains(item)
    }

    pub fn sampled(&self) -> &BTreeSet<ItemId> {
        &self.sampled
    }

    /// The remark on an item; empty where there is none.
    pub fn remark(&self, item: &ItemId) -> &str {
        self.remarks.get(item).map_or("", |noted| &noted.said)
    }

    pub fn remarks(&self) -> &BTreeMap<ItemId, Noted<String>> {
        &self.remarks
    }

    /// The finding on an item, where there is one.
    pub fn finding(&self, item: &ItemId) -> Option<&AuditFinding> {
        self.findings.get(item).map(|noted| &noted.said)
    }

    pub fn findings(&self) -> &BTreeMap<ItemId, Noted<AuditFinding>> {
        &self.findings
    }

    pub fn opinion(&self) -> Option<Opinion> {
        self.opinion
    }

    pub fn opinion_text(&self) -> &str {
        &self.opinion_text
    }

    /// Whether `change` must be refused, and why.
    pub fn refusal(&self, record: &Record, change: &AuditChange) -> Option<AuditRefusal> {
        if let Some(item) = change.item()
            && record.outcome(item).is_none()
        {
            return Some(AuditRefusal::UnknownItem { item: item.clone() });
        }
        let long = |text: &str, limit| text.chars().count() > limit;
        let (too_long, same) = match change {
            AuditChange::Sample { item, sampling } => {
                (false, self.is_sampled(item) == (*sampling == Sampling::Sampled))
            }
            AuditChange::Remark { item, text } => {
                (long(text, limit::TEXT), self.remark(item) == text)
            }
            AuditChange::Finding { item, finding } => (
                long(&finding.what, limit::TEXT)
                    || long(&finding.action, limit::TEXT)
                    || long(&finding.owner, limit::LINE)
                    || long(&finding.due_text, limit::LINE),
                self.finding(item).unwrap_or(&AuditFinding::default()) == finding,
            ),
            AuditChange::Opinion { opinion, text } => {
                (long(text, limit::TEXT), self.opinion == *opinion && self.opinion_text == *text)
            }
            AuditChange::Reread(target) => (false, self.start.target == *target),
        };
        match (too_long, same) {
            (true, _) => Some(AuditRefusal::TooLong),
            (_, true) => Some(AuditRefusal::Unchanged),
            _ => None,
        }
    }

    /// Takes over an event that is on the disk.
    pub fn apply(&mut self, event: AuditEvent) {
        self.last_seq = event.seq;
        let stamp = event.stamp;
        match event.change {
            AuditChange::Sample { item, sampling: Sampling::Sampled } => {
                self.sampled.insert(item);
            }
            AuditChange::Sample { item, sampling: Sampling::Dropped } => {
                self.sampled.remove(&item);
            }
            AuditChange::Remark { item, text } if text.is_empty() => {
                self.remarks.remove(&item);
            }
            AuditChange::Remark { item, text } => {
                self.remarks.insert(item, Noted { said: text, stamp });
            }
            AuditChange::Finding { item, finding } if finding.is_empty() => {
                self.findings.remove(&item);
            }
            AuditChange::Finding { item, finding } => {
                self.findings.insert(item, Noted { said: finding, stamp });
            }
            AuditChange::Opinion { opinion, text } => {
                (self.opinion, self.opinion_text) = (opinion, text);
            }
            AuditChange::Reread(target) => {
                self.replaced = Some(std::mem::replace(&mut self.start.target, target));
            }
        }
    }

    /// Marks that times were stated by a person at least once.
    pub fn state_clock(&mut self, clock: Clock) {
        if clock == Clock::Stated {
            self.clock = Clock::Stated;
        }
    }

    /// Everything that keeps it from being finished, all at once.
    pub fn gaps(&self) -> Vec<AuditGap> {
        let mut gaps: Vec<AuditGap> = self
            .findings
            .iter()
            .map(|(item, noted)| (item, noted.said.lacks()))
            .filter(|(_, lacks)| !lacks.is_empty())
            .map(|(item, lacks)| AuditGap::Finding { item: item.clone(), lacks })
            .collect();
        match self.opinion {
            None => gaps.push(AuditGap::NoOpinion),
            Some(Opinion::Proper) => {}
            Some(Opinion::Improve | Opinion::Withheld) if self.opinion_text.trim().is_empty() => {
                gaps.push(AuditGap::NoOpinionText);
            }
            Some(_) => {}
        }
        gaps
    }
}

#[cfg(test)]
pub(crate) mod tests;
