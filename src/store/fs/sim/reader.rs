//! Reading a simulated file: one step, which can fail after a part of the bytes.
//!
//! It shows what the file held when it was opened, whatever is written to it meanwhile.

use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use super::{Op, SimFs};

#[derive(Debug)]
pub(super) struct Reader {
    fs: SimFs,
    path: PathBuf,
    bytes: Cursor<Vec<u8>>,
    state: State,
}

#[derive(Debug, Clone, Copy)]
enum State {
    /// The step is still to be taken.
    Opened,
    /// It succeeded, or its failure was told.
    Flowing,
    /// It fails once this many more bytes are handed over.
    Failing { left: usize, kind: io::ErrorKind },
}

impl Reader {
    pub(super) fn new(fs: &SimFs, path: &Path, bytes: Vec<u8>) -> Self {
        let bytes = Cursor::new(bytes);
        Self { fs: fs.clone(), path: path.to_owned(), bytes, state: State::Opened }
    }

    fn begin(&self) -> State {
        let mut disk = self.fs.disk();
        match disk.call(Op::Read, &self.path) {
            Ok(()) => State::Flowing,
            Err(error) => {
                let left = disk.part_of(self.bytes.get_ref().len());
                State::Failing { left, kind: error.kind() }
            }
        }
    }
}

impl Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if matches!(self.state, State::Opened) {
            self.state = self.begin();
        }
        match self.state {
            State::Failing { left: 0, kind } => {
                // Whoever reads on after an interruption gets the rest, as from a real file.
                if kind == io::ErrorKind::Interrupted {
                    self.state = State::Flowing;
                }
                Err(kind.into())
            }
            State::Failing { left, kind } => {
                let count = left.min(out.len());
                let count = self.bytes.read(&mut out[..count])?;
                self.state = State::Failing { left: left - count, kind };
                Ok(count)
            }
            State::Opened | State::Flowing => self.bytes.read(out),
        }
    }
}
