//! 監事監査: what an auditor marks and says of one sealed period, as the fold of its journal.
//!
//! Nothing of the audited record changes by it. As in an inspection, every change is first checked
//! (`refusal`), then made durable elsewhere, then applied. Everything typed is recorded as it is;
//! what is still missing is told by `gaps`, and only finishing asks for it.

mod past;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use past::PastRemark;
pub use record::{AuditRecord, Checked, Head, Remark};

use super::answer::{Grade, Stamp, limit};
use super::finding::Finding;
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

/// 総合意見.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opinion {
    /// 適正.
    Proper,
    /// 要改善.
    Improve,
    /// 意見を述べない.
    Withheld,
}

impl Opinion {
    pub const ALL: [Self; 3] = [Self::Proper, Self::Improve, Self::Withheld];

    /// The word in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proper => "proper",
            Self::Improve => "improve",
            Self::Withheld => "withheld",
        }
    }

    /// The word of the profession, accepted wherever the name is.
    pub fn kanji(self) -> &'static str {
        match self {
            Self::Proper => "適正",
            Self::Improve => "要改善",
            Self::Withheld => "意見を述べない",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.name() == name || o.kanji() == name)
    }
}

/// What an auditor finds wrong with an item. The default is that nothing has been said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFinding {
    pub grade: Option<Grade>,
    pub what: String,
    /// What the auditor asks for; may stay empty, the next inspection says what is done.
    pub action: String,
    pub owner: String,
    pub due: Option<NaiveDate>,
    /// The due date as typed, where it is not a date yet.
    pub due_text: String,
}

impl AuditFinding {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What stands in a new one before the auditor changes it: 軽微, to be dealt with by the
    /// 個人情報取扱責任者 until the day by which the next period is to be sealed.
    pub fn suggested(record: &Record) -> Self {
        let days = (record.deadline - record.period.end()).num_days();
        let days = u16::try_from(days).unwrap_or_default();
        Self {
            grade: Some(Grade::Minor),
            owner: record.people.officer.clone(),
            due: record.period.next().ok().map(|next| next.deadline(days)),
            ..Self::default()
        }
    }

    fn lacks(&self) -> Vec<AuditLack> {
        let told = |text: &str| !text.trim().is_empty();
        let all = [
            (told(&self.what), AuditLack::What),
            (self.grade.is_some(), AuditLack::Grade),
            (told(&self.owner), AuditLack::Owner),
            (self.due.is_some() && self.due_text.is_empty(), AuditLack::Due),
        ];
        all.into_iter().filter(|(there, _)| !there).map(|(_, lack)| lack).collect()
    }
}

/// What a finding of an auditor still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditLack {
    What,
    Grade,
    Owner,
    Due,
}

/// Whether an item is among those the auditor looked at closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    Sampled,
    Dropped,
}

/// What happened; the journal keeps the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditChange {
    Sample {
        item: ItemId,
        sampling: Sampling,
    },
    /// The whole remark on an item; an empty one takes it back.
    Remark {
        item: ItemId,
        text: String,
    },
    /// The whole finding on an item; an empty one takes it back.
    Finding {
        item: ItemId,
        finding: AuditFinding,
    },
    Opinion {
        opinion: Option<Opinion>,
        text: String,
    },
    /// The audited record was corrected: from now on the audit is of the entry that replaced it.
    Reread(Target),
}

impl AuditChange {
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::Sample { item, .. } | Self::Remark { item, .. } | Self::Finding { item, .. } => {
                Some(item)
            }
            Self::Opinion { .. } | Self::Reread(_) => None,
        }
    }
}

/// One durable event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// From 2; the start is 1.
    pub seq: u64,
    pub stamp: Stamp,
    pub change: AuditChange,
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

/// Findings of auditors that are not closed stand among the others; this is how one begins.
fn finding_of(
    record: &Record,
    number: u16,
    item: &ItemId,
    noted: &Noted<AuditFinding>,
) -> Option<Finding> {
    use super::finding::{FindingId, Origin};
    let asked = record.checklist.item(item)?;
    let said = &noted.said;
    Some(Finding {
        id: FindingId { period: record.period, item: item.clone(), origin: Origin::Audit(number) },
        items: vec![item.clone()],
        title: asked.title.clone(),
        section: asked.section.clone(),
        grade: said.grade?,
        what: said.what.clone(),
        cause: String::new(),
        action: said.action.clone(),
        owner: said.owner.clone(),
        first_due: said.due?,
        opened: noted.stamp.clone(),
        history: Vec::new(),
    })
}

#[cfg(test)]
pub(crate) mod tests;
