//! Shares through the periods: a row for each series, in it a bar for each period.
//!
//! ```text
//!              R8 1Q   R8 2Q
//!              83.3%     －
//!   組織的     [##  ]  [    ]
//!               5/6
//! ```

use maud::{Markup, html};

use super::{Columns, Drawing, Label, WIDTH, band, heads};
use crate::domain::tally::Rate;
use crate::report::sheet::{Series, Share};

/// Units for the names of the series.
const LEFT: usize = 170;
const HEAD: usize = 38;
const ROW: usize = 78;
/// The bar of a whole.
const WHOLE: usize = 34;
/// Above the bar within its row.
const ABOVE: usize = 20;
/// Most periods beside each other, most series below each other, widest column.
const PERIODS: usize = 10;
const SERIES: usize = 11;
const WIDEST: usize = 96;

pub(super) fn drawings(periods: &[String], series: &[Series], none: &str) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    let wide = band(periods.len(), PERIODS);
    for (band, periods) in periods.chunks(wide).enumerate() {
        for series in series.chunks(SERIES) {
            let columns = Columns::new(LEFT, wide, WIDEST);
            let body = html! {
                (heads(periods, &columns))
                @for (n, one) in series.iter().enumerate() {
                    @let values = one.values.iter().skip(band * wide).take(periods.len());
                    (panel(one, values, &columns, HEAD + n * ROW, none))
                }
            };
            drawings.push(Drawing { height: HEAD + series.len() * ROW, body });
        }
    }
    drawings
}

fn panel<'a>(
    series: &Series,
    values: impl Iterator<Item = &'a Option<Share>>,
    columns: &Columns,
    top: usize,
    none: &str,
) -> Markup {
    let middle = top + ABOVE + WHOLE / 2;
    let name = Label { text: &series.label, x: 0, y: middle, width: LEFT - 10, rows: 3, class: "" };
    html! {
        line class="hair" x1="0" x2=(WIDTH) y1=(top) y2=(top) {}
        (name.draw())
        @for (n, value) in values.enumerate() {
            (bar(*value, columns.middle(n), columns.slot, top, none))
        }
    }
}

fn bar(value: Option<Share>, middle: usize, slot: usize, top: usize, none: &str) -> Markup {
    let width = slot * 3 / 5;
    let (x, base) = (middle - width / 2, top + ABOVE + WHOLE);
    let Some(Share { part, of }) = value else {
        return html! { text.middle.dim x=(middle) y=(base - WHOLE / 2 + 4) { (none) } };
    };
    let height = part.min(of) * WHOLE / of.max(1);
    let percent = Rate { ok: part, of: of.max(1) }.percent();
    html! {
        rect.frame x=(x) y=(base - WHOLE) width=(width) height=(WHOLE) {}
        @if height > 0 { rect.bar x=(x) y=(base - height) width=(width) height=(height) {} }
        text.middle.strong x=(middle) y=(top + ABOVE - 5) { (percent) }
        text.middle.dim x=(middle) y=(base + 14) { (part) "/" (of) }
    }
}
