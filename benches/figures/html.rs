//! A report of 80 and of 1,500 items as a page of HTML, beside the same sheet as text.
//!
//! The items are those of the sample society, repeated under other ids. Composing the sheet is
//! not in it, nor is any file.

use std::sync::LazyLock;

use tenken::domain::checklist::Item;
use tenken::domain::id::ItemId;
use tenken::domain::record::Outcome;
use tenken::report::{self, Sheet};
use tenken::words::{Lang, ReportWords, Terms};

use super::{ratio, wide};

static SMALL: LazyLock<Sheet> = LazyLock::new(|| sheet(80));
static LARGE: LazyLock<Sheet> = LazyLock::new(|| sheet(1500));

/// The report of the sample record with so many items, all of them answered.
fn sheet(items: usize) -> Sheet {
    let mut record = wide::sample();
    let lines = record.lines().filter(|(_, outcome)| outcome.answer().is_some());
    let lines: Vec<(Item, Outcome)> = lines.map(|(i, o)| (i.clone(), o.clone())).collect();
    let item = |n: usize| {
        let id = ItemId::new(&format!("I-{n:04}")).unwrap();
        Item { id, ..lines[n % lines.len()].0.clone() }
    };
    record.checklist.items = (0..items).map(item).collect();
    record.findings.clear();
    let outcomes = (0..items).map(|n| lines[n % lines.len()].1.clone()).collect();
    let record = record.with_outcomes(outcomes).unwrap();
    let (words, terms) = (ReportWords::load(Lang::Ja).unwrap(), Terms::load(Lang::Ja).unwrap());
    report::compose(&record, &words, &terms)
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn html_of_80_items(bencher: divan::Bencher) {
    LazyLock::force(&SMALL);
    bencher.bench_local(|| report::html(&SMALL));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn html_of_1500_items(bencher: divan::Bencher) {
    LazyLock::force(&LARGE);
    bencher.bench_local(|| report::html(&LARGE));
}

pub(crate) fn ratios() {
    for (name, sheet) in [("80", &*SMALL), ("1500", &*LARGE)] {
        let ours = || ratio::timed(|| report::html(sheet));
        let base = || ratio::timed(|| report::text(sheet));
        ratio::print(&format!("html of {name} items / text"), 20, ours, base);
        println!("html of {name} items: {} bytes", report::html(sheet).len());
    }
}
