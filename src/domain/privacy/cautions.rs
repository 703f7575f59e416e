//! Where in an inspection something looks like personal data, and what of it is new.
//!
//! It keeps nothing from being recorded: whoever records is asked once, and afterwards what stands
//! is only listed. Texts that the checklist itself holds, as a published telephone number, are
//! known.

use std::collections::BTreeSet;

use super::{Suspicion, suspicions};
use crate::domain::answer::Answer;
use crate::domain::checklist::Item;
use crate::domain::event::{Change, Draft, ReviewDraft};
use crate::domain::finding::{Finding, FindingId, Review};
use crate::domain::id::ItemId;
use crate::domain::inspection::{Ground, Inspection};

/// What a text is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Item(ItemId),
    Finding(FindingId),
    /// The inspection as a whole.
    Inspection,
}

/// Which of the texts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// 所見; of a 不適, what is wrong.
    Note,
    Reason,
    Cause,
    Action,
    Owner,
    Evidence,
    /// A date as typed that is none yet.
    Date,
    /// Progress of a finding, or how its effect was checked.
    Progress,
    DueReason,
    Confirmer,
    /// The line on the indicators.
    Comment,
    /// What an auditor says of an item.
    Remark,
    /// What an auditor finds wrong.
    Finding,
    /// The opinion of an auditor.
    Opinion,
}

impl Part {
    pub const ALL: [Self; 14] = [
        Self::Note,
        Self::Reason,
        Self::Cause,
        Self::Action,
        Self::Owner,
        Self::Evidence,
        Self::Date,
        Self::Progress,
        Self::DueReason,
        Self::Confirmer,
        Self::Comment,
        Self::Remark,
        Self::Finding,
        Self::Opinion,
    ];

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Reason => "reason",
            Self::Cause => "cause",
            Self::Action => "action",
            Self::Owner => "owner",
            Self::Evidence => "evidence",
            Self::Date => "date",
            Self::Progress => "progress",
            Self::DueReason => "due_reason",
            Self::Confirmer => "confirmed_by",
            Self::Comment => "comment",
            Self::Remark => "remark",
            Self::Finding => "finding",
            Self::Opinion => "opinion",
        }
    }
}

/// Something that looks like personal data, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Caution {
    pub place: Place,
    pub part: Part,
    pub suspicion: Suspicion,
}

pub(super) type Texts<'a> = Vec<(Part, &'a str)>;

/// What in `texts` looks like personal data and is not said in `known` already; each once a part.
pub fn of_texts<'a>(
    place: &Place,
    texts: impl IntoIterator<Item = (Part, &'a str)>,
    known: impl IntoIterator<Item = &'a str>,
) -> Vec<Caution> {
    let mut found: Vec<Caution> = Vec::new();
    for (part, text) in texts {
        for suspicion in suspicions(text) {
            let caution = Caution { place: place.clone(), part, suspicion };
            if !found.contains(&caution) {
                found.push(caution);
            }
        }
    }
    if !found.is_empty() {
        let known: BTreeSet<Suspicion> = known.into_iter().flat_map(suspicions).collect();
        found.retain(|caution| !known.contains(&caution.suspicion));
    }
    found
}

/// Everything in what is recorded or left unfinished that looks like personal data: findings
/// first, then items in the order of the checklist, then the comment.
pub fn cautions(ground: Ground<'_>, inspection: &Inspection) -> Vec<Caution> {
    let mut found = Vec::new();
    for finding in ground.open {
        let review = inspection.review(&finding.id);
        let draft = inspection.review_draft(&finding.id);
        let mut texts = of_review(&review);
        texts.extend(draft.map(of_review_draft).into_iter().flatten());
        let known = of_finding(finding);
        let asked = ground.checklist.item(&finding.id.item);
        let known = known.into_iter().chain(asked.into_iter().flat_map(of_item));
        found.extend(of_texts(&Place::Finding(finding.id.clone()), texts, known));
    }
    for item in inspection.due(ground.checklist) {
        let answer = inspection.answer(&item.id);
        let mut texts = of_answer(&answer);
        texts.extend(inspection.draft(&item.id).map(of_draft).into_iter().flatten());
        found.extend(of_texts(&Place::Item(item.id.clone()), texts, of_item(item)));
    }
    let comment = [(Part::Comment, inspection.comment())];
    found.extend(of_texts(&Place::Inspection, comment, []));
    found
}

/// What `change` would add that looks like personal data: not what stands there already, nor what
/// is cited from the last time, nor what the question itself says.
pub fn fresh(ground: Ground<'_>, inspection: &Inspection, change: &Change) -> Vec<Caution> {
    match change {
        Change::Put { item, answer, .. } => {
            of_answering(ground, inspection, item, of_answer(answer))
        }
        Change::Draft { item, draft } => of_answering(ground, inspection, item, of_draft(draft)),
        Change::Review { finding, review, .. } => {
            of_reviewing(ground, inspection, finding, of_review(review))
        }
        Change::ReviewDraft { finding, draft } => {
            of_reviewing(ground, inspection, finding, of_review_draft(draft))
        }
        Change::Comment { text } => {
            of_texts(&Place::Inspection, [(Part::Comment, &**text)], [inspection.comment()])
        }
        Change::Adopt(_) => Vec::new(),
        Change::Import(import) => {
            let answers = import.answers.iter();
            let found = answers.flat_map(|(item, answer)| {
                of_answering(ground, inspection, item, of_answer(answer))
            });
            found.collect()
        }
    }
}

fn of_answering(
    ground: Ground<'_>,
    inspection: &Inspection,
    item: &ItemId,
    texts: Texts<'_>,
) -> Vec<Caution> {
    let answer = inspection.answer(item);
    let mut known: Vec<&str> = bare(of_answer(&answer));
    known.extend(inspection.draft(item).map(of_draft).map(bare).into_iter().flatten());
    let last = ground.past.last(item).map(|last| bare(of_answer(&last.answer)));
    known.extend(last.into_iter().flatten());
    known.extend(ground.checklist.item(item).into_iter().flat_map(of_item));
    // A 不適 that goes on with a finding takes its texts over.
    known.extend(ground.open.iter().filter(|f| f.is_of(item)).flat_map(of_finding));
    of_texts(&Place::Item(item.clone()), texts, known)
}

fn of_reviewing(
    ground: Ground<'_>,
    inspection: &Inspection,
    finding: &FindingId,
    texts: Texts<'_>,
) -> Vec<Caution> {
    let review = inspection.review(finding);
    let mut known: Vec<&str> = bare(of_review(&review));
    let draft = inspection.review_draft(finding).map(of_review_draft);
    known.extend(draft.map(bare).into_iter().flatten());
    let stated = ground.open.iter().filter(|f| f.id == *finding);
    known.extend(stated.flat_map(of_finding));
    known.extend(ground.checklist.item(&finding.item).into_iter().flat_map(of_item));
    of_texts(&Place::Finding(finding.clone()), texts, known)
}

pub(super) fn bare(texts: Texts<'_>) -> Vec<&str> {
    texts.into_iter().map(|(_, text)| text).collect()
}

pub(super) fn of_answer(answer: &Answer) -> Texts<'_> {
    let remedy = &answer.remedy;
    let mut texts: Texts<'_> = vec![
        (Part::Note, &answer.note),
        (Part::Reason, &answer.reason),
        (Part::Cause, &remedy.cause),
        (Part::Action, &remedy.action),
        (Part::Owner, &remedy.owner),
    ];
    texts.extend(answer.evidence.iter().map(|evidence| (Part::Evidence, &*evidence.text)));
    texts
}

fn of_draft(draft: &Draft) -> Texts<'_> {
    let mut texts = of_answer(&draft.answer);
    texts.extend([(Part::Date, &*draft.due_text), (Part::Evidence, &*draft.evidence_text)]);
    texts
}

fn of_review(review: &Review) -> Texts<'_> {
    let mut texts: Texts<'_> = vec![
        (Part::Progress, &review.text),
        (Part::DueReason, &review.due_reason),
        (Part::Confirmer, &review.confirmed_by),
    ];
    texts.extend(review.evidence.iter().map(|text| (Part::Evidence, &**text)));
    texts
}

fn of_review_draft(draft: &ReviewDraft) -> Texts<'_> {
    let mut texts = of_review(&draft.review);
    texts.extend([
        (Part::Date, &*draft.due_text),
        (Part::Date, &*draft.closed_text),
        (Part::Evidence, &*draft.evidence_text),
    ]);
    texts
}

pub(super) fn of_item(item: &Item) -> Vec<&str> {
    let mut texts = vec![&*item.title, &*item.question, &*item.how];
    texts.extend(item.not_applicable.as_deref());
    texts.extend(item.evidence.iter().map(|text| &**text));
    texts
}

/// What a sealed record says of a finding already.
fn of_finding(finding: &Finding) -> Vec<&str> {
    let mut texts = vec![&*finding.what, &*finding.cause, &*finding.action, &*finding.owner];
    for reviewed in &finding.history {
        texts.extend(bare(of_review(&reviewed.review)));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Evidence;
    use crate::domain::checklist::Checklist;
    use crate::domain::event::{Act, Event};
    use crate::domain::finding::tests::{finding, progress};
    use crate::domain::inspection::tests::{checklist, inspection, put, stamp};
    use crate::domain::past::Past;
    use crate::domain::rules::tests::{ng, ok};

    const NUMBER: &str = "1234-5678-9018";
    const CALL: &str = "090-1234-5678";

    fn said(found: &[Caution]) -> Vec<(Part, String)> {
        found.iter().map(|c| (c.part, c.suspicion.masked())).collect()
    }

    fn noted(text: &str) -> Answer {
        Answer { note: text.into(), ..ok("台帳") }
    }

    #[test]
    fn what_is_new_is_told_with_its_part_and_what_stands_is_not_told_again() {
        let (checklist, past) = (checklist(), Past::default());
        let ground = Ground { checklist: &checklist, past: &past, open: &[] };
        let mut work = inspection();
        let change = put("ORG-01", noted(&format!("本人 {NUMBER}、電話{CALL}")));
        let found = fresh(ground, &work, &change);
        let masked = ["12********18", "0*********8"].map(|m| (Part::Note, m.to_owned()));
        assert_eq!(said(&found), masked);
        work.apply(Event { seq: 2, stamp: stamp(1), change: change.clone() });
        assert_eq!(fresh(ground, &work, &change), []);
        // The same number in another form, and beside it a new one.
        let more = put("ORG-01", noted("１２３４５６７８９０１８ taro@example.jp"));
        assert_eq!(
            said(&fresh(ground, &work, &more)),
            [(Part::Note, "ta***********jp".to_owned())]
        );
        assert_eq!(said(&cautions(ground, &work)), masked);
    }

    fn ground<'a>(checklist: &'a Checklist, past: &'a Past) -> Ground<'a> {
        Ground { checklist, past, open: &[] }
    }

    #[test]
    fn what_the_question_or_the_last_time_says_is_known() {
        let (mut checklist, mut past) = (checklist(), Past::default());
        let change = put("ORG-01", Answer { evidence: vec![], ..noted(CALL) });
        let work = inspection();
        assert_eq!(fresh(ground(&checklist, &past), &work, &change).len(), 1);
        let last = crate::domain::past::PastAnswer {
            period: "FY2026-Q2".parse().unwrap(),
            answer: Answer { evidence: vec![Evidence::new(CALL)], ..Answer::default() },
            stamp: None,
        };
        past.add(ItemId::new("ORG-01").unwrap(), last);
        assert_eq!(fresh(ground(&checklist, &past), &work, &change), []);
        let past = Past::default();
        checklist.items[0].how = format!("公表した番号（{CALL}）に架ける。");
        assert_eq!(fresh(ground(&checklist, &past), &work, &change), []);
    }

    #[test]
    fn every_free_text_is_read() {
        let (checklist, past) = (checklist(), Past::default());
        let mut open = [finding("FY2026-Q2", "ORG-02")];
        open[0].history.clear();
        let ground = Ground { checklist: &checklist, past: &past, open: &open };
        let text = CALL.to_owned();
        let mut answer = ng();
        answer.note.clone_from(&text);
        answer.reason.clone_from(&text);
        answer.remedy.cause.clone_from(&text);
        answer.remedy.action.clone_from(&text);
        answer.remedy.owner.clone_from(&text);
        answer.evidence = vec![Evidence::new(text.clone())];
        let item = ItemId::new("ORG-01").unwrap();
        let draft = Draft { answer, due_text: text.clone(), evidence_text: String::new() };
        let mut review = progress("FY2026-Q3", None).review;
        review.text.clone_from(&text);
        review.due_reason.clone_from(&text);
        review.confirmed_by.clone_from(&text);
        review.evidence = vec![text.clone()];
        let id = open[0].id.clone();
        let changes = [
            Change::Draft { item, draft },
            Change::Review { finding: id, act: Act::Review, review },
            Change::Comment { text },
        ];
        let mut work = inspection();
        let mut parts: Vec<Part> = Vec::new();
        for (seq, change) in (2..).zip(changes) {
            let found = fresh(ground, &work, &change);
            parts.extend(found.iter().map(|c| c.part));
            work.apply(Event { seq, stamp: stamp(1), change });
        }
        let listed = cautions(ground, &work);
        assert_eq!(listed.len(), parts.len());
        parts.sort();
        parts.dedup();
        let of_inspections = &Part::ALL[..11];
        assert_eq!(parts, of_inspections, "the others are an auditor's");
    }
}
