//! From an answer to its being on the disk, beside an append of as many bytes with `fdatasync`.

use std::fs::{File, OpenOptions};
use std::io::Write as _;

use tempfile::TempDir;
use tenken::app::App;
use tenken::app::inspect::{self, Missing, Session};
use tenken::domain::answer::{Answer, Evidence, Verdict};
use tenken::domain::id::ItemId;
use tenken::domain::inspection::{Act, Change};

use super::frame;

/// An inspection on the disk of the build folder, answered again and again.
struct Desk {
    root: TempDir,
    app: App,
    session: Session,
    count: usize,
}

impl Desk {
    fn new() -> Self {
        let root = on_disk();
        frame::set_up(root.path());
        let app = frame::app(root.path(), "2026-12-18");
        let period = "FY2026-Q3".parse().unwrap();
        let session = inspect::open(&app, period, Missing::Start).unwrap();
        Self { root, app, session, count: 0 }
    }

    fn answer(&mut self) {
        self.count += 1;
        let change = put("ORG-01", &format!("任命書 第{}号（総務課書庫）", self.count));
        self.session.record(self.app.now(), "", change).unwrap();
    }

    fn journal(&self) -> u64 {
        let file = self.root.path().join("reports/drafts/FY2026-Q3/journal.toml");
        file.metadata().unwrap().len()
    }

    /// The bytes that one answer takes, now that there are earlier ones.
    fn size(&mut self) -> usize {
        self.answer();
        let before = self.journal();
        self.answer();
        usize::try_from(self.journal() - before).unwrap()
    }
}

pub(crate) fn put(item: &str, evidence: &str) -> Change {
    let answer = Answer {
        verdict: Some(Verdict::Ok),
        note: "台帳の全件を見て、抜けのないことを確かめた。".to_owned(),
        evidence: vec![Evidence::new(evidence)],
        ..Answer::default()
    };
    Change::Put { item: ItemId::new(item).unwrap(), act: Act::Answer, answer, seconds: None }
}

fn on_disk() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn plain() -> (TempDir, File) {
    let root = on_disk();
    let path = root.path().join("plain");
    let file = OpenOptions::new().append(true).create_new(true).open(path).unwrap();
    (root, file)
}

fn append(file: &mut File, bytes: &[u8]) {
    file.write_all(bytes).unwrap();
    file.sync_data().unwrap();
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn answer_to_disk(bencher: divan::Bencher) {
    let mut desk = Desk::new();
    bencher.bench_local(|| desk.answer());
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn append_and_fdatasync(bencher: divan::Bencher) {
    let size = Desk::new().size();
    let (_root, mut file) = plain();
    bencher.bench_local(|| append(&mut file, &vec![b'x'; size]));
}

pub(crate) fn ratios() {
    let mut desk = Desk::new();
    let bytes = vec![b'x'; desk.size()];
    let (_root, mut file) = plain();
    let name = format!("answer to disk / append of {} B, fdatasync", bytes.len());
    super::ratio::print(
        &name,
        200,
        || super::ratio::timed(|| desk.answer()),
        || super::ratio::timed(|| append(&mut file, &bytes)),
    );
}
