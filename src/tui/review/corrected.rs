//! Every change of a correction, old and new beside each other, before it is sealed.

use super::rows::Listing;
use crate::app::inspect::Work;
use crate::domain::correction::{Amended, Place};
use crate::text::{line, wrapped};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::tui::step::Goal;
use crate::words::fill;

/// ```text
/// 訂正の内容 2件（訂正前 → 訂正後）
/// 訂正中: 名簿の人数の誤記
///  ORG-02 判定
///    適 → 不適
/// ```
pub(super) fn block(work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let (words, theme) = (&kit.correction.screen, &kit.theme);
    let changes = work.amended();
    let n = changes.len().to_string();
    listing.text(&fill(&words.changes, &[("n", &n)]), room, theme.title);
    if let Some(correcting) = work.correcting() {
        let reason = line(&correcting.reason);
        listing.text(&fill(&words.header, &[("reason", &reason)]), room, theme.text);
    }
    if changes.is_empty() {
        listing.text(&words.no_changes, room, theme.warn);
    }
    for change in &changes {
        listing.leading(rows(change, kit, room), target(change));
    }
    listing.rows.push(Row::blank());
}

/// The place and the part in one row, the values below, as far as they are long.
fn rows(change: &Amended, kit: &Kit, room: usize) -> Vec<Row> {
    let words = &kit.correction;
    let place = words.place(&change.place);
    let values = [("place", place.as_str()), ("field", words.field(change.field))];
    let head = format!(" {}", fill(&words.screen.change, &values));
    let mut rows = vec![Row::new(head, kit.theme.text)];
    let told = words.change(change, &kit.terms);
    let told = wrapped(&line(&told), room.saturating_sub(4));
    rows.extend(told.into_iter().map(|row| Row::new(format!("    {row}"), kit.theme.warn)));
    rows
}

fn target(change: &Amended) -> Option<Goal> {
    match &change.place {
        Place::Item(id) => Some(Goal::Item(id.clone())),
        Place::Finding(id) => Some(Goal::Finding(id.clone())),
        Place::Indicators => None,
    }
}
