//! The store under power cuts and failing calls, at every step and for every legal disk.
//!
//! Each checker is itself checked: with one protecting call taken away it must complain.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::BTreeMap;
use std::path::Path;

use tenken::store::digest::Digest;
use tenken::store::fs::sim::{Detail, Failure, Part, SimFs};
use tenken::store::fs::{Fs, Op};
use tenken::store::journal::{JOURNAL, Journal, JournalError, Opened};
use tenken::store::names::EntryKind;
use tenken::store::seal::{
    Clock, SealError, SealRequest, Sealed, SignedAt, confirm_entry, seal_entry,
};
use tenken::store::verify::{HeadCheck, verify};

use crate::faults::{
    Failing, SYNC, SYNC_DIR, Start, TRUNCATE, Trial, Verdict, WRITE, Without, killed,
};

const ROOT: &str = "/root";
const DRAFT: &str = "/root/reports/drafts/FY2026-Q3";
const REPORTS: &str = "/root/reports";
const FIRST: &str = "0001_FY2026-Q2_2026-09-30_report";
const SECOND: &str = "0002_FY2026-Q3_2026-12-31_report";
/// Events a run of the journal tries to write.
const EVENTS: u64 = 4;

fn fresh() -> SimFs {
    let fs = SimFs::new();
    fs.create_dir(Path::new(ROOT)).unwrap();
    fs.settle();
    fs
}

// ---- the journal ----

/// What the program showed as saved, and what it tried.
#[derive(Debug, Clone, Default)]
struct Told {
    saved: Vec<u64>,
    tried: u64,
}

fn body(event: u64) -> String {
    format!("event_number = {event}\nnote = \"適\"\n")
}

fn open(fs: &dyn Fs) -> Result<Opened, JournalError> {
    Journal::open(fs, Path::new(DRAFT), &"t".parse().unwrap())
}

fn start(fs: &dyn Fs, event: u64) -> Result<Journal, JournalError> {
    Journal::create(fs, Path::new(DRAFT), &"FY2026-Q3".parse().unwrap(), &body(event))
}

/// Writes the next events. After an error it does what a person would: next event, or open anew.
fn write_events(fs: &dyn Fs, before: &Told, count: u64) -> Told {
    let mut told = before.clone();
    let mut journal: Option<Journal> = None;
    for event in before.tried + 1..=before.tried + count {
        told.tried = event;
        if journal.as_ref().is_none_or(|journal| !journal.is_writable()) {
            journal = match open(fs) {
                Ok(opened) => {
                    // What is shown counts as saved, whoever wrote it.
                    told.saved.extend(events(&opened));
                    Some(opened.journal)
                }
                Err(JournalError::Missing { .. }) => {
                    journal = start(fs, event).ok();
                    told.saved.extend(journal.as_ref().map(|_| event));
                    continue;
                }
                Err(_) => None,
            };
        }
        let appended = journal.as_mut().map(|journal| journal.append(&body(event)));
        if let Some(Ok(_)) = appended {
            told.saved.push(event);
        }
    }
    told.saved.sort_unstable();
    told.saved.dedup();
    told
}

fn events(opened: &Opened) -> Vec<u64> {
    let number = |body: &str| {
        let table: toml::Table = toml::from_str(body).unwrap();
        u64::try_from(table["event_number"].as_integer().unwrap()).unwrap()
    };
    opened.blocks.iter().map(|block| number(&block.body)).collect()
}

/// Every saved event is there, nothing is there that was not tried, in the order of trying, and
/// the journal goes on.
fn judge_journal(fs: &SimFs, told: &Told) -> Verdict {
    let mut opened = match open(fs) {
        Ok(opened) => opened,
        Err(JournalError::Missing { .. }) if told.saved.is_empty() => {
            return start(fs, 1).map(|_| ()).map_err(|error| format!("cannot start: {error}"));
        }
        Err(error) => return Err(format!("cannot open: {error}")),
    };
    let found = events(&opened);
    let lost: Vec<_> = told.saved.iter().filter(|event| !found.contains(event)).collect();
    if !lost.is_empty() {
        return Err(format!("{lost:?} lost of {:?}; found {found:?}", told.saved));
    }
    if !found.is_sorted_by(|a, b| a < b) || found.iter().any(|event| *event > told.tried) {
        return Err(format!("found {found:?}"));
    }
    let next = told.tried + 1;
    opened.journal.append(&body(next)).map_err(|error| format!("cannot go on: {error}"))?;
    let read = open(fs).map_err(|error| format!("cannot open again: {error}"))?;
    if events(&read) != [&found[..], &[next]].concat() || read.torn.is_some() {
        return Err(format!("after going on: {:?}, {:?}", events(&read), read.torn));
    }
    Ok(())
}

const JOURNALLING: Trial<Told, Told> = Trial {
    starts: || vec![Start { disk: fresh(), known: Told::default() }],
    program: |fs, before| write_events(&*fs, before, EVENTS),
    judge: judge_journal,
    done: |told| told.saved.len() as u64 == told.tried,
    failing: Failing::AllWays,
};

/// The same after programs that were killed, on a machine that went on: one that had made folders
/// but not synced them, then one that wrote to the journal.
const RESUMING: Trial<Told, Told> = Trial {
    starts: || {
        let work = |fs: &SimFs| write_events(fs, &Told::default(), 2);
        let mut bases = killed(&fresh(), work, |op| op == Op::CreateDir);
        bases.push(Start { disk: fresh(), known: Told::default() });
        let written = |op| matches!(op, Op::Rename | Op::Write);
        let starts = bases.iter().flat_map(|base| killed(&base.disk, work, written));
        starts.filter(|start| open(&start.disk.duplicate()).is_ok()).collect()
    },
    program: |fs, before| write_events(&*fs, before, 1),
    judge: judge_journal,
    done: |told| told.saved.last() == Some(&told.tried),
    failing: Failing::AllWays,
};

#[test]
fn a_saved_answer_survives_a_power_cut_at_every_step() {
    let (judged, verdict) = JOURNALLING.under_cuts(Detail::EveryByte, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 1000, "only {} disks", judged.count);
}

#[test]
fn a_saved_answer_survives_a_kill_and_then_a_power_cut_at_every_step() {
    let (judged, verdict) = RESUMING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 300, "only {} disks", judged.count);
}

#[test]
fn every_failing_call_is_told_and_no_saved_answer_lost() {
    for trial in [JOURNALLING, RESUMING] {
        let (judged, verdict) = trial.under_failures(&Without::Nothing);
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 300, "only {} disks", judged.count);
    }
}

#[test]
fn the_journal_checkers_notice_each_missing_protection() {
    // What a new folder needs by itself is done for all of them once more when it is there; and a
    // sound disk holds nothing that a run before left.
    let others = [
        "remove reports/drafts/FY2026-Q3/.staging-journal.toml 1",
        "sync folder . 1",
        "sync folder reports 1",
        "sync folder reports/drafts 1",
    ];
    assert_eq!(JOURNALLING.unnoticed(), others);
    assert_eq!(RESUMING.unnoticed(), [""; 0]);
    // These are made after a failure only.
    for without in [
        Without::Every(TRUNCATE),
        Without::Telling(SYNC),
        Without::Telling(SYNC_DIR),
        Without::Telling(WRITE),
        Without::GivingUp,
    ] {
        let (_, verdict) = JOURNALLING.under_failures(&without);
        assert!(verdict.is_err(), "{without:?} goes unnoticed");
    }
}

#[test]
fn after_a_failed_sync_the_journal_refuses_until_it_is_opened_anew() {
    let fs = fresh();
    let mut journal = start(&fs, 1).unwrap();
    // One step asks for the length, one writes, one syncs.
    fs.fail_at(fs.steps() + 3, Failure::Device, Part::Nothing);
    let failed = journal.append(&body(2)).unwrap_err();
    assert!(matches!(failed, JournalError::NotSynced(_)), "{failed:?}");
    for _ in 0..2 {
        let refused = journal.append(&body(3)).unwrap_err();
        assert!(matches!(refused, JournalError::ReadOnly), "{refused:?}");
    }
    let mut opened = open(&fs).unwrap();
    assert_eq!(events(&opened), [1]);
    opened.journal.append(&body(3)).unwrap();
    for image in fs.images(Detail::EveryByte) {
        assert_eq!(events(&open(&image).unwrap()), [1, 3]);
    }
}

#[test]
fn an_append_is_one_write_and_one_sync() {
    let fs = fresh();
    let mut journal = start(&fs, 1).unwrap();
    let before = fs.steps();
    journal.append(&body(2)).unwrap();
    // The third step asks for the length and touches nothing.
    assert_eq!(fs.steps() - before, 3);
}

// ---- a torn tail ----

const TAIL: &[u8] = b"[[event]]\nseq = 3\nnote = \"\xe9";

fn torn() -> SimFs {
    let fs = fresh();
    start(&fs, 1).unwrap().append(&body(2)).unwrap();
    let path = Path::new(DRAFT).join(JOURNAL);
    let bytes = fs.contents(&path).unwrap();
    fs.settle();
    fs.place_file(&path, &[&bytes[..], TAIL].concat());
    fs
}

/// What became of opening over a torn tail and going on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Opening {
    opened: bool,
    saved: bool,
}

fn open_torn(fs: &dyn Fs) -> Opening {
    let Ok(mut opened) = open(fs) else { return Opening::default() };
    Opening { opened: true, saved: opened.journal.append(&body(3)).is_ok() }
}

/// Both events are there, and the tail still stands in the journal or in a file of its own.
fn judge_torn(fs: &SimFs, opening: &Opening) -> Verdict {
    let dir = Path::new(DRAFT);
    let journal = fs.contents(&dir.join(JOURNAL)).ok_or("no journal")?;
    let others = fs.list(dir).map_err(|error| error.to_string())?;
    let aside = others
        .iter()
        .filter(|one| one.name.to_string_lossy().starts_with("journal.torn-"))
        .any(|one| fs.contents(&dir.join(&one.name)).as_deref() == Some(TAIL));
    if !aside && (opening.opened || !journal.ends_with(TAIL)) {
        return Err("the tail is lost".to_owned());
    }
    let saved = if opening.saved { vec![1, 2, 3] } else { vec![1, 2] };
    judge_journal(fs, &Told { saved, tried: 3 })
}

const OPENING: Trial<(), Opening> = Trial {
    starts: || vec![Start { disk: torn(), known: () }],
    program: |fs, ()| open_torn(&*fs),
    judge: judge_torn,
    done: |opening| opening.opened && opening.saved,
    failing: Failing::AllWays,
};

#[test]
fn a_torn_tail_is_never_lost_by_a_power_cut_while_it_is_set_aside() {
    let (judged, verdict) = OPENING.under_cuts(Detail::EveryByte, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_torn_tail_is_never_lost_by_a_failing_call() {
    let (judged, verdict) = OPENING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn the_tail_checker_notices_each_missing_protection() {
    // The journal was whole and durable before: what the last run may have left is not there.
    let others = [
        "sync reports/drafts/FY2026-Q3/journal.toml 1",
        "sync folder . 1",
        "sync folder reports 1",
        "sync folder reports/drafts 1",
        "sync folder reports/drafts/FY2026-Q3 2",
    ];
    assert_eq!(OPENING.unnoticed(), others);
}

// ---- the seal ----

fn request(period: &str, signed_at: &str) -> SealRequest {
    let file = |name: &str| (name.parse().unwrap(), format!("{name} of {period}\n").into_bytes());
    SealRequest {
        kind: EntryKind::Report,
        period: period.parse().unwrap(),
        signed_at: SignedAt::new(signed_at.parse().unwrap()),
        signer: "山田 太郎".parse().unwrap(),
        meaning: "四半期自己点検の確定".parse().unwrap(),
        clock: Clock::Machine,
        replaces: None,
        files: ["journal.toml", "report.toml", "report.txt"].map(file).into(),
    }
}

fn second() -> SealRequest {
    request("FY2026-Q3", "2026-12-31T17:00:00+09:00")
}

/// The next quarter; a correction of the first one, or an audit of it.
fn of_kind(kind: EntryKind) -> SealRequest {
    if kind == EntryKind::Report {
        return second();
    }
    let replaces = (kind == EntryKind::Correction).then(|| FIRST.parse().unwrap());
    let mut request = SealRequest { kind, replaces, ..second() };
    request.period = "FY2026-Q2".parse().unwrap();
    request.files.retain(|name, _| name.as_str() != "report.txt");
    request
}

fn name_of(kind: EntryKind) -> String {
    match kind {
        EntryKind::Report => SECOND.to_owned(),
        other => format!("0002_FY2026-Q2_2026-12-31_{other}"),
    }
}

/// One entry, and what an earlier interrupted seal left.
fn one_sealed() -> SimFs {
    let fs = fresh();
    let first = request("FY2026-Q2", "2026-09-30T17:00:00+09:00");
    let sealed = seal_entry(&fs, Path::new(REPORTS), &first).unwrap();
    assert_eq!(sealed.entry.to_string(), FIRST);
    fs.place_file(&Path::new(REPORTS).join(".staging-0009/report.toml"), b"half");
    fs.settle();
    fs
}

/// What the program said about the second entry.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Sealed(Digest),
    /// Sealed, but that a file could not be set read-only was told.
    Unguarded(Digest),
    NotSealed,
    Unconfirmed,
}

fn seal_second(fs: &dyn Fs) -> Said {
    said(seal_entry(fs, Path::new(REPORTS), &second()))
}

/// What a person does after a seal that was cut off.
fn seal_again(fs: &dyn Fs) -> Said {
    match fs.metadata(&Path::new(REPORTS).join(SECOND)) {
        Ok(_) => said(confirm_entry(fs, Path::new(REPORTS), &SECOND.parse().unwrap())),
        Err(error) if error.is_not_found() => seal_second(fs),
        Err(_) => Said::Unconfirmed,
    }
}

fn said(outcome: Result<Sealed, SealError>) -> Said {
    match outcome {
        Ok(sealed) if sealed.unguarded.is_empty() => Said::Sealed(sealed.code),
        Ok(sealed) => Said::Unguarded(sealed.code),
        Err(SealError::NotSealed(_) | SealError::Chain { .. }) => Said::NotSealed,
        Err(SealError::Unconfirmed { .. }) => Said::Unconfirmed,
        Err(other) => panic!("{other:?}"),
    }
}

fn judge_seal(fs: &SimFs, said: &Said) -> Verdict {
    judge_kind(fs, EntryKind::Report, said)
}

/// The first entry is whole; the second is absent or whole, and what was said of it is true;
/// and the work can be finished.
fn judge_kind(fs: &SimFs, kind: EntryKind, said: &Said) -> Verdict {
    let reports = Path::new(REPORTS);
    let found = verify(fs, reports, None);
    if let Some(fault) = found.faults().next() {
        return Err(format!("{fault:?}"));
    }
    let there = match found.entries.len() {
        1 => false,
        2 => true,
        n => return Err(format!("{n} entries")),
    };
    match said {
        Said::Sealed(_) if !found.notes.is_empty() => {
            return Err(format!("sealed over {:?}", found.notes));
        }
        Said::Sealed(_) if writable(fs, &name_of(kind)) => return Err("not read-only".to_owned()),
        Said::Sealed(_) | Said::Unguarded(_) if !there => {
            return Err("a sealed entry is gone".to_owned());
        }
        Said::Sealed(code) | Said::Unguarded(code)
            if verify(fs, reports, Some(*code)).head != HeadCheck::Equal =>
        {
            return Err("the code shown is not that of the entry".to_owned());
        }
        Said::NotSealed if there => return Err("told as not sealed".to_owned()),
        _ => {}
    }
    let done = if there {
        confirm_entry(fs, reports, &name_of(kind).parse().unwrap())
    } else {
        seal_entry(fs, reports, &of_kind(kind))
    };
    let done = done.map_err(|error| format!("cannot finish: {error}"))?;
    if verify(fs, reports, Some(done.code)).is_clean() {
        Ok(())
    } else {
        Err("not clean after finishing".to_owned())
    }
}

/// The entry can have been made by the run before, whatever this one says; what it says of a sealed
/// one must be true.
fn judge_seal_again(fs: &SimFs, said: &Said) -> Verdict {
    let said = if *said == Said::NotSealed { &Said::Unconfirmed } else { said };
    judge_seal(fs, said)
}

/// Whether any file of an entry that is there could be written to by accident.
fn writable(fs: &SimFs, entry: &str) -> bool {
    let entry = Path::new(REPORTS).join(entry);
    let files = fs.list(&entry).unwrap_or_default();
    files.iter().any(|file| fs.open_append(&entry.join(&file.name)).is_ok())
}

const SEALING: Trial<(), Said> = Trial {
    starts: || vec![Start { disk: one_sealed(), known: () }],
    program: |fs, ()| seal_second(&*fs),
    judge: judge_seal,
    done: |said| matches!(said, Said::Sealed(_)),
    failing: Failing::AllWays,
};

/// The same after a seal that was killed when the entry had its name, on a machine that went on.
const SEALING_AGAIN: Trial<Said, Said> = Trial {
    starts: || killed(&one_sealed(), |fs| seal_second(fs), |op| op == Op::Rename),
    program: |fs, _| seal_again(&*fs),
    judge: judge_seal_again,
    done: |said| matches!(said, Said::Sealed(_)),
    failing: Failing::AllWays,
};

/// What a correction and an audit are sealed as.
const SEALING_OTHERS: Trial<EntryKind, (EntryKind, Said)> = Trial {
    starts: || {
        let start = |known| Start { disk: one_sealed(), known };
        [EntryKind::Correction, EntryKind::Audit].map(start).into()
    },
    program: |fs, kind| (*kind, said(seal_entry(&*fs, Path::new(REPORTS), &of_kind(*kind)))),
    judge: |fs, (kind, said)| judge_kind(fs, *kind, said),
    done: |(_, said)| matches!(said, Said::Sealed(_)),
    failing: Failing::AllWays,
};

#[test]
fn a_correction_and_an_audit_are_absent_or_complete_whenever_power_or_a_call_fails() {
    for (judged, verdict) in [
        SEALING_OTHERS.under_cuts(Detail::Coarse, &Without::Nothing),
        SEALING_OTHERS.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 500, "only {} disks", judged.count);
    }
}

#[test]
fn a_sealed_entry_is_absent_or_complete_after_a_power_cut_at_every_step() {
    let (judged, verdict) = SEALING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_seal_that_was_killed_can_be_finished_under_power_cuts_and_failing_calls() {
    for (judged, verdict) in [
        SEALING_AGAIN.under_cuts(Detail::Coarse, &Without::Nothing),
        SEALING_AGAIN.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 20, "only {} disks", judged.count);
    }
}

#[test]
fn every_failing_call_of_a_seal_is_told_and_leaves_nothing_half() {
    let (judged, verdict) = SEALING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 1000, "only {} disks", judged.count);
}

#[test]
fn the_seal_checker_notices_each_missing_protection() {
    assert_eq!(SEALING.unnoticed(), [""; 0]);
    assert_eq!(SEALING_AGAIN.unnoticed(), [""; 0]);
}

#[test]
fn a_failure_after_the_rename_is_told_apart_from_one_before() {
    let calls = {
        let fs = one_sealed();
        let before = fs.steps();
        seal_entry(&fs, Path::new(REPORTS), &second()).unwrap();
        fs.steps() - before
    };
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for step in 1..=calls {
        let fs = one_sealed();
        fs.fail_at(fs.steps() + step, Failure::Device, Part::Half);
        let outcome = seal_entry(&fs, Path::new(REPORTS), &second());
        let there = fs.kind(&Path::new(REPORTS).join(SECOND)).is_some();
        let (name, expected) = match &outcome {
            Ok(sealed) if sealed.unguarded.is_empty() => ("sealed", true),
            Ok(_) => ("unguarded", true),
            Err(SealError::Unconfirmed { .. }) => ("unconfirmed", true),
            Err(SealError::NotSealed(_)) => ("not sealed", false),
            Err(SealError::Chain { .. }) => ("chain", false),
            Err(other) => panic!("step {step}: {other:?}"),
        };
        assert_eq!(there, expected, "step {step}: {outcome:?}");
        *outcomes.entry(name).or_default() += 1;
    }
    // Four files are guarded; after the rename come one sync, the list of files, and opening and
    // reading SEAL and three files. No failure goes untold.
    assert_eq!(outcomes["unguarded"], 4);
    assert_eq!(outcomes["unconfirmed"], 10);
    assert_eq!(outcomes.get("sealed"), None);
}
