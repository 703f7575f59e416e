//! A sheet of the workbook before it is one: lines of values under headers.
//!
//! It knows no file format; how values are made safe and where they are cut is decided in `cell`
//! and `write`.

use chrono::NaiveDate;

use crate::report::sheet::Tone;

/// One sheet.
pub(super) struct Page {
    /// Below the sheet, and in its header on paper.
    pub(super) name: String,
    /// Widths in cells of a terminal: a full-width character is two.
    pub(super) widths: Vec<u16>,
    pub(super) lines: Vec<Line>,
    /// The line that stays in sight, is repeated on paper and bears the filter.
    pub(super) head: Option<usize>,
    /// Columns that stay in sight.
    pub(super) kept: u16,
    /// Columns that go on paper.
    pub(super) printed: usize,
    /// Where a text that begins with a word of the result is coloured.
    pub(super) marked: Vec<Area>,
    pub(super) plot: Option<Plot>,
}

/// Lines and columns, the last ones among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) lines: (usize, usize),
    pub(super) columns: (u16, u16),
}

/// A native chart: one line for each row of an area, whose name stands in `names`.
pub(super) struct Plot {
    pub(super) title: String,
    /// What it shows, for whoever does not see it.
    pub(super) told: String,
    /// The line of the names of the periods.
    pub(super) periods: usize,
    pub(super) values: Area,
    /// The column of the names of its lines.
    pub(super) names: u16,
    /// The first of the empty lines it stands on.
    pub(super) at: usize,
}

pub(super) enum Line {
    Title(String),
    Heading(String),
    /// Across the printed columns.
    Note(String, Tone),
    Head(Vec<String>),
    Row(Vec<Value>),
    Total(Vec<Value>),
    /// A header, or a row, of which each value has so many columns of the sheet.
    WideHead(Vec<String>, Vec<u16>),
    WideRow(Vec<Value>, Vec<u16>),
    Blank,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Empty,
    Text(String),
    Toned(String, Tone),
    Count(u64),
    TonedCount(u64, Tone),
    /// A part of a whole that is not zero, written as percent: tenths of one percent.
    Share(u16),
    Day(NaiveDate),
}

impl Page {
    /// A sheet whose first line is the header of all others.
    pub(super) fn list(name: &str, columns: &[(&String, u16)], rows: Vec<Vec<Value>>) -> Self {
        let head = columns.iter().map(|(header, _)| (*header).clone()).collect();
        let lines = std::iter::once(Line::Head(head)).chain(rows.into_iter().map(Line::Row));
        Self {
            head: Some(0),
            printed: columns.len(),
            ..Self::bare(name, columns.iter().map(|(_, width)| *width).collect(), lines.collect())
        }
    }

    /// A sheet to be read from the top, without a filter.
    pub(super) fn bare(name: &str, widths: Vec<u16>, lines: Vec<Line>) -> Self {
        Self {
            name: name.to_owned(),
            printed: widths.len(),
            widths,
            lines,
            head: None,
            kept: 0,
            marked: Vec::new(),
            plot: None,
        }
    }

    /// The same with the first columns always in sight.
    pub(super) fn keeping(self, kept: u16) -> Self {
        Self { kept, ..self }
    }

    /// The same with results in these columns of every row below the header.
    pub(super) fn marking(mut self, columns: (u16, u16)) -> Self {
        if self.lines.len() > 1 {
            self.marked.push(Area { lines: (1, self.lines.len() - 1), columns });
        }
        self
    }
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// One a line.
    pub(super) fn list<T: ToString>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<String> = texts.into_iter().map(|text| text.to_string()).collect();
        Self::text(texts.join("\n"))
    }

    pub(super) fn count(n: usize) -> Self {
        u64::try_from(n).map_or(Self::Empty, Self::Count)
    }

    pub(super) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

impl<T: Into<String>> From<T> for Value {
    fn from(text: T) -> Self {
        Self::text(text)
    }
}
