//! Home: the society, this period, what is overdue, what is sealed.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::kit::Kit;
use super::step::Step;
use super::update::Input;
use crate::app::overview::Overview;

#[derive(Debug, Clone)]
pub struct State {
    overview: Arc<Overview>,
}

impl State {
    pub(super) fn new(overview: Arc<Overview>) -> Self {
        Self { overview }
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self) -> String {
        self.overview.society.name.clone()
    }
}

pub(super) fn update(_state: &mut State, _kit: &Kit, _size: (u16, u16), _input: &Input) -> Step {
    Step::Stay
}

pub(super) fn view(_state: &State, _kit: &Kit, _area: Rect, _buf: &mut Buffer) {}
