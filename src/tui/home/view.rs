//! Home drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{State, rows};
use crate::app::overview::Standing;
use crate::domain::answer::Verdict;
use crate::domain::tally::Tally;
use crate::text::cells;
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::rows as list;
use crate::words::fill;

/// Rows above the list.
const HEAD: u16 = 5;

/// ```text
///  令和8年度第3四半期  FY2026-Q3  …〜…
///  期限 令和8年12月31日（あと13日）
///  [#######-------------]  12/73 項目
///  未点検 61   適 10   不適 1   該当なし 1   確認不能 0
///
/// >点検を続ける（残り61件）
///
///  期限を過ぎた改善措置 1件
///   F-FY2026-Q2-ORG-04  …                佐藤  18日超過
///
///  確定した報告書 1件
///   令和8年度第2四半期  適合率 93.3% (56/60)  不適 3
///     0001_FY2026-Q2_2026-09-18_report  確認コード 1a2b3c4d ..
/// ```
pub(in crate::tui) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) {
    head(state, kit, area, buf);
    list::draw(&rows::rows(state, kit, area.width), state.cursor, kit, below(area), buf);
}

/// The row that a click in row `y` of the terminal is for, as an index into the targets.
pub(super) fn hit(state: &State, kit: &Kit, area: Rect, y: u16) -> Option<usize> {
    list::hit(&rows::rows(state, kit, area.width), state.cursor, below(area), y)
}

fn below(area: Rect) -> Rect {
    let head = HEAD.min(area.height);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

fn head(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) {
    let mut put = |down: u16, indent: u16, text: &str, style: Style| {
        let x = area.x + 1 + indent;
        paint::put(buf, x, area.y + down, text, area.right().saturating_sub(x), style)
    };
    put(0, 0, &period(state, kit, area.width), kit.theme.title);
    let (text, style) = deadline(state, kit);
    put(1, 0, &text, style);
    let words = &kit.words.home;
    match &state.overview.standing {
        Standing::NotStarted => {
            put(2, 0, &words.not_started, kit.theme.dim);
        }
        Standing::InProgress { tally, .. } => {
            put(2, 0, &progress(tally, kit, area.width), kit.theme.text);
            // What does not fit in one row goes on in the next.
            let (mut down, mut indent) = (3, 0);
            for (text, style) in counts(tally, kit) {
                let needed = u16::try_from(cells(&text)).unwrap_or(u16::MAX);
                if indent > 0 && needed.saturating_add(indent + 2) > area.width {
                    (down, indent) = (down + 1, 0);
                }
                let end = put(down, indent, &text, style);
                indent = end + 2 - area.x;
            }
        }
        Standing::Sealed { entry } => {
            let entry = entry.to_string();
            put(2, 0, &fill(&words.sealed_as, &[("entry", &entry)]), kit.theme.saved);
        }
        // Told among the unfinished periods.
        Standing::Correcting { .. } => {}
        Standing::Damaged(_) => {
            put(2, 0, &words.damaged, kit.theme.error);
            put(3, 0, &words.damaged_hint, kit.theme.text);
        }
    }
}

fn period(state: &State, kit: &Kit, width: u16) -> String {
    let period = state.overview.period;
    let day = |date| kit.words.common.day(date);
    let (name, id) = (kit.terms.period(period), period.to_string());
    let (start, end) = (day(period.start()), day(period.end()));
    let values = [("period", &*name), ("id", &*id), ("start", &*start), ("end", &*end)];
    let long = fill(&kit.words.home.period, &values);
    if cells(&long) + 2 <= usize::from(width) {
        long
    } else {
        fill(&kit.words.home.period_short, &values)
    }
}

/// The deadline in words; that it has passed is said, not only coloured.
fn deadline(state: &State, kit: &Kit) -> (String, Style) {
    let overview = &state.overview;
    let words = &kit.words.home;
    let left = (overview.deadline - overview.today).num_days();
    let (template, style) = match (&overview.standing, left) {
        (Standing::Sealed { .. }, _) => (&words.deadline_met, kit.theme.text),
        (_, ..=-1) => (&words.deadline_over, kit.theme.ng),
        (_, 0) => (&words.deadline_today, kit.theme.warn),
        _ => (&words.deadline, kit.theme.text),
    };
    let date = kit.words.common.day(overview.deadline);
    (fill(template, &[("date", &date), ("n", &left.abs().to_string())]), style)
}

/// `[####------]  12/73`, in characters that every terminal draws one cell wide.
fn progress(tally: &Tally, kit: &Kit, width: u16) -> String {
    let (done, due) = (tally.answered(), tally.due());
    let told =
        fill(&kit.words.home.progress, &[("done", &done.to_string()), ("due", &due.to_string())]);
    let room = usize::from(width).saturating_sub(cells(&told) + 6).clamp(4, 50);
    // A bar looks full only when everything is done.
    let filled = (room * done).checked_div(due).unwrap_or(0);
    format!("[{}{}]  {told}", "#".repeat(filled), "-".repeat(room - filled))
}

fn counts(tally: &Tally, kit: &Kit) -> Vec<(String, Style)> {
    let told = |verdict, n: usize| {
        let values = [("verdict", kit.terms.verdict(verdict)), ("n", &n.to_string())];
        let style = if n == 0 { kit.theme.dim } else { kit.style_of(verdict) };
        (fill(&kit.words.home.count, &values), style)
    };
    let mut counts = vec![told(None, tally.open)];
    counts.extend(Verdict::ALL.iter().map(|verdict| told(Some(*verdict), tally.of(*verdict))));
    counts
}
