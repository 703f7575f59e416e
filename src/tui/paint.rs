//! The few strokes with which everything is painted into a buffer.
//!
//! They work around two faults of ratatui 0.30 with wide letters (half a letter left under a
//! popup, half-width sound marks). They decide no layout, colour or word.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{display, grapheme_cells, line};

/// The lines of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BorderSet {
    #[default]
    Lines,
    /// For terminals that draw box characters two cells wide, and fonts without them.
    Ascii,
}

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl BorderSet {
    const fn symbols(self) -> border::Set<'static> {
        match self {
            Self::Lines => border::PLAIN,
            Self::Ascii => ASCII,
        }
    }
}

/// Writes one line from (`x`, `y`) over at most `max_cells` cells and gives the `x` behind it.
///
/// The text goes through [`display`]; line ends become spaces. A letter that does not fit whole
/// is left out, and half of a letter that was there before is blanked. The style is laid over
/// that of the cells, so that text on a bar stays on the bar.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, max_cells: u16, style: Style) -> u16 {
    let area = buf.area;
    if y < area.top() || y >= area.bottom() || x < area.left() {
        return x;
    }
    let end = x.saturating_add(max_cells).min(area.right());
    let mut at = x;
    for piece in display(&line(text)).graphemes(true).flat_map(cells_of) {
        let width = u16::try_from(grapheme_cells(piece)).unwrap_or(u16::MAX);
        if width == 0 {
            continue;
        }
        if width > end.saturating_sub(at) {
            break;
        }
        set(buf, at, y, piece, style);
        for hidden in at + 1..at + width {
            set(buf, hidden, y, " ", style);
        }
        // Blanking the hidden cells must not blank the letter that hides them.
        buf[(at, y)].set_symbol(piece);
        at += width;
    }
    at
}

/// A grapheme cut before each half-width sound mark: the terminal has a cell for it, while
/// ratatui would leave it there when something narrow is written over the pair.
fn cells_of(grapheme: &str) -> impl Iterator<Item = &str> {
    let mut rest = grapheme;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?.len_utf8();
        let cut = rest[first..].find(['\u{ff9e}', '\u{ff9f}']).map_or(rest.len(), |n| first + n);
        let (piece, behind) = rest.split_at(cut);
        rest = behind;
        Some(piece)
    })
}

/// Sets one cell, and blanks a wide letter to the left that would cover it.
fn set(buf: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if x > buf.area.left() && buf[(x - 1, y)].cell_width() > 1 {
        buf[(x - 1, y)].set_symbol(" ");
    }
    buf[(x, y)].set_symbol(symbol).set_style(style);
}

/// Empties an area for what lies over it, such as a popup.
///
/// A wide letter that sticks into the left edge is blanked too: ratatui's own `Clear` leaves
/// it, and it then hides the border (ratatui issue 2526).
pub fn clear(area: Rect, buf: &mut Buffer) {
    fill(area, buf, Style::new());
}

/// [`clear`] in a style, such as that of a bar.
pub fn fill(area: Rect, buf: &mut Buffer, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].reset();
            set(buf, x, y, " ", style);
        }
    }
}

/// Draws a frame with its title in the upper edge and gives the area inside.
///
/// ```text
/// ┌ title ───┐
/// │  inside  │
/// └──────────┘
/// ```
pub fn frame_box(
    buf: &mut Buffer,
    area: Rect,
    title: &str,
    style: Style,
    borders: BorderSet,
) -> Rect {
    let area = area.intersection(buf.area);
    if area.width < 2 || area.height < 2 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    let lines = borders.symbols();
    let (left, right) = (area.left(), area.right() - 1);
    let (top, bottom) = (area.top(), area.bottom() - 1);
    for x in left + 1..right {
        set(buf, x, top, lines.horizontal_top, style);
        set(buf, x, bottom, lines.horizontal_bottom, style);
    }
    for y in top + 1..bottom {
        set(buf, left, y, lines.vertical_left, style);
        set(buf, right, y, lines.vertical_right, style);
    }
    set(buf, left, top, lines.top_left, style);
    set(buf, right, top, lines.top_right, style);
    set(buf, left, bottom, lines.bottom_left, style);
    set(buf, right, bottom, lines.bottom_right, style);
    if !title.is_empty() && area.width > 6 {
        put(buf, left + 1, top, " ", 1, style);
        let end = put(buf, left + 2, top, title, area.width - 4, style);
        put(buf, end, top, " ", 1, style);
    }
    Rect::new(left + 1, top + 1, area.width - 2, area.height - 2)
}

/// Where a list stands: `3-12/80`, counted from one; nothing if all of it is seen.
///
/// `first` is the index of the first row seen, `seen` the rows there is room for.
pub fn place(first: usize, seen: usize, total: usize) -> String {
    if seen >= total {
        return String::new();
    }
    let last = total.min(first.saturating_add(seen));
    format!("{}-{last}/{total}", total.min(first + 1))
}

/// The screen as plain lines, for tests: each wide letter once, no blanks at line ends.
#[doc(hidden)]
pub fn screen_text(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let cell = &buf[(x, y)];
            row.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        out.push_str(row.trim_end_matches(' '));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier};

    use super::*;

    fn screen(width: u16, rows: &[&str]) -> Buffer {
        let height = u16::try_from(rows.len()).unwrap();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        for (y, row) in (0..height).zip(rows) {
            put(&mut buf, 0, y, row, width, Style::new());
        }
        buf
    }

    #[test]
    fn no_wide_letter_crosses_the_given_width() {
        let mut buf = screen(10, &[".........."]);
        assert_eq!(put(&mut buf, 1, 0, "個人情報", 5, Style::new()), 5);
        assert_eq!(screen_text(&buf), ".個人.....\n");
        assert_eq!(put(&mut buf, 7, 0, "検票", 99, Style::new()), 9);
        assert_eq!(screen_text(&buf), ".個人..検.\n");
    }

    #[test]
    fn writing_over_half_a_wide_letter_blanks_the_other_half() {
        let mut buf = screen(8, &["個人情報"]);
        put(&mut buf, 3, 0, "ab", 2, Style::new());
        assert_eq!(screen_text(&buf), "個 ab 報\n");
    }

    #[test]
    fn half_width_marks_are_joined_or_have_a_cell_of_their_own() {
        let buf = screen(8, &["ｶﾞｱﾞx"]);
        assert_eq!(screen_text(&buf), "ガｱﾞx\n");
        assert_eq!(buf[(3, 0)].symbol(), "\u{ff9e}");
        assert_eq!(buf[(4, 0)].symbol(), "x");
    }

    #[test]
    fn foreign_text_cannot_steer_the_terminal() {
        let buf = screen(40, &["a\u{1b}[2Jb\nc\u{202e}d"]);
        assert_eq!(screen_text(&buf), "a⟨U+001B⟩[2Jb c⟨U+202E⟩d\n");
    }

    #[test]
    fn a_popup_at_an_odd_column_keeps_both_borders() {
        let mut buf = screen(14, &["あいうえおかき"; 4]);
        let area = Rect::new(3, 0, 8, 3);
        clear(area, &mut buf);
        let inside = frame_box(&mut buf, area, "題", Style::new(), BorderSet::Ascii);
        assert_eq!(inside, Rect::new(4, 1, 6, 1));
        assert_eq!(
            screen_text(&buf),
            "あ + 題 --+ き\nあ |      | き\nあ +------+ き\nあいうえおかき\n"
        );
    }

    #[test]
    fn a_long_title_stays_between_the_corners() {
        let mut buf = screen(9, &["", "", ""]);
        let area = buf.area;
        frame_box(&mut buf, area, "個人情報保護", Style::new(), BorderSet::Lines);
        assert_eq!(screen_text(&buf), "┌ 個人 ─┐\n│       │\n└───────┘\n");
    }

    #[test]
    fn nothing_is_painted_outside() {
        let mut buf = screen(4, &["...."]);
        for (x, y) in [(4, 0), (0, 1), (9, 9), (u16::MAX, u16::MAX)] {
            assert_eq!(put(&mut buf, x, y, "票", 9, Style::new()), x);
        }
        clear(Rect::new(2, 0, 50, 50), &mut buf);
        frame_box(&mut buf, Rect::new(3, 0, 9, 9), "", Style::new(), BorderSet::Lines);
        assert_eq!(screen_text(&buf), "..\n");
    }

    #[test]
    fn text_on_a_bar_stays_on_the_bar_and_clearing_takes_it_away() {
        let mut buf = screen(4, &[""]);
        let area = buf.area;
        fill(area, &mut buf, Style::new().reversed());
        put(&mut buf, 0, 0, "適", 4, Style::new().green());
        assert_eq!(buf[(1, 0)].style().add_modifier, Modifier::REVERSED);
        assert_eq!(buf[(0, 0)].style().fg, Some(Color::Green));
        clear(area, &mut buf);
        assert_eq!(buf, Buffer::empty(area));
    }

    #[test]
    fn the_place_in_a_list_is_counted_from_one() {
        assert_eq!(place(2, 10, 80), "3-12/80");
        assert_eq!(place(75, 10, 80), "76-80/80");
        assert_eq!(place(0, 10, 10), "");
    }

    proptest! {
        #[test]
        fn whatever_is_painted_over_whatever_each_row_stays_in_its_cells(
            strokes in prop::collection::vec(("[aあｶﾞ🇯👨\u{301}○\n]{0,6}", 0u16..12, 0u16..8), 0..12),
        ) {
            let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
            for (text, x, max) in strokes {
                let end = put(&mut buf, x, 0, &text, max, Style::new());
                prop_assert!(end <= x.saturating_add(max));
                let row = screen_text(&buf);
                prop_assert!(crate::text::cells(row.trim_end()) <= 10, "{:?}", row);
                // Each wide letter hides blank cells only.
                let mut x = 0;
                while x < 10 {
                    let width = buf[(x, 0)].cell_width().max(1);
                    for hidden in x + 1..x + width {
                        prop_assert_eq!(buf[(hidden, 0)].symbol(), " ");
                    }
                    x += width;
                }
            }
        }
    }
}
