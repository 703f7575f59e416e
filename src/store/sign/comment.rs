//! What stands beside a key of ours: whose it is, in which role, since when.
//!
//! It proves nothing: whoever makes a key writes it. It saves the reader of the key from typing.

use std::fmt;

use chrono::NaiveDate;

use super::Role;
use super::key::Principal;

const DATE: &str = "%Y-%m-%d";

/// `officer@kenpo tenken.officer 2026-12-18`; of a key that others made, perhaps the name only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyComment {
    pub principal: Option<Principal>,
    pub role: Option<Role>,
    /// The day it was made.
    pub made: Option<NaiveDate>,
}

impl KeyComment {
    /// What can be understood of a comment; never an error, since any text may stand there.
    pub fn read(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let principal = words.next().and_then(|word| word.parse().ok());
        let role = words
            .next()
            .and_then(|word| Role::ALL.into_iter().find(|role| role.namespace() == word));
        let made = words.next().and_then(|word| NaiveDate::parse_from_str(word, DATE).ok());
        Self { principal, role, made: made.filter(|_| role.is_some()) }
    }
}

impl fmt::Display for KeyComment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(principal) = &self.principal else { return Ok(()) };
        write!(f, "{principal}")?;
        let Some(role) = self.role else { return Ok(()) };
        write!(f, " {}", role.namespace())?;
        self.made.map_or(Ok(()), |made| write!(f, " {}", made.format(DATE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_of_ours_reads_as_written_and_others_as_far_as_they_go() {
        let text = "officer@kenpo tenken.officer 2026-12-18";
        let read = KeyComment::read(text);
        assert_eq!((read.role, read.to_string().as_str()), (Some(Role::Officer), text));
        for (other, left) in [
            ("root@host", "root@host"),
            ("suzuki no kagi", "suzuki"),
            ("a,b tenken.officer", ""),
            ("", ""),
            ("a tenken.auditor 2026-02-30", "a tenken.auditor"),
        ] {
            assert_eq!(KeyComment::read(other).to_string(), left, "{other}");
        }
    }
}
