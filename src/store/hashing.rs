//! The digest of a file of any size, read piece by piece, so that whoever waits can be told how
//! far it is and can stop.
//!
//! It keeps nothing of what is read, and it knows nothing of evidence.

use std::fmt;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::digest::{Digest, Sum};
use super::fs::{Fs, FsError, Op, Reading};

/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;

/// A regular file whose digest is being made.
pub struct Hashing {
    path: PathBuf,
    reading: Reading,
    sum: Sum,
    read: u64,
}

/// What a file was when it had been read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hashed {
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
    pub modified: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, thiserror::Error)]
pub enum HashError {
    #[error(transparent)]
    Fs(#[from] FsError),
    #[error("{} was written to while it was read", path.display())]
    Changing { path: PathBuf },
}

impl fmt::Debug for Hashing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hashing({} of {} bytes)", self.read, self.reading.len)
    }
}

impl Hashing {
    /// Opens a file; anything but a regular one is refused without waiting on it.
    pub fn open(fs: &dyn Fs, path: &Path) -> Result<Self, FsError> {
        let reading = fs.open_read(path)?;
        Ok(Self { path: path.to_owned(), reading, sum: Sum::default(), read: 0 })
    }

    /// Bytes read so far.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Bytes that the file had when it was opened.
    pub fn size(&self) -> u64 {
        self.reading.len
    }

    /// Reads on for at least `piece` bytes, or to the end; there it gives what was found, unless
    /// the file was written to meanwhile.
    pub fn go_on(&mut self, fs: &dyn Fs, piece: u64) -> Result<Option<Hashed>, HashError> {
        let until = self.read.saturating_add(piece.max(1));
        let mut chunk = vec![0; CHUNK];
        while self.read < until {
            match self.reading.bytes.read(&mut chunk) {
                Ok(0) => return self.end(fs).map(Some),
                Ok(n) => {
                    self.sum.add(&chunk[..n]);
                    self.read += n as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(FsError::io(Op::Read, &self.path, error).into()),
            }
        }
        Ok(None)
    }

    fn end(&mut self, fs: &dyn Fs) -> Result<Hashed, HashError> {
        let now = fs.open_read(&self.path)?;
        let before = (self.reading.len, self.reading.modified);
        if (now.len, now.modified) != before || self.read != before.0 {
            return Err(HashError::Changing { path: self.path.clone() });
        }
        let digest = std::mem::take(&mut self.sum).value();
        Ok(Hashed { digest, size: before.0, modified: before.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::sim::SimFs;

    const FILE: &str = "/f";

    fn placed(bytes: &[u8]) -> SimFs {
        let fs = SimFs::new();
        fs.place_file(Path::new(FILE), bytes);
        fs
    }

    #[test]
    fn pieces_of_any_size_give_the_digest_of_the_whole() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK + 7] {
            let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
            let fs = placed(&bytes);
            for piece in [1, CHUNK as u64, 3 * CHUNK as u64 - 5, u64::MAX] {
                let mut hashing = Hashing::open(&fs, Path::new(FILE)).unwrap();
                let mut steps = 0;
                let found = loop {
                    steps += 1;
                    match hashing.go_on(&fs, piece).unwrap() {
                        Some(found) => break found,
                        None => assert!(hashing.read() <= hashing.size()),
                    }
                };
                assert_eq!(found.digest, Digest::of(&bytes));
                assert_eq!((found.size, hashing.read()), (length as u64, length as u64));
                let most = length.div_ceil(CHUNK) + 1;
                assert!(steps <= most, "{steps} steps of {piece} over {length}");
            }
        }
    }

    #[test]
    fn a_file_that_is_written_to_meanwhile_is_not_told_as_one() {
        let fs = placed(&vec![7; 2 * CHUNK]);
        let mut hashing = Hashing::open(&fs, Path::new(FILE)).unwrap();
        assert!(hashing.go_on(&fs, 1).unwrap().is_none());
        let mut open = fs.open_append(Path::new(FILE)).unwrap();
        open.write_all(b"more").unwrap();
        let end = hashing.go_on(&fs, u64::MAX);
        assert!(matches!(end, Err(HashError::Changing { .. })), "{end:?}");
    }
}
