//! What a field lets in: text a reader will see, in composed form.
//!
//! It never touches what is in the field already.

use unicode_normalization::UnicodeNormalization;

use super::Shape;
use crate::text::is_shown;

/// `raw` as it may be written behind `previous`: one kind of line end (a space where the field
/// has one line), tabs as spaces, no control or invisible characters.
pub(super) fn accept(previous: Option<char>, raw: &str, shape: Shape) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut last = previous;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\r' | '\n' if shape == Shape::Area => '\n',
            '\r' | '\n' | '\t' => ' ',
            c if is_shown(last, c) => c,
            _ => continue,
        };
        out.push(c);
        last = Some(c);
    }
    out
}

/// NFC, except that compatibility ideographs stay: NFC would rewrite the 神 or 福 of a name
/// to another letter.
pub(super) fn compose(text: &str) -> String {
    text.split_inclusive(is_compatibility_ideograph)
        .flat_map(|part| {
            let kept = part.chars().next_back().filter(|c| is_compatibility_ideograph(*c));
            let rest = &part[..part.len() - kept.map_or(0, char::len_utf8)];
            rest.nfc().chain(kept)
        })
        .collect()
}

fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_loses_only_what_no_reader_would_see() {
        let raw = "一\r\n二\r三\t\u{1b}[1m四\u{200b}\u{202e}葛\u{e0100}a\u{e0100}\u{e000}";
        assert_eq!(accept(None, raw, Shape::Area), "一\n二\n三 [1m四葛\u{e0100}a\u{e000}");
        assert_eq!(accept(None, "一\r\n二", Shape::Line), "一 二");
    }

    #[test]
    fn letters_and_marks_are_joined_but_names_keep_their_letter() {
        assert_eq!(compose("か\u{3099}e\u{301}"), "がé");
        for kept in ["\u{fa19}谷", "福\u{fa1b}", "\u{fa11}\u{fa19}か"] {
            assert_eq!(compose(kept), kept);
        }
    }
}
