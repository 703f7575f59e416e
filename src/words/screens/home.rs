//! The words of the home screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/home.toml"), include_str!("../en/home.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeWords {
    pub title: String,
}
