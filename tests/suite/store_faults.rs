//! The store under power cuts and failing calls, at every step and for every legal disk.
//!
//! Each checker is itself checked: with one protecting call taken away it must complain.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use tenken::store::digest::Digest;
use tenken::store::fs::sim::{Detail, Failure, Part, SimFs};
use tenken::store::fs::{DirSync, Fs, FsError, Listed, Metadata, OpenFile, Reading};
use tenken::store::journal::{JOURNAL, Journal, JournalError, Opened};
use tenken::store::names::EntryKind;
use tenken::store::seal::{Clock, SealError, SealRequest, SignedAt, confirm_entry, seal_entry};
use tenken::store::verify::{HeadCheck, verify};

const ROOT: &str = "/root";
const DRAFT: &str = "/root/reports/drafts/FY2026-Q3";
const REPORTS: &str = "/root/reports";
const FIRST: &str = "0001_FY2026-Q2_2026-09-30_report";
const SECOND: &str = "0002_FY2026-Q3_2026-12-31_report";
/// Events a run of the journal tries to write.
const EVENTS: u64 = 4;

/// What is wrong on one disk.
type Verdict = Result<(), String>;

/// A protecting call that does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    FileSync,
    DirSync,
    /// Files are made under their last name at once.
    Staging,
    Truncate,
}

/// A store on a disk that lacks one protecting call.
#[derive(Debug)]
struct Mutant<F> {
    inner: F,
    without: Without,
}

impl Mutant<SimFs> {
    fn path(&self, path: &Path) -> PathBuf {
        if self.without != Without::Staging {
            return path.to_owned();
        }
        let last = |part: std::path::Component<'_>| match part.as_os_str().to_str() {
            Some(".staging-0002") => PathBuf::from(SECOND),
            Some(".staging-journal.toml") => PathBuf::from(JOURNAL),
            _ => PathBuf::from(part.as_os_str()),
        };
        path.components().map(last).collect()
    }

    fn file(&self, inner: Box<dyn OpenFile>) -> Box<dyn OpenFile> {
        Box::new(Mutant { inner, without: self.without })
    }
}

impl Fs for Mutant<SimFs> {
    fn open_read(&self, path: &Path) -> Result<Reading, FsError> {
        self.inner.open_read(&self.path(path))
    }
    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        self.inner.list(&self.path(dir))
    }
    fn metadata(&self, path: &Path) -> Result<Metadata, FsError> {
        self.inner.metadata(&self.path(path))
    }
    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        Ok(self.file(self.inner.create_new(&self.path(path))?))
    }
    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        Ok(self.file(self.inner.open_append(&self.path(path))?))
    }
    fn create_dir(&self, path: &Path) -> Result<(), FsError> {
        self.inner.create_dir(&self.path(path))
    }
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        if self.without == Without::Staging { Ok(()) } else { self.inner.rename_new(from, to) }
    }
    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError> {
        if self.without == Without::DirSync {
            return Ok(DirSync::Done);
        }
        self.inner.sync_dir(&self.path(dir))
    }
    fn remove_file(&self, path: &Path) -> Result<(), FsError> {
        self.inner.remove_file(&self.path(path))
    }
    fn remove_dir(&self, path: &Path) -> Result<(), FsError> {
        self.inner.remove_dir(&self.path(path))
    }
    fn set_read_only(&self, path: &Path) -> Result<(), FsError> {
        self.inner.set_read_only(&self.path(path))
    }
}

impl OpenFile for Mutant<Box<dyn OpenFile>> {
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), FsError> {
        self.inner.write_all(bytes)
    }
    fn sync_data(&mut self) -> Result<(), FsError> {
        if self.without == Without::FileSync { Ok(()) } else { self.inner.sync_data() }
    }
    fn sync_all(&mut self) -> Result<(), FsError> {
        if self.without == Without::FileSync { Ok(()) } else { self.inner.sync_all() }
    }
    fn truncate(&mut self, len: u64) -> Result<(), FsError> {
        if self.without == Without::Truncate { Ok(()) } else { self.inner.truncate(len) }
    }
    fn length(&self) -> Result<u64, FsError> {
        self.inner.length()
    }
}

fn mutant(fs: &SimFs, without: Without) -> Mutant<SimFs> {
    Mutant { inner: fs.clone(), without }
}

fn fresh() -> SimFs {
    let fs = SimFs::new();
    fs.create_dir(Path::new(ROOT)).unwrap();
    fs.settle();
    fs
}

/// Runs `program` on `disk()` with a cut after each number of steps, the last one first, and
/// judges every disk that may be left. Returns how many disks that were and the first complaint.
fn at_every_cut<T: Debug>(
    disk: impl Fn() -> SimFs,
    detail: Detail,
    program: impl Fn(&SimFs) -> T,
    judge: impl Fn(&SimFs, &T) -> Verdict,
) -> (usize, Verdict) {
    let mut judged = Judged::default();
    let uncut = disk();
    let start = uncut.steps();
    program(&uncut);
    for cut in (start..=uncut.steps()).rev() {
        let fs = disk();
        fs.cut_after(cut);
        let told = program(&fs);
        for image in fs.images(detail) {
            if let Err(complaint) = judged.judge(&image, &told, &judge) {
                let step = cut - start;
                return (judged.count, Err(format!("cut after step {step}: {complaint}")));
            }
        }
    }
    (judged.count, Ok(()))
}

/// The same with each step failing in each way, once or for good; then the power goes.
fn at_every_failure<T: Debug>(
    disk: impl Fn() -> SimFs,
    program: impl Fn(&SimFs) -> T,
    judge: impl Fn(&SimFs, &T) -> Verdict,
) -> (usize, Verdict) {
    let mut judged = Judged::default();
    let mut ended = BTreeSet::new();
    let ways = Failure::ALL.iter().flat_map(|f| Part::ALL.map(|part| (*f, part)));
    for (failure, part) in ways {
        for (step, for_good) in (1..).flat_map(|step| [(step, false), (step, true)]) {
            let fs = disk();
            let at = fs.steps() + step;
            if for_good {
                fs.fail_from(at, failure, part);
            } else {
                fs.fail_at(at, failure, part);
            }
            let told = program(&fs);
            if fs.steps() < at {
                break;
            }
            fs.heal();
            if !ended.insert((fs.fingerprint(), format!("{told:?}"))) {
                continue;
            }
            // First as the machine finds it after a cut, then as a restarted program does.
            for image in fs.images(Detail::Coarse).chain([fs]) {
                if let Err(complaint) = judged.judge(&image, &told, &judge) {
                    let when = format!("{failure:?} with {part:?} at step {step}");
                    return (judged.count, Err(format!("{when}: {complaint}")));
                }
            }
        }
    }
    (judged.count, Ok(()))
}

/// Disks that were judged, so that equal ones are judged once.
#[derive(Debug, Default)]
struct Judged {
    count: usize,
    seen: BTreeSet<(Digest, String)>,
}

impl Judged {
    fn judge<T: Debug>(
        &mut self,
        fs: &SimFs,
        told: &T,
        judge: impl Fn(&SimFs, &T) -> Verdict,
    ) -> Verdict {
        self.count += 1;
        let new = self.seen.insert((fs.fingerprint(), format!("{told:?}")));
        if new { judge(fs, told) } else { Ok(()) }
    }
}

// ---- the journal ----

/// What the program showed as saved, and what it tried.
#[derive(Debug, Default)]
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

/// Writes all events. After an error it does what a person would: next event, or open anew.
fn write_events(fs: &dyn Fs) -> Told {
    let mut told = Told::default();
    let mut journal: Option<Journal> = None;
    for event in 1..=EVENTS {
        told.tried = event;
        if journal.as_ref().is_none_or(|journal| !journal.is_writable()) {
            journal = match open(fs) {
                Ok(opened) => Some(opened.journal),
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

fn journal_under_cuts(without: Without) -> (usize, Verdict) {
    let program = |fs: &SimFs| write_events(&mutant(fs, without));
    at_every_cut(fresh, Detail::EveryByte, program, judge_journal)
}

fn journal_under_failures(without: Without) -> (usize, Verdict) {
    let program = |fs: &SimFs| write_events(&mutant(fs, without));
    at_every_failure(fresh, program, judge_journal)
}

#[test]
fn a_saved_answer_survives_a_power_cut_at_every_step() {
    let (images, verdict) = journal_under_cuts(Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(images > 1000, "only {images} disks");
}

#[test]
fn every_failing_call_is_told_and_no_saved_answer_lost() {
    let (states, verdict) = journal_under_failures(Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(states > 300, "only {states} disks");
}

#[test]
fn the_journal_checkers_notice_each_missing_protection() {
    for without in [Without::FileSync, Without::DirSync, Without::Staging] {
        let (_, verdict) = journal_under_cuts(without);
        assert!(verdict.is_err(), "{without:?} goes unnoticed");
    }
    let (_, verdict) = journal_under_failures(Without::Truncate);
    assert!(verdict.is_err(), "a tail that is not cut goes unnoticed");
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

/// How an opening over a torn tail ended.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Opening {
    Done,
    Failed(String),
}

fn open_torn(fs: &dyn Fs) -> Opening {
    open(fs).map_or_else(|error| Opening::Failed(error.to_string()), |_| Opening::Done)
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
    if !aside && (*opening == Opening::Done || !journal.ends_with(TAIL)) {
        return Err("the tail is lost".to_owned());
    }
    judge_journal(fs, &Told { saved: vec![1, 2], tried: 2 })
}

fn tail_under_cuts(without: Without) -> (usize, Verdict) {
    let program = |fs: &SimFs| open_torn(&mutant(fs, without));
    at_every_cut(torn, Detail::EveryByte, program, judge_torn)
}

#[test]
fn a_torn_tail_is_never_lost_by_a_power_cut_while_it_is_set_aside() {
    let (images, verdict) = tail_under_cuts(Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(images > 100, "only {images} disks");
}

#[test]
fn a_torn_tail_is_never_lost_by_a_failing_call() {
    let (states, verdict) = at_every_failure(torn, |fs| open_torn(fs), judge_torn);
    assert_eq!(verdict, Ok(()));
    assert!(states > 100, "only {states} disks");
}

#[test]
fn the_tail_checker_notices_each_missing_protection() {
    for without in [Without::FileSync, Without::DirSync] {
        assert!(tail_under_cuts(without).1.is_err(), "{without:?} goes unnoticed");
    }
    assert_eq!(going_on_after_tail(Without::Nothing), Ok(()));
    assert!(going_on_after_tail(Without::Truncate).is_err(), "a tail not cut goes unnoticed");
}

/// Opens over a torn tail, appends, and judges every disk a cut may then leave.
fn going_on_after_tail(without: Without) -> Verdict {
    let fs = torn();
    let mut opened = open(&mutant(&fs, without)).map_err(|error| error.to_string())?;
    opened.journal.append(&body(3)).map_err(|error| error.to_string())?;
    let told = Told { saved: vec![1, 2, 3], tried: 3 };
    fs.images(Detail::EveryByte).try_for_each(|image| judge_journal(&image, &told))
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
    NotSealed,
    Unconfirmed,
}

fn seal_second(fs: &dyn Fs) -> Said {
    match seal_entry(fs, Path::new(REPORTS), &second()) {
        Ok(sealed) => Said::Sealed(sealed.code),
        Err(SealError::NotSealed(_) | SealError::Chain { .. }) => Said::NotSealed,
        Err(SealError::Unconfirmed { .. }) => Said::Unconfirmed,
        Err(other) => panic!("{other:?}"),
    }
}

/// The first entry is whole; the second is absent or whole, and what was said of it is true;
/// and the work can be finished.
fn judge_seal(fs: &SimFs, said: &Said) -> Verdict {
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
        Said::Sealed(_) if !there => return Err("a sealed entry is gone".to_owned()),
        Said::Sealed(code) if verify(fs, reports, Some(*code)).head != HeadCheck::Equal => {
            return Err("the code shown is not that of the entry".to_owned());
        }
        Said::NotSealed if there => return Err("told as not sealed".to_owned()),
        _ => {}
    }
    let done = if there {
        confirm_entry(fs, reports, &SECOND.parse().unwrap())
    } else {
        seal_entry(fs, reports, &second())
    };
    let done = done.map_err(|error| format!("cannot finish: {error}"))?;
    if verify(fs, reports, Some(done.code)).is_clean() {
        Ok(())
    } else {
        Err("not clean after finishing".to_owned())
    }
}

fn seal_under_cuts(without: Without) -> (usize, Verdict) {
    let program = |fs: &SimFs| seal_second(&mutant(fs, without));
    at_every_cut(one_sealed, Detail::Coarse, program, judge_seal)
}

#[test]
fn a_sealed_entry_is_absent_or_complete_after_a_power_cut_at_every_step() {
    let (images, verdict) = seal_under_cuts(Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(images > 100, "only {images} disks");
}

#[test]
fn every_failing_call_of_a_seal_is_told_and_leaves_nothing_half() {
    let (states, verdict) = at_every_failure(one_sealed, |fs| seal_second(fs), judge_seal);
    assert_eq!(verdict, Ok(()));
    assert!(states > 1000, "only {states} disks");
}

#[test]
fn the_seal_checker_notices_each_missing_protection() {
    for without in [Without::FileSync, Without::DirSync, Without::Staging] {
        let (_, verdict) = seal_under_cuts(without);
        assert!(verdict.is_err(), "{without:?} goes unnoticed");
    }
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
    // Four files are guarded; after the rename come one sync and the reading of SEAL, the list
    // of files and three files. No failure goes untold.
    assert_eq!(outcomes["unguarded"], 4);
    assert_eq!(outcomes["unconfirmed"], 6);
    assert_eq!(outcomes.get("sealed"), None);
}
