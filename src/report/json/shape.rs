//! The shape of the JSON of a record, in the order in which it is written.
//!
//! Words are those of files and the command line (`ok`, `major`, `閲覧`), never translated ones.

use serde::Serialize;

use super::FORMAT;
use super::against_last::AgainstLastShape;
use super::correction::CorrectionShape;
use crate::domain::answer::{Answer, Grade, Remedy, Stamp, Verdict};
use crate::domain::checklist::Item;
use crate::domain::id::{ChecklistId, CommitmentId};
use crate::domain::inspection::Clock;
use crate::domain::period::Period;
use crate::domain::record::{Outcome, Record};
use crate::report::checklist_json::{RevisionRow, revision};
use crate::report::evidence_json::EvidenceShape;
use crate::report::finding_json::FindingShape;
use crate::report::indicator_json::IndicatorsShape;
use crate::report::tally_json::TallyShape;
use crate::report::{promise, scribe};

#[derive(Serialize)]
pub(super) struct Report<'a> {
    format: u32,
    kind: &'static str,
    society: &'a str,
    period: PeriodShape,
    deadline: String,
    people: PeopleShape<'a>,
    times: TimesShape,
    sealing: SealingShape<'a>,
    checklist: ChecklistShape<'a>,
    tally: TallyShape,
    against_last: AgainstLastShape<'a>,
    sections: Vec<SectionShape<'a>>,
    items: Vec<ItemShape<'a>>,
    findings: Vec<RecordFinding>,
    commitments: Vec<CommitmentShape<'a>>,
    indicators: Option<IndicatorsShape<'a>>,
    /// Null where it replaces no other record.
    correction: Option<CorrectionShape<'a>>,
}

#[derive(Serialize)]
struct PeriodShape {
    id: String,
    name: String,
    cycle: &'static str,
    start: String,
    end: String,
}

#[derive(Serialize)]
struct PeopleShape<'a> {
    inspector: &'a str,
    officer: &'a str,
    auditors: Vec<AuditorShape<'a>>,
}

#[derive(Serialize)]
struct AuditorShape<'a> {
    name: &'a str,
    seat: &'static str,
}

#[derive(Serialize)]
struct TimesShape {
    opened_at: String,
    first_day: String,
    last_day: String,
    sealed_at: String,
    days_late: i64,
    clock: &'static str,
}

#[derive(Serialize)]
struct SealingShape<'a> {
    seq: u32,
    confirmed_by: &'a str,
    program: &'a str,
}

#[derive(Serialize)]
struct ChecklistShape<'a> {
    id: &'a str,
    extends: Option<&'a str>,
    title: &'a str,
    version: &'a str,
    basis_date: String,
    digest: &'a str,
    notice: NoticeShape<'a>,
    retired: Vec<RetiredShape<'a>>,
    revisions: Vec<RevisionRow<'a>>,
}

#[derive(Serialize)]
struct NoticeShape<'a> {
    society: &'a str,
    title: &'a str,
    edition: &'a str,
}

#[derive(Serialize)]
struct RetiredShape<'a> {
    id: &'a str,
    version: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct SectionShape<'a> {
    id: &'a str,
    title: &'a str,
    short: &'a str,
    tally: TallyShape,
}

#[derive(Serialize)]
struct ItemShape<'a> {
    id: &'a str,
    section: &'a str,
    title: &'a str,
    question: &'a str,
    how: &'a str,
    methods: Vec<&'static str>,
    evidence: &'a [String],
    not_applicable: Option<&'a str>,
    basis: &'a [String],
    commitments: Vec<&'a str>,
    frequency: &'static str,
    quarter: Option<u8>,
    escalate: bool,
    due: bool,
    answer: Option<AnswerShape<'a>>,
    last: Option<LastShape>,
}

#[derive(Serialize)]
struct AnswerShape<'a> {
    verdict: Option<&'static str>,
    note: &'a str,
    note_carried: Option<String>,
    evidence: Vec<EvidenceShape<'a>>,
    methods: Vec<&'static str>,
    reason: &'a str,
    remedy: Option<RemedyShape<'a>>,
    by: &'a str,
    at: String,
    seconds: Option<u32>,
}

#[derive(Serialize)]
struct RemedyShape<'a> {
    grade: Option<&'static str>,
    cause: &'a str,
    action: &'a str,
    owner: &'a str,
    due: Option<String>,
}

#[derive(Serialize)]
struct LastShape {
    period: String,
    verdict: &'static str,
}

#[derive(Serialize)]
struct RecordFinding {
    #[serde(flatten)]
    finding: FindingShape,
    escalate: bool,
}

#[derive(Serialize)]
struct CommitmentShape<'a> {
    id: &'a str,
    section: &'a str,
    text: &'a str,
    standing: &'static str,
    items: Vec<&'a str>,
}

impl<'a> Report<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let sections = record.checklist.sections.iter();
        Self {
            format: FORMAT,
            kind: if record.correction.is_some() { "correction" } else { "report" },
            society: &record.society,
            period: period(record.period),
            deadline: record.deadline.to_string(),
            people: people(record),
            times: times(record),
            sealing: SealingShape {
                seq: record.sealing.seq,
                confirmed_by: &record.sealing.confirmed_by,
                program: &record.sealing.program,
            },
            checklist: checklist(record),
            tally: TallyShape::from(&record.tally()),
            against_last: AgainstLastShape::of(record),
            sections: sections
                .map(|section| SectionShape {
                    id: section.id.as_str(),
                    title: &section.title,
                    short: &section.short,
                    tally: TallyShape::from(&record.tally_of(&section.id)),
                })
                .collect(),
            items: record.lines().map(|(i, outcome)| item(i, outcome)).collect(),
            findings: findings(record),
            commitments: commitments(record),
            indicators: record.indicators.as_ref().map(IndicatorsShape::of),
            correction: record.correction.as_ref().map(CorrectionShape::of),
        }
    }
}

fn period(period: Period) -> PeriodShape {
    PeriodShape {
        id: period.to_string(),
        name: period.in_era(),
        cycle: period.cycle().name(),
        start: period.start().to_string(),
        end: period.end().to_string(),
    }
}

fn people(record: &Record) -> PeopleShape<'_> {
    let people = &record.people;
    let auditors = people.auditors.iter();
    PeopleShape {
        inspector: &people.inspector,
        officer: &people.officer,
        auditors: auditors
            .map(|auditor| AuditorShape { name: &auditor.name, seat: auditor.seat.kanji() })
            .collect(),
    }
}

fn times(record: &Record) -> TimesShape {
    let (first_day, last_day) = record.days_of_work();
    TimesShape {
        opened_at: record.opened_at.to_rfc3339(),
        first_day: first_day.to_string(),
        last_day: last_day.to_string(),
        sealed_at: record.sealing.at.to_rfc3339(),
        days_late: (record.first_sealed().date_naive() - record.deadline).num_days().max(0),
        clock: match record.sealing.clock {
            Clock::Machine => "machine",
            Clock::Stated => "stated",
        },
    }
}

fn checklist(record: &Record) -> ChecklistShape<'_> {
    let list = &record.checklist;
    let retired = list.retired.iter();
    ChecklistShape {
        id: list.id.as_str(),
        extends: list.extends.as_ref().map(ChecklistId::as_str),
        title: &list.title,
        version: &list.version,
        basis_date: list.basis_date.to_string(),
        digest: &record.checklist_digest,
        notice: NoticeShape {
            society: &list.notice.society,
            title: &list.notice.title,
            edition: &list.notice.edition,
        },
        retired: retired
            .map(|old| RetiredShape {
                id: old.id.as_str(),
                version: &old.version,
                reason: &old.reason,
            })
            .collect(),
        revisions: list.changes.iter().map(revision).collect(),
    }
}

fn item<'a>(item: &'a Item, outcome: &'a Outcome) -> ItemShape<'a> {
    let (answered, last) = match outcome {
        Outcome::Asked { answer: given, stamp, seconds, .. } => {
            (Some(answer(given, stamp, *seconds)), None)
        }
        Outcome::NotDue { last } => (None, *last),
    };
    ItemShape {
        id: item.id.as_str(),
        section: item.section.as_str(),
        title: &item.title,
        question: &item.question,
        how: &item.how,
        methods: item.methods.iter().map(|method| method.name()).collect(),
        evidence: &item.evidence,
        not_applicable: item.not_applicable.as_deref(),
        basis: &item.basis,
        commitments: item.commitments.iter().map(CommitmentId::as_str).collect(),
        frequency: item.frequency.name(),
        quarter: item.frequency.quarter(),
        escalate: item.escalate,
        due: answered.is_some(),
        answer: answered,
        last: last.map(|(period, verdict)| LastShape {
            period: period.to_string(),
            verdict: verdict.name(),
        }),
    }
}

fn answer<'a>(answer: &'a Answer, stamp: &'a Stamp, seconds: Option<u32>) -> AnswerShape<'a> {
    AnswerShape {
        verdict: answer.verdict.map(Verdict::name),
        note: &answer.note,
        note_carried: answer.note_carried.map(|period| period.to_string()),
        evidence: answer.evidence.iter().map(EvidenceShape::of).collect(),
        methods: answer.methods.iter().map(|method| method.name()).collect(),
        reason: &answer.reason,
        remedy: (!answer.remedy.is_empty()).then(|| remedy(&answer.remedy)),
        by: &stamp.by,
        at: stamp.at.to_rfc3339(),
        seconds,
    }
}

fn remedy(remedy: &Remedy) -> RemedyShape<'_> {
    RemedyShape {
        grade: remedy.grade.map(Grade::name),
        cause: &remedy.cause,
        action: &remedy.action,
        owner: &remedy.owner,
        due: remedy.due.map(|day| day.to_string()),
    }
}

fn findings(record: &Record) -> Vec<RecordFinding> {
    let day = record.first_sealed().date_naive();
    let findings = scribe::in_order(record).into_iter();
    findings
        .map(|finding| RecordFinding {
            finding: FindingShape::of(finding, record.period, day),
            escalate: finding
                .items
                .iter()
                .filter_map(|id| record.checklist.item(id))
                .any(|item| item.escalate),
        })
        .collect()
}

fn commitments(record: &Record) -> Vec<CommitmentShape<'_>> {
    let promises = promise::promises(record).into_iter();
    promises
        .map(|promise| CommitmentShape {
            id: promise.commitment.id.as_str(),
            section: promise.commitment.section.as_str(),
            text: &promise.commitment.text,
            standing: promise.standing.name(),
            items: promise.items.iter().map(|(item, _)| item.id.as_str()).collect(),
        })
        .collect()
}
