//! The grid of a trend as CSV, one row for each item and period, for spreadsheets.
//!
//! RFC 4180 in UTF-8 with a byte order mark, without which Excel would not read Japanese. A text
//! that a spreadsheet would take for a formula gets an apostrophe before it.

use crate::domain::lineage::Bond;
use crate::domain::trend::{Cell, Column, Mark, Row, Standing, Trend};

const MARK: char = '\u{feff}';
const HEADER: [&str; 10] = [
    "period", "item", "title", "section", "standing", "state", "verdict", "grade", "joined", "from",
];

/// Rows by item, in each the periods from the oldest on.
pub fn trend_csv(trend: &Trend) -> String {
    let mut out = String::from(MARK);
    line(&mut out, &HEADER.map(str::to_owned));
    for row in &trend.rows {
        for (cell, column) in row.cells.iter().zip(&trend.columns) {
            line(&mut out, &fields(row, cell, column));
        }
    }
    out
}

fn fields(row: &Row, cell: &Cell, column: &Column) -> [String; 10] {
    let (verdict, grade) = match cell.mark {
        Mark::Absent | Mark::NotDue => (None, None),
        Mark::Asked { verdict, grade } => (verdict, grade),
    };
    let through = cell.through.as_ref();
    let from = through.map(|through| through.items.iter().map(ToString::to_string).collect());
    let from: Vec<String> = from.unwrap_or_default();
    [
        column.period.to_string(),
        row.item.to_string(),
        row.title.clone(),
        row.section.to_string(),
        standing(row.standing).to_owned(),
        state(cell.mark).to_owned(),
        verdict.map(|verdict| verdict.name().to_owned()).unwrap_or_default(),
        grade.map(|grade| grade.name().to_owned()).unwrap_or_default(),
        through.map(|through| bond(through.bond).to_owned()).unwrap_or_default(),
        from.join(" "),
    ]
}

/// The word in data for how an item stands now.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "current",
        Standing::Retired => "retired",
    }
}

/// The word in data for what a cell is.
pub(super) fn state(mark: Mark) -> &'static str {
    match mark {
        Mark::Absent => "absent",
        Mark::NotDue => "not_due",
        Mark::Asked { .. } => "asked",
    }
}

/// The word in data for what became of an item.
pub(super) fn bond(bond: Bond) -> &'static str {
    match bond {
        Bond::Same => "same",
        Bond::Reworded => "reworded",
        Bond::Merged => "merged",
        Bond::Split => "split",
        Bond::Added => "added",
        Bond::Removed => "removed",
    }
}

fn line(out: &mut String, fields: &[String]) {
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}

fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_neither_a_formula_nor_the_end_of_its_row() {
        for (typed, written) in [
            ("責任者の任命", "責任者の任命"),
            ("a,b", "\"a,b\""),
            ("「\"」\n次", "\"「\"\"」\n次\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("", ""),
        ] {
            assert_eq!(field(typed), written, "{typed:?}");
        }
    }
}
