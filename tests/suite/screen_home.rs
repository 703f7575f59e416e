//! Home: everything at one glance.

use std::sync::Arc;

use tenken::app::overview::{Overview, Standing};
use tenken::domain::society::{Auditor, Seat};
use tenken::tui::{Effect, Outcome};
use tenken::words::Lang;

use crate::driver::{Driver, Setting};
use crate::scenes::{busy_overview, day, new_overview, period};

fn home_in(overview: Overview, setting: Setting) -> Driver {
    let mut driver = Driver::with(setting);
    driver.answer(Outcome::Overview(Ok(Arc::new(overview))));
    driver
}

fn home(overview: Overview) -> Driver {
    home_in(overview, Setting::default())
}

#[test]
fn the_first_screen_after_set_up_says_what_to_do() {
    insta::assert_snapshot!("home_new", home(new_overview()).screens());
}

#[test]
fn findings_periods_and_reports_stand_below_what_is_to_be_done() {
    insta::assert_snapshot!("home_busy", home(busy_overview()).screens());
    let english = Setting { lang: Lang::En, ..Setting::default() };
    insta::assert_snapshot!("home_busy_en", home_in(busy_overview(), english).screens());
}

#[test]
fn a_passed_deadline_is_said_in_words() {
    let overview = Overview { today: day(2027, 1, 4), ..busy_overview() };
    assert!(home(overview).screen().contains("【期限超過 4日】"));
    let today = Overview { today: day(2026, 12, 31), ..busy_overview() };
    assert!(home(today).screen().contains("（本日まで）"));
    let entry = busy_overview().sealed[0].entry.clone();
    let sealed = Overview {
        standing: Standing::Sealed { entry },
        today: day(2027, 1, 4),
        ..busy_overview()
    };
    let mut driver = home(sealed);
    assert!(!driver.screen().contains("期限超過"));
    assert_eq!(driver.asks("enter"), Some(Effect::Report(period("FY2026-Q3"))));
}

#[test]
fn a_skipped_period_and_one_person_in_two_roles_are_told() {
    let mut overview = Overview { skipped: Some(period("FY2026-Q2")), ..busy_overview() };
    let name = overview.society.people.officer.clone();
    overview.society.people.auditors = vec![Auditor { name, seat: Seat::Elected }];
    let mut driver = home(overview);
    driver.resize(120, 40);
    let screen = driver.screen();
    assert!(screen.contains("令和8年度第2四半期は点検の記録がありません"), "{screen}");
    assert!(screen.contains("監事と個人情報取扱責任者が同じ人です"), "{screen}");
}

#[test]
fn enter_opens_what_the_row_is_about() {
    let mut seen = Vec::new();
    for down in 0..8 {
        let mut driver = home(busy_overview());
        for _ in 0..down {
            driver.press("j");
        }
        seen.push(driver.asks("enter").unwrap());
    }
    let inspect = |text| Effect::Open(period(text));
    let at = |text: &str| Effect::OpenAt(period("FY2026-Q3"), text.parse().unwrap());
    let report = |text| Effect::Report(period(text));
    assert_eq!(
        seen,
        [
            inspect("FY2026-Q3"),
            at("F-FY2026-Q2-ORG-04"),
            at("F-FY2026-Q2-HUM-02"),
            at("F-FY2026-Q2-TEC-11"),
            inspect("FY2026-Q1"),
            inspect("FY2025-Q4"),
            report("FY2026-Q2"),
            report("FY2025-Q3"),
        ]
    );
}

#[test]
fn letters_do_the_same_in_full_width() {
    for (narrow, wide) in [("i", "ｉ"), ("r", "ｒ"), ("v", "ｖ")] {
        let asked = home(busy_overview()).asks(narrow);
        assert!(asked.is_some(), "{narrow}");
        assert_eq!(home(busy_overview()).asks(wide), asked, "{wide}");
    }
    let mut driver = home(busy_overview());
    driver.press("Ｇ");
    assert_eq!(driver.asks("r"), Some(Effect::Report(period("FY2025-Q3"))));
}

#[test]
fn without_a_report_r_says_so() {
    let mut driver = home(new_overview());
    assert_eq!(driver.asks("r"), None);
    assert!(driver.screen().contains("確定"), "{}", driver.screen());
    driver.press("？");
    assert!(driver.screen().contains("ヘルプ"));
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut driver = home(busy_overview());
    driver.resize(120, 40);
    driver.click("0001_FY2025-Q3");
    assert!(driver.screen().contains(">  令和7年度第3四半期"), "{}", driver.screen());
    driver.wheel_down();
    assert_eq!(driver.asks("enter"), Some(Effect::Report(period("FY2025-Q3"))));
}

#[test]
fn every_row_can_be_brought_into_view_on_the_smallest_screen() {
    let mut driver = home(busy_overview());
    driver.resize(60, 16);
    for text in [
        "ORG-04",
        "HUM-02",
        "TEC-11",
        "令和8年度第1四半期",
        "記録を読めません",
        "0002_FY2026-Q2",
        "0001_FY2025-Q3",
    ] {
        driver.press("down");
        assert!(driver.screen().contains(text), "{text}\n{}", driver.screen());
    }
}

#[test]
fn every_size_is_drawn_and_colour_says_nothing_alone() {
    let mut driver = home(busy_overview());
    driver.press("end");
    driver.draws_at_every_size();
    let mut mono = home_in(busy_overview(), Setting { no_color: Some("1"), ..Setting::default() });
    mono.press("end");
    assert_eq!(driver.screens(), mono.screens());
}
