//! The 参考指標 beneath the status of a period.
//!
//! What they count is decided in `domain`; how they are called, in `words`.

use super::context::Context;
use super::page::{Page, Table};
use crate::domain::indicators::Indicators;
use crate::text::Align;

/// Items named beneath a figure; JSON and the report name them all.
const NAMED: usize = 12;

/// Adds the figures, where there are any and something was answered.
pub fn block(page: &mut Page, found: Option<&Indicators>, context: &Context) {
    let Some(found) = found.filter(|found| found.answered > 0 || !found.comment.is_empty()) else {
        return;
    };
    let words = &context.indicators;
    page.blank().line(&words.short);
    if found.is_quiet() {
        page.indented(&words.quiet(found));
    } else {
        page.table(&figures(found, context));
    }
    if !found.comment.is_empty() {
        page.fields(&[(&words.comment.label, found.comment.clone())]);
    }
}

fn figures(found: &Indicators, context: &Context) -> Table {
    let words = &context.indicators;
    let mut table = Table::new(vec![Align::Left, Align::Left, Align::Left]);
    for told in words.lines(found, &context.terms) {
        table.row(vec![told.label.to_owned(), told.value, told.basis]);
        if !told.items.is_empty() {
            table.under(words.some(&told.items, NAMED));
        }
    }
    table
}
