//! The first-run form.

use tenken::tui::{Choice, Effect, Outcome, Screen};
use tenken::words::Lang;

use crate::driver::{Driver, Setting};

fn choices() -> Vec<Choice> {
    let choice = |id: &str, title: &str, society: &str| Choice {
        id: id.into(),
        title: title.into(),
        society: society.into(),
    };
    vec![
        choice(
            "fsi-kenpo",
            "富士ソフト健康保険組合 個人情報安全管理措置 自己点検表",
            "富士ソフト健康保険組合",
        ),
        choice(
            "gunma-nodan-kenpo",
            "群馬県農業団体健康保険組合 個人情報安全管理措置 自己点検表",
            "群馬県農業団体健康保険組合",
        ),
        choice("kenpo", "健康保険組合 個人情報安全管理措置 自己点検表", ""),
    ]
}

/// The form with those checklists, whatever is embedded.
fn form(setting: Setting) -> Driver {
    let mut driver = Driver::with(setting);
    driver.answer(Outcome::Checklists(Ok(choices())));
    driver
}

fn new_form() -> Driver {
    form(Setting::default())
}

#[test]
fn an_empty_folder_opens_the_form_and_says_what_will_be_written_where() {
    let mut driver = new_form();
    insta::assert_snapshot!("setup_empty", driver.screens());
    let mut english = form(Setting { lang: Lang::En, ..Setting::default() });
    insta::assert_snapshot!("setup_empty_en", english.screens());
}

#[test]
fn one_person_in_two_roles_is_warned_of_while_typing() {
    let mut driver = new_form();
    driver.press("right tab");
    driver.press("tab");
    driver.type_text("山田　花子");
    driver.press("tab");
    driver.type_text("山田花子");
    insta::assert_snapshot!("setup_same_person", driver.screens());
}

#[test]
fn the_name_follows_the_checklist_until_someone_types_one() {
    let mut driver = new_form();
    driver.press("right");
    assert!(driver.screen().contains("[富士ソフト健康保険組合 "), "{}", driver.screen());
    driver.type_text("　");
    assert!(driver.screen().contains("[群馬県農業団体健康保険組合 "));
    driver.press("left left");
    assert!(driver.screen().contains("1/3") || driver.screen().contains("3/3"));
    driver.press("tab ctrl-u");
    driver.type_text("わが組合");
    driver.press("up right");
    assert!(driver.screen().contains("[わが組合 "), "{}", driver.screen());
}

#[test]
fn enter_goes_to_the_next_field_and_never_submits() {
    let mut driver = new_form();
    for field in 0..12 {
        assert_eq!(driver.asks("enter"), None, "{field}");
        driver.type_text("あ");
    }
    assert!(matches!(driver.model.screen, Screen::Setup(_)));
    assert!(!driver.root().join("tenken.toml").exists());
}

#[test]
fn the_cursor_stands_where_the_next_letter_will_be() {
    let mut driver = new_form();
    assert_eq!(driver.cursor(), None);
    driver.press("tab");
    driver.type_text("東京ｶﾞｽ健保");
    assert!(driver.before_cursor().ends_with("[東京ガｽ健保"), "{}", driver.before_cursor());
    driver.press("left left");
    assert!(driver.before_cursor().ends_with("[東京ガｽ"), "{}", driver.before_cursor());
}

#[test]
fn saving_without_a_required_name_leads_to_its_field() {
    let mut driver = new_form();
    driver.press("tab");
    driver.type_text("見本健康保険組合");
    driver.press("tab tab");
    driver.type_text("鈴木 一郎");
    assert_eq!(driver.asks("ctrl-s"), None);
    assert!(driver.before_cursor().starts_with(">点検担当者"), "{}", driver.before_cursor());
    assert!(driver.screen().contains("必須の欄が空いています"));
    assert!(driver.screen().contains("鈴木 一郎"));
}

fn filled() -> Driver {
    let mut driver = new_form();
    for name in ["", "見本健康保険組合", "山田 花子", "鈴木 一郎", "髙﨑 誠", ""]
    {
        driver.type_text(name);
        driver.press("enter");
    }
    driver.press("right");
    driver
}

#[test]
fn what_was_typed_is_asked_to_be_written() {
    let mut driver = filled();
    let Some(Effect::SetUp(new)) = driver.asks("f2") else { panic!("nothing was asked") };
    assert_eq!(new.checklist.as_deref(), Some("kenpo"));
    assert_eq!((&*new.name, &*new.inspector), ("見本健康保険組合", "山田 花子"));
    assert_eq!(new.auditors, ["髙﨑 誠", ""]);
    assert_eq!(new.cycle.name(), "half-yearly");
    assert_eq!(driver.asks("f2"), None, "sent twice");
}

#[test]
fn what_was_typed_in_japanese_stands_in_the_file() {
    let mut driver = Driver::new();
    driver.press("right tab tab");
    driver.type_text("髙𠮷 ｶﾞﾌﾞ子");
    driver.press("enter");
    driver.type_text("か\u{3099}くしゃ");
    driver.press("ctrl-s");
    assert!(matches!(driver.model.screen, Screen::Home(_)), "{}", driver.screen());
    assert!(driver.screen().contains("点検を始める"));
    let file = std::fs::read_to_string(driver.root().join("tenken.toml")).unwrap();
    for line in [
        "name = \"富士ソフト健康保険組合\"",
        "checklist = \"fsi-kenpo\"",
        "inspector = \"髙𠮷 ｶﾞﾌﾞ子\"",
        "officer = \"がくしゃ\"",
    ] {
        assert!(file.contains(line), "{line}\n{file}");
    }
}

#[test]
fn a_refusal_keeps_everything_that_was_typed() {
    let mut driver = filled();
    let before = driver.screen();
    std::fs::write(driver.root().join("tenken.toml"), "不意の先客").unwrap();
    driver.press("ctrl-s");
    assert!(driver.screen().contains("見本健康保険組合"), "{}", driver.screen());
    assert!(driver.screen().contains("山田 花子"));
    driver.press("ctrl-l");
    assert_eq!(driver.screen(), before);
    assert!(matches!(driver.asks("ctrl-s"), Some(Effect::SetUp(_))), "it can be sent again");
    let file = std::fs::read_to_string(driver.root().join("tenken.toml")).unwrap();
    assert_eq!(file, "不意の先客");
}

#[test]
fn leaving_asks_only_where_something_typed_would_be_lost() {
    let mut driver = new_form();
    driver.press("right");
    driver.press("esc");
    assert!(driver.model.is_over());

    let mut driver = filled();
    driver.press("esc");
    assert!(!driver.model.is_over());
    assert!(driver.screen().contains("それでも終了しますか"), "{}", driver.screen());
    driver.press("n");
    assert!(driver.screen().contains("山田 花子"));
    driver.press("ctrl-q y");
    assert!(driver.model.is_over());
}

#[test]
fn a_click_goes_to_the_field_and_the_wheel_to_the_next() {
    let mut driver = new_form();
    driver.click("監事（選定）");
    driver.type_text("髙﨑");
    assert!(driver.before_cursor().starts_with(">監事（選定）"));
    driver.wheel_down();
    assert!(driver.before_cursor().starts_with(">監事（互選）"));
}

#[test]
fn a_pasted_name_comes_in_on_one_line() {
    let mut driver = new_form();
    driver.press("tab");
    driver.paste("見本\r\n健康保険組合\u{1b}[31m");
    assert!(driver.screen().contains("[見本 健康保険組合[31m"), "{}", driver.screen());
}

#[test]
fn a_resize_loses_nothing_and_every_size_is_drawn() {
    let mut driver = filled();
    let before = driver.screen();
    driver.resize(20, 5);
    assert!(driver.screen().contains("小さすぎ"), "{}", driver.screen());
    driver.resize(80, 24);
    assert_eq!(driver.screen(), before);
    driver.draws_at_every_size();
}

#[test]
fn without_colour_the_text_is_the_same() {
    let mut colour = new_form();
    let mut mono = form(Setting { no_color: Some("1"), ..Setting::default() });
    assert_eq!(colour.screens(), mono.screens());
}
