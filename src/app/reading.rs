//! Reading sealed periods and putting them into a format.

use super::{App, Failure};
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::report::inspection_sheet::compose;
use crate::report::{json, markdown, text};
use crate::store::names::EntryName;
use crate::store::verify::{Fault, check_entry};
use crate::words::{Lang, ReportWords, Terms};

/// The formats a sealed record can be put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
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

/// Puts records into formats in one language.
#[derive(Debug, Clone)]
pub struct Renderer {
    words: ReportWords,
    terms: Terms,
}

impl Renderer {
    pub fn new(lang: Lang) -> Result<Self, Failure> {
        Ok(Self { words: ReportWords::load(lang)?, terms: Terms::load(lang)? })
    }

    pub fn text(&self, record: &Record) -> String {
        text::render(&compose(record, &self.words, &self.terms))
    }

    pub fn markdown(&self, record: &Record) -> String {
        markdown::render(&compose(record, &self.words, &self.terms))
    }

    pub fn render(&self, record: &Record, format: Format) -> String {
        match format {
            Format::Text => self.text(record),
            Format::Markdown => self.markdown(record),
            Format::Json => json::render(record),
        }
    }
}

/// The standing record of a sealed period.
pub fn sealed(app: &App, period: Period) -> Result<(EntryName, Record), Failure> {
    let standing = app.root.standing()?;
    let found = standing.into_iter().find(|(sealed, _)| *sealed == period);
    let (_, entry) = found.ok_or(Failure::NotSealed { period })?;
    let record = app.root.record(&entry)?;
    Ok((entry, record))
}

/// What of an entry is not as it was sealed, looked at by itself: enough to warn a reader, not to
/// vouch for the chain.
pub fn faults(app: &App, entry: &EntryName) -> Vec<Fault> {
    check_entry(app.root.fs(), &app.root.reports(), entry, None).faults
}
