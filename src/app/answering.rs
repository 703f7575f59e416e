//! `tenken answer`: one answer, given as fields.

use super::failure::{Failure, Wrong};
use super::inspect::{self, Missing, Work};
use super::{App, status};
use crate::domain::answer::{Answer, Evidence, Grade, Remedy, Verdict};
use crate::domain::checklist::Method;
use crate::domain::findings::remedy_of;
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change, Event};
use crate::domain::period::Period;
use crate::text::{typed, typed_line};

/// What is said about an answer; what is not said stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub verdict: Verdict,
    pub grade: Option<Grade>,
    pub note: Option<String>,
    /// Replaces the references when not empty.
    pub evidence: Vec<Evidence>,
    /// Replaces the methods when not empty.
    pub methods: Vec<Method>,
    pub reason: Option<String>,
    pub cause: Option<String>,
    pub action: Option<String>,
    pub owner: Option<String>,
    pub due: Option<chrono::NaiveDate>,
}

/// Records one answer, starting the period if need be. Nothing is written when it is refused,
/// not even the start of a period. Returns how the inspection stands afterwards.
pub fn answer(
    app: &App,
    period: Period,
    item: &ItemId,
    said: &Said,
    by: &str,
) -> Result<(Event, Work), Failure> {
    let by = typed_line(by);
    let change = |work: &Work| {
        let before = work.inspection.answer(item);
        let answer = said.over(before, remedy_of(&work.open, &work.inspection, item));
        Change::Put { item: item.clone(), act: Act::Answer, answer, seconds: None }
    };
    if !app.root.drafts()?.contains(&period) {
        let work = status::unstarted(app, period)?;
        if let Some(refusal) = work.refusal(&change(&work)) {
            return Err(refusal.into());
        }
        if by.is_empty() && work.society.people.inspector.is_empty() {
            return Err(Failure::Wrong(Wrong::NoInspector));
        }
    }
    let mut session = inspect::open(app, period, Missing::Start)?;
    let change = change(session.work());
    let event = session.record(app.now(), &by, change)?;
    Ok((event, session.work().clone()))
}

fn continued(said: Remedy, open: Option<Remedy>) -> Remedy {
    let Some(open) = open else { return said };
    let or = |said: String, open| if said.trim().is_empty() { open } else { said };
    Remedy {
        grade: said.grade.or(open.grade),
        cause: or(said.cause, open.cause),
        action: or(said.action, open.action),
        owner: or(said.owner, open.owner),
        due: open.due,
    }
}

impl Said {
    /// The answer that results from saying this over `before`. What is not said of a 不適 comes
    /// from the open finding that it goes on with, where there is one; the due date always, since
    /// only a review moves it.
    pub fn over(&self, before: Answer, open: Option<Remedy>) -> Answer {
        let mut answer = before.with_verdict(self.verdict);
        if self.verdict == Verdict::Ng {
            answer.remedy = continued(answer.remedy, open);
        }
        let put = |field: &mut String, said: &Option<String>| {
            if let Some(text) = said {
                *field = typed(text);
            }
        };
        put(&mut answer.note, &self.note);
        put(&mut answer.reason, &self.reason);
        put(&mut answer.remedy.cause, &self.cause);
        put(&mut answer.remedy.action, &self.action);
        if let Some(owner) = &self.owner {
            answer.remedy.owner = typed_line(owner);
        }
        if self.verdict == Verdict::Ng {
            answer.remedy.grade = self.grade.or(answer.remedy.grade);
            answer.remedy.due = self.due.or(answer.remedy.due);
        }
        if self.note.is_some() {
            answer.note_carried = None;
        }
        if !self.evidence.is_empty() {
            let typed = |e: &Evidence| Evidence { text: typed_line(&e.text), ..e.clone() };
            answer.evidence = self.evidence.iter().map(typed).collect();
        }
        if !self.methods.is_empty() {
            answer.methods.clone_from(&self.methods);
            answer.methods.sort();
            answer.methods.dedup();
        }
        answer
    }
}
