//! What could not be done, and what to do next.

use serde::Deserialize;

use super::correction::{CorrectionRefused, CorrectionWords};
use super::document::{DocumentFailures, DocumentWords};
use super::evidence::FileFaultWords;
use super::{
    AuditWords, BorderWords, EvidenceMarks, FontWords, Lang, SigningWords, WordsError, read,
};
use crate::domain::review::ReviewLack;
use crate::domain::rules::Lack;

const JA: &str = include_str!("ja/failure.toml");
const EN: &str = include_str!("en/failure.toml");
const BORDER_JA: &str = include_str!("ja/border.toml");
const BORDER_EN: &str = include_str!("en/border.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 2] = [(JA, EN), (BORDER_JA, BORDER_EN)];

/// What was refused or failed, and what to do next; templates until values are put in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub what: String,
    pub next: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailureWords {
    #[serde(skip)]
    pub evidence_file: FileFaultWords,
    /// From a file of its own.
    #[serde(skip)]
    pub signing: SigningWords,
    #[serde(skip)]
    pub font: FontWords,
    #[serde(skip)]
    pub correction: CorrectionRefused,
    #[serde(skip)]
    pub document: DocumentFailures,
    /// What keeps an audit from its end stands with the other words of audits.
    #[serde(skip)]
    pub audit: AuditWords,
    pub not_set_up: Told,
    pub already_set_up: Told,
    pub no_society_name: Told,
    pub bad_name: Told,
    pub no_inspector: Told,
    pub bad_checklist_id: Told,
    pub too_many_auditors: Told,
    pub indicators_off: Told,
    pub bad_item_id: Told,
    pub other_checklist: Told,
    pub other_checklist_sealed: Told,
    pub other_society: Told,
    pub same_period: Told,
    pub nothing_before: Told,
    pub bad_date: Told,
    pub bad_code: Told,
    pub other_content: Told,
    pub period: Told,
    pub other_cycle: Told,
    pub not_begun: Told,
    pub nothing_sealed: Told,
    pub sealed: Told,
    pub not_sealed: Told,
    pub not_started: Told,
    pub unknown_item: Told,
    pub unknown_item_nearest: Told,
    pub not_due: Told,
    pub lacks: Told,
    pub not_applicable_refused: Told,
    pub unchanged: Told,
    pub unknown_finding: Told,
    pub no_finding: Told,
    pub many_findings: Told,
    pub bad_finding_id: Told,
    pub review_lacks: Told,
    pub unchanged_review: Told,
    pub bad_comment: Told,
    pub gaps: Told,
    pub clock_back: Told,
    pub held: Told,
    pub held_unknown: Told,
    pub no_locks: Told,
    pub doubtful: Told,
    pub not_writable: Told,
    pub unknown_checklist: Told,
    pub unknown_checklist_nearest: Told,
    pub faulty_checklist: Told,
    pub draft_checklist: Told,
    pub event: Told,
    pub shape: Told,
    pub disk: Told,
    pub too_large: Told,
    pub journal_damaged: Told,
    pub journal_newer: Told,
    pub not_written: Told,
    pub changed_elsewhere: Told,
    pub journal_full: Told,
    pub bug: Told,
    pub chain: Told,
    pub not_sealed_disk: Told,
    pub unconfirmed: Told,
    lack: LackWords,
    review_lack: ReviewLackWords,
    pub shape_fault: ShapeWords,
    pub io: IoWords,
    pub border: BorderWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LackWords {
    evidence: String,
    grade: String,
    wrong: String,
    action: String,
    owner: String,
    due: String,
    not_applicable_refused: String,
    reason: String,
    too_long: String,
    too_many: String,
    blank_evidence: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShapeWords {
    pub newer: String,
    pub value: String,
    pub missing: String,
    pub unknown_key: String,
    pub unknown_key_nearest: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IoWords {
    pub not_found: String,
    pub permission_denied: String,
    pub already_exists: String,
    pub storage_full: String,
    pub read_only_filesystem: String,
    pub other: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewLackWords {
    turn: String,
    progress: String,
    due_reason: String,
    due_not_later: String,
    closed_on: String,
    closed_on_outside: String,
    evidence: String,
    effect: String,
    confirmer: String,
    confirmer_is_owner: String,
}

impl FailureWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let words: Self = match lang {
            Lang::Ja => read("ja/failure.toml", &[JA, BORDER_JA].concat()),
            Lang::En => read("en/failure.toml", &[EN, BORDER_EN].concat()),
        }?;
        let (audit, signing) = (AuditWords::load(lang)?, SigningWords::load(lang)?);
        let correction = CorrectionWords::load(lang)?.refused;
        let evidence_file = EvidenceMarks::load(lang)?.fault;
        let document = DocumentWords::load(lang)?.failure;
        let font = FontWords::load(lang)?;
        Ok(Self { evidence_file, signing, font, correction, document, audit, ..words })
    }

    pub fn review_lack(&self, lack: ReviewLack) -> &str {
        let words = &self.review_lack;
        match lack {
            ReviewLack::Turn => &words.turn,
            ReviewLack::Progress => &words.progress,
            ReviewLack::DueReason => &words.due_reason,
            ReviewLack::DueNotLater => &words.due_not_later,
            ReviewLack::ClosedOn => &words.closed_on,
            ReviewLack::ClosedOnOutside => &words.closed_on_outside,
            ReviewLack::Evidence => &words.evidence,
            ReviewLack::Effect => &words.effect,
            ReviewLack::Confirmer => &words.confirmer,
            ReviewLack::ConfirmerIsOwner => &words.confirmer_is_owner,
            ReviewLack::TooLong => &self.lack.too_long,
            ReviewLack::TooMany => &self.lack.too_many,
            ReviewLack::BlankEvidence => &self.lack.blank_evidence,
        }
    }

    pub fn lack(&self, lack: Lack) -> &str {
        let words = &self.lack;
        match lack {
            Lack::Evidence => &words.evidence,
            Lack::Grade => &words.grade,
            Lack::Wrong => &words.wrong,
            Lack::Action => &words.action,
            Lack::Owner => &words.owner,
            Lack::Due => &words.due,
            Lack::NotApplicableRefused => &words.not_applicable_refused,
            Lack::Reason => &words.reason,
            Lack::TooLong => &words.too_long,
            Lack::TooMany => &words.too_many,
            Lack::BlankEvidence => &words.blank_evidence,
        }
    }
}
