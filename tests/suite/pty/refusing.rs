//! What a terminal cannot show is not poured into it; a pipe takes it.

use std::process::Stdio;

use super::Window;
use crate::fixture::Folder;
use crate::pdf::TYPEFACE;

#[test]
fn a_workbook_or_pdf_is_not_printed_on_a_terminal_and_a_text_is() {
    let folder = Folder::sealed();
    for (format, told) in
        [("xlsx", "xlsx は画面に出力できません。"), ("pdf", "pdf は画面に出力できません。")]
    {
        for what in [&["report", "last"][..], &["report", "--trend", "1"]] {
            let args = [what, &["--format", format, "--out", "-"]].concat();
            let window = Window::open(&folder, &args);
            assert_eq!(window.ends().exit_code(), 2, "{args:?}");
            window.shows(told);
            window.shows("パイプ（|）かリダイレクト（>）");
            let shown = window.contents();
            assert!(!shown.contains("PK") && !shown.contains("%PDF"), "{shown}");
        }
    }
    let window = Window::open(&folder, &["report", "last", "--format", "csv", "--out", "-"]);
    assert!(window.ends().success());
    window.shows("sealed_at,2026-12-18T12:00:00+09:00");
}

#[test]
fn a_pipe_takes_the_bytes_that_a_file_would_hold() {
    let folder = Folder::sealed();
    for (format, start) in [("xlsx", &b"PK"[..]), ("pdf", b"%PDF-")] {
        if format == "pdf" && TYPEFACE.is_none() {
            continue;
        }
        let dir = folder.outside().join(format);
        let told = dir.display().to_string();
        folder.done(&["report", "last", "--format", format, "--out", &told]);
        let file = std::fs::read_dir(&dir).unwrap().next().unwrap().unwrap().path();
        let command =
            folder.command().args(["report", "last", "--format", format, "--out", "-"]).output();
        let piped = command.unwrap();
        assert_eq!(String::from_utf8_lossy(&piped.stderr), "");
        assert!(piped.status.success() && piped.stdout.starts_with(start));
        assert!(piped.stdout == std::fs::read(file).unwrap(), "{format} differs");
    }
}

#[test]
fn a_pipe_that_closes_is_no_failure() {
    let folder = Folder::sealed();
    let mut child = folder
        .command()
        .args(["report", "last", "--format", "xlsx", "--out", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
