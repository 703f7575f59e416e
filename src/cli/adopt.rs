//! `tenken checklist adopt`: takes the installed checklist over into an inspection in progress.

use serde::Serialize;

use super::args::{self, Form};
use super::checklist_diff;
use super::context::Context;
use super::json::{self, FORMAT, PeriodShape};
use super::page::Page;
use super::reply::{Reply, Stop, clean, put};
use crate::app::editions::{self, AdoptError, Adopted};
use crate::app::failure::Exit;
use crate::app::tell_account::AccountTeller;
use crate::domain::checklist::Checklist;
use crate::domain::gate;
use crate::domain::id::ItemId;
use crate::domain::inspection::Adoption;
use crate::domain::period::Period;
use crate::report::tally_json::TallyShape;
use crate::words::{ChecklistWords, SuccessionWords};

#[derive(Debug, Serialize)]
struct Shape {
    format: u32,
    period: PeriodShape,
    old: String,
    new: String,
    digest: String,
    /// The number of the event in the journal.
    seq: u64,
    by: String,
    at: String,
    /// Answered items whose question is another now.
    again: Vec<String>,
    /// Items whose answers count no more.
    dropped: Vec<String>,
    tally: TallyShape,
}

pub fn run(context: &Context, args: &args::ChecklistAdopt) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    let words = SuccessionWords::load(context.lang)?;
    let by = args.by.clone().unwrap_or_default();
    let adopted = match editions::adopt(&context.app, period, &by) {
        Ok(adopted) => adopted,
        Err(AdoptError::App(failure)) => return Err(failure.into()),
        Err(refused) => return Ok(told(context, period, &refused, &words)),
    };
    let Some(adoption) = adopted.work.inspection.adopted().last() else {
        unreachable!("what was just taken over is there");
    };
    Ok(Reply::done(match args.printed.format {
        Form::Text => text(context, period, &adopted, adoption, &words)?,
        Form::Json => json::text(&shape(period, &adopted, adoption)),
    }))
}

fn told(context: &Context, period: Period, why: &AdoptError, words: &SuccessionWords) -> Reply {
    let (id, name) = (period.to_string(), context.terms.period(period));
    let place = [("id", &*id), ("period", &*name)];
    let (template, more, list) = match why {
        AdoptError::Other { old, new } => {
            (&words.refused.other, vec![("old", old.to_string()), ("new", new.to_string())], None)
        }
        AdoptError::Breaks { version, breaks } => (
            &words.refused.breaks,
            vec![("n", breaks.len().to_string())],
            Some(checklist_diff::breaks(breaks, version, words)),
        ),
        AdoptError::Unchanged | AdoptError::App(_) => (&words.refused.unchanged, vec![], None),
    };
    let values = more.iter().map(|(name, value)| (*name, value.as_str()));
    let values: Vec<(&str, &str)> = values.chain(place).collect();
    let mut reply = Reply::refused(&put(template, &values), Exit::Refused, &context.words);
    if let Some(list) = list {
        reply.aside.insert_str(0, &format!("{}\n", list.trim_start()));
    }
    reply
}

fn shape(period: Period, adopted: &Adopted, adoption: &Adoption) -> Shape {
    let (event, work) = (&adopted.event, &adopted.work);
    let ids = |ids: &[ItemId]| ids.iter().map(ToString::to_string).collect();
    Shape {
        format: FORMAT,
        period: PeriodShape::of(period),
        old: adopted.old.clone(),
        new: adoption.version.clone(),
        digest: adoption.digest.clone(),
        seq: event.seq,
        by: event.stamp.by.clone(),
        at: event.stamp.at.to_rfc3339(),
        again: ids(&adoption.again),
        dropped: ids(&adoption.dropped),
        tally: TallyShape::from(&gate::progress(&work.checklist, &work.inspection)),
    }
}

fn text(
    context: &Context,
    period: Period,
    adopted: &Adopted,
    adoption: &Adoption,
    words: &SuccessionWords,
) -> Result<String, Stop> {
    let checklist = ChecklistWords::load(context.lang)?;
    let teller = AccountTeller { words, checklist: &checklist, terms: &context.terms };
    let work = &adopted.work;
    let name = context.terms.period(period);
    let values = [("period", &*name), ("old", &*adopted.old), ("new", &*adoption.version)];
    let tally = gate::progress(&work.checklist, &work.inspection);
    let kept = (tally.answered() - adoption.again.len().min(tally.answered())).to_string();
    let mut page = Page::default();
    page.line(&clean(&words.adopt.done, &values))
        .line(&teller.counts(&adopted.diff))
        .line(&clean(&words.adopt.kept, &[("n", &kept)]));
    let asked = |id: &ItemId| title(&work.checklist, id);
    list(&mut page, &words.adopt.again, &adoption.again, asked);
    let before = |id: &ItemId| {
        let sides = adopted.diff.items.iter().flat_map(|item| &item.from);
        let found = sides.into_iter().find(|side| side.id == *id);
        found.map(|side| side.title.clone()).unwrap_or_default()
    };
    list(&mut page, &words.adopt.dropped, &adoption.dropped, before);
    let next = clean(&words.adopt.next, &[("id", &period.to_string())]);
    page.blank();
    Ok(page.into_text() + &context.todo(&next))
}

fn title(checklist: &Checklist, id: &ItemId) -> String {
    checklist.item(id).map(|item| item.title.clone()).unwrap_or_default()
}

fn list(page: &mut Page, heading: &str, ids: &[ItemId], title: impl Fn(&ItemId) -> String) {
    if ids.is_empty() {
        return;
    }
    page.blank().line(heading);
    for id in ids {
        page.line(&clean("  {id}  {title}", &[("id", id.as_str()), ("title", &title(id))]));
    }
}
