//! Labels with their values, as on a form: a shaded label, its value beside it, two short ones on
//! one line.
//!
//! It does not choose between forms and grids; `grid` does.

use super::ink::{HAIR, PALE, POINT, THIN, Twips};
use super::pages::WIDTH;
use super::parts::{Part, Role};
use super::row::{Entry, Pane, Row, SIDE};
use super::setter::{Column, Setter, TABLE};
use crate::report::sheet::Piece;
use crate::text::line;

/// The widest column of labels.
const LABEL: Twips = WIDTH * 24 / 100;
const LABEL_LEAST: Twips = WIDTH * 13 / 100;

/// Widths shared by the rows of one form.
#[derive(Debug, Clone, Copy)]
struct Measure {
    label: Twips,
}

pub(super) fn facts(setter: &mut Setter, pieces: &[Piece]) {
    let rows = rows(setter, pieces);
    setter.pages.gap(6 * POINT);
    setter.pages.table(None, rows.into_iter().map(Entry::from).collect());
    setter.pages.gap(8 * POINT);
}

/// A row for each piece, or for two that are short.
pub(super) fn rows(setter: &Setter, pieces: &[Piece]) -> Vec<Row> {
    let table = setter.parts.add(Role::Table);
    let measure = Measure { label: label_width(setter, pieces) };
    let mut rows = Vec::new();
    let mut rest = pieces;
    while let [first, after @ ..] = rest {
        let second = after
            .first()
            .filter(|second| is_short(setter, first, measure) && is_short(setter, second, measure));
        let half = WIDTH / 2;
        let width = second.map_or(WIDTH, |_| half);
        let mut panes = Vec::from(pair(setter, first, measure, (0, width), table));
        if let Some(second) = second {
            panes.extend(pair(setter, second, measure, (half, WIDTH - half), table));
        }
        rest = &after[usize::from(second.is_some())..];
        rows.push(Row { panes, below: Some(HAIR), pad: setter.pad(), ..Row::default() });
    }
    if let Some(first) = rows.first_mut() {
        first.above = Some(HAIR);
    }
    if let Some(last) = rows.last_mut() {
        last.below = Some(THIN);
    }
    rows
}

fn label_width(setter: &Setter, pieces: &[Piece]) -> Twips {
    let widths = pieces.iter().map(|piece| {
        let label = line(&piece.label);
        setter.letters.width(&setter.letters.writable(&label), TABLE) + 2 * SIDE
    });
    widths.filter(|width| *width <= LABEL).max().unwrap_or_default().max(LABEL_LEAST)
}

fn is_short(setter: &Setter, piece: &Piece, measure: Measure) -> bool {
    let [text] = piece.texts.as_slice() else { return false };
    let width = |text: &str| setter.letters.natural(&setter.letters.writable(text), TABLE);
    let room = WIDTH / 2 - measure.label - 2 * SIDE;
    !text.contains('\n') && width(text) <= room && width(&piece.label) <= measure.label - 2 * SIDE
}

/// A label beside its value; a row of its own to one who hears it read.
fn pair(
    setter: &Setter,
    piece: &Piece,
    measure: Measure,
    (x, width): (Twips, Twips),
    table: Part,
) -> [Pane; 2] {
    let row = setter.parts.below(table, Role::Row);
    let (name, cell) =
        (setter.parts.below(row, Role::Name(1)), setter.parts.below(row, Role::Cell));
    let label = Column { x: SIDE, width: measure.label - 2 * SIDE, style: TABLE };
    let value = Column { x: SIDE, width: width - measure.label - 2 * SIDE, style: TABLE };
    let list = piece.texts.len() > 1;
    let texts = piece.texts.iter();
    [
        Pane {
            x,
            width: measure.label,
            fill: Some(PALE),
            lines: setter.lines(&line(&piece.label), label),
        }
        .of(name),
        Pane {
            x: x + measure.label,
            width: width - measure.label,
            fill: None,
            lines: texts.flat_map(|text| setter.item(text, list, value)).collect(),
        }
        .of(cell),
    ]
}
