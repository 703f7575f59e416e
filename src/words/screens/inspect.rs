//! The words of the inspection screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/inspect.toml"), include_str!("../en/inspect.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectWords {
    pub list: String,
    /// `{done}` of `{due}` due items have a verdict.
    pub progress: String,
    pub not_due: String,
    pub not_due_never: String,
    pub mark_not_due: String,
    pub mark_draft: String,
    pub verdict: String,
    pub recorded_by: String,
    pub draft: String,
    pub question: String,
    pub how: String,
    pub examples: String,
    pub na_allowed: String,
    pub na_refused: String,
    pub basis: String,
    pub promises: String,
    pub no_promise: String,
    pub escalate: String,
    pub note: String,
    pub evidence: String,
    pub reason: String,
    pub carried: String,
    pub this_time: String,
    pub nothing_yet: String,
    pub past: String,
    pub past_none: String,
    pub strip: String,
    pub finding: String,
    pub finding_due: String,
    pub overdue: String,
    pub search: String,
    pub matches: String,
    pub methods: String,
    pub frequency: String,
    pub form: FormWords,
}

/// The form of an answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    pub verdict: String,
    pub grade: String,
    pub wrong: String,
    pub note: String,
    pub evidence: String,
    pub reason: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub methods: String,
    pub required: String,
    pub candidates: String,
    pub no_candidates: String,
    pub missing: String,
    pub choose: String,
}
