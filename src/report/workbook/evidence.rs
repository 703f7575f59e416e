//! 証跡: one row for each reference of each item, the same references below each other.

use std::collections::BTreeMap;

use super::Told;
use super::page::{Page, Value};
use super::write::at_least;
use crate::domain::answer::Verdict;
use crate::domain::checklist::Item;
use crate::domain::evidence::Evidence;
use crate::domain::id::ItemId;

/// What makes references one document: words, path, digest.
type Document<'a> = (&'a str, Option<(&'a str, &'a str)>);

/// Where a document is cited.
type Cited<'a> = (&'a Item, Option<Verdict>, &'a Evidence);

pub(super) fn page(told: &Told<'_>) -> Page {
    let words = &told.words.evidence;
    let columns = [
        (&words.reference, 34),
        (&words.id, 10),
        (&words.title, 20),
        (&words.verdict, 9),
        (&words.items, 16),
        (&words.carried, 12),
        (&words.valid_until, 12),
        (&words.expired, 10),
        (&words.file, 34),
        (&words.digest, 34),
        (&words.size, 12),
        (&words.modified, 26),
    ];
    let columns = columns.map(|(header, width)| (header, at_least(header, width)));
    let mut documents: BTreeMap<Document<'_>, Vec<Cited<'_>>> = BTreeMap::new();
    for (item, outcome) in told.scribe.record.lines() {
        let Some(answer) = outcome.answer() else { continue };
        for evidence in &answer.evidence {
            let file = evidence.file.as_ref().map(|f| (f.path.as_str(), f.sha256.as_str()));
            let rows = documents.entry((evidence.text.trim(), file)).or_default();
            rows.push((item, answer.verdict, evidence));
        }
    }
    let rows = documents.values().flat_map(|uses| {
        let mut items: Vec<&ItemId> = uses.iter().map(|(item, ..)| &item.id).collect();
        items.dedup();
        let row = |(item, verdict, evidence): &(&Item, Option<Verdict>, &Evidence)| {
            row(told, (item, *verdict), evidence, &items)
        };
        uses.iter().map(row).collect::<Vec<_>>()
    });
    let page = Page::list(&told.words.sheet.evidence, &columns, rows.collect());
    Page { printed: 10, ..page.keeping(1).marking((3, 3)) }
}

fn row(
    told: &Told<'_>,
    (item, verdict): (&Item, Option<Verdict>),
    evidence: &Evidence,
    items: &[&ItemId],
) -> Vec<Value> {
    let file = evidence.file.as_ref();
    let expired = evidence.has_expired(told.scribe.sealed_on());
    let modified = file.and_then(|file| file.modified).map(|at| at.to_rfc3339());
    vec![
        evidence.text.as_str().into(),
        item.id.to_string().into(),
        item.title.as_str().into(),
        told.terms.verdict(verdict).into(),
        Value::list(items),
        evidence.carried.map(|period| period.to_string()).unwrap_or_default().into(),
        Value::day(evidence.valid_until),
        if expired { told.words.yes.as_str() } else { "" }.into(),
        file.map_or("", |file| file.path.as_str()).into(),
        file.map_or("", |file| file.sha256.as_str()).into(),
        file.map_or(Value::Empty, |file| Value::Count(file.size)),
        modified.unwrap_or_default().into(),
    ]
}
