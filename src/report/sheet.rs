//! A report as blocks of plain text, for every output format alike.
//!
//! It holds no markup, no widths in cells or points and no rule of the inspection. Every text is
//! as it was typed: each format makes it safe and visible in its own way.

use crate::text::Align;
use crate::words::Lang;

/// Groups of a 確認コード: SHA-256 in hexadecimal is 64 digits.
pub const CODE_GROUPS: usize = 8;
/// Digits in each of them.
pub const CODE_DIGITS: usize = 8;

/// What is ticked with a pen.
pub const BOX: &str = "□";

/// A whole document, from the first line to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub lang: Lang,
    /// What a window or a file's properties call it.
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Title(Title),
    Heading {
        level: Level,
        text: String,
    },
    Paragraph(String),
    /// What the reader must not overlook; the label stands before each.
    Cautions {
        label: String,
        texts: Vec<String>,
    },
    /// Labels with their values.
    Facts(Vec<Piece>),
    Table(Table),
    /// Drawn where a page can hold a drawing; the table with the same values stands after it.
    Chart(Chart),
    Signatures(Vec<Signature>),
    /// A place for writing a 確認コード by hand: `CODE_GROUPS` boxes of `CODE_DIGITS` digits.
    Code {
        label: String,
    },
    /// A place for writing by hand.
    Space {
        label: String,
        rows: u8,
    },
    /// Places for short answers by hand, those of one row side by side.
    Slots(Vec<Vec<Slot>>),
    /// A question that is answered by hand.
    Ask(Ask),
    /// Lines to be typed into a terminal, exactly as they stand.
    Commands(Vec<String>),
    /// What follows begins a new page, where there are pages.
    PageBreak,
}

/// The head of the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    pub heading: String,
    pub addressee: String,
    /// From whom and about what, one line each.
    pub lines: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Chapter,
    Section,
}

/// Texts under one label; more than one text is a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Empty: the text belongs to the header of its column.
    pub label: String,
    pub texts: Vec<String>,
}

/// How a table is read; it decides its form where the page is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Down its columns: short values that are compared.
    Columns,
    /// Along its rows: each row is an entry with long texts.
    Rows,
}

/// The header of a table stands again on every page that it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub reading: Reading,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    /// Share of the table's width, relative to the other columns.
    pub width: u16,
    pub align: Align,
    pub place: Place,
}

/// Where a column stands when a row is written as an entry of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the heading of the entry, without its header.
    Lead,
    /// Below, with its header.
    Body,
}

/// As many cells as the table has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Body,
    Total,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub tone: Tone,
    pub pieces: Vec<Piece>,
}

/// What a cell means for the reader's eye; never told by colour alone, the text says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Plain,
    /// 不適.
    Fault,
    /// 確認不能 or 未点検.
    Doubt,
    /// 該当なし, 対象外.
    Quiet,
}

/// A drawing of values that a table of the same sheet states too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// What it shows, in sentences, for whoever does not see it.
    pub told: String,
    pub plot: Plot,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plot {
    /// Shares of a whole through the periods: one panel for each series, one bar for each period.
    Shares { periods: Vec<String>, series: Vec<Series> },
    /// What became of each row in each period: a mark and its tone in one square for each.
    Strip { periods: Vec<String>, rows: Vec<Strip> },
    /// Counts in their order: one bar for each, of which a part is marked.
    Counts { bars: Vec<Bar>, part_label: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub label: String,
    /// One for each period; `None` where there is nothing to take a share of.
    pub values: Vec<Option<Share>>,
}

/// `part` of `of`; `of` is not zero, and `part` is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub part: usize,
    pub of: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    pub label: String,
    /// Rows with the same group stand together below its name.
    pub group: String,
    /// One for each period.
    pub marks: Vec<(String, Tone)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub count: usize,
    /// How many of them are marked: those overdue.
    pub part: usize,
}

/// A question on paper, with the places for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The number and the name of the item.
    pub name: String,
    /// What was answered before; it stands beside the name.
    pub before: Piece,
    /// The question itself, and how it is checked.
    pub told: Vec<Piece>,
    /// What is written whatever the answer, one below the other.
    pub answer: Vec<Slot>,
    /// What is written only where it applies.
    pub groups: Vec<Group>,
}

/// Places that are filled in only in the case that the label names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub label: String,
    pub told: Vec<Piece>,
    /// Those of one row stand side by side.
    pub rows: Vec<Vec<Slot>>,
}

/// One place for writing by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub label: String,
    pub room: Room,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Room {
    /// A box to be ticked before each of these.
    Boxes(Vec<String>),
    /// As many ruled lines.
    Lines(u8),
    /// A ruled line that begins with this.
    On(String),
    /// Room for a year, a month and a day, each with its sign behind it.
    Day([String; 3]),
}

/// One person's place for date and signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub role: String,
    /// `None`: to be written by hand.
    pub name: Option<String>,
    pub date_label: String,
    pub seal_label: String,
}

impl Block {
    pub fn chapter(text: impl Into<String>) -> Self {
        Self::Heading { level: Level::Chapter, text: text.into() }
    }

    pub fn section(text: impl Into<String>) -> Self {
        Self::Heading { level: Level::Section, text: text.into() }
    }
}

impl Piece {
    pub fn new(label: &str, text: impl Into<String>) -> Self {
        Self { label: label.to_owned(), texts: vec![text.into()] }
    }

    pub fn list(label: &str, texts: Vec<String>) -> Self {
        Self { label: label.to_owned(), texts }
    }
}

impl Slot {
    pub fn boxes(label: &str, choices: Vec<String>) -> Self {
        Self { label: label.to_owned(), room: Room::Boxes(choices) }
    }

    pub fn lines(label: &str, count: u8) -> Self {
        Self { label: label.to_owned(), room: Room::Lines(count) }
    }

    pub fn on(label: &str, text: &str) -> Self {
        Self { label: label.to_owned(), room: Room::On(text.to_owned()) }
    }

    pub fn day(label: &str, signs: &[String; 3]) -> Self {
        Self { label: label.to_owned(), room: Room::Day(signs.clone()) }
    }
}

impl Column {
    /// A column of texts below the heading of an entry.
    pub fn body(header: &str, width: u16) -> Self {
        Self { header: header.to_owned(), width, align: Align::Left, place: Place::Body }
    }

    /// A column whose text heads the entry.
    pub fn lead(header: &str, width: u16) -> Self {
        Self { place: Place::Lead, ..Self::body(header, width) }
    }

    /// A column of numbers.
    pub fn number(header: &str, width: u16) -> Self {
        Self { align: Align::Right, ..Self::body(header, width) }
    }
}

impl Row {
    pub fn body(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Body, cells }
    }

    pub fn total(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Total, cells }
    }
}

impl Cell {
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self { tone: Tone::Plain, pieces }
    }

    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// All texts of the cell without their labels.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().flat_map(|piece| piece.texts.iter().map(String::as_str))
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::of(vec![Piece::new("", text)])
    }
}
