//! What stands beside the list: the question and all that is known about it, or a finding, as rows.

use super::{State, corrected, form};
use crate::domain::answer::{Answer, Evidence, Verdict};
use crate::domain::audit::PastRemark;
use crate::domain::checklist::Item;
use crate::domain::due::is_due;
use crate::domain::era::date_in_era;
use crate::domain::findings::{of_item, staying};
use crate::domain::id::ItemId;
use crate::domain::past::PastAnswer;
use crate::tui::kit::Kit;
use crate::tui::life::{self, Seen};
use crate::tui::prose::{Prose, Styled};
use crate::words::fill;

/// The rows of the item under the cursor for an area of that width.
pub(super) fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    if let Some(finding) = state.finding() {
        let said = state.work.inspection.reviewed(&finding.id);
        let seen = Seen { period: state.period(), today: state.today, said };
        let mut rows = corrected::finding(state, finding, kit, width);
        rows.extend(life::rows(finding, seen, kit, width));
        return rows;
    }
    let Some(item) = state.item() else { return Vec::new() };
    let mut rows = Prose::new(kit, width);
    corrected::head(&mut rows, state, state.work.inspection.is_changed(&item.id));
    verdict(&mut rows, state, item);
    rows.gap();
    rows.part(&kit.words.inspect.question, &item.question);
    if item.escalate {
        rows.push(&kit.words.inspect.escalate, kit.theme.warn);
    }
    rows.gap();
    entered(&mut rows, state, item);
    corrected::sealed(&mut rows, state, item);
    open_finding(&mut rows, state, item);
    past(&mut rows, state, item);
    remarked(&mut rows, &state.work.remarks, item);
    how(&mut rows, item);
    ground(&mut rows, state, item);
    rows.rows()
}

fn verdict(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let (kit, words) = (rows.kit, &rows.kit.words.inspect);
    let inspection = &state.work.inspection;
    if !is_due(item, state.period()) {
        let text = match state.work.past.last(&item.id) {
            Some(PastAnswer { period, answer: Answer { verdict: Some(verdict), .. }, .. }) => fill(
                &words.not_due,
                &[
                    ("period", &kit.terms.period(*period)),
                    ("verdict", kit.terms.verdict(Some(*verdict))),
                ],
            ),
            _ => words.not_due_never.clone(),
        };
        rows.push(&text, kit.theme.warn);
        return;
    }
    let verdict = inspection.verdict(&item.id);
    let mut text = kit.terms.verdict(verdict).to_owned();
    if let Some(done) = inspection.answered(&item.id).filter(|d| d.answer.verdict.is_some()) {
        let at = done.stamp.at.format("%Y-%m-%d %H:%M").to_string();
        let by = fill(&words.recorded_by, &[("by", &done.stamp.by), ("at", &at)]);
        text = format!("{text}   {by}");
    }
    rows.pair(&words.verdict, &text, kit.style_of(verdict));
    if inspection.draft(&item.id).is_some() {
        rows.push(&words.draft, kit.theme.warn);
    }
    let strip = strip(kit, state.work.past.of(&item.id));
    if !strip.is_empty() {
        rows.pair(&words.strip, &strip, kit.theme.text);
    }
}

/// Verdicts of earlier periods, oldest first: `R8-1Q適 R8-2Q不適`.
fn strip(kit: &Kit, past: &[PastAnswer]) -> String {
    let one = |p: &PastAnswer| {
        format!("{}{}", p.period.in_era_short(), kit.terms.verdict(p.answer.verdict))
    };
    past.iter().rev().map(one).collect::<Vec<_>>().join("  ")
}

/// What has been entered in this period.
fn entered(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let answer = state.answer(&item.id);
    if answer.is_empty() {
        return;
    }
    let words = &rows.kit.words.inspect;
    rows.push(&words.this_time, rows.kit.theme.title);
    texts(rows, state.known(), &answer);
    rows.gap();
}

/// Note, reason, remedy and references, each with its mark where it was cited.
pub(in crate::tui) fn texts(rows: &mut Prose<'_>, known: form::Known<'_>, answer: &Answer) {
    let (kit, words) = (rows.kit, &rows.kit.words.inspect);
    let carried = |period: Option<crate::domain::period::Period>| {
        let mark = |p| fill(&words.carried, &[("period", &kit.terms.period(p))]);
        period.map(mark).unwrap_or_default()
    };
    let note = format!("{}{}", answer.note, carried(answer.note_carried));
    rows.part(&words.note, &note);
    rows.part(&words.reason, &answer.reason);
    let remedy = &answer.remedy;
    if answer.verdict == Some(Verdict::Ng) {
        let form = &words.form;
        let grade = remedy.grade.map(|g| kit.terms.grade(g)).unwrap_or_default();
        rows.pair(&form.grade, grade, kit.theme.text);
        rows.part(&form.cause, &remedy.cause);
        rows.part(&form.action, &remedy.action);
        let due = remedy.due.map(date_in_era).unwrap_or_default();
        let text = fill(&words.finding_due, &[("due", &due), ("owner", &remedy.owner)]);
        rows.indented(&text, kit.theme.text);
    }
    let told =
        |e: &Evidence| format!("・{}{}{}", e.text, carried(e.carried), form::behind(e, known, kit));
    let list: Vec<String> = answer.evidence.iter().map(told).collect();
    rows.part(&words.evidence, &list.join("\n"));
}

pub(in crate::tui) fn how(rows: &mut Prose<'_>, item: &Item) {
    let (kit, words) = (rows.kit, &rows.kit.words.inspect);
    let methods: Vec<&str> = item.methods.iter().map(|m| kit.terms.method(*m)).collect();
    let name = format!("{}（{}）", words.how, methods.join("・"));
    rows.part(&name, &item.how);
    let examples: Vec<String> = item.evidence.iter().map(|e| format!("・{e}")).collect();
    rows.part(&words.examples, &examples.join("\n"));
    match &item.not_applicable {
        Some(condition) => rows.part(&words.na_allowed, condition),
        None => rows.push(&words.na_refused, kit.theme.dim),
    }
    rows.gap();
}

/// The finding that is open under the item, and what this period says of it.
fn open_finding(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let (kit, words) = (rows.kit, &rows.kit.words.finding);
    let Some(finding) = of_item(&state.findings, &item.id) else { return };
    let id = finding.id.to_string();
    let values = [("id", &*id), ("grade", kit.terms.grade(finding.grade))];
    rows.push(&fill(&kit.words.inspect.finding, &values), kit.theme.ng);
    let due = kit.words.common.day(finding.due());
    let mut text = fill(&words.due_and_owner, &[("due", &due), ("owner", &finding.owner)]);
    if let Some(days) = finding.days_over(state.today) {
        text = format!("{text}  {}", fill(&words.days_over, &[("n", &days.to_string())]));
    }
    rows.indented(&text, kit.theme.ng);
    rows.indented(&finding.action, kit.theme.text);
    let inspection = &state.work.inspection;
    match inspection.reviewed(&finding.id) {
        Some(reviewed) => {
            let turn = kit.terms.turn(reviewed.review.turn);
            let values = [("turn", turn), ("text", &reviewed.review.text)];
            rows.indented(&fill(&words.reviewed, &values), kit.theme.text);
        }
        None => rows.indented(&words.not_yet, kit.theme.warn),
    }
    let ng = inspection.verdict(&item.id) == Some(Verdict::Ng);
    if ng && staying(&state.findings, inspection, &item.id).is_some() {
        rows.indented(&fill(&words.continues, &[("id", &id)]), kit.theme.text);
    }
    rows.gap();
}

/// The last time this item was asked.
fn past(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let (kit, words) = (rows.kit, &rows.kit.words.inspect);
    let Some(last) = state.work.past.last(&item.id) else {
        rows.push(&words.past_none, kit.theme.dim);
        rows.gap();
        return;
    };
    let name = fill(&words.past, &[("period", &kit.terms.period(last.period))]);
    let name = name + &origin(kit, state.work.past.origins(&item.id, last.period));
    rows.push(&name, kit.theme.title);
    let verdict = last.answer.verdict;
    rows.indented(kit.terms.verdict(verdict), kit.style_of(verdict));
    let mut shown = last.answer.clone();
    shown.verdict = None;
    texts(rows, state.known(), &shown);
    rows.gap();
}

/// What auditors said of it in earlier periods.
fn remarked(rows: &mut Prose<'_>, remarks: &[PastRemark], item: &Item) {
    let (kit, words) = (rows.kit, &rows.kit.words.audit);
    for remark in remarks.iter().filter(|remark| remark.item == item.id) {
        let period = kit.terms.period(remark.period);
        let name = fill(&words.past, &[("period", &period), ("by", &remark.examiner.name)]);
        let ids = if remark.of == item.id { &[] } else { std::slice::from_ref(&remark.of) };
        rows.push(&(name + &origin(kit, ids)), kit.theme.title);
        rows.indented(&remark.text, kit.theme.text);
        rows.gap();
    }
}

/// Under which ids it was recorded then, where that was not this one.
fn origin(kit: &Kit, ids: &[ItemId]) -> String {
    let ids: Vec<&str> = ids.iter().map(ItemId::as_str).collect();
    match ids.split_first() {
        None => String::new(),
        Some((shown, [])) => fill(&kit.succession.past.from, &[("item", shown)]),
        Some((shown, more)) => {
            let more = more.join("・");
            fill(&kit.succession.past.worst_of, &[("item", shown), ("more", &more)])
        }
    }
}

fn ground(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let (kit, words) = (rows.kit, &rows.kit.words.inspect);
    rows.part(&words.basis, &item.basis.join("、"));
    let promises: Vec<String> = item
        .commitments
        .iter()
        .filter_map(|id| state.work.checklist.commitment(id))
        .map(|c| format!("{} {}", c.id, c.text))
        .collect();
    if promises.is_empty() {
        rows.push(&words.no_promise, kit.theme.dim);
    } else {
        rows.part(&words.promises, &promises.join("\n"));
    }
    rows.pair(&words.frequency, &kit.terms.frequency(item.frequency), kit.theme.dim);
}
