//! 推移: sealed periods side by side, in three views under one row of periods.
//!
//! It keeps where the person is and which lines are drawn; what is seen follows from that and the
//! size of the window.

mod chart;
mod lines;
mod table;
mod told;
mod update;
mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use self::update::update;
pub(super) use self::view::view;
use super::keymap::Command;
use super::kit::Kit;
use crate::domain::tally::Tally;
use crate::domain::trend::{Column, Row, Trend};
use crate::words::fill;

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// Items, under their sections.
    Items,
    /// Sections with their rates, and a chart of some of them.
    Rates,
    Findings,
}

impl View {
    const ALL: [Self; 3] = [Self::Items, Self::Rates, Self::Findings];
}

#[derive(Debug, Clone)]
pub struct State {
    trend: Arc<Trend>,
    view: View,
    /// Index into the columns of the trend.
    column: usize,
    /// The chosen row of each view.
    rows: [usize; View::ALL.len()],
    /// The lines that stay in the chart, by their rows; the chosen one is always there.
    kept: BTreeSet<usize>,
}

impl State {
    /// At the newest period.
    pub(super) fn new(trend: Arc<Trend>) -> Self {
        let column = trend.columns.len().saturating_sub(1);
        let (rows, kept) = ([0; View::ALL.len()], BTreeSet::from([0]));
        Self { trend, view: View::Items, column, rows, kept }
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self, kit: &Kit) -> String {
        let period = |column: Option<&Column>| {
            column.map(|column| kit.terms.period(column.period)).unwrap_or_default()
        };
        let (first, last) = (period(self.trend.columns.first()), period(self.trend.columns.last()));
        fill(&kit.words.trend.screen.about, &[("first", &first), ("last", &last)])
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        match self.view {
            View::Items => &[C::NextView, C::Report, C::NextSection, C::Export, C::Help, C::Back],
            View::Rates => &[C::NextView, C::Pick, C::Report, C::Export, C::Help, C::Back],
            View::Findings => &[C::NextView, C::Report, C::Export, C::Help, C::Back],
        }
    }

    /// Rows that can be chosen in this view.
    fn choices(&self) -> usize {
        match self.view {
            View::Items => self.trend.rows.len(),
            View::Rates => self.trend.lanes.len() + 1,
            View::Findings => self.trend.findings.len(),
        }
    }

    fn row(&self) -> usize {
        self.rows[self.view as usize]
    }

    fn go_to_row(&mut self, row: usize) {
        self.rows[self.view as usize] = row.min(self.choices().saturating_sub(1));
    }

    fn go_to_column(&mut self, column: usize) {
        self.column = column.min(self.trend.columns.len().saturating_sub(1));
    }

    /// The column that the person is at.
    fn here(&self) -> Option<&Column> {
        self.trend.columns.get(self.column)
    }

    fn item(&self) -> Option<&Row> {
        self.trend.rows.get(self.row())
    }

    /// The counts of a row of the rates; the first row is that of all sections.
    fn tallies(&self, row: usize) -> Vec<Tally> {
        match row.checked_sub(1) {
            None => self.trend.columns.iter().map(|column| column.tally).collect(),
            Some(at) => self.trend.lanes.get(at).map_or_else(Vec::new, |l| l.tallies.clone()),
        }
    }

    /// The name of a row of the rates.
    fn lane<'a>(&'a self, row: usize, kit: &'a Kit) -> &'a str {
        let lane = row.checked_sub(1).and_then(|at| self.trend.lanes.get(at));
        lane.map_or(&kit.words.trend.screen.all, |lane| &lane.section.title)
    }

    /// The same in few letters.
    fn lane_short<'a>(&'a self, row: usize, kit: &'a Kit) -> &'a str {
        let lane = row.checked_sub(1).and_then(|at| self.trend.lanes.get(at));
        lane.map_or(&kit.words.trend.screen.all, |lane| &lane.section.short)
    }

    /// Whether the line of a row of the rates is in the chart.
    fn is_drawn(&self, row: usize) -> bool {
        self.row() == row || self.kept.contains(&row)
    }
}

/// The letter of a line in the chart.
fn letter(row: usize) -> char {
    ('A'..='Z').chain('a'..='z').nth(row).unwrap_or('#')
}

/// A rate in whole percent, 100 only where nothing is missing.
fn percent(tally: &Tally) -> Option<usize> {
    let rate = tally.rate()?;
    let rounded = (rate.ok * 200 + rate.of) / (rate.of * 2);
    Some(if rate.ok < rate.of { rounded.min(99) } else { rounded })
}
