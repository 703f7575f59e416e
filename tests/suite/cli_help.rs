//! Asking for help, and using the program wrongly.

#![cfg(test)]

use crate::fixture::{Folder, Run};
use insta::assert_snapshot;

/// Commands and options that do not go together or do not exist.
const FORMS: [&[&str]; 7] = [
    &["statas"],
    &["status", "--idz"],
    &["answer"],
    &["answer", "current", "ORG-01", "ok", "資料", "3"],
    &["status", "--ids", "--format", "json"],
    &["seal", "current", "--confirmed-by", "甲", "--confirmed-by", "乙"],
    &["checklist"],
];

/// Values that an option does not take.
const VALUES: [&[&str]; 7] = [
    &["answer", "current", "ORG-01", "okay"],
    &["answer", "current", "ORG-01", "ng", "--grade", "majro"],
    &["answer", "current", "ORG-01", "ok", "--evidence"],
    &["--today", "R9.2.30", "status"],
    &["--lang", "fr", "status"],
    &["verify", "--head", "12zz"],
    &["report", "current", "--format", "docx"],
];

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
      form         端末を使わない人のための記入用紙を作る（Excel、PDF、文字）
      import       記入された用紙（Excel、CSV）を取り込む。1行でも不可なら何も記録しない
      findings     未完了の指摘の一覧（期限を過ぎたものから）
      finding      1件の指摘を見る。今期の見直し（継続、完了）を記録する
      seal         点検を確定し、報告書を作る
      list         期の一覧（状態、件数、適合率、確認コード）
      show         確定した期の報告書を表示する
      report       確定した期の報告書をファイルに書き出す
      compare      2つの期を比べる（悪化、継続不適、改善、設問の変更、率）
      trend        確定した期を並べ、項目の判定、適合率、指摘の推移を示す
      audit        監事が確定した期を監査する（抽出、所見、指摘、総合意見）
      correct      確定した期を訂正する（確定した回答から始め、元の記録は残す）
      export       確定した全ての期の全ての回答を、分析のために1行ずつ書き出す
      verify       確定した記録が変えられていないか確かめる
      key          署名の鍵を作る・見る・信頼する
      checklist    点検表を一覧・表示・検査・比較する
      demo         8期を確定した見本の組合を作り、画面を開く
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
    PDF のフォント（環境変数）: TENKEN_FONT=ファイル（既定: 機械に入っている日本語のもの）

    終了コード: 0 できた、1 規則により断った、2 使い方の誤り、3 記録の損傷または改変、70 プログラムの誤り
    [0]
    ");
    assert_snapshot!(folder.show(&["--lang", "en", "help", "checklist", "diff"]), @r"
    $ tenken --lang en help checklist diff
    What differs between two editions of a checklist; changes that break the history are refused

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
}

#[test]
fn help_of_a_command_and_of_none() {
    let folder = Folder::empty();
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

fn refused(folder: &Folder, all: &[&[&str]]) -> String {
    let mut shown = String::new();
    for args in all {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        shown += &folder.shown(args, &run);
        shown.push('\n');
    }
    shown
}

#[test]
fn what_does_not_exist_is_told_with_the_nearest_thing_that_does() {
    assert_snapshot!(refused(&Folder::empty(), &FORMS), @r#"
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
      次に: --help を付けると、使えるコマンドの一覧が見られます。
    [2]
    "#);
}

#[test]
fn a_value_that_is_not_taken_is_told_with_those_that_are() {
    let folder = Folder::empty();
    assert_snapshot!(refused(&folder, &VALUES), @r"
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
    $ tenken report current --format docx
    tenken: --format <F> の値として使えません: docx
      次に: pdf、xlsx、html、csv、json、md、txt のどれかを指定してください。
    [2]
    ");
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
