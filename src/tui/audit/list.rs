//! The lists: faults, findings, changes, and every item, each with the auditor's own marks.

use super::State;
use super::chapter::Chapter;
use crate::domain::answer::Verdict;
use crate::domain::audit::Audit;
use crate::domain::checklist::Item;
use crate::domain::comparison::{Group, Line};
use crate::domain::id::ItemId;
use crate::domain::record::Outcome;
use crate::report::comparison_sheet::Telling;
use crate::text::line;
use crate::tui::kit::Kit;
use crate::tui::rows::{Row, paragraph};
use crate::words::fill;

/// What a row of a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Index into the items of the checklist.
    Item(usize),
    /// Index into the open findings.
    Finding(usize),
    /// Index into the lines of the comparison.
    Line(usize),
}

/// What a chapter lists, in order; nothing of a chapter that is no list.
pub(super) fn places(state: &State, chapter: Chapter) -> Vec<Place> {
    match chapter {
        Chapter::Items => (0..state.record().checklist.items.len()).map(Place::Item).collect(),
        Chapter::Faults => {
            let ng = |outcome: &Outcome| outcome.verdict() == Some(Verdict::Ng);
            let lines = state.record().lines().enumerate();
            let faults = lines.filter(|(_, (_, outcome))| ng(outcome));
            faults.map(|(at, _)| Place::Item(at)).collect()
        }
        Chapter::Findings => (0..state.findings.len()).map(Place::Finding).collect(),
        Chapter::Changes => {
            let lines = state.exhibit.changes.iter().flat_map(|changes| &changes.lines);
            let told = |line: &Line| !matches!(line.group, Group::Same | Group::NotDue);
            let told = lines.enumerate().filter(|(_, line)| told(line));
            told.map(|(at, _)| Place::Line(at)).collect()
        }
        _ => Vec::new(),
    }
}

/// The rows of the list that is shown; the choices are indices into its places.
pub(super) fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut heading = None;
    for (choice, place) in places(state, state.chapter).into_iter().enumerate() {
        let above = group(state, place, kit);
        if above != heading {
            rows.extend(above.iter().map(|text| Row::new(text.clone(), kit.theme.title)));
            heading = above;
        }
        rows.push(row(state, place, kit).of(choice));
    }
    if rows.is_empty() {
        let words = &kit.words.audit.list;
        let told = match state.chapter {
            Chapter::Faults => &words.no_faults,
            Chapter::Findings => &words.no_findings,
            _ if state.exhibit.changes.is_none() => &words.nothing_before,
            _ => &words.no_changes,
        };
        let room = usize::from(width).saturating_sub(3);
        return paragraph(told, room, kit.theme.dim);
    }
    rows
}

/// What stands above rows of one kind.
fn group(state: &State, place: Place, kit: &Kit) -> Option<String> {
    match place {
        Place::Item(at) if state.chapter == Chapter::Items => {
            let list = &state.record().checklist;
            let section = list.section(&list.items.get(at)?.section)?;
            Some(line(&section.title).into_owned())
        }
        Place::Item(_) => None,
        Place::Finding(at) => {
            let overdue = |at: usize| state.findings.get(at).map(|f| f.is_overdue(state.today));
            let words = &kit.words.audit.list;
            Some(if overdue(at)? { &words.overdue } else { &words.open }.clone())
        }
        Place::Line(at) => {
            let line = state.exhibit.changes.as_ref()?.lines.get(at)?;
            Some(kit.comparison.group(line.group).to_owned())
        }
    }
}

fn row(state: &State, place: Place, kit: &Kit) -> Row {
    let theme = &kit.theme;
    match place {
        Place::Item(at) => match state.record().lines().nth(at) {
            Some((item, outcome)) => item_row(state, item, outcome, kit),
            None => Row::blank(),
        },
        Place::Finding(at) => {
            let Some(finding) = state.findings.get(at) else { return Row::blank() };
            let marks = marks(state, &finding.id.item, kit);
            let over = finding.is_overdue(state.today);
            let style = if over { theme.ng } else { theme.text };
            let title = line(&finding.title);
            Row::new(format!("{} {marks}{title}", finding.id), style)
        }
        Place::Line(at) => {
            let lines = state.exhibit.changes.as_ref().map(|changes| &changes.lines);
            let Some(change) = lines.and_then(|lines| lines.get(at)) else { return Row::blank() };
            let Some(item) = change.item() else { return Row::blank() };
            let telling = Telling { words: &kit.comparison, terms: &kit.terms };
            let style = if change.regression { theme.ng } else { theme.text };
            let marks = marks(state, &item.id, kit);
            Row::new(format!("{} {marks}", item.id), theme.text)
                .and(telling.moved(change), style)
                .and(format!("  {}", line(&item.title)), theme.dim)
        }
    }
}

fn item_row(state: &State, item: &Item, outcome: &Outcome, kit: &Kit) -> Row {
    let (mark, style) = match outcome {
        Outcome::Asked { answer, .. } => {
            (kit.mark_of(answer.verdict), kit.style_of(answer.verdict))
        }
        Outcome::NotDue { .. } => (kit.words.inspect.mark_not_due.as_str(), kit.theme.dim),
    };
    let plain = if outcome.answer().is_some() { kit.theme.text } else { kit.theme.dim };
    let marks = marks(state, &item.id, kit);
    Row::new(mark, style).and(format!(" {} {marks}{}", item.id, line(&item.title)), plain)
}

/// Which of 抽出, 所見 and 指摘 the auditor gave an item, as it is on the disk.
fn marks(state: &State, item: &ItemId, kit: &Kit) -> String {
    let words = &kit.words.audit.list;
    let of = |audit: &Audit| {
        let said = [
            (audit.is_sampled(item), &words.mark_sampled),
            (!audit.remark(item).is_empty(), &words.mark_remark),
            (audit.finding(item).is_some(), &words.mark_finding),
        ];
        said.into_iter().filter(|(there, _)| *there).map(|(_, mark)| mark.as_str()).collect()
    };
    let said: String = state.audit().map(of).unwrap_or_default();
    if said.is_empty() { said } else { fill(&words.marks, &[("marks", &said)]) }
}
