//! The report drawn under its code.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Occasion, State, What, correct};
use crate::text::{cells, fit, line, wrapped};
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::msg::AuditNote;
use crate::tui::paint;
use crate::words::fill;

/// With fewer rows than this, the box of the code is shown at the start of the report only.
const LOW: u16 = 18;

/// Where the parts are.
struct Layout {
    code: Rect,
    /// The code and what to do with it, in the rows of its box; empty where there is one row
    /// without a box.
    told: Vec<String>,
    text: Rect,
    foot: Rect,
}

impl Layout {
    /// With the line `at` at the top.
    fn of(state: &State, at: usize, kit: &Kit, area: Rect) -> Self {
        let boxed = area.height >= LOW || at == 0;
        let told = if boxed { told(state, kit, area) } else { Vec::new() };
        let rows = u16::try_from(told.len()).unwrap_or(u16::MAX);
        let height = if boxed { rows.saturating_add(2) } else { 1 }.min(area.height / 2);
        let code = Rect { height, ..area };
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        let text = Rect {
            y: code.bottom(),
            height: area.height.saturating_sub(height + foot.height),
            ..area
        };
        Self { code, told, text, foot }
    }
}

/// ```text
/// ┌ 確定しました  確認コード ───────────────────────────────────┐
/// │ 1a2b3c4d 5e6f7a8b …                                         │
/// │ write it down now                                           │
/// └─────────────────────────────────────────────────────────────┘
///  the report
///
/// 12-30/240 行                       検索 [確認不能      ]  2/5
/// ```
/// Gives the place of the cursor while something is searched for.
pub(in crate::tui) fn view(
    state: &State,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let layout = Layout::of(state, state.at, kit, area);
    code(state, kit, &layout, buf);
    let mut y = layout.text.y;
    for (at, line) in state.lines().enumerate().skip(start(state, &layout)) {
        for row in rows(line, layout.text.width) {
            if y >= layout.text.bottom() {
                break;
            }
            let here = state.found == Some(at);
            let style = if here { kit.theme.focus } else { kit.theme.text };
            if here {
                paint::fill(Rect { y, height: 1, ..layout.text }, buf, style);
            }
            paint::put(buf, layout.text.x, y, &row, layout.text.width, style);
            y += 1;
        }
    }
    if state.asking {
        let area = Rect { height: area.height.saturating_sub(layout.foot.height), ..area };
        return Some(correct::view(state, kit, area, buf));
    }
    foot(state, kit, &layout, buf)
}

/// Lines of text that are seen at once.
pub(super) fn page(state: &State, kit: &Kit, area: Rect) -> usize {
    let layout = Layout::of(state, state.at, kit, area);
    let seen = seen(state, start(state, &layout), &layout);
    seen.max(1)
}

/// The last line that may be at the top: behind it the page would not be full.
pub(super) fn last_start(state: &State, kit: &Kit, area: Rect) -> usize {
    // Away from the start the box may be gone, and the page be longer.
    last_start_in(state, &Layout::of(state, state.at.max(1), kit, area))
}

fn last_start_in(state: &State, layout: &Layout) -> usize {
    let count = state.lines().count();
    let mut left = usize::from(layout.text.height);
    for (behind, line) in state.lines().rev().enumerate() {
        let needed = rows(line, layout.text.width).len();
        if needed > left {
            return count - behind;
        }
        left -= needed;
    }
    0
}

/// The line at the top; after a change of size it may not be the one that was kept.
fn start(state: &State, layout: &Layout) -> usize {
    if state.at == 0 { 0 } else { state.at.min(last_start_in(state, layout)) }
}

fn seen(state: &State, start: usize, layout: &Layout) -> usize {
    let mut left = usize::from(layout.text.height);
    let fits = |line: &&str| {
        let needed = rows(line, layout.text.width).len();
        let whole = needed <= left;
        left = left.saturating_sub(needed);
        whole
    };
    state.lines().skip(start).take_while(fits).count()
}

/// A line of the report in rows; one that is too wide goes on in the next, a ruled one ends.
fn rows(line: &str, width: u16) -> Vec<String> {
    let ruled = line.chars().all(|c| matches!(c, '=' | '-' | ' '));
    if ruled || cells(line) <= usize::from(width) {
        vec![line.to_owned()]
    } else {
        wrapped(line, width.into())
    }
}

fn told(state: &State, kit: &Kit, area: Rect) -> Vec<String> {
    let words = &kit.words.viewer;
    let how = match state.occasion {
        Occasion::Sealed => &words.sealed_how,
        Occasion::Opened => &words.code_how,
    };
    let room = usize::from(area.width).saturating_sub(4);
    let mut texts = vec![state.reading.code.clone()];
    texts.extend(altered(state, kit));
    texts.extend(audits(state, kit));
    texts.push(how.clone());
    if area.height >= LOW {
        texts.push(fill(&words.where_it_is, &[("entry", &state.reading.entry)]));
    }
    texts.extend(corrected(state, kit, area.height < LOW));
    texts.iter().flat_map(|text| wrapped(text, room)).collect()
}

/// That it is not as it was sealed, and what to do then.
fn altered(state: &State, kit: &Kit) -> Option<String> {
    let words = &kit.document.screen;
    let told = fill(&words.altered, &[("entry", &state.reading.entry)]);
    state.reading.altered.then(|| format!("{told} {}", words.altered_next))
}

/// What auditors said of the report in few words, and how it is read.
fn audits(state: &State, kit: &Kit) -> Vec<String> {
    let words = &kit.words.audit.viewer;
    if state.what != What::Report || state.audits().is_empty() {
        return Vec::new();
    }
    let one = |note: &AuditNote| {
        let opinion = kit.failures.audit.opinion(note.opinion);
        let text = fill(&words.note, &[("opinion", opinion), ("by", &line(&note.by))]);
        if note.outdated { format!("{text} {}", kit.failures.audit.outdated) } else { text }
    };
    let told: Vec<String> = state.audits().iter().map(one).collect();
    let key = kit.keymap.keys(Context::Report, Command::NextView);
    let key = key.first().map_or("", |key| kit.chrome.key(key));
    vec![fill(&words.audits, &[("list", &told.join(" / ")), ("key", key)])]
}

/// That it was corrected, or what it corrects; where there is little room, only what a reader must
/// not miss.
fn corrected(state: &State, kit: &Kit, low: bool) -> Vec<String> {
    let words = &kit.correction.list;
    let mut told = Vec::new();
    if let Some(entry) = &state.reading.replaced_by {
        told.push(fill(&words.replaced, &[("entry", entry)]));
    }
    if let Some(correction) = &state.reading.correction {
        if !correction.audits.is_empty() {
            told.push(words.after_audit.clone());
        }
        if !low {
            let n = correction.changes.len().to_string();
            let reason = line(&correction.reason);
            let values = [("entry", &*correction.entry), ("n", &n), ("reason", &reason)];
            told.push(fill(&words.replaces, &values));
        }
    }
    told
}

fn code(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) {
    let words = &kit.words.viewer;
    let title = match (state.occasion, state.what) {
        (Occasion::Sealed, What::Report) => &words.sealed,
        (Occasion::Sealed, What::Audit(_)) => &kit.words.audit.viewer.finished,
        (Occasion::Opened, _) => &words.code,
    };
    let area = layout.code;
    if layout.told.is_empty() {
        let code = || format!("{}  {}", words.code, state.reading.code);
        let warned = altered(state, kit);
        let style = if warned.is_some() { kit.theme.error } else { kit.theme.title };
        let text = format!(" {}", warned.unwrap_or_else(code));
        let text = fit(&text, area.width.into());
        paint::put(buf, area.x, area.y, &text, area.width, style);
        return;
    }
    let inside = paint::frame_box(buf, area, title, kit.theme.title, kit.borders);
    let room = usize::from(area.width).saturating_sub(4);
    let warned = altered(state, kit).map_or_else(Vec::new, |text| wrapped(&text, room));
    for (y, row) in (inside.y..inside.bottom()).zip(&layout.told) {
        // The code itself stands out from what is said about it.
        let digits = row.chars().all(|c| c.is_ascii_hexdigit() || c == ' ');
        let style = match row {
            _ if digits => kit.theme.title,
            row if warned.contains(row) => kit.theme.error,
            _ => kit.theme.text,
        };
        paint::put(buf, inside.x + 1, y, row, inside.width.saturating_sub(1), style);
    }
}

/// The cells that the search has for text in an area of that width.
pub(super) fn query_width(kit: &Kit, width: u16) -> u16 {
    let label = u16::try_from(cells(&kit.words.viewer.search)).unwrap_or(u16::MAX);
    (width / 2).saturating_sub(label.saturating_add(6)).max(4)
}

fn foot(state: &State, kit: &Kit, layout: &Layout, buf: &mut Buffer) -> Option<(u16, u16)> {
    let words = &kit.words.viewer;
    let (area, theme) = (layout.foot, &kit.theme);
    if area.height == 0 {
        return None;
    }
    let total = state.lines().count();
    let first = start(state, layout);
    let place = paint::place(first, seen(state, first, layout), total);
    let mut end = area.x;
    if !place.is_empty() {
        let place = fill(&words.lines, &[("place", &place)]);
        end = paint::put(buf, area.x + 1, area.y, &place, area.width / 2, theme.dim);
    }
    if !state.typing {
        return None;
    }
    let width = query_width(kit, area.width);
    let view = state.query.view(width, 1);
    let x = (area.x + area.width / 4).max(end + 2);
    let mut put = |x: u16, text: &str, style| {
        paint::put(buf, x, area.y, text, area.right().saturating_sub(x), style)
    };
    let x = put(x, &words.search, theme.title) + 1;
    put(x, if view.more_above { "<" } else { "[" }, theme.dim);
    put(x + 1, view.rows.first().map_or("", String::as_str), theme.text);
    let end = x + 1 + width;
    put(end, if view.more_below { ">" } else { "]" }, theme.dim);
    put(end + 2, &count(state, kit), theme.dim);
    Some((x + 1 + view.cursor.0, area.y))
}

/// Which match of how many the reader is at.
fn count(state: &State, kit: &Kit) -> String {
    let words = &kit.words.viewer;
    let matches = &state.matches;
    if state.query.text().trim().is_empty() {
        return String::new();
    }
    if matches.is_empty() {
        return words.not_found.clone();
    }
    let nth = state.found.and_then(|found| matches.iter().position(|line| *line == found));
    let nth = nth.map_or("-".to_owned(), |at| (at + 1).to_string());
    fill(&words.found, &[("n", &nth), ("total", &matches.len().to_string())])
}
