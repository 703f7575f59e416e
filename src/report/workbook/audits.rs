//! 監事所見: what auditors said of the record, one row for each opinion, remark and finding.

use super::Told;
use super::page::{Page, Value};
use super::write::at_least;
use crate::domain::audit::AuditRecord;
use crate::words::fill;

/// Where it stands what a row is.
const KIND: u32 = 2;

pub(super) fn page(told: &Told<'_>, audits: &[AuditRecord]) -> Page {
    let words = &told.words.audit;
    let columns = [
        (&words.auditor, 14),
        (&words.seat, 8),
        (&words.kind, 12),
        (&words.id, 10),
        (&words.title, 22),
        (&words.text, 46),
        (&words.grade, 8),
        (&words.action, 26),
        (&words.owner, 14),
        (&words.due, 12),
        (&words.at, 26),
        (&words.code, 34),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let rows = audits.iter().flat_map(|audit| rows(told, audit)).collect();
    Page { printed: 10, ..Page::list(&told.words.sheet.audit, &columns, rows).keeping(2) }
}

fn rows(told: &Told<'_>, audit: &AuditRecord) -> Vec<Vec<Value>> {
    let words = &told.words.audit;
    let seat = audit.examiner.seat.map_or("", |seat| told.terms.seat(seat));
    let head = |kind: &str| -> Vec<Value> {
        vec![audit.examiner.name.as_str().into(), seat.into(), kind.into()]
    };
    let tail = |at: String| -> [Value; 2] { [at.into(), audit.target.code.as_str().into()] };
    let four = || [Value::Empty, Value::Empty, Value::Empty, Value::Empty];
    let mut rows = Vec::new();
    let mut opinion = head(&words.opinion);
    opinion.extend([Value::Empty, told.audit.opinion(audit.opinion).into()]);
    opinion.push(audit.opinion_text.as_str().into());
    opinion.extend(four());
    opinion.extend(tail(audit.sealing.at.to_rfc3339()));
    rows.push(opinion);
    for remark in &audit.remarks {
        let mut row = head(&words.remark);
        row.extend([remark.item.to_string().into(), remark.title.as_str().into()]);
        row.push(remark.text.as_str().into());
        row.extend(four());
        row.extend(tail(remark.stamp.at.to_rfc3339()));
        rows.push(row);
    }
    for finding in &audit.findings {
        let mut row = head(&fill(&words.found, &[("id", &finding.id.to_string())]));
        row.extend([finding.id.item.to_string().into(), finding.title.as_str().into()]);
        row.extend([finding.what.as_str().into(), told.terms.grade(finding.grade).into()]);
        row.extend([finding.action.as_str().into(), finding.owner.as_str().into()]);
        row.push(Value::Day(finding.first_due));
        row.extend(tail(finding.opened.at.to_rfc3339()));
        rows.push(row);
    }
    if !audit.sampled.is_empty() {
        let mut row = head(&words.sampled);
        row.extend([Value::Empty, Value::Empty, Value::list(&audit.sampled)]);
        row.extend(four());
        row.extend(tail(audit.sealing.at.to_rfc3339()));
        rows.push(row);
    }
    rows
}

/// The column by which remarks are counted, and the word of one.
pub(super) fn remark(words: &crate::words::WorkbookWords) -> (u32, &str) {
    (KIND, &words.audit.remark)
}
