//! Writing a file from the screen: the form is chosen, and it is told where the file lies.

#![cfg(test)]

use insta::assert_snapshot;
use tenken::tui::Screen;

use crate::cli_report::two;
use crate::driver::{Driver, Setting};
use crate::fixture::Folder;

const FILE: &str = "reports/exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt";

fn at_report(folder: &Folder) -> Driver {
    let mut driver = Driver::open(&folder.path(), Setting::default());
    driver.press("r");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    driver
}

/// The temporary folder by another name.
fn masked(folder: &Folder, text: &str) -> String {
    let text = text.replace(&folder.path().display().to_string(), "/society");
    text.lines().filter(|line| !line.contains("/society")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_report_is_written_in_the_form_that_is_chosen_and_told_where_it_lies() {
    let folder = Folder::sealed();
    let mut driver = at_report(&folder);
    driver.press("w");
    assert_snapshot!("export_forms", driver.screens());
    driver.draws_at_every_size();
    driver.press("esc w end enter");
    let told: String = driver.screen().split_whitespace().collect();
    assert!(told.contains("書き出しました") && told.contains("自己点検結果報告書"), "{told}");
    driver.draws_at_every_size();
    let sealed = std::fs::read(folder.entry().join("report.txt")).unwrap();
    assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), sealed);
    driver.press("esc");
    assert!(driver.model.overlay.is_none(), "{}", driver.screen());
    driver.press("w end enter");
    let told: String = driver.screen().split_whitespace().collect();
    assert!(told.contains("同じ内容"), "{told}");
    driver.press("enter");
    std::fs::write(folder.path().join(FILE), "mine").unwrap();
    driver.press("w end enter");
    assert!(
        driver.model.overlay.is_none()
            && masked(&folder, &driver.screen()).contains("内容が違います")
    );
    assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), b"mine");
}

#[test]
fn what_is_compared_and_the_trend_are_written_too() {
    let folder = two();
    let setting = Setting { today: (2027, 2, 2), ..Setting::default() };
    let mut driver = Driver::open(&folder.path(), setting);
    driver.press("t w end enter enter");
    assert!(matches!(driver.model.screen, Screen::Trend(_)), "{}", driver.screen());
    driver.press("esc c w end enter enter");
    assert!(matches!(driver.model.screen, Screen::Compare(_)), "{}", driver.screen());
    for name in ["FY2026-Q3_FY2026-Q4_推移.txt", "FY2026-Q3_FY2026-Q4_前期比較.txt"] {
        let file = folder.path().join("reports/exports").join(name);
        assert!(std::fs::read_to_string(&file).unwrap().contains("責任者の任命"), "{name}");
    }
}
