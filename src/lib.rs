//! t

pub mod text;
