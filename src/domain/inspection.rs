//! 点検: the work in progress of one period, as the fold of its journal.
//!
//! Every change is first checked (`refusal`), then made durable elsewhere, then applied; so what
//! this holds is never ahead of the disk.

mod corrected;
mod refusal;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::answer::{Answer, Stamp, Verdict};
use super::checklist::{Checklist, Item};
use super::correction::Correcting;
use super::due;
pub use super::event::{Act, Adoption, Change, Draft, Event, Import, ReviewDraft};
use super::finding::{Finding, FindingId, Review, Reviewed};
use super::id::{ChecklistId, ItemId};
use super::past::{Past, PastAnswer};
use super::period::Period;
pub use corrected::Basis;
pub use refusal::Refusal;

/// What an inspection stands on: the questions, what earlier periods said, what is open.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub checklist: &'a Checklist,
    pub past: &'a Past,
    /// The findings to be reviewed.
    pub open: &'a [Finding],
}

/// Whether times come from the machine or were stated by the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    #[default]
    Machine,
    /// `--today` was given; the record says so.
    Stated,
}

/// The first event: what is inspected, against what, on whose behalf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    pub period: Period,
    pub stamp: Stamp,
    pub clock: Clock,
    /// The program and its version.
    pub program: String,
    pub society: String,
    pub checklist: ChecklistId,
    pub checklist_version: String,
    /// SHA-256 of the checklist's canonical text, 64 hexadecimal digits.
    pub checklist_digest: String,
    /// What is corrected; `None` for the first inspection of a period.
    pub correction: Option<Correcting>,
}

/// One item's answer with who recorded it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    pub stamp: Stamp,
}

/// The state of a period in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    start: Start,
    answers: BTreeMap<ItemId, Answered>,
    drafts: BTreeMap<ItemId, Draft>,
    seconds: BTreeMap<ItemId, u32>,
    reviews: BTreeMap<FindingId, Reviewed>,
    review_drafts: BTreeMap<FindingId, ReviewDraft>,
    comment: String,
    adopted: Vec<Adoption>,
    again: BTreeSet<ItemId>,
    last_seq: u64,
    clock: Clock,
    basis: Option<Arc<Basis>>,
}

impl Inspection {
    pub fn new(start: Start) -> Self {
        let clock = start.clock;
        Self {
            start,
            answers: BTreeMap::new(),
            drafts: BTreeMap::new(),
            seconds: BTreeMap::new(),
            reviews: BTreeMap::new(),
            review_drafts: BTreeMap::new(),
            comment: String::new(),
            adopted: Vec::new(),
            again: BTreeSet::new(),
            last_seq: 1,
            clock,
            basis: None,
        }
    }

    pub fn start(&self) -> &Start {
        &self.start
    }

    pub fn period(&self) -> Period {
        self.start.period
    }

    /// The number of the last event.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// The answer of an item; the empty one where nothing was recorded.
    pub fn answer(&self, item: &ItemId) -> Answer {
        self.answers.get(item).map(|a| a.answer.clone()).unwrap_or_default()
    }

    pub fn answered(&self, item: &ItemId) -> Option<&Answered> {
        self.answers.get(item)
    }

    pub fn verdict(&self, item: &ItemId) -> Option<Verdict> {
        self.answers.get(item).and_then(|a| a.answer.verdict)
    }

    pub fn draft(&self, item: &ItemId) -> Option<&Draft> {
        self.drafts.get(item)
    }

    pub fn drafts(&self) -> impl Iterator<Item = (&ItemId, &Draft)> {
        self.drafts.iter()
    }

    /// For how long an item was before the person's eyes, over all its answers.
    pub fn seconds(&self, item: &ItemId) -> Option<u32> {
        match self.basis() {
            Some(basis) if !self.is_changed(item) => basis.seconds(item),
            _ => self.seconds.get(item).copied(),
        }
    }

    /// What was said of an open finding.
    pub fn reviewed(&self, finding: &FindingId) -> Option<&Reviewed> {
        self.reviews.get(finding)
    }

    /// The review of a finding; the empty one where nothing was recorded.
    pub fn review(&self, finding: &FindingId) -> Review {
        self.reviewed(finding).map(|r| r.review.clone()).unwrap_or_default()
    }

    pub fn review_draft(&self, finding: &FindingId) -> Option<&ReviewDraft> {
        self.review_drafts.get(finding)
    }

    pub fn review_drafts(&self) -> impl Iterator<Item = (&FindingId, &ReviewDraft)> {
        self.review_drafts.iter()
    }

    /// The line on the indicators; empty where there is none.
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// The versions of the checklist that were taken over, oldest first.
    pub fn adopted(&self) -> &[Adoption] {
        &self.adopted
    }

    /// The digest of the checklist that counts now.
    pub fn checklist_digest(&self) -> &str {
        let last = self.adopted.last().map(|adoption| &adoption.digest);
        last.unwrap_or(&self.start.checklist_digest)
    }

    /// Items whose question changed after they were answered, and that were not recorded again.
    pub fn again(&self) -> &BTreeSet<ItemId> {
        &self.again
    }

    /// Every reference recorded so far with how often, most frequent first: what to offer when
    /// another item rests on the same document.
    pub fn references(&self) -> Vec<(&str, usize)> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for evidence in self.answers.values().flat_map(|a| &a.answer.evidence) {
            *count.entry(&evidence.text).or_default() += 1;
        }
        let mut list: Vec<_> = count.into_iter().collect();
        list.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        list
    }

    /// Takes over an event that is on the disk. A recorded answer ends the draft of its item; one
    /// that is only taken back or done again leaves what was typed meanwhile.
    pub fn apply(&mut self, event: Event) {
        self.last_seq = event.seq;
        match event.change {
            Change::Put { item, act, answer, seconds } => {
                if !act.is_of_history() {
                    self.drafts.remove(&item);
                }
                if let Some(seconds) = seconds {
                    let sum = self.seconds.entry(item.clone()).or_default();
                    *sum = sum.saturating_add(seconds);
                }
                self.put(item, Answered { answer, stamp: event.stamp });
            }
            Change::Import(import) => {
                for (item, answer) in import.answers {
                    self.drafts.remove(&item);
                    self.put(item, Answered { answer, stamp: event.stamp.clone() });
                }
            }
            Change::Draft { item, draft } if draft.is_empty() => {
                self.drafts.remove(&item);
            }
            Change::Draft { item, draft } => {
                self.drafts.insert(item, draft);
            }
            Change::Review { finding, act, review } => {
                if !act.is_of_history() {
                    self.review_drafts.remove(&finding);
                }
                if review.is_empty() {
                    self.reviews.remove(&finding);
                } else {
                    let period = self.start.period;
                    let reviewed = Reviewed { period, stamp: event.stamp, review };
                    let reviewed = match &self.basis {
                        Some(basis) => basis.kept_review(&finding, reviewed),
                        None => reviewed,
                    };
                    self.reviews.insert(finding, reviewed);
                }
            }
            Change::ReviewDraft { finding, draft } if draft.is_empty() => {
                self.review_drafts.remove(&finding);
            }
            Change::ReviewDraft { finding, draft } => {
                self.review_drafts.insert(finding, draft);
            }
            Change::Comment { text } => self.comment = text,
            Change::Adopt(adoption) => {
                for id in &adoption.dropped {
                    self.answers.remove(id);
                    self.drafts.remove(id);
                    self.seconds.remove(id);
                    self.again.remove(id);
                }
                self.again.extend(adoption.again.iter().cloned());
                self.adopted.push(adoption);
            }
        }
    }

    fn put(&mut self, item: ItemId, answered: Answered) {
        self.again.remove(&item);
        let answered = match &self.basis {
            Some(basis) => basis.kept(&item, answered),
            None => answered,
        };
        self.answers.insert(item, answered);
    }

    /// Items due in this period, in order.
    pub fn due<'a>(&self, checklist: &'a Checklist) -> impl Iterator<Item = &'a Item> + use<'a> {
        let period = self.period();
        checklist.items.iter().filter(move |item| due::is_due(item, period))
    }

    /// Marks that times were stated by a person at least once.
    pub fn state_clock(&mut self, clock: Clock) {
        if clock == Clock::Stated {
            self.clock = Clock::Stated;
        }
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }
}

/// The answer with note and references of the last time added and marked; the verdict is never
/// carried over. `None` when there is nothing to cite that is not there already.
pub fn cite(answer: &Answer, last: &PastAnswer) -> Option<Answer> {
    let mut next = answer.clone();
    if next.note.trim().is_empty() && !last.answer.note.trim().is_empty() {
        next.note.clone_from(&last.answer.note);
        next.note_carried = Some(last.period);
    }
    for evidence in &last.answer.evidence {
        if next.evidence.iter().all(|e| e.text != evidence.text) {
            let mut cited = evidence.clone();
            cited.carried = Some(last.period);
            next.evidence.push(cited);
        }
    }
    (next != *answer).then_some(next)
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::*;
    use crate::domain::answer::Evidence;
    use crate::domain::checklist::{Frequency, Notice, Section};
    use crate::domain::evidence::FileDigest;
    use crate::domain::finding::tests::{finding, progress};
    use crate::domain::id::SectionId;
    use crate::domain::rules::tests::{item, ng, ok};

    pub(crate) fn stamp(minute: u32) -> Stamp {
        let at = format!("2026-12-18T10:{minute:02}:00+09:00");
        Stamp { by: "山田".into(), at: DateTime::parse_from_rfc3339(&at).unwrap() }
    }

    pub(crate) fn checklist() -> Checklist {
        let mut yearly = item("ORG-03");
        yearly.frequency = Frequency::Annual { due_quarter: 1 };
        Checklist {
            id: ChecklistId::new("sample").unwrap(),
            extends: None,
            title: "見本".into(),
            version: "1".into(),
            basis_date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            notice: Notice::default(),
            sections: vec![Section {
                id: SectionId::new("organizational").unwrap(),
                title: "組織的安全管理措置".into(),
                short: "組織".into(),
            }],
            commitments: vec![],
            items: vec![item("ORG-01"), item("ORG-02"), yearly],
            retired: vec![],
            changes: vec![],
        }
    }

    pub(crate) fn inspection() -> Inspection {
        Inspection::new(Start {
            period: "FY2026-Q3".parse().unwrap(),
            stamp: stamp(0),
            clock: Clock::Machine,
            program: "tenken 0".into(),
            society: "見本組合".into(),
            checklist: ChecklistId::new("sample").unwrap(),
            checklist_version: "1".into(),
            checklist_digest: "0".repeat(64),
            correction: None,
        })
    }

    pub(crate) fn put(id: &str, answer: Answer) -> Change {
        Change::Put { item: ItemId::new(id).unwrap(), act: Act::Answer, answer, seconds: None }
    }

    #[test]
    fn nothing_starts_answered() {
        let fresh = inspection();
        assert!(checklist().items.iter().all(|i| fresh.answer(&i.id).is_empty()));
    }

    #[test]
    fn a_change_is_refused_for_unknown_not_due_lacking_and_unchanged_items() {
        let (list, mut work) = (checklist(), inspection());
        let past = Past::default();
        let ground = Ground { checklist: &list, past: &past, open: &[] };
        let refused = |work: &Inspection, change: &Change| work.refusal(ground, change, None);
        assert!(matches!(
            refused(&work, &put("ORG-10", ok("a"))),
            Some(Refusal::UnknownItem { nearest: Some(n), .. }) if n.as_str() == "ORG-01"
        ));
        assert!(matches!(refused(&work, &put("ORG-03", ok("a"))), Some(Refusal::NotDue { .. })));
        let bare = Answer { verdict: Some(Verdict::Ok), ..Answer::default() };
        assert!(matches!(refused(&work, &put("ORG-01", bare)), Some(Refusal::Lacks { .. })));
        let change = put("ORG-01", ok("a"));
        assert_eq!(refused(&work, &change), None);
        work.apply(Event { seq: 2, stamp: stamp(1), change: change.clone() });
        assert!(matches!(refused(&work, &change), Some(Refusal::Unchanged { .. })));
    }

    #[test]
    fn a_recorded_answer_ends_the_draft_and_an_empty_draft_too() {
        let (mut work, id) = (inspection(), ItemId::new("ORG-01").unwrap());
        let draft = Draft { due_text: "来月".into(), ..Draft::default() };
        let typed = Change::Draft { item: id.clone(), draft: draft.clone() };
        work.apply(Event { seq: 2, stamp: stamp(1), change: typed.clone() });
        assert_eq!(work.draft(&id), Some(&draft));
        work.apply(Event { seq: 3, stamp: stamp(2), change: put("ORG-01", ng()) });
        assert_eq!((work.draft(&id), work.verdict(&id)), (None, Some(Verdict::Ng)));
        work.apply(Event { seq: 4, stamp: stamp(3), change: typed });
        let none = Change::Draft { item: id.clone(), draft: Draft::default() };
        work.apply(Event { seq: 5, stamp: stamp(4), change: none });
        assert_eq!((work.draft(&id), work.last_seq()), (None, 5));
    }

    #[test]
    fn a_filled_form_is_refused_for_any_of_its_answers_and_counts_for_all() {
        let (list, mut work, past) = (checklist(), inspection(), Past::default());
        let ground = Ground { checklist: &list, past: &past, open: &[] };
        let id = |id| ItemId::new(id).unwrap();
        let form = |second| {
            let sha256 = FileDigest::new(&"a".repeat(64)).unwrap();
            let answers = vec![(id("ORG-01"), ok("a")), (id("ORG-02"), second)];
            Change::Import(Import { file: "記入済.xlsx".into(), sha256, answers })
        };
        let bare = Answer { verdict: Some(Verdict::Ok), ..Answer::default() };
        let refused = work.refusal(ground, &form(bare), None);
        assert!(matches!(refused, Some(Refusal::Lacks { item, .. }) if item == id("ORG-02")));
        assert_eq!(work.refusal(ground, &form(ng()), None), None);
        let draft = Draft { due_text: "来月".into(), ..Draft::default() };
        let typed = Change::Draft { item: id("ORG-02"), draft };
        work.apply(Event { seq: 2, stamp: stamp(1), change: typed });
        work.apply(Event { seq: 3, stamp: stamp(2), change: form(ng()) });
        assert_eq!((work.answer(&id("ORG-01")), work.answer(&id("ORG-02"))), (ok("a"), ng()));
        assert_eq!((work.draft(&id("ORG-02")), work.last_seq()), (None, 3));
        assert_eq!(work.answered(&id("ORG-02")).unwrap().stamp, stamp(2));
    }

    #[test]
    fn taking_an_answer_back_leaves_what_was_typed_since() {
        let (mut work, item) = (inspection(), ItemId::new("ORG-01").unwrap());
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-01", ok("a")) });
        let draft = Draft { due_text: "来月".into(), ..Draft::default() };
        let typed = Change::Draft { item: item.clone(), draft: draft.clone() };
        work.apply(Event { seq: 3, stamp: stamp(2), change: typed });
        let answer = Answer::default();
        let (act, seconds) = (Act::Undo, None);
        let undo = Change::Put { item: item.clone(), act, answer, seconds };
        work.apply(Event { seq: 4, stamp: stamp(3), change: undo });
        assert_eq!((work.verdict(&item), work.draft(&item)), (None, Some(&draft)));
    }

    #[test]
    fn citing_brings_note_and_evidence_marked_but_never_the_verdict() {
        let period = "FY2026-Q2".parse().unwrap();
        let last = PastAnswer {
            period,
            answer: Answer { note: "前回の所見".into(), ..ok("台帳 第3号") },
            stamp: None,
        };
        let cited = cite(&Answer::default(), &last).unwrap();
        assert_eq!(cited.verdict, None);
        assert_eq!((cited.note.as_str(), cited.note_carried), ("前回の所見", Some(period)));
        let marked = Evidence { carried: Some(period), ..Evidence::new("台帳 第3号") };
        assert_eq!(cited.evidence, [marked]);
        assert!(cited.is_carried());
        assert_eq!(cite(&cited, &last), None);
        let own = Answer { note: "自分の所見".into(), ..ok("台帳 第3号") };
        assert_eq!(cite(&own, &last), None, "what is there already is not touched");
    }

    #[test]
    fn references_are_offered_most_frequent_first() {
        let mut work = inspection();
        work.apply(Event { seq: 2, stamp: stamp(1), change: put("ORG-01", ok("名簿")) });
        let mut both = ok("規程");
        both.evidence.push(Evidence::new("名簿"));
        work.apply(Event { seq: 3, stamp: stamp(1), change: put("ORG-02", both) });
        assert_eq!(work.references(), [("名簿", 2), ("規程", 1)]);
    }

    #[test]
    fn a_review_is_refused_for_what_is_not_open_and_taken_back_by_an_empty_one() {
        let (list, mut work, past) = (checklist(), inspection(), Past::default());
        let open = [finding("FY2026-Q2", "ORG-01")];
        let ground = Ground { checklist: &list, past: &past, open: &open };
        let id = open[0].id.clone();
        let review = progress("FY2026-Q3", None).review;
        let change = |finding: &FindingId, review: &Review| Change::Review {
            finding: finding.clone(),
            act: Act::Review,
            review: review.clone(),
        };
        let other = finding("FY2026-Q1", "ORG-01").id;
        assert!(matches!(
            work.refusal(ground, &change(&other, &review), None),
            Some(Refusal::UnknownFinding { .. })
        ));
        let bare = Review { text: String::new(), ..review.clone() };
        assert!(matches!(
            work.refusal(ground, &change(&id, &bare), None),
            Some(Refusal::ReviewLacks { .. })
        ));
        assert_eq!(work.refusal(ground, &change(&id, &review), None), None);
        let draft = ReviewDraft { due_text: "来月".into(), ..ReviewDraft::default() };
        let typed = Change::ReviewDraft { finding: id.clone(), draft };
        work.apply(Event { seq: 2, stamp: stamp(1), change: typed });
        assert_eq!(work.review_drafts().count(), 1);
        work.apply(Event { seq: 3, stamp: stamp(2), change: change(&id, &review) });
        assert_eq!((work.review(&id), work.review_drafts().count()), (review.clone(), 0));
        assert!(matches!(
            work.refusal(ground, &change(&id, &review), None),
            Some(Refusal::UnchangedReview { .. })
        ));
        let none = Review::default();
        assert_eq!(work.refusal(ground, &change(&id, &none), None), None);
        work.apply(Event { seq: 4, stamp: stamp(3), change: change(&id, &none) });
        assert_eq!(work.reviewed(&id), None);
    }
}
