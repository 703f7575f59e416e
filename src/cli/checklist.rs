//! The complete output of `checklist list`, `show` and `lint`: values in, text out.
//!
//! Lines are at most 80 cells wide; only names and quoted source lines may be longer.

use std::fmt::Write as _;

use super::snippet::{self, Source};
use crate::domain::checklist::{Checklist, Item, Section};
use crate::domain::fault::{Fault, Severity};
use crate::domain::id::{CommitmentId, ItemId};
use crate::domain::lineage::Declared;
use crate::domain::lines::{Lines, position};
use crate::report::checklist_json::{FaultRow, LintedFile, ListedRow, PlaceRow};
use crate::store::checklists::{Listed, Origin, State, canonical};
use crate::store::digest::Digest;
use crate::text::{Align, cells, line, pad, visible, wrapped};
use crate::words::{ChecklistWords, LintWords, SuccessionWords, Terms, fill};

/// Cells of a line.
pub(super) const WIDTH: usize = 80;

/// Characters of the offending text in JSON.
const MAX_QUOTED: usize = 200;

/// The words these outputs are written in.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub checklist: &'a ChecklistWords,
    pub lint: &'a LintWords,
    pub terms: &'a Terms,
    pub succession: &'a SuccessionWords,
}

/// A linted file and what `Catalog::lint` says of it.
#[derive(Debug, Clone)]
pub struct Linted {
    pub file: String,
    pub text: String,
    pub faults: Vec<Fault>,
    /// How many items it asks; `None` if it cannot be used.
    pub items: Option<usize>,
}

impl Linted {
    fn count(&self, severity: Severity) -> usize {
        self.faults.iter().filter(|fault| fault.severity() == severity).count()
    }
}

/// One line per checklist, and what to do about faulty ones and `misnamed` files.
pub fn list(listed: &[Listed], misnamed: &[String], words: Words<'_>) -> String {
    let labels = &words.checklist.list;
    let mut rows = vec![[
        labels.id.clone(),
        labels.version.clone(),
        labels.items.clone(),
        labels.origin.clone(),
        labels.title.clone(),
    ]];
    let mut faulty = false;
    for one in listed {
        let origin = match one.origin {
            Origin::Root => &words.checklist.origin.root,
            Origin::Embedded => &words.checklist.origin.embedded,
        };
        let state = match one.state {
            State::Usable { items } => items.to_string(),
            State::Faulty { errors } => {
                faulty = true;
                fill(&labels.faulty, &[("n", &errors.to_string())])
            }
        };
        let text = |text: &str| line(text).into_owned();
        rows.push([
            one.id.to_string(),
            text(&one.version),
            state,
            origin.clone(),
            text(&one.title),
        ]);
    }
    let mut out = columns(&rows);
    if faulty {
        let _ = write!(out, "\n{}\n", labels.faulty_next);
    }
    for file in misnamed {
        out.push('\n');
        paragraph(&mut out, &fill(&labels.misnamed, &[("file", &line(file))]));
    }
    out
}

/// The same for JSON.
pub fn list_rows(listed: &[Listed]) -> Vec<ListedRow> {
    let row = |one: &Listed| {
        let (items, errors) = match one.state {
            State::Usable { items } => (Some(items), None),
            State::Faulty { errors } => (None, Some(errors)),
        };
        ListedRow {
            id: one.id.to_string(),
            file: one.file.clone(),
            title: one.title.clone(),
            version: one.version.clone(),
            origin: one.origin.name(),
            items,
            errors,
        }
    };
    listed.iter().map(row).collect()
}

/// Left-aligned columns, two cells apart; numbers are aligned to the right.
fn columns(rows: &[[String; 5]]) -> String {
    let width = |column: usize| rows.iter().map(|row| cells(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let number = cell.bytes().all(|b| b.is_ascii_digit());
            let align = if number { Align::Right } else { Align::Left };
            text.push_str(&pad(cell, *width, align));
            text.push_str("  ");
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

/// A text from the left edge.
pub(super) fn paragraph(out: &mut String, text: &str) {
    for row in wrapped(&visible(text), WIDTH) {
        let _ = writeln!(out, "{}", row.trim_end());
    }
}

/// A label and its text, which continues under itself.
pub(super) fn labelled(out: &mut String, indent: usize, width: usize, label: &str, text: &str) {
    let column = indent + width + 2;
    let rows = wrapped(&visible(text), WIDTH.saturating_sub(column).max(20));
    for (number, row) in rows.iter().enumerate() {
        let label = if number == 0 { label } else { "" };
        let head = format!("{}{}  ", " ".repeat(indent), pad(label, width, Align::Left));
        out.push_str(format!("{head}{row}").trim_end());
        out.push('\n');
    }
}

/// Everything a checklist says.
pub fn show(checklist: &Checklist, words: Words<'_>) -> String {
    let mut out = String::new();
    head(&mut out, checklist, words);
    for section in &checklist.sections {
        show_section(&mut out, checklist, section, words);
    }
    let labels = &words.checklist.show;
    if !checklist.commitments.is_empty() {
        let _ = write!(out, "\n== {} ==\n\n", labels.commitment_list);
        let width = checklist.commitments.iter().map(|c| cells(c.id.as_str())).max().unwrap_or(0);
        for commitment in &checklist.commitments {
            labelled(&mut out, 0, width, commitment.id.as_str(), &commitment.text);
        }
    }
    if !checklist.retired.is_empty() {
        let _ = write!(out, "\n== {} ==\n\n", labels.retired_list);
        for retired in &checklist.retired {
            let values = [
                ("id", retired.id.as_str()),
                ("version", &retired.version),
                ("reason", &retired.reason),
            ];
            paragraph(&mut out, &fill(&labels.retired, &values));
        }
    }
    revisions(&mut out, &checklist.changes, words.succession);
    out
}

/// What each version did to the one before it.
fn revisions(out: &mut String, changes: &[Declared], words: &SuccessionWords) {
    if changes.is_empty() {
        return;
    }
    let _ = write!(out, "\n== {} ==\n\n", words.show.list);
    for change in changes {
        let ids = |ids: &[ItemId]| ids.iter().map(ItemId::as_str).collect::<Vec<_>>().join("・");
        let (from, to) = (ids(&change.from), ids(&change.to));
        let items = match (from.is_empty(), to.is_empty()) {
            (false, false) if from != to => format!("{from} → {to}"),
            (true, _) => to,
            _ => from,
        };
        let values = [
            ("version", change.version.as_str()),
            ("kind", words.kind(change.kind)),
            ("items", &items),
            ("reason", &change.reason),
        ];
        paragraph(out, &fill(&words.show.line, &values));
    }
}

fn head(out: &mut String, checklist: &Checklist, words: Words<'_>) {
    let labels = &words.checklist.show;
    paragraph(out, &line(&checklist.title));
    let quarters = (1..=4_u8).map(|n| {
        let due = |item: &&Item| item.frequency.quarter().is_none_or(|quarter| quarter == n);
        let items = checklist.items.iter().filter(due).count().to_string();
        fill(&labels.quarter, &[("n", &n.to_string()), ("items", &items)])
    });
    let notice = &checklist.notice;
    let rows = [
        (&words.checklist.list.id, checklist.id.to_string()),
        (&labels.version, checklist.version.clone()),
        (&labels.base, checklist.extends.as_ref().map(ToString::to_string).unwrap_or_default()),
        (&labels.basis_date, checklist.basis_date.to_string()),
        (&labels.society, notice.society.clone()),
        (&labels.notice, format!("{} {}", notice.title, notice.edition).trim().to_owned()),
        (&labels.count, checklist.items.len().to_string()),
        (&labels.quarters, quarters.collect::<Vec<_>>().join("  ")),
        (&labels.digest, Digest::of(canonical(checklist).as_bytes()).grouped()),
    ];
    let width = rows.iter().map(|(label, _)| cells(label)).max().unwrap_or(0);
    out.push('\n');
    for (label, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
        labelled(out, 0, width, label, text);
    }
}

fn show_section(out: &mut String, checklist: &Checklist, section: &Section, words: Words<'_>) {
    let items: Vec<&Item> = checklist.items_of(&section.id).collect();
    let count = words.terms.items(items.len());
    let _ = write!(out, "\n== {} ({count}) ==\n", line(&section.title));
    for item in items {
        show_item(out, item, words);
    }
}

fn show_item(out: &mut String, item: &Item, words: Words<'_>) {
    let labels = &words.checklist.show;
    out.push('\n');
    labelled(out, 0, cells(item.id.as_str()), item.id.as_str(), &item.title);
    let methods: Vec<&str> = item.methods.iter().map(|m| words.terms.method(*m)).collect();
    let commitments: Vec<&str> = item.commitments.iter().map(CommitmentId::as_str).collect();
    let commitments = if commitments.is_empty() {
        labels.no_commitments.clone()
    } else {
        commitments.join("、")
    };
    let never = &labels.not_applicable_never;
    let mut rows = vec![
        (&labels.frequency, words.terms.frequency(item.frequency)),
        (&labels.question, item.question.clone()),
        (&labels.how, item.how.clone()),
        (&labels.methods, methods.join("・")),
        (&labels.evidence, item.evidence.join("、")),
        (&labels.not_applicable, item.not_applicable.clone().unwrap_or_else(|| never.clone())),
        (&labels.basis, item.basis.join("、")),
        (&labels.commitments, commitments),
    ];
    if item.escalate {
        rows.push((&labels.escalate, labels.escalate_yes.clone()));
    }
    // The same width for every item, whether it has the last row or not.
    let width = rows.iter().map(|(label, _)| cells(label)).chain([cells(&labels.escalate)]).max();
    for (label, text) in rows {
        labelled(out, 2, width.unwrap_or(0), label, &text);
    }
}

/// Every fault of every file with its lines, then one line per file. `others` are files that
/// faults may point into besides the linted ones: bases.
pub fn lint(linted: &[Linted], others: &[Source<'_>], words: Words<'_>) -> String {
    let own = linted.iter().map(|file| Source { name: &file.file, text: &file.text });
    let sources: Vec<Source<'_>> = own.chain(others.iter().copied()).collect();
    let mut out = String::new();
    for file in linted {
        out.push_str(&snippet::render(&file.faults, &sources, words.lint));
    }
    for file in linted {
        let labels = &words.checklist.lint;
        let (errors, warnings) = (file.count(Severity::Error), file.count(Severity::Warning));
        let template = match (file.items, warnings) {
            (None, _) => &labels.faulty,
            (Some(_), 0) => &labels.clean,
            (Some(_), _) => &labels.warned,
        };
        let values = [
            ("file", &*line(&file.file)),
            ("items", &file.items.unwrap_or_default().to_string()),
            ("errors", &errors.to_string()),
            ("warnings", &warnings.to_string()),
        ];
        let _ = writeln!(out, "{}", fill(template, &values));
    }
    out
}

/// The same for JSON.
pub fn lint_rows(linted: &[Linted], others: &[Source<'_>], words: &LintWords) -> Vec<LintedFile> {
    let text = |name: &str| {
        let own = linted.iter().find(|file| file.file == name).map(|file| file.text.as_str());
        own.or_else(|| others.iter().find(|other| other.name == name).map(|other| other.text))
    };
    let row = |fault: &Fault, source: &str, lines: &Lines<'_>| {
        let at = lines.position(fault.span.start);
        let told = words.tell(&fault.kind);
        let quoted = source.get(fault.span.clone()).unwrap_or_default();
        FaultRow {
            severity: fault.severity().name(),
            kind: fault.kind.name(),
            line: at.line,
            column: at.column,
            text: quoted.chars().take(MAX_QUOTED).collect(),
            message: told.what,
            next: told.next,
            nearest: fault.kind.nearest().map(str::to_owned),
            related: fault.related.as_ref().map(|related| {
                let at = position(text(&related.file).unwrap_or_default(), related.span.start);
                PlaceRow {
                    kind: related.kind.name(),
                    file: related.file.clone(),
                    line: at.line,
                    column: at.column,
                }
            }),
        }
    };
    let file = |file: &Linted| {
        let lines = Lines::new(&file.text);
        let faults = file.faults.iter().map(|fault| row(fault, &file.text, &lines)).collect();
        LintedFile { file: file.file.clone(), items: file.items, faults }
    };
    linted.iter().map(file).collect()
}
