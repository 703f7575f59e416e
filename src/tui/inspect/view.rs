//! The inspection drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::rows::Row;
use super::search::matches;
use super::{Pane, State, form, item};
use crate::domain::due::is_due;
use crate::text::{Align, fit, pad};
use crate::tui::kit::Kit;
use crate::tui::list::first_seen;
use crate::tui::paint;
use crate::words::fill;

/// Below this width one half is shown at a time.
const NARROW: u16 = 72;

/// Where the halves are.
pub(super) struct Layout {
    pub(super) list: Rect,
    /// The inside of the item's frame.
    pub(super) item: Rect,
    frame: Rect,
}

impl Layout {
    pub(super) fn in_area(state: &State, area: Rect) -> Self {
        let narrow = area.width < NARROW;
        let list_width = match area.width {
            _ if narrow && state.pane == Pane::List && state.form.is_none() => area.width,
            _ if narrow => 0,
            width => (width * 2 / 5).clamp(28, 44),
        };
        let list = Rect { width: list_width, ..area };
        let frame = Rect { x: area.x + list_width, width: area.width - list_width, ..area };
        let item = Rect {
            x: frame.x + 1,
            y: frame.y + 1,
            width: frame.width.saturating_sub(2),
            height: frame.height.saturating_sub(2),
        };
        Self { list, item, frame }
    }

    /// The index of the first row of the list that is seen.
    pub(super) fn first_row(&self, state: &State) -> usize {
        let here = state.rows.iter().position(|row| *row == Row::Item(state.cursor)).unwrap_or(0);
        first_seen(here, state.rows.len(), usize::from(self.list.height.saturating_sub(2)))
    }
}

/// The width of a text field of the form in an area of that size.
pub(super) fn text_width(state: &State, area: Rect) -> u16 {
    form::text_width(Layout::in_area(state, area).item.width)
}

/// ```text
/// ┌ 項目 ────────────┐┌ ORG-01 個人情報取扱責任者の任命 ─────┐
/// │ 組織的安全管理措置 ││ 判定  適   山田  2026-12-18 10:03  │
/// │ [適] ORG-01 …     ││ 設問 …                              │
/// │ [　] ORG-02 …     ││ 今回の記入 … / 確認方法 … / 前回 …  │
/// └──────────────────┘└─────────────────────────────────────┘
/// ```
pub(in crate::tui) fn view(
    state: &State,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let layout = Layout::in_area(state, area);
    let mut cursor = None;
    if layout.list.width > 0 {
        list(state, kit, &layout, buf);
        if state.search.is_some() {
            cursor = search(state, kit, layout.list, buf);
        }
    }
    if layout.frame.width > 2 {
        let on_form = pane(state, kit, &layout, buf);
        cursor = on_form.or(cursor);
    }
    cursor
}

fn list(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) {
    let style = if state.pane == Pane::List { kit.theme.title } else { kit.theme.dim };
    let first = layout.first_row(state);
    let height = usize::from(layout.list.height.saturating_sub(2));
    let place = paint::place(first, height, state.rows.len());
    let title = format!("{} {place}", kit.words.inspect.list);
    let inside = paint::frame_box(buf, layout.list, title.trim_end(), style, kit.borders);
    for (y, row) in (inside.y..inside.bottom()).zip(state.rows.iter().skip(first)) {
        match row {
            Row::Section(at) => section(state, kit, *at, Rect { y, height: 1, ..inside }, buf),
            Row::Item(at) => one(state, kit, *at, Rect { y, height: 1, ..inside }, buf),
        }
    }
}

/// A section with how many of its due items have a verdict.
fn section(state: &State, kit: &Kit, at: usize, area: Rect, buf: &mut Buffer) {
    let Some(section) = state.work.checklist.sections.get(at) else { return };
    let due = state.work.checklist.items_of(&section.id).filter(|i| is_due(i, state.period()));
    let (mut done, mut count) = (0, 0);
    for item in due {
        count += 1;
        done += usize::from(state.work.inspection.verdict(&item.id).is_some());
    }
    let progress = fill(
        &kit.words.inspect.progress,
        &[("done", &done.to_string()), ("due", &count.to_string())],
    );
    let width = usize::from(area.width);
    let room = width.saturating_sub(progress.len() + 1);
    let text = format!("{} {progress}", pad(&section.title, room, Align::Left));
    paint::put(buf, area.x, area.y, &text, area.width, kit.theme.title);
}

fn one(state: &State, kit: &Kit, at: usize, area: Rect, buf: &mut Buffer) {
    let item = &state.items()[at];
    let here = at == state.cursor;
    let verdict = state.work.inspection.verdict(&item.id);
    let due = is_due(item, state.period());
    let (mark, style) = if due {
        (kit.mark_of(verdict), kit.style_of(verdict))
    } else {
        (kit.words.inspect.mark_not_due.as_str(), kit.theme.dim)
    };
    let base = if here && state.pane == Pane::List {
        kit.theme.focus
    } else if here {
        kit.theme.title
    } else {
        kit.theme.text
    };
    if here {
        paint::fill(area, buf, base);
    }
    let pointer = if here { ">" } else { " " };
    let x = paint::put(buf, area.x, area.y, pointer, area.width, base);
    let x = paint::put(buf, x, area.y, mark, area.right() - x, if here { base } else { style });
    let draft = state.work.inspection.draft(&item.id).is_some();
    let note =
        if draft { format!("《{}》", kit.words.inspect.mark_draft) } else { String::new() };
    let text = format!(" {} {note}{}", item.id, item.title);
    let room = area.right().saturating_sub(x);
    let style = if due { base } else { base.patch(kit.theme.dim) };
    paint::put(buf, x, area.y, &fit(&text, room.into()), room, style);
}

/// The line in which a search is typed, over the lower edge of the list.
fn search(state: &State, kit: &Kit, list: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let search = state.search.as_ref()?;
    let words = &kit.words.inspect;
    let y = list.bottom().saturating_sub(1);
    let area = Rect { y, height: 1, ..list };
    paint::clear(area, buf);
    let query = search.query.text().trim();
    let count = if query.is_empty() { 0 } else { matches(state, query).len() };
    let name = format!("{}: ", words.search);
    let x = paint::put(buf, area.x, y, &name, area.width, kit.theme.title);
    let count = format!(" {}", fill(&words.matches, &[("n", &count.to_string())]));
    let tail = u16::try_from(crate::text::cells(&count)).unwrap_or(0);
    let room = area.right().saturating_sub(x + tail).max(4);
    let seen = search.query.view(room, 1);
    if let Some(row) = seen.rows.first() {
        paint::put(buf, x, y, row, room, kit.theme.text);
    }
    paint::put(buf, area.right().saturating_sub(tail), y, &count, tail, kit.theme.dim);
    Some((x + seen.cursor.0, y))
}

/// The item, or its form over a line with its question.
fn pane(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    let item = state.item()?;
    let rows = item::rows(state, kit, layout.item.width);
    let height = usize::from(layout.item.height);
    let top = state.read_to.min(rows.len().saturating_sub(height));
    let place =
        if state.form.is_some() { String::new() } else { paint::place(top, height, rows.len()) };
    let title = format!("{} {}", item.id, item.title);
    let room = usize::from(layout.frame.width).saturating_sub(6 + place.len());
    let title = format!("{} {place}", fit(&title, room));
    let focused = state.pane == Pane::Item;
    let style = if focused { kit.theme.title } else { kit.theme.dim };
    let inside = paint::frame_box(buf, layout.frame, title.trim_end(), style, kit.borders);
    if let Some(open) = &state.form {
        return on_form(open, item, kit, inside, buf);
    }
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, inside.x, y, &row.text, inside.width, row.style);
    }
    None
}

/// The question stays in view above the form.
fn on_form(
    open: &form::Form,
    item: &crate::domain::checklist::Item,
    kit: &Kit,
    inside: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let rows = crate::text::wrapped(&item.question, usize::from(inside.width));
    let shown = rows.len().min(usize::from(inside.height / 4));
    for (y, row) in (inside.y..).zip(rows.iter().take(shown)) {
        paint::put(buf, inside.x, y, row, inside.width, kit.theme.text);
    }
    let used = u16::try_from(shown).unwrap_or(0);
    let below = Rect { y: inside.y + used, height: inside.height - used, ..inside };
    form::view(open, item, kit, below, buf)
}
