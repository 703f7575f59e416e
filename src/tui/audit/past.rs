//! Other audits of the period: what was said in those that are finished, and who has begun one.

use super::State;
use crate::domain::audit::AuditRecord;
use crate::domain::id::ItemId;
use crate::tui::kit::Kit;
use crate::tui::prose::{Prose, Styled};
use crate::words::fill;

pub(super) fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    let (words, theme) = (&kit.words.audit.past_audits, &kit.theme);
    for (entry, audit) in &state.exhibit.audits {
        one(&mut rows, state, audit);
        rows.indented(&fill(&words.entry, &[("entry", &entry.to_string())]), theme.dim);
        rows.gap();
    }
    if !state.exhibit.in_progress.is_empty() {
        rows.push(&words.in_progress, theme.title);
        for name in &state.exhibit.in_progress {
            rows.indented(name, theme.text);
        }
    }
    rows.rows()
}

fn one(rows: &mut Prose<'_>, state: &State, audit: &AuditRecord) {
    let kit = rows.kit;
    let (words, theme) = (&kit.words.audit.past_audits, &kit.theme);
    let seat = audit.examiner.seat.map(|seat| kit.terms.seat(seat)).unwrap_or_default();
    let values = [
        ("seat", seat),
        ("by", &*audit.examiner.name),
        ("opinion", kit.failures.audit.opinion(audit.opinion)),
        ("day", &*kit.words.common.day(audit.sealing.at.date_naive())),
    ];
    rows.push(fill(&words.heading, &values).trim_start(), theme.title);
    if audit.target.entry != state.exhibit.target.entry {
        rows.indented(&kit.failures.audit.outdated, theme.warn);
    }
    if !audit.opinion_text.trim().is_empty() {
        rows.indented(&audit.opinion_text, theme.text);
    }
    let sampled = audit.sampled.len().to_string();
    let values = [("n", &*sampled), ("all", &*audit.answered.to_string())];
    rows.indented(&fill(&words.sampled, &values), theme.dim);
    for remark in &audit.remarks {
        let values = [("item", remark.item.as_str()), ("title", &remark.title)];
        rows.indented(&fill(&words.remark, &values), theme.dim);
        rows.indented(&remark.text, theme.text);
    }
    for finding in &audit.findings {
        let values = [
            ("id", &*finding.id.to_string()),
            ("grade", kit.terms.grade(finding.grade)),
            ("due", &*kit.words.common.day(finding.due())),
            ("owner", &*finding.owner),
        ];
        rows.indented(&fill(&words.finding, &values), theme.ng);
        rows.indented(&finding.what, theme.text);
    }
}

/// What other auditors said of an item.
pub(super) fn of_item(rows: &mut Prose<'_>, state: &State, item: &ItemId) {
    let kit = rows.kit;
    let words = &kit.words.audit.past_audits;
    for (_, audit) in &state.exhibit.audits {
        let remarks = audit.remarks.iter().filter(|remark| remark.item == *item);
        let remarks = remarks.map(|remark| &remark.text);
        let findings = audit.findings.iter().filter(|finding| finding.id.item == *item);
        for text in remarks.chain(findings.map(|finding| &finding.what)) {
            let name = fill(&words.beside, &[("by", &audit.examiner.name)]);
            rows.push(&name, kit.theme.title);
            rows.indented(text, kit.theme.text);
        }
    }
    rows.gap();
}
