//! The line that may be added to the 参考指標: typed at the foot of the gate, recorded at once.
//!
//! Whatever ends the typing records it, so that nothing typed is lost.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::State;
use crate::domain::answer::limit;
use crate::domain::inspection::Change;
use crate::text::{cells, typed_line};
use crate::tui::editor::{EditKey, Edited, Editor};
use crate::tui::inspect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::tui::step::{Notice, Step, Then};
use crate::words::fill;

/// What is typed, also while it is not being typed: a failed save leaves it here.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    editor: Editor,
    open: bool,
}

impl Remark {
    pub(super) fn new(text: &str) -> Self {
        Self { editor: Editor::line(text, limit::LINE), open: false }
    }

    /// True while the cursor is in it.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn text(&self) -> &str {
        self.editor.text()
    }

    /// What is typed and not on the disk, as the change that puts it there.
    pub(super) fn to_keep(&self, work: &inspect::State) -> Option<Change> {
        let text = typed_line(self.text());
        let new = work.comment() != text && !work.is_read_only();
        new.then_some(Change::Comment { text })
    }
}

/// Opens the line, where there is one.
pub(super) fn begin(state: &mut State, work: &inspect::State) -> Step {
    let Some(remark) = &mut state.remark else { return Step::Stay };
    if let Some(step) = work.refuses_writing() {
        return step;
    }
    remark.open = true;
    Step::Stay
}

pub(super) fn typed(
    state: &mut State,
    work: &mut inspect::State,
    kit: &Kit,
    body: Rect,
    press: Press,
) -> Step {
    match kit.keymap.command(Context::Remark, press.key) {
        Some(Command::Save | Command::Cancel | Command::NextPane | Command::PreviousPane) => {
            record(state, work)
        }
        _ => match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(state, kit, body, key),
            None => Step::Stay,
        },
    }
}

/// Ends the typing and records the line, after a question where it looks like personal data.
pub(in crate::tui) fn record(state: &mut State, work: &mut inspect::State) -> Step {
    let Some(remark) = &mut state.remark else { return Step::Stay };
    let change = remark.to_keep(work);
    let asked = change.as_ref().and_then(|change| work.asks_before(change, Then::Remark));
    if let Some(question) = asked {
        return Step::Ask(question);
    }
    remark.open = false;
    change.map_or(Step::Stay, |change| work.remark(change))
}

pub(super) fn edit(state: &mut State, kit: &Kit, body: Rect, key: EditKey) -> Step {
    let Some(remark) = &mut state.remark else { return Step::Stay };
    match remark.editor.apply(key, width(kit, body.width)) {
        Edited::Full { over } => Step::Tell(Notice::TextFull { over }),
        Edited::Changed | Edited::Moved | Edited::Unchanged => Step::Stay,
    }
}

/// The cells of the field in an area of that width.
fn width(kit: &Kit, width: u16) -> u16 {
    let label = u16::try_from(cells(&kit.words.indicators.comment.label)).unwrap_or(u16::MAX);
    width.saturating_sub(label.saturating_add(6)).max(4)
}

/// ```text
///  コメント [鍵の本数は前回と同じ                           ]
///  Enter で記録（200字まで。空にすると取り消し）
/// ```
pub(super) fn view(state: &State, kit: &Kit, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let remark = state.remark.as_ref()?;
    let (words, theme) = (&kit.words.indicators.comment, &kit.theme);
    let mut put = |x: u16, y: u16, text: &str, style| {
        paint::put(buf, x, y, text, area.right().saturating_sub(x), style)
    };
    let width = width(kit, area.width);
    let seen = remark.editor.view(width, 1);
    let x = put(area.x + 1, area.y, &words.label, theme.focus) + 1;
    put(x, area.y, if seen.more_above { "<" } else { "[" }, theme.dim);
    put(x + 1, area.y, seen.rows.first().map_or("", String::as_str), theme.text);
    put(x + 1 + width, area.y, if seen.more_below { ">" } else { "]" }, theme.dim);
    let save = kit.keymap.keys(Context::Remark, Command::Save);
    let save = save.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned());
    put(area.x + 1, area.y + 1, &fill(&words.how, &[("save", &save)]), theme.text);
    Some((x + 1 + seen.cursor.0, area.y))
}
