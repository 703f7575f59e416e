//! 推移: rates with a native chart, findings, and every item, one column for each period.

use super::page::{Area, Line, Page, Plot, Value};
use super::write::CHART_ROWS;
use super::{Told, tenths};
use crate::domain::answer::Verdict;
use crate::domain::tally::Tally;
use crate::domain::trend::{Age, Cell, Column, Lane, Mark, Row, Trend};
use crate::report::sheet::Tone;
use crate::words::fill;

/// The columns before those of the periods: id and name.
const NAMES: u16 = 2;

/// A number of a period.
type Number = fn(&Column) -> usize;

pub(super) fn page(told: &Told<'_>, trend: &Trend) -> Page {
    let words = &told.words.trend;
    let mut head = vec![words.id.clone(), words.name.clone()];
    head.extend(trend.columns.iter().map(|column| told.terms.period(column.period)));
    let mut widths = vec![20, 30];
    // A chart is as wide as its page, and one period alone would leave it too narrow to read.
    let wide = 60 / u16::try_from(trend.columns.len().max(1)).unwrap_or(1);
    widths.extend(trend.columns.iter().map(|_| wide.max(12)));
    let mut page = Page::bare(&told.words.sheet.trend, widths, vec![Line::Head(head)]);
    (page.head, page.kept) = (Some(0), NAMES);
    rates(told, trend, &mut page);
    parts(told, trend, &mut page.lines);
    findings(told, &trend.columns, &mut page.lines);
    items(told, trend, &mut page);
    lives(told, trend, &mut page);
    page
}

/// The last column of a period.
fn last(trend: &Trend) -> u16 {
    NAMES + u16::try_from(trend.columns.len().saturating_sub(1)).unwrap_or_default()
}

fn rates(told: &Told<'_>, trend: &Trend, page: &mut Page) {
    let words = &told.words.trend;
    let share =
        |tally: &Tally| tally.rate().map_or(Value::Empty, |rate| Value::Share(tenths(rate)));
    page.lines.push(Line::Heading(words.rates.clone()));
    let first = page.lines.len();
    page.lines.push(Line::Total(total(told, trend, share)));
    for lane in &trend.lanes {
        page.lines.push(Line::Row(line(lane, lane.tallies.iter().map(share))));
    }
    let end = page.lines.len() - 1;
    page.lines.push(Line::Note(words.rates_note.clone(), Tone::Plain));
    let at = page.lines.len();
    // A chart of no column would be a fault of the file.
    if !trend.columns.is_empty() {
        page.lines.extend((0..CHART_ROWS).map(|_| Line::Blank));
        page.plot = Some(Plot {
            title: words.chart.clone(),
            told: words.told.clone(),
            periods: 0,
            values: Area { lines: (first, end), columns: (NAMES, last(trend)) },
            names: NAMES - 1,
            at,
        });
    }
}

fn total(told: &Told<'_>, trend: &Trend, value: impl Fn(&Tally) -> Value) -> Vec<Value> {
    let mut row = vec![Value::Empty, told.words.trend.total.as_str().into()];
    row.extend(trend.columns.iter().map(|column| value(&column.tally)));
    row
}

fn line(lane: &Lane, values: impl Iterator<Item = Value>) -> Vec<Value> {
    let names = [lane.section.short.as_str().into(), lane.section.title.as_str().into()];
    names.into_iter().chain(values).collect()
}

fn parts(told: &Told<'_>, trend: &Trend, lines: &mut Vec<Line>) {
    let words = &told.words.trend;
    let part = |tally: &Tally| {
        let Some(rate) = tally.rate() else { return told.words.absent.as_str().into() };
        let (ok, of) = (rate.ok.to_string(), rate.of.to_string());
        fill(&words.part, &[("ok", &ok), ("of", &of)]).into()
    };
    lines.push(Line::Heading(words.parts.clone()));
    lines.push(Line::Total(total(told, trend, part)));
    for lane in &trend.lanes {
        lines.push(Line::Row(line(lane, lane.tallies.iter().map(part))));
    }
}

fn findings(told: &Told<'_>, columns: &[Column], lines: &mut Vec<Line>) {
    let words = &told.words.trend;
    lines.push(Line::Heading(words.findings.clone()));
    let counts: [(&String, Number); 4] = [
        (&words.open, |column| column.findings.open),
        (&words.new, |column| column.findings.new),
        (&words.closed, |column| column.findings.closed),
        (&words.overdue, |column| column.findings.overdue),
    ];
    for (name, count) in counts {
        let mut row = vec![Value::Empty, name.as_str().into()];
        row.extend(columns.iter().map(|column| Value::count(count(column))));
        lines.push(Line::Row(row));
    }
}

fn items(told: &Told<'_>, trend: &Trend, page: &mut Page) {
    page.lines.push(Line::Heading(told.words.trend.items.clone()));
    let first = page.lines.len();
    page.lines.extend(trend.rows.iter().map(|row| Line::Row(item(told, row))));
    mark(trend, page, first);
}

/// Colours the results of the lines from `first` on.
fn mark(trend: &Trend, page: &mut Page, first: usize) {
    if page.lines.len() > first && !trend.columns.is_empty() {
        let lines = (first, page.lines.len() - 1);
        page.marked.push(Area { lines, columns: (NAMES, last(trend)) });
    }
}

fn item(told: &Told<'_>, row: &Row) -> Vec<Value> {
    let mut values = vec![row.item.to_string().into(), row.title.as_str().into()];
    values.extend(row.cells.iter().map(|cell| result(told, cell).into()));
    values
}

fn result(told: &Told<'_>, cell: &Cell) -> String {
    let terms = told.terms;
    let mark = match cell.mark {
        Mark::Absent => told.words.absent.clone(),
        Mark::NotDue => terms.not_due().to_owned(),
        Mark::Asked { verdict: Some(Verdict::Ng), grade: Some(grade) } => {
            let verdict = terms.verdict(Some(Verdict::Ng));
            let values = [("verdict", verdict), ("grade", terms.grade(grade))];
            fill(&told.report.items.graded, &values)
        }
        Mark::Asked { verdict, .. } => terms.verdict(verdict).to_owned(),
    };
    match &cell.through {
        None => mark,
        Some(through) => {
            let items: Vec<String> = through.items.iter().map(ToString::to_string).collect();
            let items = items.join(&told.report.comma);
            fill(&told.words.trend.through, &[("mark", &mark), ("items", &items)])
        }
    }
}

fn lives(told: &Told<'_>, trend: &Trend, page: &mut Page) {
    let words = &told.words.trend;
    if trend.findings.is_empty() {
        return;
    }
    page.lines.push(Line::Heading(words.lives.clone()));
    for life in &trend.findings {
        let mut row = vec![life.id.to_string().into(), life.what.as_str().into()];
        row.extend(life.ages.iter().map(|age| match age {
            Age::Absent => Value::Empty,
            Age::Open(n) => Value::Count((*n).into()),
            Age::Overdue(n) => {
                let text = fill(&words.overdue_age, &[("n", &n.to_string())]);
                Value::Toned(text, Tone::Fault)
            }
            Age::Closed => Value::Toned(words.closed_age.clone(), Tone::Quiet),
        }));
        page.lines.push(Line::Row(row));
    }
}
