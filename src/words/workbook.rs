//! The words of the report in Excel: names of sheets, headers of columns, what is said of them.
//!
//! What a record is told in is taken from the words of the report.

use serde::Deserialize;

use super::{Lang, WordsError, read};

const JA: &str = include_str!("ja/workbook.toml");
const EN: &str = include_str!("en/workbook.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkbookWords {
    #[serde(skip)]
    pub lang: Lang,
    pub continues: String,
    pub continued: String,
    pub absent: String,
    pub yes: String,
    pub header: String,
    pub footer: String,
    pub footer_of: String,
    pub sheet: PageNames,
    pub guide: GuideWords,
    pub item: ItemColumns,
    pub finding: FindingColumns,
    pub review: ReviewColumns,
    pub against: AgainstColumns,
    pub trend: TrendPageWords,
    pub evidence: EvidenceColumns,
    pub audit: AuditColumns,
    pub record: RecordPageWords,
}

impl WorkbookWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let words: Self = match lang {
            Lang::Ja => read("ja/workbook.toml", JA),
            Lang::En => read("en/workbook.toml", EN),
        }?;
        Ok(Self { lang, ..words })
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNames {
    pub summary: String,
    pub items: String,
    pub findings: String,
    pub history: String,
    pub against: String,
    pub trend: String,
    pub evidence: String,
    pub audit: String,
    pub record: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideWords {
    pub heading: String,
    pub items: String,
    pub others: String,
    pub long: String,
    pub sealed: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemColumns {
    pub id: String,
    pub section: String,
    pub title: String,
    pub question: String,
    pub verdict: String,
    pub grade: String,
    pub note: String,
    pub evidence: String,
    pub reason: String,
    pub methods: String,
    pub finding: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub carried: String,
    pub by: String,
    pub at: String,
    pub seconds: String,
    pub last_period: String,
    pub last_verdict: String,
    pub how: String,
    pub planned: String,
    pub examples: String,
    pub basis: String,
    pub commitments: String,
    pub frequency: String,
    pub condition: String,
    pub escalate: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingColumns {
    pub id: String,
    pub state: String,
    pub grade: String,
    pub age: String,
    pub title: String,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub first_due: String,
    pub closed_on: String,
    pub effect: String,
    pub evidence: String,
    pub confirmed_by: String,
    pub section: String,
    pub items: String,
    pub opened_by: String,
    pub opened_at: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewColumns {
    pub finding: String,
    pub period: String,
    pub turn: String,
    pub text: String,
    pub due: String,
    pub due_reason: String,
    pub closed_on: String,
    pub evidence: String,
    pub confirmed_by: String,
    pub by: String,
    pub at: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgainstColumns {
    pub group: String,
    pub id: String,
    pub title: String,
    pub section: String,
    pub old: String,
    pub new: String,
    pub last_period: String,
    pub last_verdict: String,
    pub verdict: String,
    pub age: String,
    pub regression: String,
    pub old_note: String,
    pub new_note: String,
    pub detail: String,
    pub none: String,
    pub first: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendPageWords {
    pub id: String,
    pub name: String,
    pub rates: String,
    pub rates_note: String,
    pub parts: String,
    pub part: String,
    pub total: String,
    pub findings: String,
    pub open: String,
    pub new: String,
    pub closed: String,
    pub overdue: String,
    pub items: String,
    pub lives: String,
    pub through: String,
    pub overdue_age: String,
    pub closed_age: String,
    pub chart: String,
    pub told: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceColumns {
    pub reference: String,
    pub id: String,
    pub title: String,
    pub verdict: String,
    pub items: String,
    pub carried: String,
    pub file: String,
    pub digest: String,
    pub size: String,
    pub modified: String,
    pub valid_until: String,
    pub expired: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditColumns {
    pub auditor: String,
    pub seat: String,
    pub kind: String,
    pub id: String,
    pub title: String,
    pub text: String,
    pub grade: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub at: String,
    pub code: String,
    pub opinion: String,
    pub remark: String,
    pub found: String,
    pub sampled: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordPageWords {
    pub seal: String,
    pub seq: String,
    pub opened: String,
    pub sealed: String,
    pub deadline: String,
    pub clock: String,
    pub clock_machine: String,
    pub clock_stated: String,
    pub confirmed_by: String,
    pub inspector: String,
    pub officer: String,
    pub auditor: String,
    pub program: String,
    pub checklist: String,
    pub list_id: String,
    pub extends: String,
    pub list_title: String,
    pub version: String,
    pub basis_date: String,
    pub notice_society: String,
    pub notice_title: String,
    pub notice_edition: String,
    pub digest: String,
    pub sections: String,
    pub section_id: String,
    pub section_title: String,
    pub section_short: String,
    pub commitments: String,
    pub commitment_id: String,
    pub commitment_text: String,
    pub commitment_items: String,
    pub retired: String,
    pub retired_id: String,
    pub reason: String,
    pub changes: String,
    pub kind: String,
    pub from: String,
    pub to: String,
    pub indicators: String,
    pub correction: String,
    pub entry: String,
    pub code: String,
    pub by: String,
    pub first_sealed: String,
    pub audits: String,
    pub amended: String,
    pub amended_at: String,
    pub field: String,
    pub old: String,
    pub new: String,
    pub wording: String,
    pub merged: String,
    pub split: String,
    pub added: String,
    pub gone: String,
}
