//! What is told below the table: the chosen cell in words, and what the marks mean.

use ratatui::style::Style;

use super::lines::title;
use super::{State, View};
use crate::domain::answer::Verdict;
use crate::domain::lineage::Bond;
use crate::domain::trend::{Age, Cell, Column, Life, Mark, Row};
use crate::report::trend_sheet::{mixed, revision};
use crate::text::{line, wrapped};
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::words::fill;

/// The chosen cell, in rows of at most `width` cells.
pub(super) fn details(state: &State, kit: &Kit, width: usize) -> Vec<(String, Style)> {
    let Some(column) = state.here() else { return Vec::new() };
    let theme = &kit.theme;
    let mut texts: Vec<(String, Style)> = Vec::new();
    match state.view {
        View::Items => {
            if let Some(row) = state.item() {
                texts.push((title(row, kit), theme.title));
                if let Some(cell) = row.cells.get(state.column) {
                    texts.push(told_cell(cell, column, kit));
                    texts.extend(finding_of(state, row, cell).map(|life| found(state, life, kit)));
                }
            }
        }
        View::Rates => texts.extend(rate(state, column, kit)),
        View::Findings => texts.extend(finding(state, column, kit)),
    }
    if let Some(change) = &column.revision {
        texts.push((revision(column, change, &kit.words.trend, &kit.terms), theme.warn));
    }
    let rows = texts.into_iter().flat_map(|(text, style)| {
        let rows = wrapped(&line(&text), width);
        rows.into_iter().map(move |row| (row, style))
    });
    rows.collect()
}

/// `令和7年度第2四半期  不適（軽微）  統合前: ORG-04、ORG-05`.
fn told_cell(cell: &Cell, column: &Column, kit: &Kit) -> (String, Style) {
    let words = &kit.words.trend.screen;
    let (verdict, style) = match cell.mark {
        Mark::Absent => (words.absent.clone(), kit.theme.dim),
        Mark::NotDue => (kit.terms.not_due().to_owned(), kit.theme.text),
        Mark::Asked { verdict, grade } => {
            let said = kit.terms.verdict(verdict);
            let graded = grade.map(|grade| {
                let values = [("verdict", said), ("grade", kit.terms.grade(grade))];
                fill(&words.graded, &values)
            });
            (graded.unwrap_or_else(|| said.to_owned()), kit.style_of(verdict))
        }
    };
    let period = kit.terms.period(column.period);
    let mut text = fill(&words.cell, &[("period", &period), ("verdict", &verdict)]);
    if let Some(through) = &cell.through {
        let template = match through.bond {
            Bond::Merged => &words.was_merged,
            Bond::Split => &words.was_split,
            Bond::Reworded => &words.was_reworded,
            Bond::Same | Bond::Added | Bond::Removed => &words.was_same,
        };
        let items: Vec<String> = through.items.iter().map(ToString::to_string).collect();
        let items = items.join(&kit.words.trend.version.comma);
        text = format!("{text}  {}", fill(template, &[("items", &items)]));
    }
    (text, style)
}

/// The finding that stands behind the cell.
fn finding_of<'a>(state: &'a State, row: &Row, cell: &Cell) -> Option<&'a Life> {
    let fault = matches!(cell.mark, Mark::Asked { verdict: Some(Verdict::Ng), .. });
    let items = cell.through.as_ref().map_or(std::slice::from_ref(&row.item), |t| &t.items);
    state.trend.findings.iter().find(|life| {
        let open = life.ages.get(state.column).and_then(|age| age.periods());
        fault && open.is_some() && items.contains(&life.id.item)
    })
}

/// `F-FY2025-Q1-TEC-01  経過2!期  …`.
fn found(state: &State, life: &Life, kit: &Kit) -> (String, Style) {
    let age = life.ages.get(state.column).copied().unwrap_or(Age::Absent);
    let (id, age, what) = (life.id.to_string(), kit.words.trend.age(age), line(&life.what));
    let values = [("id", &*id), ("age", &age), ("text", &*what)];
    (fill(&kit.words.trend.screen.finding, &values), kit.theme.text)
}

fn rate(state: &State, column: &Column, kit: &Kit) -> Vec<(String, Style)> {
    let words = &kit.words.trend.screen;
    let row = state.row();
    let Some(tally) = state.tallies(row).get(state.column).copied() else { return Vec::new() };
    let period = kit.terms.period(column.period);
    let values = [("section", state.lane_short(row, kit)), ("period", &*period)];
    let text = match tally.rate() {
        None => fill(&words.no_rate, &values),
        Some(rate) => {
            let rate = rate.to_string();
            fill(&words.rate, &[values[0], values[1], ("rate", &rate)])
        }
    };
    let numbers = Verdict::ALL.map(|verdict| tally.of(verdict).to_string());
    let ([ok, ng, na, unverified], not_due) = (&numbers, tally.not_due.to_string());
    let values =
        [("ok", ok), ("ng", ng), ("na", na), ("unverified", unverified), ("not_due", &not_due)];
    let counts = fill(&words.counts, &values.map(|(name, n)| (name, n.as_str())));
    vec![(text, kit.theme.title), (counts, kit.theme.text)]
}

fn finding(state: &State, column: &Column, kit: &Kit) -> Vec<(String, Style)> {
    let words = &kit.words.trend.screen;
    let period = kit.terms.period(column.period);
    let count = column.findings;
    let numbers = [count.new, count.closed, count.open, count.overdue].map(|n| n.to_string());
    let [new, closed, open, overdue] = &numbers;
    let values = [
        ("period", &*period),
        ("new", new),
        ("closed", closed),
        ("open", open),
        ("overdue", overdue),
    ];
    let total = (fill(&words.total, &values), kit.theme.text);
    let Some(life) = state.trend.findings.get(state.row()) else {
        return vec![(words.no_findings.clone(), kit.theme.text), total];
    };
    let age = life.ages.get(state.column).copied().unwrap_or(Age::Absent);
    let (template, style) = match age {
        Age::Absent => (&words.finding_absent, kit.theme.dim),
        Age::Open(_) => (&words.finding_open, kit.theme.text),
        Age::Overdue(_) => (&words.finding_overdue, kit.style_of(Some(Verdict::Ng))),
        Age::Closed => (&words.finding_closed, kit.style_of(Some(Verdict::Ok))),
    };
    let number = age.periods().map(|age| age.to_string()).unwrap_or_default();
    let grade = kit.terms.grade(life.grade);
    let values = [("period", &*period), ("age", &number), ("grade", grade)];
    vec![
        (format!("{} {}", life.id, line(&life.title)), kit.theme.title),
        (fill(template, &values), style),
        (fill(&words.what, &[("text", &line(&life.what))]), kit.theme.text),
        total,
    ]
}

/// What the marks mean, most needed first.
pub(super) fn legend(state: &State, kit: &Kit, width: usize) -> Vec<(String, Style)> {
    let words = &kit.words.trend;
    let pick = kit.keymap.keys(Context::Trend, Command::Pick);
    let pick = pick.first().map(|key| kit.chrome.key(key)).unwrap_or_default();
    let mut texts: Vec<(String, Style)> =
        mixed(&state.trend, words).into_iter().map(|text| (text, kit.theme.warn)).collect();
    let mut say = |text: &str| texts.push((text.to_owned(), kit.theme.dim));
    match state.view {
        View::Items => {
            say(&words.screen.legend_marks);
            say(&words.screen.legend_joins);
        }
        View::Rates => say(&fill(&words.screen.legend_chart, &[("key", pick)])),
        View::Findings => say(&words.screen.legend_ages),
    }
    let rows = texts.into_iter().flat_map(|(text, style)| {
        let rows = wrapped(&line(&text), width);
        rows.into_iter().map(move |row| (row, style))
    });
    rows.collect()
}
