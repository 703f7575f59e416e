//! A sample society with two years of sealed quarters, made from a story.
//!
//! It is made by the same calls as a real one and is as real on the disk; only its people, its
//! documents and its times are invented. It never writes into a folder that holds anything.

mod making;
mod story;

use std::path::PathBuf;

use chrono::NaiveDate;

use self::making::Making;
use self::story::Story;
use super::reading::Renderer;
use super::setup::{self, NewSociety};
use super::{App, Failure, Timepiece};
use crate::domain::period::Period;
use crate::store::fs::FsError;
use crate::store::names::LOCK;

/// What the sample needs a language for.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub renderer: &'a Renderer,
    /// Lines at the head of `tenken.toml`.
    pub comments: &'a [&'a str],
    /// What the officer states by confirming.
    pub meaning: &'a str,
}

/// The sample as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub society: String,
    /// Oldest first.
    pub periods: Vec<Period>,
    /// The day on which it is to be looked at.
    pub today: NaiveDate,
}

/// Why there is no sample.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("{} holds something", dir.display())]
    Occupied { dir: PathBuf },
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Makes the sample in the folder of `app`, which must be empty or not there yet.
pub fn make(app: &App, said: Said<'_>) -> Result<Sample, DemoError> {
    match is_empty(app) {
        Ok(true) => Ok(made(app, said)?),
        Ok(false) => Err(DemoError::Occupied { dir: app.root.dir().to_owned() }),
        Err(error) => Err(DemoError::Failure(error.into())),
    }
}

fn is_empty(app: &App) -> Result<bool, FsError> {
    match app.root.fs().list(app.root.dir()) {
        Ok(listed) => Ok(listed.is_empty()),
        Err(error) if error.is_not_found() => Ok(true),
        Err(error) => Err(error),
    }
}

fn made(app: &App, said: Said<'_>) -> Result<Sample, Failure> {
    let story = Story::load()?;
    let mut periods = Vec::new();
    let mut edition = String::new();
    for (index, quarter) in story.quarter.iter().enumerate() {
        let checklist = quarter.checklist()?;
        if checklist != edition {
            replace_checklist(app, &story, &checklist)?;
            edition = checklist;
        }
        if index == 0 {
            set_up(app, &story, said.comments)?;
        }
        Making { story: &story, quarter, index }.make(app, said.renderer, said.meaning)?;
        periods.push(quarter.period()?);
    }
    // It says which process wrote, which is of no use to anyone any more.
    app.root.fs().remove_file(&app.root.reports().join(LOCK))?;
    Ok(Sample { society: story.society.name.clone(), periods, today: story.today()? })
}

fn set_up(app: &App, story: &Story, comments: &[&str]) -> Result<(), Failure> {
    let people = &story.society;
    let new = NewSociety {
        name: people.name.clone(),
        checklist: Some(people.checklist.clone()),
        inspector: people.inspector.clone(),
        officer: people.officer.clone(),
        auditors: people.auditors.clone(),
        ..NewSociety::default()
    };
    setup::init(app, &new, comments).map(|_| ())
}

/// Puts the society's checklist in the place of its earlier edition.
fn replace_checklist(app: &App, story: &Story, text: &str) -> Result<(), Failure> {
    let file = app.root.checklist_file(&story.society.checklist);
    match app.root.fs().remove_file(&file) {
        Err(error) if !error.is_not_found() => return Err(error.into()),
        _ => {}
    }
    Ok(app.root.write_new(&file, text)?)
}

/// The clock that shows the sample as it is meant: the stated day, or that of the story.
pub fn timepiece(given: Timepiece, sample: &Sample) -> Timepiece {
    match given {
        Timepiece::Machine => Timepiece::Stated(sample.today),
        stated @ Timepiece::Stated(_) => stated,
    }
}
