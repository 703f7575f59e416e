//! First run: who the society and the people are.
//!
//! It decides nothing about what a society may be called or who may do what; that is asked of
//! `app` when the form is sent.

mod update;
mod view;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) use self::update::update;
pub(super) use self::view::view;
use super::editor::Editor;
use super::msg::Choice;
use crate::app::setup::{DEFAULT_CHECKLIST, NewSociety};
use crate::domain::answer::limit;
use crate::domain::period::Cycle;
use crate::domain::society::{Auditor, People, Seat};

/// The fields, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Checklist,
    Name,
    Inspector,
    Officer,
    Appointed,
    Elected,
    Cycle,
}

impl Field {
    const ALL: [Self; 7] = [
        Self::Checklist,
        Self::Name,
        Self::Inspector,
        Self::Officer,
        Self::Appointed,
        Self::Elected,
        Self::Cycle,
    ];

    /// Whether one of a few values is picked instead of text typed.
    const fn is_choice(self) -> bool {
        matches!(self, Self::Checklist | Self::Cycle)
    }

    /// Whether nothing can be begun without it.
    const fn is_required(self) -> bool {
        matches!(self, Self::Name | Self::Inspector | Self::Officer)
    }
}

/// What is typed and picked so far.
#[derive(Debug, Clone)]
pub struct State {
    /// The folder that is set up.
    root: PathBuf,
    choices: Vec<Choice>,
    /// Index into `choices`.
    checklist: usize,
    cycle: Cycle,
    texts: BTreeMap<Field, Editor>,
    focus: Field,
    /// The name that came with the checklist; another checklist may replace it.
    filled: String,
    /// The form is on its way to the disk.
    sent: bool,
}

impl State {
    pub(super) fn new(root: PathBuf) -> Self {
        let fields = Field::ALL.into_iter().filter(|field| !field.is_choice());
        Self {
            root,
            choices: Vec::new(),
            checklist: 0,
            cycle: Cycle::default(),
            texts: fields.map(|field| (field, Editor::line("", limit::LINE))).collect(),
            focus: Field::Checklist,
            filled: String::new(),
            sent: false,
        }
    }

    /// The checklists there are; the base for any society is picked first.
    pub(super) fn offer(&mut self, choices: Vec<Choice>) {
        self.choices = choices;
        let base = self.choices.iter().position(|choice| choice.id == DEFAULT_CHECKLIST);
        self.take(base.unwrap_or(0));
    }

    /// Writing was refused; the form can be sent again.
    pub(super) fn refused(&mut self) {
        self.sent = false;
    }

    /// True when leaving would lose something a person typed.
    pub(super) fn has_unsaved(&self) -> bool {
        self.texts.iter().any(|(field, editor)| {
            let given = if *field == Field::Name { self.filled.as_str() } else { "" };
            !editor.text().trim().is_empty() && editor.text() != given
        })
    }

    fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", Editor::text)
    }

    /// Picks a checklist, and fills in the society it was made for unless another was typed.
    fn take(&mut self, checklist: usize) {
        let Some(choice) = self.choices.get(checklist) else { return };
        self.checklist = checklist;
        let name = self.text(Field::Name);
        if name.trim().is_empty() || name == self.filled {
            self.filled.clone_from(&choice.society);
            self.texts.insert(Field::Name, Editor::line(&choice.society, limit::LINE));
        }
    }

    /// The required names that are still blank, in the order of the fields.
    fn missing(&self) -> impl Iterator<Item = Field> {
        let fields = Field::ALL.into_iter().filter(|field| field.is_required());
        fields.filter(|field| self.text(*field).trim().is_empty())
    }

    fn people(&self) -> People {
        let seats = [(Field::Appointed, Seat::Appointed), (Field::Elected, Seat::Elected)];
        let named = seats.into_iter().filter(|(field, _)| !self.text(*field).trim().is_empty());
        People {
            inspector: self.text(Field::Inspector).to_owned(),
            officer: self.text(Field::Officer).to_owned(),
            auditors: named
                .map(|(field, seat)| Auditor { name: self.text(field).to_owned(), seat })
                .collect(),
        }
    }

    fn society(&self) -> NewSociety {
        let text = |field| self.text(field).to_owned();
        NewSociety {
            name: text(Field::Name),
            checklist: self.choices.get(self.checklist).map(|choice| choice.id.clone()),
            inspector: text(Field::Inspector),
            officer: text(Field::Officer),
            auditors: vec![text(Field::Appointed), text(Field::Elected)],
            cycle: self.cycle,
        }
    }
}
