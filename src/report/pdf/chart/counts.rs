//! Counts in their order: a bar for each, of which the marked part is hatched.
//!
//! The number stands behind each bar.

use super::super::ink::{Area, BLACK, HAIR, Mark, POINT, Slab, THIN, Twips};
use super::super::pages::WIDTH;
use super::super::setter::{Column, SMALL, Setter, TABLE, slab_of};
use super::{label, scaled};
use crate::report::sheet::Bar;
use crate::text::line;
use crate::words::fill;

const LABEL: Twips = WIDTH * 26 / 100;
const LONGEST: Twips = WIDTH * 50 / 100;
const HIGH: Twips = 16 * POINT;
const THICKNESS: Twips = 10 * POINT;

pub(super) fn draw(setter: &mut Setter, bars: &[Bar], part_label: &str) {
    if bars.iter().any(|bar| bar.part > 0) {
        let slab = legend(setter, part_label);
        setter.pages.hold(slab);
    }
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    for bar in bars {
        let slab = draw_bar(setter, bar, most, part_label);
        setter.pages.put(slab);
    }
}

fn legend(setter: &Setter, part_label: &str) -> Slab {
    let area = Area { x: LABEL, y: 2 * POINT, width: 14 * POINT, height: 8 * POINT };
    let column = Column { x: LABEL + 18 * POINT, width: WIDTH / 2, style: SMALL };
    let mut slab = label(setter, part_label, column);
    slab.marks.push(Mark::Hatch { area });
    slab.marks.push(Mark::Frame { area, width: HAIR, shade: BLACK });
    slab.height += 2 * POINT;
    slab
}

fn draw_bar(setter: &Setter, bar: &Bar, most: usize, part_label: &str) -> Slab {
    let column = Column { x: 0, width: LABEL - 6 * POINT, style: TABLE };
    let mut slab = label(setter, &bar.label, column);
    slab.shift(0, (HIGH - slab.height) / 2);
    slab.height = HIGH;
    let y = (HIGH - THICKNESS) / 2;
    let whole = scaled(bar.count, most, LONGEST);
    let part = scaled(bar.part, most, LONGEST).min(whole);
    let area = |width| Area { x: LABEL, y, width, height: THICKNESS };
    if part > 0 {
        slab.marks.push(Mark::Hatch { area: area(part) });
        slab.marks.push(Mark::Frame { area: area(part), width: HAIR, shade: BLACK });
    }
    if whole > 0 {
        slab.marks.push(Mark::Frame { area: area(whole), width: THIN, shade: BLACK });
    }
    slab.marks.push(Mark::down(LABEL, 0, HIGH, THIN, BLACK));
    let count = bar.count.to_string();
    let told = if bar.part == 0 {
        count
    } else {
        let part = bar.part.to_string();
        let values = [("n", &*count), ("label", &*line(part_label)), ("part", &*part)];
        fill(&setter.words.bar, &values)
    };
    let x = LABEL + whole + 5 * POINT;
    let told = setter.letters.writable(&told).into_owned();
    let told = setter.letters.fitted(&told, TABLE, WIDTH - x);
    let mut number = slab_of(x, TABLE, &told);
    number.shift(0, (HIGH - TABLE.lead) / 2);
    slab.marks.append(&mut number.marks);
    slab
}
