//! The same of what an auditor writes: remarks, findings and the opinion.

use super::cautions::{bare, of_answer, of_item};
use super::{Caution, Part, Place, of_texts};
use crate::domain::audit::{Audit, AuditChange, AuditFinding};
use crate::domain::id::ItemId;
use crate::domain::record::{Outcome, Record};

/// What `change` would add that looks like personal data: not what the audited record says of the
/// item already, nor what the auditor has recorded before.
pub fn fresh_of_audit(record: &Record, audit: &Audit, change: &AuditChange) -> Vec<Caution> {
    match change {
        AuditChange::Remark { item, text } => {
            of_auditing(record, audit, item, vec![(Part::Remark, text)])
        }
        AuditChange::Finding { item, finding } => {
            of_auditing(record, audit, item, of_finding(finding))
        }
        AuditChange::Opinion { text, .. } => {
            of_texts(&Place::Inspection, [(Part::Opinion, &**text)], [audit.opinion_text()])
        }
        AuditChange::Sample { .. } | AuditChange::Reread(_) => Vec::new(),
    }
}

fn of_finding(finding: &AuditFinding) -> Vec<(Part, &str)> {
    vec![
        (Part::Finding, &finding.what),
        (Part::Action, &finding.action),
        (Part::Owner, &finding.owner),
        (Part::Date, &finding.due_text),
    ]
}

fn of_auditing(
    record: &Record,
    audit: &Audit,
    item: &ItemId,
    texts: Vec<(Part, &str)>,
) -> Vec<Caution> {
    let mut known = vec![audit.remark(item)];
    known.extend(audit.finding(item).map(of_finding).map(bare).into_iter().flatten());
    known.extend(record.checklist.item(item).into_iter().flat_map(of_item));
    if let Some(Outcome::Asked { answer, .. }) = record.outcome(item) {
        known.extend(bare(of_answer(answer)));
    }
    of_texts(&Place::Item(item.clone()), texts, known)
}
