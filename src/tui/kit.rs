//! What every screen draws with and none changes: words, keys, theme, borders.

use super::keymap::{Keymap, KeymapError};
use super::paint::BorderSet;
use super::theme::{Theme, ThemeError};
use crate::words::{ChromeWords, FailureWords, Lang, ScreenWords, Terms, WordsError};

/// Data built into the program that turns out to be unusable.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    #[error(transparent)]
    Words(#[from] WordsError),
    #[error(transparent)]
    Keys(#[from] KeymapError),
    #[error(transparent)]
    Theme(#[from] ThemeError),
}

/// Immutable for the life of the interface.
#[derive(Debug, Clone)]
pub struct Kit {
    pub lang: Lang,
    pub chrome: ChromeWords,
    pub words: ScreenWords,
    pub terms: Terms,
    pub failures: FailureWords,
    pub keymap: Keymap,
    pub theme: Theme,
    pub borders: BorderSet,
}

/// How the screen is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look<'a> {
    pub theme: &'a str,
    /// The value of `NO_COLOR`, where it is set.
    pub no_color: Option<&'a str>,
    pub borders: BorderSet,
}

impl Kit {
    pub fn load(lang: Lang, look: Look<'_>) -> Result<Self, KitError> {
        Ok(Self {
            lang,
            chrome: ChromeWords::load(lang)?,
            words: ScreenWords::load(lang)?,
            terms: Terms::load(lang)?,
            failures: FailureWords::load(lang)?,
            keymap: Keymap::load()?,
            theme: Theme::choose(look.theme, look.no_color)?,
            borders: look.borders,
        })
    }
}
