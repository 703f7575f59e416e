//! What is said of rows for analysis: how many were written, and what is missing among them.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};

const JA: &str = include_str!("ja/rows.toml");
const EN: &str = include_str!("en/rows.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsWords {
    pub counts: String,
    pub none: String,
    pub unreadable: Told,
    pub altered: Told,
    pub incomplete: String,
    /// Several folders where only one can be meant.
    pub one_root: Told,
    /// Folders named both before and behind the command.
    pub split_roots: Told,
}

impl RowsWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/rows.toml", JA),
            Lang::En => read("en/rows.toml", EN),
        }
    }
}
