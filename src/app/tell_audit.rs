//! What keeps an audit from being recorded or finished, put into words.

use crate::domain::audit::{AuditGap, AuditRefusal};
use crate::domain::period::Period;
use crate::store::names::EntryName;
use crate::text::line;
use crate::words::{AuditWords, Terms, Told, fill};

/// One gap as part of a sentence.
pub fn gap(words: &AuditWords, gap: &AuditGap) -> String {
    match gap {
        AuditGap::NoOpinion => words.failure.no_opinion.clone(),
        AuditGap::NoOpinionText => words.failure.no_opinion_text.clone(),
        AuditGap::Finding { item, lacks } => {
            let lacks: Vec<&str> = lacks.iter().map(|lack| words.lack(*lack)).collect();
            let values = [("item", item.as_str()), ("lacks", &lacks.join("、"))];
            fill(&words.failure.finding, &values)
        }
    }
}

/// All gaps of the audit of `period`.
pub fn gaps(words: &AuditWords, terms: &Terms, period: Period, gaps: &[AuditGap]) -> Told {
    let list: Vec<String> = gaps.iter().map(|found| gap(words, found)).collect();
    put(
        &words.failure.gaps,
        &[
            ("period", &terms.period(period)),
            ("n", &gaps.len().to_string()),
            ("list", &list.join(" / ")),
        ],
    )
}

pub fn refusal(words: &AuditWords, refusal: &AuditRefusal) -> Told {
    match refusal {
        AuditRefusal::UnknownItem { item } => {
            put(&words.failure.unknown_item, &[("item", item.as_str()), ("id", "last")])
        }
        AuditRefusal::TooLong => words.failure.too_long.clone(),
        AuditRefusal::Unchanged => words.failure.unchanged.clone(),
    }
}

pub fn replaced(words: &AuditWords, terms: &Terms, period: Period, entry: &EntryName) -> Told {
    let values = [
        ("period", &*terms.period(period)),
        ("id", &*period.to_string()),
        ("entry", &*entry.to_string()),
    ];
    put(&words.failure.replaced, &values)
}

fn put(told: &Told, values: &[(&str, &str)]) -> Told {
    let clean: Vec<(&str, String)> =
        values.iter().map(|(name, value)| (*name, line(value).into_owned())).collect();
    let values: Vec<(&str, &str)> = clean.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Told { what: fill(&told.what, &values), next: fill(&told.next, &values) }
}
