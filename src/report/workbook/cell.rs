//! A text as one cell may hold it: visible, no formula, and cut where it is too long.
//!
//! It writes nothing; whoever writes puts the pieces below each other and says that they belong
//! together.

use crate::text::visible;

/// UTF-16 units that a cell of Excel holds.
pub(super) const LONGEST: usize = 32_767;

/// Room for the words that tell of the next piece.
const ROOM: usize = 64;

/// What is written: every steering or invisible character shown, line ends as LF.
pub(super) fn shown(text: &str) -> String {
    visible(text).into_owned()
}

/// Whether typing the text anew would make it something else than a text.
pub(super) fn acts(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠'])
}

/// Pieces that fit into a cell each, with room for a word behind every one but the last; never
/// cut inside a character.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.encode_utf16().count() > LONGEST {
        let mut units = 0;
        let cut = rest.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST - ROOM
        });
        let Some((at, _)) = cut else { break };
        let (piece, next) = rest.split_at(at);
        pieces.push(piece);
        rest = next;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_fit_and_join_to_the_whole() {
        for text in ["", "短い", &"あ".repeat(LONGEST), &"𠮷".repeat(LONGEST), &"x".repeat(99_999)]
        {
            let pieces = pieces(text);
            assert_eq!(pieces.concat(), *text);
            let (last, others) = pieces.split_last().unwrap();
            assert!(last.encode_utf16().count() <= LONGEST);
            assert!(others.iter().all(|p| p.encode_utf16().count() <= LONGEST - ROOM));
        }
        assert_eq!(pieces(&"あ".repeat(LONGEST)).len(), 1);
        assert_eq!(pieces(&"あ".repeat(LONGEST + 1)).len(), 2);
    }

    #[test]
    fn what_would_become_a_formula_is_known_in_both_widths() {
        for text in ["=1+1", "+81", "-x", "@SUM", "＝1", "＠x", "'x"] {
            assert!(acts(text), "{text}");
        }
        assert!(!acts("1-2=3") && !acts(""));
    }
}
