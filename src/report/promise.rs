//! How each published promise stands after one inspection, by the items that verify it.
//!
//! It weighs only the answers of one record; that an item is enough to prove a promise is the
//! business of the checklist.

use crate::domain::answer::Verdict;
use crate::domain::checklist::{Commitment, Item};
use crate::domain::record::{Outcome, Record};

/// The worst that the items of a promise say; the order is from worst to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// At least one item is 不適.
    Broken,
    /// None is 不適, at least one is 確認不能 or 未点検.
    Doubtful,
    /// At least one is 適, the others asked are 該当なし.
    Upheld,
    /// All that were asked are 該当なし.
    NotApplicable,
    /// No item was due.
    NotAsked,
    /// The checklist has no item for it.
    Uncovered,
}

impl Standing {
    /// The word in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Doubtful => "doubtful",
            Self::Upheld => "upheld",
            Self::NotApplicable => "not_applicable",
            Self::NotAsked => "not_asked",
            Self::Uncovered => "uncovered",
        }
    }
}

/// One promise with the items that verify it.
pub(super) struct Promise<'a> {
    pub(super) commitment: &'a Commitment,
    pub(super) items: Vec<(&'a Item, &'a Outcome)>,
    pub(super) standing: Standing,
}

/// Every promise of the checklist, in its order.
pub(super) fn promises(record: &Record) -> Vec<Promise<'_>> {
    let of = |commitment| {
        let items: Vec<_> =
            record.lines().filter(|(item, _)| item.commitments.contains(commitment)).collect();
        let worst = items.iter().map(|(_, outcome)| standing_of(outcome)).min();
        (items, worst.unwrap_or(Standing::Uncovered))
    };
    let list = record.checklist.commitments.iter();
    list.map(|commitment| {
        let (items, standing) = of(&commitment.id);
        Promise { commitment, items, standing }
    })
    .collect()
}

fn standing_of(outcome: &Outcome) -> Standing {
    match outcome {
        Outcome::NotDue { .. } => Standing::NotAsked,
        Outcome::Asked { answer, .. } => match answer.verdict {
            Some(Verdict::Ng) => Standing::Broken,
            Some(Verdict::Unverified) | None => Standing::Doubtful,
            Some(Verdict::Ok) => Standing::Upheld,
            Some(Verdict::Na) => Standing::NotApplicable,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::sample;

    #[test]
    fn a_promise_stands_as_the_worst_of_its_items() {
        let record = sample();
        let found: Vec<_> = promises(&record)
            .iter()
            .map(|p| (p.commitment.id.to_string(), p.items.len(), p.standing))
            .collect();
        assert_eq!(
            found,
            [
                ("O1".into(), 2, Standing::Broken),
                ("O4".into(), 1, Standing::Broken),
                ("P1".into(), 2, Standing::Doubtful),
                ("T1".into(), 2, Standing::Upheld),
                ("U1".into(), 1, Standing::NotAsked),
                ("D1".into(), 1, Standing::NotApplicable),
                ("C1".into(), 0, Standing::Uncovered),
            ]
        );
    }
}
