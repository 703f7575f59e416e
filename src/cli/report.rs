//! `tenken report`: a report, remarks of an auditor, a comparison or a trend in files, or printed.

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::Path;

use super::Terminal;
use super::args;
use super::audit_page;
use super::context::Context;
use super::progress::Progress;
use super::reply::{Reply, Stop, clean, put};
use super::show::{warn_of, warned};
use crate::app::comparing::Pair;
use crate::app::documents::{self, Document, Naming, Printer, Subject};
use crate::app::exporting::{self, Exported, Manner, Others, Written};
use crate::app::failure::Failure;
use crate::report::Format;
use crate::text::fold;
use crate::words::DocumentWords;

/// The folder that means printing.
pub const PRINT: &str = "-";

pub fn run(
    context: &Context,
    args: &args::Report,
    (terminal, progress): (Terminal, &mut Progress<'_>),
    out: &mut dyn Write,
) -> Result<Reply, Stop> {
    let words = DocumentWords::load(context.lang).map_err(Failure::from)?;
    let subject = subject(context, args, &words)?;
    let mut formats = args.formats.clone();
    if formats.is_empty() {
        formats.push(Format::Text);
    }
    formats.sort_by_key(|format| format.name());
    formats.dedup();
    let printer = Printer::new(context.lang)?;
    let prints = args.out.as_deref() == Some(Path::new(PRINT));
    if prints && formats.len() > 1 {
        return Err(Stop::Usage(context.words.usage.one_output.clone()));
    }
    let binary = prints && !formats[0].is_text();
    if binary && terminal != Terminal::None {
        let format = [("format", formats[0].name())];
        return Err(Stop::Usage(put(&words.usage.binary, &format)));
    }
    let document = documents::gather(&context.app, subject, &formats)?;
    let mut watching =
        |format: Format, number| progress.say(&words.making(format.name(), number, formats.len()));
    let mut reply = if prints {
        watching(formats[0], 1);
        let made = printer.print(&context.app, &document, formats[0]);
        progress.end();
        let bytes = made?;
        if binary {
            out.write_all(&bytes).and_then(|()| out.flush()).map_err(Stop::Output)?;
            Reply::done(String::new())
        } else {
            Reply::done(String::from_utf8_lossy(&bytes).into_owned())
        }
    } else {
        let manner = Manner {
            dir: args.out.as_deref(),
            naming: if args.ascii { Naming::Ascii } else { Naming::Spoken },
            others: if args.force { Others::Replace } else { Others::Stay },
        };
        let app = &context.app;
        let made =
            exporting::export_watched(app, &document, &formats, manner, &printer, &mut watching);
        progress.end();
        let exported = made?;
        Reply::done(exported.iter().map(|one| told(one, &words)).collect())
    };
    let altered = document.altered();
    if let (Subject::Report { period, .. }, Document::Report(filed)) = (subject, &document) {
        return warned(context, (period, &filed.entry), altered, reply);
    }
    if let Document::Audit(audited) = &document {
        return Ok(audit_page::warned(context, (&audited.entry, audited.outdated), altered, reply));
    }
    warn_of(context, altered, &mut reply);
    Ok(reply)
}

/// What the document is to be about: the last sealed period where nothing is said.
fn subject(context: &Context, args: &args::Report, words: &DocumentWords) -> Result<Subject, Stop> {
    let period = |text: &str| context.app.period(text);
    let asked = [args.period.is_some(), !args.compare.is_empty(), args.trend.is_some()];
    if asked.iter().filter(|asked| **asked).count() > 1 {
        return Err(Stop::Usage(words.usage.subject.clone()));
    }
    let subject = match (args.compare.as_slice(), args.trend.as_deref()) {
        ([base, target], _) => {
            Subject::Comparison(Pair::Of { base: period(base)?, target: period(target)? })
        }
        (_, Some(text)) => {
            let number: Result<NonZeroUsize, _> = fold(text).trim().parse();
            let wrong = || Stop::Usage(put(&words.usage.number, &[("value", text)]));
            Subject::Trend(number.map_err(|_| wrong())?)
        }
        _ => {
            let period = period(args.period.as_deref().unwrap_or("last"))?;
            Subject::Report { period, seq: args.entry }
        }
    };
    match subject {
        Subject::Comparison(_) | Subject::Trend(_) if args.entry.is_some() => {
            Err(Stop::Usage(words.usage.entry.clone()))
        }
        subject => Ok(subject),
    }
}

fn told(one: &Exported, words: &DocumentWords) -> String {
    let template = match one.state {
        Written::New => &words.line.new,
        Written::Same => &words.line.same,
        Written::Replaced => &words.line.replaced,
    };
    let held = words.line.counts(one.held.counts());
    let file = one.file.display().to_string();
    format!("{}\n", clean(template, &[("file", &file), ("held", &held)]))
}
