//! What a person, or a program, reads of a sealed record: one neutral sheet, one file per format.
//!
//! Values in, text out: it opens no file, asks no clock and decides no rule of the inspection.

pub mod audit_json;
mod audit_sheet;
mod caution;
pub mod checklist_json;
mod comparison_csv;
pub mod comparison_sheet;
mod csv;
pub(crate) mod evidence_json;
pub mod finding_json;
mod findings_csv;
pub mod form_sheet;
pub mod form_workbook;
pub mod indicator_json;
mod inspection_sheet;
mod json;
mod markdown;
mod promise;
pub mod rows;
mod scribe;
pub mod sheet;
pub mod tally_json;
mod text;
mod trend_csv;
pub mod trend_sheet;
pub mod workbook;

pub use audit_json::audit_json;
pub use comparison_csv::comparison_csv;
pub use findings_csv::findings_csv;
pub use inspection_sheet::compose;
pub use json::{comparison_json, json, plain_json, trend_json};
pub use markdown::markdown;
pub use sheet::Sheet;
pub use text::text;
pub use trend_csv::trend_csv;

use crate::domain::audit::AuditRecord;
use crate::domain::record::Record;
use crate::words::{AuditWords, ReportWords, Terms};

/// The forms in which a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a reader with Notepad.
    Text,
    Markdown,
    /// For programs; the same in every language.
    Json,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Json];

    /// The name on the command line, which is the ending of the file too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The whole report in one form, as UTF-8 with LF line ends and one at the end.
pub fn report(format: Format, record: &Record, words: &ReportWords, terms: &Terms) -> String {
    match format {
        Format::Text => text(&compose(record, words, terms)),
        Format::Markdown => markdown(&compose(record, words, terms)),
        Format::Json => json(record),
    }
}

/// What an auditor said in one form.
pub fn audit(format: Format, audit: &AuditRecord, words: &AuditWords, terms: &Terms) -> String {
    match format {
        Format::Text => text(&audit_sheet::compose(audit, words, terms)),
        Format::Markdown => markdown(&audit_sheet::compose(audit, words, terms)),
        Format::Json => audit_json(audit),
    }
}

#[cfg(test)]
pub(crate) mod tests;
