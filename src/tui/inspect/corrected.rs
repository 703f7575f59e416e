//! What a correction shows beside an item or a finding: why, whether it is changed, what was sealed.
//!
//! An inspection that corrects nothing shows none of it.

use super::{State, item};
use crate::domain::checklist::Item;
use crate::domain::finding::Finding;
use crate::tui::kit::Kit;
use crate::tui::prose::{Prose, Styled};
use crate::words::fill;

/// The reason, and whether what follows stands as it was sealed.
pub(super) fn head(rows: &mut Prose<'_>, state: &State, changed: bool) {
    let Some(correcting) = state.work.correcting() else { return };
    let (words, theme) = (&rows.kit.correction.screen, &rows.kit.theme);
    rows.push(&fill(&words.header, &[("reason", &correcting.reason)]), theme.dim);
    let (mark, style) =
        if changed { (&words.changed, theme.warn) } else { (&words.unchanged, theme.dim) };
    rows.pair(&words.mark, mark, style);
}

/// What was sealed for an item, where it is changed.
pub(super) fn sealed(rows: &mut Prose<'_>, state: &State, item: &Item) {
    let inspection = &state.work.inspection;
    let Some(basis) = inspection.basis().filter(|_| inspection.is_changed(&item.id)) else {
        return;
    };
    let answer = basis.answer(&item.id);
    let kit = rows.kit;
    let verdict = kit.terms.verdict(answer.verdict);
    rows.pair(&kit.correction.screen.sealed_value, verdict, kit.style_of(answer.verdict));
    item::texts(rows, state.known(), &answer);
    rows.gap();
}

/// The head of a finding, with the review that was sealed where it is changed.
pub(super) fn finding(state: &State, finding: &Finding, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    let inspection = &state.work.inspection;
    let changed = inspection.is_review_changed(&finding.id);
    head(&mut rows, state, changed);
    if changed && let Some(said) = inspection.basis().and_then(|b| b.reviewed(&finding.id)) {
        let turn = kit.terms.turn(said.review.turn);
        rows.pair(&kit.correction.screen.sealed_value, turn, kit.theme.text);
        rows.indented(&said.review.text, kit.theme.text);
    }
    rows.gap();
    rows.rows()
}
