//! Writing what is shown to files: the form is chosen here, then it is told which file is being
//! made, then where the files lie.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, last_top, scrolled, window};
use crate::app::documents::Subject;
use crate::app::exporting::{Exported, Written};
use crate::report::Format;
use crate::text::{fit, line, wrapped};
use crate::tui::effect::{Effect, Errand};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::{Leaving, Model};
use crate::tui::paint;
use crate::tui::step::Step;
use crate::words::fill;

const WIDTH: u16 = 70;
/// The place of all forms at once, behind the last one.
const ALL: usize = Format::ALL.len();

#[derive(Debug, Clone)]
pub struct State {
    errand: Errand,
    /// The place of the form that is chosen, in `Format::ALL`; in the end the first row shown.
    at: usize,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Choosing,
    /// A file is being made.
    Making,
    /// The same, and no other is to follow.
    Stopping,
    Done,
}

/// One row, and what it is.
type Row = (String, Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Told,
    Chosen,
    Warned,
}

impl State {
    pub(super) fn new(subject: Subject, altered: Vec<String>) -> Self {
        let errand = Errand { subject, formats: Vec::new(), done: Vec::new(), altered };
        Self { errand, at: 0, stage: Stage::Choosing }
    }

    fn making(errand: Errand) -> Self {
        Self { errand, at: 0, stage: Stage::Making }
    }

    fn chosen(&self) -> Vec<Format> {
        Format::ALL.get(self.at).map_or_else(|| Format::ALL.to_vec(), |format| vec![*format])
    }
}

pub(super) fn update(model: &mut Model, mut state: State, press: Press) -> Step {
    use Command as C;
    let Some(command) = model.kit.keymap.command(Context::Export, press.key) else {
        model.overlay = Some(Overlay::Export(state));
        return Step::Stay;
    };
    let mut step = Step::Stay;
    match (state.stage, command) {
        (Stage::Choosing, C::Back) | (Stage::Done, C::Back | C::Open) => return Step::Stay,
        (Stage::Choosing, C::Open) => {
            let errand = Errand { formats: state.chosen(), ..state.errand };
            state = State::making(errand.clone());
            step = Step::Do(Effect::Export(errand));
        }
        (Stage::Choosing, C::Up) => state.at = state.at.saturating_sub(1),
        (Stage::Choosing, C::Down) => state.at = (state.at + 1).min(ALL),
        (Stage::Choosing, C::First | C::PageUp) => state.at = 0,
        (Stage::Choosing, C::Last | C::PageDown) => state.at = ALL,
        (Stage::Making, C::Back) => state.stage = Stage::Stopping,
        (Stage::Done, command) => {
            let (width, height) = model.size;
            let last = last_top(rows(&model.kit, &state, room(width)).len(), height);
            state.at = scrolled(command, state.at).unwrap_or(state.at).min(last);
        }
        (Stage::Choosing | Stage::Making | Stage::Stopping, _) => {}
    }
    model.overlay = Some(Overlay::Export(state));
    step
}

/// A file of an errand was written: asks for the next one; in the end it is told what was written.
pub(in crate::tui) fn next(model: &mut Model, errand: Errand) -> Option<Effect> {
    let stops = match &model.overlay {
        Some(Overlay::Export(state)) => state.stage == Stage::Stopping,
        _ => false,
    };
    if stops || model.leaving != Leaving::No || errand.next().is_none() {
        last(model, errand);
        return None;
    }
    model.overlay = Some(Overlay::Export(State::making(errand.clone())));
    Some(Effect::Export(errand))
}

/// No further file is written: tells of those that were.
pub(in crate::tui) fn last(model: &mut Model, errand: Errand) {
    if !errand.done.is_empty() {
        model.overlay = Some(Overlay::Export(State { errand, at: 0, stage: Stage::Done }));
    } else if matches!(model.overlay, Some(Overlay::Export(_))) {
        model.overlay = None;
    }
}

/// The cells for text on a terminal of that width.
fn room(width: u16) -> usize {
    usize::from(WIDTH.min(width.saturating_sub(4)).saturating_sub(4))
}

pub(super) fn view(kit: &Kit, state: &State, area: Rect, buf: &mut Buffer) {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let rows = rows(kit, state, room(area.width));
    let frame = window(area, width, rows.len());
    paint::clear(frame, buf);
    let title = &kit.document.screen.title;
    let inside = paint::frame_box(buf, frame, title, kit.theme.title, kit.borders);
    // Where not all fit, the chosen one is among those that do.
    let height = usize::from(inside.height);
    let top = if state.stage == Stage::Done {
        state.at.min(rows.len().saturating_sub(height))
    } else {
        let chosen = rows.iter().position(|(_, kind)| *kind == Kind::Chosen).unwrap_or(0);
        (chosen + 1).saturating_sub(height)
    };
    for (y, (row, kind)) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        let style = match kind {
            Kind::Told => kit.theme.text,
            Kind::Chosen => kit.theme.focus,
            Kind::Warned => kit.theme.error,
        };
        paint::put(buf, inside.x + 1, y, row, inside.width - 1, style);
    }
}

fn rows(kit: &Kit, state: &State, room: usize) -> Vec<Row> {
    let mut rows = altered(kit, &state.errand, room);
    rows.extend(match state.stage {
        Stage::Choosing => choices(kit, state, room),
        Stage::Making | Stage::Stopping => making(kit, state, room),
        Stage::Done => told(kit, &state.errand.done, room),
    });
    rows
}

fn told_rows(text: &str, room: usize) -> impl Iterator<Item = Row> {
    wrapped(text, room).into_iter().map(|row| (row, Kind::Told))
}

/// What is not as it was sealed: nobody must take what is written for that.
fn altered(kit: &Kit, errand: &Errand, room: usize) -> Vec<Row> {
    if errand.altered.is_empty() {
        return Vec::new();
    }
    let words = &kit.document.screen;
    let entries = errand.altered.iter();
    let told = entries.map(|entry| fill(&words.altered, &[("entry", &*line(entry))]));
    let texts = told.chain([words.altered_next.clone()]);
    let rows = texts.flat_map(|text| wrapped(&text, room)).map(|row| (row, Kind::Warned));
    rows.chain([(String::new(), Kind::Told)]).collect()
}

/// One row for each form; the chosen one has a mark that needs no colour.
fn choices(kit: &Kit, state: &State, room: usize) -> Vec<Row> {
    let words = &kit.document.screen;
    let forms = Format::ALL.into_iter();
    let names = forms.map(|form| format!("{:<5} {}", form.name(), words.format(form.name())));
    let mut rows: Vec<Row> = Vec::new();
    for (n, name) in names.chain([words.all.clone()]).enumerate() {
        let (mark, kind) = if n == state.at { (">", Kind::Chosen) } else { (" ", Kind::Told) };
        rows.push((fit(&format!("{mark} {name}"), room), kind));
    }
    rows.push((String::new(), Kind::Told));
    rows.extend(told_rows(&words.how, room));
    rows
}

/// Which file is being made, of how many.
fn making(kit: &Kit, state: &State, room: usize) -> Vec<Row> {
    let (words, errand) = (&kit.document, &state.errand);
    let name = errand.next().map_or("", Format::name);
    let text = words.making(name, errand.done.len() + 1, errand.formats.len());
    let mut rows: Vec<Row> = told_rows(&text, room).collect();
    let is_last = errand.done.len() + 1 >= errand.formats.len();
    if state.stage == Stage::Stopping {
        rows.extend(told_rows(&words.screen.stopping, room));
    } else if !is_last {
        rows.extend(told_rows(&words.screen.going_on, room));
    }
    rows
}

fn told(kit: &Kit, exported: &[Exported], room: usize) -> Vec<Row> {
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
        rows.extend(told_rows(&text, room));
    }
    rows.push((String::new(), Kind::Told));
    rows.extend(told_rows(&words.screen.done, room));
    rows
}
