//! The auditor's screen drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::chapter::{Chapter, chapters, name};
use super::{About, Pane, State, asked, brief, code, form, item, list, opinion, past, search};
use crate::text::{cells, fit, line, wrapped};
use crate::tui::kit::Kit;
use crate::tui::prose::Styled;
use crate::tui::{inspect, paint, rows as listed};
use crate::words::fill;

/// From this width on the chapters stand at the left, below it in a row at the top.
const WIDE: u16 = 100;
/// Below this width one half of a list is shown at a time.
const NARROW: u16 = 72;
/// The cells of the chapters at the left.
const CHAPTERS: u16 = 28;

/// Where the parts are; the frames are drawn around `body` and `beside`.
pub(super) struct Layout {
    /// The chapters at the left; without width where they are tabs.
    pub(super) chapters: Rect,
    /// The chapters in a row; without height where they stand at the left.
    pub(super) tabs: Rect,
    body_frame: Rect,
    /// The inside of the frame of the list or the text.
    pub(super) body: Rect,
    beside_frame: Rect,
    /// The inside of the frame of what stands beside a list.
    pub(super) beside: Rect,
}

impl Layout {
    pub(super) fn of(state: &State, area: Rect) -> Self {
        let wide = area.width >= WIDE;
        let chapters = Rect { width: if wide { CHAPTERS } else { 0 }, ..area };
        let tabs = Rect { height: if wide { 0 } else { 1.min(area.height) }, ..area };
        let rest = Rect {
            x: area.x + chapters.width,
            y: area.y + tabs.height,
            width: area.width - chapters.width,
            height: area.height - tabs.height,
        };
        let alone = rest.width < NARROW;
        let left = match rest.width {
            width if !state.chapter.is_list() => width,
            _ if alone && state.pane == Pane::Beside => 0,
            width if alone => width,
            width => (width * 2 / 5).clamp(28, 44),
        };
        let body_frame = Rect { width: left, ..rest };
        let beside_frame = Rect { x: rest.x + left, width: rest.width - left, ..rest };
        let inside = |frame: Rect| Rect {
            x: frame.x + 1,
            y: frame.y + 1,
            width: frame.width.saturating_sub(2),
            height: frame.height.saturating_sub(2),
        };
        let (body, beside) = (inside(body_frame), inside(beside_frame));
        Self { chapters, tabs, body_frame, body, beside_frame, beside }
    }

    /// The part of the body for the text of a chapter; under the check there is the code.
    fn text(&self, chapter: Chapter) -> Rect {
        let below =
            if chapter == Chapter::Check { code::ROWS.min(self.body.height / 3) } else { 0 };
        Rect { height: self.body.height - below, ..self.body }
    }
}

/// From 100 cells on:
/// ```text
/// ┌ 章 ────────┐┌ 検証の結果 ─────────────────────────┐
/// │>検証の結果 ││ 確定した記録 3 件は、…               │
/// │ 概要       ││ …                                    │
/// │ 不適 2件   ││ 控えのコード [                     ] │
/// └────────────┘└──────────────────────────────────────┘
/// ```
/// Below that the chapters are a row of tabs; a list has what is under its cursor beside it.
pub(in crate::tui) fn view(
    state: &State,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let layout = Layout::of(state, area);
    tabs(state, kit, &layout, buf);
    contents(state, kit, &layout, buf);
    let mut cursor = match state.chapter {
        Chapter::Opinion => last(state, kit, &layout, buf),
        chapter if chapter.is_list() => {
            let searching = body_list(state, kit, &layout, buf);
            beside(state, kit, &layout, buf).or(searching)
        }
        _ => text(state, kit, &layout, buf),
    };
    if let Some(open) = &state.asked {
        cursor = asked::view(open, kit, area, buf);
    }
    cursor
}

/// The tabs with their first and last cell in the row.
fn tab_places(state: &State, kit: &Kit, row: Rect) -> Vec<(Chapter, String, u16)> {
    let mut x = row.x;
    let mut places = Vec::new();
    for chapter in chapters(state) {
        let here = chapter == state.chapter;
        let (left, right) = if here { ("[", "]") } else { (" ", " ") };
        let text = format!("{left}{}{right}", chapter.tab(kit));
        let width = u16::try_from(cells(&text)).unwrap_or(u16::MAX);
        places.push((chapter, text, x));
        x = x.saturating_add(width);
    }
    places
}

fn tabs(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) {
    let row = layout.tabs;
    if row.height == 0 {
        return;
    }
    for (chapter, text, x) in tab_places(state, kit, row) {
        let style = match chapter == state.chapter {
            true if state.pane == Pane::Chapters => kit.theme.focus,
            true => kit.theme.title,
            false => kit.theme.dim,
        };
        paint::put(buf, x, row.y, &text, row.right().saturating_sub(x), style);
    }
}

fn contents(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) {
    let area = layout.chapters;
    if area.width == 0 {
        return;
    }
    let focused = state.pane == Pane::Chapters;
    let style = if focused { kit.theme.title } else { kit.theme.dim };
    let title = &kit.words.audit.contents;
    let inside = paint::frame_box(buf, area, title, style, kit.borders);
    for (y, chapter) in (inside.y..inside.bottom()).zip(chapters(state)) {
        let here = chapter == state.chapter;
        let style = match here {
            true if focused => kit.theme.focus,
            true => kit.theme.title,
            false => kit.theme.text,
        };
        let row = Rect { y, height: 1, ..inside };
        if here {
            paint::fill(row, buf, style);
        }
        let text = format!("{}{}", if here { ">" } else { " " }, name(state, chapter, kit));
        paint::put(buf, row.x, y, &text, row.width, style);
    }
}

/// The chapter of the row or the tab at that cell.
pub(super) fn chapter_at(
    state: &State,
    kit: &Kit,
    layout: &Layout,
    at: Position,
) -> Option<Chapter> {
    if layout.tabs.contains(at) {
        let places = tab_places(state, kit, layout.tabs);
        let under = places.into_iter().rev().find(|(_, _, x)| *x <= at.x);
        return under.map(|(chapter, _, _)| chapter);
    }
    if !layout.chapters.contains(at) {
        return None;
    }
    let row = at.y.checked_sub(layout.chapters.y + 1)?;
    chapters(state).get(usize::from(row)).copied()
}

/// The choice of the list or of the last chapter at that cell.
pub(super) fn choice_at(state: &State, kit: &Kit, layout: &Layout, at: Position) -> Option<usize> {
    let rows = if state.chapter.is_list() {
        list::rows(state, kit, layout.body.width)
    } else if state.chapter == Chapter::Opinion {
        opinion::listing(state, kit, layout.body.width).rows
    } else {
        return None;
    };
    listed::hit(&rows, state.place(), layout.body, at.y)
}

fn text_rows(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    match state.chapter {
        Chapter::Check => brief::check(state, kit, width),
        Chapter::Story => brief::story(state, kit, width),
        Chapter::Figures => brief::figures(state, kit, width),
        _ => past::rows(state, kit, width),
    }
}

/// The last row at which the text of the chapter may begin.
pub(super) fn last_top(state: &State, kit: &Kit, layout: &Layout) -> usize {
    let height = usize::from(layout.text(state.chapter).height);
    text_rows(state, kit, layout.body.width).len().saturating_sub(height)
}

/// The last row at which what stands beside a list may begin.
pub(super) fn last_beside(state: &State, kit: &Kit, layout: &Layout) -> usize {
    let rows = item::rows(state, kit, layout.beside.width);
    rows.len().saturating_sub(usize::from(layout.beside.height))
}

/// The frame of the body with the name of the chapter and where in it one is.
fn body_frame(state: &State, kit: &Kit, layout: &Layout, place: &str, buf: &mut Buffer) {
    let focused = state.pane != Pane::Beside;
    let style = if focused { kit.theme.title } else { kit.theme.dim };
    let title = format!("{} {place}", name(state, state.chapter, kit));
    paint::frame_box(buf, layout.body_frame, title.trim_end(), style, kit.borders);
}

fn draw(rows: &[Styled], top: usize, area: Rect, buf: &mut Buffer) {
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, area.x, y, &row.text, area.width, row.style);
    }
}

fn text(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    let rows = text_rows(state, kit, layout.body.width);
    let area = layout.text(state.chapter);
    let height = usize::from(area.height);
    let top = state.place().min(rows.len().saturating_sub(height));
    body_frame(state, kit, layout, &paint::place(top, height, rows.len()), buf);
    draw(&rows, top, area, buf);
    if state.chapter != Chapter::Check {
        return None;
    }
    let below = Rect { y: area.bottom(), height: layout.body.height - area.height, ..area };
    if below.height == 0 { None } else { code::view(state, kit, below, buf) }
}

fn body_list(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    if layout.body_frame.width == 0 {
        return None;
    }
    let rows = list::rows(state, kit, layout.body.width);
    let place = listed::place(&rows, state.place(), layout.body.height);
    body_frame(state, kit, layout, &place, buf);
    listed::draw(&rows, state.place(), kit, layout.body, buf);
    searching(state, kit, layout.body_frame, buf)
}

/// The line in which a search is typed, over the lower edge of the list.
fn searching(state: &State, kit: &Kit, frame: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let search = state.search.as_ref()?;
    let words = &kit.words.inspect;
    let y = frame.bottom().saturating_sub(1);
    paint::clear(Rect { y, height: 1, ..frame }, buf);
    let count = search::matches(state, search.query.text().trim()).len();
    let name = format!("{}: ", words.search);
    let x = paint::put(buf, frame.x, y, &name, frame.width, kit.theme.title);
    let count = format!(" {}", fill(&words.matches, &[("n", &count.to_string())]));
    let tail = u16::try_from(cells(&count)).unwrap_or(0);
    let room = frame.right().saturating_sub(x + tail).max(4);
    let seen = search.query.view(room, 1);
    let text = seen.rows.first().map_or("", String::as_str);
    paint::put(buf, x, y, text, room, kit.theme.text);
    paint::put(buf, frame.right().saturating_sub(tail), y, &count, tail, kit.theme.dim);
    Some((x + seen.cursor.0, y))
}

/// What is under the cursor of the list, or the form under what it is about.
fn beside(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    if layout.beside_frame.width < 3 {
        return None;
    }
    let rows = item::rows(state, kit, layout.beside.width);
    let height = usize::from(layout.beside.height);
    let top = state.read_to.min(rows.len().saturating_sub(height));
    let open = state.form.is_some();
    let place = if open { String::new() } else { paint::place(top, height, rows.len()) };
    let room = usize::from(layout.beside_frame.width).saturating_sub(6 + place.len());
    let title = format!("{} {place}", fit(&item::title(state), room));
    let style = if state.pane == Pane::Beside { kit.theme.title } else { kit.theme.dim };
    paint::frame_box(buf, layout.beside_frame, title.trim_end(), style, kit.borders);
    if let Some(form) = &state.form {
        return on_form(state, form, kit, layout.beside, buf);
    }
    draw(&rows, top, layout.beside, buf);
    None
}

/// The question, the verdict and the note stay in view above what is written on them.
fn on_form(
    state: &State,
    form: &form::Form,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let mut used = 0;
    if let (About::Remark(id) | About::Finding(id), width) = (&form.about, area.width)
        && let Some(item) = state.record().checklist.item(id)
    {
        let room = usize::from(width);
        let mut rows: Vec<(String, _)> = Vec::new();
        let question = wrapped(&item.question, room).into_iter();
        rows.extend(question.take(2).map(|row| (row, kit.theme.dim)));
        if let Some(answer) = state.record().outcome(id).and_then(|outcome| outcome.answer()) {
            let verdict = kit.terms.verdict(answer.verdict);
            let told = format!("{verdict}  {}", line(answer.note.trim()));
            let style = kit.style_of(answer.verdict);
            rows.extend(wrapped(&told, room).into_iter().take(3).map(|row| (row, style)));
        }
        rows.truncate(usize::from(area.height / 3));
        for (y, (row, style)) in (area.y..).zip(&rows) {
            paint::put(buf, area.x, y, row, width, *style);
        }
        used = u16::try_from(rows.len()).unwrap_or(0).min(area.height);
    }
    let below = Rect { y: area.y + used, height: area.height - used, ..area };
    let below = inspect::warning(&state.doubts(), kit, below, buf);
    form::view(form, kit, below, buf)
}

/// The last chapter: its page, or the form of the opinion.
fn last(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    if let Some(form) = &state.form {
        body_frame(state, kit, layout, "", buf);
        return on_form(state, form, kit, layout.body, buf);
    }
    let listing = opinion::listing(state, kit, layout.body.width);
    let place = listed::place(&listing.rows, state.place(), layout.body.height);
    body_frame(state, kit, layout, &place, buf);
    listed::draw(&listing.rows, state.place(), kit, layout.body, buf);
    None
}
