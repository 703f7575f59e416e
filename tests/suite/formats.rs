//! docs/formats.md against what the program writes and prints.
//!
//! That a field means what the page says is not checked; that it is told of, and exists, is.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;

use crate::fixture::Folder;
use crate::source::file;

const PAGE: &str = "docs/formats.md";
/// In the quarter after the one of the fixture.
const NEXT: &str = "2027-02-18";

/// A section of the page, from its heading to the next of the same or a higher rank.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let rank = heading.split(' ').next().unwrap().len();
    let (_, rest) = page
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("{PAGE} has no section {heading:?}"));
    let ends = |line: &str| {
        let hashes = line.chars().take_while(|c| *c == '#').count();
        (1..=rank).contains(&hashes) && line[hashes..].starts_with(' ')
    };
    let mut end = 0;
    let mut fenced = false;
    for line in rest.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        if !fenced && ends(line) {
            break;
        }
        end += line.len();
    }
    &rest[..end]
}

/// What stands in backticks, outside blocks of code, cut at what is no part of a name.
fn told(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| !line.starts_with("```")) {
        for quoted in line.split('`').skip(1).step_by(2) {
            let inner = quoted.trim_matches(|c| "[]\"".contains(c));
            names.extend(inner.split('.').map(str::to_owned));
        }
    }
    names
}

/// Every key of a TOML or JSON value, with those inside it.
fn keys(value: &serde_json::Value, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, out)),
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            out.insert(key.clone());
            keys(value, out);
        }),
        _ => {}
    }
}

fn toml_keys(path: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let value: serde_json::Value = toml::from_str(&text).unwrap();
    let mut found = BTreeSet::new();
    keys(&value, &mut found);
    assert!(found.contains("format"), "{}", path.display());
    found
}

fn all_told(heading: &str, found: &BTreeSet<String>) {
    let page = file(PAGE);
    let known = told(section(&page, heading));
    let missing: Vec<_> = found.difference(&known).collect();
    assert!(missing.is_empty(), "{PAGE}, {heading}: tell of {missing:?} in backticks");
}

/// A folder with every kind of answer in the third quarter, changed and cited ones among them.
fn worked() -> Folder {
    let folder = Folder::empty();
    let people = ["--inspector", "山田花子", "--officer", "鈴木一郎", "--auditor", "監事太郎"];
    folder.done(&[&["init", "--checklist", "fsi-kenpo"], &people[..]].concat());
    let answer = |rest: &[&str]| folder.done(&[&["answer", "current"], rest].concat());
    std::fs::write(folder.path().join("取扱規程.pdf"), "規程").unwrap();
    let named = ["--evidence-file", "取扱規程.pdf", "--valid-until", "2027-03-31"];
    answer(&[&["ORG-01", "ok", "--evidence", "任命書", "--method", "閲覧"], &named[..]].concat());
    let remedy = ["--action", "直す", "--owner", "佐藤", "--due", "2027-01-31"];
    let fault = ["ORG-02", "ng", "--grade", "minor", "--note", "漏れ\n2件", "--cause", "異動"];
    answer(&[&fault[..], &remedy[..]].concat());
    answer(&["ORG-06", "na", "--reason", "0件"]);
    answer(&["ORG-04", "unverified", "--reason", "立ち会えない"]);
    folder
}

/// The fourth quarter, with a finding of the third reviewed and moved, then closed, then moved.
fn reviewed(folder: &Folder) {
    let on = |args: &[&str]| {
        let run = folder.on(NEXT, &[&["finding", "current", "ORG-02"], args].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
    };
    let progress = ["--progress", "手配中", "--due", "2027-03-31", "--due-reason", "納品の遅れ"];
    on(&progress);
    on(&["--close", "--evidence", "写し", "--effect", "見た", "--confirmed-by", "鈴木一郎"]);
    on(&[&progress[..], &["--evidence", "注文書"]].concat());
}

fn seal(folder: &Folder) {
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
}

#[test]
fn every_key_that_is_written_is_told_of() {
    let folder = worked();
    let draft = folder.path().join("reports/drafts/FY2026-Q3");
    all_told("## tenken.toml", &toml_keys(&folder.path().join("tenken.toml")));
    let mut journal = toml_keys(&draft.join("journal.toml"));
    assert!(journal.remove("event") && journal.contains("was") && journal.contains("due"));
    all_told("## journal.toml", &journal);
    let lock = std::fs::read_to_string(folder.path().join("reports/.lock")).unwrap();
    let lock: toml::Table = toml::from_str(&lock).unwrap();
    all_told("## reports/.lock", &lock.keys().cloned().collect());
    seal(&folder);
    let record = toml_keys(&folder.entry().join("report.toml"));
    assert!(record.contains("finding") && record.contains("quarter"));
    all_told("## report.toml", &record);
    reviewed(&folder);
    let draft = folder.path().join("reports/drafts/FY2026-Q4/journal.toml");
    let journal = toml_keys(&draft);
    assert!(journal.contains("closed_on") && journal.contains("due_reason"), "{journal:?}");
    all_told(
        "## journal.toml",
        &journal.difference(&["event".to_owned()].into()).cloned().collect(),
    );
    for id in folder.on(NEXT, &["status", "--ids"]).out.lines() {
        folder.on(NEXT, &["answer", "current", id, "ok", "--evidence", "資料"]);
    }
    let sealed = folder.on(NEXT, &["seal", "current", "--confirmed-by", "鈴木一郎"]);
    assert_eq!(sealed.code, Some(0), "{}", sealed.err);
    let entry = folder.path().join("reports/0002_FY2026-Q4_2027-02-18_report");
    let record = toml_keys(&entry.join("report.toml"));
    assert!(record.contains("review") && record.contains("due_reason"), "{record:?}");
    all_told("## report.toml", &record);
}

#[test]
fn what_a_correction_writes_and_prints_is_told_of() {
    let folder = worked();
    seal(&folder);
    let json = |args: &[&str]| folder.run(&[args, &["--format", "json"]].concat()).json();
    let mut found = BTreeSet::new();
    keys(&json(&["correct", "current", "--reason", "誤記"]), &mut found);
    keys(&json(&["correct", "current", "--discard"]), &mut found);
    folder.done(&["correct", "current", "--reason", "誤記"]);
    folder.done(&["answer", "current", "ORG-02", "ok", "--evidence", "名簿"]);
    let mut journal = toml_keys(&folder.path().join("reports/drafts/FY2026-Q3/journal.toml"));
    assert!(journal.remove("event") && journal.contains("corrects"), "{journal:?}");
    all_told("## journal.toml", &journal);
    keys(&json(&["status"]), &mut found);
    keys(&json(&["seal", "current", "--confirmed-by", "鈴木一郎"]), &mut found);
    for args in [&["list"][..], &["verify"], &["show", "last"]] {
        keys(&json(args), &mut found);
    }
    assert!(found.contains("first_sealed_at") && found.contains("discarded"), "{found:?}");
    all_told("## JSON", &found);
    let entry = folder.path().join("reports/0002_FY2026-Q3_2026-12-18_correction");
    let record = toml_keys(&entry.join("report.toml"));
    assert!(record.contains("change") && record.contains("first_sealed_at"), "{record:?}");
    all_told("## report.toml", &record);
}

#[test]
fn every_line_of_a_seal_is_told_of() {
    let folder = worked();
    seal(&folder);
    let page = file(PAGE);
    let text = section(&page, "## SEAL");
    let seal = std::fs::read_to_string(folder.entry().join("SEAL")).unwrap();
    let mut heads = 0;
    for line in seal.lines().filter(|line| line.starts_with('#')) {
        let head = line.split_inclusive(": ").next().unwrap().trim_end();
        assert!(text.contains(&format!("`{head}`")), "{PAGE}: tell of {head:?}");
        heads += 1;
    }
    assert_eq!(heads, 8, "{seal}");
}

/// Checks what stands in the first column of the section's tables, or in backticks there.
fn each_exists(heading: &str, code: &str) {
    let page = file(PAGE);
    let rows = section(&page, heading).lines().filter(|line| line.starts_with("| `"));
    let mut count = 0;
    for row in rows {
        for name in told(row.split(" | ").next().unwrap()) {
            let known =
                code.contains(&format!("\"{name}\"")) || code.contains(&format!(" {name}:"));
            assert!(known, "{PAGE}, {heading}: {name:?} is nowhere in the code; take it out");
            count += 1;
        }
    }
    assert!(count > 5, "{heading}");
}

#[test]
fn nothing_is_told_of_that_the_code_does_not_know() {
    let shape = |name: &str| file(&format!("src/store/shape/{name}.rs"));
    each_exists("## tenken.toml", &shape("society"));
    let block = file("src/store/journal/block.rs") + &file("src/store/journal/line.rs");
    each_exists(
        "## journal.toml",
        &(shape("event") + &shape("import") + &shape("review") + &block),
    );
    let record = shape("record_in") + &shape("record_out") + &shape("item") + &shape("review");
    let record = record + &shape("indicators") + &shape("correction");
    each_exists("## report.toml", &record);
}

#[test]
fn every_field_of_the_json_is_told_of() {
    let folder = worked();
    let mut found = BTreeSet::new();
    let mut see = |args: &[&str]| {
        let run = folder.run(&[args, &["--format", "json"]].concat());
        assert!(!run.out.is_empty(), "{args:?}: {}", run.err);
        keys(&run.json(), &mut found);
    };
    see(&["status"]);
    see(&["answer", "current", "ORG-01", "ok", "--evidence", "辞令"]);
    see(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    see(&["list"]);
    folder.answer_all("current");
    see(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    for args in
        [&["list"][..], &["status"], &["verify", "--evidence"], &["show", "last"], &["trend"]]
    {
        see(args);
    }
    let mut next = |args: &[&str]| keys(&folder.on(NEXT, args).json(), &mut found);
    next(&["findings", "--all", "--format", "json"]);
    let progress = ["--progress", "手配中", "--due", "2027-03-31", "--due-reason", "遅れ"];
    next(&[&["finding", "current", "ORG-02", "--format", "json"], &progress[..]].concat());
    next(&["finding", "current", "ORG-02", "--format", "json"]);
    next(&["status", "--format", "json"]);
    assert!(found.contains("unsealed") && found.contains("unreviewed"), "{found:?}");
    let mut see = |args: &[&str]| {
        let run = folder.run(&[args, &["--format", "json"]].concat());
        assert!(!run.out.is_empty(), "{args:?}: {}", run.err);
        keys(&run.json(), &mut found);
    };
    see(&["checklist", "list"]);
    see(&["checklist", "show", "fsi-kenpo"]);
    see(&["checklist", "diff", "kenpo", "fsi-kenpo"]);
    std::fs::write(folder.entry().join("extra"), "x").unwrap();
    see(&["verify"]);
    std::fs::write(folder.path().join("bad.toml"), "format = 1\nid = \"bad\"\n").unwrap();
    see(&["checklist", "lint", "bad.toml"]);
    let new = Folder::empty();
    let init = ["init", "--name", "甲", "--inspector", "乙", "--officer", "乙", "--auditor", "乙"];
    keys(&new.run(&[&init[..], &["--format", "json"]].concat()).json(), &mut found);
    assert!(found.contains("faults") && found.contains("same_person"), "{found:?}");
    all_told("## JSON", &found);
}

#[test]
fn every_key_and_field_of_an_audit_is_told_of() {
    let folder = worked();
    seal(&folder);
    let said = ["--sample", "ORG-01", "--remark", "ORG-01=見た", "--finding", "ORG-03=古い"];
    let by = ["audit", "last", "--by", "監事太郎"];
    let mut found = BTreeSet::new();
    let mut see = |args: &[&str]| {
        let run = folder.run(&[args, &["--format", "json"]].concat());
        keys(&run.json(), &mut found);
    };
    see(&["audit", "last"]);
    see(&[&by[..], &said, &["--action", "改める"]].concat());
    see(&[&by[..], &["--remark", "ORG-01=よく見た", "--finding", "ORG-03=古い版"]].concat());
    let opinion = [&by[..], &["--opinion", "improve", "--opinion-text", "改める"]].concat();
    see(&opinion);
    let draft = folder.path().join("reports/drafts/FY2026-Q3_audit-1/journal.toml");
    let mut journal = toml_keys(&draft);
    let of_blocks = ["event", "format", "kind", "period", "check", "seq"].map(str::to_owned);
    journal.retain(|key| !of_blocks.contains(key));
    assert!(journal.contains("seat") && journal.contains("was"), "{journal:?}");
    all_told("## 監査中の journal.toml", &journal);
    see(&[&opinion[..], &["--finish"]].concat());
    see(&["show", "last", "--audits"]);
    see(&["list"]);
    let entry = folder.path().join("reports/0002_FY2026-Q3_2026-12-18_audit");
    all_told("## audit.toml", &toml_keys(&entry.join("audit.toml")));
    all_told("## JSON", &found);
    let shape = |name: &str| file(&format!("src/store/shape/{name}.rs"));
    each_exists("## 監査中の journal.toml", &(shape("audit") + &shape("event")));
    let record = shape("audit_record") + &shape("record_out") + &shape("review");
    each_exists("## audit.toml", &record);
}

#[test]
fn every_column_of_the_rows_is_told_of_and_no_other() {
    let folder = worked();
    seal(&folder);
    let rows = folder.done(&["export"]);
    let first: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    let mut found = BTreeSet::new();
    keys(&first, &mut found);
    all_told("## 書き出した行", &found);
    let page = file(PAGE);
    let table = section(&page, "## 書き出した行").lines().filter(|line| line.starts_with("| `"));
    let told: BTreeSet<String> =
        table.flat_map(|row| told(row.split(" | ").next().unwrap())).collect();
    assert_eq!(told, found);
    let csv = folder.done(&["export", "--format", "csv"]);
    let head = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
    let json = rows.lines().next().unwrap();
    let places = head.split(',').map(|name| json.find(&format!("\"{name}\":")).unwrap());
    assert!(places.is_sorted() && head.split(',').count() == found.len(), "{head}");
}

#[test]
fn every_exit_code_is_told_of() {
    use tenken::app::failure::Exit;
    let page = file(PAGE);
    let text = section(&page, "## 終了コード");
    let all = [Exit::Done, Exit::Refused, Exit::Usage, Exit::Damaged, Exit::Bug];
    for code in all.map(|exit| exit as i32) {
        assert!(text.contains(&format!("\n| {code} | ")), "{PAGE}: tell of exit code {code}");
    }
    assert_eq!(text.matches("\n| ").count(), all.len() + 2, "{text}");
}

#[test]
fn the_json_and_the_columns_of_a_comparison_are_told_of() {
    let folder = Folder::empty();
    crate::scenes_trend::write(&crate::scenes_trend::quarters(&[]), &folder.path());
    let mut found = BTreeSet::new();
    let json = folder.run(&["compare", "--format", "json"]).json();
    keys(&json, &mut found);
    assert!(found.contains("first_time") && found.contains("grade"), "{found:?}");
    for line in json["lines"].as_array().unwrap() {
        for key in ["group", "bond", "movement"] {
            found.extend(line[key].as_str().map(str::to_owned));
        }
    }
    let csv = folder.run(&["compare", "--format", "csv"]).out;
    let header = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
    found.extend(header.split(',').map(str::to_owned));
    all_told("## JSON", &found);
}

#[test]
fn the_json_and_the_columns_of_a_trend_are_told_of() {
    let folder = Folder::empty();
    crate::scenes_trend::write(&crate::scenes_trend::quarters(&[]), &folder.path());
    let mut found = BTreeSet::new();
    keys(&folder.run(&["trend", "--format", "json"]).json(), &mut found);
    assert!(found.contains("removed") && found.contains("age"), "{found:?}");
    let csv = folder.done(&["trend", "--format", "csv"]);
    let header = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
    found.extend(header.split(',').map(str::to_owned));
    all_told("## JSON", &found);
}
