//! The form as a workbook that comes back: questions locked, boxes open, choices as lists.
//!
//! Each section has a sheet. Above the table stands what the form is of, and a hidden row with the
//! keys of the columns: whoever reads it again needs no words of any language.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet,
};

use super::form_sheet::{Asked, Blank, choices};
use super::workbook::{WorkbookError, clip, row_height};
use crate::domain::checklist::Section;
use crate::domain::form::{Column, FORMAT, MARK};
use crate::text::{line, visible};
use crate::words::{PaperFormWords, Terms, fill};

/// Rows before the first item: title, what it is of, how to fill it in, keys, headers.
const KEYS: u32 = 3;
const HEADERS: u32 = 4;
const FIRST: u32 = 5;
/// Characters of a name of a sheet.
const NAME: usize = 31;
/// Rows of an answer that stay open for writing, at the least.
const ROOM: usize = 3;

/// The file; `digest` is that of the checklist.
pub fn form_workbook(
    blank: &Blank<'_>,
    digest: &str,
    words: &PaperFormWords,
    terms: &Terms,
) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let period = blank.inspection.period();
    let day = excel(period.start());
    let made = day.unwrap_or_default();
    let properties = DocProperties::new()
        .set_title(clip(&format!("{} {period}", words.title)))
        .set_company(clip(blank.society))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let look = Look::new();
    let mut names = Vec::new();
    for (section, items) in blank.asked(words, terms) {
        let name = name(section, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        Filling { sheet, look: &look, words, terms }.all(blank, digest, section, &items)?;
    }
    if names.is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

/// A name as spreadsheets take it, another one for each section.
fn name(section: &Section, taken: &[String]) -> String {
    let shown = line(&section.title).into_owned();
    let fits = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
    let bare: String = shown.chars().filter(fits).collect();
    // They count in units of UTF-16.
    let mut units = 0;
    let within = |c: &char| {
        units += c.len_utf16();
        units <= NAME - 4
    };
    let bare: String = bare.trim().chars().take_while(within).collect();
    let bare = if bare.is_empty() { section.id.to_string() } else { bare };
    let bare: String = bare.chars().take(NAME - 4).collect();
    let same = |one: &String, other: &str| one.to_lowercase() == other.to_lowercase();
    let numbered = (2..).map(|n| format!("{bare} {n}"));
    let mut names = std::iter::once(bare.clone()).chain(numbered);
    names.find(|name| !taken.iter().any(|other| same(other, name))).unwrap_or(bare)
}

fn excel(day: NaiveDate) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(&day.to_string()).ok()
}

struct Look {
    title: Format,
    small: Format,
    note: Format,
    head: Format,
    asked: Format,
    open: Format,
    day: Format,
}

impl Look {
    fn new() -> Self {
        let base = Format::new().set_font_name("Yu Gothic").set_font_size(10);
        let framed = base
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xA6_A6A6));
        // What is typed stays what was typed, also where it begins like a formula.
        let open = framed.clone().set_unlocked().set_background_color(Color::RGB(0xFF_FDE7));
        Self {
            title: base.clone().set_bold().set_font_size(14),
            small: base.clone().set_font_size(8).set_font_color(Color::RGB(0x80_8080)),
            note: base.set_text_wrap().set_align(FormatAlign::Top),
            head: framed.clone().set_bold().set_background_color(Color::RGB(0xD9_E2F3)),
            asked: framed.set_background_color(Color::RGB(0xF5_F5F5)).set_quote_prefix(),
            day: open.clone().set_num_format("yyyy-mm-dd"),
            open: open.set_num_format("@"),
        }
    }
}

/// Widths in cells of a terminal.
fn width(column: Column) -> u16 {
    match column {
        Column::Item => 11,
        Column::Question => 38,
        Column::How => 32,
        Column::Last => 16,
        Column::Verdict => 10,
        Column::Evidence | Column::Note => 28,
        Column::Finding | Column::Reason | Column::Action => 22,
        Column::Cause => 18,
        Column::Methods => 9,
        Column::Grade => 7,
        Column::Owner | Column::Due => 12,
    }
}

struct Filling<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    words: &'a PaperFormWords,
    terms: &'a Terms,
}

impl Filling<'_> {
    fn all(
        mut self,
        blank: &Blank<'_>,
        digest: &str,
        section: &Section,
        items: &[Asked<'_>],
    ) -> Result<(), WorkbookError> {
        for (column, field) in (0u16..).zip(Column::ALL) {
            self.sheet.set_column_width(column, f64::from(width(field)) + 1.0)?;
        }
        self.head(blank, digest, section)?;
        for (row, asked) in (FIRST..).zip(items) {
            self.item(row, asked)?;
        }
        let last = FIRST + u32::try_from(items.len()).unwrap_or_default().max(1) - 1;
        self.lists(last)?;
        self.paper(blank, last)?;
        Ok(())
    }

    fn head(
        &mut self,
        blank: &Blank<'_>,
        digest: &str,
        section: &Section,
    ) -> Result<(), WorkbookError> {
        let (words, look, sheet) = (self.words, self.look, &mut *self.sheet);
        let (list, period) = (blank.checklist, blank.inspection.period());
        let values = [
            ("title", words.title.as_str()),
            ("society", blank.society),
            ("period", &self.terms.period(period)),
            ("section", &section.title),
        ];
        let title = visible(&fill(&words.heading, &values)).into_owned();
        sheet.write_string_with_format(0, 0, line(&title), &look.title)?;
        sheet.set_row_height(0, 24)?;
        let head = [
            MARK.to_owned(),
            FORMAT.to_string(),
            period.to_string(),
            list.id.to_string(),
            list.version.clone(),
            digest.to_owned(),
        ];
        for (column, text) in (0u16..).zip(&head) {
            sheet.write_string_with_format(1, column, visible(text), &look.small)?;
        }
        let right = u16::try_from(Column::ALL.len() - 1).unwrap_or_default();
        sheet.merge_range(2, 0, 2, right, &words.guide, &look.note)?;
        sheet.set_row_height(2, row_height(&words.guide, 250))?;
        for (column, field) in (0u16..).zip(Column::ALL) {
            sheet.write_string_with_format(KEYS, column, field.name(), &look.small)?;
            sheet.write_string_with_format(HEADERS, column, words.column(field), &look.head)?;
        }
        sheet.set_row_hidden(KEYS)?;
        sheet.set_freeze_panes(FIRST, 1)?;
        sheet.set_repeat_rows(HEADERS, HEADERS)?;
        Ok(())
    }

    fn item(&mut self, row: u32, asked: &Asked<'_>) -> Result<(), WorkbookError> {
        let item = asked.item;
        let (last, findings) = (asked.last.join("\n"), asked.findings.join("\n"));
        let mut height = row_height(&"\n".repeat(ROOM), 9);
        for (column, field) in (0u16..).zip(Column::ALL) {
            let text = match field {
                Column::Item => item.id.as_str(),
                Column::Question => item.question.as_str(),
                Column::How => item.how.as_str(),
                Column::Last => &last,
                Column::Finding => &findings,
                Column::Due => {
                    self.sheet.write_blank(row, column, &self.look.day)?;
                    continue;
                }
                _ => {
                    self.sheet.write_blank(row, column, &self.look.open)?;
                    continue;
                }
            };
            let text = cut(&visible(text));
            height = height.max(row_height(&text, usize::from(width(field))));
            self.sheet.write_string_with_format(row, column, text, &self.look.asked)?;
        }
        self.sheet.set_row_height(row, height)?;
        Ok(())
    }

    /// What may be chosen, and that a date is one.
    fn lists(&mut self, last: u32) -> Result<(), WorkbookError> {
        for (column, field) in (0u16..).zip(Column::ALL) {
            let choices = choices(field, self.terms);
            if !choices.is_empty() {
                let several = field == Column::Methods;
                let choice = DataValidation::new()
                    .allow_list_strings(&choices)?
                    .set_error_title(&self.words.wrong_title)?
                    .set_error_message(&self.words.wrong_choice)?
                    // Several methods stand in one box.
                    .show_error_message(!several);
                self.sheet.add_data_validation(FIRST, column, last, column, &choice)?;
            }
            if field == Column::Due {
                let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
                let rule = DataValidationRule::GreaterThan(first);
                let date = DataValidation::new()
                    .allow_date(rule)
                    .set_error_style(DataValidationErrorStyle::Warning)
                    .set_error_title(&self.words.wrong_title)?
                    .set_error_message(&self.words.wrong_date)?;
                self.sheet.add_data_validation(FIRST, column, last, column, &date)?;
            }
        }
        Ok(())
    }

    fn paper(&mut self, blank: &Blank<'_>, last: u32) -> Result<(), WorkbookError> {
        let columns = u16::try_from(Column::ALL.len() - 1).unwrap_or_default();
        let society = clip(blank.society).replace('&', "&&");
        // Without a passphrase: against slips, not against anyone. Rows may be made higher.
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        };
        self.sheet
            .set_paper_size(9)
            .set_landscape()
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0)
            .set_header(format!("&L&9{society}&R&9&A"))
            .set_footer("&R&9&P / &N")
            .set_print_area(0, 0, last, columns)?
            .protect_with_options(&options);
        Ok(())
    }
}

/// As much as a cell holds; questions are far shorter.
fn cut(text: &str) -> String {
    text.chars().take(16_000).collect()
}
