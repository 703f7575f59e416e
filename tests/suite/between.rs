//! What another program does in the moment before this one has the lock is known to this one.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tenken::app::inspect::{self, Missing};
use tenken::app::{App, Failure};
use tenken::store::fs::sim::SimFs;
use tenken::store::fs::{Claim, DirSync, Fs, FsError, Listed, Metadata, OpenFile, Reading};

use crate::app_faults::{
    Answers, DAY, answer_singly, answered, app, clean, on, period, seal, sealed, society,
};
use crate::correction_judge::begin;

/// A disk on which another program acts once, right before a lock is asked for.
struct Between {
    disk: SimFs,
    other: Mutex<Option<fn(&SimFs)>>,
}

impl fmt::Debug for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.disk.fmt(f)
    }
}

impl Fs for Between {
    fn open_read(&self, path: &Path) -> Result<Reading, FsError> {
        self.disk.open_read(path)
    }
    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        self.disk.list(dir)
    }
    fn metadata(&self, path: &Path) -> Result<Metadata, FsError> {
        self.disk.metadata(path)
    }
    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        self.disk.create_new(path)
    }
    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        self.disk.open_append(path)
    }
    fn create_dir(&self, path: &Path) -> Result<(), FsError> {
        self.disk.create_dir(path)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        self.disk.rename_new(from, to)
    }
    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError> {
        self.disk.sync_dir(dir)
    }
    fn remove_file(&self, path: &Path) -> Result<(), FsError> {
        self.disk.remove_file(path)
    }
    fn remove_dir(&self, path: &Path) -> Result<(), FsError> {
        self.disk.remove_dir(path)
    }
    fn set_read_only(&self, path: &Path) -> Result<(), FsError> {
        self.disk.set_read_only(path)
    }
    fn try_lock(&self, path: &Path, says: &str) -> Result<Claim, FsError> {
        let other = self.other.lock().unwrap().take();
        if let Some(other) = other {
            other(&self.disk);
        }
        self.disk.try_lock(path, says)
    }
    fn real_path(&self, path: &Path) -> Result<PathBuf, FsError> {
        self.disk.real_path(path)
    }
}

fn with(disk: &SimFs, other: fn(&SimFs)) -> App {
    app(Arc::new(Between { disk: disk.clone(), other: Mutex::new(Some(other)) }), DAY)
}

fn answer(disk: &SimFs, ids: &[&'static str]) {
    let fs: Arc<dyn Fs> = Arc::new(disk.clone());
    // Not what was said at the first sealing.
    let mut told = Answers { tried: 20, ..Answers::default() };
    answer_singly(&fs, &mut told, ids);
    assert_eq!(told.saved.len(), ids.len());
}

#[test]
fn a_period_that_is_begun_meanwhile_is_gone_on_with() {
    let disk = society();
    let here = with(&disk, |disk| answer(disk, &["ORG-01"]));
    let session = inspect::open(&here, period(), Missing::Start).unwrap();
    assert_eq!(session.work().inspection.last_seq(), 2, "the answer of the other is there");
}

#[test]
fn a_period_that_is_sealed_meanwhile_is_not_begun_anew() {
    let disk = answered();
    let here = with(&disk, |disk| {
        seal(&on(disk)).unwrap();
    });
    let refused = inspect::open(&here, period(), Missing::Start);
    assert!(matches!(refused, Err(Failure::Sealed { .. })), "{refused:?}");
    assert_eq!(on(&disk).root.drafts().unwrap(), [], "nothing is left beside the record");
    clean(&on(&disk), None).unwrap();
}

#[test]
fn a_correction_begins_from_the_one_that_is_sealed_meanwhile() {
    let disk = sealed();
    let here = with(&disk, |disk| {
        begin(&on(disk)).unwrap();
        answer(disk, &["ORG-01"]);
        seal(&on(disk)).unwrap();
    });
    begin(&here).unwrap();
    let work = inspect::peek(&on(&disk), period()).unwrap();
    let correcting = work.inspection.start().correction.clone().unwrap();
    assert!(correcting.entry.starts_with("0002_"), "{correcting:?}");
    answer(&disk, &["ORG-02"]);
    seal(&on(&disk)).unwrap();
    clean(&on(&disk), None).unwrap();
}
