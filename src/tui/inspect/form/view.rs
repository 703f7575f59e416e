//! The form of an answer drawn.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::asking::days;
use super::{Field, Form, asking_view};
use crate::domain::answer::{Evidence, Grade, Verdict};
use crate::domain::checklist::{Item, Method};
use crate::domain::rules;
use crate::text::line;
use crate::tui::inspect::entry::{self, Shown};
use crate::tui::inspect::looking::Looks;
use crate::tui::kit::Kit;
use crate::words::{Expired, FormWords, Seen};

/// Draws the form into the inside of a frame and says where text is typed.
pub(in crate::tui::inspect) fn view(
    form: &Form,
    item: &Item,
    known: Known<'_>,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let lacks = rules::lacks(item, &form.answer());
    let lacking: Vec<Field> = lacks.into_iter().map(Field::of).collect();
    let shown = |field: &Field| Shown {
        field: *field,
        name: name(&kit.words.inspect.form, form, *field),
        lacking: lacking.contains(field),
        choices: field.is_choice().then(|| choices(form, *field, kit)),
        notes: if *field == Field::Evidence { notes(form, known, kit) } else { Vec::new() },
    };
    let fields: Vec<Shown<Field>> = form.fields().iter().map(shown).collect();
    let cursor = entry::view(&form.entry, &fields, kit, area, buf);
    match &form.asking {
        Some(asking) => asking_view::view(asking, kit, area, buf),
        None => cursor,
    }
}

/// What is known of the world outside the form.
#[derive(Clone, Copy)]
pub(in crate::tui) struct Known<'a> {
    pub(in crate::tui) looks: &'a Looks,
    pub(in crate::tui) today: NaiveDate,
}

/// The references that say more than their words, one line each.
fn notes(form: &Form, known: Known<'_>, kit: &Kit) -> Vec<String> {
    let more = |e: &Evidence| e.file.is_some() || e.valid_until.is_some();
    let told = |e: Evidence| format!("{}{}", line(&e.text), behind(&e, known, kit));
    form.evidence().into_iter().filter(more).map(told).collect()
}

/// ` ・ファイル 1.2 MB ・期限 …`: what stands behind the words of a reference.
pub(in crate::tui::inspect) fn behind(evidence: &Evidence, known: Known<'_>, kit: &Kit) -> String {
    let expired = if evidence.has_expired(known.today) { Expired::Yes } else { Expired::No };
    let seen = evidence.file.as_ref().map_or(Seen::NotLooked, |file| known.looks.seen(file));
    kit.evidence.behind(evidence, &days(evidence, kit), expired, seen)
}

fn name(words: &FormWords, form: &Form, field: Field) -> String {
    match field {
        Field::Verdict => words.verdict.clone(),
        Field::Grade => words.grade.clone(),
        Field::Note if form.verdict == Some(Verdict::Ng) => words.wrong.clone(),
        Field::Note => words.note.clone(),
        Field::Evidence => words.evidence.clone(),
        Field::Reason => words.reason.clone(),
        Field::Cause => words.cause.clone(),
        Field::Action => words.action.clone(),
        Field::Owner => words.owner.clone(),
        Field::Due => words.due.clone(),
        Field::Methods => words.methods.clone(),
    }
}

fn choices(form: &Form, field: Field, kit: &Kit) -> String {
    let one = |chosen: bool, name: &str| {
        if chosen { format!("[{name}]") } else { format!(" {name} ") }
    };
    let list: Vec<String> = match field {
        Field::Verdict => Verdict::ALL
            .iter()
            .map(|v| one(form.verdict == Some(*v), kit.terms.verdict(Some(*v))))
            .collect(),
        Field::Grade => {
            Grade::ALL.iter().map(|g| one(form.grade == Some(*g), kit.terms.grade(*g))).collect()
        }
        _ => Method::ALL
            .iter()
            .enumerate()
            .map(|(at, m)| {
                let name = kit.terms.method(*m);
                let ticked = form.methods.ticked.contains(m);
                let name = if ticked { format!("[{name}]") } else { name.to_owned() };
                let here = form.entry.focus() == Field::Methods && form.methods.at == at;
                if here { format!(">{name}") } else { name }
            })
            .collect(),
    };
    list.join(" ")
}
