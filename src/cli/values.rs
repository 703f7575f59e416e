//! How the words of arguments are read: each name, in either language, as the value it stands for.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::domain::answer::{Grade, Verdict};
use crate::domain::audit::Opinion;
use crate::domain::checklist::Method;
use crate::domain::comparison::Group;
use crate::domain::period::Cycle;
use crate::report::Format;
use crate::report::rows::RowFormat;
use crate::words::Lang;

pub(super) fn named<T: Clone + Send + Sync + 'static>(
    names: Vec<(PossibleValue, T)>,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<PossibleValue> = names.iter().map(|(name, _)| name.clone()).collect();
    PossibleValuesParser::new(values).try_map(move |text: String| {
        let found = names.iter().find(|(name, _)| name.matches(&text, false));
        found.map(|(_, value)| value.clone()).ok_or(clap::Error::new(
            // The parser lets nothing else through.
            clap::error::ErrorKind::InvalidValue,
        ))
    })
}

pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    named(Lang::ALL.map(|lang| (PossibleValue::new(lang.name()), lang)).to_vec())
}

pub(super) fn cycle() -> impl TypedValueParser<Value = Cycle> {
    named(Cycle::ALL.map(|cycle| (PossibleValue::new(cycle.name()), cycle)).to_vec())
}

pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    named(Format::ALL.map(|format| (PossibleValue::new(format.name()), format)).to_vec())
}

pub(super) fn row_format() -> impl TypedValueParser<Value = RowFormat> {
    named(RowFormat::ALL.map(|format| (PossibleValue::new(format.name()), format)).to_vec())
}

pub(super) fn method() -> impl TypedValueParser<Value = Method> {
    named(Method::ALL.map(|method| (PossibleValue::new(method.name()), method)).to_vec())
}

pub(super) fn group() -> impl TypedValueParser<Value = Group> {
    named(Group::ALL.map(|group| (PossibleValue::new(group.name()), group)).to_vec())
}

pub(super) fn verdict() -> impl TypedValueParser<Value = Verdict> {
    let name = |v: Verdict| (PossibleValue::new(v.name()).alias(v.kanji()), v);
    named(Verdict::ALL.map(name).to_vec())
}

pub(super) fn opinion() -> impl TypedValueParser<Value = Opinion> {
    let name = |o: Opinion| (PossibleValue::new(o.name()).alias(o.kanji()), o);
    named(Opinion::ALL.map(name).to_vec())
}

pub(super) fn grade() -> impl TypedValueParser<Value = Grade> {
    let name = |g: Grade| (PossibleValue::new(g.name()).alias(g.kanji()), g);
    named(Grade::ALL.map(name).to_vec())
}
