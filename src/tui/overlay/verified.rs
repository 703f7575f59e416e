//! The result of checking every sealed entry.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, last_top, scrolled, window};
use crate::app::tell_wrong;
use crate::app::verifying::{Signatures, Verified};
use crate::text::{line, wrapped};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::Model;
use crate::tui::paint;
use crate::tui::step::Step;
use crate::words::fill;

const WIDTH: u16 = 76;

pub(super) fn update(model: &mut Model, result: Arc<Verified>, top: usize, press: Press) -> Step {
    match model.kit.keymap.command(Context::Details, press.key) {
        Some(Command::Back | Command::Open | Command::Quit) => {}
        Some(command) => {
            let (width, height) = model.size;
            let last = last_top(rows(&model.kit, &result, inside(width)).len(), height);
            let top = scrolled(command, top).unwrap_or(top).min(last);
            model.overlay = Some(Overlay::Verified { result, top });
        }
        None => model.overlay = Some(Overlay::Verified { result, top }),
    }
    Step::Stay
}

/// The cells for text on a terminal of that width.
fn inside(width: u16) -> usize {
    usize::from(WIDTH.min(width.saturating_sub(4)).saturating_sub(4))
}

pub(super) fn view(kit: &Kit, result: &Verified, top: usize, area: Rect, buf: &mut Buffer) {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let rows = rows(kit, result, inside(area.width));
    let frame = window(area, width, rows.len());
    paint::clear(frame, buf);
    let title = &kit.chrome.verified.title;
    let inside = paint::frame_box(buf, frame, title, kit.theme.title, kit.borders);
    let style = if result.is_clean() { kit.theme.text } else { kit.theme.ng };
    let top = top.min(rows.len().saturating_sub(usize::from(inside.height)));
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        paint::put(buf, inside.x + 1, y, row, inside.width - 1, style);
    }
}

fn rows(kit: &Kit, result: &Verified, width: usize) -> Vec<String> {
    let words = &kit.chrome.verified;
    let count = result.ledger.entries.len();
    let mut text = if !result.is_clean() {
        vec![words.faulty.clone()]
    } else if count == 0 {
        vec![words.none.clone()]
    } else {
        vec![fill(&words.clean, &[("n", &count.to_string())])]
    };
    for fault in result.ledger.faults() {
        let what = tell_wrong::tell(&kit.wrong, &fault.what);
        // A fault of the chain as a whole is about no file.
        text.push(if fault.file.is_empty() {
            what
        } else {
            fill(&words.fault, &[("file", &line(&fault.file)), ("what", &what)])
        });
    }
    for (entry, _) in &result.unreadable {
        text.push(fill(&words.unreadable, &[("entry", &entry.to_string())]));
    }
    for entry in &result.usurping {
        let words = &kit.failures.correction;
        text.push(fill(&words.usurping, &[("entry", &entry.to_string())]));
    }
    for entry in &result.misplaced {
        text.push(fill(&words.misplaced, &[("entry", &entry.to_string())]));
    }
    if let Some(told) = signatures(kit, result) {
        text.push(told);
    }
    if count > 0 {
        text.extend([String::new(), words.limit.clone()]);
    }
    text.extend([String::new(), words.close.clone()]);
    text.iter().flat_map(|line| wrapped(line, width)).collect()
}

/// How the entries are signed; nothing where none is and none ought to be.
pub(in crate::tui) fn signatures(kit: &Kit, result: &Verified) -> Option<String> {
    let words = &kit.chrome.verified;
    let Signatures { good, open, bad } = result.signatures();
    let n = good + open + bad;
    let numbers = [n, good, open, bad].map(|n| n.to_string());
    let names = ["n", "good", "open", "bad"];
    let values: Vec<(&str, &str)> =
        names.into_iter().zip(numbers.iter().map(String::as_str)).collect();
    let mut told = fill(&words.signed, &values);
    if open > 0 {
        told += &words.no_keys;
    }
    (n > 0).then_some(told)
}
