//! Reviews of findings as a journal and a record hold them, and findings as a record holds them.

use serde::Deserialize;
use toml::Value;

use super::item::item_id;
use super::{ShapeError, date, instant, instant_text, parsed};
use crate::domain::answer::{Grade, Stamp};
use crate::domain::finding::{Finding, FindingId, Review, Reviewed, Turn};
use crate::domain::id::SectionId;

/// The keys of a review, in a block of a journal and in a record; one that is absent is empty.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReviewShape {
    pub(super) at: String,
    pub(super) by: String,
    /// In a journal.
    pub(super) act: String,
    pub(super) clock: Option<String>,
    pub(super) finding: String,
    pub(super) due_text: String,
    pub(super) closed_text: String,
    pub(super) evidence_text: String,
    /// For readers: the earlier blocks say the same.
    #[serde(rename = "was")]
    _was: Option<toml::Table>,
    /// In a record.
    period: String,
    turn: Option<String>,
    text: String,
    due: Option<String>,
    due_reason: String,
    closed_on: Option<String>,
    evidence: Vec<String>,
    confirmed_by: String,
}

impl ReviewShape {
    pub(super) fn review(self) -> Result<Review, ShapeError> {
        let turn = |t: String| {
            Turn::named(&t).ok_or_else(|| ShapeError::value("turn", &t, "a known word"))
        };
        Ok(Review {
            turn: self.turn.map(turn).transpose()?,
            text: self.text,
            due: self.due.map(|d| date("due", &d)).transpose()?,
            due_reason: self.due_reason,
            closed_on: self.closed_on.map(|d| date("closed_on", &d)).transpose()?,
            evidence: self.evidence,
            confirmed_by: self.confirmed_by,
        })
    }

    pub(super) fn stamp(&self) -> Result<Stamp, ShapeError> {
        Ok(Stamp { by: self.by.clone(), at: instant("at", &self.at)? })
    }

    fn reviewed(self) -> Result<Reviewed, ShapeError> {
        let period = parsed("period", &self.period, "a period")?;
        Ok(Reviewed { period, stamp: self.stamp()?, review: self.review()? })
    }
}

/// The keys of a review that say something, in their order in files.
pub(super) fn review_pairs(review: &Review) -> Vec<(&'static str, Value)> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let texts = [
        ("turn", review.turn.map_or(String::new(), |t| t.name().to_owned())),
        ("text", review.text.clone()),
        ("due", day(review.due)),
        ("due_reason", review.due_reason.clone()),
        ("closed_on", day(review.closed_on)),
        ("confirmed_by", review.confirmed_by.clone()),
    ];
    let mut pairs: Vec<_> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| (key, Value::String(text)))
        .collect();
    if !review.evidence.is_empty() {
        let list = review.evidence.iter().cloned().map(Value::String).collect();
        pairs.push(("evidence", Value::Array(list)));
    }
    pairs
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FindingShape {
    id: String,
    /// Absent where it stands under the item it arose from.
    items: Option<Vec<String>>,
    title: String,
    section: String,
    grade: String,
    what: String,
    #[serde(default)]
    cause: String,
    /// Empty where an auditor asked for nothing in particular.
    #[serde(default)]
    action: String,
    owner: String,
    first_due: String,
    /// For readers: the date that counts now, which follows from the reviews.
    #[serde(rename = "due")]
    _due: String,
    /// For readers: whether it is open, which follows from the reviews.
    #[serde(rename = "open")]
    _open: bool,
    by: String,
    at: String,
    #[serde(default)]
    review: Vec<ReviewShape>,
}

impl FindingShape {
    pub(super) fn read(self) -> Result<Finding, ShapeError> {
        let section = SectionId::new(&self.section)
            .map_err(|_| ShapeError::value("section", &self.section, "a section id"))?;
        let id = finding_id(&self.id)?;
        let items = match self.items {
            None => vec![id.item.clone()],
            Some(items) => items.iter().map(|id| item_id(id)).collect::<Result<_, _>>()?,
        };
        let mut finding = Finding {
            id,
            items,
            title: self.title,
            section,
            grade: Grade::named(&self.grade)
                .ok_or_else(|| ShapeError::value("grade", &self.grade, "a grade"))?,
            what: self.what,
            cause: self.cause,
            action: self.action,
            owner: self.owner,
            first_due: date("first_due", &self.first_due)?,
            opened: Stamp { by: self.by, at: instant("at", &self.at)? },
            history: Vec::new(),
        };
        for said in self.review {
            finding.review(said.reviewed()?);
        }
        Ok(finding)
    }
}

pub(super) fn finding_id(text: &str) -> Result<FindingId, ShapeError> {
    text.parse().map_err(|_| ShapeError::value("finding", text, "the name of a finding"))
}

/// The keys of a finding in a record, without its reviews.
pub(super) fn finding_pairs(finding: &Finding) -> Vec<(&'static str, Value)> {
    let texts = [
        ("id", finding.id.to_string()),
        ("title", finding.title.clone()),
        ("section", finding.section.as_str().to_owned()),
        ("grade", finding.grade.name().to_owned()),
        ("what", finding.what.clone()),
        ("cause", finding.cause.clone()),
        ("action", finding.action.clone()),
        ("owner", finding.owner.clone()),
        ("first_due", finding.first_due.to_string()),
        ("due", finding.due().to_string()),
    ];
    let mut pairs: Vec<_> = texts.map(|(key, text)| (key, Value::String(text))).into();
    if finding.items != [finding.id.item.clone()] {
        let items = finding.items.iter().map(|id| Value::String(id.to_string())).collect();
        pairs.push(("items", Value::Array(items)));
    }
    pairs.push(("open", Value::Boolean(finding.is_open())));
    pairs.push(("by", Value::String(finding.opened.by.clone())));
    pairs.push(("at", Value::String(instant_text(finding.opened.at))));
    pairs
}

/// The keys of a review in a record.
pub(super) fn reviewed_pairs(reviewed: &Reviewed) -> Vec<(&'static str, Value)> {
    let mut pairs = vec![
        ("period", Value::String(reviewed.period.to_string())),
        ("by", Value::String(reviewed.stamp.by.clone())),
        ("at", Value::String(instant_text(reviewed.stamp.at))),
    ];
    pairs.extend(review_pairs(&reviewed.review));
    pairs
}
