//! `tenken answer`: one answer given as options; prints what was recorded.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use super::account;
use super::args::{self, Form};
use super::context::Context;
use super::evidence;
use super::findings::day;
use super::json::{self, FORMAT, PeriodShape};
use super::page::Page;
use super::progress::Progress;
use super::reply::{Reply, Stop, clean};
use crate::app::answering::{self, Said};
use crate::app::failure::{Failure, Wrong};
use crate::app::inspect::Work;
use crate::domain::answer::Verdict;
use crate::domain::finding::Finding;
use crate::domain::findings::{remedy_of, staying};
use crate::domain::gate;
use crate::domain::id::ItemId;
use crate::domain::inspection::Event;
use crate::domain::typed_date;
use crate::report::tally_json::TallyShape;

#[derive(Debug, Serialize)]
struct Shape {
    format: u32,
    period: PeriodShape,
    item: String,
    title: String,
    verdict: Option<&'static str>,
    grade: Option<&'static str>,
    /// The number of the event in the journal.
    seq: u64,
    by: String,
    at: String,
    tally: TallyShape,
    /// What changed in the checklist, where this answer started the period.
    account: Option<serde_json::Value>,
    /// A torn tail that was set aside.
    torn: Option<TornShape>,
}

#[derive(Debug, Serialize)]
struct TornShape {
    file: String,
    bytes: usize,
}

pub fn run(
    context: &Context,
    args: &args::Answer,
    progress: &mut Progress<'_>,
) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    let item = item_id(&args.item)?;
    let due = args.due.as_deref().map(date).transpose()?;
    let said = Said {
        verdict: args.verdict,
        grade: args.grade,
        note: args.note.clone(),
        evidence: evidence::given(context, args, progress)?,
        methods: args.method.clone(),
        reason: args.reason.clone(),
        cause: args.cause.clone(),
        action: args.action.clone(),
        owner: args.owner.clone(),
        due,
    };
    let by = args.by.clone().unwrap_or_default();
    let (event, work) = answering::answer(&context.app, period, &item, &said, &by)?;
    let mut reply = Reply::done(match args.printed.format {
        Form::Text => account::text(context, &work)? + &text(context, &item, &work),
        Form::Json => {
            let account = account::value(context, &work)?;
            json::text(&Shape { account, ..shape(&item, &event, &work) })
        }
    });
    if let Some(torn) = &work.torn {
        let file = context.app.root.draft(period).join(torn.file.as_str()).display().to_string();
        let values = [("n", &*torn.bytes.to_string()), ("file", &*file)];
        reply.aside.push_str(&context.warning(&clean(&context.words.answer.torn, &values)));
    }
    reply.aside.push_str(&to_review(context, &item, &work));
    reply.aside.push_str(&evidence::warnings(context, &work.inspection.answer(&item).evidence));
    let escalate = work.checklist.item(&item).is_some_and(|item| item.escalate);
    if escalate && args.verdict == Verdict::Ng {
        reply.aside.push_str(&context.warning(&context.words.answer.escalate));
    }
    Ok(reply)
}

/// Ids are typed in any case and width.
fn item_id(text: &str) -> Result<ItemId, Failure> {
    let plain = text.trim().nfkc().collect::<String>().to_uppercase();
    ItemId::new(&plain).map_err(|_| Failure::Wrong(Wrong::ItemId { text: text.to_owned() }))
}

fn date(text: &str) -> Result<chrono::NaiveDate, Failure> {
    typed_date::read(text).map_err(|_| Failure::Wrong(Wrong::Date { text: text.to_owned() }))
}

fn shape(id: &ItemId, event: &Event, work: &Work) -> Shape {
    let answer = work.inspection.answer(id);
    let torn = work.torn.as_ref();
    Shape {
        format: FORMAT,
        period: PeriodShape::of(work.inspection.period()),
        item: id.to_string(),
        title: title(work, id),
        verdict: answer.verdict.map(Verdict::name),
        grade: answer.remedy.grade.map(crate::domain::answer::Grade::name),
        seq: event.seq,
        by: event.stamp.by.clone(),
        at: event.stamp.at.to_rfc3339(),
        tally: TallyShape::from(&gate::progress(&work.checklist, &work.inspection)),
        account: None,
        torn: torn.map(|t| TornShape { file: t.file.as_str().to_owned(), bytes: t.bytes }),
    }
}

/// An item with an open finding that this period has not reviewed: to be closed, or said why not.
fn to_review(context: &Context, item: &ItemId, work: &Work) -> String {
    let unreviewed = |f: &&Finding| f.is_of(item) && work.inspection.reviewed(&f.id).is_none();
    let period = work.inspection.period().to_string();
    let words = &context.finding.answer;
    let ng = work.inspection.verdict(item) == Some(Verdict::Ng);
    let template = if ng { &words.review_ng } else { &words.review };
    let told = work.open.iter().filter(unreviewed).map(|finding| {
        let id = finding.id.to_string();
        let values = [("item", item.as_str()), ("id", &id), ("period", &period)];
        context.warning(&clean(template, &values))
    });
    told.collect()
}

/// `F-… の継続`, where a 不適 goes on with an open finding.
fn continues(context: &Context, item: &ItemId, work: &Work) -> Option<String> {
    let ng = work.inspection.verdict(item) == Some(Verdict::Ng);
    let finding = staying(&work.open, &work.inspection, item).filter(|_| ng)?;
    let due = remedy_of(&work.open, &work.inspection, item)?.due?;
    let values = [("id", &*finding.id.to_string()), ("due", &*day(context, due))];
    Some(clean(&context.finding.answer.continues_value, &values))
}

fn title(work: &Work, id: &ItemId) -> String {
    work.checklist.item(id).map(|item| item.title.clone()).unwrap_or_default()
}

fn text(context: &Context, id: &ItemId, work: &Work) -> String {
    let (words, terms) = (&context.words.answer, &context.terms);
    let by = work.inspection.answered(id).map(|a| a.stamp.by.clone()).unwrap_or_default();
    let answer = work.inspection.answer(id);
    let verdict = terms.verdict(answer.verdict);
    let verdict = match answer.remedy.grade {
        None => verdict.to_owned(),
        Some(grade) => {
            let values = [("verdict", verdict), ("grade", terms.grade(grade))];
            clean(&words.verdict_graded, &values)
        }
    };
    let tally = gate::progress(&work.checklist, &work.inspection);
    let (done, due) = (tally.answered().to_string(), tally.due().to_string());
    let values = [("done", &*done), ("due", &*due), ("open", &*tally.open.to_string())];
    let progress = clean(&words.progress_value, &values);
    let values = [("item", id.as_str()), ("title", &*title(work, id))];
    let mut page = Page::default();
    let mut fields = vec![(words.verdict.as_str(), verdict)];
    if let Some(told) = continues(context, id, work) {
        fields.push((&context.finding.answer.continues, told));
    }
    fields.extend(evidence::field(context, &answer.evidence));
    fields.extend([(words.by.as_str(), by), (words.progress.as_str(), progress)]);
    page.line(&clean(&words.recorded, &values)).fields(&fields);
    let todo = match tally.open {
        0 => {
            let period = work.inspection.period().to_string();
            context.todo(&clean(&words.todo_seal, &[("id", &period)]))
        }
        _ => String::new(),
    };
    page.into_text() + &todo
}
