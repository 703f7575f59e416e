//! tenken: the periodic self-inspection of personal-information safety measures.
//!
//! The layers are told in ARCHITECTURE.md; each names only those below it.

pub mod domain;
pub mod report;
pub mod text;
pub mod words;
