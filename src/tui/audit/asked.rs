//! Who audits: asked once, before the first thing is written. The auditors whom the audited record
//! names stand first; any other name can be typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::form::Said;
use super::wish::Wish;
use crate::app::auditing::Exhibit;
use crate::domain::answer::limit;
use crate::domain::society::Seat;
use crate::text::{cells, line, typed_line, wrapped};
use crate::tui::editor::{EditKey, Editor};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::step::{Notice, Step};
use crate::words::fill;

/// The widest box, in cells.
const WIDTH: u16 = 62;

/// One who may be meant.
#[derive(Debug, Clone)]
struct Offer {
    name: String,
    seat: Option<Seat>,
    /// Something of this auditor's is unfinished.
    begun: bool,
}

/// The question, and what is to be done when it is answered.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    offers: Vec<Offer>,
    /// Index into the offers; behind them is the field.
    at: usize,
    typed: Editor,
    pub(super) wish: Wish,
    /// An answer was given and is being looked up.
    under_way: bool,
}

impl Asked {
    /// Begins at whoever has something unfinished, else at the first who is named.
    pub(super) fn new(exhibit: &Exhibit, wish: Wish) -> Self {
        let begun = |name: &str| exhibit.in_progress.iter().any(|other| other == name);
        let named = exhibit.record.people.auditors.iter();
        let mut offers: Vec<Offer> = named
            .filter(|auditor| !auditor.name.trim().is_empty())
            .map(|auditor| Offer {
                name: auditor.name.clone(),
                seat: Some(auditor.seat),
                begun: begun(&auditor.name),
            })
            .collect();
        for name in &exhibit.in_progress {
            if offers.iter().all(|offer| offer.name != *name) {
                offers.push(Offer { name: name.clone(), seat: None, begun: true });
            }
        }
        let at = offers.iter().position(|offer| offer.begun).unwrap_or(0);
        let typed = Editor::line("", limit::LINE);
        Self { offers, at, typed, wish, under_way: false }
    }

    /// The name could not be taken; another may be.
    pub(super) fn refused(&mut self) {
        self.under_way = false;
    }

    fn is_typing(&self) -> bool {
        self.at >= self.offers.len()
    }

    fn name(&self) -> String {
        match self.offers.get(self.at) {
            Some(offer) => offer.name.clone(),
            None => typed_line(self.typed.text()),
        }
    }

    /// `None` where the question is withdrawn.
    pub(super) fn press(mut self, kit: &Kit, press: Press) -> (Option<Self>, Step) {
        if self.under_way {
            return (Some(self), Step::Stay);
        }
        match kit.keymap.command(Context::Asked, press.key) {
            Some(Command::Cancel) => return (None, Step::Stay),
            Some(Command::Pick) => {
                let by = self.name();
                if by.is_empty() {
                    self.at = self.offers.len();
                    return (Some(self), Step::Tell(Notice::Audit(Said::NoName)));
                }
                self.under_way = true;
                return (Some(self), Step::Do(Effect::OpenAudit { by }));
            }
            Some(Command::Up | Command::PreviousPane) => self.at = self.at.saturating_sub(1),
            Some(Command::Down | Command::NextPane) => {
                self.at = (self.at + 1).min(self.offers.len());
            }
            _ => {
                if let Some(key) = EditKey::of(&kit.keymap, press) {
                    return self.edit(key);
                }
            }
        }
        (Some(self), Step::Stay)
    }

    /// Whatever is typed goes into the field, wherever the cursor is.
    pub(super) fn edit(mut self, key: EditKey) -> (Option<Self>, Step) {
        if self.under_way {
            return (Some(self), Step::Stay);
        }
        if matches!(key, EditKey::Char(_) | EditKey::Paste(_)) {
            self.at = self.offers.len();
        }
        if self.is_typing() {
            let _ = self.typed.apply(key, u16::MAX);
        }
        (Some(self), Step::Stay)
    }
}

/// ```text
/// ┌ 監査する方のお名前 ───────────────────────┐
/// │ 記入の前に一度だけ伺います。…             │
/// │ > 選定  監事 太郎                         │
/// │   互選  監事 花子（書きかけがあります）   │
/// │   ほかの方 [                            ] │
/// └───────────────────────────────────────────┘
/// ```
pub(super) fn view(asked: &Asked, kit: &Kit, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let words = &kit.words.audit.asked;
    let width = WIDTH.min(area.width);
    let room = usize::from(width.saturating_sub(4));
    let how = wrapped(&words.how, room);
    let rows = how.len() + asked.offers.len() + 4;
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height);
    let frame = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    };
    paint::clear(frame, buf);
    let inside = paint::frame_box(buf, frame, &words.title, kit.theme.title, kit.borders);
    let mut y = inside.y;
    // Where there is little room, the names matter more than what is said about them.
    let needed = asked.offers.len() + 1;
    let most = usize::from(inside.height).saturating_sub(needed + 1);
    for row in how.iter().take(most) {
        paint::put(buf, inside.x + 1, y, row, inside.width.saturating_sub(1), kit.theme.text);
        y += 1;
    }
    y += u16::from(most > how.len());
    for (at, offer) in asked.offers.iter().enumerate() {
        let here = at == asked.at;
        let style = if here { kit.theme.focus } else { kit.theme.text };
        let seat = offer.seat.map(|seat| kit.terms.seat(seat)).unwrap_or_default();
        let name = line(&offer.name);
        let template = if offer.begun { &words.begun } else { &words.name };
        let told = fill(template, &[("seat", seat), ("name", &name)]);
        let text = format!("{} {}", if here { ">" } else { " " }, told.trim_start());
        if y < inside.bottom() {
            paint::put(buf, inside.x, y, &text, inside.width, style);
        }
        y += 1;
    }
    if y >= inside.bottom() {
        return None;
    }
    let style = if asked.is_typing() { kit.theme.title } else { kit.theme.dim };
    let label = format!("{} {} [", if asked.is_typing() { ">" } else { " " }, words.other);
    let x = paint::put(buf, inside.x, y, &label, inside.width, style);
    let used = u16::try_from(cells(&label)).unwrap_or(u16::MAX);
    let field = inside.width.saturating_sub(used + 1).max(4);
    let seen = asked.typed.view(field, 1);
    let text = seen.rows.first().map_or("", String::as_str);
    paint::put(buf, x, y, text, field, kit.theme.text);
    paint::put(buf, x + field, y, "]", 1, style);
    asked.is_typing().then_some((x + seen.cursor.0, y))
}
