//! Checklist files, format 1: a base and what a society puts on top of it.
//!
//! Text in, checklist or faults out. Reading the disk is left to the caller, words to `words`.

mod canonical;
mod catalog;
mod check;
mod expand;
mod keys;
mod overlay;
mod read;
mod refer;
mod revise;
mod rows;
mod source;
mod syntax;
mod tree;

pub use canonical::{canonical, digest, read_canonical};
pub(in crate::store) use syntax::kind as syntax_of;

pub use catalog::{Catalog, CatalogError, FaultyFile, Listed, Origin, State};

pub use crate::domain::changes::{ChecklistDiff, diff};
pub use crate::domain::fault::{Fault, FaultKind, Severity};
pub use crate::domain::lines::position;

/// The newest format of checklist files this program writes and reads.
pub const FORMAT: i64 = 1;

/// A larger file is refused unread: cost grows with size, and a real one has 70 KiB.
pub const MAX_BYTES: usize = 256 * 1024;
