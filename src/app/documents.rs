//! What is printed or filed of sealed records: a report with what followed it, a comparison, a
//! trend; gathered once and put into any format.
//!
//! It writes no file; `exporting` does.

use std::num::NonZeroUsize;

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::comparing::{self, Compared, Pair};
use super::moment::JAPAN;
use super::typeface::{self, PrintFailure};
use super::{App, Failure, auditing, reading, trends};
use crate::domain::audit::AuditRecord;
use crate::domain::comparison::Comparison;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::domain::trend::{Series, Trend};
use crate::report::comparison_sheet::{self, Telling};
use crate::report::pdf::{About, Attached, pdf};
use crate::report::trend_sheet::{self, Scope};
use crate::report::workbook::{Book, BookWords, sheet_workbook, workbook};
use crate::report::{self, Format, Sheet, Since, SinceWords};
use crate::store::ledger;
use crate::store::names::{EntryKind, EntryName};
use crate::store::root::{MAX_RECORD, RECORD_FILE};
use crate::words::{
    AuditWords, ComparisonWords, DocumentNames, DocumentWords, Lang, ReportWords, Terms,
    TrendWords, WorkbookWords, fill,
};

/// How many periods a report is set among.
const AMONG: usize = 8;
/// How many of a trend's periods fit into the 80 cells of a text.
const IN_TEXT: usize = 8;

/// What a document is asked to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The record that counts, or the one of the entry with this number.
    Report {
        period: Period,
        seq: Option<u32>,
    },
    Comparison(Pair),
    /// The newest periods, this many.
    Trend(NonZeroUsize),
}

/// What a document is made from.
#[derive(Debug, Clone)]
pub enum Document {
    Report(Box<Filed>),
    Comparison(Box<Compared>),
    Trend(Box<Trend>),
}

/// A sealed record with what is known since its sealing.
#[derive(Debug, Clone)]
pub struct Filed {
    pub entry: EntryName,
    pub record: Record,
    /// The 確認コード, 64 hexadecimal digits, as far as it was asked for and there is one.
    pub code: Option<String>,
    /// Each audit of it, and whether it was corrected afterwards.
    pub audits: Vec<(AuditRecord, bool)>,
    /// Beside the period sealed before it, where there is one that can be compared.
    pub comparison: Option<Comparison>,
    /// `report.toml` as it was sealed, to go along with pages.
    pub file: Option<Vec<u8>>,
    /// The periods up to it; absent where it is the first, or counts no more.
    pub trend: Option<Trend>,
}

/// How much of what a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    pub items: usize,
    pub findings: usize,
    pub remarks: usize,
}

impl Held {
    /// Items, findings, remarks.
    pub fn counts(self) -> [usize; 3] {
        [self.items, self.findings, self.remarks]
    }
}

/// Reads all that a document on `subject` needs in these formats. A record that cannot be read is
/// an error that names its file: a document with a hole would be read as one without.
pub fn gather(app: &App, subject: Subject, formats: &[Format]) -> Result<Document, Failure> {
    match subject {
        Subject::Report { period, seq } => {
            let mut found = filed(app, period, seq)?;
            if formats.iter().any(|format| format.is_for_paper()) {
                set_beside(app, period, &mut found)?;
            }
            Ok(Document::Report(Box::new(found)))
        }
        Subject::Comparison(pair) => {
            Ok(Document::Comparison(Box::new(comparing::compare(app, pair)?)))
        }
        Subject::Trend(last) => Ok(Document::Trend(Box::new(trends::trend(app, last)?))),
    }
}

fn filed(app: &App, period: Period, seq: Option<u32>) -> Result<Filed, Failure> {
    let (entry, record) = reading::one(app, period, seq)?;
    let entries = app.root.entries()?;
    let audits = auditing::audits_of(app, period)?.into_iter();
    let audits = audits.filter(|(_, audit)| audit.target.entry == entry.to_string());
    let audits = audits.map(|(name, audit)| (audit, auditing::is_outdated(&name, &entries)));
    let audits = audits.collect();
    Ok(Filed { entry, record, code: None, audits, comparison: None, file: None, trend: None })
}

/// Reads the code and the periods before, unless something else counts for this one.
fn set_beside(app: &App, period: Period, found: &mut Filed) -> Result<(), Failure> {
    let code = ledger::code(app.root.fs(), &app.root.reports(), &found.entry);
    found.code = code.ok().map(|code| code.to_string());
    let file = app.root.entry(&found.entry).join(RECORD_FILE);
    found.file = Some(app.root.fs().read(&file, MAX_RECORD)?);
    let standing = app.root.standing()?;
    if !standing.iter().any(|(_, standing)| *standing == found.entry) {
        return Ok(());
    }
    let before: Vec<_> = standing.iter().filter(|(sealed, _)| *sealed < period).collect();
    if before.is_empty() {
        return Ok(());
    }
    let mut series = Series::default();
    for (_, entry) in &before[before.len().saturating_sub(AMONG - 1)..] {
        series.add(&app.root.record(entry)?);
    }
    series.add(&found.record);
    found.trend = Some(series.trend());
    found.comparison = match comparing::compare(app, Pair::Before(period)) {
        Ok(compared) => Some(compared.comparison),
        Err(Failure::Incomparable(_)) => None,
        Err(other) => return Err(other),
    };
    Ok(())
}

impl Document {
    /// The day that a file of it bears, so that the same records give the same file: that of the
    /// sealing, or the last of its newest period.
    fn day(&self) -> DateTime<FixedOffset> {
        let day = match self {
            Self::Report(filed) => return filed.record.sealing.at,
            Self::Comparison(compared) => compared.comparison.target.period.end(),
            Self::Trend(trend) => {
                trend.columns.last().map(|column| column.sealed_on).unwrap_or_default()
            }
        };
        let japan = FixedOffset::east_opt(JAPAN);
        let at =
            japan.and_then(|zone| day.and_time(NaiveTime::MIN).and_local_timezone(zone).single());
        at.unwrap_or_default()
    }

    /// Entries of a comparison that are not as they were sealed.
    pub fn altered(&self) -> &[EntryName] {
        match self {
            Self::Comparison(compared) => &compared.altered,
            Self::Report(_) | Self::Trend(_) => &[],
        }
    }

    /// What it holds in a format; what auditors said stands only in those for paper.
    pub fn held(&self, format: Format) -> Held {
        match self {
            Self::Report(filed) => {
                let remarks = filed.audits.iter().map(|(audit, _)| audit.remarks.len()).sum();
                Held {
                    items: filed.record.lines().count(),
                    findings: filed.record.findings.len(),
                    remarks: if format.is_for_paper() { remarks } else { 0 },
                }
            }
            Self::Comparison(compared) => {
                Held { items: compared.comparison.lines.len(), ..Held::default() }
            }
            Self::Trend(trend) => {
                Held { items: trend.rows.len(), findings: trend.findings.len(), ..Held::default() }
            }
        }
    }
}

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
                let record = match document {
                    Document::Report(filed) => filed.file.as_deref(),
                    Document::Comparison(_) | Document::Trend(_) => None,
                };
                let attached = record.map(|bytes| Attached {
                    name: RECORD_FILE,
                    mime: "application/toml",
                    bytes,
                    about: &self.words.attached,
                });
                return pages(app, &self.paper(document), document.day(), attached);
            }
            Format::Excel => return self.sheets(document),
            Format::Text => report::text(&self.plain(document)),
            Format::Markdown => report::markdown(&self.plain(document)),
            Format::Html => report::html(&self.paper(document)),
            Format::Json => match document {
                Document::Report(filed) => report::json(&filed.record),
                Document::Comparison(compared) => report::comparison_json(&compared.comparison),
                Document::Trend(trend) => report::trend_json(trend),
            },
            Format::Csv => match document {
                Document::Report(filed) => report::record_csv(&filed.record),
                Document::Comparison(compared) => report::comparison_csv(&compared.comparison),
                Document::Trend(trend) => report::trend_csv(trend),
            },
        };
        Ok(text.into_bytes())
    }

    fn sheets(&self, document: &Document) -> Result<Vec<u8>, Failure> {
        let words = &self.workbook;
        let of_sheet = |society: &str| {
            let day = document.day().date_naive();
            sheet_workbook(&self.paper(document), society, day, words, &self.terms)
        };
        Ok(match document {
            Document::Comparison(compared) => of_sheet(&compared.comparison.society)?,
            Document::Trend(trend) => {
                of_sheet(trend.columns.last().map_or("", |column| &column.society))?
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

    /// A report as it was sealed, byte for byte; the rest as their commands print them.
    fn plain(&self, document: &Document) -> Sheet {
        match document {
            Document::Report(filed) => report::compose(&filed.record, &self.report, &self.terms),
            Document::Trend(trend) => self.trend(&trend.newest(IN_TEXT), trend.columns.len()),
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
            Document::Comparison(compared) => {
                let comparison = &compared.comparison;
                let telling = Telling { words: &self.comparison, terms: &self.terms };
                comparison_sheet::compose(comparison, &[], telling)
            }
            Document::Trend(trend) => self.trend(trend, trend.columns.len()),
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
        match document {
            Document::Report(filed) => {
                let entry = &filed.entry;
                let seq = format!("{:04}", entry.seq);
                let template = match entry.kind {
                    // There may be several on one day.
                    EntryKind::Correction => &names.correction,
                    EntryKind::Report | EntryKind::Audit => &names.report,
                };
                let name = fill(template, &[("seq", &seq)]);
                format!("{}_{}_{name}", entry.period, entry.date)
            }
            Document::Comparison(compared) => {
                let comparison = &compared.comparison;
                let (base, target) = (comparison.base.period, comparison.target.period);
                format!("{base}_{target}_{}", names.comparison)
            }
            Document::Trend(trend) => {
                let ends = trend.columns.first().into_iter().chain(trend.columns.last());
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
