//! The inspection: sections and items on one side, the item with its form on the other.
//!
//! What is shown as answered is on the disk: a change is sent off, and applied when the worker
//! says that it is durable.

mod citing;
mod corrected;
pub(super) mod entry;
mod files;
mod finding;
mod form;
mod forms;
mod history;
pub(super) mod item;
mod looking;
mod privacy;
mod rows;
mod search;
mod sending;
mod travel;
mod update;
mod view;
mod watch;

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use ratatui::layout::Rect;

use chrono::NaiveDate;

pub(super) use self::files::looked;
pub(super) use self::finding::take_back;
pub(super) use self::form::Known;
use self::form::{Field, Form, offers};
use self::forms::AnyForm;
use self::history::History;
pub(super) use self::looking::Looks;
pub(super) use self::privacy::warning;
use self::rows::Row;
use self::search::Search;
use self::sending::{Origin, Sent};
pub(super) use self::update::{close, record_form, recorded, update};
pub(super) use self::view::view;
use self::watch::Watch;
use super::chrome::Saving;
use super::keymap::{Command, Context};
use super::kit::Kit;
use crate::app::inspect::Work;
use crate::domain::answer::{Answer, Verdict};
use crate::domain::checklist::Item;
use crate::domain::finding::{Finding, FindingId, Turn};
use crate::domain::findings::{remedy_of, sort_by_urgency};
use crate::domain::gate;
use crate::domain::id::ItemId;
use crate::domain::inspection::{Change, Draft, ReviewDraft};
use crate::domain::period::Period;
use crate::domain::privacy::Caution;
use crate::domain::rules;

/// Which half of the screen the arrows move in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    List,
    Item,
}

#[derive(Debug, Clone)]
pub struct State {
    work: Work,
    /// The day on which the inspection was opened.
    today: NaiveDate,
    /// The findings to be reviewed, in the order in which they are to be looked at.
    findings: Vec<Finding>,
    rows: Vec<Row>,
    /// Index into the findings and behind them the items of the checklist.
    cursor: usize,
    pane: Pane,
    /// The first row of the item that is shown; where the person has read to.
    read_to: usize,
    form: Option<AnyForm>,
    /// The half to go back to when the form closes.
    form_from: Pane,
    search: Option<Search>,
    history: History,
    sent: VecDeque<Sent>,
    watch: Watch,
    looks: Looks,
    /// What looks like personal data and may be written all the same.
    allowed: BTreeSet<Caution>,
    /// The last attempt to keep what is typed failed.
    failed: bool,
}

impl State {
    /// Starts at the first finding that is not reviewed or item without a verdict.
    pub(super) fn new(work: Work, today: NaiveDate) -> Self {
        let mut findings = work.open.to_vec();
        sort_by_urgency(&mut findings, today);
        let rows = rows::rows(&work.checklist, findings.len());
        let mut state = Self {
            work,
            today,
            findings,
            rows,
            cursor: 0,
            pane: Pane::List,
            read_to: 0,
            form: None,
            form_from: Pane::List,
            search: None,
            history: History::default(),
            sent: VecDeque::new(),
            watch: Watch::default(),
            looks: Looks::default(),
            allowed: BTreeSet::new(),
            failed: false,
        };
        state.cursor = state.next_open(state.places().saturating_sub(1), 1).unwrap_or(0);
        state
    }

    /// What is being inspected, as far as it is on the disk.
    pub fn work(&self) -> &Work {
        &self.work
    }

    fn items(&self) -> &[Item] {
        &self.work.checklist.items
    }

    /// How many places the cursor can be at.
    fn places(&self) -> usize {
        self.findings.len() + self.items().len()
    }

    /// The place of an item by its index.
    fn place_of(&self, item: usize) -> usize {
        self.findings.len() + item
    }

    /// The row of a place.
    fn row_at(&self, place: usize) -> Row {
        match place.checked_sub(self.findings.len()) {
            Some(item) => Row::Item(item),
            None => Row::Finding(place),
        }
    }

    /// The item under the cursor, where there is one.
    fn item(&self) -> Option<&Item> {
        self.items().get(self.cursor.checked_sub(self.findings.len())?)
    }

    /// The finding under the cursor, where there is one.
    fn finding(&self) -> Option<&Finding> {
        self.findings.get(self.cursor)
    }

    /// Whether somebody writes something, so that nothing may come in between.
    fn is_busy(&self) -> bool {
        self.form.is_some() || self.search.is_some() || !self.sent.is_empty()
    }

    pub(super) fn period(&self) -> Period {
        self.work.inspection.period()
    }

    /// What the title bar says on the right: the period and how far it is.
    pub(super) fn about(&self, kit: &Kit) -> String {
        let tally = gate::progress(&self.work.checklist, &self.work.inspection);
        let values = [("done", tally.answered().to_string()), ("due", tally.due().to_string())];
        let progress = crate::words::fill(
            &kit.words.inspect.progress,
            &[(values[0].0, &values[0].1), (values[1].0, &values[1].1)],
        );
        let mut period = kit.terms.period(self.period());
        if self.work.correcting().is_some() {
            let words = &kit.correction.screen;
            let n = self.changed().to_string();
            let changed = crate::words::fill(&words.changed_count, &[("n", &n)]);
            period = format!("{}  {changed}  {period}", words.mark);
        }
        match self.reviewed(kit) {
            Some(findings) => format!("{period}  {findings}  {progress}"),
            None => format!("{period}  {progress}"),
        }
    }

    /// How many items and reviews stand otherwise than they were sealed.
    fn changed(&self) -> usize {
        let inspection = &self.work.inspection;
        let items = self.items().iter().filter(|item| inspection.is_changed(&item.id)).count();
        let findings = self.findings.iter().filter(|f| inspection.is_review_changed(&f.id));
        items + findings.count()
    }

    /// How many of the open findings are reviewed.
    fn reviewed(&self, kit: &Kit) -> Option<String> {
        let reviewed = |f: &&Finding| self.work.inspection.reviewed(&f.id).is_some();
        let done = self.findings.iter().filter(reviewed).count().to_string();
        let count = self.findings.len().to_string();
        let told =
            || crate::words::fill(&kit.words.finding.progress, &[("done", &done), ("due", &count)]);
        (!self.findings.is_empty()).then(told)
    }

    pub(super) fn context(&self) -> Context {
        match (&self.form, &self.search) {
            (Some(form), _) => form.context(),
            (None, Some(_)) => Context::Search,
            (None, None) => Context::Inspection,
        }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        match (&self.form, &self.search) {
            (Some(form), _) => form.commands(),
            (None, Some(_)) => &[C::Open, C::Cancel],
            (None, None) if self.finding().is_some() => &[
                C::Progress,
                C::CloseFinding,
                C::NextOpen,
                C::ClearAnswer,
                C::Review,
                C::Search,
                C::Undo,
                C::Help,
            ],
            (None, None) if self.work.correcting().is_some() => &[
                C::Edit,
                C::Review,
                C::Discard,
                C::VerdictOk,
                C::VerdictNg,
                C::VerdictNa,
                C::VerdictUnverified,
                C::Search,
                C::Undo,
                C::Help,
            ],
            (None, None) => &[
                C::VerdictOk,
                C::VerdictNg,
                C::VerdictNa,
                C::VerdictUnverified,
                C::Edit,
                C::NextOpen,
                C::CiteLast,
                C::Review,
                C::Search,
                C::Undo,
                C::Help,
            ],
        }
    }

    /// 「保存済」 is said only of what the worker has reported durable.
    pub(super) fn saving(&self) -> Saving {
        let unkept = self.form.as_ref().is_some_and(AnyForm::is_unkept);
        if self.work.read_only.is_some() {
            Saving::ReadOnly
        } else if !self.sent.is_empty() {
            Saving::Underway
        } else if unkept || self.failed {
            Saving::Unsaved
        } else {
            Saving::Saved
        }
    }

    /// Goes to an item, as from the list of gaps.
    pub(super) fn jump(&mut self, item: &ItemId) {
        if let Some(at) = self.items().iter().position(|i| i.id == *item) {
            self.go_to(self.place_of(at));
        }
    }

    /// Goes to a finding, as from home or the list of gaps.
    pub(super) fn jump_to_finding(&mut self, finding: &FindingId) {
        if let Some(at) = self.findings.iter().position(|f| f.id == *finding) {
            self.go_to(at);
        }
    }

    fn go_to(&mut self, at: usize) {
        if at != self.cursor {
            self.read_to = 0;
        }
        self.cursor = at.min(self.places().saturating_sub(1));
    }

    /// True when something typed could not be kept and would be lost by leaving.
    pub(super) fn has_unsaved(&self) -> bool {
        let typed = self.form.as_ref().is_some_and(AnyForm::is_unkept);
        typed && (self.failed || self.work.read_only.is_some())
    }

    /// What is typed and not kept yet, as a change to be recorded before leaving.
    pub(super) fn draft_to_keep(&mut self) -> Option<Change> {
        self.keep(Origin::Screen)
    }

    pub(super) fn answer(&self, item: &ItemId) -> Answer {
        self.ahead().answer(item)
    }

    /// Whether a form is open.
    pub(super) fn is_writing(&self) -> bool {
        self.form.is_some()
    }

    /// Time has passed with this on the screen; `body` is the room that it had. Nothing is looked
    /// at where the item is not drawn.
    pub(super) fn looked_until(&mut self, now: Duration, body: Rect) {
        let drawn = view::Layout::in_area(self, body).item.width > 0;
        let item = match &self.form {
            Some(AnyForm::Answer(form)) => Some(form.item.clone()),
            Some(AnyForm::Review(_)) => None,
            None => self.item().map(|item| item.id.clone()),
        };
        match item.filter(|_| drawn) {
            Some(item) => self.watch.looked_at(&item, now),
            None => self.watch.looked_away(now),
        }
    }

    /// Time has passed with something else on the screen, or begins to be counted.
    pub(super) fn looked_away_until(&mut self, now: Duration) {
        self.watch.looked_away(now);
    }

    /// Opens the form of the item under the cursor, from its draft where there is one.
    fn open_form(&mut self, verdict: Option<Verdict>, field: Option<Field>) {
        let Some(item) = self.item().cloned() else { return };
        let inspection = self.ahead();
        let draft = inspection
            .draft(&item.id)
            .cloned()
            .unwrap_or_else(|| Draft { answer: inspection.answer(&item.id), ..Draft::default() });
        let form = Form::new(item.id.clone(), &draft, offers(&self.work, &item));
        let mut form = form.offering(&self.work, &item);
        if verdict.is_some() {
            form.set_verdict(verdict);
        }
        let mut form = form.continuing(remedy_of(&self.findings, &inspection, &item.id));
        if let Some(field) = field {
            // What an open finding says already is not asked again.
            let lacking = rules::lacks(&item, &form.answer()).first().copied().map(Field::of);
            form.focus_on(lacking.filter(|_| form.continues()).unwrap_or(field));
        }
        self.show(AnyForm::Answer(form));
    }

    /// Opens the form of a review, from its draft where there is one; `asked` is the verdict that
    /// makes it be asked for.
    fn open_review(&mut self, id: &FindingId, turn: Option<Turn>, asked: Option<Verdict>) {
        let Some(known) = self.findings.iter().find(|f| f.id == *id) else { return };
        let inspection = self.ahead();
        let draft = inspection.review_draft(id).cloned().unwrap_or_else(|| {
            let review = inspection.review(id);
            ReviewDraft { review, ..ReviewDraft::default() }
        });
        let offers = finding::offers(&self.work, known, self.today);
        let mut form = finding::Form::new(id.clone(), &draft, offers).asked(asked);
        form.set_turn(turn);
        form.begin();
        self.show(AnyForm::Review(form));
    }

    fn show(&mut self, form: AnyForm) {
        self.form_from = self.pane;
        self.pane = Pane::Item;
        self.form = Some(form);
    }

    /// Ends the form; what is in it must have been recorded or kept.
    fn close_form(&mut self) {
        if self.form.take().is_some() {
            self.pane = self.form_from;
        }
    }
}
