//! 監事監査所見: what one auditor said of a sealed period, as a sheet for the society.
//!
//! The first page tells the opinion and what was read; then come the findings and every remark.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::inspection_sheet::grouped;
use super::scribe::put;
use super::sheet::{
    Block, CODE_DIGITS, Cell, Column, Piece, Reading, Row, Sheet, Signature, Table, Title, Tone,
};
use crate::domain::audit::AuditRecord;
use crate::domain::era::date_in_era;
use crate::domain::id::ItemId;
use crate::domain::inspection::Clock;
use crate::words::{AuditWords, DocumentWords, Terms, fill};

struct Scribe<'a> {
    audit: &'a AuditRecord,
    words: &'a AuditWords,
    terms: &'a Terms,
}

/// The remarks of one audit, complete: no text is left out or shortened.
pub fn compose(audit: &AuditRecord, words: &AuditWords, terms: &Terms) -> Sheet {
    let scribe = Scribe { audit, words, terms };
    let mut blocks = vec![scribe.title()];
    blocks.extend(scribe.cautions());
    blocks.push(scribe.facts());
    blocks.push(Block::Paragraph(words.sheet.code.clone()));
    blocks.push(Block::Commands(vec![scribe.code()]));
    blocks.extend(scribe.findings());
    blocks.extend(scribe.remarks());
    blocks.push(scribe.signature());
    blocks.push(Block::Code { label: words.sheet.own_code.clone() });
    let title = [&audit.society, &terms.period(audit.period), &words.sheet.title];
    Sheet { lang: words.lang, title: title.map(String::as_str).join(" "), blocks }
}

/// What is known of an audit only after it was finished.
#[derive(Debug, Clone, Copy)]
pub struct Later<'a> {
    /// Its own 確認コード, 64 hexadecimal digits; `None` where there is no `SEAL` any more.
    pub code: Option<&'a str>,
    /// What it read was corrected afterwards.
    pub outdated: bool,
}

/// The same as it is printed and filed: with its own code, and that it is outdated where it is.
pub fn document(
    audit: &AuditRecord,
    later: Later<'_>,
    (words, more): (&AuditWords, &DocumentWords),
    terms: &Terms,
) -> Sheet {
    let mut sheet = compose(audit, words, terms);
    if let Some(code) = later.code {
        // What would be written by hand is known.
        sheet.blocks.retain(|block| !matches!(block, Block::Code { .. }));
        let own = [Block::Paragraph(more.audit_code.clone()), Block::Commands(grouped(code))];
        let end = sheet.blocks.iter().position(|block| matches!(block, Block::Heading { .. }));
        let end = end.unwrap_or(sheet.blocks.len());
        sheet.blocks.splice(end..end, own);
    }
    // On paper the sentence that opens it begins where sentences do.
    let opening = match sheet.blocks.first_mut() {
        Some(Block::Title(title)) => title.lines.pop(),
        _ => None,
    };
    let outdated = later.outdated.then(|| Block::Cautions {
        label: words.sheet.caution.clone(),
        texts: vec![words.outdated.clone()],
    });
    sheet.blocks.splice(1..1, opening.map(Block::Paragraph).into_iter().chain(outdated));
    sheet
}

/// The same as one chapter of a report; `outdated` where the record was corrected afterwards.
pub(super) fn chapter(
    audit: &AuditRecord,
    outdated: bool,
    words: &AuditWords,
    terms: &Terms,
) -> Vec<Block> {
    let scribe = Scribe { audit, words, terms };
    let named = [words.sheet.title.as_str(), &audit.examiner.name].join(" ");
    let mut blocks = vec![Block::chapter(named)];
    if outdated {
        let texts = vec![words.outdated.clone()];
        blocks.push(Block::Cautions { label: words.sheet.caution.clone(), texts });
    }
    blocks.extend(scribe.cautions());
    blocks.push(scribe.facts());
    let parts = scribe.findings().into_iter().chain(scribe.remarks());
    blocks.extend(parts.map(|block| match block {
        Block::Heading { text, .. } => Block::section(text),
        other => other,
    }));
    blocks
}

impl Scribe<'_> {
    fn title(&self) -> Block {
        let (words, period) = (&self.words.sheet, self.audit.period);
        let span = [("name", self.terms.period(period)), ("id", period.to_string())];
        Block::Title(Title {
            heading: words.title.clone(),
            addressee: fill(&words.addressee, &[("society", &self.audit.society)]),
            lines: vec![put(&words.span, &span), words.of.clone()],
        })
    }

    fn cautions(&self) -> Option<Block> {
        let (words, audit) = (&self.words.sheet, self.audit);
        let mut texts: Vec<String> = audit
            .same_person()
            .iter()
            .map(|same| self.words.same(same))
            .map(|(template, name)| fill(template, &[("name", name)]))
            .collect();
        if audit.examiner.seat.is_none() {
            texts.push(fill(&words.unknown_seat, &[("name", &audit.examiner.name)]));
        }
        if audit.checked.faults > 0 {
            texts.push(put(&words.faults, &[("n", audit.checked.faults.to_string())]));
        }
        if audit.sealing.clock == Clock::Stated {
            texts.push(words.clock.clone());
        }
        let label = words.caution.clone();
        (!texts.is_empty()).then_some(Block::Cautions { label, texts })
    }

    fn facts(&self) -> Block {
        let (words, audit) = (&self.words.sheet, self.audit);
        let auditor = match audit.examiner.seat {
            None => audit.examiner.name.clone(),
            Some(seat) => {
                let values = [("seat", self.terms.seat(seat)), ("name", &audit.examiner.name)];
                fill(&words.auditor_seated, &values)
            }
        };
        Block::Facts(vec![
            Piece::new(&words.opinion, self.words.opinion(audit.opinion)),
            Piece::new(&words.opinion_text, self.or_none(&audit.opinion_text)),
            Piece::new(&words.auditor, auditor),
            Piece::new(&words.finished, moment(audit.sealing.at)),
            Piece::new(&words.read, audit.target.entry.clone()),
            Piece::new(&words.checked, self.checked()),
            Piece::new(&words.sampled, self.sampled()),
        ])
    }

    /// In the groups that stand on paper.
    fn code(&self) -> String {
        let digits: Vec<char> = self.audit.target.code.chars().collect();
        let groups = digits.chunks(CODE_DIGITS).map(|group| group.iter().collect::<String>());
        groups.collect::<Vec<_>>().join(" ")
    }

    fn checked(&self) -> String {
        let (words, checked) = (&self.words.sheet, self.audit.checked);
        let template =
            if checked.faults == 0 { &words.checked_clean } else { &words.checked_faulty };
        let values = [
            ("n", checked.entries.to_string()),
            ("faults", checked.faults.to_string()),
            ("head", self.words.head(checked.head).to_owned()),
        ];
        put(template, &values)
    }

    fn sampled(&self) -> String {
        let (words, audit) = (&self.words.sheet, self.audit);
        if audit.sampled.is_empty() {
            return words.sampled_none.clone();
        }
        let ids: Vec<&str> = audit.sampled.iter().map(ItemId::as_str).collect();
        let values = [
            ("all", audit.answered.to_string()),
            ("n", ids.len().to_string()),
            ("list", ids.join(" ")),
        ];
        put(&words.sampled_value, &values)
    }

    fn findings(&self) -> Vec<Block> {
        let (words, list) = (&self.words.sheet, &self.audit.findings);
        let heading = Block::chapter(put(&words.findings, &[("n", list.len().to_string())]));
        if list.is_empty() {
            return vec![heading, Block::Paragraph(words.findings_none.clone())];
        }
        let columns = vec![
            Column::lead(&words.finding, 16),
            Column::lead(&words.grade, 6),
            Column::body(&words.what, 30),
            Column::body(&words.action, 24),
            Column::body(&words.owner, 10),
            Column::body(&words.due, 12),
        ];
        let rows = list.iter().map(|finding| {
            Row::body(vec![
                Cell::from(format!("{} {}", finding.id, finding.title)),
                Cell::from(self.terms.grade(finding.grade)).toned(Tone::Fault),
                Cell::from(finding.what.clone()),
                Cell::from(self.or_none(&finding.action)),
                Cell::from(finding.owner.clone()),
                Cell::from(day(finding.first_due)),
            ])
        });
        let rows = rows.collect();
        vec![
            heading,
            Block::Paragraph(words.findings_note.clone()),
            Block::Table(Table { reading: Reading::Rows, columns, rows }),
        ]
    }

    fn remarks(&self) -> Vec<Block> {
        let (words, list) = (&self.words.sheet, &self.audit.remarks);
        let heading = Block::chapter(put(&words.remarks, &[("n", list.len().to_string())]));
        if list.is_empty() {
            return vec![heading, Block::Paragraph(words.remarks_none.clone())];
        }
        let columns = vec![
            Column::lead(&words.item, 20),
            Column::lead(&words.samples, 6),
            Column::body(&words.remark, 50),
            Column::body(&words.by, 16),
        ];
        let rows = list.iter().map(|remark| {
            let sampled = self.audit.sampled.contains(&remark.item);
            let mark = if sampled { words.samples.clone() } else { String::new() };
            Row::body(vec![
                Cell::from(format!("{} {}", remark.item, remark.title)),
                Cell::from(mark),
                Cell::from(remark.text.clone()),
                Cell::from(format!("{} {}", remark.stamp.by, moment(remark.stamp.at))),
            ])
        });
        let rows = rows.collect();
        vec![heading, Block::Table(Table { reading: Reading::Rows, columns, rows })]
    }

    fn signature(&self) -> Block {
        let words = &self.words.sheet;
        Block::Signatures(vec![Signature {
            role: words.auditor.clone(),
            name: Some(self.audit.examiner.name.clone()),
            date_label: words.date.clone(),
            seal_label: words.seal.clone(),
        }])
    }

    fn or_none(&self, text: &str) -> String {
        if text.trim().is_empty() { self.words.sheet.none.clone() } else { text.to_owned() }
    }
}

fn day(day: NaiveDate) -> String {
    date_in_era(day)
}

/// To the minute.
fn moment(at: DateTime<FixedOffset>) -> String {
    format!("{} {}", date_in_era(at.date_naive()), at.format("%H:%M"))
}
