//! A 確認コード kept on paper beside what was looked through, as it is typed.
//!
//! Nothing is read anew: the codes of all entries are known from the check.

use super::Exhibit;
use crate::store::digest::Digest;
use crate::text::fold;

/// What a code typed from paper says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeCheck {
    /// Nothing is typed.
    Nothing,
    /// It is no code yet: so many digits of 64.
    Unfinished { digits: usize },
    /// Something in it is no digit of a code, or there are too many.
    Unfit,
    /// It is that of the newest entry.
    Newest,
    /// It is that of an older entry, after which so many follow.
    Older { entry: String, behind: usize },
    /// No entry has it.
    NotFound,
}

/// The code that was typed, where it is one; full-width digits are digits too.
pub fn typed_code(text: &str) -> Option<Digest> {
    fold(text).parse().ok()
}

impl Exhibit {
    /// The 確認コード of the newest entry, in groups; `None` where its SEAL cannot be read.
    pub fn newest_code(&self) -> Option<String> {
        let newest = self.verified.ledger.entries.last()?;
        newest.seal.map(|code| code.grouped())
    }

    /// What a code that is typed says of the ledger.
    pub fn check_code(&self, typed: &str) -> CodeCheck {
        let bare: String =
            fold(typed).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let digits = bare.chars().count();
        if digits == 0 {
            return CodeCheck::Nothing;
        }
        if !bare.chars().all(|c| c.is_ascii_hexdigit()) || digits > 64 {
            return CodeCheck::Unfit;
        }
        let Some(code) = typed_code(typed) else { return CodeCheck::Unfinished { digits } };
        let entries = &self.verified.ledger.entries;
        match entries.iter().rposition(|entry| entry.seal == Some(code)) {
            None => CodeCheck::NotFound,
            Some(at) if at + 1 == entries.len() => CodeCheck::Newest,
            Some(at) => CodeCheck::Older {
                entry: entries[at].name.to_string(),
                behind: entries.len() - at - 1,
            },
        }
    }
}
