//! 訂正 as JSON: what a record replaces, why, and every change. Null where it replaces nothing.

use serde::Serialize;

use crate::domain::correction::{Amended, Correction, Place};

#[derive(Serialize)]
pub(super) struct CorrectionShape<'a> {
    replaces: &'a str,
    code: &'a str,
    reason: &'a str,
    by: &'a str,
    first_sealed_at: String,
    /// Entries of auditors on the period that were sealed before.
    audits: &'a [String],
    changes: Vec<ChangeShape<'a>>,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    item: Option<String>,
    finding: Option<String>,
    field: &'static str,
    old: &'a str,
    new: &'a str,
}

impl<'a> CorrectionShape<'a> {
    pub(super) fn of(correction: &'a Correction) -> Self {
        Self {
            replaces: &correction.entry,
            code: &correction.code,
            reason: &correction.reason,
            by: &correction.by,
            first_sealed_at: correction.first_sealed.to_rfc3339(),
            audits: &correction.audits,
            changes: correction.changes.iter().map(change).collect(),
        }
    }
}

fn change(change: &Amended) -> ChangeShape<'_> {
    let (item, finding) = match &change.place {
        Place::Item(id) => (Some(id.to_string()), None),
        Place::Finding(id) => (None, Some(id.to_string())),
        Place::Indicators => (None, None),
    };
    ChangeShape { item, finding, field: change.field.name(), old: &change.old, new: &change.new }
}
