//! Two sealed periods side by side on the screen, out of eight quarters.

#![cfg(test)]

use std::sync::Arc;

use tenken::app::comparing::{Compared, Pair};
use tenken::domain::comparison::{Earlier, Side, compare};
use tenken::domain::record::{Outcome as Of, Record};
use tenken::tui::{Effect, Outcome};
use tenken::words::Lang;

use crate::driver::{Driver, Setting};
use crate::scenes::{busy_overview, period};
use crate::scenes_trend::{changes, quarters};

/// What each quarter wrote differs a little, as notes do.
fn noted(mut records: Vec<Record>) -> Vec<Record> {
    for record in &mut records {
        let name = record.period.in_era();
        let note = format!("{name}の名簿12名と照らし、相違のないことを確かめた。");
        let outcomes = record.lines().map(|(_, outcome)| match outcome.clone() {
            Of::Asked { mut answer, stamp, last, seconds } => {
                answer.note.clone_from(&note);
                Of::Asked { answer, stamp, last, seconds }
            }
            other @ Of::NotDue { .. } => other,
        });
        let outcomes = outcomes.collect();
        *record = record.clone().with_outcomes(outcomes).unwrap();
    }
    records
}

/// The quarters at these places beside each other; what the base did not ask comes from before.
fn compared(base: usize, target: usize) -> Compared {
    let records = noted(quarters(&changes()));
    let mut earlier = Earlier::new();
    for record in &records[..base] {
        for (item, outcome) in record.lines().filter(|(_, outcome)| outcome.answer().is_some()) {
            let (item, outcome) = (item.clone(), outcome.clone());
            earlier.insert(item.id.clone(), Side { period: record.period, item, outcome });
        }
    }
    let comparison = compare(&records[base], &records[target], &earlier).unwrap();
    Compared { comparison, altered: Vec::new() }
}

fn shown(setting: Setting, base: usize, target: usize) -> Driver {
    let mut driver = Driver::with(setting);
    driver.answer(Outcome::Overview(Ok(Arc::new(busy_overview()))));
    let result = Ok(Arc::new(compared(base, target)));
    driver.answer(Outcome::Compared { pair: Pair::Newest, result });
    driver
}

fn changed() -> Driver {
    shown(Setting::default(), 3, 4)
}

#[test]
fn the_lines_stand_by_group_with_their_counts() {
    insta::assert_snapshot!("compare_list", changed().screens());
    let english = Setting { lang: Lang::En, ..Setting::default() };
    insta::assert_snapshot!("compare_list_en", shown(english, 3, 4).screens());
}

#[test]
fn one_line_is_shown_with_both_sides_in_full() {
    let mut driver = changed();
    while !driver.screen().contains("群: 変化なし") {
        driver.press("tab");
    }
    driver.press("enter");
    insta::assert_snapshot!("compare_full", driver.screens());
    let mut merged = changed();
    while !merged.screen().contains("群: 設問変更") {
        merged.press("tab");
    }
    merged.press("enter");
    insta::assert_snapshot!("compare_merged", merged.screens());
}

#[test]
fn filters_narrow_the_list_and_come_round_again() {
    let mut driver = changed();
    let all = driver.screen();
    driver.press("]");
    assert!(driver.screen().contains("区分: 組織"), "{}", driver.screen());
    assert!(!driver.screen().contains("TEC-01"), "{}", driver.screen());
    driver.press("[");
    assert_eq!(driver.screen(), all);
    driver.press("tab");
    assert!(driver.screen().contains("群: 新設"), "{}", driver.screen());
    driver.press("shift-tab");
    assert_eq!(driver.screen(), all);
    driver.press("shift-tab ]");
    driver.draws_at_every_size();
}

#[test]
fn every_line_can_be_reached_and_read_to_its_end() {
    let mut driver = changed();
    let count = compared(3, 4).comparison.lines.len();
    driver.press("enter");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..count {
        driver.press("g G");
        seen.insert(driver.screen());
        driver.press("right");
    }
    assert_eq!(seen.len(), count);
    driver.press("G");
    let end = driver.screen();
    driver.press("down page-down");
    assert_eq!(driver.screen(), end, "the last page stays");
}

#[test]
fn c_on_home_compares_and_y_turns_to_the_year_before() {
    let mut home = Driver::new();
    home.answer(Outcome::Overview(Ok(Arc::new(busy_overview()))));
    assert_eq!(home.asks("c"), Some(Effect::Compare(Pair::Newest)));
    home.press("G");
    let row = Pair::Before(period("FY2025-Q3"));
    assert_eq!(home.asks("c"), Some(Effect::Compare(row)));
    let mut driver = changed();
    let target = compared(3, 4).comparison.target.period;
    let year = Pair::YearBefore(Some(target));
    assert_eq!(driver.asks("y"), Some(Effect::Compare(year)));
    driver.press("]");
    let result = Ok(Arc::new(compared(0, 4)));
    driver.answer(Outcome::Compared { pair: year, result });
    assert!(driver.screen().contains("前年同期と比べる"), "{}", driver.screen());
    assert!(driver.screen().contains("区分: 組織"), "the filter stays");
    assert_eq!(driver.asks("y"), Some(Effect::Compare(Pair::Before(target))));
}

#[test]
fn what_cannot_be_compared_leaves_the_screen_and_says_why() {
    let mut driver = changed();
    let before = driver.screen();
    let failure = tenken::app::Failure::NotSealed { period: period("FY2024-Q4") };
    let pair = Pair::YearBefore(None);
    driver.answer(Outcome::Compared { pair, result: Err(Arc::new(failure)) });
    assert!(driver.screen().contains("確定していません"), "{}", driver.screen());
    driver.press("down up");
    assert_eq!(driver.screen(), before);
    driver.press("enter esc");
    assert_eq!(driver.screen(), before);
    assert_eq!(driver.asks("esc"), Some(Effect::Overview));
}

#[test]
fn every_size_is_drawn_and_no_colour_says_the_same() {
    let mut mono = shown(Setting { no_color: Some("1"), ..Setting::default() }, 3, 4);
    assert_eq!(changed().screens(), mono.screens());
    mono.draws_at_every_size();
    mono.press("enter");
    mono.draws_at_every_size();
    let mut altered = compared(3, 4);
    altered.altered = vec!["0005_FY2025-Q4_2026-03-31_report".parse().unwrap()];
    let result = Ok(Arc::new(altered));
    mono.answer(Outcome::Compared { pair: Pair::Newest, result });
    assert!(mono.screen().contains("確定したときのままではありません"), "{}", mono.screen());
    mono.draws_at_every_size();
}
