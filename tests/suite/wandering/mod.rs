//! Random keys, texts, clicks and sizes over all screens: nothing but what is shown is changed,
//! nothing typed is lost, nothing panics.
//!
//! Each letter that is typed is used once in a run, so that it can be followed: it must be in an
//! open form, on its way to the disk or in the journal until a key takes it away that says so.

#![cfg(test)]

mod held;
mod stage;
mod steps;

use std::cell::RefCell;
use std::path::Path;

use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
use tempfile::TempDir;
use tenken::tui::Screen;

use self::stage::{Count, Parts, Stage, Tamper};
use self::steps::Step;
use crate::driver::{Driver, Setting};
use crate::screen_inspect::{THIS, folder};

/// Runs without `PROPTEST_CASES`.
const CASES: u32 = 32;

/// The folders that runs begin in; each run has a copy.
struct Seeds {
    list: Vec<TempDir>,
    parts: Parts,
}

/// Two quarters that were sealed, with a finding of the second.
fn with_two_quarters() -> TempDir {
    let dir = folder();
    let first = Setting { today: (2026, 6, 30), inspect: Some("FY2026-Q1"), ..THIS };
    let mut driver = Driver::open(dir.path(), first);
    for _ in 0..4 {
        driver.press("4");
        driver.type_text("立ち会えない");
        driver.press("ctrl-s n");
    }
    driver.press("r s y");
    drop(driver);
    let second = Setting { today: (2026, 9, 18), inspect: Some("FY2026-Q2"), ..THIS };
    let mut driver = Driver::open(dir.path(), second);
    driver.press("1");
    driver.type_text("任命書 第3号");
    driver.press("tab");
    driver.type_text("議事録と一致");
    driver.press("ctrl-s n 2 2");
    driver.type_text("返却記録がない");
    driver.press("tab tab");
    driver.type_text("返却簿を作る");
    driver.press("tab");
    driver.type_text("佐藤次郎");
    driver.press("tab");
    driver.type_text("R8.10.31");
    driver.press("ctrl-s n 1");
    driver.type_text("点検簿");
    driver.press("ctrl-s r s y");
    assert!(matches!(driver.model.screen, Screen::Report(_)), "{}", driver.screen());
    dir
}

impl Seeds {
    fn new() -> Self {
        let begun = with_two_quarters();
        // The same in the next quarter with everything answered, so that the gate opens.
        let ready = with_two_quarters();
        let mut driver = Driver::open(ready.path(), THIS);
        driver.press("g p");
        driver.type_text("業者を選んだ");
        driver.press("ctrl-s n 4");
        driver.type_text("立ち会えない");
        driver.press("ctrl-s n 4");
        driver.type_text("鍵がない");
        driver.press("ctrl-s n 4");
        driver.type_text("鍵がない");
        driver.press("ctrl-s");
        drop(driver);
        let list = vec![begun, ready, tempfile::tempdir().unwrap()];
        Self { list, parts: Parts::load() }
    }

    fn copy(&self, seed: usize) -> TempDir {
        // In memory where there is such a place: every record waits for the disk.
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let dir = dir.unwrap();
        copy(self.list[seed].path(), dir.path());
        dir
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

fn run(seeds: &Seeds, seed: usize, steps: &[Step], tamper: Tamper) -> Result<Count, String> {
    let dir = seeds.copy(seed);
    let mut stage = Stage::open(dir.path(), &seeds.parts, tamper)?;
    for (at, step) in steps.iter().enumerate() {
        stage
            .take(step)
            .map_err(|what| format!("step {at}, {step:?}: {what}\n{}", stage.screen()))?;
        if stage.is_done() {
            break;
        }
    }
    stage.end().map_err(|what| format!("at the end: {what}\n{}", stage.screen()))?;
    Ok(stage.count)
}

#[test]
fn no_keys_change_an_item_that_is_not_shown_or_lose_what_was_typed() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(CASES),
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Config::default()
    };
    let seeds = Seeds::new();
    let sum = RefCell::new(Count::default());
    let mut runner = TestRunner::new(config);
    let result = runner.run(&steps::wandering(), |(seed, steps)| {
        let count = run(&seeds, seed, &steps, Tamper::None).map_err(TestCaseError::fail)?;
        sum.borrow_mut().add(&count);
        Ok(())
    });
    if let Err(error) = result {
        match error {
            TestError::Fail(why, value) => panic!("{why}\n{value:?}"),
            TestError::Abort(why) => panic!("{why}"),
        }
    }
    let sum = sum.into_inner();
    println!("{sum:?}");
    // Without these the run says nothing; a fifth of what is usual.
    let least = u64::from(CASES) / 10;
    assert!(sum.letters > 20 * least && sum.records > least && sum.drafts > least, "{sum:?}");
    assert!(sum.reopened > least && sum.late > least && sum.erased > 0, "{sum:?}");
    assert!(sum.screens.len() >= 7 && sum.questions > least && sum.failed > 0, "{sum:?}");
}

#[test]
fn ways_on_which_something_was_once_lost_lose_nothing() {
    let seeds = Seeds::new();
    for way in [
        // Citing over an unfinished form.
        "g j 4 * esc c",
        // The gate opens over a form that was opened meanwhile.
        "g j ~ r 4 * * * ctrl-q",
        "g ~ r p * * * * * c * esc",
        // Leaving while a save is on its way, and going on meanwhile.
        "n 4 * ~ ctrl-s * esc",
        "n 4 * ~ ctrl-q * enter *",
        // Keys that come before the worker has answered.
        "n ~ 4 * esc 4 * ctrl-s",
        "g j ~ c 4 * ctrl-s",
        // The disk is full when a form is closed or recorded.
        "n ! 4 * esc",
        "n ! ~ 4 * ctrl-s esc",
        "g ! p * esc n",
    ] {
        for seed in 0..2 {
            let count = run(&seeds, seed, &steps::on_the_way(way, 2), Tamper::None);
            let count = count.unwrap_or_else(|what| panic!("{way}: {what}"));
            assert!(seed == 1 || count.letters >= 2, "{way}: {count:?}");
        }
    }
}

#[test]
fn the_checker_notices_what_is_dropped_forgotten_or_put_elsewhere() {
    let seeds = Seeds::new();
    let scripts: [(&str, Vec<Step>); 3] = [
        ("draft", vec![Step::Key("4"), Step::Type(3), Step::Key("esc")]),
        ("answer", vec![Step::Key("4"), Step::Type(3), Step::Key("ctrl-s")]),
        ("review", vec![Step::Key("g"), Step::Key("p"), Step::Type(3), Step::Key("ctrl-s")]),
    ];
    for (name, script) in &scripts {
        let mut script = script.clone();
        if *name != "review" {
            script.insert(0, Step::Key("j"));
        }
        let count = run(&seeds, 0, &script, Tamper::None).unwrap();
        assert!(count.letters == 3 && count.records + count.drafts == 1, "{name}: {count:?}");
        for tamper in [Tamper::Drop, Tamper::Forget, Tamper::Elsewhere] {
            let noticed = run(&seeds, 0, &script, tamper);
            assert!(noticed.is_err(), "{name}: nobody noticed {tamper:?}");
        }
    }
}
