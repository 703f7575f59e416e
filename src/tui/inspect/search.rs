//! A search in ids, titles and questions; the cursor goes to matches while it is typed.

use super::{Pane, State};
use crate::domain::finding::Finding;
use crate::text::contains;
use crate::tui::editor::{EditKey, Editor};
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::step::Step;

/// Characters of a search.
const QUERY: usize = 100;

/// What is searched for.
#[derive(Debug, Clone)]
pub(super) struct Search {
    pub(super) query: Editor,
    /// Where the cursor was, to go back to.
    from: usize,
}

pub(super) fn begin(state: &mut State) {
    state.search = Some(Search { query: Editor::line("", QUERY), from: state.cursor });
    state.pane = Pane::List;
}

pub(super) fn paste(state: &mut State, text: &str) {
    if let Some(search) = &mut state.search {
        let _ = search.query.apply(EditKey::Paste(text.to_owned()), u16::MAX);
        find(state);
    }
}

/// Keys while a search is typed.
pub(super) fn press(state: &mut State, kit: &Kit, press: Press) -> Step {
    match kit.keymap.command(Context::Search, press.key) {
        Some(Command::Open) => state.search = None,
        Some(Command::Cancel) => {
            if let Some(search) = state.search.take() {
                state.go_to(search.from);
            }
        }
        Some(Command::Down | Command::NextField) => next_match(state, 1),
        Some(Command::Up) => next_match(state, -1),
        _ => {
            if let (Some(key), Some(search)) = (EditKey::of(&kit.keymap, press), &mut state.search)
            {
                let _ = search.query.apply(key, u16::MAX);
                find(state);
            }
        }
    }
    Step::Stay
}

/// The places that match the query, in order.
pub(super) fn matches(state: &State, query: &str) -> Vec<usize> {
    let says = |f: &Finding| {
        [&f.id.to_string(), &f.title, &f.owner].iter().any(|text| contains(text, query))
    };
    let findings = state.findings.iter().enumerate().filter(|(_, f)| says(f)).map(|(at, _)| at);
    let found: Vec<_> = state.work.checklist.search(query).map(|item| &item.id).collect();
    let items = state.items().iter().enumerate();
    let items = items.filter(|(_, item)| found.contains(&&item.id));
    findings.chain(items.map(|(at, _)| state.place_of(at))).collect()
}

/// To the first match at or after where the search began.
fn find(state: &mut State) {
    let Some(search) = &state.search else { return };
    let (from, query) = (search.from, search.query.text().trim().to_owned());
    if query.is_empty() {
        state.go_to(from);
        return;
    }
    let found = matches(state, &query);
    if let Some(at) = found.iter().find(|at| **at >= from).or(found.first()) {
        state.go_to(*at);
    }
}

fn next_match(state: &mut State, by: isize) {
    let Some(search) = &state.search else { return };
    let found = matches(state, search.query.text().trim());
    if found.is_empty() {
        return;
    }
    let here = found.iter().position(|at| *at >= state.cursor).unwrap_or(0);
    let to = (here + found.len()).saturating_add_signed(by) % found.len();
    state.go_to(found[to]);
}
