//! The quarterly check from an empty folder to the sealed report, with keys only.

use tenken::tui::{Effect, Screen};

use crate::driver::{Driver, Setting};

fn set_up() -> Driver {
    let mut driver = Driver::new();
    driver.press("right tab tab");
    driver.type_text("山田 花子");
    driver.press("tab");
    driver.type_text("鈴木 一郎");
    driver.press("ctrl-s");
    driver
}

/// Answers every item that is still open with 確認不能, and gives how many that were.
fn answer_all(driver: &mut Driver) -> usize {
    let mut count = 0;
    while !driver.screen().contains("未点検の項目はありません") {
        driver.press("4");
        driver.type_text("担当者が不在");
        driver.press("ctrl-s n");
        count += 1;
        assert!(count < 200, "{}", driver.screen());
    }
    count
}

#[test]
fn from_an_empty_folder_to_a_sealed_report_that_verifies() {
    let mut driver = set_up();
    driver.press("enter");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)), "{}", driver.screen());
    assert_eq!(answer_all(&mut driver), 73);
    driver.press("r");
    assert!(driver.screen().contains("確認不能 73"), "{}", driver.screen());
    driver.press("s y");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    let screen = driver.screen();
    assert!(screen.contains("確定しました"), "{screen}");
    assert!(screen.contains("自己点検結果報告書"), "{screen}");

    let entry = driver.root().join("reports/0001_FY2026-Q3_2026-12-18_report");
    let seal = std::fs::read(entry.join("SEAL")).unwrap();
    let code = tenken::store::digest::Digest::of(&seal).grouped();
    assert!(screen.contains(&code), "{code}\n{screen}");

    driver.press("v");
    assert!(driver.screen().contains("確定した記録 1 件は、確定したときのままです"));
    driver.press("esc q");
    assert!(driver.screen().contains("今期は確定済です"), "{}", driver.screen());
    assert!(driver.screen().contains(&code[..8]));
    assert!(matches!(driver.asks("i"), Some(Effect::Report(_))));

    std::fs::set_permissions(entry.join("report.txt"), writable()).unwrap();
    std::fs::write(entry.join("report.txt"), "書き換えた").unwrap();
    driver.press("v");
    let screen = driver.screen();
    assert!(screen.contains("report.txt: 内容が変わっています"), "{screen}");
}

#[cfg(unix)]
fn writable() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::Permissions::from_mode(0o600)
}

#[test]
fn an_inspection_left_is_gone_on_with() {
    let mut driver = set_up();
    driver.press("i 4");
    driver.type_text("担当者が不在");
    driver.press("ctrl-s");
    // Ending it gives the lock back.
    let dir = driver.close();
    let mut later = Driver::open(dir.path(), Setting::default());
    assert!(later.screen().contains("点検を続ける（残り72件）"), "{}", later.screen());
    assert!(later.screen().contains("1/73"));
    later.press("enter r");
    assert!(later.screen().contains("あと 72 件"), "{}", later.screen());
    drop(later);
    let direct = Setting { inspect: Some("FY2026-Q3"), ..Setting::default() };
    let direct = Driver::open(dir.path(), direct);
    assert!(matches!(direct.model.screen, Screen::Inspect(_)));
}

#[test]
fn asking_for_a_period_in_an_empty_folder_leads_to_set_up() {
    let driver = Driver::with(Setting { inspect: Some("FY2026-Q3"), ..Setting::default() });
    assert!(matches!(driver.model.screen, Screen::Setup(_)), "{}", driver.screen());
    assert!(driver.screen().contains("tenken.toml"));
}

#[test]
fn where_all_is_answered_the_gate_comes_next() {
    let mut driver = set_up();
    driver.press("i");
    answer_all(&mut driver);
    // From the item to the list, from the list home.
    driver.press("esc esc");
    assert!(driver.screen().contains("すべて回答済です"), "{}", driver.screen());
    driver.press("enter");
    assert!(matches!(driver.model.screen, Screen::Review(..)), "{}", driver.screen());
    driver.press("esc");
    assert!(matches!(driver.model.screen, Screen::Inspect(_)));
}

#[test]
fn a_folder_that_cannot_be_read_says_so_until_it_can() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("tenken.toml"), "format = 1\nname = ").unwrap();
    let mut driver = Driver::open(dir.path(), Setting::default());
    assert!(matches!(driver.model.screen, Screen::Failed));
    driver.press("x");
    assert!(driver.screen().contains("tenken.toml"), "{}", driver.screen());
    let text = "format = 1\nname = \"見本\"\nchecklist = \"kenpo\"\n";
    std::fs::write(dir.path().join("tenken.toml"), text).unwrap();
    driver.press("enter");
    assert!(matches!(driver.model.screen, Screen::Home(_)), "{}", driver.screen());
    assert!(driver.model.notice.is_none());
}
