//! What the command line says: help, labels of its output, wrong usage.
//!
//! Refusals by a rule are told by `failure`, reports by `report`, checklists by `checklist`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};

const JA: &str = include_str!("ja/cli.toml");
const EN: &str = include_str!("en/cli.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CliWords {
    pub help: HelpWords,
    /// One line for each command, by its path: `checklist.list`.
    pub about: BTreeMap<String, String>,
    /// By `command.argument`, or by the argument alone where it means the same everywhere.
    pub arg: BTreeMap<String, String>,
    /// Examples after the help of a command.
    pub after: BTreeMap<String, String>,
    pub line: LineWords,
    pub usage: UsageWords,
    pub person: PersonWords,
    pub init: InitWords,
    pub status: StatusWords,
    pub gap: GapWords,
    pub answer: AnswerWords,
    pub seal: SealWords,
    pub list: ListWords,
    pub show: ShowWords,
    pub export: ExportWords,
}

/// The frame of help texts; `template` is for clap, which knows the names in braces.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpWords {
    pub template: String,
    pub commands: String,
    pub arguments: String,
    pub options: String,
    pub options_word: String,
    pub command_word: String,
}

/// Lines that frame what is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    pub what: String,
    pub next: String,
    pub usage: String,
    pub warning: String,
    pub todo: String,
    pub list_separator: String,
}

/// Wrong use of the command line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsageWords {
    pub bad_language: Told,
    pub unknown_command: Told,
    pub unknown_command_nearest: Told,
    pub unknown_option: Told,
    pub unknown_option_nearest: Told,
    pub bad_value: Told,
    pub bad_value_nearest: Told,
    pub no_value: Told,
    pub missing: Told,
    pub missing_command: Told,
    pub conflict: Told,
    pub repeated: Told,
    pub many_values: Told,
    pub not_utf8: Told,
    pub other: Told,
    pub one_output: Told,
    pub no_terminal: Told,
    pub screen: Told,
    pub output: Told,
}

/// People in several roles, or in none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonWords {
    pub inspector_is_officer: String,
    pub auditor_is_inspector: String,
    pub auditor_is_officer: String,
    pub both_auditors: String,
    pub confirmer_is_inspector: String,
    pub unnamed: String,
    pub auditor: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitWords {
    pub written: String,
    pub society: String,
    pub checklist: String,
    pub cycle: String,
    pub no_inspector: String,
    pub next: String,
    pub comments: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    pub period: String,
    pub span: String,
    pub span_value: String,
    pub deadline: String,
    pub days_left: String,
    pub days_over: String,
    pub due_today: String,
    pub state: String,
    pub not_started: String,
    pub in_progress: String,
    pub complete: String,
    pub sealed: String,
    pub checklist: String,
    pub checklist_value: String,
    pub section: String,
    pub due: String,
    pub total: String,
    pub rate: String,
    pub no_rate: String,
    pub gaps: String,
    pub entry: String,
    pub code: String,
    pub code_unreadable: String,
    pub todo_start: String,
    pub todo_go_on: String,
    pub todo_seal: String,
    pub todo_show: String,
}

/// What keeps an inspection from being sealed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapWords {
    pub no_inspector: String,
    pub open: String,
    pub draft: String,
    pub lacks: String,
    pub unreviewed: String,
    pub review_draft: String,
    pub review_lacks: String,
    pub other_due: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerWords {
    pub recorded: String,
    pub verdict: String,
    pub verdict_graded: String,
    pub by: String,
    pub progress: String,
    pub progress_value: String,
    pub todo_seal: String,
    pub escalate: String,
    pub torn: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealWords {
    pub gaps: String,
    pub done: String,
    pub entry: String,
    pub rate: String,
    pub counts: String,
    pub confirmed_by: String,
    pub code: String,
    pub keep: String,
    pub check: String,
    pub todo: String,
    pub unguarded: String,
    pub not_durable: String,
    pub stated_clock: String,
    pub meaning: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    pub none: String,
    pub todo_none: String,
    pub period: String,
    pub state: String,
    pub in_progress: String,
    pub sealed: String,
    pub correction: String,
    pub audit: String,
    pub damaged: String,
    pub rate: String,
    pub entry: String,
    pub code: String,
    pub gaps: String,
    pub progress: String,
    pub todo_damaged: String,
    pub note_head: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowWords {
    pub altered: String,
    pub altered_next: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportWords {
    pub new: String,
    pub same: String,
}

impl CliWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/cli.toml", JA),
            Lang::En => read("en/cli.toml", EN),
        }
    }

    /// What is said of a command, by its path; `tenken` for the program.
    pub fn about(&self, command: &str) -> Option<&str> {
        self.about.get(command).map(String::as_str)
    }

    /// What is said of an argument of a command.
    pub fn arg(&self, command: &str, argument: &str) -> Option<&str> {
        let own = self.arg.get(&format!("{command}.{argument}"));
        own.or_else(|| self.arg.get(argument)).map(String::as_str)
    }
}
