//! The journal on a real disk, and its text against hostile notes and a second reader.
//!
//! Power cuts and failing calls are elsewhere.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use tenken::store::fs::sim::SimFs;
use tenken::store::fs::{DiskFs, Fs};
use tenken::store::journal::{JOURNAL, Journal, JournalError, line};
use tenken::store::names::PeriodName;
use toml::Value;

const DIR: &str = "/root/reports/drafts/FY2026-Q3";

fn period() -> PeriodName {
    "FY2026-Q3".parse().unwrap()
}

fn stamp() -> tenken::store::fs::FileName {
    "2026-11-22T090000".parse().unwrap()
}

fn note(text: &str) -> String {
    line("note", &Value::String(text.to_owned()))
}

fn notes(fs: &dyn Fs, dir: &Path) -> Vec<String> {
    let contents = Journal::read(fs, dir).unwrap();
    let table = |body: &str| toml::from_str::<toml::Table>(body).unwrap();
    let note = |body: &str| table(body)["note"].as_str().unwrap().to_owned();
    contents.blocks.iter().map(|block| note(&block.body)).collect()
}

#[test]
fn what_is_appended_is_there_after_reopening_and_the_file_is_toml_all_along() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("reports/drafts/FY2026-Q3");
    let mut journal = Journal::create(&DiskFs, &dir, &period(), &note("一")).unwrap();
    for (seq, text) in (2..).zip(["二\n\n", "[[event]]", "check = \"0\""]) {
        assert_eq!(journal.append(&note(text)).unwrap(), seq);
        let text = fs::read_to_string(dir.join(JOURNAL)).unwrap();
        let table: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(table["event"].as_array().unwrap().len() as u64, seq);
    }
    drop(journal);
    let mut opened = Journal::open(&DiskFs, &dir, &stamp()).unwrap();
    assert_eq!((opened.period, opened.torn), (period(), None));
    assert_eq!(opened.journal.append(&note("五")).unwrap(), 5);
    assert_eq!(notes(&DiskFs, &dir), ["一", "二\n\n", "[[event]]", "check = \"0\"", "五"]);
}

#[test]
fn a_second_journal_of_a_period_is_refused_and_a_missing_one_named() {
    let temp = tempfile::tempdir().unwrap();
    let missing = Journal::open(&DiskFs, temp.path(), &stamp()).unwrap_err();
    assert!(matches!(missing, JournalError::Missing { .. }), "{missing:?}");
    Journal::create(&DiskFs, temp.path(), &period(), &note("a")).unwrap();
    let second = Journal::create(&DiskFs, temp.path(), &period(), &note("b")).unwrap_err();
    assert!(matches!(second, JournalError::Exists { .. }), "{second:?}");
    assert_eq!(notes(&DiskFs, temp.path()), ["a"]);
}

#[test]
fn a_torn_tail_is_set_aside_byte_for_byte_and_never_over_an_earlier_one() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    Journal::create(&DiskFs, dir, &period(), &note("a")).unwrap();
    let sound = fs::read(dir.join(JOURNAL)).unwrap();
    for (tail, name) in [
        (&b"[[event]]\nseq = 2\nno"[..], "journal.torn-2026-11-22T090000"),
        (&[0; 40][..], "journal.torn-2026-11-22T090000-2"),
    ] {
        fs::write(dir.join(JOURNAL), [&sound[..], tail].concat()).unwrap();
        assert_eq!(Journal::read(&DiskFs, dir).unwrap().torn_bytes, tail.len());
        let torn = Journal::open(&DiskFs, dir, &stamp()).unwrap().torn.unwrap();
        assert_eq!((torn.file.as_str(), torn.bytes), (name, tail.len()));
        assert_eq!(fs::read(dir.join(name)).unwrap(), tail);
        assert_eq!(fs::read(dir.join(JOURNAL)).unwrap(), sound);
    }
}

#[test]
fn damage_in_the_middle_names_its_line_and_leaves_everything_as_it_is() {
    let fs = SimFs::new();
    let dir = Path::new(DIR);
    let mut journal = Journal::create(&fs, dir, &period(), &note("a")).unwrap();
    journal.append(&note("bb")).unwrap();
    journal.append(&note("c")).unwrap();
    let path = dir.join(JOURNAL);
    let sound = String::from_utf8(fs.contents(&path).unwrap()).unwrap();
    let damaged = sound.replace("\"bb\"", "\"bd\"");
    fs.place_file(&path, damaged.as_bytes());
    let error = Journal::open(&fs, dir, &stamp()).unwrap_err();
    let JournalError::Damaged { line, seq, file, .. } = error else { panic!("{error:?}") };
    let block = damaged.lines().nth(line - 1).unwrap();
    assert_eq!((block, seq, file), ("[[event]]", 2, path.clone()));
    assert_eq!(damaged.lines().nth(line), Some("seq = 2"));
    assert_eq!(fs.contents(&path).unwrap(), damaged.as_bytes());
    assert_eq!(fs.list(dir).unwrap().len(), 1);
}

#[test]
fn an_append_after_someone_else_wrote_is_refused() {
    let fs = SimFs::new();
    let dir = Path::new(DIR);
    let mut ours = Journal::create(&fs, dir, &period(), &note("a")).unwrap();
    let mut theirs = Journal::open(&fs, dir, &stamp()).unwrap().journal;
    theirs.append(&note("b")).unwrap();
    let refused = ours.append(&note("c")).unwrap_err();
    assert!(matches!(refused, JournalError::ChangedElsewhere { .. }), "{refused:?}");
    assert_eq!(notes(&fs, dir), ["a", "b"]);
}

#[test]
fn a_body_that_is_not_one_statement_per_line_is_refused_and_nothing_written() {
    let fs = SimFs::new();
    let dir = Path::new(DIR);
    let mut journal = Journal::create(&fs, dir, &period(), &note("a")).unwrap();
    let before = fs.contents(&dir.join(JOURNAL));
    for body in ["", "a = \"\"\"\n\n[[event]]\n\"\"\"\n", "a = 1\n\nb = 2\n", "check = 1\n"] {
        let refused = journal.append(body).unwrap_err();
        assert!(matches!(refused, JournalError::Body(_)), "{refused:?}");
    }
    assert_eq!(fs.contents(&dir.join(JOURNAL)), before);
    assert_eq!(journal.append(&note("b")).unwrap(), 2);
}

/// Pieces that look like framing, alone and put together.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n\n".to_owned()),
        Just("\r\n\r\n".to_owned()),
        Just("[[event]]\n".to_owned()),
        Just("seq = 2\n".to_owned()),
        Just("check = \"0123456789abcdef\"\n".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("'''".to_owned()),
        Just("\\".to_owned()),
        Just("\\u0041\\e\\x41".to_owned()),
        Just("\0\u{7f}\u{85}\u{9b}\u{feff}\u{2028}\u{202e}".to_owned()),
        Just("点検 葛󠄀城 𠮷 ㈱".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_note_can_be_taken_for_framing(texts in proptest::collection::vec(hostile(), 1..6)) {
        let fs = SimFs::new();
        let dir = Path::new(DIR);
        let mut journal = Journal::create(&fs, dir, &period(), &note(&texts[0])).unwrap();
        for text in &texts[1..] {
            journal.append(&note(text)).unwrap();
        }
        prop_assert_eq!(notes(&fs, dir), texts.clone());
        let text = String::from_utf8(fs.contents(&dir.join(JOURNAL)).unwrap()).unwrap();
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
        let table: toml::Table = toml::from_str(&text).unwrap();
        prop_assert_eq!(table["event"].as_array().unwrap().len(), texts.len());
    }

    #[test]
    fn no_text_at_all_makes_the_reader_fail(bytes in any::<Vec<u8>>(), at in any::<usize>()) {
        let fs = SimFs::new();
        let dir = Path::new(DIR);
        Journal::create(&fs, dir, &period(), &note("a")).unwrap();
        let path = dir.join(JOURNAL);
        let mut text = fs.contents(&path).unwrap();
        let at = at % (text.len() + 1);
        text.splice(at..at, bytes);
        fs.place_file(&path, &text);
        if let Ok(opened) = Journal::open(&fs, dir, &stamp()) {
            prop_assert!(opened.blocks.len() <= 1);
        }
    }
}

#[test]
fn python_reads_the_same_notes() {
    const SCRIPT: &str = "import json, sys, tomllib\n\
        table = tomllib.loads(sys.stdin.buffer.read().decode('utf-8'))\n\
        print(json.dumps([event['note'] for event in table['event']]))\n";
    let has_tomllib = Command::new("python3").args(["-c", "import tomllib"]).output();
    if !has_tomllib.is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no python3 with tomllib");
        return;
    }
    let texts = [
        "一行目\r\n\n[[event]]\ncheck = \"x\"",
        "'''\"\"\"\\",
        "\0\u{1b}[31m\u{9b}\u{7f}\u{202e}\u{feff}\t",
        "葛󠄀城 𠮷 髙﨑 ㈱① ｶﾅ",
        "",
    ];
    let fs = SimFs::new();
    let dir = Path::new(DIR);
    let mut journal = Journal::create(&fs, dir, &period(), &note(texts[0])).unwrap();
    for text in &texts[1..] {
        journal.append(&note(text)).unwrap();
    }
    let mut python = Command::new("python3")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = fs.contents(&dir.join(JOURNAL)).unwrap();
    python.stdin.take().unwrap().write_all(&text).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    let read: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read, texts);
}
