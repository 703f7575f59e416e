//! Documents in files: what they are called, what becomes of files that are there, and that
//! nothing of a record is lost in them.

#![cfg(test)]

use std::collections::BTreeMap;

use serde_json::Value;
use tenken::report::{json, record_csv};

use crate::fixture::Folder;
use crate::sample_record::sample;

const CSV: &str = "reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.csv";

/// Two quarters of the small checklist.
pub(crate) fn two() -> Folder {
    let folder = Folder::sealed();
    let on = |args: &[&str]| {
        let run = folder.on("2027-02-01", args);
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.err);
    };
    for item in ["ORG-01", "ORG-02", "ORG-03", "HUM-01"] {
        on(&["answer", "FY2026-Q4", item, "ok", "--evidence", "簿冊", "--note", "閲覧した"]);
    }
    on(&["seal", "FY2026-Q4", "--confirmed-by", "鈴木一郎"]);
    folder
}

#[test]
fn reports_comparisons_and_trends_are_files_with_dated_names() {
    let folder = two();
    let report = |args: &[&str]| folder.done(&[&["report"], args].concat());
    for (args, name) in [
        (&["FY2026-Q3", "--format", "csv"][..], CSV),
        (
            &["FY2026-Q3", "--format", "json", "--ascii"],
            "reports/exports/FY2026-Q3_2026-12-18_report.json",
        ),
        (
            &["--compare", "FY2026-Q3", "FY2026-Q4", "--format", "md"],
            "reports/exports/FY2026-Q3_FY2026-Q4_前期比較.md",
        ),
        (
            &["--trend", "８", "--format", "csv", "--ascii"],
            "reports/exports/FY2026-Q3_FY2026-Q4_trend.csv",
        ),
        (&[], "reports/exports/FY2026-Q4_2027-02-01_自己点検結果報告書.txt"),
    ] {
        let told = report(args);
        assert!(told.contains(name), "{args:?}: {told}");
        assert!(folder.path().join(name).exists(), "{args:?}: {told}");
    }
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn a_document_is_about_one_thing() {
    let folder = two();
    for (args, word) in [
        (&["FY2026-Q3", "--trend", "8"][..], "1つだけ"),
        (&["--trend", "8", "--compare", "FY2026-Q3", "FY2026-Q4"], "1つだけ"),
        (&["--trend", "0"], "期の数として読めません: 0"),
        (&["--trend", "8", "--entry", "1"], "--entry は"),
    ] {
        let run = folder.run(&[&["report"], args].concat());
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.out);
        assert!(run.err.contains(word), "{args:?}: {}", run.err);
    }
}

#[test]
fn what_is_there_is_replaced_by_force_only_and_never_inside_a_sealed_entry() {
    let folder = Folder::sealed();
    let csv = ["report", "last", "--format", "csv"];
    assert!(folder.done(&csv).contains("書き出しました"));
    let file = folder.path().join(CSV);
    let whole = std::fs::read(&file).unwrap();
    assert!(folder.done(&csv).contains("同じ内容"));
    std::fs::write(&file, "mine").unwrap();
    assert_eq!(folder.run(&csv).code, Some(1));
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    let told = folder.done(&[&csv[..], &["--force"]].concat());
    assert!(told.contains("置き換えました"), "{told}");
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    let before = folder.files();
    let entry = folder.entry();
    for out in [
        entry.clone(),
        entry.join("new/folder"),
        entry.join("../../reports").join(entry.file_name().unwrap()),
    ] {
        let run = folder.run(&[&csv[..], &["--force", "--out", out.to_str().unwrap()]].concat());
        assert_eq!(run.code, Some(1), "{}: {}", out.display(), run.out);
        assert!(run.err.contains("確定した記録のフォルダー"), "{}", run.err);
    }
    assert_eq!(folder.files(), before);
    let left: Vec<_> = std::fs::read_dir(file.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_was_altered_is_named_beside_every_document_made_of_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = two();
    let file = folder.path().join("reports/0001_FY2026-Q3_2026-12-18_report/report.txt");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&file, "書き換えた").unwrap();
    for args in [
        &["report", "FY2026-Q3", "--format", "csv"][..],
        &["report", "--compare", "FY2026-Q3", "FY2026-Q4", "--format", "md"],
        &["compare", "FY2026-Q3", "FY2026-Q4"],
        &["report", "--trend", "8", "--format", "csv"],
        // Its pages set it beside the altered one.
        &["report", "FY2026-Q4", "--format", "html"],
    ] {
        let run = folder.run(args);
        assert_eq!(run.code, Some(3), "{args:?}: {}", run.err);
        let named = run.err.matches("0001_FY2026-Q3_2026-12-18_report は、確定したとき").count();
        assert_eq!(named, 1, "{args:?}: {}", run.err);
    }
    for args in [&["report", "FY2026-Q4"][..], &["report", "--trend", "1"]] {
        assert_eq!(folder.run(args).code, Some(0), "{args:?}");
    }
}

#[test]
fn what_is_in_a_file_is_counted_when_it_is_read_back() {
    let folder = two();
    let told = folder.done(&["report", "FY2026-Q4", "--format", "csv,json"]);
    assert_eq!(told.matches("（項目4、指摘0、監事の所見0）").count(), 2, "{told}");
}

/// Rows of a CSV with quoted fields.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows.pop();
    rows
}

fn leaves(value: &Value, found: &mut BTreeMap<String, usize>) {
    match value {
        Value::Null => {}
        Value::Array(values) => values.iter().for_each(|value| leaves(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, found)),
        Value::String(text) => *found.entry(text.clone()).or_default() += 1,
        other => *found.entry(other.to_string()).or_default() += 1,
    }
}

#[test]
fn the_long_table_holds_every_value_of_the_json_under_its_own_place() {
    let record = sample();
    let text = record_csv(&record);
    let rows = rows(text.strip_prefix('\u{feff}').unwrap());
    assert_eq!(rows[0], ["part", "id", "field", "value"]);
    let (mut expected, mut found) = (BTreeMap::new(), BTreeMap::new());
    leaves(&serde_json::from_str(&json(&record)).unwrap(), &mut expected);
    let mut places = std::collections::BTreeSet::new();
    for row in &rows[1..] {
        assert_eq!(row.len(), 4, "{row:?}");
        let typed = row[3].strip_prefix('\'').unwrap_or(&row[3]);
        *found.entry(typed.to_owned()).or_default() += 1;
        assert!(places.insert(row[..3].to_vec()), "told twice: {row:?}");
    }
    assert_eq!(found, expected);
    assert!(rows.iter().any(|row| row[0] == "items" && row[1] == "ORG-01" && row[2] == "question"));
}
