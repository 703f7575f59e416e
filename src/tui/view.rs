//! Draws the model; reads everything, changes nothing.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::audit;
use super::chrome;
use super::compare;
use super::findings;
use super::home;
use super::inspect;
use super::model::{Model, Screen};
use super::overlay;
use super::paint;
use super::review;
use super::setup;
use super::trend;
use super::update::context;
use super::viewer;

/// The smallest terminal that is drawn on, in cells.
pub(super) const MIN: (u16, u16) = (60, 16);

/// Where the parts of the screen are, and the notice in rows.
struct Layout {
    title: Rect,
    body: Rect,
    told: Rect,
    foot: Rect,
    notice: Vec<String>,
}

impl Layout {
    /// ```text
    /// title bar                                            1 row
    /// screen
    /// notice                                               0–4 rows, a third at the most
    /// keys                                        saved    1 row
    /// ```
    fn of(model: &Model, area: Rect) -> Self {
        let notice = chrome::notice_rows(model, area.width);
        let rows = u16::try_from(notice.len()).unwrap_or(u16::MAX).min(area.height / 3);
        let title = Rect { height: 1, ..area };
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2 + rows), ..area };
        let told = Rect { y: body.bottom(), height: rows, ..area };
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        Self { title, body, told, foot, notice }
    }
}

/// The part of the terminal that a screen has for itself.
pub(super) fn body(model: &Model) -> Rect {
    Layout::of(model, Rect::new(0, 0, model.size.0, model.size.1)).body
}

pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    if area.width < MIN.0 || area.height < MIN.1 {
        chrome::too_small(&model.kit, area, buf);
        return;
    }
    let Layout { title, body, told, foot, notice } = Layout::of(model, area);
    paint::fill(title, buf, model.kit.theme.focus);
    chrome::title(model, title, buf);
    let mut cursor = draw_screen(model, body, buf);
    chrome::notice(&model.kit, &notice, told, buf);
    chrome::footer(model, context(&model.screen), foot, buf);
    if let Some(overlay) = &model.overlay {
        cursor = overlay::view(overlay, model, area, buf);
    }
    // The hardware cursor is where an input method shows what is being composed.
    if let Some((x, y)) = cursor {
        frame.set_cursor_position(Position { x, y });
    }
}

/// Draws the screen and says where text is typed, if it is.
fn draw_screen(model: &Model, area: Rect, buf: &mut ratatui::buffer::Buffer) -> Option<(u16, u16)> {
    let kit = &model.kit;
    match &model.screen {
        Screen::Loading => {
            paint::put(buf, area.x + 2, area.y + 1, &kit.chrome.loading, area.width, kit.theme.dim);
            None
        }
        Screen::Failed => None,
        Screen::Setup(state) => setup::view(state, kit, area, buf),
        Screen::Home(state) => {
            home::view(state, kit, area, buf);
            None
        }
        Screen::Inspect(state) => inspect::view(state, kit, area, buf),
        Screen::Review(state, work) => review::view(state, work, kit, area, buf),
        Screen::Report(state) => viewer::view(state, kit, area, buf),
        Screen::Findings(state) => {
            findings::view(state, kit, area, buf);
            None
        }
        Screen::Compare(state) => {
            compare::view(state, kit, area, buf);
            None
        }
        Screen::Audit(state) => audit::view(state, kit, area, buf),
        Screen::Trend(state) => {
            trend::view(state, kit, area, buf);
            None
        }
    }
}
