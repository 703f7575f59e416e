//! The inspection drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::forms::AnyForm;
use super::rows::Row;
use super::search::matches;
use super::{Pane, State, entry, finding, form, item, privacy};
use crate::domain::due::is_due;
use crate::domain::finding::Turn;
use crate::domain::findings::staying;
use crate::text::{Align, cells, fit, pad};
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
        let here =
            state.rows.iter().position(|row| *row == state.row_at(state.cursor)).unwrap_or(0);
        first_seen(here, state.rows.len(), usize::from(self.list.height.saturating_sub(2)))
    }
}

/// The width of a text field of the form in an area of that size.
pub(super) fn text_width(state: &State, area: Rect) -> u16 {
    entry::text_width(Layout::in_area(state, area).item.width)
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
        let area = Rect { y, height: 1, ..inside };
        match row {
            Row::Findings => {
                let done = state.reviewed(kit).unwrap_or_default();
                heading(&kit.words.finding.group, &done, kit, area, buf);
            }
            Row::Finding(at) => one_finding(state, kit, *at, area, buf),
            Row::Section(at) => section(state, kit, *at, area, buf),
            Row::Item(at) => one(state, kit, *at, area, buf),
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
    heading(&section.title, &progress, kit, area, buf);
}

/// A name with how far it is on the right.
fn heading(name: &str, progress: &str, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(cells(progress) + 1);
    let text = format!("{} {progress}", pad(name, room, Align::Left));
    paint::put(buf, area.x, area.y, &text, area.width, kit.theme.title);
}

fn one(state: &State, kit: &Kit, at: usize, area: Rect, buf: &mut Buffer) {
    let item = &state.items()[at];
    let verdict = state.work.inspection.verdict(&item.id);
    let due = is_due(item, state.period());
    let (mark, style) = if due {
        (kit.mark_of(verdict), kit.style_of(verdict))
    } else {
        (kit.words.inspect.mark_not_due.as_str(), kit.theme.dim)
    };
    let draft = state.work.inspection.draft(&item.id).is_some();
    let mut note = changed(kit, state.work.inspection.is_changed(&item.id));
    if draft {
        note = format!("{note}《{}》", kit.words.inspect.mark_draft);
    }
    let text = format!(" {} {note}{}", item.id, item.title);
    let plain = if due { kit.theme.text } else { kit.theme.dim };
    line(state, kit, state.place_of(at), &Line { mark, style, text, plain }, area, buf);
}

/// A finding with what this period says of it.
fn one_finding(state: &State, kit: &Kit, at: usize, area: Rect, buf: &mut Buffer) {
    let finding = &state.findings[at];
    let inspection = &state.work.inspection;
    let marks = &kit.words.finding.mark;
    let (mark, style) = match inspection.review(&finding.id).turn {
        Some(Turn::Progress) => (&marks.progress, kit.theme.text),
        Some(Turn::Close) => (&marks.closed, kit.theme.ok),
        None => (&marks.open, kit.theme.open),
    };
    let mut note = changed(kit, inspection.is_review_changed(&finding.id));
    if inspection.review_draft(&finding.id).is_some() {
        note = format!("{note}《{}》", kit.words.inspect.mark_draft);
    }
    let over = finding.is_overdue(state.today);
    if over {
        note = format!("{note}《{}》", kit.words.inspect.overdue);
    }
    let text = format!(" {} {note}{}", finding.id.item, finding.title);
    let plain = if over { kit.theme.ng } else { kit.theme.text };
    line(state, kit, at, &Line { mark, style, text, plain }, area, buf);
}

/// The mark of what is corrected.
fn changed(kit: &Kit, changed: bool) -> String {
    if changed { format!("《{}》", kit.correction.screen.changed) } else { String::new() }
}

/// What stands in one row of the list.
struct Line<'a> {
    mark: &'a str,
    style: Style,
    text: String,
    plain: Style,
}

/// The row of a place, with the pointer where the cursor is.
fn line(state: &State, kit: &Kit, place: usize, line: &Line<'_>, area: Rect, buf: &mut Buffer) {
    let here = place == state.cursor;
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
    let mark = if here { base } else { line.style };
    let x = paint::put(buf, x, area.y, line.mark, area.right() - x, mark);
    let room = area.right().saturating_sub(x);
    let style = if here { base } else { line.plain };
    paint::put(buf, x, area.y, &fit(&line.text, room.into()), room, style);
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

/// The item or the finding, or its form under what it is about.
fn pane(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    let rows = item::rows(state, kit, layout.item.width);
    let height = usize::from(layout.item.height);
    let top = state.read_to.min(rows.len().saturating_sub(height));
    let place =
        if state.form.is_some() { String::new() } else { paint::place(top, height, rows.len()) };
    let title = title(state)?;
    let room = usize::from(layout.frame.width).saturating_sub(6 + place.len());
    let title = format!("{} {place}", fit(&title, room));
    let focused = state.pane == Pane::Item;
    let style = if focused { kit.theme.title } else { kit.theme.dim };
    let inside = paint::frame_box(buf, layout.frame, title.trim_end(), style, kit.borders);
    let inside = privacy::warning(&state.doubts(), kit, inside, buf);
    match &state.form {
        Some(AnyForm::Answer(open)) => {
            let item = state.items().iter().find(|item| item.id == open.item)?;
            return on_form(state, open, item, kit, inside, buf);
        }
        Some(AnyForm::Review(open)) => {
            let under = state.findings.iter().find(|f| f.id == open.finding)?;
            return finding::view(open, under, kit, inside, buf);
        }
        None => {}
    }
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, inside.x, y, &row.text, inside.width, row.style);
    }
    None
}

/// What the form is about, or what the cursor is on.
fn title(state: &State) -> Option<String> {
    let finding = match &state.form {
        Some(AnyForm::Review(open)) => state.findings.iter().find(|f| f.id == open.finding),
        Some(AnyForm::Answer(_)) => None,
        None => state.finding(),
    };
    if let Some(finding) = finding {
        return Some(format!("{} {}", finding.id, finding.title));
    }
    state.item().map(|item| format!("{} {}", item.id, item.title))
}

/// The question stays in view above the form, and which finding a 不適 continues.
fn on_form(
    state: &State,
    open: &form::Form,
    item: &crate::domain::checklist::Item,
    kit: &Kit,
    inside: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let mut rows = crate::text::wrapped(&item.question, usize::from(inside.width));
    rows.truncate(usize::from(inside.height / 4));
    if open.continues()
        && let Some(finding) = staying(&state.findings, &state.work.inspection, &item.id)
    {
        let told = fill(&kit.words.finding.continues, &[("id", &finding.id.to_string())]);
        let told = crate::text::wrapped(&told, usize::from(inside.width));
        rows.extend(told.into_iter().take(usize::from(inside.height / 6).max(1)));
    }
    for (y, row) in (inside.y..).zip(&rows) {
        paint::put(buf, inside.x, y, row, inside.width, kit.theme.text);
    }
    let used = u16::try_from(rows.len()).unwrap_or(0).min(inside.height);
    let below = Rect { y: inside.y + used, height: inside.height - used, ..inside };
    let known = state.known();
    form::view(open, item, known, kit, below, buf)
}
