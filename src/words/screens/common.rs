//! Words that several screens share: days, and people in more than one role.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::era::date_in_era;
use crate::domain::society::SamePerson;
use crate::words::fill;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/common.toml"), include_str!("../en/common.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonWords {
    calendar: Calendar,
    same: SameWords,
}

/// How this language writes a day.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Calendar {
    /// 令和8年12月18日
    Era,
    /// 2026-12-18
    Iso,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SameWords {
    inspector_is_officer: String,
    auditor_is_inspector: String,
    auditor_is_officer: String,
    both_auditors: String,
}

impl CommonWords {
    pub fn day(&self, date: NaiveDate) -> String {
        match self.calendar {
            Calendar::Era => date_in_era(date),
            Calendar::Iso => date.to_string(),
        }
    }

    /// The warning that one person has two roles.
    pub fn same(&self, same: &SamePerson) -> String {
        let words = &self.same;
        let (template, name) = match same {
            SamePerson::InspectorIsOfficer { name } => (&words.inspector_is_officer, name),
            SamePerson::AuditorIsInspector { name } => (&words.auditor_is_inspector, name),
            SamePerson::AuditorIsOfficer { name } => (&words.auditor_is_officer, name),
            SamePerson::BothAuditors { name } => (&words.both_auditors, name),
        };
        fill(template, &[("name", name)])
    }
}
