//! 前期比: what became of the items of one record since each was last asked, from it alone.
//!
//! It compares verdicts only: a record holds no earlier notes.

use super::group::{Movement, rank};
use crate::domain::answer::Verdict;
use crate::domain::checklist::Item;
use crate::domain::period::Period;
use crate::domain::record::{Outcome, Record};

/// How an item turned out against the last time; what is not among these is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turned {
    /// 新たな不適.
    NewFault,
    /// 継続不適.
    StillFault,
    /// 改善.
    Better,
    /// 新たな確認不能, also of what was 不適: it was not seen to be mended.
    NewDoubt,
    /// 該当なし where it was asked before, or the other way round.
    NotApplicable,
}

impl Turned {
    pub const ALL: [Self; 5] =
        [Self::NewFault, Self::StillFault, Self::Better, Self::NewDoubt, Self::NotApplicable];

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewFault => "new_fault",
            Self::StillFault => "still_fault",
            Self::Better => "better",
            Self::NewDoubt => "new_doubt",
            Self::NotApplicable => "not_applicable",
        }
    }

    fn of(last: Option<Verdict>, now: Verdict) -> Option<Self> {
        match (last, now) {
            (Some(Verdict::Ng), Verdict::Ng) => Some(Self::StillFault),
            (_, Verdict::Ng) => Some(Self::NewFault),
            (Some(Verdict::Unverified), Verdict::Unverified) => None,
            (_, Verdict::Unverified) => Some(Self::NewDoubt),
            (Some(last), now) if rank(last).is_some() != rank(now).is_some() => {
                Some(Self::NotApplicable)
            }
            (Some(last), now) => {
                (Movement::between(last, now) == Movement::Better).then_some(Self::Better)
            }
            (None, _) => None,
        }
    }
}

/// One item that did not stay as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    pub item: &'a Item,
    pub turned: Turned,
    /// When it was asked before; `None` the first time.
    pub last: Option<(Period, Verdict)>,
    pub now: Verdict,
    /// Of a 不適 that stays: for how many periods.
    pub age: Option<u32>,
}

/// What changed since the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since<'a> {
    /// No item was asked before: there is nothing to compare.
    pub is_first: bool,
    /// In the order of the checklist.
    pub changes: Vec<Change<'a>>,
}

impl<'a> Since<'a> {
    pub fn of(record: &'a Record) -> Self {
        let asked = || {
            record.lines().filter_map(|(item, outcome)| match outcome {
                Outcome::Asked { answer, last, .. } => Some((item, answer.verdict?, *last)),
                Outcome::NotDue { .. } => None,
            })
        };
        let changes = asked().filter_map(|(item, now, last)| {
            let turned = Turned::of(last.map(|(_, verdict)| verdict), now)?;
            let finding = || record.finding_of(&item.id);
            let age = || finding().map_or(0, |finding| finding.age(record.period)).max(1);
            let age = (turned == Turned::StillFault).then(age);
            Some(Change { item, turned, last, now, age })
        });
        let is_first = asked().all(|(_, _, last)| last.is_none());
        Self { is_first, changes: if is_first { Vec::new() } else { changes.collect() } }
    }

    pub fn with(&self, turned: Turned) -> impl Iterator<Item = &Change<'a>> {
        self.changes.iter().filter(move |change| change.turned == turned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::tests::finding;
    use crate::domain::record::tests::record;

    #[test]
    fn each_change_is_told_once_and_what_stays_is_not() {
        let (ok, ng, na, doubt) = (Verdict::Ok, Verdict::Ng, Verdict::Na, Verdict::Unverified);
        for (last, now, turned) in [
            (Some(ok), ng, Some(Turned::NewFault)),
            (Some(na), ng, Some(Turned::NewFault)),
            (None, ng, Some(Turned::NewFault)),
            (Some(ng), ng, Some(Turned::StillFault)),
            (Some(ng), ok, Some(Turned::Better)),
            (Some(doubt), ok, Some(Turned::Better)),
            (Some(ng), doubt, Some(Turned::NewDoubt)),
            (None, doubt, Some(Turned::NewDoubt)),
            (Some(doubt), doubt, None),
            (Some(ng), na, Some(Turned::NotApplicable)),
            (Some(na), ok, Some(Turned::NotApplicable)),
            (Some(na), na, None),
            (Some(ok), ok, None),
            (None, ok, None),
        ] {
            assert_eq!(Turned::of(last, now), turned, "{last:?} {now:?}");
        }
    }

    #[test]
    fn the_first_period_has_nothing_to_compare_and_age_comes_from_the_finding() {
        let mut record = record();
        assert!(Since::of(&record).is_first);
        assert_eq!(Since::of(&record).changes, []);
        let before: Period = "FY2026-Q2".parse().unwrap();
        let outcomes = record.lines().map(|(_, outcome)| match outcome.clone() {
            Outcome::Asked { answer, stamp, seconds, .. } => {
                Outcome::Asked { answer, stamp, last: Some((before, Verdict::Ng)), seconds }
            }
            other @ Outcome::NotDue { .. } => other,
        });
        let outcomes = outcomes.collect();
        record.findings = vec![finding("FY2026-Q1", "ORG-02")];
        let record = record.with_outcomes(outcomes).unwrap();
        let since = Since::of(&record);
        let told: Vec<_> =
            since.changes.iter().map(|c| (c.item.id.as_str(), c.turned, c.age)).collect();
        assert_eq!(
            told,
            [("ORG-01", Turned::Better, None), ("ORG-02", Turned::StillFault, Some(2))]
        );
    }
}
