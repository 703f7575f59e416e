//! `tenken demo`: the sample society, the same on every machine and day.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::fixture::{Folder, Run, sha256sum_says_ok};
use insta::assert_snapshot;

/// Every file below a folder with its bytes.
fn bytes(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A run without a stated date, as a person would start it.
fn plain(folder: &Folder, args: &[&str]) -> Run {
    Run::of(folder.command().env_remove("TENKEN_TODAY").args(args))
}

#[test]
fn the_sample_says_what_to_try_and_all_of_it_can_be_done() {
    let folder = Folder::empty();
    let run = plain(&folder, &["demo"]);
    assert_snapshot!(folder.shown(&["demo"], &run), @r"
    $ tenken demo
    見本の組合を tenken-demo に作りました。人名、組合名、文書は全て架空のものです。
      組合        サンプル健康保険組合
      確定した期  8期（FY2024-Q4〜FY2026-Q3）
      見る日      2027-01-20（--today で指定します。最後の期を確定した後です）
    試すこと:
      tenken --root tenken-demo --today 2027-01-20                      画面を開く
      tenken --root tenken-demo --today 2027-01-20 list                 8期の一覧と適合率
      tenken --root tenken-demo --today 2027-01-20 show last            いちばん新しい報告書
      tenken --root tenken-demo --today 2027-01-20 findings             未完了の指摘（期限を過ぎたものが先）
      tenken --root tenken-demo --today 2027-01-20 compare              前の期から何が変わったか
      tenken --root tenken-demo --today 2027-01-20 trend                各期を並べた推移（表計算用は --format csv）
      tenken --root tenken-demo --today 2027-01-20 verify               記録が変えられていないか
      tenken --root tenken-demo --today 2027-01-20 export --format csv  全ての回答を表計算用に書き出す
    要らなくなったら、フォルダーを丸ごと消してください。
    [0]
    ");
    let tries = run.out.lines().filter_map(|line| line.trim().strip_prefix("tenken "));
    let mut count = 0;
    for line in tries.skip(1) {
        let command = line.split("  ").next().unwrap();
        let done = plain(&folder, &command.split(' ').collect::<Vec<_>>());
        assert_eq!(done.code, Some(0), "{command}: {}", done.err);
        assert!(done.out.lines().count() > 3, "{command}: {}", done.out);
        count += 1;
    }
    assert!(count > 3, "{}", run.out);
    let sample = folder.path().join("tenken-demo");
    for entry in std::fs::read_dir(sample.join("reports")).unwrap() {
        let path = entry.unwrap().path();
        if path.join("SEAL").exists() {
            sha256sum_says_ok(&path);
        }
    }
    findings_open_age_move_and_close(&folder);
}

#[test]
fn the_same_bytes_come_of_it_whenever_and_wherever_it_is_made() {
    let (one, other) = (Folder::empty(), Folder::empty());
    assert_eq!(plain(&one, &["demo", "a"]).code, Some(0));
    // An empty folder is as good as none.
    std::fs::create_dir(other.path().join("tenken-demo")).unwrap();
    let later = Run::of(other.command().env("HOME", "/").args(["--today", "2030-05-01", "demo"]));
    assert_eq!(later.code, Some(0), "{}", later.err);
    let (left, right) = (bytes(&one.path().join("a")), bytes(&other.path().join("tenken-demo")));
    assert!(left.len() > 40, "{:?}", left.keys());
    for (name, text) in &left {
        assert!(right.get(name) == Some(text), "{} differs", name.display());
    }
    assert_eq!(left.len(), right.len());
}

#[test]
fn nothing_is_made_where_there_is_something() {
    let folder = Folder::small();
    let before = folder.files();
    assert_snapshot!(folder.show(&["demo", "."]), @r"
    $ tenken demo .
    tenken: . には、すでに何かあります。見本は空のフォルダーにだけ作ります。
      次に: tenken demo 別の名前 のように、まだないフォルダーを指定してください。
    [1]
    ");
    std::fs::create_dir(folder.path().join("used")).unwrap();
    std::fs::write(folder.path().join("used/a.txt"), "").unwrap();
    assert_eq!(folder.run(&["demo", "used"]).code, Some(1));
    std::fs::remove_dir_all(folder.path().join("used")).unwrap();
    assert_eq!(folder.files(), before);
}

fn findings_open_age_move_and_close(folder: &Folder) {
    let rows = folder.done(&["export", "--root", "tenken-demo"]);
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |period: &str, verdict: &str| {
        rows.iter().filter(|r| r["period"] == period && r["verdict"] == verdict).count()
    };
    let periods: Vec<&str> = {
        let mut all: Vec<&str> = rows.iter().map(|r| r["period"].as_str().unwrap()).collect();
        all.dedup();
        all
    };
    assert_eq!(periods.len(), 8);
    for period in &periods {
        let asked = rows.iter().filter(|r| r["period"] == *period).count();
        assert!(asked >= 70, "{period}: {asked}");
        assert!((1..=6).contains(&count(period, "ng")), "{period}");
    }
    let of = |finding: &str| {
        let of: Vec<_> = rows.iter().filter(|r| r["finding"] == finding).collect();
        let moved: Vec<_> = of.iter().map(|r| r["finding_due"].as_str().unwrap()).collect();
        (moved.join(" "), of[0]["finding_closed_on"].clone())
    };
    let (due, closed) = of("F-FY2025-Q4-TEC-14");
    assert_eq!(due, "2026-06-30 2026-09-30 2026-11-30 2026-11-30");
    assert!(closed.is_null(), "it is overdue when the last period is sealed");
    assert_eq!(of("F-FY2024-Q4-TEC-09").1, "2025-12-12");
    let versions: std::collections::BTreeSet<_> =
        rows.iter().map(|r| r["checklist_version"].as_str().unwrap()).collect();
    assert_eq!(versions.len(), 2);
}
