//! The sealing gate: everything that keeps an inspection from being sealed, all at once.

use super::checklist::Checklist;
use super::id::ItemId;
use super::inspection::Inspection;
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
}

impl Gap {
    /// The item to jump to.
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::NoInspector => None,
            Self::Open { item } | Self::Draft { item } | Self::Lacks { item, .. } => Some(item),
        }
    }
}

/// All gaps, in the order of the checklist; empty when the inspection may be sealed.
pub fn gaps(checklist: &Checklist, inspection: &Inspection, people: &People) -> Vec<Gap> {
    let mut found = Vec::new();
    if people.inspector.trim().is_empty() {
        found.push(Gap::NoInspector);
    }
    for item in inspection.due(checklist) {
        let answer = inspection.answer(&item.id);
        let lacks = rules::lacks(item, &answer);
        if inspection.draft(&item.id).is_some() {
            found.push(Gap::Draft { item: item.id.clone() });
        } else if answer.verdict.is_none() {
            found.push(Gap::Open { item: item.id.clone() });
        } else if !lacks.is_empty() {
            found.push(Gap::Lacks { item: item.id.clone(), lacks });
        }
    }
    found
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
    use crate::domain::inspection::tests::{checklist, inspection, put, stamp};
    use crate::domain::inspection::{Change, Draft, Event};
    use crate::domain::rules::tests::{ng, ok};

    fn named() -> People {
        People { inspector: "山田".into(), ..People::default() }
    }

    #[test]
    fn all_gaps_are_told_at_once_and_items_not_due_are_none() {
        let found = gaps(&checklist(), &inspection(), &People::default());
        let items: Vec<_> = found.iter().map(|g| g.item().map(ToString::to_string)).collect();
        assert_eq!(items, [None, Some("ORG-01".into()), Some("ORG-02".into())]);
    }

    #[test]
    fn a_left_form_keeps_from_sealing_even_when_a_verdict_stands() {
        let mut work = inspection();
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-01", ok("a")) });
        work.apply(Event { seq: 3, stamp: stamp(1), change: put("ORG-02", ng()) });
        assert_eq!(gaps(&checklist(), &work, &named()), []);
        let item = ItemId::new("ORG-02").unwrap();
        let draft = Draft { due_text: "x".into(), ..Draft::default() };
        work.apply(Event {
            seq: 4,
            stamp: stamp(2),
            change: Change::Draft { item: item.clone(), draft },
        });
        assert_eq!(gaps(&checklist(), &work, &named()), [Gap::Draft { item }]);
        let tally = progress(&checklist(), &work);
        assert_eq!((tally.ok, tally.ng, tally.open, tally.not_due), (1, 1, 0, 1));
    }
}
