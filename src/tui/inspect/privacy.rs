//! Asking before what looks like personal data is written: nothing leaves a journal again.
//!
//! While it stands in a form and nobody has said that it may, drafts are not kept by themselves;
//! a signal to end keeps them all the same.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::State;
use crate::domain::inspection::Change;
use crate::domain::privacy::{Caution, fresh};
use crate::text::wrapped;
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::step::{Question, Then};
use crate::words::fill;

impl State {
    /// What `change` would add that looks like personal data, unless the writer has allowed it.
    fn unasked(&self, change: &Change) -> Vec<Caution> {
        if self.work.read_only.is_some() {
            return Vec::new();
        }
        let mut found = fresh(self.work.ground(), &self.work.inspection, change);
        found.retain(|caution| !self.allowed.contains(caution));
        found
    }

    /// The same of everything that is typed in the open form.
    pub(super) fn doubts(&self) -> Vec<Caution> {
        self.form.as_ref().map_or(Vec::new(), |form| self.unasked(&form.draft()))
    }

    /// The question before `change` is written and `then` is done, where there is one to ask.
    pub(in crate::tui) fn asks_before(&self, change: &Change, then: Then) -> Option<Question> {
        let found = self.unasked(change);
        (!found.is_empty()).then_some(Question::Personal { found, then })
    }

    /// The same for what is typed in the open form and not kept yet.
    pub(in crate::tui) fn asks_before_keeping(&self, then: Then) -> Option<Question> {
        let form = self.form.as_ref().filter(|form| form.is_unkept())?;
        self.asks_before(&form.draft(), then)
    }

    /// The writer has looked, and it may be written.
    pub(in crate::tui) fn allow(&mut self, found: Vec<Caution>) {
        self.allowed.extend(found);
    }
}

/// Draws what is doubtful at the foot of the form; what is left is for its fields.
pub(in crate::tui) fn warning(
    found: &[Caution],
    kit: &Kit,
    inside: Rect,
    buf: &mut Buffer,
) -> Rect {
    if found.is_empty() {
        return inside;
    }
    let words = &kit.terms.privacy;
    let save = kit.keymap.keys(Context::Form, Command::Save);
    let save = save.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned());
    let text = fill(&words.form, &[("list", &words.list(found)), ("save", &save)]);
    let mut rows = wrapped(&text, inside.width.into());
    rows.truncate(usize::from(inside.height / 3));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(inside.height);
    let left = Rect { height: inside.height - height, ..inside };
    for (y, row) in (left.bottom()..inside.bottom()).zip(&rows) {
        paint::put(buf, inside.x, y, row, inside.width, kit.theme.warn);
    }
    left
}
