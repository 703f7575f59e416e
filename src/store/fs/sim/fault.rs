//! What a step is, and how it can fail.
//!
//! Which one fails when is for the disk to keep.

use std::io;
use std::path::PathBuf;

use super::Op;

/// One call of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub op: Op,
    /// The path that an error of it would name.
    pub path: PathBuf,
}

/// How a step fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// `ENOSPC`
    NoSpace,
    /// `EIO`
    Device,
    /// `EROFS`
    ReadOnly,
    /// `EACCES`
    Denied,
    /// `EINTR`
    Interrupted,
}

impl Failure {
    pub const ALL: [Self; 5] =
        [Self::NoSpace, Self::Device, Self::ReadOnly, Self::Denied, Self::Interrupted];

    pub(super) fn error(self) -> io::Error {
        match self {
            Self::NoSpace => io::ErrorKind::StorageFull.into(),
            Self::Device => io::Error::other("input/output error"),
            Self::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
            Self::Denied => io::ErrorKind::PermissionDenied.into(),
            Self::Interrupted => io::ErrorKind::Interrupted.into(),
        }
    }
}

/// How much of a failing write reaches the file all the same, or of a failing read the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Nothing,
    Half,
    AllButOne,
    All,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Half, Self::AllButOne, Self::All];

    pub(super) fn of(self, len: usize) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Half => len / 2,
            Self::AllButOne => len.saturating_sub(1),
            Self::All => len,
        }
    }
}
