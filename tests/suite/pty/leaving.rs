//! However the program leaves or pauses, the terminal is given back and nothing typed is lost.

use rustix::process::Signal;

use super::{Window, journal};
use crate::fixture::{Folder, Run};

/// A form with fewer characters than are kept by themselves.
fn typing(folder: &Folder) -> Window {
    let mut window = Window::inspecting(folder);
    window.presses("1");
    window.shows("証跡（1行に1件");
    window.types("任命書を探している");
    window.cursor_is_behind("任命書を探している");
    window.shows("未保存");
    window.is_taken();
    window
}

fn the_draft_is_there(folder: &Folder) {
    assert!(journal(folder).contains("任命書を探している"));
    folder.done(&["status"]);
    let mut window = Window::inspecting(folder);
    window.shows("書きかけ");
    window.presses("enter");
    window.cursor_is_behind("任命書を探している");
}

fn a_signal_ends_it(signal: Signal, name: &str) {
    let folder = Folder::small();
    let window = typing(&folder);
    window.receives(signal);
    let exit = window.ends();
    assert_eq!(exit.signal(), Some(name), "{exit:?}");
    window.is_given_back();
    the_draft_is_there(&folder);
}

#[test]
fn sigterm_keeps_the_open_form_and_gives_the_terminal_back() {
    a_signal_ends_it(Signal::TERM, "Terminated");
}

#[test]
fn a_closed_window_keeps_the_open_form_and_gives_the_terminal_back() {
    a_signal_ends_it(Signal::HUP, "Hangup");
}

#[test]
fn leaving_with_an_open_form_keeps_it() {
    let folder = Folder::small();
    let mut window = typing(&folder);
    window.presses("ctrl-q");
    let exit = window.ends();
    assert_eq!((exit.exit_code(), exit.signal()), (0, None));
    window.is_given_back();
    the_draft_is_there(&folder);
}

#[test]
fn ctrl_z_stops_it_and_it_comes_back_with_the_whole_screen() {
    let folder = Folder::small();
    let mut window = typing(&folder);
    for _ in 0..3 {
        window.presses("ctrl-z");
        window.stands_still();
        window.is_given_back();
        assert!(!window.contents().contains("任命書"), "{}", window.contents());
        window.receives(Signal::CONT);
        window.is_taken();
        window.cursor_is_behind("任命書を探している");
        window.shows("責任者が文書で任命されているか");
    }
    window.presses("ctrl-s");
    window.shows("1/3");
    window.was_never_asked_anything();
}

#[test]
fn a_stop_from_outside_is_a_stop_too() {
    let folder = Folder::small();
    let window = typing(&folder);
    window.receives(Signal::TSTP);
    window.stands_still();
    window.is_given_back();
    window.receives(Signal::CONT);
    window.is_taken();
    window.cursor_is_behind("任命書を探している");
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let folder = Folder::small();
    let untouched = folder.files();
    let run: Run = folder.run::<&str>(&[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("ここは端末の画面ではない"), "{}", run.err);
    assert!(run.err.contains("tenken status"), "{}", run.err);
    assert_eq!(folder.files(), untouched);
}
