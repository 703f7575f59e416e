//! The form that is open, whatever it is about: both kinds are kept and closed alike.

use super::entry::Formed;
use super::{finding, form};
use crate::domain::inspection::Change;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;

#[derive(Debug, Clone)]
pub(super) enum AnyForm {
    Answer(form::Form),
    Review(finding::Form),
}

impl AnyForm {
    pub(super) fn context(&self) -> Context {
        match self {
            Self::Answer(form) => form.context(),
            Self::Review(form) => form.context(),
        }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        match self.context() {
            _ if self.is_picking() => &[C::Pick, C::Cancel],
            Context::Point => &[C::Take, C::Complete, C::Cancel],
            Context::Evidence => &[
                C::Save,
                C::NextField,
                C::PointFile,
                C::Candidates,
                C::LastDay,
                C::Cancel,
                C::Help,
            ],
            _ => &[C::Save, C::NextField, C::Candidates, C::Cancel, C::Help],
        }
    }

    pub(super) fn is_picking(&self) -> bool {
        match self {
            Self::Answer(form) => form.entry.is_picking(),
            Self::Review(form) => form.entry.is_picking(),
        }
    }

    /// True while something typed has not been asked to be kept.
    pub(super) fn is_unkept(&self) -> bool {
        match self {
            Self::Answer(form) => form.entry.is_unkept(),
            Self::Review(form) => form.entry.is_unkept(),
        }
    }

    /// Called when what is typed was handed over to be kept.
    pub(super) fn kept(&mut self) {
        match self {
            Self::Answer(form) => form.entry.kept(),
            Self::Review(form) => form.entry.kept(),
        }
    }

    /// Called when keeping it failed.
    pub(super) fn not_kept(&mut self) {
        match self {
            Self::Answer(form) => form.entry.not_kept(),
            Self::Review(form) => form.entry.not_kept(),
        }
    }

    /// All that is typed, as a change to be recorded.
    pub(super) fn draft(&self) -> Change {
        match self {
            Self::Answer(form) => Change::Draft { item: form.item.clone(), draft: form.draft() },
            Self::Review(form) => {
                Change::ReviewDraft { finding: form.finding.clone(), draft: form.draft() }
            }
        }
    }

    /// Whether `change` is about the same item or finding.
    pub(super) fn is_about(&self, change: &Change) -> bool {
        match (self, change) {
            (Self::Answer(form), Change::Put { item, .. } | Change::Draft { item, .. }) => {
                form.item == *item
            }
            (
                Self::Review(form),
                Change::Review { finding, .. } | Change::ReviewDraft { finding, .. },
            ) => form.finding == *finding,
            _ => false,
        }
    }

    pub(super) fn press(&mut self, kit: &Kit, width: u16, press: Press) -> Formed {
        match self {
            Self::Answer(open) => form::press(open, kit, width, press),
            Self::Review(open) => finding::press(open, kit, width, press),
        }
    }

    pub(super) fn paste(&mut self, width: u16, text: &str) -> Formed {
        match self {
            Self::Answer(open) => form::paste(open, width, text),
            Self::Review(open) => finding::paste(open, width, text),
        }
    }
}
