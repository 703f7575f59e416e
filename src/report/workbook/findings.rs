//! 指摘・改善 and 指摘の経過: one row for each finding, and one for each review of it.

use super::Told;
use super::page::{Page, Value};
use super::write::at_least;
use crate::domain::finding::{Finding, Reviewed};
use crate::domain::record::Record;

/// Where the state stands; no row of a finding is without one.
pub(super) const STATE: u32 = 1;

pub(super) fn page(told: &Told<'_>) -> Page {
    let words = &told.words.finding;
    let columns = [
        (&words.id, 21),
        (&words.state, 10),
        (&words.grade, 7),
        (&words.age, 8),
        (&words.title, 18),
        (&words.what, 34),
        (&words.cause, 24),
        (&words.action, 28),
        (&words.owner, 14),
        (&words.due, 12),
        (&words.first_due, 12),
        (&words.closed_on, 12),
        (&words.effect, 24),
        (&words.evidence, 24),
        (&words.confirmed_by, 14),
        (&words.section, 10),
        (&words.items, 12),
        (&words.opened_by, 14),
        (&words.opened_at, 26),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let rows = told.scribe.findings().into_iter().map(|finding| row(told, finding)).collect();
    let page = Page::list(&told.words.sheet.findings, &columns, rows).keeping(2);
    let state = u16::try_from(STATE).unwrap_or_default();
    Page { printed: 10, ..page.marking((state, state)) }
}

fn row(told: &Told<'_>, finding: &Finding) -> Vec<Value> {
    let (scribe, terms) = (&told.scribe, told.terms);
    let Record { period, .. } = scribe.record;
    let closed = finding.closed().map(|reviewed| &reviewed.review);
    vec![
        finding.id.to_string().into(),
        terms.state(scribe.state(finding)).into(),
        terms.grade(finding.grade).into(),
        Value::Count(finding.age_in(*period).into()),
        finding.title.as_str().into(),
        finding.what.as_str().into(),
        finding.cause.as_str().into(),
        finding.action.as_str().into(),
        finding.owner.as_str().into(),
        Value::Day(finding.due()),
        Value::Day(finding.first_due),
        Value::day(closed.and_then(|review| review.closed_on)),
        closed.map_or("", |review| &review.text).into(),
        Value::list(closed.map(|review| review.evidence.as_slice()).unwrap_or_default()),
        closed.map_or("", |review| &review.confirmed_by).into(),
        finding.section.to_string().into(),
        Value::list(&finding.items),
        finding.opened.by.as_str().into(),
        finding.opened.at.to_rfc3339().into(),
    ]
}

pub(super) fn history(told: &Told<'_>) -> Page {
    let words = &told.words.review;
    let columns = [
        (&words.finding, 21),
        (&words.period, 12),
        (&words.turn, 10),
        (&words.text, 40),
        (&words.due, 12),
        (&words.due_reason, 24),
        (&words.closed_on, 12),
        (&words.evidence, 26),
        (&words.confirmed_by, 14),
        (&words.by, 14),
        (&words.at, 26),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let findings = told.scribe.findings().into_iter();
    let rows = findings
        .flat_map(|finding| finding.history.iter().map(|reviewed| review(told, finding, reviewed)));
    let page = Page::list(&told.words.sheet.history, &columns, rows.collect());
    Page { printed: 9, ..page.keeping(2).marking((2, 2)) }
}

fn review(told: &Told<'_>, finding: &Finding, reviewed: &Reviewed) -> Vec<Value> {
    let review = &reviewed.review;
    vec![
        finding.id.to_string().into(),
        reviewed.period.to_string().into(),
        told.terms.turn(review.turn).into(),
        review.text.as_str().into(),
        Value::day(review.due),
        review.due_reason.as_str().into(),
        Value::day(review.closed_on),
        Value::list(&review.evidence),
        review.confirmed_by.as_str().into(),
        reviewed.stamp.by.as_str().into(),
        reviewed.stamp.at.to_rfc3339().into(),
    ]
}
