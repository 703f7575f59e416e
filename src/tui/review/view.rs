//! The gate drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::rows::Listing;
use super::{State, comment, rows};
use crate::app::tell::Teller;
use crate::domain::gate::Gap;
use crate::text::{cells, wrapped};
use crate::tui::inspect;
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::rows as list;
use crate::words::fill;

/// Rows of the field of the confirmer, what can be done beneath it, and one above.
const FOOT: u16 = 3;
/// The widest name field, in cells.
const WIDEST: u16 = 40;

/// Draws the gate and says where text is typed, if it is.
///
/// With gaps:
/// ```text
///  確定する前に、あと 12 件あります。Enter でその項目を開きます。       1-9/20
///
///  組織的安全管理措置  3件
/// > ORG-01       未点検    個人情報取扱責任者の任命
/// ```
/// Without:
/// ```text
///  すべての項目に答えました。…
///  適 56   不適 3 …
///  …
///
///  確認者 [鈴木 一郎                 ]
///  s で確定   Tab で確認者を直す
/// ```
pub(in crate::tui) fn view(
    state: &State,
    work: &inspect::State,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let listing = rows::listing(state, work, kit, area.width);
    let told = told(state, kit, area.width);
    for (y, row) in (area.y..area.bottom()).zip(&told) {
        paint::put(buf, area.x + 1, y, row, area.width.saturating_sub(1), kit.theme.title);
    }
    let within = list_area(state, told.len(), area);
    list::draw(&listing.rows, state.cursor, kit, within, buf);
    let place = list::place(&listing.rows, state.cursor, within.height);
    let width = u16::try_from(cells(&place)).unwrap_or(u16::MAX);
    let x = area.right().saturating_sub(width.saturating_add(1));
    if state.gaps.is_empty() {
        paint::put(buf, x, within.bottom(), &place, width, kit.theme.dim);
        let foot = Rect { y: within.bottom() + 1, ..area };
        if state.is_commenting() {
            comment::view(state, kit, foot, buf)
        } else {
            confirmer(state, work, kit, foot, buf)
        }
    } else {
        paint::put(buf, x, area.y + 1, &place, width, kit.theme.dim);
        None
    }
}

/// What a click is for.
pub(super) enum Hit {
    Choice(usize),
    Confirmer,
}

pub(super) fn hit(state: &State, listing: &Listing, kit: &Kit, area: Rect, y: u16) -> Option<Hit> {
    let within = list_area(state, told(state, kit, area.width).len(), area);
    if state.gaps.is_empty() && y == within.bottom() + 1 {
        return Some(Hit::Confirmer);
    }
    list::hit(&listing.rows, state.cursor, within, y).map(Hit::Choice)
}

/// The part for the list, under `told` rows of text.
fn list_area(state: &State, told: usize, area: Rect) -> Rect {
    // Without text a blank row keeps the cursor off the title bar.
    let above = u16::try_from(told.max(1)).unwrap_or(u16::MAX).min(area.height);
    let below = if state.gaps.is_empty() { FOOT } else { 0 };
    let height = area.height.saturating_sub(above.saturating_add(below));
    Rect { y: area.y + above, height, ..area }
}

/// What stands above the gaps; nothing where there are none.
fn told(state: &State, kit: &Kit, width: u16) -> Vec<String> {
    if state.gaps.is_empty() {
        return Vec::new();
    }
    let words = &kit.words.review;
    let room = usize::from(width).saturating_sub(2);
    let open = key(kit, Context::Review, Command::Jump);
    let count = state.gaps.len().to_string();
    let mut text = vec![fill(&words.gaps, &[("n", &count), ("open", &open)])];
    if state.gaps.contains(&Gap::NoInspector) {
        text.push(words.no_inspector.clone());
        text.push(words.no_inspector_how.clone());
    }
    text.push(String::new());
    text.iter().flat_map(|text| wrapped(text, room)).collect()
}

/// The cells that the name has in an area of that width.
pub(super) fn name_width(kit: &Kit, width: u16) -> u16 {
    let label = u16::try_from(cells(&kit.words.review.confirmer)).unwrap_or(u16::MAX);
    width.saturating_sub(label.saturating_add(6)).clamp(4, WIDEST)
}

fn confirmer(
    state: &State,
    work: &inspect::State,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let words = &kit.words.review;
    let theme = &kit.theme;
    let mut put = |x: u16, y: u16, text: &str, style| {
        paint::put(buf, x, y, text, area.right().saturating_sub(x), style)
    };
    if let Some(why) = &work.work().read_only {
        put(area.x + 1, area.y, &words.read_only, theme.unsaved);
        let teller = Teller { words: &kit.failures, terms: &kit.terms, cycle: None };
        put(area.x + 1, area.y + 1, &teller.read_only(why).what, theme.text);
        return None;
    }
    let width = name_width(kit, area.width);
    let seen = state.confirmer.view(width, 1);
    let label = if state.typing { theme.focus } else { theme.title };
    let x = put(area.x + 1, area.y, &words.confirmer, label) + 1;
    put(x, area.y, if seen.more_above { "<" } else { "[" }, theme.dim);
    put(x + 1, area.y, seen.rows.first().map_or("", String::as_str), theme.text);
    put(x + 1 + width, area.y, if seen.more_below { ">" } else { "]" }, theme.dim);
    let template = if state.typing { &words.confirmer_typing } else { &words.confirmer_how };
    let seal = key(kit, state.context(), Command::Seal);
    let edit = key(kit, state.context(), Command::NextPane);
    let how = fill(template, &[("seal", &seal), ("edit", &edit)]);
    put(area.x + 1, area.y + 1, &how, theme.text);
    state.typing.then_some((x + 1 + seen.cursor.0, area.y))
}

/// The key of a command as it is printed on the keyboard.
fn key(kit: &Kit, context: Context, command: Command) -> String {
    let keys = kit.keymap.keys(context, command);
    keys.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned())
}
