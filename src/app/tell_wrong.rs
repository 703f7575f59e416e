//! What is not as it was sealed, put into words.
//!
//! Which file it is about stands beside it, and is cleaned by whoever prints it.

use super::tell_signature;
use crate::store::seal::SealTextError;
use crate::store::verify::Wrong;
use crate::words::{WrongWords, fill};

/// What is wrong with a file, as part of a sentence without its end.
pub fn tell(words: &WrongWords, what: &Wrong) -> String {
    let entry = |template: &str, entry: &dyn std::fmt::Display| {
        fill(template, &[("entry", &entry.to_string())])
    };
    match what {
        Wrong::Changed { .. } => words.changed.clone(),
        Wrong::Missing => words.missing.clone(),
        Wrong::Extra => words.extra.clone(),
        Wrong::NotRegular { .. } => words.not_regular.clone(),
        Wrong::TooLarge => words.too_large.clone(),
        Wrong::Unreadable { .. } => words.unreadable.clone(),
        Wrong::SealText(SealTextError::NotUtf8) => words.seal_not_utf8.clone(),
        Wrong::SealText(SealTextError::Newer { format }) => {
            fill(&words.seal_newer, &[("format", &format.to_string())])
        }
        Wrong::SealText(SealTextError::Line { line }) => {
            fill(&words.seal_line, &[("line", &line.to_string())])
        }
        Wrong::SealText(SealTextError::NotCanonical) => words.seal_not_canonical.clone(),
        Wrong::Renamed { sealed_as } => entry(&words.renamed, sealed_as),
        Wrong::Misfit { .. } => words.misfit.clone(),
        Wrong::Gap { expected } => fill(&words.gap, &[("n", &expected.to_string())]),
        Wrong::Duplicate { other } => entry(&words.duplicate, other),
        Wrong::NoLink => words.no_link.clone(),
        Wrong::LinkOfFirst { entry: other } => entry(&words.link_of_first, other),
        Wrong::WrongLink { entry: other } => entry(&words.wrong_link, other),
        Wrong::ClockBack { previous } => fill(&words.clock_back, &[("at", &previous.to_string())]),
        Wrong::Signature(bad) => tell_signature::bad(&words.signature, bad),
    }
}
