//! The rows of each view.

use ratatui::style::Style;

use super::table::Line;
use super::{State, View, letter, percent};
use crate::domain::answer::Verdict;
use crate::domain::tally::Tally;
use crate::domain::trend::{Age, Cell, Count, Mark, Row, Standing};
use crate::text::{Align, line, pad};
use crate::tui::kit::Kit;
use crate::words::fill;

/// Cells of a number in its column.
const NUMBER: usize = 3;

pub(super) fn lines(state: &State, kit: &Kit) -> Vec<Line> {
    match state.view {
        View::Items => items(state, kit),
        View::Rates => rates(state, kit),
        View::Findings => findings(state, kit),
    }
}

fn items(state: &State, kit: &Kit) -> Vec<Line> {
    let trend = &state.trend;
    let mut lines = Vec::new();
    let mut section = None;
    for (at, row) in trend.rows.iter().enumerate() {
        if section != Some(&row.section) {
            section = Some(&row.section);
            let lane = trend.lanes.iter().find(|lane| lane.section.id == row.section);
            lines.extend(lane.map(|lane| Line {
                label: line(&lane.section.title).into_owned(),
                style: kit.theme.title,
                cells: rates_of(&lane.tallies, kit.theme.dim),
                choice: None,
            }));
        }
        lines.push(Line {
            label: format!(" {}", title(row, kit)),
            style: if row.standing == Standing::Retired { kit.theme.dim } else { kit.theme.text },
            cells: row.cells.iter().map(|cell| mark(cell, kit)).collect(),
            choice: Some(at),
        });
    }
    lines
}

/// `ORG-04（廃止） 緊急連絡の体制`: where the title is cut, that is still seen.
pub(super) fn title(row: &Row, kit: &Kit) -> String {
    let id = match row.standing {
        Standing::Current => row.item.to_string(),
        Standing::Retired => fill(&kit.words.trend.sheet.retired, &[("title", row.item.as_str())]),
    };
    format!("{id} {}", line(&row.title))
}

fn mark(cell: &Cell, kit: &Kit) -> (String, Style) {
    let words = &kit.words.trend;
    let text = format!("{}{}", words.mark(cell.mark), words.join(cell));
    let style = match cell.mark {
        Mark::Absent | Mark::NotDue => kit.theme.dim,
        Mark::Asked { verdict, .. } => kit.style_of(verdict),
    };
    (text, style)
}

fn rates_of(tallies: &[Tally], style: Style) -> Vec<(String, Style)> {
    let rate = |tally: &Tally| {
        let text = percent(tally).map_or_else(|| "-".to_owned(), |percent| percent.to_string());
        (pad(&text, NUMBER, Align::Right), style)
    };
    tallies.iter().map(rate).collect()
}

/// `[A] 全区分`: a letter in brackets is in the chart.
fn rates(state: &State, kit: &Kit) -> Vec<Line> {
    let line = |row: usize| {
        let letter = letter(row);
        let sign = if state.is_drawn(row) { format!("[{letter}]") } else { format!(" {letter} ") };
        Line {
            label: format!("{sign} {}", line(state.lane(row, kit))),
            style: kit.theme.text,
            cells: rates_of(&state.tallies(row), kit.theme.text),
            choice: Some(row),
        }
    };
    (0..state.choices()).map(line).collect()
}

fn findings(state: &State, kit: &Kit) -> Vec<Line> {
    let words = &kit.words.trend.screen;
    let theme = &kit.theme;
    let total = |label: &str, of: fn(&Count) -> Option<usize>, style: Style| Line {
        label: label.to_owned(),
        style: theme.title,
        cells: (state.trend.columns.iter())
            .map(|column| {
                let n = of(&column.findings);
                let style = if n.unwrap_or(0) == 0 { theme.dim } else { style };
                let text = n.map_or_else(|| "-".to_owned(), |n| n.to_string());
                (pad(&text, NUMBER, Align::Right), style)
            })
            .collect(),
        choice: None,
    };
    let oldest = |count: &Count| count.oldest.map(|age| age as usize);
    let mut lines = vec![
        total(&words.new, |count| Some(count.new), theme.text),
        total(&words.closed, |count| Some(count.closed), kit.style_of(Some(Verdict::Ok))),
        total(&words.open, |count| Some(count.open), theme.text),
        total(&words.overdue, |count| Some(count.overdue), kit.style_of(Some(Verdict::Ng))),
        total(&words.oldest, oldest, theme.text),
    ];
    for (at, life) in state.trend.findings.iter().enumerate() {
        let grade = kit.terms.grade(life.grade);
        lines.push(Line {
            label: format!(" {} {grade} {}", life.id.item, line(&life.title)),
            style: theme.text,
            cells: life.ages.iter().map(|age| self::age(*age, kit)).collect(),
            choice: Some(at),
        });
    }
    lines
}

fn age(age: Age, kit: &Kit) -> (String, Style) {
    let style = match age {
        Age::Absent => kit.theme.dim,
        Age::Open(_) => kit.theme.text,
        Age::Overdue(_) => kit.style_of(Some(Verdict::Ng)),
        Age::Closed => kit.style_of(Some(Verdict::Ok)),
    };
    (pad(&kit.words.trend.age(age), NUMBER, Align::Right), style)
}
