//! Two periods with every kind of movement, and what holds of any two.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::answer::Remedy;
use crate::domain::checklist::Checklist;
use crate::domain::finding::tests::finding;
use crate::domain::inspection::tests::{checklist, stamp};
use crate::domain::lineage::{Declared, Kind};
use crate::domain::record::tests::record as sample;
use crate::domain::rules::tests::item;
use crate::domain::tally::Tally;

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

/// `o` 適, `x` 不適, `n` 該当なし, `u` 確認不能, `.` not asked; a capital has another note.
fn outcome(letter: char) -> Outcome {
    let verdict = match letter.to_ascii_lowercase() {
        'o' => Verdict::Ok,
        'x' => Verdict::Ng,
        'n' => Verdict::Na,
        'u' => Verdict::Unverified,
        _ => return Outcome::NotDue { last: None },
    };
    let grade = (verdict == Verdict::Ng).then_some(Grade::Minor);
    let note = if letter.is_uppercase() { "改めて見た。" } else { "見た。" }.to_owned();
    let remedy = Remedy { grade, ..Remedy::default() };
    let answer = Answer { verdict: Some(verdict), note, remedy, ..Answer::default() };
    Outcome::Asked { answer, stamp: stamp(1), last: None, seconds: None }
}

fn record(period: &str, checklist: &Checklist, letters: &str) -> Record {
    let (base, period) = (sample(), period.parse().unwrap());
    Record::bare(
        (period, period.end()),
        (base.society, base.people),
        base.opened_at,
        base.sealing,
        (checklist.clone(), base.checklist_digest),
    )
    .with_outcomes(letters.chars().map(outcome).collect())
    .unwrap()
}

fn version(ids: &[&str]) -> Checklist {
    Checklist { items: ids.iter().map(|id| item(id)).collect(), ..checklist() }
}

fn declared(kind: Kind, from: &[&str], to: &[&str]) -> Declared {
    let ids = |list: &[&str]| list.iter().map(|text| id(text)).collect();
    let (version, reason) = ("2".to_owned(), "見直し".to_owned());
    Declared { version, kind, from: ids(from), to: ids(to), reason }
}

fn told(comparison: &Comparison) -> Vec<(String, &'static str, bool)> {
    let name = |line: &Line| line.item().unwrap().id.to_string();
    let lines = comparison.lines.iter();
    lines.map(|line| (name(line), line.group.name(), line.regression)).collect()
}

#[test]
fn every_movement_has_its_group_and_its_place() {
    let ids = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"];
    let mut list = version(&ids);
    let mut base = record("FY2026-Q2", &list, "ooxxunnoo.x");
    base.checklist.items[10].question = "前の問いか。".into();
    list.items.push(item("NEW"));
    let mut target = record("FY2026-Q3", &list, "uxxooxnnO.xx");
    target.findings = vec![finding("FY2025-Q4", "C")];
    let found = compare(&base, &target, &Earlier::new()).unwrap();
    let line = |item: &str, group, regression| (item.to_owned(), group, regression);
    assert_eq!(
        told(&found),
        [
            line("A", "worse", true),
            line("B", "worse", true),
            line("C", "still", false),
            line("D", "better", false),
            line("E", "better", false),
            line("NEW", "added", false),
            line("K", "reworded", false),
            line("H", "to-na", false),
            line("F", "from-na", true),
            line("G", "same", false),
            line("I", "same", false),
            line("J", "not-due", false),
        ]
    );
    assert_eq!(found.lines[2].age, Some(3), "by its finding");
    assert_eq!(found.lines[6].age, Some(1), "without one, at least one period");
    let same: Vec<bool> = found.lines[9..11].iter().map(|line| line.note_changed).collect();
    assert_eq!(same, [false, true]);
    assert_eq!(found.counts.regressions, 3);
    let rate = |tally: Tally| tally.rate().unwrap().to_string();
    let (common, all) = (found.rates.common, found.rates.all);
    assert_eq!((&*rate(common.0), &*rate(common.1)), ("57.1% (4/7)", "42.9% (3/7)"));
    assert_eq!((&*rate(all.0), &*rate(all.1)), ("50.0% (4/8)", "33.3% (3/9)"));
}

#[test]
fn merged_and_split_items_stand_together_with_the_gravest_verdict() {
    let first = version(&["A", "B", "C", "GONE"]);
    let mut second = version(&["M", "C", "C2"]);
    second.changes = vec![
        declared(Kind::Merged, &["A", "B"], &["M"]),
        declared(Kind::Split, &["C"], &["C", "C2"]),
    ];
    let (base, target) = (record("FY2026-Q2", &first, "noox"), record("FY2026-Q3", &second, "oox"));
    let found = compare(&base, &target, &Earlier::new()).unwrap();
    let line = |item: &str, group, regression| (item.to_owned(), group, regression);
    assert_eq!(
        told(&found),
        [line("GONE", "removed", false), line("M", "reworded", false), line("C", "reworded", true)]
    );
    assert_eq!(found.lines[1].movement, Some(Movement::Same));
    assert_eq!(found.lines[2].movement, Some(Movement::Worse));
    assert_eq!((found.lines[2].base.len(), found.lines[2].target.len()), (1, 2));
    assert_eq!(found.rates.common.0.answered(), 0, "other questions have no common rate");
}

#[test]
fn an_item_not_asked_each_time_is_compared_with_its_last_answer() {
    let list = version(&["A", "B", "C"]);
    let base = record("FY2026-Q2", &list, "o..");
    let target = record("FY2026-Q3", &list, "oxx");
    assert_eq!(wanted_earlier(&base, &target), [id("B"), id("C")]);
    let side =
        Side { period: "FY2025-Q3".parse().unwrap(), item: item("B"), outcome: outcome('o') };
    let earlier = Earlier::from([(id("B"), side.clone())]);
    let found = compare(&base, &target, &earlier).unwrap();
    let line = |item: &str, group, regression| (item.to_owned(), group, regression);
    assert_eq!(
        told(&found),
        [line("B", "worse", true), line("A", "same", false), line("C", "not-due", true)]
    );
    assert_eq!(found.lines[0].compared_with(base.period), Some(side.period));
    assert!(found.lines[2].is_first_time() && !found.lines[0].is_first_time());
    assert_eq!(found.rates.common.0.answered(), 1, "only what both periods asked is common");
    let item = Item { question: "昔の問いか。".into(), ..item("B") };
    let earlier = Earlier::from([(id("B"), Side { item, ..side })]);
    let found = compare(&base, &target, &earlier).unwrap();
    assert_eq!(found.lines[0].group, Group::Reworded, "what was asked then was another question");
}

#[test]
fn another_society_checklist_or_the_same_period_is_refused() {
    let list = version(&["A"]);
    let (base, target) = (record("FY2026-Q2", &list, "o"), record("FY2026-Q3", &list, "o"));
    assert!(matches!(comparable(&base, &base), Err(Incomparable::SamePeriod { .. })));
    let mut other = target.clone();
    other.society = "別の組合".into();
    assert!(matches!(comparable(&base, &other), Err(Incomparable::OtherSociety { .. })));
    let mut other = target;
    other.checklist.id = crate::domain::id::ChecklistId::new("other").unwrap();
    assert!(matches!(comparable(&base, &other), Err(Incomparable::OtherChecklist { .. })));
}

const POOL: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];

/// For each item of the pool: how it stands in the base and in the target (a blank: not there),
/// and whether its question is another one.
type Plan = Vec<(char, char, bool)>;

fn plan() -> impl Strategy<Value = (Plan, bool, bool)> {
    let letter = || prop::sample::select(" .oxnuOXNU".chars().collect::<Vec<_>>());
    let items = prop::collection::vec((letter(), letter(), prop::bool::weighted(0.2)), POOL.len());
    (items, any::<bool>(), any::<bool>())
}

fn pair(plan: &Plan, merged: bool, split: bool) -> (Record, Record) {
    let (mut old, mut new) = ((Vec::new(), String::new()), (Vec::new(), String::new()));
    for (name, (base, target, reworded)) in POOL.iter().zip(plan) {
        if *base != ' ' {
            old.0.push(item(name));
            old.1.push(*base);
        }
        if *target != ' ' {
            let question = if *reworded { "別の問いか。" } else { "問いか。" }.to_owned();
            new.0.push(Item { question, ..item(name) });
            new.1.push(*target);
        }
    }
    old.0.iter_mut().for_each(|item| item.question = "問いか。".into());
    let mut changes = Vec::new();
    changes.extend(merged.then(|| declared(Kind::Merged, &["A", "B"], &["A"])));
    changes.extend(split.then(|| declared(Kind::Split, &["C"], &["C", "D"])));
    let first = Checklist { items: old.0, ..checklist() };
    let second = Checklist { items: new.0, changes, ..checklist() };
    (record("FY2026-Q2", &first, &old.1), record("FY2026-Q3", &second, &new.1))
}

/// The group of each item, on each side.
fn groups(comparison: &Comparison) -> BTreeMap<(bool, ItemId), Group> {
    let mut found = BTreeMap::new();
    for line in &comparison.lines {
        let base = line.base.iter().map(|side| (false, side.item.id.clone()));
        for key in base.chain(line.target.iter().map(|side| (true, side.item.id.clone()))) {
            assert_eq!(found.insert(key, line.group), None, "an item in two lines");
        }
    }
    found
}

fn swapped(group: Group) -> Group {
    match group {
        Group::Worse => Group::Better,
        Group::Better => Group::Worse,
        Group::Added => Group::Removed,
        Group::Removed => Group::Added,
        Group::ToNotApplicable => Group::FromNotApplicable,
        Group::FromNotApplicable => Group::ToNotApplicable,
        Group::Still | Group::Reworded | Group::Same | Group::NotDue => group,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_item_of_either_side_is_in_exactly_one_line((plan, merged, split) in plan()) {
        let (base, target) = pair(&plan, merged, split);
        let found = compare(&base, &target, &Earlier::new()).unwrap();
        let mut expected: Vec<_> = base.lines().map(|(item, _)| (false, item.id.clone())).collect();
        expected.extend(target.lines().map(|(item, _)| (true, item.id.clone())));
        expected.sort();
        prop_assert_eq!(groups(&found).into_keys().collect::<Vec<_>>(), expected);
        prop_assert_eq!(found.counts.total(), found.lines.len());
        let parts: usize = found.sections.iter().map(|part| part.counts.total()).sum();
        prop_assert_eq!(parts, found.lines.len());
        for line in &found.lines {
            let now_bad = line.verdicts().1 == Some(Verdict::Ng);
            let was_bad = line.verdicts().0 == Some(Verdict::Ng);
            if now_bad && !was_bad && line.group != Group::Added {
                prop_assert!(line.regression, "{:?}", line);
            }
        }
    }

    #[test]
    fn swapping_the_sides_mirrors_every_group((plan, merged, split) in plan()) {
        let (base, target) = pair(&plan, merged, split);
        let there = groups(&compare(&base, &target, &Earlier::new()).unwrap());
        let back = groups(&compare(&target, &base, &Earlier::new()).unwrap());
        let mirrored = there.into_iter().map(|((side, id), group)| ((!side, id), swapped(group)));
        prop_assert_eq!(mirrored.collect::<BTreeMap<_, _>>(), back);
    }

    #[test]
    fn the_order_of_a_checklist_changes_no_group(
        (plan, merged, split) in plan(),
        turn in 0..8_usize,
    ) {
        let (base, target) = pair(&plan, merged, split);
        let turned = |record: &Record, by: usize| {
            let mut lines: Vec<_> = record.lines().map(|(i, o)| (i.clone(), o.clone())).collect();
            let by = by.min(lines.len());
            lines.rotate_left(by);
            lines.reverse();
            let (items, outcomes): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
            let mut other = record.clone();
            other.checklist.items = items;
            other.with_outcomes(outcomes).unwrap()
        };
        let before = groups(&compare(&base, &target, &Earlier::new()).unwrap());
        let (base, target) = (turned(&base, turn), turned(&target, 8 - turn));
        let after = groups(&compare(&base, &target, &Earlier::new()).unwrap());
        prop_assert_eq!(before, after);
    }
}
