//! What is printed or filed of sealed records: a report with what followed it, what an auditor
//! said, a comparison, a trend; gathered once and put into any format by its `Printer`.
//!
//! It writes no file; `exporting` does.

mod printer;

use std::num::NonZeroUsize;

use chrono::{DateTime, FixedOffset, NaiveTime};

pub use self::printer::{Naming, Printer, pages};
use super::comparing::{self, Compared, Pair};
use super::moment::JAPAN;
use super::{App, Failure, auditing, reading, trends};
use crate::domain::audit::AuditRecord;
use crate::domain::comparison::Comparison;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::domain::trend::{Series, Trend};
use crate::report::Format;
use crate::store::ledger;
use crate::store::names::EntryName;
use crate::store::root::{AUDIT_FILE, MAX_RECORD, RECORD_FILE};

/// How many periods a report is set among.
const AMONG: usize = 8;

/// What a document is asked to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The record that counts, or what stands in the entry with this number: also what an
    /// auditor said.
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
    Audit(Box<Audited>),
    Comparison(Box<Compared>),
    Trend(Box<Trended>),
}

/// What an auditor said, with what is known since.
#[derive(Debug, Clone)]
pub struct Audited {
    pub entry: EntryName,
    pub audit: AuditRecord,
    /// What it read was corrected afterwards.
    pub outdated: bool,
    /// Its own 確認コード, 64 hexadecimal digits, where there is one.
    pub code: Option<String>,
    /// `audit.toml` as it was sealed, to go along with pages.
    pub file: Vec<u8>,
    /// Its own entry where that is not as it was sealed.
    pub altered: Vec<EntryName>,
}

/// Periods side by side, and which of their entries are not as they were sealed.
#[derive(Debug, Clone)]
pub struct Trended {
    pub trend: Trend,
    pub altered: Vec<EntryName>,
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
    /// Entries that are not as they were sealed: its own, and those it is set beside.
    pub altered: Vec<EntryName>,
}

/// How much of what a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// Absent from what an auditor said, which holds none.
    pub items: Option<usize>,
    pub findings: usize,
    pub remarks: usize,
}

impl Held {
    /// Items, findings, remarks.
    pub fn counts(self) -> (Option<usize>, usize, usize) {
        (self.items, self.findings, self.remarks)
    }
}

/// Reads all that a document on `subject` needs in these formats. A record that cannot be read is
/// an error that names its file: a document with a hole would be read as one without.
pub fn gather(app: &App, subject: Subject, formats: &[Format]) -> Result<Document, Failure> {
    match subject {
        Subject::Report { period, seq } => {
            let audit = seq.map(|seq| reading::audit_entry(app, period, seq)).transpose()?;
            if let Some(entry) = audit.flatten() {
                return Ok(Document::Audit(Box::new(audited(app, entry)?)));
            }
            let mut found = filed(app, period, seq)?;
            if formats.iter().any(|format| format.is_for_paper()) {
                set_beside(app, period, &mut found)?;
            }
            Ok(Document::Report(Box::new(found)))
        }
        Subject::Comparison(pair) => {
            Ok(Document::Comparison(Box::new(comparing::compare(app, pair)?)))
        }
        Subject::Trend(last) => {
            let trend = trends::trend(app, last)?;
            let standing = app.root.standing()?;
            let newest = &standing[standing.len().saturating_sub(last.get())..];
            let altered = altered(app, newest.iter().map(|(_, entry)| entry));
            Ok(Document::Trend(Box::new(Trended { trend, altered })))
        }
    }
}

/// Those of the entries that are not as they were sealed.
fn altered<'e>(app: &App, entries: impl Iterator<Item = &'e EntryName>) -> Vec<EntryName> {
    entries.filter(|entry| !reading::faults(app, entry).is_empty()).cloned().collect()
}

fn audited(app: &App, entry: EntryName) -> Result<Audited, Failure> {
    let (fs, reports) = (app.root.fs(), app.root.reports());
    Ok(Audited {
        audit: app.root.audit(&entry)?,
        outdated: auditing::is_outdated(&entry, &app.root.entries()?),
        code: ledger::code(fs, &reports, &entry).ok().map(|code| code.to_string()),
        file: fs.read(&app.root.entry(&entry).join(AUDIT_FILE), MAX_RECORD)?,
        altered: altered(app, std::iter::once(&entry)),
        entry,
    })
}

fn filed(app: &App, period: Period, seq: Option<u32>) -> Result<Filed, Failure> {
    let (entry, record) = reading::one(app, period, seq)?;
    let entries = app.root.entries()?;
    let audits = auditing::audits_of(app, period)?.into_iter();
    let audits = audits.filter(|(_, audit)| audit.target.entry == entry.to_string());
    let audits = audits.map(|(name, audit)| (audit, auditing::is_outdated(&name, &entries)));
    let audits = audits.collect();
    let altered = altered(app, std::iter::once(&entry));
    let (code, comparison, file, trend) = (None, None, None, None);
    Ok(Filed { entry, record, code, audits, comparison, file, trend, altered })
}

/// Reads the code and the periods before, unless something else counts for this one.
fn set_beside(app: &App, period: Period, found: &mut Filed) -> Result<(), Failure> {
    let code = ledger::code(app.root.fs(), &app.root.reports(), &found.entry);
    found.code = code.ok().map(|code| code.to_string());
    let file = app.root.entry(&found.entry).join(RECORD_FILE);
    found.file = Some(app.root.fs().read(&file, MAX_RECORD)?);
    let told: Vec<u32> = found.audits.iter().map(|(audit, _)| audit.sealing.seq).collect();
    let entries = app.root.entries()?;
    found.altered.extend(altered(app, entries.iter().filter(|entry| told.contains(&entry.seq))));
    let standing = app.root.standing()?;
    if !standing.iter().any(|(_, standing)| *standing == found.entry) {
        return Ok(());
    }
    let before: Vec<_> = standing.iter().filter(|(sealed, _)| *sealed < period).collect();
    if before.is_empty() {
        return Ok(());
    }
    let before = &before[before.len().saturating_sub(AMONG - 1)..];
    let mut series = Series::default();
    for (_, entry) in before {
        series.add(&app.root.record(entry)?);
    }
    // The one it is compared with is the last of them.
    found.altered.extend(altered(app, before.iter().map(|(_, entry)| entry)));
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
            Self::Audit(audited) => return audited.audit.sealing.at,
            Self::Comparison(compared) => compared.comparison.target.period.end(),
            Self::Trend(trended) => {
                trended.trend.columns.last().map(|column| column.sealed_on).unwrap_or_default()
            }
        };
        let japan = FixedOffset::east_opt(JAPAN);
        let at =
            japan.and_then(|zone| day.and_time(NaiveTime::MIN).and_local_timezone(zone).single());
        at.unwrap_or_default()
    }

    /// Entries it is made from that are not as they were sealed.
    pub fn altered(&self) -> &[EntryName] {
        match self {
            Self::Report(filed) => &filed.altered,
            Self::Audit(audited) => &audited.altered,
            Self::Comparison(compared) => &compared.altered,
            Self::Trend(trended) => &trended.altered,
        }
    }

    /// What it holds in a format; what auditors said stands only in those for paper.
    pub fn held(&self, format: Format) -> Held {
        match self {
            Self::Report(filed) => {
                let remarks = filed.audits.iter().map(|(audit, _)| audit.remarks.len()).sum();
                Held {
                    items: Some(filed.record.lines().count()),
                    findings: filed.record.findings.len(),
                    remarks: if format.is_for_paper() { remarks } else { 0 },
                }
            }
            Self::Audit(audited) => {
                let audit = &audited.audit;
                Held { items: None, findings: audit.findings.len(), remarks: audit.remarks.len() }
            }
            Self::Comparison(compared) => {
                Held { items: Some(compared.comparison.lines.len()), ..Held::default() }
            }
            Self::Trend(trended) => {
                let Trended { trend, .. } = &**trended;
                let items = Some(trend.rows.len());
                Held { items, findings: trend.findings.len(), remarks: 0 }
            }
        }
    }
}
