//! Lines, labelled values and tables, measured in terminal cells.
//!
//! Every text that is put in is made safe to print here.

use crate::text::{Align, cells, line, pad};

const INDENT: &str = "  ";
const GAP: &str = "  ";

/// A text being laid out line by line.
#[derive(Debug, Clone, Default)]
pub struct Page(String);

impl Page {
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.0.push_str(line(text).trim_end());
        self.0.push('\n');
        self
    }

    pub fn indented(&mut self, text: &str) -> &mut Self {
        self.0.push_str(INDENT);
        self.line(text)
    }

    pub fn blank(&mut self) -> &mut Self {
        self.0.push('\n');
        self
    }

    /// A line that is not to be changed: a command to copy.
    pub fn verbatim(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self.0.push('\n');
        self
    }

    /// Labels in one column, values in the next.
    pub fn fields(&mut self, fields: &[(&str, String)]) -> &mut Self {
        let width = fields.iter().map(|(label, _)| cells(label)).max().unwrap_or(0);
        for (label, value) in fields {
            let label = pad(label, width, Align::Left);
            self.indented(&format!("{label}{GAP}{}", line(value)));
        }
        self
    }

    pub fn table(&mut self, table: &Table) -> &mut Self {
        let width = |column: usize| {
            let in_column = table.rows.iter().filter_map(|row| row.cells.get(column));
            in_column.map(|text| cells(&line(text))).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
        for row in &table.rows {
            let cells = row.cells.iter().zip(&widths).zip(&table.columns);
            let cells: Vec<String> =
                cells.map(|((text, width), align)| pad(&line(text), *width, *align)).collect();
            self.indented(&cells.join(GAP));
            for under in &row.under {
                self.indented(&format!("{INDENT}{}", line(under)));
            }
        }
        self
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// Rows of cells, each with lines of its own below it.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<Align>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Default)]
struct Row {
    cells: Vec<String>,
    under: Vec<String>,
}

impl Table {
    pub fn new(columns: Vec<Align>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(Row { cells, under: Vec::new() });
    }

    /// A line below the last row.
    pub fn under(&mut self, text: String) {
        if let Some(row) = self.rows.last_mut() {
            row.under.push(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_in_cells() {
        let mut table = Table::new(vec![Align::Left, Align::Right]);
        table.row(vec!["区分".into(), "件数".into()]);
        table.row(vec!["組織的安全".into(), "7".into()]);
        table.under("下\u{1b}の行".into());
        let mut page = Page::default();
        page.table(&table).fields(&[("点検表", "a".into()), ("期", "b".into())]);
        assert_eq!(
            page.into_text(),
            "  区分        件数\n  組織的安全     7\n    下⟨U+001B⟩の行\n  点検表  a\n  期      b\n"
        );
    }
}
