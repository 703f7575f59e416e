//! The terminal interface.

pub mod editor;
pub mod keymap;
pub mod paint;
pub mod theme;
