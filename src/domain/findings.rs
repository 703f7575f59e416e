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
    /// What records say together, one of each period, in whatever order they come. What a record
    /// says of its own period counts, whatever others repeat of it; a finding stands as long as one
    /// record states it, even where the one it arose from was corrected.
    pub fn of<'a>(told: impl IntoIterator<Item = (Period, &'a [Finding])>) -> Self {
        let mut told: Vec<_> = told.into_iter().collect();
        told.sort_by_key(|(period, _)| *period);
        let mut all = Self::default();
        for (_, findings) in &told {
            all.merge(findings);
        }
        for (period, findings) in told {
            for finding in findings {
                all.prefer(period, finding);
            }
        }
        all
    }

    /// Takes over what the record of `period` says of that period itself.
    fn prefer(&mut self, period: Period, told: &Finding) {
        let Some(known) = self.by_id.get_mut(&told.id) else { return };
        if told.id.period == period {
            let (items, history) =
                (std::mem::take(&mut known.items), std::mem::take(&mut known.history));
            *known = Finding { items, history, ..told.clone() };
        }
        if let Some(reviewed) = told.reviewed_in(period) {
            known.review(reviewed.clone());
        }
    }

    /// Takes over what a record says; the last one says under which items a finding stands now.
    fn merge(&mut self, told: &[Finding]) {
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

    /// What a correction of `period` reviews: what the corrected record reviewed, as it stood
    /// before. What came to be known of earlier periods since then is left to the next inspection.
    pub fn before(&self, period: Period, corrected: &[Finding]) -> Vec<Finding> {
        let pulled = corrected.iter().filter(|told| told.id.period < period);
        pulled
            .map(|told| {
                let mut finding = self.get(&told.id).unwrap_or(told).clone();
                finding.history.retain(|reviewed| reviewed.period < period);
                finding.items.clone_from(&told.items);
                finding
            })
            .collect()
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
    open.iter().find(|finding| finding.is_open() && finding.is_of(item) && !closed(finding))
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
        // A period sealed late, that knows nothing of the closing.
        let period = |text: &str| text.parse().unwrap();
        let (first, late) = ([first], [late]);
        let one = Findings::of([(period("FY2026-Q3"), &late[..]), (period("FY2026-Q2"), &first)]);
        let known = one.get(&base.id).unwrap();
        assert_eq!((known.history.len(), known.is_open()), (2, false));
        assert_eq!(one.open_before("FY2026-Q4".parse().unwrap()), []);
    }

    #[test]
    fn a_period_reviews_only_what_arose_before_it() {
        let told = [finding("FY2026-Q1", "A"), finding("FY2026-Q3", "B")];
        let all = Findings::of([("FY2026-Q3".parse().unwrap(), &told[..])]);
        let open = all.open_before("FY2026-Q2".parse().unwrap());
        assert_eq!(open.iter().map(|f| f.id.item.as_str()).collect::<Vec<_>>(), ["A"]);
        let open = all.open_before("FY2026-Q3".parse().unwrap());
        assert_eq!(open.len(), 1, "not what arose in the period itself");
    }

    #[test]
    fn what_a_period_says_of_itself_counts_before_what_later_ones_repeat() {
        let q = |n: u32| format!("FY2026-Q{n}").parse::<Period>().unwrap();
        let base = finding("FY2026-Q1", "A");
        let repeated = [with(base.clone(), vec![close("FY2026-Q2"), progress("FY2026-Q3", None)])];
        // Since then Q1 was corrected to another owner, and Q2 to one that does not close it.
        let first = [Finding { owner: "高橋".into(), ..base.clone() }];
        let second = [with(base.clone(), vec![progress("FY2026-Q2", None)])];
        let told = [(q(1), &first[..]), (q(2), &second), (q(3), &repeated)];
        let all = Findings::of(told);
        assert_eq!(all, Findings::of(told.into_iter().rev()), "in whatever order");
        let known = all.get(&base.id).unwrap();
        assert_eq!((known.owner.as_str(), known.is_open()), ("高橋", true));
        assert_eq!(known.history.len(), 2);
        let all = Findings::of([(q(1), &[][..]), (q(2), &second), (q(3), &repeated)]);
        assert!(all.get(&base.id).is_some(), "it stands as long as one record states it");
        let before = all.before(q(3), &repeated);
        assert_eq!((before.len(), before[0].history.len()), (1, 1), "as it stood before");
        assert_eq!(all.before(q(1), &repeated), [], "what arises is not reviewed");
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
