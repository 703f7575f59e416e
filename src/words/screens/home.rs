//! The words of the home screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/home.toml"), include_str!("../en/home.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeWords {
    /// `{period}` with its `{id}`, `{start}` and `{end}`.
    pub period: String,
    /// The same where that is too wide.
    pub period_short: String,
    pub deadline: String,
    pub deadline_today: String,
    pub deadline_over: String,
    pub deadline_met: String,
    /// `{done}` of `{due}` items.
    pub progress: String,
    /// A verdict and its count.
    pub count: String,
    pub not_started: String,
    pub sealed_as: String,
    pub damaged: String,
    pub damaged_hint: String,
    pub next: NextWords,
    pub welcome: String,
    pub overdue: String,
    pub open: String,
    pub days_over: String,
    pub due_by: String,
    pub unfinished: String,
    pub unfinished_row: String,
    pub unfinished_ready: String,
    pub unfinished_damaged: String,
    pub skipped: String,
    pub skipped_row: String,
    pub sealed: String,
    pub none_sealed: String,
    pub rate: String,
    pub no_rate: String,
    pub unread: String,
    pub code: String,
    pub no_code: String,
}

/// What to do next in this period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextWords {
    pub start: String,
    pub resume: String,
    pub seal: String,
    pub sealed: String,
    pub damaged: String,
}
