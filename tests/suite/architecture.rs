//! The shape of the source, as ARCHITECTURE.md tells it: layers, purity, sizes, first lines.
//!
//! It reads the files as text; what the compiler and clippy check is left to them.

#![cfg(test)]

use std::fmt::Write as _;

use crate::source::{Source, file, lines_in_strings, package, rust_files};

/// Each layer, the layers it may name besides itself, and what it must not name at all.
const LAYERS: [(&str, &[&str], &[&str]); 8] = [
    ("text", &[], &[DISK, CLOCK, "serde", "clap"]),
    ("domain", &["text"], &[DISK, CLOCK, "serde", "ratatui", "crossterm", "clap"]),
    ("words", &["domain", "text"], &[DISK, CLOCK, "ratatui", "crossterm", "clap"]),
    ("report", &["domain", "words", "text"], &[DISK, CLOCK, "ratatui", "crossterm", "clap"]),
    ("store", &["domain", "text"], &[CLOCK, "ratatui", "crossterm", "clap"]),
    (
        "app",
        &["domain", "words", "report", "store", "text"],
        &[DISK, "ratatui", "crossterm", "clap"],
    ),
    (
        "cli",
        &["domain", "words", "report", "store", "app", "tui", "text"],
        &[DISK, CLOCK, "ratatui", "crossterm"],
    ),
    ("tui", &["domain", "words", "report", "store", "app", "text"], &[DISK, CLOCK, "clap"]),
];

/// Stands for `std::fs`.
const DISK: &str = "std::fs";
/// Stands for every way to ask what time it is.
const CLOCK: &str = "the clock";
/// The longest file without its tests, in lines.
const MAX_LINES: usize = 400;
/// The widest line, in characters.
const MAX_WIDTH: usize = 100;
const MAX_MODEL_FIELDS: usize = 8;

fn assert_none(faults: &str) {
    assert!(faults.is_empty(), "\n{faults}");
}

/// Whether a path names what [`LAYERS`] forbids.
fn names(path: &[String], forbidden: &str) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match forbidden {
        DISK => path.starts_with(&["std", "fs"]),
        CLOCK => {
            let asked = matches!(path[..], [.., "Local" | "Utc" | "SystemTime" | "Instant", "now"]);
            asked || path.starts_with(&["std", "time", "SystemTime"])
        }
        krate => path[0] == krate,
    }
}

/// What one file of a layer names that it must not.
fn misnamed(source: &Source, layer: &str, may: &[&str], never: &[&str]) -> String {
    let mut faults = String::new();
    for named in source.paths() {
        let path = named.path.join("::");
        let place = format!("{}:{}: {path}", source.name, named.line);
        let inner = matches!(named.path[0].as_str(), "crate" | "tenken");
        let to = named.path.get(1).map_or("", String::as_str);
        let layers = LAYERS.iter().any(|(other, _, _)| *other == to);
        if inner && layers && to != layer && !may.contains(&to) {
            let _ = writeln!(
                faults,
                "{place}: `{layer}` must not name `{to}`; hand the value in, or move the code up"
            );
        }
        for forbidden in never.iter().filter(|forbidden| names(&named.path, forbidden)) {
            let _ = writeln!(
                faults,
                "{place}: `{layer}` must not name {forbidden}; leave it to the layer that may"
            );
        }
    }
    faults
}

#[test]
fn each_layer_names_only_those_below_it() {
    let mut faults = String::new();
    for (layer, may, never) in LAYERS {
        let files = rust_files(&format!("src/{layer}"));
        assert!(!files.is_empty(), "src/{layer} is gone: change LAYERS and ARCHITECTURE.md");
        for source in files {
            faults.push_str(&misnamed(&source, layer, may, never));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_folder_of_the_library_is_a_layer() {
    let text = file("src/lib.rs");
    let mut modules: Vec<&str> =
        text.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut layers: Vec<&str> = LAYERS.iter().map(|(layer, _, _)| *layer).collect();
    modules.sort_unstable();
    layers.sort_unstable();
    assert_eq!(modules, layers, "a new folder needs its row in LAYERS and in ARCHITECTURE.md");
}

#[test]
fn a_layer_that_names_one_above_it_is_found() {
    let text = "use crate::words::Lang;\nfn f() { std::fs::read(\"\"); chrono::Local::now(); }\n";
    let source = Source { name: "src/store/x.rs".into(), text: text.into() };
    let faults = misnamed(&source, "store", &["domain"], &[DISK, CLOCK]);
    assert_eq!(faults.lines().count(), 3, "{faults}");
    assert!(faults.starts_with("src/store/x.rs:1: crate::words::Lang: `store` must not name"));
}

#[test]
fn the_disk_is_touched_in_one_folder_only() {
    let mut faults = String::new();
    for source in rust_files("src/store") {
        let here = source.name.starts_with("src/store/fs/");
        for named in source.paths().iter().filter(|n| !here && names(&n.path, DISK)) {
            let place = format!("{}:{}", source.name, named.line);
            let _ = writeln!(faults, "{place}: go through `Fs`, so that faults can be simulated");
        }
    }
    assert_none(&faults);
}

#[test]
fn the_interface_reaches_the_store_only_where_effects_are_run_and_answered() {
    let mut faults = String::new();
    let store = ["crate".to_owned(), "store".to_owned()];
    for source in rust_files("src/tui") {
        let here = ["src/tui/runner.rs", "src/tui/runner_audit.rs", "src/tui/msg.rs"];
        let here = here.contains(&source.name.as_str());
        for named in source.paths().iter().filter(|n| !here && n.path.starts_with(&store)) {
            let place = format!("{}:{}", source.name, named.line);
            let _ = writeln!(faults, "{place}: ask by an `Effect`; update and view stay pure");
        }
    }
    assert_none(&faults);
}

#[test]
fn no_file_is_longer_than_can_be_read_in_one_go() {
    let mut faults = String::new();
    for source in rust_files("src") {
        let lines = source.without_tests().lines().count();
        if lines > MAX_LINES {
            let _ = writeln!(
                faults,
                "{}: {lines} lines without tests, more than {MAX_LINES}; split it by what it does",
                source.name
            );
        }
    }
    assert_none(&faults);
}

/// All Rust files of the package.
fn everything() -> Vec<Source> {
    ["src", "tests", "benches"].into_iter().flat_map(rust_files).collect()
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let mut faults = String::new();
    for source in everything() {
        if !source.text.starts_with("//! ") {
            let _ = writeln!(
                faults,
                "{}:1: begin with `//! ` and one sentence on what the file is for",
                source.name
            );
        }
    }
    assert_none(&faults);
}

#[test]
fn no_line_is_wider_than_a_hundred_characters() {
    let mut faults = String::new();
    for source in everything() {
        // What is quoted whole, such as the output of a command, is as wide as it is.
        let quoted = lines_in_strings(&source.text);
        for (number, line) in (1..).zip(source.text.lines()) {
            let width = line.chars().count();
            if width > MAX_WIDTH && !quoted.contains(&number) {
                let place = format!("{}:{number}", source.name);
                let _ = writeln!(faults, "{place}: {width} characters; break the line");
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn no_file_of_tests_is_forgotten() {
    let main = file("tests/suite/main.rs");
    let mut faults = String::new();
    for source in rust_files("tests/suite") {
        let name = source.name.trim_start_matches("tests/suite/").trim_end_matches(".rs");
        if name != "main" && !name.contains('/') && !main.contains(&format!("\nmod {name};")) {
            let _ = writeln!(
                faults,
                "{}: never run; add `mod {name};` to tests/suite/main.rs",
                source.name
            );
        }
    }
    assert_none(&faults);
}

#[test]
fn the_model_of_the_interface_stays_small() {
    let text = file("src/tui/model.rs");
    let (_, body) = text.split_once("pub struct Model {").expect("src/tui/model.rs has `Model`");
    let (body, _) = body.split_once("\n}").unwrap();
    let fields = body.lines().filter(|line| line.trim_start().starts_with("pub ")).count();
    assert!(
        (1..=MAX_MODEL_FIELDS).contains(&fields),
        "src/tui/model.rs: Model has {fields} fields; at most {MAX_MODEL_FIELDS}: \
         let a screen's state hold what only that screen needs"
    );
}

#[test]
fn every_test_that_the_documents_name_exists() {
    let page = file("ARCHITECTURE.md");
    let mut count = 0;
    for name in page.split('`').skip(1).step_by(2) {
        let Some((module, test)) = name.split_once("::") else { continue };
        let places = [
            format!("tests/suite/{module}.rs"),
            format!("tests/suite/attacks/{module}.rs"),
            format!("src/domain/{module}.rs"),
            format!("src/domain/{module}/tests.rs"),
            format!("tests/suite/corpus/{module}.rs"),
            format!("src/store/fs/{module}.rs"),
            format!("src/store/shape/{module}.rs"),
        ];
        let there = |place: &&String| package().join(place).exists();
        let holds = |place: &String| file(place).contains(&format!("fn {test}("));
        let found = places.iter().filter(there).any(holds);
        assert!(found, "ARCHITECTURE.md: no test {name}; name the one that holds the rule");
        count += 1;
    }
    assert!(count > 20, "{count}");
}
