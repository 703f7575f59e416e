//! Checking the chain of sealed entries.
//!
//! What is found is told by the callers; what stands where in a table is said by `findings_of`.

use std::num::NonZeroUsize;

use chrono::NaiveDate;

use super::App;
use crate::domain::audit::AuditRecord;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::store::digest::Digest;
use crate::store::names::{EntryKind, EntryName, SEAL, SEAL_SIG};
use crate::store::root::RootError;
use crate::store::sign::AllowedSigners;
use crate::store::verify::{
    self, EntryCheck, Fault, HeadCheck, SignatureCheck, Verification, Wrong,
};

/// How many periods that are missing are looked for: ten years of quarters.
const MAX_MISSING: usize = 40;
/// The most records that are held at a time.
const THREADS: usize = 2;

/// What a ledger is held against, beside itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Against<'a> {
    /// A 確認コード kept outside the folder.
    pub head: Option<Head>,
    /// The reader's own list of signers.
    pub trust: Option<&'a AllowedSigners>,
}

/// A code that was noted, and what may have come after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub code: Digest,
    pub later: Later,
}

/// Whether entries after the one that has the code are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// The code is that of the newest entry, or something was added.
    Refused,
    Accepted,
}

/// What was found out, and which records cannot be read although their bytes are as sealed.
#[derive(Debug)]
pub struct Verified {
    pub ledger: Verification,
    /// What was asked of the code, if one was given.
    pub later: Option<Later>,
    pub unreadable: Vec<(EntryName, RootError)>,
    /// Records that say another period or number than the entry they stand in.
    pub misplaced: Vec<EntryName>,
    /// Entries that take the place of another one without being its correction: a correction that
    /// does not name the record of its period that counted, or a second report of a period.
    pub usurping: Vec<EntryName>,
    /// Audits of what is not there: they name no earlier entry of their period, or another digest.
    pub unbound: Vec<EntryName>,
    pub missing: MissingPeriods,
}

/// Periods one would expect an entry of. No fault: they may never have been inspected.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct MissingPeriods {
    /// Between others that were sealed.
    pub between: Vec<Period>,
    /// After the newest, with the deadline that has passed.
    pub overdue: Vec<(Period, NaiveDate)>,
}

/// Entries with a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signatures {
    /// By keys that the reader trusts.
    pub good: usize,
    /// Sound, by keys that were not looked up.
    pub open: usize,
    pub bad: usize,
}

impl Verified {
    pub fn is_clean(&self) -> bool {
        self.ledger.is_clean()
            && self.unreadable.is_empty()
            && self.misplaced.is_empty()
            && self.usurping.is_empty()
            && self.unbound.is_empty()
            && !self.is_later_refused()
    }

    /// Whether the code is that of an older entry although it was to be that of the newest.
    pub fn is_later_refused(&self) -> bool {
        matches!(self.ledger.head, HeadCheck::FoundAt(_)) && self.later == Some(Later::Refused)
    }

    /// The entries after the one that the given code belongs to.
    pub fn after_head(&self) -> impl Iterator<Item = &EntryName> {
        let head = match &self.ledger.head {
            HeadCheck::FoundAt(name) => Some(name),
            HeadCheck::Equal | HeadCheck::NotGiven | HeadCheck::NotFound => None,
        };
        let names = self.ledger.entries.iter().map(|entry| &entry.name);
        names.filter(move |name| head.is_some_and(|head| *name > head))
    }

    /// How many entries are signed, by what is known of the keys.
    pub fn signatures(&self) -> Signatures {
        let mut found = Signatures::default();
        for entry in &self.ledger.entries {
            match &entry.signed {
                SignatureCheck::None(_) => {}
                SignatureCheck::Good { .. } => found.good += 1,
                SignatureCheck::KeyNotChecked { .. } => found.open += 1,
                SignatureCheck::Bad(_) => found.bad += 1,
            }
        }
        found
    }

    /// What is to be told of each entry, and the faults that are of none.
    pub fn findings_of(&self) -> (Vec<EntryFindings<'_>>, Vec<&Fault>) {
        let mut of_none: Vec<&Fault> = self.ledger.faults().collect();
        let mut lines = Vec::new();
        for check in &self.ledger.entries {
            let name = check.name.to_string();
            let is_here = |fault: &Fault| fault.file.split('/').next() == Some(&name);
            let (faults, rest) = of_none.into_iter().partition(|fault| is_here(fault));
            of_none = rest;
            let unreadable = self.unreadable.iter().find(|(entry, _)| *entry == check.name);
            lines.push(EntryFindings {
                check,
                faults,
                unreadable: unreadable.map(|(_, error)| error),
                misplaced: self.misplaced.contains(&check.name),
                usurping: self.usurping.contains(&check.name),
                unbound: self.unbound.contains(&check.name),
            });
        }
        (lines, of_none)
    }
}

/// All that is to be told of one entry, wherever it came to light.
#[derive(Debug)]
pub struct EntryFindings<'a> {
    pub check: &'a EntryCheck,
    pub faults: Vec<&'a Fault>,
    pub unreadable: Option<&'a RootError>,
    pub misplaced: bool,
    pub usurping: bool,
    pub unbound: bool,
}

/// What a fault speaks against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// The files that were sealed.
    Contents,
    /// The list itself, its name, its number, its place among the others.
    Chain,
    Signature,
}

impl Aspect {
    pub fn of(fault: &Fault) -> Self {
        let file = fault.file.rsplit('/').next().unwrap_or_default();
        match (&fault.what, file) {
            (Wrong::Signature(_), _) | (_, SEAL_SIG) => Self::Signature,
            (_, SEAL) => Self::Chain,
            (
                Wrong::Changed { .. }
                | Wrong::Missing
                | Wrong::Extra
                | Wrong::NotRegular { .. }
                | Wrong::TooLarge
                | Wrong::Unreadable { .. },
                _,
            ) => Self::Contents,
            _ => Self::Chain,
        }
    }
}

impl EntryFindings<'_> {
    pub fn is_sound(&self, aspect: Aspect) -> bool {
        let said_so = match aspect {
            Aspect::Contents => self.unreadable.is_some() || self.misplaced,
            Aspect::Chain => self.usurping || self.unbound,
            Aspect::Signature => false,
        };
        !said_so && !self.faults.iter().any(|fault| Aspect::of(fault) == aspect)
    }

    pub fn signature(&self) -> &SignatureCheck {
        &self.check.signed
    }
}

/// Reads every byte of every entry. `head` is a 確認コード kept outside the folder; entries may have
/// been added since.
pub fn verify(app: &App, head: Option<Digest>) -> Verified {
    let head = head.map(|code| Head { code, later: Later::Accepted });
    verify_against(app, Against { head, trust: None })
}

/// The same, against all that the reader has.
pub fn verify_against(app: &App, against: Against<'_>) -> Verified {
    let code = against.head.map(|head| head.code);
    let (fs, reports) = (app.root.fs(), app.root.reports());
    let ledger = verify::verify_against(fs, &reports, code, against.trust);
    let missing = missing(app, &ledger);
    let later = against.head.map(|head| head.later);
    let mut verified = Verified {
        ledger,
        later,
        unreadable: Vec::new(),
        misplaced: Vec::new(),
        usurping: Vec::new(),
        unbound: Vec::new(),
        missing,
    };
    let whole = |(_, entry): &(usize, &EntryCheck)| entry.faults.is_empty();
    let entries: Vec<_> = verified.ledger.entries.iter().enumerate().filter(whole).collect();
    let found = side_by_side(&entries, |(at, entry)| read(app, &verified.ledger, *at, entry));
    for (name, found) in entries.iter().map(|(_, entry)| entry.name.clone()).zip(found) {
        match found {
            Found::Nothing => {}
            Found::Misplaced => verified.misplaced.push(name),
            Found::Usurping => verified.usurping.push(name),
            Found::Unbound => verified.unbound.push(name),
            Found::Unreadable(error) => verified.unreadable.push((name, *error)),
        }
    }
    verified
}

/// What is wrong with an entry whose bytes are as sealed.
enum Found {
    Nothing,
    Misplaced,
    Usurping,
    Unbound,
    Unreadable(Box<RootError>),
}

fn read(app: &App, ledger: &Verification, at: usize, entry: &EntryCheck) -> Found {
    let name = &entry.name;
    if name.kind == EntryKind::Audit {
        return match app.root.audit(name) {
            Ok(audit) if !is_of(&audit, name) => Found::Misplaced,
            Ok(audit) if !is_bound(&audit, name, ledger) => Found::Unbound,
            Ok(_) => Found::Nothing,
            Err(error) => Found::Unreadable(Box::new(error)),
        };
    }
    match app.root.record(name) {
        Ok(record) if !belongs(&record, name) => Found::Misplaced,
        Ok(record) if !follows(&record, entry, &ledger.entries[..at]) => Found::Usurping,
        Ok(_) => Found::Nothing,
        Err(error) => Found::Unreadable(Box::new(error)),
    }
}

/// What `of` finds of each, in their order, with as many threads as there are processors: reading
/// records takes most of the time and no record waits for another.
fn side_by_side<T: Sync, F: Send>(all: &[T], of: impl Fn(&T) -> F + Sync) -> Vec<F> {
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(THREADS);
    let (of, share) = (&of, all.len().div_ceil(threads).max(1));
    std::thread::scope(|scope| {
        let shares = all.chunks(share);
        let running: Vec<_> = shares
            .map(|some| scope.spawn(move || some.iter().map(of).collect::<Vec<F>>()))
            .collect();
        running
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
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

/// The periods without an entry between the sealed ones, and those after them that are due.
fn missing(app: &App, ledger: &Verification) -> MissingPeriods {
    let of_period = ledger.entries.iter().filter(|entry| entry.name.kind != EntryKind::Audit);
    let mut sealed: Vec<Period> =
        of_period.filter_map(|entry| entry.name.period.as_str().parse().ok()).collect();
    sealed.sort_by_key(|period| period.start());
    let mut missing = MissingPeriods::default();
    for pair in sealed.windows(2) {
        let following = std::iter::successors(pair[0].next().ok(), |period| period.next().ok());
        let between = following.take_while(|period| period.end() < pair[1].start());
        missing.between.extend(between.take(MAX_MISSING - missing.between.len().min(MAX_MISSING)));
    }
    // Without a society there is no deadline, and without an entry nothing that was removed.
    if let (Some(newest), Ok(society)) = (sealed.last(), app.root.society())
        && let Some(next) = newest.end().succ_opt()
    {
        let (today, days) = (app.now().date(), society.deadline_days);
        let first = Period::containing(next, society.cycle).ok();
        let following = std::iter::successors(first, |period| period.next().ok());
        let due = following.map(|period| (period, period.deadline(days)));
        let overdue = due.take_while(|(_, deadline)| *deadline < today);
        missing.overdue = overdue.take(MAX_MISSING).collect();
    }
    missing
}
