//! Help, made from the keymap: nothing about keys is written by hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, scrolled, window};
use crate::text::{Align, cells, pad, wrapped};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::Model;
use crate::tui::paint;
use crate::tui::step::Step;

/// The widest window, in cells.
const WIDTH: u16 = 76;

pub(super) fn update(model: &mut Model, of: Context, top: usize, press: Press) -> Step {
    let command = model.kit.keymap.command(Context::Help, press.key);
    match command {
        Some(Command::Back | Command::Quit | Command::Help) | None => {}
        Some(command) => {
            let last = rows(&model.kit, of, usize::from(WIDTH - 2)).len().saturating_sub(1);
            let top = scrolled(command, top).unwrap_or(top).min(last);
            model.overlay = Some(Overlay::Help { of, top });
        }
    }
    Step::Stay
}

pub(super) fn view(kit: &Kit, of: Context, top: usize, area: Rect, buf: &mut Buffer) {
    let rows = rows(kit, of, usize::from(WIDTH.min(area.width.saturating_sub(4))) - 2);
    let frame = window(area, WIDTH, rows.len());
    paint::clear(frame, buf);
    let room = usize::from(frame.height.saturating_sub(2));
    let top = top.min(rows.len().saturating_sub(room));
    let place = paint::place(top, room, rows.len());
    let title = format!("{} {place}", kit.chrome.help_title);
    let inside = paint::frame_box(buf, frame, title.trim_end(), kit.theme.title, kit.borders);
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, inside.x, y, row, inside.width, kit.theme.text);
    }
}

fn rows(kit: &Kit, of: Context, width: usize) -> Vec<String> {
    let mut rows = wrapped(&kit.chrome.help_text, width);
    let contexts = std::iter::once(of).chain(of.beneath().iter().copied());
    for context in contexts {
        let bindings = kit.keymap.bindings(context);
        if bindings.is_empty() {
            continue;
        }
        rows.push(String::new());
        rows.push(kit.chrome.context(&context.to_string()).to_owned());
        for binding in bindings {
            let keys: Vec<String> =
                binding.keys.iter().map(|k| kit.chrome.key(&k.to_string()).to_owned()).collect();
            let keys = pad(&keys.join(", "), 18.max(cells(&keys.join(", "))), Align::Left);
            rows.push(format!("  {keys} {}", kit.chrome.label(binding.command.name())));
        }
    }
    rows
}
