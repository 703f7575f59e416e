//! A sheet as a PDF file for printing and filing: A4, PDF/A-3a, the font embedded.
//!
//! Values in, bytes out, and the same bytes for the same values: it looks for no font, asks no
//! clock and draws no random number. The path of a block: `setter` measures and breaks it with
//! `letters`, `pages` finds its place, `file` writes it.

mod ask;
mod chart;
mod file;
mod form;
mod grid;
mod ink;
mod letters;
mod notice;
mod pages;
mod parts;
mod row;
mod running;
mod setter;
mod told;
mod typeface;
mod writing;

use chrono::{DateTime, FixedOffset};

use super::sheet::Sheet;
use crate::words::{PdfWords, WordsError};
pub use typeface::{Face, Typeface, TypefaceError};

/// What the file says of itself, and what it carries.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The date of the document.
    pub at: DateTime<FixedOffset>,
    /// Files in the file, in their order; no two of one name.
    pub attached: &'a [Attached<'a>],
}

/// A file that the document was made from.
#[derive(Debug, Clone, Copy)]
pub struct Attached<'a> {
    pub name: &'a str,
    /// Such as `text/plain`.
    pub mime: &'a str,
    pub bytes: &'a [u8],
    /// What it is, for whoever sees the list of attachments.
    pub about: &'a str,
}

#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The level of PDF/A asks for something that the font or the text does not allow.
    #[error("no PDF/A file comes of this: {0}")]
    Refused(String),
    /// A name that is there twice, or a kind of file that is none.
    #[error("{name} cannot be attached")]
    Attachment { name: String },
    #[error(transparent)]
    Words(#[from] WordsError),
}

/// The whole sheet as one file.
pub fn pdf(sheet: &Sheet, typeface: &Typeface, about: &About<'_>) -> Result<Vec<u8>, PdfError> {
    let words = PdfWords::load(sheet.lang)?;
    let unreadable = || PdfError::Refused("the font cannot be read".into());
    let letters = letters::Letters::new(typeface).ok_or_else(unreadable)?;
    let setter = setter::Setter::new(&letters, &words);
    let (pages, parts) = setter.pages(sheet);
    file::file(sheet, (&pages, parts), (typeface, &letters), about)
}
