//! The auditor's part through the functions of `app`: what is recorded, sealed and carried on.

#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use crate::fixture::{Folder, sha256sum_says_ok};
use tenken::app::auditing::{self, AuditConfirmation, AuditSession};
use tenken::app::reading::Renderer;
use tenken::app::{App, Failure, Place, Timepiece, findings, verifying};
use tenken::domain::audit::{AuditChange, AuditFinding, AuditGap, AuditRecord, Opinion, Sampling};
use tenken::domain::id::ItemId;
use tenken::domain::period::Period;
use tenken::store::fs::DiskFs;
use tenken::store::names::EntryName;
use tenken::words::Lang;

const DAY: &str = "2026-12-20";

fn app(root: &Path, day: &str) -> App {
    let timepiece = Timepiece::Stated(day.parse().unwrap());
    App::new(Arc::new(DiskFs), &Place::Named(root), timepiece)
}

fn period() -> Period {
    "FY2026-Q3".parse().unwrap()
}

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn open(app: &App, by: &str) -> AuditSession {
    let exhibit = Arc::new(auditing::exhibit(app, period(), None).unwrap());
    auditing::open(app, exhibit, by).unwrap()
}

/// Says everything that an auditor can say.
fn say_all(app: &App, session: &mut AuditSession) {
    let found = AuditFinding {
        what: "名簿の版が古い".into(),
        ..AuditFinding::suggested(&session.exhibit().record)
    };
    for change in [
        AuditChange::Sample { item: item("ORG-01"), sampling: Sampling::Sampled },
        AuditChange::Remark { item: item("ORG-01"), text: "現物を確かめた".into() },
        AuditChange::Finding { item: item("HUM-01"), finding: found },
        AuditChange::Opinion { opinion: Some(Opinion::Improve), text: "改めること".into() },
    ] {
        session.record(app, change).unwrap();
    }
}

fn finish(app: &App, session: &AuditSession) -> Result<(AuditRecord, EntryName), Failure> {
    let confirmation = AuditConfirmation { meaning: "監事監査の所見", head: None };
    let renderer = Renderer::new(Lang::Ja).unwrap();
    let (record, sealed) = auditing::finish(app, session, confirmation, &renderer)?;
    Ok((record, sealed.entry))
}

#[test]
fn an_audit_becomes_an_entry_of_its_own_and_changes_nothing_of_what_was_read() {
    let folder = Folder::sealed();
    let before = folder.files();
    let app = app(&folder.path(), DAY);
    let mut session = open(&app, "監事 太郎");
    assert_eq!(folder.files(), before, "looking writes nothing");
    say_all(&app, &mut session);
    let (record, entry) = finish(&app, &session).unwrap();
    assert_eq!(entry.to_string(), "0002_FY2026-Q3_2026-12-20_audit");
    assert_eq!(record.target.entry, "0001_FY2026-Q3_2026-12-18_report");
    sha256sum_says_ok(&app.root.entry(&entry));
    assert!(verifying::verify(&app, None).is_clean());
    let after = folder.files();
    assert!(before.iter().all(|(file, text)| after.get(file) == Some(text)));
    assert!(app.root.audit_drafts().unwrap().is_empty());
    assert_eq!(app.root.audit(&entry).unwrap(), record);
    let known = findings::known(&app).unwrap();
    let ids: Vec<String> = known.iter().map(|f| f.id.to_string()).collect();
    assert_eq!(ids, ["A1-FY2026-Q3-HUM-01"]);
}

#[test]
fn what_was_said_is_there_after_the_program_ended_and_each_auditor_has_a_draft() {
    let folder = Folder::sealed();
    let app = app(&folder.path(), DAY);
    say_all(&app, &mut open(&app, "監事 太郎"));
    let mut other = open(&app, "監事 花子");
    assert_eq!(other.work().audit.remark(&item("ORG-01")), "");
    let remark = AuditChange::Remark { item: item("ORG-02"), text: "別の人".into() };
    other.record(&app, remark).unwrap();
    drop(other);
    assert_eq!(app.root.audit_drafts().unwrap(), [(period(), 1), (period(), 2)]);
    let again = open(&app, "監事太郎");
    assert_eq!(again.work().audit.remark(&item("ORG-01")), "現物を確かめた");
    assert_eq!(again.work().audit.opinion(), Some(Opinion::Improve));
    assert!(again.work().audit.is_sampled(&item("ORG-01")));
    let (_, first) = finish(&app, &again).unwrap();
    drop(again);
    let mut other = open(&app, "監事 花子");
    let opinion = AuditChange::Opinion { opinion: Some(Opinion::Proper), text: String::new() };
    other.record(&app, opinion).unwrap();
    let (_, second) = finish(&app, &other).unwrap();
    assert_eq!((first.seq, second.seq), (2, 3));
    assert_eq!(auditing::audits_of(&app, period()).unwrap().len(), 2);
}

#[test]
fn an_audit_without_an_opinion_is_not_finished() {
    let folder = Folder::sealed();
    let app = app(&folder.path(), DAY);
    let session = open(&app, "監事 太郎");
    let refused = finish(&app, &session).unwrap_err();
    assert!(
        matches!(&refused, Failure::AuditGaps { gaps, .. } if gaps == &[AuditGap::NoOpinion]),
        "{refused}"
    );
    assert_eq!(app.root.entries().unwrap().len(), 1);
}

#[test]
fn a_second_opening_reads_but_does_not_write() {
    let folder = Folder::sealed();
    let app = app(&folder.path(), DAY);
    let _first = open(&app, "監事 太郎");
    let mut second = open(&app, "監事 花子");
    assert!(second.work().read_only.is_some());
    let remark = AuditChange::Remark { item: item("ORG-01"), text: "x".into() };
    assert!(matches!(second.record(&app, remark), Err(Failure::ReadOnly(_))));
}

#[test]
fn a_draft_left_by_a_cut_off_finish_is_taken_away_and_sealed_once() {
    let folder = Folder::sealed();
    let app = app(&folder.path(), DAY);
    let mut session = open(&app, "監事 太郎");
    say_all(&app, &mut session);
    let dir = app.root.audit_draft(period(), 1);
    let journal = std::fs::read(dir.join("journal.toml")).unwrap();
    finish(&app, &session).unwrap();
    drop(session);
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("journal.toml"), journal).unwrap();
    let again = open(&app, "監事 太郎");
    assert_eq!(again.work().audit.remark(&item("ORG-01")), "", "that one is finished");
    assert!(!dir.exists());
    assert_eq!(app.root.entries().unwrap().len(), 2);
}

#[test]
fn the_next_inspection_has_the_remarks_and_must_review_the_finding() {
    let folder = Folder::sealed();
    let at = app(&folder.path(), DAY);
    let mut session = open(&at, "監事 太郎");
    say_all(&at, &mut session);
    finish(&at, &session).unwrap();
    drop(session);
    let later = app(&folder.path(), "2027-01-20");
    let next: Period = "FY2026-Q4".parse().unwrap();
    let asked = later.root.record(&later.root.entries().unwrap()[0]).unwrap().checklist;
    let remarks = auditing::remarks_before(&later, next, &asked).unwrap();
    assert_eq!(remarks.len(), 1);
    assert_eq!((remarks[0].item.as_str(), &*remarks[0].text), ("ORG-01", "現物を確かめた"));
    let run = folder.on("2027-01-20", &["status", "FY2026-Q4"]);
    assert!(run.out.contains("A1-FY2026-Q3-HUM-01"), "{}{}", run.out, run.err);
    let earlier = auditing::remarks_before(&later, period(), &asked).unwrap();
    assert_eq!(earlier, [], "not in the period itself");
}

#[test]
fn an_audit_that_names_another_digest_is_told_by_verify() {
    let folder = Folder::sealed();
    let app = app(&folder.path(), DAY);
    let mut session = open(&app, "監事 太郎");
    say_all(&app, &mut session);
    let (_, entry) = finish(&app, &session).unwrap();
    drop(session);
    // A forger who knows the format makes the entry anew around another digest.
    let file = app.root.entry(&entry).join("audit.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let code = text.lines().find(|line| line.starts_with("code = ")).unwrap();
    let forged = text.replace(code, &format!("code = \"{}\"", "0".repeat(64)));
    let seal = app.root.entry(&entry).join("SEAL");
    let list = std::fs::read_to_string(&seal).unwrap();
    let digest = |text: &str| tenken::store::digest::Digest::of(text.as_bytes()).to_string();
    let listed = list.replace(&digest(&text), &digest(&forged));
    for (path, text) in [(&file, forged), (&seal, listed)] {
        std::fs::remove_file(path).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let verified = verifying::verify(&app, None);
    assert!(verified.ledger.is_clean(), "its digests are right");
    assert_eq!(verified.unbound, [entry]);
    assert!(!verified.is_clean());
}
