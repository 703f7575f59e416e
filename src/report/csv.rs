//! How a table is written as CSV: RFC 4180, with a byte order mark and nothing like a formula.
//!
//! It knows no columns. A text that a spreadsheet would take for a formula gets an apostrophe
//! before it; a character that could not be seen is written as `⟨U+202E⟩`.

use crate::text::visible;

/// The byte order mark, without which Excel would not read Japanese.
pub(super) const MARK: char = '\u{feff}';

/// Adds one row.
pub(super) fn line(out: &mut String, fields: &[String]) {
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}

fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let shown = visible(text);
    let text = if formula { format!("'{shown}") } else { shown.into_owned() };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_neither_a_formula_nor_the_end_of_its_row() {
        for (typed, written) in [
            ("責任者の任命", "責任者の任命"),
            ("a,b", "\"a,b\""),
            ("「\"」\n次", "\"「\"\"」\n次\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "' x"),
            ("a\u{202e}b", "a⟨U+202E⟩b"),
            ("", ""),
        ] {
            assert_eq!(field(typed), written, "{typed:?}");
        }
    }
}
