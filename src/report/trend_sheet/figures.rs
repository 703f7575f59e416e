//! The drawings of a trend: rates, the strip of items and periods, ages of open findings.
//!
//! Each holds what a table of the same sheet holds, and says it in sentences too.

use super::{Scribe, tone};
use crate::domain::tally::{Rate, Tally};
use crate::domain::trend::{self, Age, Standing};
use crate::report::scribe::put;
use crate::report::sheet::{Bar, Block, Chart, Plot, Series, Share, Strip};
use crate::words::fill;

impl Scribe<'_> {
    /// What a period is called below a bar.
    fn periods(&self) -> Vec<String> {
        self.trend.columns.iter().map(|column| column.period.in_era_short()).collect()
    }

    pub(super) fn share_chart(&self) -> Block {
        let words = &self.words.figure;
        let all: Vec<Tally> = self.trend.columns.iter().map(|column| column.tally).collect();
        let lanes = self.trend.lanes.iter();
        let lanes = lanes.map(|lane| (lane.section.short.as_str(), lane.tallies.as_slice()));
        let series: Vec<(&str, &[Tally])> =
            std::iter::once((self.words.sheet.all.as_str(), all.as_slice())).chain(lanes).collect();
        let periods = self.periods();
        let told = series.iter().map(|(label, tallies)| {
            let none = || words.none.clone();
            let rates = periods.iter().zip(*tallies).map(|(period, tally)| {
                let rate = tally.rate().map_or_else(none, |rate| rate.to_string());
                put(&words.value, &[("period", period.clone()), ("value", rate)])
            });
            self.sentence(label, &rates.collect::<Vec<_>>())
        });
        let told = std::iter::once(words.shares_told.clone()).chain(told).collect();
        let share = |tally: &Tally| tally.rate().map(|Rate { ok, of }| Share { part: ok, of });
        let series = series.iter().map(|(label, tallies)| Series {
            label: (*label).to_owned(),
            values: tallies.iter().map(share).collect(),
        });
        let plot = Plot::Shares { series: series.collect(), periods };
        Block::Chart(Chart { title: words.shares.clone(), told, plot })
    }

    pub(super) fn strip_chart(&self) -> Block {
        let words = &self.words.figure;
        let mut rows = Vec::new();
        for lane in &self.trend.lanes {
            for row in self.trend.rows_of(lane) {
                let retired = row.standing == Standing::Retired;
                let id = row.item.to_string();
                let label =
                    if retired { put(&self.words.sheet.retired, &[("title", id)]) } else { id };
                let mark = |cell: &trend::Cell| (self.words.mark(cell.mark).to_owned(), tone(cell));
                rows.push(Strip {
                    label,
                    group: lane.section.title.clone(),
                    marks: row.cells.iter().map(mark).collect(),
                });
            }
        }
        let told = [words.strip_told.as_str(), &self.words.legend.verdicts].concat();
        let plot = Plot::Strip { periods: self.periods(), rows };
        Block::Chart(Chart { title: words.strip.clone(), told, plot })
    }

    /// The findings that are open in the newest period, by their age in periods.
    pub(super) fn age_chart(&self) -> Option<Block> {
        let words = &self.words.figure;
        let newest = self.trend.findings.iter().filter_map(|life| life.ages.last().copied());
        let open: Vec<(usize, bool)> = newest
            .filter_map(|age| {
                let periods = usize::try_from(age.periods()?).ok()?;
                Some((periods, matches!(age, Age::Overdue(_))))
            })
            .collect();
        let oldest = open.iter().map(|(age, _)| *age).max()?;
        // Every age to a year and a half of quarters has its bar; older ones share the last.
        let last = oldest.min(OLDEST);
        let bars: Vec<Bar> = (0..=last)
            .map(|age| {
                let shares = oldest > OLDEST && age == last;
                let here: Vec<bool> = open
                    .iter()
                    .filter(|(periods, _)| if shares { *periods >= age } else { *periods == age })
                    .map(|(_, overdue)| *overdue)
                    .collect();
                let template = match age {
                    0 => &words.age_new,
                    _ if shares => &words.age_more,
                    _ => &words.age,
                };
                Bar {
                    label: fill(template, &[("n", &age.to_string())]),
                    count: here.len(),
                    part: here.iter().filter(|overdue| **overdue).count(),
                }
            })
            .collect();
        let told = bars.iter().filter(|bar| bar.count > 0).map(|bar| {
            let (n, overdue) = (bar.count.to_string(), bar.part.to_string());
            put(&words.bar, &[("label", bar.label.clone()), ("n", n), ("overdue", overdue)])
        });
        let told = words.ages_told.clone() + &told.collect::<Vec<_>>().join(&words.comma);
        let plot = Plot::Counts { bars, part_label: words.overdue.clone() };
        Some(Block::Chart(Chart { title: words.ages.clone(), told: told + &words.stop, plot }))
    }

    fn sentence(&self, label: &str, values: &[String]) -> String {
        let words = &self.words.figure;
        let values = values.join(&words.comma);
        put(&words.series, &[("label", label.to_owned()), ("values", values)])
    }
}

/// The oldest age with a bar of its own, in periods.
const OLDEST: usize = 6;
