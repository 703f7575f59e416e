//! What lies over a screen: help, a question, the result of checking the chain, what changed in
//! the checklist.

mod account;
mod confirm;
mod export;
mod help;
mod passphrase;
pub(super) mod verified;

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keymap::{Context, Press};
use super::model::Model;
use super::step::{Question, Step};
use crate::app::documents::Subject;
use crate::app::editions::Account;
use crate::app::verifying::Verified;
use crate::domain::period::Period;

pub(super) use self::export::{last as last_export, next as next_export};

/// One overlay at most is open.
#[derive(Debug, Clone)]
pub enum Overlay {
    Help {
        of: Context,
        top: usize,
    },
    Confirm(confirm::State),
    Verified {
        result: Arc<Verified>,
        top: usize,
    },
    Passphrase(passphrase::State),
    /// The form in which what is shown becomes a file.
    Export(export::State),
    /// What changed in the checklist, right after a start.
    Account {
        told: Arc<Account>,
        top: usize,
    },
}

impl Overlay {
    pub(super) fn help(of: Context) -> Self {
        Self::Help { of, top: 0 }
    }

    pub(super) fn confirm(question: Question) -> Self {
        Self::Confirm(confirm::State::new(question))
    }

    pub(super) fn passphrase(period: Period, confirmed_by: String, file: PathBuf) -> Self {
        let to = passphrase::To::Seal { confirmed_by };
        Self::Passphrase(passphrase::State::new(period, to, file))
    }

    pub(super) fn audit_passphrase(period: Period, code: String, file: PathBuf) -> Self {
        Self::Passphrase(passphrase::State::new(period, passphrase::To::Audit { code }, file))
    }

    pub(super) fn export(subject: Subject, altered: Vec<String>) -> Self {
        Self::Export(export::State::new(subject, altered))
    }

    pub(super) fn verified(result: Arc<Verified>) -> Self {
        Self::Verified { result, top: 0 }
    }

    pub(super) fn account(told: Arc<Account>) -> Self {
        Self::Account { told, top: 0 }
    }
}

/// The overlay was taken out of the model; what stays open is put back here.
pub(super) fn update(overlay: Overlay, model: &mut Model, press: Press) -> Step {
    match overlay {
        Overlay::Help { of, top } => help::update(model, of, top, press),
        Overlay::Confirm(state) => confirm::update(model, state, press),
        Overlay::Passphrase(state) => passphrase::update(model, state, press),
        Overlay::Export(state) => export::update(model, state, press),
        Overlay::Verified { result, top } => verified::update(model, result, top, press),
        Overlay::Account { told, top } => account::update(model, told, top, press),
    }
}

/// Whether what is pasted is the overlay's: a passphrase must not reach the screen beneath it.
pub(super) fn takes_paste(overlay: &mut Option<Overlay>, text: &str) -> bool {
    let Some(Overlay::Passphrase(state)) = overlay else { return false };
    passphrase::paste(state, text);
    true
}

/// Draws the overlay; where text is typed, says where.
pub(super) fn view(
    overlay: &Overlay,
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    match overlay {
        Overlay::Help { of, top } => help::view(&model.kit, *of, *top, area, buf),
        Overlay::Confirm(state) => confirm::view(&model.kit, state, area, buf),
        Overlay::Export(state) => export::view(&model.kit, state, area, buf),
        Overlay::Passphrase(state) => return passphrase::view(&model.kit, state, area, buf),
        Overlay::Verified { result, top } => {
            verified::view(&model.kit, result, *top, area, buf);
        }
        Overlay::Account { told, top } => account::view(&model.kit, told, *top, area, buf),
    }
    None
}

/// A frame in the middle of `area` for that many rows of text.
fn window(area: Rect, width: u16, rows: usize) -> Rect {
    let width = width.min(area.width.saturating_sub(4)).max(20).min(area.width);
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// The first row at the end of so many rows in a window as high as a terminal of `height` lets
/// it be.
fn last_top(rows: usize, height: u16) -> usize {
    rows.saturating_sub(usize::from(height.saturating_sub(2)))
}

/// The first row shown after a scrolling command; nothing where it is no such command.
fn scrolled(command: super::keymap::Command, top: usize) -> Option<usize> {
    use super::keymap::Command as C;
    Some(match command {
        C::Up => top.saturating_sub(1),
        C::Down => top + 1,
        C::PageUp => top.saturating_sub(10),
        C::PageDown => top + 10,
        C::First => 0,
        _ => return None,
    })
}
