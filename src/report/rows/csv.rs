//! CSV by RFC 4180, as a spreadsheet opens it by a double click: a byte-order mark, CR LF.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it; what would
//! steer a terminal is shown as its code.

use super::Cell;
use crate::text::visible;

/// What a spreadsheet takes for the start of a formula; the wide ones in a Japanese one.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Between the values of a list: no single value holds a line end.
const BETWEEN: &str = "\n";

pub(super) fn head<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::from("\u{feff}");
    line(names.map(str::to_owned), &mut out);
    out
}

pub(super) fn row<'a>(cells: impl Iterator<Item = Cell<'a>>, out: &mut String) {
    let texts = cells.map(|cell| match cell {
        Cell::None => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => safe(&text),
        Cell::List(values) => safe(&values.join(BETWEEN)),
    });
    line(texts, out);
}

fn safe(text: &str) -> String {
    let shown = visible(text);
    if text.starts_with(FORMULA) { format!("'{shown}") } else { shown.into_owned() }
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
