//! Where the form is in the sheets of a file: what it is of, its columns, its rows.
//!
//! What stands in the rows is judged in `row`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::app::inspect::Work;
use crate::domain::form::{Column, FORMAT, MARK};
use crate::domain::period::Period;
use crate::store::grid::{Grid, GridError, Place};

/// Rows among which a table begins.
const TOP: u32 = 50;

/// Why a file is no form of this period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFault {
    Grid(GridError),
    /// No sheet has the columns of a form.
    NoForm,
    Newer {
        cell: String,
        found: String,
    },
    /// It is of another period than was asked for, or than another of its sheets.
    Period {
        cell: String,
        found: Period,
        period: Period,
    },
    BadPeriod {
        cell: String,
        found: String,
    },
    /// Neither the file nor the person says of which period it is.
    NoPeriod,
    /// It is of another checklist, or another version of it.
    Checklist {
        cell: String,
        found: String,
        now: String,
    },
    /// A column is there twice, or is none of a form.
    Column {
        cell: String,
        found: String,
    },
}

/// The sheets of a file that are forms.
pub(super) struct Tables<'a> {
    pub(super) tables: Vec<Table<'a>>,
}

pub(super) struct Table<'a> {
    pub(super) grid: &'a Grid,
    /// In which column of the sheet each one stands.
    pub(super) columns: BTreeMap<Column, u32>,
    /// The first row of an item.
    pub(super) first: u32,
    head: Option<Head>,
}

/// What a form says it is of.
struct Head {
    row: u32,
    period: Period,
    list: String,
    version: String,
    digest: String,
}

impl<'a> Tables<'a> {
    pub(super) fn find(grids: &'a [Grid]) -> Result<Self, FormFault> {
        let mut tables = Vec::new();
        for grid in grids {
            tables.extend(table(grid)?);
        }
        if tables.is_empty() { Err(FormFault::NoForm) } else { Ok(Self { tables }) }
    }

    /// The one period of all sheets.
    pub(super) fn period(&self, asked: Option<Period>) -> Result<Period, FormFault> {
        let heads = || self.tables.iter().filter_map(|table| Some((table, table.head.as_ref()?)));
        let first = heads().map(|(_, head)| head.period).next();
        let period = asked.or(first).ok_or(FormFault::NoPeriod)?;
        match heads().find(|(_, head)| head.period != period) {
            None => Ok(period),
            Some((table, head)) => {
                let cell = table.cell(Place { row: head.row, column: 2 });
                Err(FormFault::Period { cell, found: head.period, period })
            }
        }
    }

    /// Whether it is of the checklist that the inspection stands on.
    pub(super) fn fits(&self, work: &Work) -> Result<(), FormFault> {
        let (list, digest) = (&work.checklist, work.inspection.checklist_digest());
        for table in &self.tables {
            let Some(head) = &table.head else { continue };
            if head.list != list.id.as_str() || head.digest != digest {
                let cell = table.cell(Place { row: head.row, column: 3 });
                let named = |id: &str, version: &str, digest: &str| {
                    let short: String = digest.chars().take(12).collect();
                    format!("{id} {version} ({short})")
                };
                return Err(FormFault::Checklist {
                    cell,
                    found: named(&head.list, &head.version, &head.digest),
                    now: named(list.id.as_str(), &list.version, digest),
                });
            }
        }
        Ok(())
    }
}

impl Table<'_> {
    /// `C12`, with the sheet where there is one.
    pub(super) fn cell(&self, place: Place) -> String {
        cell(self.grid, place)
    }

    pub(super) fn place(&self, row: u32, column: Column) -> Option<Place> {
        self.columns.get(&column).map(|column| Place { row, column: *column })
    }
}

fn cell(grid: &Grid, place: Place) -> String {
    if grid.name.is_empty() { place.to_string() } else { format!("{}!{place}", grid.name) }
}

/// A key as it stands, whatever the width and case that a spreadsheet made of it.
fn key(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_lowercase()
}

fn table(grid: &Grid) -> Result<Option<Table<'_>>, FormFault> {
    let rows = grid.rows();
    let top = || rows.range(..TOP).map(|(row, _)| *row);
    let at = |row, column| grid.text(Place { row, column });
    let head = match top().find(|row| key(&at(*row, 0)) == MARK) {
        Some(row) => Some(read_head(grid, row)?),
        None => None,
    };
    let is_keys =
        |row: &u32| rows[row].iter().any(|(c, _)| key(&at(*row, *c)) == Column::Item.name());
    let Some(keys) = top().find(is_keys) else { return Ok(None) };
    let mut columns = BTreeMap::new();
    for (column, _) in &rows[&keys] {
        let text = at(keys, *column);
        let named = Column::named(&key(&text));
        if named.is_none_or(|known| columns.insert(known, *column).is_some()) {
            let cell = cell(grid, Place { row: keys, column: *column });
            return Err(FormFault::Column { cell, found: text });
        }
    }
    // Below the keys of our own form stand the headers for people.
    let first = if head.is_some() { keys + 2 } else { keys + 1 };
    Ok(Some(Table { grid, columns, first, head }))
}

fn read_head(grid: &Grid, row: u32) -> Result<Head, FormFault> {
    let at = |column| grid.text(Place { row, column }).trim().to_owned();
    let cell = |column| cell(grid, Place { row, column });
    let format = at(1);
    if format != FORMAT.to_string() {
        return Err(FormFault::Newer { cell: cell(1), found: format });
    }
    let found = at(2);
    let Ok(period) = found.parse() else {
        return Err(FormFault::BadPeriod { cell: cell(2), found });
    };
    Ok(Head { row, period, list: at(3), version: at(4), digest: at(5) })
}
