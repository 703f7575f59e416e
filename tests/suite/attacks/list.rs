//! What is done to a ledger, by name; docs/verify.md says of each who sees it.
//!
//! Unless a name says otherwise, an attack is on the third of five entries: one that others are
//! linked to, in both ledgers a report or a correction of the officer.

#![cfg(test)]

use super::forger::{Forgery, Holder, Keys, add, rechain, relink, relist, restate};
use super::ledgers::Ledger;
use super::tree::{Thing, Tree};

/// A ledger under attack.
pub(crate) struct Scene<'a> {
    pub(crate) ledger: Ledger,
    pub(crate) keys: &'a Keys,
    /// The codes were noted only after what was done: what is false was sealed.
    pub(crate) noted_after: bool,
}

pub(crate) type Attack = fn(&mut Scene<'_>);

const OLD: usize = 2;
const NEW: usize = 4;

pub(crate) const ATTACKS: [(&str, Attack); 36] = [
    ("edit_answer", |s| s.change(OLD, "report.toml", &lie)),
    ("edit_text_only", |s| s.change(OLD, "report.txt", &lie)),
    ("remove_file", |s| s.remove(OLD, "report.txt")),
    ("cut_last_byte", |s| s.change(NEW, "report.toml", &|bytes| _ = bytes.pop())),
    ("trailing_bytes", |s| s.change(NEW, "report.toml", &|bytes| bytes.push(b'\n'))),
    ("line_ends", |s| s.change(OLD, "report.toml", &crlf)),
    ("unlisted_file", |s| {
        let name = s.file(OLD, "appendix.txt");
        s.tree().put(&name, "別紙");
    }),
    ("file_as_link", file_as_link),
    ("folder_as_link", folder_as_link),
    ("reseal_old", |s| {
        s.change(OLD, "report.toml", &lie);
        let entry = s.entry(OLD);
        relist(s.tree(), &entry);
    }),
    ("seal_trailing", |s| s.change(NEW, "SEAL", &|bytes| bytes.extend(b"# note: x\n"))),
    ("remove_middle", |s| {
        let entry = s.entry(OLD);
        s.tree().remove_folder(&entry);
    }),
    ("swap_entries", swap_entries),
    ("rename_entry", |s| {
        let (old, new) = (s.entry(OLD), s.entry(OLD).replace("_2026-", "_2025-"));
        s.tree().rename_folder(&old, &new);
    }),
    ("duplicate", |s| {
        let (from, to) = (s.entry(NEW), s.entry(NEW).replace("0005_", "0006_"));
        s.tree().copy_folder(&from, &to);
    }),
    ("insert_between", |s| {
        let (previous, entry) = (s.entry(OLD), "0004_FY2026-Q4_2026-10-09_report");
        s.forge(&previous, entry, "2026-10-09T09:00:00+09:00");
    }),
    ("clock_back", |s| s.redate("2026-10-08", "T09:59:59+09:00")),
    ("strip_old_signature", |s| s.remove(OLD, "SEAL.sig")),
    ("swap_signatures", |s| {
        let [one, two] = [OLD, 3].map(|at| s.file(at, "SEAL.sig"));
        let [first, second] = [&one, &two].map(|name| s.tree().remove(name));
        s.tree().0.extend([(one, second), (two, first)]);
    }),
    ("damage_signature", |s| s.change(NEW, "SEAL.sig", &|bytes| flip_letter(bytes))),
    ("signature_trailing", |s| s.change(NEW, "SEAL.sig", &|bytes| bytes.extend(b"x\n"))),
    ("strip_signature", |s| s.remove(NEW, "SEAL.sig")),
    ("sign_as_stranger", |s| s.sign(NEW, Holder::Stranger)),
    ("append_unsigned", |s| s.append(None)),
    ("append_as_stranger", |s| s.append(Some(Holder::Stranger))),
    ("officer_as_auditor", officer_as_auditor),
    ("reseal_new", |s| s.reseal_new(&|_, _| {})),
    ("rewrite_all", |s| s.rewrite(0, &|_, _| {})),
    ("rewrite_and_strip", |s| {
        s.rewrite(0, &|tree, entry| _ = tree.0.remove(&format!("{entry}/SEAL.sig")));
    }),
    ("officer_reseals_new", |s| {
        let keys = s.keys;
        s.reseal_new(&|tree, entry| officer_signs(keys, tree, entry));
    }),
    ("officer_rewrites_last_two", |s| {
        let keys = s.keys;
        s.rewrite(3, &|tree, entry| officer_signs(keys, tree, entry));
    }),
    ("officer_rewrites_all", |s| {
        let keys = s.keys;
        s.rewrite(0, &|tree, entry| officer_signs(keys, tree, entry));
    }),
    ("truncate_one", |s| s.keep(4)),
    ("truncate_two", |s| s.keep(3)),
    ("old_backup", |s| s.keep(1)),
    ("back_date", |s| {
        // The day after the entry before was sealed; really it was later.
        let audited = s.entry(NEW - 1).ends_with("_audit");
        s.redate(if audited { "2026-10-09" } else { "2027-01-01" }, "T09:00:00+09:00");
        s.noted_after = true;
    }),
];

fn lie(bytes: &mut Vec<u8>) {
    let text = String::from_utf8(bytes.clone()).unwrap();
    *bytes = text.replacen("\"ok\"", "\"ng\"", 1).into_bytes();
}

fn crlf(bytes: &mut Vec<u8>) {
    *bytes = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n").into_bytes();
}

/// Another letter of base64 in the second last line.
fn flip_letter(bytes: &mut [u8]) {
    let lines: Vec<usize> =
        bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at).collect();
    let at = lines[lines.len() - 3] + 5;
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
}

/// Signs again what the officer can sign; what an auditor signed keeps the old signature.
fn officer_signs(keys: &Keys, tree: &mut Tree, entry: &str) {
    if !entry.ends_with("_audit") {
        keys.sign_entry(tree, entry, Holder::Officer);
    }
}

fn file_as_link(scene: &mut Scene<'_>) {
    let name = scene.file(OLD, "report.txt");
    let thing = scene.tree().remove(&name);
    scene.tree().0.insert("exports/copy.txt".to_owned(), thing);
    scene.tree().0.insert(name, Thing::Symlink("../exports/copy.txt".to_owned()));
}

fn folder_as_link(scene: &mut Scene<'_>) {
    let entry = scene.entry(OLD);
    scene.tree().rename_folder(&entry, "exports");
    scene.tree().0.insert(entry, Thing::Symlink("exports".to_owned()));
}

/// Two entries of one kind take each other's number.
fn swap_entries(scene: &mut Scene<'_>) {
    let numbered = |name: &str, number: &str| format!("{number}{}", &name[4..]);
    let (one, two) = (scene.entry(0), scene.entry(OLD));
    let (new_one, new_two) = (numbered(&one, &two[..4]), numbered(&two, &one[..4]));
    scene.tree().rename_folder(&one, &new_one);
    scene.tree().rename_folder(&two, &new_two);
}

fn officer_as_auditor(scene: &mut Scene<'_>) {
    let (previous, entry) = (scene.entry(NEW), "0006_FY2026-Q4_2027-04-01_audit");
    scene.forge(&previous, entry, "2027-04-01T10:00:00+09:00");
    let keys = scene.keys;
    keys.sign_entry(scene.tree(), entry, Holder::Officer);
}

impl Scene<'_> {
    fn tree(&mut self) -> &mut Tree {
        &mut self.ledger.tree
    }

    fn entry(&self, at: usize) -> String {
        self.ledger.entries[at].clone()
    }

    fn file(&self, at: usize, name: &str) -> String {
        format!("{}/{name}", self.ledger.entries[at])
    }

    fn change(&mut self, at: usize, file: &str, change: &dyn Fn(&mut Vec<u8>)) {
        let name = self.file(at, file);
        self.tree().edit(&name, change);
    }

    fn remove(&mut self, at: usize, file: &str) {
        let name = self.file(at, file);
        self.tree().remove(&name);
    }

    fn sign(&mut self, at: usize, holder: Holder) {
        let (entry, keys) = (self.entry(at), self.keys);
        keys.sign_entry(self.tree(), &entry, holder);
    }

    fn forge(&mut self, previous: &str, entry: &str, time: &str) {
        let forged = Forgery { entry, time, signer: "鈴木 一郎", text: "何もなかった\n" };
        add(self.tree(), previous, &forged);
    }

    /// One more entry at the end, as good as can be without the officer's key.
    fn append(&mut self, holder: Option<Holder>) {
        let (previous, entry) = (self.entry(NEW), "0006_FY2027-Q1_2027-06-30_report");
        self.forge(&previous, entry, "2027-06-30T10:00:00+09:00");
        if let Some(holder) = holder {
            let keys = self.keys;
            keys.sign_entry(self.tree(), entry, holder);
        }
    }

    fn reseal_new(&mut self, signed: &dyn Fn(&mut Tree, &str)) {
        self.change(NEW, "report.toml", &lie);
        let entry = self.entry(NEW);
        relist(self.tree(), &entry);
        signed(self.tree(), &entry);
    }

    /// Changes the entry at `first` and makes the chain anew from there.
    fn rewrite(&mut self, first: usize, signed: &dyn Fn(&mut Tree, &str)) {
        let entries = self.ledger.entries.clone();
        let audit = entries[first].ends_with("_audit");
        self.change(first, if audit { "audit.toml" } else { "report.toml" }, &lie);
        rechain(self.tree(), &entries, first, signed);
    }

    /// As if the rest had never been: what is left is as it was on an earlier day.
    fn keep(&mut self, count: usize) {
        for entry in self.ledger.entries.split_off(count) {
            self.ledger.tree.remove_folder(&entry);
        }
    }

    /// The officer seals the newest entry under another date.
    fn redate(&mut self, day: &str, time: &str) {
        let old = self.entry(NEW);
        let parts: Vec<&str> = old.split('_').collect();
        let new = format!("{}_{}_{day}_{}", parts[0], parts[1], parts[3]);
        self.tree().rename_folder(&old, &new);
        restate(self.tree(), &new, "signed-at", &format!("{day}{time}"));
        let previous = self.entry(NEW - 1);
        relink(self.tree(), &new, Some(&previous));
        let keys = self.keys;
        keys.sign_entry(self.tree(), &new, Holder::Officer);
        self.ledger.entries[NEW] = new;
    }
}
