//! A sealed report, read and searched on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keymap::Context;
use super::kit::Kit;
use super::msg::Reading;
use super::step::Step;
use super::update::Input;

#[derive(Debug, Clone)]
pub struct State {
    reading: Reading,
}

impl State {
    pub(super) fn new(reading: Reading) -> Self {
        Self { reading }
    }

    pub(super) fn context(&self) -> Context {
        Context::Report
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self, kit: &Kit) -> String {
        kit.terms.period(self.reading.period)
    }
}

pub(super) fn update(_state: &mut State, _kit: &Kit, _size: (u16, u16), _input: &Input) -> Step {
    Step::Stay
}

/// Draws the report and says where text is typed, if it is.
pub(super) fn view(
    _state: &State,
    _kit: &Kit,
    _area: Rect,
    _buf: &mut Buffer,
) -> Option<(u16, u16)> {
    None
}
