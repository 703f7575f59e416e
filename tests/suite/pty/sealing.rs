//! The end of the quarterly check on a real screen.

use super::Window;
use crate::fixture::{Folder, sha256sum_says_ok};

#[test]
fn a_period_sealed_on_the_screen_verifies_without_the_program() {
    let folder = Folder::answered();
    let mut window = Window::open(&folder, &[]);
    window.shows("すべて回答済です");
    window.presses("enter");
    window.shows("すべての項目に答えました");
    window.shows("鈴木一郎");
    window.presses("s");
    window.shows("二度と変えられません。確認者: 鈴木一郎");
    window.presses("y");
    window.shows("確定しました");
    window.shows("自己点検結果報告書");
    let code = folder.done(&["list"]);
    let shown = window.contents();
    let groups = |text: &str| -> Vec<String> {
        let hex = |word: &&str| word.len() == 8 && word.chars().all(|c| c.is_ascii_hexdigit());
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(hex).map(str::to_owned).collect()
    };
    assert_eq!(groups(&shown).len(), 8, "{shown}");
    assert_eq!(groups(&shown), groups(&code)[..8], "{code}");
    window.presses("ctrl-q");
    assert!(window.ends().success());
    window.is_given_back();
    folder.done(&["verify"]);
    sha256sum_says_ok(&folder.entry());
}
