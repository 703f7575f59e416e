//! 訂正: what a report replaces and why, on its first page, and the list of every change.
//!
//! A report that corrects nothing has neither.

use crate::domain::correction::{Amended, Correction, Field, Place};
use crate::domain::era::date_in_era;
use crate::report::scribe::{Scribe, named, put};
use crate::report::sheet::{Block, CODE_DIGITS, Cell, Column, Piece, Reading, Row, Table, Tone};
use crate::words::fill;

/// What the reader of the first page must know.
pub(super) fn front(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.correction.report;
    let Some(correction) = &scribe.record.correction else { return Vec::new() };
    let mut texts = vec![words.front.clone()];
    if !correction.audits.is_empty() {
        let audits = scribe.list(correction.audits.iter().cloned());
        texts.push(fill(&words.after_audit, &[("audits", &audits)]));
    }
    let by =
        [("name", scribe.or_none(&correction.by)), ("at", scribe.moment(scribe.record.opened_at))];
    vec![
        Block::Cautions { label: words.label.clone(), texts },
        Block::Facts(vec![
            Piece::new(&words.replaces, correction.entry.as_str()),
            Piece::new(&words.code, grouped(&correction.code)),
            Piece::new(&words.reason, correction.reason.as_str()),
            Piece::new(&words.by, put(&words.by_value, &by)),
            Piece::new(&words.first_sealed, scribe.exact(correction.first_sealed)),
            Piece::new(&words.count, count(scribe, correction)),
        ]),
    ]
}

/// A code as it is copied by hand: `1a2b3c4d 5e6f7a8b …`.
fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups = digits.chunks(CODE_DIGITS).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

fn count(scribe: &Scribe, correction: &Correction) -> String {
    let words = &scribe.words.correction.report;
    let (said, all) = (correction.said(), correction.changes.len());
    let values = [("n", said.to_string()), ("more", (all - said).to_string())];
    put(if said == all { &words.count_value } else { &words.count_derived }, &values)
}

/// Every change, old and new beside each other and nothing shortened.
pub(super) fn chapter(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.correction.report;
    let Some(correction) = &scribe.record.correction else { return Vec::new() };
    let columns = vec![
        Column::lead(&words.place, 24),
        Column::lead(&words.field, 12),
        Column::body(&words.old, 30),
        Column::body(&words.new, 30),
    ];
    let rows = correction.changes.iter().map(|change| row(scribe, change)).collect();
    let n = correction.changes.len().to_string();
    vec![
        Block::chapter(fill(&words.chapter, &[("n", &n)])),
        Block::Paragraph(words.intro.clone()),
        Block::Table(Table { reading: Reading::Rows, columns, rows }),
    ]
}

fn row(scribe: &Scribe, change: &Amended) -> Row {
    let tone = match (change.field, change.new.as_str()) {
        (Field::Verdict, "ng") => Tone::Fault,
        (Field::Verdict, "unverified") => Tone::Doubt,
        _ => Tone::Plain,
    };
    Row::body(vec![
        Cell::from(place(scribe, change)),
        Cell::from(scribe.words.correction.field(change.field)),
        Cell::of(vec![Piece::list("", value(scribe, change.field, &change.old))]),
        Cell::of(vec![Piece::list("", value(scribe, change.field, &change.new))]).toned(tone),
    ])
}

/// `ORG-04 題`, as far as there is a title.
fn place(scribe: &Scribe, change: &Amended) -> String {
    let told = match &change.place {
        Place::Item(id) => scribe.record.checklist.item(id).map(named),
        Place::Finding(id) => {
            scribe.record.finding(id).map(|finding| format!("{} {}", finding.id, finding.title))
        }
        Place::Indicators => None,
    };
    told.unwrap_or_else(|| scribe.words.correction.place(&change.place))
}

/// One text, or one for each reference; dates as the report writes them.
fn value(scribe: &Scribe, field: Field, value: &str) -> Vec<String> {
    let date = value.parse().ok().filter(|_| matches!(field, Field::Due | Field::ClosedOn));
    if let Some(day) = date {
        let values = [("era", date_in_era(day)), ("iso", day.to_string())];
        return vec![put(&scribe.words.date.day, &values)];
    }
    let told = scribe.words.correction.value(field, value, scribe.terms);
    match field {
        Field::Evidence | Field::Methods => told.split('\n').map(str::to_owned).collect(),
        _ => vec![told],
    }
}
