//! The gate before sealing.

use std::sync::Arc;

use chrono::NaiveDate;
use tenken::app::failure::ReadOnly;
use tenken::app::inspect::Work;
use tenken::tui::{Effect, Outcome, Screen};

use crate::driver::{Driver, Setting};
use crate::scenes::{day, gaps, period, work, work_with_gaps};

fn review_on(work: Work, today: NaiveDate, setting: Setting) -> Driver {
    let mut driver = Driver::with(setting);
    let found = gaps(&work);
    let period = work.inspection.period();
    driver.answer(Outcome::Opened { period, today, at: None, result: Ok(Box::new(work)) });
    driver.answer(Outcome::Gaps { today, result: Ok(found) });
    assert!(matches!(driver.model.screen, Screen::Review(..)));
    driver
}

fn review(work: Work) -> Driver {
    review_on(work, day(2026, 12, 18), Setting::default())
}

#[test]
fn all_gaps_are_listed_with_what_is_lacking() {
    insta::assert_snapshot!("review_gaps", review(work_with_gaps()).screens());
}

#[test]
fn without_gaps_what_will_be_sealed_is_summed_up() {
    insta::assert_snapshot!("review_ready", review(work()).screens());
}

#[test]
fn enter_leads_to_the_item_and_back_to_where_one_was() {
    let mut driver = review(work_with_gaps());
    driver.press("j enter");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)));
    assert!(driver.screen().contains("HUM-02 研修の受講"), "{}", driver.screen());

    let mut driver = review(work_with_gaps());
    driver.press("q");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)));
    assert!(driver.screen().contains("ORG-01 個人情報取扱責任者の任命"), "{}", driver.screen());
}

#[test]
fn nothing_is_sealed_while_a_gap_remains() {
    let mut driver = review(work_with_gaps());
    assert_eq!(driver.asks("s"), None);
    assert!(driver.model.overlay.is_none());
    assert!(driver.screen().contains("確定できません"), "{}", driver.screen());
}

#[test]
fn a_missing_inspector_is_explained() {
    let mut work = work();
    work.society.people.inspector.clear();
    let mut driver = review(work);
    assert!(driver.screen().contains("点検担当者の氏名が登録されていません"));
    driver.press("enter down s");
    assert!(matches!(driver.model.screen, Screen::Review(..)));
}

#[test]
fn sealing_asks_first_and_names_who_confirms() {
    let mut driver = review(work());
    assert_eq!(driver.asks("s"), None);
    assert!(driver.screen().contains("確認者: 鈴木 一郎"), "{}", driver.screen());
    assert_eq!(driver.asks("enter"), None, "no stands first");
    driver.press("s");
    let asked = driver.asks("y");
    let confirmed_by = "鈴木 一郎".to_owned();
    let period = period("FY2026-Q3");
    assert_eq!(asked, Some(Effect::Seal { period, confirmed_by, passphrase: None }));
}

#[test]
fn an_s_is_a_letter_where_the_confirmer_is_typed() {
    let mut driver = review(work());
    driver.press("tab ctrl-u");
    driver.type_text("Sasaki");
    driver.press("enter");
    assert!(driver.model.overlay.is_none(), "Enter never seals");
    assert!(driver.screen().contains("[Sasaki "), "{}", driver.screen());
    driver.press("tab ctrl-s");
    assert!(driver.screen().contains("確認者: Sasaki"), "{}", driver.screen());
}

#[test]
fn the_confirmer_typed_is_still_there_after_looking_at_an_item() {
    let mut driver = review(work());
    driver.press("tab ctrl-u");
    driver.type_text("佐々木");
    driver.press("esc esc");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)));
    driver.answer(Outcome::Gaps { today: day(2026, 12, 18), result: Ok(Vec::new()) });
    assert!(driver.screen().contains("[佐々木 "), "{}", driver.screen());
}

#[test]
fn without_a_confirmer_the_field_is_shown() {
    let mut work = work();
    work.society.people.officer.clear();
    let mut driver = review(work);
    driver.press("s");
    assert!(driver.model.overlay.is_none());
    assert!(driver.before_cursor().ends_with("確認者 ["), "{}", driver.before_cursor());
    assert!(driver.screen().contains("確認者の氏名を入れてください"));
}

#[test]
fn work_opened_read_only_cannot_be_sealed_and_says_why() {
    let mut work = work();
    work.read_only = Some(ReadOnly::Held { by: None });
    let mut driver = review(work);
    assert_eq!(driver.asks("s"), None);
    assert!(driver.model.overlay.is_none());
    assert!(driver.screen().contains("別の画面で点検中"), "{}", driver.screen());
}

#[test]
fn sealing_before_the_end_of_the_period_is_told() {
    let mut early = review(work());
    let mut late = review_on(work(), day(2026, 12, 31), Setting::default());
    for driver in [&mut early, &mut late] {
        driver.resize(120, 40);
    }
    assert!(early.screen().contains("期の末日（令和8年12月31日）より前"));
    assert!(!late.screen().contains("より前に確定"));
}

#[test]
fn a_failed_seal_keeps_the_gate_and_the_name() {
    let mut driver = review(work());
    driver.press("tab");
    driver.type_text("代理");
    let failure = Arc::new(tenken::app::Failure::NothingSealed);
    driver.answer(Outcome::Sealed { period: period("FY2026-Q3"), result: Err(failure) });
    assert!(driver.screen().contains("[鈴木 一郎代理 "), "{}", driver.screen());
}

#[test]
fn every_row_of_the_summary_can_be_read_on_the_smallest_screen() {
    let mut driver = review(work());
    driver.resize(60, 16);
    let mut seen = driver.screen();
    for _ in 0..30 {
        driver.press("down");
        seen.push_str(&driver.screen());
    }
    for text in [
        "すべての項目に答えました",
        "即日連絡",
        "確認不能 1件",
        "引用した記入",
        "二度と変えられません",
    ] {
        assert!(seen.contains(text), "{text}\n{seen}");
    }
}

#[test]
fn every_size_is_drawn_and_a_resize_loses_nothing() {
    for work in [work(), work_with_gaps()] {
        let mut driver = review(work);
        driver.press("tab");
        driver.type_text("代理");
        let before = driver.screen();
        driver.resize(20, 5);
        driver.resize(80, 24);
        assert_eq!(driver.screen(), before);
        driver.draws_at_every_size();
    }
}

#[test]
fn without_colour_the_text_is_the_same() {
    let plain = Setting { no_color: Some("1"), ..Setting::default() };
    for work in [work, work_with_gaps] {
        let mut mono = review_on(work(), day(2026, 12, 18), plain);
        assert_eq!(review(work()).screens(), mono.screens());
    }
}
