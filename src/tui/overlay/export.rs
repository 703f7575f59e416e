//! Writing what is shown to a file: the form is chosen here, then it is told where the file lies.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, window};
use crate::app::documents::Subject;
use crate::app::exporting::{Exported, Written};
use crate::report::Format;
use crate::text::{fit, line, wrapped};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::Model;
use crate::tui::paint;
use crate::tui::step::Step;
use crate::words::fill;

const WIDTH: u16 = 70;

#[derive(Debug, Clone)]
pub struct State {
    subject: Subject,
    /// The place of the form that is chosen, in `Format::ALL`.
    at: usize,
    /// What came of it; nothing while a form is chosen.
    done: Option<Arc<[Exported]>>,
}

impl State {
    pub(super) fn new(subject: Subject) -> Self {
        Self { subject, at: 0, done: None }
    }

    pub(super) fn done(subject: Subject, exported: Arc<[Exported]>) -> Self {
        Self { subject, at: 0, done: Some(exported) }
    }
}

pub(super) fn update(model: &mut Model, mut state: State, press: Press) -> Step {
    use Command as C;
    let command = model.kit.keymap.command(Context::Export, press.key);
    let last = Format::ALL.len() - 1;
    match command {
        Some(C::Back) => return Step::Stay,
        Some(C::Open) if state.done.is_some() => return Step::Stay,
        Some(C::Open) => {
            let format = Format::ALL[state.at.min(last)];
            return Step::Do(Effect::Export { subject: state.subject, format });
        }
        Some(C::Up) => state.at = state.at.saturating_sub(1),
        Some(C::Down) => state.at = (state.at + 1).min(last),
        Some(C::First | C::PageUp) => state.at = 0,
        Some(C::Last | C::PageDown) => state.at = last,
        _ => {}
    }
    model.overlay = Some(Overlay::Export(state));
    Step::Stay
}

pub(super) fn view(kit: &Kit, state: &State, area: Rect, buf: &mut Buffer) {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let room = usize::from(width.saturating_sub(4));
    let rows = match &state.done {
        Some(exported) => told(kit, exported, room),
        None => choices(kit, state, room),
    };
    let frame = window(area, width, rows.len());
    paint::clear(frame, buf);
    let title = &kit.document.screen.title;
    let inside = paint::frame_box(buf, frame, title, kit.theme.title, kit.borders);
    // Where not all fit, the chosen one is among those that do.
    let chosen = rows.iter().position(|(_, chosen)| *chosen).unwrap_or(0);
    let height = usize::from(inside.height);
    let top = (chosen + 1).saturating_sub(height);
    for (y, (row, chosen)) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        let style = if *chosen { kit.theme.focus } else { kit.theme.text };
        paint::put(buf, inside.x + 1, y, row, inside.width - 1, style);
    }
}

/// One row for each form; the chosen one has a mark that needs no colour.
fn choices(kit: &Kit, state: &State, room: usize) -> Vec<(String, bool)> {
    let words = &kit.document.screen;
    let mut rows: Vec<(String, bool)> = Vec::new();
    for (n, format) in Format::ALL.into_iter().enumerate() {
        let chosen = n == state.at;
        let mark = if chosen { ">" } else { " " };
        let row = format!("{mark} {:<5} {}", format.name(), words.format(format.name()));
        rows.push((fit(&row, room), chosen));
    }
    rows.push((String::new(), false));
    rows.extend(wrapped(&words.how, room).into_iter().map(|row| (row, false)));
    rows
}

fn told(kit: &Kit, exported: &[Exported], room: usize) -> Vec<(String, bool)> {
    let words = &kit.document;
    let mut rows = Vec::new();
    for one in exported {
        let template = match one.state {
            Written::New => &words.line.new,
            Written::Same => &words.line.same,
            Written::Replaced => &words.line.replaced,
        };
        let file = one.file.display().to_string();
        let held = words.line.counts(one.held.counts());
        let text = fill(template, &[("file", &*line(&file)), ("held", &held)]);
        rows.extend(wrapped(&text, room));
    }
    rows.push(String::new());
    rows.extend(wrapped(&words.screen.done, room));
    rows.into_iter().map(|row| (row, false)).collect()
}
