//! A sealed report, read and searched on the screen, under its 確認コード.
//!
//! It lays nothing out: the text comes in rows of at most 80 cells.

mod correct;
mod update;
mod view;

pub(super) use self::update::update;
pub(super) use self::view::view;
use super::editor::Editor;
use super::effect::Effect;
use super::keymap::{Command, Context};
use super::kit::Kit;
use super::model::Screen;
use super::msg::{AuditNote, Reading};
use super::step::{Goal, Step};
use crate::app::documents::Subject;
use crate::domain::answer::limit;

/// Characters of a search.
const QUERY: usize = 100;

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Report,
    /// What an auditor said: the one of that place among those of the period.
    Audit(usize),
}

/// What brought the reader here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// The period was sealed a moment ago: the code has not been written down yet.
    Sealed,
    Opened,
}

#[derive(Debug, Clone)]
pub struct State {
    reading: Reading,
    what: What,
    /// The report, while what an auditor said of it is read.
    report: Option<Reading>,
    occasion: Occasion,
    /// The screen to come back to; without one, home.
    behind: Option<Box<Screen>>,
    /// The line that the reader has at the top; where the person has read to.
    at: usize,
    /// What is searched for; it stays when the field is closed.
    query: Editor,
    typing: bool,
    /// Why it is to be corrected; it stays when the field is closed.
    reason: Editor,
    asking: bool,
    /// The lines in which it stands.
    matches: Vec<usize>,
    /// The line of the last match shown.
    found: Option<usize>,
}

impl State {
    pub(super) fn new(reading: Reading, occasion: Occasion, behind: Option<Box<Screen>>) -> Self {
        Self {
            reading,
            what: What::Report,
            report: None,
            occasion,
            behind,
            at: 0,
            query: Editor::line("", QUERY),
            typing: false,
            reason: Editor::line("", limit::LINE),
            asking: false,
            matches: Vec::new(),
            found: None,
        }
    }

    /// What an auditor said, by itself.
    pub(super) fn of_audit(reading: Reading, occasion: Occasion) -> Self {
        Self { what: What::Audit(0), ..Self::new(reading, occasion, None) }
    }

    /// The audits of the period that is read.
    fn audits(&self) -> &[AuditNote] {
        &self.report.as_ref().unwrap_or(&self.reading).audits
    }

    /// What an auditor said of the report, in its place.
    pub(super) fn turn_to(&mut self, audit: Reading) {
        let nth = self.audits().iter().position(|note| note.entry == audit.entry);
        let before = std::mem::replace(&mut self.reading, audit);
        self.report.get_or_insert(before);
        self.what = What::Audit(nth.unwrap_or(0));
        self.begin();
    }

    /// The next of the report and what auditors said of it.
    fn next(&mut self) -> Step {
        let next = match self.what {
            What::Report => 0,
            What::Audit(nth) => nth + 1,
        };
        if let Some(note) = self.audits().get(next) {
            return Step::Do(Effect::AuditText { entry: note.entry.clone() });
        }
        if let Some(report) = self.report.take() {
            self.reading = report;
            self.what = What::Report;
            self.begin();
        }
        Step::Stay
    }

    /// Another text is read from its start.
    fn begin(&mut self) {
        (self.occasion, self.at) = (Occasion::Opened, 0);
        self.search();
    }

    /// What the title bar calls it.
    pub(super) fn name<'k>(&self, kit: &'k Kit) -> &'k str {
        match self.what {
            What::Report => &kit.chrome.report,
            What::Audit(_) => &kit.words.audit.viewer.title,
        }
    }

    /// The screen to come back to, as it was left.
    pub(super) fn take_behind(&mut self) -> Option<Screen> {
        self.behind.take().map(|screen| *screen)
    }

    pub(super) fn context(&self) -> Context {
        match (self.asking, self.typing) {
            (true, _) => Context::Reason,
            (_, true) => Context::Search,
            _ => Context::Report,
        }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        if self.asking {
            &[C::Correct, C::Cancel]
        } else if self.typing {
            &[C::Open, C::Cancel]
        } else if self.is_correctable() {
            &[C::PageDown, C::Search, C::Export, C::Verify, C::Audit, C::Correct, C::Help, C::Back]
        } else {
            &[C::PageDown, C::Search, C::Export, C::Verify, C::Audit, C::Help, C::Back]
        }
    }

    /// What is written to a file from here: the report, or what is read of an auditor.
    fn export(&self) -> Step {
        let reading = &self.reading;
        let seq = reading.entry.split('_').next().and_then(|seq| seq.parse().ok());
        let counts = self.what == What::Report && reading.replaced_by.is_none();
        let seq = seq.filter(|_| !counts);
        let altered = reading.altered.then(|| reading.entry.clone());
        let subject = Subject::Report { period: reading.period, seq };
        Step::Go(Goal::Export(subject, altered.into_iter().collect()))
    }

    /// Whether it is a report that no other record has taken the place of.
    fn is_correctable(&self) -> bool {
        self.what == What::Report && self.reading.replaced_by.is_none()
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self, kit: &Kit) -> String {
        kit.terms.period(self.reading.period)
    }

    fn lines(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.reading.text.lines()
    }

    /// Looks anew for what is typed.
    fn search(&mut self) {
        let needle = self.query.text().trim();
        let found = |line: &str| !needle.is_empty() && crate::text::contains(line, needle);
        let lines = self.lines().enumerate().filter(|(_, line)| found(line));
        self.matches = lines.map(|(at, _)| at).collect();
        self.found = None;
    }
}
