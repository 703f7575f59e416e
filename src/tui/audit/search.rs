//! A search over all items: ids, titles, questions, notes, and what the auditor wrote.

use super::chapter::Chapter;
use super::{Pane, State};
use crate::domain::checklist::Item;
use crate::text::contains;
use crate::tui::editor::{EditKey, Editor};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::step::Step;

/// Characters of a search.
const QUERY: usize = 100;

/// What is searched for, and where to go back to.
#[derive(Debug, Clone)]
pub(super) struct Search {
    pub(super) query: Editor,
    from: (Chapter, Pane),
    /// The place among the items.
    at: usize,
}

pub(super) fn begin(state: &mut State) {
    let from = (state.chapter, state.pane);
    state.turn_to(Chapter::Items);
    state.pane = Pane::Body;
    state.search = Some(Search { query: Editor::line("", QUERY), from, at: state.place() });
}

pub(super) fn press(state: &mut State, kit: &Kit, press: Press) -> Step {
    match kit.keymap.command(Context::Search, press.key) {
        Some(Command::Open) => state.search = None,
        Some(Command::Cancel) => {
            if let Some(search) = state.search.take() {
                state.put(search.at);
                state.turn_to(search.from.0);
                state.pane = search.from.1;
            }
        }
        Some(Command::Down) => next_match(state, 1),
        Some(Command::Up) => next_match(state, -1),
        _ => {
            if let Some(key) = EditKey::of(&kit.keymap, press) {
                edit(state, key);
            }
        }
    }
    Step::Stay
}

pub(super) fn edit(state: &mut State, key: EditKey) {
    let Some(search) = &mut state.search else { return };
    let _ = search.query.apply(key, u16::MAX);
    let (from, query) = (search.at, search.query.text().trim().to_owned());
    let found = matches(state, &query);
    let to = found.iter().find(|at| **at >= from).or(found.first()).copied();
    state.put(if query.is_empty() { from } else { to.unwrap_or(from) });
}

/// The places of the items in which it stands.
pub(super) fn matches(state: &State, query: &str) -> Vec<usize> {
    if query.is_empty() {
        return Vec::new();
    }
    let record = state.record();
    let asked: Vec<_> = record.checklist.search(query).map(|item| &item.id).collect();
    let said = |item: &Item| {
        let answer = record.outcome(&item.id).and_then(|outcome| outcome.answer());
        let noted = answer.is_some_and(|answer| contains(&answer.note, query));
        let mine = state.audit().map_or("", |audit| audit.remark(&item.id));
        noted || (!mine.is_empty() && contains(mine, query))
    };
    let items = record.checklist.items.iter().enumerate();
    items.filter(|(_, item)| asked.contains(&&item.id) || said(item)).map(|(at, _)| at).collect()
}

fn next_match(state: &mut State, by: isize) {
    let Some(search) = &state.search else { return };
    let found = matches(state, search.query.text().trim());
    if found.is_empty() {
        return;
    }
    let here = found.iter().position(|at| *at >= state.place()).unwrap_or(0);
    let to = (here + found.len()).saturating_add_signed(by) % found.len();
    state.put(found[to]);
}
