//! The comparison of two periods as JSON: counts and rates, then every line with both sides.
//!
//! Words are those of files and the command line, never translated ones.

use serde::Serialize;

use super::FORMAT;
use crate::domain::answer::{Grade, Verdict};
use crate::domain::comparison::{Comparison, Counts, Group, Head, Line, Movement, Rates, Side};
use crate::domain::id::SectionId;
use crate::domain::period::Period;
use crate::domain::record::Outcome;
use crate::domain::tally::Tally;
use crate::report::tally_json::TallyShape;
use crate::report::trend_csv::bond;

#[derive(Serialize)]
pub(super) struct ComparisonShape<'a> {
    format: u32,
    kind: &'static str,
    society: &'a str,
    base: HeadShape<'a>,
    target: HeadShape<'a>,
    /// Lines that are a regression.
    regressions: usize,
    counts: Vec<CountShape>,
    rates: RatesShape,
    sections: Vec<SectionShape<'a>>,
    lines: Vec<LineShape<'a>>,
}

#[derive(Serialize)]
struct HeadShape<'a> {
    period: PeriodShape,
    seq: u32,
    version: &'a str,
}

#[derive(Serialize)]
struct PeriodShape {
    id: String,
    name: String,
    start: String,
    end: String,
}

/// A list and not an object, so that the order of the groups is told too.
#[derive(Serialize)]
struct CountShape {
    group: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct RatesShape {
    common: BothShape,
    all: BothShape,
}

#[derive(Serialize)]
struct BothShape {
    base: TallyShape,
    target: TallyShape,
}

#[derive(Serialize)]
struct SectionShape<'a> {
    id: &'a str,
    title: &'a str,
    regressions: usize,
    counts: Vec<CountShape>,
    rates: RatesShape,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the JSON")]
struct LineShape<'a> {
    group: &'static str,
    movement: Option<&'static str>,
    bond: &'static str,
    regression: bool,
    age: Option<u32>,
    first_time: bool,
    note_changed: bool,
    grade_changed: bool,
    section: Option<&'a str>,
    base: Vec<SideShape<'a>>,
    target: Vec<SideShape<'a>>,
}

#[derive(Serialize)]
struct SideShape<'a> {
    /// The period that asked it; `null` where none did.
    period: Option<String>,
    item: &'a str,
    title: &'a str,
    question: &'a str,
    verdict: Option<&'static str>,
    grade: Option<&'static str>,
    note: &'a str,
    reason: &'a str,
    evidence: Vec<&'a str>,
    last: Option<LastShape>,
}

#[derive(Serialize)]
struct LastShape {
    period: String,
    verdict: &'static str,
}

impl<'a> ComparisonShape<'a> {
    pub(super) fn of(comparison: &'a Comparison) -> Self {
        let sections = comparison.sections.iter().map(|part| SectionShape {
            id: part.id.as_str(),
            title: &part.title,
            regressions: part.counts.regressions,
            counts: counts(&part.counts),
            rates: rates(&part.rates),
        });
        Self {
            format: FORMAT,
            kind: "comparison",
            society: &comparison.society,
            base: head(&comparison.base),
            target: head(&comparison.target),
            regressions: comparison.counts.regressions,
            counts: counts(&comparison.counts),
            rates: rates(&comparison.rates),
            sections: sections.collect(),
            lines: comparison.lines.iter().map(line).collect(),
        }
    }
}

fn head(head: &Head) -> HeadShape<'_> {
    HeadShape { period: period(head.period), seq: head.seq, version: &head.checklist_version }
}

fn period(period: Period) -> PeriodShape {
    PeriodShape {
        id: period.to_string(),
        name: period.in_era(),
        start: period.start().to_string(),
        end: period.end().to_string(),
    }
}

fn counts(counts: &Counts) -> Vec<CountShape> {
    let count = |group: Group| CountShape { group: group.name(), count: counts.get(group) };
    Group::ALL.into_iter().map(count).collect()
}

fn rates(rates: &Rates) -> RatesShape {
    let both =
        |(base, target): &(Tally, Tally)| BothShape { base: base.into(), target: target.into() };
    RatesShape { common: both(&rates.common), all: both(&rates.all) }
}

fn line(line: &Line) -> LineShape<'_> {
    LineShape {
        group: line.group.name(),
        movement: line.movement.map(Movement::name),
        bond: bond(line.bond),
        regression: line.regression,
        age: line.age,
        first_time: line.is_first_time(),
        note_changed: line.note_changed,
        grade_changed: line.grades.is_some(),
        section: line.section().map(SectionId::as_str),
        base: line.base.iter().map(side).collect(),
        target: line.target.iter().map(side).collect(),
    }
}

fn side(side: &Side) -> SideShape<'_> {
    let answer = side.answer();
    let last = match side.outcome {
        Outcome::Asked { last, .. } | Outcome::NotDue { last } => last,
    };
    SideShape {
        period: answer.map(|_| side.period.to_string()),
        item: side.item.id.as_str(),
        title: &side.item.title,
        question: &side.item.question,
        verdict: answer.and_then(|answer| answer.verdict).map(Verdict::name),
        grade: answer.and_then(|answer| answer.remedy.grade).map(Grade::name),
        note: answer.map_or("", |answer| &answer.note),
        reason: answer.map_or("", |answer| &answer.reason),
        evidence: answer
            .map(|answer| answer.evidence.iter().map(|e| e.text.as_str()).collect())
            .unwrap_or_default(),
        last: last.map(|(period, verdict)| LastShape {
            period: period.to_string(),
            verdict: verdict.name(),
        }),
    }
}
