//! Every fault the linter knows, where it points and what it says.
//!
//! The checklists here are small ones of our own; the real ones are in `checklists`.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Deserialize;
use tenken::cli::checklist::{Linted, Words, lint, lint_rows};
use tenken::cli::snippet::Source;
use tenken::domain::fault::Fault;
use tenken::domain::lines::position;
use tenken::report::checklist_json;
use tenken::store::checklists::Catalog;
use tenken::words::{ChecklistWords, Lang, LintWords, SuccessionWords, Terms};

const BASE: &str = include_str!("lint/mini.toml");
const SOCIETY: &str = include_str!("lint/demo.toml");

/// A way to spoil one of the two files.
#[derive(Deserialize)]
struct Slip {
    file: String,
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct Slips {
    slip: Vec<Slip>,
}

fn slips() -> Vec<Slip> {
    toml::from_str::<Slips>(include_str!("lint/slips.toml")).unwrap().slip
}

fn text(file: &str) -> &'static str {
    if file == "mini.toml" { BASE } else { SOCIETY }
}

fn catalog() -> Catalog {
    Catalog::new(vec![
        ("mini.toml".to_owned(), BASE.to_owned()),
        ("demo.toml".to_owned(), SOCIETY.to_owned()),
    ])
}

fn linted(file: &str, text: &str) -> Linted {
    let (faults, items) = catalog().lint(file, text);
    Linted { file: file.to_owned(), text: text.to_owned(), faults, items }
}

fn told(text: &str, fault: &Fault) -> String {
    let at = position(text, fault.span.start);
    format!("{}:{} {}", at.line, at.column, fault.kind.name())
}

fn output(linted: &[Linted], lang: Lang) -> String {
    let (checklist, faults) = (ChecklistWords::load(lang).unwrap(), LintWords::load(lang).unwrap());
    let terms = Terms::load(lang).unwrap();
    let succession = SuccessionWords::load(lang).unwrap();
    let words =
        Words { checklist: &checklist, lint: &faults, terms: &terms, succession: &succession };
    let others =
        [Source { name: "mini.toml", text: BASE }, Source { name: "demo.toml", text: SOCIETY }];
    lint(linted, &others, words)
}

fn spoilt(slip: &Slip) -> String {
    let good = text(&slip.file);
    assert_eq!(good.matches(&slip.from).count(), 1, "{:?} must be there once", slip.from);
    good.replace(&slip.from, &slip.to)
}

fn outputs(lang: Lang) -> String {
    let mut all = String::new();
    for slip in slips() {
        let text = spoilt(&slip);
        let linted = linted(&slip.file, &text);
        let found: Vec<String> = linted.faults.iter().map(|f| told(&text, f)).collect();
        assert!(!found.is_empty(), "{:?} -> {:?}", slip.from, slip.to);
        let _ = writeln!(all, "##### {:?} -> {:?}", slip.from, slip.to);
        let _ = writeln!(all, "##### {}\n", found.join(", "));
        all.push_str(&output(&[linted], lang));
        all.push('\n');
    }
    all
}

#[test]
fn the_unspoilt_files_are_clean() {
    for (file, items) in [("mini.toml", 3), ("demo.toml", 5)] {
        let linted = linted(file, text(file));
        assert_eq!((linted.faults.as_slice(), linted.items), (&[][..], Some(items)), "{file}");
    }
}

#[test]
fn every_slip_is_told_at_its_place_with_what_to_do_next() {
    insta::assert_snapshot!("japanese", outputs(Lang::Ja));
    insta::assert_snapshot!("english", outputs(Lang::En));
}

#[test]
fn every_kind_of_fault_has_a_slip() {
    let words: toml::Table = include_str!("../../src/words/ja/lint.toml").parse().unwrap();
    let kinds: BTreeSet<String> = ["fault", "revision"]
        .iter()
        .flat_map(|part| words[*part].as_table().unwrap().keys())
        .filter(|key| *key != "form")
        .map(|key| key.replace('_', "-"))
        .collect();
    let mut found = BTreeSet::new();
    for slip in slips() {
        let text = spoilt(&slip);
        found.extend(linted(&slip.file, &text).faults.iter().map(|f| f.kind.name().to_owned()));
    }
    // These need more than one spoilt line and have tests of their own.
    let elsewhere = ["too-large", "too-many", "base-faulty"].map(str::to_owned);
    assert_eq!(found.iter().cloned().chain(elsewhere).collect::<BTreeSet<_>>(), {
        let mut all = kinds;
        all.insert("syntax".to_owned());
        all
    });
}

#[test]
fn no_output_line_is_wider_than_100_cells() {
    let long = "長".repeat(900);
    for (from, to) in [
        ("検証したか。", format!("{long}\t。")),
        ("\"検証したか。\"", format!("3 # {long}")),
        ("DMO-01", long.clone()),
    ] {
        let linted = linted("demo.toml", &SOCIETY.replace(from, &to));
        assert!(!linted.faults.is_empty());
        let output = output(&[linted], Lang::Ja);
        for line in output.lines().filter(|line| line.contains('|')) {
            assert!(tenken::text::cells(line) <= 100, "{line}");
        }
    }
}

#[test]
fn ten_faults_in_one_file_are_told_at_once() {
    let text = [
        ("1.2.0", "1.2"),
        ("2026-11-21", "2026-13-21"),
        ("edition = \"版の記載なし\"", "edition = 7"),
        ("[\"not_applicable\"]", "[\"how\"]"),
        ("reason = \"異動がないため\"", "reason = \"\""),
        ("id = \"DMO-01\"", "id = \"HUM-99\""),
        ("title = \"効果の検証\"", "tittle = \"効果の検証\""),
        ("[\"閲覧\"]", "[\"閲読\"]"),
        ("due_quarter = 4", "due_quarter = 9"),
        ("turn = 3", "turn = 1"),
    ]
    .into_iter()
    .fold(SOCIETY.to_owned(), |text, (from, to)| text.replace(from, to));
    let linted = linted("demo.toml", &text);
    let found: Vec<String> = linted.faults.iter().map(|f| told(&text, f)).collect();
    assert_eq!(
        found,
        [
            "5:11 bad-version",
            "6:14 bad-date",
            "11:11 wrong-type",
            "25:11 not-removable",
            "35:10 empty-text",
            "37:1 missing-key",
            "38:6 retired-reused",
            "40:1 unknown-key",
            "43:12 unknown-method",
            "48:15 bad-quarter",
            "50:9 unbalanced-turns",
            "66:7 unknown-id",
        ]
    );
}

#[test]
fn a_table_that_an_item_of_the_base_needs_is_told_with_that_item() {
    let text = SOCIETY.replace("table.purposes", "table.purpose");
    insta::assert_snapshot!("table_missing", output(&[linted("demo.toml", &text)], Lang::Ja));
}

#[test]
fn a_faulty_base_is_told_in_the_file_that_needs_it() {
    let base = BASE.replace("法24条", "").replace("turn = 2", "turn = 7");
    let catalog = Catalog::new(vec![("mini.toml".to_owned(), base)]);
    let (faults, items) = catalog.lint("demo.toml", SOCIETY);
    let found: Vec<String> = faults.iter().map(|f| told(SOCIETY, f)).collect();
    assert_eq!((found.as_slice(), items), (&["3:11 base-faulty".to_owned()][..], None));
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let text = format!("{SOCIETY}# {}\n", "x".repeat(256 * 1024));
    let linted = linted("demo.toml", &text);
    assert_eq!(linted.faults.iter().map(|f| told(&text, f)).collect::<Vec<_>>(), ["1:1 too-large"]);
}

#[test]
fn a_file_of_nothing_but_faults_is_told_up_to_a_thousand() {
    let lines: Vec<String> = (0..3000).map(|n| format!("k{n} = 1\n")).collect();
    let many = lines.concat();
    let linted = linted("demo.toml", &(many + SOCIETY));
    assert_eq!(linted.faults.len(), 1001);
    assert_eq!(linted.faults.last().unwrap().kind.name(), "too-many");
    assert_eq!(linted.items, None);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_no_faults() {
    let text = format!("\u{feff}{}", SOCIETY.replace('\n', "\r\n"));
    let linted = linted("demo.toml", &text);
    assert_eq!((linted.faults.as_slice(), linted.items), (&[][..], Some(5)));
    let text = text.replace("format = 1", "format = 2");
    let (faults, _) = catalog().lint("demo.toml", &text);
    assert_eq!(faults.iter().map(|f| told(&text, f)).collect::<Vec<_>>(), ["1:10 newer-format"]);
}

#[test]
fn nothing_that_steers_a_terminal_comes_out() {
    let bad = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{200b}";
    let text = SOCIETY
        .replace("効果の検証", &format!("効果{bad}"))
        .replace("colour", bad)
        .replace("edition = ", &format!("\"ed\\u001b{}\" = ", "\u{202e}"));
    let linted = linted(&format!("demo{bad}.toml"), &text);
    assert!(linted.faults.len() > 3);
    for lang in Lang::ALL {
        let output = output(std::slice::from_ref(&linted), lang);
        let steering = |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{200b}".contains(*c);
        assert_eq!(output.chars().find(steering), None, "{output}");
    }
}

#[test]
fn the_same_faults_are_told_as_json() {
    let text = SOCIETY
        .replace("id = \"DMO-01\"", "id = \"HUM-01\"")
        .replace("title = \"効", "tittle = \"効");
    let words = LintWords::load(Lang::Ja).unwrap();
    let others = [Source { name: "mini.toml", text: BASE }];
    let rows = lint_rows(&[linted("demo.toml", &text)], &others, &words);
    insta::assert_snapshot!("json", checklist_json::lint(&rows));
}

#[test]
fn a_file_full_of_faults_is_told_to_the_last_one() {
    let many = (0..300).map(|n| format!("k{n} = 1")).collect::<Vec<_>>().join("\n");
    let linted = linted("demo.toml", &format!("{many}\n{SOCIETY}"));
    let output = output(&[linted], Lang::Ja);
    assert_eq!(output.matches("というキーはありません").count(), 300);
    assert!(output.contains("誤り: demo.toml:300:1: ファイルの先頭 に「k299」"), "{output}");
}
