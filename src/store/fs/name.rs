//! Checked names for whatever the store puts on a disk.
//!
//! It does not check paths given by a person (`--root`, `--out`); those are theirs.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// The longest name written, in bytes; below the limit of every file system in use.
pub const MAX_NAME: usize = 100;

/// One path component: 1 to 100 characters of `[A-Za-z0-9._-]`, neither `.` nor `..`, and not
/// ending in a dot (Windows drops that one silently).
///
/// The narrow alphabet keeps `sha256sum` from escaping names and exFAT and NTFS from refusing
/// them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(String);

impl FileName {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FileName {
    type Err = BadName;

    fn from_str(text: &str) -> Result<Self, BadName> {
        let letters =
            text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if text.is_empty() || text.len() > MAX_NAME || !letters || text.ends_with('.') {
            return Err(BadName { name: text.to_owned() });
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<Path> for FileName {
    fn as_ref(&self) -> &Path {
        Path::new(&self.0)
    }
}

/// A text that cannot be a [`FileName`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a permitted file name: {name:?}")]
pub struct BadName {
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters_digits_dot_underscore_and_hyphen_are_accepted() {
        for name in ["report.toml", "SEAL", ".lock", "0001_FY2026-Q2_2026-09-18_report", "a"] {
            assert_eq!(name.parse::<FileName>().unwrap().as_str(), name);
        }
    }

    #[test]
    fn names_that_could_leave_the_folder_or_fail_elsewhere_are_refused() {
        let long = "a".repeat(MAX_NAME + 1);
        for name in ["", ".", "..", "a/b", "a\\b", "a b", "a:b", "a.", "点検", "a\n", "a\0", &long]
        {
            assert!(name.parse::<FileName>().is_err(), "{name:?} was accepted");
        }
    }
}
