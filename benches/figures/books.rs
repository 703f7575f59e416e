//! The Excel report of 80 and of 1,500 items, beside the time that Python's `openpyxl` takes to
//! write the same cells.

use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use tempfile::TempDir;
use tenken::domain::checklist::Item;
use tenken::domain::id::ItemId;
use tenken::domain::record::{Outcome, Record};
use tenken::report::workbook::{Book, BookWords, read_back, workbook};
use tenken::words::{AuditWords, ComparisonWords, Lang, ReportWords, Terms, WorkbookWords};

use super::{ratio, wide};

const SMALL: usize = 80;

/// Times only the writing, not the start of Python or the reading of what is to be written.
const OPENPYXL: &str = "\
import io, sys, time, openpyxl
given = openpyxl.load_workbook(sys.argv[1])
sheets = [(s.title, [[c.value for c in r] for r in s.iter_rows()]) for s in given]
start = time.perf_counter()
book = openpyxl.Workbook(write_only=True)
for title, rows in sheets:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
book.save(io.BytesIO())
print(time.perf_counter() - start)
";

struct Words {
    book: WorkbookWords,
    report: ReportWords,
    comparison: ComparisonWords,
    audit: AuditWords,
    terms: Terms,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    book: WorkbookWords::load(Lang::Ja).unwrap(),
    report: ReportWords::load(Lang::Ja).unwrap(),
    comparison: ComparisonWords::load(Lang::Ja).unwrap(),
    audit: AuditWords::load(Lang::Ja).unwrap(),
    terms: Terms::load(Lang::Ja).unwrap(),
});
static RECORD: LazyLock<Record> = LazyLock::new(wide::sample);

/// The sample with its answered items repeated.
fn record(items: usize) -> Record {
    let mut record = RECORD.clone();
    let lines: Vec<(Item, Outcome)> = record.lines().map(|(i, o)| (i.clone(), o.clone())).collect();
    let asked: Vec<&(Item, Outcome)> =
        lines.iter().filter(|(_, outcome)| outcome.answer().is_some()).collect();
    record.checklist.items = (0..items)
        .map(|number| {
            let id = ItemId::new(&format!("I-{number:04}")).unwrap();
            Item { id, ..asked[number % asked.len()].0.clone() }
        })
        .collect();
    let outcomes = (0..items).map(|number| asked[number % asked.len()].1.clone()).collect();
    record.with_outcomes(outcomes).unwrap()
}

fn written(record: &Record) -> Vec<u8> {
    let Words { book, report, comparison, audit, terms } = &*WORDS;
    let words = BookWords { book, report, comparison, audit, terms };
    workbook(&Book { record, comparison: None, trend: None, audits: &[], words }).unwrap()
}

#[divan::bench(args = [SMALL, wide::ITEMS], sample_count = 5)]
fn write(bencher: divan::Bencher<'_, '_>, items: usize) {
    let record = record(items);
    bencher.bench_local(|| written(&record));
}

#[divan::bench(args = [SMALL, wide::ITEMS], sample_count = 5)]
fn read_again(bencher: divan::Bencher<'_, '_>, items: usize) {
    let bytes = written(&record(items));
    bencher.bench_local(|| read_back(&bytes, &WORDS.book).unwrap());
}

fn openpyxl(dir: &TempDir, bytes: &[u8]) -> Option<Duration> {
    let file = dir.path().join("book.xlsx");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("python3").args(["-c", OPENPYXL]).arg(&file).output().ok()?;
    let seconds: f64 = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    Some(Duration::from_secs_f64(seconds))
}

pub(crate) fn ratios() {
    let dir = tempfile::tempdir().unwrap();
    for items in [SMALL, wide::ITEMS] {
        let record = record(items);
        let bytes = written(&record);
        if openpyxl(&dir, &bytes).is_none() {
            println!("books: skipped, python3 has no openpyxl");
            return;
        }
        let name = format!("workbook of {items} items / openpyxl");
        let ours = || ratio::timed(|| written(&record));
        ratio::print(&name, 5, ours, || openpyxl(&dir, &bytes).unwrap_or_default());
    }
}
