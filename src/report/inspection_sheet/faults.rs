//! Every 不適 with its remedy, and those that had to be reported on the same day.

use crate::domain::answer::Answer;
use crate::domain::checklist::Item;
use crate::domain::record::Outcome;
use crate::report::scribe::{Scribe, named};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, Row, Table, Tone};
use crate::words::fill;

pub(super) fn faults(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.fault;
    let found = scribe.faults();
    let heading = Block::chapter(fill(&words.heading, &[("n", &found.len().to_string())]));
    if found.is_empty() {
        return vec![heading, Block::Paragraph(words.none.clone())];
    }
    let columns = vec![
        Column::lead(&words.item, 16),
        Column::lead(&words.grade, 6),
        Column::body(&words.id, 10),
        Column::body(&words.what, 24),
        Column::body(&words.cause, 16),
        Column::body(&words.action, 20),
        Column::body(&words.owner, 8),
        Column::body(&words.due, 10),
        Column::body(&words.escalate, 8),
        Column::body(&words.evidence, 16),
    ];
    let rows = found.iter().map(|(item, answer, _)| row(scribe, item, answer)).collect();
    vec![heading, Block::Table(Table { reading: Reading::Rows, columns, rows })]
}

fn row(scribe: &Scribe, item: &Item, answer: &Answer) -> Row {
    let (words, remedy) = (&scribe.words.fault, &answer.remedy);
    let due = match remedy.due {
        Some(day) if scribe.past(day) => fill(&words.due_past, &[("day", &scribe.day(day))]),
        due => scribe.due(due),
    };
    let escalate = if item.escalate { &words.escalate_yes } else { &words.escalate_no };
    Row::body(vec![
        Cell::from(named(item)),
        Cell::from(scribe.grade(answer)).toned(Tone::Fault),
        Cell::from(id_and_age(scribe, item, answer)),
        Cell::from(scribe.note(answer)),
        Cell::from(scribe.or_none(&remedy.cause)),
        Cell::from(scribe.or_none(&remedy.action)),
        Cell::from(scribe.or_none(&remedy.owner)),
        Cell::from(due),
        Cell::from(escalate.as_str()),
        Cell::of(vec![Piece::list("", scribe.evidence(&answer.evidence))]),
    ])
}

fn id(scribe: &Scribe, item: &Item, answer: &Answer) -> String {
    scribe.finding(item, answer).map(|id| id.to_string()).unwrap_or_default()
}

/// The finding that the fault opened or goes on with, and for how long it has been open.
fn id_and_age(scribe: &Scribe, item: &Item, answer: &Answer) -> String {
    let id = id(scribe, item, answer);
    let Some(finding) = scribe.record.finding_of(&item.id) else { return id };
    fill(&scribe.words.fault.id_value, &[("id", &id), ("age", &scribe.age(finding))])
}

pub(super) fn escalations(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.escalation;
    let faults = scribe.faults();
    let found: Vec<_> = faults.iter().filter(|(item, _, _)| item.escalate).collect();
    let asked = scribe
        .record
        .lines()
        .filter(|(item, outcome)| item.escalate && matches!(outcome, Outcome::Asked { .. }))
        .count();
    let values = [("n", found.len().to_string()), ("asked", asked.to_string())];
    let values = values.each_ref().map(|(name, n)| (*name, n.as_str()));
    let heading = Block::chapter(fill(&words.heading, &values));
    if found.is_empty() {
        return vec![heading, Block::Paragraph(fill(&words.none, &values))];
    }
    let columns = vec![
        Column::lead(&words.item, 30),
        Column::body(&words.id, 24),
        Column::body(&words.at, 30),
    ];
    let rows = found.iter().map(|(item, answer, stamp)| {
        Row::body(vec![
            Cell::from(named(item)),
            Cell::from(id(scribe, item, answer)),
            Cell::from(scribe.stamp(stamp)),
        ])
    });
    let rows = rows.collect();
    vec![
        heading,
        Block::Paragraph(fill(&words.intro, &values)),
        Block::Table(Table { reading: Reading::Rows, columns, rows }),
    ]
}
