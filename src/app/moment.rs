//! The time, as an input: the machine's clock or the date a person stated.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveTime, TimeZone};

use crate::domain::inspection::Clock;

/// Seconds from UTC to Japan Standard Time.
pub(super) const JAPAN: i32 = 9 * 3600;

/// A point in time and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub at: DateTime<FixedOffset>,
    pub clock: Clock,
}

impl Moment {
    pub fn date(&self) -> NaiveDate {
        self.at.date_naive()
    }
}

/// Where times come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timepiece {
    /// The machine's clock in the machine's time zone, to the second.
    Machine,
    /// Noon in Japan of a stated date (`--today`), always the same.
    Stated(NaiveDate),
}

impl Timepiece {
    pub fn now(&self) -> Moment {
        match self {
            Self::Machine => {
                let now = Local::now().fixed_offset();
                let at = now.with_nanosecond_zero();
                Moment { at, clock: Clock::Machine }
            }
            Self::Stated(date) => {
                let noon = date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
                let at = FixedOffset::east_opt(JAPAN)
                    .and_then(|japan| japan.from_local_datetime(&noon).single())
                    .unwrap_or_else(|| noon.and_utc().fixed_offset());
                Moment { at, clock: Clock::Stated }
            }
        }
    }
}

trait WholeSeconds {
    fn with_nanosecond_zero(self) -> Self;
}

impl WholeSeconds for DateTime<FixedOffset> {
    /// Files keep whole seconds; a moment that is compared with one read back must too.
    fn with_nanosecond_zero(self) -> Self {
        use chrono::Timelike as _;
        self.with_nanosecond(0).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_date_is_noon_in_japan_and_says_that_it_was_stated() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 18).unwrap();
        let moment = Timepiece::Stated(date).now();
        assert_eq!(moment.at.to_rfc3339(), "2026-12-18T12:00:00+09:00");
        assert_eq!((moment.date(), moment.clock), (date, Clock::Stated));
    }
}
