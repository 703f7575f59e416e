//! 証跡: where the proof is, the file it may name, and until when it holds.
//!
//! A file is named and told by its digest; nothing of what is in it is here, and nothing here
//! looks at one.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::period::Period;

/// A reference to a proof (document, number, place); never a copy of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub text: String,
    /// The period it was cited from with one key; the mark stays for good.
    pub carried: Option<Period>,
    /// The file that was pointed at, as it was then.
    pub file: Option<EvidenceFile>,
    /// The last day on which it holds: of a contract, an appointment, a certificate.
    pub valid_until: Option<NaiveDate>,
}

impl Evidence {
    /// A reference in words alone.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), carried: None, file: None, valid_until: None }
    }

    /// True when its last day lies before `day`.
    pub fn has_expired(&self, day: NaiveDate) -> bool {
        self.valid_until.is_some_and(|last| last < day)
    }
}

/// A file as it was when it was pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    pub path: FilePath,
    pub sha256: FileDigest,
    /// In bytes.
    pub size: u64,
    /// When it was last written, to the second; `None` where its disk does not say.
    pub modified: Option<DateTime<FixedOffset>>,
}

/// What became of a file since it was pointed at: a fact about evidence, no fault of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileState {
    /// 同一: the same content.
    Same,
    /// 更新: it is there with another content.
    Changed,
    /// 所在不明: not found, not readable, or no regular file.
    Missing,
}

impl FileState {
    pub const ALL: [Self; 3] = [Self::Same, Self::Changed, Self::Missing];

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }
}

/// SHA-256 of a file: 64 hexadecimal digits, small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileDigest(String);

impl FileDigest {
    /// Digits that stand for it in a narrow place.
    const SHORT: usize = 12;
    const DIGITS: usize = 64;

    pub fn new(text: &str) -> Option<Self> {
        let fits = text.len() == Self::DIGITS
            && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first digits, to be told apart by eye; never to be relied on.
    pub fn short(&self) -> &str {
        &self.0[..Self::SHORT]
    }
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a path of a record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The folder of the society.
    Root,
    /// The home folder of whoever looks, whatever its name.
    Home,
    /// Nowhere: a share or a drive, named in full.
    None,
}

/// Why a text is no path of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path as records name files")]
pub struct BadPath;

/// A file as a record names it: `規程/取扱規程.pdf` in the folder of the society, `~/…` below the
/// home folder, else in full. It never leads out of where it begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePath(String);

impl FilePath {
    /// Bytes at the most.
    const LONGEST: usize = 4096;

    /// Reads a path as it stands in a record.
    pub fn new(text: &str) -> Result<Self, BadPath> {
        let path = Self(text.to_owned());
        let (base, rest) = path.parts();
        let slashes: &[char] = if base == Base::None { &['/', '\\'] } else { &['/'] };
        let rest = if base == Base::None { rest.trim_start_matches(slashes) } else { rest };
        let leads_on = |part: &str| !part.is_empty() && part != "." && part != "..";
        let fits = text.len() <= Self::LONGEST
            && !text.contains('\0')
            && rest.split(slashes).all(leads_on);
        if fits { Ok(path) } else { Err(BadPath) }
    }

    /// The path of parts below a base; one in full is read with [`FilePath::new`].
    pub fn below(base: Base, parts: &[&str]) -> Result<Self, BadPath> {
        let joined = parts.join("/");
        if parts.is_empty() || parts.iter().any(|part| part.contains('/')) {
            return Err(BadPath);
        }
        match base {
            Base::Home => Self::new(&format!("~/{joined}")),
            // What would be read as something else is marked as what it is.
            Base::Root if Self(joined.clone()).parts() != (Base::Root, &joined) => {
                Self::new(&format!("./{joined}"))
            }
            Base::Root => Self::new(&joined),
            Base::None => Err(BadPath),
        }
    }

    /// Where it begins, and the rest.
    pub fn parts(&self) -> (Base, &str) {
        let text = self.0.as_str();
        if let Some(rest) = text.strip_prefix("~/") {
            return (Base::Home, rest);
        }
        if let Some(rest) = text.strip_prefix("./") {
            return (Base::Root, rest);
        }
        let mut chars = text.chars();
        let drive = matches!(
            (chars.next(), chars.next(), chars.next()),
            (Some(letter), Some(':'), Some('/' | '\\')) if letter.is_ascii_alphabetic()
        );
        if drive || text.starts_with('/') || text.starts_with("\\\\") {
            (Base::None, text)
        } else {
            (Base::Root, text)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the file without its folders.
    pub fn file_name(&self) -> &str {
        let slashes: &[char] = if self.parts().0 == Base::None { &['/', '\\'] } else { &['/'] };
        self.0.rsplit(slashes).next().unwrap_or_default()
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The digest of a file that only tests know.
    pub(crate) fn file(path: &str, size: u64) -> EvidenceFile {
        EvidenceFile {
            path: FilePath::new(path).unwrap(),
            sha256: FileDigest::new(&"0a".repeat(32)).unwrap(),
            size,
            modified: DateTime::parse_from_rfc3339("2026-04-01T09:30:00+09:00").ok(),
        }
    }

    #[test]
    fn a_path_says_where_it_begins_and_never_leads_out() {
        for (text, base, name) in [
            ("規程/取扱規程.pdf", Base::Root, "取扱規程.pdf"),
            ("~/書類/契約 書.pdf", Base::Home, "契約 書.pdf"),
            ("./~/x", Base::Root, "x"),
            ("/mnt/share/名簿.xlsx", Base::None, "名簿.xlsx"),
            (r"\\server\share\a\b.pdf", Base::None, "b.pdf"),
            (r"D:\a\b.pdf", Base::None, "b.pdf"),
            ("~taro/x", Base::Root, "x"),
        ] {
            let path = FilePath::new(text).unwrap();
            assert_eq!((path.parts().0, path.file_name()), (base, name), "{text}");
        }
        for text in [
            "",
            "/",
            "~/",
            "./",
            "a//b",
            "../a",
            "a/../b",
            "a/./b",
            "~/../x",
            "/a/../b",
            "a\0b",
            r"C:\a\..\b",
            r"\\",
            "a/",
        ] {
            assert_eq!(FilePath::new(text), Err(BadPath), "{text:?}");
        }
        assert!(FilePath::new(&"a".repeat(5000)).is_err());
    }

    #[test]
    fn what_would_be_read_as_something_else_is_marked() {
        let below = |base, parts: &[&str]| FilePath::below(base, parts).map(|p| p.to_string());
        assert_eq!(below(Base::Root, &["a", "b"]).unwrap(), "a/b");
        assert_eq!(below(Base::Home, &["a", "b"]).unwrap(), "~/a/b");
        assert_eq!(below(Base::Root, &["~", "b"]).unwrap(), "./~/b");
        assert_eq!(below(Base::Root, &["C:", "b"]).unwrap(), "./C:/b");
        assert_eq!(below(Base::Root, &["..", "b"]), Err(BadPath));
        assert_eq!(below(Base::Root, &["a/b"]), Err(BadPath));
        assert_eq!(below(Base::Root, &[]), Err(BadPath));
        assert_eq!(below(Base::None, &["a"]), Err(BadPath));
    }

    #[test]
    fn a_digest_is_64_small_digits() {
        assert!(FileDigest::new(&"0f".repeat(32)).is_some());
        for wrong in ["0F".repeat(32), "0f".repeat(31), "0g".repeat(32), String::new()] {
            assert_eq!(FileDigest::new(&wrong), None);
        }
    }

    #[test]
    fn the_last_day_counts_and_the_next_does_not() {
        let day = |d| NaiveDate::from_ymd_opt(2027, 3, d).unwrap();
        let dated = Evidence { valid_until: Some(day(30)), ..Evidence::new("契約書") };
        assert!(!dated.has_expired(day(30)) && dated.has_expired(day(31)));
        assert!(!Evidence::new("契約書").has_expired(day(31)));
    }
}
