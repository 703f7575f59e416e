//! What is said of the sample society: that it was made, and what to look at.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};

const JA: &str = include_str!("ja/demo.toml");
const EN: &str = include_str!("en/demo.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoWords {
    pub made: String,
    pub society: String,
    pub periods: String,
    pub periods_value: String,
    pub today: String,
    pub today_value: String,
    pub try_next: String,
    /// Commands with what they show, in the order to try them.
    pub tries: Vec<Try>,
    pub throw_away: String,
    pub occupied: Told,
    /// Lines at the head of the sample's `tenken.toml`.
    pub comments: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Try {
    /// What stands behind the folder and the date; empty for the interface.
    pub command: String,
    pub shows: String,
}

impl DemoWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/demo.toml", JA),
            Lang::En => read("en/demo.toml", EN),
        }
    }
}
