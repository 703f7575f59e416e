//! What is asked about files of evidence, apart from all other effects: a share that does not
//! answer must keep nothing from being saved.
//!
//! Large files are read piece by piece: each piece is asked for and answered by itself.

use crate::app::evidence::{Names, Told};
use crate::domain::evidence::EvidenceFile;

/// One request; what is asked next with the same ticket goes on with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub ticket: u32,
    pub at: LookAt,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookAt {
    /// Begin to read a file as a person typed it.
    Point(String),
    /// Begin to see what became of a file that was pointed at earlier.
    Known(EvidenceFile),
    /// Read one piece more.
    More,
    /// What a typed beginning can go on with.
    Names(String),
}

/// The answer to a [`Look`].
#[derive(Debug, Clone)]
pub enum Looked {
    File(Told),
    Names(Names),
    /// Another file was begun meanwhile.
    Lapsed,
}
