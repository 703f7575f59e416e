//! The 参考指標 as JSON: the same figures in the report, in `tenken status` and for programs.
//!
//! No words are in it but names of things; docs/formats.md tells of each field.

use serde::Serialize;

use crate::domain::indicators::{Hasty, Indicators};

#[derive(Debug, Serialize)]
pub struct IndicatorsShape<'a> {
    texts: usize,
    carried: usize,
    notes: usize,
    same_notes: Vec<&'a str>,
    answered: usize,
    run: Option<RunShape<'a>>,
    measured: usize,
    reading_speed: u32,
    fast: Vec<HastyShape<'a>>,
    last: Option<WholeShape>,
    comment: &'a str,
}

#[derive(Debug, Serialize)]
struct RunShape<'a> {
    verdict: &'static str,
    length: usize,
    first: &'a str,
    last: &'a str,
}

#[derive(Debug, Serialize)]
struct HastyShape<'a> {
    item: &'a str,
    seconds: u32,
    characters: u32,
}

#[derive(Debug, Serialize)]
struct WholeShape {
    period: String,
    common: usize,
    same: usize,
}

impl<'a> IndicatorsShape<'a> {
    pub fn of(found: &'a Indicators) -> Self {
        let hasty = |hasty: &'a Hasty| HastyShape {
            item: hasty.item.as_str(),
            seconds: hasty.seconds,
            characters: hasty.characters,
        };
        Self {
            texts: found.texts,
            carried: found.carried,
            notes: found.notes,
            same_notes: found.same_notes.iter().map(|id| id.as_str()).collect(),
            answered: found.answered,
            run: found.run.as_ref().map(|run| RunShape {
                verdict: run.verdict.name(),
                length: run.length,
                first: run.first.as_str(),
                last: run.last.as_str(),
            }),
            measured: found.measured,
            reading_speed: found.reading_speed,
            fast: found.fast.iter().map(hasty).collect(),
            last: found.whole.map(|whole| WholeShape {
                period: whole.last.to_string(),
                common: whole.common,
                same: whole.same,
            }),
            comment: &found.comment,
        }
    }
}
