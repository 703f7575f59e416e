//! What a person sees of a bug: where in the program it is, and whom to tell.
//!
//! Never the panic's own text: it may quote what someone typed, raw and as long as it is.

use std::panic::Location;

use super::context::Speech;
use super::reply::{Reply, put};
use super::{Surroundings, language};
use crate::app::failure::Exit;

/// Puts the place of a bug into words, in the language that is spoken; the words are read now,
/// since nothing can be relied on later.
pub fn teller(from: &Surroundings) -> impl Fn(Option<&Location<'_>>) -> String + use<> {
    let speech = Speech::load(language(from).0).ok();
    move |place| {
        let place = place.map(ToString::to_string).unwrap_or_default();
        match &speech {
            Some(speech) => {
                let told = put(&speech.failure.bug, &[("what", &place)]);
                Reply::refused(&told, Exit::Bug, &speech.words).aside
            }
            None => format!("tenken: {place}\n"),
        }
    }
}
