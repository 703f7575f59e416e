//! A new file written piece by piece, which has its name only once it is whole.
//!
//! Until then it stands beside its place under a name of its own, and is gone if it is not kept.
//! A file that is there already is never replaced.

use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use super::fs::{self, Fs, FsError, Op, OpenFile};
use super::names::STAGING_PREFIX;

/// How much of two files is compared at a time, in bytes.
const CHUNK: usize = 64 << 10;

/// What became of a file when it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    New,
    /// The same content was there already.
    Same,
    /// Something else was there, and stays.
    Other,
}

/// A file being written.
#[derive(Debug)]
pub struct Fresh<'a> {
    fs: &'a dyn Fs,
    path: PathBuf,
    staging: PathBuf,
    /// `None` once it has its name.
    file: Option<Box<dyn OpenFile>>,
}

impl<'a> Fresh<'a> {
    /// Begins the file that is to be at `path`; `mark` tells writers of the same name apart.
    pub fn create(fs: &'a dyn Fs, path: &Path, mark: u32) -> Result<Self, FsError> {
        let Some(name) = path.file_name() else {
            let none = io::Error::from(io::ErrorKind::InvalidInput);
            return Err(FsError::io(Op::Create, path, none));
        };
        fs::create_dirs(fs, fs::parent(path))?;
        let name = format!("{STAGING_PREFIX}{mark}-{}", name.to_string_lossy());
        let staging = fs::parent(path).join(name);
        let file = match fs.create_new(&staging) {
            Err(error) if error.is_already_there() => {
                // Left by a program that ended in the middle of it and had the same mark.
                fs.remove_file(&staging)?;
                fs.create_new(&staging)?
            }
            made => made?,
        };
        let file = Some(file);
        Ok(Self { fs, path: path.to_owned(), staging, file })
    }

    /// Makes the content durable and gives it its name, unless something is there.
    pub fn keep(mut self) -> Result<Kept, FsError> {
        if let Some(file) = &mut self.file {
            file.sync_all()?;
        }
        match self.fs.rename_new(&self.staging, &self.path) {
            Ok(()) => {
                self.file = None;
                self.fs.sync_dir(fs::parent(&self.path))?;
                Ok(Kept::New)
            }
            Err(error) if error.is_already_there() => {
                Ok(if self.is_same()? { Kept::Same } else { Kept::Other })
            }
            Err(error) => Err(error),
        }
    }

    fn is_same(&self) -> Result<bool, FsError> {
        let (ours, theirs) = (self.fs.open_read(&self.staging)?, self.fs.open_read(&self.path)?);
        if ours.len != theirs.len {
            return Ok(false);
        }
        let chunk = |from: &mut dyn io::Read| {
            let mut bytes = Vec::with_capacity(CHUNK);
            from.take(CHUNK as u64).read_to_end(&mut bytes).map(|_| bytes)
        };
        let (mut ours, mut theirs) = (ours.bytes, theirs.bytes);
        loop {
            let left = chunk(&mut ours).map_err(|e| FsError::io(Op::Read, &self.staging, e))?;
            let right = chunk(&mut theirs).map_err(|e| FsError::io(Op::Read, &self.path, e))?;
            if left != right || left.is_empty() {
                return Ok(left == right);
            }
        }
    }
}

impl Write for Fresh<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(file) = &mut self.file else { return Ok(0) };
        match file.write_all(bytes) {
            Ok(()) => Ok(bytes.len()),
            // Nobody may take it for a call to try again: a part may be written.
            Err(FsError::Io { source, .. }) if source.kind() != io::ErrorKind::Interrupted => {
                Err(source)
            }
            Err(other) => Err(io::Error::other(other)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Fresh<'_> {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // What cannot be removed is at least not under the name that was asked for.
            let _ = self.fs.remove_file(&self.staging);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::DiskFs;

    fn names(dir: &Path) -> Vec<String> {
        let listed = DiskFs.list(dir).unwrap();
        listed.into_iter().map(|l| l.name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_has_its_name_only_when_it_is_whole_and_replaces_nothing() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("new/answers.csv");
        let begin = |text: &str| {
            let mut file = Fresh::create(&DiskFs, &path, 7).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file
        };
        drop(begin("half"));
        assert_eq!(names(path.parent().unwrap()), [""; 0], "nothing half-written is left");
        let long = "行\n".repeat(CHUNK);
        assert_eq!(begin(&long).keep().unwrap(), Kept::New);
        assert_eq!(begin(&long).keep().unwrap(), Kept::Same);
        let other = long.replacen('行', "列", 1);
        assert_eq!(begin(&other).keep().unwrap(), Kept::Other);
        assert_eq!(begin("").keep().unwrap(), Kept::Other);
        assert_eq!(names(path.parent().unwrap()), ["answers.csv"]);
        assert_eq!(DiskFs.read(&path, u64::MAX - 1).unwrap(), long.as_bytes());
    }
}
