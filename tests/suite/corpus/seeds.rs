//! The input of every case as a file of its own, for programs that make more of it.
//!
//! `CORPUS_SEEDS=fuzz/corpus cargo test --test suite corpus::seeds` writes them below that folder,
//! one folder for each kind of file.

use std::fs;
use std::path::{Path, PathBuf};

use super::case::Pose;
use super::running::Disk;
use super::{GROUPS, folder, group};

/// The folder of a kind; what is no file of its own has none.
fn kind(pose: Pose) -> Option<&'static str> {
    match pose {
        Pose::Society => Some("society"),
        Pose::Checklist | Pose::DraftChecklist => Some("checklist"),
        Pose::Journal => Some("journal"),
        Pose::Record | Pose::Note => Some("record"),
        Pose::Seal => Some("seal"),
        Pose::Argument | Pose::FileName => None,
    }
}

fn write_seeds(to: &Path) {
    for (name, _) in GROUPS {
        for (number, case) in group(name).iter().enumerate() {
            let (Some(kind), Some(place)) = (kind(case.pose), case.place()) else { continue };
            let disk = Disk::of(case.base());
            disk.prepare(case, &folder(name));
            fs::create_dir_all(to.join(kind)).unwrap();
            let seed = to.join(kind).join(format!("{name}-{:02}", number + 1));
            fs::copy(disk.root().join(place), seed).unwrap();
        }
    }
}

#[test]
fn every_kind_of_file_has_seeds() {
    let temp = tempfile::tempdir().unwrap();
    let to = std::env::var_os("CORPUS_SEEDS").map_or(temp.path().to_owned(), PathBuf::from);
    write_seeds(&to);
    for kind in ["society", "checklist", "journal", "record", "seal"] {
        assert!(fs::read_dir(to.join(kind)).unwrap().count() > 5, "{kind}");
    }
}
