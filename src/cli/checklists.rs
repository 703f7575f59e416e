//! `tenken checklist`: what is asked of the use cases; the text comes from `checklist`.

use super::adopt;
use super::args::{self, Form};
use super::checklist::{self, Linted, Words};
use super::checklist_diff;
use super::context::Context;
use super::reply::{Reply, Stop};
use super::snippet::{self, Source};
use crate::app::Failure;
use crate::app::checklists;
use crate::app::failure::Exit;
use crate::domain::changes;
use crate::domain::checklist::Checklist;
use crate::domain::fault::{Fault, Severity};
use crate::domain::succession;
use crate::report::checklist_json;
use crate::store::checklists::{Catalog, CatalogError, digest};
use crate::words::{ChecklistWords, LintWords, SuccessionWords};

pub fn run(context: &Context, args: &args::Checklist) -> Result<Reply, Stop> {
    let own = ChecklistWords::load(context.lang)?;
    let lint_words = LintWords::load(context.lang)?;
    let succession = SuccessionWords::load(context.lang)?;
    let words = Words {
        checklist: &own,
        lint: &lint_words,
        terms: &context.terms,
        succession: &succession,
    };
    match args {
        args::Checklist::List(printed) => list(context, printed.format, words),
        args::Checklist::Show(args) => {
            let found = checklists::named(&context.app, &args.id)?;
            Ok(Reply::done(match args.printed.format {
                Form::Text => checklist::show(&found, words),
                Form::Json => checklist_json::show(&found, &digest(&found)),
            }))
        }
        args::Checklist::Lint(args) => lint(context, args, words),
        args::Checklist::Diff(args) => {
            let old = checklists::edition(&context.app, &args.old)?;
            let new = checklists::edition(&context.app, &args.new)?;
            Ok(compare(&old, &new, args.printed.format, words))
        }
        args::Checklist::Adopt(args) => adopt::run(context, args),
    }
}

/// Two versions of one checklist are refused where the newer one breaks the history.
fn compare(old: &Checklist, new: &Checklist, form: Form, words: Words<'_>) -> Reply {
    let told = words.succession;
    let (diff, breaks) = (changes::diff(old, new), succession::breaks(old, new));
    let out = match form {
        Form::Text => {
            let refused = checklist_diff::breaks(&breaks, &new.version, told);
            checklist_diff::diff(&diff, words) + &refused
        }
        Form::Json => {
            checklist_json::diff(&diff, &checklist_diff::break_rows(&breaks, &new.version, told))
        }
    };
    let exit = if breaks.is_empty() { Exit::Done } else { Exit::Refused };
    Reply { out, aside: String::new(), exit }
}

fn list(context: &Context, form: Form, words: Words<'_>) -> Result<Reply, Stop> {
    let catalog = checklists::catalog(&context.app)?;
    Ok(Reply::done(match form {
        Form::Text => checklist::list(&catalog.list(), &catalog.misnamed(), words),
        Form::Json => checklist_json::list(&checklist::list_rows(&catalog.list())),
    }))
}

fn lint(context: &Context, args: &args::ChecklistLint, words: Words<'_>) -> Result<Reply, Stop> {
    let (linted, catalog) = checklists::lint(&context.app, &args.files)?;
    let linted: Vec<Linted> = linted
        .into_iter()
        .map(|one| Linted { file: one.file, text: one.text, faults: one.faults, items: one.items })
        .collect();
    let others = pointed_at(linted.iter().flat_map(|one| &one.faults), &catalog);
    let out = match args.printed.format {
        Form::Text => checklist::lint(&linted, &others, words),
        Form::Json => checklist_json::lint(&checklist::lint_rows(&linted, &others, words.lint)),
    };
    let wrong = |fault: &Fault| fault.severity() == Severity::Error;
    let refused = linted.iter().flat_map(|one| &one.faults).any(wrong);
    let exit = if refused { Exit::Refused } else { Exit::Done };
    Ok(Reply { out, aside: String::new(), exit })
}

/// The files that faults name besides their own.
fn pointed_at<'a>(
    faults: impl Iterator<Item = &'a Fault>,
    catalog: &'a Catalog,
) -> Vec<Source<'a>> {
    let names = faults.flat_map(|fault| {
        [Some(fault.file.as_str()), fault.related.as_ref().map(|related| related.file.as_str())]
    });
    let mut names: Vec<&str> = names.flatten().collect();
    names.sort_unstable();
    names.dedup();
    let source = |name| catalog.text(name).map(|text| Source { name, text });
    names.into_iter().filter_map(source).collect()
}

/// The lines of a checklist that cannot be used, to stand before the failure itself.
pub fn snippets(context: &Context, failure: &Failure) -> Result<String, Failure> {
    let Failure::Checklist(CatalogError::Faulty { files }) = failure else {
        return Ok(String::new());
    };
    let words = LintWords::load(context.lang)?;
    let sources: Vec<Source<'_>> =
        files.iter().map(|file| Source { name: &file.file, text: &file.text }).collect();
    Ok(files.iter().map(|file| snippet::render(&file.faults, &sources, &words)).collect())
}
