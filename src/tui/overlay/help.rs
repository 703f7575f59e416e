//! Help, made from the keymap: nothing about keys is written by hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, last_top, scrolled, window};
use crate::text::{Align, cells, pad, wrapped};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::Model;
use crate::tui::paint;
use crate::tui::step::Step;

/// The widest window, in cells.
const WIDTH: u16 = 76;
/// The cells of the column of keys.
const KEYS: usize = 22;

pub(super) fn update(model: &mut Model, of: Context, top: usize, press: Press) -> Step {
    let command = model.kit.keymap.command(Context::Help, press.key);
    match command {
        Some(Command::Back | Command::Quit | Command::Help) | None => {}
        Some(command) => {
            let (width, height) = model.size;
            let last = last_top(rows(&model.kit, of, inside(width)).len(), height);
            let top = scrolled(command, top).unwrap_or(top).min(last);
            model.overlay = Some(Overlay::Help { of, top });
        }
    }
    Step::Stay
}

/// The cells inside the window on a terminal of that width.
fn inside(width: u16) -> usize {
    usize::from(WIDTH.min(width.saturating_sub(4)).saturating_sub(2))
}

pub(super) fn view(kit: &Kit, of: Context, top: usize, area: Rect, buf: &mut Buffer) {
    let rows = rows(kit, of, inside(area.width));
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
    let text = match of {
        Context::Audit | Context::Asked => &kit.words.audit.help,
        _ => &kit.chrome.help_text,
    };
    let mut rows = wrapped(text, width);
    let contexts = std::iter::once(of).chain(of.beneath().iter().copied());
    let mut told = Vec::new();
    for context in contexts {
        let mut group = Vec::new();
        for binding in kit.keymap.bindings(context) {
            let command = binding.command;
            // Keys that the context above uses for something else do not do this here.
            let keys = kit.keymap.keys(of, command);
            if keys.is_empty() || told.contains(&command) {
                continue;
            }
            told.push(command);
            let keys: Vec<&str> = keys.iter().map(|key| kit.chrome.key(key)).collect();
            let keys = keys.join(", ");
            let keys = pad(&keys, KEYS.max(cells(&keys)), Align::Left);
            group.push(format!("  {keys} {}", kit.chrome.label(command.name())));
        }
        if !group.is_empty() {
            rows.push(String::new());
            rows.push(kit.chrome.context(&context.to_string()).to_owned());
            rows.extend(group);
        }
    }
    rows
}
