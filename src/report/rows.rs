//! One answer of one sealed period as a row of columns, for spreadsheets and analysis engines.
//!
//! Columns are only ever added at the end: what reads these rows lives outside this program. It
//! writes single rows and never holds more than one.

mod csv;
mod ndjson;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};

use crate::domain::answer::{Answer, Grade, Stamp, Verdict};
use crate::domain::checklist::{Item, Method};
use crate::domain::evidence::EvidenceFile;
use crate::domain::finding::Finding;
use crate::domain::id::CommitmentId;
use crate::domain::inspection::Clock;
use crate::domain::period::Period;
use crate::domain::record::Record;

/// The forms in which rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// One JSON object on each line.
    Ndjson,
    /// RFC 4180, for spreadsheets.
    Csv,
}

impl RowFormat {
    pub const ALL: [Self; 2] = [Self::Ndjson, Self::Csv];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
        }
    }

    /// What stands before the first row.
    pub fn head(self) -> String {
        match self {
            Self::Ndjson => String::new(),
            Self::Csv => csv::head(COLUMNS.iter().map(|(name, _)| *name)),
        }
    }

    /// Appends one row with its line end.
    pub fn write(self, row: &Row<'_>, out: &mut String) {
        let cells = COLUMNS.iter().map(|(name, cell)| (*name, cell(row)));
        match self {
            Self::Ndjson => ndjson::row(cells, out),
            Self::Csv => csv::row(cells.map(|(_, cell)| cell), out),
        }
    }
}

/// One answer with all that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The folder as it was named by the person who asked.
    pub root: Option<&'a str>,
    /// The name of the sealed entry.
    pub entry: &'a str,
    pub record: &'a Record,
    pub item: &'a Item,
    pub answer: &'a Answer,
    pub stamp: &'a Stamp,
    pub last: Option<(Period, Verdict)>,
    pub seconds: Option<u32>,
    /// The finding of the item that was open when the period was sealed.
    pub finding: Option<&'a Finding>,
    /// When that finding was closed, in this or a later period.
    pub closed_on: Option<NaiveDate>,
}

/// What stands in one column of one row.
enum Cell<'a> {
    /// Nothing of the kind there is.
    None,
    Number(i64),
    /// Empty where nothing was written.
    Text(Cow<'a, str>),
    List(Vec<&'a str>),
}

type Read = for<'r> fn(&'r Row<'r>) -> Cell<'r>;

/// Every column with what stands in it, in order. New ones go to the end.
const COLUMNS: [(&str, Read); 44] = [
    ("format", |_| Cell::Number(FORMAT)),
    ("society", |row| text(&row.record.society)),
    ("root", |row| row.root.map_or(Cell::None, text)),
    ("entry", |row| text(row.entry)),
    ("seq", |row| Cell::Number(row.record.sealing.seq.into())),
    ("checklist", |row| text(row.record.checklist.id.as_str())),
    ("checklist_version", |row| text(&row.record.checklist.version)),
    ("period", |row| shown(&row.record.period)),
    ("cycle", |row| text(row.record.period.cycle().name())),
    ("fiscal_year", |row| Cell::Number(row.record.period.fiscal_year().into())),
    ("number", |row| Cell::Number(row.record.period.number().into())),
    ("start", |row| shown(&row.record.period.start())),
    ("end", |row| shown(&row.record.period.end())),
    ("sealed_at", |row| instant(row.record.sealing.at)),
    ("item", |row| text(row.item.id.as_str())),
    ("section", |row| text(row.item.section.as_str())),
    ("section_title", |row| {
        let section = row.record.checklist.section(&row.item.section);
        section.map_or(Cell::None, |section| text(&section.title))
    }),
    ("title", |row| text(&row.item.title)),
    ("commitments", |row| {
        Cell::List(row.item.commitments.iter().map(CommitmentId::as_str).collect())
    }),
    ("frequency", |row| text(row.item.frequency.name())),
    ("verdict", |row| option(row.answer.verdict.map(Verdict::name))),
    ("grade", |row| option(row.answer.remedy.grade.map(Grade::name))),
    ("note", |row| text(&row.answer.note)),
    ("note_carried", |row| row.answer.note_carried.map_or(Cell::None, |value| shown(&value))),
    ("reason", |row| text(&row.answer.reason)),
    ("evidence", |row| Cell::List(row.answer.evidence.iter().map(|e| &*e.text).collect())),
    ("methods", |row| Cell::List(row.answer.methods.iter().map(|m| Method::name(*m)).collect())),
    ("cause", |row| text(&row.answer.remedy.cause)),
    ("action", |row| text(&row.answer.remedy.action)),
    ("owner", |row| text(&row.answer.remedy.owner)),
    ("due", |row| row.answer.remedy.due.map_or(Cell::None, |value| shown(&value))),
    ("finding", |row| row.finding.map_or(Cell::None, |finding| shown(&finding.id))),
    ("finding_period", |row| row.finding.map_or(Cell::None, |f| shown(&f.id.period))),
    ("finding_due", |row| row.finding.map_or(Cell::None, |finding| shown(&finding.due()))),
    ("finding_closed_on", |row| row.closed_on.map_or(Cell::None, |value| shown(&value))),
    ("last_period", |row| row.last.map_or(Cell::None, |(period, _)| shown(&period))),
    ("last_verdict", |row| option(row.last.map(|(_, verdict)| verdict.name()))),
    ("seconds", |row| row.seconds.map_or(Cell::None, |seconds| Cell::Number(seconds.into()))),
    ("by", |row| text(&row.stamp.by)),
    ("at", |row| instant(row.stamp.at)),
    ("clock", |row| {
        text(match row.record.sealing.clock {
            Clock::Machine => "machine",
            Clock::Stated => "stated",
        })
    }),
    ("evidence_files", |row| Cell::List(files(row).map(|file| file.path.as_str()).collect())),
    ("evidence_sha256", |row| Cell::List(files(row).map(|file| file.sha256.as_str()).collect())),
    ("evidence_valid_until", |row| {
        let days = row.answer.evidence.iter().filter_map(|evidence| evidence.valid_until);
        days.min().map_or(Cell::None, |first| shown(&first))
    }),
];

/// The files that references of the answer name, in their order.
fn files<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a EvidenceFile> + use<'a> {
    row.answer.evidence.iter().filter_map(|evidence| evidence.file.as_ref())
}

/// The version of the columns; each row states it.
const FORMAT: i64 = 1;

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Text(text.into())
}

fn shown<'a>(value: &impl ToString) -> Cell<'a> {
    Cell::Text(value.to_string().into())
}

fn instant<'a>(at: DateTime<FixedOffset>) -> Cell<'a> {
    text(at.to_rfc3339_opts(SecondsFormat::Secs, false))
}

fn option(word: Option<&str>) -> Cell<'_> {
    word.map_or(Cell::None, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Outcome;
    use crate::domain::record::tests::record;

    fn rows(format: RowFormat, note: &str) -> String {
        let record = record();
        let mut out = String::new();
        for (item, outcome) in record.lines() {
            let Outcome::Asked { answer, stamp, last, seconds } = outcome else { continue };
            let answer = Answer { note: note.to_owned(), ..answer.clone() };
            let row = Row {
                root: Some("甲"),
                entry: "0001_FY2026-Q3_2026-12-18_report",
                record: &record,
                item,
                answer: &answer,
                stamp,
                last: *last,
                seconds: *seconds,
                finding: record.finding_of(&item.id),
                closed_on: None,
            };
            format.write(&row, &mut out);
        }
        out
    }

    #[test]
    fn every_line_of_ndjson_is_an_object_with_all_columns_in_order() {
        let text = rows(RowFormat::Ndjson, "所見\n\u{202e}\"引用\"\u{1b}");
        assert_eq!(text.lines().count(), 2);
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(value.as_object().unwrap().len(), COLUMNS.len());
            assert_eq!(value["note"], "所見\n\u{202e}\"引用\"\u{1b}");
            let places = COLUMNS.map(|(name, _)| line.find(&format!("\"{name}\":")).unwrap());
            assert!(places.is_sorted(), "{line}");
        }
        let second: serde_json::Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
        assert_eq!(second["finding"], "F-FY2026-Q3-ORG-02");
        assert_eq!(second["due"], "2027-01-31");
        assert_eq!(second["evidence"], serde_json::json!([]));
    }

    #[test]
    fn csv_begins_with_a_mark_and_names_and_quotes_what_needs_it() {
        assert!(RowFormat::Csv.head().starts_with("\u{feff}format,society,root,entry,"));
        let text = rows(RowFormat::Csv, "2行\n\"引用\",終わり");
        assert!(text.contains(",\"2行\n\"\"引用\"\",終わり\","), "{text}");
        assert!(text.ends_with("\r\n") && text.matches("\r\n").count() == 2);
    }

    #[test]
    fn no_cell_of_csv_is_taken_for_a_formula() {
        for note in ["=1+1", "+81", "-x", "@x", "＝1+1", "＠x"] {
            let text = rows(RowFormat::Csv, note);
            assert!(text.contains(&format!(",'{note},")), "{note:?}: {text}");
        }
        assert!(rows(RowFormat::Csv, "\t=1").contains(",' =1,"));
        assert!(rows(RowFormat::Csv, "\r=1").contains(",'⟨U+000D⟩=1,"));
        assert!(rows(RowFormat::Csv, "1-2=3").contains(",1-2=3,"), "only at the start");
    }
}
