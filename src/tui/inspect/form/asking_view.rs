//! The line for a file or a day drawn, in a frame over the foot of the form.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::asking::{Asking, Wait, What};
use crate::text::{line, wrapped};
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::words::fill;

/// Rows of names at the most.
const NAMES: usize = 4;

/// ```text
/// ┌ 証跡のファイルを指す（中身は写しません）──┐
/// │ 規程/取                                    │
/// │ 取扱規程.pdf  取締規程.pdf                 │
/// │ 組合のフォルダーから、または ~/ か / から… │
/// └────────────────────────────────────────────┘
/// ```
pub(super) fn view(asking: &Asking, kit: &Kit, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let words = &kit.evidence.screen;
    let (title, rows) = match &asking.what {
        What::File(wait) => (&words.file, below(wait, kit, area.width.saturating_sub(2))),
        What::Until => (&words.until, how(&words.until_how, kit, area.width.saturating_sub(2))),
    };
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(3).min(area.height);
    let frame = Rect { y: area.bottom() - height, height, ..area };
    paint::clear(frame, buf);
    let inside = paint::frame_box(buf, frame, title, kit.theme.title, kit.borders);
    let seen = asking.editor.view(inside.width.saturating_sub(1).max(1), 1);
    let typed = seen.rows.first().map_or("", String::as_str);
    paint::put(buf, inside.x, inside.y, typed, inside.width, kit.theme.focus);
    for (y, (text, style)) in (inside.y + 1..inside.bottom()).zip(&rows) {
        paint::put(buf, inside.x, y, text, inside.width, *style);
    }
    let typing = !matches!(asking.what, What::File(Wait::File { .. }));
    let at = (inside.x + seen.cursor.0.min(inside.width.saturating_sub(1)), inside.y);
    typing.then_some(at)
}

/// What stands below the line in which a file is named.
fn below(wait: &Wait, kit: &Kit, width: u16) -> Vec<(String, Style)> {
    let words = &kit.evidence.screen;
    let mut rows = Vec::new();
    match wait {
        Wait::File { read, size, .. } => {
            let percent = u128::from(*read) * 100 / u128::from((*size).max(1));
            let (read, size) = (kit.evidence.size(*read), kit.evidence.size(*size));
            let percent = percent.to_string();
            let values = [("percent", &*percent), ("read", &*read), ("size", &*size)];
            rows.push((fill(&words.reading, &values), kit.theme.text));
            rows.extend(how(&words.reading_how, kit, width));
            return rows;
        }
        Wait::Offered(offered) => {
            let names = offered.names.join("  ");
            let told = wrapped(&line(&names), width.into());
            rows.extend(told.iter().take(NAMES).map(|row| (row.clone(), kit.theme.text)));
        }
        Wait::Nothing | Wait::Names { .. } => {}
    }
    rows.extend(how(&words.file_how, kit, width));
    rows
}

fn how(template: &str, kit: &Kit, width: u16) -> Vec<(String, Style)> {
    let key = |command| {
        let keys = kit.keymap.keys(Context::Point, command);
        keys.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned())
    };
    let [take, complete, cancel] = [Command::Take, Command::Complete, Command::Cancel].map(key);
    let values = [("take", &*take), ("complete", &*complete), ("cancel", &*cancel)];
    let told = wrapped(&fill(template, &values), width.into());
    told.into_iter().map(|row| (row, kit.theme.dim)).collect()
}
