//! `audit.toml`: a finished audit as TOML that diffs, greps and opens in any editor.

use serde::Deserialize;
use toml::Value;

use super::audit::seat;
use super::item::item_id;
use super::record_in::PeopleShape;
use super::record_out::{clock_name, finding, number, pairs, people, string, text};
use super::review::FindingShape;
use super::{FORMAT, ShapeError, check_format, instant, instant_text, parsed};
use crate::domain::answer::Stamp;
use crate::domain::audit::{AuditRecord, Checked, Examiner, Head, Opinion, Remark, Target};
use crate::domain::id::ItemId;
use crate::domain::inspection::Clock;
use crate::domain::record::Sealing;
use crate::domain::society::Seat;
use crate::store::journal::line;

const KIND: &str = "audit";

/// The whole text of a finished audit.
pub fn write(record: &AuditRecord) -> String {
    let mut out = String::new();
    let sealing = &record.sealing;
    number(&mut out, "format", i64::from(FORMAT));
    text(&mut out, "kind", KIND);
    number(&mut out, "seq", i64::from(sealing.seq));
    text(&mut out, "period", &record.period.to_string());
    text(&mut out, "period_name", &record.period.in_era());
    text(&mut out, "society", &record.society);
    text(&mut out, "entry", &record.target.entry);
    text(&mut out, "code", &record.target.code);
    text(&mut out, "auditor", &record.examiner.name);
    text(&mut out, "seat", record.examiner.seat.map_or("", Seat::kanji));
    text(&mut out, "opinion", record.opinion.name());
    text(&mut out, "opinion_text", &record.opinion_text);
    text(&mut out, "opened_at", &instant_text(record.opened_at));
    text(&mut out, "sealed_at", &instant_text(sealing.at));
    text(&mut out, "clock", clock_name(sealing.clock));
    text(&mut out, "program", &sealing.program);
    count(&mut out, "answered", record.answered);
    let sampled = record.sampled.iter().map(|id| string(id.as_str())).collect();
    out.push_str(&line("sampled", &Value::Array(sampled)));

    out.push_str("\n[checked]\n");
    count(&mut out, "entries", record.checked.entries);
    count(&mut out, "faults", record.checked.faults);
    text(&mut out, "head", record.checked.head.name());

    people(&mut out, &record.people);
    for remark in &record.remarks {
        out.push_str("\n[[remark]]\n");
        pairs(
            &mut out,
            vec![
                ("item", string(remark.item.as_str())),
                ("title", string(&remark.title)),
                ("text", string(&remark.text)),
                ("by", string(&remark.stamp.by)),
                ("at", string(&instant_text(remark.stamp.at))),
            ],
        );
    }
    for told in &record.findings {
        finding(&mut out, told);
    }
    out
}

fn count(out: &mut String, key: &str, count: usize) {
    number(out, key, i64::try_from(count).unwrap_or(i64::MAX));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuditShape {
    format: i64,
    kind: String,
    seq: u32,
    period: String,
    #[serde(rename = "period_name")]
    _period_name: String,
    society: String,
    entry: String,
    code: String,
    auditor: String,
    seat: Option<String>,
    opinion: String,
    #[serde(default)]
    opinion_text: String,
    opened_at: String,
    sealed_at: String,
    clock: String,
    program: String,
    answered: usize,
    sampled: Vec<String>,
    checked: CheckedShape,
    people: PeopleShape,
    #[serde(default)]
    remark: Vec<RemarkShape>,
    #[serde(default)]
    finding: Vec<FindingShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckedShape {
    entries: usize,
    faults: usize,
    head: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RemarkShape {
    item: String,
    title: String,
    text: String,
    by: String,
    at: String,
}

/// Reads a finished audit. Of a text in a newer format, that is told and not what else it brings.
pub fn read(text: &str) -> Result<AuditRecord, ShapeError> {
    match toml::from_str::<AuditShape>(text) {
        Ok(shape) if shape.format == i64::from(FORMAT) => shape.read(),
        other => {
            check_format(text)?;
            other.map_err(|error| ShapeError::toml(text, &error))?.read()
        }
    }
}

impl AuditShape {
    fn read(self) -> Result<AuditRecord, ShapeError> {
        if self.kind != KIND {
            return Err(ShapeError::value("kind", &self.kind, KIND));
        }
        let clock = [Clock::Machine, Clock::Stated]
            .into_iter()
            .find(|c| clock_name(*c) == self.clock)
            .ok_or_else(|| ShapeError::value("clock", &self.clock, "machine or stated"))?;
        let head = Head::named(&self.checked.head)
            .ok_or_else(|| ShapeError::value("head", &self.checked.head, "a known word"))?;
        Ok(AuditRecord {
            period: parsed("period", &self.period, "a period")?,
            society: self.society,
            target: Target { entry: self.entry, code: self.code },
            examiner: Examiner { name: self.auditor.clone(), seat: seat(self.seat.as_deref())? },
            people: self.people.read()?,
            opened_at: instant("opened_at", &self.opened_at)?,
            sealing: Sealing {
                seq: self.seq,
                at: instant("sealed_at", &self.sealed_at)?,
                clock,
                confirmed_by: self.auditor,
                program: self.program,
            },
            checked: Checked { entries: self.checked.entries, faults: self.checked.faults, head },
            answered: self.answered,
            sampled: ids(&self.sampled)?,
            remarks: self.remark.into_iter().map(RemarkShape::read).collect::<Result<_, _>>()?,
            findings: self.finding.into_iter().map(FindingShape::read).collect::<Result<_, _>>()?,
            opinion: Opinion::named(&self.opinion)
                .ok_or_else(|| ShapeError::value("opinion", &self.opinion, "a known word"))?,
            opinion_text: self.opinion_text,
        })
    }
}

fn ids(texts: &[String]) -> Result<Vec<ItemId>, ShapeError> {
    texts.iter().map(|text| item_id(text)).collect()
}

impl RemarkShape {
    fn read(self) -> Result<Remark, ShapeError> {
        let stamp = Stamp { by: self.by, at: instant("at", &self.at)? };
        Ok(Remark { item: item_id(&self.item)?, title: self.title, text: self.text, stamp })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::tests::finished;

    #[test]
    fn an_audit_reads_back_whole_whatever_its_texts_hold() {
        for told in ["一行", "二行\nある", "\"\"\"\n[checked]\n\\", "制御\u{1b}[31m\u{202e}\r\n"]
        {
            let mut record = finished();
            record.opinion_text = told.to_owned();
            record.remarks[0].text = told.to_owned();
            record.findings[0].what = told.to_owned();
            let text = write(&record);
            assert_eq!(read(&text).unwrap(), record, "{text}");
            assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text}");
        }
    }

    #[test]
    fn a_newer_format_is_told_and_a_report_is_no_audit() {
        let text = write(&finished());
        let newer = text.replacen("format = 1", "format = 2", 1);
        assert_eq!(read(&newer), Err(ShapeError::Newer { found: 2 }));
        let other = text.replacen("kind = \"audit\"", "kind = \"report\"", 1);
        assert!(matches!(read(&other), Err(ShapeError::Value { key: "kind", .. })));
    }
}
