//! What frames every screen: title bar, notice, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::audit;
use super::keymap::{Command, Context};
use super::kit::Kit;
use super::model::{Model, Screen};
use super::paint;
use super::step::{EvidenceNotice, Notice};
use crate::app::tell::Teller;
use crate::text::{cells, line, wrapped};
use crate::words::{Told, fill};

/// Rows a notice takes at the most.
const MAX_NOTICE: usize = 4;

pub(super) fn too_small(kit: &Kit, area: Rect, buf: &mut Buffer) {
    let rows = wrapped(&kit.chrome.too_small, area.width.into());
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        paint::put(buf, area.x, y, &row, area.width, kit.theme.text);
    }
}

/// The name of the screen on the left, what it is about on the right.
pub(super) fn title(model: &Model, area: Rect, buf: &mut Buffer) {
    let kit = &model.kit;
    let (name, about) = match &model.screen {
        Screen::Loading | Screen::Failed => (kit.chrome.program.clone(), String::new()),
        Screen::Setup(_) => (kit.chrome.setup.clone(), String::new()),
        Screen::Home(state) => (kit.chrome.home.clone(), state.about()),
        Screen::Inspect(state) => (kit.chrome.inspect.clone(), state.about(kit)),
        Screen::Review(_, work) => (kit.chrome.review.clone(), work.about(kit)),
        Screen::Findings(state) => (kit.words.finding.list.title.clone(), state.about(kit)),
        Screen::Report(state) => (state.name(kit).to_owned(), state.about(kit)),
        Screen::Compare(state) => (kit.comparison.sheet.title.clone(), state.about(kit)),
        Screen::Trend(state) => (kit.words.trend.screen.title.clone(), state.about(kit)),
        Screen::Audit(state) => (kit.words.audit.title.clone(), state.about(kit)),
    };
    let style = kit.theme.focus;
    let name = format!(" {name} ");
    let end = paint::put(buf, area.x, area.y, &name, area.width, style);
    let about = format!("{} ", line(&about));
    let width = u16::try_from(cells(&about)).unwrap_or(u16::MAX);
    let start = area.right().saturating_sub(width).max(end + 1);
    paint::put(buf, start, area.y, &about, area.right().saturating_sub(start), style);
}

/// The notice in rows, with what to do next.
pub(super) fn notice_rows(model: &Model, width: u16) -> Vec<String> {
    let Some(notice) = &model.notice else { return Vec::new() };
    let told = tell(&model.kit, notice);
    let text =
        if told.next.is_empty() { told.what } else { format!("{} {}", told.what, told.next) };
    let mut rows = wrapped(&text, usize::from(width.saturating_sub(2)));
    rows.truncate(MAX_NOTICE);
    rows
}

pub(super) fn notice(kit: &Kit, rows: &[String], area: Rect, buf: &mut Buffer) {
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        paint::put(buf, area.x + 1, y, row, area.width.saturating_sub(1), kit.theme.warn);
    }
}

fn tell(kit: &Kit, notice: &Notice) -> Told {
    let words = &kit.chrome.notice;
    let plain = |what: &str| Told { what: what.to_owned(), next: String::new() };
    match notice {
        Notice::Cited => plain(&words.cited),
        Notice::NothingToCite => plain(&words.nothing_to_cite),
        Notice::NothingToUndo => plain(&words.nothing_to_undo),
        Notice::NothingToRedo => plain(&words.nothing_to_redo),
        Notice::NothingOpen => plain(&words.nothing_open),
        Notice::NothingToClear => plain(&words.nothing_to_clear),
        Notice::OnFinding => plain(&kit.words.finding.on_finding),
        Notice::NoFindingHere => plain(&kit.words.finding.none_here),
        Notice::DraftKept => plain(&words.draft_kept),
        Notice::NoVerdictYet => plain(&words.no_verdict_yet),
        Notice::TextFull { over } => plain(&fill(&words.text_full, &[("n", &over.to_string())])),
        Notice::BadDate => plain(&words.bad_date),
        Notice::Torn { file, bytes } => {
            let values = [("file", line(file).into_owned()), ("bytes", bytes.to_string())];
            plain(&fill(&words.torn, &[("file", &values[0].1), ("bytes", &values[1].1)]))
        }
        Notice::NotFound => plain(&words.not_found),
        Notice::NamesMissing => plain(&words.names_missing),
        Notice::NoConfirmer => plain(&words.no_confirmer),
        Notice::Unsaved => plain(&words.unsaved),
        Notice::Audit(said) => audit::tell(kit, said),
        Notice::Evidence(notice) => plain(&of_evidence(kit, notice)),
        Notice::Failed(failure) => {
            Teller { words: &kit.failures, terms: &kit.terms, cycle: None }.tell(failure)
        }
    }
}

fn of_evidence(kit: &Kit, notice: &EvidenceNotice) -> String {
    let words = &kit.evidence.screen;
    match notice {
        EvidenceNotice::Pointed(path) => fill(&words.pointed, &[("file", &line(path))]),
        EvidenceNotice::Until(Some(day)) => {
            fill(&words.kept_until, &[("day", &kit.words.common.day(*day))])
        }
        EvidenceNotice::Until(None) => words.no_longer_until.clone(),
        EvidenceNotice::NoReference => words.no_reference.clone(),
        EvidenceNotice::Stopped => words.stopped.clone(),
        EvidenceNotice::NoNames => words.names_none.clone(),
    }
}

/// Whether everything typed and answered is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saving {
    /// Everything is.
    Saved,
    /// It is on its way.
    Underway,
    /// Something is typed that has not been asked to be saved, or could not be.
    Unsaved,
    /// Nothing is written here.
    ReadOnly,
}

/// The keys that do something here, and whether everything is saved.
pub(super) fn footer(model: &Model, context: Context, area: Rect, buf: &mut Buffer) {
    let kit = &model.kit;
    let saving = match &model.screen {
        Screen::Inspect(state) => Some(state.saving()),
        Screen::Review(state, work) => Some(state.saving(work)),
        Screen::Audit(state) => state.saving(),
        _ => None,
    };
    let (mark, style) = match saving {
        None => (String::new(), kit.theme.dim),
        Some(Saving::Saved) => (kit.chrome.saved.clone(), kit.theme.saved),
        Some(Saving::Underway) => (kit.chrome.saving.clone(), kit.theme.unsaved),
        Some(Saving::Unsaved) => (kit.chrome.unsaved.clone(), kit.theme.unsaved),
        Some(Saving::ReadOnly) => (kit.chrome.read_only.clone(), kit.theme.unsaved),
    };
    let width = u16::try_from(cells(&mark)).unwrap_or(u16::MAX).min(area.width);
    let start = area.right() - width;
    paint::put(buf, start, area.y, &mark, width, style);
    let room = start.saturating_sub(area.x + 1);
    let hints = hints(kit, context, commands(model), usize::from(room));
    paint::put(buf, area.x, area.y, &hints, room, kit.theme.dim);
}

/// What can be done now, most wanted first.
fn commands(model: &Model) -> &'static [Command] {
    use Command as C;
    match &model.screen {
        Screen::Loading => &[],
        Screen::Failed => &[C::Open, C::Back],
        Screen::Setup(_) => &[C::Save, C::NextField, C::Quit, C::Help],
        Screen::Home(_) => &[
            C::Open,
            C::Inspect,
            C::Report,
            C::Findings,
            C::Compare,
            C::Trend,
            C::Audit,
            C::Help,
            C::Verify,
            C::Quit,
        ],
        Screen::Inspect(state) => state.commands(),
        Screen::Review(state, _) => state.commands(),
        Screen::Report(state) => state.commands(),
        Screen::Findings(state) => state.commands(),
        Screen::Compare(state) => state.commands(),
        Screen::Trend(state) => state.commands(),
        Screen::Audit(state) => state.commands(),
    }
}

/// `1 適  2 不適 …`: as many as fit, each whole.
pub(super) fn hints(kit: &Kit, context: Context, commands: &[Command], room: usize) -> String {
    let mut out = String::new();
    for command in commands {
        let keys = kit.keymap.keys(context, *command);
        let Some(key) = keys.first() else { continue };
        let hint = format!(" {} {} ", kit.chrome.key(key), kit.chrome.label(command.name()));
        if cells(&out) + cells(&hint) > room {
            break;
        }
        out.push_str(&hint);
    }
    out
}
