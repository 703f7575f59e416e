//! What is written of each item and finding, followed from the changes alone and not from the
//! program's own fold of them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tenken::app::inspect::Work;
use tenken::domain::answer::{Answer, Verdict};
use tenken::domain::event::ReviewDraft;
use tenken::domain::finding::{Review, Turn};
use tenken::domain::inspection::{Change, Draft};

/// An item, a finding, or the line on the indicators.
pub(super) type Subject = String;
pub(super) const COMMENT: &str = "comment";

/// Letters that are typed once, from a block that no word of the program uses.
pub(super) fn letter(number: u32) -> char {
    char::from_u32(0x3400 + number).unwrap()
}

pub(super) fn letters(text: &str) -> BTreeSet<char> {
    text.chars().filter(|c| ('\u{3400}'..='\u{4dbf}').contains(c)).collect()
}

/// The texts of one form, by field.
pub(super) type Texts = BTreeMap<&'static str, String>;

/// What is recorded of one subject, and what was left unfinished.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Slot {
    pub(super) said: Texts,
    pub(super) draft: Option<Texts>,
}

/// Everything that is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Held(pub(super) BTreeMap<Subject, Slot>);

fn of_answer(answer: &Answer) -> Texts {
    let remedy = &answer.remedy;
    let evidence: Vec<&str> = answer.evidence.iter().map(|e| &*e.text).collect();
    Texts::from([
        ("verdict", format!("{:?} {:?} {:?}", answer.verdict, remedy.grade, answer.methods)),
        ("note", answer.note.clone()),
        ("reason", answer.reason.clone()),
        ("evidence", evidence.join("\n")),
        ("cause", remedy.cause.clone()),
        ("action", remedy.action.clone()),
        ("owner", remedy.owner.clone()),
        ("due", remedy.due.map(|due| due.to_string()).unwrap_or_default()),
    ])
}

fn of_draft(draft: &Draft) -> Texts {
    let mut texts = of_answer(&draft.answer);
    texts.insert("due_text", draft.due_text.clone());
    texts.insert("evidence_text", draft.evidence_text.clone());
    texts
}

fn of_review(review: &Review) -> Texts {
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    Texts::from([
        ("turn", format!("{:?}", review.turn)),
        ("text", review.text.clone()),
        ("due", day(review.due)),
        ("due_reason", review.due_reason.clone()),
        ("closed_on", day(review.closed_on)),
        ("evidence", review.evidence.join("\n")),
        ("confirmed_by", review.confirmed_by.clone()),
    ])
}

fn of_review_draft(draft: &ReviewDraft) -> Texts {
    let mut texts = of_review(&draft.review);
    texts.insert("due_text", draft.due_text.clone());
    texts.insert("closed_text", draft.closed_text.clone());
    texts.insert("evidence_text", draft.evidence_text.clone());
    texts
}

/// Whom a change is about.
pub(super) fn subject(change: &Change) -> Subject {
    match change {
        Change::Put { item, .. } | Change::Draft { item, .. } => item.to_string(),
        Change::Review { finding, .. } | Change::ReviewDraft { finding, .. } => finding.to_string(),
        Change::Comment { .. } => COMMENT.to_owned(),
        Change::Adopt(_) | Change::Import(_) => panic!("no key does that: {change:?}"),
    }
}

/// Fields of a form that a verdict or a turn has no use for: recording it leaves them out.
pub(super) fn unused(change: &Change) -> &'static [&'static str] {
    const REMEDY: [&str; 5] = ["cause", "action", "owner", "due", "due_text"];
    match change {
        Change::Put { answer, .. } => match answer.verdict {
            Some(Verdict::Ng) => &["reason"],
            Some(Verdict::Na | Verdict::Unverified) => &REMEDY,
            Some(Verdict::Ok) => &["reason", "cause", "action", "owner", "due", "due_text"],
            None => &[],
        },
        Change::Review { review, .. } => match review.turn {
            Some(Turn::Progress) => &["closed_on", "closed_text", "confirmed_by"],
            Some(Turn::Close) => &["due", "due_text", "due_reason"],
            None => &[],
        },
        _ => &[],
    }
}

impl Held {
    /// What stands on the disk.
    pub(super) fn of(work: &Work) -> Self {
        let mut slots = BTreeMap::new();
        for item in &work.checklist.items {
            let said = of_answer(&work.inspection.answer(&item.id));
            let draft = work.inspection.draft(&item.id).map(of_draft);
            slots.insert(item.id.to_string(), Slot { said, draft });
        }
        for finding in work.open.iter() {
            let said = of_review(&work.inspection.review(&finding.id));
            let draft = work.inspection.review_draft(&finding.id).map(of_review_draft);
            slots.insert(finding.id.to_string(), Slot { said, draft });
        }
        let said = Texts::from([("text", work.inspection.comment().to_owned())]);
        slots.insert(COMMENT.to_owned(), Slot { said, draft: None });
        Self(slots)
    }

    pub(super) fn apply(&mut self, change: &Change) {
        let slot = self.0.entry(subject(change)).or_default();
        match change {
            Change::Put { act, answer, .. } => {
                slot.said = of_answer(answer);
                slot.draft = slot.draft.take().filter(|_| act.is_of_history());
            }
            Change::Review { act, review, .. } => {
                slot.said = of_review(review);
                slot.draft = slot.draft.take().filter(|_| act.is_of_history());
            }
            Change::Draft { draft, .. } => {
                slot.draft = (*draft != Draft::default()).then(|| of_draft(draft));
            }
            Change::ReviewDraft { draft, .. } => {
                slot.draft = (*draft != ReviewDraft::default()).then(|| of_review_draft(draft));
            }
            Change::Comment { text } => slot.said = Texts::from([("text", text.clone())]),
            Change::Adopt(_) | Change::Import(_) => {}
        }
    }

    /// The same with what is on its way and what a signal to end would keep.
    pub(super) fn with<'a>(&self, more: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut held = self.clone();
        more.into_iter().for_each(|change| held.apply(change));
        held
    }

    /// That every subject says the same in `other`.
    pub(super) fn is_still_in(&self, other: &Self) -> Result<(), String> {
        for (subject, slot) in &self.0 {
            let now = other.0.get(subject);
            if now != Some(slot) {
                return Err(format!("{subject} is {now:?} on the disk and not {slot:?}"));
            }
        }
        Ok(())
    }

    /// All new letters in it.
    pub(super) fn letters(&self) -> BTreeSet<char> {
        let texts = |slot: &'_ Slot| -> Vec<String> {
            slot.said
                .values()
                .chain(slot.draft.iter().flat_map(BTreeMap::values))
                .cloned()
                .collect()
        };
        self.0.values().flat_map(texts).flat_map(|text| letters(&text)).collect()
    }

    /// The letters that stand in such fields of one subject.
    pub(super) fn in_fields(&self, subject: &str, fields: &[&str]) -> BTreeSet<char> {
        let Some(slot) = self.0.get(subject) else { return BTreeSet::new() };
        let both = [Some(&slot.said), slot.draft.as_ref()].into_iter().flatten();
        let texts = both.flat_map(|texts| fields.iter().filter_map(|field| texts.get(field)));
        texts.flat_map(|text| letters(text)).collect()
    }
}

/// The change without any new letter, as a program that drops text would make it.
pub(super) fn emptied(change: &Change) -> Change {
    let bare = |text: &mut String| text.retain(|c| letters(&c.to_string()).is_empty());
    let mut change = change.clone();
    match &mut change {
        Change::Put { answer, .. } => {
            bare(&mut answer.note);
            bare(&mut answer.reason);
        }
        Change::Draft { draft, .. } => {
            bare(&mut draft.answer.note);
            bare(&mut draft.answer.reason);
        }
        Change::Review { review, .. } => bare(&mut review.text),
        Change::ReviewDraft { draft, .. } => bare(&mut draft.review.text),
        Change::Comment { text } => bare(text),
        Change::Adopt(_) | Change::Import(_) => {}
    }
    change
}

pub(super) type Pending = VecDeque<Change>;
