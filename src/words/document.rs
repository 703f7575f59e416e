//! The words of documents that are written to files, and of writing them.
//!
//! What stands in a report, a comparison or a trend has words of its own.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Lang, Told, WordsError, fill, read};

const JA: &str = include_str!("ja/document.toml");
const EN: &str = include_str!("en/document.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentWords {
    /// Above the 確認コード of a sealed record.
    pub code: String,
    /// What the record is that goes along with pages.
    pub attached: String,
    /// Above the 確認コード of what an auditor said, and what goes along with its pages.
    pub audit_code: String,
    pub audit_attached: String,
    pub name: DocumentNames,
    /// The same for programs that know no Japanese in the names of files.
    pub ascii: DocumentNames,
    pub line: DocumentLines,
    /// What a form is called in a sentence, by its name on the command line.
    called: BTreeMap<String, String>,
    pub usage: DocumentUsage,
    pub failure: DocumentFailures,
    pub screen: DocumentScreen,
}

/// The choice of a form on the screen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentScreen {
    pub title: String,
    pub how: String,
    pub done: String,
    /// All forms at once.
    pub all: String,
    pub stopping: String,
    pub going_on: String,
    /// Where an `{entry}` is not as it was sealed, and what to do then.
    pub altered: String,
    pub altered_next: String,
    /// What each form is for, by its name on the command line.
    format: BTreeMap<String, String>,
}

/// What a kind of document is called in the name of its file; `{seq}` is the number of an entry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentNames {
    pub report: String,
    pub correction: String,
    pub audit: String,
    pub comparison: String,
    pub trend: String,
}

/// What became of a `{file}`, and what is in it: `{items}`, `{findings}`, `{remarks}`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentLines {
    pub new: String,
    pub replaced: String,
    pub same: String,
    pub held: String,
    /// The same of what an auditor said.
    pub held_audit: String,
    /// File `{n}` of `{total}`, a `{format}`, is being made.
    pub making: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentUsage {
    pub binary: Told,
    pub subject: Told,
    pub entry: Told,
    pub number: Told,
}

/// What is told with failures about a `{file}`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFailures {
    pub into_sealed: Told,
    pub read_back: Told,
}

impl DocumentLines {
    /// What is in a file.
    pub fn counts(&self, (items, findings, remarks): (Option<usize>, usize, usize)) -> String {
        let template = if items.is_some() { &self.held } else { &self.held_audit };
        let numbers = [items.unwrap_or_default(), findings, remarks].map(|n| n.to_string());
        let [items, findings, remarks] = &numbers;
        fill(template, &[("items", items), ("findings", findings), ("remarks", remarks)])
    }
}

impl DocumentWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/document.toml", JA),
            Lang::En => read("en/document.toml", EN),
        }
    }
}

impl DocumentWords {
    /// Which of how many files is being made; the form by its name on the command line.
    pub fn making(&self, format: &str, number: usize, total: usize) -> String {
        let called = self.called.get(format).map_or(format, String::as_str);
        let values =
            [("format", called), ("n", &number.to_string()), ("total", &total.to_string())];
        fill(&self.line.making, &values)
    }
}

impl DocumentScreen {
    /// What a form is for, by its name on the command line; empty where it has no words.
    pub fn format(&self, name: &str) -> &str {
        self.format.get(name).map_or("", String::as_str)
    }
}
