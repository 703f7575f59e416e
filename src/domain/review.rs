//! What a review of a finding must hold before it is recorded.
//!
//! The words in which a lack is told live elsewhere.

use chrono::NaiveDate;

use super::answer::limit;
use super::finding::{Finding, Review, Turn};
use super::society::is_one_person;

/// One thing that keeps a review from being recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewLack {
    /// Neither 継続 nor 完了.
    Turn,
    /// Progress without saying what was done or why it stays open.
    Progress,
    /// A new due date without a reason.
    DueReason,
    /// A new due date that is not after the one it replaces.
    DueNotLater,
    /// Closed without a date.
    ClosedOn,
    /// Closed on a day before it arose, or one that is still to come.
    ClosedOnOutside,
    /// Closed without an evidence reference.
    Evidence,
    /// Closed without saying how the effect was checked.
    Effect,
    /// Closed without a confirmer.
    Confirmer,
    /// The confirmer is the owner.
    ConfirmerIsOwner,
    /// A text longer than is kept.
    TooLong,
    /// More evidence references than are kept.
    TooMany,
    /// A reference that is blank.
    BlankEvidence,
}

/// Everything `review` lacks to be recorded of `finding`. `day` is the day of recording, where it
/// is known.
pub fn review_lacks(finding: &Finding, review: &Review, day: Option<NaiveDate>) -> Vec<ReviewLack> {
    let mut found = Vec::new();
    let mut need = |missing: bool, lack: ReviewLack| {
        if missing {
            found.push(lack);
        }
    };
    match review.turn {
        None => need(true, ReviewLack::Turn),
        Some(Turn::Progress) => {
            need(blank(&review.text), ReviewLack::Progress);
            if let Some(due) = review.due {
                need(blank(&review.due_reason), ReviewLack::DueReason);
                need(due <= finding.due(), ReviewLack::DueNotLater);
            }
        }
        Some(Turn::Close) => {
            need(review.closed_on.is_none(), ReviewLack::ClosedOn);
            let outside =
                |on| on < finding.opened.at.date_naive() || day.is_some_and(|day| on > day);
            need(review.closed_on.is_some_and(outside), ReviewLack::ClosedOnOutside);
            need(review.evidence.is_empty(), ReviewLack::Evidence);
            need(blank(&review.text), ReviewLack::Effect);
            need(blank(&review.confirmed_by), ReviewLack::Confirmer);
            let owner =
                !blank(&review.confirmed_by) && is_one_person(&review.confirmed_by, &finding.owner);
            need(owner, ReviewLack::ConfirmerIsOwner);
        }
    }
    let texts = [&review.text, &review.due_reason];
    let lines = review.evidence.iter().chain([&review.confirmed_by]);
    let too_long = texts.into_iter().any(|t| t.chars().count() > limit::TEXT)
        || lines.into_iter().any(|t| t.chars().count() > limit::LINE);
    need(too_long, ReviewLack::TooLong);
    need(review.evidence.len() > limit::EVIDENCE, ReviewLack::TooMany);
    need(review.evidence.iter().any(|e| blank(e)), ReviewLack::BlankEvidence);
    found
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::tests::{close, finding, progress};

    fn lacks(review: &Review) -> Vec<ReviewLack> {
        let mut finding = finding("FY2026-Q1", "A");
        finding.owner = "佐藤　次郎".into();
        finding.opened.at = "2026-12-18T10:00:00+09:00".parse().unwrap();
        finding.first_due = "2027-01-31".parse().unwrap();
        review_lacks(&finding, review, Some("2027-02-01".parse().unwrap()))
    }

    #[test]
    fn progress_says_what_was_done_and_a_new_date_needs_a_reason_and_is_later() {
        use ReviewLack as L;
        assert_eq!(lacks(&Review::default()), [L::Turn]);
        assert_eq!(lacks(&progress("FY2026-Q2", Some("2027-03-31")).review), []);
        let early = Review {
            text: " \n".into(),
            due_reason: String::new(),
            ..progress("FY2026-Q2", Some("2027-01-31")).review
        };
        assert_eq!(lacks(&early), [L::Progress, L::DueReason, L::DueNotLater]);
    }

    #[test]
    fn closing_needs_date_evidence_effect_and_a_confirmer_who_is_not_the_owner() {
        use ReviewLack as L;
        assert_eq!(lacks(&close("FY2026-Q2").review), []);
        let bare = Review { turn: Some(Turn::Close), ..Review::default() };
        assert_eq!(lacks(&bare), [L::ClosedOn, L::Evidence, L::Effect, L::Confirmer]);
        let own = Review { confirmed_by: "佐藤 次郎".into(), ..close("FY2026-Q2").review };
        assert_eq!(lacks(&own), [L::ConfirmerIsOwner]);
        for day in ["2026-12-17", "2027-02-02"] {
            let review = Review { closed_on: day.parse().ok(), ..close("FY2026-Q2").review };
            assert_eq!(lacks(&review), [L::ClosedOnOutside], "{day}");
        }
    }
}
