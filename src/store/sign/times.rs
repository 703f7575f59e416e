//! The times in a list of allowed signers: `20270101`, `202701010900`, `20270101090000Z`.
//!
//! Without `Z` they mean the time zone of the machine, as `ssh-keygen` takes them.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone as _, Utc};

/// The time zone that a time without `Z` is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Machine,
    Fixed(FixedOffset),
}

impl Zone {
    /// `None` for an hour that the zone leaves out; the first of two where it has one twice.
    fn instant(self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Machine => Local.from_local_datetime(&local).earliest().map(|at| at.to_utc()),
            Self::Fixed(zone) => zone.from_local_datetime(&local).earliest().map(|at| at.to_utc()),
        }
    }
}

pub(super) fn read(text: &str, zone: Zone) -> Option<DateTime<Utc>> {
    let ending = |end: &str| {
        let (digits, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
        tail.eq_ignore_ascii_case(end).then_some(digits)
    };
    let stated = ending("UTC").or_else(|| ending("Z"));
    let digits = stated.unwrap_or(text);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let full = match digits.len() {
        8 => format!("{digits}000000"),
        12 => format!("{digits}00"),
        14 => digits.to_owned(),
        _ => return None,
    };
    let local = NaiveDateTime::parse_from_str(&full, "%Y%m%d%H%M%S").ok()?;
    let at = if stated.is_some() { local.and_utc() } else { zone.instant(local)? };
    // ssh-keygen takes the first second of 1970 for none at all, and what is before it for never.
    (at.timestamp() > 0).then_some(at)
}

pub(super) fn write(at: DateTime<Utc>) -> String {
    at.format("%Y%m%d%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_zone() {
        let japan = Zone::Fixed(FixedOffset::east_opt(9 * 3600).unwrap());
        for (text, expected) in [
            ("20270101", "2026-12-31T15:00:00Z"),
            ("202701010900", "2027-01-01T00:00:00Z"),
            ("20270101090001", "2027-01-01T00:00:01Z"),
            ("20270101Z", "2027-01-01T00:00:00Z"),
            ("20270101utc", "2027-01-01T00:00:00Z"),
            ("20270101090001z", "2027-01-01T09:00:01Z"),
        ] {
            let read = read(text, japan).unwrap();
            assert_eq!(read.to_rfc3339_opts(chrono::SecondsFormat::Secs, true), expected, "{text}");
        }
        let at = read("20270101090001Z", japan).unwrap();
        assert_eq!(write(at), "20270101090001Z");
    }

    #[test]
    fn other_texts_are_no_times() {
        for text in [
            "",
            "Z",
            "UTC",
            "2027-01-01",
            "20270229",
            "2027010",
            "202701011",
            "20271301",
            "202701012400",
            "19700101Z",
            "19600101Z",
            "２０２７０１０１",
            "+2027010",
            "日Z",
        ] {
            assert_eq!(read(text, Zone::Fixed(FixedOffset::east_opt(0).unwrap())), None, "{text}");
        }
    }
}
