//! Checking the chain of sealed entries.

use super::App;
use crate::domain::audit::AuditRecord;
use crate::domain::record::Record;
use crate::store::digest::Digest;
use crate::store::names::{EntryKind, EntryName};
use crate::store::root::RootError;
use crate::store::sign::AllowedSigners;
use crate::store::verify::{self, EntryCheck, Verification};

/// What was found out, and which records cannot be read although their bytes are as sealed.
#[derive(Debug)]
pub struct Verified {
    pub ledger: Verification,
    pub unreadable: Vec<(EntryName, RootError)>,
    /// Records that say another period or number than the entry they stand in.
    pub misplaced: Vec<EntryName>,
    /// Entries that take the place of another one without being its correction: a correction that
    /// does not name the record of its period that counted, or a second report of a period.
    pub usurping: Vec<EntryName>,
    /// Audits of what is not there: they name no earlier entry of their period, or another digest.
    pub unbound: Vec<EntryName>,
}

impl Verified {
    pub fn is_clean(&self) -> bool {
        self.ledger.is_clean()
            && self.unreadable.is_empty()
            && self.misplaced.is_empty()
            && self.usurping.is_empty()
            && self.unbound.is_empty()
    }
}

/// Reads every byte of every entry. `head` is a 確認コード kept outside the folder.
pub fn verify(app: &App, head: Option<Digest>) -> Verified {
    verify_against(app, head, None)
}

/// The same, and by whose keys the entries are signed, as the reader's own list says.
pub fn verify_against(app: &App, head: Option<Digest>, trust: Option<&AllowedSigners>) -> Verified {
    let ledger = verify::verify_against(app.root.fs(), &app.root.reports(), head, trust);
    let mut verified = Verified {
        ledger,
        unreadable: Vec::new(),
        misplaced: Vec::new(),
        usurping: Vec::new(),
        unbound: Vec::new(),
    };
    let entries = &verified.ledger.entries;
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.faults.is_empty()) {
        let name = &entry.name;
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
            Ok(record) if !belongs(&record, name) => verified.misplaced.push(name.clone()),
            Ok(record) if !follows(&record, entry, &entries[..at]) => {
                verified.usurping.push(name.clone());
            }
            Ok(_) => {}
            Err(error) => verified.unreadable.push((name.clone(), error)),
        }
    }
    verified
}

/// Whether an entry replaces just what it says it replaces: the one record of its period that
/// counted before, by its name and its code, or nothing.
fn follows(record: &Record, entry: &EntryCheck, before: &[EntryCheck]) -> bool {
    let of_period = |one: &&EntryCheck| {
        one.name.kind != EntryKind::Audit && one.name.period == entry.name.period
    };
    let replaces = entry.text.as_ref().and_then(|text| text.replaces.as_ref());
    match (before.iter().rfind(of_period), replaces, &record.correction) {
        (None, None, None) => entry.name.kind == EntryKind::Report,
        (Some(old), Some(name), Some(correction)) => {
            let code = old.seal.map(|seal| seal.to_string());
            entry.name.kind == EntryKind::Correction
                && old.name == *name
                && correction.entry == name.to_string()
                && code.is_none_or(|code| code == correction.code)
        }
        _ => false,
    }
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
