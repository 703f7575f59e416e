//! `tenken status`: how far a period has come, and everything that is left.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;

use super::args::{self, Form};
use super::context::Context;
use super::correct::{CorrectingShape, Progress};
use super::evidence;
use super::findings::{self, LineShape};
use super::gaps;
use super::indicators;
use super::json::{self, FORMAT, GapShape, PeriodShape};
use super::list;
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean};
use crate::app::editions::{self, Installed};
use crate::app::findings::FindingLine;
use crate::app::inspect::Work;
use crate::app::overview::SealedLine;
use crate::app::status::{self, State, Status};
use crate::domain::answer::Verdict;
use crate::domain::due::is_due;
use crate::domain::era::date_in_era;
use crate::domain::finding::Finding;
use crate::domain::findings::sort_by_urgency;
use crate::domain::gate::{self, Gap};
use crate::domain::id::{ItemId, SectionId};
use crate::domain::indicators::Indicators;
use crate::domain::tally::Tally;
use crate::report::indicator_json::IndicatorsShape;
use crate::report::tally_json::TallyShape;
use crate::text::Align;
use crate::words::{CorrectionWords, Lang, SuccessionWords};

#[derive(Debug, Serialize)]
struct Shape<'a> {
    format: u32,
    period: PeriodShape,
    today: String,
    deadline: String,
    /// Negative after the deadline.
    days_left: i64,
    /// `not_started`, `in_progress` or `sealed`.
    state: &'static str,
    society: String,
    checklist: Option<ChecklistShape>,
    tally: TallyShape,
    sections: Vec<SectionShape>,
    /// Those to be reviewed; of a sealed period as they stood when it was sealed.
    findings: Vec<LineShape>,
    gaps: Vec<GapShape>,
    /// References past their last day.
    expired: Vec<evidence::ExpiredShape>,
    entry: Option<String>,
    code: Option<String>,
    indicators: Option<IndicatorsShape<'a>>,
    /// Of a correction in progress.
    correction: Option<CorrectingShape>,
}

#[derive(Debug, Serialize)]
struct ChecklistShape {
    id: String,
    version: String,
    /// The version of the installed checklist, where the inspection does not use it.
    installed: Option<String>,
    /// Items to look at again, since their question changed.
    again: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SectionShape {
    id: String,
    title: String,
    tally: TallyShape,
}

pub fn run(context: &Context, args: &args::Status) -> Result<Reply, Stop> {
    let period = context.app.period(args.period.as_deref().unwrap_or("current"))?;
    let status = status::status(&context.app, period)?;
    if args.ids {
        return Ok(Reply::done(open_ids(&status)));
    }
    let text = match (&status.state, args.printed.format) {
        (State::NotStarted(work) | State::InProgress(work), Form::Text) => {
            open_text(context, &status, work)?
        }
        (State::NotStarted(work) | State::InProgress(work), Form::Json) => {
            let indicators = indicators_of(&status, work);
            json::text(&open_shape(context, &status, work, indicators.as_ref()))
        }
        (State::Sealed(line), form) => return sealed(context, &status, line, form),
    };
    Ok(Reply::done(text))
}

/// Items that are due and have no verdict, one per line.
fn open_ids(status: &Status) -> String {
    let (State::NotStarted(work) | State::InProgress(work)) = &status.state else {
        return String::new();
    };
    let due = work.inspection.due(&work.checklist);
    let open = due.filter(|item| work.inspection.verdict(&item.id).is_none());
    let mut ids: Vec<&str> = open.map(|item| item.id.as_str()).collect();
    // Ends the last line where there is one.
    ids.push("");
    ids.join("\n")
}

fn deadline_of(status: &Status, work: &Work) -> NaiveDate {
    status.period.deadline(work.society.deadline_days)
}

fn gaps_of(work: &Work) -> Vec<Gap> {
    work.gaps()
}

fn section_tally(work: &Work, section: &SectionId) -> Tally {
    let mut tally = Tally::default();
    for item in work.checklist.items_of(section) {
        if is_due(item, work.inspection.period()) {
            tally.add(work.inspection.verdict(&item.id));
        } else {
            tally.not_due += 1;
        }
    }
    tally
}

/// Of an inspection that has been started, unless the society has switched them off.
fn indicators_of(status: &Status, work: &Work) -> Option<Indicators> {
    let started = matches!(status.state, State::InProgress(_));
    if started { work.indicators() } else { None }
}

fn open_shape<'a>(
    context: &Context,
    status: &Status,
    work: &Work,
    indicators: Option<&'a Indicators>,
) -> Shape<'a> {
    let deadline = deadline_of(status, work);
    let checklist = &work.checklist;
    let started = matches!(status.state, State::InProgress(_));
    Shape {
        format: FORMAT,
        period: PeriodShape::of(status.period),
        today: status.today.to_string(),
        deadline: deadline.to_string(),
        days_left: (deadline - status.today).num_days(),
        state: if started { "in_progress" } else { "not_started" },
        society: work.society.name.clone(),
        checklist: Some(ChecklistShape {
            id: checklist.id.to_string(),
            version: checklist.version.clone(),
            installed: installed(context, status, work).map(|installed| match installed {
                Installed::Newer { version } | Installed::Altered { version } => version,
            }),
            again: work.inspection.again().iter().map(ToString::to_string).collect(),
        }),
        tally: TallyShape::from(&gate::progress(checklist, &work.inspection)),
        sections: checklist
            .sections
            .iter()
            .map(|section| SectionShape {
                id: section.id.to_string(),
                title: section.title.clone(),
                tally: TallyShape::from(&section_tally(work, &section.id)),
            })
            .collect(),
        findings: lines(status, work)
            .iter()
            .map(|line| {
                let said = line.said.as_ref();
                LineShape::of(&line.finding, said, status.period, status.today)
            })
            .collect(),
        gaps: gaps_of(work).iter().map(|gap| GapShape::of(gap, checklist)).collect(),
        expired: evidence::expired(work, status.today),
        entry: None,
        code: None,
        indicators: indicators.map(IndicatorsShape::of),
        correction: CorrectingShape::of(work),
    }
}

/// Of an inspection in progress, how the installed checklist stands to its own.
fn installed(context: &Context, status: &Status, work: &Work) -> Option<Installed> {
    let started = matches!(status.state, State::InProgress(_));
    started.then(|| editions::installed(&context.app, work)).flatten()
}

/// What a change of the checklist asks for, one line each.
fn list_notes(context: &Context, status: &Status, work: &Work) -> Result<Vec<String>, Stop> {
    let words = SuccessionWords::load(context.lang)?.status;
    let id = status.period.to_string();
    let mut notes = Vec::new();
    if let Some(installed) = installed(context, status, work) {
        let (template, version) = match &installed {
            Installed::Newer { version } => (&words.newer, version),
            Installed::Altered { version } => (&words.altered, version),
        };
        notes.push(clean(template, &[("version", version), ("id", &id)]));
    }
    let again: Vec<&str> = work.inspection.again().iter().map(ItemId::as_str).collect();
    if !again.is_empty() {
        notes.push(clean(&words.again, &[("items", &again.join("・"))]));
    }
    Ok(notes)
}

fn open_text(context: &Context, status: &Status, work: &Work) -> Result<String, Stop> {
    let words = &context.words.status;
    let tally = gate::progress(&work.checklist, &work.inspection);
    let gaps = gaps_of(work);
    let started = matches!(status.state, State::InProgress(_));
    let (done, due) = (tally.answered().to_string(), tally.due().to_string());
    let correction = Progress::of(context, work)?;
    let state = match (&correction, started, gaps.is_empty()) {
        (Some(correction), ..) => correction.state(gaps.len()),
        (None, false, _) => words.not_started.clone(),
        (None, true, true) => words.complete.clone(),
        (None, true, false) => clean(&words.in_progress, &[("done", &done), ("due", &due)]),
    };
    let (id, version) = (work.checklist.id.to_string(), &work.checklist.version);
    let checklist = clean(&words.checklist_value, &[("id", &id), ("version", version)]);
    let mut page = head(context, status, &work.society.name);
    let mut fields = vec![
        (words.span.as_str(), span(context, status)),
        (&words.deadline, days(context, status.today, deadline_of(status, work))),
        (&words.state, state),
        (&words.checklist, checklist),
        (&words.rate, context.rate(tally.rate())),
    ];
    fields.extend(correction.iter().flat_map(Progress::fields));
    page.fields(&fields);
    for note in list_notes(context, status, work)? {
        page.line(&context.warning(&note));
    }
    page.blank().table(&sections(context, work, &tally));
    let lines = lines(status, work);
    if !lines.is_empty() {
        let reviewed = lines.iter().filter(|line| line.said.is_some()).count().to_string();
        let values = [("n", &*lines.len().to_string()), ("done", &*reviewed)];
        page.blank().line(&clean(&context.finding.list.to_review, &values));
        page.table(&findings::table(context, &lines, status.today));
    }
    if !gaps.is_empty() {
        page.blank().line(&clean(&words.gaps, &[("n", &gaps.len().to_string())]));
        gaps::list(&mut page, &gaps, &work.checklist, context);
    }
    if let Some(correction) = &correction {
        correction.block(&mut page, context);
    }
    evidence::block(&mut page, context, work, status.today);
    indicators::block(&mut page, indicators_of(status, work).as_ref(), context);
    let todo = match (correction.as_ref().and_then(Progress::todo), started, gaps.is_empty()) {
        (Some(todo), ..) => todo,
        (None, false, _) => &words.todo_start,
        (None, true, false) => &words.todo_go_on,
        (None, true, true) => &words.todo_seal,
    };
    page.blank();
    Ok(page.into_text() + &context.todo(&clean(todo, &[("id", &status.period.to_string())])))
}

/// The findings to be reviewed with what was said of them, overdue ones first.
fn lines(status: &Status, work: &Work) -> Vec<FindingLine> {
    let mut open = work.open.to_vec();
    sort_by_urgency(&mut open, status.today);
    let line = |finding: Finding| {
        let said = work.inspection.reviewed(&finding.id).cloned();
        FindingLine { said, ..FindingLine::of(finding, status.period, status.today) }
    };
    open.into_iter().map(line).collect()
}

fn head(context: &Context, status: &Status, society: &str) -> Page {
    let mut page = Page::default();
    page.line(society).line(&context.period(status.period));
    page
}

pub(super) fn date(context: &Context, date: NaiveDate) -> String {
    match context.lang {
        Lang::Ja => date_in_era(date),
        Lang::En => date.to_string(),
    }
}

fn span(context: &Context, status: &Status) -> String {
    let (start, end) = (status.period.start(), status.period.end());
    let values = [("start", &*date(context, start)), ("end", &*date(context, end))];
    clean(&context.words.status.span_value, &values)
}

fn days(context: &Context, today: NaiveDate, deadline: NaiveDate) -> String {
    let words = &context.words.status;
    let left = (deadline - today).num_days();
    let template = match left {
        1.. => &words.days_left,
        0 => &words.due_today,
        _ => &words.days_over,
    };
    clean(template, &[("date", &date(context, deadline)), ("n", &left.abs().to_string())])
}

fn sections(context: &Context, work: &Work, total: &Tally) -> Table {
    let (words, terms) = (&context.words.status, &context.terms);
    let mut columns = vec![Align::Left];
    columns.extend([Align::Right; 7]);
    let mut table = Table::new(columns);
    let mut header = vec![words.section.clone(), words.due.clone()];
    header.extend(Verdict::ALL.map(|verdict| terms.verdict(Some(verdict)).to_owned()));
    header.extend([terms.verdict(None).to_owned(), terms.not_due().to_owned()]);
    table.row(header);
    for section in &work.checklist.sections {
        table.row(counted(&section.title, &section_tally(work, &section.id)));
    }
    table.row(counted(&words.total, total));
    table
}

fn counted(title: &str, tally: &Tally) -> Vec<String> {
    let mut cells = vec![title.to_owned(), tally.due().to_string()];
    cells.extend(Verdict::ALL.map(|verdict| tally.of(verdict).to_string()));
    cells.extend([tally.open.to_string(), tally.not_due.to_string()]);
    cells
}

fn sealed(
    context: &Context,
    status: &Status,
    line: &SealedLine,
    form: Form,
) -> Result<Reply, Stop> {
    let Ok(head) = &line.head else {
        // The reason is read again, as a failure of its own.
        let found = context.app.root.record_head(&line.entry);
        let gone = || crate::app::Failure::NotSealed { period: status.period };
        return Err(found.err().map_or_else(|| gone().into(), Stop::from));
    };
    let words = &context.words.status;
    let code = line.code.map(|code| code.to_string());
    let sealed_on = head.first_sealed().date_naive();
    if form == Form::Json {
        return Ok(Reply::done(json::text(&Shape {
            format: FORMAT,
            period: PeriodShape::of(status.period),
            today: status.today.to_string(),
            deadline: head.deadline.to_string(),
            days_left: (head.deadline - status.today).num_days(),
            state: "sealed",
            society: head.society.clone(),
            checklist: None,
            tally: TallyShape::from(&head.tally),
            sections: Vec::new(),
            findings: head
                .findings
                .iter()
                .map(|finding| LineShape::of(finding, None, head.period, sealed_on))
                .collect(),
            gaps: Vec::new(),
            expired: Vec::new(),
            entry: Some(line.entry.to_string()),
            code,
            indicators: head.indicators.as_ref().map(IndicatorsShape::of),
            correction: None,
        })));
    }
    let mut page = self::head(context, status, &head.society);
    page.fields(&[
        (&words.span, span(context, status)),
        (&words.deadline, date(context, head.deadline)),
        (&words.state, clean(&words.sealed, &[("date", &date(context, line.entry.date))])),
        (&words.rate, context.rate(head.tally.rate())),
        (&words.entry, line.entry.to_string()),
        (&words.code, line.code.map_or_else(|| words.code_unreadable.clone(), |c| c.grouped())),
    ]);
    for told in list::corrected(head, &CorrectionWords::load(context.lang)?.list) {
        page.indented(&told);
    }
    if !head.findings.is_empty() {
        let of_record =
            |finding: &Finding| FindingLine::of(finding.clone(), head.period, sealed_on);
        let list: Vec<FindingLine> = head.findings.iter().map(of_record).collect();
        let n = list.len().to_string();
        page.blank().line(&clean(&context.finding.list.of_record, &[("n", &n)]));
        page.table(&findings::table(context, &list, sealed_on));
    }
    indicators::block(&mut page, head.indicators.as_ref(), context);
    let mut text = page.into_text();
    let id = status.period.to_string();
    let _ = write!(text, "\n{}", context.todo(&clean(&words.todo_show, &[("id", &id)])));
    Ok(Reply::done(text))
}
