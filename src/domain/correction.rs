//! 訂正: a later record that replaces a sealed one, and every change between the two.
//!
//! The sealed record stays as it is; which of the two counts is for the store to say. How an
//! inspection starts from what was sealed is in `inspection`.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answer::{Answer, Evidence, Grade, Remedy, Verdict};
use super::checklist::Method;
use super::evidence::EvidenceFile;
use super::finding::{Finding, FindingId, Review, Turn};
use super::id::ItemId;
use super::inspection::Start;
use super::record::Record;

/// What an inspection corrects, as its first event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correcting {
    /// The name of the entry that is replaced.
    pub entry: String,
    /// Its 確認コード: the SHA-256 of its SEAL, 64 hexadecimal digits.
    pub code: String,
    pub reason: String,
}

/// What a record that corrects another one says of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The name of the entry that it replaces.
    pub entry: String,
    /// The 確認コード of that entry.
    pub code: String,
    pub reason: String,
    /// Who began the correction.
    pub by: String,
    /// When the period was sealed for the first time; deadlines are kept or missed by that.
    pub first_sealed: DateTime<FixedOffset>,
    /// The entries of auditors on the period that were sealed before it.
    pub audits: Vec<String>,
    /// Everything that is told otherwise now.
    pub changes: Vec<Amended>,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Item(ItemId),
    Finding(FindingId),
    /// The line on the indicators.
    Indicators,
}

/// One thing that is told otherwise. Values are as files have them: names of verdicts, dates in
/// ISO form, one reference a line; empty where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    pub place: Place,
    pub field: Field,
    pub old: String,
    pub new: String,
}

/// The parts of an answer, of a review and of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Verdict,
    Note,
    NoteCarried,
    Reason,
    Grade,
    Cause,
    Action,
    Owner,
    Due,
    Evidence,
    Methods,
    Turn,
    Text,
    DueReason,
    ClosedOn,
    ConfirmedBy,
    /// The line on the indicators.
    Comment,
    /// Whether the period raises the finding: `STATED` or nothing. It follows from the answers.
    Raised,
}

/// The value of [`Field::Raised`].
pub const STATED: &str = "stated";

impl Field {
    pub const ALL: [Self; 18] = [
        Self::Verdict,
        Self::Note,
        Self::NoteCarried,
        Self::Reason,
        Self::Grade,
        Self::Cause,
        Self::Action,
        Self::Owner,
        Self::Due,
        Self::Evidence,
        Self::Methods,
        Self::Turn,
        Self::Text,
        Self::DueReason,
        Self::ClosedOn,
        Self::ConfirmedBy,
        Self::Comment,
        Self::Raised,
    ];

    /// The key in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Note => "note",
            Self::NoteCarried => "note_carried",
            Self::Reason => "reason",
            Self::Grade => "grade",
            Self::Cause => "cause",
            Self::Action => "action",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Evidence => "evidence",
            Self::Methods => "methods",
            Self::Turn => "turn",
            Self::Text => "text",
            Self::DueReason => "due_reason",
            Self::ClosedOn => "closed_on",
            Self::ConfirmedBy => "confirmed_by",
            Self::Comment => "comment",
            Self::Raised => "raised",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl Correction {
    /// What `new` says of `old`, which it replaces; nothing where its inspection corrects nothing.
    pub fn of(old: &Record, new: &Record, start: &Start, audits: Vec<String>) -> Option<Self> {
        let correcting = start.correction.as_ref()?;
        Some(Self {
            entry: correcting.entry.clone(),
            code: correcting.code.clone(),
            reason: correcting.reason.clone(),
            by: start.stamp.by.clone(),
            first_sealed: old.first_sealed(),
            audits,
            changes: changes(old, new),
        })
    }

    /// How many changes people made; the others follow from them.
    pub fn said(&self) -> usize {
        self.changes.iter().filter(|change| change.is_said()).count()
    }
}

impl Amended {
    /// Whether a person said it, and it does not only follow from what was said.
    pub fn is_said(&self) -> bool {
        self.field != Field::Raised
    }
}

/// Everything that `new` tells otherwise than `old`: items in the order of the checklist, then
/// findings, then the line on the indicators. Who recorded what stands unchanged, and when, is the
/// same in both.
pub fn changes(old: &Record, new: &Record) -> Vec<Amended> {
    let mut found = Vec::new();
    let mut told = |place: Place, differences: Vec<Difference>| {
        found.extend(differences.into_iter().map(|(field, old, new)| {
            let place = place.clone();
            Amended { place, field, old, new }
        }));
    };
    let nothing = Answer::default();
    let gone = old.checklist.items.iter().filter(|item| new.outcome(&item.id).is_none());
    for item in new.checklist.items.iter().chain(gone) {
        let of = |record: &Record| record.outcome(&item.id).and_then(|o| o.answer()).cloned();
        let (before, after) = (of(old), of(new));
        let differences =
            of_answers(before.as_ref().unwrap_or(&nothing), after.as_ref().unwrap_or(&nothing));
        told(Place::Item(item.id.clone()), differences);
    }
    let gone = old.findings.iter().filter(|finding| new.finding(&finding.id).is_none());
    for finding in new.findings.iter().chain(gone) {
        let (before, after) = (old.finding(&finding.id), new.finding(&finding.id));
        let said = |record: &Record, finding: Option<&Finding>| {
            finding.and_then(|f| f.reviewed_in(record.period)).map(|r| r.review.clone())
        };
        let (was, is) = (said(old, before), said(new, after));
        let mut differences = of_reviews(&was.unwrap_or_default(), &is.unwrap_or_default());
        let stated = |finding: Option<&Finding>| finding.map_or("", |_| STATED).to_owned();
        if before.is_some() != after.is_some() {
            differences.push((Field::Raised, stated(before), stated(after)));
        }
        told(Place::Finding(finding.id.clone()), differences);
    }
    let comment = |record: &Record| record.indicators.as_ref().map(|i| i.comment.clone());
    let (before, after) = (comment(old).unwrap_or_default(), comment(new).unwrap_or_default());
    if before != after {
        told(Place::Indicators, vec![(Field::Comment, before, after)]);
    }
    found
}

/// A field with its old and its new value.
type Difference = (Field, String, String);

/// Differences in the making.
#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    /// Values are compared as they are, so that none is passed over because it reads the same.
    fn add<T: PartialEq>(&mut self, field: Field, sides: (&T, &T), told: impl Fn(&T) -> String) {
        let (old, new) = sides;
        if old != new {
            self.0.push((field, told(old), told(new)));
        }
    }
}

fn of_answers(old: &Answer, new: &Answer) -> Vec<Difference> {
    // Taken apart whole: a part that is added to an answer must be listed here too.
    let Answer { verdict, note, note_carried, evidence, methods, reason, remedy } = new;
    let Remedy { grade, cause, action, owner, due } = remedy;
    let was = &old.remedy;
    let mut found = Differences::default();
    found.add(Field::Verdict, (&old.verdict, verdict), |v| v.map_or("", Verdict::name).to_owned());
    found.add(Field::Note, (&old.note, note), String::clone);
    found.add(Field::NoteCarried, (&old.note_carried, note_carried), |p| {
        p.map(|p| p.to_string()).unwrap_or_default()
    });
    found.add(Field::Reason, (&old.reason, reason), String::clone);
    found.add(Field::Grade, (&was.grade, grade), |g| g.map_or("", Grade::name).to_owned());
    found.add(Field::Cause, (&was.cause, cause), String::clone);
    found.add(Field::Action, (&was.action, action), String::clone);
    found.add(Field::Owner, (&was.owner, owner), String::clone);
    found.add(Field::Due, (&was.due, due), |due| day(*due));
    found.add(Field::Evidence, (&old.evidence, evidence), |list| {
        list.iter().map(reference).collect::<Vec<_>>().join("\n")
    });
    found.add(Field::Methods, (&old.methods, methods), |list| {
        list.iter().map(|m| Method::name(*m)).collect::<Vec<_>>().join("\n")
    });
    found.0
}

fn of_reviews(old: &Review, new: &Review) -> Vec<Difference> {
    let Review { turn, text, due, due_reason, closed_on, evidence, confirmed_by } = new;
    let mut found = Differences::default();
    found.add(Field::Turn, (&old.turn, turn), |t| t.map_or("", Turn::name).to_owned());
    found.add(Field::Text, (&old.text, text), String::clone);
    found.add(Field::Due, (&old.due, due), |due| day(*due));
    found.add(Field::DueReason, (&old.due_reason, due_reason), String::clone);
    found.add(Field::ClosedOn, (&old.closed_on, closed_on), |on| day(*on));
    found.add(Field::Evidence, (&old.evidence, evidence), |list| list.join("\n"));
    found.add(Field::ConfirmedBy, (&old.confirmed_by, confirmed_by), String::clone);
    found.0
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A reference on one line, with the period it was cited from.
fn reference(evidence: &Evidence) -> String {
    let Evidence { text, carried, file, valid_until } = evidence;
    let mut told = text.clone();
    if let Some(period) = carried {
        let _ = write!(told, " [{period}]");
    }
    if let Some(EvidenceFile { path, sha256, size, modified }) = file {
        let modified = modified.map(|at| format!(" {}", at.to_rfc3339())).unwrap_or_default();
        let _ = write!(told, " <{path} {size}{modified} {sha256}>");
    }
    if let Some(last) = valid_until {
        let _ = write!(told, " (-{last})");
    }
    told
}

#[cfg(test)]
mod tests;
