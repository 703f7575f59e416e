//! That findings are carried over whole, whatever happens in twenty periods.
//!
//! It holds no rule of its own: a plain list of what was opened and closed is kept beside the
//! registry, and the two must agree.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::answer::{Remedy, Stamp, Verdict};
use super::finding::{Finding, FindingId, Review, Turn};
use super::findings::{Findings, remedy_of};
use super::gate;
use super::id::ItemId;
use super::inspection::tests::{checklist, put};
use super::inspection::{Act, Change, Clock, Event, Ground, Inspection, Refusal, Start};
use super::past::Past;
use super::period::Period;
use super::record::tests::society;
use super::record::{Record, Sealing};
use super::rules::tests::{ng, ok};
use super::society::People;

const PERIODS: u32 = 20;

/// What happens in one period: a bit for each item that is not right, two for each open finding.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) number: u32,
    pub(super) faults: u8,
    pub(super) reviews: u64,
}

/// What a review does; every other choice is progress without a new due date.
pub(super) const CLOSE: u64 = 0;
const EXTEND: u64 = 1;

impl Told {
    /// What happens to the open finding in place `n`.
    pub(super) fn choice(&self, n: usize) -> u64 {
        (self.reviews >> (2 * (n % 32))) % 4
    }

    pub(super) fn is_fault(&self, n: usize) -> bool {
        (self.faults >> n) % 2 == 1
    }
}

pub(super) fn period(number: u32) -> Period {
    format!("FY{}-Q{}", 2022 + number / 4, 1 + number % 4).parse().unwrap()
}

fn stamp(period: Period) -> Stamp {
    let at = format!("{}T12:00:00+09:00", period.end());
    Stamp { by: "山田".into(), at: at.parse().unwrap() }
}

/// Periods in order with some left out, or in any order.
fn histories() -> impl Strategy<Value = Vec<Told>> {
    let all: Vec<u32> = (0..PERIODS).collect();
    let some = proptest::sample::subsequence(all, 1..=PERIODS as usize);
    let mixed = some.clone().prop_shuffle();
    let numbers = prop_oneof![some, mixed];
    let told = |numbers: Vec<u32>| {
        let told = numbers.into_iter().map(|number| {
            (any::<u8>(), any::<u64>()).prop_map(move |(faults, reviews)| Told {
                number,
                faults,
                reviews,
            })
        });
        told.collect::<Vec<_>>()
    };
    numbers.prop_flat_map(told)
}

fn review(finding: &Finding, choice: u64, day: chrono::NaiveDate) -> Review {
    let progress =
        Review { turn: Some(Turn::Progress), text: "手配中".into(), ..Review::default() };
    match choice {
        CLOSE => Review {
            turn: Some(Turn::Close),
            text: "抜取りで確かめた".into(),
            closed_on: Some(day),
            evidence: vec!["写し".into()],
            confirmed_by: "鈴木 一郎".into(),
            ..Review::default()
        },
        EXTEND => {
            Review {
                due: finding.due().succ_opt(), due_reason: "納品の遅れ".into(), ..progress
            }
        }
        _ => progress,
    }
}

/// The period inspected with everything that its gate asks for, and sealed.
fn sealed(told: &Told, seq: u32, open: &[Finding]) -> Record {
    let stamp = stamp(period(told.number));
    let work = Inspection::new(start(told, &stamp));
    inspected(work, told, seq, open, &stamp)
}

/// The first event of a period.
pub(super) fn start(told: &Told, stamp: &Stamp) -> Start {
    let list = checklist();
    Start {
        period: period(told.number),
        stamp: stamp.clone(),
        clock: Clock::Machine,
        program: "tenken 0".into(),
        society: "見本組合".into(),
        checklist: list.id,
        checklist_version: list.version,
        checklist_digest: "0".repeat(64),
        correction: None,
    }
}

/// Says in `work` what is told wherever it is not said already, and seals it.
pub(super) fn inspected(
    mut work: Inspection,
    told: &Told,
    seq: u32,
    open: &[Finding],
    stamp: &Stamp,
) -> Record {
    let (period, list, past) = (period(told.number), checklist(), Past::default());
    let ground = Ground { checklist: &list, past: &past, open };
    let day = stamp.at.date_naive();
    let record = |work: &mut Inspection, change: Change| {
        let refused = work.refusal(ground, &change, Some(day));
        let unchanged = |refusal: &Refusal| {
            matches!(refusal, Refusal::Unchanged { .. } | Refusal::UnchangedReview { .. })
        };
        if refused.as_ref().is_some_and(unchanged) {
            return;
        }
        assert_eq!(refused, None, "{change:?}");
        let seq = work.last_seq() + 1;
        work.apply(Event { seq, stamp: stamp.clone(), change });
    };
    for (n, finding) in open.iter().enumerate() {
        let review = review(finding, told.choice(n), day);
        let finding = finding.id.clone();
        record(&mut work, Change::Review { finding, act: Act::Review, review });
    }
    let due: Vec<_> = work.due(&list).cloned().collect();
    for (n, item) in due.iter().enumerate() {
        let answer = if told.is_fault(n) {
            let fresh = Remedy { due: period.end().succ_opt(), ..ng().remedy };
            let mut answer = ng();
            answer.remedy = remedy_of(open, &work, &item.id).unwrap_or(fresh);
            answer
        } else {
            ok("資料")
        };
        record(&mut work, put(item.id.as_str(), answer));
    }
    let people = People { inspector: "山田".into(), ..People::default() };
    assert_eq!(gate::gaps(ground, &work, &people), []);
    let sealing = Sealing {
        seq,
        at: stamp.at,
        clock: Clock::Machine,
        confirmed_by: "鈴木".into(),
        program: "tenken 0".into(),
    };
    Record::compose(&society(), ground, &work, sealing)
}

/// What was opened, and whether it is still open.
type Plain = BTreeMap<FindingId, bool>;

/// Keeps the plain list by what `told` says, and checks the record against it.
fn follow(plain: &mut Plain, told: &Told, open: &[Finding], record: &Record) {
    for (n, finding) in open.iter().enumerate() {
        if told.choice(n) == CLOSE {
            plain.insert(finding.id.clone(), false);
        }
        let reviewed = record.finding(&finding.id).and_then(|f| f.reviewed_in(record.period));
        assert!(reviewed.is_some(), "{} is lost", finding.id);
    }
    for (item, outcome) in record.lines() {
        let stays = open.iter().filter(|f| f.id.item == item.id && plain[&f.id]).count();
        let here = record.findings.iter().filter(|f| f.id.item == item.id && f.is_open());
        let fault = outcome.verdict() == Some(Verdict::Ng);
        let arises = fault && stays == 0;
        assert_eq!(here.count(), stays + usize::from(arises), "{}", item.id);
        if arises {
            let id = FindingId::of(record.period, item.id.clone());
            assert_eq!(plain.insert(id, true), None, "a name is given once");
        }
    }
}

fn all_of(records: &[Record]) -> Findings {
    Findings::of(records.iter().map(|record| (record.period, &record.findings[..])))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn no_finding_is_lost_doubled_or_opened_again(history in histories()) {
        let (mut known, mut plain) = (Findings::default(), Plain::new());
        let in_order = history.is_sorted_by_key(|told| told.number);
        let mut records = Vec::new();
        for (seq, told) in (1..).zip(&history) {
            let now = period(told.number);
            let open = known.open_before(now);
            let pulled: Vec<&FindingId> = open.iter().map(|f| &f.id).collect();
            let left = plain.iter().filter(|(id, open)| **open && id.period < now);
            let left: Vec<&FindingId> = left.map(|(id, _)| id).collect();
            prop_assert_eq!(pulled, left, "all that are open are pulled into {}", now);
            let record = sealed(told, seq, &open);
            follow(&mut plain, told, &open, &record);
            records.push(record);
            known = all_of(&records);
            let stands: Plain = known.iter().map(|f| (f.id.clone(), f.is_open())).collect();
            prop_assert_eq!(&stands, &plain);
            if in_order {
                let items = checklist().items;
                let open_of = |id: &ItemId| {
                    known.iter().filter(|f| f.is_open() && f.id.item == *id).count()
                };
                prop_assert!(items.iter().all(|item| open_of(&item.id) <= 1));
            }
        }
        records.reverse();
        prop_assert_eq!(all_of(&records), known, "in whatever order they are read");
    }
}
