//! What every screen draws with and none changes: words, keys, theme, borders.

use ratatui::style::Style;

use super::keymap::{Keymap, KeymapError};
use super::paint::BorderSet;
use super::theme::{Theme, ThemeError};
use crate::domain::answer::Verdict;
use crate::words::{
    ChecklistWords, ChromeWords, ComparisonWords, CorrectionWords, DocumentWords, EvidenceMarks,
    FailureWords, Lang, ScreenWords, SuccessionWords, Terms, WordsError, WrongWords,
};

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
    pub wrong: WrongWords,
    pub comparison: ComparisonWords,
    pub correction: CorrectionWords,
    pub document: DocumentWords,
    pub checklist: ChecklistWords,
    pub succession: SuccessionWords,
    pub evidence: EvidenceMarks,
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
    /// The style of a verdict; `None` is 未点検.
    pub(super) fn style_of(&self, verdict: Option<Verdict>) -> Style {
        match verdict {
            Some(Verdict::Ok) => self.theme.ok,
            Some(Verdict::Ng) => self.theme.ng,
            Some(Verdict::Na) => self.theme.na,
            Some(Verdict::Unverified) => self.theme.unverified,
            None => self.theme.open,
        }
    }

    /// The mark of a verdict in a list; all marks take the same cells.
    pub(super) fn mark_of(&self, verdict: Option<Verdict>) -> &str {
        let marks = &self.theme.marks;
        match verdict {
            Some(Verdict::Ok) => &marks.ok,
            Some(Verdict::Ng) => &marks.ng,
            Some(Verdict::Na) => &marks.na,
            Some(Verdict::Unverified) => &marks.unverified,
            None => &marks.open,
        }
    }

    pub fn load(lang: Lang, look: Look<'_>) -> Result<Self, KitError> {
        Ok(Self {
            lang,
            chrome: ChromeWords::load(lang)?,
            words: ScreenWords::load(lang)?,
            terms: Terms::load(lang)?,
            failures: FailureWords::load(lang)?,
            wrong: WrongWords::load(lang)?,
            comparison: ComparisonWords::load(lang)?,
            correction: CorrectionWords::load(lang)?,
            document: DocumentWords::load(lang)?,
            checklist: ChecklistWords::load(lang)?,
            succession: SuccessionWords::load(lang)?,
            evidence: EvidenceMarks::load(lang)?,
            keymap: Keymap::load()?,
            theme: Theme::choose(look.theme, look.no_color)?,
            borders: look.borders,
        })
    }
}
