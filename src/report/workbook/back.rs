//! Reading a workbook of ours again: how much it holds.
//!
//! It counts by the places where the pages put things; what a cell says is not judged.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use super::{WorkbookError, audits, findings, items};
use crate::words::WorkbookWords;

/// What a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub items: usize,
    /// Items with a note.
    pub notes: usize,
    pub findings: usize,
    /// Remarks of auditors.
    pub remarks: usize,
}

/// Counts what a workbook of [`super::workbook`] holds.
pub fn read_back(bytes: &[u8], words: &WorkbookWords) -> Result<Held, WorkbookError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut sheet = |name: &str| -> Result<Option<Range<Data>>, WorkbookError> {
        if book.sheet_names().iter().any(|other| other == name) {
            Ok(Some(book.worksheet_range(name)?))
        } else {
            Ok(None)
        }
    };
    let items = sheet(&words.sheet.items)?.ok_or(WorkbookError::NoSheet)?;
    let findings = sheet(&words.sheet.findings)?.ok_or(WorkbookError::NoSheet)?;
    let audits = sheet(&words.sheet.audit)?;
    // A row that only goes on with the one above has none of these.
    let is_item = |row: &u32| filled(&items, *row, items::VERDICT);
    let (kind, remark) = audits::remark(words);
    let is_remark = |audits: &Range<Data>, row: u32| {
        audits.get_value((row, kind)).is_some_and(|kind| kind == remark)
    };
    Ok(Held {
        items: rows(&items).filter(is_item).count(),
        notes: rows(&items).filter(is_item).filter(|r| filled(&items, *r, items::NOTE)).count(),
        findings: rows(&findings).filter(|row| filled(&findings, *row, findings::STATE)).count(),
        remarks: audits.map_or(0, |a| rows(&a).filter(|row| is_remark(&a, *row)).count()),
    })
}

/// The rows below the header.
fn rows(range: &Range<Data>) -> std::ops::RangeInclusive<u32> {
    1..=range.end().map_or(0, |(row, _)| row)
}

fn filled(range: &Range<Data>, row: u32, column: u32) -> bool {
    range.get_value((row, column)).is_some_and(|data| !matches!(data, Data::Empty))
}
