//! What is said where no document with pages can be made: fonts, and what PDF/A does not allow.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};

const JA: &str = include_str!("ja/font.toml");
const EN: &str = include_str!("en/font.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontWords {
    /// No font is installed that is known.
    pub none: Told,
    /// The `{file}` that was named cannot be read.
    pub unreadable: Told,
    /// It was read, and is not fit.
    pub unfit: Told,
    pub no_font: String,
    pub no_outlines: String,
    pub not_japanese: String,
    pub not_embeddable: String,
    /// The level of PDF/A cannot be kept.
    pub refused: Told,
}

impl FontWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/font.toml", JA),
            Lang::En => read("en/font.toml", EN),
        }
    }
}
