//! What a field lets in: text a reader will see, in composed form.
//!
//! It never touches what is in the field already.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_loses_only_what_no_reader_would_see() {
        let raw = "一\r\n二\r三\t\u{1b}[1m四\u{200b}\u{202e}葛\u{e0100}a\u{e0100}\u{e000}";
        assert_eq!(accept(None, raw, Shape::Area), "一\n二\n三 [1m四葛\u{e0100}a\u{e000}");
        assert_eq!(accept(None, "一\r\n二", Shape::Line), "一 二");
    }
}
