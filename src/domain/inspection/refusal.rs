//! Why a change may not be recorded; it changes nothing itself.

use chrono::NaiveDate;

use super::{Ground, Inspection};
use crate::domain::answer::{Answer, Verdict, limit};
use crate::domain::checklist::Checklist;
use crate::domain::due;
use crate::domain::event::Change;
use crate::domain::finding::{Finding, FindingId};
use crate::domain::id::ItemId;
use crate::domain::review::{ReviewLack, review_lacks};
use crate::domain::rules::{self, Lack};

/// Why a change may not be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the checklist has no item {item}")]
    UnknownItem { item: ItemId, nearest: Option<ItemId> },
    #[error("{item} is not due in this period")]
    NotDue { item: ItemId },
    #[error("{item} lacks what its verdict requires")]
    Lacks { item: ItemId, verdict: Option<Verdict>, lacks: Vec<Lack> },
    #[error("{item} already stands like that")]
    Unchanged { item: ItemId },
    #[error("{finding} is not open in this period")]
    UnknownFinding { finding: FindingId },
    #[error("the review of {finding} lacks what it requires")]
    ReviewLacks { finding: FindingId, lacks: Vec<ReviewLack> },
    #[error("the review of {finding} already stands like that")]
    UnchangedReview { finding: FindingId },
    #[error("the comment is longer than one line of 200 characters, or stands like that already")]
    Comment,
}

impl Inspection {
    /// Whether `change` must be refused, and why. Drafts are refused only for what is not there.
    /// `day` is the day of recording, where it is known.
    pub fn refusal(
        &self,
        ground: Ground<'_>,
        change: &Change,
        day: Option<NaiveDate>,
    ) -> Option<Refusal> {
        match change {
            Change::Put { item, answer, .. } => {
                self.refusal_of_answer(ground.checklist, item, Some(answer))
            }
            Change::Draft { item, .. } => self.refusal_of_answer(ground.checklist, item, None),
            Change::Review { finding, .. } | Change::ReviewDraft { finding, .. } => {
                self.refusal_of_review(ground.open, finding, change, day)
            }
            Change::Comment { text } => {
                let fits = text.chars().count() <= limit::LINE && !text.contains('\n');
                (!fits || *text == self.comment).then_some(Refusal::Comment)
            }
            // Whether one version may follow another is decided over both of them.
            Change::Adopt(_) => None,
            Change::Import(import) => import.answers.iter().find_map(|(item, answer)| {
                self.refusal_of_answer(ground.checklist, item, Some(answer))
            }),
        }
    }

    fn refusal_of_review(
        &self,
        open: &[Finding],
        id: &FindingId,
        change: &Change,
        day: Option<NaiveDate>,
    ) -> Option<Refusal> {
        let Some(finding) = open.iter().find(|finding| finding.id == *id) else {
            return Some(Refusal::UnknownFinding { finding: id.clone() });
        };
        let Change::Review { review, .. } = change else { return None };
        if self.review(id) == *review && self.review_draft(id).is_none() {
            return Some(Refusal::UnchangedReview { finding: id.clone() });
        }
        if review.is_empty() {
            return None;
        }
        let lacks = review_lacks(finding, review, day);
        (!lacks.is_empty()).then(|| Refusal::ReviewLacks { finding: id.clone(), lacks })
    }

    fn refusal_of_answer(
        &self,
        checklist: &Checklist,
        id: &ItemId,
        answer: Option<&Answer>,
    ) -> Option<Refusal> {
        let Some(item) = checklist.item(id) else {
            return Some(Refusal::UnknownItem {
                item: id.clone(),
                nearest: nearest(checklist, id),
            });
        };
        if !due::is_due(item, self.period()) {
            return Some(Refusal::NotDue { item: id.clone() });
        }
        let answer = answer?;
        let lacks = rules::lacks(item, answer);
        if !lacks.is_empty() {
            return Some(Refusal::Lacks { item: id.clone(), verdict: answer.verdict, lacks });
        }
        let anew = self.draft(id).is_some() || self.again.contains(id);
        (self.answer(id) == *answer && !anew).then(|| Refusal::Unchanged { item: id.clone() })
    }
}

fn nearest(checklist: &Checklist, id: &ItemId) -> Option<ItemId> {
    checklist
        .items
        .iter()
        .map(|item| (strsim::damerau_levenshtein(item.id.as_str(), id.as_str()), &item.id))
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map(|(_, id)| id.clone())
}
