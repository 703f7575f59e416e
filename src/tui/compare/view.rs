//! The comparison drawn: the list under its filters, or one line with both sides.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::State;
use super::sides::{self, Which};
use crate::app::comparing::Pair;
use crate::domain::comparison::{Group, Line};
use crate::domain::tally::Tally;
use crate::report::comparison_sheet::Telling;
use crate::text::{Align, cells, fit, line as on_line, pad, wrapped};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::rows::{self as list, Row};
use crate::words::fill;

/// From this width on both sides stand side by side.
const WIDE: u16 = 100;
/// Rows above the list, without a warning.
const HEAD: u16 = 4;
/// Cells of an item's id in the list.
const ID: usize = 11;

/// ```text
///  令和8年度第2四半期 -> 令和8年度第3四半期        前の期と比べる
///  適合率（共通）93.3% (56/60) -> 95.0% (57/60)
///  群: 全て  区分: 全て                                  1-9/93
///
///  悪化  2件
/// >ORG-04       適       -> 不適      緊急連絡の体制     所見に変更
/// ```
pub(in crate::tui) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) {
    match (state.full, state.line()) {
        (Some(at), Some(line)) => full(state, line, at, kit, area, buf),
        _ => listed(state, kit, area, buf),
    }
}

/// The line that a click in row `y` of the terminal is for.
pub(super) fn hit(state: &State, kit: &Kit, area: Rect, y: u16) -> Option<usize> {
    let rows = rows(state, kit, area.width);
    list::hit(&rows, state.chosen, below(state, kit, area), y)
}

fn altered(state: &State, kit: &Kit, width: u16) -> Vec<String> {
    let entries = state.compared.altered.iter();
    let told =
        entries.map(|entry| fill(&kit.comparison.screen.altered, &[("entry", &entry.to_string())]));
    told.flat_map(|text| wrapped(&text, usize::from(width.saturating_sub(2)))).collect()
}

fn below(state: &State, kit: &Kit, area: Rect) -> Rect {
    let warned = u16::try_from(altered(state, kit, area.width).len()).unwrap_or(u16::MAX);
    let head = HEAD.saturating_add(warned).min(area.height / 2);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

fn listed(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let words = &kit.comparison.screen;
    let theme = &kit.theme;
    let put = |buf: &mut Buffer, down: u16, text: &str, style| {
        let room = area.width.saturating_sub(2);
        paint::put(buf, area.x + 1, area.y + down, &fit(text, room.into()), room, style);
    };
    let right = |buf: &mut Buffer, down: u16, text: &str, style| {
        let width = u16::try_from(cells(text)).unwrap_or(u16::MAX);
        let x = area.right().saturating_sub(width.saturating_add(1)).max(area.x);
        paint::put(buf, x, area.y + down, text, width, style);
    };
    put(buf, 0, &state.about(kit), theme.title);
    put(buf, 1, &rates(state, kit), theme.text);
    let against = match state.pair {
        Pair::YearBefore(_) => &words.year,
        Pair::Newest | Pair::Before(_) | Pair::Of { .. } => &words.last,
    };
    right(buf, 1, against, theme.dim);
    put(buf, 2, &filters(state, kit), theme.text);
    for (down, row) in (3..).zip(altered(state, kit, area.width)) {
        put(buf, down, &row, theme.error);
    }
    let within = below(state, kit, area);
    let rows = rows(state, kit, area.width);
    right(buf, 2, &list::place(&rows, state.chosen, within.height), theme.dim);
    list::draw(&rows, state.chosen, kit, within, buf);
}

/// Over what both periods asked; of the chosen section, where one is chosen.
fn rates(state: &State, kit: &Kit) -> String {
    let comparison = state.comparison();
    let chosen = state.section.as_ref();
    let part = chosen.and_then(|id| comparison.sections.iter().find(|part| part.id == *id));
    let (old, new) = part.map_or(comparison.rates.common, |part| part.rates.common);
    let rate = |tally: Tally| {
        tally.rate().map_or_else(|| kit.comparison.sheet.no_rate.clone(), |rate| rate.to_string())
    };
    fill(&kit.comparison.screen.rates, &[("base", &rate(old)), ("target", &rate(new))])
}

fn filters(state: &State, kit: &Kit) -> String {
    let words = &kit.comparison;
    let group = state.group.map_or(words.screen.all.as_str(), |group| words.group(group));
    let parts = &state.comparison().sections;
    let part = state.section.as_ref().and_then(|id| parts.iter().find(|part| part.id == *id));
    let section = part.map_or(words.screen.all.as_str(), |part| &part.short);
    fill(&words.screen.filter, &[("group", group), ("section", section)])
}

fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Row> {
    let words = &kit.comparison;
    let lines = state.lines();
    if lines.is_empty() {
        let room = usize::from(width).saturating_sub(3);
        return list::paragraph(&words.screen.nothing, room, kit.theme.dim);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut group = None;
    for (at, line) in lines.iter().enumerate() {
        if group != Some(line.group) {
            if group.is_some() {
                rows.push(Row::blank());
            }
            group = Some(line.group);
            let n = lines.iter().filter(|other| other.group == line.group).count().to_string();
            let values = [("group", words.group(line.group)), ("n", &n)];
            rows.push(Row::new(fill(&words.screen.heading, &values), kit.theme.title));
        }
        rows.push(row(line, kit, width).of(at));
    }
    rows
}

fn row(line: &Line, kit: &Kit, width: u16) -> Row {
    let theme = &kit.theme;
    let telling = Telling { words: &kit.comparison, terms: &kit.terms };
    let (old, new) = (telling.result(&line.base), telling.result(&line.target));
    let id = line.item().map(|item| item.id.to_string()).unwrap_or_default();
    let title = line.item().map(|item| on_line(&item.title).into_owned()).unwrap_or_default();
    let (was, is) = line.verdicts();
    let style = |verdict: Option<_>| verdict.map_or(theme.dim, |v| kit.style_of(Some(v)));
    let column = |text: &str| pad(text, verdict_cells(kit), Align::Left);
    let tags = tags(line, kit);
    let id = format!("{}  ", pad(&id, ID, Align::Left));
    let used = 3 + cells(&id) + 2 * verdict_cells(kit) + 6 + cells(&tags);
    let title = pad(&title, usize::from(width).saturating_sub(used), Align::Left);
    let moved = kit.comparison.side.moved.clone();
    let arrow = fill(&moved, &[("old", ""), ("new", "")]);
    Row::new(id, theme.text)
        .and(column(&old), style(was))
        .and(arrow, theme.dim)
        .and(column(&new), style(is))
        .and(format!("  {title} "), theme.text)
        .and(tags, if line.regression { theme.ng } else { theme.dim })
}

/// The widest verdict with its grade.
fn verdict_cells(kit: &Kit) -> usize {
    use crate::domain::answer::{Grade, Verdict};
    let words = &kit.comparison.side.graded;
    let graded = Grade::ALL.map(|grade| {
        let verdict = kit.terms.verdict(Some(Verdict::Ng));
        cells(&fill(words, &[("verdict", verdict), ("grade", kit.terms.grade(grade))]))
    });
    let plain = Verdict::ALL.map(|verdict| cells(kit.terms.verdict(Some(verdict))));
    graded.into_iter().chain(plain).max().unwrap_or(0)
}

/// What else is to be seen of a line, in few words.
fn tags(line: &Line, kit: &Kit) -> String {
    let words = &kit.comparison.screen;
    let mut tags = Vec::new();
    if line.regression && line.group != Group::Worse {
        tags.push(words.regression.clone());
    }
    if let Some(age) = line.age {
        tags.push(fill(&words.aged, &[("n", &age.to_string())]));
    }
    if tags.is_empty() && line.note_changed {
        tags.push(words.changed.clone());
    }
    tags.join(" ")
}

/// Both sides of one line: beside each other where there is room, else one below the other.
///
/// ```text
///  悪化  適 -> 不適（重大）  所見に変更
/// ┌ 前  令和8年度第2四半期 ─┐┌ 後  令和8年度第3四半期 ─┐
/// │ ORG-04 緊急連絡の体制   ││ ORG-04 緊急連絡の体制   │
/// ```
fn full(state: &State, line: &Line, at: usize, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let theme = &kit.theme;
    let words = &kit.comparison;
    let telling = Telling { words, terms: &kit.terms };
    let mut head = vec![words.group(line.group).to_owned(), telling.moved(line)];
    head.push(words.bond(line.bond).to_owned());
    head.push(tags(line, kit));
    head.retain(|text| !text.is_empty());
    let room = area.width.saturating_sub(2);
    let head = fit(&head.join("  "), room.into());
    let style = if line.regression { theme.ng } else { theme.title };
    paint::put(buf, area.x + 1, area.y, &head, room, style);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if area.width >= WIDE {
        let half = body.width / 2;
        let parts = [
            (Which::Base, Rect { width: half, ..body }),
            (Which::Target, Rect { x: body.x + half, width: body.width - half, ..body }),
        ];
        for (which, part) in parts {
            let inside =
                paint::frame_box(buf, part, &name(state, line, which, kit), theme.dim, kit.borders);
            let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
            let rows = sides::rows(line, which, kit, inside.width.into());
            list::draw_from(&rows, at, inside, buf);
        }
    } else {
        list::draw_from(&stacked(state, line, kit, body.width), at, body, buf);
    }
}

fn name(state: &State, line: &Line, which: Which, kit: &Kit) -> String {
    let comparison = state.comparison();
    let (template, period) = match which {
        Which::Base => {
            let period = line.compared_with(comparison.base.period);
            (&kit.comparison.screen.base, period.unwrap_or(comparison.base.period))
        }
        Which::Target => (&kit.comparison.screen.target, comparison.target.period),
    };
    fill(template, &[("period", &kit.terms.period(period))])
}

fn stacked(state: &State, line: &Line, kit: &Kit, width: u16) -> Vec<Row> {
    let room = usize::from(width).saturating_sub(4);
    let mut rows = Vec::new();
    for which in [Which::Target, Which::Base] {
        if !rows.is_empty() {
            rows.push(Row::blank());
        }
        let name = format!(" -- {} --", name(state, line, which, kit));
        rows.push(Row::new(name, kit.theme.title));
        rows.extend(sides::rows(line, which, kit, room).into_iter().map(Row::indented));
    }
    rows
}

/// The first row that may be seen at the top: behind it the page would not be full.
pub(super) fn last_start(state: &State, kit: &Kit, area: Rect) -> usize {
    let Some(line) = state.line() else { return 0 };
    let body = area.height.saturating_sub(1);
    let (rows, height) = if area.width >= WIDE {
        let half = usize::from(area.width / 2);
        let rows = |which| sides::rows(line, which, kit, half.saturating_sub(4)).len();
        (rows(Which::Base).max(rows(Which::Target)), body.saturating_sub(2))
    } else {
        (stacked(state, line, kit, area.width).len(), body)
    };
    rows.saturating_sub(height.into())
}
