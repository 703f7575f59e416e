//! What verify sees of a ledger that was altered, and what it says it cannot see.

#![cfg(test)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::fixture::{Folder, Run, sha256sum_says_ok};
use insta::assert_snapshot;

/// Lets a sealed file be written again, as someone who alters it would.
fn alter(file: &Path, change: impl Fn(String) -> String) {
    let mut permissions = std::fs::metadata(file).unwrap().permissions();
    permissions.set_mode(0o600);
    std::fs::set_permissions(file, permissions).unwrap();
    let text = std::fs::read_to_string(file).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed);
    std::fs::write(file, changed).unwrap();
}

#[test]
fn the_code_is_read_as_people_copy_it() {
    let folder = Folder::sealed();
    let list = folder.done(&["list"]);
    let line = list.lines().find(|line| line.contains("確認コード  ")).unwrap();
    let groups: Vec<&str> = line.split_whitespace().skip(1).collect();
    assert_eq!(groups.len(), 8);
    let typed = [&["verify", "--head"][..], &groups].concat();
    let out = folder.done(&typed);
    assert!(out.contains("いちばん新しい記録（0001_"), "{out}");
    let mut wrong = groups.clone();
    wrong[0] = "00000000";
    let run = folder.run(&[&["verify", "--head"][..], &wrong].concat());
    assert_eq!(run.code, Some(3));
    assert!(run.out.contains("一致する記録がありません"), "{}", run.out);
}

#[test]
fn what_was_altered_is_named() {
    for file in ["report.toml", "report.txt", "report.md", "journal.toml", "SEAL"] {
        let folder = Folder::sealed();
        let rename = |text: String| text.replace("鈴木", "鈴本").replace("山田", "山本");
        alter(&folder.entry().join(file), rename);
        assert_eq!(folder.run(&["show", "last"]).code, Some(if file == "SEAL" { 0 } else { 3 }));
        let (run, named) = (folder.run(&["verify"]), format!("_report/{file}: "));
        if file == "SEAL" {
            // A SEAL that is written anew is a SEAL: only a code kept elsewhere, or the link in
            // the next entry, tells.
            assert_eq!(run.code, Some(0));
        } else {
            assert_eq!(run.code, Some(3), "{file}");
            assert!(run.out.contains(&named), "{file}: {}", run.out);
        }
    }
}

#[test]
fn files_that_vanish_appear_or_move_are_told() {
    let folder = Folder::sealed();
    let entry = folder.entry();
    std::fs::set_permissions(&entry, std::fs::Permissions::from_mode(0o700)).unwrap();
    std::fs::remove_file(entry.join("report.md")).unwrap();
    std::fs::write(entry.join("extra.txt"), "x").unwrap();
    std::fs::write(folder.path().join("reports/memo.txt"), "x").unwrap();
    assert_snapshot!(folder.show(&["verify"]), @r"
    $ tenken verify
    0001_FY2026-Q3_2026-12-18_report  異常あり
      0001_FY2026-Q3_2026-12-18_report/extra.txt: 確定したときになかったファイルです
      0001_FY2026-Q3_2026-12-18_report/report.md: ファイルがありません
    お知らせ:
      reports/memo.txt は tenken のものではありません（調べていません）。

    異常が2か所見つかりました。
    控えの確認コード（--head）がないため、新しい方の記録がまとめて削除されていないか、全体が作り直されていないかは、確かめられません。
    次にすること: 変えられたファイルを直さず、このフォルダー全体を写して保存し、控えや写しと見比べてください。

    いちばん新しい記録の確認コード
      <code>
    [3]
    ");
    assert_snapshot!(folder.show(&["--lang", "en", "verify"]), @r"
    $ tenken --lang en verify
    0001_FY2026-Q3_2026-12-18_report  FAULT
      0001_FY2026-Q3_2026-12-18_report/extra.txt: the file was not sealed with the record
      0001_FY2026-Q3_2026-12-18_report/report.md: the file is missing
    Notes:
      reports/memo.txt does not belong to tenken (not looked at).

    Faults found: 2.
    Without a code kept elsewhere (--head) it cannot be seen whether the newest records were removed or the whole chain was made anew.
    What to do next: Do not repair anything: copy the whole folder, keep it, and compare it with other copies.

    Confirmation code of the newest record
      <code>
    [3]
    ");
}

#[test]
fn an_altered_report_is_not_shown_without_a_warning() {
    let folder = Folder::sealed();
    alter(&folder.entry().join("report.txt"), |text| text + "x");
    let run = folder.run(&["show", "last"]);
    assert_eq!(run.code, Some(3));
    assert!(run.out.contains("自己点検結果報告書"));
    let told = Run { code: run.code, out: String::new(), err: run.err };
    assert_snapshot!(folder.shown(&["show", "last"], &told), @r"
    $ tenken show last
    tenken: 0001_FY2026-Q3_2026-12-18_report は、確定したときと違います。下の内容をそのまま信用しないでください。
      次に: tenken verify で詳しく確かめてください。
    [3]
    ");
}

#[test]
fn an_unreadable_record_is_told_in_the_list() {
    let folder = Folder::sealed();
    alter(&folder.entry().join("report.toml"), |text| text.replace("format = 1\n", "format = 9\n"));
    assert_snapshot!(folder.show(&["list"]), @r"
    $ tenken list
      期                  状態        適  不適  該当なし  確認不能  適合率
      令和8年度第3四半期  読めません
        /society/reports/0001_FY2026-Q3_2026-12-18_report/report.toml は新しい版の tenken で作られています（形式 9）。
        記録  0001_FY2026-Q3_2026-12-18_report
        確認コード  <code>
    いちばん新しい確定の確認コードが、この並び全体の確認コードです。
    注意: 読めない記録があります。tenken verify で、どのファイルがどう違うかを確かめてください。
    [3]
    ");
}

#[test]
fn a_chain_of_two_shows_the_removal_of_the_newest_only_with_a_code() {
    let folder = Folder::sealed();
    for id in ["ORG-01", "ORG-02", "ORG-03", "HUM-01"] {
        let args = ["answer", "FY2026-Q4", id, "ok", "--evidence", "甲"];
        assert_eq!(folder.on("2027-03-01", &args).code, Some(0));
    }
    let args = ["seal", "FY2026-Q4", "--confirmed-by", "鈴木一郎", "--format", "json"];
    let sealed = folder.on("2027-03-01", &args).json();
    let second = folder.path().join("reports").join(sealed["entry"].as_str().unwrap());
    sha256sum_says_ok(&second);
    let code = sealed["code"].as_str().unwrap();
    assert_eq!(folder.run(&["verify", "--head", code]).code, Some(0));
    std::fs::set_permissions(&second, std::fs::Permissions::from_mode(0o700)).unwrap();
    std::fs::remove_dir_all(&second).unwrap();
    let without = folder.run(&["verify"]);
    assert_eq!(without.code, Some(0));
    assert!(without.out.contains("確かめられません"), "{}", without.out);
    assert_eq!(folder.run(&["verify", "--head", code]).code, Some(3));
}
