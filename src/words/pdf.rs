//! Words that only a document with pages needs.

use serde::Deserialize;

use super::{Lang, WordsError, fill, read};

const JA: &str = include_str!("ja/pdf.toml");
const EN: &str = include_str!("en/pdf.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PdfWords {
    /// `{page}` of `{total}`.
    pub page: String,
    /// A `{label}` before its text on one line.
    label: String,
    /// The `{name}` of what goes on on another page.
    continued: String,
    /// A bar with its number `{n}`, of which `{part}` are `{label}`.
    pub bar: String,
    /// At the end: codes of letters that the font does not have, in a `{list}`.
    pub lacking: String,
    /// At the end: letters of which the font does not have the variation asked for.
    pub plain: String,
    separator: String,
    /// `{n}` that are not named in a list.
    more: String,
}

impl PdfWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/pdf.toml", JA),
            Lang::En => read("en/pdf.toml", EN),
        }
    }

    pub fn labelled(&self, label: &str) -> String {
        fill(&self.label, &[("label", label)])
    }

    pub fn continued(&self, name: &str) -> String {
        fill(&self.continued, &[("name", name)])
    }

    /// The first `most` of them, and how many more there are.
    pub fn list(&self, each: impl Iterator<Item = String>, most: usize) -> String {
        let mut all: Vec<String> = each.collect();
        if all.len() > most {
            let more = (all.len() - most).to_string();
            all.truncate(most);
            all.push(fill(&self.more, &[("n", &more)]));
        }
        all.join(&self.separator)
    }
}
