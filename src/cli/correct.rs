//! `tenken correct`: begins a correction of a sealed period, or sets one aside.

use serde::Serialize;

use super::args::{self, Form};
use super::cautions;
use super::context::Context;
use super::json::{self, FORMAT, PeriodShape};
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean};
use super::{Surroundings, Terminal, check};
use crate::app::Failure;
use crate::app::correcting;
use crate::app::inspect::Work;
use crate::domain::correction::{Amended, Correcting, Place};
use crate::domain::period::Period;
use crate::text::Align;
use crate::words::CorrectionWords;

/// The JSON of a correction that begins.
#[derive(Debug, Serialize)]
struct BegunShape {
    format: u32,
    period: PeriodShape,
    correction: CorrectingShape,
    by: String,
    at: String,
}

/// The JSON of one that is set aside.
#[derive(Debug, Serialize)]
struct DiscardedShape {
    format: u32,
    period: PeriodShape,
    discarded: bool,
    /// Where it is kept.
    folder: String,
}

/// A correction in progress.
#[derive(Debug, Serialize)]
pub struct CorrectingShape {
    /// The entry it replaces.
    replaces: String,
    code: String,
    reason: String,
    changes: Vec<ChangeShape>,
}

#[derive(Debug, Serialize)]
struct ChangeShape {
    item: Option<String>,
    finding: Option<String>,
    field: &'static str,
    old: String,
    new: String,
}

impl CorrectingShape {
    /// Nothing for an inspection that corrects nothing.
    pub fn of(work: &Work) -> Option<Self> {
        let correcting = work.correcting()?;
        Some(Self {
            replaces: correcting.entry.clone(),
            code: correcting.code.clone(),
            reason: correcting.reason.clone(),
            changes: work.amended().into_iter().map(change).collect(),
        })
    }
}

fn change(change: Amended) -> ChangeShape {
    let (item, finding) = match &change.place {
        Place::Item(id) => (Some(id.to_string()), None),
        Place::Finding(id) => (None, Some(id.to_string())),
        Place::Indicators => (None, None),
    };
    ChangeShape { item, finding, field: change.field.name(), old: change.old, new: change.new }
}

pub fn run(context: &Context, args: &args::Correct, from: &Surroundings) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    if args.discard {
        return discard(context, period, args.printed.format);
    }
    let reason = args.reason.as_deref().unwrap_or_default();
    let by = args.by.as_deref().unwrap_or_default();
    // The lock is let go before anything else opens the draft.
    cautions::leave(args.allow_personal_data).ask(correcting::doubts(reason))?;
    let work = correcting::begin(&context.app, period, reason, by)?.work().clone();
    match (args.printed.format, from.terminal) {
        (Form::Json, _) => begun_json(period, &work),
        (Form::Text, Terminal::Screen) => check::at(context.clone(), from, period),
        (Form::Text, Terminal::None) => begun(context, period, &work),
    }
}

fn begun(context: &Context, period: Period, work: &Work) -> Result<Reply, Stop> {
    let words = CorrectionWords::load(context.lang)?.command;
    let Some(correcting) = work.correcting() else { return Ok(Reply::done(String::new())) };
    let mut page = Page::default();
    page.line(&clean(&words.begun, &[("period", &context.period(period))])).fields(&[
        (&words.entry, correcting.entry.clone()),
        (&words.code, correcting.code.clone()),
        (&words.reason, correcting.reason.clone()),
        (&words.by, work.inspection.start().stamp.by.clone()),
    ]);
    page.line(&words.starts).blank();
    let todo = context.todo(&clean(&words.todo, &[("id", &period.to_string())]));
    let mut reply = Reply::done(page.into_text() + &todo);
    let audits = correcting::audits(&context.app, period)?;
    if !audits.is_empty() {
        let audits = audits.join(&context.words.line.list_separator);
        let told = clean(&words.after_audit, &[("audits", &audits)]);
        reply.aside = context.warning(&told);
    }
    Ok(reply)
}

fn begun_json(period: Period, work: &Work) -> Result<Reply, Stop> {
    let stamp = &work.inspection.start().stamp;
    let none = || Failure::from(correcting::Refused::NoDraft { period });
    Ok(Reply::done(json::text(&BegunShape {
        format: FORMAT,
        period: PeriodShape::of(period),
        correction: CorrectingShape::of(work).ok_or_else(none)?,
        by: stamp.by.clone(),
        at: stamp.at.to_rfc3339(),
    })))
}

fn discard(context: &Context, period: Period, form: Form) -> Result<Reply, Stop> {
    let words = CorrectionWords::load(context.lang)?.command;
    let folder = correcting::discard(&context.app, period)?.display().to_string();
    Ok(Reply::done(match form {
        Form::Json => json::text(&DiscardedShape {
            format: FORMAT,
            period: PeriodShape::of(period),
            discarded: true,
            folder,
        }),
        Form::Text => {
            let mut page = Page::default();
            page.line(&clean(&words.discarded, &[("period", &context.period(period))]));
            page.line(&clean(&words.kept, &[("folder", &folder)]));
            page.into_text()
        }
    }))
}

/// A correction in progress as the status of its period tells it.
pub struct Progress<'a> {
    words: CorrectionWords,
    correcting: &'a Correcting,
    amended: Vec<Amended>,
}

impl<'a> Progress<'a> {
    /// Nothing for an inspection that corrects nothing.
    pub fn of(context: &Context, work: &'a Work) -> Result<Option<Self>, Stop> {
        let Some(correcting) = work.correcting() else { return Ok(None) };
        let words = CorrectionWords::load(context.lang)?;
        Ok(Some(Self { words, correcting, amended: work.amended() }))
    }

    /// How far it has come, with that many gaps left.
    pub fn state(&self, gaps: usize) -> String {
        let words = &self.words.status;
        let template = match (self.amended.is_empty(), gaps) {
            (true, _) => &words.unchanged,
            (false, 0) => &words.complete,
            (false, _) => &words.state,
        };
        clean(template, &[("n", &self.amended.len().to_string())])
    }

    /// What it corrects, and why.
    pub fn fields(&self) -> [(&str, String); 2] {
        let words = &self.words.command;
        let Correcting { entry, reason, .. } = self.correcting;
        [(&words.entry, entry.clone()), (&words.reason, reason.clone())]
    }

    /// Every change, one after the other with its old and its new value.
    pub fn block(&self, page: &mut Page, context: &Context) {
        if self.amended.is_empty() {
            return;
        }
        let n = self.amended.len().to_string();
        page.blank().line(&clean(&self.words.status.changes, &[("n", &n)]));
        let mut table = Table::new(vec![Align::Left; 3]);
        for change in &self.amended {
            table.row(vec![
                self.words.place(&change.place),
                self.words.field(change.field).to_owned(),
                self.words.change(change, &context.terms),
            ]);
        }
        page.table(&table);
    }

    /// What to do next, as long as nothing is changed.
    pub fn todo(&self) -> Option<&String> {
        self.amended.is_empty().then_some(&self.words.command.todo)
    }
}
