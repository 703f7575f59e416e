//! Every item in the columns of the 監事監査マニュアル.

use crate::domain::answer::{Answer, Stamp, Verdict};
use crate::domain::checklist::Item;
use crate::domain::record::Outcome;
use crate::report::scribe::{Scribe, named, tone};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, Row, Table};
use crate::words::fill;

pub(super) fn items(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.items;
    let mut blocks =
        vec![Block::chapter(words.heading.clone()), Block::Paragraph(words.intro.clone())];
    let list = &scribe.record.checklist;
    for section in &list.sections {
        let these = |item: &Item| item.section == section.id;
        blocks.extend(table(scribe, &section.title, these));
    }
    // A checklist whose items name a section that it lacks must not lose them here.
    let astray = |item: &Item| list.section(&item.section).is_none();
    blocks.extend(table(scribe, &scribe.words.none, astray));
    blocks
}

/// The heading and the table of the items wanted; nothing where there are none.
fn table(scribe: &Scribe, heading: &str, wanted: impl Fn(&Item) -> bool) -> Vec<Block> {
    let words = &scribe.words.items;
    let columns = vec![
        Column::lead(&words.matter, 14),
        Column::body(&words.documents, 14),
        Column::body(&words.point, 26),
        Column::body(&words.basis, 10),
        Column::lead(&words.result, 8),
        Column::body(&words.remark, 28),
    ];
    let rows: Vec<_> = scribe
        .record
        .lines()
        .filter(|(item, _)| wanted(item))
        .map(|(item, outcome)| row(scribe, item, outcome))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table = Table { reading: Reading::Rows, columns, rows };
    vec![Block::section(heading), Block::Table(table)]
}

fn row(scribe: &Scribe, item: &Item, outcome: &Outcome) -> Row {
    let words = &scribe.words.items;
    let point = vec![
        Piece::new("", scribe.or_none(&item.question)),
        Piece::new(&words.how, scribe.or_none(&item.how)),
    ];
    let remark = match outcome {
        Outcome::Asked { answer, stamp, .. } => remark(scribe, item, answer, stamp),
        Outcome::NotDue { last } => {
            let last = scribe.last(*last);
            vec![Piece::new("", fill(&words.last, &[("last", &last)]))]
        }
    };
    Row::body(vec![
        Cell::from(named(item)),
        Cell::from(scribe.or_none(&scribe.list(item.evidence.iter().cloned()))),
        Cell::of(point),
        Cell::from(scribe.or_none(&scribe.list(item.basis.iter().cloned()))),
        Cell::from(scribe.result(outcome)).toned(tone(outcome)),
        Cell::of(remark),
    ])
}

fn remark(scribe: &Scribe, item: &Item, answer: &Answer, stamp: &Stamp) -> Vec<Piece> {
    let words = &scribe.words.items;
    let mut pieces = vec![Piece::new("", scribe.note(answer))];
    if !answer.reason.trim().is_empty() {
        pieces.push(Piece::new(&words.reason, answer.reason.as_str()));
    }
    if let Some(id) = scribe.finding(item, answer) {
        let told = fill(&words.finding_value, &[("id", &id.to_string())]);
        pieces.push(Piece::new(&words.finding, told));
    }
    pieces.extend(remedy(scribe, answer));
    let methods = scribe.list(answer.methods.iter().map(|m| scribe.terms.method(*m).to_owned()));
    pieces.push(Piece::new(&words.method, scribe.or_none(&methods)));
    pieces.push(Piece::list(&words.evidence, scribe.evidence(&answer.evidence)));
    pieces.push(Piece::new(&words.recorded, scribe.stamp(stamp)));
    pieces
}

/// What is left of a remedy beside another verdict: a 不適 has a chapter where it stands in full.
fn remedy(scribe: &Scribe, answer: &Answer) -> Vec<Piece> {
    let (words, remedy) = (&scribe.words.items, &answer.remedy);
    if answer.verdict == Some(Verdict::Ng) {
        return Vec::new();
    }
    let due = remedy.due.map(|day| scribe.day(day)).unwrap_or_default();
    let texts = [
        (&words.cause, &remedy.cause),
        (&words.action, &remedy.action),
        (&words.owner, &remedy.owner),
        (&words.due, &due),
    ];
    let told = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    told.map(|(label, text)| Piece::new(label, text.as_str())).collect()
}
