//! The auditor's visit in a real terminal: begun from home, killed in the middle, finished.

use super::Window;
use crate::fixture::Folder;

#[test]
fn an_audit_begun_at_home_survives_the_death_of_the_program_and_is_finished() {
    let folder = Folder::sealed();
    let mut window = Window::open(&folder, &[]);
    window.shows("報告書を読む");
    window.presses("a");
    window.shows("検証の結果");
    window.presses("/");
    window.types("ORG-01");
    window.presses("enter r");
    window.shows("監査する方のお名前");
    window.types("監事 太郎");
    window.cursor_is_behind("監事 太郎");
    window.presses("enter");
    window.shows("所見（空にすると取り消し）");
    window.types("任命書を見た");
    window.cursor_is_behind("任命書を見た");
    window.presses("ctrl-s");
    window.shows("監事所見（");
    window.says_saved();
    window.dies();

    let home = Window::open(&folder, &[]);
    home.shows("監査中 監事 太郎");
    drop(home);
    let mut again = Window::open(&folder, &["audit", "FY2026-Q3"]);
    again.shows("検証の結果");
    again.presses("o enter");
    again.shows("総合意見（1〜3");
    again.presses("1");
    again.types("問題はない");
    again.presses("ctrl-s");
    again.shows("足りないものはありません");
    again.says_saved();
    again.presses("ctrl-s");
    again.shows("監査を終えます");
    again.presses("y");
    again.shows("監査を終えました");
    again.presses("q");
    again.shows("監事所見 適正");
    again.presses("q");
    assert!(again.ends().success());
    again.is_given_back();
    let entry = folder.path().join("reports/0002_FY2026-Q3_2026-12-18_audit/audit.toml");
    let told = std::fs::read_to_string(entry).unwrap();
    assert!(told.contains("任命書を見た") && told.contains("問題はない"), "{told}");
    let verified = folder.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
}
