//! Everything that is printed or drawn goes through the one gate: every command and every screen
//! is run over a society whose every text means harm.
//!
//! A new command has to be added to [`COMMANDS`]; the first test says so.

use std::path::Path;

use tenken::cli::help;
use tenken::domain::record::Record;
use tenken::store::fs::DiskFs;
use tenken::store::journal::{Journal, quote};
use tenken::words::{CliWords, Lang};

use super::case::Base;
use super::running::{Disk, steers_or_hides};
use crate::driver::{Driver, Setting};
use crate::{report_formats, scenes_trend};

/// Clears the screen, sets a title, turns the direction, hides.
const BAD: &str =
    "甲\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}乙\u{200b}\u{2066}\u{e0041}\r丙\u{7f}";

/// Whether a run must show some of [`BAD`], as codes or escapes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    It,
    Anything,
}
use Shows::{Anything, It};

/// What is run; `BAD` is the hostile text, `{root}` the folder.
const COMMANDS: [(&str, Shows); 63] = [
    ("", Anything),
    ("init --name BAD --inspector BAD --auditor BAD", Anything),
    ("init --name BAD --checklist BAD", Anything),
    ("check current", Anything),
    ("check BAD", Anything),
    ("status", Anything),
    ("status FY2026-Q3 --format json", Anything),
    ("status BAD", It),
    (
        "answer current ORG-01 ng --grade minor --note BAD --evidence BAD --action BAD --owner BAD \
      --due 2027-01-31 --by BAD",
        Anything,
    ),
    ("answer current HUM-01 ok --evidence BAD --by BAD --format json", Anything),
    ("answer current BAD ok", It),
    ("form current --out {root}/BAD", Anything),
    ("form current --format txt --out -", Anything),
    ("form current --section BAD", It),
    ("import {root}/bad.toml", Anything),
    ("import {root}/bad.csv --period current --by BAD", Anything),
    ("import BAD --period BAD", It),
    ("findings --all", It),
    ("findings --all --format json", It),
    ("findings --all --format csv", It),
    ("finding current F-FY2025-Q1-ORG-04 --progress BAD --by BAD", Anything),
    ("finding current BAD --progress BAD", It),
    ("seal current --confirmed-by BAD --indicator-comment BAD", Anything),
    ("list", Anything),
    ("list --format json", Anything),
    ("show FY2026-Q2", It),
    ("show FY2026-Q2 --format json", It),
    ("report FY2026-Q2 --format md --out -", It),
    ("report FY2026-Q2 --format txt,md,json --out {root}/BAD", It),
    ("compare FY2026-Q1 FY2026-Q2", It),
    ("compare FY2026-Q1 FY2026-Q2 --format md", It),
    ("compare FY2026-Q1 FY2026-Q2 --format json", It),
    ("compare FY2026-Q1 FY2026-Q2 --format csv", It),
    ("trend", It),
    ("trend --format md", It),
    ("trend --format json", It),
    ("trend --format csv", It),
    ("export", It),
    ("export --format csv", It),
    ("audit FY2026-Q2", Anything),
    ("audit FY2026-Q2 --by BAD --remark ORG-01=BAD --opinion improve --opinion-text BAD", Anything),
    ("audit BAD", It),
    ("correct FY2026-Q2 --reason BAD --by BAD", Anything),
    ("correct BAD --reason BAD", It),
    ("key new --principal BAD --no-passphrase --out {root}/BAD", Anything),
    ("key show BAD", Anything),
    ("key show {root}/bad.toml --principal BAD", Anything),
    ("key trust BAD --principal BAD", Anything),
    ("key trust {root}/bad.toml", Anything),
    ("verify", It),
    ("verify --format json", It),
    ("verify --head BAD", It),
    ("checklist list", It),
    ("checklist list --format json", Anything),
    ("checklist show BAD", It),
    ("checklist lint {root}/bad.toml", It),
    ("checklist lint {root}/bad.toml --format json", It),
    ("checklist diff {root}/bad.toml kenpo", It),
    ("checklist adopt current --by BAD", Anything),
    ("demo {root}", Anything),
    ("completions bash", Anything),
    ("man", Anything),
    ("help BAD", It),
];

/// Records of seven quarters with [`BAD`] wherever a person can type.
fn records() -> Vec<Record> {
    let mut records = scenes_trend::quarters(&[]);
    records.truncate(7);
    records.into_iter().map(|record| report_formats::with_text(record, BAD)).collect()
}

fn society() -> Disk {
    let disk = Disk::of(Base::Answered);
    scenes_trend::write(&records(), &disk.root());
    let dir = disk.root().join("reports/drafts/FY2026-Q3");
    let mut journal = Journal::open(&DiskFs, &dir, &"x".parse().unwrap()).unwrap().journal;
    let bad = quote(BAD);
    let event = format!(
        "at = \"2026-12-18T10:00:00+09:00\"\nby = {bad}\nact = \"answer\"\nitem = \"ORG-02\"\n\
         verdict = \"ok\"\nnote = {bad}\nevidence = [{{ text = {bad} }}]\n"
    );
    journal.append(&event).unwrap();
    let draft = event.replace("\"answer\"", "\"draft\"").replace("ORG-02", "HUM-01");
    journal.append(&draft).unwrap();
    disk.put(&Path::new("reports").join(BAD), b"");
    disk.put(&Path::new("checklists").join(format!("{BAD}.toml")), b"");
    let list = include_str!("../cli/small.toml").replace("小さな点検表", BAD.trim_end());
    let form = format!("item,verdict,note\n\"{BAD}\",\"{BAD}\",\"{BAD}\"\n");
    disk.put(Path::new("bad.csv"), form.as_bytes());
    disk.put(Path::new("bad.toml"), list.replace('\r', "").as_bytes());
    disk
}

fn words(line: &str, disk: &Disk) -> Vec<String> {
    let root = disk.root().display().to_string();
    line.split_whitespace().map(|word| word.replace("{root}", &root).replace("BAD", BAD)).collect()
}

#[test]
fn every_command_is_run_over_hostile_texts() {
    fn leaves(command: &clap::Command, path: &str, out: &mut Vec<String>) {
        for sub in
            command.get_subcommands().filter(|sub| sub.get_name() != "help" || path.is_empty())
        {
            let path = format!("{path}{} ", sub.get_name());
            if sub.has_subcommands() {
                leaves(sub, &path, out);
            } else {
                out.push(path);
            }
        }
    }
    let mut all = Vec::new();
    leaves(&help::command(&CliWords::load(Lang::Ja).unwrap()), "", &mut all);
    assert!(all.len() > 20, "{all:?}");
    for path in all {
        let run = COMMANDS.iter().any(|(line, _)| format!("{line} ").starts_with(&path));
        assert!(run, "add `{path}` to COMMANDS in tests/suite/corpus/gate.rs");
    }
}

#[test]
fn no_command_lets_anything_through_to_a_terminal() {
    for (line, shows) in COMMANDS {
        for lang in ["ja", "en"] {
            let disk = society();
            let mut words = words(line, &disk);
            words.splice(0..0, ["--lang".to_owned(), lang.to_owned()]);
            let outcome = disk.run(&words);
            let faults = outcome.faults(&words);
            assert!(faults.is_empty(), "{line}: {faults:?}\n{}{}", outcome.out, outcome.err);
            let all = format!("{}{}", outcome.out, outcome.err);
            let shown =
                all.contains("U+202E") || all.contains("\\u202e") || all.contains('\u{fffd}');
            assert!(shown || shows == Anything, "{line} shows nothing of it: {all}");
        }
    }
}

#[test]
fn no_screen_draws_anything_that_steers_or_hides() {
    let disk = society();
    let mut all = String::new();
    for keys in [
        "down",
        "?",
        "v",
        "i",
        "i ?",
        "i n",
        "i down down",
        "i end",
        "i 2",
        "i e",
        "i p",
        "i /",
        "i r",
        "i r tab",
        "i down e tab tab",
        "f",
        "f enter",
        "f c end",
        "f down down enter",
        "r",
        "r end",
        "r page-down page-down",
        "r v",
        "c",
        "c down down",
        "c tab",
        "c enter",
        "c end",
        "t",
        "t down down",
        "t tab",
        "t enter",
        "t end",
        "end r",
        "end enter",
        "up enter",
    ] {
        let mut driver = Driver::open(&disk.root(), Setting::default());
        driver.press(keys);
        for (width, height) in crate::driver::SIZES {
            driver.resize(width, height);
            let screen = driver.screen();
            let bad = screen.chars().find(|c| steers_or_hides(*c));
            assert_eq!(bad, None, "{keys}\n{screen}");
            all.push_str(&screen);
        }
    }
    assert!(all.matches("⟨U+001B⟩").count() > 50, "the hostile texts are on the screens");
    assert!(all.contains("⟨U+202E⟩"));
}

#[test]
fn a_society_that_cannot_be_read_is_told_on_the_screen_as_on_the_command_line() {
    for (from, to, told) in [
        ("name = ", "nam = ", "name ではありませんか"),
        ("\"small\"", "3", "checklist は文字列"),
        ("鈴木", "鈴\u{202e}木", "U+202E"),
    ] {
        let disk = Disk::of(Base::Small);
        let good = String::from_utf8(disk.files()[Path::new("tenken.toml")].clone()).unwrap();
        disk.put(Path::new("tenken.toml"), good.replacen(from, to, 1).as_bytes());
        let screen = Driver::open(&disk.root(), Setting::default()).screen();
        assert_eq!(screen.chars().find(|c| steers_or_hides(*c)), None);
        let flat: String = screen.split_whitespace().collect();
        let wanted: String = told.split_whitespace().collect();
        assert!(flat.contains(&wanted), "{screen}");
    }
}
