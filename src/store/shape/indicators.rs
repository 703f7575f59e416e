//! `[indicators]` of a record: the figures of the 参考指標 with what each of them rests on.
//!
//! They are kept as they were when the record was sealed, and never counted anew from it.

use serde::Deserialize;
use toml::Value;

use super::item::item_id;
use super::{ShapeError, parsed};
use crate::domain::answer::Verdict;
use crate::domain::id::ItemId;
use crate::domain::indicators::{Hasty, Indicators, Run, Whole};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorsShape {
    texts: usize,
    carried: usize,
    notes: usize,
    same_notes: Vec<String>,
    answered: usize,
    run: Option<RunShape>,
    measured: usize,
    reading_speed: u32,
    #[serde(default)]
    fast: Vec<HastyShape>,
    last: Option<WholeShape>,
    #[serde(default)]
    comment: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RunShape {
    verdict: String,
    length: usize,
    first: String,
    last: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HastyShape {
    item: String,
    seconds: u32,
    characters: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeShape {
    period: String,
    common: usize,
    same: usize,
}

impl IndicatorsShape {
    pub(super) fn read(self) -> Result<Indicators, ShapeError> {
        Ok(Indicators {
            texts: self.texts,
            carried: self.carried,
            notes: self.notes,
            same_notes: self.same_notes.iter().map(|id| item_id(id)).collect::<Result<_, _>>()?,
            answered: self.answered,
            run: self.run.map(RunShape::read).transpose()?,
            measured: self.measured,
            fast: self.fast.into_iter().map(HastyShape::read).collect::<Result<_, _>>()?,
            reading_speed: self.reading_speed,
            whole: self.last.map(WholeShape::read).transpose()?,
            comment: self.comment,
        })
    }
}

impl RunShape {
    fn read(self) -> Result<Run, ShapeError> {
        Ok(Run {
            verdict: Verdict::named(&self.verdict)
                .ok_or_else(|| ShapeError::value("verdict", &self.verdict, "a known word"))?,
            length: self.length,
            first: item_id(&self.first)?,
            last: item_id(&self.last)?,
        })
    }
}

impl HastyShape {
    fn read(self) -> Result<Hasty, ShapeError> {
        let Self { item, seconds, characters } = self;
        Ok(Hasty { item: item_id(&item)?, seconds, characters })
    }
}

impl WholeShape {
    fn read(self) -> Result<Whole, ShapeError> {
        let last = parsed("period", &self.period, "a period")?;
        Ok(Whole { last, common: self.common, same: self.same })
    }
}

/// The keys in their order in files; the hasty items follow as blocks of their own.
pub(super) fn indicators_pairs(found: &Indicators) -> Vec<(&'static str, Value)> {
    let mut pairs = vec![
        ("texts", count(found.texts)),
        ("carried", count(found.carried)),
        ("notes", count(found.notes)),
        ("same_notes", Value::Array(found.same_notes.iter().map(id).collect())),
        ("answered", count(found.answered)),
    ];
    if let Some(run) = &found.run {
        let verdict = Value::String(run.verdict.name().to_owned());
        let length = count(run.length);
        let (first, last) = (id(&run.first), id(&run.last));
        let run = [("verdict", verdict), ("length", length), ("first", first), ("last", last)];
        pairs.push(("run", table(run)));
    }
    pairs.push(("measured", count(found.measured)));
    pairs.push(("reading_speed", Value::Integer(found.reading_speed.into())));
    if let Some(whole) = found.whole {
        let period = Value::String(whole.last.to_string());
        let (common, same) = (count(whole.common), count(whole.same));
        pairs.push(("last", table([("period", period), ("common", common), ("same", same)])));
    }
    pairs.push(("comment", Value::String(found.comment.clone())));
    pairs
}

/// The keys of one hasty item.
pub(super) fn hasty_pairs(hasty: &Hasty) -> Vec<(&'static str, Value)> {
    vec![
        ("item", id(&hasty.item)),
        ("seconds", Value::Integer(hasty.seconds.into())),
        ("characters", Value::Integer(hasty.characters.into())),
    ]
}

fn count(n: usize) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn id(item: &ItemId) -> Value {
    Value::String(item.to_string())
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
