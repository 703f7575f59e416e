//! A sheet for a reader with Notepad: 80 cells, UTF-8, LF, only spaces and ASCII rules.
//!
//! Long texts are written as labelled blocks and not as wide tables, so that they stay readable in
//! a font whose letters differ in width. Headings alone stand in the first cell of a line: what a
//! person typed is always indented and can pose as none.

mod ask;
mod grid;

use super::sheet::{
    Block, CODE_DIGITS, CODE_GROUPS, Level, Piece, Place, Reading, Row, Sheet, Signature, Table,
    Title,
};
use crate::text::{Align, cells, line, pad, visible, wrapped};

/// Cells of the widest line.
pub(super) const WIDTH: usize = 80;
/// Cells before everything that is not a heading.
const INDENT: usize = 2;
/// Cells of the widest label that has its value beside it.
const LABEL: usize = 22;
/// Cells of the narrowest column of labels.
const LABEL_LEAST: usize = 4;
/// A table with more columns than this below its heading has a blank line between its entries.
const DENSE: usize = 2;

/// The sheet as text; ends with a line end.
pub fn text(sheet: &Sheet) -> String {
    let mut page = Page::default();
    for block in &sheet.blocks {
        page.block(block);
    }
    page.out
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    /// Writes one line without trailing blanks.
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Leaves one blank line before what follows, except at the top.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn rule(&mut self, with: &str) {
        self.line(&with.repeat(WIDTH));
    }

    /// A wrapped text: `head` before the first row, as many blanks before the others.
    fn hanging(&mut self, head: &str, text: &str) {
        let left = cells(head);
        for (n, row) in wrapped(&visible(text), WIDTH - left).into_iter().enumerate() {
            let before = if n == 0 { head.to_owned() } else { " ".repeat(left) };
            self.line(&(before + &row));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.title(title),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                self.gap();
                self.hanging(&" ".repeat(INDENT), text);
            }
            Block::Cautions { label, texts } => self.cautions(label, texts),
            Block::Facts(pieces) => {
                self.gap();
                self.pieces(pieces);
            }
            Block::Table(table) => self.table(table),
            Block::Signatures(places) => self.signatures(places),
            Block::Code { label } => self.code(label),
            Block::Space { label, rows } => self.space(label, *rows),
            Block::Slots(rows) => self.slots(rows),
            Block::Ask(ask) => self.ask(ask),
            Block::Commands(commands) => {
                for command in commands {
                    self.line(&format!("      {}", line(command)));
                }
            }
            // The table after it holds its values.
            Block::Chart(_) => {}
            Block::PageBreak => self.gap(),
        }
    }

    fn title(&mut self, title: &Title) {
        self.rule("=");
        let heading = line(&title.heading);
        let left = WIDTH.saturating_sub(cells(&heading)) / 2;
        self.hanging(&" ".repeat(left), &heading);
        self.rule("=");
        for text in std::iter::once(&title.addressee).chain(&title.lines) {
            self.hanging(&" ".repeat(INDENT), &line(text));
        }
    }

    fn heading(&mut self, level: Level, text: &str) {
        self.gap();
        match level {
            Level::Chapter => {
                self.hanging("", &line(text));
                self.rule("-");
            }
            Level::Section => self.hanging("-- ", &line(text)),
        }
    }

    fn cautions(&mut self, label: &str, texts: &[String]) {
        self.gap();
        for text in texts {
            self.hanging(&format!("  [{}] ", line(label)), text);
        }
    }

    /// Labels in one column, values in the other; a longer label has a line of its own.
    fn pieces(&mut self, pieces: &[Piece]) {
        let labels = pieces.iter().map(|piece| cells(&line(&piece.label)) + 1);
        let width = labels.filter(|w| *w <= LABEL).max().unwrap_or(0).max(LABEL_LEAST);
        for piece in pieces {
            let label = format!("{}:", line(&piece.label));
            let beside = cells(&label) <= width;
            if !beside {
                self.hanging(&" ".repeat(INDENT), &label);
            }
            let blank = " ".repeat(INDENT + width + 1);
            let first = format!("  {} ", pad(&label, width, Align::Left));
            for (n, text) in piece.texts.iter().enumerate() {
                let head = if n == 0 && beside { &first } else { &blank };
                let mark = if piece.texts.len() > 1 { "- " } else { "" };
                self.hanging(&format!("{head}{mark}"), text);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        let grid = match table.reading {
            Reading::Columns => grid::grid(table),
            Reading::Rows => None,
        };
        if let Some(lines) = grid {
            for line in &lines {
                self.line(line);
            }
            return;
        }
        let body = table.columns.iter().filter(|column| column.place == Place::Body).count();
        for (n, row) in table.rows.iter().enumerate() {
            if n > 0 && body > DENSE {
                self.gap();
            }
            self.entry(table, row);
        }
    }

    /// One row as a block: its leading cells on the first line, the last of them at the right.
    fn entry(&mut self, table: &Table, row: &Row) {
        let columns = || table.columns.iter().zip(&row.cells);
        let leads: Vec<String> = columns()
            .filter(|(column, _)| column.place == Place::Lead)
            .map(|(_, cell)| line(&cell.texts().collect::<Vec<_>>().join(" ")).into_owned())
            .collect();
        self.lead(&leads);
        let mut pieces = Vec::new();
        for (column, cell) in columns().filter(|(column, _)| column.place == Place::Body) {
            for piece in &cell.pieces {
                let own = piece.label.is_empty();
                let label = if own { &column.header } else { &piece.label };
                pieces.push(Piece::list(label, piece.texts.clone()));
            }
        }
        self.pieces(&pieces);
    }

    fn lead(&mut self, leads: &[String]) {
        let [first @ .., last] = leads else { return };
        let head = first.join("  ");
        let room = WIDTH - 2;
        if !first.is_empty() && cells(&head) + 2 + cells(last) <= room {
            self.line(&format!("* {}{last}", pad(&head, room - cells(last), Align::Left)));
        } else {
            self.hanging("* ", &leads.join("  "));
        }
    }

    fn signatures(&mut self, places: &[Signature]) {
        for place in places {
            self.gap();
            let name = place.name.as_deref().map_or("____________________".into(), line);
            self.hanging(&format!("  {}: ", line(&place.role)), &name);
            let (date, seal) = (line(&place.date_label), line(&place.seal_label));
            self.line("");
            self.line(&format!("      {date}: ________________    {seal}: ____________________"));
        }
    }

    fn code(&mut self, label: &str) {
        self.gap();
        self.hanging("  ", label);
        let digits = "_".repeat(CODE_DIGITS);
        let groups: Vec<_> = (1..=CODE_GROUPS).map(|n| format!("({n}) {digits}")).collect();
        for half in groups.chunks(CODE_GROUPS / 2) {
            self.line("");
            self.line(&format!("      {}", half.join("   ")));
        }
    }

    fn space(&mut self, label: &str, rows: u8) {
        self.gap();
        self.hanging("  ", &format!("{}:", line(label)));
        for _ in 0..rows {
            self.line("");
            self.line(&format!("  {}", "_".repeat(WIDTH - 2 * INDENT)));
        }
    }
}
