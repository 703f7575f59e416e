//! Taking over what the last period said of the item that is shown.

use super::State;
use super::update::barred;
use crate::domain::inspection::{Act, Change, Draft, cite};
use crate::tui::step::{Notice, Step};

/// Note and references of last time, marked; the verdict is never taken over.
pub(super) fn cite_last(state: &mut State) -> Step {
    if let Some(step) = barred(state) {
        return step;
    }
    let Some(item) = state.item().map(|item| item.id.clone()) else { return Step::Stay };
    let draft = state.ahead().draft(&item).cloned();
    let answer = draft.as_ref().map_or_else(|| state.answer(&item), |draft| draft.answer.clone());
    match (state.work.past.last(&item).and_then(|last| cite(&answer, last)), draft) {
        (Some(cited), None) => {
            state.look_again(&cited);
            state.change(&item, Act::Cite, cited)
        }
        // What is unfinished stays so: recording the citation would end it.
        (Some(answer), Some(draft)) => {
            state.look_again(&answer);
            state.submit(Change::Draft { item, draft: Draft { answer, ..draft } })
        }
        (None, _) => Step::Tell(Notice::NothingToCite),
    }
}
