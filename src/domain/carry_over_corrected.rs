//! That findings are carried over whole although sealed periods are corrected at random.
//!
//! It holds no rule of its own: what each period said is kept as a plain list, and what the records
//! tell together must agree with it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::answer::Stamp;
use super::carry_over::{CLOSE, Told, inspected, period, start};
use super::correction::{Correcting, Correction};
use super::finding::{Finding, FindingId};
use super::findings::Findings;
use super::inspection::tests::checklist;
use super::inspection::{Basis, Inspection};
use super::period::Period;
use super::record::Record;

/// One sealing: of a period not sealed yet, or of one that is corrected.
type Steps = Vec<Told>;

fn steps() -> impl Strategy<Value = Steps> {
    let told = (0..6u32, any::<u8>(), any::<u64>());
    let told = told.prop_map(|(number, faults, reviews)| Told { number, faults, reviews });
    proptest::collection::vec(told, 1..16)
}

/// A record that stands, with what was told of it and the findings that it reviewed.
struct Standing {
    told: Told,
    pulled: Vec<FindingId>,
    record: Record,
}

type Ledger = BTreeMap<Period, Standing>;

/// Time goes on, whatever period is sealed.
fn stamp(step: usize) -> Stamp {
    let day = format!("2040-01-{:02}T12:00:00+09:00", step + 1);
    Stamp { by: "山田".into(), at: day.parse().unwrap() }
}

fn known(ledger: &Ledger) -> Findings {
    Findings::of(ledger.iter().map(|(period, one)| (*period, &one.record.findings[..])))
}

fn step(ledger: &mut Ledger, told: Told, n: usize) {
    let (now, stamp) = (period(told.number), stamp(n));
    let seq = u32::try_from(n + 1).unwrap();
    let known = known(ledger);
    let mut start = start(&told, &stamp);
    let (work, open) = match ledger.remove(&now) {
        None => (Inspection::new(start), known.open_before(now)),
        Some(sealed) => {
            let open = known.before(now, &sealed.record.findings);
            let ids: Vec<FindingId> = open.iter().map(|f| f.id.clone()).collect();
            assert_eq!(ids, sealed.pulled, "it reviews what was reviewed");
            start.correction =
                Some(Correcting { entry: "e".into(), code: "c".into(), reason: "誤記".into() });
            (Inspection::correcting(start, Basis::of(sealed.record)), open)
        }
    };
    let mut record = inspected(work.clone(), &told, seq, &open, &stamp);
    if let Some(basis) = work.basis() {
        record.correction = Correction::of(&basis.record, &record, work.start(), Vec::new());
        unchanged_ones_stay(&basis.record, &record);
    }
    let pulled = open.into_iter().map(|finding| finding.id).collect();
    ledger.insert(now, Standing { told, pulled, record });
}

/// What is not listed as a change is the same in both records, with who said it and when.
fn unchanged_ones_stay(old: &Record, new: &Record) {
    let changes = &new.correction.as_ref().unwrap().changes;
    for (item, outcome) in new.lines() {
        let listed = changes.iter().any(
            |change| matches!(&change.place, super::correction::Place::Item(id) if *id == item.id),
        );
        assert_eq!(old.outcome(&item.id) == Some(outcome), !listed, "{}", item.id);
    }
}

/// Which findings there must be, and whether each is open, by what was told alone.
fn expected(ledger: &Ledger) -> BTreeMap<FindingId, bool> {
    let mut closed: BTreeMap<&FindingId, Vec<Period>> = BTreeMap::new();
    for (now, one) in ledger {
        for (n, id) in one.pulled.iter().enumerate() {
            if one.told.choice(n) == CLOSE {
                closed.entry(id).or_default().push(*now);
            }
        }
    }
    let mut all: BTreeSet<FindingId> = BTreeSet::new();
    for (now, one) in ledger {
        all.extend(one.pulled.iter().cloned());
        // As the record knew them when it was sealed: a correction of an earlier period since then
        // changes no other record.
        all.extend(
            one.record.findings.iter().filter(|f| f.id.period == *now).map(|f| f.id.clone()),
        );
    }
    all.into_iter().map(|id| (id.clone(), !closed.contains_key(&id))).collect()
}

/// Each 不適 of a record has exactly the findings behind it that it continues, or one of its own.
fn no_fault_without_a_finding(open: &[Finding], one: &Standing) {
    let list = checklist();
    let work = Inspection::new(start(&one.told, &stamp(0)));
    for (n, item) in work.due(&list).enumerate() {
        let stays = one.pulled.iter().enumerate().filter(|(n, id)| {
            let was_open = open.iter().any(|f| f.id == **id && f.is_open());
            id.item == item.id && was_open && one.told.choice(*n) != CLOSE
        });
        let stays = stays.count();
        let arises = one.told.is_fault(n) && stays == 0;
        let here = one.record.findings.iter().filter(|f| f.id.item == item.id && f.is_open());
        assert_eq!(here.count(), stays + usize::from(arises), "{}", item.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn no_finding_is_lost_or_doubled_by_corrections(steps in steps()) {
        let mut ledger = Ledger::new();
        for (n, told) in steps.into_iter().enumerate() {
            let now = period(told.number);
            step(&mut ledger, told, n);
            let known = known(&ledger);
            let open = known.before(now, &ledger[&now].record.findings);
            no_fault_without_a_finding(&open, &ledger[&now]);
            let stands: BTreeMap<FindingId, bool> =
                known.iter().map(|f| (f.id.clone(), f.is_open())).collect();
            prop_assert_eq!(&stands, &expected(&ledger));
            for (period, one) in &ledger {
                for told in &one.record.findings {
                    let all = known.get(&told.id).unwrap();
                    let (said, kept) = (told.reviewed_in(*period), all.reviewed_in(*period));
                    prop_assert_eq!(said, kept, "{} in {}", &told.id, period);
                }
            }
            let later = period(20);
            let open: Vec<Finding> = known.iter().filter(|f| f.is_open()).cloned().collect();
            prop_assert_eq!(known.open_before(later), open, "the next inspection gets all");
        }
    }
}
