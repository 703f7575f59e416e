//! What an auditor said, in files of its own: each format, what is known since, what was altered.

#![cfg(test)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use crate::driver::{Driver, Setting};
use crate::fixture::Folder;
use crate::pdf::TYPEFACE;
use crate::workbook::grids;

/// What breaks out of a table, a page or a cell where it is not kept in.
const HOSTILE: &str = "=1+1\n<script>alert(1)</script> | # x\nfindings,F-1,id,F-1\n\"終\"";
const ENTRY: &str = "0002_FY2026-Q3_2026-12-21_audit";
const ARGS: [&str; 4] = ["report", "FY2026-Q3", "--entry", "2"];

/// A quarter that one auditor finished with.
fn audited(remark: &str) -> Folder {
    let folder = Folder::sealed();
    let remark = format!("ORG-01={remark}");
    let said = [
        "audit",
        "FY2026-Q3",
        "--by",
        "監事太郎",
        "--sample",
        "ORG-01",
        "--remark",
        &remark,
        "--finding",
        "HUM-01=誓約書1名分がない",
        "--due",
        "2027-03-31",
        "--owner",
        "佐藤",
        "--grade",
        "minor",
        "--opinion",
        "要改善",
        "--opinion-text",
        "誓約書を集めること",
        "--finish",
    ];
    let run = folder.on("2026-12-21", &said);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(folder.path().join("reports").join(ENTRY).is_dir());
    folder
}

fn file(folder: &Folder, ending: &str) -> PathBuf {
    let name = format!("reports/exports/FY2026-Q3_2026-12-21_監事監査所見_0002.{ending}");
    folder.path().join(name)
}

fn text(folder: &Folder, ending: &str) -> String {
    std::fs::read_to_string(file(folder, ending)).unwrap()
}

fn own_code(folder: &Folder) -> String {
    let seal = folder.path().join("reports").join(ENTRY).join("SEAL");
    let out = Command::new("sha256sum").arg(seal).output().unwrap();
    String::from_utf8_lossy(&out.stdout)[..64].to_owned()
}

#[test]
fn every_format_holds_what_the_auditor_said_and_keeps_hostile_remarks_in_their_place() {
    let folder = audited(HOSTILE);
    let told = folder.done(&[&ARGS[..], &["--format", "txt,md,json,csv,html,xlsx"]].concat());
    assert_eq!(told.matches("（所見1、指摘1）").count(), 6, "{told}");
    // As they were sealed, byte for byte.
    let entry = folder.path().join("reports").join(ENTRY);
    for (ending, sealed) in [("txt", "audit.txt"), ("md", "audit.md")] {
        assert_eq!(text(&folder, ending), std::fs::read_to_string(entry.join(sealed)).unwrap());
    }
    let json: serde_json::Value = serde_json::from_str(&text(&folder, "json")).unwrap();
    let remark = json["remarks"][0]["text"].as_str().unwrap().to_owned();
    assert!(remark.contains("<script>") && remark.contains('\n'), "{remark:?}");
    assert_eq!((&json["kind"], &json["opinion"]), (&"audit".into(), &"improve".into()));
    let csv = text(&folder, "csv");
    assert!(csv.starts_with("\u{feff}part,id,field,value\r\n"), "{csv}");
    let cell = format!("remarks,1,text,\"'{}\"\r\n", remark.replace('"', "\"\""));
    assert!(csv.contains(&cell), "{csv}");
    assert!(csv.contains("findings,A1-FY2026-Q3-HUM-01,id,A1-FY2026-Q3-HUM-01\r\n"), "{csv}");
    let html = text(&folder, "html");
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script"), "{html}");
    let code = own_code(&folder);
    let groups: Vec<&str> = (0..8).map(|n| &code[n * 8..n * 8 + 8]).collect();
    for half in groups.chunks(4) {
        assert!(html.contains(&half.join(" ")), "{half:?}: {html}");
    }
    // `grids` refuses formulas.
    let book = grids(&std::fs::read(file(&folder, "xlsx")).unwrap());
    let cells: Vec<String> = book.into_values().flatten().flatten().collect();
    let cells = cells.join("\n");
    assert!(cells.contains("<script>alert(1)") && cells.contains("誓約書1名分がない"), "{cells}");
    assert!(cells.contains(&groups[..4].join(" ")), "{cells}");
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn pages_hold_the_remarks_the_code_and_the_sealed_file() {
    if TYPEFACE.is_none() {
        return;
    }
    let folder = audited("現物を確かめた");
    let pdf = [&ARGS[..], &["--format", "pdf"]].concat();
    assert!(folder.done(&pdf).contains("監事監査所見_0002.pdf（所見1、指摘1）"));
    let whole = std::fs::read(file(&folder, "pdf")).unwrap();
    std::fs::remove_file(file(&folder, "pdf")).unwrap();
    folder.done(&pdf);
    assert_eq!(std::fs::read(file(&folder, "pdf")).unwrap(), whole, "not the same again");
    let tool = |name: &str, args: &[&str], after: &[&str]| {
        let run = Command::new(name).args(args).arg(file(&folder, "pdf")).args(after).output();
        let Ok(run) = run else {
            println!("skipped: {name} is not here");
            return None;
        };
        Some(String::from_utf8_lossy(&run.stdout).into_owned())
    };
    if let Some(text) = tool("pdftotext", &["-raw"], &["-"]) {
        let told: String = text.split_whitespace().collect();
        for part in ["監事監査所見", "現物を確かめた", "誓約書を集めること", "監事太郎"]
        {
            assert!(told.contains(part), "{part}: {text}");
        }
        assert!(told.contains(&own_code(&folder)), "{text}");
    }
    if let Some(list) = tool("pdfdetach", &["-list"], &[]) {
        assert!(list.contains("audit.toml"), "{list}");
    }
}

#[test]
fn a_number_shows_one_audit_and_what_is_known_of_it_since() {
    let folder = audited("現物を確かめた");
    let shown = folder.run(&["show", "FY2026-Q3", "--entry", "2"]);
    let sealed = folder.path().join("reports").join(ENTRY).join("audit.txt");
    assert_eq!(shown.out, std::fs::read_to_string(sealed).unwrap());
    let json = folder.run(&["show", "FY2026-Q3", "--entry", "2", "--format", "json"]).json();
    assert_eq!(json["auditor"], "監事太郎");
    // The record it read is corrected.
    let on = |args: &[&str]| {
        let run = folder.on("2026-12-22", args);
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.err);
    };
    on(&["correct", "FY2026-Q3", "--reason", "誤記"]);
    on(&["answer", "FY2026-Q3", "ORG-01", "ok", "--note", "直した", "--evidence", "簿冊"]);
    on(&["seal", "FY2026-Q3", "--confirmed-by", "鈴木一郎"]);
    for args in [&ARGS[..], &["show", "FY2026-Q3", "--entry", "2"]] {
        let run = folder.run(args);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.err.contains(ENTRY) && run.err.contains("後に訂正"), "{}", run.err);
    }
    folder.done(&[&ARGS[..], &["--format", "html"]].concat());
    assert!(text(&folder, "html").contains("監事所見の後に訂正"));
}

#[test]
fn an_audit_that_was_altered_is_named_and_one_that_is_not_there_refused() {
    let folder = audited("現物を確かめた");
    let md = folder.path().join("reports").join(ENTRY).join("audit.md");
    std::fs::set_permissions(&md, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&md, "書き換えた").unwrap();
    for format in ["txt", "json", "csv", "html", "xlsx", "md"] {
        let run = folder.run(&[&ARGS[..], &["--format", format]].concat());
        assert_eq!(run.code, Some(3), "{format}: {}", run.err);
        let named = format!("{ENTRY} は、確定したときと違います");
        assert!(run.err.contains(&named), "{format}: {}", run.err);
    }
    assert_eq!(folder.run(&["show", "FY2026-Q3", "--entry", "2"]).code, Some(3));
    let other = folder.run(&["report", "FY2026-Q3", "--entry", "3"]);
    assert_eq!(other.code, Some(1), "{}", other.err);
    // Broken altogether: the file is named, and nothing is written.
    let toml = md.with_file_name("audit.toml");
    std::fs::set_permissions(&toml, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&toml, "こわれた").unwrap();
    let broken = folder.run(&[&ARGS[..], &["--format", "md", "--force"]].concat());
    assert_eq!(broken.code, Some(3), "{}", broken.err);
    assert!(broken.err.contains("audit.toml"), "{}", broken.err);
}

#[test]
fn what_is_read_of_an_auditor_is_what_is_written_from_the_screen() {
    let folder = audited("現物を確かめた");
    let mut driver = Driver::open(&folder.path(), Setting::default());
    driver.press("r tab");
    assert!(driver.screen().contains("監事監査所見"), "{}", driver.screen());
    driver.press("w end up enter");
    let told: String = driver.screen().split_whitespace().collect();
    assert!(told.contains("所見1、指摘1"), "{}", driver.screen());
    let sealed = folder.path().join("reports").join(ENTRY).join("audit.txt");
    assert_eq!(text(&folder, "txt"), std::fs::read_to_string(sealed).unwrap());
    // Back at the report, it is the report again.
    driver.press("esc tab w end up enter");
    let report = "reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt";
    assert!(folder.path().join(report).exists(), "{}", driver.screen());
}
