//! Why no file with pages came of it, put into words: which font to install, or what to do without.

use super::tell::{Teller, put};
use super::typeface::{FontFault, PrintFailure};
use crate::report::pdf::{PdfError, TypefaceError};
use crate::words::{FontWords, Told};

impl Teller<'_> {
    pub(super) fn print(&self, failure: &PrintFailure) -> Told {
        let words = &self.words.font;
        match failure {
            PrintFailure::NoFont => words.none.clone(),
            PrintFailure::Font { file, what } => {
                let file = file.display().to_string();
                let (told, what) = match what {
                    FontFault::Unreadable(error) => (&words.unreadable, self.io(error)),
                    FontFault::Unfit(why) => (&words.unfit, unfit(words, *why)),
                };
                put(told, &[("file", &file), ("what", &what)])
            }
            PrintFailure::Pdf(PdfError::Words(error)) => {
                put(&self.words.bug, &[("what", &error.to_string())])
            }
            PrintFailure::Pdf(error) => put(&words.refused, &[("what", &error.to_string())]),
        }
    }
}

fn unfit(words: &FontWords, why: TypefaceError) -> String {
    match why {
        TypefaceError::Unreadable => words.no_font.clone(),
        TypefaceError::NoOutlines => words.no_outlines.clone(),
        TypefaceError::Lacks(_) => words.not_japanese.clone(),
        TypefaceError::NotEmbeddable => words.not_embeddable.clone(),
    }
}
