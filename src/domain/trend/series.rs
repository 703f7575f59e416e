//! Sealed records seen one after another; what the trend needs of each is kept, the rest is not.
//!
//! Of a period it keeps one mark an item and the counts, of a checklist the questions, once for
//! all periods that asked it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::weave::weave;
use super::{Age, Column, Count, Edition, Life, Mark, Revision, Trend};
use crate::domain::answer::Grade;
use crate::domain::checklist::{Checklist, Item, Notice};
use crate::domain::finding::{Finding, FindingId};
use crate::domain::id::SectionId;
use crate::domain::lineage::{Bond, kins};
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::domain::tally::Tally;

/// The records seen so far.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// Every checklist that was asked, without the texts that nobody looks at here.
    pub(super) versions: Vec<Checklist>,
    /// By period.
    pub(super) taken: Vec<Taken>,
    known: BTreeMap<FindingId, Known>,
}

/// What is kept of one record.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) period: Period,
    /// Index into the versions.
    pub(super) version: usize,
    society: String,
    sealed_on: NaiveDate,
    tally: Tally,
    pub(super) tallies: BTreeMap<SectionId, Tally>,
    /// One for each item of the version.
    pub(super) marks: Vec<Mark>,
    ages: BTreeMap<FindingId, Age>,
}

/// What stays the same of a finding.
#[derive(Debug, Clone)]
struct Known {
    grade: Grade,
    title: String,
    section: SectionId,
    what: String,
}

impl Series {
    /// Takes note of one record. They may come in any order; a second one of the same period
    /// replaces the first.
    pub fn add(&mut self, record: &Record) {
        let version = self.version(&record.checklist);
        let mut ages = BTreeMap::new();
        for finding in &record.findings {
            let age = age_in(finding, record);
            if age == Age::Absent {
                continue;
            }
            ages.insert(finding.id.clone(), age);
            self.known.entry(finding.id.clone()).or_insert_with(|| Known {
                grade: finding.grade,
                title: finding.title.clone(),
                section: finding.section.clone(),
                what: finding.what.clone(),
            });
        }
        let mut tallies: BTreeMap<SectionId, Tally> = BTreeMap::new();
        for (item, outcome) in record.lines() {
            let tally = tallies.entry(item.section.clone()).or_default();
            match outcome.answer() {
                Some(answer) => tally.add(answer.verdict),
                None => tally.not_due += 1,
            }
        }
        let taken = Taken {
            period: record.period,
            version,
            society: record.society.clone(),
            sealed_on: record.sealing.at.date_naive(),
            tally: tallies.values().copied().sum(),
            tallies,
            marks: record.lines().map(|(_, outcome)| Mark::of(outcome)).collect(),
            ages,
        };
        match self.taken.binary_search_by_key(&record.period, |taken| taken.period) {
            Ok(at) => self.taken[at] = taken,
            Err(at) => self.taken.insert(at, taken),
        }
    }

    /// The trend of all that was seen.
    pub fn trend(&self) -> Trend {
        let Some(newest) = self.taken.last() else { return Trend::default() };
        let (lanes, rows) = weave(self, newest.version);
        let mut before = None;
        let columns = self.taken.iter().map(|taken| {
            let revision = before.and_then(|version| self.revision(version, taken.version));
            before = Some(taken.version);
            Column {
                period: taken.period,
                society: taken.society.clone(),
                edition: self.edition(taken.version),
                sealed_on: taken.sealed_on,
                tally: taken.tally,
                findings: taken.count(),
                revision,
            }
        });
        Trend { columns: columns.collect(), lanes, rows, findings: self.lives() }
    }

    fn lives(&self) -> Vec<Life> {
        let life = |(id, known): (&FindingId, &Known)| {
            let age = |taken: &Taken| taken.ages.get(id).copied().unwrap_or(Age::Absent);
            let ages: Vec<Age> = self.taken.iter().map(age).collect();
            // A record that was replaced may have been the only one to tell of it.
            ages.iter().any(|age| *age != Age::Absent).then(|| Life {
                id: id.clone(),
                grade: known.grade,
                title: known.title.clone(),
                section: known.section.clone(),
                what: known.what.clone(),
                ages,
            })
        };
        self.known.iter().filter_map(life).collect()
    }

    fn edition(&self, version: usize) -> Edition {
        let checklist = &self.versions[version];
        Edition { checklist: checklist.id.clone(), version: checklist.version.clone() }
    }

    fn revision(&self, old: usize, new: usize) -> Option<Revision> {
        if old == new {
            return None;
        }
        let mut counts = BTreeMap::new();
        for kin in kins(&self.versions[old], &self.versions[new]) {
            if kin.bond != Bond::Same {
                *counts.entry(kin.bond).or_default() += 1;
            }
        }
        Some(Revision { from: self.edition(old), to: self.edition(new), kins: counts })
    }

    /// The place of a checklist among the versions, where it is put if it is new.
    fn version(&mut self, checklist: &Checklist) -> usize {
        let known = self.versions.iter().rposition(|version| is_same(version, checklist));
        known.unwrap_or_else(|| {
            self.versions.push(slim(checklist));
            self.versions.len() - 1
        })
    }
}

impl Taken {
    fn count(&self) -> Count {
        let mut count = Count::default();
        for (id, age) in &self.ages {
            if *age == Age::Closed {
                count.closed += 1;
            } else {
                count.open += 1;
                count.new += usize::from(id.period == self.period);
                count.overdue += usize::from(matches!(age, Age::Overdue(_)));
                count.oldest = count.oldest.max(age.periods());
            }
        }
        count
    }
}

/// How a finding stood when the record was sealed. A record that was sealed late may know what
/// later periods said of it; that is not looked at.
fn age_in(finding: &Finding, record: &Record) -> Age {
    let mut then = finding.clone();
    then.history.retain(|reviewed| reviewed.period <= record.period);
    if then.id.period > record.period {
        return Age::Absent;
    }
    let age = then.age(record.period);
    match then.closed() {
        Some(closed) if closed.period == record.period => Age::Closed,
        Some(_) => Age::Absent,
        None if then.is_overdue(record.first_sealed().date_naive()) => Age::Overdue(age),
        None => Age::Open(age),
    }
}

/// Whether both ask the same in every respect that is kept.
fn is_same(slim: &Checklist, full: &Checklist) -> bool {
    let same = |one: &Item, other: &Item| {
        let texts = one.title == other.title && one.question == other.question;
        texts && one.id == other.id && one.section == other.section
    };
    slim.id == full.id
        && slim.version == full.version
        && slim.sections == full.sections
        && slim.changes == full.changes
        && slim.items.len() == full.items.len()
        && slim.items.iter().zip(&full.items).all(|(one, other)| same(one, other))
}

/// The checklist without what a trend has no use for.
fn slim(checklist: &Checklist) -> Checklist {
    let item = |item: &Item| Item {
        id: item.id.clone(),
        section: item.section.clone(),
        title: item.title.clone(),
        question: item.question.clone(),
        how: String::new(),
        methods: Vec::new(),
        evidence: Vec::new(),
        not_applicable: None,
        basis: Vec::new(),
        commitments: Vec::new(),
        frequency: item.frequency,
        escalate: item.escalate,
    };
    Checklist {
        id: checklist.id.clone(),
        extends: checklist.extends.clone(),
        title: checklist.title.clone(),
        version: checklist.version.clone(),
        basis_date: checklist.basis_date,
        notice: Notice::default(),
        sections: checklist.sections.clone(),
        commitments: Vec::new(),
        items: checklist.items.iter().map(item).collect(),
        retired: Vec::new(),
        changes: checklist.changes.clone(),
    }
}
