//! The interface with a worker that may be slow, and the checks after everything that happens.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tenken::app::inspect::peek;
use tenken::app::reading::Renderer;
use tenken::app::{App, Failure, Place, Timepiece};
use tenken::domain::id::ItemId;
use tenken::domain::inspection::Change;
use tenken::domain::period::Period;
use tenken::store::fs::{DiskFs, FsError, Op};
use tenken::tui::keymap::{Command, Context, Key, Press};
use tenken::tui::paint::{BorderSet, screen_text};
use tenken::tui::theme::Theme;
use tenken::tui::{Desk, Effect, Kit, Look, Model, Mouse, Msg, Outcome, Screen, update, view};
use tenken::words::Lang;

use super::held::{COMMENT, Held, Pending, Subject, emptied, letter, letters, subject, unused};
use super::steps::Step;

/// What a faulty program might do to a change, for the checks of the checker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tamper {
    None,
    /// Texts are left out.
    Drop,
    /// It is never sent.
    Forget,
    /// It is about something else.
    Elsewhere,
}

/// How much happened, so that nobody takes an idle run for a good one.
#[derive(Debug, Clone, Default)]
pub(super) struct Count {
    /// New letters that had to be kept, and were.
    pub(super) letters: u64,
    /// Letters that a key took away which says so.
    pub(super) erased: u64,
    pub(super) records: u64,
    pub(super) drafts: u64,
    pub(super) comments: u64,
    /// Questions that were asked.
    pub(super) questions: u64,
    /// Things done while the worker had not answered.
    pub(super) late: u64,
    pub(super) reopened: u64,
    pub(super) sealed: u64,
    /// Changes that could not be recorded.
    pub(super) failed: u64,
    pub(super) drawn: u64,
    pub(super) screens: BTreeSet<&'static str>,
}

impl Count {
    pub(super) fn add(&mut self, other: &Self) {
        self.letters += other.letters;
        self.erased += other.erased;
        self.records += other.records;
        self.drafts += other.drafts;
        self.comments += other.comments;
        self.questions += other.questions;
        self.late += other.late;
        self.reopened += other.reopened;
        self.sealed += other.sealed;
        self.failed += other.failed;
        self.drawn += other.drawn;
        self.screens.extend(&other.screens);
    }
}

pub(super) struct Stage<'a> {
    parts: &'a Parts,
    root: PathBuf,
    app: App,
    model: Model,
    desk: Desk,
    /// Asked of the worker and not done yet.
    queue: VecDeque<Effect>,
    /// Changes among these, as they are to be recorded.
    pending: Pending,
    /// What is on the disk, by the changes that were confirmed.
    disk: Held,
    /// The letters that are kept somewhere.
    kept: BTreeSet<char>,
    /// Letters used so far.
    used: u32,
    slow: u8,
    full: bool,
    done: bool,
    tamper: Tamper,
    pub(super) count: Count,
}

fn period() -> Period {
    "FY2026-Q3".parse().unwrap()
}

/// What is read once for all runs.
pub(super) struct Parts {
    kit: Kit,
    renderer: Renderer,
}

impl Parts {
    pub(super) fn load() -> Self {
        let look = Look { theme: Theme::DEFAULT, no_color: None, borders: BorderSet::Ascii };
        let kit = Kit::load(Lang::Ja, look).unwrap();
        Self { kit, renderer: Renderer::new(Lang::Ja).unwrap() }
    }

    fn model(&self) -> Model {
        Model::new(self.kit.clone(), (80, 24))
    }

    fn desk(&self, app: &App) -> Desk {
        let comments = self.kit.chrome.society_file.lines().map(str::to_owned).collect();
        Desk::new(app.clone(), self.renderer.clone(), comments, self.kit.chrome.meaning.clone())
    }
}

fn press(key: &str) -> Press {
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Press::letter(letter),
        _ => Press::from(key.parse::<Key>().unwrap()),
    }
}

fn drawn(model: &Model, (width, height): (u16, u16)) -> (String, Option<(u16, u16)>) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view(model, frame)).unwrap();
    let backend = terminal.backend_mut();
    let cursor = backend.cursor_visible().then(|| backend.cursor_position());
    (screen_text(backend.buffer()), cursor.map(|at| (at.x, at.y)))
}

/// What a person would see in a large window.
fn large(model: &Model) -> (String, Option<(u16, u16)>) {
    let mut model = model.clone();
    model.size = (120, 40);
    drawn(&model, (120, 40))
}

/// The item or finding that is shown: what the frame on the right says.
fn shown(model: &Model) -> Option<Subject> {
    let mut bare = model.clone();
    bare.overlay = None;
    match bare.screen {
        Screen::Review(..) => Some(COMMENT.to_owned()),
        Screen::Inspect(_) => {
            let (screen, _) = large(&bare);
            let (_, title) = screen.lines().nth(1)?.split_once("++ ")?;
            title.split(' ').next().map(str::to_owned)
        }
        _ => None,
    }
}

/// Whether what is typed now is written somewhere: not in a search, nor as the confirmer's name.
fn takes_text(model: &Model) -> bool {
    if model.overlay.is_some() || format!("{:?}", model.leaving) != "No" {
        return false;
    }
    let (screen, cursor) = large(model);
    let Some((x, y)) = cursor else { return false };
    match model.screen {
        Screen::Inspect(_) => x >= 44,
        Screen::Review(..) => {
            screen.lines().nth(y.into()).is_some_and(|row| row.contains("コメント ["))
        }
        _ => false,
    }
}

/// Whether this key may take letters away where it is pressed.
fn erases(model: &Model, press: Press) -> bool {
    use Command as C;
    let (screen, cursor) = large(model);
    let keymap = &model.kit.keymap;
    if model.overlay.is_some() {
        let asks = screen.contains("y はい");
        let confirms =
            matches!(keymap.command(Context::Confirm, press.key), Some(C::Yes | C::Open));
        // A question about personal data loses nothing, whatever is answered.
        return asks && confirms && !screen.contains("個人情報らしい記載があります（");
    }
    let in_field = keymap.command(Context::Field, press.key);
    let edits = matches!(
        in_field,
        Some(
            C::EraseBack
                | C::EraseForward
                | C::EraseWord
                | C::EraseToStart
                | C::EraseToEnd
                | C::Undo
                | C::Redo
        )
    );
    if screen.contains("候補（") {
        return matches!(keymap.command(Context::Choice, press.key), Some(C::Pick | C::Open));
    }
    let on_items = keymap.command(Context::Inspection, press.key);
    (cursor.is_some() && edits) || (cursor.is_none() && matches!(on_items, Some(C::Undo | C::Redo)))
}

/// The person was told that something is not on the disk, and leaves all the same.
fn leaves_anyway(before: &Model, after: &Model) -> bool {
    let asked = before.overlay.as_ref().is_some_and(|o| format!("{o:?}").contains("LeaveUnsaved"));
    asked && after.is_over()
}

impl<'a> Stage<'a> {
    pub(super) fn open(root: &Path, parts: &'a Parts, tamper: Tamper) -> Result<Self, String> {
        let today = Timepiece::Stated(NaiveDate::from_ymd_opt(2026, 12, 18).unwrap());
        let app = App::new(Arc::new(DiskFs), &Place::Named(root), today);
        let (model, desk) = (parts.model(), parts.desk(&app));
        let mut stage = Self {
            parts,
            root: root.to_owned(),
            app,
            model,
            desk,
            queue: VecDeque::new(),
            pending: Pending::new(),
            disk: Held::default(),
            kept: BTreeSet::new(),
            used: 0,
            slow: 0,
            full: false,
            done: false,
            tamper,
            count: Count::default(),
        };
        stage.happens(&Msg::Start { inspect: Some(period()) })?;
        stage.work()?;
        stage.read_disk();
        Ok(stage)
    }

    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    pub(super) fn screen(&self) -> String {
        large(&self.model).0
    }

    pub(super) fn take(&mut self, step: &Step) -> Result<(), String> {
        match *step {
            Step::Key(key) => self.happens(&Msg::Press(press(key)))?,
            Step::Type(count) => {
                for _ in 0..count {
                    let letter = self.new_letter();
                    self.happens(&Msg::Press(Press::letter(letter)))?;
                    self.answer()?;
                }
            }
            Step::Say(text) => {
                for c in text.chars() {
                    self.happens(&Msg::Press(Press::letter(c)))?;
                    self.answer()?;
                }
            }
            Step::Paste(count) => {
                let mut text = String::from("\u{202e}\r\n");
                for n in 0..count {
                    text.push(self.new_letter());
                    text.push_str(if n % 7 == 3 { "\r\n" } else { "\u{7}" });
                }
                self.happens(&Msg::Paste(text))?;
            }
            Step::Click(x, y) => self.happens(&Msg::Mouse(Mouse::Click { x, y }))?,
            Step::WheelUp(x, y) => self.happens(&Msg::Mouse(Mouse::WheelUp { x, y }))?,
            Step::WheelDown(x, y) => self.happens(&Msg::Mouse(Mouse::WheelDown { x, y }))?,
            Step::Resize(width, height) => self.happens(&Msg::Resize { width, height })?,
            Step::Slow(steps) => self.slow = steps,
            Step::Full => self.full = true,
            Step::Stop => {
                // Nobody is left to be told that the disk is full.
                self.full = false;
                self.happens(&Msg::Stop)?;
                self.work()?;
            }
        }
        self.answer()
    }

    /// Leaves as the system makes one leave, and looks at what is on the disk then.
    pub(super) fn end(&mut self) -> Result<(), String> {
        self.full = false;
        if !self.done {
            self.work()?;
        }
        if !self.done {
            self.happens(&Msg::Stop)?;
            self.work()?;
        }
        Ok(())
    }

    fn new_letter(&mut self) -> char {
        self.used += 1;
        letter(self.used)
    }

    /// The worker's turn, unless it is slow.
    fn answer(&mut self) -> Result<(), String> {
        if self.slow > 0 && !self.model.is_over() {
            self.slow -= 1;
            self.count.late += u64::from(!self.queue.is_empty());
            return Ok(());
        }
        self.work()
    }

    /// The worker does all that was asked of it.
    fn work(&mut self) -> Result<(), String> {
        while !self.done
            && let Some(effect) = self.queue.pop_front()
        {
            let sealing = matches!(effect, Effect::Seal { .. });
            let msg = match effect {
                // A comment that failed waits at the gate until somebody goes there again.
                Effect::Record(change)
                    if self.full && !matches!(change, Change::Comment { .. }) =>
                {
                    self.full = false;
                    self.count.failed += 1;
                    full(&self.root)
                }
                effect => self.desk.run(effect),
            };
            if sealing && matches!(&msg, Msg::Done(Outcome::Sealed { result: Ok(_), .. })) {
                return self.sealed();
            }
            self.happens(&msg)?;
        }
        if self.model.is_over() && !self.done {
            self.reopen()?;
        }
        Ok(())
    }

    /// Everything that was kept is in the record, and no form was open.
    fn sealed(&mut self) -> Result<(), String> {
        self.done = true;
        self.count.sealed += 1;
        let entries = std::fs::read_dir(self.root.join("reports")).unwrap();
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        entries.retain(|path| path.join("report.toml").is_file());
        entries.sort();
        let record = std::fs::read_to_string(entries.last().unwrap().join("report.toml")).unwrap();
        let lost: String = self.kept.difference(&letters(&record)).collect();
        if lost.is_empty() { Ok(()) } else { Err(format!("{lost} is not in the sealed record")) }
    }

    /// The interface has ended: what was kept must be found by the next one.
    fn reopen(&mut self) -> Result<(), String> {
        self.count.reopened += 1;
        let before = self.disk.clone();
        // The lock goes with the desk.
        self.desk = self.parts.desk(&self.app);
        self.model = self.parts.model();
        self.pending.clear();
        self.read_disk();
        let lost: String = self.kept.difference(&self.disk.letters()).collect();
        if !lost.is_empty() {
            return Err(format!("{lost} is not on the disk after leaving"));
        }
        before.is_still_in(&self.disk)?;
        self.happens(&Msg::Start { inspect: Some(period()) })?;
        self.work()
    }

    fn read_disk(&mut self) {
        self.disk = peek(&self.app, period()).map(|work| Held::of(&work)).unwrap_or_default();
    }

    /// What a signal to end would hand to the worker.
    fn unfinished(&self) -> Vec<Change> {
        let mut model = self.model.clone();
        let mut kept = Vec::new();
        if let Some(Effect::Record(change)) = update(&mut model, Msg::Stop) {
            kept.push(change);
        }
        kept
    }

    fn happens(&mut self, msg: &Msg) -> Result<(), String> {
        let before = self.model.clone();
        let typed = match msg {
            Msg::Press(press) => press.typed.map(|c| letters(&c.to_string())).unwrap_or_default(),
            Msg::Paste(text) => letters(text),
            _ => BTreeSet::new(),
        };
        let expected = !typed.is_empty() && takes_text(&before);
        let effect = update(&mut self.model, msg.clone());
        let change = self.emitted(&before, effect)?;
        self.answered(msg)?;
        self.look(&before);
        let held = self.disk.with(&self.pending).with(&self.unfinished());
        let now = held.letters();
        if expected && !typed.is_subset(&now) {
            if !format!("{:?}", self.model.notice).contains("TextFull") {
                return Err(format!("{typed:?} was typed and is nowhere"));
            }
        } else if expected {
            self.count.letters += typed.len() as u64;
        }
        if leaves_anyway(&before, &self.model) {
            self.kept = self.disk.letters();
            return Ok(());
        }
        let lost: BTreeSet<char> = self.kept.difference(&now).copied().collect();
        if !lost.is_empty() {
            self.judge(&before, msg, change.as_ref(), &lost)?;
        }
        self.kept = now;
        Ok(())
    }

    /// Letters are gone: by a key that says so, or since a verdict has no use for their field.
    fn judge(
        &mut self,
        before: &Model,
        msg: &Msg,
        change: Option<&Change>,
        lost: &BTreeSet<char>,
    ) -> Result<(), String> {
        if let Msg::Press(press) = msg
            && erases(before, *press)
        {
            self.count.erased += lost.len() as u64;
            return Ok(());
        }
        let mut earlier = before.clone();
        let unfinished = match update(&mut earlier, Msg::Stop) {
            Some(Effect::Record(change)) => Some(change),
            _ => None,
        };
        let unused = change.map(|change| {
            let others: Vec<&Change> =
                self.pending.iter().filter(|other| *other != change).chain(&unfinished).collect();
            let held = self.disk.with(others);
            held.in_fields(&subject(change), unused(change))
        });
        if unused.is_some_and(|unused| lost.is_subset(&unused)) {
            return Ok(());
        }
        Err(format!("{lost:?} is lost"))
    }

    /// What was asked of the worker is about what is shown.
    fn emitted(
        &mut self,
        before: &Model,
        effect: Option<Effect>,
    ) -> Result<Option<Change>, String> {
        let Some(effect) = effect else { return Ok(None) };
        let Effect::Record(change) = effect else {
            self.queue.push_back(effect);
            return Ok(None);
        };
        let change = match self.tamper {
            Tamper::None => change,
            Tamper::Forget => return Ok(None),
            Tamper::Drop => emptied(&change),
            Tamper::Elsewhere => elsewhere(change),
        };
        let about = subject(&change);
        let of_history = matches!(
            &change,
            Change::Put { act, .. } | Change::Review { act, .. } if act.is_of_history()
        );
        let seen = shown(if of_history { &self.model } else { before });
        if seen.as_ref() != Some(&about) {
            return Err(format!("{about} is changed while {seen:?} is shown"));
        }
        match &change {
            Change::Comment { .. } => self.count.comments += 1,
            Change::Draft { .. } | Change::ReviewDraft { .. } => self.count.drafts += 1,
            _ => self.count.records += 1,
        }
        self.pending.push_back(change.clone());
        self.queue.push_back(Effect::Record(change.clone()));
        Ok(Some(change))
    }

    /// A change that is confirmed is on the disk, and nothing else is another.
    fn answered(&mut self, msg: &Msg) -> Result<(), String> {
        let Msg::Done(Outcome::Recorded { result, .. }) = msg else { return Ok(()) };
        let Some(change) = self.pending.pop_front() else {
            return Err("an answer to nothing".to_owned());
        };
        if result.is_ok() {
            self.disk.apply(&change);
        }
        let expected = self.disk.clone();
        self.read_disk();
        expected.is_still_in(&self.disk)
    }

    /// Draws as large as the window is, and takes note of what was seen.
    fn look(&mut self, before: &Model) {
        let (screen, _) = drawn(&self.model, self.model.size);
        assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'));
        self.count.drawn += 1;
        self.count.questions += u64::from(before.overlay.is_none() && self.model.overlay.is_some());
        self.count.screens.insert(match &self.model.screen {
            Screen::Loading => "loading",
            Screen::Setup(_) => "setup",
            Screen::Home(_) => "home",
            Screen::Inspect(_) => "inspect",
            Screen::Review(..) => "review",
            Screen::Report(_) => "report",
            Screen::Findings(_) => "findings",
            Screen::Compare(_) => "compare",
            Screen::Trend(_) => "trend",
            Screen::Audit(_) => "audit",
            Screen::Failed => "failed",
        });
    }
}

/// The worker's answer where the disk is full.
fn full(root: &Path) -> Msg {
    let error = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let error = FsError::io(Op::Write, root, error);
    let result = Err(Arc::new(Failure::Disk(error)));
    Msg::Done(Outcome::Recorded { result, doubtful: None })
}

/// The same about another item.
fn elsewhere(change: Change) -> Change {
    let other = || ItemId::new("TEC-01").unwrap();
    match change {
        Change::Put { act, answer, seconds, .. } => {
            Change::Put { item: other(), act, answer, seconds }
        }
        Change::Draft { draft, .. } => Change::Draft { item: other(), draft },
        Change::Review { act, review, mut finding } => {
            finding.item = other();
            Change::Review { finding, act, review }
        }
        other => other,
    }
}
