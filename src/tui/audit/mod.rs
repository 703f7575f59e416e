//! The auditor's screen: a sealed period laid out to be read in an hour, and what the auditor marks
//! and says of it.
//!
//! The check of the whole ledger comes first. Nothing of the audited record changes: what is typed
//! goes to the draft of the audit, and is shown as kept when the worker says that it is durable.

mod asked;
mod brief;
mod chapter;
mod code;
mod form;
mod item;
mod list;
mod opinion;
mod past;
mod privacy;
mod recording;
mod search;
mod travel;
mod update;
mod view;
mod wish;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use chrono::NaiveDate;

use self::asked::Asked;
use self::chapter::Chapter;
pub(super) use self::chapter::tell;
pub(super) use self::form::Said;
use self::form::{About, Form};
pub(super) use self::opinion::Closing;
use self::recording::Sent;
pub(super) use self::recording::recorded;
use self::search::Search;
pub(super) use self::update::{close, save, update};
pub(super) use self::view::view;
pub(super) use self::wish::{opened, take_back};
use super::chrome::Saving;
use super::editor::Editor;
use super::keymap::{Command, Context};
use super::kit::Kit;
use crate::app::auditing::{AuditWork, Exhibit};
use crate::domain::audit::Audit;
use crate::domain::checklist::Item;
use crate::domain::finding::Finding;
use crate::domain::findings::sort_by_urgency;
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::domain::privacy::Caution;
use crate::domain::record::Record;

/// Characters of a code that is typed, with room for what people put between the digits.
const CODE: usize = 160;

/// Where the arrows move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Chapters,
    /// The text of a chapter, or its list.
    Body,
    /// What stands beside the list.
    Beside,
}

#[derive(Debug, Clone)]
pub struct State {
    exhibit: Arc<Exhibit>,
    today: NaiveDate,
    /// The findings that were open when the period was sealed, most urgent first.
    findings: Vec<Finding>,
    /// As far as it is on the disk; `None` until the auditor has said who it is.
    work: Option<AuditWork>,
    /// As it will stand once everything sent off is on the disk.
    ahead: Option<Audit>,
    sent: VecDeque<Sent>,
    /// The last attempt to keep what is typed failed.
    failed: bool,
    /// What looks like personal data and may be written all the same.
    allowed: BTreeSet<Caution>,
    chapter: Chapter,
    pane: Pane,
    /// In a list the place of the cursor, in a text the first row seen.
    places: BTreeMap<Chapter, usize>,
    /// The first row seen of what stands beside a list.
    read_to: usize,
    form: Option<Form>,
    /// Where the arrows moved before the form was opened.
    form_from: Pane,
    asked: Option<Asked>,
    search: Option<Search>,
    /// A code kept on paper, as it is typed.
    code: Editor,
    /// Whether the cursor is in it.
    coding: bool,
}

impl State {
    /// Starts at the result of the check; `code` is one kept on paper, or empty.
    pub(super) fn new(exhibit: Arc<Exhibit>, today: NaiveDate, code: &str) -> Self {
        let open = exhibit.record.findings.iter().filter(|finding| finding.is_open());
        let mut findings: Vec<Finding> = open.cloned().collect();
        sort_by_urgency(&mut findings, today);
        Self {
            exhibit,
            today,
            findings,
            work: None,
            ahead: None,
            sent: VecDeque::new(),
            failed: false,
            allowed: BTreeSet::new(),
            chapter: Chapter::Check,
            pane: Pane::Chapters,
            places: BTreeMap::new(),
            read_to: 0,
            form: None,
            form_from: Pane::Chapters,
            asked: None,
            search: None,
            code: Editor::line(code, CODE),
            coding: false,
        }
    }

    fn record(&self) -> &Record {
        &self.exhibit.record
    }

    pub(super) fn period(&self) -> Period {
        self.exhibit.period
    }

    /// What the auditor said so far, as it is on the disk.
    fn audit(&self) -> Option<&Audit> {
        self.work.as_ref().map(|work| &work.audit)
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self, kit: &Kit) -> String {
        let period = kit.terms.period(self.period());
        match self.audit() {
            None => period,
            Some(audit) => {
                let values = [("by", &*audit.start().examiner.name), ("period", &period)];
                crate::words::fill(&kit.words.audit.about, &values)
            }
        }
    }

    pub(super) fn context(&self) -> Context {
        if let Some(form) = &self.form {
            form.context()
        } else if self.asked.is_some() || self.coding {
            Context::Asked
        } else if self.search.is_some() {
            Context::Search
        } else {
            Context::Audit
        }
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        if let Some(form) = &self.form {
            return if form.entry.is_picking() {
                &[C::Pick, C::Cancel]
            } else if form.is_one_text() {
                &[C::Save, C::Cancel, C::Help]
            } else {
                &[C::Save, C::NextField, C::Candidates, C::Cancel, C::Help]
            };
        }
        if self.asked.is_some() || self.coding {
            return &[C::Pick, C::Cancel];
        }
        if self.search.is_some() {
            return &[C::Open, C::Cancel];
        }
        match self.chapter {
            Chapter::Check => &[C::NextChapter, C::Code, C::Opinion, C::Search, C::Back, C::Help],
            Chapter::Opinion => &[C::Opinion, C::Finish, C::PreviousChapter, C::Back, C::Help],
            chapter if chapter.is_list() => &[
                C::Sample,
                C::Remark,
                C::Object,
                C::NextPane,
                C::NextChapter,
                C::Search,
                C::Opinion,
                C::TakeBack,
                C::Help,
            ],
            _ => &[C::NextChapter, C::PreviousChapter, C::Opinion, C::Search, C::Back, C::Help],
        }
    }

    /// 「保存済」 is said only of what the worker has reported durable; nothing before there is
    /// something to keep.
    pub(super) fn saving(&self) -> Option<Saving> {
        let work = self.work.as_ref()?;
        let unkept = self.form.as_ref().is_some_and(|form| form.entry.is_unkept());
        Some(if work.read_only.is_some() {
            Saving::ReadOnly
        } else if !self.sent.is_empty() {
            Saving::Underway
        } else if unkept || self.failed {
            Saving::Unsaved
        } else {
            Saving::Saved
        })
    }

    /// Where the cursor or the first row seen is in the chapter that is shown.
    fn place(&self) -> usize {
        self.places.get(&self.chapter).copied().unwrap_or(0)
    }

    fn put(&mut self, place: usize) {
        if place != self.place() {
            self.read_to = 0;
        }
        self.places.insert(self.chapter, place);
    }

    fn turn_to(&mut self, chapter: Chapter) {
        self.chapter = chapter;
        self.read_to = 0;
        if self.pane == Pane::Beside {
            self.pane = Pane::Body;
        }
    }

    /// The item that what is shown is about, where the audited record has it.
    fn item(&self) -> Option<&Item> {
        let id = self.item_id()?;
        self.record().checklist.item(id)
    }

    fn item_id(&self) -> Option<&ItemId> {
        let places = list::places(self, self.chapter);
        match places.get(self.place())? {
            list::Place::Item(at) => Some(&self.record().checklist.items.get(*at)?.id),
            list::Place::Finding(at) => {
                let finding = self.findings.get(*at)?;
                let known = |id: &&ItemId| self.record().checklist.item(id).is_some();
                finding.items.iter().chain([&finding.id.item]).find(known)
            }
            list::Place::Line(at) => {
                let line = self.exhibit.changes.as_ref()?.lines.get(*at)?;
                line.target.first().map(|side| &side.item.id)
            }
        }
    }

    /// Goes to an item among all of them.
    fn jump(&mut self, item: &ItemId) {
        let items = &self.record().checklist.items;
        if let Some(at) = items.iter().position(|one| one.id == *item) {
            self.turn_to(Chapter::Items);
            self.put(at);
            self.pane = Pane::Body;
        }
    }
}
