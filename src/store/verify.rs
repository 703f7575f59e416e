//! Reads every byte of every sealed entry and says what is not as it was sealed.
//!
//! It repairs nothing, and claims nothing about what may have been removed from the end of the
//! chain unless it is given the code of the newest entry, nor about whose a key is unless it is
//! given the reader's own list.

mod signed;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

pub use signed::{BadSignature, SignatureCheck, Unsigned};

use super::digest::Digest;
use super::fs::{Fs, FsError, Kind};
use super::ledger::{self, MAX_SEAL};
use super::names::{EntryName, SEAL, SEAL_SIG};
use super::seal::{Link, SealText, SealTextError, SignedAt};
use super::sign::AllowedSigners;

/// The largest file of an entry that is read, in bytes.
pub const MAX_FILE: u64 = 64 << 20;

/// What was found out about a whole ledger.
#[derive(Debug)]
pub struct Verification {
    /// In order of their numbers.
    pub entries: Vec<EntryCheck>,
    /// What is wrong with the chain or with `reports/` itself.
    pub chain: Vec<Fault>,
    pub notes: Vec<Note>,
    pub head: HeadCheck,
}

impl Verification {
    /// Whether nothing is wrong, as far as it can be seen: no fault, and a code that was given
    /// belongs to an entry.
    pub fn is_clean(&self) -> bool {
        self.faults().next().is_none() && self.head != HeadCheck::NotFound
    }

    /// All faults, those of the chain first.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.chain.iter().chain(self.entries.iter().flat_map(|entry| &entry.faults))
    }
}

/// What was found out about one entry.
#[derive(Debug, Clone)]
pub struct EntryCheck {
    pub name: EntryName,
    /// The 確認コード: absent if `SEAL` cannot be read.
    pub seal: Option<Digest>,
    /// What `SEAL` says: absent if it cannot be understood.
    pub text: Option<SealText>,
    pub faults: Vec<Fault>,
    /// The SHA-256 of `SEAL.sig`, if there is one.
    pub signature: Option<Digest>,
    pub signed: SignatureCheck,
}

/// Something that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Below `reports/`, with `/`; from the disk, so it needs cleaning before anyone sees it.
    pub file: String,
    pub what: Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("the content has changed")]
    Changed { listed: Digest, found: Digest },
    #[error("it is missing")]
    Missing,
    #[error("it was not sealed with the entry")]
    Extra,
    #[error("it is not a regular file")]
    NotRegular { kind: Kind },
    #[error("it is larger than {MAX_FILE} bytes")]
    TooLarge,
    #[error("it cannot be read")]
    Unreadable { why: Option<io::ErrorKind> },
    #[error("the list is no SEAL: {0}")]
    SealText(SealTextError),
    #[error("the folder should be called {sealed_as}")]
    Renamed { sealed_as: EntryName },
    #[error("the name is not that of an entry, but looks like one")]
    Misfit { kind: Kind },
    #[error("entry {expected} should stand here")]
    Gap { expected: u32 },
    #[error("the number is taken by {other}")]
    Duplicate { other: EntryName },
    #[error("the link to the entry before is missing")]
    NoLink,
    #[error("the first entry links to {entry}")]
    LinkOfFirst { entry: EntryName },
    #[error("it links to {entry} instead of the entry before")]
    WrongLink { entry: EntryName },
    #[error("sealed earlier than the entry before, at {previous}")]
    ClockBack { previous: SignedAt },
    #[error("the signature does not hold: {0}")]
    Signature(BadSignature),
}

/// Something worth telling that is no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Not ours; neither sealed nor checked.
    Foreign { name: String },
    /// What an interrupted seal left behind.
    Leftover { name: String },
    /// There is a signature that fits, by a key that was not looked up in any list.
    SignatureNotChecked { entry: EntryName },
}

/// What a given code says about the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadCheck {
    /// That the newest entries were removed, or all were made anew, cannot be seen.
    NotGiven,
    /// It is the code of the newest entry.
    Equal,
    /// It is the code of an older one: everything up to there is what it was.
    FoundAt(EntryName),
    /// No entry has it: entries were removed, replaced or changed, or it was mistyped.
    NotFound,
}

/// Checks all entries, their chain, and the chain against `head`, a code kept elsewhere.
pub fn verify(fs: &dyn Fs, reports_dir: &Path, head: Option<Digest>) -> Verification {
    verify_against(fs, reports_dir, head, None)
}

/// The same, and who signed, by the reader's own list of signers.
pub fn verify_against(
    fs: &dyn Fs,
    reports_dir: &Path,
    head: Option<Digest>,
    trust: Option<&AllowedSigners>,
) -> Verification {
    let mut chain = Vec::new();
    let listing = ledger::list(fs, reports_dir).unwrap_or_else(|error| {
        chain.push(fault(String::new(), unreadable(&error)));
        ledger::Listing::default()
    });
    for misfit in &listing.misfits {
        let what = Wrong::Misfit { kind: misfit.kind };
        chain.push(fault(misfit.name.to_string_lossy().into_owned(), what));
    }
    let mut entries: Vec<EntryCheck> = Vec::new();
    for name in listing.entries {
        let previous = entries.last();
        chain.extend(check_number(&name, previous.map(|entry| &entry.name)));
        let mut entry = check_entry(fs, reports_dir, &name, previous);
        if let Some(trust) = trust {
            entry.look_up(trust);
        }
        entries.push(entry);
    }
    let text = |one: &super::fs::Listed| one.name.to_string_lossy().into_owned();
    let mut notes: Vec<Note> = Vec::new();
    notes.extend(listing.foreign.iter().map(|one| Note::Foreign { name: text(one) }));
    notes.extend(listing.leftovers.iter().map(|one| Note::Leftover { name: text(one) }));
    notes.extend(
        entries
            .iter()
            .filter(|entry| matches!(entry.signed, SignatureCheck::KeyNotChecked { .. }))
            .map(|entry| Note::SignatureNotChecked { entry: entry.name.clone() }),
    );
    let head = check_head(&entries, head);
    Verification { entries, chain, notes, head }
}

/// Checks one entry by itself and against the one before it.
pub fn check_entry(
    fs: &dyn Fs,
    reports_dir: &Path,
    name: &EntryName,
    previous: Option<&EntryCheck>,
) -> EntryCheck {
    let mut entry = EntryCheck::unread(name);
    let folder = Folder { fs, path: &reports_dir.join(name.file_name()) };
    let seal = entry.read_seal(&folder);
    if let Some(signature) = entry.check_files(&folder) {
        entry.signature = Some(Digest::of(&signature));
        if let Some(seal) = seal {
            entry.set_signed(signed::check(&signature, &seal, entry.role()));
        }
    }
    if let Some(text) = entry.text.clone() {
        if text.entry_name() != *name {
            entry.tell(SEAL, Wrong::Renamed { sealed_as: text.entry_name() });
        }
        match (previous, &text.previous) {
            (None, None) => {}
            // That something is missing before it is told as a gap.
            (None, Some(_)) if name.seq > 1 => {}
            (None, Some(link)) => {
                entry.tell(SEAL, Wrong::LinkOfFirst { entry: link.entry.clone() });
            }
            (Some(_), None) => entry.tell(SEAL, Wrong::NoLink),
            (Some(previous), Some(link)) => entry.check_link(previous, link),
        }
        if let Some(before) = previous.and_then(|entry| entry.text.as_ref())
            && text.signed_at.time() < before.signed_at.time()
        {
            entry.tell(SEAL, Wrong::ClockBack { previous: before.signed_at });
        }
    }
    entry
}

/// Reads of an entry only what the next one links to. Each fault stands in the way of a link.
pub(super) fn check_link_target(fs: &dyn Fs, reports_dir: &Path, name: &EntryName) -> EntryCheck {
    let mut entry = EntryCheck::unread(name);
    let folder = Folder { fs, path: &reports_dir.join(name.file_name()) };
    entry.read_seal(&folder);
    match folder.digest(SEAL_SIG, MAX_SEAL) {
        Ok(digest) => entry.signature = Some(digest),
        Err(Wrong::Missing) => {}
        Err(what) => entry.tell(SEAL_SIG, what),
    }
    if let Some(text) = entry.text.as_ref().filter(|text| text.entry_name() != *name) {
        entry.tell(SEAL, Wrong::Renamed { sealed_as: text.entry_name() });
    }
    entry
}

/// The folder of an entry, as it is read.
struct Folder<'a> {
    fs: &'a dyn Fs,
    path: &'a Path,
}

impl Folder<'_> {
    /// `SEAL` or `SEAL.sig`, whole.
    fn read(&self, file: &str) -> Result<Vec<u8>, Wrong> {
        self.fs.read(&self.path.join(file), MAX_SEAL).map_err(|error| unreadable(&error))
    }

    fn digest(&self, file: &str, cap: u64) -> Result<Digest, Wrong> {
        let reading = self.fs.open_read(&self.path.join(file)).map_err(|e| unreadable(&e))?;
        if reading.len > cap {
            return Err(Wrong::TooLarge);
        }
        match Digest::of_stream(reading.bytes, cap) {
            Ok((_, length)) if length > cap => Err(Wrong::TooLarge),
            Ok((digest, _)) => Ok(digest),
            Err(error) => Err(Wrong::Unreadable { why: Some(error.kind()) }),
        }
    }
}

impl EntryCheck {
    fn unread(name: &EntryName) -> Self {
        Self {
            name: name.clone(),
            seal: None,
            text: None,
            faults: Vec::new(),
            signature: None,
            signed: SignatureCheck::None(Unsigned::NotAsked),
        }
    }

    fn tell(&mut self, file: &str, what: Wrong) {
        self.faults.push(fault(format!("{}/{file}", self.name), what));
    }

    /// The bytes of `SEAL`, if they can be read.
    fn read_seal(&mut self, folder: &Folder<'_>) -> Option<Vec<u8>> {
        let bytes = match folder.read(SEAL) {
            Ok(bytes) => bytes,
            Err(what) => {
                self.tell(SEAL, what);
                return None;
            }
        };
        self.seal = Some(Digest::of(&bytes));
        match SealText::parse(&bytes) {
            Ok(text) => self.text = Some(text),
            Err(error) => self.tell(SEAL, Wrong::SealText(error)),
        }
        Some(bytes)
    }

    /// The bytes of `SEAL.sig`, if there is one.
    fn check_files(&mut self, folder: &Folder<'_>) -> Option<Vec<u8>> {
        let found = match folder.fs.list(folder.path) {
            Ok(found) => found,
            Err(error) => {
                let file = self.name.to_string();
                self.faults.push(fault(file, unreadable(&error)));
                return None;
            }
        };
        let mut signature = None;
        let sealed = self.text.as_ref().map(|text| text.files.clone());
        let mut seen = BTreeSet::new();
        for one in found {
            let name = one.name.to_string_lossy().into_owned();
            let listed = sealed.as_ref().and_then(|files| {
                let (_, digest) = files.iter().find(|(file, _)| file.as_str() == name)?;
                Some(*digest)
            });
            match (listed, name.as_str()) {
                // It was read before.
                (_, SEAL) => {}
                (None, SEAL_SIG) => match folder.read(SEAL_SIG) {
                    Ok(bytes) => signature = Some(bytes),
                    Err(what) => self.tell(SEAL_SIG, what),
                },
                _ if one.kind != Kind::File => {
                    self.tell(&name, Wrong::NotRegular { kind: one.kind });
                }
                (Some(listed), _) => match folder.digest(&name, MAX_FILE) {
                    Ok(digest) if digest == listed => {}
                    Ok(found) => self.tell(&name, Wrong::Changed { listed, found }),
                    Err(what) => self.tell(&name, what),
                },
                // Without a list nothing can be called extra.
                (None, _) if sealed.is_none() => {}
                (None, _) => self.tell(&name, Wrong::Extra),
            }
            seen.insert(name);
        }
        let sealed = sealed.unwrap_or_default();
        for file in sealed.keys().filter(|file| !seen.contains(file.as_str())) {
            self.tell(file.as_str(), Wrong::Missing);
        }
        signature
    }

    fn check_link(&mut self, previous: &EntryCheck, link: &Link) {
        if link.entry != previous.name {
            return self.tell(SEAL, Wrong::WrongLink { entry: link.entry.clone() });
        }
        let mut told = |file: &str, what| {
            self.faults.push(fault(format!("{}/{file}", previous.name), what));
        };
        match previous.seal {
            Some(found) if found != link.seal => {
                told(SEAL, Wrong::Changed { listed: link.seal, found });
            }
            // An unreadable one was told with its own entry.
            _ => {}
        }
        match (link.signature, previous.signature) {
            (Some(listed), Some(found)) if listed != found => {
                told(SEAL_SIG, Wrong::Changed { listed, found });
            }
            (Some(_), None) => told(SEAL_SIG, Wrong::Missing),
            (None, Some(_)) => told(SEAL_SIG, Wrong::Extra),
            _ => {}
        }
    }
}

fn fault(file: String, what: Wrong) -> Fault {
    Fault { file, what }
}

fn unreadable(error: &FsError) -> Wrong {
    match error {
        FsError::NotRegular { kind, .. } => Wrong::NotRegular { kind: *kind },
        FsError::TooLarge { .. } => Wrong::TooLarge,
        FsError::Io { .. } if error.is_not_found() => Wrong::Missing,
        FsError::Io { source, .. } => Wrong::Unreadable { why: Some(source.kind()) },
    }
}

fn check_number(name: &EntryName, previous: Option<&EntryName>) -> Option<Fault> {
    let expected = previous.map_or(1, |previous| previous.seq.saturating_add(1));
    let what = match previous {
        _ if name.seq == expected => return None,
        Some(other) if other.seq == name.seq => Wrong::Duplicate { other: other.clone() },
        _ => Wrong::Gap { expected },
    };
    Some(fault(name.to_string(), what))
}

fn check_head(entries: &[EntryCheck], head: Option<Digest>) -> HeadCheck {
    let Some(head) = head else { return HeadCheck::NotGiven };
    match entries.iter().rposition(|entry| entry.seal == Some(head)) {
        Some(at) if at + 1 == entries.len() => HeadCheck::Equal,
        Some(at) => HeadCheck::FoundAt(entries[at].name.clone()),
        None => HeadCheck::NotFound,
    }
}
