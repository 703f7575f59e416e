//! `report.toml`: a sealed record as TOML that diffs, greps and opens in any editor.
//!
//! The part before `[checklist]` is a head of its own, enough to list a period.

use toml::Value;

use super::correction::{change_pairs, correction_pairs};
use super::event::answer_pairs;
use super::indicators::{hasty_pairs, indicators_pairs};
use super::instant_text;
use super::review::{finding_pairs, reviewed_pairs};
use crate::domain::answer::{Answer, Stamp, Verdict};
use crate::domain::checklist::{Checklist, Item};
use crate::domain::finding::Finding;
use crate::domain::id::{CommitmentId, ItemId};
use crate::domain::inspection::Clock;
use crate::domain::period::Period;
use crate::domain::record::{Outcome, Record};
use crate::domain::society::People;
use crate::domain::tally::Tally;
use crate::store::journal::{line, quote};

/// The header that ends the head of a record.
pub const HEAD_END: &str = "\n[checklist]\n";

/// The kinds of a record.
pub(super) const REPORT: &str = "report";
pub(super) const CORRECTION: &str = "correction";

/// The whole text of a record.
pub fn write(record: &Record) -> String {
    let mut out = String::new();
    head(&mut out, record);
    checklist(&mut out, &record.checklist, &record.checklist_digest);
    for (item, outcome) in record.lines() {
        definition(&mut out, item);
        match outcome {
            Outcome::Asked { answer, stamp, last, seconds } => {
                bool(&mut out, "asked", true);
                last_time(&mut out, *last);
                let finding = record.finding_of(&item.id);
                asked(&mut out, answer, stamp, finding);
                if let Some(seconds) = seconds {
                    number(&mut out, "seconds", i64::from(*seconds));
                }
            }
            Outcome::NotDue { last } => {
                bool(&mut out, "asked", false);
                last_time(&mut out, *last);
            }
        }
    }
    out
}

fn last_time(out: &mut String, last: Option<(Period, Verdict)>) {
    if let Some((period, verdict)) = last {
        text(out, "last_period", &period.to_string());
        text(out, "last_verdict", verdict.name());
    }
}

pub(super) fn finding(out: &mut String, finding: &Finding) {
    out.push_str("\n[[finding]]\n");
    pairs(out, finding_pairs(finding));
    for reviewed in &finding.history {
        out.push_str("\n[[finding.review]]\n");
        pairs(out, reviewed_pairs(reviewed));
    }
}

pub(super) fn pairs(out: &mut String, pairs: Vec<(&'static str, Value)>) {
    for (key, value) in pairs {
        match value {
            Value::String(value) => text(out, key, &value),
            other => out.push_str(&line(key, &other)),
        }
    }
}

fn head(out: &mut String, record: &Record) {
    let sealing = &record.sealing;
    number(out, "format", i64::from(super::FORMAT));
    text(out, "kind", if record.correction.is_some() { CORRECTION } else { REPORT });
    number(out, "seq", i64::from(sealing.seq));
    text(out, "period", &record.period.to_string());
    text(out, "period_name", &record.period.in_era());
    text(out, "start", &record.period.start().to_string());
    text(out, "end", &record.period.end().to_string());
    text(out, "deadline", &record.deadline.to_string());
    text(out, "society", &record.society);
    text(out, "opened_at", &instant_text(record.opened_at));
    text(out, "sealed_at", &instant_text(sealing.at));
    text(out, "clock", clock_name(sealing.clock));
    text(out, "confirmed_by", &sealing.confirmed_by);
    text(out, "program", &sealing.program);

    if let Some(correction) = &record.correction {
        out.push_str("\n[correction]\n");
        // None is left out: a correction without a reason would be no correction.
        for (key, value) in correction_pairs(correction) {
            out.push_str(&line(key, &value));
        }
        for change in &correction.changes {
            out.push_str("\n[[correction.change]]\n");
            pairs(out, change_pairs(change));
        }
    }
    people(out, &record.people);
    out.push_str("\n[summary]\n");
    summary(out, record.tally());
    if let Some(indicators) = &record.indicators {
        out.push_str("\n[indicators]\n");
        pairs(out, indicators_pairs(indicators));
        for hasty in &indicators.fast {
            out.push_str("\n[[indicators.fast]]\n");
            pairs(out, hasty_pairs(hasty));
        }
    }
    for told in &record.findings {
        finding(out, told);
    }
}

/// The people of a record, under a header of their own.
pub(super) fn people(out: &mut String, people: &People) {
    out.push_str("\n[people]\n");
    out.push_str(&line("inspector", &string(&people.inspector)));
    out.push_str(&line("officer", &string(&people.officer)));
    for auditor in &people.auditors {
        out.push_str("\n[[people.auditor]]\n");
        text(out, "name", &auditor.name);
        text(out, "seat", auditor.seat.kanji());
    }
}

fn summary(out: &mut String, tally: Tally) {
    let counts = [
        ("ok", tally.ok),
        ("ng", tally.ng),
        ("na", tally.na),
        ("unverified", tally.unverified),
        ("not_due", tally.not_due),
    ];
    for (key, count) in counts {
        number(out, key, i64::try_from(count).unwrap_or(i64::MAX));
    }
    text(out, "rate", &tally.rate().map(|r| r.to_string()).unwrap_or_default());
}

fn checklist(out: &mut String, list: &Checklist, digest: &str) {
    out.push_str(HEAD_END);
    text(out, "id", list.id.as_str());
    text(out, "extends", list.extends.as_ref().map_or("", |id| id.as_str()));
    text(out, "title", &list.title);
    text(out, "version", &list.version);
    text(out, "basis_date", &list.basis_date.to_string());
    text(out, "digest", digest);
    out.push_str("\n[checklist.notice]\n");
    out.push_str(&line("society", &string(&list.notice.society)));
    out.push_str(&line("title", &string(&list.notice.title)));
    out.push_str(&line("edition", &string(&list.notice.edition)));
    for section in &list.sections {
        out.push_str("\n[[checklist.section]]\n");
        text(out, "id", section.id.as_str());
        text(out, "title", &section.title);
        text(out, "short", &section.short);
    }
    for commitment in &list.commitments {
        out.push_str("\n[[checklist.commitment]]\n");
        text(out, "id", commitment.id.as_str());
        text(out, "section", commitment.section.as_str());
        text(out, "text", &commitment.text);
    }
    for retired in &list.retired {
        out.push_str("\n[[checklist.retired]]\n");
        text(out, "id", retired.id.as_str());
        text(out, "version", &retired.version);
        text(out, "reason", &retired.reason);
    }
    for change in &list.changes {
        out.push_str("\n[[checklist.revision]]\n");
        text(out, "version", &change.version);
        text(out, "kind", change.kind.name());
        for (key, ids) in [("from", &change.from), ("to", &change.to)] {
            if !ids.is_empty() {
                self::list(out, key, ids.iter().map(ItemId::as_str));
            }
        }
        text(out, "reason", &change.reason);
    }
}

fn definition(out: &mut String, item: &Item) {
    out.push_str("\n[[item]]\n");
    text(out, "id", item.id.as_str());
    text(out, "section", item.section.as_str());
    text(out, "title", &item.title);
    text(out, "question", &item.question);
    text(out, "how", &item.how);
    list(out, "how_methods", item.methods.iter().map(|m| m.name()));
    list(out, "evidence_examples", item.evidence.iter().map(String::as_str));
    text(out, "not_applicable", item.not_applicable.as_deref().unwrap_or_default());
    list(out, "basis", item.basis.iter().map(String::as_str));
    list(out, "commitments", item.commitments.iter().map(CommitmentId::as_str));
    text(out, "frequency", item.frequency.name());
    if let Some(quarter) = item.frequency.quarter() {
        number(out, "quarter", i64::from(quarter));
    }
    if item.escalate {
        bool(out, "escalate", true);
    }
}

fn asked(out: &mut String, answer: &Answer, stamp: &Stamp, finding: Option<&Finding>) {
    pairs(out, answer_pairs(answer));
    if answer.verdict == Some(Verdict::Ng)
        && let Some(finding) = finding
    {
        text(out, "finding", &finding.id.to_string());
    }
    text(out, "by", &stamp.by);
    text(out, "at", &instant_text(stamp.at));
}

pub(super) fn clock_name(clock: Clock) -> &'static str {
    match clock {
        Clock::Machine => "machine",
        Clock::Stated => "stated",
    }
}

pub(super) fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

pub(super) fn number(out: &mut String, key: &str, value: i64) {
    out.push_str(&line(key, &Value::Integer(value)));
}

fn bool(out: &mut String, key: &str, value: bool) {
    out.push_str(&line(key, &Value::Boolean(value)));
}

fn list<'a>(out: &mut String, key: &str, values: impl Iterator<Item = &'a str>) {
    out.push_str(&line(key, &Value::Array(values.map(string).collect())));
}

/// One line for one line, a multi-line string for more; empty texts are left out.
pub(super) fn text(out: &mut String, key: &str, value: &str) {
    if value.contains('\n') {
        // Every line is quoted on its own, so that the same characters are escaped as elsewhere.
        let lines = value.split('\n').map(|part| {
            let quoted = quote(part);
            let line = &quoted[1..quoted.len() - 1];
            // No line of a text looks like a header, so that the head ends where it ends.
            match line.strip_prefix('[') {
                Some(rest) => format!("\\u005B{rest}"),
                None => line.to_owned(),
            }
        });
        let body: Vec<String> = lines.collect();
        let body = body.join("\n");
        out.extend([key, " = \"\"\"\n", &body, "\"\"\"\n"]);
    } else if !value.is_empty() {
        out.push_str(&line(key, &string(value)));
    }
}
