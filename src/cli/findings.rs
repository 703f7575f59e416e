//! `tenken findings`: which findings are open, the overdue ones first.

use chrono::NaiveDate;
use serde::Serialize;

use super::args::{self, ListForm};
use super::context::Context;
use super::json::{self, FORMAT, PeriodShape};
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean};
use crate::app::findings::{self, FindingLine, Register, Which};
use crate::domain::era::date_in_era;
use crate::domain::finding::{Finding, Reviewed};
use crate::domain::findings::Count;
use crate::domain::period::Period;
use crate::report::finding_json::{FindingShape, ReviewShape};
use crate::report::findings_csv;
use crate::text::{Align, fit};
use crate::words::Lang;

/// Cells of an excerpt in the list; `tenken finding` shows the whole text.
const EXCERPT: usize = 60;

#[derive(Debug, Serialize)]
struct Shape {
    format: u32,
    today: String,
    period: PeriodShape,
    /// How many are open, listed or not.
    open: usize,
    overdue: usize,
    findings: Vec<LineShape>,
}

/// A finding with what an unsealed inspection says of it.
#[derive(Debug, Serialize)]
pub struct LineShape {
    #[serde(flatten)]
    finding: FindingShape,
    unsealed: Option<ReviewShape>,
}

impl LineShape {
    pub fn of(finding: &Finding, said: Option<&Reviewed>, period: Period, day: NaiveDate) -> Self {
        Self {
            finding: FindingShape::of(finding, period, day),
            unsealed: said.map(ReviewShape::of),
        }
    }
}

pub fn run(context: &Context, args: &args::Findings) -> Result<Reply, Stop> {
    let which = match (args.all, args.overdue) {
        (true, _) => Which::All,
        (false, true) => Which::Overdue,
        (false, false) => Which::Open,
    };
    let register = findings::register(&context.app, which)?;
    Ok(Reply::done(match args.format {
        ListForm::Text => text(context, &register, which),
        ListForm::Json => json::text(&shape(&register)),
        ListForm::Csv => {
            let list = register.list.iter().map(|line| &line.finding);
            findings_csv(list, register.period, register.today)
        }
    }))
}

fn shape(register: &Register) -> Shape {
    let Register { today, period, list, .. } = register;
    Shape {
        format: FORMAT,
        today: today.to_string(),
        period: PeriodShape::of(*period),
        open: register.open,
        overdue: register.overdue,
        findings: list
            .iter()
            .map(|line| LineShape::of(&line.finding, line.said.as_ref(), *period, *today))
            .collect(),
    }
}

fn text(context: &Context, register: &Register, which: Which) -> String {
    let words = &context.finding.list;
    let (open, overdue) = (register.open.to_string(), register.overdue.to_string());
    let values = [("open", &*open), ("overdue", &*overdue)];
    let mut page = Page::default();
    page.line(&register.society).line(&context.period(register.period));
    if register.list.is_empty() {
        let none = match which {
            Which::All => &words.none,
            Which::Open => &words.none_open,
            Which::Overdue => &words.none_overdue,
        };
        page.line(&clean(none, &values));
        return page.into_text();
    }
    page.line(&clean(&words.summary, &values)).blank();
    page.table(&table(context, &register.list, register.today)).blank();
    page.into_text() + &context.todo(&words.todo)
}

/// One finding a row: id, state, grade and title; below it the due date, the owner, the age, what
/// is wrong and what was said last.
pub fn table(context: &Context, list: &[FindingLine], today: NaiveDate) -> Table {
    let (words, terms) = (&context.finding, &context.terms);
    let mut table = Table::new(vec![Align::Left; 4]);
    for line in list {
        let finding = &line.finding;
        table.row(vec![
            finding.id.to_string(),
            terms.state(line.state).to_owned(),
            terms.grade(finding.grade).to_owned(),
            finding.title.clone(),
        ]);
        let label = &words.label;
        let due = format!("{} {}", label.due, due(context, finding, today));
        let owner = format!("{} {}", label.owner, finding.owner);
        table.under([due, owner, age(context, line.age)].join("  "));
        table.under(format!("{} {}", label.what, excerpt(&finding.what)));
        if let Some(reviewed) = line.said.as_ref().or(finding.history.last()) {
            table.under(last(context, reviewed, line.said.is_some()));
        }
    }
    table
}

fn last(context: &Context, reviewed: &Reviewed, unsealed: bool) -> String {
    let words = &context.finding;
    let values = [
        ("period", &*context.terms.period(reviewed.period)),
        ("turn", context.terms.turn(reviewed.review.turn)),
        ("text", &*excerpt(&reviewed.review.text)),
        ("due", &*reviewed.review.due.map(|due| day(context, due)).unwrap_or_default()),
    ];
    let moved = reviewed.review.due.is_some();
    let told = clean(if moved { &words.list.last_moved } else { &words.list.last }, &values);
    if unsealed { clean(&words.value.unsealed, &[("text", &told)]) } else { told }
}

fn excerpt(text: &str) -> String {
    fit(&crate::text::line(text.trim()), EXCERPT).trim_end().to_owned()
}

pub fn day(context: &Context, day: NaiveDate) -> String {
    match context.lang {
        Lang::Ja => date_in_era(day),
        Lang::En => day.to_string(),
    }
}

/// The due date that counts, with the first one where it was moved and the days since.
pub fn due(context: &Context, finding: &Finding, today: NaiveDate) -> String {
    let words = &context.finding.value;
    let mut notes = Vec::new();
    let moved = finding.extensions().len();
    if moved > 0 {
        let (first, n) = (day(context, finding.first_due), moved.to_string());
        notes.push(clean(&words.extended, &[("first", &first), ("n", &n)]));
    }
    if let Some(days) = finding.days_over(today) {
        notes.push(clean(&words.over, &[("n", &days.to_string())]));
    }
    let due = day(context, finding.due());
    if notes.is_empty() {
        return due;
    }
    let notes = notes.join(&context.words.line.list_separator);
    clean(&words.due, &[("due", &due), ("notes", &notes)])
}

pub fn age(context: &Context, age: u32) -> String {
    let words = &context.finding.value;
    match age {
        0 => words.age_new.clone(),
        n => clean(&words.age, &[("n", &n.to_string())]),
    }
}

/// `新規 1件、継続 2件…`; nothing where there is none.
pub fn counts(context: &Context, count: Count) -> String {
    if count.total() == 0 {
        return String::new();
    }
    let Count { new, open, closed, overdue } = count;
    let numbers = [("new", new), ("open", open), ("closed", closed), ("overdue", overdue)];
    let numbers = numbers.map(|(name, n)| (name, n.to_string()));
    let values = numbers.each_ref().map(|(name, n)| (*name, n.as_str()));
    clean(&context.finding.list.counts, &values)
}
