//! The terminal: entering and leaving it, stopping and coming back, and what the system signals.
//!
//! It knows no screen. Whatever happens — an error, a panic, a signal — the modes that were
//! switched on are switched off in reverse order.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::stage::Input;

/// Whether the mouse is ours; switched on, the terminal's own selection needs the shift key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseUse {
    Off,
    On,
}

/// True while the terminal is in our modes, so that leaving twice does nothing twice. A panic
/// hook and a signal thread cannot be handed a value, hence the static.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Raw mode, the alternate screen, bracketed paste.
pub(super) fn enter(mouse: MouseUse) -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse == MouseUse::On {
        execute!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Undoes `enter`; errors are of no use to anyone here.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic gives the terminal back before anything is printed; the text of the person is never
/// part of it.
pub(super) fn leave_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        leave();
        before(info);
    }));
}

/// Stops this program as Ctrl-Z does elsewhere, and comes back when it is continued.
#[cfg(unix)]
pub(super) fn suspend(mouse: MouseUse) -> io::Result<()> {
    leave();
    rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
    enter(mouse)
}

#[cfg(not(unix))]
pub(super) fn suspend(_mouse: MouseUse) -> io::Result<()> {
    Ok(())
}

/// Tells the loop of signals. SIGTERM, SIGHUP and SIGINT ask it to end; if it has not done so
/// after a few seconds (the terminal may be gone), the program ends all the same with the
/// terminal given back. What was shown as saved is on the disk either way.
#[cfg(unix)]
pub(super) fn listen(inputs: Sender<Input>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};

    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if signal == SIGTSTP {
                let _ = inputs.send(Input::Suspend);
                continue;
            }
            let _ = inputs.send(Input::Stop(signal));
            std::thread::sleep(GRACE);
            leave();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn listen(_inputs: Sender<Input>) -> io::Result<()> {
    Ok(())
}

/// How long the loop may take to keep what is typed.
#[cfg(unix)]
const GRACE: std::time::Duration = std::time::Duration::from_secs(3);

/// Ends the way the signal would have ended the program, with the terminal given back.
#[cfg(unix)]
pub(super) fn die_of(signal: i32) {
    leave();
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

#[cfg(not(unix))]
pub(super) fn die_of(_signal: i32) {
    leave();
}
