//! The passphrase of the key that seals: typed masked, kept nowhere, and gone with the overlay.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, window};
use crate::app::signing::Passphrase;
use crate::domain::period::Period;
use crate::text::wrapped;
use crate::tui::editor::EditKey;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::Model;
use crate::tui::paint;
use crate::tui::step::Step;
use crate::words::fill;

const WIDTH: u16 = 64;

/// What the passphrase is for.
#[derive(Debug, Clone)]
pub(super) enum To {
    Seal {
        confirmed_by: String,
    },
    /// With what was typed of a code kept on paper.
    Audit {
        code: String,
    },
}

/// What will be sealed once the key can be opened.
#[derive(Debug, Clone)]
pub struct State {
    period: Period,
    to: To,
    file: PathBuf,
    typed: Passphrase,
}

impl State {
    pub(super) fn new(period: Period, to: To, file: PathBuf) -> Self {
        Self { period, to, file, typed: Passphrase::empty() }
    }
}

pub(super) fn update(model: &mut Model, mut state: State, press: Press) -> Step {
    let keymap = &model.kit.keymap;
    match keymap.command(Context::Passphrase, press.key) {
        Some(Command::Seal) if !state.typed.is_empty() && model.waiting == 0 => {
            let State { period, to, typed, .. } = state;
            let passphrase = Some(typed);
            return Step::Do(match to {
                To::Seal { confirmed_by } => Effect::Seal { period, confirmed_by, passphrase },
                To::Audit { code } => Effect::FinishAudit { code, passphrase },
            });
        }
        // What was typed goes with the overlay, and that is wanted here.
        Some(Command::Cancel | Command::Quit) => return Step::Stay,
        Some(Command::Seal) => {}
        _ => match EditKey::of(keymap, press) {
            Some(EditKey::Char(c)) => state.typed.push(c),
            Some(EditKey::EraseBack) => state.typed.erase(),
            Some(EditKey::EraseToStart | EditKey::EraseWord) => state.typed.clear(),
            _ => {}
        },
    }
    model.overlay = Some(Overlay::Passphrase(state));
    Step::Stay
}

/// Takes in what was pasted, as one line.
pub(super) fn paste(state: &mut State, text: &str) {
    for c in text.chars().filter(|c| !c.is_control()) {
        state.typed.push(c);
    }
}

/// ```text
/// ┌ 確定の署名 ─────────────────────────────┐
/// │ 令和8年度第3四半期の確定に署名します。…        │
/// │ パスフレーズ [ ***********_             ] │
/// │ Enter 確定   Esc やめる                   │
/// └────────────────────────────────┘
/// ```
pub(super) fn view(kit: &Kit, state: &State, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let words = &kit.chrome.passphrase;
    let file = state.file.file_name().unwrap_or_default().to_string_lossy();
    let period = kit.terms.period(state.period);
    let shown = crate::text::line(&file);
    let template = match state.to {
        To::Seal { .. } => &words.text,
        To::Audit { .. } => &kit.words.audit.passphrase,
    };
    let text = fill(template, &[("period", &period), ("file", &shown)]);
    let width = WIDTH.min(area.width.saturating_sub(4));
    let rows = wrapped(&text, usize::from(width.saturating_sub(4)));
    let frame = window(area, width, rows.len() + 2);
    paint::clear(frame, buf);
    let inside = paint::frame_box(buf, frame, &words.title, kit.theme.title, kit.borders);
    for (y, row) in (inside.y..inside.bottom()).zip(&rows) {
        paint::put(buf, inside.x + 1, y, row, inside.width - 1, kit.theme.text);
    }
    let (field, keys) = (inside.bottom().checked_sub(2)?, inside.bottom().checked_sub(1)?);
    let room = inside.width.saturating_sub(1);
    let begin = paint::put(buf, inside.x + 1, field, &words.label, room, kit.theme.text) + 1;
    let space = inside.right().saturating_sub(begin + 1);
    // The end is what is typed at; of a long one only stars are lost to view.
    let stars = "*".repeat(state.typed.chars().min(usize::from(space)));
    let end = paint::put(buf, begin, field, &stars, space, kit.theme.focus);
    let key = |command| {
        let keys = kit.keymap.keys(Context::Passphrase, command);
        keys.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned())
    };
    let (seal, cancel) = (key(Command::Seal), key(Command::Cancel));
    let hint = fill(&words.keys, &[("seal", &seal), ("cancel", &cancel)]);
    paint::put(buf, inside.x + 1, keys, &hint, room, kit.theme.dim);
    Some((end.min(inside.right().saturating_sub(1)), field))
}
