//! The words of the setup screen.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/setup.toml"), include_str!("../en/setup.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupWords {
    pub intro: String,
    /// Where `{root}` is.
    pub folder: String,
    pub society_file: String,
    pub reports: String,
    /// How to finish, with the key `{save}`.
    pub finish: String,
    pub required: String,
    pub optional: String,
    /// A checklist made for `{society}`.
    pub for_one: String,
    pub for_all: String,
    pub no_checklist: String,
    pub label: SetupFields,
    pub help: SetupFields,
}

/// One text for each field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupFields {
    pub checklist: String,
    pub name: String,
    pub inspector: String,
    pub officer: String,
    pub appointed: String,
    pub elected: String,
    pub cycle: String,
}
