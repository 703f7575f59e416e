//! 指摘の経過: what faults of this and earlier periods have come to, as of the day of sealing.

use crate::domain::finding::{Finding, Reviewed, Turn};
use crate::domain::findings::{Count, State};
use crate::report::scribe::{Scribe, put};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, Row, Table, Tone};
use crate::words::fill;

/// The words for the counts of a record's findings.
fn counted(template: &str, count: Count) -> String {
    let Count { new, open, closed, overdue } = count;
    let values = [
        ("new", new),
        ("open", open),
        ("closed", closed),
        ("overdue", overdue),
        ("left", new + open),
    ];
    put(template, &values.map(|(name, n)| (name, n.to_string())))
}

/// One sentence for the first page; nothing where there is no finding.
pub(super) fn summary(scribe: &Scribe) -> Option<String> {
    let count = scribe.findings_count();
    (count.total() > 0).then(|| counted(&scribe.words.finding.summary, count))
}

pub(super) fn findings(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.finding;
    let heading = Block::chapter(counted(&words.heading, scribe.findings_count()));
    let rows: Vec<Row> = scribe.findings().into_iter().map(|f| row(scribe, f)).collect();
    if rows.is_empty() {
        return vec![heading, Block::Paragraph(words.none.clone())];
    }
    let columns = vec![
        Column::lead(&words.finding, 16),
        Column::lead(&words.state, 6),
        Column::body(&words.grade, 6),
        Column::body(&words.age, 10),
        Column::body(&words.what, 24),
        Column::body(&words.cause, 14),
        Column::body(&words.action, 18),
        Column::body(&words.owner, 8),
        Column::body(&words.due, 12),
        Column::body(&words.history, 24),
        Column::body(&words.closing, 20),
    ];
    vec![
        heading,
        Block::Paragraph(words.intro.clone()),
        Block::Table(Table { reading: Reading::Rows, columns, rows }),
    ]
}

fn row(scribe: &Scribe, finding: &Finding) -> Row {
    let (state, terms) = (scribe.state(finding), scribe.terms);
    let tone = match state {
        State::Overdue => Tone::Fault,
        State::New | State::Open => Tone::Plain,
        State::Closed => Tone::Quiet,
    };
    Row::body(vec![
        Cell::from(format!("{} {}", finding.id, finding.title)),
        Cell::from(terms.state(state)).toned(tone),
        Cell::from(terms.grade(finding.grade)),
        Cell::from(scribe.age(finding)),
        Cell::from(scribe.or_none(&finding.what)),
        Cell::from(scribe.or_none(&finding.cause)),
        Cell::from(scribe.or_none(&finding.action)),
        Cell::from(scribe.or_none(&finding.owner)),
        Cell::from(due(scribe, finding)),
        Cell::of(vec![Piece::list("", history(scribe, finding))]),
        Cell::of(closing(scribe, finding)),
    ])
}

/// The due date that counts, with the earlier ones and whether it has passed.
fn due(scribe: &Scribe, finding: &Finding) -> String {
    let words = &scribe.words.finding;
    let moved = finding.extensions();
    let mut notes = Vec::new();
    if !moved.is_empty() {
        let earlier = scribe.list(moved.iter().map(|(old, _)| scribe.day(*old)));
        let values = [("earlier", earlier), ("n", moved.len().to_string())];
        notes.push(put(&words.extended, &values));
    }
    if finding.is_overdue(scribe.sealed_on()) {
        notes.push(words.past.clone());
    }
    let day = scribe.day(finding.due());
    if notes.is_empty() {
        return day;
    }
    put(&words.due_value, &[("day", day), ("notes", scribe.list(notes))])
}

fn history(scribe: &Scribe, finding: &Finding) -> Vec<String> {
    let words = &scribe.words.finding;
    let opened = [
        ("period", scribe.terms.period(finding.id.period)),
        ("stamp", scribe.stamp(&finding.opened)),
    ];
    let reviews = finding.history.iter().map(|reviewed| told(scribe, finding, reviewed));
    std::iter::once(put(&words.opened, &opened)).chain(reviews).collect()
}

fn told(scribe: &Scribe, finding: &Finding, reviewed: &Reviewed) -> String {
    let (words, review) = (&scribe.words.finding, &reviewed.review);
    let closes = review.turn == Some(Turn::Close);
    let values = [
        ("period", scribe.terms.period(reviewed.period)),
        ("turn", scribe.terms.turn(review.turn).to_owned()),
        ("text", scribe.or_none(&review.text)),
        ("stamp", scribe.stamp(&reviewed.stamp)),
    ];
    let mut text = put(if closes { &words.closed } else { &words.progress }, &values);
    let moves = |(_, other): &(_, &Reviewed)| other.period == reviewed.period;
    if let (Some(new), Some((old, _))) = (review.due, finding.extensions().into_iter().find(moves))
    {
        let values = [
            ("from", scribe.day(old)),
            ("to", scribe.day(new)),
            ("reason", scribe.or_none(&review.due_reason)),
        ];
        text.push('\n');
        text.push_str(&put(&words.moved, &values));
    }
    if !closes && !review.evidence.is_empty() {
        let evidence = scribe.list(review.evidence.iter().cloned());
        text.push('\n');
        text.push_str(&fill(&words.shown, &[("evidence", &evidence)]));
    }
    text
}

/// How it was closed, or that it is not.
fn closing(scribe: &Scribe, finding: &Finding) -> Vec<Piece> {
    let words = &scribe.words.finding;
    let Some(closed) = finding.closed() else {
        return vec![Piece::new("", words.not_closed.as_str())];
    };
    let review = &closed.review;
    let confirmer = scribe.or_none(&review.confirmed_by);
    let confirmer = if scribe.record.people.is_inspector(&review.confirmed_by) {
        fill(&words.confirmer_is_inspector, &[("name", &confirmer)])
    } else {
        confirmer
    };
    vec![
        Piece::new(&words.closed_on, scribe.due(review.closed_on)),
        Piece::list(&words.evidence, review.evidence.clone()),
        Piece::new(&words.effect, scribe.or_none(&review.text)),
        Piece::new(&words.confirmed_by, confirmer),
    ]
}
