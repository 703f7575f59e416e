//! Charts: drawn with shades, frames and numbers, so that a copy in black and white tells the same.
//!
//! Each kind is in a file of its own; what a chart says is told above it in words.

mod counts;
mod shares;
mod strip;

use super::ink::{DIM, POINT, Slab, Style, Twips};
use super::parts::Role;
use super::setter::{Column, SMALL, Setter, TABLE, TINY, slab_of};
use crate::report::sheet::{Chart, Plot};
use crate::text::line;

pub(super) fn chart(setter: &mut Setter, chart: &Chart) {
    setter.pages.gap(10 * POINT);
    setter.paragraph(&line(&chart.title), TABLE.bold(), true);
    setter.paragraph(&chart.told, SMALL.shaded(DIM), true);
    setter.pages.gap(5 * POINT);
    // What stands in a strip is read mark by mark; of the others their words tell it.
    if !matches!(chart.plot, Plot::Strip { .. }) {
        let told = [line(&chart.title), line(&chart.told)].join(" ");
        let part = setter.parts.add(Role::Figure(told));
        setter.pages.tell(part);
    }
    match &chart.plot {
        Plot::Shares { periods, series } => shares::draw(setter, periods, series),
        Plot::Strip { periods, rows } => strip::draw(setter, periods, rows),
        Plot::Counts { bars, part_label } => counts::draw(setter, bars, part_label),
    }
    setter.pages.gap(10 * POINT);
}

/// A short text in the middle of `width`; with dots where it does not fit.
fn centred(setter: &Setter, text: &str, (x, width): (Twips, Twips), style: Style) -> Slab {
    let text = setter.letters.writable(&line(text)).into_owned();
    let text = setter.letters.fitted(&text, style, width);
    let indent = (width - setter.letters.width(&text, style)).max(0) / 2;
    slab_of(x + indent, style, &text)
}

/// The names of periods below or above their places: as many of them as fit, the last always.
fn names(setter: &Setter, periods: &[String], x: Twips, step: Twips) -> Slab {
    let style = TINY;
    let wide = |text: &String| setter.letters.width(&setter.letters.writable(&line(text)), style);
    let widest = periods.iter().map(wide).max().unwrap_or_default() + 40;
    let every = usize::try_from(widest / step.max(1) + 1).unwrap_or(1).min(periods.len().max(1));
    let reach = step * length(every);
    let mut slab = Slab::blank(style.lead);
    for (n, name) in periods.iter().enumerate() {
        if (periods.len() - 1 - n).is_multiple_of(every) {
            let middle = x + step * length(n) + step / 2;
            let place = (middle - reach / 2, reach);
            slab.marks.append(&mut centred(setter, name, place, style).marks);
        }
    }
    slab
}

/// A count as a factor of lengths.
fn length(count: usize) -> Twips {
    Twips::try_from(count).unwrap_or(Twips::MAX)
}

/// `part` of `whole` as a part of `room`.
fn scaled(part: usize, whole: usize, room: Twips) -> Twips {
    let room = usize::try_from(room).unwrap_or_default();
    let size = room.saturating_mul(part.min(whole)) / whole.max(1);
    Twips::try_from(size).unwrap_or_default()
}

/// The first lines of a label in a column, each a slab.
fn label(setter: &Setter, text: &str, column: Column) -> Slab {
    let text = setter.letters.writable(&line(text)).into_owned();
    let text = setter.letters.fitted(&text, column.style, column.width);
    slab_of(column.x, column.style, &text)
}
