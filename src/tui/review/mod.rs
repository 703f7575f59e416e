//! Before sealing: all gaps at once, each with a jump to its item; without gaps, what will be
//! sealed and who confirms it.
//!
//! The rules of the gate are asked of `domain`; nothing is decided here.

mod comment;
mod corrected;
mod expired;
mod findings;
mod reference;
mod rows;
mod update;
mod view;

use chrono::NaiveDate;

use self::comment::Remark;
pub(super) use self::update::update;
pub(super) use self::view::view;
use super::chrome::Saving;
use super::editor::Editor;
use super::inspect;
use super::keymap::{Command, Context};
use crate::domain::answer::limit;
use crate::domain::gate::Gap;
use crate::domain::inspection::Change;

#[derive(Debug, Clone)]
pub struct State {
    gaps: Vec<Gap>,
    /// The day on which the gate was asked.
    today: NaiveDate,
    confirmer: Editor,
    /// Whether the cursor is in the field of the confirmer.
    typing: bool,
    /// `None` where the society has switched the indicators off.
    remark: Option<Remark>,
    /// Index into the choices of the list.
    cursor: usize,
}

/// What stands in the fields of a gate that was left.
#[derive(Debug, Clone)]
pub struct Typed {
    confirmer: String,
    remark: String,
}

impl State {
    /// `typed` is what was typed when this gate was left before; else the confirmer is the
    /// officer and the comment the one that is recorded.
    pub(super) fn new(
        work: &inspect::State,
        gaps: Vec<Gap>,
        today: NaiveDate,
        typed: Option<&Typed>,
    ) -> Self {
        let officer = &work.work().society.people.officer;
        let confirmer = typed.map_or(officer, |typed| &typed.confirmer);
        let confirmer = Editor::line(confirmer, limit::LINE);
        let recorded = work.work().inspection.comment();
        let remark = typed.map_or(recorded, |typed| &typed.remark);
        let remark = work.work().society.indicators.then(|| Remark::new(remark));
        Self { gaps, today, confirmer, typing: false, remark, cursor: 0 }
    }

    /// What is typed, for when this gate is shown again.
    pub(super) fn typed(&self) -> Typed {
        let remark = self.remark.as_ref().map_or("", Remark::text);
        let confirmer = self.confirmer.text();
        Typed { confirmer: confirmer.to_owned(), remark: remark.to_owned() }
    }

    /// A comment that is not on the disk yet, as the change that puts it there.
    pub(super) fn comment_to_keep(&self, work: &inspect::State) -> Option<Change> {
        self.remark.as_ref().and_then(|remark| remark.to_keep(work))
    }

    /// Whether the cursor is in the comment.
    fn is_commenting(&self) -> bool {
        self.remark.as_ref().is_some_and(Remark::is_open)
    }

    /// 「保存済」 is not said while a comment is typed and not on the disk.
    pub(super) fn saving(&self, work: &inspect::State) -> Saving {
        match work.saving() {
            Saving::Saved if self.comment_to_keep(work).is_some() => Saving::Unsaved,
            saving => saving,
        }
    }

    pub(super) fn context(&self) -> Context {
        if self.is_commenting() {
            Context::Remark
        } else if self.typing {
            Context::Sign
        } else {
            Context::Review
        }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        if self.is_commenting() {
            &[C::Save, C::Cancel]
        } else if self.typing {
            &[C::Seal, C::NextPane, C::Cancel]
        } else if self.gaps.is_empty() && self.remark.is_none() {
            &[C::Seal, C::NextPane, C::Jump, C::Back, C::Help]
        } else if self.gaps.is_empty() {
            &[C::Seal, C::NextPane, C::Comment, C::Jump, C::Back, C::Help]
        } else {
            &[C::Jump, C::Back, C::Help]
        }
    }
}
