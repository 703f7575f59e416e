//! The findings of a society: what all sealed periods say of them.

use super::{App, Failure};
use crate::domain::findings::Findings;
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
