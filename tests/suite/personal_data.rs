//! What looks like personal data: which texts warn and which do not, that nothing is recorded
//! before the writer says so, and that nobody is shown more than a masked form.

#![cfg(test)]

use std::path::Path;

use serde::Deserialize;
use tenken::domain::privacy::{Kind, suspicions};
use tenken::tui::Screen;

use crate::driver::{Driver, Setting};
use crate::fixture::Folder;
use crate::screen_inspect::{THIS, folder, journal, with_past};
use crate::source::file;

const WARN: &str = include_str!("../corpus/personal/warn.toml");
const SILENT: &str = include_str!("../corpus/personal/silent.toml");
/// 個人番号 with a right check digit, made up.
const NUMBER: &str = "123456789018";
const MASKED: &str = "12********18";
const CALL: &str = "090-1234-5678";

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    #[serde(default)]
    kind: Vec<String>,
    #[serde(default)]
    masked: Vec<String>,
    #[serde(default)]
    why: String,
}

fn cases(text: &str) -> Vec<Case> {
    let corpus: Corpus = toml::from_str(text).unwrap();
    corpus.case
}

#[test]
fn sixty_texts_warn_of_what_is_in_them_and_show_it_masked() {
    let cases = cases(WARN);
    assert_eq!(cases.len(), 60);
    let mut wrong = Vec::new();
    for Case { text, kind, masked, why } in &cases {
        assert_eq!(kind.len(), masked.len());
        let found = suspicions(text);
        let kinds: Vec<&str> = found.iter().map(|s| s.kind.name()).collect();
        let shown: Vec<String> =
            found.iter().map(tenken::domain::privacy::Suspicion::masked).collect();
        if kinds != *kind || shown != *masked {
            wrong.push(format!("{text} {why}: {kinds:?} {shown:?}, not {kind:?} {masked:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for kind in Kind::ALL.map(Kind::name) {
        assert!(cases.iter().any(|case| case.kind == [kind]), "{kind} is in no case of its own");
    }
}

#[test]
fn sixty_texts_with_other_numbers_stay_silent() {
    let cases = cases(SILENT);
    assert_eq!(cases.len(), 60);
    let spoke = cases.iter().filter(|case| !suspicions(&case.text).is_empty());
    let spoke: Vec<String> = spoke
        .map(|case| format!("{} {}: {:?}", case.text, case.why, suspicions(&case.text)))
        .collect();
    assert!(spoke.is_empty(), "{}", spoke.join("\n"));
}

/// What officers and checklists really write holds nothing but what the two
/// societies have published themselves.
#[test]
fn checklists_and_the_sample_society_warn_of_published_contacts_only() {
    let mut found = Vec::new();
    let mut read = 0;
    for folder in ["checklists", "src/app/demo/story", "docs"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap()
        {
            let path = entry.unwrap().path();
            if path.is_file() && !path.ends_with("privacy.md") {
                let text = std::fs::read_to_string(&path).unwrap();
                read += text.len();
                found.extend(suspicions(&text).iter().map(|s| format!("{s:?}")));
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(read > 200_000, "{read}");
    assert_eq!(found, ["PostalCode(2*****2)", "PostalCode(3*****7)", "Telephone(0********0)"]);
}

fn texts(folder: &Folder) -> String {
    folder.files().values().cloned().collect()
}

#[test]
fn the_command_line_records_nothing_doubtful_before_the_writer_says_so() {
    let folder = Folder::small();
    let note = format!("本人の番号 {NUMBER} を転記していた。{CALL}へ連絡済み");
    let args = ["answer", "current", "ORG-01", "ok", "--evidence", "台帳", "--note", &note];
    let before = folder.files();
    let refused = folder.run(&args);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert_eq!(folder.files(), before, "not even the period was started");
    assert!(refused.err.contains(MASKED) && refused.err.contains("--allow-personal-data"));
    assert!(!refused.err.contains(NUMBER) && !refused.err.contains("1234-5678"), "{}", refused.err);
    let recorded = folder.run(&[&args[..], &["--allow-personal-data"]].concat());
    assert_eq!(recorded.code, Some(0), "{}", recorded.err);
    assert!(texts(&folder).contains(NUMBER), "it is kept as it was written");
    // The same text is not asked for again, a new one is.
    let again = ["answer", "current", "ORG-01", "ok", "--evidence", "台帳 第2号"];
    assert_eq!(folder.run(&again).code, Some(0));
    let other = [&again[..], &["--evidence", "控え taro@example.jp"]].concat();
    let run = folder.run(&other);
    assert_eq!(
        (run.code, run.err.contains("証跡: メールアドレス ta")),
        (Some(1), true),
        "{}",
        run.err
    );
}

#[test]
fn status_and_seal_list_what_is_doubtful_masked_and_seal_all_the_same() {
    let folder = Folder::small();
    let note = format!("番号 {NUMBER}");
    let allowed = ["--note", &note, "--allow-personal-data"];
    folder.done(
        &[&["answer", "current", "ORG-01", "ok", "--evidence", "台帳"], &allowed[..]].concat(),
    );
    let status = folder.done(&["status"]);
    assert!(status.contains("個人情報らしい記載  1件") && status.contains(MASKED), "{status}");
    assert!(!status.contains(NUMBER), "{status}");
    let json = folder.run(&["status", "--format", "json"]);
    let caution = &json.json()["cautions"][0];
    assert_eq!(
        *caution,
        serde_json::json!({ "kind": "my_number", "item": "ORG-01", "finding": null,
            "part": "note", "masked": MASKED })
    );
    let seal = ["seal", "current", "--confirmed-by", "鈴木一郎"];
    let gaps = folder.run(&[&seal[..], &["--format", "json"]].concat());
    assert_eq!((gaps.code, &gaps.json()["cautions"][0]), (Some(1), caution));
    folder.answer_all("current");
    let comment = ["--indicator-comment", "問合せは taro@example.jp"];
    let refused = folder.run(&[&seal[..], &comment[..]].concat());
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert!(refused.err.contains("コメント: メールアドレス"), "{}", refused.err);
    let sealed = folder.run(&seal);
    assert_eq!(sealed.code, Some(0), "{}", sealed.err);
    assert!(sealed.err.contains(MASKED) && !sealed.err.contains(NUMBER), "{}", sealed.err);
    let page = file("docs/formats.md");
    for name in ["`cautions`", "`part`", "`masked`"].into_iter().map(str::to_owned) {
        assert!(page.contains(&name), "docs/formats.md: tell of {name}");
    }
    for kind in Kind::ALL.map(Kind::name) {
        assert!(page.contains(&format!("`{kind}`")), "docs/formats.md: tell of {kind}");
    }
}

#[test]
fn a_finding_is_reviewed_with_leave_only() {
    let folder = Folder::small();
    folder.done(&[
        "answer",
        "current",
        "ORG-01",
        "ng",
        "--grade",
        "minor",
        "--note",
        "漏れ",
        "--action",
        "直す",
        "--owner",
        "佐藤",
        "--due",
        "2027-01-31",
    ]);
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    let progress = ["finding", "current", "ORG-01", "--progress", "業者 03-1234-5678 に発注"];
    let refused = folder.on("2027-02-18", &progress);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert!(refused.err.contains("経過・効果の確認: 電話番号"), "{}", refused.err);
    let allowed = folder.on("2027-02-18", &[&progress[..], &["--allow-personal-data"]].concat());
    assert_eq!(allowed.code, Some(0), "{}", allowed.err);
    let status = folder.on("2027-02-18", &["status"]).out;
    assert!(status.contains("F-FY2026-Q3-ORG-01  経過・効果の確認"), "{status}");
}

#[test]
fn what_an_auditor_writes_is_asked_about_too() {
    let folder = Folder::sealed();
    let before = folder.files();
    let remark = format!("ORG-01=本人 {CALL} に確かめた");
    let audit = ["audit", "last", "--by", "監事太郎", "--remark", &remark, "--opinion", "proper"];
    let refused = folder.run(&audit);
    assert_eq!((refused.code, folder.files() == before), (Some(1), true), "{}", refused.out);
    assert!(refused.err.contains("監事の所見: 電話番号"), "{}", refused.err);
    let allowed = folder.run(&[&audit[..], &["--allow-personal-data"]].concat());
    assert_eq!(allowed.code, Some(0), "{}", allowed.err);
    assert!(texts(&folder).contains(CALL));
    let more = ["audit", "last", "--by", "監事太郎", "--opinion", "improve", "--opinion-text"];
    let run = folder.run(&[&more[..], &["記号 12 番号 345 の件"]].concat());
    assert!(run.err.contains("総合意見: 記号・番号らしい数字 *****"), "{}", run.err);
}

#[test]
fn a_number_the_question_itself_publishes_is_no_caution() {
    let folder = Folder::empty();
    let people = ["--inspector", "山田花子", "--officer", "鈴木一郎"];
    folder.done(&[&["init", "--checklist", "gunma-nodan-kenpo"], &people[..]].concat());
    let list = folder.done(&["checklist", "show", "gunma-nodan-kenpo", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let published = "027-220-2170";
    let item = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["how"].as_str().unwrap().contains(published));
    let id = item.unwrap()["id"].as_str().unwrap();
    let note = format!("公表の {published} に架電し、担当者につながった");
    folder.done(&["answer", "current", id, "ok", "--evidence", "架電の記録", "--note", &note]);
    let other = ["answer", "current", "ORG-01", "ok", "--evidence", "台帳", "--note", &note];
    assert_eq!(folder.run(&other).code, Some(1), "in another question it is just a number");
}

fn is_on_form(driver: &Driver) -> bool {
    driver.screen().contains("注意 個人情報らしい記載")
}

#[test]
fn a_form_warns_while_it_is_typed_and_asks_before_it_records() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text("本人の番号 12345678901");
    assert!(!is_on_form(&driver), "eleven digits are none");
    driver.type_text("8 を転記していた");
    assert!(is_on_form(&driver) && driver.screen().contains(MASKED), "{}", driver.screen());
    insta::assert_snapshot!("personal_form", driver.screens());
    let before = journal(dir.path());
    driver.press("ctrl-s");
    insta::assert_snapshot!("personal_question", driver.screens());
    driver.press("n");
    assert_eq!(journal(dir.path()), before, "nothing is written before it is allowed");
    assert!(driver.screen().contains("転記していた"), "the text stays: {}", driver.screen());
    driver.press("ctrl-s y");
    let journal = journal(dir.path());
    assert!(journal.contains(NUMBER) && journal.contains("act = \"answer\""), "{journal}");
    driver.press("r");
    let screen = driver.screen();
    assert!(screen.contains("個人情報らしい記載  1件") && screen.contains(MASKED), "{screen}");
    assert!(!screen.contains(NUMBER), "{screen}");
    // What was allowed is not asked for again.
    driver.press("esc k k k enter");
    driver.type_text("。是正済み");
    assert!(!is_on_form(&driver), "{}", driver.screen());
    driver.press("ctrl-s");
    assert!(self::journal(dir.path()).contains("是正済み"), "{}", driver.screen());
}

#[test]
fn drafts_wait_for_the_writers_word_but_nothing_typed_is_lost() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    let before = journal(dir.path());
    driver.press("4");
    driver.paste(&format!("番号 {NUMBER} を{}", "詳しく書く。".repeat(20)));
    assert_eq!(journal(dir.path()), before, "a draft is not kept by itself");
    assert!(driver.screen().contains("未保存"), "{}", driver.screen());
    driver.press("esc");
    assert_eq!(journal(dir.path()), before);
    driver.press("n");
    assert!(driver.screen().contains("詳しく書く"), "{}", driver.screen());
    driver.press("ctrl-q");
    driver.press("n");
    assert!(!driver.model.is_over() && driver.screen().contains("詳しく書く"));
    driver.press("esc y");
    assert!(driver.screen().contains("書きかけ") && journal(dir.path()).contains(NUMBER));
    // A draft that stands is known.
    driver.press("enter");
    assert!(!is_on_form(&driver), "{}", driver.screen());
}

#[test]
fn a_signal_to_end_keeps_what_is_typed_without_a_question() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text(&format!("番号 {NUMBER}"));
    driver.send(tenken::tui::Msg::Stop);
    assert!(driver.model.is_over() && journal(dir.path()).contains(NUMBER));
}

#[test]
fn leaving_asks_and_then_keeps() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("4");
    driver.type_text(&format!("番号 {NUMBER}"));
    driver.press("ctrl-q y");
    assert!(driver.model.is_over() && journal(dir.path()).contains(NUMBER), "{}", driver.screen());
}

#[test]
fn the_comment_and_the_review_of_a_finding_are_asked_about_too() {
    let dir = with_past();
    let mut driver = Driver::open(dir.path(), THIS);
    driver.press("g p");
    driver.type_text(&format!("{CALL} に連絡"));
    assert!(is_on_form(&driver), "{}", driver.screen());
    driver.press("ctrl-s");
    assert!(!journal(dir.path()).contains(CALL));
    driver.press("y");
    assert!(journal(dir.path()).contains(CALL), "{}", driver.screen());
    driver.press("n 4");
    driver.type_text("不在");
    driver.press("ctrl-s n 4");
    driver.type_text("不在");
    driver.press("ctrl-s n 4");
    driver.type_text("不在");
    driver.press("ctrl-s r");
    assert!(matches!(driver.model.screen, Screen::Review(..)), "{}", driver.screen());
    assert!(driver.screen().contains("個人情報らしい記載"), "{}", driver.screen());
    driver.press("c");
    driver.type_text("taro@example.jp に確認");
    driver.press("enter");
    assert!(!journal(dir.path()).contains("taro"), "{}", driver.screen());
    driver.press("n ctrl-q n");
    assert!(driver.screen().contains("taro@example.jp"), "{}", driver.screen());
    driver.press("enter y");
    assert!(journal(dir.path()).contains("taro@example.jp"), "{}", driver.screen());
}

#[test]
fn the_warning_is_drawn_at_every_size() {
    let dir = folder();
    let mut driver = Driver::open(dir.path(), Setting { lang: tenken::words::Lang::En, ..THIS });
    driver.press("4");
    driver.type_text(&format!("{NUMBER} {CALL} taro@example.jp 記号 12 番号 345 〒371-0000"));
    driver.draws_at_every_size();
    driver.press("ctrl-s");
    driver.draws_at_every_size();
}
