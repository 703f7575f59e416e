//! How long something lasts, for the seconds an item is looked at.
//!
//! It runs on the machine's monotonic clock and knows no dates; dates come from `moment`.

use std::time::{Duration, Instant};

/// Runs from its start; what it is told to leave out does not count.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    start: Instant,
    left_out: Duration,
}

impl Stopwatch {
    #[expect(clippy::new_without_default, reason = "a start is an event, not a default value")]
    pub fn new() -> Self {
        Self { start: Instant::now(), left_out: Duration::ZERO }
    }

    /// The time that has passed.
    pub fn at(&self) -> Duration {
        self.start.elapsed().saturating_sub(self.left_out)
    }

    /// As if nothing had passed since it stood at `at`.
    pub fn back_to(&mut self, at: Duration) {
        self.left_out += self.at().saturating_sub(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_does_not_count() {
        let mut watch = Stopwatch::new();
        let at = watch.at();
        watch.left_out = Duration::ZERO;
        watch.start -= Duration::from_mins(1);
        assert!(watch.at() >= at + Duration::from_mins(1));
        watch.back_to(at);
        assert!(watch.at() < at + Duration::from_secs(30), "{:?}", watch.at());
    }
}
