//! `tenken verify` for programs: the same findings by name, format 1.

use serde::Serialize;

use super::json::FORMAT;
use super::signature::{self, SignatureShape, SignersShape};
use crate::app::signing::TrustList;
use crate::app::verifying::{Aspect, EntryFindings, Later, Verified};
use crate::store::verify::{Fault, HeadCheck, Note, Wrong};

#[derive(Debug, Serialize)]
pub struct Shape {
    format: u32,
    /// Nothing is wrong as far as it can be seen.
    clean: bool,
    entries: Vec<EntryShape>,
    /// Faults of the chain or of `reports/` itself.
    chain: Vec<FaultShape>,
    /// Entries whose files are as sealed but whose record cannot be read.
    unreadable: Vec<String>,
    /// Entries whose record says another period or number.
    misplaced: Vec<String>,
    /// Audits of an entry that is not there.
    unbound: Vec<String>,
    /// Periods between the sealed ones that have no entry.
    skipped: Vec<String>,
    /// Periods after the newest whose deadline has passed.
    overdue: Vec<String>,
    /// Entries that do not rightly say which record of their period they replace.
    usurping: Vec<String>,
    notes: Vec<NoteShape>,
    /// `not_given`, `equal`, `found_at` or `not_found`.
    head: &'static str,
    /// The entry the given code belongs to.
    head_entry: Option<String>,
    /// Whether an older entry may have the given code; absent without one.
    allow_later: Option<bool>,
    /// Entries after the one that has the given code.
    after_head: Vec<String>,
    /// 確認コード of the newest entry.
    code: Option<String>,
    /// `null` where no list of signers was given.
    allowed_signers: Option<SignersShape>,
}

#[derive(Debug, Serialize)]
struct EntryShape {
    entry: String,
    code: Option<String>,
    files: usize,
    /// Found while this entry was read; a broken link is told of the file it leads to.
    faults: Vec<FaultShape>,
    /// `ok` or `fault`, from all faults about this entry.
    contents: &'static str,
    chain: &'static str,
    signature: SignatureShape,
}

#[derive(Debug, Serialize)]
struct FaultShape {
    /// Below `reports/`; empty for the folder itself.
    file: String,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct NoteShape {
    name: String,
    /// `foreign`, `leftover` or `signature_not_checked`.
    kind: &'static str,
}

pub fn shape(verified: &Verified, list: Option<&TrustList>) -> Shape {
    let ledger = &verified.ledger;
    let newest = ledger.entries.last();
    let (head, head_entry) = match &ledger.head {
        HeadCheck::NotGiven => ("not_given", None),
        HeadCheck::Equal => ("equal", newest.map(|entry| entry.name.to_string())),
        HeadCheck::FoundAt(entry) => ("found_at", Some(entry.to_string())),
        HeadCheck::NotFound => ("not_found", None),
    };
    let missing = &verified.missing;
    Shape {
        format: FORMAT,
        clean: verified.is_clean(),
        entries: verified.findings_of().0.iter().map(entry).collect(),
        chain: ledger.chain.iter().map(fault).collect(),
        unreadable: verified.unreadable.iter().map(|(entry, _)| entry.to_string()).collect(),
        misplaced: verified.misplaced.iter().map(ToString::to_string).collect(),
        unbound: verified.unbound.iter().map(ToString::to_string).collect(),
        skipped: missing.between.iter().map(ToString::to_string).collect(),
        overdue: missing.overdue.iter().map(|(period, _)| period.to_string()).collect(),
        usurping: verified.usurping.iter().map(ToString::to_string).collect(),
        notes: ledger.notes.iter().map(note).collect(),
        head,
        head_entry,
        allow_later: verified.later.map(|later| later == Later::Accepted),
        after_head: verified.after_head().map(ToString::to_string).collect(),
        code: newest.and_then(|entry| entry.seal).map(|code| code.to_string()),
        allowed_signers: list.map(signature::signers),
    }
}

fn entry(findings: &EntryFindings<'_>) -> EntryShape {
    let check = findings.check;
    let state = |aspect| if findings.is_sound(aspect) { "ok" } else { "fault" };
    EntryShape {
        entry: check.name.to_string(),
        code: check.seal.map(|code| code.to_string()),
        files: check.text.as_ref().map_or(0, |text| text.files.len()),
        faults: check.faults.iter().map(fault).collect(),
        contents: state(Aspect::Contents),
        chain: state(Aspect::Chain),
        signature: signature::shape(findings.signature()),
    }
}

fn note(note: &Note) -> NoteShape {
    let (kind, name) = match note {
        Note::Foreign { name } => ("foreign", name.clone()),
        Note::Leftover { name } => ("leftover", name.clone()),
        Note::SignatureNotChecked { entry } => ("signature_not_checked", entry.to_string()),
    };
    NoteShape { name, kind }
}

fn fault(fault: &Fault) -> FaultShape {
    let kind = match &fault.what {
        Wrong::Changed { .. } => "changed",
        Wrong::Missing => "missing",
        Wrong::Extra => "extra",
        Wrong::NotRegular { .. } => "not_regular",
        Wrong::TooLarge => "too_large",
        Wrong::Unreadable { .. } => "unreadable",
        Wrong::SealText(_) => "seal_text",
        Wrong::Renamed { .. } => "renamed",
        Wrong::Misfit { .. } => "misfit",
        Wrong::Gap { .. } => "gap",
        Wrong::Duplicate { .. } => "duplicate",
        Wrong::NoLink => "no_link",
        Wrong::LinkOfFirst { .. } => "link_of_first",
        Wrong::WrongLink { .. } => "wrong_link",
        Wrong::ClockBack { .. } => "clock_back",
        Wrong::Signature(bad) => bad.name(),
    };
    FaultShape { file: fault.file.clone(), kind }
}
