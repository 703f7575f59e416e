//! A report as PDF: of 80 items and of 1,500, beside a page with one line from the same engine.
//!
//! The records are those of `wide`; the font is the one the program finds here.

use std::sync::LazyLock;

use tenken::app::typeface::{self, FontPlaces};
use tenken::domain::record::{Outcome, Record};
use tenken::report::pdf::{About, Typeface};
use tenken::report::sheet::{Block, Sheet};
use tenken::report::{compose, pdf};
use tenken::store::fs::DiskFs;
use tenken::words::{Lang, ReportWords, Terms};

use super::{ratio, wide};

const FEW: usize = 80;
const TIMES: usize = 9;

static TYPEFACE: LazyLock<Option<Typeface>> = LazyLock::new(|| {
    let found = typeface::find(&DiskFs, &FontPlaces::default());
    found.map_err(|error| println!("skipped: {error}")).ok()
});
static MANY: LazyLock<Record> = LazyLock::new(wide::newest);

/// The same record with its first items only.
fn few() -> Record {
    let mut record = MANY.clone();
    let outcomes: Vec<Outcome> = record.lines().map(|(_, outcome)| outcome.clone()).collect();
    record.checklist.items.truncate(FEW);
    record.with_outcomes(outcomes[..FEW].to_vec()).unwrap()
}

fn sheet(record: &Record) -> Sheet {
    compose(record, &ReportWords::load(Lang::Ja).unwrap(), &Terms::load(Lang::Ja).unwrap())
}

fn write(sheet: &Sheet, typeface: &Typeface) -> Vec<u8> {
    let at = "2026-12-31T12:00:00+09:00".parse().unwrap();
    pdf(sheet, typeface, &About { at, attached: &[] }).unwrap()
}

fn line() -> Sheet {
    let blocks = vec![Block::Paragraph("点検".into())];
    Sheet { lang: Lang::Ja, title: "点検".into(), blocks }
}

pub(crate) fn ratios() {
    let Some(typeface) = &*TYPEFACE else { return };
    let least = line();
    for (name, record) in [("PDF of 80 items", few()), ("PDF of 1,500 items", MANY.clone())] {
        let whole = sheet(&record);
        let bytes = write(&whole, typeface).len();
        let name = format!("{name} ({} KB) / of one line", bytes / 1_000);
        let base = || ratio::timed(|| write(&least, typeface));
        ratio::print(&name, TIMES, || ratio::timed(|| write(&whole, typeface)), base);
    }
    let finding = || ratio::timed(|| typeface::find(&DiskFs, &FontPlaces::default()));
    let base = || ratio::timed(|| write(&least, typeface));
    ratio::print("finding the font / PDF of one line", TIMES, finding, base);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn pdf_of_80_items(bencher: divan::Bencher) {
    let Some(typeface) = &*TYPEFACE else { return };
    let whole = sheet(&few());
    bencher.bench_local(|| write(&whole, typeface));
}
