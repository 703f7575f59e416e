//! How many terminal cells a text takes, and cutting or filling it to a number of cells.
//!
//! Characters of ambiguous width count as one cell; it does not ask the terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::visible::{SOUND_MARKS, is_selector, visible};

/// Where the text stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// Cells of one grapheme as [`visible`] and `display` show it; a line end takes none.
pub fn grapheme_cells(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => return 1,
        b"\n" | b"\r\n" => return 0,
        _ => {}
    }
    let shown = visible(grapheme);
    if !shown.contains(|c| SOUND_MARKS.contains(&c) || is_selector(c)) {
        return shown.width();
    }
    // unicode-width 0.2.2 gives the mark no cell, 0.2.3 one; terminals draw it in its own.
    let marks = shown.matches(SOUND_MARKS).count();
    let rest: String =
        shown.chars().filter(|c| !SOUND_MARKS.contains(c) && !is_selector(*c)).collect();
    rest.width() + marks
}

/// Cells of a text; of one with line ends, the sum over its lines.
pub fn cells(text: &str) -> usize {
    text.graphemes(true).map(grapheme_cells).sum()
}

/// The text, if it takes more than `width` cells cut to at most that.
///
/// A cut is marked with `..` where that leaves room for something to read.
pub fn fit(text: &str, width: usize) -> String {
    const MARK: &str = "..";
    const ROOM: usize = 6;
    if cells(text) <= width {
        return text.to_owned();
    }
    if width < ROOM {
        return text[..cut(text, width)].to_owned();
    }
    format!("{}{MARK}", &text[..cut(text, width - MARK.len())])
}

/// The text in exactly `width` cells: cut by [`fit`], filled with spaces.
pub fn pad(text: &str, width: usize, align: Align) -> String {
    let fitted = fit(text, width);
    let blank = " ".repeat(width - cells(&fitted));
    match align {
        Align::Left => fitted + &blank,
        Align::Right => blank + &fitted,
    }
}

/// The byte offset up to which whole graphemes of `text` fit into `width` cells.
fn cut(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_cells(grapheme);
        if used > width {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::super::display;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_are_those_a_terminal_draws() {
        for (text, expected) in [
            ("", 0),
            ("abc", 3),
            ("点検", 4),
            ("ｶﾞ", 2),
            ("ﾊﾟｱﾞ", 4),
            ("か\u{3099}", 2),
            ("葛\u{e0100}城", 4),
            ("𠮷", 2),
            ("○×", 2),
            ("a\nb", 2),
            ("\u{202e}", 8),
            ("☎\u{fe0f}", 1),
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_cut_never_splits_a_wide_letter_and_says_so_when_there_is_room() {
        assert_eq!(fit("個人情報", 8), "個人情報");
        assert_eq!(fit("個人情報", 7), "個人..");
        assert_eq!(fit("個人情報", 5), "個人");
        assert_eq!(fit("個人情報", 1), "");
        assert_eq!(fit("ｶﾞｷﾞ", 3), "ｶﾞ");
    }

    #[test]
    fn columns_are_filled_on_the_side_away_from_the_text() {
        assert_eq!(pad("適", 4, Align::Left), "適  ");
        assert_eq!(pad("12", 4, Align::Right), "  12");
        assert_eq!(pad("個人情報", 5, Align::Left), "個人 ");
    }

    proptest! {
        #[test]
        fn a_padded_text_takes_exactly_its_cells(text in "\\PC{0,12}", width in 0usize..20) {
            let shown = visible(&text);
            prop_assert_eq!(cells(&pad(&shown, width, Align::Left)), width);
            prop_assert_eq!(cells(&pad(&shown, width, Align::Right)), width);
        }

        #[test]
        fn the_screen_form_takes_as_many_cells_as_its_source(text in any::<String>()) {
            prop_assert_eq!(cells(&display(&text)), cells(&text));
        }
    }
}
