//! Every answer of every sealed period of one or more societies, as rows for analysis.
//!
//! One record is in memory at a time, whatever their number. A record that cannot be read is told
//! and the rest goes on; nothing is summed up or judged here.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{App, Failure, findings, reading};
use crate::domain::finding::FindingId;
use crate::domain::findings::Findings;
use crate::domain::record::{Outcome, Record};
use crate::report::rows::{Row, RowFormat};
use crate::store::fresh::{Fresh, Kept};
use crate::store::fs::{Fs, FsError, Op};
use crate::store::names::EntryName;
use crate::store::root::RootError;

/// How much is gathered before it is written, in bytes.
const BUFFER: usize = 256 << 10;

/// A society whose answers are wanted.
#[derive(Debug, Clone)]
pub struct Source {
    pub app: App,
    /// The folder as it was named, where it was.
    pub named: Option<String>,
}

/// What was written, and what could not be.
#[derive(Debug, Default)]
pub struct Exported {
    pub rows: u64,
    pub records: u64,
    pub troubles: Vec<Trouble>,
}

/// A record that is missing among the rows, or not to be trusted.
#[derive(Debug)]
pub enum Trouble {
    Unreadable {
        error: Box<RootError>,
    },
    /// Its rows are there, but the entry is not as it was sealed.
    Altered {
        entry: PathBuf,
    },
}

/// Why rows could not be written to their end.
#[derive(Debug)]
pub enum Interrupted {
    Failure(Failure),
    Output(io::Error),
}

impl From<Failure> for Interrupted {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// The periods of all sources, looked up before anything is written: a folder that is no
/// society's is refused and not passed over.
#[derive(Debug)]
pub struct Prepared<'a> {
    each: Vec<(&'a Source, Vec<EntryName>)>,
}

impl<'a> Prepared<'a> {
    pub fn new(sources: &'a [Source]) -> Result<Self, Failure> {
        let mut each = Vec::new();
        for source in sources {
            let root = &source.app.root;
            let standing = root.standing()?;
            if standing.is_empty() && !root.is_set_up()? {
                return Err(Failure::NotSetUp { root: root.dir().to_owned() });
            }
            each.push((source, standing.into_iter().map(|(_, entry)| entry).collect()));
        }
        Ok(Self { each })
    }

    /// Writes the rows in the order of the sources, of the periods and of the checklist.
    pub fn write(&self, format: RowFormat, out: &mut dyn Write) -> Result<Exported, Interrupted> {
        let mut exported = Exported::default();
        let mut buffered = BufWriter::with_capacity(BUFFER, out);
        let put = |out: &mut BufWriter<_>, text: &str| out.write_all(text.as_bytes());
        put(&mut buffered, &format.head()).map_err(Interrupted::Output)?;
        let mut text = String::new();
        for (source, entries) in &self.each {
            let closed = closings(&source.app)?;
            for entry in entries {
                let Some(record) = record(&source.app, entry, &mut exported.troubles) else {
                    continue;
                };
                text.clear();
                exported.rows += rows(source, entry, &record, &closed, format, &mut text);
                exported.records += 1;
                put(&mut buffered, &text).map_err(Interrupted::Output)?;
            }
        }
        buffered.flush().map_err(Interrupted::Output)?;
        Ok(exported)
    }

    /// Writes the rows to a new file, which has its name only when all of them are in it.
    pub fn write_to(
        &self,
        format: RowFormat,
        fs: &dyn Fs,
        path: &Path,
    ) -> Result<(Exported, Kept), Failure> {
        let mut file = Fresh::create(fs, path, std::process::id())?;
        let exported = self.write(format, &mut file).map_err(|error| match error {
            Interrupted::Failure(failure) => failure,
            Interrupted::Output(error) => FsError::io(Op::Write, path, error).into(),
        })?;
        match file.keep()? {
            Kept::Other => Err(Failure::OtherContent { file: path.to_owned() }),
            kept => Ok((exported, kept)),
        }
    }
}

/// When each finding of a society was closed, as far as its records can be read.
fn closings(app: &App) -> Result<BTreeMap<FindingId, NaiveDate>, Failure> {
    let entries = findings::counting(app)?;
    let heads: Vec<_> = entries
        .iter()
        .filter_map(|(period, entry)| Some((*period, findings::told_by(app, entry).ok()?)))
        .collect();
    let findings = Findings::of(heads.iter().map(|(period, told)| (*period, &told[..])));
    let closed = findings.iter().filter_map(|finding| {
        let reviewed = finding.closed()?;
        let day = reviewed.review.closed_on.unwrap_or_else(|| reviewed.stamp.at.date_naive());
        Some((finding.id.clone(), day))
    });
    Ok(closed.collect())
}

fn record(app: &App, entry: &EntryName, troubles: &mut Vec<Trouble>) -> Option<Record> {
    match app.root.record(entry) {
        Ok(record) => {
            if !reading::faults(app, entry).is_empty() {
                troubles.push(Trouble::Altered { entry: app.root.entry(entry) });
            }
            Some(record)
        }
        Err(error) => {
            troubles.push(Trouble::Unreadable { error: Box::new(error) });
            None
        }
    }
}

/// Appends the rows of one record and counts them. Items that were not due have none.
fn rows(
    source: &Source,
    entry: &EntryName,
    record: &Record,
    closed: &BTreeMap<FindingId, NaiveDate>,
    format: RowFormat,
    out: &mut String,
) -> u64 {
    let entry = entry.to_string();
    let mut count = 0;
    for (item, outcome) in record.lines() {
        let Outcome::Asked { answer, stamp, last, seconds } = outcome else { continue };
        let finding = record.finding_of(&item.id);
        let row = Row {
            root: source.named.as_deref(),
            entry: &entry,
            record,
            item,
            answer,
            stamp,
            last: *last,
            seconds: *seconds,
            finding,
            closed_on: finding.and_then(|finding| closed.get(&finding.id).copied()),
        };
        format.write(&row, out);
        count += 1;
    }
    count
}
