//! Keys in the form of a review, and recording it.

use std::sync::Arc;

use super::{Field, Form};
use crate::app::Failure;
use crate::domain::finding::Turn;
use crate::domain::inspection::{Act, Change, Refusal};
use crate::domain::review::review_lacks;
use crate::tui::editor::EditKey;
use crate::tui::effect::Effect;
use crate::tui::inspect::State;
use crate::tui::inspect::entry::{Choosing, Formed};
use crate::tui::inspect::forms::AnyForm;
use crate::tui::keymap::Press;
use crate::tui::kit::Kit;
use crate::tui::step::{Notice, Step, Then};

pub(in crate::tui::inspect) fn press(
    form: &mut Form,
    kit: &Kit,
    width: u16,
    press: Press,
) -> Formed {
    let fields = form.fields();
    if form.entry.is_picking() {
        return match form.entry.pick(kit, press) {
            Some(offer) => form.entry.put(fields, width, &offer.text),
            None => Formed::Stay,
        };
    }
    if let Some(formed) = form.entry.common(fields, kit, form.context(), press) {
        return formed;
    }
    if form.entry.focus() != Field::Turn {
        return form.entry.press(fields, kit, width, press);
    }
    let choosing = Choosing::of(kit, press);
    let next = choosing.chosen(&Turn::ALL, form.turn);
    let changed = next != form.turn;
    form.set_turn(next);
    if changed {
        form.entry.not_kept();
    }
    // One was named by its number, or nothing was left to pick: on to the next field.
    let named = choosing.digit.is_some_and(|digit| digit < Turn::ALL.len());
    if named || (choosing.picked && !changed) {
        return form.entry.go(form.fields(), 1);
    }
    Formed::Stay
}

pub(in crate::tui::inspect) fn paste(form: &mut Form, width: u16, text: &str) -> Formed {
    if form.entry.focus() == Field::Turn || form.entry.is_picking() {
        return Formed::Stay;
    }
    form.entry.edit(form.fields(), width, EditKey::Paste(text.to_owned()))
}

/// Records what is in the form; where something is missing the cursor goes there.
pub(in crate::tui::inspect) fn save(state: &mut State) -> Step {
    let Some(AnyForm::Review(form)) = &mut state.form else { return Step::Stay };
    if let Some(field) = form.bad_date() {
        form.focus_on(field);
        return Step::Tell(Notice::BadDate);
    }
    let (finding, review) = (form.finding.clone(), form.review());
    let known = state.findings.iter().find(|f| f.id == finding);
    let lacks = known.map(|known| review_lacks(known, &review, None)).unwrap_or_default();
    if let Some(first) = lacks.first() {
        form.focus_on(Field::of(*first));
    }
    let change = Change::Review { finding, act: Act::Review, review };
    match state.refused(&change) {
        Some(Failure::Refused(Refusal::UnchangedReview { .. })) => {
            state.close_form();
            Step::Stay
        }
        Some(failure) => Step::Tell(Notice::Failed(Arc::new(failure))),
        None => {
            if let Some(question) = state.asks_before(&change, Then::Save) {
                return Step::Ask(question);
            }
            if let Some(form) = &mut state.form {
                form.kept();
            }
            state.send(&change, super::super::Origin::Form);
            Step::Do(Effect::Record(change))
        }
    }
}
