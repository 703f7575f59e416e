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
use super::sheet::{Block, CODE_DIGITS, Level, Sheet};
use super::{audit_sheet, trend_sheet};
use crate::domain::audit::AuditRecord;
use crate::domain::record::Record;
use crate::domain::trend::Trend;
use crate::words::{AuditWords, DocumentWords, ReportWords, Terms, TrendWords};

/// The report of one record, complete: no text of an answer is left out or shortened, except in
/// the list of what to look at first, which stands beside the full texts.
pub fn compose(record: &Record, words: &ReportWords, terms: &Terms) -> Sheet {
    let scribe = Scribe { record, words, terms };
    let mut blocks = front(&scribe);
    blocks.push(Block::PageBreak);
    blocks.extend(chapters(&scribe));
    blocks.push(Block::PageBreak);
    blocks.extend(closing::signatures(&scribe));
    blocks.extend(closing::code(&scribe));
    blocks.extend(closing::verify(&scribe));
    sheet(&scribe, blocks)
}

/// What is known of a sealed record only after its sealing, for the document that is filed.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// The 確認コード, 64 hexadecimal digits; `None` where the entry has no `SEAL` any more.
    pub code: Option<&'a str>,
    /// Each audit, and whether the record was corrected after it.
    pub audits: &'a [(AuditRecord, bool)],
    /// The periods up to the record's own; `None` where there is nothing to set it beside.
    pub trend: Option<&'a Trend>,
}

/// The words of a document beside those of the report.
#[derive(Debug, Clone, Copy)]
pub struct SinceWords<'a> {
    pub document: &'a DocumentWords,
    pub audit: &'a AuditWords,
    pub trend: &'a TrendWords,
}

/// The report as it is printed and filed: a cover to be signed, the summary on one page, the
/// chapters, what auditors said of it, the trend.
pub fn document(
    record: &Record,
    since: Since<'_>,
    (words, more): (&ReportWords, SinceWords<'_>),
    terms: &Terms,
) -> Sheet {
    let scribe = Scribe { record, words, terms };
    let mut blocks = front::title(&scribe);
    blocks.extend(correction::front(&scribe));
    blocks.extend(front::cautions(&scribe));
    blocks.extend(front::facts(&scribe));
    if let Some(code) = since.code {
        blocks.push(Block::Paragraph(more.document.code.clone()));
        blocks.push(Block::Commands(grouped(code)));
    }
    blocks.extend(closing::places(&scribe));
    blocks.push(Block::PageBreak);
    blocks.extend(overview(&scribe));
    blocks.push(Block::PageBreak);
    blocks.extend(correction::chapter(&scribe));
    blocks.extend(concerns(&scribe));
    for (audit, outdated) in since.audits {
        blocks.extend(audit_sheet::chapter(audit, *outdated, more.audit, terms));
    }
    if since.audits.is_empty() {
        blocks.extend(closing::opinion(&scribe));
    }
    if let Some(trend) = since.trend {
        blocks.extend(trend_sheet::appendix(trend, more.trend, terms));
    }
    blocks.extend(closing::verify(&scribe));
    sheet(&scribe, blocks)
}

/// A 確認コード in the groups of the paper, half of them in each line.
pub(super) fn grouped(code: &str) -> Vec<String> {
    let digits: Vec<char> = code.chars().collect();
    let groups: Vec<String> = digits.chunks(CODE_DIGITS).map(|g| g.iter().collect()).collect();
    groups.chunks(groups.len().div_ceil(2).max(1)).map(|half| half.join(" ")).collect()
}

/// 総括, on one page where it fits on one.
fn overview(scribe: &Scribe) -> Vec<Block> {
    let mut blocks = front::first(scribe);
    blocks.extend(front::counts(scribe));
    blocks.extend(findings::summary(scribe).map(Block::Paragraph));
    blocks.extend(against_last::chapter(scribe));
    blocks
}

/// What every form of a report has after its first page.
fn chapters(scribe: &Scribe) -> Vec<Block> {
    let mut blocks = correction::chapter(scribe);
    blocks.extend(against_last::chapter(scribe));
    blocks.extend(concerns(scribe));
    blocks
}

/// From the lists that an auditor asks for to what is for reference only.
fn concerns(scribe: &Scribe) -> Vec<Block> {
    let mut blocks = faults::faults(scribe);
    blocks.extend(findings::findings(scribe));
    blocks.extend(faults::escalations(scribe));
    blocks.extend(lists::unverified(scribe));
    blocks.extend(lists::not_applicable(scribe));
    blocks.extend(lists::carried(scribe));
    blocks.extend(lists::promises(scribe));
    blocks.extend(lists::not_due(scribe));
    blocks.push(Block::PageBreak);
    blocks.extend(detail::items(scribe));
    blocks.extend(evidence::index(scribe));
    blocks.extend(reference::indicators(scribe));
    blocks
}

fn sheet(scribe: &Scribe, mut blocks: Vec<Block>) -> Sheet {
    number(&mut blocks);
    Sheet { lang: scribe.words.lang, title: title(scribe), blocks }
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
