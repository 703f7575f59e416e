//! What stands beside a list: an item with its answer and all that the auditor says of it, a
//! finding with its life, or what changed since the period before.

use super::list::Place;
use super::{State, list, past};
use crate::domain::answer::Answer;
use crate::domain::checklist::Item;
use crate::domain::comparison::Line;
use crate::domain::record::Outcome;
use crate::report::comparison_sheet::Telling;
use crate::text::line;
use crate::tui::inspect::{Known, Looks, item as asked};
use crate::tui::kit::Kit;
use crate::tui::life::{self, Seen};
use crate::tui::prose::{Prose, Styled};
use crate::words::fill;

/// The rows of what is under the cursor for an area of that width.
pub(super) fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    let places = list::places(state, state.chapter);
    let mut rows = Prose::new(kit, width);
    match places.get(state.place()) {
        None => {}
        Some(Place::Item(at)) => {
            if let Some(item) = state.record().checklist.items.get(*at) {
                of_item(&mut rows, state, item);
            }
        }
        Some(Place::Line(at)) => {
            let changes = state.exhibit.changes.as_ref();
            if let Some(line) = changes.and_then(|changes| changes.lines.get(*at)) {
                changed(&mut rows, state, line);
            }
            if let Some(item) = state.item() {
                of_item(&mut rows, state, item);
            }
        }
        Some(Place::Finding(at)) => {
            let Some(finding) = state.findings.get(*at) else { return Vec::new() };
            if let Some(item) = state.item() {
                mine(&mut rows, state, item);
            }
            let seen = Seen { period: state.period(), today: state.today, said: None };
            let mut all = rows.rows();
            all.extend(life::sealed(finding, seen, kit, width));
            return all;
        }
    }
    rows.rows()
}

/// What the frame is called: the item, or the finding.
pub(super) fn title(state: &State) -> String {
    let places = list::places(state, state.chapter);
    if let Some(Place::Finding(at)) = places.get(state.place())
        && let Some(finding) = state.findings.get(*at)
    {
        return format!("{} {}", finding.id, line(&finding.title));
    }
    match state.item() {
        Some(item) => format!("{} {}", item.id, line(&item.title)),
        None => state.item_id().map(ToString::to_string).unwrap_or_default(),
    }
}

fn of_item(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let kit = rows.kit;
    let words = &kit.words.inspect;
    mine(rows, state, item);
    past::of_item(rows, state, &item.id);
    verdict(rows, state, item);
    rows.gap();
    rows.part(&words.question, &item.question);
    if item.escalate {
        rows.push(&words.escalate, kit.theme.warn);
    }
    rows.gap();
    if let Some(answer) = state.record().outcome(&item.id).and_then(Outcome::answer) {
        answered(rows, state, answer);
    }
    if let Some(finding) = state.record().finding_of(&item.id) {
        let values = [("id", &*finding.id.to_string()), ("grade", kit.terms.grade(finding.grade))];
        rows.push(&fill(&kit.words.audit.item.finding, &values), kit.theme.ng);
        rows.gap();
    }
    asked::how(rows, item);
    rows.part(&words.basis, &item.basis.join("、"));
    let promises: Vec<String> = item
        .commitments
        .iter()
        .filter_map(|id| state.record().checklist.commitment(id))
        .map(|promise| format!("{} {}", promise.id, promise.text))
        .collect();
    rows.part(&words.promises, &promises.join("\n"));
    rows.pair(&words.frequency, &kit.terms.frequency(item.frequency), kit.theme.dim);
}

/// What the auditor said of it so far: only what is on the disk.
fn mine(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let Some(audit) = state.audit() else { return };
    let kit = rows.kit;
    let (words, theme) = (&kit.words.audit.item, &kit.theme);
    if audit.is_sampled(&item.id) {
        rows.push(&words.sampled, theme.ok);
    }
    if let Some(noted) = audit.remarks().get(&item.id) {
        let at = noted.stamp.at.format("%m-%d %H:%M").to_string();
        rows.push(&fill(&words.remark, &[("at", &at)]), theme.title);
        rows.indented(&noted.said, theme.text);
    }
    if let Some(found) = audit.finding(&item.id) {
        rows.push(&words.found, theme.ng);
        rows.indented(&found.what, theme.text);
        if !found.action.is_empty() {
            rows.indented(&found.action, theme.text);
        }
        let due = match found.due {
            Some(due) => kit.words.common.day(due),
            None => line(&found.due_text).into_owned(),
        };
        let grade = found.grade.map(|grade| kit.terms.grade(grade)).unwrap_or_default();
        let values = [("grade", grade), ("owner", &*found.owner), ("due", &due)];
        rows.indented(&fill(&words.found_value, &values), theme.dim);
        let lacks = found.lacks();
        if !lacks.is_empty() {
            let audit = &kit.failures.audit;
            let lacks: Vec<&str> = lacks.iter().map(|lack| audit.lack(*lack)).collect();
            rows.indented(&fill(&words.lacks, &[("lacks", &lacks.join("、"))]), theme.warn);
        }
    }
    rows.gap();
}

/// What was answered, by whom and when, and what the last answer was.
fn verdict(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let kit = rows.kit;
    let words = &kit.words.inspect;
    let last = |last: &Option<_>| match last {
        Some((period, verdict)) => {
            let period = kit.terms.period(*period);
            let values = [("period", &*period), ("verdict", kit.terms.verdict(Some(*verdict)))];
            fill(&kit.words.audit.item.last, &values)
        }
        None => kit.words.audit.item.never.clone(),
    };
    match state.record().outcome(&item.id) {
        None => {}
        Some(Outcome::Asked { answer, stamp, last: before, .. }) => {
            let at = stamp.at.format("%Y-%m-%d %H:%M").to_string();
            let by = fill(&words.recorded_by, &[("by", &stamp.by), ("at", &at)]);
            let text = format!("{}   {by}", kit.terms.verdict(answer.verdict));
            rows.pair(&words.verdict, &text, kit.style_of(answer.verdict));
            rows.push(&last(before), kit.theme.dim);
        }
        Some(Outcome::NotDue { last: before }) => {
            rows.pair(&words.verdict, kit.terms.not_due(), kit.theme.dim);
            rows.push(&last(before), kit.theme.dim);
        }
    }
}

fn answered(rows: &mut Prose<'_>, state: &State, answer: &Answer) {
    let kit = rows.kit;
    // An auditor may look at a copy, beside which the files are not.
    let looks = Looks::default();
    asked::texts(rows, Known { looks: &looks, today: state.today }, answer);
    if !answer.methods.is_empty() {
        let methods: Vec<&str> = answer.methods.iter().map(|m| kit.terms.method(*m)).collect();
        rows.pair(&kit.words.inspect.methods, &methods.join("・"), kit.theme.text);
    }
    rows.gap();
}

/// How an item stands against the period before.
fn changed(rows: &mut Prose<'_>, state: &State, line: &Line) {
    let kit = rows.kit;
    let Some(changes) = &state.exhibit.changes else { return };
    let telling = Telling { words: &kit.comparison, terms: &kit.terms };
    let head = format!("{}  {}", kit.comparison.group(line.group), telling.moved(line));
    rows.push(&head, if line.regression { kit.theme.ng } else { kit.theme.title });
    for piece in telling.pieces(line, changes) {
        rows.part(&piece.label, &piece.texts.join("\n"));
    }
    if line.target.is_empty() {
        for side in &line.base {
            rows.part(&kit.words.inspect.question, &side.item.question);
        }
    }
    rows.gap();
}
