//! Line breaking by Japanese rules (禁則): UAX #14, with a cut at a grapheme as last resort.
//!
//! It lays out nothing and drops nothing: the rows are ranges that join to the whole text.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::width::{cells, grapheme_cells};

/// The rows of `text` in `width` cells, as byte ranges that follow each other without a gap.
///
/// A row keeps its line end and the spaces that hang over its edge. A text that ends with a
/// line end has an empty last row, an empty text one row. A letter wider than `width` has a
/// row of its own, and is the only thing that is too wide.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    wrap_by(text, width, grapheme_cells)
}

/// [`wrap`] in any other unit than cells: `measure` says how wide one grapheme is.
pub fn wrap_by(text: &str, width: usize, measure: impl Fn(&str) -> usize) -> Vec<Range<usize>> {
    let mut rows = Rows { text, measure, done: Vec::new(), start: 0, legal: 0, used: 0 };
    let mut breaks = linebreaks(text).map(|(at, _)| at).peekable();
    for (at, grapheme) in text.grapheme_indices(true) {
        while breaks.next_if(|b| *b < at).is_some() {}
        if breaks.next_if_eq(&at).is_some() {
            rows.legal = at;
        }
        if text[..at].ends_with('\n') {
            rows.end(at, at);
        }
        let more = (rows.measure)(grapheme);
        let hangs = matches!(grapheme, " " | "\u{3000}") || more == 0;
        if !hangs && rows.used + more > width && at > rows.start {
            rows.end(if rows.legal > rows.start { rows.legal } else { at }, at);
            if rows.used + more > width && at > rows.start {
                rows.end(at, at);
            }
        }
        rows.used += more;
    }
    rows.finish()
}

/// The rows of [`wrap`] as texts, without line ends and without spaces over the edge.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    wrap(text, width).into_iter().map(|row| shown(&text[row], width).to_owned()).collect()
}

fn shown(row: &str, width: usize) -> &str {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let mut row = row.strip_suffix('\r').unwrap_or(row);
    while cells(row) > width
        && let Some(rest) = row.strip_suffix([' ', '\u{3000}'])
    {
        row = rest;
    }
    row
}

struct Rows<'a, M> {
    text: &'a str,
    measure: M,
    done: Vec<Range<usize>>,
    start: usize,
    /// The last place in or before this row where the rules allow a break.
    legal: usize,
    /// How wide it is from `start` to the grapheme looked at.
    used: usize,
}

impl<M: Fn(&str) -> usize> Rows<'_, M> {
    /// Ends the row at `cut`; what is between `cut` and `at` begins the next.
    fn end(&mut self, cut: usize, at: usize) {
        if cut > self.start {
            self.done.push(self.start..cut);
            self.start = cut;
        }
        self.used = self.text[cut..at].graphemes(true).map(&self.measure).sum();
    }

    fn finish(mut self) -> Vec<Range<usize>> {
        let end = self.text.len();
        if self.start < end || end == 0 {
            self.done.push(self.start..end);
        }
        if self.text.ends_with('\n') {
            self.done.push(end..end);
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTICE: &str = "本組合は、個人情報（令和8年度第3四半期の分）を、利用目的の達成に必要な\
                          範囲で取り扱う。「開示等」の請求は、書面で受け付ける。";

    #[test]
    fn no_row_begins_with_a_closing_or_ends_with_an_opening_mark() {
        for width in 12..80 {
            for row in wrapped(NOTICE, width) {
                assert!(!row.starts_with(['、', '。', '）', '」']), "{width}: {row}");
                assert!(!row.ends_with(['（', '「']), "{width}: {row}");
                assert!(cells(&row) <= width, "{width}: {row}");
            }
        }
    }

    #[test]
    fn rows_break_where_a_reader_expects_them() {
        assert_eq!(
            wrapped("入退室の記録を、確認した（3か月分）。", 12),
            ["入退室の記録", "を、確認した", "（3か月", "分）。"]
        );
        assert_eq!(wrapped("see ISO 27001", 8), ["see ISO ", "27001"]);
    }

    #[test]
    fn line_ends_begin_rows_and_are_not_shown() {
        assert_eq!(wrapped("一\n\n二\r\n", 10), ["一", "", "二", ""]);
        assert_eq!(wrapped("", 10), [""]);
    }

    #[test]
    fn spaces_hang_over_the_edge_instead_of_opening_a_row() {
        assert_eq!(wrapped("点検　　　票", 4), ["点検", "票"]);
        assert_eq!(wrapped("点検　a", 5), ["点検", "a"]);
        assert_eq!(wrapped("点検　　\n票", 4), ["点検", "票"]);
    }

    #[test]
    fn a_run_without_a_legal_break_is_cut_between_graphemes() {
        assert_eq!(wrapped(&"か\u{3099}".repeat(3), 1).len(), 3);
        assert_eq!(wrapped("aaaaaaaa", 3), ["aaa", "aaa", "aa"]);
    }

    proptest! {
        #[test]
        fn rows_join_to_the_whole_text_and_fit(
            text in "([a-c 、。（）ーっ漢字ｶﾞ\u{3099}\u{301}\u{200d}\u{3000}]|\n|\r\n){0,40}",
            width in 0usize..14,
        ) {
            let rows = wrap(&text, width);
            let mut at = 0;
            for row in &rows {
                prop_assert_eq!(row.start, at);
                at = row.end;
                prop_assert!(text.grapheme_indices(true).any(|(i, _)| i == at) || at == text.len());
                let shown = shown(&text[row.clone()], width);
                let letters = shown.graphemes(true).filter(|g| grapheme_cells(g) > 0).count();
                prop_assert!(cells(shown) <= width || letters == 1, "{:?}", shown);
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
