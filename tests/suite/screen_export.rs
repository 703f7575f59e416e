//! Writing a file from the screen: the form is chosen, and it is told where the file lies.

#![cfg(test)]

use insta::assert_snapshot;
use tenken::app::documents::Held;
use tenken::app::exporting::{Exported, Written};
use tenken::report::Format;
use tenken::tui::{Effect, Outcome, Screen};

use crate::cli_report::two;
use crate::driver::{Driver, Setting};
use crate::fixture::Folder;
use crate::pdf::TYPEFACE;

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
    driver.press("esc w end up enter");
    let told: String = driver.screen().split_whitespace().collect();
    assert!(told.contains("書き出しました") && told.contains("自己点検結果報告書"), "{told}");
    driver.draws_at_every_size();
    let sealed = std::fs::read(folder.entry().join("report.txt")).unwrap();
    assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), sealed);
    driver.press("esc");
    assert!(driver.model.overlay.is_none(), "{}", driver.screen());
    driver.press("w end up enter");
    let told: String = driver.screen().split_whitespace().collect();
    assert!(told.contains("同じ内容"), "{told}");
    driver.press("enter");
    std::fs::write(folder.path().join(FILE), "mine").unwrap();
    driver.press("w end up enter");
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
    driver.press("t w end up enter enter");
    assert!(matches!(driver.model.screen, Screen::Trend(_)), "{}", driver.screen());
    driver.press("esc c w end up enter enter");
    assert!(matches!(driver.model.screen, Screen::Compare(_)), "{}", driver.screen());
    for name in ["FY2026-Q3_FY2026-Q4_推移.txt", "FY2026-Q3_FY2026-Q4_前期比較.txt"] {
        let file = folder.path().join("reports/exports").join(name);
        assert!(std::fs::read_to_string(&file).unwrap().contains("責任者の任命"), "{name}");
    }
}

/// Alters a file of the first entry.
fn alter(folder: &Folder) {
    use std::os::unix::fs::PermissionsExt as _;
    let file = folder.path().join("reports/0001_FY2026-Q3_2026-12-18_report/report.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&file, "書き換えた").unwrap();
}

/// Without blanks, frames and the ends of lines.
fn run_on(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"|+-=".contains(*c)).collect()
}

#[test]
fn what_was_altered_is_told_before_and_after_it_is_written() {
    let folder = two();
    alter(&folder);
    let entry = run_on("0001_FY2026-Q3_2026-12-18_report は、確定したときと違います。");
    let setting = Setting { today: (2027, 2, 2), ..Setting::default() };
    let mut driver = Driver::open(&folder.path(), setting);
    let told = |driver: &Driver| run_on(&driver.screen()).contains(&entry);
    driver.press("t w");
    assert!(driver.model.overlay.is_some() && !told(&driver), "{}", driver.screen());
    driver.press("end up enter");
    assert!(told(&driver) && run_on(&driver.screen()).contains("推移.txt"), "{}", driver.screen());
    driver.press("esc esc c w");
    assert!(told(&driver), "{}", driver.screen());
    assert_snapshot!("export_altered", driver.screens());
    driver.press("end up enter");
    assert!(told(&driver), "{}", driver.screen());
    assert!(run_on(&driver.screen()).contains("前期比較.txt"), "{}", driver.screen());
}

#[test]
fn a_report_that_was_altered_says_so_while_it_is_read_and_when_it_is_written() {
    let folder = Folder::sealed();
    alter(&folder);
    let mut driver = at_report(&folder);
    assert_snapshot!("viewer_altered", driver.screens());
    driver.press("space w end up enter");
    let told = run_on(&driver.screen());
    assert!(told.contains("書き出しました") && told.contains("確定したときと違います"), "{told}");
    assert!(told.contains("tenkenverifyで詳しく"), "{told}");
    driver.press("esc esc");
    std::fs::remove_dir_all(folder.path().join("reports/exports")).unwrap();
    let whole = Folder::sealed();
    let mut driver = at_report(&whole);
    driver.press("w end up enter");
    assert!(!run_on(&driver.screen()).contains("違います"), "{}", driver.screen());
}

#[test]
fn all_forms_are_written_one_after_another_and_the_box_says_which_is_being_made() {
    let folder = Folder::sealed();
    let mut driver = at_report(&folder);
    driver.press("w end");
    let Some(Effect::Export(mut errand)) = driver.asks("enter") else { panic!("no export") };
    assert_eq!(errand.formats, Format::ALL);
    for (n, called) in (1..).zip(["PDF", "Excel"]) {
        let making = format!("{called} を作成中… {n}/7");
        assert!(driver.screen().contains(&making), "{}", driver.screen());
        driver.draws_at_every_size();
        let file = folder.path().join(format!("{n}.file"));
        errand.done.push(Exported { file, state: Written::New, held: Held::default() });
        let outcome = Outcome::Exported { errand: errand.clone(), result: Ok(()) };
        assert_eq!(driver.answer(outcome), Some(Effect::Export(errand.clone())));
    }
    assert_snapshot!("export_making", driver.screens());
    // Keys that mean nothing here leave the box where it is; Esc ends it with this file.
    driver.press("x enter down");
    assert!(driver.screen().contains("HTML を作成中… 3/7"), "{}", driver.screen());
    driver.press("esc");
    assert!(driver.screen().contains("やめます"), "{}", driver.screen());
    errand.done.push(Exported {
        file: folder.path().join("3.file"),
        state: Written::New,
        held: Held::default(),
    });
    assert_eq!(driver.answer(Outcome::Exported { errand, result: Ok(()) }), None);
    assert!(driver.screen().contains("3.file"), "{}", driver.screen());
    driver.press("esc");
    assert!(driver.model.overlay.is_none());
}

#[test]
fn where_one_of_all_forms_cannot_be_written_the_files_before_it_are_told() {
    if TYPEFACE.is_none() {
        return;
    }
    let folder = Folder::sealed();
    let exports = folder.path().join("reports/exports");
    let mut driver = at_report(&folder);
    let mine = exports.join("FY2026-Q3_2026-12-18_自己点検結果報告書.json");
    std::fs::create_dir_all(&exports).unwrap();
    std::fs::write(&mine, "mine").unwrap();
    driver.press("w end enter");
    let told = run_on(&driver.screen());
    assert!(told.contains("自己点検結果報告書.csv") && told.contains("内容が違います"), "{told}");
    assert_eq!(std::fs::read(&mine).unwrap(), b"mine");
    let written = std::fs::read_dir(&exports).unwrap().count();
    assert_eq!(written, 5, "four of seven, and what was there");
    driver.press("esc w end enter");
    assert!(run_on(&driver.screen()).contains("同じ内容"), "{}", driver.screen());
    std::fs::remove_file(&mine).unwrap();
    driver.press("esc w end enter");
    assert_eq!(std::fs::read_dir(&exports).unwrap().count(), 7);
    driver.draws_at_every_size();
    driver.press("end");
    assert!(driver.screen().contains("作れます。Esc で戻ります。"), "{}", driver.screen());
}
