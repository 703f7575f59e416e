//! 前期比: every item of two periods side by side, or what the record alone tells of the last time.

use super::Told;
use super::blocks::labelled;
use super::page::{Page, Value};
use super::write::at_least;
use crate::domain::checklist::Item;
use crate::domain::comparison::{Change, Comparison, Line, Side, Since, Turned};
use crate::report::comparison_sheet::Telling;
use crate::report::sheet::Tone;
use crate::words::fill;

/// Every item of either period.
pub(super) fn compared(told: &Told<'_>, comparison: &Comparison) -> Page {
    let words = &told.words.against;
    let of = |template: &str, period: crate::domain::period::Period| {
        fill(template, &[("period", &told.terms.period(period))])
    };
    let (old, new) =
        (of(&words.old, comparison.base.period), of(&words.new, comparison.target.period));
    let columns = [
        (&words.group, 14),
        (&words.id, 10),
        (&words.title, 20),
        (&words.section, 10),
        (&old, 14),
        (&new, 14),
        (&words.age, 8),
        (&words.regression, 7),
        (&words.old_note, 34),
        (&words.new_note, 34),
        (&words.detail, 40),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let rows = comparison.lines.iter().map(|line| row(told, comparison, line)).collect();
    Page::list(&told.words.sheet.against, &columns, rows).keeping(3).marking((4, 5))
}

fn row(told: &Told<'_>, comparison: &Comparison, line: &Line) -> Vec<Value> {
    let telling = Telling { words: told.comparison, terms: told.terms };
    let section = line.section().and_then(|id| comparison.sections.iter().find(|s| s.id == *id));
    let pieces = telling.pieces(line, comparison);
    vec![
        told.comparison.group(line.group).into(),
        line.item().map(|item| item.id.to_string()).unwrap_or_default().into(),
        line.item().map_or("", |item| &item.title).into(),
        section.map_or("", |section| &section.short).into(),
        telling.result(&line.base).into(),
        telling.result(&line.target).into(),
        line.age.map_or(Value::Empty, |age| Value::Count(age.into())),
        if line.regression { told.words.yes.as_str() } else { "" }.into(),
        said(&line.base),
        said(&line.target),
        Value::list(pieces.iter().map(labelled)),
    ]
}

/// Notes and reasons of one side.
fn said(sides: &[Side]) -> Value {
    let answers = sides.iter().filter_map(Side::answer);
    let texts = answers.flat_map(|answer| [&answer.note, &answer.reason]);
    Value::list(texts.filter(|text| !text.trim().is_empty()))
}

/// What changed since each item was last asked.
pub(super) fn since(told: &Told<'_>) -> Page {
    let words = &told.words.against;
    let columns = [
        (&words.group, 18),
        (&words.id, 10),
        (&words.title, 26),
        (&words.section, 10),
        (&words.last_period, 14),
        (&words.last_verdict, 14),
        (&words.verdict, 14),
        (&words.age, 10),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let since = Since::of(told.scribe.record);
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for turned in Turned::ALL {
        rows.extend(since.with(turned).map(|change| turn(told, change)));
    }
    let empty = rows.is_empty();
    let mut page = Page::list(&told.words.sheet.against, &columns, rows).keeping(3).marking((5, 6));
    if empty {
        let text = if since.is_first { &words.first } else { &words.none };
        page.lines.push(super::page::Line::Note(text.clone(), Tone::Plain));
    }
    page
}

fn turn(told: &Told<'_>, change: &Change<'_>) -> Vec<Value> {
    let words = &told.report.against_last;
    let group = match change.turned {
        Turned::NewFault => &words.new_fault,
        Turned::StillFault => &words.still_fault,
        Turned::Better => &words.better,
        Turned::NewDoubt => &words.new_doubt,
        Turned::NotApplicable => &words.not_applicable,
    };
    let verdict = |verdict| told.terms.verdict(Some(verdict)).to_owned();
    vec![
        group.as_str().into(),
        change.item.id.to_string().into(),
        change.item.title.as_str().into(),
        section(told, change.item),
        change.last.map(|(period, _)| period.to_string()).unwrap_or_default().into(),
        change.last.map(|(_, last)| verdict(last)).unwrap_or_default().into(),
        verdict(change.now).into(),
        change.age.map_or(Value::Empty, |age| Value::Count(age.into())),
    ]
}

fn section(told: &Told<'_>, item: &Item) -> Value {
    let section = told.scribe.record.checklist.section(&item.section);
    section.map_or_else(|| item.section.to_string(), |section| section.short.clone()).into()
}
