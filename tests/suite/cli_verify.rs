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

/// Another letter or digit in place of one in the middle, whatever stands there.
fn one_character(text: &str) -> String {
    let letters = |(_, c): &(usize, char)| c.is_ascii_alphanumeric();
    let (at, was) = text.char_indices().skip(text.chars().count() / 2).find(letters).unwrap();
    let other = if was == 'e' { "f" } else { "e" };
    text[..at].to_owned() + other + &text[at + 1..]
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
        let (run, named) = (folder.run(&["verify"]), format!("\n    {file}: "));
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
      記録                              中身  つながり  署名  鍵
      0001_FY2026-Q3_2026-12-18_report  異常  最初      なし  -
        extra.txt: 確定したときになかったファイルです
        report.md: ファイルがありません
    お知らせ:
      reports/memo.txt は tenken のものではありません（調べていません）。

    異常が2か所見つかりました。
    控えの確認コード（--head）がないため、新しい方の記録がまとめて削除されていない
    か、全体が作り直されていないかは、確かめられません。
    次にすること: 変えられたファイルを直さず、このフォルダー全体を写して保存し、控え
    や写しと見比べてください。

    いちばん新しい記録の確認コード
      <code>
    [3]
    ");
    assert_snapshot!(folder.show(&["--lang", "en", "verify"]), @r"
    $ tenken --lang en verify
      record                            files  chain  signature  key
      0001_FY2026-Q3_2026-12-18_report  FAULT  first  none       -
        extra.txt: the file was not sealed with the record
        report.md: the file is missing
    Notes:
      reports/memo.txt does not belong to tenken (not looked at).

    Faults found: 2.
    Without a code kept elsewhere (--head) it cannot be seen whether the newest
    records were removed or the whole chain was made anew.
    What to do next: Do not repair anything: copy the whole folder, keep it, and
    compare it with other copies.

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

/// The folder with the third quarter sealed, and another period sealed on a later day.
fn with_another(period: &str, day: &str) -> (Folder, Vec<String>) {
    let folder = Folder::sealed();
    for id in folder.on(day, &["status", period, "--ids"]).out.lines() {
        let args = ["answer", period, id, "ok", "--evidence", "甲"];
        assert_eq!(folder.on(day, &args).code, Some(0));
    }
    let args = ["seal", period, "--confirmed-by", "鈴木一郎"];
    let run = folder.on(day, &args);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let json = folder.run(&["verify", "--format", "json"]).json();
    let entries = json["entries"].as_array().unwrap();
    let codes = entries.iter().map(|entry| entry["code"].as_str().unwrap().to_owned()).collect();
    (folder, codes)
}

#[test]
fn a_code_of_an_older_record_is_refused_unless_later_ones_are_known_of() {
    let (folder, codes) = with_another("FY2026-Q4", "2027-03-01");
    assert_eq!(folder.run(&["verify", "--head", &codes[1]]).code, Some(0));
    assert_snapshot!(folder.show(&["verify", "--head", &codes[0]]), @r"
    $ tenken verify --head <sha256>
      記録                              中身  つながり  署名  鍵
      0001_FY2026-Q3_2026-12-18_report  一致  最初      なし  -
      0002_FY2026-Q4_2027-03-01_report  一致  一致      なし  -

    調べた範囲では、2件の記録に異常は見つかりませんでした。
    控えの確認コードは、いちばん新しい記録ではなく 0001_FY2026-Q3_2026-12-18_report
    のものです。控えた後に1件の記録が加わっています。自分たちで確定したものでなけれ
    ば、後から作られたものです。承知しているなら --allow-later を付けて、もう一度確
    かめてください。
    控えの後の記録:
      0002_FY2026-Q4_2027-03-01_report

    いちばん新しい記録の確認コード
      <code>
    [3]
    ");
    assert_snapshot!(folder.show(&["verify", "--head", &codes[0], "--allow-later"]), @r"
    $ tenken verify --head <sha256> --allow-later
      記録                              中身  つながり  署名  鍵
      0001_FY2026-Q3_2026-12-18_report  一致  最初      なし  -
      0002_FY2026-Q4_2027-03-01_report  一致  一致      なし  -

    調べた範囲では、2件の記録に異常は見つかりませんでした。
    控えの確認コードは、0001_FY2026-Q3_2026-12-18_report のものと一致しました。ここ
    までの記録は控えたときのままです。後の1件の記録は、この控えでは確かめられませ
    ん。

    いちばん新しい記録の確認コード
      <code>
    [0]
    ");
    let json = folder.run(&["verify", "--head", &codes[0], "--format", "json"]).json();
    assert_eq!((&json["clean"], &json["head"]), (&false.into(), &"found_at".into()));
    assert_eq!(json["after_head"][0], "0002_FY2026-Q4_2027-03-01_report");
    let args = ["verify", "--head", &codes[0], "--allow-later", "--format", "json"];
    assert_eq!(folder.run(&args).json()["clean"], true);
    assert_eq!(folder.run(&["verify", "--allow-later"]).code, Some(2));
}

#[test]
fn periods_without_a_record_are_noted_and_no_fault() {
    let (folder, _) = with_another("FY2027-Q1", "2027-06-01");
    let run = folder.on("2027-06-01", &["verify"]);
    assert_eq!(run.code, Some(0));
    assert_snapshot!(folder.shown(&["verify"], &run), @r"
    $ tenken verify
      記録                              中身  つながり  署名  鍵
      0001_FY2026-Q3_2026-12-18_report  一致  最初      なし  -
      0002_FY2027-Q1_2027-06-01_report  一致  一致      なし  -
    お知らせ:
      間の期の記録がありません: 令和8年度第4四半期（FY2026-Q4）。点検しなかったので
      なければ、記録が消されています。

    調べた範囲では、2件の記録に異常は見つかりませんでした。
    控えの確認コード（--head）がないため、新しい方の記録がまとめて削除されていない
    か、全体が作り直されていないかは、確かめられません。

    いちばん新しい記録の確認コード
      <code>
    [0]
    ");
    let json = folder.on("2028-02-01", &["verify", "--format", "json"]).json();
    assert_eq!(json["skipped"], serde_json::json!(["FY2026-Q4"]));
    assert_eq!(json["overdue"], serde_json::json!(["FY2027-Q2", "FY2027-Q3"]));
    let late = folder.on("2028-02-01", &["--lang", "en", "verify"]).out;
    let note = "There is no record of periods whose deadline has passed: ";
    assert!(late.contains(note), "{late}");
}

/// Keys made by the program itself, without passphrases; the officer's is on the list.
pub(crate) fn signed() -> Folder {
    let folder = Folder::answered();
    folder.done(&["key", "new", "--principal", "officer@kenpo", "--no-passphrase"]);
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    folder
}

#[test]
fn the_table_says_of_each_record_whether_its_key_is_known() {
    let folder = signed();
    let without = folder.show(&["verify"]);
    assert!(without.contains("  一致  最初      一致  未確認"), "{without}");
    assert!(without.contains("だれの鍵かは未確認"), "{without}");
    let public = folder.outside().join(".config/tenken/officer_ed25519.pub");
    assert!(public.exists(), "{:?}", folder.run(&["key", "show"]).out);
    folder.done(&["key", "trust", public.to_str().unwrap()]);
    let with = folder.show(&["verify"]);
    assert!(with.contains("一致  最初      一致  officer@kenpo"), "{with}");
    assert!(with.contains("officer@kenpo。SEAL の記名は 鈴木一郎。1件"), "{with}");
    let json = folder.run(&["verify", "--format", "json"]).json();
    let entry = &json["entries"][0];
    assert_eq!(entry["signature"]["state"], "good");
    assert_eq!((&entry["contents"], &entry["chain"]), (&"ok".into(), &"ok".into()));
    std::fs::remove_file(folder.entry().join("SEAL.sig")).unwrap();
    let run = folder.run(&["verify"]);
    assert_eq!(run.code, Some(3));
    assert!(run.out.contains("  一致  最初      異常  -"), "{}", run.out);
}

#[test]
fn the_table_fits_a_terminal_of_eighty_columns_in_both_languages() {
    let folder = signed();
    let text = std::fs::read_to_string(folder.entry().join("report.txt")).unwrap();
    alter(&folder.entry().join("report.txt"), |_| text.replace("適", "不適"));
    std::fs::write(folder.entry().join("別紙.txt"), "x").unwrap();
    for lang in ["ja", "en"] {
        let out = folder.run(&["--lang", lang, "verify"]).out;
        for line in out.lines() {
            assert!(tenken::text::cells(line) <= 80, "{line}");
        }
    }
}

/// The second verifier on what the program itself sealed and signed.
#[test]
fn the_script_that_shares_no_code_agrees_on_real_records() {
    let folder = signed();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify.sh");
    let by_script = |folder: &Folder| {
        let reports = folder.path().join("reports");
        Run::of(std::process::Command::new("bash").arg(script).arg(reports))
    };
    let code = folder.run(&["verify", "--format", "json"]).json()["code"].clone();
    let run = by_script(&folder);
    let line = format!(
        "entry 0001_FY2026-Q3_2026-12-18_report code={} contents=ok chain=ok signature=fits\n",
        code.as_str().unwrap()
    );
    assert_eq!((run.code, run.out), (Some(0), line + "head not_given\nclean\n"));
    let public = folder.outside().join(".config/tenken/officer_ed25519.pub");
    folder.done(&["key", "trust", public.to_str().unwrap()]);
    let list = folder.outside().join(".config/tenken/allowed_signers");
    let mut known = std::process::Command::new("bash");
    known.args([script, "--head", code.as_str().unwrap(), "--signers"]).arg(list);
    let run = Run::of(known.arg(folder.path().join("reports")));
    assert!(run.out.ends_with("signature=good\nhead equal\nclean\n"), "{}", run.out);
    for file in ["report.toml", "report.md", "SEAL", "SEAL.sig"] {
        let folder = signed();
        alter(&folder.entry().join(file), |text| one_character(&text));
        let (ours, theirs) = (folder.run(&["verify"]).code, by_script(&folder).code);
        assert_eq!((ours, theirs), (Some(3), Some(3)), "{file}");
    }
}
