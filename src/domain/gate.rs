//! The sealing gate: everything that keeps an inspection from being sealed, all at once.

use super::answer::Verdict;
use super::checklist::Checklist;
use super::finding::{Finding, FindingId};
use super::findings::{remedy_of, staying};
use super::id::ItemId;
use super::inspection::{Ground, Inspection};
use super::review::{ReviewLack, review_lacks};
use super::rules::{self, Lack};
use super::society::People;
use super::tally::Tally;

/// One thing to be settled before sealing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Nobody is named as 点検担当者.
    NoInspector,
    /// A due item has no verdict.
    Open { item: ItemId },
    /// A form was left unfinished.
    Draft { item: ItemId },
    /// An answer lacks what its verdict requires.
    Lacks { item: ItemId, lacks: Vec<Lack> },
    /// An open finding has not been reviewed.
    Unreviewed { finding: FindingId },
    /// A form of a review was left unfinished.
    ReviewDraft { finding: FindingId },
    /// A review lacks what it requires.
    ReviewLacks { finding: FindingId, lacks: Vec<ReviewLack> },
    /// A 不適 continues a finding, but names another due date than the finding has.
    OtherDue { item: ItemId, finding: FindingId },
}

impl Gap {
    /// The item to jump to.
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::NoInspector
            | Self::Unreviewed { .. }
            | Self::ReviewDraft { .. }
            | Self::ReviewLacks { .. } => None,
            Self::Open { item }
            | Self::Draft { item }
            | Self::Lacks { item, .. }
            | Self::OtherDue { item, .. } => Some(item),
        }
    }

    /// The finding to jump to.
    pub fn finding(&self) -> Option<&FindingId> {
        match self {
            Self::Unreviewed { finding }
            | Self::ReviewDraft { finding }
            | Self::ReviewLacks { finding, .. }
            | Self::OtherDue { finding, .. } => Some(finding),
            Self::NoInspector | Self::Open { .. } | Self::Draft { .. } | Self::Lacks { .. } => None,
        }
    }
}

/// All gaps: findings first, then items in the order of the checklist; empty when the inspection
/// may be sealed.
pub fn gaps(ground: Ground<'_>, inspection: &Inspection, people: &People) -> Vec<Gap> {
    let mut found = Vec::new();
    if people.inspector.trim().is_empty() {
        found.push(Gap::NoInspector);
    }
    found.extend(ground.open.iter().filter_map(|finding| of_review(finding, inspection)));
    for item in inspection.due(ground.checklist) {
        let answer = inspection.answer(&item.id);
        let lacks = rules::lacks(item, &answer);
        if inspection.draft(&item.id).is_some() {
            found.push(Gap::Draft { item: item.id.clone() });
        } else if answer.verdict.is_none() {
            found.push(Gap::Open { item: item.id.clone() });
        } else if !lacks.is_empty() {
            found.push(Gap::Lacks { item: item.id.clone(), lacks });
        } else if answer.verdict == Some(Verdict::Ng)
            && let Some(finding) = staying(ground.open, inspection, &item.id)
            // A due date moves only by a review that says why.
            && let Some(remedy) = remedy_of(ground.open, inspection, &item.id)
            && remedy.due != answer.remedy.due
        {
            let (item, finding) = (item.id.clone(), finding.id.clone());
            found.push(Gap::OtherDue { item, finding });
        }
    }
    found
}

fn of_review(finding: &Finding, inspection: &Inspection) -> Option<Gap> {
    let id = finding.id.clone();
    if inspection.review_draft(&id).is_some() {
        return Some(Gap::ReviewDraft { finding: id });
    }
    let Some(reviewed) = inspection.reviewed(&id) else {
        return Some(Gap::Unreviewed { finding: id });
    };
    let lacks = review_lacks(finding, &reviewed.review, Some(reviewed.stamp.at.date_naive()));
    (!lacks.is_empty()).then_some(Gap::ReviewLacks { finding: id, lacks })
}

/// Counts over the whole checklist.
pub fn progress(checklist: &Checklist, inspection: &Inspection) -> Tally {
    let mut tally = Tally::default();
    for item in &checklist.items {
        if super::due::is_due(item, inspection.period()) {
            tally.add(inspection.verdict(&item.id));
        } else {
            tally.not_due += 1;
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::tests::{close, finding, progress as goes_on};
    use crate::domain::inspection::tests::{checklist, inspection, put, stamp};
    use crate::domain::inspection::{Act, Change, Draft, Event};
    use crate::domain::past::Past;
    use crate::domain::rules::tests::{ng, ok};

    fn gaps_with(open: &[Finding], work: &Inspection, people: &People) -> Vec<Gap> {
        let (checklist, past) = (checklist(), Past::default());
        gaps(Ground { checklist: &checklist, past: &past, open }, work, people)
    }

    fn gaps_of(work: &Inspection, people: &People) -> Vec<Gap> {
        gaps_with(&[], work, people)
    }

    fn named() -> People {
        People { inspector: "山田".into(), ..People::default() }
    }

    #[test]
    fn all_gaps_are_told_at_once_and_items_not_due_are_none() {
        let found = gaps_of(&inspection(), &People::default());
        let items: Vec<_> = found.iter().map(|g| g.item().map(ToString::to_string)).collect();
        assert_eq!(items, [None, Some("ORG-01".into()), Some("ORG-02".into())]);
    }

    #[test]
    fn a_left_form_keeps_from_sealing_even_when_a_verdict_stands() {
        let mut work = inspection();
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-01", ok("a")) });
        work.apply(Event { seq: 3, stamp: stamp(1), change: put("ORG-02", ng()) });
        assert_eq!(gaps_of(&work, &named()), []);
        let item = ItemId::new("ORG-02").unwrap();
        let draft = Draft { due_text: "x".into(), ..Draft::default() };
        work.apply(Event {
            seq: 4,
            stamp: stamp(2),
            change: Change::Draft { item: item.clone(), draft },
        });
        assert_eq!(gaps_of(&work, &named()), [Gap::Draft { item }]);
        let tally = progress(&checklist(), &work);
        assert_eq!((tally.ok, tally.ng, tally.open, tally.not_due), (1, 1, 0, 1));
    }

    #[test]
    fn an_open_finding_must_be_reviewed_and_its_due_date_moves_only_by_a_review() {
        let mut work = inspection();
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-01", ok("a")) });
        let mut later = ng();
        later.remedy.due = later.remedy.due.and_then(|due| due.succ_opt());
        work.apply(Event { seq: 3, stamp: stamp(1), change: put("ORG-02", later.clone()) });
        let open = [finding("FY2026-Q2", "ORG-02")];
        let id = open[0].id.clone();
        let (item, finding) = (ItemId::new("ORG-02").unwrap(), id.clone());
        let unreviewed = Gap::Unreviewed { finding: id.clone() };
        let other_due = Gap::OtherDue { item, finding };
        assert_eq!(gaps_with(&open, &work, &named()), [unreviewed, other_due.clone()]);
        let review = |review| Change::Review { finding: id.clone(), act: Act::Review, review };
        let said = goes_on("FY2026-Q3", None).review;
        work.apply(Event { seq: 4, stamp: stamp(2), change: review(said.clone()) });
        assert_eq!(gaps_with(&open, &work, &named()), [other_due]);
        let moved = crate::domain::finding::Review { due: later.remedy.due, ..said };
        work.apply(Event { seq: 5, stamp: stamp(3), change: review(moved) });
        let lacks = vec![ReviewLack::DueReason];
        assert_eq!(
            gaps_with(&open, &work, &named()),
            [Gap::ReviewLacks { finding: id.clone(), lacks }]
        );
        let mut closed = close("FY2026-Q3").review;
        closed.closed_on = Some(stamp(0).at.date_naive());
        work.apply(Event { seq: 6, stamp: stamp(4), change: review(closed) });
        assert_eq!(gaps_with(&open, &work, &named()), [], "a new finding has its own due date");
    }
}
