//! 点検結果: one row for each item of the checklist, with every field of its answer.
//!
//! What is asked and what was answered stand first and go on paper; the rest stands to the right.

use super::page::{Page, Value};
use super::write::at_least;
use super::{Book, Told};
use crate::domain::answer::{Answer, Verdict};
use crate::domain::checklist::Item;
use crate::domain::record::Outcome;
use crate::report::scribe::Scribe;
use crate::words::Terms;

/// Where the verdict stands; no row of an item is without one.
pub(super) const VERDICT: u32 = 4;
/// Where the note stands.
pub(super) const NOTE: u32 = 6;
/// Columns that go on paper.
pub(super) const PRINTED: usize = 10;

pub(super) fn page(book: &Book<'_>, told: &Told<'_>) -> Page {
    let words = &told.words.item;
    let columns = [
        (&words.id, 10),
        (&words.section, 9),
        (&words.title, 18),
        (&words.question, 36),
        (&words.verdict, 9),
        (&words.grade, 7),
        (&words.note, 36),
        (&words.evidence, 30),
        (&words.reason, 20),
        (&words.methods, 10),
        (&words.finding, 20),
        (&words.cause, 26),
        (&words.action, 26),
        (&words.owner, 14),
        (&words.due, 12),
        (&words.carried, 12),
        (&words.by, 14),
        (&words.at, 26),
        (&words.seconds, 10),
        (&words.last_period, 12),
        (&words.last_verdict, 10),
        (&words.how, 44),
        (&words.planned, 10),
        (&words.examples, 24),
        (&words.basis, 26),
        (&words.commitments, 12),
        (&words.frequency, 14),
        (&words.condition, 26),
        (&words.escalate, 8),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let rows = book.record.lines().map(|(item, outcome)| row(told, item, outcome)).collect();
    let page = Page::list(&told.words.sheet.items, &columns, rows).keeping(3);
    let verdict = u16::try_from(VERDICT).unwrap_or_default();
    Page { printed: PRINTED, ..page.marking((verdict, verdict)) }
}

fn row(told: &Told<'_>, item: &Item, outcome: &Outcome) -> Vec<Value> {
    let mut row = asked(told, item).to_vec();
    row.extend(answered(told, item, outcome));
    row.extend(defined(told, item));
    row
}

fn asked(told: &Told<'_>, item: &Item) -> [Value; 4] {
    let section = told.scribe.record.checklist.section(&item.section);
    [
        item.id.to_string().into(),
        section.map_or_else(|| item.section.to_string(), |s| s.short.clone()).into(),
        item.title.as_str().into(),
        item.question.as_str().into(),
    ]
}

fn answered(told: &Told<'_>, item: &Item, outcome: &Outcome) -> Vec<Value> {
    let (scribe, terms) = (&told.scribe, told.terms);
    let (last, empty) = (last(terms, outcome), Answer::default());
    let answer = outcome.answer().unwrap_or(&empty);
    let remedy = &answer.remedy;
    let verdict = match outcome {
        Outcome::Asked { .. } => terms.verdict(answer.verdict),
        Outcome::NotDue { .. } => terms.not_due(),
    };
    let (by, at, seconds) = match outcome {
        Outcome::Asked { stamp, seconds, .. } => {
            let seconds = seconds.map_or(Value::Empty, |n| Value::Count(n.into()));
            (stamp.by.as_str().into(), stamp.at.to_rfc3339().into(), seconds)
        }
        Outcome::NotDue { .. } => (Value::Empty, Value::Empty, Value::Empty),
    };
    let grade = remedy.grade.map_or("", |grade| terms.grade(grade));
    let finding = scribe.finding(item, answer).map(|id| id.to_string());
    let [last_period, last_verdict] = last;
    vec![
        verdict.into(),
        grade.into(),
        answer.note.as_str().into(),
        evidence(scribe, answer),
        answer.reason.as_str().into(),
        Value::list(answer.methods.iter().map(|method| terms.method(*method))),
        finding.unwrap_or_default().into(),
        remedy.cause.as_str().into(),
        remedy.action.as_str().into(),
        remedy.owner.as_str().into(),
        Value::day(remedy.due),
        answer.note_carried.map(|period| period.to_string()).unwrap_or_default().into(),
        by,
        at,
        seconds,
        last_period,
        last_verdict,
    ]
}

fn evidence(scribe: &Scribe<'_>, answer: &Answer) -> Value {
    if answer.evidence.is_empty() {
        return Value::Empty;
    }
    Value::list(scribe.evidence(&answer.evidence))
}

fn last(terms: &Terms, outcome: &Outcome) -> [Value; 2] {
    let (Outcome::Asked { last, .. } | Outcome::NotDue { last }) = outcome;
    let verdict = |verdict: Verdict| terms.verdict(Some(verdict)).into();
    last.map_or([Value::Empty, Value::Empty], |(period, last)| {
        [period.to_string().into(), verdict(last)]
    })
}

fn defined(told: &Told<'_>, item: &Item) -> [Value; 8] {
    let terms = told.terms;
    let escalate = if item.escalate { told.words.yes.as_str() } else { "" };
    [
        item.how.as_str().into(),
        Value::list(item.methods.iter().map(|method| terms.method(*method))),
        Value::list(&item.evidence),
        Value::list(&item.basis),
        Value::list(&item.commitments),
        terms.frequency(item.frequency).into(),
        item.not_applicable.as_deref().unwrap_or_default().into(),
        escalate.into(),
    ]
}
