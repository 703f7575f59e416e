//! One writer per root: a lock on a file that is never replaced.
//!
//! It protects no reader and no single file, and what the file says about its holder is for
//! information only: the lock is the system's, and ends with the process.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::journal::quote;
use super::names::LOCK;

/// More than a holder's lines ever take, in bytes.
const MAX_LOCK: u64 = 4096;

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
    /// Closing it ends the lock.
    _file: File,
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
    Unsupported { path: PathBuf, source: io::Error },
    #[error("cannot open {}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

impl Lock {
    /// Takes the lock of `reports_dir`, which must exist, or says at once who has it.
    pub fn acquire(reports_dir: &Path, holder: &Holder) -> Result<Self, LockError> {
        let path = reports_dir.join(LOCK);
        let mut file = match open(&path) {
            Ok(file) => file,
            Err(source) => return Err(LockError::Io { path, source }),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LockError::Held { by: read_holder(&mut file), path });
            }
            Err(TryLockError::Error(source)) => {
                return Err(LockError::Unsupported { path, source });
            }
        }
        // For information only: a full disk must not keep anyone from working.
        let _ = write_holder(&mut file, holder);
        Ok(Self { _file: file, path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    // Not truncated here: it may be someone else's.
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

fn write_holder(file: &mut File, holder: &Holder) -> io::Result<()> {
    let Holder { pid, name, since } = holder;
    file.set_len(0)?;
    write!(file, "pid = {pid}\nname = {}\nsince = {}\n", quote(name), quote(since))
}

fn read_holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.take(MAX_LOCK).read_to_string(&mut text).ok()?;
    let table: toml::Table = toml::from_str(&text).ok()?;
    let word = |key: &str| table.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let pid = table.get("pid")?.as_integer()?;
    Some(Holder { pid: pid.try_into().ok()?, name: word("name")?, since: word("since")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(name: &str) -> Holder {
        Holder { pid: 7, name: name.to_owned(), since: "2026-11-22T09:00:00+09:00".to_owned() }
    }

    #[test]
    fn the_second_comer_is_told_who_was_first_until_the_first_has_left() {
        let temp = tempfile::tempdir().unwrap();
        let first = Lock::acquire(temp.path(), &holder("点検 \"担当\"\n")).unwrap();
        match Lock::acquire(temp.path(), &holder("b")).unwrap_err() {
            LockError::Held { by, .. } => assert_eq!(by, Some(holder("点検 \"担当\"\n"))),
            other => panic!("{other:?}"),
        }
        drop(first);
        Lock::acquire(temp.path(), &holder("b")).unwrap();
    }

    #[test]
    fn a_lock_file_that_says_nothing_useful_still_locks() {
        let temp = tempfile::tempdir().unwrap();
        let first = Lock::acquire(temp.path(), &holder("a")).unwrap();
        std::fs::write(first.path(), b"\xff\x00").unwrap();
        let refused = Lock::acquire(temp.path(), &holder("b")).unwrap_err();
        assert!(matches!(refused, LockError::Held { by: None, .. }), "{refused:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_lock_file_is_private_and_links_and_pipes_are_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(temp.path(), &holder("a")).unwrap();
        let mode = std::fs::metadata(lock.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let other = temp.path().join("other");
        std::fs::create_dir(&other).unwrap();
        std::os::unix::fs::symlink(lock.path(), other.join(LOCK)).unwrap();
        let refused = Lock::acquire(&other, &holder("b")).unwrap_err();
        assert!(matches!(refused, LockError::Io { .. }), "{refused:?}");
        std::fs::remove_file(other.join(LOCK)).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, other.join(LOCK), rustix::fs::Mode::RUSR).unwrap();
        assert!(matches!(Lock::acquire(&other, &holder("b")), Err(LockError::Io { .. })));
    }
}
