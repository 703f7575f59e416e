//! Values that screens are shown with, made without a disk.

use std::sync::Arc;

use chrono::NaiveDate;
use tenken::app::failure::Failure;
use tenken::app::inspect::Work;
use tenken::app::overview::{Overview, SealedLine, Standing};
use tenken::domain::answer::{Answer, Grade};
use tenken::domain::finding::{Finding, FindingId};
use tenken::domain::gate::Gap;
use tenken::domain::id::{ItemId, SectionId};
use tenken::domain::inspection::{Act, Change, Clock, Draft, Event, Inspection, Start};
use tenken::domain::past::Past;
use tenken::domain::period::Period;
use tenken::domain::record::{Outcome, Record};
use tenken::domain::society::Society;
use tenken::domain::tally::Tally;
use tenken::store::digest::Digest;
use tenken::store::shape::record_in::RecordHead;

use crate::sample_record::sample;

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap()
}

pub(crate) fn item(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

/// The sample record as the inspection it was before it was sealed.
pub(crate) fn work() -> Work {
    let record = sample();
    let mut inspection = Inspection::new(Start {
        period: record.period,
        stamp: tenken::domain::answer::Stamp { by: "山田 花子".into(), at: record.opened_at },
        clock: Clock::Machine,
        program: "tenken 0.1.0".into(),
        society: record.society.clone(),
        checklist: record.checklist.id.clone(),
        checklist_version: record.checklist.version.clone(),
        checklist_digest: record.checklist_digest.clone(),
        correction: None,
    });
    for (seq, (item, outcome)) in (2..).zip(record.lines()) {
        if let Outcome::Asked { answer, stamp, seconds, .. } = outcome {
            let (item, answer, seconds) = (item.id.clone(), answer.clone(), *seconds);
            let change = Change::Put { item, act: Act::Answer, answer, seconds };
            inspection.apply(Event { seq, stamp: stamp.clone(), change });
        }
    }
    Work {
        society: society(&record),
        checklist: Arc::new(record.checklist.clone()),
        inspection,
        past: Arc::new(Past::default()),
        open: Arc::default(),
        torn: None,
        account: None,
        read_only: None,
    }
}

/// The same with one item open, one form unfinished and one answer without its evidence.
pub(crate) fn work_with_gaps() -> Work {
    let mut work = work();
    let stamp = work.inspection.start().stamp.clone();
    let mut put = |seq, item: &str, change: fn(Answer) -> Answer| {
        let id = self::item(item);
        let answer = change(work.inspection.answer(&id));
        let change = Change::Put { item: id, act: Act::Answer, answer, seconds: None };
        work.inspection.apply(Event { seq, stamp: stamp.clone(), change });
    };
    put(50, "ORG-01", |answer| Answer { verdict: None, ..answer });
    put(51, "TEC-01", |answer| Answer { evidence: Vec::new(), ..answer });
    put(52, "HUM-02", |mut answer| {
        answer.remedy.due = None;
        answer.remedy.owner.clear();
        answer
    });
    let draft = Draft { due_text: "来月".into(), ..Draft::default() };
    let change = Change::Draft { item: item("PHY-05"), draft };
    work.inspection.apply(Event { seq: 53, stamp, change });
    work
}

pub(crate) fn gaps(work: &Work) -> Vec<Gap> {
    work.gaps()
}

fn society(record: &Record) -> Society {
    Society {
        name: record.society.clone(),
        checklist: record.checklist.id.clone(),
        cycle: tenken::domain::period::Cycle::Quarterly,
        deadline_days: 15,
        indicators: true,
        people: record.people.clone(),
    }
}

/// Home of a society that has not inspected anything yet, on 18 December 2026.
pub(crate) fn new_overview() -> Overview {
    let period = period("FY2026-Q3");
    Overview {
        society: society(&sample()),
        today: day(2026, 12, 18),
        period,
        deadline: period.deadline(0),
        standing: Standing::NotStarted,
        unfinished: Vec::new(),
        skipped: None,
        findings: Vec::new(),
        sealed: Vec::new(),
        audits: Vec::new(),
    }
}

/// Home in the middle of the year, with everything that it can show.
pub(crate) fn busy_overview() -> Overview {
    let tally = Tally { ok: 9, ng: 1, na: 1, unverified: 1, open: 61, not_due: 24 };
    let findings = vec![
        finding("ORG-04", "緊急連絡の体制", Grade::Major, "総務課長 佐藤 次郎", day(2026, 11, 30)),
        finding("HUM-02", "研修の受講", Grade::Minor, "山田 花子", day(2027, 1, 29)),
        finding(
            "TEC-11",
            "委託先の職員が使う端末の持出しの記録",
            Grade::Watch,
            "高橋",
            day(2027, 2, 26),
        ),
    ];
    let unread = Failure::NotStarted { period: period("FY2025-Q4") };
    Overview {
        standing: Standing::InProgress { tally, gaps: 62 },
        unfinished: vec![
            (period("FY2026-Q1"), Standing::InProgress { tally, gaps: 3 }),
            (period("FY2025-Q4"), Standing::Damaged(Box::new(unread))),
        ],
        findings,
        sealed: vec![
            sealed(
                2,
                "FY2026-Q2",
                day(2026, 9, 18),
                Tally { ok: 56, ng: 3, na: 9, unverified: 1, open: 0, not_due: 24 },
            ),
            sealed(1, "FY2025-Q3", day(2025, 12, 19), Tally { ok: 70, ..Tally::default() }),
        ],
        ..new_overview()
    }
}

fn finding(id: &str, title: &str, grade: Grade, owner: &str, due: NaiveDate) -> Finding {
    Finding {
        id: FindingId::of(period("FY2026-Q2"), item(id)),
        items: vec![item(id)],
        title: title.into(),
        section: SectionId::new("organizational").unwrap(),
        grade,
        what: "連絡網に退職者が残っている。".into(),
        cause: String::new(),
        action: "連絡網を改める。".into(),
        owner: owner.into(),
        first_due: due,
        opened: work().inspection.start().stamp.clone(),
        history: Vec::new(),
    }
}

fn sealed(seq: u32, period: &str, on: NaiveDate, tally: Tally) -> SealedLine {
    let record = sample();
    let entry = format!("{seq:04}_{period}_{on}_report").parse().unwrap();
    let period: Period = period.parse().unwrap();
    SealedLine {
        entry,
        code: Some(Digest::of(&seq.to_be_bytes())),
        head: Ok(RecordHead {
            period,
            deadline: period.deadline(15),
            society: record.society.clone(),
            people: record.people.clone(),
            opened_at: record.opened_at,
            sealing: record.sealing.clone(),
            tally,
            findings: Vec::new(),
            indicators: None,
            correction: None,
        }),
    }
}
