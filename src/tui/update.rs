//! One message in, the next state and at most one effect out; no I/O.

use std::time::Duration;

use super::audit;
use super::compare;
use super::effect::Effect;
use super::findings;
use super::home;
use super::inspect;
use super::keymap::{Command, Context, Press};
use super::model::{Model, Screen};
use super::msg::{Msg, Outcome};
use super::overlay::{self, Overlay};
use super::review;
use super::setup;
use super::step::{Goal, Notice, Step};
use super::transition::{self, follow};
use super::trend;
use super::view;
use super::viewer;

/// Takes a message that came when the loop's own clock stood at `now`. What is on the screen until
/// then counts as looked at; only an inspection keeps that, and only as seconds of its items.
pub fn update_at(model: &mut Model, now: Duration, msg: Msg) -> Option<Effect> {
    let body = view::body(model);
    let (width, height) = model.size;
    let drawn = width >= view::MIN.0 && height >= view::MIN.1 && model.overlay.is_none();
    if let Screen::Inspect(state) = &mut model.screen
        && drawn
    {
        state.looked_until(now, body);
    }
    let effect = update(model, msg);
    // From here on what is shown now is looked at: another item, another screen, a first one.
    if let Some(state) = transition::inspection(&mut model.screen) {
        state.looked_away_until(now);
    }
    effect
}

/// Takes a message as if no time had passed. The effect, if there is one, must be carried out and
/// answered by exactly one `Msg::Done`.
pub fn update(model: &mut Model, msg: Msg) -> Option<Effect> {
    let effect = match msg {
        Msg::Start { inspect } => Some(transition::start(inspect)),
        Msg::StartAudit(visit) => Some(Effect::Exhibit(visit)),
        Msg::Resize { width, height } => {
            model.size = (width, height);
            None
        }
        Msg::Press(press) => pressed(model, press),
        Msg::Paste(text) => {
            if overlay::takes_paste(&mut model.overlay, &text) {
                return None;
            }
            let step = on_screen(model, &Input::Paste(text));
            follow(model, step)
        }
        Msg::Mouse(mouse) => {
            if model.overlay.is_some() {
                None
            } else {
                let step = on_screen(model, &Input::Mouse(mouse));
                follow(model, step)
            }
        }
        Msg::Stop => transition::stop(model),
        Msg::Done(outcome) => {
            if outcome.was_awaited() {
                model.waiting = model.waiting.saturating_sub(1);
            }
            answered(model, outcome)
        }
    };
    let effect = effect.or_else(|| transition::look(model));
    if effect.as_ref().is_some_and(Effect::is_awaited) {
        model.waiting += 1;
    }
    effect
}

/// What a screen is given.
pub(super) enum Input {
    Press(Press),
    Paste(String),
    Mouse(super::msg::Mouse),
}

fn pressed(model: &mut Model, press: Press) -> Option<Effect> {
    // Where nothing else can be shown, the notice is what the screen is about.
    if !matches!(model.screen, Screen::Failed) {
        model.notice = None;
    }
    if let Some(overlay) = model.overlay.take() {
        let step = overlay::update(overlay, model, press);
        return follow(model, step);
    }
    let context = context(&model.screen);
    let command = model.kit.keymap.command(context, press.key);
    let step = match command {
        Some(Command::Help) => {
            model.overlay = Some(Overlay::help(context));
            Step::Stay
        }
        Some(Command::Quit) => Step::Go(Goal::Leave),
        _ => on_screen(model, &Input::Press(press)),
    };
    follow(model, step)
}

/// Where keys are read now.
pub(super) fn context(screen: &Screen) -> Context {
    match screen {
        Screen::Loading | Screen::Failed | Screen::Home(_) => Context::Home,
        Screen::Setup(_) => Context::Setup,
        Screen::Inspect(state) => state.context(),
        Screen::Review(state, _) => state.context(),
        Screen::Report(state) => state.context(),
        Screen::Findings(_) => Context::Findings,
        Screen::Compare(_) => compare::State::context(),
        Screen::Trend(_) => Context::Trend,
        Screen::Audit(state) => state.context(),
    }
}

fn on_screen(model: &mut Model, input: &Input) -> Step {
    let body = view::body(model);
    let kit = &model.kit;
    match &mut model.screen {
        Screen::Loading => Step::Stay,
        Screen::Failed => failed(kit, input),
        Screen::Setup(state) => setup::update(state, kit, body, input),
        Screen::Home(state) => home::update(state, kit, body, input),
        Screen::Inspect(state) => inspect::update(state, kit, body, input),
        Screen::Review(state, work) => review::update(state, work, kit, body, input),
        Screen::Report(state) => viewer::update(state, kit, body, input),
        Screen::Findings(state) => findings::update(state, kit, body, input),
        Screen::Compare(state) => compare::update(state, kit, body, input),
        Screen::Trend(state) => trend::update(state, kit, body, input),
        Screen::Audit(state) => audit::update(state, kit, body, input),
    }
}

fn failed(kit: &super::kit::Kit, input: &Input) -> Step {
    match input {
        Input::Press(press) => match kit.keymap.command(Context::Home, press.key) {
            Some(Command::Open) => Step::Do(Effect::Overview),
            Some(Command::Back) => Step::Go(Goal::Leave),
            _ => Step::Stay,
        },
        Input::Paste(_) | Input::Mouse(_) => Step::Stay,
    }
}

fn answered(model: &mut Model, outcome: Outcome) -> Option<Effect> {
    match outcome {
        Outcome::Recorded { result, doubtful } => {
            let Some(state) = transition::inspection(&mut model.screen) else {
                // The screen is gone; a failure must be told all the same.
                model.notice = result.err().map(Notice::Failed);
                return None;
            };
            let failed = result.is_err();
            let step = inspect::recorded(state, result, doubtful.as_deref());
            let effect = follow(model, step);
            if failed {
                transition::stay_if_asked(model);
            }
            effect
        }
        Outcome::AuditRecorded { result, doubtful } => {
            let Screen::Audit(state) = &mut model.screen else {
                model.notice = result.err().map(Notice::Failed);
                return None;
            };
            let failed = result.is_err();
            let step = audit::recorded(state, result, doubtful.as_deref());
            let effect = follow(model, step);
            if failed {
                transition::stay_if_asked(model);
            }
            effect
        }
        Outcome::Looked { ticket, result } => {
            // Also behind the gate: what is not taken here would be waited for ever after.
            let step = transition::inspection(&mut model.screen)
                .map(|state| inspect::looked(state, ticket, result))?;
            follow(model, step)
        }
        Outcome::Gaps { today, result } => match result {
            Ok(gaps) => transition::review(model, gaps, today),
            Err(failure) => follow(model, Step::Tell(Notice::Failed(failure))),
        },
        other => transition::arrive(model, other),
    }
}
