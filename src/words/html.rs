//! The few words that a page of a browser needs besides those of its sheet.

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/html.toml");
const EN: &str = include_str!("en/html.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HtmlWords {
    /// The link past the contents, seen once it has the focus.
    pub skip: String,
    pub contents: String,
    pub top: String,
    /// The `{n}`th table or drawing under one `{title}`.
    pub repeated: String,
    /// A drawing in parts: the `{n}`th of `{all}`.
    pub part: String,
    /// A `{count}` of which a `{part}` is marked as `{label}` says.
    pub counted: String,
    /// In place of a share where there is nothing to take one of.
    pub no_share: String,
}

impl HtmlWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/html.toml", JA),
            Lang::En => read("en/html.toml", EN),
        }
    }
}
