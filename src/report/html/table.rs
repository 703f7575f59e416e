//! A table with its caption, headers of columns and rows, and room to be moved where it is wide;
//! one of long texts in many columns is written as a list of entries.
//!
//! The order of the rows and what their tones mean is settled where the sheet is composed.

use maud::{Markup, html};

use super::block::texts;
use super::{NL, Page, typed};
use crate::report::sheet::{Cell, Column, Place, Reading, Row, RowKind, Table, Tone};
use crate::text::{Align, cells, line};

/// A table with more columns than this may be wider than its page, and can then be moved.
const NARROW: usize = 3;
/// Cells of a text that needs but half of the width of an entry.
const SHORT: usize = 28;
/// Columns of long texts that a sheet of A4 holds; with more, each row is an entry.
const MOST: usize = 7;

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Markup {
        if table.reading == Reading::Rows && table.columns.len() > MOST {
            let heading = (self.headings > 0).then(|| format!("h{}", self.headings));
            return entries(table, heading.as_deref());
        }
        let under = if self.under.is_empty() { self.name() } else { self.under.clone() };
        let (name, id) = self.call(&under);
        let widths = widths(&table.columns);
        self.widths.extend(&widths);
        let body = html! {
            table.entries[table.reading == Reading::Rows] {
                caption.unseen id={ "t" (id) } { (name) }
                colgroup { @for width in &widths { col class={ "w" (width) }; } }
                thead { tr { @for column in &table.columns { (header(column)) } } }
                @for part in parts(table) {
                    tbody {
                        @for row in part { (NL) (self::row(table, row)) }
                    }
                }
            }
        };
        if table.columns.len() <= NARROW {
            return body;
        }
        html! { div.wide role="group" tabindex="0" aria-labelledby={ "t" (id) } { (body) } }
    }
}

/// The shares of the columns in percent of the whole, at least one each.
fn widths(columns: &[Column]) -> Vec<u16> {
    let all: u32 = columns.iter().map(|column| u32::from(column.width)).sum();
    let percent = |column: &Column| u32::from(column.width) * 100 / all.max(1);
    columns.iter().map(|column| u16::try_from(percent(column).clamp(1, 100)).unwrap_or(1)).collect()
}

/// The rows, parted before each that only names those below it.
fn parts(table: &Table) -> impl Iterator<Item = &[Row]> {
    table.rows.chunk_by(|_, next| !names_a_group(next))
}

/// Whether a row has a text in its first cell and in no other: the name of a group.
fn names_a_group(row: &Row) -> bool {
    let [first, rest @ ..] = row.cells.as_slice() else { return false };
    row.kind == RowKind::Body && !rest.is_empty() && !blank(first) && rest.iter().all(blank)
}

fn blank(cell: &Cell) -> bool {
    cell.texts().all(|text| text.trim().is_empty())
}

fn is_short(cell: &Cell) -> bool {
    let texts: Vec<&str> = cell.texts().collect();
    texts.len() == 1 && !texts[0].contains('\n') && cells(texts[0]) <= SHORT
}

fn header(column: &Column) -> Markup {
    let number = column.align == Align::Right;
    html! {
        @if column.header.trim().is_empty() { td {} } @else {
            th scope="col" .number[number] { (line(&column.header)) }
        }
    }
}

fn row(table: &Table, row: &Row) -> Markup {
    if names_a_group(row) {
        return html! {
            tr.group {
                th scope="rowgroup" colspan=(row.cells.len()) { (pieces(&row.cells[0])) }
            }
        };
    }
    // The row is known by its first leading cell.
    let head = table.columns.iter().position(|column| column.place == Place::Lead).unwrap_or(0);
    let cells = table.columns.iter().zip(&row.cells).enumerate();
    html! {
        tr.total[row.kind == RowKind::Total] {
            @for (n, (column, cell)) in cells {
                @let class = class(column, cell);
                @if n == head && !blank(cell) {
                    th scope="row" class=[class] { (pieces(cell)) }
                } @else if table.reading == Reading::Rows {
                    // Where the page is narrow, the header stands before the cell.
                    td class=[class] data-label=(line(&column.header)) { (pieces(cell)) }
                } @else {
                    td class=[class] { (pieces(cell)) }
                }
            }
        }
    }
}

/// Each row under its leading cells, the others below with their headers.
fn entries(table: &Table, heading: Option<&str>) -> Markup {
    let stand = |row, place| of_place(table, row, place);
    html! {
        ul.cards aria-labelledby=[heading] {
            @for row in &table.rows {
                (NL)
                li {
                    p.lead {
                        @for (column, cell) in stand(row, Place::Lead) {
                            span class=[class(column, cell)] { (pieces(cell)) } " "
                        }
                    }
                    @if stand(row, Place::Body).next().is_some() {
                        dl {
                            @for (column, cell) in stand(row, Place::Body) {
                                div.short[is_short(cell)] {
                                    dt { (line(&column.header)) }
                                    dd class=[class(column, cell)] { (pieces(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The cells of a row that stand in one place and say something.
fn of_place<'a>(
    table: &'a Table,
    row: &'a Row,
    place: Place,
) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
    let cells = table.columns.iter().zip(&row.cells);
    cells.filter(move |(column, cell)| column.place == place && !blank(cell))
}

/// The tone of a cell, or that it holds a number.
fn class(column: &Column, cell: &Cell) -> Option<&'static str> {
    let number = column.align == Align::Right;
    match (cell.tone, number) {
        (Tone::Plain, false) => None,
        (Tone::Plain, true) => Some("number"),
        (Tone::Fault, false) => Some("fault"),
        (Tone::Fault, true) => Some("fault number"),
        (Tone::Doubt, false) => Some("doubt"),
        (Tone::Doubt, true) => Some("doubt number"),
        (Tone::Quiet, false) => Some("quiet"),
        (Tone::Quiet, true) => Some("quiet number"),
    }
}

fn pieces(cell: &Cell) -> Markup {
    if let [piece] = cell.pieces.as_slice()
        && piece.label.is_empty()
        && let [text] = piece.texts.as_slice()
    {
        return typed(text);
    }
    html! {
        @for piece in cell.pieces.iter().filter(|piece| !piece.texts.is_empty()) {
            div {
                @if !piece.label.is_empty() { b { (line(&piece.label)) ":" } " " }
                (texts(&piece.texts))
            }
        }
    }
}
