//! `tenken show` and `tenken report`: the report of a sealed period, printed or in files.

use std::path::Path;

use super::args::{self, Form};
use super::audit_page;
use super::context::Context;
use super::reply::{Reply, Stop, clean, put};
use crate::app::exporting::{self, Written};
use crate::app::failure::Exit;
use crate::app::reading::{self, Renderer};
use crate::domain::period::Period;
use crate::report::Format;
use crate::words::CorrectionWords;

/// The folder that means printing.
pub const PRINT: &str = "-";

pub fn show(context: &Context, args: &args::Show) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    if args.audits {
        return audit_page::audits(context, period, args.printed.format);
    }
    let format = match args.printed.format {
        Form::Text => Format::Text,
        Form::Json => Format::Json,
    };
    printed(context, period, args.entry, format)
}

pub fn report(context: &Context, args: &args::Report) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    let mut formats = args.formats.clone();
    if formats.is_empty() {
        formats.push(Format::Text);
    }
    formats.sort_by_key(|format| format.name());
    formats.dedup();
    match (args.out.as_deref(), formats.as_slice()) {
        (Some(out), [format]) if out == Path::new(PRINT) => {
            printed(context, period, args.entry, *format)
        }
        (Some(out), _) if out == Path::new(PRINT) => {
            Err(Stop::Usage(context.words.usage.one_output.clone()))
        }
        (out, _) => {
            let renderer = Renderer::new(context.lang)?;
            let exported =
                exporting::export(&context.app, (period, args.entry), &formats, out, &renderer)?;
            let words = &context.words.export;
            let lines = exported.iter().map(|one| {
                let template = match one.state {
                    Written::New => &words.new,
                    Written::Same => &words.same,
                };
                let file = one.file.display().to_string();
                format!("{}\n", clean(template, &[("file", &file)]))
            });
            Ok(warned(context, period, args.entry, Reply::done(lines.collect()))?)
        }
    }
}

fn printed(
    context: &Context,
    period: Period,
    seq: Option<u32>,
    format: Format,
) -> Result<Reply, Stop> {
    let (_, record) = reading::one(&context.app, period, seq)?;
    let text = Renderer::new(context.lang)?.render(&record, format);
    warned(context, period, seq, Reply::done(text))
}

/// Says so where the entry is not as it was sealed, or counts no more: nobody must take it for the
/// sealed record.
fn warned(
    context: &Context,
    period: Period,
    seq: Option<u32>,
    mut reply: Reply,
) -> Result<Reply, Stop> {
    let (entry, _) = reading::one(&context.app, period, seq)?;
    let (now, _) = reading::sealed(&context.app, period)?;
    if now != entry {
        let words = CorrectionWords::load(context.lang)?.list;
        let values =
            [("entry", &*entry.to_string()), ("by", &now.to_string()), ("id", &period.to_string())];
        reply.aside = context.warning(&clean(&words.shown, &values));
    }
    if !reading::faults(&context.app, &entry).is_empty() {
        let words = &context.words.show;
        let told =
            crate::words::Told { what: words.altered.clone(), next: words.altered_next.clone() };
        let told = put(&told, &[("entry", &entry.to_string())]);
        reply.aside += &*Reply::refused(&told, Exit::Damaged, &context.words).aside;
        reply.exit = Exit::Damaged;
    }
    reply.aside.push_str(&audit_page::beside(context, period));
    Ok(reply)
}
