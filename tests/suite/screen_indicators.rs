//! Seconds per item, and the 参考指標 on the gate with their comment.

#![cfg(test)]

use std::sync::Arc;

use tenken::app::Failure;
use tenken::app::failure::ReadOnly;
use tenken::app::inspect::Work;
use tenken::domain::id::ItemId;
use tenken::domain::inspection::{Act, Change, Event};
use tenken::domain::past::{Past, PastAnswer};
use tenken::tui::{Effect, Outcome, Screen};

use crate::driver::{Driver, Setting};
use crate::fixture::Folder;
use crate::scenes::{day, gaps, item, period, work};

/// Three items are due; the cursor is on the first.
fn inspecting() -> (Folder, Driver) {
    let folder = Folder::small();
    let setting = Setting { inspect: Some("FY2026-Q3"), ..Setting::default() };
    let driver = Driver::open(&folder.path(), setting);
    (folder, driver)
}

fn seconds(driver: &Driver, id: &str) -> Option<u32> {
    let (Screen::Inspect(state) | Screen::Review(_, state)) = &driver.model.screen else {
        panic!("{}", driver.screen());
    };
    state.work().inspection.seconds(&ItemId::new(id).unwrap())
}

/// Answers the item under the cursor with 確認不能 and some reason.
fn answer(driver: &mut Driver) {
    driver.press("4");
    driver.type_text("担当者が不在");
    driver.press("ctrl-s");
}

#[test]
fn the_seconds_recorded_are_those_of_the_item_that_was_shown() {
    let (folder, mut driver) = inspecting();
    driver.wait(20);
    driver.press("down");
    driver.wait(3);
    driver.press("up");
    driver.wait(2);
    driver.press("4");
    driver.wait(10);
    driver.type_text("担当者が不在");
    driver.press("ctrl-s");
    assert_eq!(seconds(&driver, "ORG-01"), Some(32));
    assert_eq!(seconds(&driver, "ORG-02"), None, "looked at, not answered yet");
    driver.press("n");
    driver.wait(4);
    answer(&mut driver);
    assert_eq!(seconds(&driver, "ORG-02"), Some(7));
    let path = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    let journal = std::fs::read_to_string(path).unwrap();
    assert_eq!(journal.matches("\nseconds = ").count(), 2, "{journal}");
    assert!(journal.contains("\nseconds = 32\n"), "{journal}");
}

#[test]
fn what_covers_the_item_does_not_count_as_looking_at_it() {
    let (_folder, mut driver) = inspecting();
    driver.wait(5);
    driver.press("?");
    driver.wait(1000);
    driver.press("esc r");
    assert!(matches!(driver.model.screen, Screen::Review(..)));
    driver.wait(1000);
    driver.press("esc");
    driver.resize(40, 10);
    driver.wait(1000);
    driver.resize(60, 16);
    // On a narrow screen the list hides the item.
    driver.wait(1000);
    driver.press("right");
    driver.wait(6);
    answer(&mut driver);
    assert_eq!(seconds(&driver, "ORG-01"), Some(11));
}

#[test]
fn an_absence_counts_for_no_more_than_half_an_hour() {
    let (_folder, mut driver) = inspecting();
    driver.wait(16 * 3600);
    answer(&mut driver);
    assert_eq!(seconds(&driver, "ORG-01"), Some(1800));
}

#[test]
fn where_no_time_is_known_none_is_recorded() {
    let (_folder, mut driver) = inspecting();
    answer(&mut driver);
    assert_eq!(seconds(&driver, "ORG-01"), None);
}

#[test]
fn going_back_and_forth_records_no_time_and_a_later_change_adds_to_the_sum() {
    let (_folder, mut driver) = inspecting();
    driver.wait(8);
    answer(&mut driver);
    driver.wait(5);
    driver.press("u");
    assert_eq!(seconds(&driver, "ORG-01"), Some(8));
    driver.press("ctrl-r");
    assert_eq!(seconds(&driver, "ORG-01"), Some(8));
    driver.press("e tab");
    driver.wait(4);
    driver.type_text("立会人なし");
    driver.press("ctrl-s");
    assert_eq!(seconds(&driver, "ORG-01"), Some(17));
}

#[test]
fn a_failed_save_loses_no_seconds() {
    let (_folder, mut driver) = inspecting();
    driver.wait(9);
    driver.press("4");
    driver.type_text("不在");
    let sent = driver.asks("ctrl-s");
    let Some(Effect::Record(Change::Put { seconds, .. })) = sent else { panic!("{sent:?}") };
    assert_eq!(seconds, Some(9));
    let failure = Arc::new(Failure::NothingSealed);
    driver.answer(Outcome::Recorded { result: Err(failure), doubtful: None });
    driver.wait(1);
    driver.press("ctrl-s");
    assert_eq!(self::seconds(&driver, "ORG-01"), Some(10));
}

/// The sample with a period before it in which two notes were the same.
fn repeated() -> Work {
    let mut work = work();
    let mut past = Past::default();
    for id in ["ORG-01", "ORG-04", "HUM-02", "PHY-01", "TEC-01", "TEC-03"] {
        let mut answer = work.inspection.answer(&item(id));
        if id == "HUM-02" {
            answer.note = "全員が受講した。".into();
        }
        let before = PastAnswer { period: period("FY2026-Q2"), answer, stamp: None };
        past.add(item(id), before);
    }
    work.past = Arc::new(past);
    work
}

fn review(work: Work) -> Driver {
    let mut driver = Driver::with(Setting::default());
    let found = gaps(&work);
    let period = work.inspection.period();
    driver.answer(Outcome::Opened {
        period,
        today: day(2027, 1, 8),
        at: None,
        result: Ok(Box::new(work)),
    });
    driver.answer(Outcome::Gaps { today: day(2027, 1, 8), result: Ok(found) });
    driver
}

#[test]
fn the_gate_shows_the_figures_with_what_they_rest_on() {
    let mut driver = review(repeated());
    driver.press("end");
    insta::assert_snapshot!("indicators", driver.screens());
}

#[test]
fn the_comment_is_typed_at_the_foot_of_the_gate() {
    let mut driver = review(repeated());
    driver.press("end c");
    driver.type_text("連絡網は前期から直っていない");
    insta::assert_snapshot!("indicators_comment", driver.screens());
}

fn said(driver: &mut Driver, text: &str) -> Option<Effect> {
    driver.press("c ctrl-u");
    driver.type_text(text);
    driver.asks("enter")
}

#[test]
fn a_comment_is_recorded_when_its_line_is_left_and_shown_once_it_is_on_the_disk() {
    let mut driver = review(repeated());
    let text = "前期と同じ一覧で照合した".to_owned();
    let asked = said(&mut driver, &text);
    assert_eq!(asked, Some(Effect::Record(Change::Comment { text: text.clone() })));
    driver.press("end");
    assert!(driver.screen().contains("保存中"), "{}", driver.screen());
    let stamp = repeated().inspection.start().stamp.clone();
    let event = Event { seq: 60, stamp, change: Change::Comment { text: text.clone() } };
    driver.answer(Outcome::Recorded { result: Ok(event), doubtful: None });
    assert!(driver.screen().contains(&format!("コメント: {text}\n")), "{}", driver.screen());
    assert_eq!(driver.asks("c"), None);
    assert_eq!(driver.asks("enter"), None, "nothing new is not recorded again");
    assert!(driver.asks("s").is_none() && driver.model.overlay.is_some(), "it blocks nothing");
}

#[test]
fn a_comment_that_could_not_be_saved_stays_and_is_sent_again() {
    let mut driver = review(repeated());
    let asked = said(&mut driver, "棚卸しの直後");
    assert!(asked.is_some());
    let failure = Arc::new(Failure::NothingSealed);
    driver.answer(Outcome::Recorded { result: Err(failure), doubtful: None });
    driver.press("end");
    assert!(driver.screen().contains("棚卸しの直後（未保存）"), "{}", driver.screen());
    driver.press("s");
    assert!(driver.model.overlay.is_none(), "sealing would lose it");
    driver.press("esc");
    driver.answer(Outcome::Gaps { today: day(2027, 1, 8), result: Ok(Vec::new()) });
    driver.press("c");
    assert_eq!(driver.asks("esc"), asked);
}

#[test]
fn leaving_while_a_comment_is_typed_keeps_it() {
    let mut driver = review(repeated());
    driver.press("c ctrl-u");
    driver.type_text("途中");
    let kept = driver.asks("ctrl-q");
    assert_eq!(kept, Some(Effect::Record(Change::Comment { text: "途中".into() })));
}

#[test]
fn a_comment_changes_nothing_but_itself_on_a_real_folder() {
    let (_folder, mut driver) = inspecting();
    for _ in 0..3 {
        driver.wait(30);
        answer(&mut driver);
        driver.press("n");
    }
    driver.press("r c");
    driver.type_text("担当者が休暇中の期");
    driver.press("enter");
    driver.press("end");
    assert!(driver.screen().contains("コメント: 担当者が休暇中の期\n"), "{}", driver.screen());
    driver.press("s y");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    let sealed = driver.root().join("reports/0001_FY2026-Q3_2026-12-18_report/report.txt");
    let text = std::fs::read_to_string(sealed).unwrap();
    assert!(text.contains("担当者が休暇中の期"), "{text}");
}

#[test]
fn one_line_stands_where_there_is_nothing_to_tell() {
    let mut quiet = work();
    for id in ["ORG-01", "REQ-02", "TEC-01"] {
        let id = item(id);
        let mut answer = quiet.inspection.answer(&id);
        answer.note_carried = None;
        answer.evidence.iter_mut().for_each(|evidence| evidence.carried = None);
        let stamp = quiet.inspection.start().stamp.clone();
        let change = Change::Put { item: id, act: Act::Note, answer, seconds: Some(60) };
        quiet.inspection.apply(Event { seq: 60, stamp, change });
    }
    let mut driver = review(quiet);
    driver.press("end");
    let screen = driver.screen();
    assert!(screen.contains("引用、前回と同じ所見、読むより"), "{screen}");
    assert!(!screen.contains("同じ判定の続き"), "{screen}");
}

#[test]
fn switched_off_the_gate_has_neither_figures_nor_comment() {
    let mut work = repeated();
    work.society.indicators = false;
    let mut driver = review(work);
    driver.resize(120, 40);
    driver.press("end c");
    assert!(!driver.screen().contains("参考"), "{}", driver.screen());
    assert!(driver.cursor().is_none());
}

#[test]
fn read_only_work_takes_no_comment_and_says_why() {
    let mut work = repeated();
    work.read_only = Some(ReadOnly::Held { by: None });
    let mut driver = review(work);
    driver.press("c");
    assert!(driver.cursor().is_none());
    assert!(driver.screen().contains("別の画面で点検中"), "{}", driver.screen());
}
