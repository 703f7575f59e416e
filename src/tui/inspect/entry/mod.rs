//! What every form of an inspection is made of: fields, the one the cursor is in, candidates, and
//! how much of what is typed has not been kept.
//!
//! Which fields there are and what they mean is up to the form.

mod view;

use std::collections::BTreeMap;

pub(in crate::tui) use self::view::{Shown, text_width, view};
use crate::domain::period::Period;
use crate::tui::editor::{EditKey, Edited, Editor};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::look::LookAt;
use crate::tui::step::Notice;

/// Characters that may be typed before what is typed is kept as a draft on the disk.
const KEEP_AFTER: usize = 40;
/// The most that is offered for a field.
const MOST: usize = 20;

/// What a form wishes.
#[derive(Debug, Clone)]
pub(in crate::tui) enum Formed {
    Stay,
    Tell(Notice),
    /// Enough was typed to be kept on the disk.
    Keep,
    Save,
    Close,
    /// Something about a file is asked.
    Look(LookAt),
}

/// One text to put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Offer {
    pub(in crate::tui) text: String,
    /// Taken over from this period; the mark stays with it.
    pub(in crate::tui) carried: Option<Period>,
}

/// What can be put into fields with one key, best first.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Offers<F>(BTreeMap<F, Vec<Offer>>);

impl<F> Default for Offers<F> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<F: Ord> Offers<F> {
    pub(in crate::tui) fn add(&mut self, field: F, text: &str, carried: Option<Period>) {
        let list = self.0.entry(field).or_default();
        if !text.is_empty() && list.len() < MOST && list.iter().all(|o| o.text != text) {
            list.push(Offer { text: text.to_owned(), carried });
        }
    }

    fn of(&self, field: &F) -> &[Offer] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }
}

/// A key in a field with a few values to pick from.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui) struct Choosing {
    /// So many values on.
    pub(in crate::tui) by: isize,
    /// The value of that place, from 0.
    pub(in crate::tui) digit: Option<usize>,
    pub(in crate::tui) picked: bool,
}

impl Choosing {
    pub(in crate::tui) fn of(kit: &Kit, press: Press) -> Self {
        let command = kit.keymap.command(Context::Choice, press.key);
        let digit = match kit.keymap.command(Context::Inspection, press.key) {
            Some(Command::VerdictOk) => Some(0),
            Some(Command::VerdictNg) => Some(1),
            Some(Command::VerdictNa) => Some(2),
            Some(Command::VerdictUnverified) => Some(3),
            _ => None,
        };
        let by = match command {
            Some(Command::Left) => -1,
            Some(Command::Right) => 1,
            _ => 0,
        };
        Self { by, digit, picked: command == Some(Command::Pick) }
    }

    /// The value so many places on from the present one, or the one with that number.
    pub(in crate::tui) fn chosen<T: Copy + PartialEq>(
        self,
        all: &[T],
        now: Option<T>,
    ) -> Option<T> {
        if let Some(value) = self.digit.and_then(|digit| all.get(digit)) {
            return Some(*value);
        }
        if self.by == 0 {
            return now;
        }
        let at = now.and_then(|now| all.iter().position(|v| *v == now));
        let to = match at {
            None => 0,
            Some(at) => at.saturating_add_signed(self.by).min(all.len() - 1),
        };
        Some(all[to])
    }
}

/// The fields of a form.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Entry<F> {
    texts: BTreeMap<F, Editor>,
    focus: F,
    /// The cursor in the list of candidates, while it is open.
    picking: Option<usize>,
    /// Changes since the form was opened or last kept.
    unkept: usize,
    /// Everything that could be put in; computed when the form is opened.
    offers: Offers<F>,
}

impl<F: Copy + Ord> Entry<F> {
    pub(in crate::tui) fn new(texts: BTreeMap<F, Editor>, focus: F, offers: Offers<F>) -> Self {
        Self { texts, focus, picking: None, unkept: 0, offers }
    }

    pub(in crate::tui) fn focus(&self) -> F {
        self.focus
    }

    pub(in crate::tui) fn focus_on(&mut self, field: F) {
        self.focus = field;
        self.picking = None;
    }

    pub(in crate::tui) fn is_picking(&self) -> bool {
        self.picking.is_some()
    }

    /// True while something typed has not been asked to be kept.
    pub(in crate::tui) fn is_unkept(&self) -> bool {
        self.unkept > 0
    }

    /// Called when what is typed was handed over to be kept.
    pub(in crate::tui) fn kept(&mut self) {
        self.unkept = 0;
    }

    /// Called when keeping it failed, and when a value was picked.
    pub(in crate::tui) fn not_kept(&mut self) {
        self.unkept = self.unkept.saturating_add(1);
    }

    pub(in crate::tui) fn text(&self, field: F) -> &str {
        self.texts.get(&field).map_or("", Editor::text)
    }

    /// The line that the cursor is in, from 0.
    pub(super) fn line(&self) -> usize {
        let before =
            self.texts.get(&self.focus).map(|e| e.text()[..e.cursor()].matches('\n').count());
        before.unwrap_or(0)
    }

    /// Writes into a field that nobody has written in.
    pub(in crate::tui) fn fill(&mut self, field: F, editor: Editor) {
        if self.text(field).is_empty() {
            self.texts.insert(field, editor);
        }
    }

    /// Keys that do the same in every field.
    pub(in crate::tui) fn common(
        &mut self,
        fields: &[F],
        kit: &Kit,
        context: Context,
        press: Press,
    ) -> Option<Formed> {
        match kit.keymap.command(context, press.key)? {
            Command::Save => Some(Formed::Save),
            Command::Cancel => Some(Formed::Close),
            Command::NextField => Some(self.go(fields, 1)),
            Command::PreviousField => Some(self.go(fields, -1)),
            Command::Candidates => {
                self.picking = (!self.offers.of(&self.focus).is_empty()).then_some(0);
                Some(Formed::Stay)
            }
            Command::Up if context == Context::Choice => Some(self.go(fields, -1)),
            Command::Down if context == Context::Choice => Some(self.go(fields, 1)),
            _ => None,
        }
    }

    /// A key in a text field.
    pub(in crate::tui) fn press(
        &mut self,
        fields: &[F],
        kit: &Kit,
        width: u16,
        press: Press,
    ) -> Formed {
        let arrow = || match kit.keymap.command(Context::Form, press.key) {
            Some(Command::Up) => Some(EditKey::Up),
            Some(Command::Down) => Some(EditKey::Down),
            Some(Command::Left) => Some(EditKey::Left),
            Some(Command::Right) => Some(EditKey::Right),
            _ => None,
        };
        match EditKey::of(&kit.keymap, press).or_else(arrow) {
            Some(key) => self.edit(fields, width, key),
            None => Formed::Stay,
        }
    }

    pub(in crate::tui) fn edit(&mut self, fields: &[F], width: u16, key: EditKey) -> Formed {
        let Some(editor) = self.texts.get_mut(&self.focus) else { return Formed::Stay };
        let newline = key == EditKey::Newline;
        match editor.apply(key.clone(), width) {
            Edited::Full { over } => Formed::Tell(Notice::TextFull { over }),
            Edited::Moved => Formed::Stay,
            Edited::Changed => {
                self.unkept += match key {
                    EditKey::Paste(text) => text.chars().count().max(1),
                    _ => 1,
                };
                if newline || self.unkept >= KEEP_AFTER { Formed::Keep } else { Formed::Stay }
            }
            // At the edge of a field the cursor goes on to the next one; Enter in a line too.
            Edited::Unchanged => match key {
                EditKey::Up => self.go(fields, -1),
                EditKey::Down => self.go(fields, 1),
                EditKey::Newline if !editor.has_lines() => self.go(fields, 1),
                _ => Formed::Stay,
            },
        }
    }

    /// To the next or previous field; the ends hold.
    pub(in crate::tui) fn go(&mut self, fields: &[F], by: isize) -> Formed {
        let at = fields.iter().position(|f| *f == self.focus).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(fields.len().saturating_sub(1));
        if let Some(field) = fields.get(to) {
            self.focus = *field;
        }
        Formed::Stay
    }

    /// Keys while the list of candidates is open; the one that is to be put in.
    pub(in crate::tui) fn pick(&mut self, kit: &Kit, press: Press) -> Option<Offer> {
        let at = self.picking?;
        let offers = self.offers.of(&self.focus);
        match kit.keymap.command(Context::Choice, press.key) {
            Some(Command::Up) => self.picking = Some(at.saturating_sub(1)),
            Some(Command::Down) => {
                self.picking = Some((at + 1).min(offers.len().saturating_sub(1)));
            }
            Some(Command::Cancel | Command::Candidates) => self.picking = None,
            Some(Command::Pick | Command::Open) => {
                let offer = offers.get(at).cloned();
                self.picking = None;
                return offer;
            }
            _ => {}
        }
        None
    }

    /// Puts a text in: on a line of its own where there are lines, else in place of what is there.
    pub(in crate::tui) fn put(&mut self, fields: &[F], width: u16, text: &str) -> Formed {
        let lines = self.texts.get(&self.focus).is_some_and(Editor::has_lines);
        let before = self.text(self.focus);
        let apart = lines && !before.is_empty() && !before.ends_with('\n');
        let text = if apart { format!("\n{text}") } else { text.to_owned() };
        let _ = self.edit(fields, width, EditKey::TextEnd);
        if !lines {
            let _ = self.edit(fields, width, EditKey::EraseToStart);
        }
        self.edit(fields, width, EditKey::Paste(text))
    }
}
