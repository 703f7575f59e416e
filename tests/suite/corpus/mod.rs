//! The corpus of hostile and broken input: every case runs, and ends as it says.
//!
//! The cases are data in `tests/corpus`, described in its README.md; those that only a test can
//! make (pipes, sockets, links) are in `special`.

#![cfg(test)]
#![cfg(unix)]

mod case;
mod cases;
mod gate;
mod running;
mod seeds;
mod special;
mod table;

use std::path::PathBuf;

use self::case::Case;
use serde::Deserialize;

/// The one sealed entry of the folders that have one.
const ENTRY: &str = "0001_FY2026-Q3_2026-12-18_report";

/// The groups kept as data, with the number of cases each has at least.
const GROUPS: [(&str, usize); 7] = [
    ("terminal", 40),
    ("bidi", 30),
    ("encodings", 40),
    ("toml", 35),
    ("meaning", 60),
    ("names", 45),
    ("output", 60),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

fn folder(group: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(group)
}

/// The cases of a group, from all files of its folder that hold cases, in the order of names.
fn group(name: &str) -> Vec<Case> {
    let files = std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap();
            name.starts_with("cases") && path.extension().is_some_and(|ending| ending == "toml")
        })
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let file: File =
            toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        file.case
    };
    files.iter().flat_map(read).collect()
}
