//! What the command line says of findings: the list, one of them, a review that was recorded.

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/findings.toml");
const EN: &str = include_str!("en/findings.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingWords {
    pub value: FindingValues,
    pub label: FindingLabels,
    pub list: FindingListWords,
    pub recorded: RecordedWords,
    pub answer: ContinuedWords,
}

/// How single values are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingValues {
    /// `{due}` with what is to be noted of it.
    pub due: String,
    /// The `{first}` due date and how often it was moved.
    pub extended: String,
    /// The days since the due date.
    pub over: String,
    /// `{n}` periods.
    pub age: String,
    pub age_new: String,
    /// A state with its age.
    pub state: String,
    pub opened: String,
    pub moved: String,
    pub review: String,
    /// Of an inspection that is not sealed.
    pub unsealed: String,
    pub none: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingLabels {
    pub state: String,
    pub grade: String,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub opened: String,
    pub reviews: String,
    pub no_reviews: String,
    pub progress: String,
    pub closed_on: String,
    pub evidence: String,
    pub effect: String,
    pub confirmed_by: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingListWords {
    pub summary: String,
    pub none: String,
    pub none_open: String,
    pub none_overdue: String,
    /// The last review, on one line.
    pub last: String,
    /// The same where it moves the due date.
    pub last_moved: String,
    pub todo: String,
    /// In `tenken status`.
    pub to_review: String,
    pub of_record: String,
    /// In `tenken list`.
    pub counts: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedWords {
    pub done: String,
    pub review: String,
    pub by: String,
    pub left: String,
    pub left_value: String,
    pub answer_due: String,
    pub confirmer_is_inspector: String,
}

/// Of an answer to an item with an open finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContinuedWords {
    pub continues: String,
    pub continues_value: String,
    pub review: String,
    pub review_ng: String,
}

impl FindingWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/findings.toml", JA),
            Lang::En => read("en/findings.toml", EN),
        }
    }
}
