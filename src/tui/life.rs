//! A finding with its whole life as rows: what it is, what each period said, what this one says.

use chrono::NaiveDate;

use super::kit::Kit;
use super::prose::{Prose, Styled};
use crate::domain::finding::{Finding, Review, Reviewed, Turn};
use crate::domain::findings::State;
use crate::domain::period::Period;
use crate::words::fill;

/// From where a finding is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) period: Period,
    pub(super) today: NaiveDate,
    /// What the inspection in progress says of it.
    pub(super) said: Option<&'a Reviewed>,
}

pub(super) fn rows(finding: &Finding, seen: Seen<'_>, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    let words = &kit.words.finding;
    body(&mut rows, finding, seen);
    if finding.is_open() {
        rows.push(&words.this_time, kit.theme.title);
        match seen.said {
            Some(reviewed) => said(&mut rows, finding.due(), reviewed),
            None => rows.indented(&words.not_yet, kit.theme.warn),
        }
        rows.gap();
    }
    past(&mut rows, finding);
    rows.rows()
}

/// The same as a sealed record states it: nothing is left to be said of it there.
pub(super) fn sealed(finding: &Finding, seen: Seen<'_>, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    body(&mut rows, finding, seen);
    past(&mut rows, finding);
    rows.rows()
}

fn body(rows: &mut Prose<'_>, finding: &Finding, seen: Seen<'_>) {
    let words = &rows.kit.words.finding;
    head(rows, finding, seen);
    rows.gap();
    rows.part(&words.what, &finding.what);
    rows.part(&words.cause, &finding.cause);
    rows.part(&words.action, &finding.action);
    rows.gap();
}

fn past(rows: &mut Prose<'_>, finding: &Finding) {
    let kit = rows.kit;
    let words = &kit.words.finding;
    rows.push(&words.history, kit.theme.title);
    let mut due = finding.first_due;
    for reviewed in &finding.history {
        said(rows, due, reviewed);
        due = due.max(reviewed.review.due.unwrap_or(due));
    }
    if finding.history.is_empty() {
        rows.indented(&words.no_history, kit.theme.dim);
    }
}

fn head(rows: &mut Prose<'_>, finding: &Finding, seen: Seen<'_>) {
    let kit = rows.kit;
    let words = &kit.words.finding;
    let state = State::of(finding, seen.period, seen.today);
    let style = match state {
        State::Overdue => kit.theme.ng,
        State::Closed => kit.theme.ok,
        State::New | State::Open => kit.theme.text,
    };
    let told = format!("{}  {}", kit.terms.state(state), age(kit, finding, seen.period));
    rows.pair(&words.state, &told, style);
    rows.pair(&words.grade, kit.terms.grade(finding.grade), kit.theme.text);
    let day = |day| kit.words.common.day(day);
    let mut due = day(finding.due());
    if let Some(days) = finding.days_over(seen.today) {
        due = format!("{due}  {}", fill(&words.days_over, &[("n", &days.to_string())]));
    }
    rows.pair(&words.due, &due, style);
    for (old, reviewed) in finding.extensions() {
        let new = reviewed.review.due.map(day).unwrap_or_default();
        let period = kit.terms.period(reviewed.period);
        let reason = &reviewed.review.due_reason;
        let values = [("old", &*day(old)), ("new", &new), ("period", &period), ("reason", reason)];
        rows.indented(&fill(&words.moved, &values), kit.theme.text);
    }
    rows.pair(&words.owner, &finding.owner, kit.theme.text);
    let opened = [
        ("period", &*kit.terms.period(finding.id.period)),
        ("by", &*finding.opened.by),
        ("day", &*day(finding.opened.at.date_naive())),
    ];
    rows.pair(&words.opened, &fill(&words.opened_value, &opened), kit.theme.text);
}

/// How long it has been open, in periods.
pub(super) fn age(kit: &Kit, finding: &Finding, period: Period) -> String {
    age_told(kit, finding.age_in(period))
}

pub(super) fn age_told(kit: &Kit, age: u32) -> String {
    let words = &kit.words.finding;
    match age {
        0 => words.age_new.clone(),
        age => fill(&words.age, &[("n", &age.to_string())]),
    }
}

/// One review, whose finding was due on `due` until then.
fn said(rows: &mut Prose<'_>, due: NaiveDate, reviewed: &Reviewed) {
    let kit = rows.kit;
    let words = &kit.words.finding;
    let day = |day| kit.words.common.day(day);
    let review = &reviewed.review;
    let heading = [
        ("period", &*kit.terms.period(reviewed.period)),
        ("turn", kit.terms.turn(review.turn)),
        ("by", &*reviewed.stamp.by),
        ("day", &*day(reviewed.stamp.at.date_naive())),
    ];
    let closes = review.turn == Some(Turn::Close);
    let style = if closes { kit.theme.ok } else { kit.theme.text };
    rows.indented(&fill(&words.review, &heading), style);
    if closes {
        let on = review.closed_on.map(day).unwrap_or_default();
        let values = [("day", &*on), ("by", &*review.confirmed_by)];
        rows.indented(&fill(&words.closed, &values), kit.theme.text);
    }
    rows.indented(&told(kit, review), kit.theme.text);
    if let Some(new) = review.due {
        let period = kit.terms.period(reviewed.period);
        let (old, new) = (day(due), day(new));
        let values =
            [("old", &*old), ("new", &*new), ("period", &period), ("reason", &review.due_reason)];
        rows.indented(&fill(&words.moved, &values), kit.theme.text);
    }
    for evidence in &review.evidence {
        rows.indented(&format!("・{evidence}"), kit.theme.text);
    }
}

/// Progress, or how the effect was checked.
fn told(kit: &Kit, review: &Review) -> String {
    match review.turn {
        Some(Turn::Close) => fill(&kit.words.finding.effect, &[("text", &review.text)]),
        _ => review.text.clone(),
    }
}

/// An age as wide as one gets, to line up others with.
pub(super) fn longest_age(kit: &Kit) -> String {
    let words = &kit.words.finding;
    let long = fill(&words.age, &[("n", "10")]);
    if crate::text::cells(&long) < crate::text::cells(&words.age_new) {
        words.age_new.clone()
    } else {
        long
    }
}
