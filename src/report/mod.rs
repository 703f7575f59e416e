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
mod html;
pub mod indicator_json;
mod inspection_sheet;
mod json;
mod markdown;
mod packing;
pub mod pdf;
mod promise;
mod record_csv;
pub mod rows;
mod scribe;
pub mod sheet;
pub mod tally_json;
mod text;
mod trend_csv;
pub mod trend_sheet;
pub mod workbook;

pub use audit_json::audit_json;
pub use audit_sheet::{Later, compose as audit_sheet, document as audit_document};
pub use comparison_csv::comparison_csv;
pub use findings_csv::findings_csv;
pub use html::html;
pub use inspection_sheet::{Since, SinceWords, compose, document};
pub use json::{comparison_json, json, plain_json, trend_json};
pub use markdown::markdown;
pub use pdf::pdf;
pub use record_csv::{COLUMNS as RECORD_COLUMNS, audit_csv, record_csv};
pub use sheet::Sheet;
pub use text::text;
pub use trend_csv::trend_csv;

use crate::domain::audit::AuditRecord;
use crate::domain::record::Record;
use crate::words::{AuditWords, ReportWords, Terms};

/// The forms in which a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a reader with Notepad.
    Text,
    Markdown,
    /// For paper: A4, as it is filed.
    Pdf,
    /// For Excel: one sheet for each concern.
    Excel,
    /// For a browser, on the screen and on paper.
    Html,
    /// For spreadsheets and sorting.
    Csv,
    /// For programs; the same in every language.
    Json,
}

impl Format {
    pub const ALL: [Self; 7] =
        [Self::Pdf, Self::Excel, Self::Html, Self::Csv, Self::Json, Self::Markdown, Self::Text];

    /// The name on the command line, which is the ending of the file too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Pdf => "pdf",
            Self::Excel => "xlsx",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Whether it has a cover, drawings and what followed the sealing; the others hold the record.
    pub fn is_for_paper(self) -> bool {
        match self {
            Self::Pdf | Self::Excel | Self::Html => true,
            Self::Text | Self::Markdown | Self::Csv | Self::Json => false,
        }
    }

    /// Whether it can be printed on a terminal.
    pub fn is_text(self) -> bool {
        match self {
            Self::Pdf | Self::Excel => false,
            Self::Text | Self::Markdown | Self::Html | Self::Csv | Self::Json => true,
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The forms in which a record stands in its sealed entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedForm {
    Text,
    Markdown,
}

/// A whole report as it is sealed: UTF-8 with LF line ends and one at the end.
pub fn report(form: SealedForm, record: &Record, words: &ReportWords, terms: &Terms) -> String {
    written(form, &compose(record, words, terms))
}

/// What an auditor said, in the same manner.
pub fn audit(form: SealedForm, audit: &AuditRecord, words: &AuditWords, terms: &Terms) -> String {
    written(form, &audit_sheet::compose(audit, words, terms))
}

fn written(form: SealedForm, sheet: &Sheet) -> String {
    match form {
        SealedForm::Text => text(sheet),
        SealedForm::Markdown => markdown(sheet),
    }
}

#[cfg(test)]
pub(crate) mod tests;
