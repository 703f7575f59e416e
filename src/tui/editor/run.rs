//! Where a run of one kind of writing begins and ends, the nearest thing to a word that
//! Japanese shows without a dictionary.
//!
//! It finds places only; moving and erasing are the editor's.

use unicode_segmentation::UnicodeSegmentation;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    LineEnd,
    Blank,
    Hiragana,
    Katakana,
    Kanji,
    Letter,
    Mark,
}

/// The byte offset where the run before `from` begins; blanks between are passed over.
pub(super) fn start(text: &str, from: usize) -> usize {
    let mut before = text[..from].graphemes(true).rev().map(|g| (writing(g), g.len())).peekable();
    if let Some((Writing::LineEnd, len)) = before.peek() {
        return from - len;
    }
    from - run(&mut before, Writing::Blank)
        - before.peek().copied().map_or(0, |(kind, _)| match kind {
            Writing::LineEnd => 0,
            kind => run(&mut before, kind),
        })
}

/// The byte offset where the run at `from` and the blanks behind it end.
pub(super) fn end(text: &str, from: usize) -> usize {
    let mut after = text[from..].graphemes(true).map(|g| (writing(g), g.len())).peekable();
    match after.peek().copied() {
        None => from,
        Some((Writing::LineEnd, len)) => from + len,
        Some((kind, _)) => from + run(&mut after, kind) + run(&mut after, Writing::Blank),
    }
}

/// Bytes of the graphemes of one kind at the head of `rest`, which moves past them.
fn run<I>(rest: &mut std::iter::Peekable<I>, kind: Writing) -> usize
where
    I: Iterator<Item = (Writing, usize)>,
{
    let mut bytes = 0;
    while let Some((_, len)) = rest.next_if(|(k, _)| *k == kind) {
        bytes += len;
    }
    bytes
}

fn writing(grapheme: &str) -> Writing {
    match grapheme.chars().next() {
        Some('\n' | '\r') => Writing::LineEnd,
        Some('ぁ'..='ゟ') => Writing::Hiragana,
        Some('ァ'..='ヺ' | 'ー'..='ヿ' | 'ｦ'..='ﾟ') => Writing::Katakana,
        Some('々' | '〆' | '㐀'..='鿿' | '豈'..='\u{faff}' | '\u{20000}'..='\u{3fffd}') => {
            Writing::Kanji
        }
        Some(c) if c.is_whitespace() => Writing::Blank,
        Some(c) if c.is_alphanumeric() => Writing::Letter,
        _ => Writing::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_one_writing_are_the_words() {
        let text = "個人データを 12ヶ月、\n保管";
        let mut at = text.len();
        let mut parts = Vec::new();
        while at > 0 {
            let from = start(text, at);
            parts.insert(0, &text[from..at]);
            at = from;
        }
        assert_eq!(parts, ["個人", "データ", "を ", "12", "ヶ", "月", "、", "\n", "保管"]);

        let mut parts = Vec::new();
        while at < text.len() {
            let to = end(text, at);
            parts.push(&text[at..to]);
            at = to;
        }
        assert_eq!(parts, ["個人", "データ", "を ", "12", "ヶ", "月", "、", "\n", "保管"]);
    }

    #[test]
    fn blanks_alone_are_passed_up_to_the_line_end() {
        assert_eq!(start("a\n  ", 4), 2);
        assert_eq!(start("", 0), 0);
        assert_eq!(end("  a", 0), 2);
    }
}
