//! Sealing, and everything that is read of what was sealed.

#![cfg(test)]

use crate::fixture::{Folder, sha256sum_says_ok};
use insta::assert_snapshot;

const SEAL: [&str; 4] = ["seal", "current", "--confirmed-by", "鈴木一郎"];

#[test]
fn nothing_is_sealed_while_a_gap_remains_and_all_are_told() {
    let folder = Folder::small();
    assert_snapshot!(folder.show(&SEAL), @r"
    $ tenken seal current --confirmed-by 鈴木一郎
    tenken: 令和8年度第3四半期 の点検は始まっていません。
      次に: tenken check FY2026-Q3 で始めてください。
    [1]
    ");
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    let before = folder.files();
    assert_snapshot!(folder.show(&SEAL), @r"
    $ tenken seal current --confirmed-by 鈴木一郎
    tenken: 令和8年度第3四半期 は、まだ確定できません（残り2件）。
      次に: tenken status FY2026-Q3 で一覧が見られます。
    残っていること:
      ORG-02  未点検  違反の記録
      HUM-01  未点検  誓約書の提出
    [1]
    ");
    let json = folder.run(&[&SEAL[..], &["--format", "json"]].concat());
    assert_eq!(json.code, Some(1));
    assert_eq!(json.json()["gaps"][1]["item"], "HUM-01");
    assert_eq!(folder.files(), before);
}

#[test]
fn a_sealed_period_says_its_code_and_what_to_do_with_it() {
    let folder = Folder::answered();
    assert_snapshot!(folder.show(&SEAL), @r"
    $ tenken seal current --confirmed-by 鈴木一郎
    令和8年度第3四半期（FY2026-Q3）を確定しました。
      記録    0001_FY2026-Q3_2026-12-18_report
      適合率  100.0% (3/3)
      件数    適 3  不適 0  該当なし 0  確認不能 0
      確認者  鈴木一郎

    確認コード
      <code>
    この64桁を、報告書の印刷の所定の欄と議事録に書き写し、監事にも伝えてください。あとから記録の削除や作り直しを見つける手がかりは、このフォルダーの外にあるこの控えだけです。

    この記録だけを確かめるには（tenken は要りません）:
      cd /society/reports/0001_FY2026-Q3_2026-12-18_report && sha256sum --strict -c SEAL

    次にすること: 報告書は /society/reports/0001_FY2026-Q3_2026-12-18_report の report.txt です。並び全体は tenken verify --head 確認コード で確かめられます。
    注意: 日付は --today などで指定されたものです。記録にもその旨が残ります。
    [0]
    ");
    sha256sum_says_ok(&folder.entry());
    assert_snapshot!(folder.show(&["status"]), @r"
    $ tenken status
    試験健康保険組合
    令和8年度第3四半期（FY2026-Q3）
      期間        令和8年10月1日 ～ 令和8年12月31日
      期限        令和8年12月31日
      状態        確定済み（令和8年12月18日）
      適合率      100.0% (3/3)
      記録        0001_FY2026-Q3_2026-12-18_report
      確認コード  <code>

    参考（採点ではありません）
      引用した記入    0/3件     所見と証跡のうち
      前回と同じ所見  対象なし  前回も今回も所見のある項目のうち
      同じ判定の続き  3/3項目   最も長いもの。点検表の順に ORG-01 から HUM-01 まで「適」
      短い時間の回答  対象なし  時間を測った項目（3項目中0項目）のうち、1秒30字で読むより短いもの
      前回の期と同じ  対象なし  前回の記録がない

    次にすること: 報告書は tenken show FY2026-Q3 で読めます。
    [0]
    ");
    assert_snapshot!(folder.show(&["list"]), @r"
    $ tenken list
      期                  状態  適  不適  該当なし  確認不能  適合率
      令和8年度第3四半期  確定   3     0         0         0  100.0% (3/3)
        記録  0001_FY2026-Q3_2026-12-18_report
        確認コード  <code>
    いちばん新しい確定の確認コードが、この並び全体の確認コードです。
    [0]
    ");
    assert_snapshot!(folder.show(&["verify"]), @r"
    $ tenken verify
      記録                              中身  つながり  署名  鍵
      0001_FY2026-Q3_2026-12-18_report  一致  最初      なし  -

    調べた範囲では、1件の記録に異常は見つかりませんでした。
    控えの確認コード（--head）がないため、新しい方の記録がまとめて削除されていない
    か、全体が作り直されていないかは、確かめられません。

    いちばん新しい記録の確認コード
      <code>
    [0]
    ");
    assert!(!folder.path().join("reports/drafts/FY2026-Q3").exists());
}

#[test]
fn a_sealed_period_is_neither_answered_nor_sealed_again() {
    let folder = Folder::sealed();
    let before = folder.files();
    assert_snapshot!(folder.show(&SEAL), @r"
    $ tenken seal current --confirmed-by 鈴木一郎
    tenken: 令和8年度第3四半期 は確定しています（0001_FY2026-Q3_2026-12-18_report）。確定した記録は変えられません。
      次に: 内容は tenken show FY2026-Q3 で読めます。誤りがあれば tenken correct FY2026-Q3 --reason 理由 で訂正の記録を作れます。
    [1]
    ");
    let answer = ["answer", "current", "ORG-01", "ok", "--evidence", "甲"];
    assert_snapshot!(folder.show(&answer), @r"
    $ tenken answer current ORG-01 ok --evidence 甲
    tenken: 令和8年度第3四半期 は確定しています（0001_FY2026-Q3_2026-12-18_report）。確定した記録は変えられません。
      次に: 内容は tenken show FY2026-Q3 で読めます。誤りがあれば tenken correct FY2026-Q3 --reason 理由 で訂正の記録を作れます。
    [1]
    ");
    assert_eq!(folder.files(), before);
}

#[test]
fn one_who_confirms_his_own_inspection_is_told_so() {
    let folder = Folder::answered();
    let run = folder.run(&["seal", "current", "--confirmed-by", "山田　花子"]);
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("確認した人が点検担当者と同じです"), "{}", run.err);
}

#[test]
fn every_output_is_there_for_programs_too() {
    let folder = Folder::answered();
    let json = |args: &[&str]| folder.run(&[args, &["--format", "json"]].concat()).json();
    let sealed = json(&SEAL);
    let code = sealed["code"].as_str().unwrap().to_owned();
    assert_eq!((sealed["sealed"].as_bool(), code.len()), (Some(true), 64));
    assert_eq!(json(&["list"])["periods"][0]["code"], code.as_str());
    assert_eq!(json(&["status"])["code"], code.as_str());
    assert_eq!(json(&["show", "last"])["period"]["id"], "FY2026-Q3");
    let verified = json(&["verify", "--head", &code]);
    assert_eq!((&verified["clean"], &verified["head"]), (&true.into(), &"equal".into()));
    let new = Folder::empty();
    let init = new.run(&["init", "--name", "甲", "--officer", "乙", "--format", "json"]).json();
    assert_eq!(init["society"]["officer"], "乙");
}

#[test]
fn reports_are_written_once_and_never_over_other_content() {
    let folder = Folder::sealed();
    let three = ["report", "last", "--format", "txt,md", "--format", "json"];
    assert_snapshot!(folder.show(&three), @r"
    $ tenken report last --format txt,md --format json
    書き出しました: /society/reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.json（項目4、指摘0、監事の所見0）
    書き出しました: /society/reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.md（項目4、指摘0、監事の所見0）
    書き出しました: /society/reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt（項目4、指摘0、監事の所見0）
    [0]
    ");
    assert_snapshot!(folder.show(&["report", "last"]), @r"
    $ tenken report last
    同じ内容のファイルがすでにあります: /society/reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt（項目4、指摘0、監事の所見0）
    [0]
    ");
    let txt = folder.path().join("reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt");
    let sealed = std::fs::read(folder.entry().join("report.txt")).unwrap();
    assert_eq!(std::fs::read(&txt).unwrap(), sealed);
    assert_eq!(folder.done(&["report", "last", "--out", "-"]).as_bytes(), sealed);
    assert_eq!(folder.done(&["show", "last"]).as_bytes(), sealed);
    std::fs::write(&txt, "mine").unwrap();
    assert_snapshot!(folder.show(&["report", "last"]), @r"
    $ tenken report last
    tenken: /society/reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt はすでにあり、内容が違います。上書きはしません。
      次に: そのファイルを別の場所に移すか、--out で別のフォルダーを指定してください。tenken report なら --force で置き換えられます。
    [1]
    ");
    assert_eq!(std::fs::read(&txt).unwrap(), b"mine");
    let elsewhere = ["report", "last", "--format", "md", "--out", "../elsewhere"];
    folder.done(&elsewhere);
    let name = "elsewhere/FY2026-Q3_2026-12-18_自己点検結果報告書.md";
    assert!(folder.outside().join(name).exists());
    assert_snapshot!(
        folder.show(&["report", "last", "--format", "md,txt", "--out", "-"]), @r"
        $ tenken report last --format md,txt --out -
        tenken: 画面への出力（--out -）は、形式を1つだけ指定したときに使えます。
          次に: --format を1つだけ指定してください。
        [2]
        "
    );
    assert_eq!(folder.run(&["verify"]).code, Some(0), "exports are no part of the chain");
}

#[test]
fn what_is_not_sealed_cannot_be_shown() {
    let folder = Folder::small();
    assert_snapshot!(folder.show(&["show", "last"]), @r"
    $ tenken show last
    tenken: 確定した期がまだありません。
      次に: 点検を終えて tenken seal で確定すると、ここに並びます。
    [1]
    ");
    assert_snapshot!(folder.show(&["report", "current"]), @r"
    $ tenken report current
    tenken: 令和8年度第3四半期 は確定していません。
      次に: tenken status FY2026-Q3 で、残っている項目を確かめてください。
    [1]
    ");
    assert_snapshot!(folder.show(&["list"]), @r"
    $ tenken list
    まだ点検した期がありません。
    次にすること: tenken check で今期の点検を始めてください。
    [0]
    ");
}

#[test]
fn the_next_quarter_starts_with_nothing_answered() {
    let folder = Folder::sealed();
    let day = "2027-01-10";
    let status = folder.on(day, &["status"]);
    assert_snapshot!(folder.shown(&["status"], &status), @r"
    $ tenken status
    試験健康保険組合
    令和8年度第4四半期（FY2026-Q4）
      期間    令和9年1月1日 ～ 令和9年3月31日
      期限    令和9年3月31日（あと80日）
      状態    未着手
      点検表  small 1.0.0 版
      適合率  －（まだ計算できません）

      区分                対象  適  不適  該当なし  確認不能  未点検  対象外
      組織的安全管理措置     3   0     0         0         0       3       0
      人的安全管理措置       1   0     0         0         0       1       0
      合計                   4   0     0         0         0       4       0

    確定までに残っていること（4件）:
      ORG-01  未点検  責任者の任命
      ORG-02  未点検  違反の記録
      ORG-03  未点検  規程の見直し
      HUM-01  未点検  誓約書の提出

    次にすること: tenken check FY2026-Q4 で点検を始めてください。1項目ずつ記録するなら tenken answer FY2026-Q4 項目 判定 です。
    [0]
    ");
    let args = ["answer", "current", "ORG-03", "ok", "--evidence", "議事録"];
    assert_eq!(folder.on(day, &args).code, Some(0));
    let left = folder.on(day, &["status", "--ids"]).out;
    assert_eq!(left, "ORG-01\nORG-02\nHUM-01\n");
    let list = folder.on(day, &["list"]);
    assert_snapshot!(folder.shown(&["list"], &list), @r"
    $ tenken list
      期                  状態    適  不適  該当なし  確認不能  適合率
      令和8年度第4四半期  点検中   1     0         0         0  100.0% (1/1)
        記録済み 1/4 項目
        確定までに残っていること: 3件
      令和8年度第3四半期  確定     3     0         0         0  100.0% (3/3)
        記録  0001_FY2026-Q3_2026-12-18_report
        確認コード  <code>
    いちばん新しい確定の確認コードが、この並び全体の確認コードです。
    [0]
    ");
}

#[test]
fn a_clock_before_the_last_seal_is_refused() {
    let folder = Folder::sealed();
    let day = "2026-10-05";
    for id in ["ORG-01", "ORG-02", "HUM-01"] {
        let args = ["answer", "FY2026-Q2", id, "ok", "--evidence", "甲"];
        assert_eq!(folder.on(day, &args).code, Some(0));
    }
    let run = folder.on(day, &["seal", "FY2026-Q2", "--confirmed-by", "鈴木一郎"]);
    assert_snapshot!(folder.shown(&["seal", "FY2026-Q2"], &run), @r"
    $ tenken seal FY2026-Q2
    tenken: 時計が、最後に確定した記録（0001_FY2026-Q3_2026-12-18_report）より前を指しています。
      次に: パソコンの日付を確かめてから、もう一度確定してください。
    [1]
    ");
}
