//! The complete output of `checklist diff`: what changed, old beside new.
//!
//! Items that are the same are counted, not listed. Of two versions of one checklist it also says
//! what would break the history.

use std::fmt::Write as _;

use super::checklist::{Words, labelled, paragraph};
use crate::domain::changes::{Change, ChecklistDiff, CommitmentFate, Fate, ItemFate, Side, Value};
use crate::domain::succession::Break;
use crate::report::checklist_json::BreakRow;
use crate::text::{cells, line};
use crate::words::{SuccessionWords, fill};

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
            ("merged", &count(Fate::Merged)),
            ("split", &count(Fate::Split)),
            ("renamed", &count(Fate::Renamed)),
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
    let commitments = diff.commitments.iter().filter(|c| c.fate != Fate::Same).map(Told::from);
    told |= fates(&mut out, &labels.commitments, &commitments.collect::<Vec<_>>(), words);
    let items = diff.items.iter().filter(|i| i.fate != Fate::Same).map(Told::from);
    told |= fates(&mut out, &labels.items, &items.collect::<Vec<_>>(), words);
    if !told {
        let _ = writeln!(out, "{}", labels.none);
    }
    out
}

/// What breaks the history, each with what to write; empty where nothing does.
pub fn breaks(breaks: &[Break], version: &str, words: &SuccessionWords) -> String {
    let mut out = String::new();
    if breaks.is_empty() {
        return out;
    }
    let _ = write!(out, "\n== {} ==\n", words.breaks());
    for one in breaks {
        let told = words.tell(one, version);
        out.push('\n');
        paragraph(&mut out, &told.what);
        labelled(&mut out, 2, 0, "", &told.next);
    }
    out
}

/// The same for JSON.
pub fn break_rows(breaks: &[Break], version: &str, words: &SuccessionWords) -> Vec<BreakRow> {
    let row = |one: &Break| {
        let told = words.tell(one, version);
        let item = one.item().map(ToString::to_string);
        BreakRow { kind: one.name(), item, message: told.what, next: told.next }
    };
    breaks.iter().map(row).collect()
}

/// An item or a commitment as it is listed.
struct Told<'a> {
    fate: Fate,
    id: String,
    text: &'a str,
    changes: &'a [Change],
    /// Both sides, where they are not one item under one id.
    sides: Option<(&'a [Side], &'a [Side])>,
    reasons: &'a [String],
}

impl<'a> From<&'a CommitmentFate> for Told<'a> {
    fn from(of: &'a CommitmentFate) -> Self {
        let (id, text) = (of.id.to_string(), of.text.as_str());
        Self { fate: of.fate, id, text, changes: &of.changes, sides: None, reasons: &[] }
    }
}

impl<'a> From<&'a ItemFate> for Told<'a> {
    fn from(of: &'a ItemFate) -> Self {
        let apart = matches!(of.fate, Fate::Merged | Fate::Split | Fate::Renamed);
        Self {
            fate: of.fate,
            id: of.id.to_string(),
            text: &of.title,
            changes: &of.changes,
            sides: apart.then_some((&of.from[..], &of.to[..])),
            reasons: &of.reasons,
        }
    }
}

/// What became of each, grouped by fate; says whether there was anything to say.
fn fates(out: &mut String, title: &str, all: &[Told<'_>], words: Words<'_>) -> bool {
    let labels = &words.checklist.diff;
    if !all.is_empty() {
        let _ = write!(out, "\n== {title} ==\n");
    }
    for fate in Fate::ALL {
        for told in all.iter().filter(|told| told.fate == fate) {
            let head = format!("{} {}", words.checklist.fate(fate), told.id);
            let _ = write!(out, "\n{head}  {}\n", line(told.text));
            for reason in told.reasons {
                labelled(out, 2, cells(&labels.reason), &labels.reason, reason);
            }
            if let Some((old, new)) = told.sides {
                sides(out, &labels.old, old);
                sides(out, &labels.new, new);
            }
            changes(out, told.changes, words);
        }
    }
    !all.is_empty()
}

/// The items of one side, each with its question.
fn sides(out: &mut String, label: &str, items: &[Side]) {
    for item in items {
        let title = format!("{} {}", item.id, line(&item.title));
        labelled(out, 2, cells(label), label, &title);
        labelled(out, 2, cells(label), "", &item.question);
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
