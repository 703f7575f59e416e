//! Arguments and readers that mean harm, or have simply gone away.

#![cfg(test)]

use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::ffi::OsStrExt as _;

use crate::fixture::{Folder, Run};
use insta::assert_snapshot;

fn steers_nothing(text: &str) -> bool {
    !text.chars().any(|c| (c.is_control() && c != '\n') || "\u{202e}\u{200b}".contains(c))
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let folder = Folder::small();
    let nasty = "\u{1b}[2J赤\u{202e}字\u{200b}\u{7}\r\n次";
    for args in [
        &[nasty][..],
        &["answer", nasty, "ORG-01", "ok"],
        &["answer", "current", nasty, "ok"],
        &["answer", "current", "ORG-01", nasty],
        &["answer", "current", "ORG-01", "ng", "--due", nasty],
        &["answer", "current", "ORG-01", "ok", "--evidence", nasty, "--by", nasty],
        &["status"],
        &["checklist", "show", nasty],
        &["checklist", "lint", nasty],
        &["report", "current", "--out", nasty],
        &["verify", "--head", nasty],
        &["--root", nasty, "status"],
        &["--lang", nasty],
        &["help", nasty],
        &["seal", "current", "--confirmed-by", nasty],
    ] {
        let run = folder.run(args);
        assert!(run.code.is_some_and(|code| code < 4), "{args:?} {:?}: {}", run.code, run.err);
        assert!(steers_nothing(&run.out), "{args:?}: {:?}", run.out);
        assert!(steers_nothing(&run.err), "{args:?}: {:?}", run.err);
    }
}

#[test]
fn a_name_on_a_path_is_no_item_no_period_and_no_checklist() {
    let folder = Folder::small();
    let before = folder.files();
    for args in [
        &["answer", "current", "../../../etc/passwd", "ok", "--evidence", "甲"][..],
        &["answer", "current", "ORG-01/..", "ok", "--evidence", "甲"],
        &["answer", "../FY2026-Q3", "ORG-01", "ok", "--evidence", "甲"],
        &["show", "FY2026-Q3/.."],
        &["checklist", "show", "../small"],
        &["checklist", "show", "CON"],
    ] {
        assert_eq!(folder.run(args).code, Some(2), "{args:?}");
    }
    assert_eq!(folder.files(), before);
    assert!(!folder.outside().join("FY2026-Q3").exists());
}

#[test]
fn a_text_is_kept_up_to_its_limit_and_refused_beyond_it() {
    let folder = Folder::small();
    let note = |n: usize| "あ".repeat(n);
    let answer = |text: &str| {
        folder.run(&["answer", "current", "ORG-01", "ok", "--evidence", "甲", "--note", text])
    };
    let refused = answer(&note(6000));
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("5000字"), "{}", refused.err);
    assert!(!folder.path().join("reports").exists());
    assert_eq!(answer(&note(5000)).code, Some(0));
    let long = folder.run(&["answer", "current", "ORG-02", "ok", "--evidence", &note(201)]);
    assert_eq!(long.code, Some(1));
}

#[test]
fn bytes_that_are_no_text_are_wrong_use() {
    let folder = Folder::small();
    let broken = OsStr::from_bytes(b"\xff\xfe");
    let run = folder.run(&[OsStr::new("show"), broken]);
    assert_snapshot!(folder.shown(&["show", "(ff fe)"], &run), @r"
    $ tenken show (ff fe)
    tenken: 文字として読めない指定があります。
      次に: 端末の文字コードを UTF-8 にして、もう一度実行してください。
      使い方: tenken show [オプション] <PERIOD>
    [2]
    ");
}

#[test]
fn a_reader_who_goes_away_has_read_enough() {
    let folder = Folder::sealed();
    for args in [&["list"][..], &["show", "last"], &["--help"], &["verify"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status = folder.command().args(args).stdout(writer).status().unwrap();
        assert_eq!(status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let folder = Folder::sealed();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = folder.command();
    command.arg("list").stdout(full).stderr(std::process::Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    let run = Run {
        code: output.status.code(),
        out: String::new(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert_snapshot!(folder.shown(&["list", ">/dev/full"], &run), @r"
    $ tenken list >/dev/full
    tenken: 出力できませんでした（空き容量がありません）。
      次に: 出力先の空き容量と権限を確かめてください。
    [1]
    ");
}
