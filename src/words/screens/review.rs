//! The words of the review screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/review.toml"), include_str!("../en/review.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewWords {
    /// `{n}` gaps are left; the key `{open}` leads to one.
    pub gaps: String,
    pub no_inspector: String,
    pub no_inspector_how: String,
    /// A section with `{n}` gaps.
    pub section: String,
    pub draft: String,
    /// What is lacking for `{verdict}`.
    pub lacks: String,
    pub ready: String,
    pub count: String,
    pub rate: String,
    pub no_rate: String,
    pub not_due: String,
    pub faults: String,
    pub no_faults: String,
    /// `{grade}`, `{owner}` and `{due}` of a 不適.
    pub remedy: String,
    pub escalations: String,
    pub unverified: String,
    pub carried: String,
    pub early: String,
    pub final_word: String,
    pub confirmer: String,
    /// With the keys `{seal}` and `{edit}`.
    pub confirmer_how: String,
    pub confirmer_typing: String,
    pub read_only: String,
}
