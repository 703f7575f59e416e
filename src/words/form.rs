//! The words of the form for people away from the terminal, and of taking it back.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};
use crate::domain::form::Column;

const JA: &str = include_str!("ja/form.toml");
const EN: &str = include_str!("en/form.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperFormWords {
    pub title: String,
    pub heading: String,
    pub of: String,
    pub list: String,
    pub guide: String,
    pub never: String,
    pub last_value: String,
    pub recorded: String,
    pub finding_value: String,
    pub wrong_title: String,
    pub wrong_choice: String,
    pub wrong_date: String,
    pub by_hand: ByHandWords,
    columns: FormColumns,
    pub made: MadeWords,
    pub import: ImportWords,
    pub why: WhyWords,
    pub fault: FormFaultWords,
}

/// What stands only on paper.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByHandWords {
    pub guide: String,
    /// Above every page, so that loose ones find together.
    pub head: String,
    pub filled_by: String,
    pub filled_on: String,
    pub return_to: String,
    pub return_by: String,
    pub typed_by: String,
    pub typed_on: String,
    pub examples: String,
    pub separator: String,
    pub na: String,
    pub na_only: String,
    pub unverified: String,
    pub methods: String,
    pub fault: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub escalate: String,
    pub state: String,
    pub progress: String,
    pub confirmer: String,
    /// Behind a year, a month and a day.
    pub day: [String; 3],
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormColumns {
    item: String,
    question: String,
    how: String,
    last: String,
    finding: String,
    verdict: String,
    evidence: String,
    note: String,
    reason: String,
    methods: String,
    grade: String,
    cause: String,
    action: String,
    owner: String,
    due: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MadeWords {
    pub new: String,
    pub same: String,
    pub replaced: String,
    pub todo: String,
    pub exists: Told,
    pub section: Told,
    pub nothing: Told,
    pub binary: Told,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportWords {
    pub heading: String,
    pub digest: String,
    pub by: String,
    pub counts: String,
    pub counted: String,
    pub taken: String,
    pub ready: String,
    pub unchanged: String,
    pub blank: String,
    pub refused: String,
    pub at: String,
    pub dry: String,
    pub none: String,
    pub row: String,
    pub sheet_row: String,
    pub fix: String,
    pub todo: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyWords {
    pub verdict: String,
    pub no_verdict: String,
    pub grade: String,
    pub method: String,
    pub date: String,
    pub number: String,
    pub broken: String,
    pub item: String,
    pub no_item: String,
    pub question: String,
    pub duplicate: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFaultWords {
    pub unknown: Told,
    pub old: Told,
    pub damaged: Told,
    pub large: Told,
    pub quote: Told,
    pub no_form: Told,
    pub newer: Told,
    pub period: Told,
    pub bad_period: Told,
    pub no_period: Told,
    pub checklist: Told,
    pub column: Told,
}

impl PaperFormWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/form.toml", JA),
            Lang::En => read("en/form.toml", EN),
        }
    }

    /// The header of a column.
    pub fn column(&self, column: Column) -> &str {
        let columns = &self.columns;
        match column {
            Column::Item => &columns.item,
            Column::Question => &columns.question,
            Column::How => &columns.how,
            Column::Last => &columns.last,
            Column::Finding => &columns.finding,
            Column::Verdict => &columns.verdict,
            Column::Evidence => &columns.evidence,
            Column::Note => &columns.note,
            Column::Reason => &columns.reason,
            Column::Methods => &columns.methods,
            Column::Grade => &columns.grade,
            Column::Cause => &columns.cause,
            Column::Action => &columns.action,
            Column::Owner => &columns.owner,
            Column::Due => &columns.due,
        }
    }
}
