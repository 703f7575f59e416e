//! Signatures of entries: what is good, what is not, and what each is called.
//!
//! Agreement with the stock `ssh-keygen` is in `stock_keys`.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::FixedOffset;
use tenken::store::digest::Digest;
use tenken::store::fs::FileName;
use tenken::store::fs::sim::{self, Detail, SimFs};
use tenken::store::names::{EntryKind, SEAL, SEAL_SIG};
use tenken::store::seal::{Clock, SealRequest, Sealed, SignedAt, seal_signed};
use tenken::store::sign::{AllowedSigners, KeyComment, Role, Signer, Zone};
use tenken::store::verify::{
    BadSignature, SignatureCheck, Unsigned, Verification, Wrong, verify, verify_against,
};
use zeroize::Zeroizing;

const REPORTS: &str = "/root/reports";

/// A key that is always the same, by its number.
pub(crate) fn signer(number: u8) -> Signer {
    let comment = KeyComment::read(&format!("key-{number}@kenpo"));
    Signer::new(&Zeroizing::new([number; Signer::SEED]), &comment)
}

fn request(kind: EntryKind, period: &str, day: &str) -> SealRequest {
    let files: BTreeMap<FileName, Vec<u8>> =
        [("report.toml".parse().unwrap(), format!("{period} {kind}\n").into_bytes())].into();
    SealRequest {
        kind,
        period: period.parse().unwrap(),
        signed_at: SignedAt::new(format!("{day}T17:00:00+09:00").parse().unwrap()),
        signer: "鈴木 一郎".parse().unwrap(),
        meaning: "確定した".parse().unwrap(),
        clock: Clock::Machine,
        replaces: None,
        files,
    }
}

/// A ledger being made on a simulated disk.
struct Ledger {
    fs: SimFs,
    last: Option<Sealed>,
}

impl Ledger {
    fn new() -> Self {
        Self { fs: SimFs::new(), last: None }
    }

    fn seal(&mut self, kind: EntryKind, period: &str, day: &str, key: Option<&Signer>) {
        let request = request(kind, period, day);
        let sealed = seal_signed(&self.fs, Path::new(REPORTS), &request, key).unwrap();
        assert_eq!(sealed.signature.is_some(), key.is_some());
        self.last = Some(sealed);
    }

    fn report(&mut self, period: &str, day: &str, key: Option<&Signer>) {
        self.seal(EntryKind::Report, period, day, key);
    }

    fn file(&self, name: &str) -> PathBuf {
        let last = self.last.as_ref().unwrap();
        Path::new(REPORTS).join(last.entry.to_string()).join(name)
    }

    fn place_signature(&self, bytes: &[u8]) {
        self.fs.place_file(&self.file(SEAL_SIG), bytes);
    }

    fn seal_bytes(&self) -> Vec<u8> {
        self.fs.contents(&self.file(SEAL)).unwrap()
    }

    fn check(&self, list: &str) -> Verification {
        verify_against(&self.fs, Path::new(REPORTS), None, Some(&signers(list)))
    }

    /// What the newest entry's signature is found to be, and whether it is a fault.
    fn newest(&self, list: &str) -> (SignatureCheck, bool) {
        let found = self.check(list);
        let entry = found.entries.last().unwrap();
        let bad = matches!(entry.signed, SignatureCheck::Bad(_));
        let told = entry.faults.iter().any(|fault| matches!(fault.what, Wrong::Signature(_)));
        assert_eq!(bad, told, "{entry:?}");
        (entry.signed.clone(), !found.is_clean())
    }
}

fn signers(list: &str) -> AllowedSigners {
    let japan = FixedOffset::east_opt(9 * 3600).unwrap();
    AllowedSigners::parse(list.as_bytes(), Zone::Fixed(japan)).unwrap()
}

fn line(number: u8, options: &str) -> String {
    let key = signer(number);
    format!("{} {options} {}\n", key.comment(), key.public().line())
}

fn officer(number: u8) -> String {
    line(number, "namespaces=\"tenken.officer\"")
}

fn auditor(number: u8) -> String {
    line(number, "namespaces=\"tenken.auditor\"")
}

#[test]
fn every_kind_of_entry_is_signed_in_its_role() {
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q1", "2026-06-30", Some(&signer(1)));
    ledger.seal(EntryKind::Correction, "FY2026-Q1", "2026-07-01", Some(&signer(1)));
    ledger.seal(EntryKind::Audit, "FY2026-Q1", "2026-07-02", Some(&signer(2)));
    let found = ledger.check(&(officer(1) + &auditor(2)));
    assert!(found.is_clean() && found.notes.is_empty(), "{found:?}");
    for (entry, number) in found.entries.iter().zip([1, 1, 2]) {
        let principals = vec![format!("key-{number}@kenpo").parse().unwrap()];
        let key = signer(number).public();
        assert_eq!(entry.signed, SignatureCheck::Good { key, principals });
    }
    let (swapped, fault) = ledger.newest(&(officer(2) + &auditor(1)));
    assert!(matches!(swapped, SignatureCheck::Bad(BadSignature::KeyOfOtherRole { .. })) && fault);
}

#[test]
fn without_a_list_a_fitting_signature_is_noted_and_another_is_a_fault() {
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q1", "2026-06-30", Some(&signer(1)));
    let found = verify(&ledger.fs, Path::new(REPORTS), None);
    assert!(found.is_clean());
    assert_eq!(found.notes.len(), 1);
    let seal = ledger.seal_bytes();
    // Over something else, for another role, for nothing of ours.
    let other = signer(1).sign(Role::Officer, b"# tenken-seal 1\n").encode();
    let role = signer(1).sign(Role::Auditor, &seal).encode();
    for (text, name) in [
        (other, "signature_altered"),
        (role, "signature_other_role"),
        ("signed by me".to_owned(), "signature_form"),
        (String::new(), "signature_form"),
    ] {
        ledger.place_signature(text.as_bytes());
        let found = verify(&ledger.fs, Path::new(REPORTS), None);
        let SignatureCheck::Bad(bad) = &found.entries[0].signed else { panic!("{name}") };
        assert_eq!((bad.name(), found.is_clean()), (name, false));
    }
}

#[test]
fn a_key_counts_in_its_time_only_and_a_later_one_takes_its_place() {
    let old = line(1, "namespaces=\"tenken.officer\",valid-before=\"20261231\"");
    let new = line(2, "namespaces=\"tenken.officer\",valid-after=\"20270101\"");
    let list = old + &new;
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q3", "2026-12-30", Some(&signer(1)));
    assert!(!ledger.newest(&list).1);
    ledger.report("FY2026-Q4", "2027-03-31", Some(&signer(2)));
    assert!(!ledger.newest(&list).1);
    ledger.report("FY2027-Q1", "2027-06-30", Some(&signer(1)));
    let (found, fault) = ledger.newest(&list);
    assert!(matches!(found, SignatureCheck::Bad(BadSignature::NotThen { .. })) && fault);
    ledger.report("FY2027-Q2", "2027-09-30", Some(&signer(3)));
    let (found, _) = ledger.newest(&list);
    let unknown = BadSignature::UnknownKey { key: signer(3).public() };
    assert_eq!(found, SignatureCheck::Bad(unknown));
}

#[test]
fn a_missing_signature_is_a_fault_from_the_first_key_of_the_role_on() {
    let from = line(1, "namespaces=\"tenken.officer\",valid-after=\"20270101\"");
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q3", "2026-12-31", None);
    let before = SignatureCheck::None(Unsigned::BeforeKeys {
        from: "2026-12-31T15:00:00Z".parse().unwrap(),
    });
    assert_eq!(ledger.newest(&from), (before, false));
    assert_eq!(ledger.newest(&auditor(2)), (SignatureCheck::None(Unsigned::NoKey), false));
    assert_eq!(ledger.newest(""), (SignatureCheck::None(Unsigned::NoKey), false));
    let missing = SignatureCheck::Bad(BadSignature::Missing);
    assert_eq!(ledger.newest(&officer(1)), (missing.clone(), true));
    assert_eq!(ledger.newest(&line(1, "")), (missing.clone(), true), "a key for everything");
    ledger.report("FY2026-Q4", "2027-03-31", None);
    assert_eq!(ledger.newest(&from), (missing.clone(), true));
    ledger.seal(EntryKind::Audit, "FY2026-Q4", "2027-04-01", None);
    assert_eq!(ledger.newest(&from).0, SignatureCheck::None(Unsigned::NoKey));
    assert_eq!(ledger.newest(&(from + &auditor(2))), (missing, true));
}

#[test]
fn no_byte_of_seal_or_signature_changes_unnoticed() {
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q1", "2026-06-30", Some(&signer(1)));
    let list = officer(1);
    assert!(ledger.check(&list).is_clean());
    for name in [SEAL, SEAL_SIG] {
        let sound = ledger.fs.contents(&ledger.file(name)).unwrap();
        for at in 0..sound.len() {
            let mut changed = sound.clone();
            changed[at] ^= 1;
            ledger.fs.place_file(&ledger.file(name), &changed);
            assert!(!ledger.check(&list).is_clean(), "{name}: bit of byte {at}");
            changed.remove(at);
            ledger.fs.place_file(&ledger.file(name), &changed);
            assert!(!ledger.check(&list).is_clean(), "{name}: without byte {at}");
            changed.insert(at, sound[at]);
            changed.insert(at, b'\n');
            ledger.fs.place_file(&ledger.file(name), &changed);
            assert!(!ledger.check(&list).is_clean(), "{name}: more at byte {at}");
        }
        ledger.fs.place_file(&ledger.file(name), &sound);
    }
    assert!(ledger.check(&list).is_clean());
}

#[test]
fn what_the_chain_alone_cannot_show_the_signature_does() {
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q1", "2026-06-30", Some(&signer(1)));
    // Someone makes the newest entry anew, list and all, with a key of his own or with none.
    let mut forged = Ledger::new();
    forged.report("FY2026-Q1", "2026-06-29", None);
    assert!(verify(&forged.fs, Path::new(REPORTS), None).is_clean());
    assert!(!forged.check(&officer(1)).is_clean());
    let mut forged = Ledger::new();
    forged.report("FY2026-Q1", "2026-06-29", Some(&signer(9)));
    assert!(verify(&forged.fs, Path::new(REPORTS), None).is_clean());
    assert!(!forged.check(&officer(1)).is_clean());
    // The signature of the true entry does not fit the forged one.
    let signature = ledger.fs.contents(&ledger.file(SEAL_SIG)).unwrap();
    forged.place_signature(&signature);
    assert!(!verify(&forged.fs, Path::new(REPORTS), None).is_clean());
}

#[test]
fn the_next_entry_keeps_the_signature_of_the_one_before_in_place() {
    let mut ledger = Ledger::new();
    ledger.report("FY2026-Q1", "2026-06-30", Some(&signer(1)));
    let (signature, sealed) = (ledger.file(SEAL_SIG), ledger.last.clone().unwrap());
    assert_eq!(sealed.signature, Some(Digest::of(&ledger.fs.contents(&signature).unwrap())));
    assert_eq!(sealed.unguarded, []);
    ledger.report("FY2026-Q2", "2026-09-30", None);
    ledger.fs.erase(&signature);
    let found = verify(&ledger.fs, Path::new(REPORTS), None);
    assert!(found.faults().any(|fault| fault.what == Wrong::Missing), "{found:?}");
}

#[test]
fn a_signed_entry_is_absent_or_complete_with_its_signature_after_a_power_cut_at_every_step() {
    let before = || {
        let fs = SimFs::new();
        tenken::store::fs::create_dirs(&fs, Path::new(REPORTS)).unwrap();
        fs.settle();
        fs
    };
    let request = request(EntryKind::Report, "FY2026-Q1", "2026-06-30");
    let whole = before();
    seal_signed(&whole, Path::new(REPORTS), &request, Some(&signer(1))).unwrap();
    let (mut absent, mut complete) = (0, 0);
    for step in before().steps()..=whole.steps() {
        let fs = before();
        fs.cut_after(step);
        let done = seal_signed(&fs, Path::new(REPORTS), &request, Some(&signer(1)));
        for image in fs.images(Detail::Coarse) {
            let found = verify(&image, Path::new(REPORTS), None);
            match &found.entries[..] {
                [] => {
                    assert!(done.is_err(), "step {step}: called sealed, and gone");
                    absent += 1;
                }
                [entry] => {
                    let signed = matches!(entry.signed, SignatureCheck::KeyNotChecked { .. });
                    assert!(found.is_clean() && signed, "step {step}: {entry:?}");
                    complete += 1;
                }
                more => panic!("{more:?}"),
            }
        }
    }
    assert!(absent > 10 && complete > 2, "{absent} {complete}");
}

#[test]
fn a_signature_that_cannot_be_written_leaves_no_entry_and_no_half() {
    let request = request(EntryKind::Report, "FY2026-Q1", "2026-06-30");
    let whole = SimFs::new();
    seal_signed(&whole, Path::new(REPORTS), &request, Some(&signer(1))).unwrap();
    for step in 1..=whole.steps() {
        let fs = SimFs::new();
        fs.fail_at(step, sim::Failure::NoSpace, sim::Part::Half);
        let done = seal_signed(&fs, Path::new(REPORTS), &request, Some(&signer(1)));
        fs.heal();
        let found = verify(&fs, Path::new(REPORTS), None);
        match found.entries.first() {
            Some(entry) => assert!(entry.faults.is_empty(), "step {step}: {entry:?}"),
            None => assert!(done.is_err(), "step {step}"),
        }
    }
}
