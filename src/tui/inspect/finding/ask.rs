//! When the form of a review opens, and what is taken back.

use std::sync::Arc;

use crate::app::Failure;
use crate::domain::answer::Verdict;
use crate::domain::finding::{FindingId, Review, Turn};
use crate::domain::findings::of_item;
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change, ReviewDraft};
use crate::tui::inspect::State;
use crate::tui::keymap::Command;
use crate::tui::step::{Notice, Question, Step};

/// Keys about the finding under the cursor, or the open one of the item there.
pub(in crate::tui::inspect) fn key(state: &mut State, command: Command) -> Step {
    let of_item = || of_item(&state.findings, &state.item()?.id);
    let Some(finding) = state.finding().or_else(of_item).map(|finding| finding.id.clone()) else {
        return Step::Tell(Notice::NoFindingHere);
    };
    if let Some(why) = state.read_only() {
        return Step::Tell(Notice::Failed(Arc::new(Failure::ReadOnly(why))));
    }
    let turn = match command {
        Command::Progress => Some(Turn::Progress),
        Command::CloseFinding => Some(Turn::Close),
        // What was begun goes on as it was.
        _ => None,
    };
    let begun = match state.ahead().review_draft(&finding) {
        Some(draft) => draft.review.turn,
        None => state.ahead().review(&finding).turn,
    };
    let turn = turn.or(begun).or(Some(Turn::Progress));
    state.open_review(&finding, turn, None);
    Step::Stay
}

/// 適 or 該当なし on an item whose finding is open and not reviewed: it is closed, or it is said
/// why not.
pub(in crate::tui::inspect) fn after_answer(state: &mut State, item: &ItemId) {
    let inspection = &state.work().inspection;
    let verdict = inspection.verdict(item);
    if !matches!(verdict, Some(Verdict::Ok | Verdict::Na)) || state.is_busy() {
        return;
    }
    let here = state.item().is_some_and(|shown| shown.id == *item);
    let unreviewed = |finding: &&FindingId| inspection.reviewed(finding).is_none();
    let Some(finding) = of_item(&state.findings, item).map(|f| &f.id).filter(unreviewed) else {
        return;
    };
    if here {
        let finding = finding.clone();
        let turn = inspection.review_draft(&finding).and_then(|draft| draft.review.turn);
        state.open_review(&finding, turn, verdict);
    }
}

/// Asks before an unfinished form is thrown away or a review is taken back.
pub(in crate::tui::inspect) fn clear(state: &State, finding: &FindingId) -> Step {
    let inspection = state.ahead();
    if inspection.review_draft(finding).is_some() {
        Step::Ask(Question::DropReviewDraft(finding.clone()))
    } else if inspection.reviewed(finding).is_some() {
        Step::Ask(Question::TakeBackReview(finding.clone()))
    } else {
        Step::Tell(Notice::NothingToClear)
    }
}

/// Takes back what `clear` asked about, on the person's word.
pub(in crate::tui) fn take_back(state: &mut State, finding: &FindingId) -> Step {
    let finding = finding.clone();
    if state.ahead().review_draft(&finding).is_some() {
        let draft = ReviewDraft::default();
        return state.submit(Change::ReviewDraft { finding, draft });
    }
    let (act, review) = (Act::Review, Review::default());
    state.submit(Change::Review { finding, act, review })
}
