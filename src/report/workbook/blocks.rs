//! Blocks of a neutral sheet as lines of a page: what the report says, in cells.
//!
//! Places for writing by hand are left out: they are for paper.

use super::page::{Line, Page, Value};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, RowKind, Table, Title, Tone};
use crate::text::{Align, cells, line};

/// The widths of a page of blocks, in cells: a label, then the rest.
const WIDTHS: [u16; 12] = [22, 14, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12];

/// Characters of a name of a sheet.
const NAME: usize = 31;
/// Cells of the first column at the most, and of the others.
const FIRST: usize = 40;
const OTHER: usize = 18;

/// One page that holds all of them, in their order.
pub(super) fn page(name: &str, blocks: &[Block]) -> Page {
    let columns = blocks.iter().map(|block| match block {
        Block::Table(table) => table.columns.len(),
        _ => 2,
    });
    let wide = columns.max().unwrap_or(2).max(8);
    let widths: Vec<u16> = (0..wide).map(|n| width(blocks, n)).collect();
    let mut lines = Vec::new();
    for block in blocks {
        self::lines(block, &widths, &mut lines);
    }
    Page::bare(name, widths, lines)
}

/// What a column needs for its short values.
fn width(blocks: &[Block], n: usize) -> u16 {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.reading == Reading::Columns => Some(table),
        _ => None,
    });
    let column = tables.flat_map(|table| table.rows.iter().filter_map(|row| row.cells.get(n)));
    let longest = column.flat_map(Cell::texts).map(cells).max().unwrap_or_default();
    let most = if n == 0 { FIRST } else { OTHER };
    let least = WIDTHS.get(n).copied().unwrap_or(12);
    u16::try_from(longest.min(most)).unwrap_or(least).max(least)
}

/// A name as spreadsheets take it; `other` where nothing is left of it.
pub(super) fn name(text: &str, other: &str) -> String {
    let shown = line(text).into_owned();
    let fits = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
    // They count in units of UTF-16.
    let mut units = 0;
    let within = |c: &char| {
        units += c.len_utf16();
        units <= NAME
    };
    let bare: String = shown.chars().filter(fits).take_while(within).collect();
    let bare = bare.trim();
    if bare.is_empty() { other.to_owned() } else { bare.to_owned() }
}

fn lines(block: &Block, widths: &[u16], out: &mut Vec<Line>) {
    match block {
        Block::Title(Title { heading, addressee, lines }) => {
            out.push(Line::Title(heading.clone()));
            let texts = std::iter::once(addressee).chain(lines);
            out.extend(texts.map(|text| Line::Note(text.clone(), Tone::Plain)));
        }
        Block::Heading { text, .. } => {
            out.push(Line::Blank);
            out.push(Line::Heading(text.clone()));
        }
        Block::Paragraph(text) => out.push(Line::Note(text.clone(), Tone::Plain)),
        Block::Cautions { label, texts } => {
            out.extend(texts.iter().map(|t| Line::Note(format!("{label}: {t}"), Tone::Doubt)));
        }
        Block::Facts(pieces) => {
            out.extend(pieces.iter().map(|p| Line::Note(labelled(p), Tone::Plain)));
        }
        Block::Table(table) => self::table(table, widths, out),
        Block::Chart(_)
        | Block::Signatures(_)
        | Block::Code { .. }
        | Block::Space { .. }
        | Block::Slots(_)
        | Block::PageBreak => {}
        Block::Ask(ask) => {
            out.push(Line::Heading(ask.name.clone()));
            let told = std::iter::once(&ask.before).chain(&ask.told);
            let told = told.chain(ask.groups.iter().flat_map(|group| &group.told));
            out.extend(told.map(|piece| Line::Note(labelled(piece), Tone::Plain)));
        }
        Block::Commands(texts) => {
            out.extend(texts.iter().map(|t| Line::Note(t.clone(), Tone::Plain)));
        }
    }
}

fn table(table: &Table, widths: &[u16], out: &mut Vec<Line>) {
    let head = table.columns.iter().map(|column| column.header.clone()).collect();
    // Long texts take the whole width of the sheet.
    let spans = (table.reading == Reading::Rows).then(|| spans(table, widths));
    out.push(match &spans {
        Some(spans) => Line::WideHead(head, spans.clone()),
        None => Line::Head(head),
    });
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns);
        let values = cells.map(|(cell, column)| value(cell, column)).collect();
        out.push(match (row.kind, &spans) {
            (RowKind::Total, _) => Line::Total(values),
            (RowKind::Body, Some(spans)) => Line::WideRow(values, spans.clone()),
            (RowKind::Body, None) => Line::Row(values),
        });
    }
}

/// How many columns of the sheet each column of the table has, by its share of the width.
fn spans(table: &Table, widths: &[u16]) -> Vec<u16> {
    let all: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    let room: u32 = widths.iter().map(|width| u32::from(*width)).sum();
    let (mut share, mut used, mut next, mut spans) = (0, 0, 0, Vec::new());
    for (n, column) in table.columns.iter().enumerate() {
        share += u32::from(column.width);
        let left = table.columns.len() - n - 1;
        let until = share * room / all.max(1);
        let first = next;
        while next + left < widths.len() && (next == first || left == 0 || used < until) {
            used += u32::from(widths[next]);
            next += 1;
        }
        spans.push(u16::try_from(next - first).unwrap_or(1).max(1));
    }
    spans
}

/// A number where the column is one of numbers, else the text with its labels.
fn value(cell: &Cell, column: &Column) -> Value {
    let text = cell.pieces.iter().map(labelled).collect::<Vec<_>>().join("\n");
    match (column.align, text.parse()) {
        (Align::Right, Ok(n)) if cell.tone == Tone::Plain => Value::Count(n),
        (Align::Right, Ok(n)) => Value::TonedCount(n, cell.tone),
        _ if text.is_empty() => Value::Empty,
        _ => Value::Toned(text, cell.tone),
    }
}

/// `label: text`, or the texts below the label.
pub(super) fn labelled(piece: &Piece) -> String {
    let text = piece.texts.join("\n");
    match (piece.label.is_empty(), piece.texts.len()) {
        (true, _) => text,
        (false, 1) => format!("{}: {text}", piece.label),
        (false, _) => format!("{}:\n{text}", piece.label),
    }
}
