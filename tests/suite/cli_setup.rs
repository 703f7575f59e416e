//! Setting up a folder, finding it again, and looking at checklists.

#![cfg(test)]

use crate::fixture::{Folder, Run};
use insta::assert_snapshot;

#[test]
fn an_empty_folder_is_set_up_and_says_what_to_do_next() {
    let folder = Folder::empty();
    let args = [
        "init",
        "--checklist",
        "fsi-kenpo",
        "--inspector",
        "山田花子",
        "--officer",
        "鈴木一郎",
        "--auditor",
        "監事太郎",
        "--auditor",
        "監事次郎",
    ];
    assert_snapshot!(folder.show(&args), @r"
    $ tenken init --checklist fsi-kenpo --inspector 山田花子 --officer 鈴木一郎 --auditor 監事太郎 --auditor 監事次郎
    /society/tenken.toml を作りました。
      組合                富士ソフト健康保険組合
      点検表              fsi-kenpo
      周期                四半期ごと
      点検担当者          山田花子
      個人情報取扱責任者  鈴木一郎
      監事（選定）        監事太郎
      監事（互選）        監事次郎
    次にすること: tenken で画面を開いて点検を始めます。いつやめても、回答はそのまま残ります。
    [0]
    ");
    let file = std::fs::read_to_string(folder.path().join("tenken.toml")).unwrap();
    assert_snapshot!(file, @r#"
    # tenken の設定。この組合の名前、点検表、担当者、点検の周期。
    # メモ帳などで直せます（UTF-8）。人の名前は、いつでも書き直せます。
    # 点検の期限は、期の末日から deadline_days 日後です。
    format = 1
    name = "富士ソフト健康保険組合"
    checklist = "fsi-kenpo"
    cycle = "quarterly"
    deadline_days = 0

    [people]
    inspector = "山田花子"
    officer = "鈴木一郎"

    [[auditor]]
    name = "監事太郎"
    seat = "選定"

    [[auditor]]
    name = "監事次郎"
    seat = "互選"
    "#);
}

#[test]
fn a_folder_is_never_set_up_twice() {
    let folder = Folder::small();
    let before = folder.files();
    assert_snapshot!(folder.show(&["init", "--name", "別の組合"]), @r"
    $ tenken init --name 別の組合
    tenken: /society/tenken.toml はすでにあります。上書きはしません。
      次に: 内容を変えるときは、このファイルをメモ帳などで直してください。
    [1]
    ");
    assert_eq!(folder.files(), before);
}

#[test]
fn one_person_in_several_roles_and_nobody_in_one_is_warned_of() {
    let folder = Folder::empty();
    let args = ["init", "--name", "甲組合", "--officer", "山田　花子", "--auditor", "山田花子"];
    assert_snapshot!(folder.show(&args), @r"
    $ tenken init --name 甲組合 --officer 山田　花子 --auditor 山田花子
    /society/tenken.toml を作りました。
      組合                甲組合
      点検表              kenpo
      周期                四半期ごと
      点検担当者          （未定）
      個人情報取扱責任者  山田　花子
      監事（選定）        山田花子
    次にすること: tenken で画面を開いて点検を始めます。いつやめても、回答はそのまま残ります。
    注意: 監事と個人情報取扱責任者が同じ人です（山田花子）。報告書にもその旨を書きます。
    注意: 点検担当者が決まっていません。回答を記録する前に、tenken.toml の inspector に名前を書いてください。
    [0]
    ");
}

#[test]
fn set_up_needs_a_name_a_known_checklist_and_no_third_auditor() {
    let folder = Folder::empty();
    assert_snapshot!(folder.show(&["init"]), @r"
    $ tenken init
    tenken: 組合名がありません。
      次に: --name で組合名を指定してください。
    [2]
    ");
    assert_snapshot!(folder.show(&["init", "--checklist", "fsi-kempo"]), @r"
    $ tenken init --checklist fsi-kempo
    tenken: fsi-kempo という点検表はありません。
      次に: fsi-kenpo のことではありませんか。
    [2]
    ");
    assert_snapshot!(folder.show(&["init", "--checklist", "../etc/passwd"]), @r"
    $ tenken init --checklist ../etc/passwd
    tenken: 点検表の名前として使えません: ../etc/passwd
      次に: tenken checklist list で、使える点検表の一覧が見られます。
    [2]
    ");
    let three = ["init", "--name", "甲", "--auditor", "一", "--auditor", "二", "--auditor", "三"];
    assert_snapshot!(folder.show(&three), @r"
    $ tenken init --name 甲 --auditor 一 --auditor 二 --auditor 三
    tenken: 監事は2人までです。
      次に: 選定、互選の順に --auditor を2つまで指定してください。
    [2]
    ");
    assert!(folder.files().is_empty());
}

#[test]
fn a_folder_that_is_not_set_up_is_told_as_such() {
    let folder = Folder::empty();
    assert_snapshot!(folder.show(&["status"]), @r"
    $ tenken status
    tenken: このフォルダーはまだ準備されていません（/society）。
      次に: tenken init を実行するか、tenken だけで起動して組合名と担当者を入力してください。
    [2]
    ");
    for args in [["list"].as_slice(), &["verify"], &["seal", "current", "--confirmed-by", "甲"]] {
        assert_eq!(folder.run(args).code, Some(2), "{args:?}");
    }
    assert!(folder.files().is_empty());
}

#[test]
fn the_folder_is_found_upwards_by_variable_and_by_option() {
    let folder = Folder::small();
    let below = folder.path().join("a/b");
    std::fs::create_dir_all(&below).unwrap();
    let found = |run: Run| {
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out.starts_with("試験健康保険組合\n"), "{}", run.out);
    };
    found(Run::of(folder.command().current_dir(&below).arg("status")));
    let elsewhere = |root: &str| {
        let mut command = folder.command();
        command.current_dir(folder.outside()).env("TENKEN_ROOT", root).arg("status");
        command
    };
    found(Run::of(&mut elsewhere(&folder.path().display().to_string())));
    found(Run::of(elsewhere("/nowhere").arg("--root").arg(folder.path())));
    assert_eq!(Run::of(&mut elsewhere("/nowhere")).code, Some(2));
    // An empty variable is an unset one.
    assert_eq!(Run::of(&mut elsewhere("")).code, Some(2));
}

#[test]
fn checklists_are_listed_shown_checked_and_compared() {
    let folder = Folder::small();
    assert_snapshot!(folder.show(&["checklist", "list"]), @r"
    $ tenken checklist list
    点検表             版     項目  出所      名称
    fsi-kenpo          1.0.0   101  付属      富士ソフト健康保険組合 個人情報安全管理措置 自己点検表
    gunma-nodan-kenpo  1.0.0   103  付属      群馬県農業団体健康保険組合 個人情報安全管理措置 自己点検表
    kenpo              1.0.0    80  付属      健康保険組合 個人情報安全管理措置 自己点検表
    small              1.0.0     4  この組合  小さな点検表
    [0]
    ");
    let shown = Run::of(folder.command().args(["checklist", "show", "small", "--format", "json"]));
    assert_eq!(shown.json()["items"][2]["due_quarter"], 4);
    assert_snapshot!(folder.show(&["checklist", "show", "smal"]), @r"
    $ tenken checklist show smal
    tenken: smal という点検表はありません。
      次に: small のことではありませんか。
    [2]
    ");
    let file = folder.path().join("checklists/small.toml");
    let old = folder.path().join("old.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let earlier = text.replace("任命書を閲覧する", "任命書を見る").replace("1.0.0", "0.9.0");
    std::fs::write(&old, earlier).unwrap();
    let diff = ["checklist", "diff", "old.toml", "checklists/small.toml"];
    assert_snapshot!(folder.show(&diff), @r"
    $ tenken checklist diff old.toml checklists/small.toml
    small 0.9.0 から small 1.0.0 への変更
    項目: 新設0、廃止0、統合0、分割0、改番0、区分の移動0、文言変更1、同一3

    == 点検表そのもの ==
      版
        旧  0.9.0
        新  1.0.0

    == 項目 ==

    文言変更 ORG-01  責任者の任命
      確かめ方
        旧  任命書を見る。
        新  任命書を閲覧する。
    [0]
    ");
    assert_eq!(folder.run(&["checklist", "lint", "checklists/small.toml"]).code, Some(0));
    std::fs::write(&file, text.replace("id = \"ORG-02\"", "id = \"ORG-01\"")).unwrap();
    let lint = folder.run(&["checklist", "lint", "checklists/small.toml"]);
    assert_eq!(lint.code, Some(1));
    assert!(lint.out.contains("checklists/small.toml:37:6"), "{}", lint.out);
    // What a faulty checklist keeps from being done shows the fault itself.
    let status = folder.run(&["status"]);
    assert_eq!(status.code, Some(3));
    assert!(status.err.contains("small.toml:37:6"), "{}", status.err);
    assert_eq!(folder.run(&["checklist", "lint", "nowhere.toml"]).code, Some(1));
}
