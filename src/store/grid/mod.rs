//! A table that comes from a spreadsheet: XLSX or CSV as cells, whoever saved it.
//!
//! It knows no form and no words. Whatever the bytes are, it ends with cells or with a reason: what
//! unpacks to more than is reasonable is refused before it fills the memory.

mod csv;
mod xlsx;

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

/// Bytes of a file at the most.
pub const MAX_FILE: u64 = 8 << 20;
/// Bytes of all parts of a workbook together, unpacked.
pub const MAX_UNPACKED: u64 = 64 << 20;
/// Cells of all sheets together that hold something.
pub const MAX_CELLS: usize = 200_000;

/// Where a cell stands, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub row: u32,
    pub column: u32,
}

/// `C12`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut letters, mut rest) = (Vec::new(), u64::from(self.column) + 1);
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
            rest /= 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(f, "{letters}{}", u64::from(self.row) + 1)
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    /// A number that the spreadsheet shows as a day.
    Day(NaiveDate),
    Number(f64),
    Flag(bool),
    /// `#REF!` and the like, or a time without a day.
    Broken,
}

/// One sheet; cells that hold nothing are absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Empty for CSV.
    pub name: String,
    cells: BTreeMap<Place, Value>,
}

/// Why there are no cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    /// Neither a workbook nor text in UTF-8.
    #[error("is neither XLSX nor CSV in UTF-8")]
    Unknown,
    #[error("is an older or locked workbook")]
    OldOrLocked,
    #[error("is a damaged workbook")]
    Damaged,
    #[error("unpacks to more than {MAX_UNPACKED} bytes")]
    TooLarge,
    #[error("has more than {MAX_CELLS} cells")]
    TooManyCells,
    #[error("has a quote that does not end")]
    Quote,
}

impl Grid {
    fn named(name: String) -> Self {
        Self { name, cells: BTreeMap::new() }
    }

    pub fn get(&self, place: Place) -> Option<&Value> {
        self.cells.get(&place)
    }

    /// The text of a cell; numbers as they are written; empty where there is none.
    pub fn text(&self, place: Place) -> String {
        match self.cells.get(&place) {
            None | Some(Value::Broken) => String::new(),
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Day(day)) => day.to_string(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Flag(flag)) => flag.to_string(),
        }
    }

    /// The cells that hold something, by row.
    pub fn rows(&self) -> BTreeMap<u32, Vec<(u32, &Value)>> {
        let mut rows: BTreeMap<u32, Vec<(u32, &Value)>> = BTreeMap::new();
        for (place, value) in &self.cells {
            rows.entry(place.row).or_default().push((place.column, value));
        }
        rows
    }
}

/// Cells that were read so far, for all sheets together.
struct Budget(usize);

impl Budget {
    fn put(&mut self, grid: &mut Grid, place: Place, value: Value) -> Result<(), GridError> {
        self.0 = self.0.checked_sub(1).ok_or(GridError::TooManyCells)?;
        grid.cells.insert(place, value);
        Ok(())
    }
}

/// The sheets of a file, in its order.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, GridError> {
    let mut budget = Budget(MAX_CELLS);
    match bytes {
        [b'P', b'K', ..] => xlsx::read(bytes, &mut budget),
        // A compound file: Excel before 2007, or one that asks for a passphrase.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(GridError::OldOrLocked),
        _ => Ok(vec![csv::read(bytes, &mut budget)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheets_name_them() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (11, 2, "C12"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(Place { row, column }.to_string(), name);
        }
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(read(&[0xd0, 0xcf, 0x11, 0xe0, 1]), Err(GridError::OldOrLocked));
        assert_eq!(read(b"PK\x03\x04 but nothing more"), Err(GridError::Damaged));
        assert_eq!(read(&[0x93, 0x4b, 0x97]), Err(GridError::Unknown));
        assert_eq!(read(b"a\0b"), Err(GridError::Unknown));
        assert_eq!(read(b"\"open"), Err(GridError::Quote));
    }
}
