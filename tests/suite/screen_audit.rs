//! The auditor's hour on the screen: the check first, then the period, then what is marked and said
//! of it, and the entry that it ends in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;
use tenken::app::failure::{Failure, ReadOnly};
use tenken::app::overview::{Overview, overview};
use tenken::app::{App, Place, Timepiece, auditing, signing, verifying};
use tenken::domain::audit::AuditRecord;
use tenken::store::fs::{DiskFs, FsError, Op};
use tenken::store::names::EntryKind;
use tenken::tui::{Effect, Msg, Outcome, Screen, Visit};
use tenken::words::Lang;

use crate::cli_verify::signed;
use crate::driver::{Driver, Setting};
use crate::fixture::TENKEN;
use crate::scenes::{day, period};
use crate::screen_inspect::{THIS, with_past};

/// Two days after the third quarter was sealed.
const VISIT: Setting = Setting { today: (2026, 12, 20), inspect: None, ..THIS };

fn run(root: &Path, args: &[&str]) {
    let mut command = Command::new(TENKEN);
    command.env_clear().env("HOME", root).env("TENKEN_TODAY", "2026-12-18").current_dir(root);
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Two quarters sealed: an overdue finding that goes on, one item better, one not due; two
/// auditors.
fn sealed() -> TempDir {
    let dir = with_past();
    let root = dir.path();
    let file = root.join("tenken.toml");
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.push_str("[[auditor]]\nname = \"監事 太郎\"\nseat = \"選定\"\n");
    text.push_str("[[auditor]]\nname = \"監事 花子\"\nseat = \"互選\"\n");
    std::fs::write(&file, text).unwrap();
    let q3 = "FY2026-Q3";
    run(root, &["answer", q3, "ORG-01", "ok", "--evidence", "任命書 第3号", "--note", "変更なし"]);
    let wrong = "退職者1名の返却記録が、今期もまだない";
    let remedy = ["--action", "返却簿を作る", "--owner", "佐藤次郎", "--due", "2026-10-31"];
    let ng = ["answer", q3, "ORG-02", "ng", "--grade", "major", "--note", wrong];
    run(root, &[&ng[..], &remedy[..]].concat());
    run(root, &["answer", q3, "TEC-01", "ok", "--evidence", "点検票 12月"]);
    run(root, &["finding", q3, "ORG-02", "--progress", "様式の案を作った"]);
    run(root, &["seal", q3, "--confirmed-by", "鈴木一郎"]);
    dir
}

fn visit(root: &Path) -> Driver {
    visit_in(root, VISIT)
}

fn visit_in(root: &Path, setting: Setting) -> Driver {
    let mut driver = Driver::open(root, setting);
    driver.send(Msg::StartAudit(period("FY2026-Q3").into()));
    assert!(matches!(driver.model.screen, Screen::Audit(_)), "{}", driver.screen());
    driver
}

/// Every sealed byte.
fn entries(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root.join("reports")).unwrap() {
        let entry = entry.unwrap().path();
        if entry.is_dir() && !entry.ends_with("drafts") {
            for file in std::fs::read_dir(entry).unwrap() {
                let path = file.unwrap().path();
                found.insert(path.clone(), std::fs::read(path).unwrap());
            }
        }
    }
    found
}

fn app(root: &Path) -> App {
    App::new(Arc::new(DiskFs), &Place::Named(root), Timepiece::Stated(day(2026, 12, 21)))
}

fn audits(root: &Path) -> Vec<AuditRecord> {
    let app = app(root);
    let entries = app.root.entries().unwrap().into_iter();
    let audits = entries.filter(|entry| entry.kind == EntryKind::Audit);
    audits.map(|entry| app.root.audit(&entry).unwrap()).collect()
}

fn draft(root: &Path, n: u32) -> String {
    let file = root.join(format!("reports/drafts/FY2026-Q3_audit-{n}/journal.toml"));
    std::fs::read_to_string(file).unwrap()
}

/// Codes change with every word of a report.
fn masked(text: &str) -> String {
    let is_group = |word: &str| word.len() == 8 && word.chars().all(|c| c.is_ascii_hexdigit());
    let mask = |line: &str| {
        let words = line.split(' ').map(|word| if is_group(word) { "0a1b2c3d" } else { word });
        words.collect::<Vec<_>>().join(" ")
    };
    text.lines().map(mask).collect::<Vec<_>>().join("\n")
}

fn snapshot(name: &str, driver: &mut Driver) {
    insta::assert_snapshot!(name.to_owned(), masked(&driver.screens()));
}

/// The auditor says who it is: the first of those who are named.
fn as_first(driver: &mut Driver) {
    assert!(driver.screen().contains("監査する方のお名前"), "{}", driver.screen());
    driver.press("enter");
}

#[test]
fn the_check_stands_first_and_every_chapter_is_read_from_there() {
    let dir = sealed();
    let before = entries(dir.path());
    let mut driver = visit(dir.path());
    assert!(driver.screen().contains("全て確定したときのままです"), "{}", driver.screen());
    snapshot("audit_check", &mut driver);
    let chapters = ["story", "faults", "findings", "changes", "figures", "items", "opinion"];
    for name in chapters {
        driver.press("]");
        snapshot(&format!("audit_{name}"), &mut driver);
    }
    let english = Setting { lang: Lang::En, ..VISIT };
    let mut driver = visit_in(dir.path(), english);
    snapshot("audit_check_en", &mut driver);
    driver.press("]");
    snapshot("audit_story_en", &mut driver);
    assert_eq!(entries(dir.path()), before);
    assert!(!dir.path().join("reports/drafts/FY2026-Q3_audit-1").exists(), "reading wrote");
}

#[test]
fn an_hour_of_an_auditor_becomes_an_entry_and_changes_nothing_that_was_sealed() {
    let dir = sealed();
    let before = entries(dir.path());
    let mut driver = visit(dir.path());
    driver.press("/");
    driver.type_text("退職者");
    driver.press("enter s");
    snapshot("audit_asked", &mut driver);
    as_first(&mut driver);
    assert!(driver.screen().contains("抽出した項目です"), "{}", driver.screen());
    driver.press("r");
    driver.type_text("返却簿の案を見た。様式は足りている。");
    assert!(driver.before_cursor().ends_with("様式は足りている。"), "{}", driver.screen());
    snapshot("audit_remark", &mut driver);
    driver.press("ctrl-s f");
    driver.type_text("返却を確かめる期日が決まっていない");
    snapshot("audit_object", &mut driver);
    driver.press("esc");
    snapshot("audit_said", &mut driver);
    driver.press("o 2");
    driver.type_text("返却の管理を改めること");
    snapshot("audit_opinion_form", &mut driver);
    driver.press("ctrl-s");
    snapshot("audit_ready", &mut driver);
    driver.press("ctrl-s");
    snapshot("audit_closing", &mut driver);
    driver.press("y");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    snapshot("audit_finished", &mut driver);
    let told = audits(dir.path()).remove(0);
    assert_eq!(told.examiner.name, "監事 太郎");
    assert_eq!(told.remarks[0].text, "返却簿の案を見た。様式は足りている。");
    assert_eq!((told.sampled.len(), told.findings.len()), (1, 1));
    assert_eq!(told.findings[0].owner, "鈴木一郎", "as suggested");
    assert_eq!(told.opinion_text, "返却の管理を改めること");
    assert_eq!(told.target.entry, "0002_FY2026-Q3_2026-12-18_report");
    let after = entries(dir.path());
    assert!(before.iter().all(|(file, bytes)| after.get(file) == Some(bytes)));
    assert!(verifying::verify(&app(dir.path()), None).is_clean());
    driver.press("esc");
    snapshot("audit_home", &mut driver);
}

#[test]
fn whatever_ends_a_form_keeps_what_stands_in_it() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter r");
    as_first(&mut driver);
    driver.type_text("途中の所見");
    driver.press("esc");
    assert!(draft(dir.path(), 1).contains("途中の所見"));
    assert!(driver.screen().contains("保存済"), "{}", driver.screen());
    driver.press("f");
    driver.type_text("途中の指摘");
    driver.press("tab tab tab ctrl-u esc");
    assert!(driver.screen().contains("書きかけの指摘"), "{}", driver.screen());
    driver.press("o 1");
    driver.type_text("途中の意見");
    // The system asks the program to end while something is typed.
    driver.send(Msg::Stop);
    assert!(driver.model.is_over());
    drop(driver);
    for text in ["途中の所見", "途中の指摘", "途中の意見"] {
        assert!(draft(dir.path(), 1).contains(text), "{text}");
    }
    let mut again = visit(dir.path());
    again.press("/ enter s");
    assert!(again.screen().contains("書きかけの監査を続ける"), "{}", again.screen());
    again.press("enter");
    let screen = again.screen();
    for text in ["抽出した項目です", "途中の所見", "途中の指摘", "足りないもの: 担当者"]
    {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    again.press("o");
    assert!(again.screen().contains("途中の意見"), "{}", again.screen());
}

#[test]
fn what_looks_like_personal_data_is_asked_about_before_it_is_written() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter s");
    as_first(&mut driver);
    let written = || draft(dir.path(), 1);
    driver.press("r");
    driver.type_text(&format!("本人 090-1234-5678 に確かめた。{}", "あ".repeat(60)));
    let screen = driver.screen();
    assert!(screen.contains("個人情報らしい記載") && screen.contains("未保存"), "{screen}");
    for leaving in ["ctrl-s", "esc", "ctrl-q"] {
        driver.press(leaving);
        assert!(driver.model.overlay.is_some(), "{leaving}: {}", driver.screen());
        driver.press("n");
        assert!(driver.screen().contains("に確かめた"), "{leaving}: {}", driver.screen());
        assert!(!written().contains("1234-5678"), "{leaving}");
    }
    driver.press("ctrl-s y");
    assert!(written().contains("1234-5678") && driver.screen().contains("保存済"));
    // What was allowed is not asked for again, and another form asks for itself.
    driver.press("r");
    driver.type_text("控えも見た。");
    driver.press("ctrl-s");
    assert!(written().contains("控えも見た"), "{}", driver.screen());
    driver.press("f");
    driver.type_text("taro@example.jp の控えがない");
    driver.draws_at_every_size();
    driver.press("ctrl-s n esc y");
    assert!(written().contains("taro@example.jp"), "{}", driver.screen());
    driver.press("o 2");
    driver.type_text("記号 12 番号 345 の件");
    driver.press("ctrl-q y");
    assert!(driver.model.is_over() && written().contains("番号 345"));
}

#[test]
fn a_signal_to_end_keeps_what_an_auditor_typed_without_a_question() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter r");
    as_first(&mut driver);
    driver.type_text("090-1234-5678");
    driver.send(Msg::Stop);
    assert!(driver.model.is_over() && draft(dir.path(), 1).contains("1234-5678"));
}

#[test]
fn a_long_text_is_kept_while_it_is_typed() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter r");
    as_first(&mut driver);
    driver.type_text(&"あ".repeat(39));
    assert!(driver.screen().contains("未保存"), "{}", driver.screen());
    driver.type_text("い");
    assert!(driver.screen().contains("保存済"), "{}", driver.screen());
    assert!(draft(dir.path(), 1).contains(&format!("{}い", "あ".repeat(39))));
}

#[test]
fn a_form_that_was_only_looked_at_says_nothing() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter f");
    as_first(&mut driver);
    driver.press("tab tab esc");
    driver.press("r esc o esc");
    assert!(!dir.path().join("reports/drafts/FY2026-Q3_audit-1").exists());
    driver.press("[ f x backspace esc");
    assert!(!dir.path().join("reports/drafts/FY2026-Q3_audit-1").exists());
}

#[test]
fn a_write_that_fails_leaves_the_text_where_it_was_typed() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter r");
    as_first(&mut driver);
    driver.type_text("消えてはならない");
    let asked = driver.asks("esc");
    assert!(matches!(asked, Some(Effect::Audit(_))), "{asked:?}");
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let failure = Failure::Disk(FsError::io(Op::Write, Path::new("journal.toml"), full));
    driver.answer(Outcome::AuditRecorded { result: Err(Arc::new(failure)), doubtful: None });
    let screen = driver.screen();
    assert!(driver.before_cursor().ends_with("消えてはならない"), "{screen}");
    assert!(screen.contains("未保存"), "{screen}");
    // Leaving asks first.
    driver.press("ctrl-q");
    assert!(driver.screen().contains("それでも終了しますか"), "{}", driver.screen());
    driver.press("n esc");
    assert!(driver.screen().contains("保存済"), "{}", driver.screen());
    assert!(draft(dir.path(), 1).contains("消えてはならない"));
}

#[test]
fn on_a_folder_that_takes_no_writing_everything_is_read_and_it_is_said_what_to_do() {
    let dir = sealed();
    let lock = dir.path().join("reports/.lock");
    std::fs::remove_file(&lock).unwrap();
    std::fs::create_dir(&lock).unwrap();
    let mut driver = visit(dir.path());
    driver.press("] ] ] ] ] ]");
    driver.press("tab r");
    as_first(&mut driver);
    assert!(driver.screen().contains("閲覧のみ"), "{}", driver.screen());
    snapshot("audit_read_only", &mut driver);
    driver.press("s f o ctrl-s");
    assert!(driver.screen().contains("写し"), "{}", driver.screen());
    assert_eq!(audits(dir.path()).len(), 0);
}

#[test]
fn another_audit_in_the_same_folder_is_not_written_at_the_same_time() {
    let dir = sealed();
    let mut first = visit(dir.path());
    first.press("/ enter s");
    as_first(&mut first);
    let mut second = visit(dir.path());
    second.press("/ enter s down enter");
    assert!(second.screen().contains("閲覧のみ"), "{}", second.screen());
    assert!(!draft(dir.path(), 1).contains("花子"));
}

#[test]
fn two_auditors_write_one_audit_each_and_both_are_shown() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("o enter 1 ctrl-s ctrl-s y");
    assert_eq!(audits(dir.path()).len(), 1);
    let mut other = visit(dir.path());
    other.press("o down enter");
    assert!(other.screen().contains("終えた監査がほかに1件"), "{}", other.screen());
    other.press("3");
    other.type_text("帳簿を見られなかった");
    other.press("ctrl-s [");
    snapshot("audit_others", &mut other);
    other.press("ctrl-s y");
    let told = audits(dir.path());
    let names: Vec<&str> = told.iter().map(|audit| audit.examiner.name.as_str()).collect();
    assert_eq!(names, ["監事 太郎", "監事 花子"]);
    other.press("esc");
    let home = other.screen();
    assert!(home.contains("監事所見 適正") && home.contains("監事所見 意見を述べない"), "{home}");
    other.press("r");
    snapshot("audit_in_viewer", &mut other);
    other.press("tab");
    assert!(other.screen().contains("監事監査所見"), "{}", other.screen());
    other.press("tab");
    other.resize(80, 60);
    assert!(other.screen().contains("帳簿を見られなかった"), "{}", other.screen());
    other.press("tab");
    assert!(other.screen().contains("自己点検結果報告書"), "{}", other.screen());
    assert!(matches!(other.asks("a"), Some(Effect::Exhibit(_))));
}

#[test]
fn the_next_inspection_shows_the_remarks_beside_their_items() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter r");
    as_first(&mut driver);
    driver.type_text("任命書の原本を金庫で見た");
    driver.press("esc o 1 esc ctrl-s y");
    assert_eq!(audits(dir.path()).len(), 1);
    let next = Setting { today: (2027, 1, 20), inspect: Some("FY2026-Q4"), ..THIS };
    let mut driver = Driver::open(dir.path(), next);
    driver.press("/");
    driver.type_text("ORG-01");
    driver.press("enter");
    snapshot("audit_in_inspection", &mut driver);
    driver.resize(80, 40);
    let screen = driver.screen();
    assert!(screen.contains("監事所見（令和8年度第3四半期 監事 太郎）"), "{screen}");
    assert!(screen.contains("任命書の原本を金庫で見た"), "{screen}");
}

#[test]
fn a_name_that_the_record_does_not_know_or_that_has_another_role_is_warned_of() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter s");
    driver.type_text("山田 花子");
    driver.press("enter");
    let screen = driver.screen().replace(['\n', ' '], "");
    assert!(screen.contains("監事の欄にありません"), "{screen}");
    assert!(screen.contains("監事と点検担当者が同じ人"), "{screen}");
    driver.press("o esc");
    snapshot("audit_warned", &mut driver);
}

#[test]
fn a_code_from_paper_is_compared_as_it_is_typed_or_pasted() {
    let dir = sealed();
    let codes: Vec<String> = overview(&app(dir.path()))
        .unwrap()
        .sealed
        .iter()
        .map(|line| line.code.unwrap().grouped())
        .collect();
    let mut driver = visit(dir.path());
    driver.press("c");
    driver.type_text(&codes[0][..20]);
    assert!(driver.screen().contains("64桁のうち18桁"), "{}", driver.screen());
    driver.type_text(&codes[0][20..].to_uppercase());
    assert!(driver.screen().contains("一致: いちばん新しい記録"), "{}", driver.screen());
    driver.press("enter c ctrl-u");
    driver.paste(&format!("{}\n", codes[1]));
    assert!(driver.screen().contains("その後の1件"), "{}", driver.screen());
    driver.press("ctrl-u");
    driver.type_text(&"0".repeat(64));
    assert!(driver.screen().contains("不一致"), "{}", driver.screen());
    snapshot("audit_code", &mut driver);
    driver.press("ctrl-u");
    driver.type_text("ｘ");
    assert!(driver.screen().contains("写し違い"), "{}", driver.screen());
    // What was typed when the audit is finished stands in it.
    driver.press("ctrl-u");
    driver.paste(&codes[0]);
    driver.press("enter o enter 1 esc ctrl-s y");
    let head = audits(dir.path())[0].checked.head;
    assert_eq!(head, tenken::domain::audit::Head::Newest);
}

#[test]
fn an_altered_record_is_told_first_and_can_still_be_read() {
    let dir = sealed();
    let report = dir.path().join("reports/0001_FY2026-Q2_2026-09-18_report/report.txt");
    std::fs::remove_file(&report).unwrap();
    std::fs::write(&report, "別の報告書").unwrap();
    let mut driver = visit(dir.path());
    snapshot("audit_altered", &mut driver);
    driver.press("o enter 3");
    driver.type_text("記録が変わっている");
    driver.press("esc ctrl-s y");
    assert_eq!(audits(dir.path())[0].checked.faults, 1);
}

#[test]
fn what_was_written_is_taken_back_after_a_question_and_a_mark_at_once() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter s enter s x");
    assert!(driver.screen().contains("取り消す所見も指摘もありません"), "{}", driver.screen());
    driver.press("r");
    driver.type_text("書き違い");
    driver.press("esc x n");
    assert!(driver.screen().contains("書き違い"), "{}", driver.screen());
    driver.press("x y");
    assert!(!driver.screen().contains("書き違い"), "{}", driver.screen());
    assert!(!driver.screen().contains("抽出した項目です"), "{}", driver.screen());
}

#[test]
fn what_is_missing_leads_to_where_it_is_written() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/");
    driver.type_text("TEC");
    driver.press("enter f enter");
    driver.type_text("期日がない");
    driver.press("tab tab tab tab ctrl-u esc ctrl-s");
    snapshot("audit_gaps", &mut driver);
    driver.press("g j j j enter");
    assert!(driver.screen().contains("TEC-01 スプリンクラーの点検"), "{}", driver.screen());
    assert!(driver.screen().contains("全項目"), "{}", driver.screen());
    assert_eq!(audits(dir.path()).len(), 0);
}

#[test]
fn a_copy_of_the_records_alone_is_read_and_left_without_being_asked_to_set_up() {
    let dir = sealed();
    let copy = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("reports"), copy.path().join("reports"));
    let done = Command::new("cp").arg("-r").args([&from, &to]).status().unwrap();
    assert!(done.success());
    let mut driver = visit(copy.path());
    assert!(driver.screen().contains("全て確定したときのままです"), "{}", driver.screen());
    driver.press("q");
    assert!(driver.model.is_over(), "{}", driver.screen());
}

#[test]
fn whoever_is_named_on_the_command_line_is_not_asked_again() {
    let dir = sealed();
    let mut driver = Driver::open(dir.path(), VISIT);
    let code = "0".repeat(64);
    let by = Some("監事 花子".to_owned());
    driver.send(Msg::StartAudit(Visit { period: period("FY2026-Q3"), by, code }));
    assert!(driver.screen().contains("不一致"), "{}", driver.screen());
    driver.press("/ enter s");
    assert!(driver.screen().contains("抽出した項目です"), "{}", driver.screen());
    assert!(draft(dir.path(), 1).contains("監事 花子"));
}

#[test]
fn a_locked_key_of_the_auditor_is_asked_about_before_anything_is_finished() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    let (code, file) = (String::new(), PathBuf::from("/keys/auditor"));
    driver.answer(Outcome::AuditLocked { period: period("FY2026-Q3"), code, file });
    assert!(driver.screen().contains("監事監査所見に署名します"), "{}", driver.screen());
    driver.type_text("ひみつ");
    assert!(!driver.screen().contains("ひみつ"));
    let asked = driver.asks("enter");
    assert!(matches!(asked, Some(Effect::FinishAudit { passphrase: Some(_), .. })), "{asked:?}");
}

#[test]
fn signatures_are_counted_on_the_screen_and_looked_up_in_the_readers_own_list() {
    let folder = signed();
    let config = folder.outside().join(".config/tenken");
    let of_keys = |told: &str| {
        let app = app(&folder.path()).with_config(Some(config.clone()));
        let mut driver = Driver::with(Setting::default());
        let visit = Visit::from(period("FY2026-Q3"));
        let result = auditing::exhibit(&app, visit.period, None).map(Arc::new).map_err(Arc::new);
        driver.answer(Outcome::Exhibited { visit, today: day(2026, 12, 20), result });
        let result = signing::verify(&app, None).map(Arc::new).map_err(Arc::new);
        let chapter: String = driver.screen().split_whitespace().collect();
        assert!(chapter.contains(told), "{told}: {chapter}");
        driver.answer(Outcome::Verified(result));
        let overlay: String = driver.screen().replace(['|', '+'], " ");
        let overlay: String = overlay.split_whitespace().collect();
        assert!(overlay.contains(told), "{told}: {overlay}");
        driver.draws_at_every_size();
    };
    of_keys("確かめていないもの1件");
    let public = config.join("officer_ed25519.pub");
    folder.done(&["key", "trust", public.to_str().unwrap()]);
    of_keys("信頼する鍵のもの1件");
    std::fs::write(config.join("allowed_signers"), "これは一覧ではない\n").unwrap();
    let app = app(&folder.path()).with_config(Some(config.clone()));
    assert!(signing::verify(&app, None).is_err(), "a list that cannot be read is told");
}

#[test]
fn the_mouse_chooses_chapters_items_and_gaps() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.click("項目");
    driver.click("TEC-01");
    assert!(driver.screen().contains("TEC-01 スプリンクラーの点検"), "{}", driver.screen());
    driver.resize(120, 40);
    driver.click("不適 1件");
    assert!(driver.screen().contains("退職者1名の返却記録が"), "{}", driver.screen());
    driver.click("総合意見");
    driver.click("まだ何も書いていません");
    driver.click("まだ何も書いていません");
    as_first(&mut driver);
    assert!(driver.screen().contains("意見の内容"), "{}", driver.screen());
}

#[test]
fn an_audit_is_begun_from_home_and_said_to_be_under_way_there() {
    let dir = sealed();
    let mut driver = Driver::open(dir.path(), VISIT);
    driver.press("a");
    assert!(matches!(driver.model.screen, Screen::Audit(_)), "{}", driver.screen());
    driver.press("/ enter s enter esc");
    let home = driver.screen();
    assert!(home.contains("監査中 監事 太郎"), "{home}");
}

#[test]
fn a_correction_after_an_audit_is_told_on_home() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("o enter 1 esc ctrl-s y");
    let mut seen: Overview = overview(&app(dir.path())).unwrap();
    seen.audits[0].outdated = true;
    driver.answer(Outcome::Overview(Ok(Arc::new(seen))));
    assert!(driver.screen().contains("監事所見の後に訂正"), "{}", driver.screen());
}

#[test]
fn doubt_about_the_disk_stops_the_writing_and_not_the_reading() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    driver.press("/ enter r enter");
    driver.type_text("疑わしい");
    driver.asks("esc");
    let doubtful = Arc::new(Failure::ReadOnly(ReadOnly::Doubtful));
    let outcome =
        Outcome::AuditRecorded { result: Err(doubtful.clone()), doubtful: Some(doubtful) };
    driver.answer(outcome);
    driver.press("esc");
    assert!(driver.screen().contains("疑わしい"), "{}", driver.screen());
    driver.press("ctrl-q");
    assert!(driver.screen().contains("それでも終了しますか"), "{}", driver.screen());
}

#[test]
fn every_size_is_drawn_in_every_chapter_and_form() {
    let dir = sealed();
    let mut driver = visit(dir.path());
    for _ in 0..8 {
        driver.draws_at_every_size();
        driver.press("]");
    }
    driver.press("o");
    driver.draws_at_every_size();
    driver.press("enter");
    driver.draws_at_every_size();
    driver.press("esc [ tab tab f");
    driver.draws_at_every_size();
    driver.press("esc c");
    driver.draws_at_every_size();
    let mut colour = visit(dir.path());
    let mut mono = visit_in(dir.path(), Setting { no_color: Some("1"), ..VISIT });
    for _ in 0..8 {
        assert_eq!(colour.screens(), mono.screens());
        colour.press("]");
        mono.press("]");
    }
}
