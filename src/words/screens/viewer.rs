//! The words of the viewer screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/viewer.toml"), include_str!("../en/viewer.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewerWords {
    pub title: String,
}
