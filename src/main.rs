//! The program: reads its surroundings once, and ends with the exit code it is handed.
//!
//! Everything else is in the library; nothing but this file reads the environment.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;

use tenken::app::failure::Exit;
use tenken::app::typeface::FontPlaces;
use tenken::cli::{self, Keyboard, Look, Surroundings, Terminal};
use tenken::store::fs::DiskFs;
use tenken::tui::MouseUse;
use tenken::tui::paint::BorderSet;

/// Where the home folder is named.
const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

fn main() {
    let from = surroundings();
    let told = cli::bug::teller(&from);
    std::panic::set_hook(Box::new(move |info| {
        // Where even this cannot be written, the exit code is all that is left to say.
        drop(std::io::stderr().write_all(told(info.location()).as_bytes()));
    }));
    // Not locked here: the interface runs in between, and a panic must be able to speak.
    let run = || cli::run(&from, Arc::new(DiskFs), &mut std::io::stdout(), &mut std::io::stderr());
    // The panic has been told by its hook; what is left is the exit code of a bug.
    let exit = std::panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(Exit::Bug);
    leave(exit as i32);
}

#[expect(clippy::exit, reason = "the exit codes are part of the interface")]
fn leave(code: i32) -> ! {
    std::process::exit(code)
}

fn surroundings() -> Surroundings {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let text = |name| variable(name).map(|value| value.to_string_lossy().into_owned());
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    let screen = std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !dumb;
    Surroundings {
        args: std::env::args_os().collect(),
        root: variable("TENKEN_ROOT"),
        lang: variable("TENKEN_LANG"),
        today: variable("TENKEN_TODAY"),
        // A folder that has been taken away leaves the dot, and whatever fails then says so.
        directory: std::env::current_dir().unwrap_or_else(|_| ".".into()),
        home: variable(HOME).map(Into::into),
        notes: if std::io::stderr().is_terminal() && !dumb {
            Terminal::Screen
        } else {
            Terminal::None
        },
        terminal: if screen { Terminal::Screen } else { Terminal::None },
        keyboard: if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
            Keyboard::Person
        } else {
            Keyboard::None
        },
        config: config(variable),
        fonts: FontPlaces {
            named: variable("TENKEN_FONT").map(Into::into),
            home: variable(HOME).map(Into::into),
            windows: variable("WINDIR").map(Into::into),
            local: variable("LOCALAPPDATA").map(Into::into),
        },
        look: Look {
            theme: text("TENKEN_THEME"),
            no_color: text("NO_COLOR"),
            borders: match text("TENKEN_BORDERS").as_deref() {
                Some("ascii") => BorderSet::Ascii,
                _ => BorderSet::Lines,
            },
            mouse: match text("TENKEN_MOUSE").as_deref() {
                Some("off") => MouseUse::Off,
                _ => MouseUse::On,
            },
        },
    }
}

/// Where the system keeps the settings of one person; a path that is not absolute does not count.
fn config(variable: impl Fn(&'static str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let settings = if cfg!(windows) {
        absolute("APPDATA")
    } else {
        absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")))
    };
    Some(settings?.join("tenken"))
}
