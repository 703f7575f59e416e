//! A form drawn: fields one below the other, the focused one always in view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Entry;
use crate::text::wrapped;
use crate::tui::editor::Editor;
use crate::tui::kit::Kit;
use crate::tui::list::first_seen;
use crate::tui::paint;

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

/// A field as it is to be drawn.
pub(in crate::tui) struct Shown<F> {
    pub(in crate::tui) field: F,
    pub(in crate::tui) name: String,
    /// Without what stands in it nothing is recorded.
    pub(in crate::tui) lacking: bool,
    /// The values, of a field with a few to pick from.
    pub(in crate::tui) choices: Option<String>,
    /// What is to be said below what stands in it.
    pub(in crate::tui) notes: Vec<String>,
}

/// Draws the fields into the inside of a frame and says where text is typed.
///
/// ```text
/// 判定    [適]  不適   該当なし   確認不能
/// 証跡（1行に1件 …）  要
///   取扱職員名簿 2026年12月版 庶務綴り
/// 所見
///   …
/// ┌ 候補 ──────────────┐
/// ```
pub(in crate::tui) fn view<F: Copy + Ord>(
    entry: &Entry<F>,
    fields: &[Shown<F>],
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let mut rows = Vec::new();
    let mut focused = 0..0;
    for shown in fields {
        let start = rows.len();
        label(entry, shown, kit, &mut rows);
        body(entry, shown, kit, area, &mut rows);
        for note in &shown.notes {
            let room = usize::from(text_width(area.width).saturating_sub(2));
            for (at, text) in wrapped(note, room).into_iter().enumerate() {
                let head = if at == 0 { "  > " } else { "    " };
                let text = format!("{head}{text}");
                rows.push(Row { text, style: kit.theme.dim, cursor: None });
            }
        }
        if shown.field == entry.focus {
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
    if entry.is_picking() {
        candidates(entry, kit, area, buf);
        return None;
    }
    cursor
}

fn label<F: Copy + Ord>(entry: &Entry<F>, shown: &Shown<F>, kit: &Kit, rows: &mut Vec<Row>) {
    let words = &kit.words.inspect.form;
    let text = if shown.lacking {
        format!("《{}》{}", words.required, shown.name)
    } else {
        shown.name.clone()
    };
    let here = shown.field == entry.focus;
    let style = match (here, shown.lacking) {
        (true, _) => kit.theme.title,
        (false, true) => kit.theme.warn,
        (false, false) => kit.theme.dim,
    };
    let pointer = if here { ">" } else { " " };
    rows.push(Row { text: format!("{pointer}{text}"), style, cursor: None });
}

fn body<F: Copy + Ord>(
    entry: &Entry<F>,
    shown: &Shown<F>,
    kit: &Kit,
    area: Rect,
    rows: &mut Vec<Row>,
) {
    let plain = kit.theme.text;
    let width = text_width(area.width);
    let mut say = |text: &str, most: usize| {
        for line in wrapped(text, usize::from(width)).iter().take(most) {
            rows.push(Row { text: format!("  {line}"), style: plain, cursor: None });
        }
    };
    if let Some(choices) = &shown.choices {
        say(choices, usize::MAX);
        return;
    }
    if shown.field != entry.focus {
        let text = entry.text(shown.field);
        if !text.is_empty() {
            say(text, SHOWN);
        }
        return;
    }
    let Some(editor) = entry.texts.get(&shown.field) else { return };
    let height =
        if Editor::has_lines(editor) { OPEN.min(area.height.saturating_sub(1)).max(1) } else { 1 };
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
pub(in crate::tui) fn text_width(width: u16) -> u16 {
    width.saturating_sub(3).max(4)
}

fn candidates<F: Copy + Ord>(entry: &Entry<F>, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let offers = entry.offers.of(&entry.focus);
    let height = u16::try_from(offers.len()).unwrap_or(u16::MAX).saturating_add(2);
    let height = height.min(area.height);
    let frame = Rect { y: area.bottom() - height, height, ..area };
    paint::clear(frame, buf);
    let words = &kit.words.inspect.form;
    let inside = paint::frame_box(buf, frame, &words.candidates, kit.theme.title, kit.borders);
    let at = entry.picking.unwrap_or(0);
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
