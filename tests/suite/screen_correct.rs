//! Correcting a sealed period on the screen: from its report to the corrected one.

use insta::assert_snapshot;
use tenken::tui::{Effect, Screen};
use tenken::words::Lang;

use crate::driver::{Driver, Setting};
use crate::fixture::Folder;

const REASON: &str = "名簿の人数の誤記";

/// The screen without codes, which change with every word of a report.
pub(crate) fn masked(screen: &str) -> String {
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let word = |word: &'_ str| {
        if word.len() == 8 && word.chars().all(hex) {
            "xxxxxxxx".to_owned()
        } else {
            word.to_owned()
        }
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    screen.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// At the report of the third quarter.
fn at_report(folder: &Folder, setting: Setting) -> Driver {
    let mut driver = Driver::open(&folder.path(), setting);
    driver.press("r");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    driver
}

/// In the correction, at its first item.
fn correcting(folder: &Folder) -> Driver {
    let mut driver = at_report(folder, Setting::default());
    driver.press("e");
    driver.type_text(REASON);
    driver.press("enter y");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)), "{}", driver.screen());
    driver
}

/// Adds to the evidence of the second item.
fn add(driver: &mut Driver, text: &str) {
    driver.press("j enter");
    driver.type_text(text);
    driver.press("ctrl-s");
}

#[test]
fn the_report_asks_for_a_reason_and_once_more_before_anything_begins() {
    let folder = Folder::sealed();
    let before = folder.files();
    let mut driver = at_report(&folder, Setting::default());
    driver.press("e");
    assert_snapshot!("correct_reason", masked(&driver.screens()));
    driver.press("enter");
    assert!(driver.screen().contains("訂正の理由がありません"), "{}", driver.screen());
    driver.type_text("名簿のe");
    driver.paste("誤記");
    driver.press("esc e");
    assert!(driver.screen().contains("[名簿のe誤記"), "what is typed stays: {}", driver.screen());
    driver.press("enter");
    assert_snapshot!("correct_asked", masked(&driver.screens()));
    driver.press("n e");
    assert!(driver.screen().contains("[名簿のe誤記"), "{}", driver.screen());
    assert_eq!(folder.files(), before, "nothing is begun");
    driver.type_text("（本人 090-1234-5678 の申出）");
    driver.press("enter");
    let screen = driver.screen();
    assert!(screen.contains("個人情報らしい記載が"), "{screen}");
    driver.press("n");
    assert_eq!(folder.files(), before, "nothing is begun");
    let english = Setting { lang: Lang::En, ..Setting::default() };
    let mut driver = at_report(&folder, english);
    driver.press("e");
    assert_snapshot!("correct_reason_en", masked(&driver.screens()));
}

#[test]
fn a_correction_shows_beside_each_item_whether_it_is_changed_and_what_was_sealed() {
    let folder = Folder::sealed();
    let mut driver = correcting(&folder);
    assert_snapshot!("correct_inspection", masked(&driver.screens()));
    add(&mut driver, "（写しあり）");
    assert_snapshot!("correct_changed", masked(&driver.screens()));
    driver.press("u");
    assert!(driver.screen().contains("変更 0件"), "{}", driver.screen());
    driver.press("ctrl-r");
    assert!(driver.screen().contains("変更 1件"), "{}", driver.screen());
    driver.draws_at_every_size();
}

#[test]
fn all_changes_are_listed_before_sealing_and_without_one_nothing_is_sealed() {
    let folder = Folder::sealed();
    let mut driver = correcting(&folder);
    driver.press("r");
    assert!(matches!(driver.model.screen, Screen::Review(..)), "{}", driver.screen());
    assert_snapshot!("correct_nothing_changed", masked(&driver.screen()));
    driver.press("s");
    assert!(driver.model.overlay.is_none(), "{}", driver.screen());
    assert!(driver.screen().contains("まだ何の変更もありません"), "{}", driver.screen());
    driver.press("q");
    add(&mut driver, "（写しあり）");
    driver.press("r");
    assert_snapshot!("correct_review", masked(&driver.screens()));
    driver.press("s y");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    assert_snapshot!("correct_sealed_viewer", masked(&driver.screens()));
    driver.press("q");
    assert_snapshot!("correct_home_sealed", masked(&driver.screens()));
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn home_shows_a_correction_in_progress_and_lets_it_go_on() {
    let folder = Folder::sealed();
    let mut driver = correcting(&folder);
    add(&mut driver, "（写しあり）");
    driver.press("q");
    assert!(matches!(driver.model.screen, Screen::Home(_)), "{}", driver.screen());
    assert_snapshot!("correct_home", masked(&driver.screens()));
    driver.press("j enter");
    assert!(driver.screen().contains("変更 1件"), "{}", driver.screen());
    let resumed = Setting { inspect: Some("FY2026-Q3"), ..Setting::default() };
    drop(driver);
    let driver = Driver::open(&folder.path(), resumed);
    assert!(matches!(driver.model.screen, Screen::Inspect(_)), "{}", driver.screen());
}

#[test]
fn a_correction_is_given_up_only_after_a_question_and_what_was_written_is_kept() {
    let folder = Folder::sealed();
    let mut driver = correcting(&folder);
    add(&mut driver, "（写しあり）");
    driver.press("X");
    assert_snapshot!("correct_discard", masked(&driver.screen()));
    driver.press("enter");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)), "no stands first");
    driver.press("X y");
    assert!(matches!(driver.model.screen, Screen::Home(_)), "{}", driver.screen());
    assert!(!driver.screen().contains("訂正中"), "{}", driver.screen());
    let kept = folder.files().into_iter().find(|(file, text)| {
        file.display().to_string().contains("discarded") && text.contains("（写しあり）")
    });
    assert!(kept.is_some());
    let fresh = Folder::answered();
    let setting = Setting { inspect: Some("FY2026-Q3"), ..Setting::default() };
    let mut driver = Driver::open(&fresh.path(), setting);
    driver.press("q X");
    assert!(driver.model.overlay.is_none(), "there is nothing to give up");
}

#[test]
fn the_report_that_was_corrected_can_be_read_and_is_not_corrected_again() {
    let folder = Folder::sealed();
    let mut driver = correcting(&folder);
    add(&mut driver, "（写しあり）");
    driver.press("r s y q");
    assert!(matches!(driver.model.screen, Screen::Home(_)), "{}", driver.screen());
    driver.press("G");
    assert_eq!(driver.asks("enter"), Some(Effect::Entry("FY2026-Q3".parse().unwrap(), 1)));
    driver.press("enter");
    assert_snapshot!("correct_replaced", masked(&driver.screens()));
    driver.press("e");
    driver.type_text("x");
    assert!(!driver.screen().contains("訂正の理由"), "{}", driver.screen());
}

#[test]
fn a_correction_after_an_audit_says_so_at_home_and_above_its_report() {
    let folder = crate::cli_correct::audited();
    let mut driver = correcting(&folder);
    add(&mut driver, "（写しあり）");
    driver.press("r s y");
    for (width, height) in crate::driver::SIZES {
        driver.resize(width, height);
        assert!(driver.screen().contains("監事所見の後に訂正"), "{}", driver.screen());
    }
    driver.resize(120, 40);
    driver.press("q");
    assert!(driver.screen().contains("監事所見の後に訂正"), "{}", driver.screen());
}
