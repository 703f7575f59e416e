//! The auditor's part from a shell: what is shown, recorded, refused and sealed.

#![cfg(test)]

use crate::fixture::{Folder, sha256sum_says_ok};
use insta::assert_snapshot;

const BY: [&str; 4] = ["audit", "last", "--by", "監事太郎"];

/// A sealed quarter with a fault in it.
fn sealed() -> Folder {
    let folder = Folder::small();
    let remedy = ["--action", "名簿を改める", "--owner", "佐藤", "--due", "2027-01-31"];
    let fault = ["answer", "current", "ORG-02", "ng", "--grade", "minor", "--note", "名簿に漏れ"];
    folder.done(&[&fault[..], &remedy[..]].concat());
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    folder
}

fn say(folder: &Folder, more: &[&str]) -> String {
    folder.show(&[&BY[..], more].concat())
}

#[test]
fn without_a_word_of_the_auditor_everything_is_laid_out_and_nothing_is_written() {
    let folder = sealed();
    let before = folder.files();
    assert_snapshot!(folder.show(&["audit", "last"]), @r"
    $ tenken audit last
    試験健康保険組合
    令和8年度第3四半期（FY2026-Q3）

    検証: 1件の記録の全てが、確定したときのままです。控えの確認コードとは照合していない（末尾の記録が除かれていないことまでは分からない）。

      監査した記録  0001_FY2026-Q3_2026-12-18_report
      確定した人    鈴木一郎
      適合率        66.7% (2/3)
      件数          適 2  不適 1  該当なし 0  確認不能 0
      前期から      これより前に確定した期がない

    この記録の確認コード（紙の控えと見比べてください）
      <code>

    不適 1件
      ORG-02  違反の記録
        名簿に漏れ
    未完了の指摘 1件
      F-FY2026-Q3-ORG-02  違反の記録  期限 令和9年1月31日  担当 佐藤

    次にすること: 端末で tenken audit FY2026-Q3 を実行すると、監事の画面が開きます。画面なしでは --by 名前 --remark 項目=所見 --opinion 適正 --finish などを付けます。
    [0]
    ");
    let json = folder.run(&["audit", "last", "--format", "json"]).json();
    assert_eq!((&json["ng"][0], &json["faults"]), (&"ORG-02".into(), &0.into()));
    assert_eq!(json["open_findings"][0], "F-FY2026-Q3-ORG-02");
    assert_eq!(folder.files(), before);
}

#[test]
fn an_audit_is_recorded_step_by_step_and_finished() {
    let folder = sealed();
    let said = [
        "--sample",
        "org-01,HUM-01",
        "--remark",
        "ORG-01=現物を確かめた",
        "--finding",
        "HUM-01=誓約書1名分がない",
        "--due",
        "令和9年3月31日",
    ];
    assert_snapshot!(say(&folder, &said), @r"
    $ tenken audit last --by 監事太郎 --sample org-01,HUM-01 --remark ORG-01=現物を確かめた --finding HUM-01=誓約書1名分がない --due 令和9年3月31日
    令和8年度第3四半期（FY2026-Q3）の監査に 4件を記録しました。
      監事          監事太郎
      監査した記録  0001_FY2026-Q3_2026-12-18_report
      記入          抽出 2  所見 1  指摘 1
      総合意見      まだ選ばれていない
    次にすること: 総合意見がまだ選ばれていません。そろったら、--finish を付けて終えられます。
    注意: 監事（監事太郎）の氏名は、監査した記録の監事の欄にない。
    [0]
    ");
    assert_snapshot!(say(&folder, &["--finish"]), @r"
    $ tenken audit last --by 監事太郎 --finish
    tenken: 令和8年度第3四半期の監査は、まだ終えられません（残り1件）。
      次に: 残っていること: 総合意見がまだ選ばれていません
    [1]
    ");
    let opinion = ["--opinion", "要改善", "--opinion-text", "誓約書を集めること", "--finish"];
    assert_snapshot!(say(&folder, &opinion), @r"
    $ tenken audit last --by 監事太郎 --opinion 要改善 --opinion-text 誓約書を集めること --finish
    令和8年度第3四半期（FY2026-Q3）の監査を終え、所見を確定しました。
      所見の記録    0002_FY2026-Q3_2026-12-18_audit
      監事          監事太郎
      総合意見      要改善
      監査した記録  0001_FY2026-Q3_2026-12-18_report
      記入          抽出 2  所見 1  指摘 1

    この所見の確認コード
      <code>
    この64桁を監事の控えに書き写してください。あとから所見の削除や作り直しを見つける手がかりは、このフォルダーの外にある控えだけです。

    次にすること: 所見は /society/reports/0002_FY2026-Q3_2026-12-18_audit の audit.txt です。写しの上で監査したときは、このフォルダーを元の reports/ に戻してください。
    注意: 監事（監事太郎）の氏名は、監査した記録の監事の欄にない。
    注意: 日付は --today などで指定されたものです。記録にもその旨が残ります。
    [0]
    ");
    let entry = folder.path().join("reports/0002_FY2026-Q3_2026-12-18_audit");
    sha256sum_says_ok(&entry);
    let text = std::fs::read_to_string(entry.join("audit.txt")).unwrap();
    // The code changes with every word of a report.
    let lines: Vec<&str> = text.lines().filter(|line| line.split(' ').count() < 8).collect();
    assert_snapshot!("audit_text", lines.join("\n"));
    assert_snapshot!(folder.show(&["list"]), @r"
    $ tenken list
      期                  状態      適  不適  該当なし  確認不能  適合率
      令和8年度第3四半期  監事所見
        監事太郎  要改善
        記録  0002_FY2026-Q3_2026-12-18_audit
        確認コード  <code>
      令和8年度第3四半期  確定       2     1         0         0  66.7% (2/3)
        指摘  新規 1件、継続 0件、完了 0件（未完了のうち期限超過 0件）
        記録  0001_FY2026-Q3_2026-12-18_report
        確認コード  <code>
    いちばん新しい確定の確認コードが、この並び全体の確認コードです。
    [0]
    ");
    let shown = folder.run(&["show", "last"]);
    assert!(shown.err.contains("監事太郎 要改善"), "{}", shown.err);
    let audits = folder.run(&["show", "last", "--audits", "--format", "json"]).json();
    assert_eq!(audits["audits"][0]["remarks"][0]["text"], "現物を確かめた");
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn what_an_auditor_found_lives_on_as_other_findings_do() {
    let folder = sealed();
    say(&folder, &["--finding", "ORG-01=任命書が古い", "--opinion", "適正", "--finish"]);
    let next = "2027-02-10";
    let listed = folder.on(next, &["findings"]);
    assert!(listed.out.contains("A1-FY2026-Q3-ORG-01"), "{}", listed.out);
    let close =
        ["--close", "--evidence", "任命書", "--effect", "見た", "--confirmed-by", "鈴木一郎"];
    let run =
        folder.on(next, &[&["finding", "current", "A1-FY2026-Q3-ORG-01"], &close[..]].concat());
    assert_eq!(run.code, Some(1), "the officer is the owner: {}{}", run.out, run.err);
    let close =
        ["--close", "--evidence", "任命書", "--effect", "見た", "--confirmed-by", "監事太郎"];
    let run =
        folder.on(next, &[&["finding", "current", "A1-FY2026-Q3-ORG-01"], &close[..]].concat());
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
}

#[test]
fn what_cannot_be_recorded_is_refused_and_nothing_of_the_call_is_written() {
    let folder = sealed();
    let before = folder.files();
    assert_snapshot!(folder.show(&["audit", "last", "--remark", "ORG-01=x"]), @r"
    $ tenken audit last --remark ORG-01=x
    tenken: 監査する人の名前がありません。
      次に: --by 名前 を付けてください（この記録の監事: 記載なし）。
    [2]
    ");
    assert_snapshot!(say(&folder, &["--remark", "ORG-01=x", "--remark", "ORG-99=y"]), @r"
    $ tenken audit last --by 監事太郎 --remark ORG-01=x --remark ORG-99=y
    tenken: ORG-99 という点検項目は、監査する記録にありません。
      次に: tenken show last で項目の番号を確かめてください。
    [1]
    ");
    assert_snapshot!(say(&folder, &["--finding", "ORG-01=x", "--due", "2027-02-30"]), @r"
    $ tenken audit last --by 監事太郎 --finding ORG-01=x --due 2027-02-30
    tenken: 日付として読めません: 2027-02-30
      次に: 2027-01-31、2027/1/31、令和9年1月31日、R9.1.31 のように入力してください。
    [2]
    ");
    assert_snapshot!(folder.show(&["audit", "FY2026-Q2", "--finish", "--by", "甲"]), @r"
    $ tenken audit FY2026-Q2 --finish --by 甲
    tenken: 令和8年度第2四半期 は確定していません。
      次に: tenken status FY2026-Q2 で、残っている項目を確かめてください。
    [1]
    ");
    assert_snapshot!(folder.show(&["show", "last", "--audits"]), @r"
    $ tenken show last --audits
    tenken: 令和8年度第3四半期の監事所見は、まだありません。
      次に: 監査は tenken audit FY2026-Q3 で始めます。
    [1]
    ");
    assert_eq!(folder.files(), before);
}

#[test]
fn a_copy_of_the_reports_alone_can_be_audited() {
    let folder = sealed();
    std::fs::remove_file(folder.path().join("tenken.toml")).unwrap();
    let done = folder.run(&[&BY[..], &["--opinion", "適正", "--finish"]].concat());
    assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
}
