//! What an auditor types: a remark, a finding, the opinion; one form for each, on the same fields
//! as those of an inspection.
//!
//! Nothing is asked for here: a text may stay unfinished, and only finishing the audit asks.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::failure::ReadOnly;
use crate::domain::answer::{Grade, limit};
use crate::domain::audit::{Audit, AuditChange, AuditFinding, AuditLack, Opinion};
use crate::domain::id::ItemId;
use crate::domain::record::Record;
use crate::domain::typed_date;
use crate::text::typed_line;
use crate::tui::editor::{EditKey, Editor};
use crate::tui::inspect::entry::{self, Choosing, Entry, Formed, Offers, Shown};
use crate::tui::keymap::{Context, Press};
use crate::tui::kit::Kit;

/// Characters of a date as typed.
const DATE: usize = 40;

/// Something to be told, put into words when drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    ReadOnly(ReadOnly),
    /// What is shown is of no item of the record.
    NoItem,
    NothingToTakeBack,
    NoName,
    /// A finding was kept that lacks something.
    Incomplete {
        lacks: Vec<AuditLack>,
    },
    /// What the auditor should know before going on.
    Warnings(Vec<String>),
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    Remark(ItemId),
    Finding(ItemId),
    Opinion,
}

/// One field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The text of a remark or of the opinion.
    Text,
    Opinion,
    What,
    Grade,
    Action,
    Owner,
    Due,
}

impl Field {
    fn is_choice(self) -> bool {
        matches!(self, Self::Opinion | Self::Grade)
    }

    /// The field in which a lack is mended.
    pub(super) fn of(lack: AuditLack) -> Self {
        match lack {
            AuditLack::What => Self::What,
            AuditLack::Grade => Self::Grade,
            AuditLack::Owner => Self::Owner,
            AuditLack::Due => Self::Due,
        }
    }
}

/// What is being typed.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) about: About,
    pub(super) entry: Entry<Field>,
    grade: Option<Grade>,
    opinion: Option<Opinion>,
    /// What stands in a finding before anything is written; by itself it is none.
    suggested: AuditFinding,
}

impl Form {
    pub(super) fn remark(item: ItemId, audit: &Audit) -> Self {
        let text = Editor::area(audit.remark(&item), limit::TEXT);
        let texts = BTreeMap::from([(Field::Text, text)]);
        let entry = Entry::new(texts, Field::Text, Offers::default());
        Self::new(About::Remark(item), entry)
    }

    /// A new finding begins with what is usual, so that only what is wrong must be written.
    pub(super) fn finding(item: ItemId, audit: &Audit, record: &Record) -> Self {
        let suggested = AuditFinding::suggested(record);
        let finding = audit.finding(&item).unwrap_or(&suggested);
        let due = finding.due.map_or_else(|| finding.due_text.clone(), |due| due.to_string());
        let texts = BTreeMap::from([
            (Field::What, Editor::area(&finding.what, limit::TEXT)),
            (Field::Action, Editor::area(&finding.action, limit::TEXT)),
            (Field::Owner, Editor::line(&finding.owner, limit::LINE)),
            (Field::Due, Editor::line(&due, DATE)),
        ]);
        let mut offers = Offers::default();
        for name in [&record.people.officer, &record.people.inspector] {
            offers.add(Field::Owner, name, None);
        }
        for known in &record.findings {
            offers.add(Field::Owner, &known.owner, None);
        }
        if let Some(due) = suggested.due {
            offers.add(Field::Due, &due.to_string(), None);
        }
        let grade = finding.grade;
        let entry = Entry::new(texts, Field::What, offers);
        Self { grade, suggested, ..Self::new(About::Finding(item), entry) }
    }

    pub(super) fn opinion(audit: &Audit) -> Self {
        let text = Editor::area(audit.opinion_text(), limit::TEXT);
        let texts = BTreeMap::from([(Field::Text, text)]);
        let opinion = audit.opinion();
        let focus = if opinion.is_some() { Field::Text } else { Field::Opinion };
        let entry = Entry::new(texts, focus, Offers::default());
        Self { opinion, ..Self::new(About::Opinion, entry) }
    }

    fn new(about: About, entry: Entry<Field>) -> Self {
        Self { about, entry, grade: None, opinion: None, suggested: AuditFinding::default() }
    }

    pub(super) fn context(&self) -> Context {
        let choice = self.entry.is_picking() || self.entry.focus().is_choice();
        if choice { Context::Choice } else { Context::Form }
    }

    fn fields(&self) -> &'static [Field] {
        use Field as F;
        match self.about {
            About::Remark(_) => &[F::Text],
            About::Finding(_) => &[F::What, F::Grade, F::Action, F::Owner, F::Due],
            About::Opinion => &[F::Opinion, F::Text],
        }
    }

    /// Whether there is no other field to go to.
    pub(super) fn is_one_text(&self) -> bool {
        self.fields().len() == 1
    }

    /// All that stands in it, to be recorded as it is.
    pub(super) fn change(&self) -> AuditChange {
        let text = |field| self.entry.text(field).trim_end().to_owned();
        match &self.about {
            About::Remark(item) => {
                AuditChange::Remark { item: item.clone(), text: text(Field::Text) }
            }
            About::Finding(item) => {
                AuditChange::Finding { item: item.clone(), finding: self.found() }
            }
            About::Opinion => {
                AuditChange::Opinion { opinion: self.opinion, text: text(Field::Text) }
            }
        }
    }

    fn found(&self) -> AuditFinding {
        let text = |field| self.entry.text(field).trim_end().to_owned();
        let typed = typed_line(self.entry.text(Field::Due));
        let due = typed_date::read(&typed).ok();
        let found = AuditFinding {
            grade: self.grade,
            what: text(Field::What),
            action: text(Field::Action),
            owner: typed_line(self.entry.text(Field::Owner)),
            due_text: if due.is_some() { String::new() } else { typed },
            due,
        };
        if found == self.suggested { AuditFinding::default() } else { found }
    }

    /// What a finding still lacks; nothing of other forms.
    pub(super) fn lacks(&self) -> Vec<AuditLack> {
        match self.about {
            About::Finding(_) => self.found().lacks(),
            About::Remark(_) | About::Opinion => Vec::new(),
        }
    }

    pub(super) fn is_about(&self, change: &AuditChange) -> bool {
        match (&self.about, change) {
            (About::Remark(mine), AuditChange::Remark { item, .. })
            | (About::Finding(mine), AuditChange::Finding { item, .. }) => mine == item,
            (About::Opinion, AuditChange::Opinion { .. }) => true,
            _ => false,
        }
    }

    pub(super) fn press(&mut self, kit: &Kit, width: u16, press: Press) -> Formed {
        let fields = self.fields();
        if self.entry.is_picking() {
            return match self.entry.pick(kit, press) {
                Some(offer) => self.entry.put(fields, width, &offer.text),
                None => Formed::Stay,
            };
        }
        if let Some(formed) = self.entry.common(fields, kit, self.context(), press) {
            return formed;
        }
        let choosing = Choosing::of(kit, press);
        let changed = match self.entry.focus() {
            Field::Grade => {
                let next = choosing.chosen(&Grade::ALL, self.grade);
                replaced(&mut self.grade, next)
            }
            Field::Opinion => {
                let next = choosing.chosen(&Opinion::ALL, self.opinion);
                replaced(&mut self.opinion, next)
            }
            _ => return self.entry.press(fields, kit, width, press),
        };
        if changed {
            self.entry.not_kept();
        }
        // One was named by its number, or nothing was left to pick: on to the next field.
        if choosing.digit.is_some() || (choosing.picked && !changed) {
            return self.entry.go(fields, 1);
        }
        Formed::Stay
    }

    pub(super) fn paste(&mut self, width: u16, text: &str) -> Formed {
        if self.entry.focus().is_choice() || self.entry.is_picking() {
            return Formed::Stay;
        }
        self.entry.edit(self.fields(), width, EditKey::Paste(text.to_owned()))
    }
}

fn replaced<T: PartialEq>(now: &mut T, next: T) -> bool {
    let changed = *now != next;
    *now = next;
    changed
}

/// Draws the fields and says where text is typed.
pub(super) fn view(form: &Form, kit: &Kit, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
    let lacking: Vec<Field> = form.lacks().into_iter().map(Field::of).collect();
    let shown = |field: &Field| Shown {
        field: *field,
        name: name(form, *field, kit),
        lacking: lacking.contains(field),
        choices: field.is_choice().then(|| choices(form, *field, kit)),
        notes: Vec::new(),
    };
    let fields: Vec<Shown<Field>> = form.fields().iter().map(shown).collect();
    entry::view(&form.entry, &fields, kit, area, buf)
}

fn name(form: &Form, field: Field, kit: &Kit) -> String {
    let words = &kit.words.audit.form;
    match field {
        Field::Text if form.about == About::Opinion => &words.opinion_text,
        Field::Text => &words.remark,
        Field::Opinion => &words.opinion,
        Field::What => &words.what,
        Field::Grade => &words.grade,
        Field::Action => &words.action,
        Field::Owner => &words.owner,
        Field::Due => &words.due,
    }
    .clone()
}

fn choices(form: &Form, field: Field, kit: &Kit) -> String {
    if field == Field::Opinion {
        return opinions(form.opinion, kit);
    }
    let one = |grade: &Grade| chosen(form.grade == Some(*grade), kit.terms.grade(*grade));
    Grade::ALL.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// All opinions with the chosen one in brackets.
pub(super) fn opinions(now: Option<Opinion>, kit: &Kit) -> String {
    let words = &kit.failures.audit;
    let one = |opinion: &Opinion| chosen(now == Some(*opinion), words.opinion(*opinion));
    Opinion::ALL.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn chosen(here: bool, name: &str) -> String {
    if here { format!("[{name}]") } else { format!(" {name} ") }
}
