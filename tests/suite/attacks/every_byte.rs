//! Every bit of every file of a small signed ledger, every cut and every added byte, in memory.
//!
//! A report and an audit of it: what is said of the newest entry here is held by the code and the
//! signature, of the one before by the link as well.

#![cfg(test)]

use std::path::Path;

use tenken::store::digest::Digest;
use tenken::store::fs::sim::SimFs;
use tenken::store::sign::{AllowedSigners, Zone};
use tenken::store::verify::{HeadCheck, verify_against};

use super::forger::code;
use super::ledgers::{Ledger, reports, simulated};
use super::tree::Tree;
use super::{GROUND, forger::Keys};

/// The first two entries of the ledger with auditors.
struct Small {
    tree: Tree,
    fs: SimFs,
    head: Digest,
    trust: AllowedSigners,
}

impl Small {
    fn make(keys: &Keys, ledger: &Ledger) -> Self {
        let mut tree = ledger.tree.clone();
        for entry in &ledger.entries[2..] {
            tree.remove_folder(entry);
        }
        let list = std::fs::read(keys.allowed()).unwrap();
        Self {
            fs: simulated(&tree),
            head: code(&tree, &ledger.entries[1]).parse().unwrap(),
            trust: AllowedSigners::parse(&list, Zone::Machine).unwrap(),
            tree,
        }
    }

    /// Whether anything is reported when a file holds these bytes.
    fn is_reported(&self, file: &str, bytes: &[u8]) -> bool {
        self.fs.place_file(&reports().join(file), bytes);
        let found = verify_against(&self.fs, reports(), Some(self.head), Some(&self.trust));
        !found.is_clean() || found.head != HeadCheck::Equal
    }

    fn mend(&self, file: &str) {
        self.fs.place_file(&reports().join(file), self.tree.bytes(file));
    }

    fn files(&self) -> Vec<String> {
        let files: Vec<String> = self.tree.0.keys().cloned().collect();
        let ends = |end: &str| files.iter().filter(|file| file.ends_with(end)).count();
        assert_eq!((files.len(), ends("/SEAL"), ends("/SEAL.sig")), (8, 2, 2));
        files
    }
}

#[test]
fn no_bit_of_a_signed_ledger_changes_unnoticed() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let small = Small::make(keys, &ledgers[0]);
    let mut flips = 0;
    for file in small.files() {
        let sound = small.tree.bytes(&file).to_vec();
        for bit in 0..sound.len() * 8 {
            let mut changed = sound.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(small.is_reported(&file, &changed), "bit {bit} of {file}");
            flips += 1;
        }
        small.mend(&file);
    }
    assert!(!small.is_reported("../elsewhere", b""));
    println!("{flips} flips, all reported");
    assert!(flips > 18_000, "only {flips}");
}

#[test]
fn no_byte_of_a_signed_ledger_is_cut_added_or_replaced_unnoticed() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let small = Small::make(keys, &ledgers[0]);
    let mut changes = 0;
    let mut see = |file: &str, bytes: &[u8]| {
        assert!(small.is_reported(file, bytes), "{file}:\n{}", String::from_utf8_lossy(bytes));
        changes += 1;
    };
    for file in small.files() {
        let sound = small.tree.bytes(&file).to_vec();
        for at in 0..sound.len() {
            see(&file, &sound[..at]);
            see(&file, &[&sound[..at], &sound[at + 1..]].concat());
            for added in *b"\n a\0" {
                let longer = [&sound[..at], &[added], &sound[at..]].concat();
                // A letter beside its like is no change of the bytes before it.
                if longer != sound {
                    see(&file, &longer);
                }
            }
        }
        for tail in [&b"\n"[..], b"\r\n", b" ", b"\0", b"x\n"] {
            see(&file, &[&sound, tail].concat());
        }
        let text = String::from_utf8(sound).unwrap();
        see(&file, text.replace('\n', "\r\n").as_bytes());
        see(&file, format!("\u{feff}{text}").as_bytes());
        small.mend(&file);
    }
    assert!(!small.is_reported("../elsewhere", b""));
    println!("{changes} changes, all reported");
}

#[test]
fn a_name_that_is_put_beside_a_signed_entry_is_reported() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let small = Small::make(keys, &ledgers[0]);
    for entry in &ledgers[0].entries[..2] {
        for name in ["SEAL.sig.bak", "seal", ".hidden", "report.toml~", "allowed_signers"] {
            let file = format!("{entry}/{name}");
            assert!(small.is_reported(&file, b""), "{file}");
            small.fs.erase(&reports().join(&file));
        }
        for kept in small.files().iter().filter(|file| file.starts_with(entry)) {
            let path: &Path = &reports().join(kept);
            small.fs.erase(path);
            let found = verify_against(&small.fs, reports(), Some(small.head), Some(&small.trust));
            assert!(!found.is_clean(), "without {kept}");
            small.mend(kept);
        }
    }
}
