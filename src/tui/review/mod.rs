//! Before sealing: all gaps at once, each with a jump to its item, and who confirms.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::inspect;
use super::keymap::{Command, Context};
use super::kit::Kit;
use super::step::Step;
use super::update::Input;
use crate::domain::gate::Gap;

#[derive(Debug, Clone)]
pub struct State {
    gaps: Vec<Gap>,
}

impl State {
    pub(super) fn new(_work: &inspect::State, gaps: Vec<Gap>) -> Self {
        Self { gaps }
    }

    pub(super) fn context(&self) -> Context {
        Context::Review
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        &[Command::Jump, Command::Seal, Command::Help, Command::Back]
    }
}

pub(super) fn update(
    state: &mut State,
    _work: &inspect::State,
    _kit: &Kit,
    _size: (u16, u16),
    _input: &Input,
) -> Step {
    let _ = &state.gaps;
    Step::Stay
}

/// Draws the gate and says where text is typed, if it is.
pub(super) fn view(
    _state: &State,
    _work: &inspect::State,
    _kit: &Kit,
    _area: Rect,
    _buf: &mut Buffer,
) -> Option<(u16, u16)> {
    None
}
