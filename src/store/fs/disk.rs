//! The real disk behind [`Fs`].
//!
//! It adds no policy: no retries, no temporary files, no caches.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, FixedOffset, Local};

use super::{
    Claim, DirSync, Fs, FsError, Held, Kind, Listed, Metadata, Op, OpenFile, Privacy, Reading,
};

/// More than the holder of a lock ever writes, in bytes.
const MAX_LOCK: u64 = 4096;

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskFs;

#[derive(Debug)]
struct DiskFile {
    file: File,
    path: PathBuf,
}

impl Fs for DiskFs {
    fn open_read(&self, path: &Path) -> Result<Reading, FsError> {
        let file = system::open_read(path).map_err(|source| explain(path, source))?;
        let len = regular(&file, path)?;
        let modified = file.metadata().ok().and_then(|meta| written(&meta));
        Ok(Reading { len, modified, bytes: Box::new(file) })
    }

    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        let fail = |source| FsError::io(Op::List, dir, source);
        let mut found = Vec::new();
        for entry in fs::read_dir(dir).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let kind = kind_of(entry.file_type().map_err(fail)?);
            found.push(Listed { name: entry.file_name(), kind });
        }
        found.sort();
        Ok(found)
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, FsError> {
        let meta =
            fs::symlink_metadata(path).map_err(|source| FsError::io(Op::Inspect, path, source))?;
        Ok(Metadata { kind: kind_of(meta.file_type()), len: meta.len() })
    }

    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        let file =
            system::create_new(path).map_err(|source| FsError::io(Op::Create, path, source))?;
        Ok(Box::new(DiskFile { file, path: path.to_owned() }))
    }

    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        let file = system::open_append(path).map_err(|source| explain(path, source))?;
        regular(&file, path)?;
        Ok(Box::new(DiskFile { file, path: path.to_owned() }))
    }

    fn create_dir(&self, path: &Path) -> Result<(), FsError> {
        system::create_dir(path).map_err(|source| FsError::io(Op::CreateDir, path, source))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        system::rename_new(from, to).map_err(|source| FsError::io(Op::Rename, to, source))
    }

    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError> {
        system::sync_dir(dir).map_err(|source| FsError::io(Op::SyncDir, dir, source))
    }

    fn remove_file(&self, path: &Path) -> Result<(), FsError> {
        fs::remove_file(path).map_err(|source| FsError::io(Op::Remove, path, source))
    }

    fn remove_dir(&self, path: &Path) -> Result<(), FsError> {
        fs::remove_dir(path).map_err(|source| FsError::io(Op::Remove, path, source))
    }

    fn set_read_only(&self, path: &Path) -> Result<(), FsError> {
        let file = system::open_read(path).map_err(|source| explain(path, source))?;
        regular(&file, path)?;
        system::protect(&file).map_err(|source| FsError::io(Op::Protect, path, source))
    }

    fn privacy(&self, path: &Path) -> Result<Privacy, FsError> {
        let file = system::open_read(path).map_err(|source| explain(path, source))?;
        regular(&file, path)?;
        system::privacy(&file).map_err(|source| FsError::io(Op::Inspect, path, source))
    }

    fn real_path(&self, path: &Path) -> Result<PathBuf, FsError> {
        fs::canonicalize(path).map_err(|source| FsError::io(Op::Inspect, path, source))
    }

    fn try_lock(&self, path: &Path, says: &str) -> Result<Claim, FsError> {
        let mut file = system::open_lock(path).map_err(|source| explain(path, source))?;
        regular(&file, path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut says = Vec::new();
                // For information only, as what is written below.
                let _ = file.take(MAX_LOCK).read_to_end(&mut says);
                return Ok(Claim::Theirs { says });
            }
            Err(TryLockError::Error(source)) => return Ok(Claim::Unknown(source)),
        }
        // A full disk must not keep anyone from working.
        let _ = file.set_len(0).and_then(|()| file.write_all(says.as_bytes()));
        Ok(Claim::Ours(Held::by(DiskLock(file))))
    }
}

/// A locked file. Closing it would not do: a process begun by another thread holds the same file
/// until it becomes another program, and the lock with it.
#[derive(Debug)]
struct DiskLock(File);

impl Drop for DiskLock {
    fn drop(&mut self) {
        // Where it cannot be let go, it ends with the file.
        let _ = self.0.unlock();
    }
}

impl OpenFile for DiskFile {
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), FsError> {
        self.file.write_all(bytes).map_err(|source| FsError::io(Op::Write, &self.path, source))
    }

    fn sync_data(&mut self) -> Result<(), FsError> {
        self.file.sync_data().map_err(|source| FsError::io(Op::Sync, &self.path, source))
    }

    fn sync_all(&mut self) -> Result<(), FsError> {
        self.file.sync_all().map_err(|source| FsError::io(Op::Sync, &self.path, source))
    }

    fn truncate(&mut self, len: u64) -> Result<(), FsError> {
        // Where the system has no append mode, the next write would leave a hole.
        self.file
            .set_len(len)
            .and_then(|()| self.file.seek(SeekFrom::End(0)))
            .map_err(|source| FsError::io(Op::Truncate, &self.path, source))?;
        Ok(())
    }

    fn length(&self) -> Result<u64, FsError> {
        match self.file.metadata() {
            Ok(meta) => Ok(meta.len()),
            Err(source) => Err(FsError::io(Op::Inspect, &self.path, source)),
        }
    }
}

fn kind_of(found: fs::FileType) -> Kind {
    if found.is_symlink() {
        Kind::Symlink
    } else if found.is_dir() {
        Kind::Dir
    } else if found.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

/// When a file was last written, to the second, as the clock on the wall showed it.
fn written(meta: &fs::Metadata) -> Option<DateTime<FixedOffset>> {
    let since = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    let at = DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)?;
    // Dates of files hold four digits for a year.
    (at.year() <= 9999).then(|| at.with_timezone(&Local).fixed_offset())
}

/// The length of an opened regular file.
fn regular(file: &File, path: &Path) -> Result<u64, FsError> {
    let meta = file.metadata().map_err(|source| FsError::io(Op::Inspect, path, source))?;
    match kind_of(meta.file_type()) {
        Kind::File => Ok(meta.len()),
        kind => Err(FsError::NotRegular { path: path.to_owned(), kind }),
    }
}

/// A refused open of something that is no regular file says so, instead of `ELOOP` or `ENXIO`.
fn explain(path: &Path, source: io::Error) -> FsError {
    match fs::symlink_metadata(path).map(|meta| kind_of(meta.file_type())) {
        Ok(kind) if kind != Kind::File => FsError::NotRegular { path: path.to_owned(), kind },
        _ => FsError::io(Op::Open, path, source),
    }
}

#[cfg(unix)]
mod system {
    //! Flags and modes where they exist.

    use std::fs::{DirBuilder, File};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    use std::path::Path;

    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;

    use super::{DirSync, Privacy};

    fn open(path: &Path, flags: OFlags) -> io::Result<File> {
        // NONBLOCK: opening a pipe must not wait for its other end.
        let always = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let mode = Mode::RUSR | Mode::WUSR;
        let opened = rustix::io::retry_on_intr(|| rustix::fs::open(path, flags | always, mode))?;
        Ok(File::from(opened))
    }

    pub(super) fn open_read(path: &Path) -> io::Result<File> {
        open(path, OFlags::RDONLY)
    }

    pub(super) fn open_append(path: &Path) -> io::Result<File> {
        open(path, OFlags::WRONLY | OFlags::APPEND)
    }

    pub(super) fn create_new(path: &Path) -> io::Result<File> {
        open(path, OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::EXCL)
    }

    /// Not truncated: it may be someone else's.
    pub(super) fn open_lock(path: &Path) -> io::Result<File> {
        open(path, OFlags::RDWR | OFlags::CREATE)
    }

    pub(super) fn create_dir(path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Some network and FUSE file systems know no flags.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => rename_if_free(from, to),
            outcome => Ok(outcome?),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        rename_if_free(from, to)
    }

    /// The gap between look and rename is covered by the lock of the one writer.
    fn rename_if_free(from: &Path, to: &Path) -> io::Result<()> {
        match std::fs::symlink_metadata(to) {
            Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => std::fs::rename(from, to),
            Err(error) => Err(error),
        }
    }

    pub(super) fn sync_dir(dir: &Path) -> io::Result<DirSync> {
        let opened = open(dir, OFlags::RDONLY | OFlags::DIRECTORY)?;
        match rustix::fs::fsync(&opened) {
            Ok(()) => Ok(DirSync::Done),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(DirSync::Unsupported),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn protect(file: &File) -> io::Result<()> {
        Ok(rustix::fs::fchmod(file, Mode::RUSR)?)
    }

    pub(super) fn privacy(file: &File) -> io::Result<Privacy> {
        let mode = file.metadata()?.permissions().mode() & 0o777;
        Ok(match mode & 0o077 {
            0 => Privacy::Owner,
            _ => Privacy::Others { mode },
        })
    }
}

#[cfg(not(unix))]
mod system {
    //! The same with what std offers; modes are those of the folder.

    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::path::Path;

    use super::{DirSync, Privacy};

    fn no_link(path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path)?.is_symlink() {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        Ok(())
    }

    pub(super) fn open_read(path: &Path) -> io::Result<File> {
        no_link(path)?;
        File::open(path)
    }

    pub(super) fn open_append(path: &Path) -> io::Result<File> {
        no_link(path)?;
        // Cutting a torn tail needs more than the right to append on Windows.
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        io::Seek::seek(&mut &file, io::SeekFrom::End(0))?;
        Ok(file)
    }

    pub(super) fn create_new(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    }

    /// Not truncated: it may be someone else's.
    pub(super) fn open_lock(path: &Path) -> io::Result<File> {
        match no_link(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    pub(super) fn create_dir(path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        match fs::symlink_metadata(to) {
            Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
            Err(error) => Err(error),
        }
    }

    pub(super) fn sync_dir(_dir: &Path) -> io::Result<DirSync> {
        Ok(DirSync::Unsupported)
    }

    pub(super) fn privacy(_file: &File) -> io::Result<Privacy> {
        Ok(Privacy::Unknown)
    }

    pub(super) fn protect(file: &File) -> io::Result<()> {
        let mut permissions = file.metadata()?.permissions();
        permissions.set_readonly(true);
        file.set_permissions(permissions)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::{Duration, Instant};

    use super::*;

    const CAP: u64 = 1024;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn new_files_and_folders_are_private_and_protected_files_cannot_be_written() {
        let temp = tempfile::tempdir().unwrap();
        let (dir, file) = (temp.path().join("d"), temp.path().join("d/f"));
        DiskFs.create_dir(&dir).unwrap();
        let mut open = DiskFs.create_new(&file).unwrap();
        open.write_all(b"abc").unwrap();
        open.sync_all().unwrap();
        assert_eq!((mode(&dir), mode(&file)), (0o700, 0o600));
        assert_eq!(DiskFs.read(&file, CAP).unwrap(), b"abc");
        DiskFs.set_read_only(&file).unwrap();
        assert_eq!(mode(&file), 0o400);
    }

    #[test]
    fn appending_goes_to_the_end_after_a_cut() {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("f");
        let mut open = DiskFs.create_new(&file).unwrap();
        open.write_all(b"abcdef").unwrap();
        drop(open);
        let mut open = DiskFs.open_append(&file).unwrap();
        open.truncate(2).unwrap();
        open.write_all(b"X").unwrap();
        open.sync_data().unwrap();
        assert_eq!(open.length().unwrap(), 3);
        assert_eq!(DiskFs.read(&file, CAP).unwrap(), b"abX");
    }

    #[test]
    fn a_lock_is_let_go_although_its_file_is_still_open_elsewhere() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("lock");
        let file = File::create(&path).unwrap();
        let _elsewhere = file.try_clone().unwrap();
        file.try_lock().unwrap();
        let lock = DiskLock(file);
        assert!(matches!(DiskFs.try_lock(&path, "b").unwrap(), Claim::Theirs { .. }));
        drop(lock);
        assert!(matches!(DiskFs.try_lock(&path, "b").unwrap(), Claim::Ours(_)));
    }

    #[test]
    fn pipes_links_folders_and_large_files_are_refused_at_once() {
        let temp = tempfile::tempdir().unwrap();
        let at = |name: &str| temp.path().join(name);
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RUSR).unwrap();
        fs::write(at("real"), b"x").unwrap();
        std::os::unix::fs::symlink(at("real"), at("link")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", at("zero")).unwrap();
        fs::create_dir(at("dir")).unwrap();
        File::create(at("huge")).unwrap().set_len(1 << 40).unwrap();
        let start = Instant::now();
        for name in ["pipe", "link", "zero", "dir"] {
            let read = DiskFs.read(&at(name), CAP);
            assert!(matches!(read, Err(FsError::NotRegular { .. })), "{name}: {read:?}");
            let open = DiskFs.open_append(&at(name));
            assert!(matches!(open, Err(FsError::NotRegular { .. })), "{name}: {open:?}");
        }
        assert!(matches!(DiskFs.read(&at("huge"), CAP), Err(FsError::TooLarge { .. })));
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_rename_never_replaces_even_an_empty_folder() {
        let temp = tempfile::tempdir().unwrap();
        let at = |name: &str| temp.path().join(name);
        DiskFs.create_dir(&at("a")).unwrap();
        DiskFs.create_dir(&at("b")).unwrap();
        assert!(DiskFs.rename_new(&at("a"), &at("b")).unwrap_err().is_already_there());
        DiskFs.rename_new(&at("a"), &at("c")).unwrap();
        assert_eq!(DiskFs.sync_dir(temp.path()).unwrap(), DirSync::Done);
        let names: Vec<_> = DiskFs.list(temp.path()).unwrap();
        assert_eq!(names.iter().map(|l| l.name.to_str().unwrap()).collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn missing_folders_are_made_down_to_the_last() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("reports/drafts/FY2026-Q3");
        super::super::create_dirs(&DiskFs, &dir).unwrap();
        super::super::create_dirs(&DiskFs, &dir).unwrap();
        assert_eq!(DiskFs.metadata(&dir).unwrap().kind, Kind::Dir);
    }
}
