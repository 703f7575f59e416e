//! What became of each row in each period: a square with its mark.
//!
//! A fault is dark with a light mark, a doubt hatched, what is quiet has no square; so that they
//! differ on a copy in black and white.

use maud::{Markup, html};

use super::{Columns, Drawing, Label, WIDTH, band, heads};
use crate::report::sheet::{Strip, Tone};

/// Units for the names of the rows.
const LEFT: usize = 300;
const HEAD: usize = 38;
const ROW: usize = 20;
const SQUARE: usize = 16;
/// Most periods beside each other, most lines below each other (two parts fill a sheet of A4, one
/// fits below the head of the first), widest column.
const PERIODS: usize = 10;
const LINES: usize = 24;
const WIDEST: usize = 60;

/// A line of a drawing.
#[derive(Clone, Copy)]
enum Line<'a> {
    Group(&'a str),
    Row(&'a Strip),
}

pub(super) fn drawings(periods: &[String], rows: &[Strip]) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    let wide = band(periods.len(), PERIODS);
    for (band, periods) in periods.chunks(wide).enumerate() {
        for lines in parts(rows) {
            let columns = Columns::new(LEFT, wide, WIDEST);
            let body = html! {
                (heads(periods, &columns))
                @for (n, one) in lines.iter().enumerate() {
                    (line(*one, &columns, band * wide, periods.len(), HEAD + n * ROW))
                }
            };
            drawings.push(Drawing { height: HEAD + lines.len() * ROW, body });
        }
    }
    drawings
}

/// The rows below the names of their groups, in parts that fit on a page. A group that goes on in
/// the next part is named there again, and none is named at the foot of one.
fn parts(rows: &[Strip]) -> Vec<Vec<Line<'_>>> {
    let mut parts = Vec::new();
    let mut part: Vec<Line> = Vec::new();
    let mut last = "";
    for row in rows {
        let opens = part.is_empty() || row.group != last;
        if part.len() + 1 + usize::from(opens) > LINES {
            parts.push(std::mem::take(&mut part));
        }
        if (part.is_empty() || opens) && !row.group.trim().is_empty() {
            part.push(Line::Group(&row.group));
        }
        part.push(Line::Row(row));
        last = &row.group;
    }
    parts.extend((!part.is_empty()).then_some(part));
    parts
}

fn line(line: Line, columns: &Columns, from: usize, count: usize, top: usize) -> Markup {
    let y = top + ROW / 2;
    match line {
        Line::Group(text) => {
            let label = Label { text, x: 0, y, width: WIDTH - 10, rows: 1, class: "strong" };
            html! {
                @if top > HEAD { line.hair x1="0" x2=(columns.right(count)) y1=(top) y2=(top) {} }
                (label.draw())
            }
        }
        Line::Row(row) => {
            let (text, width) = (row.label.as_str(), LEFT - 20);
            html! {
                (Label { text, x: 10, y, width, rows: 1, class: "" }.draw())
                @for (n, (mark, tone)) in row.marks.iter().skip(from).take(count).enumerate() {
                    (square(mark, *tone, columns, n, y))
                }
            }
        }
    }
}

fn square(mark: &str, tone: Tone, columns: &Columns, n: usize, y: usize) -> Markup {
    let width = columns.slot - 4;
    let (x, top) = (columns.middle(n) - width / 2, y - SQUARE / 2);
    let (ground, class) = match tone {
        Tone::Plain => (Some("frame"), "middle"),
        Tone::Fault => (Some("fault"), "middle on"),
        Tone::Doubt => (Some("hatched"), "middle strong over"),
        Tone::Quiet => (None, "middle dim"),
    };
    let hatch = (tone == Tone::Doubt).then_some("url(#hatch)");
    html! {
        @if let Some(ground) = ground {
            rect class=(ground) fill=[hatch] x=(x) y=(top) width=(width) height=(SQUARE) {}
        }
        (Label { text: mark, x: columns.middle(n), y, width, rows: 1, class }.draw())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(group: &str) -> Strip {
        Strip { label: "題".into(), group: group.into(), marks: Vec::new() }
    }

    #[test]
    fn a_group_over_two_parts_is_named_in_both_and_no_row_is_left_out() {
        let mut rows: Vec<Strip> = (0..42).map(|_| row("組織的")).collect();
        rows.extend((0..60).map(|_| row("技術的")));
        let parts = parts(&rows);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [24, 24, 24, 24, 12]);
        assert!(parts.iter().all(|part| matches!(part[0], Line::Group(_))));
        let drawn = parts.iter().flatten().filter(|line| matches!(line, Line::Row(_))).count();
        assert_eq!(drawn, rows.len());
    }

    #[test]
    fn no_group_is_named_at_the_foot_of_a_part() {
        let mut rows: Vec<Strip> = (0..22).map(|_| row("組織的")).collect();
        rows.push(row("技術的"));
        assert_eq!(parts(&rows).iter().map(Vec::len).collect::<Vec<_>>(), [23, 2]);
    }
}
