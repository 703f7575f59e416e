//! The words of the viewer screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/viewer.toml"), include_str!("../en/viewer.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewerWords {
    /// The box of a report that was just sealed.
    pub sealed: String,
    /// The box of one opened later.
    pub code: String,
    pub sealed_how: String,
    pub code_how: String,
    pub where_it_is: String,
    pub search: String,
    /// Match `{n}` of `{total}`.
    pub found: String,
    pub not_found: String,
    pub lines: String,
}
