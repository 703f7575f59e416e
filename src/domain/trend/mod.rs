//! 推移: how items, sections and findings stood in one sealed period after another.
//!
//! It is made by `Series`, which sees each record once. It decides no words, colours or widths,
//! and compares no two periods: that is for whoever looks at it.

mod series;
mod weave;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::series::Series;
use super::answer::{Grade, Verdict};
use super::checklist::Section;
use super::finding::FindingId;
use super::id::{ChecklistId, ItemId, SectionId};
use super::lineage::Bond;
use super::period::Period;
use super::record::Outcome;
use super::tally::Tally;

/// Sealed periods beside each other, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    pub columns: Vec<Column>,
    /// In the order of the newest checklist, then those that only older ones have.
    pub lanes: Vec<Lane>,
    /// By lane; in each the items of the newest checklist in its order, then retired ones.
    pub rows: Vec<Row>,
    /// Those open or closed in one of the columns, in the order in which they arose.
    pub findings: Vec<Life>,
}

/// One sealed period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub period: Period,
    pub society: String,
    pub edition: Edition,
    /// The day of sealing; what was overdue is judged by it.
    pub sealed_on: NaiveDate,
    pub tally: Tally,
    pub findings: Count,
    /// What its checklist changed, where it is not the one of the column before.
    pub revision: Option<Revision>,
}

/// Which checklist was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub checklist: ChecklistId,
    pub version: String,
}

/// A change of the checklist between two neighbouring columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub from: Edition,
    pub to: Edition,
    /// How many kins there are of each bond; unchanged ones are not counted.
    pub kins: BTreeMap<Bond, usize>,
}

/// The findings of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Open when the period was sealed; those that arose in it are among them.
    pub open: usize,
    /// Open ones that arose in the period.
    pub new: usize,
    /// Closed in the period.
    pub closed: usize,
    /// Open ones whose due date lay before the day of sealing.
    pub overdue: usize,
    /// The age of the oldest open one, in periods.
    pub oldest: Option<u32>,
}

/// One section through the periods, as each was sealed: an item that moved to another section
/// counts where it stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    pub section: Section,
    /// One for each column.
    pub tallies: Vec<Tally>,
}

/// One item through the periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub item: ItemId,
    pub title: String,
    pub section: SectionId,
    pub standing: Standing,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// Whether the newest checklist still asks an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Current,
    /// 廃止.
    Retired,
}

/// How an item stood in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub mark: Mark,
    /// Through which other items, where it was not asked under its own name and wording.
    pub through: Option<Through>,
}

/// The items of an older checklist that stand for one of the newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Through {
    /// What became of them; `Same` is an item that has another id now.
    pub bond: Bond,
    pub items: Vec<ItemId>,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Neither the item nor one that it continues was in the checklist.
    Absent,
    /// 対象外.
    NotDue,
    /// The grade is that of a 不適.
    Asked { verdict: Option<Verdict>, grade: Option<Grade> },
}

impl Mark {
    pub fn of(outcome: &Outcome) -> Self {
        match outcome.answer() {
            None => Self::NotDue,
            Some(answer) => {
                let fault = answer.verdict == Some(Verdict::Ng);
                let grade = answer.remedy.grade.filter(|_| fault);
                Self::Asked { verdict: answer.verdict, grade }
            }
        }
    }

    /// The worse of two: 不適 by grade, 確認不能, 未点検, 適, 該当なし, 対象外.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        if other.weight() > self.weight() { other } else { self }
    }

    fn weight(self) -> u8 {
        match self {
            Self::Absent => 0,
            Self::NotDue => 1,
            Self::Asked { verdict, grade } => match (verdict, grade) {
                (Some(Verdict::Na), _) => 2,
                (Some(Verdict::Ok), _) => 3,
                (None, _) => 4,
                (Some(Verdict::Unverified), _) => 5,
                (Some(Verdict::Ng), None) => 6,
                (Some(Verdict::Ng), Some(Grade::Watch)) => 7,
                (Some(Verdict::Ng), Some(Grade::Minor)) => 8,
                (Some(Verdict::Ng), Some(Grade::Major)) => 9,
            },
        }
    }
}

/// One finding through the periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    pub id: FindingId,
    pub grade: Grade,
    pub title: String,
    pub section: SectionId,
    pub what: String,
    /// One for each column.
    pub ages: Vec<Age>,
}

/// How a finding stood when a period was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Not yet there, or closed before.
    Absent,
    /// Open, this many periods after it arose.
    Open(u32),
    /// The same, and due before the day of sealing.
    Overdue(u32),
    /// Closed in the period.
    Closed,
}

impl Age {
    /// Periods since it arose, while it is open.
    pub fn periods(self) -> Option<u32> {
        match self {
            Self::Open(age) | Self::Overdue(age) => Some(age),
            Self::Absent | Self::Closed => None,
        }
    }
}

impl Trend {
    /// The newest `n` columns and what is told in them.
    #[must_use]
    pub fn newest(&self, n: usize) -> Self {
        let from = self.columns.len().saturating_sub(n);
        let lanes = self.lanes.iter().map(|lane| {
            let tallies = lane.tallies[from..].to_vec();
            Lane { section: lane.section.clone(), tallies }
        });
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells[from..].to_vec();
            Row { cells, ..row.clone() }
        });
        let findings = self.findings.iter().map(|life| {
            let ages = life.ages[from..].to_vec();
            Life { ages, ..life.clone() }
        });
        Self {
            columns: self.columns[from..].to_vec(),
            lanes: lanes.filter(Lane::is_asked).collect(),
            rows: rows.filter(Row::is_told).collect(),
            findings: findings.filter(|l| l.ages.iter().any(|age| *age != Age::Absent)).collect(),
        }
    }

    /// Only what concerns these sections; the columns stay whole.
    #[must_use]
    pub fn only(mut self, sections: &[SectionId]) -> Self {
        self.lanes.retain(|lane| sections.contains(&lane.section.id));
        self.rows.retain(|row| sections.contains(&row.section));
        self.findings.retain(|life| sections.contains(&life.section));
        self
    }

    /// The rows of a section, in order.
    pub fn rows_of<'a>(&'a self, lane: &'a Lane) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(|row| row.section == lane.section.id)
    }

    /// The names under which the periods were sealed; more than one is worth telling.
    pub fn societies(&self) -> Vec<&str> {
        distinct(self.columns.iter().map(|column| column.society.as_str()))
    }

    /// The checklists that were asked; items of different ones are joined by their ids.
    pub fn checklists(&self) -> Vec<&ChecklistId> {
        distinct(self.columns.iter().map(|column| &column.edition.checklist))
    }
}

impl Lane {
    /// Whether one of the periods had an item in it.
    pub(super) fn is_asked(&self) -> bool {
        self.tallies.iter().any(|tally| tally.due() + tally.not_due > 0)
    }
}

impl Row {
    /// Whether it says anything in one of the periods, or belongs to the newest checklist.
    fn is_told(&self) -> bool {
        let told = self.cells.iter().any(|cell| cell.mark != Mark::Absent);
        told || self.standing == Standing::Current
    }
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests;
