//! The inspection screen: one key answers, forms, drafts, citing, undo, search, refusals.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use tempfile::TempDir;
use tenken::app::Failure;
use tenken::app::failure::ReadOnly;
use tenken::domain::answer::{Stamp, Verdict};
use tenken::domain::inspection::Event;
use tenken::tui::{Effect, Outcome, Screen};

use crate::driver::{Driver, SIZES, Setting};

const MINI: &str = r#"format = 1
id = "mini"
title = "見本の点検表"
version = "1.0.0"
basis_date = "2026-11-21"

[[section]]
id = "organizational"
title = "組織的安全管理措置"
short = "組織"

[[section]]
id = "technical"
title = "技術的安全管理措置"
short = "技術"

[[commitment]]
id = "O1"
section = "organizational"
text = "個人情報取扱責任者を置いている"
"#;

fn item(id: &str, section: &str, title: &str, more: &str) -> String {
    format!(
        "\n[[item]]\nid = \"{id}\"\nsection = \"{section}\"\ntitle = \"{title}\"\n\
         question = \"{title}について、文書と現状が一致しているか。\"\n\
         how = \"文書を閲覧し、現状と照合する。\"\nmethods = [\"閲覧\", \"照合\"]\n\
         evidence = [\"台帳\", \"規程\"]\nbasis = [\"法23条\"]\ncommitments = [\"O1\"]\n{more}"
    )
}

fn mini() -> String {
    let quarterly = "frequency = \"quarterly\"\n";
    let na = "frequency = \"quarterly\"\nnot_applicable = \"期間中に0件の場合\"\n";
    let yearly = "frequency = \"annual\"\ndue_quarter = 1\n";
    [
        MINI.to_owned(),
        item("ORG-01", "organizational", "責任者の任命", quarterly),
        item("ORG-02", "organizational", "退職者の確認", na),
        item("ORG-03", "organizational", "監査の実施", yearly),
        item("TEC-01", "technical", "スプリンクラーの点検", quarterly),
    ]
    .concat()
}

pub(crate) const THIS: Setting = Setting {
    lang: tenken::words::Lang::Ja,
    no_color: None,
    today: (2026, 12, 18),
    inspect: Some("FY2026-Q3"),
};

/// A society with the small checklist.
pub(crate) fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let society = "format = 1\nname = \"見本健康保険組合\"\nchecklist = \"mini\"\n\
                   [people]\ninspector = \"山田花子\"\nofficer = \"鈴木一郎\"\n";
    std::fs::write(dir.path().join("tenken.toml"), society).unwrap();
    std::fs::create_dir(dir.path().join("checklists")).unwrap();
    std::fs::write(dir.path().join("checklists/mini.toml"), mini()).unwrap();
    dir
}

/// The same with the second quarter sealed: 適, 不適, 確認不能.
pub(crate) fn with_past() -> TempDir {
    let dir = folder();
    let setting = Setting { today: (2026, 9, 18), inspect: Some("FY2026-Q2"), ..THIS };
    let mut driver = Driver::open(dir.path(), setting);
    driver.press("1");
    driver.type_text("任命書 第3号（庶務綴り）");
    driver.press("tab");
    driver.type_text("議事録と一致");
    driver.press("ctrl-s n 2 2");
    driver.type_text("退職者1名の返却記録がない");
    driver.press("tab tab");
    driver.type_text("返却簿を作る");
    driver.press("tab");
    driver.type_text("佐藤次郎");
    driver.press("tab");
    driver.type_text("R8.10.31");
    driver.press("ctrl-s n 4");
    driver.type_text("業者が不在");
    driver.press("ctrl-s r s y");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    dir
}

pub(crate) fn journal(root: &Path) -> String {
    std::fs::read_to_string(root.join("reports/drafts/FY2026-Q3/journal.toml")).unwrap()
}

fn verdicts(driver: &Driver) -> Vec<Option<Verdict>> {
    let Screen::Inspect(state) = &driver.model.screen else { panic!("{}", driver.screen()) };
    let work = state.work();
    work.checklist.items.iter().map(|item| work.inspection.verdict(&item.id)).collect()
}

#[test]
fn a_new_period_starts_open_with_the_last_answer_beside_the_question() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    assert_eq!(verdicts(&driver), [None; 4]);
    driver.press("j");
    insta::assert_snapshot!("inspect", driver.screens());
    driver.press("j");
    insta::assert_snapshot!("inspect_after_ng", driver.screens());
    driver.press("j");
    assert!(driver.screen().contains("今期は対象外です"), "{}", driver.screen());
}

#[test]
fn citing_and_one_key_answer_an_item_and_mark_what_was_cited() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("j c");
    assert!(driver.screen().contains("判定は引用しません"), "{}", driver.screen());
    assert_eq!(verdicts(&driver)[0], None, "a verdict is never carried over");
    driver.press("1");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Ok));
    assert!(driver.screen().contains("保存済"), "{}", driver.screen());
    let journal = journal(dir.path());
    assert!(journal.contains("act = \"cite\""), "{journal}");
    assert!(journal.contains("carried = \"FY2026-Q2\""), "{journal}");
    driver.press("c");
    assert!(driver.screen().contains("引用できる前回の記入がありません"));
}

#[test]
fn what_the_verdict_requires_opens_at_once_and_the_cursor_stands_in_it() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("１");
    driver.type_text("取扱職員名簿 ｶﾞ");
    assert!(driver.before_cursor().ends_with("取扱職員名簿 ガ"), "{}", driver.screen());
    insta::assert_snapshot!("inspect_form", driver.screens());
    driver.press("ctrl-s");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Ok));
    drop(driver);
    let again = Driver::open(dir.path(), THIS);
    assert_eq!(verdicts(&again)[0], Some(Verdict::Ok));
}

#[test]
fn a_second_window_looks_but_does_not_write() {
    let dir = folder();
    let first = Driver::open(dir.path(), THIS);
    let mut second = Driver::open(dir.path(), THIS);
    assert!(second.screen().contains("閲覧のみ"), "{}", second.screen());
    second.press("4");
    let screen = second.screen();
    assert!(screen.contains("山田花子") && screen.contains("閉じてください"), "{screen}");
    assert_eq!(verdicts(&second)[0], None);
    drop(first);
}

#[test]
fn a_form_that_lacks_something_says_what_and_writes_nothing() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    let before = journal(dir.path());
    driver.press("2 ctrl-s");
    let screen = driver.screen();
    assert!(screen.contains("程度") && screen.contains("足りません"), "{screen}");
    assert_eq!(journal(dir.path()), before);
    driver.press("1");
    driver.type_text("名簿に漏れ");
    driver.press("tab tab");
    driver.type_text("改める");
    driver.press("tab F4 enter tab".to_lowercase().as_str());
    driver.type_text("来月末");
    driver.press("ctrl-s");
    assert!(driver.screen().contains("R9.1.31 のように"), "{}", driver.screen());
    driver.press("ctrl-u");
    driver.type_text("令和9年1月31日");
    driver.press("ctrl-s");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Ng), "{}", driver.screen());
    let journal = journal(dir.path());
    for part in ["grade = \"major\"", "due = \"2027-01-31\"", "owner = \"山田花子\""] {
        assert!(journal.contains(part), "{part}\n{journal}");
    }
}

#[test]
fn esc_keeps_what_was_typed_and_enter_goes_on_with_it() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text("鍵の管理者が休暇中");
    driver.press("esc");
    assert!(driver.screen().contains("書きかけ"), "{}", driver.screen());
    drop(driver);
    let mut driver = Driver::open(dir.path(), THIS);
    assert_eq!(verdicts(&driver)[0], None);
    driver.press("enter");
    assert!(driver.screen().contains("鍵の管理者が休暇中"), "{}", driver.screen());
    driver.press("ctrl-s");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Unverified));
    driver.press("r");
    assert!(!driver.screen().contains("書きかけ"), "{}", driver.screen());
}

#[test]
fn a_long_text_is_kept_while_it_is_typed_without_any_key() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text(&"点検を続けている。".repeat(12));
    let journal = journal(dir.path());
    let kept = journal.matches("点検を続けている。").count();
    assert!(kept >= 8, "only {kept} sentences are on the disk");
    assert!(journal.contains("act = \"draft\""));
}

#[test]
fn an_unfinished_form_can_be_thrown_away_only_after_a_question() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text("やめる");
    driver.press("esc x");
    assert!(driver.screen().contains("書きかけを捨てます"), "{}", driver.screen());
    driver.press("n enter");
    assert!(driver.screen().contains("やめる"), "{}", driver.screen());
    driver.press("esc x y enter");
    assert!(!driver.screen().contains("やめる"), "{}", driver.screen());
}

#[test]
fn enter_asks_for_the_verdict_first_and_says_when_there_is_none_yet() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("enter tab");
    driver.type_text("台帳");
    driver.press("ctrl-s");
    assert!(driver.screen().contains("判定はまだです"), "{}", driver.screen());
    driver.press("enter 4");
    driver.type_text("不在");
    driver.press("ctrl-s");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Unverified));
}

#[test]
fn undo_and_redo_restore_answers_and_the_journal_tells_of_both() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("1");
    driver.type_text("台帳");
    driver.press("ctrl-s j j j 4");
    driver.type_text("不在");
    driver.press("ctrl-s");
    driver.press("u u");
    assert_eq!(verdicts(&driver), [None; 4]);
    driver.press("ctrl-r ctrl-r");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Ok));
    assert_eq!(verdicts(&driver)[3], Some(Verdict::Unverified));
    driver.press("ctrl-r");
    assert!(driver.screen().contains("やり直すものがありません"));
    let journal = journal(dir.path());
    for act in ["act = \"undo\"", "act = \"redo\""] {
        assert_eq!(journal.matches(act).count(), 2, "{journal}");
    }
}

#[test]
fn a_verdict_is_taken_back_only_after_a_question_and_the_texts_stay() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("1");
    driver.type_text("台帳");
    driver.press("ctrl-s x enter");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Ok), "no stands first");
    driver.press("x y");
    assert_eq!(verdicts(&driver)[0], None);
    assert!(driver.screen().contains("・台帳"), "{}", driver.screen());
}

#[test]
fn not_applicable_is_refused_where_the_item_does_not_allow_it() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("3");
    assert!(driver.screen().contains("該当なし"), "{}", driver.screen());
    assert!(driver.model.notice.is_some());
    driver.press("j 3");
    driver.type_text("期間中に退職者なし");
    driver.press("ctrl-s");
    assert_eq!(verdicts(&driver)[1], Some(Verdict::Na));
    driver.press("j 1");
    assert!(driver.screen().contains("対象外"), "{}", driver.screen());
}

#[test]
fn a_search_finds_other_writings_of_the_same_word() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    for query in ["すぷりんくらー", "ｽﾌﾟﾘﾝｸﾗｰ", "tec"] {
        driver.press("g /");
        driver.type_text(query);
        driver.press("enter");
        assert!(driver.screen().contains("TEC-01 スプリンクラーの点検"), "{query}");
    }
    driver.press("g ／");
    driver.type_text("TEC");
    driver.press("esc");
    assert!(driver.screen().contains("> [") || driver.screen().contains(">["));
    let Screen::Inspect(_) = driver.model.screen else { panic!() };
}

#[test]
fn a_save_that_fails_is_never_called_saved_and_keeps_the_text() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text("不在");
    let asked = driver.asks("ctrl-s");
    assert!(matches!(asked, Some(Effect::Record(_))), "{asked:?}");
    let failure = || Arc::new(Failure::ReadOnly(ReadOnly::Doubtful));
    driver.answer(Outcome::Recorded { result: Err(failure()), doubtful: Some(failure()) });
    let screen = driver.screen();
    let footer = screen.lines().last().unwrap();
    assert!(!footer.contains("保存済") && screen.contains("不在"), "{screen}");
    driver.press("ctrl-q");
    assert!(driver.screen().contains("それでも終了しますか"), "{}", driver.screen());
    assert!(!driver.model.is_over());
}

#[test]
fn what_is_typed_while_a_save_is_under_way_is_not_lost() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text("不在");
    let Some(Effect::Record(change)) = driver.asks("ctrl-s") else { panic!() };
    driver.type_text("のため");
    let stamp =
        Stamp { by: "山田花子".into(), at: "2026-12-18T12:00:00+09:00".parse().unwrap() };
    let event = Event { seq: 2, stamp, change };
    driver.answer(Outcome::Recorded { result: Ok(event), doubtful: None });
    let screen = driver.screen();
    assert!(screen.contains("不在のため") && screen.contains("未保存"), "{screen}");
}

#[test]
fn nothing_is_called_saved_before_the_worker_says_so() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text("不在");
    assert!(driver.screen().contains("未保存"), "{}", driver.screen());
    let _ = driver.asks("ctrl-s");
    assert!(driver.screen().contains("保存中"), "{}", driver.screen());
}

#[test]
fn a_note_that_is_too_long_is_told_and_the_rest_stays() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.paste(&"長".repeat(5000));
    driver.type_text("あ");
    assert!(driver.screen().contains("1字超過"), "{}", driver.screen());
    driver.draws_at_every_size();
    driver.press("ctrl-s");
    assert_eq!(verdicts(&driver)[0], Some(Verdict::Unverified));
    driver.draws_at_every_size();
}

#[test]
fn every_size_draws_and_a_resize_loses_nothing() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.draws_at_every_size();
    driver.press("j 2");
    driver.draws_at_every_size();
    driver.press("tab");
    driver.type_text("漏れ");
    for (width, height) in [(20, 5), (1, 1), SIZES[0]] {
        driver.resize(width, height);
    }
    assert!(driver.screen().contains("漏れ"), "{}", driver.screen());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever is pressed, only the item that was shown when a form opened is changed by it, and
    /// what is on the screen is what a fresh start reads from the disk.
    #[test]
    fn random_keys_never_panic_and_the_disk_says_what_the_screen_says(
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "1", "2", "3", "4", "enter", "esc", "tab", "j", "k", "u", "ctrl-r", "c", "x", "y",
                "n", "ctrl-s", "/", "f4", "あ", "space", "left", "right", "r", "d", "]", "[", "G",
            ]),
            0..60,
        )
    ) {
        let dir = folder();
        let mut driver = Driver::open(dir.path(), THIS);
        for key in keys {
            match key.chars().next() {
                Some(c) if key.chars().count() == 1 => driver.type_text(&c.to_string()),
                _ => driver.press(key),
            }
            if !matches!(driver.model.screen, Screen::Inspect(_)) {
                break;
            }
        }
        if matches!(driver.model.screen, Screen::Inspect(_)) {
            let shown = verdicts(&driver);
            drop(driver);
            prop_assert_eq!(shown, verdicts(&Driver::open(dir.path(), THIS)));
        }
    }
}
