//! What could not be done with keys and signatures, and what to do next.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};

const JA: &str = include_str!("ja/signing.toml");
const EN: &str = include_str!("en/signing.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningWords {
    pub no_place: Told,
    pub inside: Told,
    pub exists: Told,
    pub exposed: Told,
    pub unprotected: Told,
    pub key_not_one: Told,
    pub key_public: Told,
    pub key_other_type: Told,
    pub key_cipher: Told,
    pub key_rounds: Told,
    pub no_passphrase: Told,
    pub wrong_passphrase: Told,
    pub key_damaged: Told,
    pub no_key: Told,
    pub no_key_of_role: Told,
    pub empty: Told,
    pub different: Told,
    pub nobody_to_ask: Told,
    pub broken_off: Told,
    pub principal: Told,
    pub public_no_key: Told,
    pub public_other_type: Told,
    pub public_damaged: Told,
    pub no_principal: Told,
    pub no_role: Told,
    pub other_role: Told,
    pub trust_not_utf8: Told,
    pub trust_mark: Told,
    pub trust_lines: Told,
    pub duplicate: Told,
    pub key_conflict: Told,
    pub role_conflict: Told,
    pub no_chance: Told,
    pub line: SignerLineWords,
    pub role: RoleWords,
}

/// Why a line of the list of signers is not understood.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerLineWords {
    pub numbered: String,
    pub separator: String,
    pub more: String,
    pub pattern: String,
    pub principal: String,
    pub no_key: String,
    pub key_type: String,
    pub key: String,
    pub authority: String,
    pub option: String,
    pub twice: String,
    pub namespace: String,
    pub time: String,
    pub never: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleWords {
    pub officer: String,
    pub auditor: String,
}

impl SigningWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/signing.toml", JA),
            Lang::En => read("en/signing.toml", EN),
        }
    }
}
