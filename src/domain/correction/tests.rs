//! That a correction tells every change, and that what is not touched stays as it was sealed.

use proptest::prelude::*;

use super::*;
use crate::domain::answer::Stamp;
use crate::domain::finding::Reviewed;
use crate::domain::finding::tests::finding;
use crate::domain::inspection::tests::{checklist, put, stamp};
use crate::domain::inspection::{Act, Basis, Change, Event, Ground, Inspection};
use crate::domain::past::Past;
use crate::domain::record::tests::{record, society};
use crate::domain::record::{Outcome, Sealing};
use crate::domain::rules::tests::{ng, ok};

fn start() -> Start {
    let correction =
        Some(Correcting { entry: "0001".into(), code: "0".repeat(64), reason: "誤記".into() });
    Start { correction, ..crate::domain::inspection::tests::inspection().start().clone() }
}

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn composed(work: &Inspection, seq: u32) -> Record {
    let (checklist, past) = (checklist(), Past::default());
    let ground = Ground { checklist: &checklist, past: &past, open: &[] };
    let sealing = Sealing { seq, at: stamp(30).at, ..record().sealing };
    let mut new = Record::compose(&society(), ground, work, sealing);
    let old = &work.basis().unwrap().record;
    new.correction = Correction::of(old, &new, work.start(), vec!["0002_audit".into()]);
    new
}

#[test]
fn what_is_not_touched_stays_as_it_was_sealed_and_touching_it_back_is_no_change() {
    let old = record();
    let mut work = Inspection::correcting(start(), Basis::of(old.clone()));
    let new = composed(&work, 2);
    assert!(old.lines().eq(new.lines()), "answers, stamps and seconds");
    assert_eq!((&old.findings, new.correction.unwrap().changes), (&new.findings, vec![]));
    work.apply(Event { seq: 2, stamp: stamp(20), change: put("ORG-01", ng()) });
    assert!(work.is_changed(&item("ORG-01")) && !work.is_changed(&item("ORG-02")));
    let back = match put("ORG-01", ok("名簿")) {
        Change::Put { item, answer, .. } => {
            Change::Put { item, act: Act::Undo, answer, seconds: Some(7) }
        }
        other => other,
    };
    work.apply(Event { seq: 3, stamp: stamp(21), change: back });
    assert!(!work.is_changed(&item("ORG-01")));
    assert!(old.lines().eq(composed(&work, 2).lines()));
}

#[test]
fn every_change_is_told_with_what_stood_before_and_a_finding_that_goes_or_comes() {
    let old = record();
    let mut work = Inspection::correcting(start(), Basis::of(old.clone()));
    work.apply(Event { seq: 2, stamp: stamp(20), change: put("ORG-02", ok("規程")) });
    let new = composed(&work, 2);
    let said = new.correction.clone().unwrap();
    let told: Vec<(&str, &str, &str)> = said
        .changes
        .iter()
        .map(|change| (change.field.name(), change.old.as_str(), change.new.as_str()))
        .collect();
    assert_eq!(told[0], ("verdict", "ng", "ok"));
    assert!(told.contains(&("raised", "stated", "")), "{told:?}");
    assert_eq!((said.said() + 1, said.audits.len()), (told.len(), 1));
    assert_eq!(said.first_sealed, old.sealing.at);
    let again = Inspection::correcting(start(), Basis::of(new));
    assert_eq!(again.basis().unwrap().record.first_sealed(), old.sealing.at, "of the first one");
}

#[test]
fn a_finding_whose_words_are_corrected_arose_when_it_arose() {
    let old = record();
    let mut work = Inspection::correcting(start(), Basis::of(old.clone()));
    let mut answer = ng();
    answer.remedy.owner = "高橋".into();
    work.apply(Event { seq: 2, stamp: stamp(20), change: put("ORG-02", answer) });
    let new = composed(&work, 2);
    assert_eq!(new.findings[0].owner, "高橋");
    assert_eq!(new.findings[0].opened, old.findings[0].opened);
}

#[test]
fn fields_are_named_once() {
    for field in Field::ALL {
        assert_eq!(Field::named(field.name()), Some(field));
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("一".to_owned()), Just("二\n三".to_owned())]
}

fn answers() -> impl Strategy<Value = Answer> {
    let verdict = proptest::sample::select(vec![Verdict::Ok, Verdict::Ng]);
    let carried = proptest::option::of(Just("FY2026-Q2".parse().unwrap()));
    let due = proptest::option::of(Just(NaiveDate::MIN));
    let evidence = (text(), carried.clone()).prop_map(|(text, carried)| {
        let mut evidence = ok("a").evidence.remove(0);
        (evidence.text, evidence.carried) = (text, carried);
        evidence
    });
    let texts = (text(), text(), text(), text(), text());
    let rest = (
        carried,
        proptest::collection::vec(evidence, 0..3),
        proptest::option::of(Just(Method::Visit)),
        proptest::option::of(Just(Grade::Major)),
        due,
    );
    (verdict, texts, rest).prop_map(|(verdict, (note, reason, cause, action, owner), rest)| {
        let (note_carried, evidence, method, grade, due) = rest;
        Answer {
            verdict: Some(verdict),
            note,
            note_carried,
            evidence,
            methods: method.into_iter().collect(),
            reason,
            remedy: Remedy { grade, cause, action, owner, due },
        }
    })
}

fn reviews() -> impl Strategy<Value = Review> {
    let turn = proptest::option::of(proptest::sample::select(Turn::ALL.to_vec()));
    let day = proptest::option::of(Just(NaiveDate::MAX));
    let texts = (text(), text(), text());
    (turn, texts, day.clone(), day, proptest::collection::vec(text(), 0..3)).prop_map(
        |(turn, (text, due_reason, confirmed_by), due, closed_on, evidence)| Review {
            turn,
            text,
            due,
            due_reason,
            closed_on,
            evidence,
            confirmed_by,
        },
    )
}

/// A record with one answer, perhaps one review of a finding from before, and a comment.
fn records() -> impl Strategy<Value = Record> {
    (answers(), proptest::option::of(reviews()), text()).prop_map(|(answer, review, comment)| {
        let base = record();
        let outcomes = base.lines().map(|(_, outcome)| match outcome {
            Outcome::Asked { stamp, last, seconds, .. } => Outcome::Asked {
                answer: answer.clone(),
                stamp: stamp.clone(),
                last: *last,
                seconds: *seconds,
            },
            other @ Outcome::NotDue { .. } => other.clone(),
        });
        let outcomes = outcomes.collect();
        let mut new = base.with_outcomes(outcomes).unwrap();
        let mut earlier = finding("FY2026-Q2", "ORG-01");
        if let Some(review) = review {
            let stamp: Stamp = stamp(9);
            earlier.review(Reviewed { period: new.period, stamp, review });
        }
        new.findings = vec![earlier];
        new.indicators.as_mut().unwrap().comment = comment;
        new
    })
}

/// `old` with only those parts of `new` that are listed.
fn patched(old: &Answer, new: &Answer, listed: &[Field]) -> Answer {
    let (mut out, from) = (old.clone(), new.clone());
    for field in listed {
        match field {
            Field::Verdict => out.verdict = from.verdict,
            Field::Note => out.note.clone_from(&from.note),
            Field::NoteCarried => out.note_carried = from.note_carried,
            Field::Reason => out.reason.clone_from(&from.reason),
            Field::Grade => out.remedy.grade = from.remedy.grade,
            Field::Cause => out.remedy.cause.clone_from(&from.remedy.cause),
            Field::Action => out.remedy.action.clone_from(&from.remedy.action),
            Field::Owner => out.remedy.owner.clone_from(&from.remedy.owner),
            Field::Due => out.remedy.due = from.remedy.due,
            Field::Evidence => out.evidence.clone_from(&from.evidence),
            Field::Methods => out.methods.clone_from(&from.methods),
            other => panic!("{other:?} is no part of an answer"),
        }
    }
    out
}

fn patched_review(old: &Review, new: &Review, listed: &[Field]) -> Review {
    let mut out = old.clone();
    for field in listed {
        match field {
            Field::Turn => out.turn = new.turn,
            Field::Text => out.text.clone_from(&new.text),
            Field::Due => out.due = new.due,
            Field::DueReason => out.due_reason.clone_from(&new.due_reason),
            Field::ClosedOn => out.closed_on = new.closed_on,
            Field::Evidence => out.evidence.clone_from(&new.evidence),
            Field::ConfirmedBy => out.confirmed_by.clone_from(&new.confirmed_by),
            other => panic!("{other:?} is no part of a review"),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_that_differs_between_two_records_is_left_unlisted(
        old in records(),
        new in records(),
    ) {
        let found = changes(&old, &new);
        let listed = |wanted: &Place| -> Vec<Field> {
            found.iter().filter(|change| change.place == *wanted).map(|c| c.field).collect()
        };
        for (item, outcome) in new.lines() {
            let (Some(after), Some(before)) =
                (outcome.answer(), old.outcome(&item.id).and_then(Outcome::answer))
            else {
                continue;
            };
            let fields = listed(&Place::Item(item.id.clone()));
            prop_assert_eq!(&patched(before, after, &fields), after);
            prop_assert_eq!(fields.is_empty(), before == after, "and nothing that is the same");
        }
        let id = new.findings[0].id.clone();
        let said = |record: &Record| {
            let told = record.findings[0].reviewed_in(record.period);
            told.map(|r| r.review.clone()).unwrap_or_default()
        };
        let (before, after) = (said(&old), said(&new));
        let fields = listed(&Place::Finding(id));
        prop_assert_eq!(&patched_review(&before, &after, &fields), &after);
        prop_assert_eq!(fields.is_empty(), before == after);
        let comment = |record: &Record| record.indicators.as_ref().unwrap().comment.clone();
        let comments = listed(&Place::Indicators);
        prop_assert_eq!(comments.is_empty(), comment(&old) == comment(&new));
    }
}
