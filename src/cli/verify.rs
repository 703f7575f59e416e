//! `tenken verify`: what was found out about the chain, and what cannot be found out.

use super::args::{self, Form};
use super::context::Context;
use super::page::Page;
use super::reply::{Reply, Stop, clean};
use super::{json, signature, verify_json};
use crate::app::failure::{Exit, Failure, Wrong as WrongInput};
use crate::app::signing::{self, TrustList};
use crate::app::tell_wrong;
use crate::app::verifying::{self, Verified};
use crate::store::digest::Digest;
use crate::store::verify::{Fault, HeadCheck, Note};

pub fn run(context: &Context, args: &args::Verify) -> Result<Reply, Stop> {
    let app = &context.app;
    let head = code(&args.head)?;
    if !app.root.is_set_up()? && app.root.fs().metadata(&app.root.reports()).is_err() {
        return Err(Failure::NotSetUp { root: app.root.dir().to_owned() }.into());
    }
    let trust = signing::trust_list(app, args.allowed_signers.as_deref())?;
    let signers = trust.as_ref().map(|list| &list.signers);
    let verified = verifying::verify_against(app, head, signers);
    Ok(Reply {
        out: match args.printed.format {
            Form::Text => text(context, &verified, trust.as_ref()),
            Form::Json => json::text(&verify_json::shape(&verified, trust.as_ref())),
        },
        aside: String::new(),
        exit: if verified.is_clean() { Exit::Done } else { Exit::Damaged },
    })
}

pub(super) fn code(words: &[String]) -> Result<Option<Digest>, Failure> {
    let text = words.join(" ");
    if words.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(digest) => Ok(Some(digest)),
        Err(_) => Err(Failure::Wrong(WrongInput::Code { text })),
    }
}

fn text(context: &Context, verified: &Verified, trust: Option<&TrustList>) -> String {
    let words = &context.words.verify;
    let ledger = &verified.ledger;
    let mut page = Page::default();
    for entry in &ledger.entries {
        let files = entry.text.as_ref().map_or(0, |text| text.files.len()).to_string();
        let values = [("entry", &*entry.name.to_string()), ("n", &*files)];
        if entry.faults.is_empty() {
            page.line(&clean(&words.entry_good, &values));
        } else {
            page.line(&clean(&words.entry_bad, &values));
        }
        if let Some(told) = signature::told(context, entry) {
            page.indented(&told);
        }
        for fault in &entry.faults {
            page.indented(&fault_line(context, fault));
        }
    }
    for (entry, error) in &verified.unreadable {
        let what = context.teller().root(error).what;
        let values = [("entry", &*entry.to_string()), ("what", &*what)];
        page.line(&clean(&words.unreadable, &values));
    }
    for entry in &verified.misplaced {
        page.line(&clean(&words.misplaced, &[("entry", &entry.to_string())]));
    }
    for entry in &verified.usurping {
        let words = &context.failure.correction.usurping;
        page.line(&clean(words, &[("entry", &entry.to_string())]));
    }
    if !ledger.chain.is_empty() {
        page.line(&words.chain);
        for fault in &ledger.chain {
            page.indented(&fault_line(context, fault));
        }
    }
    if !ledger.notes.is_empty() {
        page.line(&words.notes);
        for note in &ledger.notes {
            page.indented(&note_line(context, note));
        }
    }
    conclusion(&mut page, context, verified);
    if ledger.entries.iter().any(|entry| entry.signature.is_some()) || trust.is_some() {
        page.line(&signature::list(context, trust));
    }
    if trust.is_some_and(|list| list.inside) {
        page.line(&context.keys.verify.inside);
    }
    page.into_text()
}

fn conclusion(page: &mut Page, context: &Context, verified: &Verified) {
    let words = &context.words.verify;
    let ledger = &verified.ledger;
    let of_records = [&verified.misplaced, &verified.usurping].map(Vec::len);
    let faults =
        ledger.faults().count() + verified.unreadable.len() + of_records[0] + of_records[1];
    let newest = ledger.entries.last();
    page.blank();
    if faults > 0 {
        page.line(&clean(&words.bad, &[("n", &faults.to_string())]));
    } else if newest.is_none() {
        page.line(&words.none);
    } else {
        page.line(&clean(&words.good, &[("n", &ledger.entries.len().to_string())]));
    }
    match (&ledger.head, newest) {
        (HeadCheck::NotGiven, _) => page.line(&words.head_not_given),
        (HeadCheck::Equal, Some(entry)) => {
            page.line(&clean(&words.head_equal, &[("entry", &entry.name.to_string())]))
        }
        (HeadCheck::FoundAt(entry), _) => {
            page.line(&clean(&words.head_found, &[("entry", &entry.to_string())]))
        }
        (HeadCheck::NotFound | HeadCheck::Equal, _) => page.line(&words.head_missing),
    };
    if !verified.is_clean() {
        page.line(&clean(&context.words.line.todo, &[("text", &words.todo_bad)]));
    }
    if let Some(code) = newest.and_then(|entry| entry.seal) {
        page.blank().line(&words.newest).indented(&code.grouped());
    }
}

fn fault_line(context: &Context, fault: &Fault) -> String {
    let what = tell_wrong::tell(&context.wrong, &fault.what);
    if fault.file.is_empty() {
        return what;
    }
    clean(&context.words.verify.fault, &[("file", &fault.file), ("what", &what)])
}

fn note_line(context: &Context, note: &Note) -> String {
    let words = &context.words.verify;
    match note {
        Note::Foreign { name } => clean(&words.foreign, &[("name", name)]),
        Note::Leftover { name } => clean(&words.leftover, &[("name", name)]),
        Note::SignatureNotChecked { entry } => {
            clean(&words.signature, &[("entry", &entry.to_string())])
        }
    }
}
