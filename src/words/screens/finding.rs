//! The words of findings on every screen: the list of an inspection, the form of a review, the
//! screen of all findings.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/finding_screens.toml"), include_str!("../en/finding_screens.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingScreenWords {
    /// Over the findings of an inspection.
    pub group: String,
    /// `{done}` of `{due}` are reviewed.
    pub progress: String,
    pub state: String,
    pub grade: String,
    pub due: String,
    pub owner: String,
    pub opened: String,
    pub opened_value: String,
    pub days_over: String,
    /// The due date `{old}` became `{new}`.
    pub moved: String,
    /// `{n}` periods since it arose.
    pub age: String,
    pub age_new: String,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub this_time: String,
    pub not_yet: String,
    pub history: String,
    pub no_history: String,
    pub review: String,
    pub closed: String,
    pub effect: String,
    pub due_and_owner: String,
    /// Beside an item: what this period says.
    pub reviewed: String,
    /// A 不適 goes on with the finding.
    pub continues: String,
    pub counts: String,
    pub on_finding: String,
    pub none_here: String,
    pub drop_draft: String,
    pub take_back: String,
    pub mark: FindingMarks,
    pub gap: FindingGapWords,
    pub form: ReviewFormWords,
    pub list: FindingsWords,
}

/// Marks in the list, each four cells wide.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingMarks {
    pub open: String,
    pub progress: String,
    pub closed: String,
}

/// What keeps an inspection from being sealed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingGapWords {
    pub lacks: String,
    pub other_due: String,
    pub other_due_how: String,
}

/// The form of a review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewFormWords {
    /// Why it opened after `{verdict}` was recorded.
    pub asked: String,
    pub turn: String,
    pub progress: String,
    pub due: String,
    pub due_reason: String,
    pub evidence_of_progress: String,
    pub closed_on: String,
    pub evidence: String,
    pub effect: String,
    pub confirmer: String,
}

/// The screen of all findings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingsWords {
    pub title: String,
    pub about: String,
    pub open: String,
    pub closed: String,
    pub none: String,
    pub with_closed: String,
    pub without_closed: String,
    /// What an inspection that is not sealed says.
    pub said: String,
}
