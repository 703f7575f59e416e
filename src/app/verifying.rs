//! Checking the chain of sealed entries.

use super::App;
use crate::domain::record::Record;
use crate::store::digest::Digest;
use crate::store::names::{EntryKind, EntryName};
use crate::store::root::RootError;
use crate::store::sign::AllowedSigners;
use crate::store::verify::{self, Verification};

/// What was found out, and which records cannot be read although their bytes are as sealed.
#[derive(Debug)]
pub struct Verified {
    pub ledger: Verification,
    pub unreadable: Vec<(EntryName, RootError)>,
    /// Records that say another period or number than the entry they stand in.
    pub misplaced: Vec<EntryName>,
}

impl Verified {
    pub fn is_clean(&self) -> bool {
        self.ledger.is_clean() && self.unreadable.is_empty() && self.misplaced.is_empty()
    }
}

/// Reads every byte of every entry. `head` is a 確認コード kept outside the folder.
pub fn verify(app: &App, head: Option<Digest>) -> Verified {
    verify_against(app, head, None)
}

/// The same, and by whose keys the entries are signed, as the reader's own list says.
pub fn verify_against(app: &App, head: Option<Digest>, trust: Option<&AllowedSigners>) -> Verified {
    let ledger = verify::verify_against(app.root.fs(), &app.root.reports(), head, trust);
    let mut verified = Verified { ledger, unreadable: Vec::new(), misplaced: Vec::new() };
    let sound = verified.ledger.entries.iter().filter(|entry| entry.faults.is_empty());
    for name in sound.map(|entry| &entry.name).filter(|name| name.kind != EntryKind::Audit) {
        match app.root.record(name) {
            Ok(record) if belongs(&record, name) => {}
            Ok(_) => verified.misplaced.push(name.clone()),
            Err(error) => verified.unreadable.push((name.clone(), error)),
        }
    }
    verified
}

fn belongs(record: &Record, name: &EntryName) -> bool {
    record.sealing.seq == name.seq && record.period.to_string() == name.period.as_str()
}
