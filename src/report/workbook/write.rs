//! Sheets as an XLSX file, by rust_xlsxwriter.
//!
//! Every text is written as a string, never as a formula or a link. Times come from the book and
//! no clock is asked, so that equal pages give equal bytes.

mod plot;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use rust_xlsxwriter::{
    ConditionalFormatText, ConditionalFormatTextRule, DocProperties, ExcelDateTime, Format,
    Workbook, Worksheet, XlsxError,
};

use super::WorkbookError;
use super::cell::{pieces, shown};
use super::look::{Look, Rows};
use super::page::{Area, Line, Page, Value};
use crate::report::sheet::Tone;
use crate::text::{cells, wrapped};
use crate::words::{WorkbookWords, fill};

/// A4 in the numbering of Excel.
const A4: u8 = 9;
/// The height of a line of text, in points.
const LINE: f64 = 17.0;
/// The highest row there is, in points.
const HIGHEST: f64 = 409.0;
/// Characters of a text in the header of a page; all of it holds 255.
const HEADER: usize = 80;
/// Lines of a text that does not go on paper.
const ASIDE: usize = 4;
/// Rows that a chart stands on.
pub(super) const CHART_ROWS: usize = 20;

/// What all sheets have in common.
pub(super) struct Binding<'a> {
    pub(super) words: &'a WorkbookWords,
    pub(super) society: &'a str,
    pub(super) title: &'a str,
    /// In the footer.
    pub(super) foot: String,
    /// What the properties of the file say of the time it was made.
    pub(super) at: DateTime<FixedOffset>,
    /// Words with which a result begins, and what they mean.
    pub(super) results: Vec<(String, Tone)>,
}

/// The file.
pub(super) fn write(pages: &[Page], binding: &Binding<'_>) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(clip(binding.title))
        .set_company(clip(binding.society))
        .set_creation_datetime(&moment(binding.at)?);
    workbook.set_properties(&properties);
    let look = Look::new();
    for page in pages {
        let sheet = workbook.add_worksheet();
        Writing { sheet, look: &look, page, binding, rows: Vec::new(), next: 0 }.all()?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn moment(at: DateTime<FixedOffset>) -> Result<ExcelDateTime, XlsxError> {
    let at = at.naive_utc();
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    let year = u16::try_from(at.year()).unwrap_or(1980);
    let (month, day) = (number(at.month()), number(at.day()));
    let (hour, minute) = (u16::try_from(at.hour()).unwrap_or(0), number(at.minute()));
    ExcelDateTime::from_ymd(year, month, day)
        .or_else(|_| ExcelDateTime::from_ymd(1980, 1, 1))?
        .and_hms(hour, minute, f64::from(at.second().min(59)))
}

/// A text on one line, short enough for a header or a property.
pub(in crate::report) fn clip(text: &str) -> String {
    crate::text::line(text).chars().take(HEADER).collect()
}

/// A text in the header of a page, where `&` begins a command.
fn escaped(text: &str) -> String {
    clip(text).replace('&', "&&")
}

struct Writing<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    page: &'a Page,
    binding: &'a Binding<'a>,
    /// The row in which each line begins.
    rows: Vec<u32>,
    next: u32,
}

impl Writing<'_> {
    fn all(mut self) -> Result<(), WorkbookError> {
        self.sheet.set_name(&self.page.name)?;
        for (column, width) in (0u16..).zip(&self.page.widths) {
            // Half a cell on each side is air.
            self.sheet.set_column_width(column, f64::from(*width) + 1.0)?;
        }
        for line in &self.page.lines {
            self.rows.push(self.next);
            self.line(line)?;
        }
        self.paper()?;
        self.sight()?;
        for area in &self.page.marked {
            self.mark(*area)?;
        }
        if let Some(plot) = &self.page.plot {
            self.plot(plot)?;
        }
        Ok(())
    }

    fn line(&mut self, line: &Line) -> Result<(), WorkbookError> {
        match line {
            Line::Blank => self.next += 1,
            Line::Title(text) => self.across(text, &self.look.title)?,
            Line::Heading(text) => self.across(text, &self.look.heading)?,
            Line::Note(text, tone) => self.across(text, self.look.note(*tone))?,
            Line::Head(texts) => self.head(texts, &[])?,
            Line::WideHead(texts, spans) => self.head(texts, spans)?,
            Line::Row(values) => self.row(values, &[], &self.look.rows)?,
            Line::WideRow(values, spans) => self.row(values, spans, &self.look.rows)?,
            Line::Total(values) => self.row(values, &[], &self.look.totals)?,
        }
        Ok(())
    }

    /// One text over the printed columns, as high as it needs to be.
    fn across(&mut self, text: &str, format: &Format) -> Result<(), WorkbookError> {
        let text = shown(text);
        let last = u16::try_from(self.page.printed.saturating_sub(1)).unwrap_or(0);
        let widths = self.page.widths.iter().take(self.page.printed);
        // Each column has a cell more than its texts may take.
        let width = widths.map(|width| usize::from(*width) + 1).sum::<usize>().max(10);
        for piece in pieces(&text) {
            let height = height(rows_of(piece, width));
            if last == 0 {
                self.sheet.write_string_with_format(self.next, 0, piece, format)?;
            } else {
                self.sheet.merge_range(self.next, 0, self.next, last, piece, format)?;
            }
            self.sheet.set_row_height(self.next, height)?;
            self.next += 1;
        }
        Ok(())
    }

    fn head(&mut self, texts: &[String], spans: &[u16]) -> Result<(), WorkbookError> {
        let places = places(texts.len(), spans);
        self.high(texts.iter().map(String::as_str), &places)?;
        for (place, text) in places.iter().zip(texts) {
            self.merge(*place, &self.look.head)?;
            let text = shown(text);
            self.sheet.write_string_with_format(self.next, place.0, text, &self.look.head)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Makes one cell of the columns of a value, where it has several.
    fn merge(&mut self, (column, span): (u16, u16), format: &Format) -> Result<(), WorkbookError> {
        if span > 1 {
            self.sheet.merge_range(self.next, column, self.next, column + span - 1, "", format)?;
        }
        Ok(())
    }

    /// A row; texts that are longer than a cell go on in rows below it, which say so.
    fn row(&mut self, values: &[Value], spans: &[u16], look: &Rows) -> Result<(), WorkbookError> {
        let (words, places) = (self.binding.words, places(values.len(), spans));
        let texts: Vec<String> = values
            .iter()
            .map(|value| match value {
                Value::Text(text) | Value::Toned(text, _) => shown(text),
                _ => String::new(),
            })
            .collect();
        let split: Vec<Vec<&str>> = texts.iter().map(|text| pieces(text)).collect();
        let of = split.iter().map(Vec::len).max().unwrap_or(1);
        for n in 0..of {
            for (place, (value, split)) in places.iter().zip(values.iter().zip(&split)) {
                let column = place.0;
                let continues = n + 1 < split.len();
                let format = |text: &str| look.of(value, text);
                let text = match split.get(n) {
                    Some(piece) if continues => format!("{piece}{}", words.continues),
                    Some(piece) => (*piece).to_owned(),
                    None if column == 0 => {
                        let (n, of) = ((n + 1).to_string(), of.to_string());
                        let values = [("text", texts[0].as_str()), ("n", &n), ("of", &of)];
                        fill(&words.continued, &values)
                    }
                    None => String::new(),
                };
                self.merge(*place, format(&text))?;
                match value {
                    Value::Text(_) | Value::Toned(..) if !text.is_empty() => {
                        let format = format(&text);
                        self.sheet.write_string_with_format(self.next, column, text, format)?;
                    }
                    _ if n > 0 => {
                        self.sheet.write_blank(self.next, column, format(""))?;
                    }
                    value => self.single(column, value, format(""))?,
                }
            }
            let told = split.iter().map(|split| split.get(n).copied().unwrap_or_default());
            self.high(told, &places)?;
            self.next += 1;
        }
        Ok(())
    }

    /// Makes the row as high as its texts need: not every program does so by itself. What does not
    /// go on paper may take a few lines only.
    fn high<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        places: &[(u16, u16)],
    ) -> Result<(), WorkbookError> {
        let rows = texts.zip(places).map(|(text, (column, span))| {
            let (from, span) = (usize::from(*column), usize::from(*span));
            let widths = self.page.widths.iter().skip(from).take(span);
            let width = widths.map(|width| usize::from(*width)).sum();
            let rows = rows_of(text, width);
            if from < self.page.printed { rows } else { rows.min(ASIDE) }
        });
        let height = height(rows.max().unwrap_or(1));
        self.sheet.set_row_height(self.next, height)?;
        Ok(())
    }

    fn single(&mut self, column: u16, value: &Value, format: &Format) -> Result<(), WorkbookError> {
        let row = self.next;
        match value {
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet knows no other number")]
            Value::Count(n) | Value::TonedCount(n, _) => {
                self.sheet.write_number_with_format(row, column, *n as f64, format)?;
            }
            Value::Share(tenths) => {
                let share = f64::from(*tenths) / 1000.0;
                self.sheet.write_number_with_format(row, column, share, format)?;
            }
            Value::Day(day) => match excel_day(*day) {
                Some(date) => {
                    self.sheet.write_datetime_with_format(row, column, &date, format)?;
                }
                None => {
                    self.sheet.write_string_with_format(row, column, day.to_string(), format)?;
                }
            },
            _ => {
                self.sheet.write_blank(row, column, format)?;
            }
        }
        Ok(())
    }

    /// A4 across, as wide as the printed columns, the header on every page.
    fn paper(&mut self) -> Result<(), WorkbookError> {
        let binding = self.binding;
        let (society, title) = (escaped(binding.society), escaped(binding.title));
        let header = fill(&binding.words.header, &[("society", &society), ("title", &title)]);
        let foot = escaped(&binding.foot);
        self.sheet
            .set_paper_size(A4)
            .set_landscape()
            .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0)
            .set_header(format!("&L&9{header}&R&9&A"))
            .set_footer(format!("&L&9{foot}&R&9&P / &N"));
        if let Some(last) = self.next.checked_sub(1) {
            let columns = u16::try_from(self.page.printed.max(1) - 1).unwrap_or(0);
            self.sheet.set_print_area(0, 0, last, columns)?;
        }
        Ok(())
    }

    fn sight(&mut self) -> Result<(), WorkbookError> {
        let Some(head) = self.page.head else { return Ok(()) };
        let row = self.rows[head];
        self.sheet.set_freeze_panes(row + 1, self.page.kept)?;
        self.sheet.set_repeat_rows(row, row)?;
        let columns = u16::try_from(self.page.widths.len().max(1) - 1).unwrap_or(0);
        self.sheet.autofilter(row, 0, (self.next - 1).max(row), columns)?;
        Ok(())
    }

    fn mark(&mut self, area: Area) -> Result<(), WorkbookError> {
        let (first, last) = (self.rows[area.lines.0], self.end_of(area.lines.1));
        for (word, tone) in &self.binding.results {
            let Some(format) = self.look.colour(*tone) else { continue };
            let rule = ConditionalFormatText::new()
                .set_rule(ConditionalFormatTextRule::BeginsWith(word.clone()))
                .set_format(format);
            let (left, right) = area.columns;
            self.sheet.add_conditional_format(first, left, last, right, &rule)?;
        }
        Ok(())
    }

    /// The last row of a line.
    fn end_of(&self, line: usize) -> u32 {
        self.rows.get(line + 1).map_or(self.next, |next| *next).saturating_sub(1)
    }
}

/// The first column of each value and how many it has: one where nothing is said.
fn places(count: usize, spans: &[u16]) -> Vec<(u16, u16)> {
    let mut next = 0;
    let spans = (0..count).map(|n| spans.get(n).copied().unwrap_or(1));
    let place = |span| {
        let first = next;
        next += span;
        (first, span)
    };
    spans.map(place).collect()
}

/// Lines that a text takes in so many cells.
fn rows_of(text: &str, width: usize) -> usize {
    text.split('\n').map(|line| wrapped(line, width.max(2)).len().max(1)).sum()
}

/// The height of a row of so many lines.
fn height(rows: usize) -> f64 {
    (f64::from(u16::try_from(rows).unwrap_or(u16::MAX)) * LINE + 2.0).min(HIGHEST)
}

fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    // Excel takes 1900 for a leap year; its days before March are another program's others.
    if year == 1900 && day.month() < 3 {
        return None;
    }
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// How high a row must be for a text in a column of so many cells.
pub(in crate::report) fn row_height(text: &str, width: usize) -> f64 {
    height(rows_of(text, width))
}

/// How wide a header has to be at least, in cells.
pub(super) fn at_least(header: &str, width: u16) -> u16 {
    // A filter's arrow takes three.
    let longest = header.split('\n').map(cells).max().unwrap_or(0);
    width.max(u16::try_from(longest.div_ceil(2) + 3).unwrap_or(width))
}
