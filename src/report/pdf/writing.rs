//! Places for writing by hand: names and seals, the 確認コード, ruled lines.
//!
//! What stands in them is written by people; it is never printed here.

use super::ink::{Area, BLACK, DIM, FAINT, HAIR, Mark, PALE, POINT, Slab, THIN, Twips};
use super::pages::WIDTH;
use super::parts::Role;
use super::setter::{BODY, Column, SMALL, Setter, slab_of};
use crate::report::sheet::{CODE_DIGITS, CODE_GROUPS, Signature};
use crate::text::line;

/// Large enough for a seal of 18 mm.
const SEAL: Twips = 54 * POINT;
const ROLE: Twips = WIDTH * 24 / 100;
const NAME: Twips = WIDTH * 30 / 100;
const DATE: Twips = WIDTH * 26 / 100;
/// One digit of the code.
const DIGIT: Twips = 13 * POINT;
const DIGIT_HIGH: Twips = 19 * POINT;
const GROUPS_ACROSS: usize = 4;
/// From one ruled line to the next.
const RULED: Twips = 24 * POINT;
/// Lines of one cell of a place for a signature.
const CELL_LINES: usize = 3;
/// The narrowest of its cells.
const SMALLEST: Column = Column { x: 0, width: ROLE - 200, style: BODY };

pub(super) fn signatures(setter: &mut Setter, places: &[Signature]) {
    setter.pages.gap(8 * POINT);
    for place in places {
        let part = setter.parts.add(Role::Paragraph);
        setter.pages.tell(part);
        for text in [Some(&place.role), place.name.as_ref()].into_iter().flatten() {
            // What its cell cannot hold stands above it whole.
            if setter.lines(&line(text), SMALLEST).len() > CELL_LINES {
                setter.paragraph(&line(text), SMALL, true);
            }
        }
        let slab = signature(setter, place);
        setter.pages.put(slab);
    }
    setter.pages.gap(10 * POINT);
}

/// 役職 | 氏名 | 日付 | 印, each with its name small at the top.
fn signature(setter: &Setter, place: &Signature) -> Slab {
    let mut slab = Slab::blank(SEAL);
    let frame = |x, width| Area { x, y: 0, width, height: SEAL };
    slab.marks.push(Mark::Fill { area: frame(0, ROLE), shade: PALE });
    let (name_at, date_at) = (ROLE, ROLE + NAME);
    let seal_at = date_at + DATE;
    let cells = [(0, ROLE), (name_at, NAME), (date_at, DATE), (seal_at, WIDTH - seal_at)];
    for (x, width) in cells {
        slab.marks.push(Mark::Frame { area: frame(x, width), width: HAIR, shade: DIM });
    }
    slab.marks.push(Mark::Frame { area: frame(0, WIDTH), width: THIN, shade: BLACK });
    middle(setter, &mut slab, &place.role, (0, ROLE));
    if let Some(name) = &place.name {
        middle(setter, &mut slab, name, (name_at, NAME));
    }
    for (label, (x, width)) in [(&place.date_label, cells[2]), (&place.seal_label, cells[3])] {
        let column = Column { x: x + 60, width: width - 120, style: SMALL.shaded(DIM) };
        let text = setter.letters.writable(&line(label)).into_owned();
        let text = setter.letters.fitted(&text, column.style, column.width);
        let mut named = slab_of(column.x, column.style, &text);
        named.shift(0, POINT);
        slab.marks.append(&mut named.marks);
    }
    slab
}

/// The first lines of a text in the middle of its cell.
fn middle(setter: &Setter, slab: &mut Slab, text: &str, (x, width): (Twips, Twips)) {
    let column = Column { x: x + 100, width: width - 200, style: BODY };
    let mut lines = setter.lines(&line(text), column);
    lines.truncate(CELL_LINES);
    let height: Twips = lines.iter().map(|line| line.height).sum();
    let mut y = (slab.height - height) / 2;
    for mut line in lines {
        line.shift(0, y);
        y += line.height;
        slab.marks.append(&mut line.marks);
    }
}

/// Groups of boxes, one for each digit.
pub(super) fn code(setter: &mut Setter, label: &str) {
    setter.pages.gap(6 * POINT);
    setter.paragraph(label, BODY, true);
    setter.pages.gap(6 * POINT);
    let across = Twips::try_from(GROUPS_ACROSS).unwrap_or(1);
    let digits = Twips::try_from(CODE_DIGITS).unwrap_or(1);
    let group = digits * DIGIT;
    let step = group + (WIDTH - across * group) / (across - 1).max(1);
    for half in 0..CODE_GROUPS.div_ceil(GROUPS_ACROSS) {
        let mut slab = Slab::blank(DIGIT_HIGH + 17 * POINT);
        for place in 0..GROUPS_ACROSS.min(CODE_GROUPS - half * GROUPS_ACROSS) {
            let x = step * Twips::try_from(place).unwrap_or_default();
            let name = format!("({})", half * GROUPS_ACROSS + place + 1);
            slab.marks.extend(slab_of(x, SMALL.shaded(DIM), &name).marks);
            boxes(&mut slab, x, 11 * POINT, digits);
        }
        setter.pages.put(slab);
    }
    setter.pages.gap(4 * POINT);
}

fn boxes(slab: &mut Slab, x: Twips, y: Twips, count: Twips) {
    for n in 1..count {
        let shade = if n == count / 2 { BLACK } else { FAINT };
        slab.marks.push(Mark::down(x + n * DIGIT, y, DIGIT_HIGH, HAIR, shade));
    }
    let area = Area { x, y, width: count * DIGIT, height: DIGIT_HIGH };
    slab.marks.push(Mark::Frame { area, width: THIN, shade: BLACK });
}

/// Ruled lines below their label.
pub(super) fn space(setter: &mut Setter, label: &str, rows: u8) {
    setter.pages.gap(8 * POINT);
    setter.paragraph(&line(label), BODY.bold(), true);
    for _ in 0..rows {
        let mut slab = Slab::blank(RULED);
        slab.marks.push(Mark::across(0, RULED, WIDTH, HAIR, DIM));
        setter.pages.put(slab);
    }
    setter.pages.gap(10 * POINT);
}
