//! What earlier sealed periods said of an item, newest first.

use std::collections::BTreeMap;

use super::answer::{Answer, Stamp, Verdict};
use super::id::ItemId;
use super::period::Period;

/// One item in one sealed period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAnswer {
    pub period: Period,
    pub answer: Answer,
    pub stamp: Option<Stamp>,
}

/// Sealed answers per item, newest period first; periods in which an item was not due are absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Past {
    by_item: BTreeMap<ItemId, Vec<PastAnswer>>,
    /// Under which ids it was recorded, where that was not the id of today.
    origins: BTreeMap<(ItemId, Period), Vec<ItemId>>,
}

impl Past {
    /// Adds what one sealed period said; the order of calls does not matter.
    pub fn add(&mut self, item: ItemId, past: PastAnswer) {
        let list = self.by_item.entry(item).or_default();
        let place = list.partition_point(|p| p.period > past.period);
        list.insert(place, past);
    }

    /// Adds what one sealed period said of items that `item` continues: the worst of it. At least
    /// one is needed.
    pub fn add_from(&mut self, item: &ItemId, mut told: Vec<(ItemId, PastAnswer)>) {
        told.sort_by_key(|(_, past)| std::cmp::Reverse(weight(past.answer.verdict)));
        let ids: Vec<ItemId> = told.iter().map(|(id, _)| id.clone()).collect();
        let Some((_, worst)) = told.into_iter().next() else { return };
        if ids != [item.clone()] {
            self.origins.insert((item.clone(), worst.period), ids);
        }
        self.add(item.clone(), worst);
    }

    /// The ids under which a period recorded what stands beside an item, the one shown first;
    /// empty where it is the item's own.
    pub fn origins(&self, item: &ItemId, period: Period) -> &[ItemId] {
        self.origins.get(&(item.clone(), period)).map_or(&[], Vec::as_slice)
    }

    /// Newest first.
    pub fn of(&self, item: &ItemId) -> &[PastAnswer] {
        self.by_item.get(item).map_or(&[], Vec::as_slice)
    }

    pub fn last(&self, item: &ItemId) -> Option<&PastAnswer> {
        self.of(item).first()
    }

    /// The last period that said anything.
    pub fn newest(&self) -> Option<Period> {
        self.by_item.values().filter_map(|list| list.first()).map(|past| past.period).max()
    }

    pub fn is_empty(&self) -> bool {
        self.by_item.is_empty()
    }
}

/// What a reader must not miss weighs most.
fn weight(verdict: Option<Verdict>) -> u8 {
    match verdict {
        Some(Verdict::Ng) => 4,
        Some(Verdict::Unverified) => 3,
        Some(Verdict::Ok) => 2,
        Some(Verdict::Na) => 1,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_period_comes_first_in_whatever_order_they_are_read() {
        let item = ItemId::new("A").unwrap();
        let mut past = Past::default();
        for period in ["FY2026-Q1", "FY2025-Q4", "FY2026-Q2"] {
            past.add(
                item.clone(),
                PastAnswer {
                    period: period.parse().unwrap(),
                    answer: Answer::default(),
                    stamp: None,
                },
            );
        }
        let order: Vec<String> = past.of(&item).iter().map(|p| p.period.to_string()).collect();
        assert_eq!(order, ["FY2026-Q2", "FY2026-Q1", "FY2025-Q4"]);
    }
}
