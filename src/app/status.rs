//! How one period stands, also one that nobody has started yet. It changes nothing.

use chrono::NaiveDate;

use super::inspect::{self, Work};
use super::overview::{self, SealedLine};
use super::{App, Failure, checklists, correcting};
use crate::domain::inspection::Inspection;
use crate::domain::period::Period;

/// One period, looked at on one day.
#[derive(Debug)]
pub struct Status {
    pub period: Period,
    pub today: NaiveDate,
    pub state: State,
}

/// How far it has come.
#[derive(Debug)]
pub enum State {
    /// What would be asked if it were started now.
    NotStarted(Box<Work>),
    /// The first inspection, or a correction.
    InProgress(Box<Work>),
    Sealed(Box<SealedLine>),
}

/// A sealed period is told as such whatever the cycle is today.
pub fn status(app: &App, period: Period) -> Result<Status, Failure> {
    let today = app.now().date();
    let entry = correcting::standing(app, period)?;
    let corrects = match &entry {
        Some(entry) => correcting::draft(app, period, entry)?.is_some(),
        None => false,
    };
    let state = match entry {
        Some(entry) if !corrects => State::Sealed(Box::new(overview::sealed_line(app, entry))),
        _ if corrects || app.root.drafts()?.contains(&period) => {
            State::InProgress(Box::new(inspect::peek(app, period)?))
        }
        _ => State::NotStarted(Box::new(unstarted(app, period)?)),
    };
    Ok(Status { period, today, state })
}

/// The inspection that would begin now. Refused for what cannot be started.
pub fn unstarted(app: &App, period: Period) -> Result<Work, Failure> {
    let society = app.society()?;
    inspect::refuse_unfit(app, &society, period)?;
    let checklist = checklists::load(app, &society.checklist)?;
    let inspection = Inspection::new(inspect::start_of(app, &society, period, &checklist));
    inspect::work(app, society, checklist, inspection)
}
