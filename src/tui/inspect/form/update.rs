//! Keys in the form of an answer.

use super::{Field, Form, asking};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::Method;
use crate::tui::editor::EditKey;
use crate::tui::inspect::entry::{Choosing, Formed};
use crate::tui::keymap::Press;
use crate::tui::kit::Kit;

pub(in crate::tui::inspect) fn press(
    form: &mut Form,
    kit: &Kit,
    width: u16,
    press: Press,
) -> Formed {
    if form.asking.is_some() {
        return asking::press(form, kit, width, press);
    }
    if let Some(formed) = asking::begin(form, kit, press) {
        return formed;
    }
    following(form, |form| pressed(form, kit, width, press))
}

/// What is done to the text of the references is done to their marks.
fn following(form: &mut Form, change: impl FnOnce(&mut Form) -> Formed) -> Formed {
    let before = form.text(Field::Evidence).to_owned();
    let formed = change(form);
    let after = form.entry.text(Field::Evidence).to_owned();
    form.marks.follow(&before, &after);
    formed
}

fn pressed(form: &mut Form, kit: &Kit, width: u16, press: Press) -> Formed {
    let fields = form.fields();
    if form.entry.is_picking() {
        let Some(offer) = form.entry.pick(kit, press) else { return Formed::Stay };
        if form.entry.focus() == Field::Evidence {
            form.marks.bring(&offer.text);
        }
        return form.entry.put(fields, width, &offer.text);
    }
    if let Some(formed) = form.entry.common(fields, kit, form.context(), press) {
        return formed;
    }
    if form.entry.focus().is_choice() {
        choose(form, Choosing::of(kit, press))
    } else {
        form.entry.press(fields, kit, width, press)
    }
}

pub(in crate::tui::inspect) fn paste(form: &mut Form, width: u16, text: &str) -> Formed {
    if form.asking.is_some() {
        return asking::paste(form, width, text);
    }
    if form.entry.focus().is_choice() || form.entry.is_picking() {
        return Formed::Stay;
    }
    let paste = EditKey::Paste(text.to_owned());
    following(form, |form| form.entry.edit(form.fields(), width, paste))
}

fn choose(form: &mut Form, choosing: Choosing) -> Formed {
    let changed = match form.entry.focus() {
        Field::Verdict => {
            let next = choosing.chosen(&Verdict::ALL, form.verdict);
            let changed = next != form.verdict;
            form.set_verdict(next);
            changed
        }
        Field::Grade => {
            let next = choosing.chosen(&Grade::ALL, form.grade);
            let changed = next != form.grade;
            form.grade = next;
            changed
        }
        Field::Methods => tick(form, choosing),
        _ => false,
    };
    if changed {
        form.entry.not_kept();
    }
    // One of a few was named by its number, or nothing was left to pick: on to the next field.
    let named = choosing.digit.is_some() && form.entry.focus() != Field::Methods;
    if named || (choosing.picked && !changed) {
        form.entry.go(form.fields(), 1)
    } else {
        Formed::Stay
    }
}

fn tick(form: &mut Form, Choosing { by, digit, picked }: Choosing) -> bool {
    let methods = &mut form.methods;
    methods.at = match digit {
        Some(digit) => digit.min(Method::ALL.len() - 1),
        None => methods.at.saturating_add_signed(by).min(Method::ALL.len() - 1),
    };
    if !picked && digit.is_none() {
        return false;
    }
    let method = Method::ALL[methods.at];
    if methods.ticked.contains(&method) {
        methods.ticked.retain(|m| *m != method);
    } else {
        methods.ticked.push(method);
        methods.ticked.sort();
    }
    true
}
