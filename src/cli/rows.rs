//! `tenken export`: every answer of every sealed period, one row each, to the screen or a file.
//!
//! Rows are written as they are made; only what is told beside them waits for the end.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args;
use super::context::Context;
use super::reply::{Reply, Stop, clean, put};
use super::report::PRINT;
use crate::app::answers::{Exported, Interrupted, Prepared, Source, Trouble};
use crate::app::failure::Exit;
use crate::store::fresh::Kept;
use crate::words::RowsWords;

pub fn run(
    context: &Context,
    args: &args::Export,
    roots: &[PathBuf],
    out: &mut dyn Write,
) -> Result<Reply, Stop> {
    let words = RowsWords::load(context.lang)?;
    let sources = sources(context, roots);
    let prepared = Prepared::new(&sources)?;
    let (exported, line) = match args.out.as_deref().filter(|out| *out != Path::new(PRINT)) {
        None => {
            let exported = prepared.write(args.format, out).map_err(|error| match error {
                Interrupted::Failure(failure) => Stop::Failure(failure),
                Interrupted::Output(error) => Stop::Output(error),
            })?;
            (exported, String::new())
        }
        Some(file) => {
            let (exported, kept) = prepared.write_to(args.format, context.app.root.fs(), file)?;
            let template = match kept {
                Kept::Same => &context.words.export.same,
                Kept::New | Kept::Other => &context.words.export.new,
            };
            let line = clean(template, &[("file", &file.display().to_string())]);
            let counts = counts(&words, sources.len(), &exported);
            (exported, format!("{line}\n{counts}\n"))
        }
    };
    let mut reply = Reply::done(line);
    if exported.rows == 0 && exported.troubles.is_empty() {
        reply.aside.push_str(&context.warning(&words.none));
    }
    tell(context, &words, &exported.troubles, &mut reply);
    Ok(reply)
}

/// One source for each folder that was named, or the one folder there is. A folder named twice
/// counts once.
fn sources(context: &Context, roots: &[PathBuf]) -> Vec<Source> {
    if roots.is_empty() {
        return vec![Source { app: context.app.clone(), named: None }];
    }
    let mut sources: Vec<Source> = Vec::new();
    for dir in roots {
        let root = context.app.root.beside(dir);
        if sources.iter().all(|source| source.app.root.dir() != root.dir()) {
            let (app, named) = (context.app.at(root), Some(dir.display().to_string()));
            sources.push(Source { app, named });
        }
    }
    sources
}

fn counts(words: &RowsWords, roots: usize, exported: &Exported) -> String {
    let values = [
        ("roots", &*roots.to_string()),
        ("records", &*exported.records.to_string()),
        ("rows", &*exported.rows.to_string()),
    ];
    clean(&words.counts, &values)
}

fn tell(context: &Context, words: &RowsWords, troubles: &[Trouble], reply: &mut Reply) {
    if troubles.is_empty() {
        return;
    }
    let (mut unreadable, mut altered) = (0_usize, 0_usize);
    for trouble in troubles {
        let told = match trouble {
            Trouble::Unreadable { error } => {
                unreadable += 1;
                put(&words.unreadable, &[("what", &context.teller().root(error).what)])
            }
            Trouble::Altered { entry } => {
                altered += 1;
                put(&words.altered, &[("entry", &entry.display().to_string())])
            }
        };
        reply.aside += &Reply::refused(&told, Exit::Damaged, &context.words).aside;
    }
    let values = [("unreadable", &*unreadable.to_string()), ("altered", &*altered.to_string())];
    reply.aside += &context.warning(&clean(&words.incomplete, &values));
    reply.exit = Exit::Damaged;
}
