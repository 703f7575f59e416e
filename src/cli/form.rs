//! `tenken form`: the due items as a form, in a file or printed.

use std::path::Path;

use super::context::Context;
use super::form_args::{FormFormat, MakeForm};
use super::reply::{Reply, Stop, clean, put};
use super::report::PRINT;
use crate::app::documents;
use crate::app::exporting::{self, Others, Written};
use crate::app::failure::{Exit, Failure};
use crate::app::forming;
use crate::app::inspect::Work;
use crate::domain::checklist::Section;
use crate::domain::id::SectionId;
use crate::report::form_sheet::{self, Blank};
use crate::report::form_workbook::form_workbook;
use crate::report::{html, markdown, text};
use crate::text::fold;
use crate::words::PaperFormWords;

pub fn run(context: &Context, args: &MakeForm) -> Result<Reply, Stop> {
    let words = PaperFormWords::load(context.lang)?;
    let period = context.app.period(&args.period)?;
    let work = forming::work(&context.app, period)?;
    let sections = match sections(&work, &args.sections) {
        Ok(sections) => sections,
        Err(name) => return Ok(unknown(context, &words, &work, name)),
    };
    let blank = Blank { sections: &sections, ..forming::blank(&work) };
    let items = blank.count(&words, &context.terms);
    if items == 0 {
        let told = put(&words.made.nothing, &[("period", &context.period(period))]);
        return Ok(Reply::refused(&told, Exit::Refused, &context.words));
    }
    let prints = args.out.as_deref() == Some(Path::new(PRINT));
    let sheet = || form_sheet::compose(&blank, &words, &context.terms, context.lang);
    let bytes = match args.format {
        FormFormat::Xlsx | FormFormat::Pdf if prints => {
            return Err(Stop::Usage(words.made.binary.clone()));
        }
        FormFormat::Xlsx => {
            let digest = work.inspection.checklist_digest();
            form_workbook(&blank, digest, &words, &context.terms).map_err(Failure::from)?
        }
        FormFormat::Pdf => documents::pages(&context.app, &sheet(), context.app.now().at, None)?,
        FormFormat::Html => html(&sheet()).into_bytes(),
        FormFormat::Txt => text(&sheet()).into_bytes(),
        FormFormat::Md => markdown(&sheet()).into_bytes(),
    };
    if prints {
        return Ok(Reply::done(String::from_utf8_lossy(&bytes).into_owned()));
    }
    let ids: Vec<&str> = sections.iter().map(SectionId::as_str).collect();
    let of = if ids.is_empty() { String::new() } else { format!("_{}", ids.join("_")) };
    let name = format!("{period}_form{of}.{}", args.format.ending());
    let file = forming::place(&context.app, args.out.as_deref(), &name);
    let others = if args.force { Others::Replace } else { Others::Stay };
    let shown = file.display().to_string();
    let made = match exporting::place(&context.app, &file, &bytes, others) {
        Ok(made) => made,
        Err(Failure::OtherContent { .. }) => {
            let told = put(&words.made.exists, &[("file", &shown)]);
            return Ok(Reply::refused(&told, Exit::Refused, &context.words));
        }
        Err(failure) => return Err(failure.into()),
    };
    let template = match made {
        Written::New => &words.made.new,
        Written::Same => &words.made.same,
        Written::Replaced => &words.made.replaced,
    };
    let values = [("file", shown.as_str()), ("items", &items.to_string())];
    let mut out = format!("{}\n", clean(template, &values));
    if args.format == FormFormat::Xlsx {
        out.push_str(&context.todo(&clean(&words.made.todo, &values)));
    }
    Ok(Reply::done(out))
}

/// The sections of these names or ids; else the name that is none.
fn sections<'a>(work: &Work, names: &'a [String]) -> Result<Vec<SectionId>, &'a String> {
    let is = |section: &Section, name: &str| {
        let name = fold(name.trim());
        let known = [section.id.as_str(), &section.title, &section.short];
        known.iter().any(|text| fold(text) == name)
    };
    let known = &work.checklist.sections;
    if let Some(name) = names.iter().find(|name| !known.iter().any(|one| is(one, name))) {
        return Err(name);
    }
    let wanted = known.iter().filter(|section| names.iter().any(|n| is(section, n)));
    Ok(wanted.map(|section| section.id.clone()).collect())
}

fn unknown(context: &Context, words: &PaperFormWords, work: &Work, name: &str) -> Reply {
    let list: Vec<&str> = work.checklist.sections.iter().map(|s| s.title.as_str()).collect();
    let list = list.join("、");
    let told = put(&words.made.section, &[("text", name), ("list", &list)]);
    Reply::refused(&told, Exit::Usage, &context.words)
}
