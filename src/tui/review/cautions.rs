//! What looks like personal data, among what will be sealed or is still to be done: masked, each
//! with a jump to where it stands. It keeps nothing from being sealed.

use super::rows::Listing;
use crate::app::inspect::Work;
use crate::domain::privacy::{Caution, Place};
use crate::text::{Align, cells, fit, pad};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::tui::step::Goal;
use crate::words::fill;

/// ```text
/// 個人情報らしい記載  2件（確定は妨げません。内容は伏せています）
///  ORG-01       所見: 電話番号らしい数字 0********8
///  F-FY2026-Q2-ORG-02  経過・効果の確認: …
/// ```
pub(super) fn block(work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let found = work.cautions();
    if found.is_empty() {
        return;
    }
    let words = &kit.terms.privacy;
    let heading = fill(&words.listed, &[("n", &found.len().to_string())]);
    listing.text(&heading, room, kit.theme.warn);
    for caution in found {
        let (name, goal) = match &caution.place {
            Place::Item(item) => (item.to_string(), Some(Goal::Item(item.clone()))),
            Place::Finding(finding) => (finding.to_string(), Some(Goal::Finding(finding.clone()))),
            Place::Inspection => (words.comment.clone(), None),
        };
        listing.leading(vec![row(&name, caution, kit, room)], goal);
    }
}

fn row(name: &str, caution: Caution, kit: &Kit, room: usize) -> Row {
    let name = format!(" {}  ", pad(name, cells(name).max(11), Align::Left));
    let told = kit.terms.privacy.list(&[caution]);
    let told = fit(&told, room.saturating_sub(cells(&name)));
    Row::new(name, kit.theme.text).and(told, kit.theme.text)
}
