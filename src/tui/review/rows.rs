//! The list of the gate: the gaps by section, or a summary of what will be sealed.

use ratatui::style::Style;

use super::{State, corrected, expired, findings, reference};
use crate::app::inspect::Work;
use crate::domain::answer::{Answer, Verdict};
use crate::domain::checklist::Item;
use crate::domain::gate::{self, Gap};
use crate::domain::id::ItemId;
use crate::text::{Align, cells, fit, line, pad, wrapped};
use crate::tui::inspect;
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::tui::step::Goal;
use crate::words::fill;

/// Rows, and for each choice among them the item it leads to.
pub(super) struct Listing {
    pub(super) rows: Vec<Row>,
    pub(super) targets: Vec<Option<Goal>>,
}

impl Listing {
    /// Rows that can be chosen together.
    pub(super) fn choice(&mut self, rows: Vec<Row>, target: Option<&ItemId>) {
        self.leading(rows, target.cloned().map(Goal::Item));
    }

    /// Rows that lead to a place.
    pub(super) fn leading(&mut self, rows: Vec<Row>, target: Option<Goal>) {
        let choice = self.targets.len();
        self.targets.push(target);
        self.rows.extend(rows.into_iter().map(|row| row.of(choice)));
    }

    /// A text that the cursor passes row by row, so that all of it can be brought into view.
    pub(super) fn text(&mut self, text: &str, width: usize, style: Style) {
        for row in wrapped(text, width) {
            self.choice(vec![Row::new(row, style)], None);
        }
    }

    /// The same, set in beneath what it belongs to.
    pub(super) fn under(&mut self, text: &str, width: usize, style: Style) {
        for row in wrapped(text, width.saturating_sub(2)) {
            self.choice(vec![Row::new(format!("  {row}"), style)], None);
        }
    }
}

pub(super) fn listing(state: &State, work: &inspect::State, kit: &Kit, width: u16) -> Listing {
    let mut listing = Listing { rows: Vec::new(), targets: Vec::new() };
    let room = usize::from(width).saturating_sub(3);
    if state.gaps.is_empty() {
        summary(state, work.work(), kit, room, &mut listing);
    } else {
        gaps(state, work.work(), kit, room, &mut listing);
    }
    listing
}

/// ```text
/// 組織的安全管理措置  2件
///  ORG-01    未点検    個人情報取扱責任者の任命
///  ORG-02    不適      取扱規程の整備
///      「不適」に足りないもの: …
/// ```
fn gaps(state: &State, work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    findings::gaps(state, work, kit, room, listing);
    let items = |gap: &&Gap| gap.finding().is_none();
    let of = |gap: &Gap| gap.item().and_then(|id| work.checklist.item(id));
    for section in &work.checklist.sections {
        let here =
            |gap: &&Gap| items(gap) && of(gap).is_some_and(|item| item.section == section.id);
        let count = state.gaps.iter().filter(here).count();
        if count == 0 {
            continue;
        }
        let values = [("section", section.title.as_str()), ("n", &count.to_string())];
        let heading = fill(&kit.words.review.section, &values);
        listing.rows.push(Row::new(heading, kit.theme.title));
        for gap in state.gaps.iter().filter(here) {
            if let Some(item) = of(gap) {
                listing.choice(gap_rows(gap, item, work, kit, room), Some(&item.id));
            }
        }
    }
}

fn gap_rows(gap: &Gap, item: &Item, work: &Work, kit: &Kit, room: usize) -> Vec<Row> {
    let words = &kit.words.review;
    let verdict = work.inspection.verdict(&item.id);
    let kind = match gap {
        Gap::Draft { .. } => words.draft.as_str(),
        _ => kit.terms.verdict(verdict),
    };
    let longest = Verdict::ALL.iter().map(|v| cells(kit.terms.verdict(Some(*v))));
    let kinds = longest.max().unwrap_or(0).max(cells(&words.draft)).min(16);
    let id = format!(" {}  ", pad(item.id.as_str(), 11, Align::Left));
    let kind = format!("{}  ", pad(kind, kinds, Align::Left));
    let title = fit(&line(&item.title), room.saturating_sub(cells(&id) + cells(&kind)));
    let style = match gap {
        Gap::Draft { .. } => kit.theme.unsaved,
        _ => kit.style_of(verdict),
    };
    let row = Row::new(id, kit.theme.text).and(kind, style).and(title, kit.theme.text);
    let mut rows = vec![row];
    if let Gap::Lacks { lacks, .. } = gap {
        let lacks: Vec<&str> = lacks.iter().map(|lack| kit.failures.lack(*lack)).collect();
        let told = fill(
            &words.lacks,
            &[("verdict", kit.terms.verdict(verdict)), ("lacks", &lacks.join("、"))],
        );
        let told = wrapped(&told, room.saturating_sub(4));
        rows.extend(told.into_iter().map(|row| Row::new(format!("    {row}"), kit.theme.dim)));
    }
    rows
}

/// What will stand in the report, the gravest first.
fn summary(state: &State, work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let words = &kit.words.review;
    let theme = &kit.theme;
    let period = work.inspection.period();
    if work.correcting().is_some() {
        corrected::block(work, kit, room, listing);
    } else {
        listing.text(&words.ready, room, theme.title);
    }
    counts(work, kit, room, listing);
    findings::summary(state, work, kit, room, listing);
    for same in work.society.people.same() {
        listing.text(&kit.words.common.same(&same), room, theme.warn);
    }
    if state.today < period.end() && work.correcting().is_none() {
        let date = kit.words.common.day(period.end());
        listing.text(&fill(&words.early, &[("date", &date)]), room, theme.warn);
    }
    listing.rows.push(Row::blank());
    let answers: Vec<(&Item, Answer)> = work
        .inspection
        .due(&work.checklist)
        .map(|item| (item, work.inspection.answer(&item.id)))
        .collect();
    let of = |verdict| answers.iter().filter(move |(_, a)| a.verdict == Some(verdict));
    let told = |template: &str, n: usize| fill(template, &[("n", &n.to_string())]);
    let faults = of(Verdict::Ng).count();
    if faults == 0 {
        listing.text(&words.no_faults, room, theme.text);
    } else {
        listing.text(&told(&words.faults, faults), room, theme.title);
    }
    for (item, answer) in of(Verdict::Ng) {
        listing.choice(fault_rows(item, answer, kit, room), Some(&item.id));
    }
    if of(Verdict::Ng).any(|(item, _)| item.escalate) {
        listing.text(&words.escalations, room, theme.ng);
    }
    for (item, _) in of(Verdict::Ng).filter(|(item, _)| item.escalate) {
        listing.choice(vec![named(item, kit, room, theme.ng)], Some(&item.id));
    }
    let unverified = of(Verdict::Unverified).count();
    if unverified > 0 {
        listing.text(&told(&words.unverified, unverified), room, theme.title);
    }
    for (item, _) in of(Verdict::Unverified) {
        listing.choice(vec![named(item, kit, room, theme.unverified)], Some(&item.id));
    }
    let carried = answers.iter().filter(|(_, answer)| answer.is_carried()).count();
    if carried > 0 {
        listing.text(&told(&words.carried, carried), room, theme.text);
    }
    expired::block(state, work, kit, room, listing);
    reference::block(state, work, kit, room, listing);
    let last = match work.correcting() {
        None => &words.final_word,
        Some(_) => &kit.correction.screen.final_word,
    };
    listing.text(last, room, theme.title);
}

fn counts(work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let words = &kit.words.review;
    let tally = gate::progress(&work.checklist, &work.inspection);
    let count = |verdict: Verdict| {
        let n = tally.of(verdict).to_string();
        fill(&words.count, &[("verdict", kit.terms.verdict(Some(verdict))), ("n", &n)])
    };
    let mut counts: Vec<String> = Verdict::ALL.into_iter().map(count).collect();
    counts.push(fill(&words.not_due, &[("n", &tally.not_due.to_string())]));
    listing.text(&counts.join("   "), room, kit.theme.text);
    let rate = match tally.rate() {
        Some(rate) => fill(&words.rate, &[("rate", &rate.to_string())]),
        None => words.no_rate.clone(),
    };
    listing.text(&rate, room, kit.theme.text);
}

fn named(item: &Item, kit: &Kit, room: usize, style: Style) -> Row {
    let id = format!(" {}  ", pad(item.id.as_str(), 11, Align::Left));
    let title = fit(&line(&item.title), room.saturating_sub(cells(&id)));
    Row::new(id, style).and(title, kit.theme.text)
}

fn fault_rows(item: &Item, answer: &Answer, kit: &Kit, room: usize) -> Vec<Row> {
    let remedy = &answer.remedy;
    let grade = remedy.grade.map_or("", |grade| kit.terms.grade(grade));
    let due = remedy.due.map(|due| kit.words.common.day(due)).unwrap_or_default();
    let values = [("grade", grade), ("owner", &*line(&remedy.owner)), ("due", due.as_str())];
    let told = fit(&fill(&kit.words.review.remedy, &values), room.saturating_sub(4));
    vec![named(item, kit, room, kit.theme.ng), Row::new(format!("    {told}"), kit.theme.text)]
}
