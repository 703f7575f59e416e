//! A checklist that changes: comparing versions, starting with a newer one, taking one over.
//!
//! The changes declared here are the example of docs/checklists.md, taken from there.

#![cfg(test)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use insta::assert_snapshot;
use tenken::app::inspect;
use tenken::app::{App, Place, Timepiece};
use tenken::domain::id::ItemId;
use tenken::store::fs::DiskFs;

use crate::fixture::Folder;
use crate::source::file;

/// Id, section, title and question of each item.
type Items = Vec<(&'static str, &'static str, &'static str, &'static str)>;

fn first() -> Items {
    vec![
        ("ORG-01", "organizational", "責任者の任命", "責任者が文書で任命されているか。"),
        ("ORG-02", "organizational", "連絡網の整備", "緊急連絡網が最新か。"),
        ("ORG-03", "organizational", "連絡の訓練", "緊急連絡の訓練をしたか。"),
        ("ORG-04", "organizational", "規程", "規程が見直され、職員に周知されたか。"),
        ("ORG-05", "organizational", "掲示板", "掲示板に個人データがないか。"),
        ("ORG-08", "organizational", "見学者の記録", "見学者を記録しているか。"),
        ("HUM-01", "human", "研修", "研修をしたか。"),
        ("HUM-02", "human", "誓約書", "全職員の誓約書があるか。"),
    ]
}

fn second() -> Items {
    vec![
        ("ORG-01", "organizational", "責任者の任命", "責任者が文書で任命されているか。"),
        ("ORG-06", "organizational", "連絡網と訓練", "緊急連絡網が最新で、訓練をしたか。"),
        ("ORG-04", "organizational", "規程の見直し", "規程が見直されたか。"),
        ("ORG-07", "organizational", "規程の周知", "規程が職員に周知されたか。"),
        ("ORG-08", "human", "見学者の記録", "見学者を記録しているか。"),
        ("HUM-01", "human", "研修", "研修を年1回以上したか。"),
        ("HUM-03", "human", "誓約書", "全職員の誓約書があるか。"),
        ("HUM-04", "human", "委託先の誓約", "委託先から誓約を受けたか。"),
    ]
}

fn list(version: &str, items: &Items, more: &str) -> String {
    let mut text = format!(
        "format = 1\nid = \"list\"\ntitle = \"移り変わる点検表\"\nversion = \"{version}\"\n\
         basis_date = \"2026-11-21\"\n"
    );
    for (id, title) in [("organizational", "組織"), ("human", "人的")] {
        let _ = write!(text, "\n[[section]]\nid = \"{id}\"\n");
        let _ = write!(text, "title = \"{title}的安全管理措置\"\nshort = \"{title}\"\n");
    }
    for (id, section, title, question) in items {
        let _ = write!(text, "\n[[item]]\nid = \"{id}\"\nsection = \"{section}\"\n");
        let _ = write!(text, "title = \"{title}\"\nquestion = \"{question}\"\n");
        text.push_str("how = \"書類を見る。\"\nmethods = [\"閲覧\"]\nevidence = [\"書類\"]\n");
        text.push_str("basis = [\"法23条\"]\ncommitments = []\nfrequency = \"quarterly\"\n");
    }
    format!("{text}\n{more}")
}

/// The example of the document.
fn declared() -> String {
    let page = file("docs/checklists.md");
    let (_, rest) = page.split_once("```toml\n[[revision]]").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    format!("[[revision]]{example}")
}

fn new_version() -> String {
    list("1.1.0", &second(), &declared())
}

/// A society that uses the first version.
fn folder() -> Folder {
    let folder = Folder::empty();
    install(&folder, &list("1.0.0", &first(), ""));
    let people = ["--inspector", "山田花子", "--officer", "鈴木一郎"];
    let init = ["init", "--name", "試験健康保険組合", "--checklist", "list"];
    folder.done(&[&init[..], &people[..]].concat());
    folder
}

fn install(folder: &Folder, text: &str) {
    std::fs::create_dir_all(folder.path().join("checklists")).unwrap();
    std::fs::write(folder.path().join("checklists/list.toml"), text).unwrap();
}

fn write(folder: &Folder, name: &str, text: &str) -> PathBuf {
    let path = folder.outside().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn diff(old: &str, new: &str) -> (Folder, Vec<String>) {
    let folder = Folder::empty();
    let (old, new) = (write(&folder, "old.toml", old), write(&folder, "new.toml", new));
    let args = ["checklist", "diff"].map(str::to_owned).to_vec();
    let files = [old, new].map(|path| path.display().to_string());
    (folder, [args, files.to_vec()].concat())
}

fn shown(folder: &Folder, args: &[String]) -> String {
    folder.show(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn every_item_is_classified_with_its_reason() {
    let (folder, args) = diff(&list("1.0.0", &first(), ""), &new_version());
    assert_snapshot!("versions_diff", shown(&folder, &args));
    let english = [&args[..], &["--lang".to_owned(), "en".to_owned()]].concat();
    assert_snapshot!("versions_diff_en", shown(&folder, &english));
    let json = [&args[..], &["--format".to_owned(), "json".to_owned()]].concat();
    let json = folder.run(&json).json();
    let fates: Vec<&str> =
        json["items"].as_array().unwrap().iter().map(|i| i["fate"].as_str().unwrap()).collect();
    assert_eq!(
        fates,
        ["same", "merged", "split", "moved", "reworded", "renamed", "added", "removed"]
    );
    assert_eq!(json["items"][1]["from"], serde_json::json!(["ORG-02", "ORG-03"]));
    assert_eq!(json["items"][2]["to"], serde_json::json!(["ORG-04", "ORG-07"]));
    assert_eq!(json["breaks"], serde_json::json!([]));
}

#[test]
fn all_that_would_break_the_history_is_refused_at_once() {
    let mut old = first();
    old.push(("HUM-09", "human", "規律", "規律を守ったか。"));
    let gone = "[[retired]]\nid = \"HUM-10\"\nversion = \"0.9.0\"\nreason = \"統合\"\n\n\
        [[revision]]\nversion = \"1.0.0\"\nkind = \"retired\"\nfrom = [\"HUM-11\"]\n\
        reason = \"不要\"\n";
    let old = list("1.0.0", &old, gone);
    let mut new = second();
    new.push(("HUM-10", "human", "新しい項目", "別のことか。"));
    let new = list("1.0.0", &new, "");
    let (folder, args) = diff(&old, &new);
    assert_snapshot!("versions_refused", shown(&folder, &args));
    let english = [&args[..], &["--lang".to_owned(), "en".to_owned()]].concat();
    assert_snapshot!("versions_refused_en", shown(&folder, &english));
    let json = [&args[..], &["--format".to_owned(), "json".to_owned()]].concat();
    let run = folder.run(&json);
    assert_eq!(run.code, Some(1));
    let kinds: Vec<String> = run.json()["breaks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| format!("{} {}", b["kind"].as_str().unwrap(), b["item"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        kinds,
        [
            "same-version -",
            "undeclared ORG-06",
            "reworded ORG-04",
            "undeclared ORG-07",
            "reworded HUM-01",
            "undeclared HUM-03",
            "undeclared HUM-04",
            "reused HUM-10",
            "vanished ORG-02",
            "vanished ORG-03",
            "vanished ORG-05",
            "vanished HUM-02",
            "vanished HUM-09",
            "forgotten -",
        ]
    );
}

#[test]
fn versions_in_the_wrong_order_and_different_checklists_are_told() {
    let (folder, mut args) = diff(&list("1.0.0", &first(), ""), &new_version());
    args.swap(2, 3);
    let run = folder.run(&args);
    assert_eq!(run.code, Some(1));
    let told = run.out.split("== このままでは履歴が途切れます ==").nth(1).unwrap();
    assert_snapshot!(told.trim(), @r"
    新しいはずの版 1.0.0 が、前の版 1.1.0 より古い番号です
        旧と新の順を確かめるか、版を上げてください。
    ");
    let run = folder.run(&["checklist", "diff", "kenpo", "fsi-kenpo"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("分類だけを示します"), "{}", run.out);
}

/// The third quarter sealed with the first version: ORG-02 不適, everything else 適.
fn sealed() -> Folder {
    let folder = folder();
    let ng = ["answer", "current", "ORG-02", "ng", "--grade", "minor", "--note", "退職者が残る"];
    let remedy = ["--action", "改める", "--owner", "佐藤", "--due", "2027-03-31"];
    folder.done(&[&ng[..], &remedy[..]].concat());
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    folder
}

#[test]
fn the_account_is_given_once_when_a_period_is_started_with_another_version() {
    let folder = sealed();
    install(&folder, &new_version());
    let answer = ["answer", "R8Q4", "ORG-01", "ok", "--evidence", "任命書"];
    let run = folder.on("2027-02-01", &answer);
    assert_snapshot!("versions_account", folder.shown(&answer, &run));
    let again = ["answer", "R8Q4", "ORG-08", "ok", "--evidence", "記録簿", "--format", "json"];
    let run = folder.on("2027-02-01", &again);
    assert_eq!((run.code, run.json()["account"].is_null()), (Some(0), true));

    let folder = sealed();
    install(&folder, &new_version());
    let run = folder.on("2027-02-01", &again);
    assert_eq!(run.json()["account"]["items"][1]["fate"], "merged");
}

#[test]
fn no_account_is_given_where_nothing_changed() {
    let folder = sealed();
    let answer = ["answer", "R8Q4", "ORG-01", "ok", "--evidence", "任命書"];
    let run = folder.on("2027-02-01", &answer);
    assert!(run.out.starts_with("記録しました"), "{}", run.out);
}

#[test]
fn earlier_answers_and_open_findings_stand_beside_the_items_that_continue_theirs() {
    let folder = sealed();
    install(&folder, &new_version());
    let run = folder.on("2027-02-01", &["answer", "R8Q4", "ORG-01", "ok", "--evidence", "任命書"]);
    assert_eq!(run.code, Some(0));
    let day = "2027-02-01".parse().unwrap();
    let app = App::new(Arc::new(DiskFs), &Place::Named(&folder.path()), Timepiece::Stated(day));
    let work = inspect::peek(&app, "FY2026-Q4".parse().unwrap()).unwrap();
    let id = |text: &str| ItemId::new(text).unwrap();
    let last = |text: &str| {
        let last = work.past.last(&id(text)).unwrap();
        let origins = work.past.origins(&id(text), last.period).iter();
        let origins = origins.map(ItemId::as_str).collect::<Vec<_>>().join("+");
        (last.answer.verdict.unwrap().name(), origins)
    };
    assert_eq!(last("ORG-06"), ("ng", "ORG-02+ORG-03".to_owned()), "the worse one");
    assert_eq!(last("ORG-07"), ("ok", "ORG-04".to_owned()));
    assert_eq!(last("ORG-04"), ("ok", String::new()));
    assert_eq!(last("HUM-03"), ("ok", "HUM-02".to_owned()));
    assert!(work.past.last(&id("HUM-04")).is_none());
    let open: Vec<_> = work.open.iter().map(|f| (f.id.to_string(), f.items.clone())).collect();
    assert_eq!(open, [("F-FY2026-Q3-ORG-02".to_owned(), vec![id("ORG-06")])]);
}

#[test]
fn a_version_is_taken_over_explicitly_and_answers_are_kept() {
    let folder = folder();
    for item in ["ORG-01", "ORG-02", "ORG-04", "HUM-01"] {
        folder.done(&["answer", "current", item, "ok", "--evidence", "書類"]);
    }
    let adopt = ["checklist", "adopt", "current"];
    assert_snapshot!("versions_unchanged", folder.show(&adopt));
    install(&folder, &new_version());
    assert_snapshot!("versions_status_before", folder.show(&["status"]));
    assert_eq!(
        folder.run(&["status", "--format", "json"]).json()["checklist"]["installed"],
        "1.1.0"
    );
    assert_snapshot!("versions_adopted", folder.show(&adopt));
    assert_snapshot!("versions_status_after", folder.show(&["status"]));
    // The same answer may be recorded again, since the question is another.
    folder.done(&["answer", "current", "HUM-01", "ok", "--evidence", "書類"]);
    assert!(!folder.done(&["status"]).contains("見直す項目"));
    assert_eq!(folder.run(&adopt).code, Some(1), "nothing is left to take over");
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    assert!(!folder.path().join("reports/drafts/FY2026-Q3").exists());
    let record = std::fs::read_to_string(folder.entry().join("report.toml")).unwrap();
    assert!(record.contains("version = \"1.1.0\"") && record.contains("[[checklist.revision]]"));
    let journal = std::fs::read_to_string(folder.entry().join("journal.toml")).unwrap();
    assert!(journal.contains("act = \"adopt\"") && journal.contains("dropped = ["));
    folder.done(&["verify"]);
}

#[test]
fn a_version_that_breaks_the_history_is_not_taken_over() {
    let folder = folder();
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "任命書"]);
    let mut items = first();
    items.remove(4);
    items[5].3 = "研修を年1回以上したか。";
    install(&folder, &list("1.0.1", &items, ""));
    let before = folder.files();
    assert_snapshot!("versions_not_adopted", folder.show(&["checklist", "adopt", "current"]));
    let text = std::fs::read_to_string(folder.path().join("tenken.toml")).unwrap();
    let other = text.replace("checklist = \"list\"", "checklist = \"kenpo\"");
    assert_eq!(folder.files(), before);
    std::fs::write(folder.path().join("tenken.toml"), other).unwrap();
    assert_snapshot!("versions_other_list", folder.show(&["checklist", "adopt", "current"]));
}

#[test]
fn sealed_entries_stay_as_they_are_whatever_becomes_of_the_checklists() {
    let folder = sealed();
    let reports = |folder: &Folder| {
        ["text", "json"].map(|format| folder.done(&["show", "last", "--format", format]))
    };
    let entry = |folder: &Folder| {
        let files = folder.files().into_iter();
        files
            .filter(|(path, _)| path.starts_with(folder.path().join("reports")))
            .collect::<Vec<_>>()
    };
    let (before, printed) = (entry(&folder), reports(&folder));
    install(&folder, &new_version());
    assert_eq!((entry(&folder), reports(&folder)), (before.clone(), printed.clone()));
    folder.done(&["verify"]);
    install(&folder, "not a checklist");
    assert_eq!((entry(&folder), reports(&folder)), (before.clone(), printed.clone()));
    folder.done(&["verify"]);
    std::fs::remove_dir_all(folder.path().join("checklists")).unwrap();
    assert_eq!((entry(&folder), reports(&folder)), (before, printed));
    folder.done(&["verify"]);
}
