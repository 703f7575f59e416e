//! The set-up form drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Field, State};
use crate::text::{Align, cells, fit, pad, wrapped};
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::list::first_seen;
use crate::tui::paint;
use crate::words::{SetupFields, fill};

/// The widest text field, in cells.
const WIDEST: usize = 60;

/// One row of the form.
enum Line {
    Text(String, Style),
    Field(Field),
}

/// ```text
///  what this is for, which files are written where
///
///  点検表              < 健康保険組合 … >            1/3
///                        どの組合でも使える …
///  組合の名称          [                          ]  必須
/// >点検担当者          [山田 花子                 ]
///  …
///
///  what the field under the cursor is for         these stay in view
///  how to finish                                  while the fields scroll
///  注意: one person in two roles
/// ```
/// Gives the place of the cursor where text is typed.
pub(in crate::tui) fn view(
    state: &State,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let lines = lines(state, kit, area.width);
    let remarks = remarks(state, kit, area.width);
    let fields = fields_area(lines.len(), remarks.len(), area);
    for (y, (text, style)) in (fields.bottom()..area.bottom()).zip(&remarks) {
        paint::put(buf, area.x + 1, y, text, area.width.saturating_sub(1), *style);
    }
    let first = first(state, &lines, fields.height);
    let mut cursor = None;
    for (y, line) in (fields.y..fields.bottom()).zip(lines.iter().skip(first)) {
        match line {
            Line::Text(text, style) => {
                paint::put(buf, area.x + 1, y, text, area.width.saturating_sub(1), *style);
            }
            Line::Field(field) => {
                let row = Rect { y, height: 1, ..area };
                cursor = draw_field(state, *field, kit, row, buf).or(cursor);
            }
        }
    }
    cursor
}

/// The field drawn in row `y` of the terminal.
pub(super) fn field_at(state: &State, kit: &Kit, area: Rect, y: u16) -> Option<Field> {
    let lines = lines(state, kit, area.width);
    let area = fields_area(lines.len(), remarks(state, kit, area.width).len(), area);
    let down = y.checked_sub(area.y).filter(|_| y < area.bottom())?;
    match lines.get(first(state, &lines, area.height) + usize::from(down))? {
        Line::Field(field) => Some(*field),
        Line::Text(..) => None,
    }
}

/// The cells that a text field has for text in an area of that width.
pub(super) fn field_width(kit: &Kit, width: u16) -> u16 {
    let words = &kit.words.setup;
    let status = cells(&words.required).max(cells(&words.optional));
    // Marker, gap, brackets, gap, a margin.
    let taken = 1 + label_width(kit) + 1 + 2 + 1 + status + 1;
    let left = usize::from(width).saturating_sub(taken).clamp(4, WIDEST);
    u16::try_from(left).unwrap_or(u16::MAX)
}

fn first(state: &State, lines: &[Line], height: u16) -> usize {
    let here = |line: &Line| matches!(line, Line::Field(field) if *field == state.focus);
    let at = lines.iter().position(here).unwrap_or(0);
    // What stands above the first field could be reached in no other way.
    if state.focus == Field::ALL[0] && at < usize::from(height) {
        return 0;
    }
    first_seen(at, lines.len(), height.into())
}

fn lines(state: &State, kit: &Kit, width: u16) -> Vec<Line> {
    let words = &kit.words.setup;
    let theme = &kit.theme;
    let room = usize::from(width).saturating_sub(2);
    let mut lines = Vec::new();
    let say = |lines: &mut Vec<Line>, text: &str, style: Style| {
        lines.extend(wrapped(text, room).into_iter().map(|row| Line::Text(row, style)));
    };
    say(&mut lines, &words.intro, theme.text);
    let folder = state.root.display().to_string();
    say(&mut lines, &fill(&words.folder, &[("root", &folder)]), theme.title);
    say(&mut lines, &words.society_file, theme.text);
    say(&mut lines, &words.reports, theme.text);
    say(&mut lines, "", theme.text);
    for field in Field::ALL {
        lines.push(Line::Field(field));
        if field == Field::Checklist {
            let indent = " ".repeat(label_width(kit) + 3);
            lines.push(Line::Text(format!("{indent}{}", of_checklist(state, kit)), theme.dim));
        }
    }
    lines
}

/// What stands below the fields: a blank row, then what to write, what to mind, how to finish.
fn remarks(state: &State, kit: &Kit, width: u16) -> Vec<(String, Style)> {
    let words = &kit.words.setup;
    let theme = &kit.theme;
    let room = usize::from(width).saturating_sub(2);
    let save = kit.keymap.keys(Context::Setup, Command::Save);
    let save = save.first().map_or("", |key| kit.chrome.key(key));
    let mut texts = vec![
        (String::new(), theme.text),
        (text_of(&words.help, state.focus).to_owned(), theme.dim),
        (fill(&words.finish, &[("save", save)]), theme.title),
    ];
    let twice = state.people().same();
    texts.extend(twice.iter().map(|one| (kit.words.common.same(one), theme.warn)));
    let rows = texts
        .iter()
        .flat_map(|(text, style)| wrapped(text, room).into_iter().map(|row| (row, *style)));
    rows.collect()
}

/// The part for that many lines above that many remarks, which have half of the rows at most.
fn fields_area(lines: usize, remarks: usize, area: Rect) -> Rect {
    let rows = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let below = rows(remarks).min(area.height / 2);
    Rect { height: rows(lines).min(area.height - below), ..area }
}

/// For whom the checklist that is picked was made.
fn of_checklist(state: &State, kit: &Kit) -> String {
    let words = &kit.words.setup;
    match state.choices.get(state.checklist) {
        Some(choice) if choice.society.is_empty() => words.for_all.clone(),
        Some(choice) => fill(&words.for_one, &[("society", &choice.society)]),
        None => words.no_checklist.clone(),
    }
}

fn draw_field(
    state: &State,
    field: Field,
    kit: &Kit,
    row: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let theme = &kit.theme;
    let here = field == state.focus;
    let label = pad(text_of(&kit.words.setup.label, field), label_width(kit), Align::Left);
    let marker = if here { ">" } else { " " };
    let style = if here { theme.focus } else { theme.text };
    let x = paint::put(buf, row.x, row.y, &format!("{marker}{label}"), row.width, style) + 1;
    let width = field_width(kit, row.width);
    let mut put = |x: u16, text: &str, style: Style| {
        paint::put(buf, x, row.y, text, row.right().saturating_sub(x), style)
    };
    if field.is_choice() {
        let (text, place) = picked(state, field, kit);
        let x = put(x, &format!("< {} >", fit(&text, usize::from(width).saturating_sub(2))), style);
        put(x + 1, &place, theme.dim);
        return None;
    }
    let seen = state.texts.get(&field)?.view(width, 1);
    let text = seen.rows.first().map_or("", String::as_str);
    // The angle says that there is more text on that side.
    put(x, if seen.more_above { "<" } else { "[" }, theme.dim);
    put(x + 1, text, theme.text);
    let end = x + 1 + width;
    put(end, if seen.more_below { ">" } else { "]" }, theme.dim);
    let words = &kit.words.setup;
    if state.missing().any(|missing| missing == field) {
        put(end + 2, &words.required, theme.warn);
    } else if !field.is_required() {
        put(end + 2, &words.optional, theme.dim);
    }
    here.then_some((x + 1 + seen.cursor.0, row.y))
}

/// The value of a choice, and which of how many it is.
fn picked(state: &State, field: Field, kit: &Kit) -> (String, String) {
    if field == Field::Cycle {
        return (kit.terms.cycle(state.cycle).to_owned(), String::new());
    }
    let title = state.choices.get(state.checklist).map(|choice| choice.title.clone());
    let count = state.choices.len();
    let place = if count > 1 { format!("{}/{count}", state.checklist + 1) } else { String::new() };
    (title.unwrap_or_default(), place)
}

fn label_width(kit: &Kit) -> usize {
    let labels = &kit.words.setup.label;
    Field::ALL.iter().map(|field| cells(text_of(labels, *field))).max().unwrap_or(0)
}

fn text_of(fields: &SetupFields, field: Field) -> &str {
    match field {
        Field::Checklist => &fields.checklist,
        Field::Name => &fields.name,
        Field::Inspector => &fields.inspector,
        Field::Officer => &fields.officer,
        Field::Appointed => &fields.appointed,
        Field::Elected => &fields.elected,
        Field::Cycle => &fields.cycle,
    }
}
