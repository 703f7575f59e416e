//! What the gate says of findings: the gaps that are about them, and how they stand when sealed.

use super::State;
use super::rows::Listing;
use crate::app::inspect::Work;
use crate::domain::finding::Finding;
use crate::domain::findings::{Count, after};
use crate::domain::gate::Gap;
use crate::text::{Align, cells, fit, line, pad, wrapped};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::tui::step::Goal;
use crate::words::fill;

/// ```text
/// 前回までの指摘  2件
///  F-FY2026-Q2-ORG-02  未見直し  退職者の確認
///  F-FY2026-Q2-TEC-01  書きかけ  …
///      足りないもの: …
/// ```
pub(super) fn gaps(state: &State, work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let found: Vec<_> = state.gaps.iter().filter_map(|gap| Some((gap, gap.finding()?))).collect();
    if found.is_empty() {
        return;
    }
    let (words, count) = (&kit.words.finding, found.len().to_string());
    let values = [("section", words.group.as_str()), ("n", &count)];
    let heading = fill(&kit.words.review.section, &values);
    listing.rows.push(Row::new(heading, kit.theme.title));
    for (gap, id) in found {
        let Some(finding) = work.open.iter().find(|f| f.id == *id) else { continue };
        let goal = match gap {
            Gap::OtherDue { item, .. } => Goal::Item(item.clone()),
            _ => Goal::Finding(id.clone()),
        };
        listing.leading(rows(gap, finding, work, kit, room), Some(goal));
    }
}

fn rows(gap: &Gap, finding: &Finding, work: &Work, kit: &Kit, room: usize) -> Vec<Row> {
    let words = &kit.words.finding.gap;
    let turn = kit.terms.turn(work.inspection.review(&finding.id).turn);
    let kind = match gap {
        Gap::ReviewDraft { .. } => kit.words.review.draft.as_str(),
        Gap::OtherDue { .. } => words.other_due.as_str(),
        _ => turn,
    };
    let style = match gap {
        Gap::ReviewDraft { .. } => kit.theme.unsaved,
        _ => kit.theme.warn,
    };
    let id = format!(" {}  ", finding.id);
    let kind = format!("{kind}  ");
    let title = fit(&line(&finding.title), room.saturating_sub(cells(&id) + cells(&kind)));
    let first = Row::new(id, kit.theme.text).and(kind, style).and(title, kit.theme.text);
    let more = match gap {
        Gap::ReviewLacks { lacks, .. } => {
            let lacks: Vec<&str> = lacks.iter().map(|l| kit.failures.review_lack(*l)).collect();
            fill(&words.lacks, &[("turn", turn), ("lacks", &lacks.join("、"))])
        }
        Gap::OtherDue { item, .. } => {
            let review = work.inspection.review(&finding.id);
            let day = |day| kit.words.common.day(day);
            let due = day(review.due.unwrap_or_else(|| finding.due()));
            let answered = work.inspection.answer(item).remedy.due.map(day).unwrap_or_default();
            fill(&words.other_due_how, &[("due", &due), ("answered", &answered)])
        }
        _ => return vec![first],
    };
    let told = wrapped(&more, room.saturating_sub(4));
    let told = told.into_iter().map(|row| Row::new(format!("    {row}"), kit.theme.dim));
    std::iter::once(first).chain(told).collect()
}

/// How many findings the report will state, and each that was reviewed.
pub(super) fn summary(state: &State, work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let inspection = &work.inspection;
    let period = inspection.period();
    let arising = work.checklist.items.iter().filter_map(|item| {
        let done = inspection.answered(&item.id)?;
        Finding::opened_by(period, item, &done.answer, &done.stamp)
    });
    let findings = after(&work.open, inspection, arising);
    let count = Count::of(&findings, period, state.today);
    if count.total() == 0 {
        return;
    }
    let values = [
        ("new", count.new.to_string()),
        ("open", count.open.to_string()),
        ("closed", count.closed.to_string()),
        ("overdue", count.overdue.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let words = &kit.words.finding;
    listing.text(&fill(&words.counts, &values), room, kit.theme.text);
    for finding in findings.iter().filter(|f| f.id.period < period) {
        let turn = pad(kit.terms.turn(inspection.review(&finding.id).turn), 8, Align::Left);
        let due = kit.words.common.day(finding.due());
        let due = if finding.is_overdue(state.today) {
            format!("  {due}《{}》", kit.words.inspect.overdue)
        } else if finding.is_open() {
            format!("  {due}")
        } else {
            String::new()
        };
        let id = format!(" {}  {turn}  ", finding.id);
        let title = room.saturating_sub(cells(&id) + cells(&due));
        let title = fit(&line(&finding.title), title);
        let style = if finding.is_open() { kit.theme.text } else { kit.theme.ok };
        let row = Row::new(id, style).and(title, kit.theme.text).and(due, kit.theme.text);
        listing.leading(vec![row], Some(Goal::Finding(finding.id.clone())));
    }
}
