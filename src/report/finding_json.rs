//! A finding as JSON for programs: its whole life, and how it stands in a period on a day.
//!
//! The report and the command line print the same shape; docs/formats.md tells of it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::finding::{Finding, Reviewed, Turn};
use crate::domain::findings::State;
use crate::domain::period::Period;

#[derive(Debug, Serialize)]
pub struct FindingShape {
    pub id: String,
    /// In which it arose.
    pub period: String,
    pub item: String,
    pub title: String,
    pub section: String,
    /// `new`, `open`, `overdue` or `closed`.
    pub state: &'static str,
    pub grade: &'static str,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub first_due: String,
    pub due: String,
    pub extensions: Vec<ExtensionShape>,
    /// Null where it is not overdue.
    pub days_over: Option<i64>,
    /// In periods; of a closed one, when it was closed.
    pub age: u32,
    pub by: String,
    pub at: String,
    pub reviews: Vec<ReviewShape>,
}

/// A due date that was moved.
#[derive(Debug, Serialize)]
pub struct ExtensionShape {
    pub period: String,
    pub from: String,
    pub to: String,
    pub reason: String,
}

#[derive(Debug, Serialize)]
pub struct ReviewShape {
    pub period: String,
    /// `progress` or `close`.
    pub turn: Option<&'static str>,
    pub text: String,
    pub due: Option<String>,
    pub due_reason: String,
    pub closed_on: Option<String>,
    pub evidence: Vec<String>,
    pub confirmed_by: String,
    pub by: String,
    pub at: String,
}

impl FindingShape {
    pub fn of(finding: &Finding, period: Period, day: NaiveDate) -> Self {
        Self {
            id: finding.id.to_string(),
            period: finding.id.period.to_string(),
            item: finding.id.item.to_string(),
            title: finding.title.clone(),
            section: finding.section.to_string(),
            state: State::of(finding, period, day).name(),
            grade: finding.grade.name(),
            what: finding.what.clone(),
            cause: finding.cause.clone(),
            action: finding.action.clone(),
            owner: finding.owner.clone(),
            first_due: finding.first_due.to_string(),
            due: finding.due().to_string(),
            extensions: extensions(finding),
            days_over: finding.days_over(day),
            age: finding.age_in(period),
            by: finding.opened.by.clone(),
            at: finding.opened.at.to_rfc3339(),
            reviews: finding.history.iter().map(ReviewShape::of).collect(),
        }
    }
}

fn extensions(finding: &Finding) -> Vec<ExtensionShape> {
    let moved = finding.extensions().into_iter();
    moved
        .map(|(from, reviewed)| ExtensionShape {
            period: reviewed.period.to_string(),
            from: from.to_string(),
            to: reviewed.review.due.map(|day| day.to_string()).unwrap_or_default(),
            reason: reviewed.review.due_reason.clone(),
        })
        .collect()
}

impl ReviewShape {
    pub fn of(reviewed: &Reviewed) -> Self {
        let review = &reviewed.review;
        Self {
            period: reviewed.period.to_string(),
            turn: review.turn.map(Turn::name),
            text: review.text.clone(),
            due: review.due.map(|day| day.to_string()),
            due_reason: review.due_reason.clone(),
            closed_on: review.closed_on.map(|day| day.to_string()),
            evidence: review.evidence.clone(),
            confirmed_by: review.confirmed_by.clone(),
            by: reviewed.stamp.by.clone(),
            at: reviewed.stamp.at.to_rfc3339(),
        }
    }
}
