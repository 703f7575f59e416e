//! The journal of an audit: its start and each change, one `key = value` per line.
//!
//! What a finished audit looks like in a file is written and read in `audit_record`.

use serde::Deserialize;
use toml::Value;

pub use super::audit_record::{read, write};
use super::event::{Lines, clock};
use super::item::item_id;
use super::{ShapeError, date, instant};
use crate::domain::answer::{Grade, Stamp};
use crate::domain::audit::{
    Audit, AuditChange, AuditEvent, AuditFinding, AuditStart, Examiner, Opinion, Sampling, Target,
};
use crate::domain::inspection::Clock;
use crate::domain::period::Period;
use crate::domain::society::Seat;

/// The words of the blocks.
const START: &str = "audit";
const SAMPLE: &str = "sample";
const UNSAMPLE: &str = "unsample";
const REMARK: &str = "remark";
const FINDING: &str = "finding";
const OPINION: &str = "opinion";
const REREAD: &str = "reread";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StartShape {
    at: String,
    by: String,
    act: String,
    #[serde(default)]
    clock: Option<String>,
    seat: Option<String>,
    entry: String,
    code: String,
    program: String,
    society: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ChangeShape {
    at: String,
    by: String,
    act: String,
    clock: Option<String>,
    item: String,
    text: String,
    opinion: Option<String>,
    entry: String,
    code: String,
    grade: Option<String>,
    what: String,
    action: String,
    owner: String,
    due: Option<String>,
    due_text: String,
    /// What stood before; kept for readers, not read back: the earlier blocks say the same.
    #[serde(rename = "was")]
    _was: Option<toml::Value>,
}

/// The body of the first block.
pub fn write_start(start: &AuditStart) -> String {
    let mut out = Lines::new(&start.stamp, START, start.clock);
    out.text("seat", start.examiner.seat.map_or("", Seat::kanji));
    out.text("entry", &start.target.entry);
    out.text("code", &start.target.code);
    out.text("program", &start.program);
    out.push("society", &Value::String(start.society.clone()));
    out.0
}

/// Reads the body of the first block of the audit of `period`.
pub fn read_start(period: Period, body: &str) -> Result<AuditStart, ShapeError> {
    let shape: StartShape = toml::from_str(body).map_err(|e| ShapeError::toml(body, &e))?;
    if shape.act != START {
        return Err(ShapeError::value("act", &shape.act, START));
    }
    Ok(AuditStart {
        period,
        target: Target { entry: shape.entry, code: shape.code },
        examiner: Examiner { name: shape.by.clone(), seat: seat(shape.seat.as_deref())? },
        stamp: Stamp { by: shape.by, at: instant("at", &shape.at)? },
        clock: clock(shape.clock.as_deref())?,
        program: shape.program,
        society: shape.society,
    })
}

pub(super) fn seat(text: Option<&str>) -> Result<Option<Seat>, ShapeError> {
    let named = |text: &str| {
        Seat::named(text).ok_or_else(|| ShapeError::value("seat", text, "選定 or 互選"))
    };
    text.map(named).transpose()
}

/// The body of a change of `before`.
pub fn write_change(stamp: &Stamp, clock: Clock, change: &AuditChange, before: &Audit) -> String {
    let act = match change {
        AuditChange::Sample { sampling: Sampling::Sampled, .. } => SAMPLE,
        AuditChange::Sample { sampling: Sampling::Dropped, .. } => UNSAMPLE,
        AuditChange::Remark { .. } => REMARK,
        AuditChange::Finding { .. } => FINDING,
        AuditChange::Opinion { .. } => OPINION,
        AuditChange::Reread(_) => REREAD,
    };
    let mut out = Lines::new(stamp, act, clock);
    out.text("item", change.item().map_or("", crate::domain::id::ItemId::as_str));
    match change {
        AuditChange::Sample { .. } => {}
        AuditChange::Remark { item, text } => {
            out.text("text", text);
            out.text("was", before.remark(item));
        }
        AuditChange::Finding { item, finding } => {
            for (key, value) in finding_pairs(finding) {
                out.text(key, &value);
            }
            if let Some(old) = before.finding(item) {
                let pairs = finding_pairs(old).into_iter().filter(|(_, text)| !text.is_empty());
                let table = pairs.map(|(key, text)| (key.to_owned(), Value::String(text)));
                out.push("was", &Value::Table(table.collect()));
            }
        }
        AuditChange::Opinion { opinion, text } => {
            out.text("opinion", opinion.map_or("", Opinion::name));
            out.text("text", text);
            let mut was = toml::Table::new();
            if let Some(opinion) = before.opinion() {
                was.insert("opinion".into(), Value::String(opinion.name().into()));
                was.insert("text".into(), Value::String(before.opinion_text().to_owned()));
                out.push("was", &Value::Table(was));
            }
        }
        AuditChange::Reread(target) => {
            out.text("entry", &target.entry);
            out.text("code", &target.code);
            out.text("was", &before.start().target.entry);
        }
    }
    out.0
}

fn finding_pairs(finding: &AuditFinding) -> [(&'static str, String); 6] {
    [
        ("grade", finding.grade.map_or(String::new(), |g| g.name().to_owned())),
        ("what", finding.what.clone()),
        ("action", finding.action.clone()),
        ("owner", finding.owner.clone()),
        ("due", finding.due.map(|day| day.to_string()).unwrap_or_default()),
        ("due_text", finding.due_text.clone()),
    ]
}

/// Reads one change, and whether its time was stated.
pub fn read_change(seq: u64, body: &str) -> Result<(AuditEvent, Clock), ShapeError> {
    let shape: ChangeShape = toml::from_str(body).map_err(|e| ShapeError::toml(body, &e))?;
    let stamp = Stamp { by: shape.by.clone(), at: instant("at", &shape.at)? };
    let clock = clock(shape.clock.as_deref())?;
    let opinion = |text: &str| {
        Opinion::named(text).ok_or_else(|| ShapeError::value("opinion", text, "a known word"))
    };
    let change = match shape.act.as_str() {
        SAMPLE => AuditChange::Sample { item: item_id(&shape.item)?, sampling: Sampling::Sampled },
        UNSAMPLE => {
            AuditChange::Sample { item: item_id(&shape.item)?, sampling: Sampling::Dropped }
        }
        REMARK => AuditChange::Remark { item: item_id(&shape.item)?, text: shape.text },
        FINDING => AuditChange::Finding { item: item_id(&shape.item)?, finding: shape.finding()? },
        OPINION => AuditChange::Opinion {
            opinion: shape.opinion.as_deref().map(opinion).transpose()?,
            text: shape.text,
        },
        REREAD => AuditChange::Reread(Target { entry: shape.entry, code: shape.code }),
        other => return Err(ShapeError::value("act", other, "a known act")),
    };
    Ok((AuditEvent { seq, stamp, change }, clock))
}

impl ChangeShape {
    fn finding(self) -> Result<AuditFinding, ShapeError> {
        let grade = |text: &str| {
            Grade::named(text).ok_or_else(|| ShapeError::value("grade", text, "a grade"))
        };
        Ok(AuditFinding {
            grade: self.grade.as_deref().map(grade).transpose()?,
            what: self.what,
            action: self.action,
            owner: self.owner,
            due: self.due.map(|d| date("due", &d)).transpose()?,
            due_text: self.due_text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::tests::{audit, say};
    use crate::domain::id::ItemId;
    use crate::domain::record::tests::record;

    fn item() -> ItemId {
        ItemId::new("ORG-01").unwrap()
    }

    #[test]
    fn every_change_reads_back_as_it_was_recorded() {
        let mut told = audit();
        let text = "一行目\n\u{202e}二行目 \"引用\" \\ [x]\r\n";
        let due = AuditFinding::suggested(&record()).due;
        let finding = |what: &str, due, due_text: &str| AuditChange::Finding {
            item: item(),
            finding: AuditFinding {
                what: what.into(),
                due,
                due_text: due_text.into(),
                grade: Some(Grade::Major),
                action: text.into(),
                owner: "鈴木".into(),
            },
        };
        for change in [
            AuditChange::Sample { item: item(), sampling: Sampling::Sampled },
            AuditChange::Sample { item: item(), sampling: Sampling::Dropped },
            AuditChange::Remark { item: item(), text: text.into() },
            AuditChange::Remark { item: item(), text: String::new() },
            finding(text, due, ""),
            finding("", None, "来月"),
            AuditChange::Finding { item: item(), finding: AuditFinding::default() },
            AuditChange::Opinion { opinion: Some(Opinion::Withheld), text: text.into() },
            AuditChange::Opinion { opinion: None, text: String::new() },
            AuditChange::Reread(Target { entry: "0002_x".into(), code: "1".repeat(64) }),
        ] {
            let stamp = told.start().stamp.clone();
            let body = write_change(&stamp, Clock::Stated, &change, &told);
            crate::store::journal::check_body(&body).unwrap();
            let (event, clock) = read_change(7, &body).unwrap();
            assert_eq!((&event.change, clock, event.seq), (&change, Clock::Stated, 7), "{body}");
            say(&mut told, change);
        }
    }

    #[test]
    fn a_start_reads_back_with_and_without_a_seat() {
        for seat in [Some(Seat::Elected), None] {
            let mut start = audit().start().clone();
            start.examiner = Examiner { name: start.stamp.by.clone(), seat };
            let body = write_start(&start);
            assert_eq!(read_start(start.period, &body).unwrap(), start);
        }
        assert!(read_start("FY2026-Q3".parse().unwrap(), "act = \"start\"\n").is_err());
    }
}
