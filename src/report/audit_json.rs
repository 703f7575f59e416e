//! What an auditor said as JSON for programs; docs/formats.md tells of it.

use serde::Serialize;

use super::finding_json::FindingShape;
use super::json::FORMAT;
use super::json::plain::written;
use crate::domain::audit::{AuditRecord, Checked};
use crate::domain::inspection::Clock;
use crate::domain::society::Seat;

#[derive(Debug, Serialize)]
pub struct AuditShape {
    format: u32,
    /// `audit`.
    kind: &'static str,
    seq: u32,
    period: String,
    society: String,
    /// The entry that was read, and its 確認コード.
    entry: String,
    code: String,
    auditor: String,
    /// `選定` or `互選`; null where the audited record names no such auditor.
    seat: Option<&'static str>,
    opened_at: String,
    sealed_at: String,
    /// Whether times were stated by a person.
    clock_stated: bool,
    program: String,
    /// `proper`, `improve` or `withheld`.
    opinion: &'static str,
    opinion_text: String,
    checked: CheckedShape,
    /// Items that the audited record answers.
    answered: usize,
    sampled: Vec<String>,
    remarks: Vec<RemarkShape>,
    findings: Vec<FindingShape>,
}

#[derive(Debug, Serialize)]
struct CheckedShape {
    entries: usize,
    faults: usize,
    /// `not-given`, `newest`, `older` or `not-found`.
    head: &'static str,
}

#[derive(Debug, Serialize)]
struct RemarkShape {
    item: String,
    title: String,
    text: String,
    by: String,
    at: String,
}

/// The audit as indented JSON, in the manner of a record's.
pub fn audit_json(audit: &AuditRecord) -> String {
    written(&AuditShape::of(audit))
}

/// The same, not written yet.
pub(super) fn shape_of(audit: &AuditRecord) -> serde_json::Value {
    serde_json::to_value(AuditShape::of(audit)).unwrap_or_default()
}

impl AuditShape {
    pub fn of(audit: &AuditRecord) -> Self {
        let Checked { entries, faults, head } = audit.checked;
        let day = audit.sealing.at.date_naive();
        Self {
            format: FORMAT,
            kind: "audit",
            seq: audit.sealing.seq,
            period: audit.period.to_string(),
            society: audit.society.clone(),
            entry: audit.target.entry.clone(),
            code: audit.target.code.clone(),
            auditor: audit.examiner.name.clone(),
            seat: audit.examiner.seat.map(Seat::kanji),
            opened_at: audit.opened_at.to_rfc3339(),
            sealed_at: audit.sealing.at.to_rfc3339(),
            clock_stated: audit.sealing.clock == Clock::Stated,
            program: audit.sealing.program.clone(),
            opinion: audit.opinion.name(),
            opinion_text: audit.opinion_text.clone(),
            checked: CheckedShape { entries, faults, head: head.name() },
            answered: audit.answered,
            sampled: audit.sampled.iter().map(ToString::to_string).collect(),
            remarks: audit
                .remarks
                .iter()
                .map(|remark| RemarkShape {
                    item: remark.item.to_string(),
                    title: remark.title.clone(),
                    text: remark.text.clone(),
                    by: remark.stamp.by.clone(),
                    at: remark.stamp.at.to_rfc3339(),
                })
                .collect(),
            findings: audit
                .findings
                .iter()
                .map(|finding| FindingShape::of(finding, audit.period, day))
                .collect(),
        }
    }
}
