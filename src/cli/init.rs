//! `tenken init`: sets up a folder and says what to do next.

use serde::Serialize;

use super::args::{Form, Init};
use super::context::Context;
use super::json::{self, FORMAT, SocietyShape};
use super::page::Page;
use super::reply::{Reply, Stop, clean};
use crate::app::setup::{self, NewSociety};
use crate::domain::society::Society;

#[derive(Debug, Serialize)]
struct Shape {
    format: u32,
    file: String,
    society: SocietyShape,
    /// Roles that one person has together.
    same_person: Vec<&'static str>,
}

pub fn run(context: &Context, args: &Init) -> Result<Reply, Stop> {
    let new = NewSociety {
        name: args.name.clone().unwrap_or_default(),
        checklist: args.checklist.clone(),
        inspector: args.inspector.clone().unwrap_or_default(),
        officer: args.officer.clone().unwrap_or_default(),
        auditors: args.auditor.clone(),
        cycle: args.cycle.unwrap_or_default(),
    };
    let comments: Vec<&str> = context.words.init.comments.iter().map(String::as_str).collect();
    let society = setup::init(&context.app, &new, &comments)?;
    let same = society.people.same();
    let mut reply = Reply::done(match args.printed.format {
        Form::Text => text(context, &society),
        Form::Json => json::text(&Shape {
            format: FORMAT,
            file: context.app.root.society_file().display().to_string(),
            society: SocietyShape::from(&society),
            same_person: same.iter().map(json::same_person).collect(),
        }),
    });
    for same in &same {
        reply.aside.push_str(&context.same_person(same));
    }
    if society.people.inspector.is_empty() {
        reply.aside.push_str(&context.warning(&context.words.init.no_inspector));
    }
    Ok(reply)
}

fn text(context: &Context, society: &Society) -> String {
    let (words, terms) = (&context.words.init, &context.terms);
    let named = |name: &str| match name {
        "" => context.words.person.unnamed.clone(),
        name => name.to_owned(),
    };
    let mut fields = vec![
        (words.society.clone(), society.name.clone()),
        (words.checklist.clone(), society.checklist.to_string()),
        (words.cycle.clone(), terms.cycle(society.cycle).to_owned()),
        (terms.role.inspector.clone(), named(&society.people.inspector)),
        (terms.role.officer.clone(), named(&society.people.officer)),
    ];
    for auditor in &society.people.auditors {
        let seat = [("seat", terms.seat(auditor.seat))];
        fields.push((clean(&context.words.person.auditor, &seat), auditor.name.clone()));
    }
    let fields: Vec<(&str, String)> =
        fields.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    let file = context.app.root.society_file().display().to_string();
    let mut page = Page::default();
    page.line(&clean(&words.written, &[("file", &file)])).fields(&fields);
    page.into_text() + &context.todo(&words.next)
}
