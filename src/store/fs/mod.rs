//! The one door to the disk: a small trait, the real disk and a simulated one behind it.
//!
//! It knows nothing of journals, seals or periods, and it never retries: what to do about a
//! failed call is the caller's decision.

mod bounded;
mod disk;
mod name;
pub mod sim;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

pub use bounded::Bounded;
pub use disk::DiskFs;
pub use name::{BadName, FileName, MAX_NAME};

/// Bytes of a beginning that are read at once: the head of a record with a few findings.
const CHUNK: usize = 8 << 10;

/// What the store asks of a file system. Every call is one step that can fail.
///
/// New files are 0600 and new folders 0700 where modes exist. No call follows a symbolic link
/// in the last component of its path.
pub trait Fs: fmt::Debug + Send + Sync {
    /// Opens a regular file for reading; anything else is refused without waiting on it.
    fn open_read(&self, path: &Path) -> Result<Reading, FsError>;
    /// Names and kinds in `dir`, sorted by name.
    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError>;
    /// Kind and length, of the link itself if it is one.
    fn metadata(&self, path: &Path) -> Result<Metadata, FsError>;
    /// A new empty file, opened for appending; fails if the name is taken.
    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError>;
    /// An existing regular file, opened for appending only.
    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError>;
    /// One new folder; the parent must exist.
    fn create_dir(&self, path: &Path) -> Result<(), FsError>;
    /// Renames within one folder; fails if `to` is taken.
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError>;
    /// Makes the names in `dir` durable, where the system can.
    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError>;
    fn remove_file(&self, path: &Path) -> Result<(), FsError>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> Result<(), FsError>;
    /// Sets a regular file to 0400: a guard against accidents, not against anyone.
    fn set_read_only(&self, path: &Path) -> Result<(), FsError>;
    /// Takes the lock on a regular file, which is made as needed and never replaced, and leaves
    /// `says` in it for others to read; or tells at once what the one who has the lock left.
    fn try_lock(&self, path: &Path, says: &str) -> Result<Claim, FsError>;

    /// Whether a symbolic link stands at `path`, however it is reached; false where nothing does.
    fn is_link(&self, path: &Path) -> bool {
        self.metadata(path).is_ok_and(|found| found.kind == Kind::Symlink)
    }

    /// Who else can read a regular file, as the disk itself answers. Those that cannot tell say so.
    fn privacy(&self, _path: &Path) -> Result<Privacy, FsError> {
        Ok(Privacy::Unknown)
    }

    /// The same place without links and dots, for comparing places; it must exist.
    fn real_path(&self, path: &Path) -> Result<PathBuf, FsError> {
        Ok(path.to_owned())
    }

    /// The beginning of a regular file of at most `cap` bytes, up to and with the first `end`; the
    /// whole of it where there is none. What follows is not read, but for the rest of a chunk.
    fn read_until(&self, path: &Path, end: &[u8], cap: u64) -> Result<Vec<u8>, FsError> {
        let reading = self.open_read(path)?;
        let too_large = |len| FsError::TooLarge { path: path.to_owned(), len, cap };
        if reading.len > cap {
            return Err(too_large(reading.len));
        }
        let mut from = reading.bytes.take(cap + 1);
        let mut bytes = Vec::new();
        loop {
            let known = bytes.len();
            bytes.reserve(CHUNK);
            let read = from.by_ref().take(CHUNK as u64).read_to_end(&mut bytes);
            let count = read.map_err(|source| FsError::io(Op::Read, path, source))?;
            // It may begin in the chunk before.
            let start = known.saturating_sub(end.len());
            if let Some(at) = bytes[start..].windows(end.len().max(1)).position(|w| w == end) {
                bytes.truncate(start + at + end.len());
                return Ok(bytes);
            }
            if count == 0 {
                let len = bytes.len() as u64;
                return if len > cap { Err(too_large(len)) } else { Ok(bytes) };
            }
        }
    }

    /// The whole of a regular file of at most `cap` bytes.
    fn read(&self, path: &Path, cap: u64) -> Result<Vec<u8>, FsError> {
        let reading = self.open_read(path)?;
        let too_large = |len| FsError::TooLarge { path: path.to_owned(), len, cap };
        if reading.len > cap {
            return Err(too_large(reading.len));
        }
        let mut bytes = Vec::new();
        // The file may grow while it is read: one byte beyond the cap is enough to know.
        reading
            .bytes
            .take(cap + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| FsError::io(Op::Read, path, source))?;
        if bytes.len() as u64 > cap {
            return Err(too_large(bytes.len() as u64));
        }
        Ok(bytes)
    }
}

/// A file open for appending.
pub trait OpenFile: fmt::Debug + Send {
    /// Appends all of `bytes`. After an error any part of them may stand in the file.
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), FsError>;
    /// Makes content and length durable. After an error the content is in doubt for good:
    /// a second call can succeed without having written anything.
    fn sync_data(&mut self) -> Result<(), FsError>;
    /// As [`OpenFile::sync_data`], and the rest of the file's metadata.
    fn sync_all(&mut self) -> Result<(), FsError>;
    /// Cuts the file to `len` bytes.
    fn truncate(&mut self, len: u64) -> Result<(), FsError>;
    /// The present length in bytes.
    fn length(&self) -> Result<u64, FsError>;
}

/// A regular file being read.
pub struct Reading {
    /// Length in bytes when it was opened.
    pub len: u64,
    /// When it was last written, to the second; `None` where the disk does not say.
    pub modified: Option<DateTime<FixedOffset>>,
    pub bytes: Box<dyn Read + Send>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// As the disk has it: of unknown content, to be cleaned before anyone sees it.
    pub name: OsString,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    File,
    Dir,
    Symlink,
    /// A pipe, socket or device.
    Other,
}

/// Who can read a file besides its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// Nobody.
    Owner,
    /// Others too, by these bits of its mode.
    Others { mode: u32 },
    /// Files have no modes here (Windows): what counts are the rights on the folder.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    pub kind: Kind,
    pub len: u64,
}

/// What became of the wish for a lock.
#[derive(Debug)]
pub enum Claim {
    Ours(Held),
    /// Someone else has it; what stands in the file is whatever that one could write.
    Theirs {
        says: Vec<u8>,
    },
    /// The file system knows no locks.
    Unknown(io::Error),
}

/// A lock that lasts until this is dropped, or the process ends.
#[derive(Debug)]
pub struct Held {
    _by: Box<dyn fmt::Debug + Send>,
}

impl Held {
    /// The lock that ends when `by` is dropped.
    fn by(by: impl fmt::Debug + Send + 'static) -> Self {
        Self { _by: Box::new(by) }
    }
}

/// Whether names in a folder are now durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirSync {
    Done,
    /// The system offers no such call for folders (Windows, some network shares).
    Unsupported,
}

/// Which call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Open,
    Read,
    List,
    Inspect,
    Create,
    Write,
    Sync,
    Truncate,
    CreateDir,
    Rename,
    SyncDir,
    Remove,
    Protect,
    Lock,
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Read => "read",
            Self::List => "list",
            Self::Inspect => "inspect",
            Self::Create => "create",
            Self::Write => "write to",
            Self::Sync => "sync",
            Self::Truncate => "truncate",
            Self::CreateDir => "create folder",
            Self::Rename => "rename",
            Self::SyncDir => "sync folder",
            Self::Remove => "remove",
            Self::Protect => "set read-only",
            Self::Lock => "lock",
        })
    }
}

#[derive(Debug, thiserror::Error)]
pub enum FsError {
    #[error("cannot {op} {}: {source}", path.display())]
    Io { op: Op, path: PathBuf, source: io::Error },
    #[error("{} is not a regular file", path.display())]
    NotRegular { path: PathBuf, kind: Kind },
    #[error("{} has {len} bytes, more than {cap}", path.display())]
    TooLarge { path: PathBuf, len: u64, cap: u64 },
}

impl FsError {
    pub fn io(op: Op, path: &Path, source: io::Error) -> Self {
        Self::Io { op, path: path.to_owned(), source }
    }

    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::NotRegular { path, .. } | Self::TooLarge { path, .. } => {
                path
            }
        }
    }

    /// The system's kind of error, if the system reported one.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io { source, .. } => Some(source.kind()),
            Self::NotRegular { .. } | Self::TooLarge { .. } => None,
        }
    }

    pub fn is_not_found(&self) -> bool {
        self.io_kind() == Some(io::ErrorKind::NotFound)
    }

    pub fn is_already_there(&self) -> bool {
        self.io_kind() == Some(io::ErrorKind::AlreadyExists)
    }
}

/// The folder a path stands in; `.` for a bare name.
pub fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// Creates `dir` and whatever is missing above it; each new name is durable afterwards.
pub fn create_dirs(fs: &dyn Fs, dir: &Path) -> Result<(), FsError> {
    let mut missing = Vec::new();
    let mut at = dir;
    while let Err(error) = fs.metadata(at) {
        if !error.is_not_found() || parent(at) == at {
            return Err(error);
        }
        missing.push(at);
        at = parent(at);
    }
    for path in missing.into_iter().rev() {
        fs.create_dir(path)?;
        fs.sync_dir(parent(path))?;
    }
    Ok(())
}

/// Makes the names in `dir`, and those of the three folders above it, durable.
///
/// Whoever relies on a name that was already there needs this too: the run that made it may
/// have been killed before it could sync.
pub fn sync_upwards(fs: &dyn Fs, dir: &Path) -> Result<DirSync, FsError> {
    const FOLDERS: usize = 4;
    let mut outcome = DirSync::Done;
    let mut at = dir;
    for _ in 0..FOLDERS {
        if fs.sync_dir(at)? == DirSync::Unsupported {
            outcome = DirSync::Unsupported;
        }
        if parent(at) == at {
            break;
        }
        at = parent(at);
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::sim::SimFs;
    use super::*;

    const FILE: &str = "/f";
    const END: &[u8] = b"\n[end]\n";

    fn beginning(text: &[u8], cap: u64) -> Result<Vec<u8>, FsError> {
        let fs = SimFs::new();
        fs.place_file(Path::new(FILE), text);
        fs.read_until(Path::new(FILE), END, cap)
    }

    #[test]
    fn a_beginning_ends_with_its_end_wherever_the_chunks_are_cut() {
        for before in [0, 1, CHUNK - 9, CHUNK - 3, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let head = [&vec![b'x'; before][..], END].concat();
            let whole = [&head[..], &vec![b'y'; CHUNK][..], END].concat();
            assert_eq!(beginning(&whole, 1 << 20).unwrap(), head, "{before}");
        }
    }

    #[test]
    fn a_file_without_the_end_is_read_whole_up_to_the_cap() {
        let text = vec![b'x'; 2 * CHUNK];
        assert_eq!(beginning(&text, 2 * CHUNK as u64).unwrap(), text);
        assert_eq!(beginning(b"", 1).unwrap(), b"");
        let small = CHUNK as u64;
        assert!(matches!(beginning(&text, small), Err(FsError::TooLarge { .. })));
    }
}
