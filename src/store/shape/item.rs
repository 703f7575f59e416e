//! The shape of one item in a record: its definition and its outcome.

use std::mem::take;

use serde::Deserialize;

use super::evidence::EvidenceShape;
use super::{ShapeError, date, instant, parsed};
use crate::domain::answer::{Answer, Grade, Remedy, Stamp, Verdict};
use crate::domain::checklist::{Frequency, Item, Method};
use crate::domain::id::{CommitmentId, ItemId, SectionId};
use crate::domain::period::Period;
use crate::domain::record::Outcome;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemShape {
    id: String,
    section: String,
    title: String,
    question: String,
    how: String,
    how_methods: Vec<String>,
    evidence_examples: Vec<String>,
    not_applicable: Option<String>,
    basis: Vec<String>,
    commitments: Vec<String>,
    frequency: String,
    quarter: Option<u8>,
    #[serde(default)]
    escalate: bool,
    asked: bool,
    last_period: Option<String>,
    last_verdict: Option<String>,
    verdict: Option<String>,
    #[serde(default)]
    note: String,
    note_carried: Option<String>,
    #[serde(default)]
    reason: String,
    grade: Option<String>,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    owner: String,
    due: Option<String>,
    #[serde(default)]
    evidence: Vec<EvidenceShape>,
    #[serde(default)]
    methods: Vec<String>,
    #[serde(rename = "finding")]
    _finding: Option<String>,
    by: Option<String>,
    at: Option<String>,
    seconds: Option<u32>,
}

pub(super) fn section_id(text: &str) -> Result<SectionId, ShapeError> {
    SectionId::new(text).map_err(|_| ShapeError::value("section", text, "a section id"))
}

pub(super) fn item_id(text: &str) -> Result<ItemId, ShapeError> {
    ItemId::new(text).map_err(|_| ShapeError::value("id", text, "an item id"))
}

pub(super) fn commitment_id(text: &str) -> Result<CommitmentId, ShapeError> {
    CommitmentId::new(text).map_err(|_| ShapeError::value("commitments", text, "a commitment id"))
}

fn verdict(text: &str) -> Result<Verdict, ShapeError> {
    Verdict::named(text).ok_or_else(|| ShapeError::value("verdict", text, "a verdict"))
}

fn methods(names: &[String]) -> Result<Vec<Method>, ShapeError> {
    let method = |m: &String| {
        Method::named(m).ok_or_else(|| ShapeError::value("methods", m, "a kind of method"))
    };
    names.iter().map(method).collect()
}

impl ItemShape {
    pub(super) fn read(mut self) -> Result<(Item, Outcome), ShapeError> {
        let item = self.definition()?;
        let last = self.last()?;
        let outcome = if self.asked { self.answered(last)? } else { Outcome::NotDue { last } };
        Ok((item, outcome))
    }

    /// Takes its texts out: a record has thousands of them.
    fn definition(&mut self) -> Result<Item, ShapeError> {
        let quarter = || self.quarter.ok_or(ShapeError::Missing { key: "quarter" });
        let frequency = match self.frequency.as_str() {
            "quarterly" => Frequency::Quarterly,
            "annual" => Frequency::Annual { due_quarter: quarter()? },
            "rotating" => Frequency::Rotating { turn: quarter()? },
            other => return Err(ShapeError::value("frequency", other, "a frequency")),
        };
        Ok(Item {
            id: item_id(&self.id)?,
            section: section_id(&self.section)?,
            title: take(&mut self.title),
            question: take(&mut self.question),
            how: take(&mut self.how),
            methods: methods(&self.how_methods)?,
            evidence: take(&mut self.evidence_examples),
            not_applicable: self.not_applicable.take(),
            basis: take(&mut self.basis),
            commitments: self
                .commitments
                .iter()
                .map(|c| commitment_id(c))
                .collect::<Result<_, _>>()?,
            frequency,
            escalate: self.escalate,
        })
    }

    fn last(&self) -> Result<Option<(Period, Verdict)>, ShapeError> {
        match (&self.last_period, &self.last_verdict) {
            (Some(period), Some(word)) => {
                Ok(Some((parsed("last_period", period, "a period")?, verdict(word)?)))
            }
            (None, None) => Ok(None),
            (_, _) => Err(ShapeError::Missing { key: "last_verdict" }),
        }
    }

    fn answered(self, last: Option<(Period, Verdict)>) -> Result<Outcome, ShapeError> {
        let grade =
            |g: String| Grade::named(&g).ok_or_else(|| ShapeError::value("grade", &g, "a grade"));
        let by = self.by.ok_or(ShapeError::Missing { key: "by" })?;
        let at = self.at.ok_or(ShapeError::Missing { key: "at" })?;
        let word = self.verdict.ok_or(ShapeError::Missing { key: "verdict" })?;
        let answer = Answer {
            verdict: Some(verdict(&word)?),
            note: self.note,
            note_carried: self
                .note_carried
                .map(|p| parsed("note_carried", &p, "a period"))
                .transpose()?,
            evidence: self
                .evidence
                .into_iter()
                .map(EvidenceShape::read)
                .collect::<Result<_, _>>()?,
            methods: methods(&self.methods)?,
            reason: self.reason,
            remedy: Remedy {
                grade: self.grade.map(grade).transpose()?,
                cause: self.cause,
                action: self.action,
                owner: self.owner,
                due: self.due.map(|d| date("due", &d)).transpose()?,
            },
        };
        let stamp = Stamp { by, at: instant("at", &at)? };
        Ok(Outcome::Asked { answer, stamp, last, seconds: self.seconds })
    }
}
