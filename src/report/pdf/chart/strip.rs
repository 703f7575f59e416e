//! What became of each row in each period: a mark in a square, dark where it is a fault.
//!
//! The marks alone tell it all; the shades only lead the eye.

use super::super::ink::{
    Area, BLACK, DIM, FAINT, HAIR, Mark, PAPER, POINT, Slab, Style, THIN, Twips,
};
use super::super::pages::WIDTH;
use super::super::parts::{Part, Role};
use super::super::row::{Entry, Lead, Pane, Row};
use super::super::setter::{Column, SMALL, Setter};
use super::{centred, label, length, names};
use crate::report::sheet::{Strip, Tone};

const LABEL: Twips = WIDTH * 42 / 100;
const HIGH: Twips = 13 * POINT;
const WIDEST: Twips = 34 * POINT;
/// Periods side by side; what is more goes below.
const ACROSS: usize = 24;
const FAULT: u8 = 70;
const DOUBT: u8 = 215;

pub(super) fn draw(setter: &mut Setter, periods: &[String], rows: &[Strip]) {
    for from in (0..periods.len()).step_by(ACROSS) {
        let periods = &periods[from..periods.len().min(from + ACROSS)];
        let step = ((WIDTH - LABEL) / length(periods.len())).min(WIDEST);
        let mut header = names(setter, periods, LABEL, step);
        header.height += POINT;
        header = header.of(setter.parts.add(Role::Paragraph));
        let (mut group, mut list) = ("", setter.parts.add(Role::List));
        let mut entries = Vec::with_capacity(rows.len());
        for strip in rows {
            let lead = (strip.group != group && !strip.group.is_empty())
                .then(|| heading(setter, &strip.group));
            if strip.group != group {
                (group, list) = (&strip.group, setter.parts.add(Role::List));
            }
            let marks = strip.marks.get(from..).unwrap_or_default();
            let marks = &marks[..marks.len().min(periods.len())];
            let slab = squares(setter, (&strip.label, list), marks, step);
            let cell = Pane { x: 0, width: WIDTH, fill: None, lines: vec![slab] };
            let row = Row { panes: vec![cell], ..Row::default() };
            entries.push(Entry { lead, rows: vec![row] });
        }
        setter.pages.table(Some(&header), entries);
        setter.pages.gap(8 * POINT);
    }
}

fn heading(setter: &Setter, group: &str) -> Lead {
    let column = Column { x: 0, width: WIDTH, style: SMALL.bold() };
    let mut first = label(setter, group, column);
    first.shift(0, 3 * POINT);
    first.height += 4 * POINT;
    first = first.of(setter.parts.add(Role::Paragraph));
    Lead { again: first.clone().of_none(), first }
}

/// The marks of one row; an item of a list to one who hears it read.
fn squares(
    setter: &Setter,
    (name, list): (&str, Part),
    marks: &[(String, Tone)],
    step: Twips,
) -> Slab {
    let item = setter.parts.below(list, Role::Item);
    let column = Column { x: 6 * POINT, width: LABEL - 10 * POINT, style: SMALL };
    let mut slab = label(setter, name, column);
    slab.shift(0, (HIGH - slab.height) / 2);
    slab.height = HIGH;
    slab = slab.of(setter.parts.below(item, Role::Label));
    let mut texts = Slab::default();
    for (n, (text, tone)) in marks.iter().enumerate() {
        let x = LABEL + step * length(n);
        let area = Area { x, y: 0, width: step, height: HIGH };
        let (fill, style): (Option<u8>, Style) = match tone {
            Tone::Plain => (None, SMALL),
            Tone::Fault => (Some(FAULT), SMALL.bold().shaded(PAPER)),
            Tone::Doubt => (Some(DOUBT), SMALL.bold()),
            Tone::Quiet => (None, SMALL.shaded(DIM)),
        };
        if let Some(shade) = fill {
            slab.marks.push(Mark::Fill { area, shade });
        }
        let edge = if *tone == Tone::Doubt { (THIN, BLACK) } else { (HAIR, FAINT) };
        slab.marks.push(Mark::Frame { area, width: edge.0, shade: edge.1 });
        let mut text = centred(setter, text, (x, step), style);
        text.shift(0, (HIGH - style.lead) / 2);
        texts.marks.append(&mut text.marks);
    }
    slab.marks.append(&mut texts.of(setter.parts.below(item, Role::Body)).marks);
    slab
}
