//! `tenken seal`: seals a period, or shows everything that keeps it from being sealed.

use serde::Serialize;

use super::Surroundings;
use super::args::{self, Form};
use super::cautions::{self, CautionShape};
use super::context::Context;
use super::gaps;
use super::json::{self, FORMAT, GapShape, PeriodShape};
use super::page::Page;
use super::passphrase;
use super::reply::{Reply, Stop, clean};
use crate::app::Failure;
use crate::app::reading::Renderer;
use crate::app::sealing::{self, Confirmation, Remark};
use crate::domain::inspection::Clock;
use crate::domain::period::Period;
use crate::domain::privacy::Caution;
use crate::domain::record::Record;
use crate::report::tally_json::TallyShape;
use crate::store::fs::{DirSync, FileName};
use crate::store::names::SEAL;
use crate::store::seal::Sealed;
use crate::store::sign::{PublicKey, Role, Signer};

#[derive(Debug, Serialize)]
struct DoneShape {
    format: u32,
    sealed: bool,
    period: PeriodShape,
    entry: String,
    folder: String,
    code: String,
    signed: bool,
    /// The fingerprint of the key that signed.
    key: Option<String>,
    confirmed_by: String,
    sealed_at: String,
    tally: TallyShape,
    /// Roles that one person has together.
    same_person: Vec<&'static str>,
    /// What was sealed that looks like personal data.
    cautions: Vec<CautionShape>,
    /// Of a correction: the entry it replaces, and how much is told otherwise.
    replaces: Option<String>,
    changes: Option<usize>,
}

#[derive(Debug, Serialize)]
struct GapsShape {
    format: u32,
    sealed: bool,
    period: PeriodShape,
    gaps: Vec<GapShape>,
    cautions: Vec<CautionShape>,
}

pub fn run(context: &Context, args: &args::Seal, from: &Surroundings) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    let meaning = &context.words.seal.meaning;
    let confirmation = Confirmation { confirmed_by: &args.confirmed_by, meaning };
    let renderer = Renderer::new(context.lang)?;
    let leave = cautions::leave(args.allow_personal_data);
    let comment = args.indicator_comment.as_deref().map(|text| Remark { text, leave });
    let before = sealing::gaps(&context.app, period).map(|(work, _)| work.cautions());
    let mut key = None;
    let unlock = || {
        let signer = passphrase::signer(context, from, Role::Officer, &args.signing)?;
        key = signer.as_ref().map(Signer::public);
        Ok(signer)
    };
    let app = &context.app;
    match sealing::seal_by_key(app, period, confirmation, comment, unlock, &renderer) {
        Ok((record, sealed)) => {
            let cautions = before.unwrap_or_default();
            Ok(done(context, &record, &sealed, &cautions, key, args))
        }
        Err(failure @ Failure::Gaps { .. }) => {
            refused(context, period, &failure, args.printed.format)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn refused(
    context: &Context,
    period: Period,
    failure: &Failure,
    form: Form,
) -> Result<Reply, Stop> {
    let (work, gaps) = sealing::gaps(&context.app, period)?;
    let mut reply = context.told(failure);
    match form {
        Form::Text => {
            let mut page = Page::default();
            page.line(&context.words.seal.gaps);
            gaps::list(&mut page, &gaps, &work.checklist, context);
            cautions::block(&mut page, &work.cautions(), context);
            reply.aside.push_str(&page.into_text());
        }
        Form::Json => {
            reply.out = json::text(&GapsShape {
                format: FORMAT,
                sealed: false,
                period: PeriodShape::of(period),
                gaps: gaps.iter().map(|gap| GapShape::of(gap, &work.checklist)).collect(),
                cautions: CautionShape::list(&work.cautions()),
            });
        }
    }
    Ok(reply)
}

fn done(
    context: &Context,
    record: &Record,
    sealed: &Sealed,
    cautions: &[Caution],
    key: Option<PublicKey>,
    args: &args::Seal,
) -> Reply {
    let words = &context.words.seal;
    let same = record.people.same();
    let mut reply = Reply::done(match args.printed.format {
        Form::Text => text(context, record, sealed, key),
        Form::Json => json::text(&DoneShape {
            format: FORMAT,
            sealed: true,
            period: PeriodShape::of(record.period),
            entry: sealed.entry.to_string(),
            folder: folder(context, sealed),
            code: sealed.code.to_string(),
            signed: sealed.signature.is_some(),
            key: key.map(|key| key.fingerprint()),
            confirmed_by: record.sealing.confirmed_by.clone(),
            sealed_at: record.sealing.at.to_rfc3339(),
            tally: TallyShape::from(&record.tally()),
            same_person: same.iter().map(json::same_person).collect(),
            cautions: CautionShape::list(cautions),
            replaces: record.correction.as_ref().map(|correction| correction.entry.clone()),
            changes: record.correction.as_ref().map(|correction| correction.changes.len()),
        }),
    });
    if args.signing.unsigned {
        reply.aside.push_str(&context.warning(&context.keys.seal.left_out));
    }
    for same in &same {
        reply.aside.push_str(&context.same_person(same));
    }
    let confirmer = &record.sealing.confirmed_by;
    if record.people.is_inspector(confirmer) {
        let template = &context.words.person.confirmer_is_inspector;
        reply.aside.push_str(&context.warning(&clean(template, &[("name", confirmer)])));
    }
    let mut page = Page::default();
    cautions::block(&mut page, cautions, context);
    reply.aside.push_str(page.into_text().trim_start());
    if record.sealing.clock == Clock::Stated {
        reply.aside.push_str(&context.warning(&words.stated_clock));
    }
    if sealed.dir_sync == DirSync::Unsupported {
        reply.aside.push_str(&context.warning(&words.not_durable));
    }
    if !sealed.unguarded.is_empty() {
        let files: Vec<&str> = sealed.unguarded.iter().map(FileName::as_str).collect();
        let files = files.join(&context.words.line.list_separator);
        let told = clean(&words.unguarded, &[("files", &files)]);
        reply.aside.push_str(&context.warning(&told));
    }
    reply
}

fn folder(context: &Context, sealed: &Sealed) -> String {
    context.app.root.entry(&sealed.entry).display().to_string()
}

fn text(context: &Context, record: &Record, sealed: &Sealed, key: Option<PublicKey>) -> String {
    let words = &context.words.seal;
    let tally = record.tally();
    let folder = folder(context, sealed);
    let mut page = Page::default();
    page.line(&clean(&words.done, &[("period", &context.period(record.period))]));
    if let Some(correction) = &record.correction {
        let n = correction.changes.len().to_string();
        let words = &context.failure.correction.sealed;
        page.line(&clean(words, &[("entry", &correction.entry), ("n", &n)]));
    }
    let mut fields = vec![
        (words.entry.as_str(), sealed.entry.to_string()),
        (&words.rate, context.rate(tally.rate())),
        (&words.counts, context.counts(&tally)),
        (&words.confirmed_by, record.sealing.confirmed_by.clone()),
    ];
    if let Some(key) = key {
        let told = clean(&context.keys.seal.by, &[("key", &key.fingerprint())]);
        fields.push((&context.keys.seal.signed, told));
    }
    page.fields(&fields);
    page.blank().line(&words.code).indented(&sealed.code.grouped()).line(&words.keep);
    page.blank().line(&words.check).verbatim(&check_line(&folder)).blank();
    page.into_text() + &context.todo(&clean(&words.todo, &[("folder", &folder)]))
}

/// The command that checks one entry without this program.
fn check_line(folder: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let shown = crate::text::line(folder);
    let quoted = if shown.chars().all(plain) {
        shown.into_owned()
    } else {
        format!("'{}'", shown.replace('\'', r"'\''"))
    };
    format!("  cd {quoted} && sha256sum --strict -c {SEAL}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_quoted_for_the_shell_where_it_needs_it() {
        assert_eq!(check_line("/a/b_c"), "  cd /a/b_c && sha256sum --strict -c SEAL");
        assert_eq!(check_line("/a b/it's"), r"  cd '/a b/it'\''s' && sha256sum --strict -c SEAL");
        assert_eq!(check_line("/点検"), "  cd /点検 && sha256sum --strict -c SEAL");
    }
}
