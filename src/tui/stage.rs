//! The loop: waits for something to happen, updates, hands effects to the worker, draws once.
//!
//! No clock wakes it and nothing is drawn while nothing happens, so that an input method keeps its
//! place. Each message is handed on with the time that has passed.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crossterm::event::{self, Event, MouseButton, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::effect::Effect;
use super::keymap::{Command, Context, Press};
use super::kit::{Kit, KitError, Look as KitLook};
use super::look::Look;
use super::model::Model;
use super::msg::{Mouse, Msg, Visit};
use super::paint::BorderSet;
use super::runner::{Desk, Lookout};
use super::terminal::{self, MouseUse};
use super::update::update_at;
use super::view::view;
use crate::app::reading::Renderer;
use crate::app::stopwatch::Stopwatch;
use crate::app::{App, Failure};
use crate::domain::period::Period;
use crate::words::Lang;

/// How the interface is to start and look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    pub lang: Lang,
    /// Straight into the inspection of this period.
    pub period: Option<Period>,
    /// Straight to what an auditor reads of this period.
    pub audit: Option<Visit>,
    /// The name of a theme; the one for any background where absent.
    pub theme: Option<String>,
    /// The value of `NO_COLOR`.
    pub no_color: Option<String>,
    pub borders: BorderSet,
    pub mouse: MouseUse,
}

/// Why the interface could not run, or ended badly.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    #[error(transparent)]
    Kit(#[from] KitError),
    #[error(transparent)]
    App(#[from] Failure),
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
    #[error("the worker ended")]
    Worker,
}

/// What wakes the loop.
#[derive(Debug)]
pub(super) enum Input {
    Event(Event),
    Msg(Msg),
    /// A signal to end.
    Stop(i32),
    /// A signal to stop for a while.
    Suspend,
    /// The worker has ended before its time.
    Lost,
}

/// Runs the interface until it is left.
pub fn run(app: App, options: &Options) -> Result<(), TuiError> {
    let look = KitLook {
        theme: options.theme.as_deref().unwrap_or(super::theme::Theme::DEFAULT),
        no_color: options.no_color.as_deref(),
        borders: options.borders,
    };
    let kit = Kit::load(options.lang, look)?;
    let desk = Desk::new(
        app,
        Renderer::new(options.lang)?,
        kit.chrome.society_file.lines().map(str::to_owned).collect(),
        kit.chrome.meaning.clone(),
    );
    terminal::leave_on_panic();
    terminal::enter(options.mouse)?;
    let result = play(kit, desk, options);
    terminal::leave();
    if let Some(signal) = result? {
        terminal::die_of(signal);
    }
    Ok(())
}

/// Gives the signal that ended it, if one did.
fn play(kit: Kit, desk: Desk, options: &Options) -> Result<Option<i32>, TuiError> {
    // Installs the resize handler before the first draw, so that no resize is lost.
    let _ = event::poll(std::time::Duration::ZERO)?;
    let mut screen = Terminal::new(CrosstermBackend::new(io::BufWriter::new(io::stdout())))?;
    let size = screen.size()?;
    let (inputs, happenings) = mpsc::channel();
    let looks = look(desk.lookout(), inputs.clone())?;
    let (effects, worker) = work(desk, inputs.clone())?;
    read_events(inputs.clone())?;
    terminal::listen(inputs.clone())?;
    let mut model = Model::new(kit, (size.width, size.height));
    let inspect = Msg::Start { inspect: options.period };
    let _ = inputs.send(Input::Msg(options.audit.clone().map_or(inspect, Msg::StartAudit)));
    let watch = Stopwatch::new();
    let mut stage = Stage { effects, looks, ended_by: None, mouse: options.mouse, watch };
    let performed = stage.perform(&mut model, &mut screen, &happenings);
    let ended_by = stage.ended_by;
    // Closing the queue lets the worker finish what was asked of it and go.
    drop(stage);
    // A bug of the worker has been told by the panic hook; here it goes on as what it is.
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    performed?;
    Ok(ended_by)
}

type Screen = Terminal<CrosstermBackend<io::BufWriter<io::Stdout>>>;

struct Stage {
    effects: Sender<Effect>,
    looks: Sender<Look>,
    ended_by: Option<i32>,
    mouse: MouseUse,
    watch: Stopwatch,
}

impl Stage {
    fn perform(
        &mut self,
        model: &mut Model,
        screen: &mut Screen,
        happenings: &Receiver<Input>,
    ) -> Result<(), TuiError> {
        screen.draw(|frame| view(model, frame))?;
        while let Ok(first) = happenings.recv() {
            // Everything that has happened meanwhile, then one drawing.
            for input in std::iter::once(first).chain(happenings.try_iter()) {
                self.take(model, screen, input)?;
                if model.is_over() {
                    return Ok(());
                }
            }
            screen.draw(|frame| view(model, frame))?;
        }
        Err(TuiError::Worker)
    }

    fn take(
        &mut self,
        model: &mut Model,
        screen: &mut Screen,
        input: Input,
    ) -> Result<(), TuiError> {
        let msg = match input {
            Input::Msg(msg) => msg,
            Input::Stop(signal) => {
                self.ended_by = Some(signal);
                Msg::Stop
            }
            Input::Suspend => return self.suspend(screen),
            Input::Lost => return Err(TuiError::Worker),
            Input::Event(event) => {
                let Some(msg) = message(event) else { return Ok(()) };
                match asked_of_the_terminal(model, &msg) {
                    Some(Command::Suspend) => return self.suspend(screen),
                    Some(_) => return redraw(screen),
                    None => msg,
                }
            }
        };
        match update_at(model, self.watch.at(), msg) {
            Some(Effect::Look(look)) => self.looks.send(look).map_err(|_| TuiError::Worker),
            Some(effect) => self.effects.send(effect).map_err(|_| TuiError::Worker),
            None => Ok(()),
        }
    }

    fn suspend(&mut self, screen: &mut Screen) -> Result<(), TuiError> {
        // Nobody looks at a program that is stopped.
        let before = self.watch.at();
        terminal::suspend(self.mouse)?;
        self.watch.back_to(before);
        redraw(screen)
    }
}

/// Draws everything anew without asking the terminal anything.
fn redraw(screen: &mut Screen) -> Result<(), TuiError> {
    let size = screen.size()?;
    screen.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))?;
    Ok(())
}

/// Commands that are about the terminal and not about any screen.
fn asked_of_the_terminal(model: &Model, msg: &Msg) -> Option<Command> {
    let Msg::Press(press) = msg else { return None };
    match model.kit.keymap.command(Context::Global, press.key) {
        Some(command @ (Command::Suspend | Command::Redraw)) if press.typed.is_none() => {
            Some(command)
        }
        _ => None,
    }
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Press::try_from(key).ok().map(Msg::Press),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resize { width, height }),
        Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click { x, y }),
                MouseEventKind::ScrollUp => Some(Mouse::WheelUp { x, y }),
                MouseEventKind::ScrollDown => Some(Mouse::WheelDown { x, y }),
                _ => None,
            }
            .map(Msg::Mouse)
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Tells the loop that the worker is gone, also when it went by a panic: nothing else would wake
/// a loop that waits for an answer, and the terminal has been given back already.
struct Farewell(Sender<Input>);

impl Drop for Farewell {
    fn drop(&mut self) {
        let _ = self.0.send(Input::Lost);
    }
}

/// One worker, first in first out; it ends when no more effects can come.
fn work(
    mut desk: Desk,
    inputs: Sender<Input>,
) -> io::Result<(Sender<Effect>, thread::JoinHandle<()>)> {
    let (effects, queue) = mpsc::channel();
    let worker = thread::Builder::new().name("worker".to_owned()).spawn(move || {
        let farewell = Farewell(inputs);
        for effect in queue {
            if farewell.0.send(Input::Msg(desk.run(effect))).is_err() {
                return;
            }
        }
    })?;
    Ok((effects, worker))
}

/// The one that looks at files of evidence. Nobody waits for it to end: a share that does not
/// answer would hold the program open.
fn look(mut lookout: Lookout, inputs: Sender<Input>) -> io::Result<Sender<Look>> {
    let (looks, queue) = mpsc::channel();
    thread::Builder::new().name("lookout".to_owned()).spawn(move || {
        let farewell = Farewell(inputs);
        for look in queue {
            if farewell.0.send(Input::Msg(lookout.run(look))).is_err() {
                return;
            }
        }
    })?;
    Ok(looks)
}

fn read_events(inputs: Sender<Input>) -> io::Result<()> {
    thread::Builder::new().name("events".to_owned()).spawn(move || {
        while let Ok(event) = event::read() {
            if inputs.send(Input::Event(event)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
