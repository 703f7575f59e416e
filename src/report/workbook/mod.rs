//! The report as an Excel workbook: a summary to be read, and lists to be filtered and sorted.
//!
//! Values in, bytes out: equal books give equal bytes. No field of a record is left out, and
//! nothing that a person typed becomes a formula. It composes no texts of its own but asks the
//! words of the report.

mod against;
mod audits;
mod back;
mod blocks;
mod cell;
mod evidence;
mod findings;
mod items;
mod look;
mod page;
mod particulars;
mod trend;
mod write;

pub use self::back::{Held, read_back};
pub(super) use self::write::{clip, row_height};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use self::page::{Line, Page};
use self::write::Binding;
use super::inspection_sheet;
use super::scribe::Scribe;
use super::sheet::{Block, Sheet, Tone};
use crate::domain::answer::Verdict;
use crate::domain::audit::AuditRecord;
use crate::domain::comparison::Comparison;
use crate::domain::findings::State;
use crate::domain::record::Record;
use crate::domain::tally::Rate;
use crate::domain::trend::{Series, Trend};
use crate::words::{AuditWords, ComparisonWords, ReportWords, Terms, WorkbookWords, fill};

/// The words that a workbook is told in.
#[derive(Debug, Clone, Copy)]
pub struct BookWords<'a> {
    pub book: &'a WorkbookWords,
    pub report: &'a ReportWords,
    pub comparison: &'a ComparisonWords,
    pub audit: &'a AuditWords,
    pub terms: &'a Terms,
}

/// What a workbook holds.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    pub record: &'a Record,
    /// With the period before; without it the record alone is asked what changed.
    pub comparison: Option<&'a Comparison>,
    /// Several periods; without it there is the one of the record.
    pub trend: Option<&'a Trend>,
    /// What auditors said of the record, oldest first.
    pub audits: &'a [AuditRecord],
    pub words: BookWords<'a>,
}

/// Why there is no workbook, or it cannot be read again.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    #[error("a workbook cannot hold it")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    #[error("the workbook cannot be read again")]
    Read(#[from] calamine::XlsxError),
    #[error("the workbook lacks a sheet")]
    NoSheet,
}

/// The words with the record they are about.
struct Told<'a> {
    words: &'a WorkbookWords,
    report: &'a ReportWords,
    comparison: &'a ComparisonWords,
    audit: &'a AuditWords,
    terms: &'a Terms,
    scribe: Scribe<'a>,
}

/// The whole report as an XLSX file.
pub fn workbook(book: &Book<'_>) -> Result<Vec<u8>, WorkbookError> {
    let BookWords { book: words, report, comparison, audit, terms } = book.words;
    let record = book.record;
    let scribe = Scribe { record, words: report, terms };
    let told = Told { words, report, comparison, audit, terms, scribe };
    let alone;
    let trend = if let Some(trend) = book.trend {
        trend
    } else {
        alone = of_one(record);
        &alone
    };
    let mut pages = vec![
        summary(&told),
        items::page(book, &told),
        findings::page(&told),
        findings::history(&told),
        match book.comparison {
            Some(comparison) => against::compared(&told, comparison),
            None => against::since(&told),
        },
        trend::page(&told, trend),
        evidence::page(&told),
        particulars::page(&told),
    ];
    if !book.audits.is_empty() {
        pages.push(audits::page(&told, book.audits));
    }
    let period = terms.period(record.period);
    let day = told.scribe.day(record.sealing.at.date_naive());
    let binding = Binding {
        words,
        society: &record.society,
        title: inspection_sheet::heading(&told.scribe),
        foot: fill(&words.footer, &[("period", &period), ("day", &day)]),
        at: record.sealing.at,
        results: results(terms),
    };
    write::write(&pages, &binding)
}

/// Any sheet as a workbook of one page: a comparison, a trend, what an auditor said. `day` is what
/// the file says of the time it was made.
pub fn sheet_workbook(
    sheet: &Sheet,
    society: &str,
    day: NaiveDate,
    words: &WorkbookWords,
    terms: &Terms,
) -> Result<Vec<u8>, WorkbookError> {
    let title = sheet.blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(title.heading.as_str()),
        _ => None,
    });
    let name = blocks::name(title.unwrap_or_default(), &words.sheet.summary);
    let page = blocks::page(&name, &sheet.blocks);
    let binding = Binding {
        words,
        society,
        title: &sheet.title,
        foot: String::new(),
        at: midnight(day),
        results: results(terms),
    };
    write::write(&[page], &binding)
}

fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    day.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

fn of_one(record: &Record) -> Trend {
    let mut series = Series::default();
    series.add(record);
    series.trend()
}

/// 総括: the first page of the report, and how to read the others.
fn summary(told: &Told<'_>) -> Page {
    let (words, names) = (&told.words.guide, &told.words.sheet);
    let mut page = blocks::page(&names.summary, &inspection_sheet::front(&told.scribe));
    let items = [("items", names.items.as_str()), ("column", &told.words.item.methods)];
    let others = [
        ("findings", names.findings.as_str()),
        ("history", &names.history),
        ("evidence", &names.evidence),
        ("record", &names.record),
    ];
    page.lines.extend([Line::Blank, Line::Heading(words.heading.clone())]);
    let guide = [
        words.sealed.clone(),
        fill(&words.items, &items),
        fill(&words.others, &others),
        words.long.clone(),
    ];
    page.lines.extend(guide.map(|text| Line::Note(text, Tone::Plain)));
    page
}

/// Words with which a result begins, and what they mean.
fn results(terms: &Terms) -> Vec<(String, Tone)> {
    let verdict = |verdict| terms.verdict(verdict).to_owned();
    vec![
        (verdict(Some(Verdict::Ng)), Tone::Fault),
        (terms.state(State::Overdue).to_owned(), Tone::Fault),
        (verdict(Some(Verdict::Unverified)), Tone::Doubt),
        (verdict(None), Tone::Doubt),
        (verdict(Some(Verdict::Na)), Tone::Quiet),
        (terms.not_due().to_owned(), Tone::Quiet),
        (terms.state(State::Closed).to_owned(), Tone::Quiet),
    ]
}

/// A rate in tenths of a percent.
fn tenths(rate: Rate) -> u16 {
    u16::try_from(rate.tenths()).unwrap_or(1000)
}
