//! 報告書 as data: everything of one sealed period, complete in itself.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answer::{Answer, Stamp, Verdict};
use super::checklist::{Checklist, Item};
use super::correction::Correction;
use super::due;
use super::finding::{Finding, FindingId};
use super::findings;
use super::id::{ItemId, SectionId};
use super::indicators::Indicators;
use super::inspection::{Clock, Ground, Inspection};
use super::lineage;
use super::past::{Past, PastAnswer};
use super::period::Period;
use super::society::{People, Society};
use super::tally::Tally;

/// What happened to one item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was due and answered.
    Asked {
        answer: Answer,
        stamp: Stamp,
        /// When it was answered before, and with what verdict.
        last: Option<(Period, Verdict)>,
        /// For how long it was before the person's eyes, where that was measured.
        seconds: Option<u32>,
    },
    /// 対象外: not due; when it was last checked, and with what verdict.
    NotDue { last: Option<(Period, Verdict)> },
}

impl Outcome {
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Asked { answer, .. } => Some(answer),
            Self::NotDue { .. } => None,
        }
    }

    pub fn verdict(&self) -> Option<Verdict> {
        self.answer().and_then(|answer| answer.verdict)
    }
}

/// What sealing adds to an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealing {
    /// The sequence number of the entry.
    pub seq: u32,
    pub at: DateTime<FixedOffset>,
    pub clock: Clock,
    /// Who confirmed it.
    pub confirmed_by: String,
    pub program: String,
}

/// The sealed content of one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub period: Period,
    pub deadline: NaiveDate,
    pub society: String,
    pub people: People,
    pub opened_at: DateTime<FixedOffset>,
    pub sealing: Sealing,
    pub checklist: Checklist,
    /// SHA-256 of the checklist's canonical text, 64 hexadecimal digits.
    pub checklist_digest: String,
    /// The findings that were open in this period or arose in it, each with its whole life.
    pub findings: Vec<Finding>,
    /// 参考指標; `None` where the society has switched them off, or the program did not know them.
    pub indicators: Option<Indicators>,
    /// What it says of the record it replaces; `None` for the first one of a period.
    pub correction: Option<Correction>,
    /// One for each item of the checklist, in its order.
    outcomes: Vec<Outcome>,
}

/// Outcomes that do not pair with the items of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{outcomes} outcomes for {items} items")]
pub struct Unpaired {
    pub items: usize,
    pub outcomes: usize,
}

impl Record {
    /// What an inspection without gaps becomes when it is sealed.
    pub fn compose(
        society: &Society,
        ground: Ground<'_>,
        inspection: &Inspection,
        sealing: Sealing,
    ) -> Self {
        let Ground { checklist, past, open } = ground;
        let period = inspection.period();
        let outcomes: Vec<Outcome> = checklist
            .items
            .iter()
            .map(|item| {
                let last = last_verdict(past, &item.id);
                match inspection.answered(&item.id) {
                    Some(done) if due::is_due(item, period) => Outcome::Asked {
                        answer: done.answer.clone(),
                        stamp: done.stamp.clone(),
                        last,
                        seconds: inspection.seconds(&item.id),
                    },
                    _ => Outcome::NotDue { last },
                }
            })
            .collect();
        let corrected = inspection.basis().map(|basis| &basis.record);
        let arising = checklist.items.iter().zip(&outcomes).filter_map(|(item, outcome)| {
            let Outcome::Asked { answer, stamp, .. } = outcome else { return None };
            let mut finding = Finding::opened_by(period, item, answer, stamp)?;
            // That it arose is not new where only its words are corrected.
            if let Some(told) = corrected.and_then(|record| record.finding(&finding.id)) {
                finding.opened = told.opened.clone();
            }
            Some(finding)
        });
        let findings = findings::after(open, inspection, arising);
        let deadline = period.deadline(society.deadline_days);
        Self {
            period,
            deadline: corrected.map_or(deadline, |record| record.deadline),
            society: society.name.clone(),
            people: society.people.clone(),
            opened_at: inspection.start().stamp.at,
            sealing,
            checklist: checklist.clone(),
            checklist_digest: inspection.checklist_digest().to_owned(),
            findings,
            indicators: society.indicators.then(|| Indicators::of(ground, inspection)),
            correction: None,
            outcomes,
        }
    }

    /// Replaces the outcomes; there must be one for each item.
    pub fn with_outcomes(mut self, outcomes: Vec<Outcome>) -> Result<Self, Unpaired> {
        let items = self.checklist.items.len();
        if outcomes.len() != items {
            return Err(Unpaired { items, outcomes: outcomes.len() });
        }
        self.outcomes = outcomes;
        Ok(self)
    }

    /// A record with neither findings nor outcomes yet, for a checklist without items; the outcomes
    /// are filled by `with_outcomes`.
    pub fn bare(
        (period, deadline): (Period, NaiveDate),
        (society, people): (String, People),
        opened_at: DateTime<FixedOffset>,
        sealing: Sealing,
        (checklist, checklist_digest): (Checklist, String),
    ) -> Self {
        let (findings, outcomes) = (Vec::new(), Vec::new());
        Self {
            period,
            deadline,
            society,
            people,
            opened_at,
            sealing,
            checklist,
            checklist_digest,
            findings,
            indicators: None,
            correction: None,
            outcomes,
        }
    }

    /// When the period was sealed for the first time: what was late or overdue is told by that,
    /// however much later it was corrected.
    pub fn first_sealed(&self) -> DateTime<FixedOffset> {
        self.correction.as_ref().map_or(self.sealing.at, |correction| correction.first_sealed)
    }

    /// Items with their outcomes, in the order of the checklist.
    pub fn lines(&self) -> impl Iterator<Item = (&Item, &Outcome)> {
        self.checklist.items.iter().zip(&self.outcomes)
    }

    pub fn outcome(&self, item: &ItemId) -> Option<&Outcome> {
        self.lines().find(|(i, _)| i.id == *item).map(|(_, outcome)| outcome)
    }

    pub fn tally(&self) -> Tally {
        self.tally_where(|_| true)
    }

    pub fn tally_of(&self, section: &SectionId) -> Tally {
        self.tally_where(|item| item.section == *section)
    }

    fn tally_where(&self, wanted: impl Fn(&Item) -> bool) -> Tally {
        let mut tally = Tally::default();
        for (item, outcome) in self.lines().filter(|(item, _)| wanted(item)) {
            let _ = item;
            match outcome {
                Outcome::Asked { answer, .. } => tally.add(answer.verdict),
                Outcome::NotDue { .. } => tally.not_due += 1,
            }
        }
        tally
    }

    /// The answers of this record, to stand beside the questions of `today`: each under the items
    /// that continue its own, and under its own where there are none.
    pub fn remember(&self, today: &Checklist, past: &mut Past) {
        let told: BTreeMap<&ItemId, &Outcome> = self.lines().map(|(i, o)| (&i.id, o)).collect();
        let asked = |item: &Item| match told.get(&item.id) {
            Some(Outcome::Asked { answer, stamp, .. }) => {
                let (answer, stamp) = (answer.clone(), Some(stamp.clone()));
                Some((item.id.clone(), PastAnswer { period: self.period, answer, stamp }))
            }
            _ => None,
        };
        for kin in lineage::kins(&self.checklist, today) {
            let told: Vec<_> = kin.old.iter().filter_map(|item| asked(item)).collect();
            for item in &kin.new {
                past.add_from(&item.id, told.clone());
            }
            if kin.new.is_empty() {
                for (id, answer) in told {
                    past.add(id, answer);
                }
            }
        }
    }

    pub fn finding(&self, id: &FindingId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == *id)
    }

    /// The finding that the 不適 of an item opened or continues.
    pub fn finding_of(&self, item: &ItemId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.is_open() && finding.is_of(item))
    }

    /// First and last day on which something was recorded.
    pub fn days_of_work(&self) -> (NaiveDate, NaiveDate) {
        let days = self.outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Asked { stamp, .. } => Some(stamp.at.date_naive()),
            Outcome::NotDue { .. } => None,
        });
        let opened = self.opened_at.date_naive();
        days.fold((opened, opened), |(first, last), day| (first.min(day), last.max(day)))
    }
}

fn last_verdict(past: &Past, item: &ItemId) -> Option<(Period, Verdict)> {
    past.last(item).and_then(|last| last.answer.verdict.map(|verdict| (last.period, verdict)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::finding::tests::{close, finding};
    use crate::domain::id::ChecklistId;
    use crate::domain::inspection::tests::{checklist, inspection, put, stamp};
    use crate::domain::inspection::{Act, Change, Event};
    use crate::domain::period::Cycle;
    use crate::domain::rules::tests::{ng, ok};

    pub(crate) fn society() -> Society {
        Society {
            name: "見本健康保険組合".into(),
            checklist: ChecklistId::new("sample").unwrap(),
            cycle: Cycle::Quarterly,
            deadline_days: 0,
            indicators: true,
            people: People {
                inspector: "山田".into(), officer: "鈴木".into(), auditors: vec![]
            },
        }
    }

    pub(crate) fn record() -> Record {
        let mut work = inspection();
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-01", ok("名簿")) });
        work.apply(Event { seq: 3, stamp: stamp(2), change: put("ORG-02", ng()) });
        let sealing = Sealing {
            seq: 1,
            at: stamp(9).at,
            clock: Clock::Machine,
            confirmed_by: "鈴木".into(),
            program: "tenken 0".into(),
        };
        composed(&work, &Past::default(), &[], sealing)
    }

    fn composed(work: &Inspection, past: &Past, open: &[Finding], sealing: Sealing) -> Record {
        let checklist = checklist();
        let ground = Ground { checklist: &checklist, past, open };
        Record::compose(&society(), ground, work, sealing)
    }

    #[test]
    fn a_ng_continues_the_open_finding_and_opens_another_only_where_it_was_closed() {
        let (mut work, sealing) = (inspection(), record().sealing);
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-02", ng()) });
        let open = [finding("FY2026-Q2", "ORG-02"), finding("FY2026-Q1", "GONE-01")];
        let ids = |record: &Record| {
            record.findings.iter().map(|f| (f.id.to_string(), f.is_open())).collect::<Vec<_>>()
        };
        let continued = composed(&work, &Past::default(), &open, sealing.clone());
        let (two, gone) = ("F-FY2026-Q2-ORG-02".to_owned(), "F-FY2026-Q1-GONE-01".to_owned());
        assert_eq!(ids(&continued), [(two.clone(), true), (gone.clone(), true)]);
        let review = close("FY2026-Q3").review;
        let change = Change::Review { finding: open[0].id.clone(), act: Act::Review, review };
        work.apply(Event { seq: 3, stamp: stamp(2), change });
        let anew = composed(&work, &Past::default(), &open, sealing);
        let three = "F-FY2026-Q3-ORG-02".to_owned();
        assert_eq!(ids(&anew), [(two, false), (gone, true), (three, true)]);
        assert_eq!(anew.finding_of(&open[0].id.item).unwrap().id.period, anew.period);
    }

    #[test]
    fn a_record_holds_an_outcome_for_every_item_and_remembers_only_what_was_asked() {
        let record = record();
        assert_eq!(record.lines().count(), 3);
        let tally = record.tally();
        assert_eq!((tally.ok, tally.ng, tally.not_due), (1, 1, 1));
        let mut past = Past::default();
        record.remember(&checklist(), &mut past);
        assert_eq!(past.of(&ItemId::new("ORG-02").unwrap()).len(), 1);
        assert_eq!(past.of(&ItemId::new("ORG-03").unwrap()), []);
    }

    #[test]
    fn an_item_not_due_says_when_it_was_last_checked() {
        let mut past = Past::default();
        let last =
            PastAnswer { period: "FY2026-Q1".parse().unwrap(), answer: ok("a"), stamp: None };
        past.add(ItemId::new("ORG-03").unwrap(), last);
        let record = record();
        let again = composed(&inspection(), &past, &[], record.sealing.clone());
        assert_eq!(
            again.outcome(&ItemId::new("ORG-03").unwrap()),
            Some(&Outcome::NotDue { last: Some(("FY2026-Q1".parse().unwrap(), Verdict::Ok)) })
        );
    }

    #[test]
    fn a_society_can_switch_the_indicators_off() {
        assert_eq!(record().indicators.map(|found| found.answered), Some(2));
        let without = Society { indicators: false, ..society() };
        let (checklist, past) = (checklist(), Past::default());
        let ground = Ground { checklist: &checklist, past: &past, open: &[] };
        let record = Record::compose(&without, ground, &inspection(), record().sealing);
        assert_eq!(record.indicators, None);
    }

    #[test]
    fn outcomes_must_pair_with_items() {
        let record = record();
        assert_eq!(record.with_outcomes(vec![]), Err(Unpaired { items: 3, outcomes: 0 }));
    }
}
