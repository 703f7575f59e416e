//! A question before something that cannot be taken back; 「いいえ」 stands first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Overlay, window};
use crate::app::correcting;
use crate::domain::answer::Answer;
use crate::domain::inspection::Act;
use crate::domain::privacy::Caution;
use crate::text::{line, wrapped};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::model::{Model, Screen};
use crate::tui::step::{Goal, Question, Step, Then};
use crate::tui::{audit, inspect, paint, review, transition};
use crate::words::fill;

/// The question and which answer the cursor is on.
#[derive(Debug, Clone)]
pub struct State {
    question: Question,
    yes: bool,
}

impl State {
    pub(super) fn new(question: Question) -> Self {
        Self { question, yes: false }
    }
}

pub(super) fn update(model: &mut Model, state: State, press: Press) -> Step {
    match model.kit.keymap.command(Context::Confirm, press.key) {
        Some(Command::Yes) => accept(model, state.question),
        Some(Command::Open) if state.yes => accept(model, state.question),
        Some(Command::Open | Command::No | Command::Back) => Step::Stay,
        Some(Command::Left | Command::Right | Command::NextPane | Command::PreviousPane) => {
            model.overlay = Some(Overlay::Confirm(State { yes: !state.yes, ..state }));
            Step::Stay
        }
        _ => {
            model.overlay = Some(Overlay::Confirm(state));
            Step::Stay
        }
    }
}

fn accept(model: &mut Model, question: Question) -> Step {
    match question {
        // Asked twice, it is done once.
        Question::Seal { .. }
        | Question::FinishAudit(_)
        | Question::Correct { .. }
        | Question::Discard(_)
            if model.waiting > 0 =>
        {
            Step::Stay
        }
        Question::Seal { period, confirmed_by } => {
            Step::Do(Effect::Seal { period, confirmed_by, passphrase: None })
        }
        Question::FinishAudit(closing) => {
            Step::Do(Effect::FinishAudit { code: closing.code, passphrase: None })
        }
        Question::TakeBackSaid(item) => match &mut model.screen {
            Screen::Audit(state) => audit::take_back(state, &item),
            _ => Step::Stay,
        },
        Question::Correct { period, reason } => Step::Do(Effect::Correct { period, reason }),
        Question::Discard(period) => Step::Do(Effect::Discard(period)),
        Question::LeaveUnsaved => {
            transition::leave_anyway(model);
            Step::Stay
        }
        Question::DropDraft(item) => match transition::inspection(&mut model.screen) {
            Some(state) => state.drop_draft(&item),
            None => Step::Stay,
        },
        Question::DropReviewDraft(finding) | Question::TakeBackReview(finding) => {
            match transition::inspection(&mut model.screen) {
                Some(state) => inspect::take_back(state, &finding),
                None => Step::Stay,
            }
        }
        Question::Clear(item) => match transition::inspection(&mut model.screen) {
            Some(state) => {
                let answer = Answer { verdict: None, ..state.answer(&item) };
                state.change(&item, Act::Clear, answer)
            }
            None => Step::Stay,
        },
        Question::Personal { found, then } => allowed(model, found, then),
    }
}

/// Goes on with what was about to be done.
fn allowed(model: &mut Model, found: Vec<Caution>, then: Then) -> Step {
    match &mut model.screen {
        Screen::Audit(state) => state.allow(found),
        screen => match transition::inspection(screen) {
            Some(state) => state.allow(found),
            None => return Step::Stay,
        },
    }
    match (then, &mut model.screen) {
        (Then::Leave, _) => Step::Go(Goal::Leave),
        (Then::Save, Screen::Inspect(state)) => inspect::record_form(state),
        (Then::Close, Screen::Inspect(state)) => inspect::close(state),
        (Then::Save, Screen::Audit(state)) => audit::save(state),
        (Then::Close, Screen::Audit(state)) => audit::close(state),
        (Then::Remark, Screen::Review(state, work)) => review::remark(state, work),
        _ => Step::Stay,
    }
}

pub(super) fn view(kit: &Kit, state: &State, area: Rect, buf: &mut Buffer) {
    let words = &kit.chrome.question;
    let text = match &state.question {
        Question::Seal { period, confirmed_by } => {
            fill(&words.seal, &[("period", &kit.terms.period(*period)), ("by", confirmed_by)])
        }
        Question::LeaveUnsaved => words.leave_unsaved.clone(),
        Question::FinishAudit(closing) => closing.told(kit),
        Question::TakeBackSaid(item) => {
            fill(&kit.words.audit.take_back, &[("item", item.as_str())])
        }
        Question::DropDraft(item) => fill(&words.drop_draft, &[("item", item.as_str())]),
        Question::DropReviewDraft(finding) => {
            let id = finding.to_string();
            fill(&kit.words.finding.drop_draft, &[("finding", &id)])
        }
        Question::TakeBackReview(finding) => {
            let id = finding.to_string();
            fill(&kit.words.finding.take_back, &[("finding", &id)])
        }
        Question::Clear(item) => fill(&words.clear, &[("item", item.as_str())]),
        Question::Personal { found, .. } => {
            let words = &kit.terms.privacy;
            fill(&words.question, &[("list", &words.list(found))])
        }
        Question::Correct { period, reason } => {
            let period = kit.terms.period(*period);
            let values = [("period", &*period), ("reason", &*line(reason))];
            let told = fill(&kit.correction.screen.confirm, &values);
            match correcting::doubts(reason) {
                found if found.is_empty() => told,
                found => {
                    let words = &kit.terms.privacy;
                    let asked = fill(&words.question, &[("list", &words.list(&found))]);
                    format!("{told}\n{asked}")
                }
            }
        }
        Question::Discard(_) => {
            let words = &kit.correction.screen;
            format!("{}{}", words.discard, words.discard_how)
        }
    };
    let width = 60.min(area.width.saturating_sub(4));
    let rows = wrapped(&text, usize::from(width.saturating_sub(4)));
    let frame = window(area, width, rows.len() + 2);
    paint::clear(frame, buf);
    let inside = paint::frame_box(buf, frame, &words.title, kit.theme.title, kit.borders);
    for (y, row) in (inside.y..inside.bottom()).zip(&rows) {
        paint::put(buf, inside.x + 1, y, row, inside.width - 1, kit.theme.text);
    }
    let y = inside.bottom().saturating_sub(1);
    let style = |on: bool| if on { kit.theme.focus } else { kit.theme.text };
    let no = format!(" n {} ", words.no);
    let yes = format!(" y {} ", words.yes);
    let end = paint::put(buf, inside.x + 1, y, &no, inside.width, style(!state.yes));
    paint::put(buf, end + 2, y, &yes, inside.width, style(state.yes));
}
