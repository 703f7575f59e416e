//! What the command line prints, as text made from values.
//!
//! It holds no rules and decides nothing; arguments in, text out.

pub mod checklist;
pub mod checklist_diff;
pub mod snippet;
