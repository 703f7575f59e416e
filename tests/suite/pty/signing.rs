//! Passphrases on a real terminal: asked for, never shown, needed to sign.

use super::Window;
use crate::fixture::{Folder, sha256sum_says_ok};

const PASSPHRASE: &str = "点検の鍵 8";

/// Runs a command that asks for passphrases, answers each and waits until `told` is told; whether
/// it succeeded, and all that stood on the screen.
fn answered(
    folder: &Folder,
    args: &[&str],
    answers: &[(&str, &str)],
    told: &str,
) -> (bool, String) {
    let mut window = Window::open(folder, args);
    for (question, answer) in answers {
        window.shows(question);
        window.types(answer);
        window.presses("enter");
    }
    window.shows(told);
    let success = window.ends().success();
    window.is_given_back();
    (success, window.contents())
}

#[test]
fn a_passphrase_is_asked_for_never_shown_and_needed_to_seal_on_the_screen() {
    let folder = Folder::answered();
    let new = ["key", "new", "--principal", "officer@kenpo"];
    let (ask, again) = ("新しい鍵のパスフレーズ", "もう一度:");
    let different = [(ask, PASSPHRASE), (again, "別の鍵")];
    assert!(!answered(&folder, &new, &different, "2回の入力が違います").0);
    assert!(!answered(&folder, &new, &[(ask, "")], "パスフレーズが空です").0);
    let same = [(ask, PASSPHRASE), (again, PASSPHRASE)];
    let (success, told) = answered(&folder, &new, &same, "責任者の鍵を作りました");
    assert!(success && !told.contains("点検の鍵"), "{told}");

    let mut window = Window::open(&folder, &[]);
    window.shows("すべて回答済です");
    window.presses("enter");
    window.shows("鈴木一郎");
    window.presses("s");
    window.shows("二度と変えられません");
    window.presses("y");
    window.shows("officer_ed25519");
    window.types("違う鍵");
    window.shows("パスフレーズ: ***");
    window.presses("enter");
    window.shows("パスフレーズが違います");
    assert!(!folder.entry().exists());
    window.presses("s");
    window.shows("二度と変えられません");
    window.presses("y");
    window.shows("パスフレーズ: ");
    window.types(PASSPHRASE);
    window.shows("パスフレーズ: ******");
    assert!(!window.contents().contains("点検の鍵"), "{}", window.contents());
    window.presses("enter");
    window.shows("確定しました");
    window.presses("ctrl-q");
    assert!(window.ends().success());
    sha256sum_says_ok(&folder.entry());
    let public = folder.outside().join(".config/tenken/officer_ed25519.pub");
    folder.done(&["key", "trust", &public.display().to_string()]);
    let verified = folder.done(&["verify"]);
    assert!(verified.contains("一致  officer@kenpo"), "{verified}");
    for (file, text) in folder.files() {
        assert!(!text.contains("点検の鍵"), "{} holds the passphrase", file.display());
    }
}

#[test]
fn a_command_asks_for_the_passphrase_only_where_the_period_can_be_sealed() {
    let folder = Folder::small();
    let key = folder.outside().join("key").display().to_string();
    let new = ["key", "new", "--principal", "officer@kenpo", "--out", &key];
    let asked = [("新しい鍵のパスフレーズ", PASSPHRASE), ("もう一度:", PASSPHRASE)];
    assert!(answered(&folder, &new, &asked, "責任者の鍵を作りました").0);
    let seal = ["seal", "current", "--confirmed-by", "鈴木一郎", "--key", &key];
    let (success, told) = answered(&folder, &seal, &[], "始まっていません");
    assert!(!success && !told.contains("パスフレーズ"), "{told}");
    folder.answer_all("current");
    let before = folder.files();
    let wrong = [("のパスフレーズ:", "違う鍵")];
    assert!(!answered(&folder, &seal, &wrong, "パスフレーズが違います").0);
    assert_eq!(folder.files(), before);
    let right = [("のパスフレーズ:", PASSPHRASE)];
    assert!(answered(&folder, &seal, &right, "SEAL.sig（鍵 SHA256:").0);
    assert!(folder.entry().join("SEAL.sig").exists());
}
