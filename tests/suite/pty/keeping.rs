//! What is typed stays, whatever happens to the program.

use rustix::process::Signal;

use super::{Window, journal};
use crate::fixture::Folder;

#[test]
fn a_new_folder_is_set_up_by_typing_japanese_and_leads_home() {
    let folder = Folder::empty();
    let mut window = Window::open(&folder, &[]);
    window.shows("はじめの準備");
    window.shows("どの組合でも使える点検表");
    window.is_taken();
    window.presses("tab");
    window.types("髙﨑𠮷野健康保険組合");
    window.cursor_is_behind("髙﨑𠮷野健康保険組合");
    window.presses("tab");
    window.types("山田 花子");
    window.presses("tab");
    window.types("鈴木 一郎");
    window.cursor_is_behind("鈴木 一郎");
    window.presses("ctrl-s");
    window.shows("点検を始める");
    window.shows("令和8年度第3四半期");
    let text = std::fs::read_to_string(folder.path().join("tenken.toml")).unwrap();
    for typed in ["髙﨑𠮷野健康保険組合", "山田 花子", "鈴木 一郎"] {
        assert!(text.contains(typed), "{text}");
    }
    window.presses("q");
    assert!(window.ends().success());
    window.is_given_back();
    window.was_never_asked_anything();
}

#[test]
fn an_answer_shown_as_saved_survives_the_death_of_the_program() {
    let folder = Folder::small();
    let mut window = Window::inspecting(&folder);
    window.presses("1");
    window.shows("証跡（1行に1件");
    window.types("任命書 令和8年第1号（金庫）");
    window.cursor_is_behind("任命書 令和8年第1号（金庫）");
    window.presses("ctrl-s");
    window.shows("1/3");
    window.says_saved();
    window.dies();

    let mut again = Window::inspecting(&folder);
    again.shows("1/3");
    again.presses("g");
    again.shows("任命書 令和8年第1号（金庫）");
}

#[test]
fn a_file_is_pointed_at_and_read_beside_all_else() {
    let folder = Folder::small();
    std::fs::write(folder.path().join("取扱規程.pdf"), vec![b'x'; 9 << 20]).unwrap();
    let mut window = Window::inspecting(&folder);
    window.presses("1");
    window.shows("証跡（1行に1件");
    // F5, as terminals send it.
    window.types("\u{1b}[15~");
    window.shows("証跡のファイルを指す");
    window.types("取扱");
    window.presses("tab");
    window.cursor_is_behind("取扱規程.pdf");
    window.presses("enter");
    window.shows("ファイル 9.0 MB");
    window.presses("ctrl-s");
    window.shows("1/3");
    window.says_saved();
    assert!(journal(&folder).contains("file = \"取扱規程.pdf\""));
    window.presses("ctrl-q");
    assert!(window.ends().success());
}

#[test]
fn a_form_left_open_is_kept_as_a_draft_after_forty_characters() {
    let folder = Folder::small();
    let typed = "あいうえおかきくけこ".repeat(4);
    let mut window = Window::inspecting(&folder);
    window.presses("1");
    window.shows("証跡（1行に1件");
    window.types(&typed);
    window.shows(&typed[..60]);
    window.says_saved();
    // Typed after that and not kept yet; it is the most that can be lost.
    window.types("さし");
    window.shows("さし");
    window.shows("未保存");
    window.dies();
    assert!(journal(&folder).contains(&typed));

    let mut again = Window::inspecting(&folder);
    again.shows("書きかけ");
    again.presses("enter");
    again.shows("証跡（1行に1件");
    again.shows(&typed[..60]);
}

#[test]
fn a_review_left_open_is_kept_as_a_draft_after_forty_characters() {
    let folder = Folder::small();
    let on = |args: &[&str]| {
        let run = folder.on("2026-09-18", args);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        run.out
    };
    on(&[
        "answer",
        "FY2026-Q2",
        "HUM-01",
        "ng",
        "--grade",
        "minor",
        "--note",
        "名簿に漏れ",
        "--action",
        "名簿を改める",
        "--owner",
        "佐藤次郎",
        "--due",
        "2026-10-31",
    ]);
    for id in on(&["status", "FY2026-Q2", "--ids"]).lines() {
        on(&["answer", "FY2026-Q2", id, "ok", "--evidence", "資料"]);
    }
    on(&["seal", "FY2026-Q2", "--confirmed-by", "鈴木一郎"]);

    let typed = "あいうえおかきくけこ".repeat(4);
    let mut window = Window::inspecting(&folder);
    window.shows("前回までの指摘");
    window.presses("p");
    window.shows("経過、または完了しない理由");
    window.types(&typed);
    window.shows(&typed[..60]);
    window.says_saved();
    window.types("さし");
    window.shows("さし");
    window.shows("未保存");
    window.dies();
    assert!(journal(&folder).contains(&typed));

    let mut again = Window::inspecting(&folder);
    again.shows("書きかけ");
    again.presses("enter");
    again.shows("経過、または完了しない理由");
    again.shows(&typed[..60]);
}

#[test]
fn one_half_of_an_answer_is_never_taken_for_an_answer() {
    let folder = Folder::small();
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "任命書"]);
    let file = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    let whole = journal(&folder);
    folder.done(&["answer", "current", "HUM-01", "ok", "--evidence", "名簿"]);
    let more = journal(&folder);
    let cut = whole.len() + (more.len() - whole.len()) / 2;
    std::fs::write(file, more.as_bytes().get(..cut).unwrap()).unwrap();

    let window = Window::inspecting(&folder);
    window.shows("1/3");
    window.shows("取り置き");
    drop(window);
    assert_eq!(journal(&folder), whole);
}

#[test]
fn full_width_digits_answer_as_the_others_do() {
    let folder = Folder::small();
    let mut window = Window::inspecting(&folder);
    window.types("１");
    window.shows("証跡（1行に1件");
    // Where text is typed they stay what they are.
    window.types("第１号");
    window.cursor_is_behind("第１号");
    window.presses("ctrl-s");
    window.shows("1/3");
    window.says_saved();
    window.types("ｎ４");
    window.shows("理由");
    window.types("不在");
    window.presses("ctrl-s");
    window.shows("2/3");
}

#[test]
fn the_second_window_says_who_is_at_work_and_writes_nothing() {
    let folder = Folder::small();
    let mut first = Window::inspecting(&folder);
    let mut second = Window::inspecting(&folder);
    second.shows("閲覧のみ");
    let before = journal(&folder);
    second.presses("1");
    second.shows("別の画面で点検中");
    second.shows("山田花子");
    assert_eq!(journal(&folder), before);

    first.presses("1");
    first.shows("証跡（1行に1件");
    first.types("任命書");
    first.presses("ctrl-s");
    first.shows("1/3");
    first.says_saved();
    // The right to write ends with the process, however it ends.
    first.receives(Signal::KILL);
    first.ends();
    second.presses("esc");
    second.shows("点検を続ける");
    second.presses("enter");
    second.shows("1/3");
    second.says_saved();
}

#[test]
fn a_window_of_any_size_shows_what_fits() {
    let folder = Folder::small();
    let mut window = Window::inspecting(&folder);
    window.presses("1");
    window.shows("証跡（1行に1件");
    window.types("任命書");
    window.cursor_is_behind("任命書");
    window.resizes(30, 8);
    window.shows("画面が小さすぎます");
    window.resizes(60, 16);
    window.cursor_is_behind("任命書");
    window.resizes(160, 50);
    window.cursor_is_behind("任命書");
    window.types(" 第1号");
    window.cursor_is_behind("任命書 第1号");
    window.was_never_asked_anything();
}
