//! What changed in the checklist since it was last used, shown once when a period is started.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, last_top, scrolled, window};
use crate::app::editions::Account;
use crate::app::tell_account::AccountTeller;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::Model;
use crate::tui::paint;
use crate::tui::step::Step;

const WIDTH: u16 = 84;

pub(super) fn update(model: &mut Model, told: Arc<Account>, top: usize, press: Press) -> Step {
    match model.kit.keymap.command(Context::Details, press.key) {
        Some(Command::Back | Command::Open | Command::Quit) => {}
        Some(command) => {
            let (width, height) = model.size;
            let last = last_top(rows(&model.kit, &told, inside(width)).len(), height);
            let top = scrolled(command, top).unwrap_or(top).min(last);
            model.overlay = Some(Overlay::Account { told, top });
        }
        None => model.overlay = Some(Overlay::Account { told, top }),
    }
    Step::Stay
}

/// The cells for text on a terminal of that width.
fn inside(width: u16) -> usize {
    usize::from(WIDTH.min(width.saturating_sub(4)).saturating_sub(4))
}

pub(super) fn view(kit: &Kit, told: &Account, top: usize, area: Rect, buf: &mut Buffer) {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let rows = rows(kit, told, inside(area.width));
    let frame = window(area, width, rows.len());
    paint::clear(frame, buf);
    let title = &kit.succession.account.heading;
    let inside = paint::frame_box(buf, frame, title, kit.theme.title, kit.borders);
    let top = top.min(rows.len().saturating_sub(usize::from(inside.height)));
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, inside.x + 1, y, row, inside.width - 1, kit.theme.text);
    }
}

fn rows(kit: &Kit, told: &Account, width: usize) -> Vec<String> {
    let teller =
        AccountTeller { words: &kit.succession, checklist: &kit.checklist, terms: &kit.terms };
    teller.rows(told, width)
}
