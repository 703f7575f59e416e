//! `allowed_signers`: what is accepted means the same after it was written anew.

use tenken::store::sign::{AllowedLine, AllowedSigners, Zone};

use super::promise::clean;

/// A zone that every machine has.
fn zone() -> Zone {
    Zone::Fixed("2026-12-18T12:00:00+09:00".parse::<When>().expect("a date").timezone())
}

type When = chrono::DateTime<chrono::FixedOffset>;

pub fn read(bytes: &[u8]) {
    let Ok(list) = AllowedSigners::parse(bytes, zone()) else { return };
    let texts: Vec<String> = list.lines().iter().map(AllowedLine::text).collect();
    for text in &texts {
        clean(text);
    }
    let again = AllowedSigners::parse((texts.join("\n") + "\n").as_bytes(), zone());
    let again = again.unwrap_or_else(|error| panic!("{error:?}\n{texts:?}"));
    let same = list
        .lines()
        .iter()
        .zip(again.lines())
        .all(|(one, other)| AllowedLine { number: other.number, ..one.clone() } == *other);
    assert!(same && list.lines().len() == again.lines().len(), "{texts:?}");
}
