//! The reason for a correction, typed under the report that is to be corrected.
//!
//! What is typed stays when the field is closed, and nothing begins before it is asked once more.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::State;
use crate::app::Failure;
use crate::app::correcting::Refused;
use crate::text::{typed_line, wrapped};
use crate::tui::editor::{EditKey, Edited};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::step::{Notice, Question, Step};
use crate::words::fill;

/// Cells of the frame and of the margin inside it, on both sides.
const MARGIN: u16 = 4;

/// Opens the field; nothing where another record has taken the place of this one.
pub(super) fn begin(state: &mut State) -> Step {
    state.asking = state.reading.replaced_by.is_none();
    Step::Stay
}

pub(super) fn typed(state: &mut State, kit: &Kit, body: Rect, press: Press) -> Step {
    use Command as C;
    match kit.keymap.command(Context::Reason, press.key) {
        Some(C::Correct) => ask(state),
        Some(C::Cancel | C::Back) => {
            state.asking = false;
            Step::Stay
        }
        _ => match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(state, body, key),
            None => Step::Stay,
        },
    }
}

pub(super) fn edit(state: &mut State, body: Rect, key: EditKey) -> Step {
    match state.reason.apply(key, width(body)) {
        Edited::Full { over } => Step::Tell(Notice::TextFull { over }),
        Edited::Changed | Edited::Moved | Edited::Unchanged => Step::Stay,
    }
}

fn ask(state: &mut State) -> Step {
    let reason = typed_line(state.reason.text());
    if reason.is_empty() {
        return Step::Tell(Notice::Failed(Failure::from(Refused::NoReason).into()));
    }
    state.asking = false;
    Step::Ask(Question::Correct { period: state.reading.period, reason })
}

/// The cells of the field.
fn width(body: Rect) -> u16 {
    body.width.saturating_sub(MARGIN + 3).max(4)
}

/// ```text
/// ┌ 訂正する ───────────────────────────────────────────────┐
/// │ 確定した回答から訂正を始めます。…                        │
/// │ 訂正の理由（報告書に記されます）                         │
/// │ [名簿の人数の誤記                                      ] │
/// │ Enter で進む   Esc で戻る                                │
/// └─────────────────────────────────────────────────────────┘
/// ```
pub(super) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let (words, theme) = (&kit.correction.screen, &kit.theme);
    let room = usize::from(area.width.saturating_sub(MARGIN));
    let how = wrapped(&words.ask_how, room);
    let rows = u16::try_from(how.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(5).min(area.height);
    let frame = Rect { y: area.bottom() - height, height, ..area };
    paint::clear(frame, buf);
    let title = fill(&words.ask, &[("period", &kit.terms.period(state.reading.period))]);
    let inside = paint::frame_box(buf, frame, &title, theme.title, kit.borders);
    let mut y = inside.y;
    let mut put = |x: u16, y: u16, text: &str, style| {
        if y >= inside.bottom() {
            return x;
        }
        paint::put(buf, x, y, text, inside.right().saturating_sub(x), style)
    };
    // On a low screen what is typed comes before what is said about it.
    let low = inside.height < rows.saturating_add(3);
    for row in how.iter().filter(|_| !low) {
        put(inside.x + 1, y, row, theme.text);
        y += 1;
    }
    put(inside.x + 1, y, &words.ask_reason, theme.title);
    let width = width(area);
    let seen = state.reason.view(width, 1);
    let x = inside.x + 1;
    put(x, y + 1, if seen.more_above { "<" } else { "[" }, theme.dim);
    put(x + 1, y + 1, seen.rows.first().map_or("", String::as_str), theme.text);
    put(x + 1 + width, y + 1, if seen.more_below { ">" } else { "]" }, theme.dim);
    let key = |command| {
        let keys = kit.keymap.keys(Context::Reason, command);
        keys.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned())
    };
    let values = [("yes", key(Command::Correct)), ("no", key(Command::Cancel))];
    let how = fill(&words.ask_keys, &[("yes", &values[0].1), ("no", &values[1].1)]);
    put(inside.x + 1, y + 2, &how, theme.dim);
    (x + 1 + seen.cursor.0, y + 1)
}
