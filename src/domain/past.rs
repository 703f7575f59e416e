//! What earlier sealed periods said of an item, newest first.

use std::collections::BTreeMap;

use super::answer::{Answer, Stamp};
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
}

impl Past {
    /// Adds what one sealed period said; the order of calls does not matter.
    pub fn add(&mut self, item: ItemId, past: PastAnswer) {
        let list = self.by_item.entry(item).or_default();
        let place = list.partition_point(|p| p.period > past.period);
        list.insert(place, past);
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
