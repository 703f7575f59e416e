//! The form of one answer: what is typed, field by field, until it is recorded or kept.
//!
//! Which fields there are follows from the verdict; nothing typed is dropped when it changes.

mod asking;
mod asking_view;
mod candidates;
mod marks;
mod update;
mod view;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub(super) use self::asking::Answered;
use self::asking::Asking;
pub(super) use self::candidates::offers;
use self::marks::Marks;
pub(super) use self::update::{paste, press};
pub(in crate::tui) use self::view::Known;
pub(super) use self::view::{behind, view};
use super::entry::{Entry, Offers};
use crate::app::inspect::Work;
use crate::domain::answer::{Answer, Evidence, Grade, Remedy, Verdict, limit};
use crate::domain::checklist::{Item, Method};
use crate::domain::id::ItemId;
use crate::domain::inspection::Draft;
use crate::domain::period::Period;
use crate::domain::rules::Lack;
use crate::domain::typed_date;
use crate::text::typed_line;
use crate::tui::editor::Editor;
use crate::tui::keymap::Context;

/// One field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Verdict,
    Grade,
    Evidence,
    Note,
    Reason,
    Cause,
    Action,
    Owner,
    Due,
    Methods,
}

impl Field {
    /// Fields with a few values to pick from; the others are typed in.
    pub(super) fn is_choice(self) -> bool {
        matches!(self, Self::Verdict | Self::Grade | Self::Methods)
    }

    /// The field in which a lack is mended.
    pub(super) fn of(lack: Lack) -> Self {
        match lack {
            Lack::Grade => Self::Grade,
            Lack::Wrong | Lack::TooLong => Self::Note,
            Lack::Action => Self::Action,
            Lack::Owner => Self::Owner,
            Lack::Due => Self::Due,
            Lack::NotApplicableRefused => Self::Verdict,
            Lack::Reason => Self::Reason,
            Lack::Evidence | Lack::TooMany | Lack::BlankEvidence => Self::Evidence,
        }
    }
}

/// Which method the cursor is on and which are ticked.
#[derive(Debug, Clone, Default)]
struct Ticks {
    at: usize,
    ticked: Vec<Method>,
}

/// What is being typed for one item.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) item: ItemId,
    verdict: Option<Verdict>,
    grade: Option<Grade>,
    methods: Ticks,
    pub(super) entry: Entry<Field>,
    marks: Marks,
    /// The line for a file or a day, while it is open.
    asking: Option<Asking>,
    /// What was typed in that line when it was closed.
    left: String,
    note_carried: Option<Period>,
    /// The remedy of the open finding that a 不適 of this item continues.
    continued: Option<Remedy>,
}

impl Form {
    /// A form that starts from a draft; `offers` is what can be put in with one key.
    pub(super) fn new(item: ItemId, draft: &Draft, offers: Offers<Field>) -> Self {
        let answer = &draft.answer;
        let remedy = &answer.remedy;
        let mut lines: Vec<&str> = answer.evidence.iter().map(|e| e.text.as_str()).collect();
        if !draft.evidence_text.is_empty() {
            lines.push(&draft.evidence_text);
        }
        let due = remedy.due.map_or_else(|| draft.due_text.clone(), |due| due.to_string());
        let evidence = lines.join("\n");
        let area = |text: &str, limit| Editor::area(text, limit);
        let texts = BTreeMap::from([
            (Field::Evidence, area(&evidence, limit::LINE * limit::EVIDENCE)),
            (Field::Note, area(&answer.note, limit::TEXT)),
            (Field::Reason, area(&answer.reason, limit::TEXT)),
            (Field::Cause, area(&remedy.cause, limit::TEXT)),
            (Field::Action, area(&remedy.action, limit::TEXT)),
            (Field::Owner, Editor::line(&remedy.owner, limit::LINE)),
            (Field::Due, Editor::line(&due, 40)),
        ]);
        Self {
            item,
            verdict: answer.verdict,
            grade: remedy.grade,
            methods: Ticks { at: 0, ticked: answer.methods.clone() },
            entry: Entry::new(texts, Field::Verdict, offers),
            marks: Marks::new(&answer.evidence),
            asking: None,
            left: String::new(),
            note_carried: answer.note_carried,
            continued: None,
        }
    }

    /// The same, with what comes along when a reference is put in with one key.
    pub(super) fn offering(mut self, work: &Work, item: &Item) -> Self {
        self.marks.offer(work, item);
        self
    }

    /// The same for an item with an open finding: its remedy stands in the form of a 不適 until
    /// somebody writes another.
    pub(super) fn continuing(mut self, remedy: Option<Remedy>) -> Self {
        self.continued = remedy;
        self.take_over();
        self
    }

    /// Whether what is recorded now continues an open finding.
    pub(super) fn continues(&self) -> bool {
        self.verdict == Some(Verdict::Ng) && self.continued.is_some()
    }

    fn take_over(&mut self) {
        let fields = [Field::Cause, Field::Action, Field::Owner, Field::Due];
        let blank = self.grade.is_none() && fields.iter().all(|f| self.text(*f).is_empty());
        let Some(remedy) = self.continued.as_ref().filter(|_| blank) else { return };
        if self.verdict == Some(Verdict::Ng) {
            self.grade = remedy.grade;
            let due = remedy.due.map_or(String::new(), |due| due.to_string());
            self.entry.fill(Field::Cause, Editor::area(&remedy.cause, limit::TEXT));
            self.entry.fill(Field::Action, Editor::area(&remedy.action, limit::TEXT));
            self.entry.fill(Field::Owner, Editor::line(&remedy.owner, limit::LINE));
            self.entry.fill(Field::Due, Editor::line(&due, 40));
        }
    }

    pub(super) fn focus_on(&mut self, field: Field) {
        let known = self.fields().contains(&field);
        self.entry.focus_on(if known { field } else { self.entry.focus() });
    }

    pub(super) fn set_verdict(&mut self, verdict: Option<Verdict>) {
        self.verdict = verdict;
        if !self.fields().contains(&self.entry.focus()) {
            self.entry.focus_on(Field::Verdict);
        }
        self.take_over();
    }

    /// Where its keys are read.
    pub(super) fn context(&self) -> Context {
        let choice = self.entry.is_picking() || self.entry.focus().is_choice();
        match self.entry.focus() {
            _ if self.asking.is_some() => Context::Point,
            _ if choice => Context::Choice,
            Field::Evidence => Context::Evidence,
            _ => Context::Form,
        }
    }

    /// The fields of the present verdict, in order.
    pub(super) fn fields(&self) -> &'static [Field] {
        use Field as F;
        match self.verdict {
            None => &[F::Verdict, F::Evidence, F::Note],
            Some(Verdict::Ok) => &[F::Verdict, F::Evidence, F::Note, F::Methods],
            Some(Verdict::Ng) => &[
                F::Verdict,
                F::Grade,
                F::Note,
                F::Cause,
                F::Action,
                F::Owner,
                F::Due,
                F::Evidence,
                F::Methods,
            ],
            Some(Verdict::Na | Verdict::Unverified) => {
                &[F::Verdict, F::Reason, F::Note, F::Evidence]
            }
        }
    }

    fn text(&self, field: Field) -> &str {
        self.entry.text(field)
    }

    fn due(&self) -> Option<NaiveDate> {
        typed_date::read(self.text(Field::Due)).ok()
    }

    /// True when something stands in the due field that is no date.
    pub(super) fn has_bad_date(&self) -> bool {
        self.verdict == Some(Verdict::Ng)
            && !self.text(Field::Due).trim().is_empty()
            && self.due().is_none()
    }

    pub(super) fn evidence(&self) -> Vec<Evidence> {
        self.marks.references(self.text(Field::Evidence))
    }

    fn everything(&self) -> Answer {
        let note = self.text(Field::Note).trim_end().to_owned();
        Answer {
            verdict: self.verdict,
            note_carried: self.note_carried.filter(|_| !note.trim().is_empty()),
            note,
            evidence: self.evidence(),
            methods: self.methods.ticked.clone(),
            reason: self.text(Field::Reason).trim_end().to_owned(),
            remedy: Remedy {
                grade: self.grade,
                cause: self.text(Field::Cause).trim_end().to_owned(),
                action: self.text(Field::Action).trim_end().to_owned(),
                owner: typed_line(self.text(Field::Owner)),
                due: self.due(),
            },
        }
    }

    /// The answer as it would be recorded: without what only another verdict needs.
    pub(super) fn answer(&self) -> Answer {
        let everything = self.everything();
        match self.verdict {
            Some(verdict) => everything.with_verdict(verdict),
            None => Answer { remedy: Remedy::default(), reason: String::new(), ..everything },
        }
    }

    /// All that is typed, whatever the verdict, to go on with later.
    pub(super) fn draft(&self) -> Draft {
        let due_text = if self.due().is_some() { "" } else { self.text(Field::Due) };
        Draft {
            answer: self.everything(),
            due_text: due_text.to_owned(),
            evidence_text: String::new(),
        }
    }
}
