//! The two ledgers that are attacked: one with entries of auditors between, one without.
//!
//! The program's own code seals them, in memory; ssh-keygen signs.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::Path;

use tenken::store::fs::sim::SimFs;
use tenken::store::fs::{FileName, Fs as _};
use tenken::store::names::{EntryKind, EntryName};
use tenken::store::seal::{Clock, SealRequest, SignedAt, seal_entry};

use super::forger::{Holder, Keys, code};
use super::tree::{Thing, Tree};

const REPORTS: &str = "/society/reports";

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Audited,
    OfficerOnly,
}

impl Which {
    pub(crate) const BOTH: [Self; 2] = [Self::Audited, Self::OfficerOnly];
}

/// A ledger as it was left by honest people, and the codes they noted.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    pub(crate) tree: Tree,
    pub(crate) entries: Vec<String>,
    /// Of the newest entry.
    pub(crate) newest: String,
    /// Of the entry before the newest.
    pub(crate) older: String,
}

type Row = (&'static str, EntryKind, &'static str, Holder);

const AUDITED: [Row; 5] = [
    ("FY2026-Q1", EntryKind::Report, "2026-06-30T17:00:00+09:00", Holder::Officer),
    ("FY2026-Q1", EntryKind::Audit, "2026-07-10T10:00:00+09:00", Holder::Sentei),
    ("FY2026-Q2", EntryKind::Report, "2026-09-30T17:00:00+09:00", Holder::Officer),
    ("FY2026-Q2", EntryKind::Audit, "2026-10-08T10:00:00+09:00", Holder::Gosen),
    ("FY2026-Q3", EntryKind::Report, "2026-12-31T15:00:00+09:00", Holder::Officer),
];

const OFFICER_ONLY: [Row; 5] = [
    ("FY2026-Q1", EntryKind::Report, "2026-06-30T17:00:00+09:00", Holder::Officer),
    ("FY2026-Q2", EntryKind::Report, "2026-09-30T17:00:00+09:00", Holder::Officer),
    ("FY2026-Q2", EntryKind::Correction, "2026-10-08T10:00:00+09:00", Holder::Officer),
    ("FY2026-Q3", EntryKind::Report, "2026-12-31T15:00:00+09:00", Holder::Officer),
    ("FY2026-Q4", EntryKind::Report, "2027-03-31T17:00:00+09:00", Holder::Officer),
];

impl Ledger {
    pub(crate) fn make(which: Which, keys: Option<&Keys>) -> Self {
        let rows = if which == Which::Audited { AUDITED } else { OFFICER_ONLY };
        let fs = SimFs::new();
        let mut entries: Vec<EntryName> = Vec::new();
        for (period, kind, time, holder) in rows {
            let request = request(period, kind, time, entries.last());
            let sealed = seal_entry(&fs, Path::new(REPORTS), &request).unwrap();
            if let Some(keys) = keys {
                let mut tree = of(&fs);
                let entry = sealed.entry.to_string();
                keys.sign_entry(&mut tree, &entry, holder);
                let name = format!("{entry}/SEAL.sig");
                fs.place_file(&Path::new(REPORTS).join(&name), tree.bytes(&name));
            }
            entries.push(sealed.entry);
        }
        let tree = of(&fs);
        let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
        let codes = [code(&tree, &entries[4]), code(&tree, &entries[3])];
        let [newest, older] = codes;
        Self { tree, entries, newest, older }
    }
}

fn request(period: &str, kind: EntryKind, time: &str, previous: Option<&EntryName>) -> SealRequest {
    let name = if kind == EntryKind::Audit { "audit" } else { "report" };
    let content = |file: &str| {
        let line = format!("{file} {period} {kind}: ORG-01 verdict = \"ok\"\n");
        line.repeat(4).into_bytes()
    };
    let files: BTreeMap<FileName, Vec<u8>> = [format!("{name}.toml"), format!("{name}.txt")]
        .iter()
        .map(|file| (file.parse().unwrap(), content(file)))
        .collect();
    SealRequest {
        kind,
        period: period.parse().unwrap(),
        signed_at: SignedAt::new(time.parse().unwrap()),
        signer: if kind == EntryKind::Audit { "監事 花子" } else { "鈴木 一郎" }.parse().unwrap(),
        meaning: "四半期自己点検の確定".parse().unwrap(),
        clock: Clock::Machine,
        replaces: previous.filter(|_| kind == EntryKind::Correction).cloned(),
        files,
    }
}

/// What the simulated disk holds below `reports/`.
fn of(fs: &SimFs) -> Tree {
    let mut tree = Tree::default();
    let reports = Path::new(REPORTS);
    for folder in fs.list(reports).unwrap() {
        let folder = folder.name.into_string().unwrap();
        for file in fs.list(&reports.join(&folder)).unwrap() {
            let name = format!("{folder}/{}", file.name.into_string().unwrap());
            let bytes = fs.contents(&reports.join(&name)).unwrap();
            tree.0.insert(name, Thing::File(bytes));
        }
    }
    tree
}

/// A tree on a simulated disk, as `verify` reads it.
pub(crate) fn simulated(tree: &Tree) -> SimFs {
    let fs = SimFs::new();
    for (name, thing) in &tree.0 {
        let Thing::File(bytes) = thing else { panic!("{name} is no file") };
        fs.place_file(&Path::new(REPORTS).join(name), bytes);
    }
    fs
}

pub(crate) fn reports() -> &'static Path {
    Path::new(REPORTS)
}
