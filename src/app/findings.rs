//! The findings of a society: what all sealed periods say of them.

use super::{App, Failure};
use crate::domain::checklist::Checklist;
use crate::domain::finding::Finding;
use crate::domain::findings::Findings;
use crate::domain::lineage;
use crate::domain::period::Period;
use crate::store::names::EntryKind;

/// Every finding that a sealed entry states, merged in the order of sealing. A record that cannot
/// be read is an error: what it left open would be lost.
pub fn known(app: &App) -> Result<Findings, Failure> {
    let mut findings = Findings::default();
    for entry in app.root.entries()?.iter().filter(|e| e.kind != EntryKind::Audit) {
        findings.merge(&app.root.record_head(entry)?.findings);
    }
    Ok(findings)
}

/// What sealed periods left open for `period` to review, each under the items of `checklist` that
/// continue the one it arose from.
pub fn open_before(
    app: &App,
    period: Period,
    checklist: &Checklist,
) -> Result<Vec<Finding>, Failure> {
    let mut open = known(app)?.open_before(period);
    let mut left: Vec<&mut Finding> = open.iter_mut().collect();
    // The newest record that states a finding says under which of its own items it stands.
    for entry in app.root.entries()?.iter().rev().filter(|e| e.kind != EntryKind::Audit) {
        if left.is_empty() {
            break;
        }
        let told = app.root.record_head(entry)?.findings;
        let (mut here, rest): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|f| told.iter().any(|told| told.id == f.id));
        left = rest;
        if here.is_empty() {
            continue;
        }
        let record = app.root.record(entry)?;
        let kins = lineage::kins(&record.checklist, checklist);
        for finding in &mut here {
            let of = |kin: &&lineage::Kin<'_>| kin.old.iter().any(|item| finding.is_of(&item.id));
            let heirs = kins.iter().filter(of).flat_map(|kin| &kin.new);
            finding.items = heirs.map(|item| item.id.clone()).collect();
        }
    }
    Ok(open)
}
