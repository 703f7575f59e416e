//! The words of the inspect screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/inspect.toml"), include_str!("../en/inspect.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectWords {
    pub title: String,
}
