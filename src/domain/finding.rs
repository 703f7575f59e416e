//! 指摘: what a 不適 leaves behind until it is closed, and what each later period said of it.
//!
//! What a review must hold is decided in `review`; which findings there are, in `findings`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::answer::{Answer, Grade, Stamp, Verdict};
use super::checklist::Item;
use super::id::{ItemId, SectionId};
use super::period::Period;

/// Who raised a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The inspection, by a 不適.
    Inspection,
    /// The audit of that number among those of its period, from 1.
    Audit(u16),
}

/// The permanent name of a finding: the period and the item it arose from, `F-FY2026-Q3-ORG-04`;
/// one that an auditor raised bears the number of the audit, `A1-FY2026-Q3-ORG-04`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingId {
    pub period: Period,
    pub item: ItemId,
    pub origin: Origin,
}

impl FindingId {
    /// The name of what an inspection finds.
    pub fn of(period: Period, item: ItemId) -> Self {
        Self { period, item, origin: Origin::Inspection }
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { period, item, origin } = self;
        match origin {
            Origin::Inspection => write!(f, "F-{period}-{item}"),
            Origin::Audit(number) => write!(f, "A{number}-{period}-{item}"),
        }
    }
}

/// Reads `F` or `A1`.
fn origin(text: &str) -> Option<Origin> {
    if text == "F" {
        return Some(Origin::Inspection);
    }
    let number: u16 = text.strip_prefix('A')?.parse().ok()?;
    (number > 0 && format!("A{number}") == text).then_some(Origin::Audit(number))
}

/// A text that names no finding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not the name of a finding, as F-FY2026-Q3-ORG-04")]
pub struct FindingIdError;

impl FromStr for FindingId {
    type Err = FindingIdError;

    fn from_str(text: &str) -> Result<Self, FindingIdError> {
        let (head, rest) = text.split_once('-').ok_or(FindingIdError)?;
        let origin = origin(head).ok_or(FindingIdError)?;
        // A period holds one hyphen or none, and an item may hold several.
        rest.match_indices('-')
            .take(2)
            .filter_map(|(at, _)| {
                let period: Period = rest[..at].parse().ok()?;
                let item = ItemId::new(&rest[at + 1..]).ok()?;
                (period.to_string() == rest[..at]).then_some(Self { period, item, origin })
            })
            .last()
            .ok_or(FindingIdError)
    }
}

/// What a review does to its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// 継続: it stays open, perhaps with a later due date.
    Progress,
    /// 完了: it is closed.
    Close,
}

impl Turn {
    pub const ALL: [Self; 2] = [Self::Progress, Self::Close];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Close => "close",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|turn| turn.name() == name)
    }
}

/// What one period says of an open finding. The default is that nothing has been said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    pub turn: Option<Turn>,
    /// Of progress: what was done, or why it is not closed. Of a closed one: how it was checked
    /// that the action has effect (有効性の確認).
    pub text: String,
    /// A new due date; the earlier ones stay in the history. Only of progress.
    pub due: Option<NaiveDate>,
    /// Why the due date moves.
    pub due_reason: String,
    /// The day on which the action was complete. Only of a closed one.
    pub closed_on: Option<NaiveDate>,
    /// References, as of an answer. A closed one needs at least one.
    pub evidence: Vec<String>,
    /// Who confirmed that it is done; never the owner.
    pub confirmed_by: String,
}

impl Review {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This review with another turn and without what only the earlier one needed.
    #[must_use]
    pub fn with_turn(mut self, turn: Turn) -> Self {
        self.turn = Some(turn);
        match turn {
            Turn::Progress => {
                self.closed_on = None;
                self.confirmed_by.clear();
            }
            Turn::Close => {
                self.due = None;
                self.due_reason.clear();
            }
        }
        self
    }
}

/// A review as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The period whose inspection said it.
    pub period: Period,
    pub stamp: Stamp,
    pub review: Review,
}

/// One finding with its whole life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub id: FindingId,
    /// The items it stands under now: its own, or those that continue it in the checklist of today;
    /// none where it was retired.
    pub items: Vec<ItemId>,
    /// Title and section of the item when the finding arose.
    pub title: String,
    pub section: SectionId,
    pub grade: Grade,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    /// The due date as first set.
    pub first_due: NaiveDate,
    pub opened: Stamp,
    /// At most one a period, oldest first.
    pub history: Vec<Reviewed>,
}

impl Finding {
    /// The finding that `answer` opens, if it is a 不適 with all that one requires.
    pub fn opened_by(period: Period, item: &Item, answer: &Answer, stamp: &Stamp) -> Option<Self> {
        if answer.verdict != Some(Verdict::Ng) {
            return None;
        }
        let remedy = &answer.remedy;
        Some(Self {
            id: FindingId::of(period, item.id.clone()),
            items: vec![item.id.clone()],
            title: item.title.clone(),
            section: item.section.clone(),
            grade: remedy.grade?,
            what: answer.note.clone(),
            cause: remedy.cause.clone(),
            action: remedy.action.clone(),
            owner: remedy.owner.clone(),
            first_due: remedy.due?,
            opened: stamp.clone(),
            history: Vec::new(),
        })
    }

    /// Whether it stands under an item.
    pub fn is_of(&self, item: &ItemId) -> bool {
        self.items.contains(item)
    }

    /// The due date that counts now: each review moves it to a later day, in whatever order the
    /// periods were sealed.
    pub fn due(&self) -> NaiveDate {
        let moved = self.history.iter().filter_map(|r| r.review.due);
        moved.fold(self.first_due, NaiveDate::max)
    }

    /// The reviews that moved the due date, each with the date it replaced, by date.
    pub fn extensions(&self) -> Vec<(NaiveDate, &Reviewed)> {
        let mut moved: Vec<_> =
            self.history.iter().filter_map(|r| r.review.due.map(|due| (due, r))).collect();
        moved.sort_by_key(|(due, _)| *due);
        let mut old = self.first_due;
        let replaced = |(new, reviewed)| (std::mem::replace(&mut old, new), reviewed);
        moved.into_iter().map(replaced).collect()
    }

    /// The review that closed it.
    pub fn closed(&self) -> Option<&Reviewed> {
        self.history.iter().find(|r| r.review.turn == Some(Turn::Close))
    }

    pub fn is_open(&self) -> bool {
        self.closed().is_none()
    }

    /// Open, and its due date lies before `day`.
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        self.is_open() && self.due() < day
    }

    /// Days since the due date, of an open one that is overdue on `day`.
    pub fn days_over(&self, day: NaiveDate) -> Option<i64> {
        self.is_overdue(day).then(|| (day - self.due()).num_days())
    }

    /// Its age in `period`; of a closed one, when it was closed.
    pub fn age_in(&self, period: Period) -> u32 {
        self.age(self.closed().map_or(period, |closed| closed.period))
    }

    /// Periods since it arose, in the cycle of `period`: 0 in its own, 1 in the next.
    pub fn age(&self, period: Period) -> u32 {
        let month = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        let months = month(period.end()) - month(self.id.period.end());
        let each = 12 / i32::from(period.cycle().periods_a_year());
        u32::try_from((months + each - 1).div_euclid(each)).unwrap_or(0)
    }

    pub fn reviewed_in(&self, period: Period) -> Option<&Reviewed> {
        self.history.iter().find(|r| r.period == period)
    }

    /// The same with one more review; one of the same period replaces it.
    pub fn review(&mut self, reviewed: Reviewed) {
        self.history.retain(|r| r.period != reviewed.period);
        let place = self.history.partition_point(|r| r.period < reviewed.period);
        self.history.insert(place, reviewed);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::inspection::tests::stamp;
    use crate::domain::rules::tests::{item, ng, ok};

    pub(crate) fn finding(period: &str, id: &str) -> Finding {
        Finding::opened_by(period.parse().unwrap(), &item(id), &ng(), &stamp(1)).unwrap()
    }

    pub(crate) fn progress(period: &str, due: Option<&str>) -> Reviewed {
        let due = due.map(|d| d.parse().unwrap());
        let review = Review {
            turn: Some(Turn::Progress),
            text: "手配中".into(),
            due,
            due_reason: due.map_or(String::new(), |_| "納品の遅れ".into()),
            ..Review::default()
        };
        Reviewed { period: period.parse().unwrap(), stamp: stamp(2), review }
    }

    pub(crate) fn close(period: &str) -> Reviewed {
        let review = Review {
            turn: Some(Turn::Close),
            text: "抜取りで確かめた".into(),
            closed_on: NaiveDate::from_ymd_opt(2027, 1, 20),
            evidence: vec!["連絡網 令和9年1月版".into()],
            confirmed_by: "鈴木".into(),
            ..Review::default()
        };
        Reviewed { period: period.parse().unwrap(), stamp: stamp(3), review }
    }

    #[test]
    fn only_a_ng_opens_a_finding_and_its_name_is_permanent() {
        let period = "FY2026-Q3".parse().unwrap();
        assert_eq!(Finding::opened_by(period, &item("ORG-04"), &ok("a"), &stamp(1)), None);
        assert_eq!(finding("FY2026-Q3", "ORG-04").id.to_string(), "F-FY2026-Q3-ORG-04");
    }

    #[test]
    fn every_name_reads_back_and_nothing_else_does() {
        for (period, item) in
            [("FY2026-Q3", "ORG-04"), ("FY2026", "ORG-04"), ("FY2026-H1", "A-B-C")]
        {
            let id = finding(period, item).id;
            assert_eq!(id.to_string().parse(), Ok(id.clone()));
            let audited = FindingId { origin: Origin::Audit(2), ..id };
            assert!(audited.to_string().starts_with("A2-FY2026"));
            assert_eq!(audited.to_string().parse(), Ok(audited));
        }
        for text in [
            "",
            "F-",
            "F-FY2026-Q9-",
            "F-FY2026",
            "F-2026Q3-ORG-04",
            "ORG-04",
            "A-FY2026-ORG-04",
            "A0-FY2026-ORG-04",
            "A01-FY2026-ORG-04",
            "A65536-FY2026-ORG-04",
            "F1-FY2026-ORG-04",
        ] {
            assert_eq!(text.parse::<FindingId>(), Err(FindingIdError), "{text}");
        }
    }

    #[test]
    fn a_moved_due_date_leaves_the_old_one_visible() {
        let mut finding = finding("FY2026-Q1", "ORG-04");
        let first = finding.first_due;
        finding.review(progress("FY2026-Q2", Some("2027-03-31")));
        finding.review(progress("FY2026-Q3", None));
        assert_eq!(finding.due().to_string(), "2027-03-31");
        let moved = finding.extensions();
        assert_eq!((moved.len(), moved[0].0), (1, first));
        assert!(finding.is_overdue("2027-04-01".parse().unwrap()));
        assert!(!finding.is_overdue("2027-03-31".parse().unwrap()));
        finding.review(close("FY2026-Q4"));
        assert!(!finding.is_open() && !finding.is_overdue("2028-01-01".parse().unwrap()));
    }

    #[test]
    fn a_period_sealed_late_does_not_move_the_due_date_back() {
        let mut finding = finding("FY2026-Q1", "ORG-04");
        finding.review(progress("FY2026-Q3", Some("2027-03-31")));
        finding.review(progress("FY2026-Q2", Some("2027-04-30")));
        assert_eq!(finding.due().to_string(), "2027-04-30");
        let moved: Vec<_> = finding.extensions().iter().map(|(old, _)| *old).collect();
        assert_eq!(moved, [finding.first_due, "2027-03-31".parse().unwrap()]);
        assert_eq!(finding.days_over("2027-05-02".parse().unwrap()), Some(2));
    }

    #[test]
    fn the_age_of_a_closed_finding_stands_still() {
        let mut finding = finding("FY2025-Q4", "A");
        assert_eq!(finding.age_in("FY2026-Q3".parse().unwrap()), 3);
        finding.review(close("FY2026-Q2"));
        assert_eq!(finding.age_in("FY2026-Q3".parse().unwrap()), 2);
        assert_eq!(finding.days_over("2030-01-01".parse().unwrap()), None);
    }

    #[test]
    fn age_is_counted_in_periods_also_after_the_cycle_changed() {
        let of = |opened: &str, now: &str| finding(opened, "A").age(now.parse().unwrap());
        assert_eq!(of("FY2026-Q3", "FY2026-Q3"), 0);
        assert_eq!(of("FY2025-Q4", "FY2026-Q3"), 3);
        assert_eq!(of("FY2026-Q1", "FY2026-H2"), 2);
        assert_eq!(of("FY2026-H1", "FY2027-Q1"), 3);
        assert_eq!(of("FY2026-Q3", "FY2026-Q1"), 0, "an earlier period knows no age");
    }

    #[test]
    fn a_second_review_of_a_period_replaces_the_first() {
        let mut finding = finding("FY2026-Q1", "A");
        finding.review(close("FY2026-Q2"));
        finding.review(progress("FY2026-Q2", None));
        assert!(finding.is_open() && finding.history.len() == 1);
    }
}
