//! What `tenken audit` prints.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};

const JA: &str = include_str!("ja/audit_cli.toml");
const EN: &str = include_str!("en/audit_cli.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditCliWords {
    pub who: Told,
    pub no_auditors: String,
    pub recorded: String,
    pub finished: String,
    pub entry: String,
    pub auditor: String,
    pub opinion: String,
    pub no_opinion: String,
    pub read: String,
    pub read_code: String,
    pub sealed_by: String,
    pub rate: String,
    pub tally: String,
    pub changes: String,
    pub nothing_before: String,
    pub counts: String,
    pub count: String,
    pub code: String,
    pub keep: String,
    pub clean: String,
    pub faulty: String,
    pub ng: String,
    pub open: String,
    pub due: String,
    pub audit_done: String,
    pub audit_open: String,
    pub todo_begin: String,
    pub todo_gaps: String,
    pub todo_finish: String,
    pub todo_done: String,
    pub todo_faulty: String,
    /// Beside a record that was audited.
    pub beside: String,
    pub none_of_period: Told,
}

impl AuditCliWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/audit_cli.toml", JA),
            Lang::En => read("en/audit_cli.toml", EN),
        }
    }
}
