//! What people type or pass as an argument, before anything else sees it.

use unicode_normalization::UnicodeNormalization;

use super::visible::is_shown;

/// `text` in composed form with plain line ends and without characters that nobody would see;
/// line breaks stay, a tab becomes a space.
///
/// Composition keeps what is shown the same and makes searching and comparing dependable.
pub fn typed(text: &str) -> String {
    let ends = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let mut out = String::with_capacity(ends.len());
    let mut previous = None;
    for c in ends.chars() {
        if c == '\n' || is_shown(previous, c) {
            out.push(c);
            previous = Some(c);
        }
    }
    composed(&out)
}

/// `typed` on one line, without white space at the ends.
pub fn typed_line(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    typed(&spaced).trim().to_owned()
}

/// NFC, except that compatibility ideographs stay: NFC would rewrite the 神 or 福 of a name
/// to another letter.
pub fn composed(text: &str) -> String {
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
    fn line_ends_are_made_plain_and_what_nobody_would_see_goes() {
        assert_eq!(typed("一\r\n二\r三\u{1b}[31m\u{85}"), "一\n二\n三[31m");
        assert_eq!(typed("か\u{3099}"), "が");
        assert_eq!(typed("甲\u{202e}乙\u{200b}\t丙\u{feff}"), "甲乙 丙");
        assert_eq!(typed("葛\u{e0100}城 外\u{e000}字"), "葛\u{e0100}城 外\u{e000}字");
        assert_eq!(typed_line(" 台帳\n第3号\t "), "台帳 第3号");
    }

    #[test]
    fn letters_and_marks_are_joined_but_names_keep_their_letter() {
        assert_eq!(composed("か\u{3099}e\u{301}"), "がé");
        for kept in ["\u{fa19}谷", "福\u{fa1b}", "\u{fa11}\u{fa19}か"] {
            assert_eq!(composed(kept), kept);
            assert_eq!(typed(kept), kept);
        }
    }
}
