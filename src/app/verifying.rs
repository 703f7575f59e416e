//! Checking the chain of sealed entries.

use super::App;
use crate::domain::audit::AuditRecord;
use crate::domain::record::Record;
use crate::store::digest::Digest;
use crate::store::names::{EntryKind, EntryName};
use crate::store::root::RootError;
use crate::store::verify::{self, Verification};

/// What was found out, and which records cannot be read although their bytes are as sealed.
#[derive(Debug)]
pub struct Verified {
    pub ledger: Verification,
    pub unreadable: Vec<(EntryName, RootError)>,
    /// Records that say another period or number than the entry they stand in.
    pub misplaced: Vec<EntryName>,
    /// Audits of what is not there: they name no earlier entry of their period, or another digest.
    pub unbound: Vec<EntryName>,
}

impl Verified {
    pub fn is_clean(&self) -> bool {
        self.ledger.is_clean()
            && self.unreadable.is_empty()
            && self.misplaced.is_empty()
            && self.unbound.is_empty()
    }
}

/// Reads every byte of every entry. `head` is a 確認コード kept outside the folder.
pub fn verify(app: &App, head: Option<Digest>) -> Verified {
    let ledger = verify::verify(app.root.fs(), &app.root.reports(), head);
    let (unreadable, misplaced, unbound) = (Vec::new(), Vec::new(), Vec::new());
    let mut verified = Verified { ledger, unreadable, misplaced, unbound };
    let sound = verified.ledger.entries.iter().filter(|entry| entry.faults.is_empty());
    for name in sound.map(|entry| &entry.name) {
        if name.kind == EntryKind::Audit {
            match app.root.audit(name) {
                Ok(audit) if !is_of(&audit, name) => verified.misplaced.push(name.clone()),
                Ok(audit) if !is_bound(&audit, name, &verified.ledger) => {
                    verified.unbound.push(name.clone());
                }
                Ok(_) => {}
                Err(error) => verified.unreadable.push((name.clone(), error)),
            }
            continue;
        }
        match app.root.record(name) {
            Ok(record) if belongs(&record, name) => {}
            Ok(_) => verified.misplaced.push(name.clone()),
            Err(error) => verified.unreadable.push((name.clone(), error)),
        }
    }
    verified
}

fn is_of(audit: &AuditRecord, name: &EntryName) -> bool {
    audit.sealing.seq == name.seq && audit.period.to_string() == name.period.as_str()
}

/// Whether what an audit says it read stands before it, as it was read.
fn is_bound(audit: &AuditRecord, name: &EntryName, ledger: &Verification) -> bool {
    ledger.entries.iter().any(|entry| {
        let read = &entry.name;
        read.seq < name.seq
            && read.period == name.period
            && read.kind != EntryKind::Audit
            && read.to_string() == audit.target.entry
            && entry.seal.is_some_and(|code| code.to_string() == audit.target.code)
    })
}

fn belongs(record: &Record, name: &EntryName) -> bool {
    record.sealing.seq == name.seq && record.period.to_string() == name.period.as_str()
}
