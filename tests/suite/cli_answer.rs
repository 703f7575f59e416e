//! Answers from the command line: what is recorded, what is refused, what status says.

#![cfg(test)]

use std::fs::File;

use crate::fixture::{Folder, Run};
use insta::assert_snapshot;

const NG: [&str; 14] = [
    "answer",
    "R8Q3",
    "HUM-01",
    "不適",
    "--grade",
    "重大",
    "--note",
    "1名分がない",
    "--action",
    "提出させる",
    "--owner",
    "佐藤",
    "--due",
    "令和9年1月31日",
];

/// Answers that a rule refuses.
const REFUSED: [&[&str]; 10] = [
    &["answer", "current", "ORG-01", "ok"],
    &["answer", "current", "ORG-01", "na", "--reason", "なし"],
    &["answer", "current", "ORG-02", "na"],
    &["answer", "current", "ORG-02", "unverified"],
    &["answer", "current", "HUM-01", "ng", "--note", "ない"],
    &["answer", "current", "ORG-04", "ok", "--evidence", "甲"],
    &["answer", "current", "XYZ-99", "ok", "--evidence", "甲"],
    &["answer", "current", "ORG-03", "ok", "--evidence", "甲"],
    &["answer", "FY2027-Q1", "ORG-01", "ok", "--evidence", "甲"],
    &["answer", "FY2026-H1", "ORG-01", "ok", "--evidence", "甲"],
];

#[test]
fn each_verdict_is_recorded_with_what_it_requires() {
    let folder = Folder::small();
    let ok = ["answer", "FY2026-Q3", "ORG-01", "ok", "--evidence", "任命書 第1号"];
    assert_snapshot!(folder.show(&ok), @r"
    $ tenken answer FY2026-Q3 ORG-01 ok --evidence 任命書 第1号
    記録しました: ORG-01 責任者の任命
      判定      適
      記録者    山田花子
      進み具合  1/3 項目（未点検 2）
    [0]
    ");
    let na = ["answer", "2026q3", "ｏｒｇ-02", "該当なし", "--reason", "0件と聞き取った"];
    assert_snapshot!(folder.show(&na), @r"
    $ tenken answer 2026q3 ｏｒｇ-02 該当なし --reason 0件と聞き取った
    記録しました: ORG-02 違反の記録
      判定      該当なし
      記録者    山田花子
      進み具合  2/3 項目（未点検 1）
    [0]
    ");
    assert_snapshot!(folder.show(&NG), @r"
    $ tenken answer R8Q3 HUM-01 不適 --grade 重大 --note 1名分がない --action 提出させる --owner 佐藤 --due 令和9年1月31日
    記録しました: HUM-01 誓約書の提出
      判定      不適（重大）
      記録者    山田花子
      進み具合  3/3 項目（未点検 0）
    次にすること: 未点検はなくなりました。tenken status FY2026-Q3 で確かめ、tenken seal FY2026-Q3 --confirmed-by 名前 で確定してください。
    注意: この項目の不適は、その日のうちに個人情報取扱責任者へ報告する項目です。
    [0]
    ");
    assert_snapshot!(folder.show(&["status", "令和8年度第3四半期"]), @r"
    $ tenken status 令和8年度第3四半期
    試験健康保険組合
    令和8年度第3四半期（FY2026-Q3）
      期間    令和8年10月1日 ～ 令和8年12月31日
      期限    令和8年12月31日（あと13日）
      状態    点検中（すべて記録済み。確定できます）
      点検表  small 1.0.0 版
      適合率  50.0% (1/2)

      区分                対象  適  不適  該当なし  確認不能  未点検  対象外
      組織的安全管理措置     2   1     0         1         0       0       1
      人的安全管理措置       1   0     1         0         0       0       0
      合計                   3   1     1         1         0       0       1

    参考（採点ではありません）
      引用、前回と同じ所見、読むより短い時間の回答はありません（時間を測った項目 0/3）。

    次にすること: tenken seal FY2026-Q3 --confirmed-by 名前 で確定してください。
    [0]
    ");
}

#[test]
fn what_is_refused_says_why_and_writes_nothing() {
    let folder = Folder::small();
    let untouched = folder.files();
    let mut all = String::new();
    for args in REFUSED {
        assert_eq!(folder.run(args).code, Some(1), "{args:?}");
        all += &folder.show(args);
        all.push('\n');
    }
    assert_eq!(folder.files(), untouched, "a refusal has written something");
    assert_snapshot!(all, @r"
    $ tenken answer current ORG-01 ok
    tenken: ORG-01 を「適」とするには、次のものが足りません: 証跡（1件以上）
      次に: 足りないものを添えて、もう一度記録してください。何も書き込んでいません。
    [1]
    $ tenken answer current ORG-01 na --reason なし
    tenken: ORG-01 は「該当なし」を選べない項目です。
      次に: 適、不適、確認不能のどれかで記録してください。何も書き込んでいません。
    [1]
    $ tenken answer current ORG-02 na
    tenken: ORG-02 を「該当なし」とするには、次のものが足りません: 理由
      次に: 足りないものを添えて、もう一度記録してください。何も書き込んでいません。
    [1]
    $ tenken answer current ORG-02 unverified
    tenken: ORG-02 を「確認不能」とするには、次のものが足りません: 理由
      次に: 足りないものを添えて、もう一度記録してください。何も書き込んでいません。
    [1]
    $ tenken answer current HUM-01 ng --note ない
    tenken: HUM-01 を「不適」とするには、次のものが足りません: 程度（重大・軽微・観察）、改善措置、改善の担当者、改善の期限
      次に: 足りないものを添えて、もう一度記録してください。何も書き込んでいません。
    [1]
    $ tenken answer current ORG-04 ok --evidence 甲
    tenken: 点検表に ORG-04 という項目はありません。
      次に: ORG-01 のことではありませんか。
    [1]
    $ tenken answer current XYZ-99 ok --evidence 甲
    tenken: 点検表に XYZ-99 という項目はありません。
      次に: 番号を確かめてください。
    [1]
    $ tenken answer current ORG-03 ok --evidence 甲
    tenken: ORG-03 は今期の点検対象ではありません（対象外）。
      次に: 対象になる期に点検してください。
    [1]
    $ tenken answer FY2027-Q1 ORG-01 ok --evidence 甲
    tenken: 令和9年度第1四半期 はまだ始まっていません（2027-04-01 から）。
      次に: 今期は tenken check current で点検できます。
    [1]
    $ tenken answer FY2026-H1 ORG-01 ok --evidence 甲
    tenken: 令和8年度上半期 は、この組合の点検の周期（四半期ごと）の期ではありません。
      次に: tenken status で、いまの期を確かめてください。
    [1]
    ");
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    let started = folder.files();
    for args in REFUSED {
        assert_eq!(folder.run(args).code, Some(1), "{args:?}");
    }
    let again = folder.run(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    assert_eq!(again.code, Some(1));
    let journal = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    assert_eq!(folder.files()[&journal], started[&journal]);
}

#[test]
fn wrong_words_are_wrong_use_and_write_nothing() {
    let folder = Folder::small();
    let untouched = folder.files();
    for args in [
        &["answer", "next", "ORG-01", "ok", "--evidence", "甲"][..],
        &["answer", "current", "ORG_01", "ok", "--evidence", "甲"],
        &["answer", "current", "ORG-01", "ng", "--due", "来週"],
        &["answer", "current", "ORG-01", "ok", "--method", "目視"],
    ] {
        assert_eq!(folder.run(args).code, Some(2), "{args:?}");
    }
    assert_eq!(folder.files(), untouched);
}

#[test]
fn an_answer_can_be_changed_and_keeps_what_is_not_said_again() {
    let folder = Folder::small();
    folder.done(&NG);
    let late = ["answer", "current", "HUM-01", "ng", "--due", "2027/2/28", "--format", "json"];
    let value = folder.run(&late).json();
    assert_eq!((&value["grade"], &value["seq"]), (&"major".into(), &3.into()));
    let journal = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    let journal = std::fs::read_to_string(journal).unwrap();
    assert!(journal.contains("2027-01-31") && journal.contains("2027-02-28"), "{journal}");
}

#[test]
fn status_of_a_period_nobody_has_started_shows_what_will_be_asked() {
    let folder = Folder::small();
    let untouched = folder.files();
    assert_snapshot!(folder.show(&["status"]), @r"
    $ tenken status
    試験健康保険組合
    令和8年度第3四半期（FY2026-Q3）
      期間    令和8年10月1日 ～ 令和8年12月31日
      期限    令和8年12月31日（あと13日）
      状態    未着手
      点検表  small 1.0.0 版
      適合率  －（まだ計算できません）

      区分                対象  適  不適  該当なし  確認不能  未点検  対象外
      組織的安全管理措置     2   0     0         0         0       2       1
      人的安全管理措置       1   0     0         0         0       1       0
      合計                   3   0     0         0         0       3       1

    確定までに残っていること（3件）:
      ORG-01  未点検  責任者の任命
      ORG-02  未点検  違反の記録
      HUM-01  未点検  誓約書の提出

    次にすること: tenken check FY2026-Q3 で点検を始めてください。1項目ずつ記録するなら tenken answer FY2026-Q3 項目 判定 です。
    [0]
    ");
    assert_eq!(folder.done(&["status", "--ids"]), "ORG-01\nORG-02\nHUM-01\n");
    assert_eq!(folder.files(), untouched, "status has written something");
    let late = folder.on("2027-01-02", &["status", "FY2026-Q3"]);
    assert!(late.out.contains("2日超過"), "{}", late.out);
}

#[test]
fn status_is_told_in_english_and_in_json() {
    let folder = Folder::small();
    folder.done(&NG);
    assert_snapshot!(folder.show(&["--lang", "en", "status"]), @r"
    $ tenken --lang en status
    試験健康保険組合
    FY2026 Q3 (FY2026-Q3)
      Span                2026-10-01 to 2026-12-31
      Due                 2026-12-31 (13 days left)
      State               in progress (1/3 items)
      Checklist           small 1.0.0
      Rate of conformity  0.0% (0/1)

      Section             Due  Conforms  Does not conform  Not applicable  Not verifiable  Open  Not due
      組織的安全管理措置    2         0                 0               0               0     2        1
      人的安全管理措置      1         0                 1               0               0     0        0
      Total                 3         0                 1               0               0     2        1

    Left before sealing (2):
      ORG-01  Open  責任者の任命
      ORG-02  Open  違反の記録

    For reference (not a score)
      Nothing cited, no repeated note, no answer faster than reading (time measured for 0/1).

    What to do next: Go on with tenken check FY2026-Q3, or record single items with tenken answer FY2026-Q3 ITEM VERDICT.
    [0]
    ");
    let value = folder.run(&["status", "--format", "json"]).json();
    assert_eq!(value["state"], "in_progress");
    assert_eq!(value["gaps"].as_array().unwrap().len(), 2);
    assert_eq!(value["gaps"][0]["kind"], "open");
    assert_eq!(value["tally"]["rate"], serde_json::json!({"ok": 0, "of": 1}));
    assert_eq!(value["days_left"], 13);
}

#[test]
fn a_half_yearly_society_inspects_halves() {
    let folder = Folder::empty();
    let init = ["init", "--name", "甲", "--cycle", "half-yearly", "--inspector", "山田"];
    folder.done(&init);
    let status = folder.done(&["status"]);
    assert!(status.contains("令和8年度下半期（FY2026-H2）"), "{status}");
    let quarter = ["answer", "FY2026-Q3", "ORG-01", "ok", "--evidence", "甲"];
    assert_snapshot!(folder.show(&quarter), @r"
    $ tenken answer FY2026-Q3 ORG-01 ok --evidence 甲
    tenken: 令和8年度第3四半期 は、この組合の点検の周期（半期ごと）の期ではありません。
      次に: tenken status で、いまの期を確かめてください。
    [1]
    ");
    folder.done(&["answer", "R8下", "ORG-01", "ok", "--evidence", "甲"]);
    assert!(folder.path().join("reports/drafts/FY2026-H2/journal.toml").exists());
}

#[test]
fn a_second_instance_reads_but_does_not_write() {
    let folder = Folder::small();
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    let lock = File::options().write(true).open(folder.path().join("reports/.lock")).unwrap();
    lock.lock().unwrap();
    let before = folder.files();
    let args = ["answer", "current", "ORG-02", "ok", "--evidence", "甲"];
    assert_snapshot!(folder.show(&args), @r"
    $ tenken answer current ORG-02 ok --evidence 甲
    tenken: 別の画面で点検中のため、書き込めません（山田花子、2026-12-18T12:00:00+09:00 から）。
      次に: 先に開いた画面を閉じてください。見るだけならこのまま続けられます。
    [1]
    ");
    let seal = folder.run(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    assert_eq!(seal.code, Some(1));
    assert_eq!(folder.run(&["status"]).code, Some(0));
    assert_eq!(folder.files(), before);
    lock.unlock().unwrap();
    folder.done(&args);
}

#[test]
fn a_torn_tail_is_set_aside_and_told() {
    let folder = Folder::small();
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    let journal = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    let mut text = std::fs::read_to_string(&journal).unwrap();
    text.push_str("[[event]]\nseq = 3\nat = \"2026-12-");
    std::fs::write(&journal, text).unwrap();
    let args = ["answer", "current", "ORG-02", "ok", "--evidence", "乙"];
    assert_snapshot!(folder.show(&args), @r"
    $ tenken answer current ORG-02 ok --evidence 乙
    記録しました: ORG-02 違反の記録
      判定      適
      記録者    山田花子
      進み具合  2/3 項目（未点検 1）
    注意: 前回、書込みの途中で切れた部分（32バイト）を /society/reports/drafts/FY2026-Q3/journal.torn-20261218T120000 に移しました。その直前までの回答はすべて残っています。
    [0]
    ");
    assert_eq!(folder.done(&["status", "--ids"]), "HUM-01\n");
}

#[test]
fn a_damaged_journal_is_refused_with_its_line_and_left_alone() {
    let folder = Folder::answered();
    let journal = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replace("資料 ORG-01", "資料 ORG-09")).unwrap();
    let before = folder.files();
    assert_snapshot!(folder.show(&["status"]), @r"
    $ tenken status
    tenken: 点検中の記録 /society/reports/drafts/FY2026-Q3/journal.toml の 19 行目（記録 2 番）が壊れているか、書き換えられています。
      次に: ファイルには手を付けていません。フォルダーの写しから戻してください。
    [3]
    ");
    assert_eq!(folder.run(&["seal", "current", "--confirmed-by", "甲"]).code, Some(3));
    assert_eq!(folder.run(&["list"]).code, Some(3));
    assert_eq!(folder.files(), before);
}

#[test]
fn a_variable_states_the_day_and_an_option_overrides_it() {
    let folder = Folder::small();
    let by_option = Run::of(folder.command().args(["--today", "R9.1.10", "status"]));
    assert!(by_option.out.contains("FY2026-Q4"), "{}", by_option.out);
    assert!(folder.done(&["status"]).contains("FY2026-Q3"));
}
