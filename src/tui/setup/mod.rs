//! First run: who the society and the people are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keymap::Context;
use super::kit::Kit;
use super::msg::Choice;
use super::step::Step;
use super::update::Input;

#[derive(Debug, Clone)]
pub struct State {
    choices: Vec<Choice>,
}

impl State {
    pub(super) fn new(choices: Vec<Choice>) -> Self {
        Self { choices }
    }

    /// Writing was refused; the form can be sent again.
    pub(super) fn refused(&mut self) {}

    pub(super) fn context(&self) -> Context {
        Context::Setup
    }
}

pub(super) fn update(_state: &mut State, _kit: &Kit, _size: (u16, u16), _input: &Input) -> Step {
    Step::Stay
}

/// Draws the form and says where text is typed.
pub(super) fn view(
    state: &State,
    _kit: &Kit,
    _area: Rect,
    _buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let _ = &state.choices;
    None
}
