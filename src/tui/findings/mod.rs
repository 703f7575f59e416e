//! All findings of the society: open ones first, closed ones on request, each with its whole life.
//!
//! Nothing is changed here; a finding is reviewed in the inspection of a period.

mod update;
mod view;

use std::sync::Arc;

pub(super) use self::update::update;
pub(super) use self::view::view;
use super::keymap::Command;
use super::kit::Kit;
use crate::app::findings::{FindingLine, Register};
use crate::domain::finding::FindingId;
use crate::words::fill;

#[derive(Debug, Clone)]
pub struct State {
    register: Arc<Register>,
    /// Whether closed ones are listed too.
    closed: bool,
    /// Index into what is listed.
    cursor: usize,
    /// The first row seen of the whole life of the one under the cursor, while that is read.
    reading: Option<usize>,
}

impl State {
    pub(super) fn new(register: Arc<Register>, at: Option<&FindingId>) -> Self {
        let place = register.list.iter().position(|line| Some(&line.finding.id) == at);
        let closed = place.is_some_and(|place| !register.list[place].finding.is_open());
        Self { register, closed, cursor: place.unwrap_or(0), reading: place.map(|_| 0) }
    }

    /// What is listed, in the order of the register.
    fn listed(&self) -> impl Iterator<Item = &FindingLine> {
        self.register.list.iter().filter(|line| self.closed || line.finding.is_open())
    }

    fn here(&self) -> Option<&FindingLine> {
        self.listed().nth(self.cursor)
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self, kit: &Kit) -> String {
        let (open, overdue) = (self.register.open.to_string(), self.register.overdue.to_string());
        fill(&kit.words.finding.list.about, &[("open", &open), ("overdue", &overdue)])
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        match self.reading {
            Some(_) => &[C::Back, C::PageDown, C::Report, C::Help],
            None => &[C::Open, C::ShowClosed, C::Report, C::Back, C::Help],
        }
    }
}
