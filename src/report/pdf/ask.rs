//! Questions that are answered with a pen: what is asked at the left, room to write at the right.
//!
//! ```text
//! ┌ ORG-01 the name of the item ────────────── the last answer ┐
//! │ the question         │ verdict   □ …  □ …  □ …             │
//! │ how it is checked    │ evidence  ______________________    │
//! ├ if it does not … ────┼─────────────────────────────────────┤
//! ```
//!
//! What is written there is never printed here.

use super::grid;
use super::ink::{FAINT, HAIR, Mark, PALE, POINT, Slab, Style, THIN, Twips};
use super::pages::WIDTH;
use super::parts::Role;
use super::row::{Entry, Pane, Row, SIDE};
use super::setter::{Column, SMALL, Setter, TABLE, slab_of};
use crate::report::packing::packed;
use crate::report::sheet::{Ask, BOX, Group, Level, Piece, Room, Slot, Tone};
use crate::text::line;

/// From one ruled line to the next: 7 mm, as in a notebook.
const RULED: Twips = 390;
/// Of the rule above the edge of its line.
const LIFT: Twips = 40;
/// What is asked.
const TOLD: Twips = WIDTH * 43 / 100;
/// In which case a group is filled in.
const CASE: Twips = WIDTH * 15 / 100;
/// Between two boxes, or two places of one row.
const APART: Twips = 7 * POINT;
/// Between a box and its word.
const BESIDE: Twips = 2 * POINT;
/// The least to be written on.
const LEAST: Twips = 60 * POINT;
/// Room for a year, a month and a day.
const DAY: [Twips; 3] = [28 * POINT, 18 * POINT, 18 * POINT];

const LABEL: Style = Style { lead: RULED, ..TABLE };
const WORD: Style = Style::new(180, RULED);
const TICK: Style = Style::new(210, RULED);
/// Of a line that is written on.
const LINE: u8 = 130;

/// Where a place stands in its pane.
#[derive(Debug, Clone, Copy)]
struct Span {
    x: Twips,
    width: Twips,
    label: Twips,
}

pub(super) fn ask(setter: &mut Setter, ask: &Ask) {
    let before = ask.before.texts.iter().map(|text| line(text)).collect::<Vec<_>>().join(" / ");
    let before = setter.words.labelled(&line(&ask.before.label)) + &before;
    let name = line(&ask.name).into_owned();
    let part = setter.parts.add(Role::Heading(Level::Section));
    let (lead, mut rows) = grid::named(setter, vec![name], (&before, Tone::Plain), part);
    let told = Column { x: SIDE, width: TOLD - 2 * SIDE, style: TABLE };
    let mut asked = Vec::new();
    for (n, piece) in ask.told.iter().enumerate() {
        let style = if n == 0 { TABLE } else { SMALL };
        asked.extend((n > 0).then(|| Slab::blank(2 * POINT)));
        asked.extend(said(setter, piece, Column { style, ..told }));
    }
    let width = WIDTH - TOLD;
    let label = label(setter, ask.answer.iter(), width);
    let span = Span { x: SIDE, width: width - 2 * SIDE, label };
    let answer = ask.answer.iter().flat_map(|slot| place(setter, slot, span)).collect();
    rows.push(Row {
        panes: vec![
            Pane { x: 0, width: TOLD, fill: None, lines: asked },
            Pane { x: TOLD, width, fill: None, lines: answer },
        ],
        below: Some(HAIR),
        upright: Some(FAINT),
        pad: setter.pad(),
        ..Row::default()
    });
    rows.extend(ask.groups.iter().map(|group| case(setter, group)));
    if let Some(last) = rows.last_mut() {
        last.below = Some(THIN);
    }
    setter.pages.gap(7 * POINT);
    setter.pages.table(None, vec![Entry { lead, rows }]);
    setter.pages.gap(7 * POINT);
}

/// Places in a frame of their own.
pub(super) fn slots(setter: &mut Setter, rows: &[Vec<Slot>]) {
    let lines = beside(setter, rows, WIDTH - 2 * SIDE);
    let row = Row {
        panes: vec![Pane { x: 0, width: WIDTH, fill: None, lines }],
        above: Some(HAIR),
        below: Some(HAIR),
        upright: Some(FAINT),
        pad: setter.pad(),
    };
    setter.pages.gap(4 * POINT);
    setter.pages.table(None, vec![row.into()]);
    setter.pages.gap(7 * POINT);
}

fn case(setter: &Setter, group: &Group) -> Row {
    let named = Column { x: SIDE, width: CASE - 2 * SIDE, style: TABLE };
    let width = WIDTH - CASE;
    let told = Column { x: SIDE, width: width - 2 * SIDE, style: SMALL };
    let mut lines: Vec<Slab> =
        group.told.iter().flat_map(|piece| said(setter, piece, told)).collect();
    lines.extend(beside(setter, &group.rows, width - 2 * SIDE));
    let part = setter.parts.add(Role::Paragraph);
    let name = setter.lines(&line(&group.label), named);
    Row {
        panes: vec![
            Pane { x: 0, width: CASE, fill: Some(PALE), lines: name }.of(part),
            Pane { x: CASE, width, fill: None, lines },
        ],
        below: Some(HAIR),
        upright: Some(FAINT),
        pad: setter.pad() / 2,
        ..Row::default()
    }
}

/// Rows of places side by side; what need not be wide leaves its room to the others.
fn beside(setter: &Setter, rows: &[Vec<Slot>], width: Twips) -> Vec<Slab> {
    let first = label(setter, rows.iter().filter_map(|row| row.first()), width);
    let mut lines = Vec::new();
    for row in rows {
        let alike = || rows.iter().filter(|other| other.len() == row.len());
        let labels = (0..row.len()).map(|n| match n {
            0 => first,
            _ => label(setter, alike().map(|other| &other[n]), width),
        });
        match spans(setter, row, &labels.collect::<Vec<_>>(), width) {
            Some(spans) => {
                let mut merged = Vec::new();
                for (slot, span) in row.iter().zip(spans) {
                    merge(&mut merged, place(setter, slot, span));
                }
                lines.append(&mut merged);
            }
            None => lines.extend(row.iter().flat_map(|slot| {
                let label = first.max(label(setter, std::iter::once(slot), width));
                place(setter, slot, Span { x: SIDE, width, label })
            })),
        }
    }
    lines
}

/// Where the places of a row stand; `None` where there is no room to write in each.
fn spans(setter: &Setter, row: &[Slot], labels: &[Twips], width: Twips) -> Option<Vec<Span>> {
    let fixed: Vec<Option<Twips>> = row.iter().map(|slot| natural(setter, slot)).collect();
    let count = |n: usize| Twips::try_from(n).unwrap_or_default();
    let taken: Twips = fixed.iter().flatten().chain(labels).sum();
    let left = width - taken - count(row.len().saturating_sub(1)) * APART;
    let open = count(fixed.iter().filter(|one| one.is_none()).count());
    if left < open * LEAST {
        return None;
    }
    let mut x = SIDE;
    let span = |(label, fixed): (&Twips, Option<Twips>)| {
        let width = label + fixed.unwrap_or(left / open.max(1));
        let span = Span { x, width, label: *label };
        x += width + APART;
        span
    };
    Some(labels.iter().zip(fixed).map(span).collect())
}

/// Puts lines beside others.
fn merge(all: &mut Vec<Slab>, lines: Vec<Slab>) {
    for (n, mut slab) in lines.into_iter().enumerate() {
        match all.get_mut(n) {
            Some(other) => {
                other.height = other.height.max(slab.height);
                other.marks.append(&mut slab.marks);
            }
            None => all.push(slab),
        }
    }
}

/// The widest label of them, up to two fifths of the width.
fn label<'a>(setter: &Setter, slots: impl Iterator<Item = &'a Slot>, width: Twips) -> Twips {
    let wide = |slot: &Slot| wide(setter, &slot.label, LABEL) + 6 * POINT;
    slots.map(wide).max().unwrap_or_default().min(width * 2 / 5)
}

fn wide(setter: &Setter, text: &str, style: Style) -> Twips {
    setter.letters.width(&setter.letters.writable(&line(text)), style)
}

/// The width of what has one; ruled lines have none.
fn natural(setter: &Setter, slot: &Slot) -> Option<Twips> {
    match &slot.room {
        Room::Boxes(choices) => {
            let widths = choices.iter().map(|choice| tick(setter, choice) + APART);
            Some(widths.sum::<Twips>() - APART + POINT)
        }
        Room::Day(signs) => {
            let widths = signs.iter().zip(DAY).map(|(sign, high)| high + wide(setter, sign, WORD));
            Some(widths.sum())
        }
        Room::Lines(_) | Room::On(_) => None,
    }
}

/// The width of a box with its word.
fn tick(setter: &Setter, choice: &str) -> Twips {
    wide(setter, BOX, TICK) + BESIDE + wide(setter, choice, WORD)
}

/// The lines of a place, its label beside them.
fn place(setter: &Setter, slot: &Slot, span: Span) -> Vec<Slab> {
    let label = Column { x: span.x, width: span.label - 3 * POINT, style: LABEL };
    let mut lines = setter.lines(&line(&slot.label), label);
    let (x, width) = (span.x + span.label, span.width - span.label);
    let room = match &slot.room {
        Room::Lines(count) => (0..*count).map(|_| ruled(x, width)).collect(),
        Room::On(text) => on(setter, text, x, width),
        Room::Day(signs) => vec![day(setter, signs, x, width)],
        Room::Boxes(choices) => boxes(setter, choices, x, width),
    };
    merge(&mut lines, room);
    let part = setter.parts.add(Role::Paragraph);
    lines.into_iter().map(|line| line.of(part)).collect()
}

/// What is told before it is answered, each piece a paragraph.
fn said(setter: &Setter, piece: &Piece, column: Column) -> Vec<Slab> {
    let part = setter.parts.add(Role::Paragraph);
    setter.labelled(piece, column).into_iter().map(|line| line.of(part)).collect()
}

fn ruled(x: Twips, width: Twips) -> Slab {
    let mut slab = Slab::blank(RULED);
    slab.marks.push(Mark::across(x, RULED - LIFT, width, HAIR, LINE));
    slab
}

fn on(setter: &Setter, text: &str, x: Twips, width: Twips) -> Vec<Slab> {
    let mut lines = setter.lines(&line(text), Column { x, width, style: WORD });
    if let Some(last) = lines.last_mut() {
        last.marks.append(&mut ruled(x, width).marks);
    }
    lines
}

fn day(setter: &Setter, signs: &[String; 3], x: Twips, width: Twips) -> Slab {
    let mut slab = Slab::blank(RULED);
    let mut at = x;
    for (sign, high) in signs.iter().zip(DAY) {
        let sign = setter.letters.writable(&line(sign)).into_owned();
        slab.marks.extend(slab_of(at + high, WORD, &sign).marks);
        at += high + setter.letters.width(&sign, WORD);
    }
    slab.marks.append(&mut ruled(x, width.min(at - x)).marks);
    slab
}

/// Boxes beside each other; none is parted from its word, and no word is broken that fits.
fn boxes(setter: &Setter, choices: &[String], x: Twips, width: Twips) -> Vec<Slab> {
    let of = |twips: Twips| usize::try_from(twips).unwrap_or_default();
    let widths: Vec<usize> = choices.iter().map(|choice| of(tick(setter, choice))).collect();
    let square = setter.letters.writable(BOX).into_owned();
    let before = setter.letters.width(&square, TICK) + BESIDE;
    let mut lines = Vec::new();
    for row in packed(&widths, of(APART), of(width)) {
        let (mut at, mut merged) = (x, Vec::new());
        for (choice, wide) in choices[row.clone()].iter().zip(&widths[row]) {
            let room = Column { x: at + before, width: x + width - at - before, style: WORD };
            let mut word = setter.lines(&line(choice), room);
            if let Some(first) = word.first_mut() {
                first.marks.splice(0..0, slab_of(at, TICK, &square).marks);
            }
            merge(&mut merged, word);
            at += Twips::try_from(*wide).unwrap_or_default() + APART;
        }
        lines.append(&mut merged);
    }
    lines
}
