//! `tenken compare`: two sealed periods side by side.

use super::args::{self, TableForm};
use super::context::Context;
use super::reply::{Reply, Stop, put};
use super::show::warn_of;
use crate::app::comparing::{self, Pair};
use crate::app::failure::Exit;
use crate::domain::comparison::{Comparison, SectionPart};
use crate::report;
use crate::report::comparison_sheet::{self, Telling};
use crate::text::fold;
use crate::words::ComparisonWords;

pub fn run(context: &Context, args: &args::Compare) -> Result<Reply, Stop> {
    let words = ComparisonWords::load(context.lang)?;
    let compared = comparing::compare(&context.app, pair(context, args)?)?;
    let regressed = compared.comparison.counts.regressions > 0;
    let sections = sections(&compared.comparison, &args.sections, &words)?;
    let mut shown: Vec<String> = Vec::new();
    shown.extend(args.groups.iter().map(|group| words.group(*group).to_owned()));
    shown.extend(sections.iter().map(|section| section.title.clone()));
    let ids: Vec<_> = sections.into_iter().map(|section| section.id).collect();
    let comparison = compared.comparison.only(&args.groups, &ids);
    let telling = Telling { words: &words, terms: &context.terms };
    let sheet = || comparison_sheet::compose(&comparison, &shown, telling);
    let mut reply = Reply::done(match args.format {
        TableForm::Text => report::text(&sheet()),
        TableForm::Md => report::markdown(&sheet()),
        TableForm::Json => report::comparison_json(&comparison),
        TableForm::Csv => report::comparison_csv(&comparison),
    });
    if args.fail_on_regression && regressed {
        reply.exit = Exit::Refused;
    }
    warn_of(context, &compared.altered, &mut reply);
    Ok(reply)
}

fn pair(context: &Context, args: &args::Compare) -> Result<Pair, Stop> {
    let period = |text: &Option<String>| text.as_deref().map(|text| context.app.period(text));
    let (base, target) = (period(&args.base).transpose()?, period(&args.target).transpose()?);
    Ok(match (base, target) {
        (base, _) if args.same_quarter => Pair::YearBefore(base),
        (Some(base), Some(target)) => Pair::Of { base, target },
        (Some(target), None) => Pair::Before(target),
        (None, _) => Pair::Newest,
    })
}

/// The sections of these names, in the order of the comparison.
fn sections(
    comparison: &Comparison,
    names: &[String],
    words: &ComparisonWords,
) -> Result<Vec<SectionPart>, Stop> {
    let is = |part: &SectionPart, name: &str| {
        let name = fold(name.trim());
        [part.id.as_str(), &part.title, &part.short].iter().any(|text| fold(text) == name)
    };
    let known = &comparison.sections;
    if let Some(name) = names.iter().find(|name| !known.iter().any(|part| is(part, name))) {
        let list: Vec<String> =
            known.iter().map(|part| format!("{} {}", part.id, part.title)).collect();
        let list = list.join(&words.sheet.comma);
        let told = put(&words.usage.section, &[("value", name), ("list", &list)]);
        return Err(Stop::Usage(told));
    }
    let wanted = known.iter().filter(|part| names.iter().any(|name| is(part, name)));
    Ok(wanted.cloned().collect())
}
