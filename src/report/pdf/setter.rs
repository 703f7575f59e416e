//! Sets one document: text into lines, blocks onto pages.
//!
//! How tables, panes and charts look is in files of their own; this one has what all of them use.

use super::ask;
use super::chart;
use super::form;
use super::grid;
use super::ink::{Area, BLACK, DIM, HAIR, Jump, Mark, POINT, Slab, Style, THICK, THIN, Twips};
use super::letters::Letters;
use super::notice;
use super::pages::{Density, HEIGHT, Page, Pages, WIDTH};
use super::parts::{Part, Parts, Role};
use super::row::PAD;
use super::writing;
use crate::report::sheet::{Block, Level, Piece, Sheet, Title};
use crate::text::line;
use crate::words::{PdfWords, fill};

pub(super) const TITLE: Style = Style::new(18 * POINT, 28 * POINT).bold();
pub(super) const LARGE: Style = Style::new(11 * POINT, 17 * POINT);
pub(super) const CHAPTER: Style = Style::new(12 * POINT, 17 * POINT).bold();
pub(super) const SECTION: Style = Style::new(10 * POINT, 15 * POINT).bold();
pub(super) const BODY: Style = Style::new(190, 290);
pub(super) const TABLE: Style = Style::new(170, 232);
pub(super) const SMALL: Style = Style::new(150, 210);
pub(super) const TINY: Style = Style::new(120, 160);

/// Lines of a heading or a name that may stand above others and wait for them.
pub(super) const FEW: usize = 8;
/// Letters named in the note at the end.
const NAMED: usize = 60;

/// The form of the cells of one piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// From the edge of the cell.
    pub(super) x: Twips,
    pub(super) width: Twips,
    pub(super) style: Style,
}

pub(super) struct Setter<'a> {
    pub(super) letters: &'a Letters<'a>,
    pub(super) words: &'a PdfWords,
    pub(super) pages: Pages,
    pub(super) parts: Parts,
}

impl<'a> Setter<'a> {
    pub(super) fn new(letters: &'a Letters<'a>, words: &'a PdfWords) -> Self {
        Self { letters, words, pages: Pages::default(), parts: Parts::default() }
    }

    /// The whole document as pages, with running heads and feet.
    pub(super) fn pages(mut self, sheet: &Sheet) -> (Vec<Page>, Parts) {
        self.pages.keep(self.opening(&sheet.blocks));
        for (n, block) in sheet.blocks.iter().enumerate() {
            self.block(block, sheet.blocks.get(n + 1));
        }
        self.note();
        let Self { letters, words, pages, parts } = self;
        let mut pages = pages.finish();
        super::running::add(&mut pages, letters, words, sheet);
        (pages, parts)
    }

    /// How to set what stands before the first new page, so that it is one page if it can be.
    fn opening(&self, blocks: &[Block]) -> Density {
        let end = blocks.iter().position(|block| *block == Block::PageBreak);
        let first = &blocks[..end.unwrap_or_default()];
        let fits = |density: &Density| {
            let mut trial = Self::new(self.letters, self.words);
            trial.pages.keep(*density);
            for (n, block) in first.iter().enumerate() {
                trial.block(block, first.get(n + 1));
            }
            trial.pages.finish().len() == 1
        };
        [Density::Plain, Density::Snug, Density::Tight].into_iter().find(fits).unwrap_or_default()
    }

    /// Above and below the lines of a cell.
    pub(super) fn pad(&self) -> Twips {
        match self.pages.density() {
            Density::Plain => PAD,
            Density::Snug => PAD * 7 / 10,
            Density::Tight => PAD / 2,
        }
    }

    /// The style with its lines as close as they are set now.
    fn spaced(&self, column: Column) -> Column {
        let style = column.style;
        let lead = match self.pages.density() {
            Density::Plain => style.lead,
            Density::Snug | Density::Tight => style.lead.min(style.size * 131 / 100),
        };
        Column { style: Style { lead, ..style }, ..column }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        self.tell(match block {
            Block::Title(_) => Role::Title,
            Block::Heading { level, .. } => Role::Heading(*level),
            _ => Role::Paragraph,
        });
        match block {
            Block::Title(title) => self.title(title),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                let leads = matches!(
                    next,
                    Some(Block::Table(_) | Block::Facts(_) | Block::Commands(_) | Block::Chart(_))
                );
                self.pages.gap(6 * POINT);
                self.paragraph(text, BODY, leads);
                self.pages.gap(6 * POINT);
            }
            Block::Cautions { label, texts } => notice::cautions(self, label, texts),
            Block::Facts(pieces) => form::facts(self, pieces),
            Block::Table(table) => grid::table(self, table),
            Block::Chart(chart) => chart::chart(self, chart),
            Block::Signatures(places) => writing::signatures(self, places),
            Block::Code { label } => writing::code(self, label),
            Block::Space { label, rows } => writing::space(self, label, *rows),
            Block::Slots(rows) => ask::slots(self, rows),
            Block::Ask(one) => ask::ask(self, one),
            Block::Commands(commands) => notice::commands(self, commands),
            Block::PageBreak => {
                self.pages.turn();
                self.pages.keep(Density::Plain);
            }
        }
    }

    /// What is set from here on is a new part.
    fn tell(&mut self, role: Role) {
        let part = self.parts.add(role);
        self.pages.tell(part);
    }

    /// The lines of a text in a column, each as a slab of its own.
    pub(super) fn lines(&self, text: &str, column: Column) -> Vec<Slab> {
        let text = self.letters.writable(text);
        self.written(&text, column)
    }

    /// [`Self::lines`] of what is writable already.
    pub(super) fn written(&self, text: &str, column: Column) -> Vec<Slab> {
        let Column { x, width, style } = self.spaced(column);
        let rows = self.letters.wrap(text, style, width).into_iter();
        rows.map(|row| slab_of(x, style, &text[row])).collect()
    }

    /// The same with the right end of each line at the right edge.
    pub(super) fn right(&self, text: &str, column: Column) -> Vec<Slab> {
        let Column { x, width, style } = self.spaced(column);
        let text = self.letters.writable(text);
        let rows = self.letters.wrap(&text, style, width).into_iter();
        rows.map(|row| {
            let text = &text[row];
            let indent = (width - self.letters.width(text, style)).max(0);
            slab_of(x + indent, style, text)
        })
        .collect()
    }

    pub(super) fn centred(&self, text: &str, column: Column) -> Vec<Slab> {
        let Column { x, width, style } = self.spaced(column);
        let text = self.letters.writable(text);
        let rows = self.letters.wrap(&text, style, width).into_iter();
        rows.map(|row| {
            let text = &text[row];
            let indent = (width - self.letters.width(text, style)).max(0) / 2;
            slab_of(x + indent, style, text)
        })
        .collect()
    }

    /// Texts behind their label: the label bold, on the same line where it fits.
    pub(super) fn labelled(&self, piece: &Piece, column: Column) -> Vec<Slab> {
        let column = self.spaced(column);
        let mut lines = Vec::new();
        let list = piece.texts.len() > 1;
        if piece.label.is_empty() {
            for text in &piece.texts {
                lines.extend(self.item(text, list, column));
            }
            return lines;
        }
        let label = self.words.labelled(&line(&piece.label));
        if list {
            let bold = Column { style: column.style.bold(), ..column };
            lines.extend(self.lines(&label, bold));
            for text in &piece.texts {
                lines.extend(self.item(text, list, column));
            }
            return lines;
        }
        let label = self.letters.writable(&label);
        let text = piece.texts.first().map_or("", String::as_str);
        let whole = format!("{label}{}", self.letters.writable(text));
        let Column { x, width, style } = column;
        for (n, row) in self.letters.wrap(&whole, style, width).into_iter().enumerate() {
            let shown = &whole[row.clone()];
            if n > 0 || row.end < label.len() {
                lines.push(slab_of(x, style, shown));
                continue;
            }
            let (name, rest) = shown.split_at(label.len());
            let mut slab = slab_of(x, style.bold(), name);
            let after = x + self.letters.width(name, style.bold());
            slab.marks.extend(slab_of(after, style, rest).marks);
            lines.push(slab);
        }
        lines
    }

    /// One text, with a dot before it where it is one of several.
    pub(super) fn item(&self, text: &str, list: bool, column: Column) -> Vec<Slab> {
        if !list {
            return self.lines(text, column);
        }
        let dot = self.letters.writable("・").into_owned();
        let indent = self.letters.width(&dot, column.style);
        let inner = Column { x: column.x + indent, width: column.width - indent, ..column };
        let mut lines = self.lines(text, inner);
        if let Some(first) = lines.first_mut() {
            let style = self.spaced(column).style;
            first.marks.splice(0..0, slab_of(column.x, style, &dot).marks);
        }
        lines
    }

    fn title(&mut self, title: &Title) {
        let whole = Column { x: 0, width: WIDTH, style: TITLE };
        for slab in self.centred(&line(&title.heading), whole) {
            self.pages.put(slab);
        }
        self.pages.put(Slab {
            height: 7 * POINT,
            marks: vec![
                Mark::across(0, 3 * POINT, WIDTH, THICK, BLACK),
                Mark::across(0, 5 * POINT, WIDTH, HAIR, BLACK),
            ],
            jumps: Vec::new(),
        });
        self.pages.gap(6 * POINT);
        self.tell(Role::Paragraph);
        let column = Column { style: LARGE, ..whole };
        for slab in self.lines(&line(&title.addressee), column) {
            self.pages.put(slab);
        }
        let column = Column { style: BODY, ..whole };
        for text in &title.lines {
            self.tell(Role::Paragraph);
            for slab in self.right(&line(text), column) {
                self.pages.put(slab);
            }
        }
    }

    fn heading(&mut self, level: Level, text: &str) {
        let (style, above, inset) = match level {
            Level::Chapter => (CHAPTER, 15 * POINT, 0),
            Level::Section => (SECTION, 10 * POINT, 8 * POINT),
        };
        let shown = line(text);
        let lines = self.lines(&shown, Column { x: inset, width: WIDTH - inset, style });
        let few = lines.len() <= FEW;
        self.pages.gap(above);
        let mut whole = Slab::default();
        whole.jumps.push(Jump { level, text: shown.into_owned(), y: 0 });
        for slab in lines {
            whole.stack(slab);
            if !few {
                self.pages.put(std::mem::take(&mut whole));
            }
        }
        let height = whole.height;
        match level {
            Level::Chapter => {
                whole.marks.push(Mark::across(0, height + POINT, WIDTH, THIN, BLACK));
                whole.height += 2 * POINT;
            }
            Level::Section => {
                let bar = Area { x: 0, y: 2 * POINT, width: 3 * POINT, height: 11 * POINT };
                whole.marks.push(Mark::Fill { area: bar, shade: DIM });
            }
        }
        self.pages.hold(whole);
        self.pages.gap(5 * POINT);
    }

    /// Its first two and last two lines stay together; `leads`: it stays above what follows.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, leads: bool) {
        let mut lines = self.lines(text, Column { x: 0, width: WIDTH, style });
        let count = lines.len();
        if leads && count <= FEW {
            let mut whole = Slab::default();
            for slab in lines {
                whole.stack(slab);
            }
            self.pages.hold(whole);
            return;
        }
        let last = if count > 3 { lines.split_off(count - 2) } else { Vec::new() };
        let mut first = Slab::default();
        let rest = lines.split_off(lines.len().min(if count > 3 { 2 } else { 3 }));
        for slab in lines {
            first.stack(slab);
        }
        self.pages.put(first);
        for slab in rest {
            self.pages.put(slab);
        }
        let mut end = Slab::default();
        for slab in last {
            end.stack(slab);
        }
        if end.height > 0 {
            self.pages.put(end);
        }
    }

    /// Tells at the end which letters the font does not have.
    fn note(&mut self) {
        let (lacking, plain) = (self.letters.lacking(), self.letters.plain());
        let code = |c: char| format!("U+{:04X}", u32::from(c));
        let mut texts = Vec::new();
        if !lacking.is_empty() {
            let list = self.words.list(lacking.iter().map(|c| code(*c)), NAMED);
            texts.push(fill(&self.words.lacking, &[("list", &list)]));
        }
        if !plain.is_empty() {
            let each = plain.iter().map(|(base, how)| format!("{base}（{}）", code(*how)));
            let list = self.words.list(each, NAMED);
            texts.push(fill(&self.words.plain, &[("list", &list)]));
        }
        if texts.is_empty() {
            return;
        }
        self.pages.gap(16 * POINT);
        self.pages.hold(Slab {
            height: 4 * POINT,
            marks: vec![Mark::across(0, 0, WIDTH / 3, HAIR, DIM)],
            jumps: Vec::new(),
        });
        for text in texts {
            self.tell(Role::Paragraph);
            self.paragraph(&text, SMALL, false);
        }
    }
}

/// One line of writable text.
pub(super) fn slab_of(x: Twips, style: Style, text: &str) -> Slab {
    let mark =
        Mark::Text { x, y: style.baseline(), text: text.to_owned(), style, part: Part::Current };
    let marks = if text.is_empty() { Vec::new() } else { vec![mark] };
    Slab { height: style.lead, marks, jumps: Vec::new() }
}

/// Whether a slab may stand above others on every page.
pub(super) fn repeats(slab: &Slab) -> bool {
    slab.height <= HEIGHT / 4
}
