//! Names in `reports/`: periods, kinds and sealed entries, and the fixed ones.
//!
//! It checks form only: whether a period exists in a society's cycle is the domain's question.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use chrono::NaiveDate;

use super::fs::FileName;

/// Inspections in progress, one folder per period.
pub const DRAFTS: &str = "drafts";
/// Renderings made on request; never part of the chain.
pub const EXPORTS: &str = "exports";
/// The file the one writer holds a lock on.
pub const LOCK: &str = ".lock";
/// What an unfinished seal or journal is called until its rename.
pub const STAGING_PREFIX: &str = ".staging-";
/// The list of hashes in a sealed entry.
pub const SEAL: &str = "SEAL";
/// The signature over [`SEAL`], if there is one.
pub const SEAL_SIG: &str = "SEAL.sig";

/// Whether a file stands where only the program writes: in a sealed entry or in the folder of an
/// inspection in progress. People are told not to mend such a file by hand.
pub fn is_kept(file: &Path) -> bool {
    fn name(dir: Option<&Path>) -> Option<&str> {
        dir?.file_name()?.to_str()
    }
    let folder = file.parent();
    name(folder).is_some_and(|name| name.parse::<EntryName>().is_ok())
        || name(folder.and_then(Path::parent)) == Some(DRAFTS)
}

/// A period as file names have it: `FY2026`, `FY2026-H1` or `FY2026-Q3`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodName(String);

impl PeriodName {
    /// What every name of a period begins with.
    pub const PREFIX: &str = "FY";

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PeriodName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let parts = |text: &str| {
            let rest = text.strip_prefix(Self::PREFIX)?;
            let (year, part) = (rest.get(..4)?, rest.get(4..)?);
            let known = matches!(part, "" | "-H1" | "-H2" | "-Q1" | "-Q2" | "-Q3" | "-Q4");
            (known && year.bytes().all(|b| b.is_ascii_digit())).then_some(())
        };
        parts(text).ok_or_else(|| NameError::Period { text: text.to_owned() })?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for PeriodName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a sealed entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    Report,
    /// Replaces an earlier entry, which stays.
    Correction,
    /// An auditor's remarks on an earlier entry.
    Audit,
}

impl EntryKind {
    pub const ALL: [Self; 3] = [Self::Report, Self::Correction, Self::Audit];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Correction => "correction",
            Self::Audit => "audit",
        }
    }
}

impl FromStr for EntryKind {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| NameError::Kind { text: text.to_owned() })
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The folder of a sealed entry: `0001_FY2026-Q2_2026-09-18_report`. Entries order by `seq`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName {
    /// 1, 2, 3 … without gap; four digits at least.
    pub seq: u32,
    pub period: PeriodName,
    /// The day of sealing, where it was sealed.
    pub date: NaiveDate,
    pub kind: EntryKind,
}

impl EntryName {
    pub fn file_name(&self) -> FileName {
        let text = self.to_string();
        text.parse().unwrap_or_else(|_| unreachable!("entry names are file names: {text}"))
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seq, period, date, kind } = self;
        write!(f, "{seq:04}_{period}_{}_{kind}", date.format("%Y-%m-%d"))
    }
}

impl FromStr for EntryName {
    type Err = NameError;

    /// Only the one spelling that [`EntryName`] itself writes.
    fn from_str(text: &str) -> Result<Self, NameError> {
        let wrong = || NameError::Entry { text: text.to_owned() };
        let parts: Vec<&str> = text.split('_').collect();
        let [seq, period, date, kind] = parts[..] else { return Err(wrong()) };
        let name = Self {
            seq: seq.parse().map_err(|_| wrong())?,
            period: period.parse()?,
            date: NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| wrong())?,
            kind: kind.parse()?,
        };
        if name.seq > 0 && name.to_string() == text { Ok(name) } else { Err(wrong()) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("not a period: {text:?}")]
    Period { text: String },
    #[error("not a kind of entry: {text:?}")]
    Kind { text: String },
    #[error("not the name of an entry: {text:?}")]
    Entry { text: String },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_names_read_back_as_written() {
        for text in [
            "0001_FY2026-Q2_2026-09-18_report",
            "0042_FY2026_2027-03-31_audit",
            "12345_FY2026-H1_2026-09-30_correction",
        ] {
            let name: EntryName = text.parse().unwrap();
            assert_eq!(name.to_string(), text);
            assert_eq!(name.file_name().as_str(), text);
        }
    }

    #[test]
    fn files_of_entries_and_drafts_are_kept_by_the_program_and_no_others() {
        for (file, kept) in [
            ("/a/reports/0001_FY2026-Q2_2026-09-18_report/report.toml", true),
            ("reports/drafts/FY2026-Q3/journal.toml", true),
            ("/reports/drafts/tenken.toml", false),
            ("/a/reports/checklists/small.toml", false),
            ("tenken.toml", false),
        ] {
            assert_eq!(is_kept(Path::new(file)), kept, "{file}");
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "1_FY2026-Q2_2026-09-18_report",
            "00001_FY2026-Q2_2026-09-18_report",
            "0000_FY2026-Q2_2026-09-18_report",
            "+001_FY2026-Q2_2026-09-18_report",
            "0001_FY2026-Q5_2026-09-18_report",
            "0001_FY2026-Q2_2026-9-18_report",
            "0001_FY2026-Q2_2026-02-30_report",
            "0001_FY2026-Q2_2026-09-18_Report",
            "0001_FY2026-Q2_2026-09-18_report_",
            "0001_FY2026-Q2_2026-09-18",
            "0001_FY２026_2026-09-18_report",
            "",
        ] {
            assert!(text.parse::<EntryName>().is_err(), "{text:?} was accepted");
        }
    }
}
