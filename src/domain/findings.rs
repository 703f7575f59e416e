//! Which findings there are: what sealed records say of them, merged, and carried into the next.
//!
//! A record states the whole life of each finding it touches, so merging loses and doubles nothing
//! in whatever order periods were sealed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::answer::Remedy;
use super::finding::{Finding, FindingId, Turn};
use super::id::ItemId;
use super::inspection::Inspection;
use super::period::Period;

/// Findings by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    by_id: BTreeMap<FindingId, Finding>,
}

impl Findings {
    /// Takes over what a sealed record says. Records come in the order in which they were sealed:
    /// what a later one says of the same period counts.
    pub fn merge(&mut self, told: &[Finding]) {
        for finding in told {
            match self.by_id.get_mut(&finding.id) {
                None => {
                    self.by_id.insert(finding.id.clone(), finding.clone());
                }
                Some(known) => {
                    known.items.clone_from(&finding.items);
                    for reviewed in &finding.history {
                        known.review(reviewed.clone());
                    }
                }
            }
        }
    }

    /// By the period in which they arose, then by item.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.by_id.values()
    }

    pub fn get(&self, id: &FindingId) -> Option<&Finding> {
        self.by_id.get(id)
    }

    /// What an inspection of `period` must review: all that arose before it and are open.
    pub fn open_before(&self, period: Period) -> Vec<Finding> {
        self.iter().filter(|f| f.is_open() && f.id.period < period).cloned().collect()
    }
}

/// The open finding of an item, the oldest where there are several.
pub fn of_item<'a>(open: &'a [Finding], item: &ItemId) -> Option<&'a Finding> {
    open.iter().find(|finding| finding.is_of(item))
}

/// The finding that a 不適 of `item` goes on with: the oldest open one that this period does not
/// close.
pub fn staying<'a>(
    open: &'a [Finding],
    inspection: &Inspection,
    item: &ItemId,
) -> Option<&'a Finding> {
    let closed = |f: &Finding| inspection.review(&f.id).turn == Some(Turn::Close);
    open.iter().find(|finding| finding.id.item == *item && !closed(finding))
}

/// What a 不適 of `item` goes on with, with the due date as this period's review leaves it.
pub fn remedy_of(open: &[Finding], inspection: &Inspection, item: &ItemId) -> Option<Remedy> {
    let finding = staying(open, inspection, item)?;
    let due = inspection.review(&finding.id).due;
    Some(Remedy {
        grade: Some(finding.grade),
        cause: finding.cause.clone(),
        action: finding.action.clone(),
        owner: finding.owner.clone(),
        due: Some(due.unwrap_or_else(|| finding.due())),
    })
}

/// In the order in which they are to be looked at on `day`: overdue first, then by due date,
/// grade and name.
pub fn sort_by_urgency(findings: &mut [Finding], day: NaiveDate) {
    findings.sort_by_key(|f| (!f.is_overdue(day), f.due(), f.grade, f.id.clone()));
}

/// The findings a sealed record states: those that were open with what this period said of them,
/// then those that arise. A 不適 whose finding stays open continues it and opens no other.
pub fn after(
    open: &[Finding],
    inspection: &Inspection,
    arising: impl Iterator<Item = Finding>,
) -> Vec<Finding> {
    let mut list: Vec<Finding> = open
        .iter()
        .map(|finding| {
            let mut finding = finding.clone();
            if let Some(reviewed) = inspection.reviewed(&finding.id) {
                finding.review(reviewed.clone());
            }
            finding
        })
        .collect();
    for finding in arising {
        let continued = list.iter().any(|f| f.is_open() && f.is_of(&finding.id.item));
        if !continued {
            list.push(finding);
        }
    }
    list
}

/// How a finding stands in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 新規: it arose in the period.
    New,
    /// 継続: it arose earlier and is open.
    Open,
    /// 期限超過: open, and due before the day asked about.
    Overdue,
    /// 完了: it was closed in the period.
    Closed,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Open, Self::New, Self::Closed];

    /// How `finding` stands in `period`, looked at on `day`.
    pub fn of(finding: &Finding, period: Period, day: NaiveDate) -> Self {
        if !finding.is_open() {
            Self::Closed
        } else if finding.is_overdue(day) {
            Self::Overdue
        } else if finding.id.period == period {
            Self::New
        } else {
            Self::Open
        }
    }

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
        }
    }
}

/// How many findings a period had: each is new, open from before or closed; some of those that are
/// not closed are overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub new: usize,
    pub open: usize,
    pub closed: usize,
    /// Of `new` and `open`.
    pub overdue: usize,
}

impl Count {
    /// Of `findings` as they stand in `period`, looked at on `day`.
    pub fn of(findings: &[Finding], period: Period, day: NaiveDate) -> Self {
        let mut count = Self::default();
        for finding in findings {
            let place = match (finding.is_open(), finding.id.period == period) {
                (false, _) => &mut count.closed,
                (true, true) => &mut count.new,
                (true, false) => &mut count.open,
            };
            *place += 1;
            count.overdue += usize::from(finding.is_overdue(day));
        }
        count
    }

    pub fn total(&self) -> usize {
        self.new + self.open + self.closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::Reviewed;
    use crate::domain::finding::tests::{close, finding, progress};

    fn with(mut finding: Finding, reviews: Vec<Reviewed>) -> Finding {
        for reviewed in reviews {
            finding.review(reviewed);
        }
        finding
    }

    #[test]
    fn merging_takes_the_union_of_what_was_said() {
        let base = finding("FY2026-Q1", "A");
        let first = with(base.clone(), vec![progress("FY2026-Q2", None)]);
        let late = with(first.clone(), vec![close("FY2026-Q3")]);
        let mut one = Findings::default();
        one.merge(&[late]);
        // A period sealed late, that knows nothing of the closing.
        one.merge(&[first]);
        let known = one.get(&base.id).unwrap();
        assert_eq!((known.history.len(), known.is_open()), (2, false));
        assert_eq!(one.open_before("FY2026-Q4".parse().unwrap()), []);
    }

    #[test]
    fn a_period_reviews_only_what_arose_before_it() {
        let mut all = Findings::default();
        all.merge(&[finding("FY2026-Q1", "A"), finding("FY2026-Q3", "B")]);
        let open = all.open_before("FY2026-Q2".parse().unwrap());
        assert_eq!(open.iter().map(|f| f.id.item.as_str()).collect::<Vec<_>>(), ["A"]);
        let open = all.open_before("FY2026-Q3".parse().unwrap());
        assert_eq!(open.len(), 1, "not what arose in the period itself");
    }

    #[test]
    fn overdue_findings_come_first() {
        let late = with(finding("FY2026-Q2", "B"), vec![]);
        let moved =
            with(finding("FY2026-Q1", "A"), vec![progress("FY2026-Q2", Some("2030-01-01"))]);
        let mut list = [moved, late];
        sort_by_urgency(&mut list, "2029-01-01".parse().unwrap());
        assert_eq!(list[0].id.item.as_str(), "B");
        let period = "FY2026-Q2".parse().unwrap();
        let day = "2029-01-01".parse().unwrap();
        assert_eq!(State::of(&list[0], period, day), State::Overdue);
        assert_eq!(State::of(&list[1], period, day), State::Open);
        let closed = with(finding("FY2026-Q1", "C"), vec![close("FY2026-Q2")]);
        let list = [list[0].clone(), list[1].clone(), closed];
        let count = Count { new: 1, open: 1, closed: 1, overdue: 1 };
        assert_eq!(Count::of(&list, period, day), count);
        assert_eq!(count.total(), 3);
    }
}
