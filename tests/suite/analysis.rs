//! The queries of docs/analysis.md, run as they stand there, against what the program itself says.
//!
//! It needs Python with `duckdb`; where that is not, it says so and checks only that the queries
//! are there.

#![cfg(test)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::fixture::Folder;
use crate::source::{file, package};

/// What Python ends with where it has no `duckdb`.
const NO_DUCKDB: i32 = 9;
const SOCIETIES: [&str; 2] = ["sample", "small"];

/// The blocks of SQL in the document.
fn queries() -> Vec<String> {
    let page = file("docs/analysis.md");
    let blocks = page.split("```sql\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

/// The rows of each query, each as a map by column; `None` where there is no engine.
fn answered(dir: &Path, queries: &[String]) -> Option<Vec<Vec<BTreeMap<String, Value>>>> {
    let mut python = Command::new("python3");
    python.arg(package().join("tests/suite/analysis.py")).current_dir(dir);
    python.stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = python.spawn() else {
        println!("skipped: python3 is not here");
        return None;
    };
    let text = serde_json::to_string(queries).unwrap();
    // A Python that has gone away says why by its exit code.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    if output.status.code() == Some(NO_DUCKDB) {
        println!("skipped: {out}");
        return None;
    }
    assert!(output.status.success(), "{out}");
    let tables = out.lines().map(|line| {
        let (columns, rows): (Vec<String>, Vec<Vec<Value>>) = serde_json::from_str(line).unwrap();
        rows.into_iter().map(|row| columns.iter().cloned().zip(row).collect()).collect()
    });
    Some(tables.collect())
}

/// The sample and a small society side by side, and their rows in one file.
fn federation() -> Folder {
    let folder = Folder::sealed();
    let outside = folder.outside().to_owned();
    std::fs::rename(folder.path(), outside.join(SOCIETIES[1])).unwrap();
    std::fs::create_dir(folder.path()).unwrap();
    folder.done(&["demo", "../sample"]);
    let roots = SOCIETIES.map(|name| format!("--root=../{name}"));
    folder.done(&["export", &roots[0], &roots[1], "--out", "answers.ndjson"]);
    folder
}

fn word<'a>(row: &'a BTreeMap<String, Value>, column: &str) -> &'a str {
    row[column].as_str().unwrap_or_else(|| panic!("{column}: {row:?}"))
}

/// The rates that reports give, as `society section period`, with both numbers.
fn rates(folder: &Folder) -> BTreeMap<String, (i64, i64)> {
    let mut found = BTreeMap::new();
    for name in SOCIETIES {
        let root = format!("--root=../{name}");
        let list = folder.run(&["list", &root, "--format", "json"]).json();
        for period in list["periods"].as_array().unwrap() {
            let id = period["period"].as_str().unwrap();
            let report = folder.run(&["show", &root, id, "--format", "json"]).json();
            for section in report["sections"].as_array().unwrap() {
                let tally = &section["tally"];
                let count = |key: &str| tally[key].as_i64().unwrap();
                if count("ok") + count("ng") + count("na") + count("unverified") == 0 {
                    continue;
                }
                let of = count("ok") + count("ng") + count("unverified");
                let key =
                    format!("{} {} {id}", report["society"], section["title"]).replace('"', "");
                found.insert(key, (count("ok"), of));
            }
        }
    }
    found
}

#[test]
fn the_queries_of_the_document_say_what_the_program_says() {
    let queries = queries();
    assert_eq!(queries.len(), 3);
    let folder = federation();
    let Some(tables) = answered(&folder.path(), &queries) else { return };
    let [by_section, findings, items] = &tables[..] else { panic!("{tables:?}") };

    let told: BTreeMap<String, (i64, i64)> = by_section
        .iter()
        .map(|row| {
            let [society, section, period] =
                ["society", "section_title", "period"].map(|column| word(row, column));
            let numbers = (row["ok"].as_i64().unwrap(), row["base"].as_i64().unwrap());
            (format!("{society} {section} {period}"), numbers)
        })
        .collect();
    assert_eq!(told, rates(&folder));

    let open: Vec<(String, i64, i64, String)> = findings
        .iter()
        .map(|row| {
            let (months, moved) = (row["months"].as_i64(), row["moved"].as_i64());
            let (id, due) = (word(row, "finding").to_owned(), word(row, "due").to_owned());
            (id, months.unwrap(), moved.unwrap(), due)
        })
        .collect();
    assert_eq!(open, open_in_records(&folder));

    let record = std::fs::read_to_string(folder.path().join("answers.ndjson")).unwrap();
    let of = |item: &str, verdict: &str| {
        let both = [format!("\"item\":\"{item}\""), format!("\"verdict\":\"{verdict}")];
        record.lines().filter(|line| both.iter().all(|part| line.contains(part))).count()
    };
    assert_eq!(word(&items[0], "item"), "TEC-14");
    for row in items {
        let item = word(row, "item");
        let count = |column: &str| usize::try_from(row[column].as_u64().unwrap()).unwrap();
        assert_eq!((count("ng"), count("asked")), (of(item, "ng"), of(item, "")), "{item}");
    }
}

/// The findings that the newest sealed record of each society leaves open, oldest first: name,
/// months up to the end of that record's period, how often the due date moved, and the date.
fn open_in_records(folder: &Folder) -> Vec<(String, i64, i64, String)> {
    use std::sync::Arc;

    use tenken::app::{App, Place, Timepiece, findings};
    use tenken::store::fs::DiskFs;

    let mut found = Vec::new();
    for name in SOCIETIES {
        let dir = folder.outside().join(name);
        let app = App::new(Arc::new(DiskFs), &Place::Named(&dir), Timepiece::Machine);
        let (newest, _) = app.root.standing().unwrap().pop().unwrap();
        for finding in findings::known(&app).unwrap().iter().filter(|f| f.is_open()) {
            let months = i64::from(3 * (finding.age(newest) + 1));
            let moved = i64::try_from(finding.extensions().len()).unwrap();
            found.push((finding.id.to_string(), months, moved, finding.due().to_string()));
        }
    }
    found.sort_by_key(|(id, months, _, _)| (-months, id.clone()));
    assert!(found.len() > 4, "{found:?}");
    found
}
