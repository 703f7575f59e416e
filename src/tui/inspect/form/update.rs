//! Keys in the form.

use super::{Field, Form, is_area};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::Method;
use crate::tui::editor::{EditKey, Edited};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::step::Notice;

/// What the form wishes.
#[derive(Debug, Clone)]
pub(in crate::tui::inspect) enum Formed {
    Stay,
    Tell(Notice),
    /// Enough was typed to be kept on the disk.
    Keep,
    Save,
    Close,
}

pub(in crate::tui::inspect) fn press(
    form: &mut Form,
    kit: &Kit,
    width: u16,
    press: Press,
) -> Formed {
    if form.is_picking() {
        return pick(form, kit, width, press);
    }
    let context = if form.focus.is_choice() { Context::Choice } else { Context::Form };
    match kit.keymap.command(context, press.key) {
        Some(Command::Save) => return Formed::Save,
        Some(Command::Cancel) => return Formed::Close,
        Some(Command::NextField) => return go(form, 1),
        Some(Command::PreviousField) => return go(form, -1),
        Some(Command::Candidates) => {
            form.picking = (!form.offers.of(form.focus).is_empty()).then_some(0);
            return Formed::Stay;
        }
        _ => {}
    }
    if form.focus.is_choice() {
        choose(form, kit, press)
    } else {
        match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(form, width, key),
            None => match kit.keymap.command(Context::Form, press.key) {
                Some(Command::Up) => edit(form, width, EditKey::Up),
                Some(Command::Down) => edit(form, width, EditKey::Down),
                Some(Command::Left) => edit(form, width, EditKey::Left),
                Some(Command::Right) => edit(form, width, EditKey::Right),
                _ => Formed::Stay,
            },
        }
    }
}

pub(in crate::tui::inspect) fn paste(form: &mut Form, width: u16, text: &str) -> Formed {
    if form.focus.is_choice() || form.is_picking() {
        return Formed::Stay;
    }
    edit(form, width, EditKey::Paste(text.to_owned()))
}

fn edit(form: &mut Form, width: u16, key: EditKey) -> Formed {
    let field = form.focus;
    let Some(editor) = form.texts.get_mut(&field) else { return Formed::Stay };
    let newline = key == EditKey::Newline;
    match editor.apply(key.clone(), width) {
        Edited::Full { over } => Formed::Tell(Notice::TextFull { over }),
        Edited::Moved => Formed::Stay,
        Edited::Changed => {
            form.unkept += match key {
                EditKey::Paste(text) => text.chars().count().max(1),
                _ => 1,
            };
            if newline || form.wants_keeping() { Formed::Keep } else { Formed::Stay }
        }
        // At the edge of a field the cursor goes on to the next one; Enter in a line too.
        Edited::Unchanged => match key {
            EditKey::Up => go(form, -1),
            EditKey::Down => go(form, 1),
            EditKey::Newline if !is_area(field) => go(form, 1),
            _ => Formed::Stay,
        },
    }
}

/// To the next or previous field; the ends hold.
fn go(form: &mut Form, by: isize) -> Formed {
    let fields = form.fields();
    let at = fields.iter().position(|f| *f == form.focus).unwrap_or(0);
    let to = at.saturating_add_signed(by).min(fields.len() - 1);
    form.focus = fields[to];
    Formed::Stay
}

fn choose(form: &mut Form, kit: &Kit, press: Press) -> Formed {
    let command = kit.keymap.command(Context::Choice, press.key);
    match command {
        Some(Command::Up) => return go(form, -1),
        Some(Command::Down) => return go(form, 1),
        _ => {}
    }
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
    let picked = command == Some(Command::Pick);
    let changed = match form.focus {
        Field::Verdict => {
            let next = chosen(&Verdict::ALL, form.verdict, by, digit);
            let changed = next != form.verdict;
            form.set_verdict(next);
            changed
        }
        Field::Grade => {
            let next = chosen(&Grade::ALL, form.grade, by, digit);
            let changed = next != form.grade;
            form.grade = next;
            changed
        }
        Field::Methods => tick(form, by, digit, picked),
        _ => false,
    };
    if changed {
        form.unkept += 1;
    }
    // One of a few was named by its number, or nothing was left to pick: on to the next field.
    let named = digit.is_some() && form.focus != Field::Methods;
    if named || (picked && !changed) { go(form, 1) } else { Formed::Stay }
}

/// The value `by` places on from the present one, or the one with that number.
fn chosen<T: Copy + PartialEq>(
    all: &[T],
    now: Option<T>,
    by: isize,
    digit: Option<usize>,
) -> Option<T> {
    if let Some(value) = digit.and_then(|digit| all.get(digit)) {
        return Some(*value);
    }
    if by == 0 {
        return now;
    }
    let at = now.and_then(|now| all.iter().position(|v| *v == now));
    let to = match at {
        None => 0,
        Some(at) => at.saturating_add_signed(by).min(all.len() - 1),
    };
    Some(all[to])
}

fn tick(form: &mut Form, by: isize, digit: Option<usize>, picked: bool) -> bool {
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

/// Keys while the list of candidates is open.
fn pick(form: &mut Form, kit: &Kit, width: u16, press: Press) -> Formed {
    let (Some(at), field) = (form.picking, form.focus) else { return Formed::Stay };
    let count = form.offers.of(field).len();
    match kit.keymap.command(Context::Choice, press.key) {
        Some(Command::Up) => form.picking = Some(at.saturating_sub(1)),
        Some(Command::Down) => form.picking = Some((at + 1).min(count.saturating_sub(1))),
        Some(Command::Cancel | Command::Candidates) => form.picking = None,
        Some(Command::Pick | Command::Open) => {
            form.picking = None;
            return put(form, width, at);
        }
        _ => {}
    }
    Formed::Stay
}

/// Puts a candidate in: a reference on a line of its own, a name in place of what was there.
fn put(form: &mut Form, width: u16, at: usize) -> Formed {
    let field = form.focus;
    let Some(offer) = form.offers.of(field).get(at).cloned() else { return Formed::Stay };
    if let Some(period) = offer.carried {
        form.cited.insert(offer.text.clone(), period);
    }
    let text = form.text(field);
    if field == Field::Evidence {
        let apart = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let put = format!("{apart}{}", offer.text);
        let _ = edit(form, width, EditKey::TextEnd);
        return edit(form, width, EditKey::Paste(put));
    }
    let _ = edit(form, width, EditKey::TextEnd);
    let _ = edit(form, width, EditKey::EraseToStart);
    edit(form, width, EditKey::Paste(offer.text))
}
