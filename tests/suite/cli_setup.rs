//! Setting up a folder, finding it again, asking for help, and using the program wrongly.

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
fn without_a_screen_the_interface_says_what_to_run_instead() {
    let folder = Folder::small();
    assert_snapshot!(folder.show(&[]), @r"
    $ tenken
    tenken: ここは端末の画面ではないため、点検の画面を開けません。
      次に: 端末で実行するか、tenken status、tenken answer、tenken seal を使ってください（tenken --help）。
    [2]
    ");
    assert_eq!(folder.run(&["check"]).code, Some(2));
    assert_eq!(folder.run(&["check", "nonsense"]).code, Some(2));
}

#[test]
fn help_is_in_the_language_that_is_asked_for() {
    let folder = Folder::empty();
    assert_snapshot!(folder.show(&["--help"]), @r"
    $ tenken --help
    個人情報保護の自己点検（点検表による点検、確定、報告書）。引数なしで画面を開きます。

    使い方: tenken [オプション] [コマンド]

    コマンド:
      init         このフォルダーを準備する（tenken.toml を作る。上書きはしない）
      check        画面を開いて点検する（始める、または続きから）
      status       進み具合と、確定までに残っていること
      answer       1項目の回答を記録する
      seal         点検を確定し、報告書を作る
      list         期の一覧（状態、件数、適合率、確認コード）
      show         確定した期の報告書を表示する
      report       確定した期の報告書をファイルに書き出す
      verify       確定した記録が変えられていないか確かめる
      checklist    点検表を一覧・表示・検査・比較する
      completions  シェルの補完の設定を出力する
      man          マニュアルページ（roff 形式）を出力する
      help         コマンドの説明を表示する

    オプション:
          --root <DIR>    組合のフォルダー（既定: tenken.toml のある、いちばん近い上のフォルダー。環境変数 TENKEN_ROOT）
          --lang <LANG>   言語 ja または en（環境変数 TENKEN_LANG）
          --today <DATE>  今日とする日付。記録にその旨が残る（環境変数 TENKEN_TODAY）
      -h, --help          説明を表示する
      -V, --version       版を表示する

    例:
      tenken init --checklist fsi-kenpo --inspector 山田花子 --officer 鈴木一郎
      tenken                       画面を開いて点検する
      tenken status                残っている項目を見る
      tenken seal current --confirmed-by 鈴木一郎
      tenken verify --head 確認コード

    画面の設定（環境変数）: TENKEN_THEME=default|dark|light|mono、NO_COLOR=1（色なし）、
      TENKEN_BORDERS=ascii（罫線を文字で）、TENKEN_MOUSE=off（マウスを使わない）

    終了コード: 0 できた、1 規則により断った、2 使い方の誤り、3 記録の損傷または改変、70 プログラムの誤り
    [0]
    ");
    assert_snapshot!(folder.show(&["--lang", "en", "help", "checklist", "diff"]), @r"
    $ tenken --lang en help checklist diff
    What differs between two editions of a checklist

    Usage: tenken checklist diff [OPTIONS] <OLD> <NEW>

    Arguments:
      <OLD>  File of the earlier edition
      <NEW>  File of the later edition

    Options:
          --format <F>    Form of the output, text or json
          --root <DIR>    Folder of the society (default: the nearest one upwards with tenken.toml; $TENKEN_ROOT)
          --lang <LANG>   Language, ja or en ($TENKEN_LANG)
          --today <DATE>  The date to take as today; the record says so ($TENKEN_TODAY)
      -h, --help          Print this explanation
    [0]
    ");
    let english = Run::of(folder.command().env("TENKEN_LANG", "en").arg("--help"));
    assert!(english.out.contains("Commands:"), "{}", english.out);
    assert_eq!(folder.done(&["help", "answer"]), folder.done(&["answer", "--help"]));
    assert_snapshot!(folder.show(&["help", "answr"]), @r"
    $ tenken help answr
    tenken: answr というコマンドはありません。
      次に: tenken --help で、使えるコマンドの一覧が見られます。
    [2]
    ");
    assert_snapshot!(folder.show(&["-V"]), @r"
    $ tenken -V
    tenken 0.1.0
    [0]
    ");
}

#[test]
fn wrong_use_names_the_nearest_thing_there_is() {
    let folder = Folder::empty();
    let mut all = String::new();
    for args in [
        &["statas"][..],
        &["status", "--idz"],
        &["answer"],
        &["answer", "current", "ORG-01", "okay"],
        &["answer", "current", "ORG-01", "ng", "--grade", "majro"],
        &["answer", "current", "ORG-01", "ok", "--evidence"],
        &["answer", "current", "ORG-01", "ok", "資料", "3"],
        &["status", "--ids", "--format", "json"],
        &["seal", "current", "--confirmed-by", "甲", "--confirmed-by", "乙"],
        &["checklist"],
        &["--today", "R9.2.30", "status"],
        &["--lang", "fr", "status"],
        &["verify", "--head", "12zz"],
        &["report", "current", "--format", "pdf"],
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        all += &folder.shown(args, &run);
        all.push('\n');
    }
    assert_snapshot!(all, @r#"
    $ tenken statas
    tenken: statas というコマンドはありません。
      次に: status のことではありませんか。
      使い方: tenken [オプション] [コマンド]
    [2]
    $ tenken status --idz
    tenken: --idz という指定はありません。
      次に: --ids のことではありませんか。
      使い方: tenken status [オプション] [PERIOD]
    [2]
    $ tenken answer
    tenken: 足りない指定があります: <PERIOD>、<ITEM>、<VERDICT>
      次に: 足りないものを添えて、もう一度実行してください。
      使い方: tenken answer [オプション] <PERIOD> <ITEM> <VERDICT>
    [2]
    $ tenken answer current ORG-01 okay
    tenken: <VERDICT> の値として使えません: okay
      次に: ok のことではありませんか（ok、ng、na、unverified のどれか）。
    [2]
    $ tenken answer current ORG-01 ng --grade majro
    tenken: --grade <G> の値として使えません: majro
      次に: major のことではありませんか（major、minor、watch のどれか）。
    [2]
    $ tenken answer current ORG-01 ok --evidence
    tenken: --evidence <TEXT> の値がありません。
      次に: --evidence <TEXT> のあとに値を続けてください。
    [2]
    $ tenken answer current ORG-01 ok 資料 3
    tenken: 余分な指定があります: 資料
      次に: 空白を含む文は、引用符（"）で囲んでください。
      使い方: tenken answer [オプション] <PERIOD> <ITEM> <VERDICT>
    [2]
    $ tenken status --ids --format json
    tenken: --ids は --format <F> と一緒には使えません。
      次に: どちらか一方だけを指定してください。
      使い方: tenken status [オプション] [PERIOD]
    [2]
    $ tenken seal current --confirmed-by 甲 --confirmed-by 乙
    tenken: --confirmed-by <NAME> は1回だけ指定できます。
      次に: 1つにまとめて、もう一度実行してください。
      使い方: tenken seal [オプション] --confirmed-by <NAME> <PERIOD>
    [2]
    $ tenken checklist
    tenken: 何をするかの指定がありません。
      次に: コマンドの名前を続けてください。
    [2]
    $ tenken --today R9.2.30 status
    tenken: 日付として読めません: R9.2.30
      次に: 2027-01-31、2027/1/31、令和9年1月31日、R9.1.31 のように入力してください。
    [2]
    $ tenken --lang fr status
    tenken: --lang <LANG> の値として使えません: fr
      次に: ja、en のどれかを指定してください。
    [2]
    $ tenken verify --head 12zz
    tenken: 確認コードとして読めません: 12zz
      次に: 0〜9 と a〜f の64桁を入力してください。間の空白やハイフンはあってもかまいません。
    [2]
    $ tenken report current --format pdf
    tenken: --format <F> の値として使えません: pdf
      次に: txt、md、json のどれかを指定してください。
    [2]
    "#);
    let foreign = Run::of(folder.command().env("TENKEN_LANG", "fr").arg("status"));
    assert_snapshot!(folder.shown(&["status"], &foreign), @r"
    $ tenken status
    tenken: 言語として使えません: fr
      次に: ja または en を指定してください。
    [2]
    ");
}

#[test]
fn completions_and_the_manual_name_the_commands() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.done(&["completions", shell]).contains("checklist"), "{shell}");
    }
    let page = folder.done(&["man"]);
    assert!(page.contains(".TH") && page.contains("checklist"), "{page}");
    assert!(folder.done(&["man", "answer"]).contains("evidence"));
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
    std::fs::write(&old, text.replace("任命書を閲覧する", "任命書を見る")).unwrap();
    let diff = ["checklist", "diff", "old.toml", "checklists/small.toml"];
    assert_snapshot!(folder.show(&diff), @r"
    $ tenken checklist diff old.toml checklists/small.toml
    small 1.0.0 から small 1.0.0 への変更
    項目: 新設0、廃止0、区分の移動0、文言変更1、同一3

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
