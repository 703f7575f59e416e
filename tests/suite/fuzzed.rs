//! What the fuzz targets assert, of every file kept as an example: what once broke something, what
//! the program writes, and pieces of both. Millions of others are tried by `fuzz/run`.

#![cfg(test)]

use std::path::Path;

#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a crate of its own elsewhere")]
mod targets;

use crate::fixture::Folder;
use crate::source::package;

/// A name, and what is given any bytes.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 7] = [
    ("checklist", targets::checklist::read),
    ("journal", targets::journal::read),
    ("record", targets::record::read),
    ("seal", targets::seal::read),
    ("society", targets::society::read),
    ("allowed_signers", targets::allowed_signers::read),
    ("signature", targets::signature::read),
];

fn files(dir: &Path) -> Vec<Vec<u8>> {
    let Ok(found) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<_> = found.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn what_once_broke_a_reader_breaks_it_no_more() {
    for (name, target) in TARGETS {
        for bytes in files(&package().join("fuzz/regressions").join(name)) {
            target(&bytes);
        }
    }
}

#[test]
fn what_the_program_writes_holds_every_promise_whole_and_cut_anywhere() {
    let folder = Folder::sealed();
    let read = |path: &str| std::fs::read(folder.path().join(path)).unwrap();
    let entry = |file: &str| std::fs::read(folder.entry().join(file)).unwrap();
    for ((name, target), bytes) in TARGETS.into_iter().zip([
        read("checklists/small.toml"),
        entry("journal.toml"),
        entry("report.toml"),
        entry("SEAL"),
        read("tenken.toml"),
    ]) {
        target(&bytes);
        for cut in (0..bytes.len()).step_by(bytes.len() / 16) {
            target(&bytes[..cut]);
            let mut changed = bytes.clone();
            changed[cut] ^= 1;
            target(&changed);
        }
        assert!(bytes.len() > 100, "{name}");
    }
}

#[test]
fn every_fuzz_target_is_run_here_too() {
    let mut found: Vec<_> = std::fs::read_dir(package().join("fuzz/fuzz_targets"))
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut here = TARGETS.map(|(name, _)| name);
    found.sort();
    here.sort_unstable();
    assert_eq!(found, here);
}
