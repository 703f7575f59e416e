//! The words of the report of a self-inspection.
//!
//! Which of them are printed, and in what order, is decided in `report`.

use serde::Deserialize;

use super::{CorrectionWords, EvidenceMarks, IndicatorWords, Lang, WordsError, read};

const JA: &str = include_str!("ja/report.toml");
const EN: &str = include_str!("en/report.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportWords {
    #[serde(skip)]
    pub lang: Lang,
    #[serde(skip)]
    pub indicators: IndicatorWords,
    #[serde(skip)]
    pub marks: EvidenceMarks,
    #[serde(skip)]
    pub correction: CorrectionWords,
    pub none: String,
    pub comma: String,
    pub carried: String,
    pub date: DateWords,
    pub title: TitleWords,
    pub summary: SummaryWords,
    pub fact: FactWords,
    pub caution: CautionWords,
    pub counts: CountWords,
    pub first: FirstWords,
    pub against_last: AgainstLastWords,
    pub fault: FaultWords,
    pub finding: FindingChapterWords,
    pub escalation: EscalationWords,
    pub unverified: UnverifiedWords,
    pub not_applicable: NotApplicableWords,
    pub carried_list: CarriedWords,
    pub promise: PromiseWords,
    pub not_due: NotDueWords,
    pub items: ItemWords,
    pub evidence: EvidenceWords,
    pub signature: SignatureWords,
    pub code: CodeWords,
    pub verify: VerifyWords,
}

/// How days and times are written; the only templates whose names differ by language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    pub day: String,
    pub moment: String,
    pub exact: String,
    pub span: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleWords {
    pub heading: String,
    pub addressee: String,
    pub period: String,
    pub subject: String,
}

/// One or two sentences that tell the result.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryWords {
    pub due: String,
    pub grades: String,
    pub no_rate: String,
}

/// Labels and values of the facts on the first page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWords {
    pub days: String,
    pub opened: String,
    pub sealed: String,
    pub deadline: String,
    pub kept: String,
    pub late: String,
    pub checklist: String,
    pub checklist_value: String,
    pub version_value: String,
    pub digest: String,
    pub digest_short: String,
    pub notice: String,
    pub notice_value: String,
    pub notice_of: String,
    pub recorded: String,
    pub recorded_value: String,
    pub confirmed: String,
    pub auditors: String,
    pub auditor_value: String,
    pub entry: String,
    pub program: String,
    pub carried: String,
    pub carried_value: String,
    pub carried_none: String,
}

/// What the reader must know before trusting the figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CautionWords {
    pub label: String,
    pub inspector_is_officer: String,
    pub auditor_is_inspector: String,
    pub auditor_is_officer: String,
    pub both_auditors: String,
    pub clock_stated: String,
    pub confirmed_by_inspector: String,
    pub confirmed_by_other: String,
    pub no_officer: String,
    pub few_auditors: String,
    pub before_end: String,
    pub open: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    pub heading: String,
    pub section: String,
    pub rate: String,
    pub total: String,
    pub note: String,
    pub rate_none: String,
}

/// The short list of what to look at first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstWords {
    pub heading: String,
    pub escalated: String,
    pub major: String,
    pub unverified: String,
    pub other: String,
    pub due: String,
    pub promises: String,
    pub fault: String,
    pub doubt: String,
    pub other_value: String,
    pub earliest: String,
    pub overdue: String,
    pub promises_value: String,
    pub ids: String,
    pub nothing: String,
    pub cut: String,
}

/// 前期比.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgainstLastWords {
    pub heading: String,
    pub intro: String,
    pub nothing: String,
    pub none: String,
    pub new_fault: String,
    pub still_fault: String,
    pub better: String,
    pub new_doubt: String,
    pub not_applicable: String,
    pub item: String,
    pub item_aged: String,
    pub item_first: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultWords {
    pub heading: String,
    pub none: String,
    pub item: String,
    pub grade: String,
    pub id: String,
    pub id_value: String,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub due_past: String,
    pub evidence: String,
    pub escalate: String,
    pub escalate_yes: String,
    pub escalate_no: String,
}

/// What became of the faults of this and earlier periods.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingChapterWords {
    /// For the first page.
    pub summary: String,
    pub heading: String,
    pub intro: String,
    pub none: String,
    pub finding: String,
    pub state: String,
    pub grade: String,
    pub age: String,
    pub age_new: String,
    pub age_value: String,
    pub what: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub due_value: String,
    pub extended: String,
    pub past: String,
    pub history: String,
    pub opened: String,
    pub progress: String,
    pub closed: String,
    pub moved: String,
    pub shown: String,
    pub closing: String,
    pub not_closed: String,
    pub closed_on: String,
    pub evidence: String,
    pub effect: String,
    pub confirmed_by: String,
    pub confirmer_is_inspector: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationWords {
    pub heading: String,
    pub intro: String,
    pub none: String,
    pub item: String,
    pub id: String,
    pub at: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnverifiedWords {
    pub heading: String,
    pub none: String,
    pub item: String,
    pub reason: String,
    pub note: String,
    pub intro: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotApplicableWords {
    pub heading: String,
    pub none: String,
    pub intro: String,
    pub item: String,
    pub reason: String,
    pub condition: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedWords {
    pub heading: String,
    pub none: String,
    pub intro: String,
    pub item: String,
    pub what: String,
    pub note: String,
    pub evidence: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseWords {
    pub heading: String,
    pub intro: String,
    pub none: String,
    pub promise: String,
    pub standing: String,
    pub items: String,
    pub item_result: String,
    pub broken: String,
    pub doubtful: String,
    pub upheld: String,
    pub not_applicable: String,
    pub not_asked: String,
    pub uncovered: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotDueWords {
    pub heading: String,
    pub none: String,
    pub intro: String,
    pub id: String,
    pub title: String,
    pub frequency: String,
    pub last: String,
    pub last_value: String,
    pub never: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemWords {
    pub heading: String,
    pub intro: String,
    pub matter: String,
    pub documents: String,
    pub point: String,
    pub how: String,
    pub basis: String,
    pub result: String,
    pub remark: String,
    pub reason: String,
    pub method: String,
    pub evidence: String,
    pub recorded: String,
    pub finding: String,
    pub finding_value: String,
    pub action: String,
    pub cause: String,
    pub owner: String,
    pub due: String,
    pub graded: String,
    pub last: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceWords {
    pub heading: String,
    pub intro: String,
    pub none: String,
    pub reference: String,
    pub items: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureWords {
    pub heading: String,
    pub date: String,
    pub seal: String,
    pub auditor: String,
    pub opinion: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeWords {
    pub heading: String,
    pub label: String,
    pub why: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyWords {
    pub heading: String,
    pub intro: String,
    pub linux: String,
    pub linux_files: String,
    pub linux_code: String,
    pub mac: String,
    pub mac_files: String,
    pub mac_code: String,
    pub windows: String,
    pub windows_code: String,
    pub particulars: String,
    pub digest: String,
}

impl ReportWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let words: Self = match lang {
            Lang::Ja => read("ja/report.toml", JA),
            Lang::En => read("en/report.toml", EN),
        }?;
        let (indicators, correction) = (IndicatorWords::load(lang)?, CorrectionWords::load(lang)?);
        Ok(Self { lang, indicators, correction, marks: EvidenceMarks::load(lang)?, ..words })
    }
}
