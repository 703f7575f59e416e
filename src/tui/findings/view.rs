//! The findings drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::State;
use crate::app::findings::FindingLine;
use crate::domain::answer::Grade;
use crate::domain::findings::State as Standing;
use crate::text::{Align, cells, line, pad};
use crate::tui::kit::Kit;
use crate::tui::life::{self, Seen};
use crate::tui::paint;
use crate::tui::prose::Styled;
use crate::tui::rows::{self as list, Row};
use crate::words::fill;

/// Below this width names are given in their short form.
const NARROW: u16 = 100;
/// The cells of a person's name in a row.
const OWNER: usize = 12;

/// ```text
///  完了したものは隠しています（c で表示）
///
///  未完了 2件
/// >F-FY2026-Q2-ORG-02  退職者の確認  軽微  期限超過  2期経過  佐藤次郎  令和8年10月31日
///  完了 1件
///  …
/// ```
pub(in crate::tui) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) {
    if let Some(top) = state.reading {
        reading(state, kit, top, area, buf);
        return;
    }
    let words = &kit.words.finding.list;
    let told = if state.closed { &words.with_closed } else { &words.without_closed };
    paint::put(buf, area.x + 1, area.y, told, area.width.saturating_sub(1), kit.theme.dim);
    list::draw(&rows(state, kit, area.width), state.cursor, kit, below(area), buf);
}

/// The finding that a click in row `y` of the terminal is for.
pub(super) fn hit(state: &State, kit: &Kit, area: Rect, y: u16) -> Option<usize> {
    if state.reading.is_some() {
        return None;
    }
    list::hit(&rows(state, kit, area.width), state.cursor, below(area), y)
}

fn below(area: Rect) -> Rect {
    let head = 1.min(area.height);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Row> {
    let words = &kit.words.finding.list;
    let mut rows = Vec::new();
    let mut heading = None;
    for (index, one) in state.listed().enumerate() {
        let open = one.finding.is_open();
        if heading != Some(open) {
            heading = Some(open);
            let n = state.listed().filter(|l| l.finding.is_open() == open).count().to_string();
            let template = if open { &words.open } else { &words.closed };
            rows.push(Row::blank());
            rows.push(Row::new(fill(template, &[("n", &n)]), kit.theme.title));
        }
        rows.extend(row(one, kit, width).into_iter().map(|row| row.of(index)));
    }
    if heading.is_none() {
        rows.push(Row::blank());
        rows.push(Row::new(words.none.clone(), kit.theme.dim));
    }
    rows
}

/// Id, title, grade, state and age, owner and due date; in two rows where one is too narrow.
fn row(one: &FindingLine, kit: &Kit, width: u16) -> Vec<Row> {
    let finding = &one.finding;
    let theme = &kit.theme;
    let style = match one.state {
        Standing::Overdue => theme.ng,
        Standing::Closed => theme.dim,
        Standing::New | Standing::Open => theme.text,
    };
    let longest = |names: &mut dyn Iterator<Item = &str>| names.map(cells).max().unwrap_or(0);
    let states = longest(&mut Standing::ALL.iter().map(|state| kit.terms.state(*state)));
    let grades = longest(&mut Grade::ALL.iter().map(|grade| kit.terms.grade(*grade)));
    let state = pad(kit.terms.state(one.state), states, Align::Left);
    let grade = pad(kit.terms.grade(finding.grade), grades, Align::Left);
    let ages = cells(&life::longest_age(kit));
    let age = pad(&life::age_told(kit, one.age), ages, Align::Left);
    let owner = pad(&line(&finding.owner), OWNER, Align::Left);
    let day = match finding.closed().and_then(|closed| closed.review.closed_on) {
        Some(on) => on,
        None => finding.due(),
    };
    let day = kit.words.common.day(day);
    let said = one.said.as_ref().map(|said| {
        fill(&kit.words.finding.list.said, &[("turn", kit.terms.turn(said.review.turn))])
    });
    let behind = format!("  {grade}  {state}  {age}  {owner}  ");
    let id = format!(" {}  ", finding.id);
    let said = said.unwrap_or_default();
    if width < NARROW {
        let room = usize::from(width).saturating_sub(2 + cells(&id));
        let title = pad(&line(&finding.title), room, Align::Left);
        let behind = format!("   {grade}  {state}  {age}  {owner}  ");
        return vec![
            Row::new(id, theme.text).and(title, theme.text),
            Row::new(behind, theme.text).and(format!("{day}{said}"), style),
        ];
    }
    let day = format!("{day}{said}");
    let room = usize::from(width).saturating_sub(2 + cells(&id) + cells(&behind) + cells(&day));
    let title = pad(&line(&finding.title), room, Align::Left);
    vec![Row::new(id, theme.text).and(title, theme.text).and(behind, theme.text).and(day, style)]
}

fn life_rows(state: &State, kit: &Kit, area: Rect) -> Vec<Styled> {
    let Some(one) = state.here() else { return Vec::new() };
    let register = &state.register;
    let said = one.said.as_ref();
    let seen = Seen { period: register.period, today: register.today, said };
    life::rows(&one.finding, seen, kit, area.width.saturating_sub(2))
}

/// The last row at which the life of a finding can begin.
pub(super) fn last_top(state: &State, kit: &Kit, area: Rect) -> usize {
    let height = usize::from(area.height.saturating_sub(2));
    life_rows(state, kit, area).len().saturating_sub(height)
}

fn reading(state: &State, kit: &Kit, top: usize, area: Rect, buf: &mut Buffer) {
    let Some(one) = state.here() else { return };
    let rows = life_rows(state, kit, area);
    let height = usize::from(area.height.saturating_sub(2));
    let top = top.min(rows.len().saturating_sub(height));
    let place = paint::place(top, height, rows.len());
    let title = format!("{} {} {place}", one.finding.id, one.finding.title);
    let inside = paint::frame_box(buf, area, title.trim_end(), kit.theme.title, kit.borders);
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, inside.x, y, &row.text, inside.width, row.style);
    }
}
