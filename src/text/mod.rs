//! Japanese text as a terminal needs it: widths, line breaks, safe printing, search.
//!
//! A leaf: every layer may use it and it names none of them. It does no I/O, knows no
//! ratatui and never changes what is stored; everything here returns a new form to show.

pub mod base64;
mod difference;
mod fold;
mod typed;
mod visible;
mod width;
mod wrap;

pub use difference::{Mark, Run, difference};
pub use fold::{contains, fold};
pub use typed::{composed, typed, typed_line};
pub use visible::{display, is_shown, line, visible};
pub use width::{Align, cells, clip, fit, grapheme_cells, pad};
pub use wrap::{wrap, wrap_by, wrapped};
