//! A simulated file system: every call can fail, the power can go at every call, and every disk
//! that a legal system could leave behind can be looked at.
//!
//! It is part of the library, not of its tests, so that the tests of every layer can use it. It
//! does not model time, permissions of other users, or damage to data already synced.
//!
//! # The fault model
//!
//! * A call is one step. [`SimFs::cut_after`] stops the machine after a number of steps: all
//!   further calls fail and change nothing. [`SimFs::fail_at`] makes one step fail,
//!   [`SimFs::fail`] several.
//! * Reading a file takes two steps: opening it, and its bytes. A failing read hands over [`Part`]
//!   of them first.
//! * A failing write leaves [`Part`] of its bytes in the file. A failing sync drops the unsynced
//!   bytes: they can still be read until the power goes, but later syncs do not write them
//!   either, and report success. This is what Linux does.
//! * Until a file is synced, [`SimFs::images`] shows each of its unsynced writes as absent,
//!   complete, cut short, followed by zeros in place of its end, or with zeros in place of its
//!   beginning.
//! * Until a folder is synced, changes to its names are shown in every ordered prefix and in
//!   subsets out of order, since file systems differ in what they promise. Syncing a file does
//!   not make its name durable. A rename is one change.
//! * A lock ends with the machine: no image has one.

mod disk;
mod fault;
mod file;
mod image;
mod reader;

use std::ffi::OsString;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use disk::{Disk, NodeId};
pub use fault::{Failure, Part, Step};
use file::FileNode;
pub use image::{Detail, Images};
use reader::Reader;

use super::super::digest::Digest;
use super::{
    Claim, DirSync, Fs, FsError, Held, Kind, Listed, Metadata, Op, OpenFile, Privacy, Reading,
};

/// A disk in memory; clones share it.
#[derive(Debug, Clone)]
pub struct SimFs(Arc<Mutex<Disk>>);

impl Default for SimFs {
    fn default() -> Self {
        Self::new()
    }
}

impl SimFs {
    /// An empty disk: only `/`.
    pub fn new() -> Self {
        Self::over(Disk::new())
    }

    fn over(disk: Disk) -> Self {
        Self(Arc::new(Mutex::new(disk)))
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        // A test that panicked while holding it has failed anyway.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Steps taken so far.
    pub fn steps(&self) -> u64 {
        self.disk().count()
    }

    /// Each step taken so far, in order.
    pub fn trace(&self) -> Vec<Step> {
        self.disk().steps.clone()
    }

    /// Stops the machine once `step` steps, counted from the beginning, are done.
    pub fn cut_after(&self, step: u64) {
        self.disk().plan = disk::Plan::Cut { after: step };
    }

    /// Makes step number `step`, counted from 1, fail.
    pub fn fail_at(&self, step: u64, failure: Failure, part: Part) {
        self.fail(step..=step, failure, part);
    }

    /// Makes all these steps, counted from 1, fail.
    pub fn fail(&self, steps: RangeInclusive<u64>, failure: Failure, part: Part) {
        let (first, last) = steps.into_inner();
        self.disk().plan = disk::Plan::Fail { first, last, failure, part };
    }

    /// No cut and no failure from now on.
    pub fn heal(&self) {
        self.disk().plan = disk::Plan::Sound;
    }

    /// Makes everything durable, without a step.
    pub fn settle(&self) {
        self.disk().settle();
    }

    /// Another disk in the same state, with what is not durable yet; nobody has a lock there.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let mut disk = self.disk().clone();
        disk.locked.clear();
        Self::over(disk)
    }

    /// The disks that could be found after the power went now.
    pub fn images(&self, detail: Detail) -> Images {
        Images::of(&self.disk(), detail)
    }

    /// Shows every file to everyone from now on, whatever was asked for: exFAT.
    pub fn ignore_modes(&self) {
        self.disk().modes_ignored = true;
    }

    /// Puts a durable file there, over whatever stood there, without a step.
    pub fn place_file(&self, path: &Path, bytes: &[u8]) {
        self.disk().place(path, disk::Node::file(bytes));
    }

    /// Puts a durable thing that is no regular file there, without a step.
    pub fn place(&self, path: &Path, kind: Kind) {
        self.disk().place(path, disk::Node::of(kind));
    }

    /// Takes a name away for good, with all below it, without a step.
    pub fn erase(&self, path: &Path) {
        self.disk().erase(path);
    }

    /// A value that differs between disks on which a program could see a difference, now or
    /// after a cut. It can also differ where none could be seen.
    pub fn fingerprint(&self) -> Digest {
        Digest::of(&self.disk().signature())
    }

    /// What a regular file holds, without a step.
    pub fn contents(&self, path: &Path) -> Option<Vec<u8>> {
        let disk = self.disk();
        let id = disk.find(path).ok()?;
        disk.file(id).map(|file| file.live.clone())
    }

    /// Kind of what stands there, without a step.
    pub fn kind(&self, path: &Path) -> Option<Kind> {
        let disk = self.disk();
        disk.find(path).ok().map(|id| disk.kind(id))
    }
}

#[derive(Debug)]
struct SimFile {
    fs: SimFs,
    id: NodeId,
    path: PathBuf,
}

fn told<T>(op: Op, path: &Path, outcome: io::Result<T>) -> Result<T, FsError> {
    outcome.map_err(|source| FsError::io(op, path, source))
}

impl SimFs {
    /// One call `op` that opens a regular file.
    fn open(&self, op: Op, path: &Path) -> Result<NodeId, FsError> {
        let mut disk = self.disk();
        disk.step(op, path)?;
        let id = told(op, path, disk.find(path))?;
        match disk.kind(id) {
            Kind::File => Ok(id),
            kind => Err(FsError::NotRegular { path: path.to_owned(), kind }),
        }
    }
}

impl Fs for SimFs {
    fn open_read(&self, path: &Path) -> Result<Reading, FsError> {
        let id = self.open(Op::Open, path)?;
        let live = self.disk().file(id).map(|file| file.live.clone()).unwrap_or_default();
        let len = live.len() as u64;
        Ok(Reading { len, modified: None, bytes: Box::new(Reader::new(self, path, live)) })
    }

    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        let mut disk = self.disk();
        disk.step(Op::List, dir)?;
        let id = told(Op::List, dir, disk.find_dir(dir))?;
        Ok(disk
            .children(id)
            .map(|(name, child)| Listed { name: OsString::from(name), kind: disk.kind(child) })
            .collect())
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, FsError> {
        let mut disk = self.disk();
        disk.step(Op::Inspect, path)?;
        let id = told(Op::Inspect, path, disk.find(path))?;
        let len = disk.file(id).map_or(0, |file| file.live.len() as u64);
        Ok(Metadata { kind: disk.kind(id), len })
    }

    /// No step: a watch that is kept beside every call, and nothing that a caller relies on.
    fn is_link(&self, path: &Path) -> bool {
        self.kind(path) == Some(Kind::Symlink)
    }

    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        let mut disk = self.disk();
        disk.step(Op::Create, path)?;
        let id = told(Op::Create, path, disk.create(path, disk::Node::file(b"")))?;
        Ok(Box::new(SimFile { fs: self.clone(), id, path: path.to_owned() }))
    }

    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        let id = self.open(Op::Open, path)?;
        let read_only = self.disk().file(id).is_some_and(|file| file.read_only);
        if read_only {
            return told(Op::Open, path, Err(io::ErrorKind::PermissionDenied.into()));
        }
        Ok(Box::new(SimFile { fs: self.clone(), id, path: path.to_owned() }))
    }

    fn create_dir(&self, path: &Path) -> Result<(), FsError> {
        let mut disk = self.disk();
        disk.step(Op::CreateDir, path)?;
        told(Op::CreateDir, path, disk.create(path, disk::Node::of(Kind::Dir)).map(|_| ()))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        let mut disk = self.disk();
        disk.step(Op::Rename, to)?;
        told(Op::Rename, to, disk.rename(from, to))
    }

    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError> {
        let mut disk = self.disk();
        disk.step(Op::SyncDir, dir)?;
        let id = told(Op::SyncDir, dir, disk.find_dir(dir))?;
        disk.keep_names(id);
        Ok(DirSync::Done)
    }

    fn remove_file(&self, path: &Path) -> Result<(), FsError> {
        let mut disk = self.disk();
        disk.step(Op::Remove, path)?;
        told(Op::Remove, path, disk.unlink_file(path))
    }

    fn remove_dir(&self, path: &Path) -> Result<(), FsError> {
        let mut disk = self.disk();
        disk.step(Op::Remove, path)?;
        told(Op::Remove, path, disk.unlink_dir(path))
    }

    fn set_read_only(&self, path: &Path) -> Result<(), FsError> {
        let id = self.open(Op::Protect, path)?;
        if let Some(file) = self.disk().file_mut(id) {
            file.read_only = true;
        }
        Ok(())
    }

    fn privacy(&self, path: &Path) -> Result<Privacy, FsError> {
        self.open(Op::Inspect, path)?;
        let ignored = self.disk().modes_ignored;
        Ok(if ignored { Privacy::Others { mode: 0o777 } } else { Privacy::Owner })
    }

    fn try_lock(&self, path: &Path, says: &str) -> Result<Claim, FsError> {
        let mut disk = self.disk();
        disk.step(Op::Lock, path)?;
        let id = told(Op::Lock, path, disk.lock_file(path))?;
        let kind = disk.kind(id);
        let free = !disk.locked.contains(&id);
        let Some(file) = disk.file_mut(id) else {
            return Err(FsError::NotRegular { path: path.to_owned(), kind });
        };
        if !free {
            return Ok(Claim::Theirs { says: file.live.clone() });
        }
        *file = FileNode::of(says.as_bytes());
        disk.locked.insert(id);
        Ok(Claim::Ours(Held::by(SimLock { fs: self.clone(), id })))
    }
}

/// The lock of a file; dropping it gives it back.
#[derive(Debug)]
struct SimLock {
    fs: SimFs,
    id: NodeId,
}

impl Drop for SimLock {
    fn drop(&mut self) {
        self.fs.disk().locked.remove(&self.id);
    }
}

impl SimFile {
    fn sync(&self) -> Result<(), FsError> {
        let mut disk = self.fs.disk();
        let outcome = disk.step(Op::Sync, &self.path);
        let powered = disk.is_powered();
        if let Some(file) = disk.file_mut(self.id) {
            match (&outcome, powered) {
                (Ok(()), _) => file.keep(),
                (Err(_), true) => file.lose(),
                (Err(_), false) => {}
            }
        }
        outcome
    }
}

impl OpenFile for SimFile {
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), FsError> {
        let mut disk = self.fs.disk();
        let outcome = disk.step(Op::Write, &self.path);
        let reach = if outcome.is_ok() { bytes.len() } else { disk.part_of(bytes.len()) };
        if let Some(file) = disk.file_mut(self.id) {
            file.append(&bytes[..reach]);
        }
        outcome
    }

    fn sync_data(&mut self) -> Result<(), FsError> {
        self.sync()
    }

    fn sync_all(&mut self) -> Result<(), FsError> {
        self.sync()
    }

    fn truncate(&mut self, len: u64) -> Result<(), FsError> {
        let mut disk = self.fs.disk();
        disk.step(Op::Truncate, &self.path)?;
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        if let Some(file) = disk.file_mut(self.id) {
            file.truncate(len);
        }
        Ok(())
    }

    fn length(&self) -> Result<u64, FsError> {
        let mut disk = self.fs.disk();
        disk.step(Op::Inspect, &self.path)?;
        Ok(disk.file(self.id).map_or(0, |file| file.live.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const FILE: &str = "/f";

    fn found(fs: &SimFs, detail: Detail) -> BTreeSet<Option<Vec<u8>>> {
        fs.images(detail).map(|image| image.contents(Path::new(FILE))).collect()
    }

    const SOME: fn(&[u8]) -> Option<Vec<u8>> = |bytes| Some(bytes.to_vec());

    #[test]
    fn an_unsynced_write_may_be_absent_complete_short_or_zero() {
        let fs = SimFs::new();
        fs.place_file(Path::new(FILE), b"a");
        let mut open = fs.open_append(Path::new(FILE)).unwrap();
        open.write_all(b"bc").unwrap();
        let expected: BTreeSet<_> =
            [&b"a"[..], b"abc", b"ab", b"a\0", b"a\0\0", b"ab\0", b"a\0c"].map(SOME).into();
        assert_eq!(found(&fs, Detail::EveryByte), expected);
        open.sync_data().unwrap();
        assert_eq!(found(&fs, Detail::EveryByte), [SOME(b"abc")].into());
    }

    #[test]
    fn a_synced_file_in_an_unsynced_folder_may_be_absent() {
        let fs = SimFs::new();
        let mut open = fs.create_new(Path::new(FILE)).unwrap();
        open.write_all(b"x").unwrap();
        open.sync_all().unwrap();
        assert_eq!(found(&fs, Detail::EveryByte), [None, SOME(b"x")].into());
        fs.sync_dir(Path::new("/")).unwrap();
        assert_eq!(found(&fs, Detail::EveryByte), [SOME(b"x")].into());
    }

    #[test]
    fn a_failed_sync_loses_the_bytes_although_the_next_one_succeeds() {
        let fs = SimFs::new();
        fs.place_file(Path::new(FILE), b"a");
        let mut open = fs.open_append(Path::new(FILE)).unwrap();
        open.write_all(b"b").unwrap();
        fs.fail_at(fs.steps() + 1, Failure::Device, Part::Nothing);
        open.sync_data().unwrap_err();
        open.sync_data().unwrap();
        assert_eq!(fs.contents(Path::new(FILE)), SOME(b"ab"), "still readable before the cut");
        assert_eq!(found(&fs, Detail::EveryByte), [SOME(b"a\0")].into());
    }

    #[test]
    fn a_failed_write_leaves_the_stated_part() {
        for (part, left) in Part::ALL.into_iter().zip([&b""[..], b"ab", b"abc", b"abcd"]) {
            let fs = SimFs::new();
            let mut open = fs.create_new(Path::new(FILE)).unwrap();
            fs.fail_at(2, Failure::NoSpace, part);
            let error = open.write_all(b"abcd").unwrap_err();
            assert_eq!(error.io_kind(), Some(io::ErrorKind::StorageFull));
            assert_eq!(fs.contents(Path::new(FILE)), SOME(left));
        }
    }

    #[test]
    fn nothing_changes_after_the_cut() {
        let fs = SimFs::new();
        let mut open = fs.create_new(Path::new(FILE)).unwrap();
        fs.cut_after(1);
        open.write_all(b"x").unwrap_err();
        open.truncate(0).unwrap_err();
        fs.remove_file(Path::new(FILE)).unwrap_err();
        fs.create_dir(Path::new("/d")).unwrap_err();
        assert_eq!(fs.contents(Path::new(FILE)), SOME(b""));
    }

    #[test]
    fn names_may_become_durable_out_of_order() {
        let fs = SimFs::new();
        fs.create_dir(Path::new("/a")).unwrap();
        fs.create_dir(Path::new("/b")).unwrap();
        fs.rename_new(Path::new("/a"), Path::new("/c")).unwrap();
        let seen: BTreeSet<Vec<bool>> = fs
            .images(Detail::Coarse)
            .map(|image| ["/a", "/b", "/c"].map(|p| image.kind(Path::new(p)).is_some()).to_vec())
            .collect();
        let expected: BTreeSet<Vec<bool>> = [
            [false, false, false],
            [true, false, false],
            [false, true, false],
            [true, true, false],
            [false, false, true],
            [false, true, true],
        ]
        .map(|row| row.to_vec())
        .into();
        assert_eq!(seen, expected);
    }
}
