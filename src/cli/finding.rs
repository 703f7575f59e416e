//! `tenken finding`: one finding with its whole history, or what a period says of it.

use chrono::NaiveDate;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use super::args::{self, Form};
use super::cautions;
use super::context::Context;
use super::findings::{LineShape, age, day, due};
use super::json::{self, FORMAT, PeriodShape};
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean};
use crate::app::failure::{Failure, Wrong};
use crate::app::findings::{self, FindingLine, Name, Recorded, Said};
use crate::app::inspect::Work;
use crate::domain::answer::Verdict;
use crate::domain::finding::{Finding, Reviewed, Turn};
use crate::domain::findings::remedy_of;
use crate::domain::period::Period;
use crate::domain::typed_date;
use crate::report::finding_json::FindingShape;
use crate::text::{Align, cells, pad};

#[derive(Debug, Serialize)]
struct Shown {
    format: u32,
    today: String,
    period: PeriodShape,
    finding: LineShape,
}

#[derive(Debug, Serialize)]
struct Done {
    format: u32,
    period: PeriodShape,
    /// As it stands with the review.
    finding: FindingShape,
    /// The number of the event in the journal.
    seq: u64,
    by: String,
    at: String,
    /// Findings of the period that are not reviewed yet.
    unreviewed: usize,
}

pub fn run(context: &Context, args: &args::Finding) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    let name = Name::read(&args.finding.trim().nfkc().collect::<String>().to_uppercase())?;
    match said(args)? {
        None => show(context, period, &name, args.printed.format),
        Some(said) => record(context, period, &name, &said, args),
    }
}

/// What the arguments say of the finding; nothing where it is only to be shown.
fn said(args: &args::Finding) -> Result<Option<Said>, Stop> {
    let date = |text: &Option<String>| -> Result<Option<NaiveDate>, Failure> {
        let read = |text: &String| {
            typed_date::read(text).map_err(|_| Failure::Wrong(Wrong::Date { text: text.clone() }))
        };
        text.as_ref().map(read).transpose()
    };
    let (turn, text) = match (args.close, &args.progress) {
        (true, _) => (Turn::Close, args.effect.clone()),
        (false, Some(text)) => (Turn::Progress, Some(text.clone())),
        (false, None) => return Ok(None),
    };
    Ok(Some(Said {
        turn,
        text,
        due: date(&args.due)?,
        due_reason: args.due_reason.clone(),
        closed_on: date(&args.closed_on)?,
        evidence: args.evidence.clone(),
        confirmed_by: args.confirmed_by.clone(),
        leave: cautions::leave(args.allow_personal_data),
    }))
}

fn show(context: &Context, period: Period, name: &Name, form: Form) -> Result<Reply, Stop> {
    let line = findings::one(&context.app, period, name)?;
    let today = context.app.now().date();
    Ok(Reply::done(match form {
        Form::Text => whole(context, &line, today),
        Form::Json => json::text(&Shown {
            format: FORMAT,
            today: today.to_string(),
            period: PeriodShape::of(period),
            finding: LineShape::of(&line.finding, line.said.as_ref(), period, today),
        }),
    }))
}

fn titled(finding: &Finding) -> String {
    format!("{} {}", finding.id, finding.title)
}

fn or_none<'a>(context: &'a Context, text: &'a str) -> &'a str {
    if text.trim().is_empty() { &context.finding.value.none } else { text }
}

fn whole(context: &Context, line: &FindingLine, today: NaiveDate) -> String {
    let (words, terms) = (&context.finding, &context.terms);
    let (label, finding) = (&words.label, &line.finding);
    let state = [("state", terms.state(line.state)), ("age", &*age(context, line.age))];
    let opened = [
        ("period", &*terms.period(finding.id.period)),
        ("by", &*finding.opened.by),
        ("day", &*day(context, finding.opened.at.date_naive())),
    ];
    let mut page = Page::default();
    page.line(&titled(finding)).fields(&[
        (&label.state, clean(&words.value.state, &state)),
        (&label.grade, terms.grade(finding.grade).to_owned()),
        (&label.what, finding.what.clone()),
        (&label.cause, or_none(context, &finding.cause).to_owned()),
        (&label.action, finding.action.clone()),
        (&label.owner, finding.owner.clone()),
        (&label.due, due(context, finding, today)),
        (&label.opened, clean(&words.value.opened, &opened)),
    ]);
    let said = line.said.as_ref();
    let sealed = finding.history.iter().filter(|r| said.is_none_or(|s| s.period != r.period));
    let reviews: Vec<&Reviewed> = sealed.chain(said).collect();
    page.blank();
    if reviews.is_empty() {
        page.line(&label.no_reviews);
        return page.into_text();
    }
    page.line(&clean(&label.reviews, &[("n", &reviews.len().to_string())]));
    let mut told = finding.clone();
    told.history.clear();
    let mut table = Table::new(vec![Align::Left]);
    for reviewed in reviews {
        let old = told.due();
        told.review(reviewed.clone());
        let unsealed = said.is_some_and(|said| said.period == reviewed.period);
        table.row(vec![review_head(context, reviewed, unsealed)]);
        let fields = review_fields(context, reviewed, old);
        let width = fields.iter().map(|(label, _)| cells(label)).max().unwrap_or(0);
        for (label, value) in fields {
            table.under(format!("{}  {value}", pad(label, width, Align::Left)));
        }
    }
    page.table(&table);
    page.into_text()
}

fn review_head(context: &Context, reviewed: &Reviewed, unsealed: bool) -> String {
    let values = [
        ("period", &*context.terms.period(reviewed.period)),
        ("turn", context.terms.turn(reviewed.review.turn)),
        ("by", &*reviewed.stamp.by),
        ("day", &*day(context, reviewed.stamp.at.date_naive())),
    ];
    let words = &context.finding.value;
    let head = clean(&words.review, &values);
    if unsealed { clean(&words.unsealed, &[("text", &head)]) } else { head }
}

/// What a review says; `old` is the due date that it moves.
fn review_fields<'a>(
    context: &'a Context,
    reviewed: &Reviewed,
    old: NaiveDate,
) -> Vec<(&'a str, String)> {
    let (words, review) = (&context.finding, &reviewed.review);
    let label = &words.label;
    let list = |texts: &[String]| texts.join(&context.words.line.list_separator);
    let mut fields = Vec::new();
    if review.turn == Some(Turn::Close) {
        let on = review.closed_on.map(|on| day(context, on)).unwrap_or_default();
        fields.push((label.closed_on.as_str(), on));
        fields.push((label.evidence.as_str(), list(&review.evidence)));
        fields.push((label.effect.as_str(), review.text.clone()));
        fields.push((label.confirmed_by.as_str(), review.confirmed_by.clone()));
        return fields;
    }
    fields.push((label.progress.as_str(), review.text.clone()));
    if let Some(new) = review.due {
        let values = [
            ("from", &*day(context, old)),
            ("to", &*day(context, new)),
            ("reason", &*review.due_reason),
        ];
        fields.push((label.due.as_str(), clean(&words.value.moved, &values)));
    }
    if !review.evidence.is_empty() {
        fields.push((label.evidence.as_str(), list(&review.evidence)));
    }
    fields
}

fn record(
    context: &Context,
    period: Period,
    name: &Name,
    said: &Said,
    args: &args::Finding,
) -> Result<Reply, Stop> {
    let by = args.by.clone().unwrap_or_default();
    let Recorded { finding: id, event, work } =
        findings::review(&context.app, period, name, said, &by)?;
    let gone = || Failure::NoFinding { name: id.to_string() };
    let mut finding = work.open.iter().find(|f| f.id == id).cloned().ok_or_else(gone)?;
    if let Some(reviewed) = work.inspection.reviewed(&id) {
        finding.review(reviewed.clone());
    }
    let today = context.app.now().date();
    let unreviewed = work.open.iter().filter(|f| work.inspection.reviewed(&f.id).is_none()).count();
    let mut reply = Reply::done(match args.printed.format {
        Form::Text => recorded(context, &finding, period, unreviewed),
        Form::Json => json::text(&Done {
            format: FORMAT,
            period: PeriodShape::of(period),
            finding: FindingShape::of(&finding, period, today),
            seq: event.seq,
            by: event.stamp.by.clone(),
            at: event.stamp.at.to_rfc3339(),
            unreviewed,
        }),
    });
    let review = work.inspection.review(&id);
    if work.society.people.is_inspector(&review.confirmed_by) {
        let template = &context.finding.recorded.confirmer_is_inspector;
        let told = clean(template, &[("name", &review.confirmed_by)]);
        reply.aside.push_str(&context.warning(&told));
    }
    reply.aside.push_str(&other_due(context, &finding, &work));
    Ok(reply)
}

fn recorded(context: &Context, finding: &Finding, period: Period, unreviewed: usize) -> String {
    let words = &context.finding;
    let Some(reviewed) = finding.reviewed_in(period) else { return String::new() };
    let mut earlier = finding.clone();
    earlier.history.retain(|r| r.period != period);
    let values = [("id", &*finding.id.to_string()), ("title", &*finding.title)];
    let turn = context.terms.turn(reviewed.review.turn).to_owned();
    let mut fields = vec![(words.recorded.review.as_str(), turn)];
    fields.extend(review_fields(context, reviewed, earlier.due()));
    fields.push((&words.recorded.by, reviewed.stamp.by.clone()));
    if unreviewed > 0 {
        let left = clean(&words.recorded.left_value, &[("n", &unreviewed.to_string())]);
        fields.push((&words.recorded.left, left));
    }
    let mut page = Page::default();
    page.line(&clean(&words.recorded.done, &values)).fields(&fields);
    page.into_text()
}

/// Says so where a 不適 that goes on with the finding names another due date.
fn other_due(context: &Context, finding: &Finding, work: &Work) -> String {
    let period = work.inspection.period().to_string();
    let told = finding.items.iter().filter_map(|item| {
        let answer = work.inspection.answer(item);
        let due = remedy_of(&work.open, &work.inspection, item)?.due?;
        if answer.verdict != Some(Verdict::Ng) || answer.remedy.due == Some(due) {
            return None;
        }
        let values = [("item", item.as_str()), ("period", &period), ("due", &day(context, due))];
        Some(context.warning(&clean(&context.finding.recorded.answer_due, &values)))
    });
    told.collect()
}
