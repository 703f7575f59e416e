//! Running something on the simulated disk with the power going at every step and with every call
//! failing in every way, and judging what is left; and the same with a protection taken away.
//!
//! It knows nothing of journals or seals: what to run and how to judge is handed in.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tenken::store::digest::Digest;
use tenken::store::fs::sim::{Detail, Failure, Part, SimFs};
use tenken::store::fs::{Claim, DirSync, Fs, FsError, Listed, Metadata, Op, OpenFile, Reading};

/// What is wrong on one disk.
pub(crate) type Verdict = Result<(), String>;

/// Disks that were judged, so that equal ones are judged once.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// How many disks there were.
    pub(crate) count: usize,
    seen: BTreeSet<(Digest, String)>,
}

impl Judged {
    fn judge<T: fmt::Debug>(
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

/// A disk to begin on, and what is known of it.
#[derive(Debug)]
pub(crate) struct Start<S> {
    pub(crate) disk: SimFs,
    pub(crate) known: S,
}

/// Something to be run on disks that fail, and how to judge what is left.
pub(crate) struct Trial<S, T> {
    pub(crate) starts: fn() -> Vec<Start<S>>,
    pub(crate) program: fn(Arc<dyn Fs>, &S) -> T,
    pub(crate) judge: fn(&SimFs, &T) -> Verdict,
    /// Whether all was done that can be done on a sound disk.
    pub(crate) done: fn(&T) -> bool,
    pub(crate) failing: Failing,
}

/// In which ways each call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failing {
    /// In all: with each error, once and from then on, after each part of it.
    AllWays,
    /// With each error by turns, once and from then on, after each part of it.
    ByTurns,
    /// In one: errors, parts, and once or from then on take turns from call to call.
    InOneWay,
}

impl<S, T: fmt::Debug> Trial<S, T> {
    fn run(&self, disk: &SimFs, known: &S, without: &Without) -> T {
        (self.program)(Arc::new(Mutant::new(disk, without)), known)
    }

    /// Runs the program with a cut after each number of steps, the last one first, and judges
    /// every disk that may be left. Returns what was judged and the first complaint.
    pub(crate) fn under_cuts(&self, detail: Detail, without: &Without) -> (Judged, Verdict) {
        let mut judged = Judged::default();
        for Start { disk, known } in (self.starts)() {
            let uncut = disk.duplicate();
            let told = self.run(&uncut, &known, without);
            if !(self.done)(&told) {
                return (judged, Err(format!("not all is done on a sound disk: {told:?}")));
            }
            for cut in (disk.steps()..=uncut.steps()).rev() {
                let fs = disk.duplicate();
                fs.cut_after(cut);
                let told = self.run(&fs, &known, without);
                for image in fs.images(detail) {
                    if let Err(complaint) = judged.judge(&image, &told, self.judge) {
                        let step = cut - disk.steps();
                        return (judged, Err(format!("cut after step {step}: {complaint}")));
                    }
                }
            }
        }
        (judged, Ok(()))
    }

    /// The same with each step failing in each way, once or for good; then the power goes.
    pub(crate) fn under_failures(&self, without: &Without) -> (Judged, Verdict) {
        let mut judged = Judged::default();
        let mut ended = BTreeSet::new();
        for Start { disk, known } in (self.starts)() {
            let sound = disk.duplicate();
            self.run(&sound, &known, without);
            let trace = sound.trace();
            for at in disk.steps() + 1..=sound.steps() {
                let op = trace[usize::try_from(at - 1).unwrap()].op;
                for (failure, part, last) in self.failing.ways(op, at) {
                    let fs = disk.duplicate();
                    fs.fail(at..=last, failure, part);
                    let told = self.run(&fs, &known, without);
                    fs.heal();
                    if !ended.insert((fs.fingerprint(), format!("{told:?}"))) {
                        judged.count += 1;
                        continue;
                    }
                    // First as the machine finds it after a cut, then as a restarted program does.
                    for image in fs.images(Detail::Coarse).chain([fs]) {
                        if let Err(complaint) = judged.judge(&image, &told, self.judge) {
                            let step = at - disk.steps();
                            let when = format!("{op} at step {step}: {failure:?}, {part:?}");
                            return (judged, Err(format!("{when}: {complaint}")));
                        }
                    }
                }
            }
        }
        (judged, Ok(()))
    }

    /// Whether anything shows when this protection is missing.
    pub(crate) fn notices(&self, without: &Without) -> bool {
        self.under_cuts(Detail::Coarse, without).1.is_err()
            || self.under_failures(without).1.is_err()
    }

    /// The protecting calls of all runs on sound disks, and what they rename.
    fn calls(&self) -> (BTreeSet<Call>, BTreeSet<(PathBuf, PathBuf)>) {
        let (mut calls, mut renames) = (BTreeSet::new(), BTreeSet::new());
        for Start { disk, known } in (self.starts)() {
            let mutant = Mutant::new(&disk, &Without::Nothing);
            (self.program)(Arc::new(mutant.clone()), &known);
            let notes = mutant.notes.lock().unwrap();
            calls.extend(notes.calls.iter().cloned());
            renames.extend(notes.renames.iter().cloned());
        }
        (calls, renames)
    }

    /// Every protecting call that is left out without anything showing.
    pub(crate) fn unnoticed(&self) -> Vec<String> {
        let (calls, renames) = self.calls();
        assert!(!calls.is_empty());
        let left_out = calls.into_iter().map(|call| (call.to_string(), Without::One(call)));
        let unnamed = renames.into_iter().map(|rename| {
            (format!("staging of {}", rename.1.display()), Without::Staging(vec![rename]))
        });
        let all = left_out.chain(unnamed);
        all.filter(|(_, without)| !self.notices(without)).map(|(name, _)| name).collect()
    }
}

/// The different disks a program leaves that is killed right after a step that `at` picks, and what
/// it told until then. The machine goes on: what was not synced is neither lost nor safe.
pub(crate) fn killed<T: fmt::Debug>(
    disk: &SimFs,
    program: impl Fn(&SimFs) -> T,
    at: impl Fn(Op) -> bool,
) -> Vec<Start<T>> {
    let whole = disk.duplicate();
    program(&whole);
    let mut seen = BTreeSet::new();
    let mut starts = Vec::new();
    for (cut, _) in (1..).zip(whole.trace()).filter(|(_, step)| at(step.op)) {
        let fs = disk.duplicate();
        fs.cut_after(cut);
        let known = program(&fs);
        fs.heal();
        if cut > disk.steps() && seen.insert((fs.fingerprint(), format!("{known:?}"))) {
            starts.push(Start { disk: fs, known });
        }
    }
    starts
}

impl Failing {
    /// How a call at step `at` fails: with what, after how much of it, and until which step.
    fn ways(self, op: Op, at: u64) -> Vec<(Failure, Part, u64)> {
        let turn = |from: u64| Failure::ALL[usize::try_from((at + from) % 5).unwrap()];
        let ends: Vec<(Failure, u64)> = match self {
            Self::AllWays => Failure::ALL.iter().flat_map(|f| [(*f, at), (*f, u64::MAX)]).collect(),
            Self::ByTurns => vec![(turn(0), at), (turn(1), u64::MAX)],
            Self::InOneWay => {
                let parts: Vec<Part> = parts(op).collect();
                let part = parts[usize::try_from(at).unwrap() % parts.len()];
                let last = if at.is_multiple_of(2) { at } else { u64::MAX };
                return vec![(turn(0), part, last)];
            }
        };
        let ways = |part| ends.iter().map(move |(failure, last)| (*failure, part, *last));
        parts(op).flat_map(ways).collect()
    }
}

/// How much of a call can have been done when it fails.
fn parts(op: Op) -> impl Iterator<Item = Part> {
    let all = matches!(op, Op::Write | Op::Read);
    Part::ALL.into_iter().filter(move |part| all || *part == Part::Nothing)
}

/// A protecting call: of its kind, on its path, the so-manieth, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    pub(crate) op: &'static str,
    pub(crate) path: PathBuf,
    pub(crate) nth: usize,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.strip_prefix("/root").unwrap_or(&self.path);
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        write!(f, "{} {} {}", self.op, path.display(), self.nth)
    }
}

/// What a disk does not do for the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Without {
    Nothing,
    /// Every call of a kind.
    Every(&'static str),
    /// One call.
    One(Call),
    /// Telling that calls of a kind failed.
    Telling(&'static str),
    /// Being content with one failed sync: it is tried once more.
    GivingUp,
    /// Other names until files are complete: what is renamed in a sound run has its last name from
    /// the beginning.
    Staging(Vec<(PathBuf, PathBuf)>),
    /// Refusing a name that is taken: what has it gives way.
    Refusing,
    /// Asking the disk again what it holds: what was written is shown as it was meant.
    ReadingBack,
    /// Locks: everyone gets them.
    Locks,
    /// Noticing that a file has grown meanwhile.
    Lengths,
}

pub(crate) const SYNC: &str = "sync";
pub(crate) const SYNC_DIR: &str = "sync folder";
pub(crate) const TRUNCATE: &str = "truncate";
pub(crate) const REMOVE: &str = "remove";
pub(crate) const PROTECT: &str = "set read-only";
pub(crate) const WRITE: &str = "write to";

/// A disk that lacks one protection, and keeps a list of the protecting calls.
#[derive(Debug, Clone)]
pub(crate) struct Mutant {
    disk: SimFs,
    without: Without,
    /// Whether a bit of each text that is written turns on its way.
    rots: bool,
    notes: Arc<Mutex<Notes>>,
}

#[derive(Debug, Default)]
struct Notes {
    calls: Vec<Call>,
    count: BTreeMap<(&'static str, PathBuf), usize>,
    renames: Vec<(PathBuf, PathBuf)>,
    meant: BTreeMap<PathBuf, Vec<u8>>,
}

impl Mutant {
    pub(crate) fn new(disk: &SimFs, without: &Without) -> Self {
        let notes = Arc::default();
        Self { disk: disk.clone(), without: without.clone(), rots: false, notes }
    }

    /// The same on a disk that stores texts otherwise than they were written.
    pub(crate) fn rotting(disk: &SimFs, without: &Without) -> Self {
        Self { rots: true, ..Self::new(disk, without) }
    }

    fn path(&self, path: &Path) -> PathBuf {
        if let Without::Staging(renames) = &self.without {
            for (from, to) in renames {
                if let Ok(rest) = path.strip_prefix(from) {
                    return to.join(rest);
                }
            }
        }
        path.to_owned()
    }

    /// A protecting call, if it is to be made.
    fn call<T>(
        &self,
        op: &'static str,
        path: &Path,
        instead: T,
        call: impl FnOnce() -> Result<T, FsError>,
    ) -> Result<T, FsError> {
        let nth = {
            let mut notes = self.notes.lock().unwrap();
            let nth = notes.count.entry((op, path.to_owned())).or_default();
            *nth += 1;
            *nth
        };
        let this = Call { op, path: path.to_owned(), nth };
        let left_out = match &self.without {
            Without::Every(every) => *every == op,
            Without::One(one) => *one == this,
            _ => false,
        };
        self.notes.lock().unwrap().calls.push(this);
        if left_out {
            return Ok(instead);
        }
        match call() {
            Err(_) if self.without == Without::Telling(op) => Ok(instead),
            told => told,
        }
    }

    fn file(&self, inner: Box<dyn OpenFile>, path: &Path) -> Box<dyn OpenFile> {
        let length = self.disk.contents(path).map(|bytes| bytes.len() as u64);
        let length = std::cell::Cell::new(length);
        Box::new(MutantFile { inner, disk: self.clone(), path: path.to_owned(), length })
    }
}

impl Fs for Mutant {
    fn open_read(&self, path: &Path) -> Result<Reading, FsError> {
        let reading = self.disk.open_read(&self.path(path))?;
        let meant = self.notes.lock().unwrap().meant.get(path).cloned();
        match meant.filter(|_| self.without == Without::ReadingBack) {
            Some(meant) => Ok(Reading {
                len: meant.len() as u64,
                modified: None,
                bytes: Box::new(std::io::Cursor::new(meant)),
            }),
            None => Ok(reading),
        }
    }
    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        self.disk.list(&self.path(dir))
    }
    fn metadata(&self, path: &Path) -> Result<Metadata, FsError> {
        self.disk.metadata(&self.path(path))
    }
    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        let path = self.path(path);
        if self.without == Without::Refusing {
            let _ = self.disk.remove_file(&path);
        }
        Ok(self.file(self.disk.create_new(&path)?, &path))
    }
    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        let path = self.path(path);
        Ok(self.file(self.disk.open_append(&path)?, &path))
    }
    fn create_dir(&self, path: &Path) -> Result<(), FsError> {
        self.disk.create_dir(&self.path(path))
    }
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        if matches!(self.without, Without::Staging(_)) {
            return Ok(());
        }
        if self.without == Without::Refusing {
            let _ = self.disk.remove_file(to);
        }
        self.disk.rename_new(from, to)?;
        let mut notes = self.notes.lock().unwrap();
        notes.renames.push((from.to_owned(), to.to_owned()));
        let meant = std::mem::take(&mut notes.meant);
        let moved = |path: PathBuf| match path.strip_prefix(from) {
            Ok(rest) if rest.as_os_str().is_empty() => to.to_owned(),
            Ok(rest) => to.join(rest),
            Err(_) => path,
        };
        notes.meant = meant.into_iter().map(|(path, bytes)| (moved(path), bytes)).collect();
        Ok(())
    }
    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError> {
        self.call(SYNC_DIR, dir, DirSync::Done, || self.disk.sync_dir(&self.path(dir)))
    }
    fn remove_file(&self, path: &Path) -> Result<(), FsError> {
        self.call(REMOVE, path, (), || self.disk.remove_file(&self.path(path)))
    }
    fn remove_dir(&self, path: &Path) -> Result<(), FsError> {
        self.call(REMOVE, path, (), || self.disk.remove_dir(&self.path(path)))
    }
    fn set_read_only(&self, path: &Path) -> Result<(), FsError> {
        self.call(PROTECT, path, (), || self.disk.set_read_only(&self.path(path)))
    }
    fn is_link(&self, path: &Path) -> bool {
        self.disk.is_link(&self.path(path))
    }
    fn try_lock(&self, path: &Path, says: &str) -> Result<Claim, FsError> {
        let path = self.path(path);
        match self.disk.try_lock(&path, says)? {
            // A file of its own for everyone.
            Claim::Theirs { .. } if self.without == Without::Locks => {
                let own = self.disk.steps();
                self.disk.try_lock(&path.with_extension(own.to_string()), says)
            }
            claim => Ok(claim),
        }
    }
}

/// A file of a disk that lacks one protection.
#[derive(Debug)]
struct MutantFile {
    inner: Box<dyn OpenFile>,
    disk: Mutant,
    path: PathBuf,
    /// As it should be, once it was asked for.
    length: std::cell::Cell<Option<u64>>,
}

impl MutantFile {
    fn sync(&mut self, all: bool) -> Result<(), FsError> {
        let Self { inner, disk, path, .. } = self;
        disk.call(SYNC, path, (), || {
            let mut sync = || if all { inner.sync_all() } else { inner.sync_data() };
            match sync() {
                Err(_) if disk.without == Without::GivingUp => sync(),
                told => told,
            }
        })
    }
}

impl OpenFile for MutantFile {
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), FsError> {
        self.length.set(self.length.get().map(|length| length + bytes.len() as u64));
        let mut notes = self.disk.notes.lock().unwrap();
        notes.meant.entry(self.path.clone()).or_default().extend_from_slice(bytes);
        drop(notes);
        let mut bytes = bytes.to_vec();
        if self.disk.rots && self.path.extension().is_some_and(|ending| ending == "txt") {
            bytes[0] ^= 1;
        }
        match self.inner.write_all(&bytes) {
            Err(_) if self.disk.without == Without::Telling(WRITE) => Ok(()),
            told => told,
        }
    }
    fn sync_data(&mut self) -> Result<(), FsError> {
        self.sync(false)
    }
    fn sync_all(&mut self) -> Result<(), FsError> {
        self.sync(true)
    }
    fn truncate(&mut self, len: u64) -> Result<(), FsError> {
        let Self { inner, disk, path, .. } = self;
        disk.call(TRUNCATE, path, (), || inner.truncate(len))
    }
    fn length(&self) -> Result<u64, FsError> {
        let found = self.inner.length()?;
        if self.disk.without == Without::Lengths {
            let known = self.length.get().unwrap_or(found);
            self.length.set(Some(known));
            return Ok(known);
        }
        Ok(found)
    }
}
