//! Files as evidence from the command line: pointed at, sealed, looked at again, and days until
//! which evidence holds.

#![cfg(test)]

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::fixture::{Folder, Run};

/// More than is read in one piece.
const LARGE: usize = (5 << 20) + 3;
const NEXT: &str = "2027-02-18";

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
    let at = std::time::UNIX_EPOCH + std::time::Duration::from_mins(29_583_390);
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(at).unwrap();
}

/// A folder whose home is another folder beside it.
struct Office {
    folder: Folder,
}

impl Office {
    fn new() -> Self {
        Self { folder: Folder::small() }
    }

    fn home(&self) -> PathBuf {
        self.folder.outside().join("home/hanako")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn on(&self, day: &str, args: &[&str]) -> Run {
        let mut command = self.folder.command();
        Run::of(
            command.env("HOME", self.home()).env("TZ", "JST-9").env("TENKEN_TODAY", day).args(args),
        )
    }

    fn run(&self, args: &[&str]) -> Run {
        self.on("2026-12-18", args)
    }

    fn done(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        run.out + &run.err
    }

    /// Everything that a person or a program could read: every file of the folder, its names, and
    /// what is printed of it.
    fn everything(&self, runs: &[Run]) -> String {
        let files = self.folder.files();
        let within = |path: &Path| path.strip_prefix(self.folder.path()).unwrap().to_owned();
        let mut all = String::new();
        for (path, text) in &files {
            all += &[&within(path).display().to_string(), text.as_str(), ""].join("\n");
        }
        for run in runs {
            all += &run.out;
            all += &run.err;
        }
        all
    }
}

fn sha256(bytes: &[u8]) -> String {
    tenken::store::digest::Digest::of(bytes).to_string()
}

/// The evidence of one item in what `show` says of a sealed period.
fn evidence(show: &Run, item: &str) -> serde_json::Value {
    let json = show.json();
    let items = json["items"].as_array().unwrap();
    items.iter().find(|i| i["id"] == item).unwrap()["answer"]["evidence"].clone()
}

fn seal(office: &Office) {
    for id in office.done(&["status", "--ids"]).lines() {
        office.done(&["answer", "current", id, "ok", "--evidence", "資料"]);
    }
    office.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
}

#[test]
fn a_file_is_recorded_by_digest_size_and_time_and_by_the_nearest_folder() {
    let office = Office::new();
    let large: Vec<u8> = (0..=255_u8).cycle().take(LARGE).collect();
    write(&office.at("規程/取扱規程.pdf"), &large);
    write(&office.home().join("書類/契約書.pdf"), b"contract");
    write(&office.folder.outside().join("share/名簿.xlsx"), b"list");
    let (home, share) = (office.home(), office.folder.outside().join("share/名簿.xlsx"));
    let contract = format!("{}=委託契約書 第3号", home.join("書類/契約書.pdf").display());
    let told = office.done(&[
        "answer",
        "current",
        "ORG-01",
        "ok",
        "--evidence",
        "任命書",
        "--evidence-file",
        "規程/取扱規程.pdf",
        "--evidence-file",
        &contract,
        "--evidence-file",
        share.to_str().unwrap(),
        "--valid-until",
        "3=R9.3.31",
    ]);
    assert_snapshot!("evidence_answered", told);
    seal(&office);
    let show = office.run(&["show", "last", "--format", "json"]);
    let given = evidence(&show, "ORG-01");
    assert_eq!(given[0], serde_json::json!({ "text": "任命書", "carried": null }));
    assert_eq!(given[1]["text"], "取扱規程.pdf");
    assert_eq!(given[1]["file"]["path"], "規程/取扱規程.pdf");
    assert_eq!(given[1]["file"]["sha256"], sha256(&large));
    assert_eq!(given[1]["file"]["size"], LARGE);
    let modified = given[1]["file"]["modified"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(modified).is_ok(), "{modified}");
    assert_eq!(given[2]["text"], "委託契約書 第3号");
    assert_eq!(given[2]["file"]["path"], "~/書類/契約書.pdf");
    assert_eq!(given[2]["valid_until"], "2027-03-31");
    assert_eq!(given[3]["file"]["path"], share.to_str().unwrap());
    let report = office.done(&["report", "last", "--format", "md", "--out", "-"]);
    let from = report.find("証跡一覧").unwrap();
    let list = report[from..].replace(office.folder.outside().to_str().unwrap(), "/outside");
    let list: Vec<&str> = list.lines().take(10).collect();
    assert_snapshot!("evidence_list", list.join("\n"));
}

#[test]
fn the_home_folder_and_the_content_stand_nowhere() {
    let office = Office::new();
    let secret = b"nothing of this is copied";
    write(&office.home().join("書類/契約書.pdf"), secret);
    std::os::unix::fs::symlink(office.home().join("書類"), office.at("近道")).unwrap();
    let given = office.home().join("書類/契約書.pdf");
    let answer = |item: &str, path: &str| {
        office.run(&["answer", "current", item, "ok", "--evidence-file", path])
    };
    let mut runs =
        vec![answer("ORG-01", given.to_str().unwrap()), answer("ORG-02", "近道/契約書.pdf")];
    runs.push(answer("HUM-01", "~/書類/契約書.pdf"));
    runs.push(answer("HUM-01", office.home().join("ない.pdf").to_str().unwrap()));
    runs.push(answer("HUM-01", office.home().to_str().unwrap()));
    assert_eq!(runs.iter().map(|run| run.code).collect::<Vec<_>>(), [0, 0, 0, 1, 1].map(Some));
    std::fs::remove_file(office.at("近道")).unwrap();
    seal(&office);
    std::fs::remove_file(&given).unwrap();
    for format in ["text", "json"] {
        runs.push(office.run(&["show", "last", "--format", format]));
        runs.push(office.run(&["verify", "--evidence", "--format", format]));
        runs.push(office.on(NEXT, &["status", "--format", format]));
    }
    runs.push(office.run(&["export"]));
    runs.push(office.run(&["export", "--format", "csv"]));
    runs.push(office.run(&["report", "last", "--format", "md", "--out", "-"]));
    let all = office.everything(&runs);
    let home = office.home();
    assert!(all.contains("~/書類/契約書.pdf"), "{all}");
    assert!(!all.contains(home.to_str().unwrap()) && !all.contains("hanako"), "{all}");
    assert!(!all.contains(std::str::from_utf8(secret).unwrap()));
}

#[test]
fn verify_says_what_became_of_the_files_and_that_it_is_no_fault() {
    let office = Office::new();
    for name in ["同じ.pdf", "直す.pdf", "消す.pdf", "移す.pdf"] {
        write(&office.at(&format!("規程/{name}")), name.as_bytes());
    }
    let files = ["規程/同じ.pdf", "規程/直す.pdf", "規程/消す.pdf", "規程/移す.pdf"];
    let given: Vec<&str> = files.iter().flat_map(|file| ["--evidence-file", file]).collect();
    let dated = ["--valid-until", "4=2026-12-31"];
    office.done(&[&["answer", "current", "ORG-01", "ok"], &given[..], &dated].concat());
    seal(&office);
    let before = office.run(&["verify", "--evidence", "--format", "json"]).json();
    let counted = |json: &serde_json::Value| {
        ["same", "changed", "missing"].map(|key| json["evidence"][key].as_u64().unwrap())
    };
    assert_eq!(counted(&before), [4, 0, 0]);
    // The same length: only the content tells them apart.
    write(&office.at("規程/直す.pdf"), "正す.pdf".as_bytes());
    std::fs::remove_file(office.at("規程/消す.pdf")).unwrap();
    std::fs::rename(office.at("規程/移す.pdf"), office.at("移した.pdf")).unwrap();
    let run = office.on(NEXT, &["verify", "--evidence"]);
    assert_eq!(run.code, Some(0), "what became of evidence is no fault");
    let from = run.out.find("証跡の").unwrap();
    assert_snapshot!("evidence_verified", run.out[from..]);
    let json = office.on(NEXT, &["verify", "--evidence", "last", "--format", "json"]).json();
    assert_eq!((json["clean"].as_bool(), counted(&json)), (Some(true), [1, 1, 2]));
    let states: Vec<&str> = json["evidence"]["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["same", "changed", "missing", "missing"]);
    assert_eq!(json["evidence"]["files"][3]["expired"], true);
    let without = office.run(&["verify", "--format", "json"]).json();
    assert!(without.get("evidence").is_none());
    let none = office.run(&["verify", "--evidence", "FY2027-Q4"]);
    assert_eq!(none.code, Some(1), "{}", none.err);
}

#[test]
fn what_is_no_regular_file_is_refused_and_later_missing() {
    let office = Office::new();
    write(&office.at("本物.pdf"), b"x");
    // Beside the folder, since tests read every file within.
    let pipe = office.folder.outside().join("管");
    rustix::fs::mkfifoat(rustix::fs::CWD, pipe, rustix::fs::Mode::RUSR).unwrap();
    std::os::unix::fs::symlink(office.at("本物.pdf"), office.at("別名.pdf")).unwrap();
    let before = office.folder.files();
    let mut all = String::new();
    for path in ["../管", "別名.pdf", "reports", "ない/a.pdf", "", "/dev/zero"] {
        let args = ["answer", "current", "ORG-01", "ok", "--evidence-file", path];
        let run = office.run(&args);
        assert_eq!(run.code, Some(1), "{path}");
        all += &office.folder.shown(&args, &run);
    }
    let run = office.run(&[
        "answer",
        "current",
        "ORG-01",
        "ok",
        "--evidence",
        "甲",
        "--valid-until",
        "2=2027-01-01",
    ]);
    assert_eq!((run.code, run.err.contains("2番目")), (Some(2), true), "{}", run.err);
    let run = office.run(&["answer", "current", "ORG-01", "ok", "--valid-until", "2027-01-01"]);
    assert_eq!(run.code, Some(2), "a day needs a reference: {}", run.err);
    assert_eq!(office.folder.files(), before, "a refusal has written something");
    assert_snapshot!("evidence_refused", all);
    office.done(&["answer", "current", "ORG-01", "ok", "--evidence-file", "本物.pdf"]);
    seal(&office);
    std::fs::rename(office.at("本物.pdf"), office.at("元.pdf")).unwrap();
    std::os::unix::fs::symlink(office.at("元.pdf"), office.at("本物.pdf")).unwrap();
    let json = office.run(&["verify", "--evidence", "--format", "json"]).json();
    assert_eq!(json["evidence"]["missing"], 1, "a link is not followed");
}

#[test]
fn names_of_every_kind_are_found_again_and_steer_nothing() {
    let office = Office::new();
    // As macOS stores it: the sound mark stands apart.
    let apart = "か\u{3099}いよう.pdf";
    write(&office.at(apart), b"1");
    write(&office.at("赤\u{1b}[31m\u{202e}.pdf"), b"2");
    write(&office.at("甲=乙.pdf"), b"3");
    let answer = |item: &str, path: &str| {
        office.done(&["answer", "current", item, "ok", "--evidence-file", path])
    };
    // Typed as one letter, found as the disk has it.
    let mut told = answer("ORG-01", "がいよう.pdf");
    told += &answer("ORG-02", "赤\u{1b}[31m\u{202e}.pdf");
    told += &answer("HUM-01", "甲=乙.pdf");
    seal(&office);
    let show = office.run(&["show", "last", "--format", "json"]);
    assert_eq!(evidence(&show, "ORG-01")[0]["file"]["path"], apart);
    assert_eq!(evidence(&show, "ORG-02")[0]["file"]["path"], "赤\u{1b}[31m\u{202e}.pdf");
    assert_eq!(evidence(&show, "HUM-01")[0]["text"], "甲=乙.pdf");
    let run = office.run(&["verify", "--evidence"]);
    told += &run.out;
    told += &office.done(&["show", "last"]);
    assert!(run.out.contains("同一 3件"), "{}", run.out);
    assert!(told.contains("⟨U+001B⟩"), "{told}");
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
}

#[test]
fn evidence_past_its_last_day_is_warned_of_and_keeps_nothing_from_being_sealed() {
    let office = Office::new();
    let dated = |day: &str, item: &str, until: &str| {
        let evidence = ["--evidence", "委託契約書", "--valid-until", until];
        office.on(day, &[&["answer", "current", item, "ok"], &evidence[..]].concat())
    };
    let fresh = dated("2026-12-18", "ORG-01", "2026-12-31");
    assert_eq!((fresh.code, &*fresh.err), (Some(0), ""));
    let stale = dated("2026-12-18", "ORG-02", "2026-12-17");
    assert_eq!(stale.code, Some(0));
    assert_snapshot!("evidence_warned", stale.err);
    let status = office.run(&["status"]);
    let from = status.out.find("有効期限").unwrap();
    assert_snapshot!(
        "evidence_status",
        status.out[from..].lines().take(3).collect::<Vec<_>>().join("\n")
    );
    let json = office.run(&["status", "--format", "json"]).json();
    assert_eq!(
        json["expired"],
        serde_json::json!([{ "item": "ORG-02", "text": "委託契約書", "valid_until": "2026-12-17" }])
    );
    assert_eq!(
        office.on("2027-01-05", &["status", "FY2026-Q3", "--format", "json"]).json()["expired"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    seal(&office);
    let report = office.done(&["show", "last"]);
    assert!(report.contains("有効期限の過ぎた証跡が1件ある"), "{report}");
    assert!(report.contains("（確定の日に期限切れ）"), "{report}");
    let row = office.done(&["export"]);
    let row = row.lines().find(|row| row.contains("\"ORG-01\"")).unwrap();
    let row: serde_json::Value = serde_json::from_str(row).unwrap();
    assert_eq!(row["evidence_valid_until"], "2026-12-31");
    assert_eq!(row["evidence_files"], serde_json::json!([]));
}
