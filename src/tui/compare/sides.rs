//! One side of a line in full: question, verdict, notes with what differs, evidence, remedy.

use ratatui::style::Style;

use crate::domain::answer::Answer;
use crate::domain::comparison::{Line, Side};
use crate::domain::record::Outcome;
use crate::report::comparison_sheet::Telling;
use crate::text::{Mark, Run, difference, visible, wrap};
use crate::tui::kit::Kit;
use crate::tui::rows::{Row, paragraph};
use crate::words::fill;

/// Which of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Base,
    Target,
}

/// All of one side in rows of at most `width` cells.
pub(super) fn rows(line: &Line, which: Which, kit: &Kit, width: usize) -> Vec<Row> {
    let sides = match which {
        Which::Base => &line.base,
        Which::Target => &line.target,
    };
    let mut told = Vec::new();
    if sides.is_empty() {
        told.extend(paragraph(&kit.comparison.side.absent, width, kit.theme.dim));
    }
    for (n, side) in sides.iter().enumerate() {
        if n > 0 {
            told.push(Row::blank());
        }
        told.extend(item(side, kit, width));
        match side.answer() {
            Some(answer) => told.extend(answered(line, which, answer, kit, width)),
            None => told.extend(not_asked(side, kit, width)),
        }
    }
    told
}

fn item(side: &Side, kit: &Kit, width: usize) -> Vec<Row> {
    let name = format!("{} {}", side.item.id, side.item.title);
    let mut told = paragraph(&visible(&name), width, kit.theme.title);
    told.extend(paragraph(&visible(&side.item.question), width, kit.theme.text));
    let verdict = telling(kit).result(std::slice::from_ref(side));
    let style = match side.answer() {
        Some(answer) => kit.style_of(answer.verdict),
        None => kit.theme.dim,
    };
    told.push(Row::blank());
    told.push(
        Row::new(format!("{}  ", kit.comparison.screen.verdict), kit.theme.dim).and(verdict, style),
    );
    told
}

fn telling(kit: &Kit) -> Telling<'_> {
    Telling { words: &kit.comparison, terms: &kit.terms }
}

fn not_asked(side: &Side, kit: &Kit, width: usize) -> Vec<Row> {
    let Outcome::NotDue { last: Some((period, verdict)) } = side.outcome else { return Vec::new() };
    let words = &kit.comparison.line;
    let (period, verdict) = (kit.terms.period(period), kit.terms.verdict(Some(verdict)));
    let last = fill(&words.last_value, &[("period", &period), ("verdict", verdict)]);
    labelled(&words.last, &last, kit, width)
}

/// One text of an answer.
type Text = fn(&Answer) -> &String;

fn answered(line: &Line, which: Which, answer: &Answer, kit: &Kit, width: usize) -> Vec<Row> {
    let words = &kit.comparison;
    let mut told = Vec::new();
    let both = line.answers();
    let texts: [(&str, Text); 2] =
        [(&words.line.note, |a| &a.note), (&words.line.reason, |a| &a.reason)];
    for (label, of) in texts {
        let runs = match both {
            Some((old, new)) => difference(of(old).trim(), of(new).trim()),
            None => vec![Run { mark: Mark::Kept, text: of(answer).trim().to_owned() }],
        };
        told.extend(compared(label, &runs, which, kit, width));
    }
    let evidence = answer.evidence.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join("\n");
    let remedy = &answer.remedy;
    let due = remedy.due.map(|day| kit.words.common.day(day)).unwrap_or_default();
    for (label, text) in [
        (&words.screen.evidence, &evidence),
        (&words.screen.cause, &remedy.cause),
        (&words.screen.action, &remedy.action),
        (&words.screen.owner, &remedy.owner),
        (&words.screen.due, &due),
    ] {
        told.extend(labelled(label, text, kit, width));
    }
    told
}

/// A label and its text below it; nothing where there is no text.
fn labelled(label: &str, text: &str, kit: &Kit, width: usize) -> Vec<Row> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut told = vec![Row::new(label, kit.theme.dim)];
    for row in paragraph(&visible(text.trim()), width.saturating_sub(2), kit.theme.text) {
        told.push(row.indented());
    }
    told
}

/// What this side has of two texts, with marks around what the other has not.
fn compared(label: &str, runs: &[Run], which: Which, kit: &Kit, width: usize) -> Vec<Row> {
    let (mine, template, style) = match which {
        Which::Base => (Mark::Gone, &kit.comparison.mark.gone, kit.theme.ng),
        Which::Target => (Mark::New, &kit.comparison.mark.new, kit.theme.ok),
    };
    let mut text = String::new();
    let mut marked = Vec::new();
    for run in runs.iter().filter(|run| run.mark == Mark::Kept || run.mark == mine) {
        let shown = visible(&run.text);
        let start = text.len();
        if run.mark == mine {
            text.push_str(&fill(template, &[("text", &shown)]));
            marked.push(start..text.len());
        } else {
            text.push_str(&shown);
        }
    }
    if text.is_empty() {
        return Vec::new();
    }
    let mut told = vec![Row::new(label, kit.theme.dim)];
    for range in wrap(&text, width.saturating_sub(2)) {
        let mut row = Row::blank();
        let mut at = range.start;
        while at < range.end {
            let inside = marked.iter().find(|mark| mark.contains(&at));
            let edges = marked.iter().flat_map(|mark| [mark.start, mark.end]);
            let end = edges.filter(|edge| *edge > at).min().unwrap_or(range.end).min(range.end);
            let style: Style = if inside.is_some() { style } else { kit.theme.text };
            row = row.and(text[at..end].trim_end_matches('\n'), style);
            at = end;
        }
        told.push(row.indented());
    }
    told
}
