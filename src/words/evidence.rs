//! What is said of the files that evidence points at, and of the day until which it holds: alike
//! on the screen, on the command line and in reports.

use serde::Deserialize;

use super::{Lang, Told, WordsError, fill, read};
use crate::domain::evidence::{Evidence, FileState};

const JA: &str = include_str!("ja/evidence.toml");
const EN: &str = include_str!("en/evidence.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceMarks {
    pub fault: FileFaultWords,
    pub size: SizeWords,
    pub mark: MarkWords,
    pub state: StateWords,
    pub screen: PointingWords,
    pub check: CheckWords,
    pub status: ExpiryWords,
    pub report: FileWords,
}

/// Why a file cannot be pointed at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFaultWords {
    pub no_name: Told,
    pub name: Told,
    pub not_found: Told,
    pub not_regular: Told,
    pub changing: Told,
    pub unreadable: Told,
    pub no_such: Told,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeWords {
    bytes: String,
    kb: String,
    mb: String,
    gb: String,
}

/// What stands behind a reference.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkWords {
    separator: String,
    file: String,
    until: String,
    expired: String,
    looking: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateWords {
    same: String,
    changed: String,
    missing: String,
    /// Of a file beside the inspection that follows.
    pub changed_since: String,
    pub missing_now: String,
}

/// The lines in which a file or a day is typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointingWords {
    pub file: String,
    pub file_how: String,
    pub reading: String,
    pub reading_how: String,
    pub names_none: String,
    pub names_more: String,
    pub until: String,
    pub until_how: String,
    pub no_reference: String,
    pub pointed: String,
    pub kept_until: String,
    pub no_longer_until: String,
    pub stopped: String,
}

/// `verify --evidence`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckWords {
    pub reference: String,
    pub heading: String,
    pub none: String,
    pub counts: String,
    pub expired: String,
    pub why: String,
    pub progress: String,
}

/// References whose last day has passed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpiryWords {
    pub heading: String,
    pub line: String,
    pub warning: String,
}

/// In reports.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileWords {
    pub file: String,
    pub file_value: String,
    pub file_undated: String,
    pub digest: String,
    pub until: String,
    pub expired: String,
    pub caution: String,
}

impl EvidenceMarks {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/evidence.toml", JA),
            Lang::En => read("en/evidence.toml", EN),
        }
    }

    pub fn state(&self, state: FileState) -> &str {
        match state {
            FileState::Same => &self.state.same,
            FileState::Changed => &self.state.changed,
            FileState::Missing => &self.state.missing,
        }
    }

    /// `1.2 MB`, in the units that file managers show.
    pub fn size(&self, bytes: u64) -> String {
        const STEP: u64 = 1024;
        let words = &self.size;
        let (template, unit) = match bytes {
            0..STEP => return fill(&words.bytes, &[("n", &bytes.to_string())]),
            0x400..0x10_0000 => (&words.kb, STEP),
            0x10_0000..0x4000_0000 => (&words.mb, STEP * STEP),
            _ => (&words.gb, STEP * STEP * STEP),
        };
        let tenths = u128::from(bytes) * 10 / u128::from(unit);
        let n = match tenths {
            0..1000 => format!("{}.{}", tenths / 10, tenths % 10),
            _ => (tenths / 10).to_string(),
        };
        fill(template, &[("n", &n)])
    }

    /// ` ・ファイル 1.2 MB ・期限 2027-03-31（期限切れ） ・更新（…）`: what stands behind the words of
    /// a reference. `until` is its last day as days are told there.
    pub fn behind(&self, evidence: &Evidence, until: &str, expired: Expired, seen: Seen) -> String {
        let words = &self.mark;
        let mut marks = Vec::new();
        if let Some(file) = &evidence.file {
            marks.push(fill(&words.file, &[("size", &self.size(file.size))]));
        }
        if evidence.valid_until.is_some() {
            let template = match expired {
                Expired::No => &words.until,
                Expired::Yes => &words.expired,
            };
            marks.push(fill(template, &[("day", until)]));
        }
        let told = match seen {
            Seen::NotLooked => None,
            Seen::Looking => Some(&words.looking),
            Seen::As(FileState::Same) => Some(&self.state.same),
            Seen::As(FileState::Changed) => Some(&self.state.changed_since),
            Seen::As(FileState::Missing) => Some(&self.state.missing_now),
        };
        marks.extend(told.filter(|_| evidence.file.is_some()).cloned());
        marks.iter().flat_map(|mark| [words.separator.as_str(), mark.as_str()]).collect()
    }
}

/// Whether the last day of a reference has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expired {
    No,
    Yes,
}

/// What is known of a file at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    NotLooked,
    Looking,
    As(FileState),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_as_file_managers_tell_them() {
        let words = EvidenceMarks::load(Lang::Ja).unwrap();
        for (bytes, told) in [
            (0, "0 バイト"),
            (1023, "1023 バイト"),
            (1024, "1.0 KB"),
            (1_258_291, "1.1 MB"),
            (1 << 20, "1.0 MB"),
            ((1 << 20) - 1, "1023 KB"),
            (150 << 20, "150 MB"),
            (3 << 30, "3.0 GB"),
            (u64::MAX, "17179869183 GB"),
        ] {
            assert_eq!(words.size(bytes), told);
        }
    }
}
