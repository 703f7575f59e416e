//! `tenken show`: the report of a sealed period, printed as it was sealed.

use super::args::{self, Form};
use super::audit_page;
use super::context::Context;
use super::reply::{Reply, Stop, clean, put};
use crate::app::failure::Exit;
use crate::app::reading::{self, Renderer};
use crate::domain::period::Period;
use crate::report::{self, SealedForm};
use crate::store::names::EntryName;
use crate::words::{CorrectionWords, Told};

pub fn show(context: &Context, args: &args::Show) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    if args.audits {
        return audit_page::audits(context, period, args.printed.format);
    }
    let audit =
        args.entry.map(|seq| reading::audit_entry(&context.app, period, seq)).transpose()?;
    if let Some(entry) = audit.flatten() {
        return audit_page::one(context, &entry, args.printed.format);
    }
    let (entry, record) = reading::one(&context.app, period, args.entry)?;
    let text = match args.printed.format {
        Form::Text => Renderer::new(context.lang)?.render(&record, SealedForm::Text),
        Form::Json => report::json(&record),
    };
    let as_sealed = reading::faults(&context.app, &entry).is_empty();
    let altered = if as_sealed { Vec::new() } else { vec![entry.clone()] };
    warned(context, (period, &entry), &altered, Reply::done(text))
}

/// Says so where something is not as it was sealed, or the entry counts no more: nobody must take
/// it for the sealed record.
pub(super) fn warned(
    context: &Context,
    (period, entry): (Period, &EntryName),
    altered: &[EntryName],
    mut reply: Reply,
) -> Result<Reply, Stop> {
    let (now, _) = reading::sealed(&context.app, period)?;
    if now != *entry {
        let words = CorrectionWords::load(context.lang)?.list;
        let values =
            [("entry", &*entry.to_string()), ("by", &now.to_string()), ("id", &period.to_string())];
        reply.aside = context.warning(&clean(&words.shown, &values));
    }
    warn_of(context, altered, &mut reply);
    reply.aside.push_str(&audit_page::beside(context, period));
    Ok(reply)
}

/// Names entries that are not as they were sealed: nobody must take what is printed for that.
pub(super) fn warn_of(context: &Context, altered: &[EntryName], reply: &mut Reply) {
    let words = &context.words.show;
    let told = Told { what: words.altered.clone(), next: words.altered_next.clone() };
    for entry in altered {
        let told = put(&told, &[("entry", &entry.to_string())]);
        reply.aside += &Reply::refused(&told, Exit::Damaged, &context.words).aside;
        reply.exit = Exit::Damaged;
    }
}
