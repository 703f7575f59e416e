//! The form drawn: fields one below the other, the focused one always in view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Field, Form, is_area};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::{Item, Method};
use crate::domain::rules;
use crate::text::wrapped;
use crate::tui::kit::Kit;
use crate::tui::list::first_seen;
use crate::tui::paint;
use crate::words::FormWords;

/// Rows that a text field shows while it is not focused.
const SHOWN: usize = 2;
/// Rows of a focused field at the most.
const OPEN: u16 = 6;

/// One row to draw, with the cell of the cursor where text is typed in it.
struct Row {
    text: String,
    style: Style,
    cursor: Option<u16>,
}

/// Draws the form into the inside of a frame and says where text is typed.
///
/// ```text
/// 判定    [適]  不適   該当なし   確認不能
/// 証跡（1行に1件 …）  要
///   取扱職員名簿 2026年12月版 庶務綴り
/// 所見
///   …
/// ┌ 候補 ──────────────┐
/// ```
pub(in crate::tui::inspect) fn view(
    form: &Form,
    item: &Item,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let lacks = rules::lacks(item, &form.answer());
    let lacking: Vec<Field> = lacks.into_iter().map(Field::of).collect();
    let mut rows = Vec::new();
    let mut focused = 0..0;
    for field in form.fields() {
        let start = rows.len();
        label(form, *field, lacking.contains(field), kit, &mut rows);
        body(form, *field, kit, area, &mut rows);
        if *field == form.focus {
            focused = start..rows.len();
        }
    }
    let height = usize::from(area.height);
    // First make the end of the focused field visible, then its start.
    let first = first_seen(focused.end.saturating_sub(1), rows.len(), height).min(focused.start);
    let mut cursor = None;
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(first)) {
        paint::put(buf, area.x, y, &row.text, area.width, row.style);
        if let Some(x) = row.cursor {
            cursor = Some((area.x + x.min(area.width.saturating_sub(1)), y));
        }
    }
    if form.is_picking() {
        candidates(form, kit, area, buf);
        return None;
    }
    cursor
}

fn name(words: &FormWords, form: &Form, field: Field) -> String {
    match field {
        Field::Verdict => words.verdict.clone(),
        Field::Grade => words.grade.clone(),
        Field::Note if form.verdict == Some(Verdict::Ng) => words.wrong.clone(),
        Field::Note => words.note.clone(),
        Field::Evidence => words.evidence.clone(),
        Field::Reason => words.reason.clone(),
        Field::Cause => words.cause.clone(),
        Field::Action => words.action.clone(),
        Field::Owner => words.owner.clone(),
        Field::Due => words.due.clone(),
        Field::Methods => words.methods.clone(),
    }
}

fn label(form: &Form, field: Field, lacking: bool, kit: &Kit, rows: &mut Vec<Row>) {
    let words = &kit.words.inspect.form;
    let mut text = name(words, form, field);
    if lacking {
        text = format!("《{}》{text}", words.required);
    }
    let here = field == form.focus;
    let style = match (here, lacking) {
        (true, _) => kit.theme.title,
        (false, true) => kit.theme.warn,
        (false, false) => kit.theme.dim,
    };
    let pointer = if here { ">" } else { " " };
    rows.push(Row { text: format!("{pointer}{text}"), style, cursor: None });
}

fn body(form: &Form, field: Field, kit: &Kit, area: Rect, rows: &mut Vec<Row>) {
    let plain = kit.theme.text;
    if field.is_choice() {
        let text = choices(form, field, kit);
        for line in wrapped(&text, usize::from(text_width(area.width))) {
            rows.push(Row { text: format!("  {line}"), style: plain, cursor: None });
        }
        return;
    }
    let width = text_width(area.width);
    if field != form.focus {
        let text = form.text(field);
        if !text.is_empty() {
            let lines = wrapped(text, usize::from(width));
            for line in lines.iter().take(SHOWN) {
                rows.push(Row { text: format!("  {line}"), style: plain, cursor: None });
            }
        }
        return;
    }
    let Some(editor) = form.texts.get(&field) else { return };
    let height = if is_area(field) { OPEN.min(area.height.saturating_sub(1)).max(1) } else { 1 };
    let seen = editor.view(width, height);
    for (y, line) in (0_u16..).zip(&seen.rows) {
        let cursor = (y == seen.cursor.1).then_some(seen.cursor.0 + 2);
        rows.push(Row { text: format!("  {line}"), style: plain, cursor });
    }
    if seen.rows.is_empty() {
        rows.push(Row { text: String::new(), style: plain, cursor: Some(2) });
    }
}

/// The cells a text field has in an area of that width.
pub(in crate::tui::inspect) fn text_width(width: u16) -> u16 {
    width.saturating_sub(3).max(4)
}

fn choices(form: &Form, field: Field, kit: &Kit) -> String {
    let one = |chosen: bool, name: &str| {
        if chosen { format!("[{name}]") } else { format!(" {name} ") }
    };
    let list: Vec<String> = match field {
        Field::Verdict => Verdict::ALL
            .iter()
            .map(|v| one(form.verdict == Some(*v), kit.terms.verdict(Some(*v))))
            .collect(),
        Field::Grade => {
            Grade::ALL.iter().map(|g| one(form.grade == Some(*g), kit.terms.grade(*g))).collect()
        }
        _ => Method::ALL
            .iter()
            .enumerate()
            .map(|(at, m)| {
                let name = kit.terms.method(*m);
                let ticked = form.methods.ticked.contains(m);
                let name = if ticked { format!("[{name}]") } else { name.to_owned() };
                let here = form.focus == Field::Methods && form.methods.at == at;
                if here { format!(">{name}") } else { name }
            })
            .collect(),
    };
    list.join(" ")
}

fn candidates(form: &Form, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let offers = form.offers.of(form.focus);
    let height = u16::try_from(offers.len()).unwrap_or(u16::MAX).saturating_add(2);
    let height = height.min(area.height);
    let frame = Rect { y: area.bottom() - height, height, ..area };
    paint::clear(frame, buf);
    let words = &kit.words.inspect.form;
    let inside = paint::frame_box(buf, frame, &words.candidates, kit.theme.title, kit.borders);
    let at = form.picking.unwrap_or(0);
    let first = first_seen(at, offers.len(), inside.height.into());
    let rows = offers.iter().enumerate().skip(first);
    for (y, (index, offer)) in (inside.y..inside.bottom()).zip(rows) {
        let style = if index == at { kit.theme.focus } else { kit.theme.text };
        let mark = offer.carried.map(|p| {
            crate::words::fill(&kit.words.inspect.carried, &[("period", &p.in_era_short())])
        });
        let text = format!(" {} {}", offer.text, mark.unwrap_or_default());
        paint::put(buf, inside.x, y, &text, inside.width, style);
    }
}
