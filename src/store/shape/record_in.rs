//! Reading `report.toml` back: the whole record, or only its head.

use serde::Deserialize;

use super::correction::CorrectionShape;
use super::indicators::IndicatorsShape;
use super::item::{ItemShape, commitment_id, item_id, section_id};
use super::record_out::{CORRECTION, HEAD_END, REPORT, clock_name};
use super::review::FindingShape;
use super::{FORMAT, ShapeError, check_format, date, instant, parsed};
use crate::domain::checklist::{Checklist, Commitment, Notice, Retired, Section};
use crate::domain::correction::Correction;
use crate::domain::finding::Finding;
use crate::domain::id::ChecklistId;
use crate::domain::indicators::Indicators;
use crate::domain::inspection::Clock;
use crate::domain::lineage::{Declared, Kind};
use crate::domain::period::Period;
use crate::domain::record::{Record, Sealing};
use crate::domain::society::{Auditor, People, Seat};
use crate::domain::tally::Tally;

/// What a list of periods needs of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordHead {
    pub period: Period,
    pub deadline: chrono::NaiveDate,
    pub society: String,
    pub people: People,
    pub opened_at: chrono::DateTime<chrono::FixedOffset>,
    pub sealing: Sealing,
    pub tally: Tally,
    pub findings: Vec<Finding>,
    /// `None` where they were switched off, or the program did not know them.
    pub indicators: Option<Indicators>,
    /// `None` for the first record of a period.
    pub correction: Option<Correction>,
}

impl RecordHead {
    /// When the period was sealed for the first time, as [`Record::first_sealed`].
    pub fn first_sealed(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.correction.as_ref().map_or(self.sealing.at, |correction| correction.first_sealed)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordShape {
    format: i64,
    kind: String,
    seq: u32,
    period: String,
    #[serde(rename = "period_name")]
    _period_name: String,
    #[serde(rename = "start")]
    _start: String,
    #[serde(rename = "end")]
    _end: String,
    deadline: String,
    society: String,
    opened_at: String,
    sealed_at: String,
    clock: String,
    confirmed_by: String,
    program: String,
    correction: Option<CorrectionShape>,
    people: PeopleShape,
    summary: SummaryShape,
    indicators: Option<IndicatorsShape>,
    #[serde(default)]
    finding: Vec<FindingShape>,
    checklist: Option<ChecklistShape>,
    #[serde(default)]
    item: Vec<ItemShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleShape {
    inspector: String,
    officer: String,
    #[serde(default)]
    auditor: Vec<AuditorShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuditorShape {
    name: String,
    seat: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SummaryShape {
    ok: usize,
    ng: usize,
    na: usize,
    unverified: usize,
    not_due: usize,
    #[serde(rename = "rate", default)]
    _rate: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecklistShape {
    id: String,
    extends: Option<String>,
    title: String,
    version: String,
    basis_date: String,
    digest: String,
    notice: NoticeShape,
    #[serde(default)]
    section: Vec<SectionShape>,
    #[serde(default)]
    commitment: Vec<CommitmentShape>,
    #[serde(default)]
    retired: Vec<RetiredShape>,
    #[serde(default)]
    revision: Vec<RevisionShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeShape {
    society: String,
    title: String,
    edition: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionShape {
    id: String,
    title: String,
    short: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitmentShape {
    id: String,
    section: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetiredShape {
    id: String,
    version: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RevisionShape {
    version: String,
    kind: String,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    reason: String,
}

/// Reads only the part before the checklist; a summary that lies is found by `read`.
pub fn read_head(text: &str) -> Result<RecordHead, ShapeError> {
    let head = text.find(HEAD_END).map_or(text, |end| &text[..=end]);
    shape(head)?.head()
}

/// Of a text in a newer format, that is told and not what else it brings.
fn shape(text: &str) -> Result<RecordShape, ShapeError> {
    match toml::from_str::<RecordShape>(text) {
        Ok(shape) if shape.format == i64::from(FORMAT) => Ok(shape),
        other => {
            check_format(text)?;
            other.map_err(|error| ShapeError::toml(text, &error))
        }
    }
}

/// Reads a whole record and checks that its summary is what its items say.
pub fn read(text: &str) -> Result<Record, ShapeError> {
    let mut shape = shape(text)?;
    let items = std::mem::take(&mut shape.item);
    let list = shape.checklist.take().ok_or(ShapeError::Missing { key: "checklist" })?;
    let head = shape.head()?;
    let digest = list.digest.clone();
    let mut checklist = list.read()?;
    let mut outcomes = Vec::with_capacity(items.len());
    for item in items {
        let (item, outcome) = item.read()?;
        checklist.items.push(item);
        outcomes.push(outcome);
    }
    let told = head.tally;
    let mut record = Record::bare(
        (head.period, head.deadline),
        (head.society, head.people),
        head.opened_at,
        head.sealing,
        (checklist, digest),
    )
    .with_outcomes(outcomes)
    .map_err(|e| ShapeError::value("item", &e.to_string(), "one outcome for each item"))?;
    record.findings = head.findings;
    record.indicators = head.indicators;
    record.correction = head.correction;
    if record.tally() == told {
        Ok(record)
    } else {
        Err(ShapeError::value("summary", "", "what the items add up to"))
    }
}

impl RecordShape {
    fn head(self) -> Result<RecordHead, ShapeError> {
        let kind = if self.correction.is_some() { CORRECTION } else { REPORT };
        if self.kind != kind {
            return Err(ShapeError::value("kind", &self.kind, kind));
        }
        let clock = [Clock::Machine, Clock::Stated]
            .into_iter()
            .find(|c| clock_name(*c) == self.clock)
            .ok_or_else(|| ShapeError::value("clock", &self.clock, "machine or stated"))?;
        let summary = self.summary;
        Ok(RecordHead {
            period: parsed("period", &self.period, "a period")?,
            deadline: date("deadline", &self.deadline)?,
            society: self.society,
            people: self.people.read()?,
            opened_at: instant("opened_at", &self.opened_at)?,
            sealing: Sealing {
                seq: self.seq,
                at: instant("sealed_at", &self.sealed_at)?,
                clock,
                confirmed_by: self.confirmed_by,
                program: self.program,
            },
            tally: Tally {
                ok: summary.ok,
                ng: summary.ng,
                na: summary.na,
                unverified: summary.unverified,
                open: 0,
                not_due: summary.not_due,
            },
            findings: self.finding.into_iter().map(FindingShape::read).collect::<Result<_, _>>()?,
            indicators: self.indicators.map(IndicatorsShape::read).transpose()?,
            correction: self.correction.map(CorrectionShape::read).transpose()?,
        })
    }
}

impl PeopleShape {
    pub(super) fn read(self) -> Result<People, ShapeError> {
        let auditor = |a: AuditorShape| {
            let seat = Seat::named(&a.seat)
                .ok_or_else(|| ShapeError::value("seat", &a.seat, "選定 or 互選"))?;
            Ok(Auditor { name: a.name, seat })
        };
        Ok(People {
            inspector: self.inspector,
            officer: self.officer,
            auditors: self.auditor.into_iter().map(auditor).collect::<Result<_, ShapeError>>()?,
        })
    }
}

impl ChecklistShape {
    fn read(self) -> Result<Checklist, ShapeError> {
        let id = |text: &str| {
            ChecklistId::new(text).map_err(|_| ShapeError::value("id", text, "a checklist id"))
        };
        let section = |s: SectionShape| {
            Ok(Section { id: section_id(&s.id)?, title: s.title, short: s.short })
        };
        let commitment = |c: CommitmentShape| {
            let (id, section) = (commitment_id(&c.id)?, section_id(&c.section)?);
            Ok(Commitment { id, section, text: c.text })
        };
        let retired = |r: RetiredShape| {
            Ok(Retired { id: item_id(&r.id)?, version: r.version, reason: r.reason })
        };
        Ok(Checklist {
            id: id(&self.id)?,
            extends: self.extends.as_deref().map(id).transpose()?,
            title: self.title,
            version: self.version,
            basis_date: date("basis_date", &self.basis_date)?,
            notice: Notice {
                society: self.notice.society,
                title: self.notice.title,
                edition: self.notice.edition,
            },
            sections: self.section.into_iter().map(section).collect::<Result<_, ShapeError>>()?,
            commitments: self
                .commitment
                .into_iter()
                .map(commitment)
                .collect::<Result<_, ShapeError>>()?,
            items: Vec::new(),
            retired: self.retired.into_iter().map(retired).collect::<Result<_, ShapeError>>()?,
            changes: self
                .revision
                .into_iter()
                .map(RevisionShape::read)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl RevisionShape {
    fn read(self) -> Result<Declared, ShapeError> {
        let kind = Kind::named(&self.kind);
        let kind =
            kind.ok_or_else(|| ShapeError::value("kind", &self.kind, "a kind of revision"))?;
        let ids = |list: &[String]| list.iter().map(|id| item_id(id)).collect::<Result<_, _>>();
        let (from, to) = (ids(&self.from)?, ids(&self.to)?);
        Ok(Declared { version: self.version, kind, from, to, reason: self.reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::correction::{Amended, Field, Place};
    use crate::domain::indicators::{Hasty, Whole};
    use crate::domain::record::Outcome;
    use crate::domain::record::tests::record;
    use crate::store::shape::record_out::write;

    fn with_note(note: &str) -> Record {
        let record = record();
        let outcomes = record.lines().map(|(_, o)| match o {
            Outcome::Asked { answer, stamp, last, seconds } => Outcome::Asked {
                answer: Answer { note: note.to_owned(), ..answer.clone() },
                stamp: stamp.clone(),
                last: *last,
                seconds: *seconds,
            },
            other @ Outcome::NotDue { .. } => other.clone(),
        });
        let outcomes = outcomes.collect();
        record.with_outcomes(outcomes).unwrap()
    }

    #[test]
    fn no_text_of_a_finding_can_end_the_head() {
        let mut record = record();
        for text in
            ["一\n[checklist]\n二", "[checklist]\n", "\n\n[checklist]", "一\n [x]\n[[item]]"]
        {
            record.findings[0].what = text.to_owned();
            let written = write(&record);
            assert_eq!(written.matches(HEAD_END).count(), 1, "{written}");
            assert_eq!(read_head(&written).unwrap().findings, record.findings, "{written}");
            assert_eq!(read(&written).unwrap(), record);
        }
    }

    #[test]
    fn a_record_reads_back_whole_whatever_its_texts_hold() {
        for note in [
            "一行",
            "二行\nある",
            "\n先頭と末尾\n",
            "\"\"\"\n'''\\\n[checklist]\n[[item]]\nid = 1",
            "制御\u{1b}[31m\u{202e}\r\n\u{85}",
        ] {
            let record = with_note(note);
            let text = write(&record);
            assert_eq!(read(&text).unwrap(), record, "{note:?}");
            assert_eq!(read_head(&text).unwrap().tally, record.tally());
            let raw = ['\u{1b}', '\u{202e}', '\u{85}', '\r'];
            assert!(!text.contains(raw), "nothing that disturbs a terminal stands raw: {note:?}");
        }
    }

    #[test]
    fn indicators_read_back_and_an_older_record_without_them_still_opens() {
        let mut record = record();
        let item = |id: &str| crate::domain::id::ItemId::new(id).unwrap();
        let found = record.indicators.as_mut().unwrap();
        found.same_notes = vec![item("ORG-01")];
        let last = "FY2026-Q2".parse().unwrap();
        found.whole = Some(Whole { last, common: 2, same: 1 });
        found.fast = ["ORG-01", "ORG-02"]
            .map(|id| Hasty { item: item(id), seconds: 1, characters: 90 })
            .into();
        found.comment = "\"第2四半期\"と同じ\\".into();
        let text = write(&record);
        assert_eq!(read(&text).unwrap(), record);
        assert_eq!(read_head(&text).unwrap().indicators, record.indicators);
        record.indicators = None;
        let text = write(&record);
        assert!(!text.contains("indicators"));
        assert_eq!(read(&text).unwrap(), record);
    }

    #[test]
    fn a_correction_reads_back_with_all_its_changes_and_only_under_its_kind() {
        let mut record = record();
        let id = record.findings[0].id.clone();
        let places =
            [Place::Item(item_id("ORG-01").unwrap()), Place::Finding(id), Place::Indicators];
        let fields = places.iter().zip([Field::Note, Field::Raised, Field::Comment]);
        record.correction = Some(Correction {
            entry: "0001_FY2026-Q3_2026-12-18_report".into(),
            code: "0".repeat(64),
            reason: "誤記\"のため\\".into(),
            by: "山田".into(),
            first_sealed: record.sealing.at,
            audits: vec!["0002_FY2026-Q3_2026-12-19_audit".into()],
            changes: fields
                .map(|(place, field)| Amended {
                    place: place.clone(),
                    field,
                    old: "一\n[checklist]\n二".into(),
                    new: String::new(),
                })
                .collect(),
        });
        let text = write(&record);
        assert_eq!(read(&text).unwrap(), record);
        assert_eq!(read_head(&text).unwrap().correction, record.correction);
        for (kind, other) in [("\"correction\"", "\"report\""), ("\"note\"", "\"notes\"")] {
            assert!(matches!(read(&text.replacen(kind, other, 1)), Err(ShapeError::Value { .. })));
        }
    }

    #[test]
    fn the_declared_changes_of_the_checklist_read_back() {
        let mut record = record();
        let ids = |ids: &[&str]| ids.iter().map(|id| item_id(id).unwrap()).collect();
        record.checklist.changes = Kind::ALL
            .map(|kind| Declared {
                version: "1.1.0".into(),
                kind,
                from: ids(if kind == Kind::New { &[] } else { &["ORG-08", "ORG-09"] }),
                to: ids(if kind == Kind::Retired { &[] } else { &["ORG-01"] }),
                reason: "一つの書類で\"確かめる\"ため".into(),
            })
            .to_vec();
        assert_eq!(read(&write(&record)).unwrap(), record);
        let text = write(&record).replace("kind = \"split\"", "kind = \"torn\"");
        assert!(matches!(read(&text), Err(ShapeError::Value { key: "kind", .. })));
    }

    #[test]
    fn a_summary_that_lies_is_refused() {
        let text = write(&record()).replacen("ok = 1\n", "ok = 2\n", 1);
        assert!(matches!(read(&text), Err(ShapeError::Value { key: "summary", .. })));
    }

    #[test]
    fn the_head_is_read_without_looking_at_the_rest() {
        let text = write(&record());
        let end = text.find(HEAD_END).unwrap();
        let damaged = format!("{}{}", &text[..end + HEAD_END.len()], "= not toml");
        assert_eq!(read_head(&damaged).unwrap().sealing, record().sealing);
        assert!(read(&damaged).is_err());
    }
}
