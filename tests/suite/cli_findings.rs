//! Findings from the command line: what a 不適 leaves behind, and how it ends.

#![cfg(test)]

use crate::fixture::{Folder, Run};
use insta::assert_snapshot;

/// In the quarter after the one of the fixture.
const NEXT: &str = "2027-02-18";
/// In the quarter after that.
const LATER: &str = "2027-05-18";

const MAJOR: [&str; 14] = [
    "answer",
    "current",
    "HUM-01",
    "ng",
    "--grade",
    "major",
    "--note",
    "1名分がない",
    "--action",
    "提出させる",
    "--owner",
    "佐藤次郎",
    "--due",
    "2027-01-31",
];

const MINOR: [&str; 14] = [
    "answer",
    "current",
    "ORG-01",
    "ng",
    "--grade",
    "minor",
    "--note",
    "任命書の日付が違う",
    "--action",
    "改める",
    "--owner",
    "山田花子",
    "--due",
    "2027-03-31",
];

const MOVED: [&str; 9] = [
    "finding",
    "current",
    "HUM-01",
    "--progress",
    "督促した",
    "--due",
    "R9.3.31",
    "--due-reason",
    "本人が休職中",
];

fn close(by: &str) -> [&str; 10] {
    [
        "finding",
        "current",
        "ORG-01",
        "--close",
        "--evidence",
        "任命書 第2号",
        "--effect",
        "閲覧して確かめた",
        "--confirmed-by",
        by,
    ]
}

/// Two 不適 sealed in the third quarter.
fn with_findings() -> Folder {
    let folder = Folder::small();
    folder.done(&MAJOR);
    folder.done(&MINOR);
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    folder
}

fn done_on(folder: &Folder, day: &str, args: &[&str]) -> Run {
    let run = folder.on(day, args);
    assert_eq!(run.code, Some(0), "{args:?}: {}{}", run.out, run.err);
    run
}

fn show_on(folder: &Folder, day: &str, args: &[&str]) -> String {
    folder.shown(args, &folder.on(day, args))
}

/// Answers everything of the quarter but for what is said by the test.
fn answer_rest(folder: &Folder, day: &str) {
    for id in done_on(folder, day, &["status", "--ids"]).out.lines() {
        done_on(folder, day, &["answer", "current", id, "ok", "--evidence", "資料"]);
    }
}

#[test]
fn a_finding_is_first_in_the_next_quarter_and_keeps_it_from_being_sealed() {
    let folder = with_findings();
    assert_snapshot!(show_on(&folder, NEXT, &["findings"]), @r"
    $ tenken findings
    試験健康保険組合
    令和8年度第4四半期（FY2026-Q4）
    未完了の指摘 2件（うち期限超過 1件）

      F-FY2026-Q3-HUM-01  期限超過  重大  誓約書の提出
        期限 令和9年1月31日（18日超過）  担当者 佐藤次郎  1期経過
        内容 1名分がない
      F-FY2026-Q3-ORG-01  継続      軽微  責任者の任命
        期限 令和9年3月31日  担当者 山田花子  1期経過
        内容 任命書の日付が違う

    次にすること: tenken finding 期 番号 で経過の全てが見られます。見直しは tenken finding 期 番号 --progress 経過、完了は --close です。
    [0]
    ");
    answer_rest(&folder, NEXT);
    let seal = ["seal", "current", "--confirmed-by", "鈴木一郎"];
    assert_snapshot!(show_on(&folder, NEXT, &seal), @r"
    $ tenken seal current --confirmed-by 鈴木一郎
    tenken: 令和8年度第4四半期 は、まだ確定できません（残り2件）。
      次に: tenken status FY2026-Q4 で一覧が見られます。
    残っていること:
      F-FY2026-Q3-HUM-01  指摘の見直しがまだです  誓約書の提出
      F-FY2026-Q3-ORG-01  指摘の見直しがまだです  責任者の任命
    [1]
    ");
    let gaps = folder.on(NEXT, &["status", "--format", "json"]).json();
    assert_eq!(gaps["gaps"][0]["kind"], "unreviewed");
    assert_eq!(gaps["gaps"][0]["finding"], "F-FY2026-Q3-HUM-01");
    assert_eq!(gaps["findings"][0]["unsealed"], serde_json::Value::Null);
}

#[test]
fn a_due_date_moves_only_to_a_later_day_with_a_reason_and_the_old_one_stays_visible() {
    let folder = with_findings();
    let untouched = folder.files();
    for due in ["R9.1.20", "2027-01-31"] {
        let early = ["finding", "current", "HUM-01", "--progress", "督促した", "--due", due];
        let run = folder.on(NEXT, &early);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains("期限を変える理由、今の期限より後の日付"), "{}", run.err);
    }
    assert_eq!(folder.on(NEXT, &MOVED[..7]).code, Some(1), "no reason");
    assert_eq!(folder.files(), untouched, "a refusal has written something");
    assert_snapshot!(show_on(&folder, NEXT, &MOVED), @r"
    $ tenken finding current HUM-01 --progress 督促した --due R9.3.31 --due-reason 本人が休職中
    記録しました: F-FY2026-Q3-HUM-01 誓約書の提出
      見直し  継続
      経過    督促した
      期限    令和9年1月31日 → 令和9年3月31日（理由: 本人が休職中）
      記録者  山田花子
      残り    見直していない指摘 1件
    [0]
    ");
    assert_eq!(folder.on(NEXT, &MOVED).code, Some(1), "it stands like that already");
    done_on(&folder, NEXT, &close("鈴木一郎"));
    answer_rest(&folder, NEXT);
    done_on(&folder, NEXT, &["seal", "current", "--confirmed-by", "鈴木一郎"]);
    assert_snapshot!(show_on(&folder, LATER, &["findings", "--overdue"]), @r"
    $ tenken findings --overdue
    試験健康保険組合
    令和9年度第1四半期（FY2027-Q1）
    未完了の指摘 1件（うち期限超過 1件）

      F-FY2026-Q3-HUM-01  期限超過  重大  誓約書の提出
        期限 令和9年3月31日（当初 令和9年1月31日、1回延長、48日超過）  担当者 佐藤次郎  2期経過
        内容 1名分がない
        令和8年度第4四半期 継続 督促した（期限を令和9年3月31日に）

    次にすること: tenken finding 期 番号 で経過の全てが見られます。見直しは tenken finding 期 番号 --progress 経過、完了は --close です。
    [0]
    ");
    assert_snapshot!(show_on(&folder, LATER, &["finding", "current", "ＨＵＭ-01"]), @r"
    $ tenken finding current ＨＵＭ-01
    F-FY2026-Q3-HUM-01 誓約書の提出
      状態      期限超過（2期経過）
      程度      重大
      内容      1名分がない
      原因      －
      改善措置  提出させる
      担当者    佐藤次郎
      期限      令和9年3月31日（当初 令和9年1月31日、1回延長、48日超過）
      発生      令和8年度第3四半期、山田花子 令和8年12月18日

    見直しの経過（1件）:
      令和8年度第4四半期  継続  山田花子 令和9年2月18日
        経過  督促した
        期限  令和9年1月31日 → 令和9年3月31日（理由: 本人が休職中）
    [0]
    ");
}

#[test]
fn the_owner_cannot_confirm_that_it_is_done_and_the_inspector_is_told_of() {
    let folder = with_findings();
    let untouched = folder.files();
    let own = folder.on(NEXT, &close("山田　花子"));
    assert_eq!(own.code, Some(1));
    assert!(own.err.contains("改善の担当者以外の確認者"), "{}", own.err);
    let bare = folder.on(NEXT, &["finding", "current", "ORG-01", "--close"]);
    assert!(
        bare.err.contains("完了の証跡（1件以上）、効果をどう確かめたか、確認した人"),
        "{}",
        bare.err
    );
    let early = [&close("鈴木一郎")[..], &["--closed-on", "2026-12-17"]].concat();
    assert_eq!(folder.on(NEXT, &early).code, Some(1), "before it arose");
    let late = [&close("鈴木一郎")[..], &["--closed-on", "2027-02-19"]].concat();
    assert_eq!(folder.on(NEXT, &late).code, Some(1), "still to come");
    assert_eq!(folder.files(), untouched, "a refusal has written something");
    let other = ["finding", "current", "HUM-01", "--close", "--evidence", "誓約書"];
    let other =
        [&other[..], &["--effect", "全員分を数えた", "--confirmed-by", "山田花子"]].concat();
    assert_snapshot!(show_on(&folder, NEXT, &other), @r"
    $ tenken finding current HUM-01 --close --evidence 誓約書 --effect 全員分を数えた --confirmed-by 山田花子
    記録しました: F-FY2026-Q3-HUM-01 誓約書の提出
      見直し      完了
      完了日      令和9年2月18日
      証跡        誓約書
      効果の確認  全員分を数えた
      確認者      山田花子
      記録者      山田花子
      残り        見直していない指摘 1件
    注意: 完了を確認した人が点検担当者と同じです（山田花子）。報告書にもその旨を書きます。
    [0]
    ");
}

#[test]
fn a_closed_finding_stands_in_the_report_and_comes_back_only_in_the_list_of_all() {
    let folder = with_findings();
    done_on(&folder, NEXT, &MOVED);
    done_on(&folder, NEXT, &close("鈴木一郎"));
    answer_rest(&folder, NEXT);
    done_on(&folder, NEXT, &["seal", "current", "--confirmed-by", "鈴木一郎"]);
    let closed = done_on(&folder, LATER, &["findings", "--all", "--format", "json"]).out;
    let closed: serde_json::Value = serde_json::from_str(&closed).unwrap();
    assert_eq!((&closed["open"], &closed["overdue"]), (&1.into(), &1.into()));
    assert_eq!(closed["findings"][1]["state"], "closed");
    assert_eq!(closed["findings"][1]["reviews"][0]["confirmed_by"], "鈴木一郎");
    let csv = done_on(&folder, LATER, &["findings", "--all", "--format", "csv"]).out;
    assert!(csv.contains("\r\nF-FY2026-Q3-ORG-01,FY2026-Q3,ORG-01,責任者の任命,"), "{csv}");
    assert_eq!(csv.lines().count(), 3);
    let again = folder.on(LATER, &["finding", "current", "ORG-01", "--progress", "x"]);
    assert_eq!(again.code, Some(1), "{}", again.err);
    assert_snapshot!(show_on(&folder, LATER, &["list"]), @r"
    $ tenken list
      期                  状態  適  不適  該当なし  確認不能  適合率
      令和8年度第4四半期  確定   4     0         0         0  100.0% (4/4)
        指摘  新規 0件、継続 1件、完了 1件（未完了のうち期限超過 0件）
        記録  0002_FY2026-Q4_2027-02-18_report
        確認コード  <code>
      令和8年度第3四半期  確定   1     2         0         0  33.3% (1/3)
        指摘  新規 2件、継続 0件、完了 0件（未完了のうち期限超過 0件）
        記録  0001_FY2026-Q3_2026-12-18_report
        確認コード  <code>
    いちばん新しい確定の確認コードが、この並び全体の確認コードです。
    [0]
    ");
}

#[test]
fn a_fault_goes_on_with_its_finding_and_what_is_not_said_again_comes_from_it() {
    let folder = with_findings();
    let still = ["answer", "current", "HUM-01", "ng", "--note", "まだ1名分がない"];
    assert_snapshot!(show_on(&folder, NEXT, &still), @r"
    $ tenken answer current HUM-01 ng --note まだ1名分がない
    記録しました: HUM-01 誓約書の提出
      判定      不適（重大）
      指摘      F-FY2026-Q3-HUM-01 の継続（期限 令和9年1月31日）
      記録者    山田花子
      進み具合  1/4 項目（未点検 3）
    注意: 指摘 F-FY2026-Q3-HUM-01 の見直しがまだです。tenken finding FY2026-Q4 F-FY2026-Q3-HUM-01 --progress 経過 で記録してください。
    注意: この項目の不適は、その日のうちに個人情報取扱責任者へ報告する項目です。
    [0]
    ");
    let moved = done_on(&folder, NEXT, &MOVED);
    assert!(moved.err.contains("tenken answer FY2026-Q4 HUM-01 ng"), "{}", moved.err);
    let other = folder.on(NEXT, &["status", "--format", "json"]).json();
    let gaps = other["gaps"].as_array().unwrap();
    assert!(gaps.iter().any(|gap| gap["kind"] == "other_due"), "{gaps:?}");
    let again = done_on(&folder, NEXT, &["answer", "current", "HUM-01", "ng"]);
    assert!(again.out.contains("の継続（期限 令和9年3月31日）"), "{}", again.out);
    done_on(&folder, NEXT, &close("鈴木一郎"));
    answer_rest(&folder, NEXT);
    done_on(&folder, NEXT, &["seal", "current", "--confirmed-by", "鈴木一郎"]);
    let open = done_on(&folder, LATER, &["findings", "--format", "json"]).out;
    let open: serde_json::Value = serde_json::from_str(&open).unwrap();
    assert_eq!(open["findings"].as_array().unwrap().len(), 1, "no second one: {open}");
    assert_eq!(open["findings"][0]["age"], 2);
}

#[test]
fn an_item_that_is_right_again_asks_to_close_its_finding() {
    let folder = with_findings();
    let right = ["answer", "current", "HUM-01", "ok", "--evidence", "誓約書"];
    let run = done_on(&folder, NEXT, &right);
    assert!(run.err.contains("完了にする（--close）か、完了しない理由"), "{}", run.err);
    done_on(&folder, NEXT, &MOVED);
    let run = done_on(&folder, NEXT, &[&right[..], &["--note", "全員分"]].concat());
    assert_eq!(run.err, "");
}

#[test]
fn what_names_no_finding_is_told_so() {
    let folder = with_findings();
    for (args, code, told) in [
        (&["finding", "current", "ORG-02"][..], 1, "ORG-02 にあたる指摘はありません"),
        (&["finding", "current", "F-FY2020-Q1-ORG-01"], 1, "F-FY2020-Q1-ORG-01 にあたる"),
        (&["finding", "current", "ORG_1"], 2, "指摘の番号として読めません"),
        (&["finding", "current", "HUM-01", "--by", "甲"], 2, "--progress <TEXT>|--close"),
        (&["finding", "current", "HUM-01", "--due", "R9.9.9"], 2, "--progress"),
        (&["finding", "current", "HUM-01", "--progress", "甲", "--close"], 2, "一緒には"),
        (&["finding", "current", "HUM-01", "--progress", "甲", "--due", "来週"], 2, "来週"),
        (&["finding", "last", "HUM-01", "--progress", "甲"], 1, "確定しています"),
    ] {
        let run = folder.on(NEXT, args);
        assert_eq!(run.code, Some(code), "{args:?}: {}", run.err);
        assert!(run.err.contains(told), "{args:?}: {}", run.err);
    }
    let early = folder.run(&["finding", "current", "HUM-01", "--progress", "甲"]);
    assert_eq!(early.code, Some(1), "the quarter is sealed");
}

#[test]
fn findings_are_told_in_english_too() {
    let folder = with_findings();
    assert_snapshot!(show_on(&folder, NEXT, &["--lang", "en", "findings"]), @r"
    $ tenken --lang en findings
    試験健康保険組合
    FY2026 Q4 (FY2026-Q4)
    Open findings: 2 (overdue: 1)

      F-FY2026-Q3-HUM-01  Overdue  Major  誓約書の提出
        Due 2027-01-31 (18 days overdue)  Owner 佐藤次郎  1 periods old
        What 1名分がない
      F-FY2026-Q3-ORG-01  Open     Minor  責任者の任命
        Due 2027-03-31  Owner 山田花子  1 periods old
        What 任命書の日付が違う

    What to do next: tenken finding PERIOD ID shows one with its whole history; --progress TEXT reviews it, --close closes it.
    [0]
    ");
    assert_eq!(
        folder.done(&["findings", "--overdue"]).lines().last().unwrap(),
        "期限を過ぎた指摘はありません（未完了 2件）。"
    );
    assert!(Folder::small().done(&["findings", "--all"]).contains("指摘はまだありません"));
}
