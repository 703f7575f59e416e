//! Histories of periods with checklists that change, and what the trend must say of them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::answer::{Answer, Remedy};
use crate::domain::checklist::{Checklist, Item};
use crate::domain::finding::Finding;
use crate::domain::finding::tests::{close, finding, progress};
use crate::domain::inspection::tests::{checklist, stamp};
use crate::domain::lineage::{Declared, Kind};
use crate::domain::period::Cycle;
use crate::domain::record::Record;
use crate::domain::record::tests::record as sample;
use crate::domain::rules::tests::item;

/// The `n`-th quarter from FY2024-Q4 on.
fn quarter(n: usize) -> Period {
    let mut period = Period::new(2024, Cycle::Quarterly, 4).unwrap();
    for _ in 0..n {
        period = period.next().unwrap();
    }
    period
}

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

fn ids(texts: &[&str]) -> Vec<ItemId> {
    texts.iter().map(|text| id(text)).collect()
}

/// A sealed record; each item has the letter of its mark: `o` 適, `M` `m` `w` 不適, `n`, `u`, `.`.
fn record(period: Period, checklist: &Checklist, marks: &str) -> Record {
    let base = sample();
    let sealing = crate::domain::record::Sealing {
        at: format!("{}T10:00:00+09:00", period.end()).parse().unwrap(),
        ..base.sealing
    };
    let outcomes = marks.chars().map(outcome).collect();
    Record::bare(
        (period, period.end()),
        (base.society, base.people),
        base.opened_at,
        sealing,
        (checklist.clone(), base.checklist_digest),
    )
    .with_outcomes(outcomes)
    .unwrap()
}

fn outcome(letter: char) -> Outcome {
    let (verdict, grade) = match letter {
        '.' => return Outcome::NotDue { last: None },
        'o' => (Verdict::Ok, None),
        'n' => (Verdict::Na, None),
        'u' => (Verdict::Unverified, None),
        'M' => (Verdict::Ng, Some(Grade::Major)),
        'm' => (Verdict::Ng, Some(Grade::Minor)),
        _ => (Verdict::Ng, Some(Grade::Watch)),
    };
    let remedy = Remedy { grade, ..Remedy::default() };
    let answer = Answer { verdict: Some(verdict), remedy, ..Answer::default() };
    Outcome::Asked { answer, stamp: stamp(1), last: None, seconds: None }
}

fn letter(mark: Mark) -> char {
    match mark {
        Mark::Absent => '_',
        Mark::NotDue => '.',
        Mark::Asked { verdict, grade } => match (verdict, grade) {
            (None, _) => '?',
            (Some(Verdict::Ok), _) => 'o',
            (Some(Verdict::Na), _) => 'n',
            (Some(Verdict::Unverified), _) => 'u',
            (Some(Verdict::Ng), Some(Grade::Major)) => 'M',
            (Some(Verdict::Ng), Some(Grade::Minor)) => 'm',
            (Some(Verdict::Ng), _) => 'w',
        },
    }
}

fn version(name: &str, items: &[&str], changes: Vec<Declared>) -> Checklist {
    let items = items.iter().map(|id| item(id)).collect();
    Checklist { version: name.into(), items, changes, ..checklist() }
}

fn declared(version: &str, kind: Kind, from: &[&str], to: &[&str]) -> Declared {
    let (version, reason) = (version.to_owned(), "見直し".to_owned());
    Declared { version, kind, from: ids(from), to: ids(to), reason }
}

fn trend(records: &[Record]) -> Trend {
    let mut series = Series::default();
    for record in records {
        series.add(record);
    }
    series.trend()
}

/// `ORG-01 oo.m` for each row; `!` before what is retired.
fn told(trend: &Trend) -> Vec<String> {
    let row = |row: &Row| {
        let marks: String = row.cells.iter().map(|cell| letter(cell.mark)).collect();
        let retired = if row.standing == Standing::Retired { "!" } else { "" };
        format!("{retired}{} {marks}", row.item)
    };
    trend.rows.iter().map(row).collect()
}

#[test]
fn a_row_goes_on_through_merged_split_and_retired_items() {
    let first = version("1", &["A", "B", "C", "D", "X"], vec![]);
    let merged = declared("2", Kind::Merged, &["A", "B"], &["M"]);
    let mut second = version("2", &["M", "C", "D", "X"], vec![merged.clone()]);
    second.items[2].question = "言い換えた問いか。".into();
    let split = declared("3", Kind::Split, &["C"], &["C", "C2"]);
    let mut third = version("3", &["M", "C", "C2", "D", "N"], vec![merged, split]);
    third.items[3].question = "言い換えた問いか。".into();
    let records = [
        record(quarter(0), &first, "oMuno"),
        record(quarter(1), &first, "on.oo"),
        record(quarter(2), &second, "uooM"),
        record(quarter(3), &third, "oomwn"),
    ];
    let trend = trend(&records);
    assert_eq!(told(&trend), ["M Mouo", "C u.oo", "C2 u.om", "D noow", "N ___n", "!X ooM_"]);
    let through = |row: usize, column: usize| {
        let through = trend.rows[row].cells[column].through.as_ref();
        through.map(|through| (through.bond, through.items.clone()))
    };
    assert_eq!(through(0, 0), Some((Bond::Merged, ids(&["A", "B"]))));
    assert_eq!(through(0, 2), None);
    assert_eq!(through(2, 1), Some((Bond::Split, ids(&["C"]))));
    assert_eq!(through(3, 1), Some((Bond::Reworded, ids(&["D"]))));
    assert_eq!((through(5, 0), through(5, 3)), (None, None));
    let revised: Vec<_> = trend.columns.iter().map(|c| c.revision.as_ref()).collect();
    assert_eq!((revised[0], revised[1]), (None, None));
    let revision = revised[3].unwrap();
    assert_eq!((&*revision.from.version, &*revision.to.version), ("2", "3"));
    let kins: Vec<_> = revision.kins.iter().map(|(bond, n)| (*bond, *n)).collect();
    assert_eq!(kins, [(Bond::Split, 1), (Bond::Added, 1), (Bond::Removed, 1)]);
}

#[test]
fn what_was_merged_and_then_retired_is_one_row() {
    let merged = declared("2", Kind::Merged, &["A", "B"], &["M"]);
    let retired = declared("3", Kind::Retired, &["M"], &[]);
    let records = [
        record(quarter(0), &version("1", &["A", "B", "Z"], vec![]), "omo"),
        record(quarter(1), &version("2", &["M", "Z"], vec![merged.clone()]), "uo"),
        record(quarter(2), &version("3", &["Z"], vec![merged, retired]), "o"),
    ];
    assert_eq!(told(&trend(&records)), ["Z ooo", "!M mu_"]);
}

#[test]
fn going_back_to_an_older_version_is_followed_too() {
    let first = version("1", &["A", "B"], vec![]);
    let merged = declared("2", Kind::Merged, &["A", "B"], &["M"]);
    let second = version("2", &["M"], vec![merged]);
    let records = [
        record(quarter(0), &first, "om"),
        record(quarter(1), &second, "u"),
        record(quarter(2), &first, "no"),
    ];
    let trend = trend(&records);
    assert_eq!(told(&trend), ["A oun", "B muo"]);
    assert!(trend.columns[2].revision.is_some());
}

#[test]
fn a_section_keeps_the_numbers_that_were_sealed() {
    let mut first = version("1", &["A", "B"], vec![]);
    let other = SectionId::new("human").unwrap();
    first.sections.push(crate::domain::checklist::Section {
        id: other.clone(),
        title: "人的安全管理措置".into(),
        short: "人的".into(),
    });
    first.items[1].section = other;
    let second = version("2", &["A", "B"], vec![]);
    let records = [record(quarter(0), &first, "om"), record(quarter(1), &second, "ou")];
    let trend = trend(&records);
    let rates = |lane: &Lane| -> Vec<String> {
        lane.tallies.iter().map(|t| t.rate().map_or("-".into(), |r| r.to_string())).collect()
    };
    assert_eq!(rates(&trend.lanes[0]), ["100.0% (1/1)", "50.0% (1/2)"]);
    assert_eq!(rates(&trend.lanes[1]), ["0.0% (0/1)", "-"]);
    assert_eq!(told(&trend), ["A oo", "B mu"]);
    assert_eq!(trend.columns[1].tally.rate(), records[1].tally().rate());
}

#[test]
fn findings_are_counted_and_aged_as_of_the_day_of_sealing() {
    let list = version("1", &["A"], vec![]);
    let (old, young) = (finding("FY2024-Q4", "A"), finding("FY2025-Q2", "B"));
    let with = |finding: &Finding, reviews: Vec<crate::domain::finding::Reviewed>| {
        let mut finding = finding.clone();
        for reviewed in reviews {
            finding.review(reviewed);
        }
        finding
    };
    let early = |mut finding: Finding| {
        finding.first_due = "2025-05-31".parse().unwrap();
        finding
    };
    let (old, moved) = (early(old), progress("FY2025-Q2", Some("2026-03-31")));
    let mut records: Vec<Record> = (0..4).map(|n| record(quarter(n), &list, "m")).collect();
    records[0].findings = vec![old.clone()];
    // What a later period says of it is known here already, and not looked at.
    records[1].findings = vec![with(&old, vec![moved.clone(), close("FY2025-Q3")])];
    records[2].findings = vec![with(&old, vec![moved.clone()]), young.clone()];
    records[3].findings = vec![with(&old, vec![moved, close("FY2025-Q3")]), young];
    let trend = trend(&records);
    let counts: Vec<_> = (trend.columns.iter().map(|c| c.findings))
        .map(|c| (c.open, c.new, c.closed, c.overdue, c.oldest))
        .collect();
    assert_eq!(
        counts,
        [
            (1, 1, 0, 0, Some(0)),
            (1, 0, 0, 1, Some(1)),
            (2, 1, 0, 0, Some(2)),
            (1, 0, 1, 0, Some(1))
        ]
    );
    assert_eq!(trend.findings[0].ages, [Age::Open(0), Age::Overdue(1), Age::Open(2), Age::Closed]);
    assert_eq!(trend.findings[1].ages, [Age::Absent, Age::Absent, Age::Open(0), Age::Open(1)]);
    let newest = trend.newest(1);
    assert_eq!((newest.columns.len(), newest.findings.len()), (1, 2));
    assert_eq!(newest.findings[0].ages, [Age::Closed]);
}

#[test]
fn societies_and_checklists_that_differ_are_told() {
    let list = version("1", &["A"], vec![]);
    let other = Checklist { id: ChecklistId::new("other").unwrap(), ..list.clone() };
    let mut records = [record(quarter(0), &list, "o"), record(quarter(1), &other, "o")];
    records[1].society = "別の健康保険組合".into();
    let trend = trend(&records);
    assert_eq!(trend.societies(), ["見本健康保険組合", "別の健康保険組合"]);
    assert_eq!(trend.checklists().len(), 2);
    assert_eq!(told(&trend), ["A oo"]);
    let section = SectionId::new("human").unwrap();
    let nothing = trend.only(&[section]);
    assert_eq!((nothing.rows.len(), nothing.columns.len()), (0, 2));
    assert_eq!(Series::default().trend(), Trend::default());
}

/// One change of a checklist: what is done, and to which of its items.
type Change = (u8, usize, usize);

/// Carries out a change as a new version would declare it.
fn changed(old: &Checklist, (kind, one, other): Change, number: usize) -> Checklist {
    let mut new = old.clone();
    let named = format!("{}", number + 2);
    let fresh = |n: usize| format!("N{number}-{n}");
    let count = new.items.len();
    let (one, other) = (one % count.max(1), other % count.max(1));
    let declare = |new: &mut Checklist, kind, from: Vec<ItemId>, to: Vec<ItemId>| {
        let (version, reason) = (named.clone(), String::new());
        new.changes.push(Declared { version, kind, from, to, reason });
    };
    match kind {
        0 if count > 0 => new.items[one].question = fresh(0),
        1 if count > 1 && one != other => {
            let from = vec![new.items[one].id.clone(), new.items[other].id.clone()];
            new.items[one].id = id(&fresh(0));
            let to = vec![new.items[one].id.clone()];
            new.items.remove(other);
            declare(&mut new, Kind::Merged, from, to);
        }
        2 if count > 0 => {
            let from = vec![new.items[one].id.clone()];
            let part = Item { id: id(&fresh(0)), ..new.items[one].clone() };
            let to = vec![new.items[one].id.clone(), part.id.clone()];
            new.items.insert(one + 1, part);
            declare(&mut new, Kind::Split, from, to);
        }
        3 if count > 0 => {
            let gone = new.items.remove(one);
            declare(&mut new, Kind::Retired, vec![gone.id], Vec::new());
        }
        4 => new.items.push(item(&fresh(0))),
        _ => return new,
    }
    new.version = named;
    new
}

/// Up to twelve periods, each with a version of the checklist and an outcome for each item.
fn histories() -> impl Strategy<Value = Vec<Record>> {
    let period = (any::<(u8, usize, usize)>(), "[oMmwnu.]{40}");
    let step = period.prop_map(|((kind, one, other), marks)| ((kind % 8, one, other), marks));
    prop::collection::vec(step, 1..12).prop_map(|steps| {
        let mut list = version("1", &["A", "B", "C", "D", "E", "F"], vec![]);
        let mut records = Vec::new();
        for (n, (change, marks)) in steps.into_iter().enumerate() {
            list = changed(&list, change, n);
            let marks: String = marks.chars().cycle().take(list.items.len()).collect();
            records.push(record(quarter(n), &list, &marks));
        }
        records
    })
}

proptest! {
    #[test]
    fn every_item_of_every_record_stands_where_it_belongs_and_nowhere_else(
        records in histories(),
    ) {
        let trend = trend(&records);
        for (column, record) in records.iter().enumerate() {
            for (item, _) in record.lines() {
                let named = |row: &&Row| match &row.cells[column].through {
                    Some(through) => through.items.contains(&item.id),
                    None => row.item == item.id && row.cells[column].mark != Mark::Absent,
                };
                let found: Vec<&Row> = trend.rows.iter().filter(named).collect();
                let throughs: Vec<_> =
                    found.iter().map(|row| &row.cells[column].through).collect();
                match throughs.as_slice() {
                    [] => prop_assert!(false, "{} is lost", item.id),
                    [_] => {}
                    // What was split stands in each of its parts, and is marked there.
                    [first, rest @ ..] => {
                        let first = first.as_ref().unwrap();
                        prop_assert!(matches!(first.bond, Bond::Split | Bond::Merged));
                        prop_assert!(rest.iter().all(|one| one.as_ref() == Some(first)));
                    }
                }
            }
        }
        let newest = records.last().unwrap();
        let current = trend.rows.iter().filter(|row| row.standing == Standing::Current);
        let current: Vec<_> = current.map(|row| &row.item).collect();
        prop_assert_eq!(current, newest.checklist.items.iter().map(|i| &i.id).collect::<Vec<_>>());
        let unique: BTreeSet<_> = trend.rows.iter().map(|row| &row.item).collect();
        prop_assert_eq!(unique.len(), trend.rows.len());
    }

    #[test]
    fn a_cell_is_the_verdict_of_the_record_or_the_worst_of_several(records in histories()) {
        let trend = trend(&records);
        for row in &trend.rows {
            for (cell, record) in row.cells.iter().zip(&records) {
                let own = [row.item.clone()];
                let items = cell.through.as_ref().map_or(&own[..], |through| &through.items);
                let marks = items.iter().filter_map(|item| record.outcome(item)).map(Mark::of);
                let marks: Vec<Mark> = marks.collect();
                if let [one] = marks.as_slice() {
                    prop_assert_eq!(cell.mark, *one);
                } else {
                    let worst = marks.into_iter().fold(Mark::Absent, Mark::or_worse);
                    prop_assert_eq!(cell.mark, worst);
                }
            }
        }
    }

    #[test]
    fn neither_the_order_nor_the_number_of_records_changes_what_is_said_of_one(
        (records, order) in histories().prop_flat_map(|records| {
            let order = Just((0..records.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(records), order)
        }),
        newest in 1usize..12,
    ) {
        let whole = trend(&records);
        let mut series = Series::default();
        for at in order {
            series.add(&records[at]);
            // Looking at what is there so far changes nothing.
            series.trend();
            series.add(&records[at]);
        }
        prop_assert_eq!(&series.trend(), &whole);
        let mut last = trend(&records[records.len().saturating_sub(newest)..]);
        let cut = whole.newest(newest);
        last.columns[0].revision.clone_from(&cut.columns[0].revision);
        prop_assert_eq!(cut, last);
    }
}
