//! A whole quarter on the checklists of both societies, from an empty folder to a sealed report.

#![cfg(test)]

use std::os::unix::fs::PermissionsExt as _;

use crate::fixture::{Folder, sha256sum_says_ok};

fn a_whole_quarter(checklist: &str, society: &str) {
    let folder = Folder::empty();
    folder.done(&[
        "init",
        "--checklist",
        checklist,
        "--inspector",
        "山田花子",
        "--officer",
        "鈴木一郎",
        "--auditor",
        "監事太郎",
    ]);
    let due = folder.run(&["status", "--format", "json"]).json();
    let due = due["tally"]["open"].as_u64().unwrap();
    assert!(due > 60, "{due}");
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    let report = folder.done(&["show", "令和8年度第3四半期"]);
    assert!(report.contains(society), "{report}");
    assert!(report.contains("100.0%"), "{report}");
    let list = folder.run(&["list", "--format", "json"]).json();
    assert_eq!(list["periods"][0]["tally"]["ok"], due);
    assert_eq!(folder.run(&["verify"]).code, Some(0));
    sha256sum_says_ok(&folder.entry());
    nobody_else_can_read(&folder);
}

fn nobody_else_can_read(folder: &Folder) {
    let mut paths = vec![folder.path()];
    let mut seen = 0;
    while let Some(path) = paths.pop() {
        for entry in std::fs::read_dir(&path).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{} {mode:o}", entry.path().display());
            if entry.file_type().unwrap().is_dir() {
                paths.push(entry.path());
            }
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen}");
}

#[test]
fn fsi_kenpo_comes_from_an_empty_folder_to_a_sealed_report() {
    a_whole_quarter("fsi-kenpo", "富士ソフト健康保険組合");
}

#[test]
fn gunma_nodan_kenpo_comes_from_an_empty_folder_to_a_sealed_report() {
    a_whole_quarter("gunma-nodan-kenpo", "群馬県農業団体健康保険組合");
}
