//! tenken: the periodic self-inspection of personal-information safety measures.
//!
//! The layers are told in ARCHITECTURE.md; each names only those below it.

pub mod app;
pub mod cli;
pub mod domain;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
pub mod words;
