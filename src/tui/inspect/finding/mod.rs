//! The form of a review: what this period says of an open finding, until it is recorded or kept.
//!
//! What a review requires is asked of `domain`; nothing typed is dropped when the turn changes.

mod ask;
mod update;
mod view;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub(in crate::tui) use self::ask::take_back;
pub(super) use self::ask::{after_answer, clear, key};
pub(super) use self::update::{paste, press, save};
pub(super) use self::view::view;
use super::entry::{Entry, Offers};
use crate::app::inspect::Work;
use crate::domain::answer::{Verdict, limit};
use crate::domain::finding::{Finding, FindingId, Review, Turn};
use crate::domain::inspection::ReviewDraft;
use crate::domain::review::ReviewLack;
use crate::domain::typed_date;
use crate::text::typed_line;
use crate::tui::editor::Editor;
use crate::tui::keymap::Context;

/// Characters of a date as typed.
const DATE: usize = 40;

/// One field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Turn,
    /// What was done or why it is not closed; of a closed one, how its effect was checked.
    Text,
    Due,
    DueReason,
    ClosedOn,
    Evidence,
    Confirmer,
}

impl Field {
    /// The field in which a lack is mended.
    pub(super) fn of(lack: ReviewLack) -> Self {
        use ReviewLack as L;
        match lack {
            L::Turn => Self::Turn,
            L::Progress | L::Effect | L::TooLong => Self::Text,
            L::DueReason => Self::DueReason,
            L::DueNotLater => Self::Due,
            L::ClosedOn | L::ClosedOnOutside => Self::ClosedOn,
            L::Evidence | L::TooMany | L::BlankEvidence => Self::Evidence,
            L::Confirmer | L::ConfirmerIsOwner => Self::Confirmer,
        }
    }
}

/// What is being typed of one finding.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) finding: FindingId,
    turn: Option<Turn>,
    pub(super) entry: Entry<Field>,
    /// The verdict just recorded of its item, where that is why the form opened.
    asked: Option<Verdict>,
}

impl Form {
    /// A form that starts from a draft; `offers` is what can be put in with one key.
    pub(super) fn new(finding: FindingId, draft: &ReviewDraft, offers: Offers<Field>) -> Self {
        let review = &draft.review;
        let mut lines: Vec<&str> = review.evidence.iter().map(String::as_str).collect();
        if !draft.evidence_text.is_empty() {
            lines.push(&draft.evidence_text);
        }
        let day = |day: Option<NaiveDate>, typed: &str| {
            let text = day.map_or_else(|| typed.to_owned(), |day| day.to_string());
            Editor::line(&text, DATE)
        };
        let texts = BTreeMap::from([
            (Field::Text, Editor::area(&review.text, limit::TEXT)),
            (Field::Due, day(review.due, &draft.due_text)),
            (Field::DueReason, Editor::area(&review.due_reason, limit::TEXT)),
            (Field::ClosedOn, day(review.closed_on, &draft.closed_text)),
            (Field::Evidence, Editor::area(&lines.join("\n"), limit::LINE * limit::EVIDENCE)),
            (Field::Confirmer, Editor::line(&review.confirmed_by, limit::LINE)),
        ]);
        let entry = Entry::new(texts, Field::Turn, offers);
        Self { finding, turn: review.turn, entry, asked: None }
    }

    /// The same, opened because of what was just recorded of the item.
    pub(super) fn asked(mut self, verdict: Option<Verdict>) -> Self {
        self.asked = verdict;
        self
    }

    pub(super) fn set_turn(&mut self, turn: Option<Turn>) {
        self.turn = turn;
        if !self.fields().contains(&self.entry.focus()) {
            self.entry.focus_on(Field::Turn);
        }
    }

    /// To the first field that is lacking, or to the first that is written in.
    pub(super) fn begin(&mut self) {
        self.entry.focus_on(match self.turn {
            None => Field::Turn,
            Some(Turn::Progress) => Field::Text,
            Some(Turn::Close) => Field::ClosedOn,
        });
    }

    pub(super) fn focus_on(&mut self, field: Field) {
        if self.fields().contains(&field) {
            self.entry.focus_on(field);
        }
    }

    /// Where its keys are read.
    pub(super) fn context(&self) -> Context {
        let choice = self.entry.is_picking() || self.entry.focus() == Field::Turn;
        if choice { Context::Choice } else { Context::Form }
    }

    /// The fields of the present turn, in order.
    fn fields(&self) -> &'static [Field] {
        use Field as F;
        match self.turn {
            None => &[F::Turn, F::Text, F::Evidence],
            Some(Turn::Progress) => &[F::Turn, F::Text, F::Due, F::DueReason, F::Evidence],
            Some(Turn::Close) => &[F::Turn, F::ClosedOn, F::Evidence, F::Text, F::Confirmer],
        }
    }

    fn day(&self, field: Field) -> Option<NaiveDate> {
        typed_date::read(self.entry.text(field)).ok()
    }

    /// The field in which something stands that is no date.
    fn bad_date(&self) -> Option<Field> {
        let fields = [Field::Due, Field::ClosedOn].into_iter();
        let mut here = fields.filter(|field| self.fields().contains(field));
        here.find(|f| !self.entry.text(*f).trim().is_empty() && self.day(*f).is_none())
    }

    fn everything(&self) -> Review {
        let mut evidence: Vec<String> = Vec::new();
        for line in self.entry.text(Field::Evidence).lines().map(typed_line) {
            if !line.is_empty() && !evidence.contains(&line) {
                evidence.push(line);
            }
        }
        let text = |field| self.entry.text(field).trim_end().to_owned();
        Review {
            turn: self.turn,
            text: text(Field::Text),
            due: self.day(Field::Due),
            due_reason: text(Field::DueReason),
            closed_on: self.day(Field::ClosedOn),
            evidence,
            confirmed_by: typed_line(self.entry.text(Field::Confirmer)),
        }
    }

    /// The review as it would be recorded: without what only the other turn needs.
    pub(super) fn review(&self) -> Review {
        let everything = self.everything();
        match self.turn {
            Some(turn) => everything.with_turn(turn),
            None => everything,
        }
    }

    /// All that is typed, whatever the turn, to go on with later.
    pub(super) fn draft(&self) -> ReviewDraft {
        let typed = |field| match self.day(field) {
            Some(_) => String::new(),
            None => self.entry.text(field).to_owned(),
        };
        ReviewDraft {
            review: self.everything(),
            due_text: typed(Field::Due),
            closed_text: typed(Field::ClosedOn),
            evidence_text: String::new(),
        }
    }
}

/// The day on which the inspection was opened, references of this period, and the people who may
/// confirm: never the owner.
pub(super) fn offers(work: &Work, finding: &Finding, today: NaiveDate) -> Offers<Field> {
    let mut offers = Offers::default();
    offers.add(Field::ClosedOn, &today.to_string(), None);
    let answer = work.inspection.answer(&finding.id.item);
    for evidence in &answer.evidence {
        offers.add(Field::Evidence, &evidence.text, None);
    }
    for (text, _) in work.inspection.references() {
        offers.add(Field::Evidence, text, None);
    }
    for example in work.checklist.item(&finding.id.item).iter().flat_map(|item| &item.evidence) {
        offers.add(Field::Evidence, example, None);
    }
    let people = &work.society.people;
    for name in [&people.officer, &people.inspector] {
        if !crate::domain::society::is_one_person(name, &finding.owner) {
            offers.add(Field::Confirmer, name, None);
        }
    }
    offers
}
