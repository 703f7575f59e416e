//! Two and forty periods of 1,500 items each, compared and shown side by side, beside the time
//! that Python's `tomllib` takes to read the same files.
//!
//! The records are those of the sample society, their lines repeated under other ids; verdicts
//! move on by one line from period to period, so that every kind of change occurs.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use tempfile::TempDir;
use tenken::app::comparing::{self, Pair};
use tenken::app::demo::{self, Said};
use tenken::app::reading::Renderer;
use tenken::app::{App, trends};
use tenken::domain::checklist::Item;
use tenken::domain::id::ItemId;
use tenken::domain::period::Period;
use tenken::domain::record::{Outcome, Record};
use tenken::store::names::EntryKind;
use tenken::store::root::{RECORD_FILE, period_name};
use tenken::store::seal::{self, Clock, SealRequest, SignedAt};
use tenken::store::shape::record_out;
use tenken::words::Lang;

use super::{frame, ledger, ratio};

pub(crate) const ITEMS: usize = 1500;
const PERIODS: usize = 40;

/// Times only the reading, not the start of Python or the disk.
const TOMLLIB: &str = "\
import sys, time, tomllib
texts = [open(name, encoding='utf-8').read() for name in sys.argv[1:]]
start = time.perf_counter()
for text in texts:
    tomllib.loads(text)
print(time.perf_counter() - start)
";

static WIDE: LazyLock<TempDir> = LazyLock::new(build);

fn app() -> App {
    frame::app(WIDE.path(), "2026-12-31")
}

fn build() -> TempDir {
    let root = ledger::in_memory();
    std::fs::create_dir(root.path().join("reports")).unwrap();
    let mut record = sample();
    let mut periods = vec!["FY2026-Q3".parse::<Period>().unwrap()];
    while periods.len() < PERIODS {
        periods.push(periods[periods.len() - 1].previous().unwrap());
    }
    let lines: Vec<(Item, Outcome)> = record.lines().map(|(i, o)| (i.clone(), o.clone())).collect();
    let asked: Vec<&(Item, Outcome)> =
        lines.iter().filter(|(_, outcome)| outcome.answer().is_some()).collect();
    record.checklist.items = (0..ITEMS)
        .map(|number| {
            let id = ItemId::new(&format!("I-{number:04}")).unwrap();
            Item { id, ..asked[number % asked.len()].0.clone() }
        })
        .collect();
    record.findings.clear();
    for (number, period) in periods.into_iter().rev().enumerate() {
        let outcome = |line: usize| asked[(line + number) % asked.len()].1.clone();
        record.period = period;
        record.sealing.seq = u32::try_from(number).unwrap() + 1;
        let wide = record.clone().with_outcomes((0..ITEMS).map(outcome).collect()).unwrap();
        place(root.path(), &wide);
    }
    root
}

/// The newest record of the sample society.
pub(crate) fn sample() -> Record {
    let root = ledger::in_memory();
    let app = frame::app(root.path(), "2027-01-20");
    let renderer = Renderer::new(Lang::Ja).unwrap();
    let said = Said { renderer: &renderer, comments: &[], meaning: "確定した" };
    demo::make(&app, said).unwrap();
    let (_, newest) = app.root.standing().unwrap().pop().unwrap();
    app.root.record(&newest).unwrap()
}

/// Seals a record alone, on the last day of its period.
fn place(root: &Path, record: &Record) {
    let app = frame::app(root, &record.period.end().to_string());
    let files = [(RECORD_FILE.parse().unwrap(), record_out::write(record).into_bytes())];
    let request = SealRequest {
        kind: EntryKind::Report,
        period: period_name(record.period),
        signed_at: SignedAt::new(app.now().at),
        signer: "鈴木 一郎".parse().unwrap(),
        meaning: "確定した".parse().unwrap(),
        clock: Clock::Set,
        replaces: None,
        files: files.into_iter().collect(),
    };
    seal::seal_entry(app.root.fs(), &app.root.reports(), &request).unwrap();
}

/// The record of the last period.
pub(crate) fn newest() -> Record {
    let (_, entry) = app().root.standing().unwrap().pop().unwrap();
    app().root.record(&entry).unwrap()
}

/// The records of the last so many periods.
fn files(last: usize) -> Vec<PathBuf> {
    let standing = app().root.standing().unwrap();
    let newest = &standing[standing.len() - last..];
    newest.iter().map(|(_, entry)| app().root.entry(entry).join(RECORD_FILE)).collect()
}

fn compare() -> usize {
    let compared = comparing::compare(&app(), Pair::Newest).unwrap();
    assert!(compared.altered.is_empty());
    compared.comparison.lines.len()
}

fn trend() -> usize {
    trends::trend(&app(), NonZeroUsize::new(PERIODS).unwrap()).unwrap().rows.len()
}

fn tomllib(files: &[PathBuf]) -> Duration {
    let output = Command::new("python3").args(["-c", TOMLLIB]).args(files).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Duration::from_secs_f64(text.trim().parse().unwrap())
}

fn has_tomllib() -> bool {
    let tried = Command::new("python3").args(["-c", "import tomllib"]).output();
    tried.is_ok_and(|output| output.status.success())
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn compare_two_periods_of_1500_items(bencher: divan::Bencher) {
    LazyLock::force(&WIDE);
    bencher.bench_local(compare);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn trend_of_40_periods_of_1500_items(bencher: divan::Bencher) {
    LazyLock::force(&WIDE);
    bencher.bench_local(trend);
}

pub(crate) fn ratios() {
    if !has_tomllib() {
        println!("skipped: python3 with tomllib is not here; compare and trend are not measured");
        return;
    }
    assert_eq!((compare(), trend()), (ITEMS, ITEMS));
    let (two, all) = (files(2), files(PERIODS));
    let ours = || ratio::timed(compare);
    ratio::print("compare 2 × 1500 items / tomllib", 10, ours, || tomllib(&two));
    let ours = || ratio::timed(trend);
    ratio::print("trend 40 × 1500 items / tomllib", 3, ours, || tomllib(&all));
}
