//! XLSX as Excel and LibreOffice save it, by calamine, behind caps on what it unpacks to.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::{Budget, Grid, GridError, MAX_UNPACKED, Place, Value};

/// Parts of a workbook at the most.
const MAX_PARTS: usize = 2000;

pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Grid>, GridError> {
    weigh(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let mut grid = Grid::named(name.clone());
        // Cells one after another: a range would take the room of all empty cells between them.
        match book.worksheet_cells_reader(&name) {
            Ok(mut cells) => {
                while let Some(cell) = cells.next_cell().map_err(|e| damaged(&e))? {
                    let (row, column) = cell.get_position();
                    if let Some(value) = value(cell.get_value()) {
                        budget.put(&mut grid, Place { row, column }, value)?;
                    }
                }
            }
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => {}
            Err(error) => return Err(damaged(&error)),
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn damaged(error: &XlsxError) -> GridError {
    match error {
        XlsxError::Password => GridError::OldOrLocked,
        _ => GridError::Damaged,
    }
}

/// Unpacks everything once and counts: what the parts say of their size may be a lie.
fn weigh(bytes: &[u8]) -> Result<(), GridError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| GridError::Damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(GridError::TooLarge);
    }
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| GridError::Damaged)?;
        let mut part = part.take(left + 1);
        let read = std::io::copy(&mut part, &mut std::io::sink());
        let read = read.map_err(|_| GridError::Damaged)?;
        left = left.checked_sub(read).ok_or(GridError::TooLarge)?;
    }
    Ok(())
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
    match data {
        DataRef::Empty => None,
        DataRef::String(found) => text(found),
        DataRef::SharedString(found) => text(found),
        #[expect(clippy::cast_precision_loss, reason = "a number of a form is short")]
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::Bool(flag) => Some(Value::Flag(*flag)),
        DataRef::DateTime(moment) => Some(day(moment).map_or(Value::Broken, Value::Day)),
        DataRef::DateTimeIso(moment) => {
            let day = moment.get(..10).and_then(|day| day.parse().ok());
            Some(day.map_or(Value::Broken, Value::Day))
        }
        DataRef::DurationIso(_) | DataRef::Error(_) => Some(Value::Broken),
    }
}

/// The day, counted from 1900 or 1904 as the workbook says.
fn day(moment: &ExcelDateTime) -> Option<NaiveDate> {
    // Beyond these the count is no day of any calendar.
    let fits = moment.is_datetime() && (1.0..2_958_466.0).contains(&moment.as_f64());
    if !fits {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}
