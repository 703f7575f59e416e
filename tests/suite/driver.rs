//! The interface driven from outside: keys in, the screen as text out.
//!
//! Effects are carried out in line, on a folder of the test's own, on a fixed day; there is no
//! terminal, no thread and no clock.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use tenken::app::evidence::Whereabouts;
use tenken::app::reading::Renderer;
use tenken::app::{App, Place, Timepiece};
use tenken::domain::period::Period;
use tenken::store::fs::DiskFs;
use tenken::tui::keymap::{Key, Press};
use tenken::tui::paint::{BorderSet, screen_text};
use tenken::tui::theme::Theme;
use tenken::tui::{Desk, Effect, Kit, Look, Model, Mouse, Msg, Outcome, update_at, view};
use tenken::words::Lang;

/// The sizes every screen is shown at: the smallest, the usual, a large one.
pub(crate) const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 40)];

/// The home folder, within the folder of the society.
pub(crate) const HOME: &str = "home";

/// How the interface is to start.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) lang: Lang,
    /// The value of `NO_COLOR`.
    pub(crate) no_color: Option<&'static str>,
    pub(crate) today: (i32, u32, u32),
    /// Straight into the inspection of this period.
    pub(crate) inspect: Option<&'static str>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { lang: Lang::Ja, no_color: None, today: (2026, 12, 18), inspect: None }
    }
}

pub(crate) struct Driver {
    pub(crate) model: Model,
    desk: Desk,
    /// What the clock of the loop shows; it stands still unless a test lets time pass.
    clock: Duration,
    root: PathBuf,
    /// The folder, where it is the test's own.
    dir: Option<TempDir>,
}

impl Driver {
    /// In an empty folder, at 80×24, in Japanese, on 18 December 2026.
    pub(crate) fn new() -> Self {
        Self::with(Setting::default())
    }

    pub(crate) fn with(setting: Setting) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut driver = Self::open(dir.path(), setting);
        driver.dir = Some(dir);
        driver
    }

    /// In a folder that may hold something already.
    pub(crate) fn open(root: &Path, setting: Setting) -> Self {
        let (year, month, day) = setting.today;
        let today = Timepiece::Stated(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        let whereabouts = Whereabouts { directory: root.into(), home: Some(root.join(HOME)) };
        let app = App::new(Arc::new(DiskFs), &Place::Named(root), today).looking_from(whereabouts);
        let look =
            Look { theme: Theme::DEFAULT, no_color: setting.no_color, borders: BorderSet::Ascii };
        let kit = Kit::load(setting.lang, look).unwrap();
        let comments = kit.chrome.society_file.lines().map(str::to_owned).collect();
        let renderer = Renderer::new(setting.lang).unwrap();
        let desk = Desk::new(app, renderer, comments, kit.chrome.meaning.clone());
        let model = Model::new(kit, (80, 24));
        let mut driver =
            Self { model, desk, clock: Duration::ZERO, root: root.to_owned(), dir: None };
        let inspect: Option<Period> = setting.inspect.map(|text| text.parse().unwrap());
        driver.send(Msg::Start { inspect });
        driver
    }

    /// Ends the interface and gives its folder.
    pub(crate) fn close(mut self) -> TempDir {
        self.dir.take().unwrap()
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Tells the interface something and carries out what it asks for.
    pub(crate) fn send(&mut self, msg: Msg) {
        let mut next = update_at(&mut self.model, self.clock, msg);
        while let Some(effect) = next {
            next = update_at(&mut self.model, self.clock, self.desk.run(effect));
        }
    }

    /// Lets time pass in front of what is on the screen.
    pub(crate) fn wait(&mut self, seconds: u64) {
        self.clock += Duration::from_secs(seconds);
    }

    /// Hands over an answer that no worker gave, and gives what is asked for then.
    pub(crate) fn answer(&mut self, outcome: Outcome) -> Option<Effect> {
        let effect = update_at(&mut self.model, self.clock, Msg::Done(outcome));
        self.model.waiting = 0;
        effect
    }

    /// What one key asks of the worker, which is not done.
    pub(crate) fn asks(&mut self, key: &str) -> Option<Effect> {
        let effect = update_at(&mut self.model, self.clock, Msg::Press(press(key)));
        self.model.waiting = 0;
        effect
    }

    /// Keys by their names in `keys.toml`, separated by blanks: `"j 1 enter ctrl-s"`.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in keys.split_ascii_whitespace() {
            self.send(Msg::Press(press(key)));
        }
    }

    /// Letters as an input method hands them over, one by one.
    pub(crate) fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.send(Msg::Press(Press::letter(c)));
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.send(Msg::Paste(text.to_owned()));
    }

    /// A click on the first place where that text is on the screen.
    pub(crate) fn click(&mut self, text: &str) {
        let screen = self.screen();
        let (y, row) = screen.lines().enumerate().find(|(_, row)| row.contains(text)).unwrap();
        let x = tenken::text::cells(&row[..row.find(text).unwrap()]);
        let (x, y) = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        self.send(Msg::Mouse(Mouse::Click { x, y }));
    }

    pub(crate) fn wheel_down(&mut self) {
        self.send(Msg::Mouse(Mouse::WheelDown { x: 5, y: 5 }));
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.send(Msg::Resize { width, height });
    }

    /// The screen as text, the folder's own path as `/folder`.
    pub(crate) fn screen(&self) -> String {
        self.draw().0
    }

    /// The cell of the hardware cursor, where it is shown.
    pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
        self.draw().1
    }

    /// What stands left of the hardware cursor in its row.
    pub(crate) fn before_cursor(&self) -> String {
        let (screen, cursor) = self.draw();
        let (x, y) = cursor.unwrap();
        let row = screen.lines().nth(y.into()).unwrap();
        tenken::text::clip(row, x.into()).to_owned()
    }

    fn draw(&self) -> (String, Option<(u16, u16)>) {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut cursor = None;
        terminal
            .draw(|frame| {
                view(&self.model, frame);
            })
            .unwrap();
        let backend = terminal.backend_mut();
        if backend.cursor_visible() {
            let at = backend.cursor_position();
            cursor = Some((at.x, at.y));
        }
        let root = self.root.display().to_string();
        (screen_text(backend.buffer()).replace(&root, "/folder"), cursor)
    }

    /// The screen at the three sizes, one below the other; the size is as before afterwards.
    pub(crate) fn screens(&mut self) -> String {
        let before = self.model.size;
        let mut out = String::new();
        for (width, height) in SIZES {
            self.resize(width, height);
            let (screen, cursor) = self.draw();
            let cursor = cursor.map_or(String::new(), |(x, y)| format!(", cursor {x},{y}"));
            writeln!(out, "==== {width}x{height}{cursor}").unwrap();
            out.push_str(&screen);
        }
        self.resize(before.0, before.1);
        out
    }

    /// Draws at every size that matters, and comes back to the one before.
    pub(crate) fn draws_at_every_size(&mut self) {
        let before = self.model.size;
        let near = |n: u16, edge: u16| n.abs_diff(edge) < 3;
        for width in 1..=130 {
            for height in 1..=45 {
                let usual = width % 7 == 1 && height % 4 == 1;
                if usual || (near(width, 60) && near(height, 16)) || width == 80 {
                    self.resize(width, height);
                    self.screen();
                }
            }
        }
        self.resize(before.0, before.1);
    }
}

fn press(key: &str) -> Press {
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Press::letter(letter),
        _ => Press::from(key.parse::<Key>().unwrap()),
    }
}
