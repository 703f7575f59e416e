//! The grid of a trend as CSV, one row for each item and period, for spreadsheets.
//!
//! How a field is written is decided in `csv`.

use super::csv;
use crate::domain::lineage::Bond;
use crate::domain::trend::{Cell, Column, Mark, Row, Standing, Trend};

const HEADER: [&str; 10] = [
    "period", "item", "title", "section", "standing", "state", "verdict", "grade", "joined", "from",
];

/// Rows by item, in each the periods from the oldest on.
pub fn trend_csv(trend: &Trend) -> String {
    let mut out = String::from(csv::MARK);
    csv::line(&mut out, &HEADER.map(str::to_owned));
    for row in &trend.rows {
        for (cell, column) in row.cells.iter().zip(&trend.columns) {
            csv::line(&mut out, &fields(row, cell, column));
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
