//! One writer per root: a lock on a file that is never replaced.
//!
//! It protects no reader and no single file, and what the file says about its holder is for
//! information only: the lock is the system's, and ends with the process.

use std::path::{Path, PathBuf};

use super::fs::{Claim, Fs, FsError, Held};
use super::journal::quote;
use super::names::LOCK;

/// Who holds the lock, as the holder said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    /// A person's or a seat's name; shown to whoever comes second, so it needs cleaning first.
    pub name: String,
    /// Since when, as the holder's clock had it.
    pub since: String,
}

/// The right to write below one root, until dropped.
#[derive(Debug)]
pub struct Lock {
    _held: Held,
    path: PathBuf,
}

/// In each case the caller can go on reading.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// `by` is absent if the file does not say.
    #[error("{} is locked by another instance", path.display())]
    Held { path: PathBuf, by: Option<Holder> },
    /// Some network shares know no locks.
    #[error("{} cannot be locked here: {source}", path.display())]
    Unsupported { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Fs(#[from] FsError),
}

impl Lock {
    /// Takes the lock of `reports_dir`, which must exist, or says at once who has it.
    pub fn acquire(fs: &dyn Fs, reports_dir: &Path, holder: &Holder) -> Result<Self, LockError> {
        let path = reports_dir.join(LOCK);
        match fs.try_lock(&path, &holder.text())? {
            Claim::Ours(held) => Ok(Self { _held: held, path }),
            Claim::Theirs { says } => Err(LockError::Held { by: Holder::read(&says), path }),
            Claim::Unknown(source) => Err(LockError::Unsupported { path, source }),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Holder {
    fn text(&self) -> String {
        let Self { pid, name, since } = self;
        format!("pid = {pid}\nname = {}\nsince = {}\n", quote(name), quote(since))
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let table: toml::Table = toml::from_str(str::from_utf8(bytes).ok()?).ok()?;
        let word = |key: &str| table.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let pid = table.get("pid")?.as_integer()?;
        Some(Self { pid: pid.try_into().ok()?, name: word("name")?, since: word("since")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::DiskFs;
    use crate::store::fs::sim::{Detail, SimFs};

    fn holder(name: &str) -> Holder {
        Holder { pid: 7, name: name.to_owned(), since: "2026-11-22T09:00:00+09:00".to_owned() }
    }

    #[test]
    fn the_second_comer_is_told_who_was_first_until_the_first_has_left() {
        let temp = tempfile::tempdir().unwrap();
        let first = Lock::acquire(&DiskFs, temp.path(), &holder("点検 \"担当\"\n")).unwrap();
        match Lock::acquire(&DiskFs, temp.path(), &holder("b")).unwrap_err() {
            LockError::Held { by, .. } => assert_eq!(by, Some(holder("点検 \"担当\"\n"))),
            other => panic!("{other:?}"),
        }
        drop(first);
        Lock::acquire(&DiskFs, temp.path(), &holder("b")).unwrap();
    }

    #[test]
    fn the_simulated_disk_locks_as_the_real_one_does() {
        let fs = SimFs::new();
        let reports = Path::new("/reports");
        assert!(matches!(
            Lock::acquire(&fs, reports, &holder("a")),
            Err(LockError::Fs(error)) if error.is_not_found()
        ));
        fs.create_dir(reports).unwrap();
        let first = Lock::acquire(&fs, reports, &holder("a")).unwrap();
        match Lock::acquire(&fs, reports, &holder("b")).unwrap_err() {
            LockError::Held { by, .. } => assert_eq!(by, Some(holder("a"))),
            other => panic!("{other:?}"),
        }
        for image in fs.images(Detail::Coarse).filter(|image| image.kind(reports).is_some()) {
            Lock::acquire(&image, reports, &holder("b")).expect("no lock outlives its machine");
        }
        drop(first);
        Lock::acquire(&fs, reports, &holder("b")).unwrap();
    }

    #[test]
    fn a_lock_file_that_says_nothing_useful_still_locks() {
        let temp = tempfile::tempdir().unwrap();
        let first = Lock::acquire(&DiskFs, temp.path(), &holder("a")).unwrap();
        std::fs::write(first.path(), b"\xff\x00").unwrap();
        let refused = Lock::acquire(&DiskFs, temp.path(), &holder("b")).unwrap_err();
        assert!(matches!(refused, LockError::Held { by: None, .. }), "{refused:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_lock_file_is_private_and_links_and_pipes_are_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(&DiskFs, temp.path(), &holder("a")).unwrap();
        let mode = std::fs::metadata(lock.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let other = temp.path().join("other");
        std::fs::create_dir(&other).unwrap();
        std::os::unix::fs::symlink(lock.path(), other.join(LOCK)).unwrap();
        let refused = Lock::acquire(&DiskFs, &other, &holder("b")).unwrap_err();
        assert!(matches!(refused, LockError::Fs(FsError::NotRegular { .. })), "{refused:?}");
        std::fs::remove_file(other.join(LOCK)).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, other.join(LOCK), rustix::fs::Mode::RUSR).unwrap();
        assert!(matches!(
            Lock::acquire(&DiskFs, &other, &holder("b")),
            Err(LockError::Fs(FsError::NotRegular { .. }))
        ));
    }
}
