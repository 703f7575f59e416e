//! A chart as drawings inside the page (SVG 1.1), each small enough for a sheet of paper.
//!
//! Whoever cannot see it is told in words and finds the values in the table that follows; whoever
//! sees no colours finds them as numbers, marks and hatching. Lengths are whole units of the
//! drawing, about a pixel each.

mod counts;
mod shares;
mod strip;

use maud::{Markup, html};

use super::{NL, Page};
use crate::report::sheet::{Chart, Plot};
use crate::text::{cells, clip, line, wrapped};
use crate::words::fill;

/// Of every drawing.
const WIDTH: usize = 760;
/// The height of a letter of the drawings, and the distance of two rows of text.
const LETTER: usize = 12;
const LEADING: usize = 14;

/// A part of a chart with its height.
struct Drawing {
    height: usize,
    body: Markup,
}

impl Page<'_> {
    pub(super) fn chart(&mut self, chart: &Chart) -> Markup {
        let drawings = match &chart.plot {
            Plot::Shares { periods, series } => {
                shares::drawings(periods, series, &self.words.no_share)
            }
            Plot::Strip { periods, rows } => strip::drawings(periods, rows),
            Plot::Counts { bars, part_label } => {
                counts::drawings(bars, part_label, &self.words.counted)
            }
        };
        if drawings.is_empty() {
            return html! {};
        }
        let (name, id) = self.call(line(&chart.title).trim());
        let all = drawings.len();
        html! {
            figure {
                figcaption id={ "t" (id) } { (name) }
                div.wide role="group" tabindex="0" aria-labelledby={ "t" (id) } {
                    @for (n, drawing) in (1..).zip(&drawings) {
                        (NL)
                        (self.drawing(chart, drawing, &Part { name: &name, id, n, all }))
                    }
                    (NL)
                }
            }
        }
    }

    fn drawing(&mut self, chart: &Chart, drawing: &Drawing, part: &Part) -> Markup {
        let Part { id, n, .. } = part;
        let size = format!("0 0 {WIDTH} {}", drawing.height);
        let hatched = std::mem::replace(&mut self.hatched, true);
        html! {
            svg viewBox=(size) role="img" aria-labelledby={ "g" (id) "-" (n) }
                aria-describedby=[(*n == 1).then(|| format!("d{id}"))] {
                title id={ "g" (id) "-" (n) } { (self.name_of(part)) }
                @if *n == 1 { desc id={ "d" (id) } { (line(&chart.told)) } }
                @if !hatched { (hatch()) }
                (drawing.body)
            }
        }
    }

    fn name_of(&self, part: &Part) -> String {
        let (n, all) = (part.n.to_string(), part.all.to_string());
        match part.all {
            1 => part.name.to_owned(),
            _ => fill(&self.words.part, &[("title", part.name), ("n", &n), ("all", &all)]),
        }
    }
}

/// Which of the drawings of a chart one is.
struct Part<'a> {
    name: &'a str,
    id: usize,
    n: usize,
    all: usize,
}

/// Oblique lines for what is marked; defined once, by the first drawing of the page.
fn hatch() -> Markup {
    html! {
        defs {
            pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                rect class="ground" width="5" height="5" {}
                line class="stroke" x1="1" y1="0" x2="1" y2="5" {}
            }
        }
    }
}

/// A text in a drawing: wrapped and then cut to the room it has. One that is cut stands in full
/// where the pointer is.
struct Label<'a> {
    text: &'a str,
    /// Where it begins, or its middle with `middle`.
    x: usize,
    /// The middle of its rows.
    y: usize,
    /// Units it may take, and rows.
    width: usize,
    rows: usize,
    class: &'static str,
}

impl Label<'_> {
    fn draw(&self) -> Markup {
        let shown = line(self.text);
        let room = room(self.width);
        let mut rows = wrapped(shown.trim(), room);
        let cut = rows.len() > self.rows;
        if cut {
            rows.truncate(self.rows);
            if let Some(last) = rows.last_mut() {
                *last = format!("{}…", clip(last, room.saturating_sub(2)));
            }
        }
        let top = self.y + LETTER * 2 / 5 - (rows.len() - 1) * LEADING / 2;
        html! {
            @if cut { g { title { (shown) } (self.rows(&rows, top)) } }
            @else { (self.rows(&rows, top)) }
        }
    }

    fn rows(&self, rows: &[String], top: usize) -> Markup {
        let class = (!self.class.is_empty()).then_some(self.class);
        html! {
            @for (n, row) in rows.iter().enumerate() {
                text x=(self.x) y=(top + n * LEADING) class=[class] { (row) }
            }
        }
    }
}

/// Cells of text that so many units hold; letters of a proportional font are a little wider than
/// half of a Japanese one.
fn room(width: usize) -> usize {
    (width * 20 / (LETTER * 11)).max(2)
}

/// Units that a text takes.
fn units(text: &str) -> usize {
    (cells(text) * LETTER * 11).div_ceil(20)
}

/// The names of the periods above their columns.
fn heads(periods: &[String], columns: &Columns) -> Markup {
    html! {
        @for (n, period) in periods.iter().enumerate() {
            @let (x, width) = (columns.middle(n), columns.slot - 4);
            (Label { text: period, x, y: 18, width, rows: 2, class: "middle" }.draw())
        }
    }
}

/// Where the columns of the periods stand.
struct Columns {
    left: usize,
    slot: usize,
}

impl Columns {
    /// So many columns right of `left`, each at most `widest`.
    fn new(left: usize, count: usize, widest: usize) -> Self {
        Self { left, slot: ((WIDTH - left) / count.max(1)).min(widest) }
    }

    fn middle(&self, n: usize) -> usize {
        self.left + n * self.slot + self.slot / 2
    }

    fn right(&self, count: usize) -> usize {
        self.left + count * self.slot
    }
}

/// How many stand beside each other where at most `most` fit: about as many in every band.
fn band(all: usize, most: usize) -> usize {
    let bands = all.div_ceil(most).max(1);
    all.div_ceil(bands).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_about_equal_and_none_is_too_wide() {
        for (all, wide) in [(0, 1), (1, 1), (10, 10), (11, 6), (12, 6), (40, 10), (41, 9)] {
            assert_eq!(band(all, 10), wide, "{all}");
        }
    }

    #[test]
    fn a_long_text_is_cut_to_its_room_and_told_whole() {
        let text = "事故が起きた時の緊急連絡の体制".repeat(4);
        let label = Label { text: &text, x: 0, y: 0, width: 100, rows: 2, class: "" };
        let drawn = Label { y: 20, ..label }.draw().into_string();
        assert!(drawn.contains(&format!("<title>{text}</title>")), "{drawn}");
        assert!(drawn.matches("<text ").count() == 2 && drawn.contains('…'), "{drawn}");
        for n in 1..60 {
            let text = "適".repeat(n);
            assert!((2 * n..=2 * n + 1).contains(&room(units(&text))), "{n}");
        }
    }
}
