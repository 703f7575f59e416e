//! References past their last day, before the period is sealed: a warning that keeps nothing from
//! being sealed.

use super::State;
use super::rows::Listing;
use crate::app::evidence;
use crate::app::inspect::Work;
use crate::text::{line, wrapped};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::words::fill;

/// ```text
/// 有効期限の過ぎた証跡（1件）
///  ORG-01 委託契約書（期限 令和8年12月17日）
/// ```
pub(super) fn block(state: &State, work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let words = &kit.evidence.status;
    let list = evidence::expired(work, state.today);
    if list.is_empty() {
        return;
    }
    let heading = fill(&words.heading, &[("n", &list.len().to_string())]);
    listing.text(&heading, room, kit.theme.warn);
    for (item, evidence) in list {
        let day = evidence.valid_until.map(|day| kit.words.common.day(day)).unwrap_or_default();
        let text = line(&evidence.text);
        let values = [("item", item.as_str()), ("text", &*text), ("day", &*day)];
        let rows = wrapped(&fill(&words.line, &values), room.saturating_sub(1));
        let rows = rows.into_iter().map(|row| Row::new(format!(" {row}"), kit.theme.warn));
        listing.choice(rows.collect(), Some(&item));
    }
}
