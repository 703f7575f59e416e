//! The trend drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::table::{self, HEAD, Line, Window};
use super::{State, View, chart, lines, told};
use crate::tui::kit::Kit;
use crate::tui::paint;

/// With fewer rows than this, less is told below the table.
const LOW: u16 = 20;

/// Where the parts are.
pub(super) struct Layout {
    head: Rect,
    chart: Rect,
    pub(super) table: Rect,
    told: Rect,
    legend: Rect,
}

impl Layout {
    /// ```text
    /// views, periods                             2 rows
    /// chart                                      of the rates only
    /// table
    /// the chosen cell in words                   2–6 rows
    /// what the marks mean                        as many as it takes, 2 on a low screen
    /// ```
    pub(super) fn of(state: &State, kit: &Kit, area: Rect) -> Self {
        let (told, most) = if area.height < LOW { (4, 2) } else { (6, 4) };
        let legend = told::legend(state, kit, room(area)).len();
        let legend = u16::try_from(legend).unwrap_or(u16::MAX).min(most);
        let told = if state.view == View::Rates { told - 2 } else { told };
        let below = (told + legend).min(area.height.saturating_sub(HEAD) / 2);
        let legend = legend.min(below);
        let middle = area.height.saturating_sub(HEAD + below);
        let rows = u16::try_from(state.choices()).unwrap_or(u16::MAX);
        let table = if state.view == View::Rates { rows.min(middle / 2) } else { middle };
        let mut y = area.y;
        let mut take = |height: u16| {
            let height = height.min(area.bottom().saturating_sub(y));
            let part = Rect { y, height, ..area };
            y += height;
            part
        };
        Self {
            head: take(HEAD),
            chart: take(middle - table),
            table: take(table),
            told: take(below - legend),
            legend: take(legend),
        }
    }
}

/// Cells for a text below the table.
fn room(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(2))
}

/// ```text
///  [項目] 適合率  指摘        R7              R8
///  3-12/80                    1Q  2Q  3Q  4Q* 1Q
///  組織的安全管理措置         100  50  67 100 100
///   ORG-01 責任者の任命       〇  〇  〇  〇  〇
/// > ORG-04 緊急連絡の体制     〇+ 軽+ ？+ 重  軽
///  ORG-04 緊急連絡の体制と休日の連絡先
///  令和7年度第2四半期  不適（軽微）  統合前: ORG-04、ORG-05
///  〇 適、重 軽 観 不適 …
/// ```
pub(in crate::tui) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let layout = Layout::of(state, kit, area);
    let lines: Vec<Line> = lines::lines(state, kit);
    let place = table::place(&lines, state.row(), layout.table.height);
    let titles = [&*views(state, kit), &*place];
    let window = Window::of(state, &lines, area.width);
    table::header(state, kit, titles, window, layout.head, buf);
    chart::draw(state, kit, window, layout.chart, buf);
    table::draw(&lines, state, kit, window, layout.table, buf);
    let put = |rows: Vec<(String, Style)>, area: Rect, buf: &mut Buffer| {
        for (y, (row, style)) in (area.y..area.bottom()).zip(rows) {
            paint::put(buf, area.x + 1, y, &row, area.width.saturating_sub(1), style);
        }
    };
    put(told::details(state, kit, room(area)), layout.told, buf);
    put(told::legend(state, kit, room(area)), layout.legend, buf);
}

/// `[項目] 適合率  指摘`, the one that is shown in brackets.
fn views(state: &State, kit: &Kit) -> String {
    let words = &kit.words.trend.screen;
    let named = View::ALL.map(|view| {
        let name = match view {
            View::Items => &words.grid,
            View::Rates => &words.rates,
            View::Findings => &words.findings,
        };
        if view == state.view { format!("[{name}]") } else { format!(" {name} ") }
    });
    named.concat()
}

/// The row and the column that a click is for.
pub(super) fn hit(
    state: &State,
    kit: &Kit,
    area: Rect,
    (x, y): (u16, u16),
) -> (Option<usize>, Option<usize>) {
    let layout = Layout::of(state, kit, area);
    let lines = lines::lines(state, kit);
    let row = table::hit(&lines, state.row(), layout.table, y);
    let column = Window::of(state, &lines, area.width).hit(area, x);
    (row, column.filter(|_| y < layout.told.y))
}
