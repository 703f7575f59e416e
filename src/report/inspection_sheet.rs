//! 自己点検結果報告書: a sealed record as a sheet for the 監事.
//!
//! The first page tells the result, what to doubt and what to look at first; then come the lists
//! that an auditor asks for, then every item. It lays out nothing for a particular format.

mod against_last;
mod closing;
mod correction;
mod detail;
mod evidence;
mod faults;
mod findings;
mod front;
mod lists;
mod reference;

use super::scribe::Scribe;
use super::sheet::{Block, Level, Sheet};
use crate::domain::record::Record;
use crate::words::{ReportWords, Terms};

/// The report of one record, complete: no text of an answer is left out or shortened, except in
/// the list of what to look at first, which stands beside the full texts.
pub fn compose(record: &Record, words: &ReportWords, terms: &Terms) -> Sheet {
    let scribe = Scribe { record, words, terms };
    let mut blocks = front(&scribe);
    blocks.push(Block::PageBreak);
    blocks.extend(correction::chapter(&scribe));
    blocks.extend(against_last::chapter(&scribe));
    blocks.extend(faults::faults(&scribe));
    blocks.extend(findings::findings(&scribe));
    blocks.extend(faults::escalations(&scribe));
    blocks.extend(lists::unverified(&scribe));
    blocks.extend(lists::not_applicable(&scribe));
    blocks.extend(lists::carried(&scribe));
    blocks.extend(lists::promises(&scribe));
    blocks.extend(lists::not_due(&scribe));
    blocks.push(Block::PageBreak);
    blocks.extend(detail::items(&scribe));
    blocks.extend(evidence::index(&scribe));
    blocks.extend(reference::indicators(&scribe));
    blocks.push(Block::PageBreak);
    blocks.extend(closing::signatures(&scribe));
    blocks.extend(closing::code(&scribe));
    blocks.extend(closing::verify(&scribe));
    number(&mut blocks);
    Sheet { lang: words.lang, title: title(&scribe), blocks }
}

/// The first page.
pub(super) fn front(scribe: &Scribe) -> Vec<Block> {
    let mut blocks = front::title(scribe);
    blocks.extend(correction::front(scribe));
    blocks.extend(front::cautions(scribe));
    blocks.extend(front::facts(scribe));
    blocks.extend(front::first(scribe));
    blocks.extend(front::counts(scribe));
    blocks
}

/// What a window or a file's properties call the report.
pub(super) fn title(scribe: &Scribe) -> String {
    let period = scribe.terms.period(scribe.record.period);
    [scribe.record.society.as_str(), &period, heading(scribe)].join(" ")
}

/// What the document is called.
pub(super) fn heading<'a>(scribe: &Scribe<'a>) -> &'a str {
    front::heading(scribe)
}

/// Chapters are numbered here, so that none is counted by hand.
fn number(blocks: &mut [Block]) {
    let chapters = blocks.iter_mut().filter_map(|block| match block {
        Block::Heading { level: Level::Chapter, text } => Some(text),
        _ => None,
    });
    for (n, text) in (1..).zip(chapters) {
        *text = format!("{n}. {text}");
    }
}
