//! The 参考指標 among what will be sealed: figures, no judgement, and the comment on them.
//!
//! It keeps nothing from being sealed.

use super::State;
use super::comment::Remark;
use super::rows::Listing;
use crate::app::inspect::Work;
use crate::text::{line, typed_line};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::words::fill;

/// Items named beneath a figure; the report names them all.
const NAMED: usize = 6;

/// ```text
/// 参考（採点ではありません）
/// 引用した記入: 3/40件（所見と証跡のうち）
/// 前回と同じ所見: 2/8項目（…）
///   ORG-01、TEC-03
/// …
/// コメント: なし
/// ```
pub(super) fn block(state: &State, work: &Work, kit: &Kit, room: usize, listing: &mut Listing) {
    let Some(found) = work.indicators() else { return };
    let (words, theme) = (&kit.words.indicators, &kit.theme);
    listing.rows.push(Row::blank());
    listing.text(&words.short, room, theme.title);
    if found.is_quiet() {
        listing.text(&words.quiet(&found), room, theme.text);
    } else {
        for told in words.lines(&found, &kit.terms) {
            let text = format!("{}: {}", told.label, words.sentence(&told));
            listing.text(&text, room, theme.text);
            if !told.items.is_empty() {
                let named = words.some(&told.items, NAMED);
                listing.under(&named, room, theme.dim);
            }
        }
    }
    let typed = typed_line(state.remark.as_ref().map_or("", Remark::text));
    let comment = if typed.is_empty() && found.comment.is_empty() {
        words.comment.none.clone()
    } else if typed == found.comment {
        line(&typed).into_owned()
    } else {
        fill(&words.comment.unsaved, &[("text", &line(&typed))])
    };
    let comment = format!("{}: {comment}", words.comment.label);
    listing.text(&comment, room, theme.text);
    listing.rows.push(Row::blank());
}
