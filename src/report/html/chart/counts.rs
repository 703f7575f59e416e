//! Counts in their order: one bar for each, the marked part of it hatched, the numbers behind it.

use maud::{Markup, html};

use super::{Drawing, Label, WIDTH, units};
use crate::report::sheet::Bar;
use crate::words::fill;

/// Units for the names of the bars, and for the numbers behind the longest.
const LEFT: usize = 170;
const BEHIND: usize = 210;
const ROW: usize = 26;
const BAR: usize = 16;
/// Most bars below each other.
const BARS: usize = 38;
const GAP: usize = 6;
const FOOT: usize = 28;

pub(super) fn drawings(bars: &[Bar], part_label: &str, counted: &str) -> Vec<Drawing> {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let marked = bars.iter().any(|bar| bar.part > 0);
    let drawing = |bars: &[Bar]| {
        let end = GAP + bars.len() * ROW;
        let body = html! {
            @for (n, one) in bars.iter().enumerate() {
                (bar(one, most, GAP + n * ROW, &Words { part_label, counted }))
            }
            line.axis x1=(LEFT) x2=(LEFT) y1=(GAP) y2=(end) {}
            @if marked { (legend(part_label, end)) }
        };
        Drawing { height: end + if marked { FOOT } else { GAP }, body }
    };
    bars.chunks(BARS).map(drawing).collect()
}

struct Words<'a> {
    part_label: &'a str,
    counted: &'a str,
}

fn bar(bar: &Bar, most: usize, top: usize, words: &Words) -> Markup {
    let length = |count: usize| count * (WIDTH - LEFT - BEHIND) / most;
    let part = bar.part.min(bar.count);
    let (marked, whole) = (length(part), length(bar.count));
    let (y, x) = (top + (ROW - BAR) / 2, LEFT + marked);
    let (count, of) = (bar.count.to_string(), part.to_string());
    let told = match part {
        0 => count,
        _ => fill(words.counted, &[("count", &count), ("label", words.part_label), ("part", &of)]),
    };
    let middle = top + ROW / 2;
    let name = Label { text: &bar.label, x: 0, y: middle, width: LEFT - 10, rows: 1, class: "" };
    let (x_behind, width) = (LEFT + whole + 8, WIDTH - LEFT - whole - 8);
    let behind = Label { text: &told, x: x_behind, y: middle, width, rows: 1, class: "strong" };
    html! {
        (name.draw())
        @if marked > 0 {
            rect.hatched fill="url(#hatch)" x=(LEFT) y=(y) width=(marked) height=(BAR) {}
        }
        @if whole > marked { rect.bar x=(x) y=(y) width=(whole - marked) height=(BAR) {} }
        (behind.draw())
    }
}

/// What the hatched part is.
fn legend(label: &str, top: usize) -> Markup {
    let y = top + FOOT / 2;
    let width = units(label).min(WIDTH - LEFT - 34);
    html! {
        rect.hatched fill="url(#hatch)" x=(LEFT) y=(y - BAR / 2) width="24" height=(BAR) {}
        (Label { text: label, x: LEFT + 32, y, width: width + 2, rows: 1, class: "" }.draw())
    }
}
