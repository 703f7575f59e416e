//! 訂正の点検: an inspection that starts from what was sealed instead of from nothing.
//!
//! What differs in the end is told by `correction`; that the sealed record is the one that was
//! named is for the store to say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Answered, Inspection, Start};
use crate::domain::answer::Answer;
use crate::domain::finding::{FindingId, Reviewed};
use crate::domain::id::ItemId;
use crate::domain::record::{Outcome, Record};

/// The sealed record that a correction starts from, by item and by finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    pub record: Record,
    answers: BTreeMap<ItemId, Answered>,
    seconds: BTreeMap<ItemId, u32>,
    reviews: BTreeMap<FindingId, Reviewed>,
}

impl Basis {
    pub fn of(record: Record) -> Self {
        let mut answers = BTreeMap::new();
        let mut seconds = BTreeMap::new();
        for (item, outcome) in record.lines() {
            let Outcome::Asked { answer, stamp, seconds: spent, .. } = outcome else { continue };
            let (answer, stamp) = (answer.clone(), stamp.clone());
            answers.insert(item.id.clone(), Answered { answer, stamp });
            seconds.extend(spent.map(|spent| (item.id.clone(), spent)));
        }
        let told = record.findings.iter();
        let said = told.filter_map(|f| Some((f.id.clone(), f.reviewed_in(record.period)?.clone())));
        let reviews = said.collect();
        Self { record, answers, seconds, reviews }
    }

    /// What was sealed for an item; the empty answer where nothing was.
    pub fn answer(&self, item: &ItemId) -> Answer {
        self.answers.get(item).map(|a| a.answer.clone()).unwrap_or_default()
    }

    /// What was sealed of a finding.
    pub fn reviewed(&self, finding: &FindingId) -> Option<&Reviewed> {
        self.reviews.get(finding)
    }

    fn comment(&self) -> &str {
        self.record.indicators.as_ref().map_or("", |found| &found.comment)
    }

    /// `now`, or what was sealed where both say the same: then nothing was done to it.
    pub(super) fn kept(&self, item: &ItemId, now: Answered) -> Answered {
        let sealed = self.answers.get(item).filter(|sealed| sealed.answer == now.answer);
        sealed.cloned().unwrap_or(now)
    }

    /// The same of a review.
    pub(super) fn kept_review(&self, finding: &FindingId, now: Reviewed) -> Reviewed {
        let sealed = self.reviews.get(finding).filter(|sealed| sealed.review == now.review);
        sealed.cloned().unwrap_or(now)
    }

    /// The seconds of an item that stands as it was sealed.
    pub(super) fn seconds(&self, item: &ItemId) -> Option<u32> {
        self.seconds.get(item).copied()
    }
}

impl Inspection {
    /// Starts from all that was sealed: answers, reviews and the line on the indicators, each with
    /// who recorded it and when.
    pub fn correcting(start: Start, basis: Basis) -> Self {
        Self {
            answers: basis.answers.clone(),
            seconds: basis.seconds.clone(),
            reviews: basis.reviews.clone(),
            comment: basis.comment().to_owned(),
            basis: Some(Arc::new(basis)),
            ..Self::new(start)
        }
    }

    /// What a correction starts from; nothing for any other inspection.
    pub fn basis(&self) -> Option<&Basis> {
        self.basis.as_deref()
    }

    /// Whether an item stands otherwise than it was sealed; of an inspection that corrects nothing,
    /// never.
    pub fn is_changed(&self, item: &ItemId) -> bool {
        self.basis().is_some_and(|basis| {
            basis.answers.get(item).map(|a| &a.answer) != self.answers.get(item).map(|a| &a.answer)
        })
    }

    /// The same of what is said of a finding.
    pub fn is_review_changed(&self, finding: &FindingId) -> bool {
        self.basis().is_some_and(|basis| {
            basis.reviewed(finding).map(|r| &r.review) != self.reviewed(finding).map(|r| &r.review)
        })
    }
}
