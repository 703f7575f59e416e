//! Before sealing: all gaps at once, each with a jump to its item; without gaps, what will be
//! sealed and who confirms it.
//!
//! The rules of the gate are asked of `domain`; nothing is decided here.

mod findings;
mod rows;
mod update;
mod view;

use chrono::NaiveDate;

pub(super) use self::update::update;
pub(super) use self::view::view;
use super::editor::Editor;
use super::inspect;
use super::keymap::{Command, Context};
use crate::domain::answer::limit;
use crate::domain::gate::Gap;

#[derive(Debug, Clone)]
pub struct State {
    gaps: Vec<Gap>,
    /// The day on which the gate was asked.
    today: NaiveDate,
    confirmer: Editor,
    /// Whether the cursor is in the field of the confirmer.
    typing: bool,
    /// Index into the choices of the list.
    cursor: usize,
}

impl State {
    /// `confirmer` is who was typed when this gate was left before; else it is the officer.
    pub(super) fn new(
        work: &inspect::State,
        gaps: Vec<Gap>,
        today: NaiveDate,
        confirmer: Option<&str>,
    ) -> Self {
        let officer = &work.work().society.people.officer;
        let confirmer = Editor::line(confirmer.unwrap_or(officer), limit::LINE);
        Self { gaps, today, confirmer, typing: false, cursor: 0 }
    }

    /// Who is typed as the confirmer.
    pub(super) fn confirmer(&self) -> &str {
        self.confirmer.text()
    }

    pub(super) fn context(&self) -> Context {
        if self.typing { Context::Sign } else { Context::Review }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        if self.typing {
            &[C::Seal, C::NextPane, C::Cancel]
        } else if self.gaps.is_empty() {
            &[C::Seal, C::NextPane, C::Jump, C::Back, C::Help]
        } else {
            &[C::Jump, C::Back, C::Help]
        }
    }
}
