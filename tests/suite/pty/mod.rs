//! The program in a real pseudo-terminal: keys go in as bytes, a parsed screen is looked at.
//!
//! It holds what the tests need of a terminal and no expectation of its own. Nothing sleeps: a
//! test waits until the screen shows what it waits for, and fails after a deadline.

mod auditing;
mod exporting;
mod keeping;
mod leaving;
mod panicking;
mod refusing;
mod sealing;
mod signing;

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, mpsc};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use vt100::{MouseProtocolMode, Parser};

use crate::fixture::{Folder, TENKEN, TODAY};

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// A terminal window with the program in it.
struct Window {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the modes of the terminal can be asked after the program has ended.
    _slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    pid: Pid,
    /// The modes of the line before the program was started.
    cooked: String,
    seen: Arc<Seen>,
}

/// What has come out of the program so far.
struct Seen {
    now: Mutex<Now>,
    changed: Condvar,
}

struct Now {
    parser: Parser,
    /// The terminal was asked where its cursor is, or what it is.
    asked: bool,
    /// The last bytes that may begin such a question.
    tail: Vec<u8>,
    /// All that came, also what was wiped.
    all: Vec<u8>,
    exit: Option<ExitStatus>,
}

impl Window {
    /// `tenken` with those arguments in that folder, 100 cells by 30.
    fn open(folder: &Folder, args: &[&str]) -> Self {
        Self::start(OsStr::new(TENKEN), args, &folder.path())
    }

    /// The inspection of this quarter, at the first item that is open.
    fn inspecting(folder: &Folder) -> Self {
        let window = Self::open(folder, &["check", "current"]);
        window.shows("ORG-01 責任者の任命");
        window
    }

    fn start(program: &OsStr, args: &[&str], dir: &Path) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(dir);
        command.env_clear();
        command.env("HOME", dir);
        command.env("XDG_CONFIG_HOME", dir.parent().unwrap_or(dir).join(".config"));
        command.env("TERM", "xterm-256color");
        command.env("TENKEN_TODAY", TODAY);
        let cooked = modes(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().cast_signed()).unwrap();
        let now = Now {
            parser: Parser::new(cells(30), cells(100), 0),
            asked: false,
            tail: Vec::new(),
            all: Vec::new(),
            exit: None,
        };
        let seen = Arc::new(Seen { now: Mutex::new(now), changed: Condvar::new() });
        let (reader, reading) = (pair.master.try_clone_reader().unwrap(), seen.clone());
        std::thread::spawn(move || read(reader, &reading));
        let waiting = seen.clone();
        std::thread::spawn(move || {
            let exit = child.wait().unwrap();
            waiting.lock().exit = Some(exit);
            waiting.changed.notify_all();
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { master: pair.master, _slave: pair.slave, keyboard, pid, cooked, seen }
    }

    /// Text as typed or as an input method hands it over, in one piece.
    fn types(&mut self, text: &str) {
        self.keyboard.write_all(text.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Keys by name: `"tab ctrl-s"`.
    fn presses(&mut self, keys: &str) {
        for key in keys.split_ascii_whitespace() {
            let bytes = match key {
                "enter" => "\r".to_owned(),
                "tab" => "\t".to_owned(),
                "esc" => "\u{1b}".to_owned(),
                "down" => "\u{1b}[B".to_owned(),
                "right" => "\u{1b}[C".to_owned(),
                _ => match key.strip_prefix("ctrl-") {
                    Some(letter) => char::from(letter.as_bytes()[0] & 0x1f).to_string(),
                    None => key.to_owned(),
                },
            };
            self.types(&bytes);
        }
    }

    /// Waits until the screen shows `text`.
    fn shows(&self, text: &str) {
        self.waits(text, |now| now.parser.screen().contents().contains(text));
    }

    /// Waits until the last row says that everything is on the disk.
    fn says_saved(&self) {
        self.waits("保存済", |now| {
            now.parser.screen().contents().trim_end().ends_with("保存済")
        });
    }

    /// Waits until the hardware cursor stands right behind `text` and can be seen.
    fn cursor_is_behind(&self, text: &str) {
        self.waits(text, |now| {
            let screen = now.parser.screen();
            let (row, column) = screen.cursor_position();
            let before = screen.rows(0, column).nth(row.into()).unwrap_or_default();
            !screen.hide_cursor() && before.ends_with(text)
        });
    }

    fn contents(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// Everything the program wrote, also what is not on the screen any more.
    fn history(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().all).into_owned()
    }

    fn resizes(&self, width: u16, height: u16) {
        self.seen.lock().parser.screen_mut().set_size(cells(height), cells(width));
        self.master.resize(size(width, height)).unwrap();
    }

    fn receives(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits until the program has ended, by itself or by a signal.
    fn ends(&self) -> ExitStatus {
        self.waits("the end", |now| now.exit.is_some());
        self.seen.lock().exit.clone().unwrap()
    }

    /// Pulls the plug: nothing of the program runs any more.
    fn dies(self) {
        self.receives(Signal::KILL);
        let exit = self.ends();
        assert!(exit.signal().is_some(), "{exit:?}");
    }

    /// Waits until the system says that the program stands still.
    fn stands_still(&self) {
        let (pid, (tell, told)) = (self.pid, mpsc::channel());
        std::thread::spawn(move || tell.send(waitpid(Some(pid), WaitOptions::UNTRACED)));
        let found = told.recv_timeout(DEADLINE).unwrap().unwrap();
        assert!(found.is_some_and(|(_, status)| status.stopped()), "{found:?}");
    }

    /// Waits until the terminal is as a shell expects it.
    fn is_given_back(&self) {
        self.waits("a restored terminal", |now| {
            let screen = now.parser.screen();
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
        assert_eq!(modes(&*self.master), self.cooked);
    }

    /// Waits until the terminal is in the program's hands.
    fn is_taken(&self) {
        self.waits("the alternate screen", |now| {
            let screen = now.parser.screen();
            screen.alternate_screen() && screen.bracketed_paste()
        });
        assert_ne!(modes(&*self.master), self.cooked);
    }

    /// A terminal that does not answer, or answers late, must not matter.
    fn was_never_asked_anything(&self) {
        assert!(!self.seen.lock().asked);
    }

    fn waits(&self, what: &str, until: impl Fn(&Now) -> bool) {
        let end = Instant::now() + DEADLINE;
        let mut now = self.seen.lock();
        while !until(&now) {
            let left = end.saturating_duration_since(Instant::now());
            let screen = now.parser.screen().contents();
            assert!(!left.is_zero(), "waited for {what:?}, {:?}\n{screen}", now.exit);
            now = self.seen.changed.wait_timeout(now, left).unwrap().0;
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.seen.lock().exit.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, Now> {
        // A test that failed while it looked must not make the reader fail too.
        self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Reads until the terminal is closed.
fn read(mut reader: Box<dyn Read + Send>, seen: &Seen) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        let mut now = seen.lock();
        now.parser.process(&bytes[..count]);
        now.all.extend_from_slice(&bytes[..count]);
        now.tail.extend_from_slice(&bytes[..count]);
        let questions: [&[u8]; 3] = [b"\x1b[6n", b"\x1b[c", b"\x1b[?u"];
        now.asked |= questions.iter().any(|q| now.tail.windows(q.len()).any(|w| w == *q));
        let keep = now.tail.len().saturating_sub(3);
        now.tail.drain(..keep);
        drop(now);
        seen.changed.notify_all();
    }
}

/// The modes of the line as text: raw or cooked, echo, signals.
fn modes(master: &dyn MasterPty) -> String {
    let termios = master.get_termios().unwrap();
    format!("{:?} {:?} {:?}", termios.local_flags, termios.input_flags, termios.output_flags)
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The journal of this quarter as it is on the disk.
fn journal(folder: &Folder) -> String {
    let file = folder.path().join("reports/drafts/FY2026-Q3/journal.toml");
    std::fs::read_to_string(file).unwrap()
}
