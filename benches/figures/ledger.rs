//! Twenty years of sealed quarters: read for home, and verified.
//!
//! They are answered and sealed once per run, in memory where there is such a file system, since
//! what is measured here reads what the system has in its cache anyway.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tenken::app::inspect::{self, Missing};
use tenken::app::reading::Renderer;
use tenken::app::sealing::{self, Confirmation};
use tenken::app::{overview, verifying};
use tenken::domain::due::is_due;
use tenken::domain::period::Period;
use tenken::words::Lang;

use super::{answering, frame, ratio};

const PERIODS: usize = 80;

static LEDGER: LazyLock<TempDir> = LazyLock::new(|| sealed(PERIODS));

/// The folder with the sealed quarters before the current one.
pub(crate) fn root() -> &'static Path {
    LEDGER.path()
}

/// A folder in memory where there is such a file system.
pub(crate) fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    let root = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    root.unwrap()
}

/// A society with so many quarters sealed before the current one.
pub(crate) fn sealed(count: usize) -> TempDir {
    let root = in_memory();
    frame::set_up(root.path());
    let renderer = Renderer::new(Lang::Ja).unwrap();
    let mut periods = vec!["FY2026-Q2".parse::<Period>().unwrap()];
    while periods.len() < count {
        periods.push(periods[periods.len() - 1].previous().unwrap());
    }
    for period in periods.into_iter().rev() {
        seal(root.path(), period, &renderer);
    }
    root
}

pub(crate) fn seal(root: &Path, period: Period, renderer: &Renderer) {
    let app = frame::app(root, &period.end().to_string());
    let mut session = inspect::open(&app, period, Missing::Start).unwrap();
    let checklist = session.work().checklist.clone();
    for item in checklist.items.iter().filter(|item| is_due(item, period)) {
        let change = answering::put(item.id.as_str(), &format!("{} の台帳（{period}）", item.id));
        session.record(app.now(), "", change).unwrap();
    }
    drop(session);
    let confirmation = Confirmation { confirmed_by: "鈴木 一郎", meaning: "確定した" };
    sealing::seal(&app, period, confirmation, renderer).unwrap();
}

fn load() -> usize {
    overview::overview(&frame::app(root(), "2026-12-18")).unwrap().sealed.len()
}

fn verify() {
    assert!(verifying::verify(&frame::app(root(), "2026-12-18"), None).is_clean());
}

/// The files of all entries that `keep` takes.
fn files(keep: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root().join("reports")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().ends_with("_report") {
            let inside = std::fs::read_dir(entry.path()).unwrap().map(|file| file.unwrap().path());
            found.extend(inside.filter(|p| keep(p.file_name().unwrap().to_str().unwrap())));
        }
    }
    found
}

fn read(files: &[PathBuf]) -> usize {
    files.iter().map(|file| std::fs::read(file).unwrap().len()).sum()
}

fn hash(files: &[PathBuf]) {
    for file in files {
        divan::black_box(Sha256::digest(std::fs::read(file).unwrap()));
    }
}

fn sha256sum(files: &[PathBuf]) {
    let done = Command::new("sha256sum").args(files).stdout(Stdio::null()).status().unwrap();
    assert!(done.success());
}

/// The files that home looks into: of each entry its list, and the head of its record.
fn for_home(name: &str) -> bool {
    name == "SEAL" || name == "report.toml"
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn load_80_periods(bencher: divan::Bencher) {
    root();
    bencher.bench_local(load);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn read_the_same_bytes(bencher: divan::Bencher) {
    let files = files(for_home);
    bencher.bench_local(|| read(&files));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn verify_80_periods(bencher: divan::Bencher) {
    root();
    bencher.bench_local(verify);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn sha256sum_of_the_same_files(bencher: divan::Bencher) {
    let files = files(|_| true);
    bencher.bench_local(|| sha256sum(&files));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn sha256_of_the_same_files_in_rust(bencher: divan::Bencher) {
    let files = files(|_| true);
    bencher.bench_local(|| hash(&files));
}

pub(crate) fn ratios() {
    let (home, all) = (files(for_home), files(|_| true));
    let size = |files: &[PathBuf]| {
        let bytes = read(files);
        format!("{} files, {}.{} MB", files.len(), bytes / 1_000_000, bytes / 100_000 % 10)
    };
    println!("for home: {}; in all: {}", size(&home), size(&all));
    let load = || ratio::timed(load);
    ratio::print("home, 80 sealed / reading the bytes", 20, load, || ratio::timed(|| read(&home)));
    let verify = || ratio::timed(verify);
    let sum = || ratio::timed(|| sha256sum(&all));
    ratio::print("verify 80 / sha256sum, one process", 20, verify, sum);
    let sums = || ratio::timed(|| hash(&all));
    ratio::print("verify 80 / SHA-256 of the bytes in Rust", 20, verify, sums);
    let start = || frame::start_ours(root());
    let empty = frame::empty();
    ratio::print("start to text, 80 sealed / nothing sealed", 20, start, || {
        frame::start_ours(empty.path())
    });
    ratio::print("start to text, 80 sealed / bare ratatui", 20, start, || {
        frame::start_hello(root())
    });
    let empty = frame::empty();
    ratio::print("start to text, 80 sealed / nothing sealed", 20, start, || {
        frame::start_ours(empty.path())
    });
}
