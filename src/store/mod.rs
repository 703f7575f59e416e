//! Files: the only module that touches the disk.
//!
//! It holds no words a person reads and no rule of the inspection itself.

pub mod checklists;
pub mod digest;
pub mod encoding;
pub mod fresh;
pub mod fs;
pub mod grid;
pub mod hashing;
pub mod journal;
pub mod ledger;
pub mod lock;
pub mod names;
mod plain;
pub mod root;
pub mod seal;
pub mod shape;
pub mod sign;
pub mod verify;
