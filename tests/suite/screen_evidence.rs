//! Files and last days of evidence in the interface: pointed at in the form, shown beside the item
//! in the next period, read in pieces that keep nothing waiting.

#![cfg(test)]

use std::path::Path;
use std::time::Duration;

use insta::assert_snapshot;
use tenken::app::evidence::Told;
use tenken::domain::evidence::FileState;
use tenken::tui::keymap::{Key, Press};
use tenken::tui::{Effect, FileLook, LookAt, Looked, Msg, Outcome, Screen, update_at};

use crate::driver::{Driver, HOME, Setting};
use crate::fixture::Folder;

const Q3: Setting = Setting {
    lang: tenken::words::Lang::Ja,
    no_color: None,
    today: (2026, 12, 18),
    inspect: Some("FY2026-Q3"),
};
const Q4: Setting = Setting { today: (2027, 2, 18), inspect: Some("FY2026-Q4"), ..Q3 };

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn journal(folder: &Folder) -> String {
    let path = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    std::fs::read_to_string(path).unwrap()
}

/// The small folder with two rules and a contract at home, and its first item about to be
/// answered 適.
fn answering() -> (Folder, Driver) {
    let folder = Folder::small();
    write(&folder.path().join("規程/取扱規程.pdf"), &vec![b'x'; 1_300_000]);
    write(&folder.path().join("規程/取締規程.pdf"), b"y");
    write(&folder.path().join(HOME).join("契約書.pdf"), b"z");
    let mut driver = Driver::open(&folder.path(), Q3);
    driver.press("1");
    (folder, driver)
}

#[test]
fn a_file_is_pointed_at_from_the_form_and_recorded_by_its_digest() {
    let (folder, mut driver) = answering();
    driver.type_text("任命書 第1号");
    driver.press("enter f5");
    driver.type_text("規");
    driver.press("tab");
    assert!(driver.before_cursor().ends_with("規程/"), "{}", driver.screen());
    driver.press("tab");
    assert!(driver.before_cursor().ends_with("規程/取"), "{}", driver.screen());
    assert_snapshot!("evidence_pointing", driver.screens());
    driver.type_text("扱");
    driver.press("tab enter");
    assert!(driver.screen().contains("を証跡に加えました"), "{}", driver.screen());
    driver.press("f6");
    driver.type_text("R9.3.31");
    assert_snapshot!("evidence_last_day", driver.screens());
    driver.press("enter");
    assert_snapshot!("evidence_form", driver.screens());
    driver.press("ctrl-s");
    let journal = journal(&folder);
    let event = journal.rsplit("[[event]]").next().unwrap();
    assert!(event.contains("file = \"規程/取扱規程.pdf\""), "{event}");
    assert!(event.contains("size = 1300000") && event.contains("valid_until = \"2027-03-31\""));
    assert!(!event.contains("xxxx"), "the content is nowhere");
    driver.press("tab");
    assert_snapshot!("evidence_entered", driver.screens());
}

#[test]
fn a_file_goes_to_the_line_of_the_cursor_and_stays_with_it() {
    let (folder, mut driver) = answering();
    driver.type_text("委託契約書");
    driver.press("f5");
    driver.type_text("~/契約書.pdf");
    driver.press("enter");
    // More words, a line before, and the same file again under its own name.
    driver.type_text(" 第3号");
    driver.press("home enter up");
    driver.type_text("名簿");
    driver.press("ctrl-s");
    let text = journal(&folder);
    let event = text.rsplit("[[event]]").next().unwrap();
    let named = event.find("text = \"委託契約書 第3号\"").expect(event);
    let file = event.find("file = \"~/契約書.pdf\"").expect(event);
    let other = event.find("text = \"名簿\"").expect(event);
    assert!(other < named && other < file, "{event}");
    assert_eq!(event.matches("file = ").count(), 1, "{event}");
}

#[test]
fn what_cannot_be_pointed_at_is_told_and_nothing_typed_is_lost() {
    let (folder, mut driver) = answering();
    std::fs::create_dir_all(folder.path().join("空")).unwrap();
    driver.type_text("任命書");
    for (path, told) in [
        ("ない.pdf", "ない.pdf が見つかりません"),
        ("規程", "ふつうのファイルではありません"),
        ("空/", "続きに当たる名前はありません"),
    ] {
        driver.press("f5 ctrl-u");
        driver.type_text(path);
        driver.press(if path.ends_with('/') { "tab" } else { "enter" });
        let screen = driver.screen();
        assert!(screen.contains(told), "{screen}");
        assert!(driver.before_cursor().ends_with(path), "{screen}");
        driver.press("esc");
    }
    driver.press("f5");
    assert!(driver.before_cursor().ends_with("空/"), "what was typed comes back");
    driver.press("esc enter f6");
    assert!(driver.screen().contains("証跡を書いた行で"), "{}", driver.screen());
    driver.press("up f6");
    driver.type_text("来年");
    driver.press("enter");
    assert!(driver.before_cursor().ends_with("来年"), "{}", driver.screen());
    driver.press("ctrl-u enter ctrl-s");
    assert!(journal(&folder).contains("text = \"任命書\""));
    driver.draws_at_every_size();
}

/// What a key asks about a file.
fn asked(driver: &mut Driver, key: &str) -> FileLook {
    match driver.asks(key) {
        Some(Effect::Look(look)) => look,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_large_file_is_read_in_pieces_and_can_be_given_up() {
    let (folder, mut driver) = answering();
    driver.type_text("記録");
    driver.press("f5");
    driver.type_text("規程/取扱規程.pdf");
    let look = asked(&mut driver, "enter");
    assert_eq!(look.at, LookAt::Point("規程/取扱規程.pdf".into()));
    let ticket = look.ticket;
    let piece = |read| Outcome::Looked {
        ticket,
        result: Ok(Looked::File(Told::Reading { read, size: 400 << 20 })),
    };
    let more = Some(Effect::Look(FileLook { ticket, at: LookAt::More }));
    assert_eq!(driver.answer(piece(100 << 20)), more);
    assert_snapshot!("evidence_reading", driver.screens());
    // Only Esc does something, and the typed path stays.
    driver.press("x enter tab");
    assert!(driver.screen().contains("25%"), "{}", driver.screen());
    driver.press("esc");
    assert!(driver.screen().contains("読むのをやめました"), "{}", driver.screen());
    assert_eq!(driver.answer(piece(200 << 20)), None, "nobody waits for it any more");
    assert!(driver.before_cursor().ends_with("規程/取扱規程.pdf"));
    driver.press("enter");
    driver.type_text("2");
    driver.press("ctrl-s");
    let text = journal(&folder);
    assert!(text.contains("text = \"記録2\"") && text.contains("size = 1300000"), "{text}");
}

#[test]
fn leaving_waits_for_no_file() {
    let (_folder, mut driver) = answering();
    driver.type_text("記録");
    driver.press("f5");
    driver.type_text("規程/取扱規程.pdf");
    let press = |key: &str| Msg::Press(Press::from(key.parse::<Key>().unwrap()));
    let asked = update_at(&mut driver.model, Duration::ZERO, press("enter"));
    assert!(matches!(asked, Some(Effect::Look(_))), "{asked:?}");
    assert_eq!(driver.model.waiting, 0, "a share that does not answer holds nothing up");
    driver.press("ctrl-q");
    assert!(driver.model.is_over());
}

/// The third quarter sealed with files as evidence of the first item, of which one is changed,
/// one gone and one past its last day afterwards.
fn later() -> Folder {
    let folder = Folder::small();
    for name in ["同じ.pdf", "直す.pdf", "消す.pdf"] {
        write(&folder.path().join("規程").join(name), name.as_bytes());
    }
    let files = ["規程/同じ.pdf", "規程/直す.pdf", "規程/消す.pdf"];
    let given = files.iter().flat_map(|file| ["--evidence-file", file]);
    let answer = ["answer", "current", "ORG-01", "ok"].into_iter().chain(given);
    let answer: Vec<&str> = answer.chain(["--valid-until", "1=2026-12-31"]).collect();
    folder.done(&answer);
    folder.answer_all("current");
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    write(&folder.path().join("規程/直す.pdf"), "正す.pdf".as_bytes());
    std::fs::remove_file(folder.path().join("規程/消す.pdf")).unwrap();
    folder
}

#[test]
fn the_next_inspection_says_what_became_of_the_files() {
    let folder = later();
    let mut driver = Driver::open(&folder.path(), Q4);
    driver.press("g");
    assert_snapshot!("evidence_beside_next", driver.screens());
    driver.press("c");
    let screen = driver.screens();
    assert!(screen.contains("令和8年度第3四半期 から引用"), "{screen}");
    driver.press("e");
    assert_snapshot!("evidence_cited", driver.screens());
    // The line of the changed file is pointed at anew: it is no citation any more.
    driver.press("tab tab shift-tab up f5");
    driver.resize(120, 40);
    let line = driver.before_cursor();
    assert!(line.contains("規程/直す.pdf"), "{}", driver.screen());
    driver.press("enter ctrl-s");
    let path = folder.path().join("reports/drafts/FY2026-Q4/journal.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let event = text.rsplit("[[event]]").next().unwrap();
    let (now, _) = event.split_once("was = ").expect(event);
    assert_eq!(now.matches("carried = ").count(), 2, "{event}");
}

#[test]
fn files_of_the_item_shown_are_looked_at_once_and_again_when_they_are_cited() {
    let folder = later();
    let mut driver = Driver::open(&folder.path(), Q4);
    driver.resize(120, 40);
    driver.press("g");
    let of_same = |driver: &Driver| {
        let screen = driver.screen();
        let row = screen.lines().find(|row| row.contains("・同じ.pdf")).unwrap().to_owned();
        (row.contains("同一"), screen)
    };
    assert!(of_same(&driver).0, "{}", of_same(&driver).1);
    assert_eq!(driver.asks("j"), None, "an item without files asks for nothing");
    assert_eq!(driver.asks("k"), None, "what is known is not looked at again");
    write(&folder.path().join("規程/同じ.pdf"), b"other");
    assert!(of_same(&driver).0);
    driver.press("c");
    assert!(!of_same(&driver).0, "{}", of_same(&driver).1);
}

#[test]
fn a_file_whose_item_is_left_is_not_read_on_and_begun_again_later() {
    let folder = later();
    let mut driver = Driver::open(&folder.path(), Setting { inspect: None, ..Q4 });
    let open = driver.asks("i");
    assert!(matches!(open, Some(Effect::Open(_))), "{open:?}");
    let mut driver = Driver::open(&folder.path(), Q4);
    driver.press("g");
    // As if nothing had been looked at: the same inspection opened without running its looks.
    let Screen::Inspect(state) = &driver.model.screen else { panic!() };
    let (work, today) = (Box::new(state.work().clone()), "2027-02-18".parse().unwrap());
    let period = "FY2026-Q4".parse().unwrap();
    let opened = Outcome::Opened { period, today, at: None, result: Ok(work) };
    let Some(Effect::Look(first)) = driver.answer(opened) else { panic!("nothing is looked at") };
    let file = |look: &FileLook| match &look.at {
        LookAt::Known(file) => file.path.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(file(&first), "規程/同じ.pdf");
    let reading = |ticket| Outcome::Looked {
        ticket,
        result: Ok(Looked::File(Told::Reading { read: 1, size: 2 })),
    };
    let more = Some(Effect::Look(FileLook { ticket: first.ticket, at: LookAt::More }));
    assert_eq!(driver.answer(reading(first.ticket)), more, "it is shown and read on");
    assert_eq!(driver.asks("j"), None);
    assert_eq!(driver.answer(reading(first.ticket)), None, "it is not shown any more");
    let Some(Effect::Look(again)) = driver.asks("k") else { panic!("it is not begun again") };
    assert_eq!(file(&again), "規程/同じ.pdf");
    assert_eq!(driver.answer(reading(first.ticket)), None, "a late answer means nothing");
    let state = Outcome::Looked {
        ticket: again.ticket,
        result: Ok(Looked::File(Told::Known(FileState::Same))),
    };
    let Some(Effect::Look(next)) = driver.answer(state) else { panic!("the next is not begun") };
    assert_eq!(file(&next), "規程/直す.pdf");
    // The gate lies over it when the answer comes.
    driver.press("r");
    assert!(matches!(driver.model.screen, Screen::Review(..)), "{}", driver.screen());
    let gone = Outcome::Looked {
        ticket: next.ticket,
        result: Ok(Looked::File(Told::Known(FileState::Missing))),
    };
    assert_eq!(driver.answer(gone), None);
    driver.press("esc");
    driver.resize(120, 40);
    assert!(driver.screen().contains("・直す.pdf ・ファイル 10 バイト ・所在不明"));
}

#[test]
fn the_gate_warns_of_evidence_past_its_last_day() {
    let folder = Folder::small();
    let dated = ["--evidence", "委託契約書", "--valid-until", "2026-12-17"];
    folder.done(&[&["answer", "current", "ORG-01", "ok"], &dated[..]].concat());
    folder.answer_all("current");
    let mut driver = Driver::open(&folder.path(), Q3);
    let screen = driver.screens();
    assert!(screen.contains("有効期限の過ぎた証跡（1件）"), "{screen}");
    assert_snapshot!("evidence_gate", screen);
}
