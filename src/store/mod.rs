//! The files: what they look like and how they are read and written.
//!
//! The only layer that knows stored shapes; it holds no words and no rules of its own.

pub mod checklists;
