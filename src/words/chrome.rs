//! Words that frame every screen: titles, notices, questions, names of keys and commands.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/chrome.toml");
const EN: &str = include_str!("en/chrome.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChromeWords {
    pub program: String,
    pub home: String,
    pub setup: String,
    pub inspect: String,
    pub review: String,
    pub report: String,
    pub loading: String,
    pub too_small: String,
    pub saved: String,
    pub saving: String,
    pub unsaved: String,
    pub read_only: String,
    pub meaning: String,
    pub help_title: String,
    pub help_text: String,
    pub key_column: String,
    pub what_column: String,
    /// Lines that head a new `tenken.toml`.
    pub society_file: String,
    pub notice: NoticeWords,
    pub question: QuestionWords,
    pub passphrase: PassphraseWords,
    pub verified: VerifiedWords,
    label: BTreeMap<String, String>,
    context: BTreeMap<String, String>,
    key_cap: BTreeMap<String, String>,
}

/// The masked field for the passphrase of a key.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassphraseWords {
    pub title: String,
    pub text: String,
    pub label: String,
    pub keys: String,
}

/// What is told in the line above the footer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeWords {
    pub cited: String,
    pub nothing_to_cite: String,
    pub nothing_to_undo: String,
    pub nothing_to_redo: String,
    pub nothing_open: String,
    pub nothing_to_clear: String,
    pub draft_kept: String,
    pub no_verdict_yet: String,
    pub text_full: String,
    pub bad_date: String,
    pub torn: String,
    pub not_found: String,
    pub names_missing: String,
    pub no_confirmer: String,
    pub unsaved: String,
}

/// What is asked before it is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    pub seal: String,
    pub leave_unsaved: String,
    pub drop_draft: String,
    pub clear: String,
    pub yes: String,
    pub no: String,
    pub title: String,
}

/// The result of checking the chain.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifiedWords {
    pub title: String,
    pub clean: String,
    pub none: String,
    pub faulty: String,
    pub fault: String,
    pub unreadable: String,
    pub misplaced: String,
    /// How many signatures there are: `{n}`, `{good}`, `{open}`, `{bad}`.
    pub signed: String,
    pub no_keys: String,
    pub limit: String,
    pub close: String,
}

impl ChromeWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/chrome.toml", JA),
            Lang::En => read("en/chrome.toml", EN),
        }
    }

    /// What the command of that name does, in a word or two; the name itself where a word is
    /// missing, which a test of the interface rules out.
    pub fn label<'a>(&'a self, command: &'a str) -> &'a str {
        self.label.get(command).map_or(command, String::as_str)
    }

    /// The names of the commands that have a label.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.label.keys().map(String::as_str)
    }

    /// The names of the groups of keys that have a name.
    pub fn contexts(&self) -> impl Iterator<Item = &str> {
        self.context.keys().map(String::as_str)
    }

    /// The name of a group of keys.
    pub fn context<'a>(&'a self, context: &'a str) -> &'a str {
        self.context.get(context).map_or(context, String::as_str)
    }

    /// What is printed on a key.
    pub fn key<'a>(&'a self, key: &'a str) -> &'a str {
        self.key_cap.get(key).map_or(key, String::as_str)
    }
}
