//! `tenken trend`: sealed periods side by side.

use std::num::NonZeroUsize;

use super::args::{self, TableForm};
use super::context::Context;
use super::reply::{Reply, Stop, put};
use crate::app::trends;
use crate::domain::checklist::Section;
use crate::domain::trend::Trend;
use crate::report;
use crate::report::trend_sheet::{self, Scope};
use crate::text::fold;
use crate::words::TrendWords;

/// How many periods are shown unless it is said.
const LAST: NonZeroUsize = NonZeroUsize::new(8).expect("it is not zero");
/// How many of them fit into the 80 cells of a text.
const IN_TEXT: usize = 8;

pub fn run(context: &Context, args: &args::Trend) -> Result<Reply, Stop> {
    let words = TrendWords::load(context.lang)?;
    let last = args.last.as_deref().map_or(Ok(LAST), |text| number(text, &words))?;
    let trend = trends::trend(&context.app, last)?;
    let sections = sections(&trend, &args.sections, &words)?;
    let ids: Vec<_> = sections.iter().map(|section| section.id.clone()).collect();
    let trend = if ids.is_empty() { trend } else { trend.only(&ids) };
    let names: Vec<String> = sections.into_iter().map(|section| section.title).collect();
    let scope = Scope { periods: trend.columns.len(), sections: &names };
    let sheet = |trend: &Trend| trend_sheet::compose(trend, scope, &words, &context.terms);
    let mut reply = Reply::done(match args.format {
        TableForm::Text => report::text(&sheet(&trend.newest(IN_TEXT))),
        TableForm::Md => report::markdown(&sheet(&trend)),
        TableForm::Json => report::trend_json(&trend),
        TableForm::Csv => report::trend_csv(&trend),
    });
    // The sheets say it themselves; what reads the others may be deaf to it.
    if matches!(args.format, TableForm::Json | TableForm::Csv) {
        let mixed = trend_sheet::mixed(&trend, &words);
        reply.aside = mixed.iter().map(|text| context.warning(text)).collect();
    }
    Ok(reply)
}

/// A number of periods, in digits of any width.
fn number(text: &str, words: &TrendWords) -> Result<NonZeroUsize, Stop> {
    let number = fold(text).trim().parse();
    number.map_err(|_| Stop::Usage(put(&words.usage.last, &[("value", text)])))
}

/// The sections of these names, in the order of the trend.
fn sections(trend: &Trend, names: &[String], words: &TrendWords) -> Result<Vec<Section>, Stop> {
    let is = |section: &Section, name: &str| {
        let name = fold(name.trim());
        let known = [section.id.as_str(), &section.title, &section.short];
        known.iter().any(|text| fold(text) == name)
    };
    let known = || trend.lanes.iter().map(|lane| &lane.section);
    if let Some(name) = names.iter().find(|name| !known().any(|section| is(section, name))) {
        let list: Vec<String> =
            known().map(|section| format!("{} {}", section.id, section.title)).collect();
        let list = list.join(&words.version.comma);
        let told = put(&words.usage.section, &[("value", name), ("list", &list)]);
        return Err(Stop::Usage(told));
    }
    let wanted = known().filter(|section| names.iter().any(|name| is(section, name)));
    Ok(wanted.cloned().collect())
}
