//! The one text of an expanded checklist, and its digest.
//!
//! The text is itself a format-1 file that needs no base; a sealed record carries it, so it
//! never depends on how a person laid out the files. It keeps no comments.

use std::fmt::Write as _;

use super::expand::expand;
use super::read::read;
use super::{FORMAT, catalog};
use crate::domain::checklist::{Checklist, Frequency, Item};
use crate::domain::fault::Fault;
use crate::domain::id::{CommitmentId, ItemId};
use crate::store::digest::Digest;

/// The canonical text: keys in the order of the format, one line each, LF, strings quoted.
pub fn canonical(checklist: &Checklist) -> String {
    let mut out = Text::default();
    let from = checklist.extends.as_ref().unwrap_or(&checklist.id);
    out.line("format", &FORMAT.to_string());
    out.text("id", checklist.id.as_str());
    out.text("extended", from.as_str());
    out.text("title", &checklist.title);
    out.text("version", &checklist.version);
    out.text("basis_date", &checklist.basis_date.format("%Y-%m-%d").to_string());
    if checklist.notice != crate::domain::checklist::Notice::default() {
        out.header("[society]");
        out.text("name", &checklist.notice.society);
        out.text("notice", &checklist.notice.title);
        out.text("edition", &checklist.notice.edition);
    }
    for section in &checklist.sections {
        out.header("[[section]]");
        out.text("id", section.id.as_str());
        out.text("title", &section.title);
        out.text("short", &section.short);
    }
    for commitment in &checklist.commitments {
        out.header("[[commitment]]");
        out.text("id", commitment.id.as_str());
        out.text("section", commitment.section.as_str());
        out.text("text", &commitment.text);
    }
    for item in &checklist.items {
        out.item(item);
    }
    for retired in &checklist.retired {
        out.header("[[retired]]");
        out.text("id", retired.id.as_str());
        out.text("version", &retired.version);
        out.text("reason", &retired.reason);
    }
    for change in &checklist.changes {
        out.header("[[revision]]");
        out.text("version", &change.version);
        out.text("kind", change.kind.name());
        for (key, ids) in [("from", &change.from), ("to", &change.to)] {
            if !ids.is_empty() {
                out.texts(key, ids.iter().map(ItemId::as_str));
            }
        }
        out.text("reason", &change.reason);
    }
    out.0
}

/// SHA-256 of the canonical text, 64 hexadecimal digits.
pub fn digest(checklist: &Checklist) -> String {
    Digest::of(canonical(checklist).as_bytes()).to_string()
}

/// A canonical text as the checklist it was made from. The faults name no file.
///
/// A text that was canonical once stays readable even if a later linter is stricter: where
/// nothing is lost by reading, faults do not count.
pub fn read_canonical(text: &str) -> Result<Checklist, Vec<Fault>> {
    let reading = read("", text);
    if !reading.broken
        && let Some(checklist) = expand(&reading.source, None)
        && canonical(&checklist) == text
    {
        return Ok(checklist);
    }
    let (checklist, faults) = catalog::judged(reading, text, None);
    checklist.ok_or(faults)
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn header(&mut self, header: &str) {
        self.0.push('\n');
        self.0.push_str(header);
        self.0.push('\n');
    }

    fn line(&mut self, key: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    fn texts<'a>(&mut self, key: &str, texts: impl IntoIterator<Item = &'a str>) {
        let quoted: Vec<String> = texts.into_iter().map(quoted).collect();
        self.line(key, &format!("[{}]", quoted.join(", ")));
    }

    fn item(&mut self, item: &Item) {
        self.header("[[item]]");
        self.text("id", item.id.as_str());
        self.text("section", item.section.as_str());
        self.text("title", &item.title);
        self.text("question", &item.question);
        self.text("how", &item.how);
        self.texts("methods", item.methods.iter().map(|method| method.name()));
        self.texts("evidence", item.evidence.iter().map(String::as_str));
        if let Some(condition) = &item.not_applicable {
            self.text("not_applicable", condition);
        }
        self.texts("basis", item.basis.iter().map(String::as_str));
        self.texts("commitments", item.commitments.iter().map(CommitmentId::as_str));
        self.text("frequency", item.frequency.name());
        match item.frequency {
            Frequency::Quarterly => {}
            Frequency::Annual { due_quarter } => {
                self.line("due_quarter", &due_quarter.to_string());
            }
            Frequency::Rotating { turn } => self.line("turn", &turn.to_string()),
        }
        if item.escalate {
            self.line("escalate", "true");
        }
    }
}

/// A TOML 1.0 basic string; what cannot be seen is escaped, so that the text can be printed.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut previous = None;
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if crate::text::is_shown(previous, c) => out.push(c),
            c if u32::from(c) > 0xffff => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
        previous = Some(c);
    }
    out.push('"');
    out
}
