//! What people type or pass as an argument, before anything else sees it.

use unicode_normalization::UnicodeNormalization;

/// `text` in composed form with plain line ends and without control characters; line breaks stay.
/// Composition keeps what is shown the same and makes searching and comparing dependable.
pub fn typed(text: &str) -> String {
    let ends = text.replace("\r\n", "\n").replace('\r', "\n");
    ends.nfc().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// `typed` on one line, without white space at the ends.
pub fn typed_line(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    typed(&spaced).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_made_plain_and_controls_go() {
        assert_eq!(typed("一\r\n二\r三\u{1b}[31m\u{85}"), "一\n二\n三[31m");
        assert_eq!(typed("か\u{3099}"), "が");
        assert_eq!(typed_line(" 台帳\n第3号\t "), "台帳 第3号");
    }
}
