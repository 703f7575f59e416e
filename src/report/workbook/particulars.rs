//! 記録: what no other page says of the record, its checklist and its sealing, in tables.

use super::Told;
use super::page::{Line, Page, Value};
use crate::domain::correction::{Correction, Place};
use crate::domain::inspection::Clock;
use crate::domain::lineage::Kind;
use crate::report::promise;
use crate::words::fill;

const WIDTHS: [u16; 6] = [26, 40, 44, 30, 30, 30];

pub(super) fn page(told: &Told<'_>) -> Page {
    let mut page = Page::bare(&told.words.sheet.record, WIDTHS.to_vec(), Vec::new());
    let lines = &mut page.lines;
    sealing(told, lines);
    checklist(told, lines);
    sections(told, lines);
    commitments(told, lines);
    retired(told, lines);
    changes(told, lines);
    indicators(told, lines);
    if let Some(correction) = &told.scribe.record.correction {
        self::correction(told, correction, lines);
    }
    page
}

fn heading(lines: &mut Vec<Line>, text: &str) {
    if !lines.is_empty() {
        lines.push(Line::Blank);
    }
    lines.push(Line::Heading(text.to_owned()));
}

fn facts<'a>(lines: &mut Vec<Line>, facts: impl IntoIterator<Item = (&'a str, Value)>) {
    for (label, value) in facts {
        lines.push(Line::Row(vec![label.into(), value]));
    }
}

fn head(lines: &mut Vec<Line>, columns: &[&String]) {
    lines.push(Line::Head(columns.iter().map(|column| (*column).clone()).collect()));
}

fn sealing(told: &Told<'_>, lines: &mut Vec<Line>) {
    let (words, record) = (&told.words.record, told.scribe.record);
    let sealing = &record.sealing;
    let clock = match sealing.clock {
        Clock::Machine => &words.clock_machine,
        Clock::Stated => &words.clock_stated,
    };
    heading(lines, &words.seal);
    facts(
        lines,
        [
            (words.seq.as_str(), Value::Count(sealing.seq.into())),
            (&words.opened, record.opened_at.to_rfc3339().into()),
            (&words.sealed, sealing.at.to_rfc3339().into()),
            (&words.deadline, Value::Day(record.deadline)),
            (&words.clock, clock.as_str().into()),
            (&words.confirmed_by, sealing.confirmed_by.as_str().into()),
            (&words.inspector, record.people.inspector.as_str().into()),
            (&words.officer, record.people.officer.as_str().into()),
        ],
    );
    for auditor in &record.people.auditors {
        let label = fill(&words.auditor, &[("seat", told.terms.seat(auditor.seat))]);
        facts(lines, [(label.as_str(), auditor.name.as_str().into())]);
    }
    facts(lines, [(words.program.as_str(), sealing.program.as_str().into())]);
}

fn checklist(told: &Told<'_>, lines: &mut Vec<Line>) {
    let (words, record) = (&told.words.record, told.scribe.record);
    let list = &record.checklist;
    heading(lines, &words.checklist);
    facts(
        lines,
        [
            (words.list_id.as_str(), list.id.to_string().into()),
            (&words.extends, list.extends.as_ref().map_or("", |id| id.as_str()).into()),
            (&words.list_title, list.title.as_str().into()),
            (&words.version, list.version.as_str().into()),
            (&words.basis_date, Value::Day(list.basis_date)),
            (&words.notice_society, list.notice.society.as_str().into()),
            (&words.notice_title, list.notice.title.as_str().into()),
            (&words.notice_edition, list.notice.edition.as_str().into()),
            (&words.digest, record.checklist_digest.as_str().into()),
        ],
    );
}

fn sections(told: &Told<'_>, lines: &mut Vec<Line>) {
    let words = &told.words.record;
    heading(lines, &words.sections);
    head(lines, &[&words.section_id, &words.section_short, &words.section_title]);
    for section in &told.scribe.record.checklist.sections {
        lines.push(Line::Row(vec![
            section.id.to_string().into(),
            section.short.as_str().into(),
            section.title.as_str().into(),
        ]));
    }
}

fn commitments(told: &Told<'_>, lines: &mut Vec<Line>) {
    let (words, record) = (&told.words.record, told.scribe.record);
    if record.checklist.commitments.is_empty() {
        return;
    }
    heading(lines, &words.commitments);
    let columns =
        [&words.commitment_id, &words.section_id, &words.commitment_text, &words.commitment_items];
    head(lines, &columns);
    for promise in promise::promises(record) {
        let items = promise.items.iter().map(|(item, outcome)| {
            let values = [("item", item.id.to_string()), ("result", told.scribe.result(outcome))];
            crate::report::scribe::put(&told.report.promise.item_result, &values)
        });
        lines.push(Line::Row(vec![
            promise.commitment.id.to_string().into(),
            promise.commitment.section.to_string().into(),
            promise.commitment.text.as_str().into(),
            Value::list(items),
        ]));
    }
}

fn retired(told: &Told<'_>, lines: &mut Vec<Line>) {
    let (words, list) = (&told.words.record, &told.scribe.record.checklist);
    if list.retired.is_empty() {
        return;
    }
    heading(lines, &words.retired);
    head(lines, &[&words.retired_id, &words.version, &words.reason]);
    for old in &list.retired {
        lines.push(Line::Row(vec![
            old.id.to_string().into(),
            old.version.as_str().into(),
            old.reason.as_str().into(),
        ]));
    }
}

fn changes(told: &Told<'_>, lines: &mut Vec<Line>) {
    let (words, list) = (&told.words.record, &told.scribe.record.checklist);
    if list.changes.is_empty() {
        return;
    }
    heading(lines, &words.changes);
    head(lines, &[&words.version, &words.kind, &words.reason, &words.from, &words.to]);
    for change in &list.changes {
        let kind = match change.kind {
            Kind::Wording => &words.wording,
            Kind::Merged => &words.merged,
            Kind::Split => &words.split,
            Kind::New => &words.added,
            Kind::Retired => &words.gone,
        };
        lines.push(Line::Row(vec![
            change.version.as_str().into(),
            kind.as_str().into(),
            change.reason.as_str().into(),
            Value::list(&change.from),
            Value::list(&change.to),
        ]));
    }
}

fn indicators(told: &Told<'_>, lines: &mut Vec<Line>) {
    let words = &told.report.indicators;
    let Some(found) = &told.scribe.record.indicators else { return };
    heading(lines, &told.words.record.indicators);
    for line in words.lines(found, told.terms) {
        lines.push(Line::Row(vec![
            line.label.into(),
            line.value.as_str().into(),
            line.basis.as_str().into(),
            Value::list(&line.items),
        ]));
    }
    facts(lines, [(words.comment.label.as_str(), found.comment.as_str().into())]);
}

fn correction(told: &Told<'_>, correction: &Correction, lines: &mut Vec<Line>) {
    let words = &told.words.record;
    heading(lines, &words.correction);
    facts(
        lines,
        [
            (words.entry.as_str(), correction.entry.as_str().into()),
            (&words.code, correction.code.as_str().into()),
            (&words.reason, correction.reason.as_str().into()),
            (&words.by, correction.by.as_str().into()),
            (&words.first_sealed, correction.first_sealed.to_rfc3339().into()),
            (&words.audits, Value::list(&correction.audits)),
        ],
    );
    heading(lines, &words.amended);
    head(lines, &[&words.amended_at, &words.field, &words.old, &words.new]);
    for change in &correction.changes {
        let place = match &change.place {
            Place::Item(id) => id.to_string(),
            Place::Finding(id) => id.to_string(),
            Place::Indicators => words.indicators.clone(),
        };
        lines.push(Line::Row(vec![
            place.into(),
            told.report.correction.field(change.field).into(),
            change.old.as_str().into(),
            change.new.as_str().into(),
        ]));
    }
}
