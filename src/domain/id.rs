//! Identifiers that are checked when they are made: items, sections, commitments, checklists.
//!
//! None of them ever becomes part of a path except the checklist id, whose alphabet allows it.

use std::fmt;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("is empty")]
    Empty,
    #[error("has more than {max} characters")]
    Long { max: usize },
    #[error("may not contain {found:?} there")]
    Character { found: char },
    #[error("is the name of a device")]
    Device,
}

/// Checks that `text` is groups of characters accepted by `allowed`, joined by single hyphens.
fn grouped(text: &str, max: usize, allowed: fn(char) -> bool) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    let mut after_hyphen = true;
    for (count, found) in text.chars().enumerate() {
        if count >= max {
            return Err(IdError::Long { max });
        }
        let hyphen = found == '-';
        if (hyphen && after_hyphen) || !(hyphen || allowed(found)) {
            return Err(IdError::Character { found });
        }
        after_hyphen = hyphen;
    }
    if after_hyphen { Err(IdError::Character { found: '-' }) } else { Ok(()) }
}

/// Names that Windows keeps for devices, whatever ending a file of that name has (Microsoft,
/// "Naming Files, Paths, and Namespaces").
fn is_device(text: &str) -> bool {
    let numbered = |name: &str| {
        let number = text.strip_prefix(name).unwrap_or_default();
        number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn upper_or_digit(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit()
}

fn lower_or_digit(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

fn lower_or_line(c: char) -> bool {
    c.is_ascii_lowercase() || c == '_'
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $max:literal, $allowed:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The greatest number of characters.
            pub const MAX: usize = $max;

            pub fn new(text: &str) -> Result<Self, IdError> {
                grouped(text, Self::MAX, $allowed)?;
                if is_device(text) {
                    return Err(IdError::Device);
                }
                Ok(Self(text.to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

id!(
    /// A permanent name of one item, `ORG-01`: at most 16 of `A–Z 0–9 -`; never of other meaning.
    ItemId, 16, upper_or_digit
);
id!(
    /// A name of one promise in the published notice: `O1`.
    CommitmentId, 8, upper_or_digit
);
id!(
    /// A name of one section: `organizational`.
    SectionId, 32, lower_or_line
);
id!(
    /// A name of a checklist and the stem of its file: `kenpo`.
    ChecklistId, 32, lower_or_digit
);
id!(
    /// A name of one row of a table that an item is expanded over: `QUALIFY`.
    RowKey, 10, upper_or_digit
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_id_is_groups_of_capitals_and_digits() {
        for good in ["ORG-01", "A", "PUR-QUALIFY", "ABCDEFGHIJKLMNOP"] {
            assert_eq!(ItemId::new(good).unwrap().as_str(), good);
        }
        for bad in
            ["", "-A", "A-", "A--B", "org-01", "A_1", "../A", "A/B", "Ａ", "ABCDEFGHIJKLMNOPQ"]
        {
            assert!(ItemId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_checklist_id_cannot_be_a_path() {
        assert!(ChecklistId::new("gunma-nodan-kenpo").is_ok());
        for bad in ["..", "a/b", "a\\b", "A", "con.toml", "a b"] {
            assert!(ChecklistId::new(bad).is_err(), "{bad}");
        }
        for device in ["con", "nul", "aux", "prn", "com1", "lpt9"] {
            assert_eq!(ChecklistId::new(device), Err(IdError::Device));
        }
        assert!(ChecklistId::new("com10").is_ok() && ChecklistId::new("console").is_ok());
    }
}
