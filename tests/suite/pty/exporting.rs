//! Files written from the command line in a real terminal: which one is being made is told on one
//! line that is wiped, and never in a pipe.

use super::Window;
use crate::fixture::Folder;

const ARGS: [&str; 4] = ["report", "last", "--format", "csv,json,xlsx"];

#[test]
fn the_file_that_is_being_made_is_told_on_a_line_that_is_gone_in_the_end() {
    let folder = Folder::sealed();
    let window = Window::open(&folder, &ARGS);
    window.shows("報告書.xlsx");
    assert!(window.ends().success());
    let history = window.history();
    let mut from = 0;
    for making in ["CSV を作成中… 1/3", "JSON を作成中… 2/3", "Excel を作成中… 3/3"]
    {
        let at = history[from..].find(making);
        from += at.unwrap_or_else(|| panic!("{making}: {history}"));
    }
    assert!(history[from..].contains(" \r"), "{history}");
    assert!(!window.contents().contains("作成中"), "{}", window.contents());
    let piped = folder.run(&[&ARGS[..], &["--force"]].concat());
    assert!(!piped.err.contains("作成中") && !piped.out.contains("作成中"), "{}", piped.err);
}

#[test]
fn the_line_is_gone_where_a_file_is_refused() {
    let folder = Folder::sealed();
    let exports = folder.path().join("reports/exports");
    std::fs::create_dir_all(&exports).unwrap();
    let mine = exports.join("FY2026-Q3_2026-12-18_自己点検結果報告書.json");
    std::fs::write(&mine, "mine").unwrap();
    let window = Window::open(&folder, &ARGS);
    window.shows("内容が違います");
    assert_eq!(window.ends().exit_code(), 1);
    assert!(window.history().contains("JSON を作成中… 2/3"));
    assert!(!window.contents().contains("作成中"), "{}", window.contents());
}
