//! Eight sealed quarters of the sample society, with findings that age and one change of its
//! checklist, made by the domain.

#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use tenken::domain::answer::{Answer, Evidence, Grade, Remedy, Stamp, Verdict};
use tenken::domain::checklist::{Checklist, Item};
use tenken::domain::due;
use tenken::domain::finding::{Finding, Review, Reviewed, Turn};
use tenken::domain::id::ItemId;
use tenken::domain::lineage::{Declared, Kind};
use tenken::domain::period::Period;
use tenken::domain::record::{Outcome, Record, Sealing};
use tenken::domain::trend::{Series, Trend};
use tenken::store::shape::record_out;

use crate::sample_record::sample;
use crate::scenes::{item, period};

/// The item, and a letter for each of the quarters in which it was asked: `o` 適, `M` `m` `w` 不適,
/// `n` 該当なし, `u` 確認不能, a blank where it was not in the checklist or not due.
const MARKS: [(&str, &str); 15] = [
    ("ORG-01", "oooooooo"),
    ("ORG-04", "oomo    "),
    ("ORG-05", "oouu    "),
    ("ORG-10", "    Mmmo"),
    ("ORG-09", "  o   o "),
    ("HUM-02", "wwoooowo"),
    ("HUM-03", "ooon    "),
    ("PHY-01", "oooooooo"),
    ("PHY-05", "ouooouoo"),
    ("TEC-01", "oMMMoooo"),
    ("TEC-05", "    mmoo"),
    ("TEC-03", "nnnnoooo"),
    ("PUR-QUALIFY", " o   o  "),
    ("REQ-02", "nnnonnon"),
    ("REQ-05", "    oooo"),
];

/// The quarter with the new checklist, counted from zero.
const CHANGED: usize = 4;

/// What the second checklist says that it changed.
pub(crate) fn changes() -> Vec<Declared> {
    let declared = |kind, from: &[&str], to: &[&str], reason: &str| Declared {
        version: "1.2.0".into(),
        kind,
        from: from.iter().map(|id| item(id)).collect(),
        to: to.iter().map(|id| item(id)).collect(),
        reason: reason.into(),
    };
    vec![
        declared(Kind::Merged, &["ORG-04", "ORG-05"], &["ORG-10"], "連絡網が1つになった"),
        declared(Kind::Split, &["TEC-01"], &["TEC-01", "TEC-05"], "共有のIDを別に確かめる"),
        declared(Kind::Wording, &["PHY-05"], &["PHY-05"], "鍵の種類を明らかにした"),
        declared(Kind::New, &[], &["REQ-05"], "苦情の受付を確かめる"),
        declared(Kind::Retired, &["HUM-03"], &[], "ORG-01 に含めた"),
    ]
}

/// The eight quarters FY2024-Q4 to FY2026-Q3; the second checklist declares `changes`.
pub(crate) fn quarters(changes: &[Declared]) -> Vec<Record> {
    let mut now = period("FY2024-Q4");
    let mut open: Vec<Finding> = Vec::new();
    let mut records = Vec::new();
    for at in 0..8 {
        let record = record(now, at, changes, &open);
        open = record.findings.iter().filter(|finding| finding.is_open()).cloned().collect();
        records.push(record);
        now = now.next().unwrap();
    }
    records
}

pub(crate) fn trend() -> Trend {
    let mut series = Series::default();
    for record in quarters(&changes()) {
        series.add(&record);
    }
    series.trend()
}

/// Writes the records where sealed ones are read, without anything that only `verify` looks at.
pub(crate) fn write(records: &[Record], root: &Path) {
    for record in records {
        let day = record.sealing.at.date_naive();
        let name = format!("{:04}_{}_{day}_report", record.sealing.seq, record.period);
        let dir = root.join("reports").join(name);
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("report.toml"), record_out::write(record)).unwrap();
    }
}

/// An answer of the worker, as if it had read these records.
pub(crate) fn arrived(trend: Trend) -> tenken::tui::Outcome {
    tenken::tui::Outcome::Trend(Ok(Arc::new(trend)))
}

fn record(now: Period, at: usize, changes: &[Declared], open: &[Finding]) -> Record {
    let base = sample();
    let checklist = checklist(&base.checklist, at, changes);
    let sealing = Sealing {
        seq: u32::try_from(at).unwrap() + 1,
        at: format!("{}T16:00:00+09:00", now.end()).parse().unwrap(),
        ..base.sealing
    };
    let stamp = Stamp { by: "山田 花子".into(), at: sealing.at };
    let outcomes: Vec<Outcome> =
        checklist.items.iter().map(|item| outcome(item, now, at, &stamp)).collect();
    let findings = findings(open, now, &checklist.items, &outcomes, &stamp);
    let mut record = Record::bare(
        (now, now.deadline(15)),
        (base.society, base.people),
        stamp.at,
        sealing,
        (checklist, base.checklist_digest),
    )
    .with_outcomes(outcomes)
    .unwrap();
    record.findings = findings;
    record
}

fn checklist(base: &Checklist, at: usize, changes: &[Declared]) -> Checklist {
    let asked = |id: &str| base.items.iter().find(|i| i.id == item(id)).unwrap().clone();
    let like = |id: &str, new: &str, title: &str| Item {
        id: item(new),
        title: title.into(),
        question: format!("{title}を確かめたか。"),
        ..asked(id)
    };
    let old = at < CHANGED;
    let mut items = Vec::new();
    for (id, _) in MARKS {
        match id {
            "ORG-04" | "HUM-03" | "ORG-05" if !old => {}
            "ORG-10" | "TEC-05" | "REQ-05" if old => {}
            "ORG-05" => items.push(like("ORG-04", id, "休日の連絡先")),
            "ORG-10" => items.push(like("ORG-04", id, "緊急連絡の体制と休日の連絡先")),
            "HUM-03" => items.push(like("HUM-02", id, "誓約書の提出")),
            "TEC-05" => items.push(like("TEC-01", id, "共有の利用者ID")),
            "REQ-05" => items.push(like("REQ-02", id, "苦情の受付")),
            "PHY-05" if !old => {
                let question = "書庫及び保管庫の鍵の本数が管理簿と一致しているか。".into();
                items.push(Item { question, ..asked(id) });
            }
            _ => items.push(asked(id)),
        }
    }
    let (version, changes) = if old { ("1.1.0", Vec::new()) } else { ("1.2.0", changes.to_vec()) };
    Checklist { version: version.into(), items, changes, ..base.clone() }
}

fn outcome(item: &Item, now: Period, at: usize, stamp: &Stamp) -> Outcome {
    let (_, marks) = MARKS.iter().find(|(id, _)| *id == item.id.as_str()).unwrap();
    let letter = marks.as_bytes()[at];
    if !due::is_due(item, now) || letter == b' ' {
        return Outcome::NotDue { last: None };
    }
    let seen = |text: String| vec![Evidence::new(text)];
    let fault = |grade| Answer {
        verdict: Some(Verdict::Ng),
        note: format!("{}に漏れが1件あった。", item.title),
        remedy: Remedy {
            grade: Some(grade),
            cause: String::new(),
            action: "手順を改める。".into(),
            owner: "佐藤 次郎".into(),
            due: now.next().unwrap().end().checked_sub_days(chrono::Days::new(45)),
        },
        ..Answer::default()
    };
    let answer = match letter {
        b'o' => Answer {
            verdict: Some(Verdict::Ok),
            evidence: seen(format!("{}の控え {now}", item.title)),
            ..Answer::default()
        },
        b'n' => {
            Answer { verdict: Some(Verdict::Na), reason: "0件。".into(), ..Answer::default() }
        }
        b'u' => Answer {
            verdict: Some(Verdict::Unverified),
            reason: "担当者が休暇中。".into(),
            ..Answer::default()
        },
        b'M' => fault(Grade::Major),
        b'm' => fault(Grade::Minor),
        _ => fault(Grade::Watch),
    };
    Outcome::Asked { answer, stamp: stamp.clone(), last: None, seconds: None }
}

/// A finding stays open until its item, or one that continues it, is 適 or asked no more.
fn findings(
    open: &[Finding],
    now: Period,
    items: &[Item],
    outcomes: &[Outcome],
    stamp: &Stamp,
) -> Vec<Finding> {
    let is_ng = |id: &ItemId| {
        let found = items.iter().zip(outcomes).find(|(item, _)| item.id == *id);
        found.is_some_and(|(_, outcome)| outcome.verdict() == Some(Verdict::Ng))
    };
    let mut list = Vec::new();
    for finding in open {
        let mut finding = finding.clone();
        let review = if is_ng(&finding.id.item) {
            Review {
                turn: Some(Turn::Progress),
                text: "手配している。".into(),
                ..Review::default()
            }
        } else {
            Review {
                turn: Some(Turn::Close),
                text: "抜取りで確かめた。".into(),
                closed_on: Some(stamp.at.date_naive()),
                evidence: vec!["改めた手順書".into()],
                confirmed_by: "鈴木 一郎".into(),
                ..Review::default()
            }
        };
        finding.review(Reviewed { period: now, stamp: stamp.clone(), review });
        list.push(finding);
    }
    for (item, outcome) in items.iter().zip(outcomes) {
        let known = list.iter().any(|f: &Finding| f.is_open() && f.id.item == item.id);
        if let Some(answer) = outcome.answer().filter(|_| !known) {
            list.extend(Finding::opened_by(now, item, answer, stamp));
        }
    }
    list
}
