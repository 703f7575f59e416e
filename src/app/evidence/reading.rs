//! Reading a file for its digest, in pieces: for one that is pointed at, and for one that was.

use std::path::Path;

use super::FileFault;
use super::place::{self, Placed};
use super::typing::{self, Names};
use crate::app::{App, Failure};
use crate::domain::evidence::{EvidenceFile, FileDigest, FilePath, FileState};
use crate::store::hashing::{HashError, Hashed, Hashing};

/// Bytes between two reports of how far it is.
const PIECE: u64 = 2 << 20;

/// Who is told how far a file is: its path, the bytes read, the bytes there are.
pub type Watching<'a> = &'a mut dyn FnMut(&FilePath, u64, u64);

/// How far a file is, or what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Reading {
        read: u64,
        size: u64,
    },
    /// The file that was pointed at, as it is now.
    Pointed(EvidenceFile),
    /// What became of a file that was pointed at earlier.
    Known(FileState),
}

/// Reads one file at a time; whoever has it reads on until it is told what came of it.
#[derive(Debug)]
pub struct Reader {
    app: App,
    underway: Option<Underway>,
}

#[derive(Debug)]
struct Underway {
    hashing: Hashing,
    whose: Whose,
}

#[derive(Debug)]
enum Whose {
    Pointed(FilePath),
    Known(EvidenceFile),
}

impl Reader {
    pub fn new(app: App) -> Self {
        Self { app, underway: None }
    }

    /// Begins with a file as a person typed it, from the folder of the society; lets go of what
    /// was being read.
    pub fn point(&mut self, typed: &str) -> Result<Told, Failure> {
        let given = typing::meant(typed);
        if given.is_empty() {
            return Err(Failure::Evidence { path: given, what: FileFault::NoName });
        }
        let given = place::absolute(&self.app, Path::new(&given), &place::root(&self.app));
        self.begin(&given)
    }

    fn begin(&mut self, given: &Path) -> Result<Told, Failure> {
        self.underway = None;
        let fault = |what| Failure::Evidence { path: place::shown(&self.app, given), what };
        let Placed { open, path } = place::place(&self.app, given).map_err(fault)?;
        let hashing = Hashing::open(self.app.root.fs(), &open);
        let hashing = hashing.map_err(|error| fault(error.into()))?;
        self.underway = Some(Underway { hashing, whose: Whose::Pointed(path) });
        self.go_on()
    }

    /// Begins to look at a file that was pointed at earlier; one of another size is not read.
    pub fn check(&mut self, file: &EvidenceFile) -> Told {
        self.underway = None;
        let Some(open) = place::found(&self.app, &file.path) else {
            return Told::Known(FileState::Missing);
        };
        match Hashing::open(self.app.root.fs(), &open) {
            Ok(hashing) if hashing.size() == file.size => {
                self.underway = Some(Underway { hashing, whose: Whose::Known(file.clone()) });
                self.go_on().unwrap_or(Told::Known(FileState::Missing))
            }
            Ok(_) => Told::Known(FileState::Changed),
            Err(_) => Told::Known(FileState::Missing),
        }
    }

    /// Reads one piece more of the file that is being read.
    pub fn go_on(&mut self) -> Result<Told, Failure> {
        let Some(Underway { hashing, .. }) = &mut self.underway else {
            return Err(Failure::Evidence { path: String::new(), what: FileFault::NoName });
        };
        let gone_on = hashing.go_on(self.app.root.fs(), PIECE);
        if let Ok(None) = gone_on {
            return Ok(Told::Reading { read: hashing.read(), size: hashing.size() });
        }
        match (self.underway.take().map(|underway| underway.whose), gone_on) {
            (Some(Whose::Known(file)), gone_on) => Ok(Told::Known(state(&file, &gone_on))),
            (Some(Whose::Pointed(path)), Ok(Some(found))) => {
                Ok(Told::Pointed(as_file(path, found)))
            }
            (whose, gone_on) => {
                let path = match whose {
                    Some(Whose::Pointed(path)) => path.to_string(),
                    _ => String::new(),
                };
                let what = match gone_on {
                    Err(HashError::Fs(error)) => error.into(),
                    Ok(_) | Err(HashError::Changing { .. }) => FileFault::Changing,
                };
                Err(Failure::Evidence { path, what })
            }
        }
    }

    /// What the typed beginning of a path can go on with.
    pub fn names(&self, typed: &str) -> Names {
        typing::names(&self.app, typed)
    }

    /// Reads to the end, telling how far it is.
    pub(super) fn finish(
        &mut self,
        mut told: Told,
        path: &FilePath,
        watching: Watching<'_>,
    ) -> Result<Told, Failure> {
        while let Told::Reading { read, size } = told {
            watching(path, read, size);
            told = self.go_on()?;
        }
        Ok(told)
    }
}

fn state(file: &EvidenceFile, found: &Result<Option<Hashed>, HashError>) -> FileState {
    match found {
        Ok(Some(found)) if found.digest.to_string() == file.sha256.as_str() => FileState::Same,
        Ok(_) | Err(HashError::Changing { .. }) => FileState::Changed,
        Err(HashError::Fs(_)) => FileState::Missing,
    }
}

fn as_file(path: FilePath, found: Hashed) -> EvidenceFile {
    let hex = found.digest.to_string();
    let sha256 = FileDigest::new(&hex);
    let sha256 = sha256.unwrap_or_else(|| unreachable!("a digest is 64 digits: {hex}"));
    EvidenceFile { path, sha256, size: found.size, modified: found.modified }
}

/// The file at a path from the current folder, read to its end.
pub fn point_at(app: &App, given: &Path, watching: Watching<'_>) -> Result<EvidenceFile, Failure> {
    if given.as_os_str().is_empty() {
        return Err(Failure::Evidence { path: String::new(), what: FileFault::NoName });
    }
    let given = place::absolute(app, given, &app.whereabouts.directory);
    let mut reader = Reader::new(app.clone());
    let told = reader.begin(&given)?;
    finished(reader, told, watching)
}

fn finished(
    mut reader: Reader,
    told: Told,
    watching: Watching<'_>,
) -> Result<EvidenceFile, Failure> {
    let path = match &reader.underway {
        Some(Underway { whose: Whose::Pointed(path), .. }) => Some(path.clone()),
        _ => None,
    };
    let told = match path {
        Some(path) => reader.finish(told, &path, watching)?,
        None => told,
    };
    match told {
        Told::Pointed(file) => Ok(file),
        Told::Reading { .. } | Told::Known(_) => {
            Err(Failure::Evidence { path: String::new(), what: FileFault::NoName })
        }
    }
}
