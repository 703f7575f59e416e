//! t

pub mod text;
pub mod tui;
