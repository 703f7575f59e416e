//! For how long each item is before the person's eyes until it is answered.
//!
//! Only sums are kept: no keys, no moments, and nothing of an item that is never answered. It asks
//! no clock; the time is handed in.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::domain::id::ItemId;
use crate::domain::inspection::Act;

/// The longest time without a key or any other happening that counts as looking. Reading an item
/// beside the papers it asks for can take half an hour; after that the desk is taken to be empty,
/// so that a lunch or a night adds no more than this.
const LONGEST: Duration = Duration::from_mins(30);

#[derive(Debug, Clone, Default)]
pub(super) struct Watch {
    /// Up to when everything is accounted for.
    since: Option<Duration>,
    /// What has not been handed over with an answer.
    spent: BTreeMap<ItemId, Duration>,
    /// What was handed over and is not on the disk yet.
    underway: BTreeMap<ItemId, Duration>,
}

impl Watch {
    /// The item was on the screen until now.
    pub(super) fn looked_at(&mut self, item: &ItemId, now: Duration) {
        if let Some(since) = self.since.replace(now) {
            let passed = now.saturating_sub(since).min(LONGEST);
            *self.spent.entry(item.clone()).or_default() += passed;
        }
    }

    /// No item was on the screen until now.
    pub(super) fn looked_away(&mut self, now: Duration) {
        self.since = Some(now);
    }

    /// The seconds to be recorded with an answer, begun ones as whole ones; `None` where no time
    /// is known. Taking back, going back and forth, and citing answer nothing: the time before
    /// them belongs to the answer that follows.
    pub(super) fn hand_over(&mut self, item: &ItemId, act: Act) -> Option<u32> {
        match act {
            Act::Answer | Act::Note | Act::Evidence | Act::Finding => {}
            Act::Clear | Act::Cite | Act::Review | Act::Undo | Act::Redo => return None,
        }
        let spent = self.spent.remove(item).filter(|spent| !spent.is_zero())?;
        *self.underway.entry(item.clone()).or_default() += spent;
        let begun = u64::from(spent.subsec_nanos() > 0);
        Some(u32::try_from(spent.as_secs() + begun).unwrap_or(u32::MAX))
    }

    /// What was handed over is on the disk.
    pub(super) fn kept(&mut self, item: &ItemId) {
        self.underway.remove(item);
    }

    /// What was handed over did not reach the disk, and goes with the next answer.
    pub(super) fn give_back(&mut self, item: &ItemId) {
        if let Some(spent) = self.underway.remove(item) {
            *self.spent.entry(item.clone()).or_default() += spent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str) -> ItemId {
        ItemId::new(id).unwrap()
    }

    fn secs(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    /// A watch that has run since 10 seconds.
    fn watch() -> Watch {
        let mut watch = Watch::default();
        watch.looked_away(secs(10));
        watch
    }

    #[test]
    fn visits_add_up_and_an_answer_takes_their_sum() {
        let (mut watch, one, two) = (watch(), item("A"), item("B"));
        watch.looked_at(&one, secs(15));
        watch.looked_at(&two, secs(18));
        watch.looked_away(secs(100));
        watch.looked_at(&one, secs(102));
        assert_eq!(watch.hand_over(&one, Act::Answer), Some(7));
        assert_eq!(watch.hand_over(&one, Act::Answer), None, "it is counted once");
        assert_eq!(watch.hand_over(&two, Act::Note), Some(3));
    }

    #[test]
    fn begun_seconds_count_and_none_are_unknown() {
        let (mut watch, one) = (watch(), item("A"));
        watch.looked_at(&one, secs(10));
        assert_eq!(watch.hand_over(&one, Act::Answer), None);
        watch.looked_at(&one, secs(12) + Duration::from_millis(1));
        assert_eq!(watch.hand_over(&one, Act::Answer), Some(3));
        let mut unset = Watch::default();
        unset.looked_at(&one, secs(50));
        assert_eq!(unset.hand_over(&one, Act::Answer), None, "nobody knows since when");
    }

    #[test]
    fn a_long_absence_counts_for_half_an_hour() {
        let (mut watch, one) = (watch(), item("A"));
        watch.looked_at(&one, secs(10 + 8 * 3600));
        watch.looked_at(&one, secs(15 + 8 * 3600));
        assert_eq!(watch.hand_over(&one, Act::Answer), Some(1805));
    }

    #[test]
    fn what_answers_nothing_leaves_the_time_to_the_answer() {
        let (mut watch, one) = (watch(), item("A"));
        watch.looked_at(&one, secs(14));
        for act in [Act::Cite, Act::Undo, Act::Redo, Act::Clear] {
            assert_eq!(watch.hand_over(&one, act), None);
        }
        assert_eq!(watch.hand_over(&one, Act::Answer), Some(4));
    }

    #[test]
    fn a_failed_save_gives_the_time_back() {
        let (mut watch, one) = (watch(), item("A"));
        watch.looked_at(&one, secs(14));
        assert_eq!(watch.hand_over(&one, Act::Answer), Some(4));
        watch.give_back(&one);
        watch.looked_at(&one, secs(15));
        assert_eq!(watch.hand_over(&one, Act::Answer), Some(5));
        watch.kept(&one);
        watch.give_back(&one);
        assert_eq!(watch.hand_over(&one, Act::Answer), None);
    }
}
