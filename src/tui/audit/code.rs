//! A 確認コード from paper, typed beside the one that is on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::State;
use crate::app::auditing::CodeCheck;
use crate::text::{cells, wrapped};
use crate::tui::editor::EditKey;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::step::Step;
use crate::words::fill;

/// Rows of the field and of what it says.
pub(super) const ROWS: u16 = 3;

pub(super) fn press(state: &mut State, kit: &Kit, press: Press) -> Step {
    match kit.keymap.command(Context::Asked, press.key) {
        Some(Command::Pick | Command::Cancel | Command::NextPane | Command::PreviousPane) => {
            state.coding = false;
        }
        _ => {
            if let Some(key) = EditKey::of(&kit.keymap, press) {
                edit(state, key);
            }
        }
    }
    Step::Stay
}

/// Line ends of a code pasted from a file become spaces.
pub(super) fn edit(state: &mut State, key: EditKey) {
    let key = match key {
        EditKey::Paste(text) => {
            EditKey::Paste(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        key => key,
    };
    let _ = state.code.apply(key, u16::MAX);
}

/// What the code says, and how it is to be seen.
pub(super) fn told(state: &State, kit: &Kit) -> (String, Style) {
    let (words, theme) = (&kit.words.audit.code, &kit.theme);
    match state.exhibit.check_code(state.code.text()) {
        CodeCheck::Nothing => (words.nothing.clone(), theme.dim),
        CodeCheck::Unfinished { digits } => {
            (fill(&words.unfinished, &[("n", &digits.to_string())]), theme.dim)
        }
        CodeCheck::Unfit => (words.unfit.clone(), theme.warn),
        CodeCheck::Newest => (words.newest.clone(), theme.ok),
        CodeCheck::Older { entry, behind } => {
            let values = [("entry", &*entry), ("n", &behind.to_string())];
            (fill(&words.older, &values), theme.warn)
        }
        CodeCheck::NotFound => (words.not_found.clone(), theme.ng),
    }
}

/// ```text
/// 控えのコード [1a2b3c4d 5e6f…                 ]
/// 一致: …
/// ```
pub(super) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let (words, theme) = (&kit.words.audit.code, &kit.theme);
    let label = if state.coding { theme.focus } else { theme.title };
    let used = u16::try_from(cells(&words.label)).unwrap_or(u16::MAX);
    let width = area.width.saturating_sub(used.saturating_add(4)).max(4);
    let seen = state.code.view(width, 1);
    let mut put = |x: u16, y: u16, text: &str, style| {
        paint::put(buf, x, y, text, area.right().saturating_sub(x), style)
    };
    let x = put(area.x, area.y, &words.label, label) + 1;
    put(x, area.y, if seen.more_above { "<" } else { "[" }, theme.dim);
    put(x + 1, area.y, seen.rows.first().map_or("", String::as_str), theme.text);
    put(x + 1 + width, area.y, if seen.more_below { ">" } else { "]" }, theme.dim);
    let (text, style) = told(state, kit);
    let below = area.y + 1..area.bottom();
    for (y, row) in below.zip(wrapped(&text, usize::from(area.width))) {
        put(area.x, y, &row, style);
    }
    state.coding.then_some((x + 1 + seen.cursor.0, area.y))
}
