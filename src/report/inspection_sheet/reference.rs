//! The appendix of 参考指標: the figures, the items behind them, and the comment.
//!
//! It is left out where the record holds none; it never says what the figures mean.

use crate::report::scribe::Scribe;
use crate::report::sheet::{Block, Piece};

pub(super) fn indicators(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.indicators;
    let Some(found) = &scribe.record.indicators else { return Vec::new() };
    let mut facts: Vec<Piece> = words
        .lines(found, scribe.terms)
        .into_iter()
        .map(|line| {
            let items = (!line.items.is_empty()).then(|| words.some(&line.items, usize::MAX));
            Piece::list(line.label, std::iter::once(words.sentence(&line)).chain(items).collect())
        })
        .collect();
    let comment = if found.comment.is_empty() { &words.comment.none } else { &found.comment };
    facts.push(Piece::new(&words.comment.label, comment.as_str()));
    vec![
        Block::chapter(words.heading.clone()),
        Block::Paragraph(words.intro.clone()),
        Block::Facts(facts),
    ]
}
