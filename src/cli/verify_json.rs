//! `tenken verify` for programs: the same findings by name, format 1.

use serde::Serialize;

use super::json::FORMAT;
use super::signature::{self, SignatureShape, SignersShape};
use crate::app::signing::TrustList;
use crate::app::verifying::Verified;
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
    /// Entries that do not rightly say which record of their period they replace.
    usurping: Vec<String>,
    notes: Vec<NoteShape>,
    /// `not_given`, `equal`, `found_at` or `not_found`.
    head: &'static str,
    /// The entry the given code belongs to.
    head_entry: Option<String>,
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
    faults: Vec<FaultShape>,
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

pub fn shape(verified: &Verified, trust: Option<&TrustList>) -> Shape {
    let ledger = &verified.ledger;
    let newest = ledger.entries.last();
    let (head, head_entry) = match &ledger.head {
        HeadCheck::NotGiven => ("not_given", None),
        HeadCheck::Equal => ("equal", newest.map(|entry| entry.name.to_string())),
        HeadCheck::FoundAt(entry) => ("found_at", Some(entry.to_string())),
        HeadCheck::NotFound => ("not_found", None),
    };
    Shape {
        format: FORMAT,
        clean: verified.is_clean(),
        entries: ledger
            .entries
            .iter()
            .map(|entry| EntryShape {
                entry: entry.name.to_string(),
                code: entry.seal.map(|code| code.to_string()),
                files: entry.text.as_ref().map_or(0, |text| text.files.len()),
                faults: entry.faults.iter().map(fault).collect(),
                signature: signature::shape(&entry.signed),
            })
            .collect(),
        chain: ledger.chain.iter().map(fault).collect(),
        unreadable: verified.unreadable.iter().map(|(entry, _)| entry.to_string()).collect(),
        misplaced: verified.misplaced.iter().map(ToString::to_string).collect(),
        usurping: verified.usurping.iter().map(ToString::to_string).collect(),
        notes: ledger.notes.iter().map(note).collect(),
        head,
        head_entry,
        code: newest.and_then(|entry| entry.seal).map(|code| code.to_string()),
        allowed_signers: trust.map(signature::signers),
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
