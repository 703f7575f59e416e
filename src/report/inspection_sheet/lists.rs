//! What an auditor asks for by kind: 確認不能, 該当なし, citations, promises, 対象外.

use std::collections::BTreeMap;

use crate::domain::answer::{Answer, Verdict};
use crate::domain::period::Period;
use crate::domain::record::Outcome;
use crate::report::promise::{self, Standing};
use crate::report::scribe::{Scribe, named, put, tone};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, Row, Table, Tone};
use crate::words::fill;

/// A chapter with its table; where there are no rows, the sentence that says so.
fn chapter(heading: String, none: &str, intro: &str, table: Table) -> Vec<Block> {
    let heading = Block::chapter(heading);
    if table.rows.is_empty() {
        return vec![heading, Block::Paragraph(none.to_owned())];
    }
    vec![heading, Block::Paragraph(intro.to_owned()), Block::Table(table)]
}

fn counted(template: &str, rows: &[Row]) -> String {
    fill(template, &[("n", &rows.len().to_string())])
}

pub(super) fn unverified(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.unverified;
    let columns = vec![
        Column::lead(&words.item, 24),
        Column::body(&words.reason, 40),
        Column::body(&words.note, 30),
    ];
    let rows: Vec<_> = scribe
        .answered(Verdict::Unverified)
        .map(|(item, answer, _)| {
            Row::body(vec![
                Cell::from(named(item)),
                Cell::from(scribe.or_none(&answer.reason)).toned(Tone::Doubt),
                Cell::from(scribe.note(answer)),
            ])
        })
        .collect();
    let heading = counted(&words.heading, &rows);
    let table = Table { reading: Reading::Rows, columns, rows };
    chapter(heading, &words.none, &words.intro, table)
}

pub(super) fn not_applicable(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.not_applicable;
    let columns = vec![
        Column::lead(&words.item, 24),
        Column::body(&words.reason, 40),
        Column::body(&words.condition, 30),
    ];
    let rows: Vec<_> = scribe
        .answered(Verdict::Na)
        .map(|(item, answer, _)| {
            let condition = item.not_applicable.as_deref().unwrap_or_default();
            Row::body(vec![
                Cell::from(named(item)),
                Cell::from(scribe.or_none(&answer.reason)),
                Cell::from(scribe.or_none(condition)),
            ])
        })
        .collect();
    let heading = counted(&words.heading, &rows);
    let table = Table { reading: Reading::Rows, columns, rows };
    chapter(heading, &words.none, &words.intro, table)
}

pub(super) fn carried(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.carried_list;
    let columns = vec![Column::lead(&words.item, 40), Column::body(&words.what, 50)];
    let rows: Vec<_> = scribe
        .record
        .lines()
        .filter_map(|(item, outcome)| Some((item, outcome.answer()?)))
        .filter(|(_, answer)| answer.is_carried())
        .map(|(item, answer)| {
            let what = scribe.list(cited(scribe, answer));
            Row::body(vec![Cell::from(named(item)), Cell::from(what)])
        })
        .collect();
    let heading = counted(&words.heading, &rows);
    let table = Table { reading: Reading::Rows, columns, rows };
    chapter(heading, &words.none, &words.intro, table)
}

fn cited(scribe: &Scribe, answer: &Answer) -> Vec<String> {
    let words = &scribe.words.carried_list;
    let mut count: BTreeMap<Period, usize> = BTreeMap::new();
    for period in answer.evidence.iter().filter_map(|e| e.carried) {
        *count.entry(period).or_default() += 1;
    }
    let note = answer.note_carried.map(|period| (&words.note, period, 0));
    let evidence = count.into_iter().map(|(period, n)| (&words.evidence, period, n));
    note.into_iter()
        .chain(evidence)
        .map(|(template, period, n)| {
            let values = [("period", scribe.terms.period(period)), ("n", n.to_string())];
            put(template, &values)
        })
        .collect()
}

pub(super) fn promises(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.promise;
    let columns = vec![
        Column::lead(&words.promise, 40),
        Column::body(&words.standing, 16),
        Column::body(&words.items, 40),
    ];
    let rows = promise::promises(scribe.record)
        .into_iter()
        .map(|promise| {
            let (standing, tone) = match promise.standing {
                Standing::Broken => (&words.broken, Tone::Fault),
                Standing::Doubtful => (&words.doubtful, Tone::Doubt),
                Standing::Upheld => (&words.upheld, Tone::Plain),
                Standing::NotApplicable => (&words.not_applicable, Tone::Quiet),
                Standing::NotAsked => (&words.not_asked, Tone::Quiet),
                Standing::Uncovered => (&words.uncovered, Tone::Doubt),
            };
            let items = promise.items.iter().map(|(item, outcome)| {
                let result = scribe.result(outcome);
                fill(&words.item_result, &[("item", item.id.as_str()), ("result", &result)])
            });
            Row::body(vec![
                Cell::from(format!("{} {}", promise.commitment.id, promise.commitment.text)),
                Cell::from(standing.as_str()).toned(tone),
                Cell::from(scribe.or_none(&scribe.list(items))),
            ])
        })
        .collect();
    let table = Table { reading: Reading::Rows, columns, rows };
    chapter(words.heading.clone(), &words.none, &words.intro, table)
}

pub(super) fn not_due(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.not_due;
    let columns = vec![
        Column::lead(&words.id, 14),
        Column::body(&words.title, 40),
        Column::body(&words.frequency, 20),
        Column::body(&words.last, 24),
    ];
    let rows: Vec<_> = scribe
        .record
        .lines()
        .filter_map(|(item, outcome)| match outcome {
            Outcome::NotDue { last } => Some((item, *last, tone(outcome))),
            Outcome::Asked { .. } => None,
        })
        .map(|(item, last, tone)| {
            let frequency = scribe.terms.frequency(item.frequency);
            Row::body(vec![
                Cell::from(item.id.as_str()),
                Cell::of(vec![Piece::new("", item.title.as_str())]),
                Cell::from(frequency),
                Cell::from(scribe.last(last)).toned(tone),
            ])
        })
        .collect();
    let heading = counted(&words.heading, &rows);
    let table = Table { reading: Reading::Columns, columns, rows };
    chapter(heading, &words.none, &words.intro, table)
}
