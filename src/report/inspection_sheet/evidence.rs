//! 証跡一覧: every reference once, with the file it points at, its last day and its items.
//!
//! References of the same words are one only where they point at the same file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::evidence::{Evidence, EvidenceFile};
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::report::scribe::{Scribe, put};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, Row, Table, Tone};

/// What tells references apart: words, path, digest, last day.
type Key<'a> = (&'a str, Option<(&'a str, &'a str)>, Option<NaiveDate>);

/// Where a reference stands, and the reference itself.
struct Line<'a> {
    evidence: &'a Evidence,
    items: Vec<(&'a ItemId, Option<Period>)>,
}

pub(super) fn index(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.evidence;
    let mut index: BTreeMap<Key<'_>, Line<'_>> = BTreeMap::new();
    for (item, outcome) in scribe.record.lines() {
        for evidence in outcome.answer().map(|a| a.evidence.as_slice()).unwrap_or_default() {
            let file = evidence.file.as_ref().map(|f| (f.path.as_str(), f.sha256.as_str()));
            let key = (evidence.text.trim(), file, evidence.valid_until);
            let line = index.entry(key).or_insert(Line { evidence, items: Vec::new() });
            line.items.push((&item.id, evidence.carried));
        }
    }
    let heading = Block::chapter(words.heading.clone());
    if index.is_empty() {
        return vec![heading, Block::Paragraph(words.none.clone())];
    }
    let columns = vec![Column::lead(&words.reference, 50), Column::body(&words.items, 40)];
    let rows = index.into_values().map(|line| row(scribe, &line)).collect();
    vec![
        heading,
        Block::Paragraph(words.intro.clone()),
        Block::Table(Table { reading: Reading::Rows, columns, rows }),
    ]
}

fn row(scribe: &Scribe, line: &Line<'_>) -> Row {
    let words = &scribe.words.marks.report;
    let items = line.items.iter().map(|(id, from)| scribe.cited(id.as_str(), *from));
    let mut pieces = vec![Piece::new("", scribe.list(items))];
    if let Some(file) = &line.evidence.file {
        pieces.push(Piece::new(&words.file, named(scribe, file)));
        pieces.push(Piece::new(&words.digest, file.sha256.as_str()));
    }
    let expired = line.evidence.has_expired(scribe.sealed_on());
    if let Some(day) = line.evidence.valid_until.map(|day| scribe.day(day)) {
        let told = if expired { put(&words.expired, &[("day", day)]) } else { day };
        pieces.push(Piece::new(&words.until, told));
    }
    let tone = if expired { Tone::Doubt } else { Tone::Plain };
    let reference = Cell::from(line.evidence.text.trim()).toned(tone);
    Row::body(vec![reference, Cell::of(pieces)])
}

fn named(scribe: &Scribe, file: &EvidenceFile) -> String {
    let words = &scribe.words.marks.report;
    let (path, size) = (file.path.to_string(), file.size.to_string());
    match file.modified {
        Some(at) => {
            let modified = scribe.moment(at);
            put(&words.file_value, &[("path", path), ("size", size), ("modified", modified)])
        }
        None => put(&words.file_undated, &[("path", path), ("size", size)]),
    }
}
