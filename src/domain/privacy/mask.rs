//! A value as it may be shown: enough to find it in one's own text, too little to use it.

/// The most that is shown at each end.
const SHOWN: usize = 2;
/// Stars at the most, so that a long address takes one line.
const STARS: usize = 12;

/// At most `SHOWN` characters at each end and never more than a third of all; the rest as stars.
pub(super) fn masked(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let each = (chars.len() / 6).min(SHOWN);
    let hidden = (chars.len() - 2 * each).min(STARS);
    let mut out: String = chars[..each].iter().collect();
    out.extend(std::iter::repeat_n('*', hidden));
    out.extend(&chars[chars.len() - each..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_shown_and_short_values_not_at_all() {
        assert_eq!(masked("123456789018"), "12********18");
        assert_eq!(masked("0312345678"), "0********8");
        assert_eq!(masked("12345"), "*****");
        assert_eq!(masked(""), "");
        assert_eq!(masked(&"あ".repeat(80)), "ああ************ああ");
    }
}
