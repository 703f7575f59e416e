//! stub
use super::chrome::Saving;
use super::keymap::{Command, Context};
use super::kit::Kit;
use super::step::Step;
use super::update::Input;
use crate::app::{Failure, inspect::Work};
use crate::domain::{
    answer::Answer,
    id::ItemId,
    inspection::{Act, Change, Event},
    period::Period,
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::sync::Arc;
#[derive(Debug, Clone)]
pub struct State {
    pub(super) work: Work,
}
impl State {
    pub(super) fn new(work: Work) -> Self {
        Self { work }
    }
    pub(super) fn work(&self) -> &Work {
        &self.work
    }
    pub(super) fn period(&self) -> Period {
        self.work.inspection.period()
    }
    pub(super) fn about(&self, kit: &Kit) -> String {
        kit.terms.period(self.period())
    }
    pub(super) fn context(&self) -> Context {
        Context::Inspection
    }
    pub(super) fn commands(&self) -> &'static [Command] {
        &[]
    }
    pub(super) fn saving(&self) -> Saving {
        Saving::Saved
    }
    pub(super) fn jump(&mut self, _: &ItemId) {}
    pub(super) fn has_unsaved(&self) -> bool {
        false
    }
    pub(super) fn draft_to_keep(&mut self) -> Option<Change> {
        None
    }
    pub(super) fn answer(&self, i: &ItemId) -> Answer {
        self.work.inspection.answer(i)
    }
    pub(super) fn change(&mut self, _: &ItemId, _: Act, _: Answer) -> Step {
        Step::Stay
    }
}
pub(super) fn update(_: &mut State, _: &Kit, _: (u16, u16), _: &Input) -> Step {
    Step::Stay
}
pub(super) fn recorded(
    _: &mut State,
    _: Result<Event, Arc<Failure>>,
    _: Option<Arc<Failure>>,
) -> Step {
    Step::Stay
}
pub(super) fn view(_: &State, _: &Kit, _: Rect, _: &mut Buffer) -> Option<(u16, u16)> {
    None
}
