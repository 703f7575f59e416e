//! The append-only journal of one period: one write and one sync per event.
//!
//! It neither knows nor checks what an event means, never rewrites what stands in the file, and
//! never says that something is saved before the disk has said so.

mod block;
mod line;

use std::path::{Path, PathBuf};

pub use block::{Block, Damage};
pub use line::{BodyFault, BodyFaultAt, check_body, line, quote, value};

use super::encoding;
use super::fs::{self, FileName, Fs, FsError, OpenFile};
use super::names::PeriodName;
use block::{Check, Flaw, Text};

/// The file in the folder of a draft, and in a sealed entry.
pub const JOURNAL: &str = "journal.toml";
/// What a journal is called until it is complete.
const STAGING: &str = ".staging-journal.toml";
/// The largest journal read or written, in bytes.
pub const MAX_JOURNAL: u64 = 64 << 20;
/// How many torn tails of one time stamp are set aside before giving up.
const MAX_TORN: u32 = 99;

/// A journal open for appending.
///
/// After a failed sync it refuses everything: the kernel may have dropped the bytes and would
/// report success the next time (the PostgreSQL project describes this as "fsyncgate"). Only
/// opening anew, which reads what is there, ends that state.
#[derive(Debug)]
pub struct Journal {
    file: Box<dyn OpenFile>,
    path: PathBuf,
    length: u64,
    seq: u64,
    check: Check,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Writable,
    /// What stands at the end of the file is in doubt.
    Doubtful,
}

/// A journal opened for writing and what it holds.
#[derive(Debug)]
pub struct Opened {
    pub journal: Journal,
    pub period: PeriodName,
    pub blocks: Vec<Block>,
    pub torn: Option<Torn>,
}

/// A torn tail that was set aside; the people concerned must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// Where the bytes are now, beside the journal.
    pub file: FileName,
    pub bytes: usize,
}

/// What a journal holds, read without changing anything.
#[derive(Debug)]
pub struct Contents {
    pub period: PeriodName,
    pub blocks: Vec<Block>,
    /// Length of a torn tail that is left in place, in bytes.
    pub torn_bytes: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Fs(#[from] FsError),
    #[error("there is no journal {}", file.display())]
    Missing { file: PathBuf },
    #[error("there already is a journal {}", file.display())]
    Exists { file: PathBuf },
    #[error("{} has format {format}, newer than this program", file.display())]
    Newer { file: PathBuf, format: u64 },
    /// `line` is where the block that cannot be trusted begins, `seq` the number it should
    /// have; 0 is the header.
    #[error("{}, line {line}, block {seq}: {what}", file.display())]
    Damaged { file: PathBuf, line: usize, seq: u64, what: Damage },
    #[error("line {} of the event: {}", .0.line, .0.fault)]
    Body(BodyFaultAt),
    #[error("the journal would grow beyond {MAX_JOURNAL} bytes")]
    Full,
    /// The event is not in the journal; the next one may be tried.
    #[error("the event was not written: {0}")]
    NotWritten(FsError),
    /// Nobody knows whether the event is in the journal.
    #[error("the event may not be on the disk: {0}")]
    NotSynced(FsError),
    #[error("an earlier event may not be on the disk; open the journal anew")]
    ReadOnly,
    #[error("the journal has {found} bytes instead of {expected}: someone else wrote to it")]
    ChangedElsewhere { expected: u64, found: u64 },
    #[error("{MAX_TORN} torn tails of {stamp} are already set aside")]
    TooManyTorn { stamp: FileName },
}

impl Journal {
    /// Starts the journal of a period in `dir` with its first event, making `dir` as needed.
    ///
    /// The file appears complete or not at all.
    pub fn create(
        fs: &dyn Fs,
        dir: &Path,
        period: &PeriodName,
        first_body: &str,
    ) -> Result<Self, JournalError> {
        check_body(first_body).map_err(JournalError::Body)?;
        let (path, staging) = (dir.join(JOURNAL), dir.join(STAGING));
        fs::create_dirs(fs, dir)?;
        match fs.metadata(&path) {
            Ok(_) => return Err(JournalError::Exists { file: path }),
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error.into()),
        }
        match fs.remove_file(&staging) {
            Err(error) if !error.is_not_found() => return Err(error.into()),
            _ => {}
        }
        let (header, check) = block::header(period);
        let (first, check) = block::block(&check, 1, first_body);
        let text = [header, first].concat();
        let mut file = fs.create_new(&staging)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs.rename_new(&staging, &path)?;
        fs::sync_upwards(fs, dir)?;
        let file = fs.open_append(&path)?;
        Ok(Self { file, path, length: text.len() as u64, seq: 1, check, state: State::Writable })
    }

    /// Opens the journal in `dir` for writing.
    ///
    /// A torn tail is first copied to `journal.torn-<stamp>` and synced there, then cut off.
    /// Damage elsewhere is an error, and nothing is touched.
    pub fn open(fs: &dyn Fs, dir: &Path, stamp: &FileName) -> Result<Opened, JournalError> {
        let path = dir.join(JOURNAL);
        let (bytes, text) = load(fs, &path)?;
        let tail = &bytes[text.sound..];
        let torn = if tail.is_empty() { None } else { Some(set_aside(fs, dir, stamp, tail)?) };
        let mut file = fs.open_append(&path)?;
        let length = text.sound as u64;
        if torn.is_some() {
            file.truncate(length)?;
        }
        // What was read may stand in memory only, if the last run was killed before its sync.
        file.sync_data()?;
        fs::sync_upwards(fs, dir)?;
        let Text { period, blocks, check, .. } = text;
        let seq = blocks.len() as u64;
        let journal = Self { file, path, length, seq, check, state: State::Writable };
        Ok(Opened { journal, period, blocks, torn })
    }

    /// Reads the journal in `dir`, a draft's or a sealed entry's, and changes nothing.
    pub fn read(fs: &dyn Fs, dir: &Path) -> Result<Contents, JournalError> {
        let (bytes, text) = load(fs, &dir.join(JOURNAL))?;
        let torn_bytes = bytes.len() - text.sound;
        Ok(Contents { period: text.period, blocks: text.blocks, torn_bytes })
    }

    /// Appends one event and returns its number once it is durable.
    ///
    /// `body` is lines of `key = value` as [`check_body`] wants them, best made by [`line()`].
    pub fn append(&mut self, body: &str) -> Result<u64, JournalError> {
        if self.state == State::Doubtful {
            return Err(JournalError::ReadOnly);
        }
        check_body(body).map_err(JournalError::Body)?;
        let seq = self.seq + 1;
        let (text, check) = block::block(&self.check, seq, body);
        let length = self.length + text.len() as u64;
        if length > MAX_JOURNAL {
            return Err(JournalError::Full);
        }
        let found = self.file.length()?;
        if found != self.length {
            return Err(JournalError::ChangedElsewhere { expected: self.length, found });
        }
        self.write(text.as_bytes())?;
        (self.length, self.seq, self.check) = (length, seq, check);
        Ok(seq)
    }

    /// The number of the last durable event.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Whether the next append can succeed.
    pub fn is_writable(&self) -> bool {
        self.state == State::Writable
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&mut self, text: &[u8]) -> Result<(), JournalError> {
        if let Err(error) = self.file.write_all(text) {
            if self.file.truncate(self.length).is_err() {
                self.state = State::Doubtful;
            }
            return Err(JournalError::NotWritten(error));
        }
        if let Err(error) = self.file.sync_data() {
            self.state = State::Doubtful;
            // Cut back, so that whoever opens next does not build on bytes that only the
            // memory holds. If that fails too, the state stays as doubtful as it is.
            let _ = self.file.truncate(self.length);
            return Err(JournalError::NotSynced(error));
        }
        Ok(())
    }
}

fn load(fs: &dyn Fs, path: &Path) -> Result<(Vec<u8>, Text), JournalError> {
    let file = path.to_owned();
    let bytes = match fs.read(path, MAX_JOURNAL) {
        Ok(bytes) => bytes,
        Err(error) if error.is_not_found() => return Err(JournalError::Missing { file }),
        Err(error) => return Err(error.into()),
    };
    match block::read(&bytes) {
        Ok(text) => Ok((bytes, text)),
        Err(Flaw::Newer { format }) => Err(JournalError::Newer { file, format }),
        Err(Flaw::Damaged { line, seq, what }) => {
            let what = resaved(&bytes).unwrap_or(what);
            Err(JournalError::Damaged { file, line, seq, what })
        }
    }
}

/// What an editor did to the whole file when it was saved with it. A journal has neither a mark
/// nor a carriage return of its own.
fn resaved(bytes: &[u8]) -> Option<Damage> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Some(Damage::Mark);
    }
    if bytes.windows(2).any(|pair| pair == b"\r\n") {
        return Some(Damage::LineEnds);
    }
    // Zeros and damaged bytes are the disk's doing and told by their place.
    let likely = encoding::foreign(bytes)?;
    let named = likely.name().is_some() || starts_as_utf16(bytes);
    named.then_some(Damage::Encoding(likely))
}

fn starts_as_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"f\0") || bytes.starts_with(b"\0f")
}

/// Copies a torn tail to a file of its own, durable before this returns.
fn set_aside(fs: &dyn Fs, dir: &Path, stamp: &FileName, tail: &[u8]) -> Result<Torn, JournalError> {
    let too_many = || JournalError::TooManyTorn { stamp: stamp.clone() };
    for number in 1..=MAX_TORN {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let name: FileName =
            format!("journal.torn-{stamp}{suffix}").parse().map_err(|_| too_many())?;
        let path = dir.join(&name);
        let mut file = match fs.create_new(&path) {
            Ok(file) => file,
            Err(error) if error.is_already_there() => continue,
            Err(error) => return Err(error.into()),
        };
        let written = file.write_all(tail).and_then(|()| file.sync_all());
        if let Err(error) = written.and_then(|()| fs.sync_dir(dir).map(|_| ())) {
            // The tail still stands in the journal; a partial copy would only confuse.
            let _ = fs.remove_file(&path);
            return Err(error.into());
        }
        return Ok(Torn { file: name, bytes: tail.len() });
    }
    Err(too_many())
}
