//! What is not as it was sealed, told alike on the screen and on the command line.

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/wrong.toml");
const EN: &str = include_str!("en/wrong.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongWords {
    pub changed: String,
    pub missing: String,
    pub extra: String,
    pub not_regular: String,
    pub too_large: String,
    pub unreadable: String,
    pub seal_not_utf8: String,
    pub seal_newer: String,
    pub seal_line: String,
    pub seal_not_canonical: String,
    pub renamed: String,
    pub misfit: String,
    pub gap: String,
    pub duplicate: String,
    pub no_link: String,
    pub link_of_first: String,
    pub wrong_link: String,
    pub clock_back: String,
    pub signature: BadSignatureWords,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BadSignatureWords {
    pub missing: String,
    pub not_one: String,
    pub version: String,
    pub key_type: String,
    pub hash: String,
    pub not_canonical: String,
    pub altered: String,
    pub other_role: String,
    pub unknown_key: String,
    pub key_of_other_role: String,
    pub not_then: String,
    pub list_separator: String,
}

impl WrongWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/wrong.toml", JA),
            Lang::En => read("en/wrong.toml", EN),
        }
    }
}
