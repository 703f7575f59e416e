//! Documents put into formats, and what their files are called.
//!
//! What a document is made from is gathered before; nothing is read here but a font for pages.

use chrono::{DateTime, FixedOffset};

use super::Document;
use crate::app::typeface::{self, PrintFailure};
use crate::app::{App, Failure};
use crate::domain::trend::Trend;
use crate::report::comparison_sheet::{self, Telling};
use crate::report::pdf::{About, Attached, pdf};
use crate::report::trend_sheet::{self, Scope};
use crate::report::workbook::{Book, BookWords, sheet_workbook, workbook};
use crate::report::{self, Format, Later, Sheet, Since, SinceWords};
use crate::store::names::{EntryKind, EntryName};
use crate::store::root::{AUDIT_FILE, RECORD_FILE};
use crate::words::{
    AuditWords, ComparisonWords, DocumentNames, DocumentWords, Lang, ReportWords, Terms,
    TrendWords, WorkbookWords, fill,
};

/// How many of a trend's periods fit into the 80 cells of a text.
const IN_TEXT: usize = 8;

/// Puts documents into formats in one language.
#[derive(Debug, Clone)]
pub struct Printer {
    words: DocumentWords,
    report: ReportWords,
    audit: AuditWords,
    comparison: ComparisonWords,
    trend: TrendWords,
    workbook: WorkbookWords,
    terms: Terms,
}

impl Printer {
    pub fn new(lang: Lang) -> Result<Self, Failure> {
        Ok(Self {
            words: DocumentWords::load(lang)?,
            report: ReportWords::load(lang)?,
            audit: AuditWords::load(lang)?,
            comparison: ComparisonWords::load(lang)?,
            trend: TrendWords::load(lang)?,
            workbook: WorkbookWords::load(lang)?,
            terms: Terms::load(lang)?,
        })
    }

    /// The whole content of a file. A font for pages is looked for where `app` says.
    pub fn print(
        &self,
        app: &App,
        document: &Document,
        format: Format,
    ) -> Result<Vec<u8>, Failure> {
        let text = match format {
            Format::Pdf => {
                return pages(app, &self.paper(document), document.day(), self.source(document));
            }
            Format::Excel => return self.sheets(document),
            Format::Text => report::text(&self.plain(document)),
            Format::Markdown => report::markdown(&self.plain(document)),
            Format::Html => report::html(&self.paper(document)),
            Format::Json => match document {
                Document::Audit(audited) => report::audit_json(&audited.audit),
                Document::Report(filed) => report::json(&filed.record),
                Document::Comparison(compared) => report::comparison_json(&compared.comparison),
                Document::Trend(trended) => report::trend_json(&trended.trend),
            },
            Format::Csv => match document {
                Document::Audit(audited) => report::audit_csv(&audited.audit),
                Document::Report(filed) => report::record_csv(&filed.record),
                Document::Comparison(compared) => report::comparison_csv(&compared.comparison),
                Document::Trend(trended) => report::trend_csv(&trended.trend),
            },
        };
        Ok(text.into_bytes())
    }

    /// The sealed file that a document was made from.
    fn source<'d>(&'d self, document: &'d Document) -> Option<Attached<'d>> {
        let (name, bytes, about) = match document {
            Document::Report(filed) => (RECORD_FILE, filed.file.as_ref()?, &self.words.attached),
            Document::Audit(audited) => (AUDIT_FILE, &audited.file, &self.words.audit_attached),
            Document::Comparison(_) | Document::Trend(_) => return None,
        };
        Some(Attached { name, mime: "application/toml", bytes, about })
    }

    fn sheets(&self, document: &Document) -> Result<Vec<u8>, Failure> {
        let words = &self.workbook;
        let of_sheet = |society: &str| {
            let day = document.day().date_naive();
            sheet_workbook(&self.paper(document), society, day, words, &self.terms)
        };
        Ok(match document {
            Document::Audit(audited) => of_sheet(&audited.audit.society)?,
            Document::Comparison(compared) => of_sheet(&compared.comparison.society)?,
            Document::Trend(trended) => {
                of_sheet(trended.trend.columns.last().map_or("", |column| &column.society))?
            }
            Document::Report(filed) => {
                let audits: Vec<_> = filed.audits.iter().map(|(audit, _)| audit.clone()).collect();
                workbook(&Book {
                    record: &filed.record,
                    comparison: filed.comparison.as_ref(),
                    trend: filed.trend.as_ref(),
                    audits: &audits,
                    words: BookWords {
                        book: words,
                        report: &self.report,
                        comparison: &self.comparison,
                        audit: &self.audit,
                        terms: &self.terms,
                    },
                })?
            }
        })
    }

    /// The words by which the sheets of a workbook are found again.
    pub fn workbook_words(&self) -> &WorkbookWords {
        &self.workbook
    }

    /// What was sealed, byte for byte; the rest as their commands print them.
    fn plain(&self, document: &Document) -> Sheet {
        match document {
            Document::Report(filed) => report::compose(&filed.record, &self.report, &self.terms),
            Document::Audit(audited) => {
                report::audit_sheet(&audited.audit, &self.audit, &self.terms)
            }
            Document::Trend(trended) => {
                let trend = &trended.trend;
                self.trend(&trend.newest(IN_TEXT), trend.columns.len())
            }
            Document::Comparison(_) => self.paper(document),
        }
    }

    /// A document for paper: with a cover, what followed the sealing, and drawings.
    pub fn paper(&self, document: &Document) -> Sheet {
        match document {
            Document::Report(filed) => {
                let since = Since {
                    code: filed.code.as_deref(),
                    audits: &filed.audits,
                    trend: filed.trend.as_ref(),
                };
                let more =
                    SinceWords { document: &self.words, audit: &self.audit, trend: &self.trend };
                report::document(&filed.record, since, (&self.report, more), &self.terms)
            }
            Document::Audit(audited) => {
                let later = Later { code: audited.code.as_deref(), outdated: audited.outdated };
                let words = (&self.audit, &self.words);
                report::audit_document(&audited.audit, later, words, &self.terms)
            }
            Document::Comparison(compared) => {
                let comparison = &compared.comparison;
                let telling = Telling { words: &self.comparison, terms: &self.terms };
                comparison_sheet::compose(comparison, &[], telling)
            }
            Document::Trend(trended) => self.trend(&trended.trend, trended.trend.columns.len()),
        }
    }

    fn trend(&self, trend: &Trend, periods: usize) -> Sheet {
        let scope = Scope { periods, sections: &[] };
        trend_sheet::compose(trend, scope, &self.trend, &self.terms)
    }

    /// What the file of a document is called, without its ending.
    pub fn name(&self, document: &Document, naming: Naming) -> String {
        let names: &DocumentNames = match naming {
            Naming::Spoken => &self.words.name,
            Naming::Ascii => &self.words.ascii,
        };
        let of_entry = |entry: &EntryName| {
            let seq = format!("{:04}", entry.seq);
            let template = match entry.kind {
                EntryKind::Report => &names.report,
                // There may be several on one day.
                EntryKind::Correction => &names.correction,
                EntryKind::Audit => &names.audit,
            };
            let name = fill(template, &[("seq", &seq)]);
            format!("{}_{}_{name}", entry.period, entry.date)
        };
        match document {
            Document::Report(filed) => of_entry(&filed.entry),
            Document::Audit(audited) => of_entry(&audited.entry),
            Document::Comparison(compared) => {
                let comparison = &compared.comparison;
                let (base, target) = (comparison.base.period, comparison.target.period);
                format!("{base}_{target}_{}", names.comparison)
            }
            Document::Trend(trended) => {
                let columns = &trended.trend.columns;
                let ends = columns.first().into_iter().chain(columns.last());
                let span: Vec<String> = ends.map(|column| column.period.to_string()).collect();
                format!("{}_{}", span.join("_"), names.trend)
            }
        }
    }
}

/// A sheet as pages that bear a date, with a file to go along.
pub fn pages(
    app: &App,
    sheet: &Sheet,
    at: DateTime<FixedOffset>,
    attached: Option<Attached<'_>>,
) -> Result<Vec<u8>, Failure> {
    let typeface = typeface::find(app.root.fs(), &app.fonts)?;
    let about = About { at, attached: attached.as_slice() };
    Ok(pdf(sheet, &typeface, &about).map_err(PrintFailure::Pdf)?)
}

/// How files are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// In the language of the document.
    Spoken,
    /// For programs and drives that know no Japanese in names.
    Ascii,
}
