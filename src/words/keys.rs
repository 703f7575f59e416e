//! What commands about keys and signatures say.
//!
//! What could not be done is told by `signing`.

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/keys.toml");
const EN: &str = include_str!("en/keys.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyWords {
    pub ask: String,
    pub ask_new: String,
    pub ask_again: String,
    pub new: NewKeyWords,
    pub show: ShowKeyWords,
    pub trust: TrustWords,
    pub seal: SignedWords,
    pub verify: SignatureWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewKeyWords {
    pub done: String,
    pub file: String,
    pub public: String,
    pub principal: String,
    pub fingerprint: String,
    pub line: String,
    pub unlocked: String,
    pub todo_officer: String,
    pub todo_auditor: String,
    pub backup: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowKeyWords {
    pub mine: String,
    pub other: String,
    pub locked: String,
    pub locked_yes: String,
    pub locked_no: String,
    pub made: String,
    pub public_line: String,
    pub signers_line: String,
    pub line_needs: String,
    pub list: String,
    pub list_empty: String,
    pub list_none: String,
    pub any_role: String,
    pub other_namespace: String,
    pub span: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustWords {
    pub done: String,
    pub file: String,
    pub fingerprint: String,
    pub from: String,
    pub until: String,
    pub ask: String,
    pub earlier: String,
    pub unsigned: String,
}

/// What sealing adds to its account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedWords {
    pub signed: String,
    pub by: String,
    pub left_out: String,
}

/// What is known of the signature of an entry.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureWords {
    pub good: String,
    pub not_checked: String,
    pub none_no_key: String,
    pub none_before: String,
    pub list: String,
    pub no_list: String,
    pub inside: String,
}

impl KeyWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/keys.toml", JA),
            Lang::En => read("en/keys.toml", EN),
        }
    }
}
