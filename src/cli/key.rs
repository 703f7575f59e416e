//! `tenken key`: makes, shows and trusts keys.
//!
//! The private half of a key is never printed.

use super::args::{self, Form};
use super::context::Context;
use super::key_json;
use super::page::Page;
use super::reply::{Reply, Stop, clean};
use super::{Surroundings, json, passphrase};
use crate::app::failure::{Failure, Wrong};
use crate::app::signing::{
    self, KeyRequest, KeyShown, Offer, SigningFailure, TrustList, TrustRequest, Trusted,
};
use crate::app::tell_signature::moment;
use crate::app::tell_signing;
use crate::domain::typed_date;
use crate::store::sign::{AllowedLine, KeyComment, Principal, Role};

const DATE: &str = "%Y-%m-%d";

pub fn run(context: &Context, args: &args::Key, from: &Surroundings) -> Result<Reply, Stop> {
    match args {
        args::Key::New(args) => new(context, args, from),
        args::Key::Show(args) => show(context, args),
        args::Key::Trust(args) => trust(context, args),
    }
}

fn new(context: &Context, args: &args::KeyNew, from: &Surroundings) -> Result<Reply, Stop> {
    let request =
        KeyRequest { role: args.role, principal: &args.principal, file: args.out.as_deref() };
    let passphrase = |file: &std::path::Path| {
        if args.no_passphrase {
            Ok(None)
        } else {
            passphrase::choose(context, from, file).map(Some)
        }
    };
    let made = signing::make(&context.app, &request, passphrase)?;
    let words = &context.keys.new;
    let shown = KeyShown {
        file: made.file.clone(),
        key: made.key,
        comment: made.comment,
        locked: Some(!args.no_passphrase),
    };
    let mut reply = Reply::done(match args.printed.format {
        Form::Json => json::text(&key_json::made(&context.app, &shown, &made.public_file)),
        Form::Text => {
            let mut page = Page::default();
            page.line(&clean(&words.done, &[("role", role(context, args.role))])).fields(&[
                (&words.file, shown.file.display().to_string()),
                (&words.public, made.public_file.display().to_string()),
                (&words.principal, args.principal.clone()),
                (&words.fingerprint, shown.key.fingerprint()),
            ]);
            if let Some(line) = signing::offered_line(&context.app, &shown) {
                page.blank().line(&words.line).indented(&line.text());
            }
            page.into_text()
        }
    });
    if args.no_passphrase {
        reply.aside.push_str(&context.warning(&words.unlocked));
    }
    let todo = match args.role {
        Role::Officer => &words.todo_officer,
        Role::Auditor => &words.todo_auditor,
    };
    reply.aside.push_str(&context.todo(todo));
    reply.aside.push_str(&context.todo(&words.backup));
    Ok(reply)
}

fn role(context: &Context, role: Role) -> &str {
    tell_signing::role(&context.failure.signing.role, role)
}

fn show(context: &Context, args: &args::KeyShow) -> Result<Reply, Stop> {
    let app = &context.app;
    let files = match &args.file {
        Some(file) => vec![file.clone()],
        None => Role::ALL
            .into_iter()
            .filter(|role| args.role.is_none_or(|asked| asked == *role))
            .filter_map(|role| signing::standing_key(app, role))
            .collect(),
    };
    let said = said(args)?;
    let keys = files.iter().map(|file| signing::show(app, file));
    let keys = keys.collect::<Result<Vec<KeyShown>, Failure>>()?;
    let keys: Vec<KeyShown> = keys.into_iter().map(|key| completed(key, &said)).collect();
    let list = if args.file.is_none() { signing::trust_list(app, None)? } else { None };
    if keys.is_empty() && list.is_none() {
        return Err(Failure::from(SigningFailure::NoKey { role: args.role }).into());
    }
    Ok(Reply::done(match args.printed.format {
        Form::Json => json::text(&key_json::shown(app, &keys, list.as_ref())),
        Form::Text => {
            let mut page = Page::default();
            for key in &keys {
                show_key(context, &mut page, key);
            }
            if args.file.is_none() {
                show_list(context, &mut page, list.as_ref());
            }
            page.into_text()
        }
    }))
}

/// What the caller says about a key stands before what is written beside it.
fn said(args: &args::KeyShow) -> Result<KeyComment, Failure> {
    let principal = |text: &String| {
        let wrong = |_| SigningFailure::Principal { text: text.clone() };
        text.parse::<Principal>().map_err(wrong)
    };
    let principal = args.principal.as_ref().map(principal).transpose()?;
    Ok(KeyComment { principal, role: args.role, made: None })
}

fn completed(key: KeyShown, said: &KeyComment) -> KeyShown {
    let comment = KeyComment {
        principal: said.principal.clone().or(key.comment.principal),
        role: said.role.or(key.comment.role),
        made: key.comment.made,
    };
    KeyShown { comment, ..key }
}

fn show_key(context: &Context, page: &mut Page, shown: &KeyShown) {
    let words = &context.keys.show;
    let new = &context.keys.new;
    match shown.comment.role {
        Some(of) => page.line(&clean(&words.mine, &[("role", role(context, of))])),
        None => page.line(&words.other),
    };
    let mut fields = vec![(new.file.as_str(), shown.file.display().to_string())];
    fields.extend(
        shown.comment.principal.iter().map(|name| (new.principal.as_str(), name.to_string())),
    );
    fields.push((&new.fingerprint, shown.key.fingerprint()));
    if let Some(locked) = shown.locked {
        let told = if locked { &words.locked_yes } else { &words.locked_no };
        fields.push((&words.locked, told.clone()));
    }
    fields
        .extend(shown.comment.made.map(|day| (words.made.as_str(), day.format(DATE).to_string())));
    page.fields(&fields);
    page.line(&words.public_line);
    page.indented(&format!("{} {}", shown.key.line(), shown.comment));
    match signing::offered_line(&context.app, shown) {
        Some(line) => page.line(&words.signers_line).indented(&line.text()),
        None => page.line(&words.line_needs),
    };
    page.blank();
}

fn show_list(context: &Context, page: &mut Page, list: Option<&TrustList>) {
    let words = &context.keys.show;
    let Some(list) = list else {
        let file = signing::default_list(&context.app).unwrap_or_default();
        page.line(&clean(&words.list_none, &[("file", &file.display().to_string())]));
        return;
    };
    page.line(&clean(&words.list, &[("file", &list.file.display().to_string())]));
    if list.signers.lines().is_empty() {
        page.indented(&words.list_empty);
    }
    for line in list.signers.lines() {
        let names: Vec<&str> = line.principals.iter().map(Principal::as_str).collect();
        let names = names.join(&context.words.line.list_separator);
        page.indented(&format!("{names}  {}  {}", roles(context, line), span(context, line)));
        page.indented(&format!("  {}", line.key.fingerprint()));
    }
}

/// What a key may sign.
fn roles(context: &Context, line: &AllowedLine) -> String {
    let words = &context.keys.show;
    if line.namespaces.is_none() {
        return words.any_role.clone();
    }
    let roles: Vec<&str> =
        Role::ALL.into_iter().filter(|of| line.allows(*of)).map(|of| role(context, of)).collect();
    if roles.is_empty() {
        words.other_namespace.clone()
    } else {
        roles.join(&context.words.line.list_separator)
    }
}

fn span(context: &Context, line: &AllowedLine) -> String {
    let at = |at: Option<_>| at.map(moment).unwrap_or_default();
    let (from, until) = (at(line.validity.after), at(line.validity.before));
    clean(&context.keys.show.span, &[("from", &from), ("until", &until)]).trim().to_owned()
}

fn trust(context: &Context, args: &args::KeyTrust) -> Result<Reply, Stop> {
    let day = |text: &String| {
        typed_date::read(text).map_err(|_| Failure::Wrong(Wrong::Date { text: text.clone() }))
    };
    let path = std::path::Path::new(&args.key);
    let is_file = context.app.root.fs().metadata(path).is_ok();
    let looks_like_a_line = args.key.split_whitespace().count() > 1;
    let request = TrustRequest {
        offer: if is_file || !looks_like_a_line {
            Offer::File(path)
        } else {
            Offer::Line(&args.key)
        },
        principal: args.principal.as_deref(),
        role: args.role,
        valid_after: args.valid_after.as_ref().map(day).transpose()?,
        file: args.file.as_deref(),
    };
    let done = signing::trust(&context.app, &request)?;
    let mut reply = Reply::done(match args.printed.format {
        Form::Json => json::text(&key_json::trusted(&done)),
        Form::Text => trusted(context, &done),
    });
    let words = &context.keys.trust;
    reply.aside.push_str(&context.warning(&words.ask));
    if !done.earlier.is_empty() {
        let lines: Vec<String> = done.earlier.iter().map(ToString::to_string).collect();
        let lines = lines.join(&context.words.line.list_separator);
        let values = [("principal", done.principal().as_str()), ("lines", &lines)];
        reply.aside.push_str(&context.todo(&clean(&words.earlier, &values)));
    }
    Ok(reply)
}

fn trusted(context: &Context, done: &Trusted) -> String {
    let words = &context.keys.trust;
    let of = role(context, done.role);
    let mut page = Page::default();
    page.line(&clean(&words.done, &[("principal", done.principal().as_str()), ("role", of)]));
    let mut fields = vec![
        (words.file.as_str(), done.file.display().to_string()),
        (words.fingerprint.as_str(), done.line.key.fingerprint()),
    ];
    fields.extend(done.line.validity.after.map(|at| (words.from.as_str(), moment(at))));
    fields.extend(done.line.validity.before.map(|at| (words.until.as_str(), moment(at))));
    page.fields(&fields).line(&clean(&words.unsigned, &[("role", of)]));
    page.into_text()
}
