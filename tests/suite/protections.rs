//! Protections that are more than one call that could be left out: each shows what it prevents, and
//! that what it prevents happens without it.
//!
//! Single calls are left out one by one in `store_faults` and `app_faults`.

#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use tenken::app::Failure;
use tenken::app::correcting;
use tenken::app::inspect::{self, Missing};
use tenken::app::setup::{self, NewSociety};
use tenken::domain::inspection::{Act, Change};
use tenken::store::fs::sim::SimFs;
use tenken::store::fs::{Fs, Op};
use tenken::store::journal::{JOURNAL, Journal, JournalError};
use tenken::store::names::EntryKind;
use tenken::store::seal::{Clock, SealRequest, SignedAt, seal_entry};
use tenken::store::verify::verify;

use crate::app_faults::{app, item, number, on, period, said, sealed, society};
use crate::faults::{Mutant, Verdict, Without};

const DIR: &str = "/draft";
const DAY: &str = "2026-12-18";

fn expect(what: &str, holds: bool) -> Verdict {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

/// A disk that stores something else must not lead to an entry that is called sealed.
fn reading_back(without: &Without) -> Verdict {
    let fs = SimFs::new();
    let request = SealRequest {
        kind: EntryKind::Report,
        period: "FY2026-Q3".parse().unwrap(),
        signed_at: SignedAt::new("2026-12-31T17:00:00+09:00".parse().unwrap()),
        signer: "山田 太郎".parse().unwrap(),
        meaning: "確定".parse().unwrap(),
        clock: Clock::Machine,
        replaces: None,
        files: [("report.txt".parse().unwrap(), b"text\n".to_vec())].into(),
    };
    let reports = Path::new("/reports");
    let sealed = seal_entry(&Mutant::rotting(&fs, without), reports, &request);
    assert!(!verify(&fs, reports, None).is_clean(), "the disk does not rot");
    expect("called sealed though it is not as it was written", sealed.is_err())
}

/// Who writes to a journal that another wrote to must not go on from what was known before.
fn lengths(without: &Without) -> Verdict {
    let fs = SimFs::new();
    let (dir, stamp) = (Path::new(DIR), "t".parse().unwrap());
    Journal::create(&fs, dir, &"FY2026-Q3".parse().unwrap(), "a = 1\n").unwrap();
    let open = || Journal::open(&Mutant::new(&fs, without), dir, &stamp).unwrap().journal;
    let (mut one, mut other) = (open(), open());
    one.append("b = 2\n").unwrap();
    let refused = other.append("c = 3\n");
    expect("the journal is damaged", Journal::read(&fs, dir).is_ok())?;
    expect("told as saved", matches!(refused, Err(JournalError::ChangedElsewhere { .. })))
}

/// A second instance must not write.
fn locks(without: &Without) -> Verdict {
    let fs: Arc<dyn Fs> = Arc::new(Mutant::new(&society(), without));
    let open =
        || inspect::open(&app(fs.clone(), DAY), "FY2026-Q3".parse().unwrap(), Missing::Start);
    let first = open().unwrap();
    let second = open().unwrap();
    assert!(first.work().read_only.is_none());
    expect("two instances write", second.work().read_only.is_some())
}

/// A correction must not be set aside while another writes in it.
fn locks_of_corrections(without: &Without) -> Verdict {
    let disk = sealed();
    let fs: Arc<dyn Fs> = Arc::new(Mutant::new(&disk, without));
    let (first, second) = (app(fs.clone(), DAY), app(fs.clone(), DAY));
    let mut session = correcting::begin(&first, period(), "誤記", "").unwrap();
    let set = correcting::discard(&second, period());
    expect("it is set aside while another writes", matches!(set, Err(Failure::ReadOnly(_))))?;
    let answer = said(7).over(session.work().inspection.answer(&item("ORG-01")), None);
    let change = Change::Put { item: item("ORG-01"), act: Act::Answer, answer, seconds: None };
    session.record(first.now(), "", change).unwrap();
    drop(session);
    let work = inspect::peek(&on(&disk), period()).unwrap();
    expect("the answer is gone", number(&work.inspection.answer(&item("ORG-01"))) == Some(7))
}

/// Tails that were torn in the same second are all kept.
fn taken_names(without: &Without) -> Verdict {
    let fs = SimFs::new();
    let (dir, stamp) = (Path::new(DIR), "t".parse().unwrap());
    Journal::create(&fs, dir, &"FY2026-Q3".parse().unwrap(), "a = 1\n").unwrap();
    let path = dir.join(JOURNAL);
    let sound = fs.contents(&path).unwrap();
    let tails: [&[u8]; 2] = [b"[[event]]\nfirst", b"[[event]]\nsecond"];
    for tail in tails {
        fs.place_file(&path, &[&sound[..], tail].concat());
        Journal::open(&Mutant::new(&fs, without), dir, &stamp).unwrap();
    }
    let kept: Vec<_> = fs
        .list(dir)
        .unwrap()
        .iter()
        .filter_map(|one| fs.contents(&dir.join(&one.name)))
        .filter(|bytes| tails.contains(&&bytes[..]))
        .collect();
    expect("a torn tail is lost", kept.len() == tails.len())
}

/// What a person has set up is not replaced.
fn taken_files(without: &Without) -> Verdict {
    let fs = society();
    let path = Path::new("/root/tenken.toml");
    let before = fs.contents(path).unwrap();
    let app = app(Arc::new(Mutant::new(&fs, without)), DAY);
    // As an instance that looked just before the other one wrote.
    let _ = app.root.write_new(path, "format = 1\n");
    let new = NewSociety { name: "別の組合".into(), ..NewSociety::default() };
    let _ = setup::init(&app, &new, &[]);
    expect("the society is another", fs.contents(path).as_deref() == Some(&before[..]))
}

#[test]
fn what_is_no_call_of_its_own_is_needed_too() {
    type Check = fn(&Without) -> Verdict;
    let checks: [(Check, Without); 6] = [
        (reading_back, Without::ReadingBack),
        (lengths, Without::Lengths),
        (locks, Without::Locks),
        (locks_of_corrections, Without::Locks),
        (taken_names, Without::Refusing),
        (taken_files, Without::Refusing),
    ];
    for (check, without) in checks {
        assert_eq!(check(&Without::Nothing), Ok(()));
        assert!(check(&without).is_err(), "{without:?} goes unnoticed");
    }
}

#[test]
fn a_lock_is_one_step_that_can_fail() {
    let fs = society();
    let path = Path::new("/root/reports/.lock");
    fs.create_dir(Path::new("/root/reports")).unwrap();
    let held = fs.try_lock(path, "");
    assert_eq!(fs.trace().last().map(|step| step.op), Some(Op::Lock));
    assert!(held.is_ok());
}
