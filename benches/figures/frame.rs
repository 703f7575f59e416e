//! From the start of the program to the first text on the screen, beside a program that does
//! nothing but draw that text.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::Terminal;
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::widgets::Paragraph;
use tempfile::TempDir;
use tenken::app::reading::Renderer;
use tenken::app::setup::{self, NewSociety};
use tenken::app::{App, Place, Timepiece};
use tenken::store::fs::DiskFs;
use tenken::tui::paint::BorderSet;
use tenken::tui::theme::Theme;
use tenken::tui::{Desk, Kit, Look, Model, Msg, update, view};
use tenken::words::Lang;

/// What is waited for; it stands on the home screen.
const TEXT: &str = "FY2026-Q3";
const HELLO: &str = "--hello";

pub(crate) fn is_hello() -> bool {
    std::env::args().nth(1).as_deref() == Some(HELLO)
}

/// The least a program with this library can do: one text, then wait for a key.
pub(crate) fn hello() {
    crossterm::terminal::enable_raw_mode().unwrap();
    let mut out = std::io::stdout();
    crossterm::execute!(out, crossterm::terminal::EnterAlternateScreen).unwrap();
    let mut terminal = Terminal::new(CrosstermBackend::new(out)).unwrap();
    terminal.draw(|frame| frame.render_widget(Paragraph::new(TEXT), frame.area())).unwrap();
    let _ = crossterm::event::read();
    crossterm::terminal::disable_raw_mode().unwrap();
}

pub(crate) fn app(root: &Path, today: &str) -> App {
    let today = today.parse::<NaiveDate>().unwrap();
    App::new(Arc::new(DiskFs), &Place::Named(root), Timepiece::Stated(today))
}

pub(crate) fn set_up(root: &Path) {
    let new = NewSociety {
        checklist: Some("fsi-kenpo".to_owned()),
        inspector: "山田 花子".to_owned(),
        officer: "鈴木 一郎".to_owned(),
        ..NewSociety::default()
    };
    setup::init(&app(root, "2026-12-18"), &new, &[]).unwrap();
}

/// A society that has sealed nothing.
pub(crate) fn empty() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    set_up(root.path());
    root
}

/// The time from the start to the text in a pseudo-terminal, and what `look` finds then.
pub(crate) fn start<T>(
    program: &OsStr,
    args: &[&str],
    dir: &Path,
    look: impl FnOnce(u32) -> T,
) -> (Duration, T) {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(program);
    command.args(args);
    command.cwd(dir);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("TENKEN_TODAY", "2026-12-18");
    let mut reader = pair.master.try_clone_reader().unwrap();
    let began = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    let (mut seen, mut chunk) = (Vec::new(), [0; 4096]);
    while !seen.windows(TEXT.len()).any(|window| window == TEXT.as_bytes()) {
        let count = reader.read(&mut chunk).unwrap();
        seen.extend_from_slice(&chunk[..count]);
    }
    let took = began.elapsed();
    let pid = child.process_id().unwrap();
    let found = look(pid);
    let pid = rustix::process::Pid::from_raw(pid.cast_signed()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    child.wait().unwrap();
    (took, found)
}

pub(crate) fn start_ours(root: &Path) -> Duration {
    start(OsStr::new(env!("CARGO_BIN_EXE_tenken")), &[], root, |_| ()).0
}

pub(crate) fn start_hello(root: &Path) -> Duration {
    start(std::env::current_exe().unwrap().as_os_str(), &[HELLO], root, |_| ()).0
}

/// Everything up to the first whole screen, without a process and a terminal.
fn draw_ours(root: &Path) {
    let look = Look { theme: Theme::DEFAULT, no_color: None, borders: BorderSet::Lines };
    let kit = Kit::load(Lang::Ja, look).unwrap();
    let renderer = Renderer::new(Lang::Ja).unwrap();
    let mut desk = Desk::new(app(root, "2026-12-18"), renderer, Vec::new(), String::new());
    let mut model = Model::new(kit, (120, 40));
    let mut next = update(&mut model, Msg::Start { inspect: None });
    while let Some(effect) = next {
        next = update(&mut model, desk.run(effect));
    }
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    terminal.draw(|frame| view(&model, frame)).unwrap();
}

fn draw_hello() {
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    terminal.draw(|frame| frame.render_widget(Paragraph::new(TEXT), frame.area())).unwrap();
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn first_frame_of_the_process(bencher: divan::Bencher) {
    let root = empty();
    bencher.bench_local(|| start_ours(root.path()));
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn first_frame_of_a_bare_hello(bencher: divan::Bencher) {
    let root = empty();
    bencher.bench_local(|| start_hello(root.path()));
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn first_frame_in_memory(bencher: divan::Bencher) {
    let root = empty();
    bencher.bench_local(|| draw_ours(root.path()));
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn first_frame_in_memory_of_a_bare_hello() {
    draw_hello();
}

pub(crate) fn ratios() {
    let root = empty();
    let (ours, hello) = (|| start_ours(root.path()), || start_hello(root.path()));
    super::ratio::print("start to text / bare ratatui", 60, ours, hello);
    let draw = || super::ratio::timed(|| draw_ours(root.path()));
    let bare = || super::ratio::timed(draw_hello);
    super::ratio::print("words, files, first frame / bare ratatui", 60, draw, bare);
}
