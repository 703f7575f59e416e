//! `tenken` and `tenken check`: opens the interface where there is a screen for it.

use super::context::Context;
use super::reply::{Reply, Stop, put};
use super::{Surroundings, Terminal, args};
use crate::domain::period::Period;
use crate::store::digest::Digest;
use crate::tui::{self, TuiError};

/// The interface as it starts by itself: at home, or at set-up.
pub fn interface(context: Context, from: &Surroundings) -> Result<Reply, Stop> {
    open(context, from, None)
}

/// The interface at the inspection of a period.
pub fn check(context: Context, args: &args::Check, from: &Surroundings) -> Result<Reply, Stop> {
    refuse_without_screen(&context, from)?;
    let period = context.app.period(args.period.as_deref().unwrap_or("current"))?;
    open(context, from, Some(period))
}

/// The interface at the auditor's screen of a period.
pub fn audit(
    context: Context,
    period: Period,
    head: Option<Digest>,
    by: Option<String>,
    from: &Surroundings,
) -> Result<Reply, Stop> {
    let _ = (head, by);
    open(context, from, Some(period))
}

/// The same for a period that is known.
pub fn at(context: Context, from: &Surroundings, period: Period) -> Result<Reply, Stop> {
    open(context, from, Some(period))
}

fn refuse_without_screen(context: &Context, from: &Surroundings) -> Result<(), Stop> {
    match from.terminal {
        Terminal::Screen => Ok(()),
        Terminal::None => Err(Stop::Usage(context.words.usage.no_terminal.clone())),
    }
}

fn open(context: Context, from: &Surroundings, period: Option<Period>) -> Result<Reply, Stop> {
    refuse_without_screen(&context, from)?;
    let look = &from.look;
    let options = tui::Options {
        lang: context.lang,
        period,
        theme: look.theme.clone(),
        no_color: look.no_color.clone(),
        borders: look.borders,
        mouse: look.mouse,
    };
    let words = context.words.usage.screen.clone();
    match tui::run(context.app, &options) {
        Ok(()) => Ok(Reply::done(String::new())),
        Err(TuiError::App(failure)) => Err(failure.into()),
        Err(error) => Err(Stop::Usage(put(&words, &[("what", &error.to_string())]))),
    }
}
