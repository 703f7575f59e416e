//! References as JSON: what a report and the commands say of one.
//!
//! Whether a file is still the same is not known here.

use chrono::SecondsFormat;
use serde::Serialize;

use crate::domain::evidence::{Evidence, EvidenceFile};

/// A reference; `file` and `valid_until` only where there is one.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceShape<'a> {
    text: &'a str,
    carried: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct FileShape<'a> {
    path: &'a str,
    sha256: &'a str,
    size: u64,
    modified: Option<String>,
}

impl<'a> EvidenceShape<'a> {
    pub(crate) fn of(evidence: &'a Evidence) -> Self {
        Self {
            text: &evidence.text,
            carried: evidence.carried.map(|period| period.to_string()),
            file: evidence.file.as_ref().map(FileShape::of),
            valid_until: evidence.valid_until.map(|last| last.to_string()),
        }
    }
}

impl<'a> FileShape<'a> {
    pub(crate) fn of(file: &'a EvidenceFile) -> Self {
        let modified = file.modified.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, false));
        Self { path: file.path.as_str(), sha256: file.sha256.as_str(), size: file.size, modified }
    }
}
