//! Shares of a whole through the periods: a small panel for each series, a bar for each period in
//! a frame that is the whole.
//!
//! Every bar says its share and both numbers, where there is room for them.

use super::super::ink::{Area, BLACK, DIM, FAINT, HAIR, Mark, POINT, Slab, THIN, Twips};
use super::super::pages::WIDTH;
use super::super::setter::{Column, SMALL, Setter, TINY};
use super::{centred, label, length, names, scaled};
use crate::report::sheet::{Series, Share};

/// More periods than this take the whole width for one panel.
const SIDE_BY_SIDE: usize = 9;
const BETWEEN: Twips = 24 * POINT;
/// 100 per cent.
const HIGH: Twips = 38 * POINT;
const WIDEST: Twips = 20 * POINT;
/// The bars of earlier periods, and of the last.
const EARLIER: u8 = 215;
const LAST: u8 = 130;

pub(super) fn draw(setter: &mut Setter, periods: &[String], series: &[Series]) {
    let across = if periods.len() > SIDE_BY_SIDE { 1 } else { 2 };
    let width = (WIDTH - BETWEEN * (length(across) - 1)) / length(across);
    for both in series.chunks(across) {
        let mut slab = Slab::default();
        for (n, series) in both.iter().enumerate() {
            let mut panel = panel(setter, periods, series, width);
            panel.shift((width + BETWEEN) * length(n), 0);
            slab.height = slab.height.max(panel.height);
            slab.marks.append(&mut panel.marks);
        }
        slab.height += 9 * POINT;
        setter.pages.put(slab);
    }
}

fn panel(setter: &Setter, periods: &[String], series: &Series, width: Twips) -> Slab {
    let column = Column { x: 0, width, style: SMALL.bold() };
    let mut slab = label(setter, &series.label, column);
    let top = slab.height + TINY.lead;
    let foot = top + HIGH;
    slab.marks.push(Mark::across(0, foot, width, THIN, BLACK));
    let step = width / length(periods.len().max(1));
    let last = series.values.len().saturating_sub(1);
    let mut low = Slab::blank(TINY.lead);
    for (n, value) in series.values.iter().enumerate() {
        let x = step * length(n);
        let Some(share) = value else {
            let mut none = centred(setter, "－", (x, step), TINY.shaded(DIM));
            none.shift(0, foot - TINY.lead);
            slab.marks.append(&mut none.marks);
            continue;
        };
        let high = scaled(share.part, share.of, HIGH);
        let thick = (step * 6 / 10).min(WIDEST);
        let area = Area { x: x + (step - thick) / 2, y: foot - high, width: thick, height: high };
        let tint = if n == last { LAST } else { EARLIER };
        let whole = Area { y: top, height: HIGH, ..area };
        slab.marks.push(Mark::Frame { area: whole, width: HAIR, shade: FAINT });
        if high > 0 {
            slab.marks.push(Mark::Fill { area, shade: tint });
            slab.marks.push(Mark::Frame { area, width: HAIR, shade: BLACK });
        }
        let mut told = number(setter, &per_cent(*share), (x, step));
        told.shift(0, top - TINY.lead);
        slab.marks.append(&mut told.marks);
        let told = format!("{}/{}", share.part, share.of);
        low.marks.append(&mut number(setter, &told, (x, step)).marks);
    }
    slab.height = foot + POINT;
    slab.stack(names(setter, periods, 0, step));
    if !low.marks.is_empty() {
        slab.stack(low);
    }
    slab
}

/// A number in its place; none where it would run into the next.
fn number(setter: &Setter, text: &str, place: (Twips, Twips)) -> Slab {
    let fits = setter.letters.width(text, TINY) <= place.1 + POINT;
    let wider = (place.0 - POINT, place.1 + 2 * POINT);
    if fits { centred(setter, text, wider, TINY) } else { Slab::default() }
}

/// Halves are rounded up, as in the tables.
fn per_cent(share: Share) -> String {
    let of = share.of.max(1);
    let tenths = (share.part.saturating_mul(2_000) + of) / (2 * of);
    format!("{}.{}", tenths / 10, tenths % 10)
}
