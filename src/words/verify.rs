//! What `tenken verify` says, and what it says of checking the same without it.
//!
//! What is wrong with a file is told by `wrong`.

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/verify.toml");
const EN: &str = include_str!("en/verify.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyWords {
    pub table: TableWords,
    pub key: KeyStateWords,
    pub result: ResultWords,
    pub head: HeadWords,
    pub trust: TrustWords,
    pub note: NoteWords,
    pub explain: ExplainWords,
}

/// The heads of the columns, and what stands in them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    pub entry: String,
    pub contents: String,
    pub chain: String,
    pub signature: String,
    pub key: String,
    pub good: String,
    pub bad: String,
    pub first: String,
    pub none: String,
    pub separator: String,
}

/// What is known of the key, short enough for a column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyStateWords {
    pub none: String,
    pub not_checked: String,
    pub no_key: String,
    pub before_keys: String,
    pub unknown: String,
    pub other_role: String,
    pub not_then: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultWords {
    pub none: String,
    pub good: String,
    pub bad: String,
    pub chain: String,
    pub fault: String,
    pub unreadable: String,
    pub misplaced: String,
    pub unbound: String,
    pub notes: String,
    pub todo_bad: String,
    pub newest: String,
}

/// What the code that was given says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadWords {
    pub not_given: String,
    pub equal: String,
    pub later_refused: String,
    pub later_accepted: String,
    pub later_list: String,
    pub missing: String,
}

/// Whether keys were looked up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustWords {
    pub none: String,
    pub list: String,
    pub inside: String,
    pub key: String,
    pub whose: String,
    pub whose_unknown: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteWords {
    pub foreign: String,
    pub leftover: String,
    pub skipped: String,
    pub overdue: String,
    pub separator: String,
    pub more: String,
}

/// The lines between the commands; they must hold nothing that a shell would act on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainWords {
    pub title: String,
    pub how: String,
    pub tools: String,
    pub folder: String,
    pub folder_unprintable: String,
    pub contents: String,
    pub files: String,
    pub names: String,
    pub present: String,
    pub chain: String,
    pub times: String,
    pub times_by_eye: String,
    pub code: String,
    pub code_by_eye: String,
    pub signatures: String,
    pub signatures_no_list: String,
    pub signatures_none: String,
    pub must_be_signed: String,
    pub limits: String,
    pub empty: String,
}

impl VerifyWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/verify.toml", JA),
            Lang::En => read("en/verify.toml", EN),
        }
    }
}
