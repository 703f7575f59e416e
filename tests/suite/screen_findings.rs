//! Findings on the screens: reviewed in an inspection, asked for, listed, never lost.

use proptest::prelude::*;
use tenken::domain::finding::Turn;
use tenken::tui::{Effect, Outcome, Screen};

use crate::driver::{Driver, SIZES};
use crate::screen_inspect::{THIS, journal, with_past};

const ID: &str = "F-FY2026-Q2-ORG-02";

fn turn(driver: &Driver) -> Option<Turn> {
    let Screen::Inspect(state) = &driver.model.screen else { panic!("{}", driver.screen()) };
    state.work().inspection.review(&ID.parse().unwrap()).turn
}

/// Writes all that closing needs, confirmed by that person, and records it.
fn close(driver: &mut Driver, confirmer: &str) {
    driver.press("d");
    driver.type_text("R8.12.1");
    driver.press("tab");
    driver.type_text("返却簿 第1号");
    driver.press("tab");
    driver.type_text("退職者3名を抜き取り、返却を確かめた");
    driver.press("tab");
    driver.type_text(confirmer);
    driver.press("ctrl-s");
}

#[test]
fn an_open_finding_stands_first_with_its_whole_life_and_both_forms() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    insta::assert_snapshot!("finding", driver.screens());
    driver.press("tab");
    insta::assert_snapshot!("finding_pane", driver.screens());
    driver.press("p");
    insta::assert_snapshot!("finding_progress", driver.screens());
    driver.press("esc d");
    insta::assert_snapshot!("finding_close", driver.screens());
}

#[test]
fn progress_with_a_later_date_is_recorded_and_taken_back_and_done_again() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("p");
    driver.type_text("返却簿の様式を作った");
    driver.press("tab");
    driver.type_text("令和9年3月31日");
    driver.press("ctrl-s");
    assert!(driver.screen().contains("期限を変える理由"), "{}", driver.screen());
    assert_eq!(turn(&driver), None, "a refusal records nothing");
    driver.type_text("印刷を待つ");
    driver.press("ctrl-s");
    assert_eq!(turn(&driver), Some(Turn::Progress), "{}", driver.screen());
    let screen = driver.screen();
    assert!(screen.contains("指摘 1/1") && screen.contains("[続]"), "{screen}");
    assert!(screen.contains("保存済"), "{screen}");
    insta::assert_snapshot!("finding_reviewed", driver.screens());
    driver.press("u");
    assert_eq!(turn(&driver), None);
    driver.press("ctrl-r");
    assert_eq!(turn(&driver), Some(Turn::Progress));
    assert!(journal(dir.path()).contains("印刷を待つ"));
}

#[test]
fn a_finding_is_closed_by_somebody_who_is_not_its_owner() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    close(&mut driver, "佐藤 次郎");
    assert!(driver.screen().contains("改善の担当者以外の確認"), "{}", driver.screen());
    assert!(driver.before_cursor().ends_with("佐藤 次郎"), "{}", driver.screen());
    driver.press("ctrl-u f4 enter ctrl-s");
    assert_eq!(turn(&driver), Some(Turn::Close), "{}", driver.screen());
    assert!(driver.screen().contains("[完]"), "{}", driver.screen());
    drop(driver);
    let mut again = Driver::open(dir.path(), THIS);
    assert_eq!(turn(&again), Some(Turn::Close));
    again.press("g x");
    assert!(again.screen().contains("取り消して"), "{}", again.screen());
    again.press("y");
    assert_eq!(turn(&again), None);
}

#[test]
fn a_day_that_is_still_to_come_is_refused_where_it_stands() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    close(&mut driver, "鈴木一郎");
    driver.press("g enter ctrl-u");
    driver.type_text("R9.12.1");
    driver.press("ctrl-s");
    assert!(driver.screen().contains("指摘の後で、今日までの"), "{}", driver.screen());
    assert!(driver.before_cursor().ends_with("R9.12.1"), "{}", driver.screen());
    driver.press("ctrl-u");
    driver.type_text("来週");
    driver.press("ctrl-s");
    assert!(driver.screen().contains("R9.1.31 のように"), "{}", driver.screen());
}

#[test]
fn esc_keeps_a_review_and_it_can_be_thrown_away_only_after_a_question() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("p");
    driver.type_text("様式を検討中");
    driver.press("tab");
    driver.type_text("来月");
    driver.press("esc");
    assert!(driver.screen().contains("書きかけ"), "{}", driver.screen());
    drop(driver);
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("enter");
    let screen = driver.screen();
    assert!(screen.contains("様式を検討中") && screen.contains("来月"), "{screen}");
    driver.press("shift-tab right");
    driver.press("left");
    assert!(driver.screen().contains("様式を検討中"), "{}", driver.screen());
    driver.press("esc x");
    assert!(driver.screen().contains("書きかけを捨てます"), "{}", driver.screen());
    driver.press("y p");
    assert!(!driver.screen().contains("様式を検討中"), "{}", driver.screen());
}

#[test]
fn an_ok_asks_to_close_the_finding_or_to_say_why_not() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("j j 1");
    driver.type_text("返却簿");
    driver.press("ctrl-s");
    insta::assert_snapshot!("finding_asked", driver.screens());
    driver.press("1");
    driver.type_text("次の退職者で確かめる");
    driver.press("ctrl-s");
    assert_eq!(turn(&driver), Some(Turn::Progress), "{}", driver.screen());
    // Asked once, it is not asked again.
    driver.press("1");
    assert!(!driver.screen().contains("と記録しました"), "{}", driver.screen());
}

#[test]
fn a_ng_continues_the_finding_with_its_remedy() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("j j 2");
    insta::assert_snapshot!("finding_continued", driver.screens());
    driver.type_text("今期も1名の返却記録がない");
    driver.press("ctrl-s");
    driver.resize(120, 40);
    assert!(driver.screen().contains("の続きです"), "{}", driver.screen());
    let journal = journal(dir.path());
    for part in ["返却簿を作る", "佐藤次郎", "due = \"2026-10-31\""] {
        assert!(journal.contains(part), "{part}\n{journal}");
    }
    assert_eq!(turn(&driver), None, "a review is still to be made");
}

#[test]
fn n_goes_to_what_is_not_reviewed_and_digits_answer_no_finding() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("1");
    assert!(driver.screen().contains("判定はありません"), "{}", driver.screen());
    driver.press("G n");
    assert!(driver.screen().contains(">[未] ORG-02"), "{}", driver.screen());
    driver.press("]");
    assert!(driver.screen().contains(">[　] ORG-01"), "{}", driver.screen());
    driver.press("[");
    assert!(driver.screen().contains(">[未] ORG-02"), "{}", driver.screen());
    driver.press("j p");
    assert!(driver.screen().contains("指摘はありません"), "{}", driver.screen());
    driver.press("/");
    driver.type_text("佐藤");
    driver.press("enter");
    assert!(driver.screen().contains(">[未] ORG-02"), "{}", driver.screen());
}

#[test]
fn the_gate_lists_findings_first_and_leads_to_them() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("j j 2");
    driver.type_text("今期も記録がない");
    driver.press("ctrl-s p");
    driver.type_text("様式を作った");
    driver.press("tab");
    driver.type_text("R9.3.31");
    driver.press("tab");
    driver.type_text("印刷待ち");
    driver.press("ctrl-s r");
    insta::assert_snapshot!("finding_gate", driver.screens());
    driver.press("enter");
    assert!(driver.screen().contains(">[否] ORG-02"), "{}", driver.screen());
    driver.press("g x y r enter");
    assert!(driver.screen().contains(">[未] ORG-02"), "{}", driver.screen());
}

#[test]
fn what_will_be_sealed_counts_the_findings() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    close(&mut driver, "鈴木一郎");
    driver.press("j 4");
    driver.type_text("不在");
    driver.press("ctrl-s j 1");
    driver.type_text("返却簿");
    driver.press("ctrl-s n 4");
    driver.type_text("不在");
    driver.press("ctrl-s r");
    assert!(driver.screen().contains("新規 0   継続 0   完了 1   期限超過 0"));
    assert!(driver.screen().contains(ID), "{}", driver.screen());
    driver.press("s y q f");
    assert!(driver.screen().contains("表示する指摘はありません"), "{}", driver.screen());
    driver.press("c");
    assert!(driver.screen().contains("完了 1件"), "{}", driver.screen());
}

#[test]
fn home_leads_to_the_finding_in_this_inspection_and_to_all_of_them() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), crate::driver::Setting { inspect: None, ..THIS });
    assert!(driver.screen().contains("1期前から"), "{}", driver.screen());
    driver.press("f");
    insta::assert_snapshot!("findings", driver.screens());
    driver.draws_at_every_size();
    driver.press("enter");
    insta::assert_snapshot!("findings_life", driver.screens());
    driver.draws_at_every_size();
    driver.press("q q");
    assert!(matches!(driver.model.screen, Screen::Home(_)), "{}", driver.screen());
    driver.press("j enter");
    assert!(driver.screen().contains(">[未] ORG-02"), "{}", driver.screen());
}

#[test]
fn a_review_that_fails_is_never_called_saved_and_keeps_what_was_typed_meanwhile() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("p");
    driver.type_text("様式を作った");
    assert!(driver.screen().contains("未保存"), "{}", driver.screen());
    let Some(Effect::Record(change)) = driver.asks("ctrl-s") else { panic!() };
    assert!(driver.screen().contains("保存中"), "{}", driver.screen());
    driver.type_text("ところ");
    let stamp = tenken::domain::answer::Stamp {
        by: "山田花子".into(),
        at: "2026-12-18T12:00:00+09:00".parse().unwrap(),
    };
    let event = tenken::domain::inspection::Event { seq: 2, stamp, change };
    driver.answer(Outcome::Recorded { result: Ok(event), doubtful: None });
    let screen = driver.screen();
    assert!(screen.contains("様式を作ったところ") && screen.contains("未保存"), "{screen}");
}

#[test]
fn every_size_draws_the_review_and_a_resize_loses_nothing() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    for keys in ["p", "esc d", "f4", "esc"] {
        driver.press(keys);
        driver.draws_at_every_size();
    }
    driver.type_text("R8.12.1");
    for (width, height) in [(20, 5), (1, 1), SIZES[0]] {
        driver.resize(width, height);
    }
    assert!(driver.screen().contains("R8.12.1"), "{}", driver.screen());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 30,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Nothing but a person's word throws away what was typed.
    #[test]
    fn random_keys_never_lose_what_was_typed_in_a_review(
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "1", "2", "enter", "esc", "tab", "shift-tab", "j", "k", "p", "d", "n", "ctrl-s",
                "f4", "space", "left", "right", "up", "down", "u", "ctrl-r", "い", "r",
            ]),
            0..40,
        )
    ) {
        let dir = with_past();
        let mut driver = Driver::open(dir.path(), THIS);
        driver.press("p");
        driver.type_text("鑑");
        for key in keys {
            match key.chars().next() {
                Some(c) if key.chars().count() == 1 => driver.type_text(&c.to_string()),
                _ => driver.press(key),
            }
        }
        driver.press("ctrl-q");
        prop_assert!(journal(dir.path()).contains('鑑'), "{}", driver.screen());
    }
}
