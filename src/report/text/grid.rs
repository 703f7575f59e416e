//! A table of short values in aligned columns, with its texts wrapped inside their cells.
//!
//! It gives up where the columns cannot be made narrow enough; the table is then written in rows.

use super::{INDENT, WIDTH};
use crate::report::sheet::{Cell, Row, RowKind, Table};
use crate::text::{Align, cells, line, pad, wrapped};

/// Cells between two columns.
const GAP: usize = 2;
/// Cells of the narrowest column of texts.
const NARROW: usize = 6;

/// The lines of the table with its header; `None` where it does not fit.
pub(super) fn grid(table: &Table) -> Option<Vec<String>> {
    let header: Vec<String> = table.columns.iter().map(|c| line(&c.header).into_owned()).collect();
    let rows: Vec<(RowKind, Vec<String>)> = table.rows.iter().map(plain).collect();
    let widths = widths(table, &header, &rows)?;
    let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut lines = band(&header, &widths, &aligns);
    lines.extend(band(&rule, &widths, &aligns));
    for (kind, row) in &rows {
        if *kind == RowKind::Total {
            lines.extend(band(&rule, &widths, &aligns));
        }
        lines.extend(band(row, &widths, &aligns));
    }
    Some(lines)
}

fn plain(row: &Row) -> (RowKind, Vec<String>) {
    let text = |cell: &Cell| line(&cell.texts().collect::<Vec<_>>().join(" ")).into_owned();
    (row.kind, row.cells.iter().map(text).collect())
}

/// The width of each column: what it holds, with the widest ones cut until the line fits. First
/// headers are wrapped between their words, then texts; numbers never.
fn widths(table: &Table, header: &[String], rows: &[(RowKind, Vec<String>)]) -> Option<Vec<usize>> {
    let room = WIDTH.checked_sub(INDENT + GAP * header.len().saturating_sub(1))?;
    let held = |n: usize| rows.iter().filter_map(|(_, row)| row.get(n)).map(|t| cells(t)).max();
    let held: Vec<usize> = (0..header.len()).map(|n| held(n).unwrap_or(0)).collect();
    let word = |text: &String| text.split_whitespace().map(cells).max().unwrap_or(0);
    let wrapped: Vec<usize> = header.iter().zip(&held).map(|(t, n)| word(t).max(*n)).collect();
    let least: Vec<usize> = (table.columns.iter().zip(&wrapped))
        .map(|(column, width)| match column.align {
            Align::Left => NARROW.min(*width),
            Align::Right => *width,
        })
        .collect();
    let full = header.iter().zip(&held).map(|(text, held)| cells(text).max(*held)).collect();
    let widths = narrowed(full, &wrapped, room);
    let widths = narrowed(widths, &least, room);
    (widths.iter().sum::<usize>() <= room).then_some(widths)
}

/// Takes cells from the widest column that has more than its least, until all fit or none has.
fn narrowed(mut widths: Vec<usize>, least: &[usize], room: usize) -> Vec<usize> {
    while widths.iter().sum::<usize>() > room {
        let spare = (0..widths.len()).filter(|n| widths[*n] > least[*n]);
        let Some(widest) = spare.max_by_key(|n| widths[*n]) else { break };
        widths[widest] -= 1;
    }
    widths
}

/// One row of the table as the lines that it takes.
fn band(texts: &[String], widths: &[usize], aligns: &[Align]) -> Vec<String> {
    let columns: Vec<Vec<String>> =
        texts.iter().zip(widths).map(|(text, width)| wrapped(text, *width)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|n| {
            let parts = columns.iter().zip(widths.iter().zip(aligns)).map(|(rows, (w, a))| {
                let row = rows.get(n).map_or("", String::as_str);
                pad(row, *w, *a)
            });
            let row = parts.collect::<Vec<_>>().join(&" ".repeat(GAP));
            format!("{}{row}", " ".repeat(INDENT))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheet::{Column, Reading};

    fn table(columns: Vec<Column>, rows: Vec<Row>) -> Table {
        Table { reading: Reading::Columns, columns, rows }
    }

    #[test]
    fn wide_letters_stand_in_aligned_columns() {
        let columns = vec![Column::body("区分", 1), Column::number("適", 1)];
        let rows = vec![
            Row::body(vec!["組織".into(), "12".into()]),
            Row::total(vec!["合計".into(), "3".into()]),
        ];
        let lines = grid(&table(columns, rows)).unwrap();
        assert_eq!(lines, ["  区分  適", "  ----  --", "  組織  12", "  ----  --", "  合計   3"]);
    }

    #[test]
    fn a_long_text_is_wrapped_in_its_cell_and_a_number_never() {
        let columns = vec![Column::body("題", 1), Column::number("rate", 1)];
        let rows = vec![Row::body(vec!["あ".repeat(60).into(), "100.0% (5/5)".into()])];
        let lines = grid(&table(columns, rows)).unwrap();
        assert_eq!(lines.len(), 4);
        assert!(lines[2].ends_with("100.0% (5/5)"));
        assert!(lines.iter().all(|line| cells(line) <= WIDTH));
    }

    #[test]
    fn headers_are_wrapped_between_words_before_texts_are() {
        let mut columns = vec![Column::body("Section", 1)];
        columns.extend((0..5).map(|_| Column::number("Not applicable", 1)));
        let row = std::iter::once("組織的").chain(["1"; 5]).map(Cell::from).collect();
        let lines = grid(&table(columns, vec![Row::body(row)])).unwrap();
        assert!(lines.iter().any(|line| line.contains("組織的")));
        assert!(lines.iter().any(|line| line.matches("applicable").count() == 5), "{lines:#?}");
    }

    #[test]
    fn too_many_columns_are_no_grid() {
        let columns: Vec<_> = (0..12).map(|_| Column::body("八文字の見出しだ", 1)).collect();
        let row = Row::body((0..12).map(|_| Cell::from("長い文長い文")).collect());
        assert_eq!(grid(&table(columns, vec![row])), None);
    }
}
