//! A sealed report on the screen.

use std::sync::Arc;

use tenken::tui::{Effect, Outcome, Reading};
use tenken::words::Lang;

use crate::driver::{Driver, Setting};
use crate::scenes::{day, gaps, period, work};

const REPORT: &str = include_str!("golden/report.txt");

fn reading() -> Reading {
    Reading {
        period: period("FY2026-Q3"),
        entry: "0003_FY2026-Q3_2027-01-08_report".into(),
        code: (1..9).map(|n| format!("{n}a2b3c4d")).collect::<Vec<_>>().join(" "),
        altered: false,
        text: REPORT.into(),
        audits: Arc::default(),
        replaced_by: None,
        correction: None,
    }
}

fn viewer_in(setting: Setting) -> Driver {
    let mut driver = Driver::with(setting);
    driver.answer(Outcome::Report(Ok(reading())));
    driver
}

fn viewer() -> Driver {
    viewer_in(Setting::default())
}

#[test]
fn the_report_stands_under_its_code() {
    insta::assert_snapshot!("viewer_opened", viewer().screens());
    let english = Setting { lang: Lang::En, ..Setting::default() };
    insta::assert_snapshot!("viewer_opened_en", viewer_in(english).screens());
}

#[test]
fn after_sealing_the_reader_is_told_to_write_the_code_down() {
    let mut driver = Driver::new();
    let work = work();
    let found = gaps(&work);
    driver.answer(Outcome::Opened {
        period: period("FY2026-Q3"),
        today: crate::scenes::day(2026, 12, 18),
        at: None,
        result: Ok(Box::new(work)),
    });
    driver.answer(Outcome::Gaps { today: day(2026, 12, 18), result: Ok(found) });
    driver.answer(Outcome::Report(Ok(reading())));
    insta::assert_snapshot!("viewer_sealed", driver.screens());
}

#[test]
fn every_line_can_be_read_at_every_width() {
    for (width, height) in [(60, 16), (80, 24), (120, 40), (300, 100)] {
        let mut driver = viewer();
        driver.resize(width, height);
        let mut seen = driver.screen();
        for _ in 0..90 {
            driver.press("space");
            seen.push_str(&driver.screen());
        }
        let squeezed: String = seen.split_whitespace().collect();
        for word in REPORT.split_whitespace().filter(|word| word.chars().count() < 20) {
            assert!(squeezed.contains(word), "{width} {word}");
        }
    }
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    let mut driver = viewer();
    let mut seen = driver.screen();
    for _ in 0..60 {
        driver.press("space");
        seen.push_str(&driver.screen());
    }
    for line in REPORT.lines() {
        assert!(seen.contains(line.trim_end()), "{line}");
    }
    driver.press("page-up page-down");
    let end = driver.screen();
    driver.press("G");
    assert_eq!(driver.screen(), end, "the last page is full");
    driver.press("g");
    assert_eq!(driver.screen(), viewer().screen());
}

#[test]
fn search_finds_other_spellings_and_goes_on_with_enter() {
    let mut driver = viewer();
    driver.press("／");
    driver.type_text("しゅんかん");
    assert!(driver.before_cursor().ends_with("[しゅんかん"), "{}", driver.before_cursor());
    driver.press("enter");
    assert!(driver.screen().contains("見つかりません"), "{}", driver.screen());
    driver.press("ctrl-u");
    driver.type_text("tec-０３");
    driver.press("enter");
    assert!(driver.screen().contains("TEC-03"), "{}", driver.screen());
    assert!(driver.screen().contains("1/"), "{}", driver.screen());
    driver.press("enter");
    insta::assert_snapshot!("viewer_search", driver.screens());
    driver.press("esc");
    assert_eq!(driver.cursor(), None);
    driver.press("/");
    assert!(driver.before_cursor().ends_with("[tec-０３"), "{}", driver.before_cursor());
}

#[test]
fn v_verifies_and_esc_leads_home() {
    assert_eq!(viewer().asks("v"), Some(Effect::Verify));
    assert_eq!(viewer().asks("esc"), Some(Effect::Overview));
    let mut typing = viewer();
    typing.press("/ v");
    assert!(typing.before_cursor().ends_with("[v"));
}

#[test]
fn the_wheel_turns_the_report() {
    let mut driver = viewer();
    driver.wheel_down();
    assert!(!driver.screen().contains("===="), "{}", driver.screen());
}

#[test]
fn every_size_is_drawn_and_a_resize_loses_no_place() {
    let mut driver = viewer();
    driver.press("space space /");
    driver.type_text("確認不能");
    driver.press("enter");
    let before = driver.screen();
    driver.resize(20, 5);
    driver.resize(80, 24);
    assert_eq!(driver.screen(), before);
    driver.draws_at_every_size();
    let mut mono = viewer_in(Setting { no_color: Some("1"), ..Setting::default() });
    assert_eq!(viewer().screens(), mono.screens());
}

#[test]
fn an_empty_report_is_drawn() {
    let mut driver = Driver::new();
    driver.answer(Outcome::Report(Ok(Reading { text: Arc::from(""), ..reading() })));
    driver.press("space G / enter");
    driver.draws_at_every_size();
}
