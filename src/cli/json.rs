//! The shapes of JSON output, format 1: fields are only ever added.
//!
//! No words are in it but names of things; `docs/formats.md` describes each field.

use serde::Serialize;

use crate::domain::checklist::Checklist;
use crate::domain::gate::Gap;
use crate::domain::period::Period;
use crate::domain::review::ReviewLack;
use crate::domain::rules::Lack;
use crate::domain::society::{SamePerson, Society};
use crate::report::plain_json;

/// The version of every shape here.
pub const FORMAT: u32 = 1;

/// `value` as indented JSON with a line end; nothing in it steers a terminal.
pub fn text(value: &impl Serialize) -> String {
    plain_json(value)
}

#[derive(Debug, Serialize)]
pub struct PeriodShape {
    pub id: String,
    pub name: String,
    pub start: String,
    pub end: String,
}

impl PeriodShape {
    pub fn of(period: Period) -> Self {
        Self {
            id: period.to_string(),
            name: period.in_era(),
            start: period.start().to_string(),
            end: period.end().to_string(),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct GapShape {
    /// `no_inspector`, `open`, `draft`, `lacks`, `unreviewed`, `review_draft`, `review_lacks` or
    /// `other_due`.
    pub kind: &'static str,
    pub finding: Option<String>,
    pub item: Option<String>,
    pub title: Option<String>,
    pub lacks: Vec<&'static str>,
}

impl GapShape {
    pub fn of(gap: &Gap, checklist: &Checklist) -> Self {
        let (kind, lacks) = match gap {
            Gap::NoInspector => ("no_inspector", vec![]),
            Gap::Open { .. } => ("open", vec![]),
            Gap::Draft { .. } => ("draft", vec![]),
            Gap::Lacks { lacks, .. } => ("lacks", lacks.iter().map(|l| lack_name(*l)).collect()),
            Gap::Unreviewed { .. } => ("unreviewed", vec![]),
            Gap::ReviewDraft { .. } => ("review_draft", vec![]),
            Gap::ReviewLacks { lacks, .. } => {
                ("review_lacks", lacks.iter().map(|l| review_lack_name(*l)).collect())
            }
            Gap::OtherDue { .. } => ("other_due", vec![]),
        };
        let item = gap.item();
        Self {
            kind,
            item: item.map(ToString::to_string),
            title: item.and_then(|id| checklist.item(id)).map(|item| item.title.clone()),
            finding: gap.finding().map(ToString::to_string),
            lacks,
        }
    }
}

/// The word for what a review lacks.
pub fn review_lack_name(lack: ReviewLack) -> &'static str {
    match lack {
        ReviewLack::Turn => "turn",
        ReviewLack::Progress => "progress",
        ReviewLack::DueReason => "due_reason",
        ReviewLack::DueNotLater => "due_not_later",
        ReviewLack::ClosedOn => "closed_on",
        ReviewLack::ClosedOnOutside => "closed_on_outside",
        ReviewLack::Evidence => "evidence",
        ReviewLack::Effect => "effect",
        ReviewLack::Confirmer => "confirmed_by",
        ReviewLack::ConfirmerIsOwner => "confirmer_is_owner",
        ReviewLack::TooLong => "too_long",
        ReviewLack::TooMany => "too_many",
        ReviewLack::BlankEvidence => "blank_evidence",
    }
}

fn lack_name(lack: Lack) -> &'static str {
    match lack {
        Lack::Evidence => "evidence",
        Lack::Grade => "grade",
        Lack::Wrong => "note",
        Lack::Action => "action",
        Lack::Owner => "owner",
        Lack::Due => "due",
        Lack::NotApplicableRefused => "not_applicable_refused",
        Lack::Reason => "reason",
        Lack::TooLong => "too_long",
        Lack::TooMany => "too_many",
        Lack::BlankEvidence => "blank_evidence",
    }
}

#[derive(Debug, Serialize)]
pub struct SocietyShape {
    pub name: String,
    pub checklist: String,
    pub cycle: &'static str,
    pub deadline_days: u16,
    pub inspector: String,
    pub officer: String,
    pub auditors: Vec<AuditorShape>,
}

#[derive(Debug, Serialize)]
pub struct AuditorShape {
    pub name: String,
    /// 選定 or 互選.
    pub seat: &'static str,
}

impl From<&Society> for SocietyShape {
    fn from(society: &Society) -> Self {
        let auditors = society.people.auditors.iter();
        Self {
            name: society.name.clone(),
            checklist: society.checklist.to_string(),
            cycle: society.cycle.name(),
            deadline_days: society.deadline_days,
            inspector: society.people.inspector.clone(),
            officer: society.people.officer.clone(),
            auditors: auditors
                .map(|a| AuditorShape { name: a.name.clone(), seat: a.seat.kanji() })
                .collect(),
        }
    }
}

/// The name of an overlap of roles.
pub fn same_person(same: &SamePerson) -> &'static str {
    match same {
        SamePerson::InspectorIsOfficer { .. } => "inspector_is_officer",
        SamePerson::AuditorIsInspector { .. } => "auditor_is_inspector",
        SamePerson::AuditorIsOfficer { .. } => "auditor_is_officer",
        SamePerson::BothAuditors { .. } => "both_auditors",
    }
}
