//! Blocks of a neutral sheet as lines of a page: what the report says, in cells.
//!
//! Places for writing by hand are left out: they are for paper.

use super::page::{Line, Page, Value};
use crate::report::sheet::{Block, Cell, Column, Piece, RowKind, Table, Title, Tone};
use crate::text::Align;

/// The widths of a page of blocks, in cells: a label, then the rest.
const WIDTHS: [u16; 12] = [22, 14, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12];

/// One page that holds all of them, in their order.
pub(super) fn page(name: &str, blocks: &[Block]) -> Page {
    let columns = blocks.iter().map(|block| match block {
        Block::Table(table) => table.columns.len(),
        _ => 2,
    });
    let wide = columns.max().unwrap_or(2).max(8);
    let widths = (0..wide).map(|n| WIDTHS.get(n).copied().unwrap_or(12)).collect();
    let mut page = Page::bare(name, widths, Vec::new());
    for block in blocks {
        lines(block, &mut page.lines);
    }
    page
}

fn lines(block: &Block, out: &mut Vec<Line>) {
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
        Block::Table(table) => self::table(table, out),
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

fn table(table: &Table, out: &mut Vec<Line>) {
    out.push(Line::Head(table.columns.iter().map(|column| column.header.clone()).collect()));
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns);
        let values = cells.map(|(cell, column)| value(cell, column)).collect();
        out.push(match row.kind {
            RowKind::Body => Line::Row(values),
            RowKind::Total => Line::Total(values),
        });
    }
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
