//! Version texts of checklists, `1.2.0`: which of two is the later one.
//!
//! Whether a text is a version is checked where checklists are read.

/// Whether `one` comes after `other`; never, where either is not three numbers.
pub fn is_after(one: &str, other: &str) -> bool {
    parts(one).zip(parts(other)).is_some_and(|(one, other)| one > other)
}

/// The next version after questions changed; the same text where it is no version.
pub fn next(text: &str) -> String {
    match parts(text).as_deref() {
        Some([major, minor, _]) => format!("{major}.{}.0", minor.saturating_add(1)),
        _ => text.to_owned(),
    }
}

fn parts(text: &str) -> Option<Vec<u64>> {
    let parts: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_after("1.10.0", "1.9.9") && is_after("2.0.0", "1.99.0"));
        assert!(!is_after("1.2.0", "1.2.0") && !is_after("1.2.0", "1.3.0"));
        assert_eq!((next("1.9.3"), next("x")), ("1.10.0".to_owned(), "x".to_owned()));
        assert!(!is_after("2", "1.0.0") && !is_after("1.0.0", "x"));
    }
}
