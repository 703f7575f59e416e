//! The complete output of `checklist diff`: what changed, old beside new.
//!
//! Items that are the same are counted, not listed.

use std::fmt::Write as _;

use super::checklist::{Words, labelled, paragraph};
use crate::domain::changes::{Change, ChecklistDiff, Fate, Value};
use crate::text::{cells, line};
use crate::words::fill;

/// The differences as text.
pub fn diff(diff: &ChecklistDiff, words: Words<'_>) -> String {
    let labels = &words.checklist.diff;
    let count = |fate| diff.count(fate).to_string();
    let mut out = fill(
        &labels.title,
        &[
            ("old_id", &line(&diff.old.0)),
            ("old_version", &line(&diff.old.1)),
            ("new_id", &line(&diff.new.0)),
            ("new_version", &line(&diff.new.1)),
        ],
    );
    out.push('\n');
    if diff.different_ids() {
        paragraph(&mut out, &labels.different_ids);
    }
    let summary = fill(
        &labels.summary,
        &[
            ("added", &count(Fate::Added)),
            ("removed", &count(Fate::Removed)),
            ("moved", &count(Fate::Moved)),
            ("reworded", &count(Fate::Reworded)),
            ("same", &count(Fate::Same)),
        ],
    );
    let _ = writeln!(out, "{}: {summary}", labels.items);
    let mut told = false;
    if !diff.metadata.is_empty() {
        told = true;
        let _ = write!(out, "\n== {} ==\n", labels.metadata);
        changes(&mut out, &diff.metadata, words);
    }
    let commitments = diff.commitments.iter().map(|c| (c.fate, c.id.as_str(), &c.text, &c.changes));
    let commitments: Vec<_> = commitments.filter(|(fate, ..)| *fate != Fate::Same).collect();
    if !commitments.is_empty() {
        told = true;
        let _ = write!(out, "\n== {} ==\n", labels.commitments);
        fates(&mut out, &commitments, words);
    }
    let items = diff.items.iter().map(|i| (i.fate, i.id.as_str(), &i.title, &i.changes));
    let items: Vec<_> = items.filter(|(fate, ..)| *fate != Fate::Same).collect();
    if !items.is_empty() {
        told = true;
        let _ = write!(out, "\n== {} ==\n", labels.items);
        fates(&mut out, &items, words);
    }
    if !told {
        let _ = writeln!(out, "{}", labels.none);
    }
    out
}

/// What became of each, grouped by fate.
fn fates(out: &mut String, all: &[(Fate, &str, &String, &Vec<Change>)], words: Words<'_>) {
    for fate in Fate::ALL {
        for (_, id, text, changed) in all.iter().filter(|(found, ..)| *found == fate) {
            let _ = write!(out, "\n{} {id}  {}\n", words.checklist.fate(fate), line(text));
            changes(out, changed, words);
        }
    }
}

fn changes(out: &mut String, changes: &[Change], words: Words<'_>) {
    let labels = &words.checklist.diff;
    let width = cells(&labels.old).max(cells(&labels.new));
    for change in changes {
        let _ = writeln!(out, "  {}", words.checklist.field(change.field));
        for (label, value) in [(&labels.old, &change.old), (&labels.new, &change.new)] {
            labelled(out, 4, width, label, &written(value, words));
        }
    }
}

fn written(value: &Value, words: Words<'_>) -> String {
    let labels = &words.checklist.diff;
    match value {
        Value::Nothing => labels.nothing.clone(),
        Value::Text(text) => text.clone(),
        Value::Texts(texts) if texts.is_empty() => labels.nothing.clone(),
        Value::Texts(texts) => texts.join("、"),
        Value::Methods(methods) => {
            let names: Vec<&str> = methods.iter().map(|m| words.terms.method(*m)).collect();
            names.join("・")
        }
        Value::Frequency(frequency) => words.terms.frequency(*frequency),
        Value::Flag(true) => labels.yes.clone(),
        Value::Flag(false) => labels.no.clone(),
    }
}
