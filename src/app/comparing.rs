//! Two sealed periods side by side: which ones, and what was asked longer ago.
//!
//! What is a change for the worse is decided in `domain::comparison`.

use std::collections::BTreeSet;

use super::{App, Failure, reading};
use crate::domain::comparison::{self, Comparison, Earlier, Side};
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::store::names::EntryName;

/// How many periods before the base are looked through for items that the base did not ask: two
/// years of quarters, in which each item falls due twice.
const REACH: usize = 8;

/// Which periods are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// The last two that are sealed.
    Newest,
    /// A period beside the one sealed before it.
    Before(Period),
    /// 前年同期: a period, or the last sealed, beside the same span a year earlier.
    YearBefore(Option<Period>),
    Of {
        base: Period,
        target: Period,
    },
}

/// Two periods side by side, and which of their entries are not as they were sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub comparison: Comparison,
    pub altered: Vec<EntryName>,
}

pub fn compare(app: &App, pair: Pair) -> Result<Compared, Failure> {
    let standing = app.root.standing()?;
    let (base, target) = periods(&standing, pair)?;
    let entry = |period: Period| {
        let found = standing.iter().find(|(sealed, _)| *sealed == period);
        found.map(|(_, entry)| entry).ok_or(Failure::NotSealed { period })
    };
    let entries = [entry(base)?, entry(target)?];
    // Nothing but reading takes time here, and the two sides know nothing of each other.
    let [base, target] = std::thread::scope(|scope| {
        entries
            .map(|entry| scope.spawn(move || read(app, entry)))
            .map(|side| side.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let ((base, base_as_sealed), (target, target_as_sealed)) = (base?, target?);
    comparison::comparable(&base, &target)?;
    let earlier = earlier(app, &standing, &base, &target)?;
    let altered = entries.into_iter().zip([base_as_sealed, target_as_sealed]);
    let altered = altered.filter(|(_, as_sealed)| !as_sealed).map(|(e, _)| e.clone()).collect();
    Ok(Compared { comparison: comparison::compare(&base, &target, &earlier)?, altered })
}

/// A record, and whether its entry is as it was sealed.
fn read(app: &App, entry: &EntryName) -> Result<(Record, bool), Failure> {
    Ok((app.root.record(entry)?, reading::faults(app, entry).is_empty()))
}

fn periods(standing: &[(Period, EntryName)], pair: Pair) -> Result<(Period, Period), Failure> {
    let newest = || standing.last().map(|(period, _)| *period).ok_or(Failure::NothingSealed);
    let before = |target: Period| {
        let sealed = standing.iter().any(|(period, _)| *period == target);
        let earlier = standing.iter().rev().find(|(period, _)| *period < target);
        match (sealed, earlier) {
            (false, _) => Err(Failure::NotSealed { period: target }),
            (true, None) => Err(Failure::NothingBefore { period: target }),
            (true, Some((base, _))) => Ok((*base, target)),
        }
    };
    match pair {
        Pair::Newest => before(newest()?),
        Pair::Before(target) => before(target),
        Pair::Of { base, target } => Ok((base, target)),
        Pair::YearBefore(target) => {
            let target = target.map_or_else(newest, Ok)?;
            let base = target.same_of_last_year();
            let text = target.to_string();
            Ok((base.map_err(|what| Failure::Period { text, what })?, target))
        }
    }
}

/// The last answers of what the target asks and the base did not. Records are read from the newest
/// on, each once, until nothing is missing; one of another checklist answers nothing here.
fn earlier(
    app: &App,
    standing: &[(Period, EntryName)],
    base: &Record,
    target: &Record,
) -> Result<Earlier, Failure> {
    let mut wanted: BTreeSet<ItemId> =
        comparison::wanted_earlier(base, target).into_iter().collect();
    let mut found = Earlier::new();
    let before = standing.iter().rev().filter(|(period, _)| *period < base.period);
    for (period, entry) in before.take(REACH) {
        if wanted.is_empty() {
            break;
        }
        let record = app.root.record(entry)?;
        if comparison::comparable(&record, base).is_err() {
            continue;
        }
        for (item, outcome) in record.lines() {
            if outcome.answer().is_some() && wanted.remove(&item.id) {
                let (period, outcome) = (*period, outcome.clone());
                found.insert(item.id.clone(), Side { period, item: item.clone(), outcome });
            }
        }
    }
    Ok(found)
}
