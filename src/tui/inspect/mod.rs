//! The inspection: sections and items on one side, the item with its form on the other.
//!
//! What is shown as answered is on the disk: a change is sent off, and applied when the worker
//! says that it is durable.

mod form;
mod history;
mod item;
mod rows;
mod search;
mod travel;
mod update;
mod view;
mod watch;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;

use self::form::{Field, Form, offers};
use self::history::History;
use self::rows::Row;
use self::search::Search;
pub(super) use self::update::{recorded, update};
pub(super) use self::view::view;
use self::watch::Watch;
use super::chrome::Saving;
use super::effect::Effect;
use super::keymap::{Command, Context};
use super::kit::Kit;
use super::step::{Notice, Step};
use crate::app::Failure;
use crate::app::failure::ReadOnly;
use crate::app::inspect::Work;
use crate::domain::answer::{Answer, Verdict};
use crate::domain::checklist::Item;
use crate::domain::due::is_due;
use crate::domain::gate;
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change, Draft};
use crate::domain::period::Period;

/// Which half of the screen the arrows move in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    List,
    Item,
}

/// A change that is on its way to the disk.
#[derive(Debug, Clone)]
struct Sent {
    item: ItemId,
    act: Option<Act>,
    before: Answer,
    /// It came from the form, which closes when it is recorded.
    of_form: bool,
}

/// What is on its way to the disk, the oldest first.
#[derive(Debug, Clone)]
enum Underway {
    Answer(Sent),
    /// The line on the indicators.
    Comment(String),
}

#[derive(Debug, Clone)]
pub struct State {
    work: Work,
    rows: Vec<Row>,
    /// Index into the items of the checklist.
    cursor: usize,
    pane: Pane,
    /// The first row of the item that is shown; where the person has read to.
    read_to: usize,
    form: Option<Form>,
    /// The half to go back to when the form closes.
    form_from: Pane,
    search: Option<Search>,
    history: History,
    sent: VecDeque<Underway>,
    watch: Watch,
    /// The last attempt to keep what is typed failed.
    failed: bool,
}

impl State {
    /// Starts at the first item without a verdict.
    pub(super) fn new(work: Work) -> Self {
        let rows = rows::rows(&work.checklist);
        let mut state = Self {
            work,
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
            failed: false,
        };
        state.cursor = state.next_open(state.items().len().saturating_sub(1), 1).unwrap_or(0);
        state
    }

    /// What is being inspected, as far as it is on the disk.
    pub fn work(&self) -> &Work {
        &self.work
    }

    fn items(&self) -> &[Item] {
        &self.work.checklist.items
    }

    /// The item under the cursor; a checklist without items has none.
    fn item(&self) -> Option<&Item> {
        self.items().get(self.cursor)
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
        format!("{}  {progress}", kit.terms.period(self.period()))
    }

    pub(super) fn context(&self) -> Context {
        match (&self.form, &self.search) {
            (Some(form), _) if form.is_picking() || form.focus().is_choice() => Context::Choice,
            (Some(_), _) => Context::Form,
            (None, Some(_)) => Context::Search,
            (None, None) => Context::Inspection,
        }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        match (&self.form, &self.search) {
            (Some(form), _) if form.is_picking() => &[C::Pick, C::Cancel],
            (Some(_), _) => &[C::Save, C::NextField, C::Candidates, C::Cancel, C::Help],
            (None, Some(_)) => &[C::Open, C::Cancel],
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
        let unkept = self.form.as_ref().is_some_and(Form::is_unkept);
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
            self.go_to(at);
        }
    }

    fn go_to(&mut self, at: usize) {
        if at != self.cursor {
            self.read_to = 0;
        }
        self.cursor = at.min(self.items().len().saturating_sub(1));
    }

    /// True when something typed could not be kept and would be lost by leaving.
    pub(super) fn has_unsaved(&self) -> bool {
        let typed = self.form.as_ref().is_some_and(Form::is_unkept);
        typed && (self.failed || self.work.read_only.is_some())
    }

    /// What is typed and not kept yet, as a change to be recorded before leaving.
    pub(super) fn draft_to_keep(&mut self) -> Option<Change> {
        if self.work.read_only.is_some() {
            return None;
        }
        let form = self.form.as_mut().filter(|form| form.is_unkept())?;
        let (item, draft) = (form.item.clone(), form.draft());
        form.kept();
        self.send(&item, None, false);
        Some(Change::Draft { item, draft })
    }

    pub(super) fn answer(&self, item: &ItemId) -> Answer {
        self.work.inspection.answer(item)
    }

    /// A change of an answer, sent off unless it must be refused.
    pub(super) fn change(&mut self, item: &ItemId, act: Act, answer: Answer) -> Step {
        let (item, seconds) = (item.clone(), None);
        self.submit(Change::Put { item, act, answer, seconds }, Some(act))
    }

    /// Throws an unfinished form away, on the person's word.
    pub(super) fn drop_draft(&mut self, item: &ItemId) -> Step {
        self.submit(Change::Draft { item: item.clone(), draft: Draft::default() }, None)
    }

    fn submit(&mut self, change: Change, act: Option<Act>) -> Step {
        if let Some(failure) = self.refused(&change) {
            return Step::Tell(Notice::Failed(Arc::new(failure)));
        }
        let change = self.timed(change);
        if let Some(item) = change.item() {
            self.send(item, act, false);
        }
        Step::Do(Effect::Record(change))
    }

    fn refused(&self, change: &Change) -> Option<Failure> {
        if let Some(why) = &self.work.read_only {
            return Some(Failure::ReadOnly(why.clone()));
        }
        self.work.refusal(change).map(Failure::Refused)
    }

    fn send(&mut self, item: &ItemId, act: Option<Act>, of_form: bool) {
        let before = self.answer(item);
        let sent = Sent { item: item.clone(), act, before, of_form };
        self.sent.push_back(Underway::Answer(sent));
    }

    /// An answer with the seconds for which its item was looked at.
    fn timed(&mut self, change: Change) -> Change {
        let Change::Put { item, act, answer, .. } = change else { return change };
        let seconds = self.watch.hand_over(&item, act);
        Change::Put { item, act, answer, seconds }
    }

    /// Time has passed with this on the screen; `body` is the room that it had. Nothing is looked
    /// at where the item is not drawn.
    pub(super) fn looked_until(&mut self, now: Duration, body: Rect) {
        let drawn = view::Layout::in_area(self, body).item.width > 0;
        let form = self.form.as_ref().map(|form| &form.item);
        let item = form.or_else(|| self.item().map(|item| &item.id)).cloned();
        match item.filter(|_| drawn) {
            Some(item) => self.watch.looked_at(&item, now),
            None => self.watch.looked_away(now),
        }
    }

    /// Time has passed with something else on the screen, or begins to be counted.
    pub(super) fn looked_away_until(&mut self, now: Duration) {
        self.watch.looked_away(now);
    }

    /// The line on the indicators, sent off unless it must be refused.
    pub(super) fn remark(&mut self, comment: Change) -> Step {
        if let Some(failure) = self.refused(&comment) {
            return Step::Tell(Notice::Failed(Arc::new(failure)));
        }
        if let Change::Comment { text } = &comment {
            self.sent.push_back(Underway::Comment(text.clone()));
        }
        Step::Do(Effect::Record(comment))
    }

    /// The line on the indicators as it will stand once everything is on the disk.
    pub(super) fn comment(&self) -> &str {
        let sent = self.sent.iter().rev().find_map(|sent| match sent {
            Underway::Comment(text) => Some(text.as_str()),
            Underway::Answer(_) => None,
        });
        sent.unwrap_or_else(|| self.work.inspection.comment())
    }

    /// What is said where something would be written that cannot be.
    pub(super) fn refuses_writing(&self) -> Option<Step> {
        let failure = Failure::ReadOnly(self.read_only()?);
        Some(Step::Tell(Notice::Failed(Arc::new(failure))))
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.work.read_only.is_some()
    }

    fn read_only(&self) -> Option<ReadOnly> {
        self.work.read_only.clone()
    }

    /// The next due item without a verdict after `from`, wrapping round; `by` is 1 or -1.
    fn next_open(&self, from: usize, by: isize) -> Option<usize> {
        let count = self.items().len();
        let step = |at: usize| (at + count).checked_add_signed(by).map(|at| at % count);
        let mut at = from;
        for _ in 0..count {
            at = step(at)?;
            let item = &self.items()[at];
            let open = self.work.inspection.verdict(&item.id).is_none()
                || self.work.inspection.draft(&item.id).is_some();
            if open && is_due(item, self.period()) {
                return Some(at);
            }
        }
        None
    }

    /// Opens the form of the item under the cursor, from its draft where there is one.
    fn open_form(&mut self, verdict: Option<Verdict>, field: Option<Field>) {
        let Some(item) = self.item().cloned() else { return };
        let inspection = &self.work.inspection;
        let draft = inspection
            .draft(&item.id)
            .cloned()
            .unwrap_or_else(|| Draft { answer: inspection.answer(&item.id), ..Draft::default() });
        let mut form = Form::new(item.id.clone(), &draft, offers(&self.work, &item));
        if verdict.is_some() {
            form.set_verdict(verdict);
        }
        if let Some(field) = field {
            form.focus_on(field);
        }
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
