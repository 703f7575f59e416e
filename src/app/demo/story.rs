//! The story of the sample society as it is told in the TOML beside this file.
//!
//! It holds what people of the sample see and write; how that becomes records is in `making`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::answer::{Grade, Verdict};
use crate::domain::finding::{FindingId, Turn};
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::words::WordsError;

const STORY: &str = include_str!("story/story.toml");
const ITEMS: &str = include_str!("story/items.toml");
/// The society's checklist in each of its editions, and what is the same in all of them.
const EDITIONS: [&str; 2] =
    [include_str!("story/checklist-1.toml"), include_str!("story/checklist-2.toml")];
const PURPOSES: &str = include_str!("story/purposes.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    /// The day on which the sample is to be looked at.
    pub(super) today: String,
    pub(super) society: People,
    pub(super) quarter: Vec<Quarter>,
    turn: Vec<Special>,
    review: Vec<Reviewing>,
    #[serde(skip)]
    usual: BTreeMap<String, Usual>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) name: String,
    pub(super) checklist: String,
    pub(super) inspector: String,
    pub(super) officer: String,
    pub(super) auditors: Vec<String>,
}

/// One period that is inspected and sealed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quarter {
    period: String,
    days: Vec<String>,
    sealed: String,
    edition: usize,
    /// Seconds for an item of usual length.
    pub(super) pace: u32,
    /// Items whose note and references are cited from the last time.
    #[serde(default)]
    cite: Vec<String>,
    /// What is said of the indicators.
    #[serde(default)]
    pub(super) comment: String,
}

/// What happened to one item in one period only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Special {
    period: String,
    item: String,
    verdict: String,
    grade: Option<String>,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) evidence: Vec<String>,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) cause: String,
    #[serde(default)]
    pub(super) action: String,
    #[serde(default)]
    pub(super) owner: String,
    due: Option<String>,
}

/// What one period says of an open finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reviewing {
    period: String,
    finding: String,
    turn: String,
    pub(super) text: String,
    due: Option<String>,
    #[serde(default)]
    pub(super) due_reason: String,
    closed_on: Option<String>,
    #[serde(default)]
    pub(super) evidence: Vec<String>,
    #[serde(default)]
    pub(super) confirmed_by: String,
}

/// What is usually seen and written of an item, in turns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Usual {
    id: String,
    #[serde(default)]
    pub(super) evidence: Vec<String>,
    #[serde(default)]
    pub(super) note: Vec<String>,
    /// Why it is usually 該当なし, where it is.
    #[serde(default)]
    pub(super) na: Vec<String>,
    /// A number for each period.
    #[serde(default)]
    pub(super) n: Vec<u32>,
    /// Who records it, if not the inspector.
    #[serde(default)]
    pub(super) by: String,
}

#[derive(Debug, Deserialize)]
struct Items {
    item: Vec<Usual>,
}

/// A slip in the story: a fault of the build.
pub(super) fn slip(what: &(impl ToString + ?Sized)) -> WordsError {
    WordsError { file: "demo/story", what: what.to_string() }
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, WordsError> {
    toml::from_str(text).map_err(|error| slip(&error))
}

fn day(text: &str) -> Result<NaiveDate, WordsError> {
    text.parse().map_err(|_| slip(text))
}

impl Story {
    pub(super) fn load() -> Result<Self, WordsError> {
        let mut story: Self = parsed(STORY)?;
        let items: Items = parsed(ITEMS)?;
        story.usual = items.item.into_iter().map(|usual| (usual.id.clone(), usual)).collect();
        Ok(story)
    }

    pub(super) fn today(&self) -> Result<NaiveDate, WordsError> {
        day(&self.today)
    }

    /// What is usual for an item; one made from a row of a table goes by its first part.
    pub(super) fn usual(&self, item: &ItemId) -> Result<&Usual, WordsError> {
        let stem = item.as_str().split('-').next().unwrap_or_default();
        let found = self.usual.get(item.as_str()).or_else(|| self.usual.get(stem));
        found.ok_or_else(|| slip(item))
    }

    pub(super) fn special(&self, quarter: &Quarter, item: &ItemId) -> Option<&Special> {
        self.turn.iter().find(|turn| turn.period == quarter.period && turn.item == item.as_str())
    }

    pub(super) fn reviews<'a>(
        &'a self,
        quarter: &'a Quarter,
    ) -> impl Iterator<Item = &'a Reviewing> {
        self.review.iter().filter(|review| review.period == quarter.period)
    }
}

impl Quarter {
    pub(super) fn period(&self) -> Result<Period, WordsError> {
        self.period.parse().map_err(|_| slip(&self.period))
    }

    pub(super) fn days(&self) -> Result<Vec<NaiveDate>, WordsError> {
        self.days.iter().map(|text| day(text)).collect()
    }

    pub(super) fn sealed(&self) -> Result<NaiveDate, WordsError> {
        day(&self.sealed)
    }

    pub(super) fn cites(&self, item: &ItemId) -> bool {
        self.cite.iter().any(|id| id == item.as_str())
    }

    /// The text of the society's checklist in this period.
    pub(super) fn checklist(&self) -> Result<String, WordsError> {
        let edition = self.edition.checked_sub(1).and_then(|number| EDITIONS.get(number));
        Ok(format!("{}{PURPOSES}", edition.ok_or_else(|| slip(&self.edition))?))
    }
}

impl Special {
    pub(super) fn verdict(&self) -> Result<Verdict, WordsError> {
        Verdict::named(&self.verdict).ok_or_else(|| slip(&self.verdict))
    }

    pub(super) fn grade(&self) -> Result<Option<Grade>, WordsError> {
        let named = |grade: &String| Grade::named(grade).ok_or_else(|| slip(grade));
        self.grade.as_ref().map(named).transpose()
    }

    pub(super) fn due(&self) -> Result<Option<NaiveDate>, WordsError> {
        self.due.as_deref().map(day).transpose()
    }
}

impl Reviewing {
    pub(super) fn finding(&self) -> Result<FindingId, WordsError> {
        self.finding.parse().map_err(|_| slip(&self.finding))
    }

    pub(super) fn turn(&self) -> Result<Turn, WordsError> {
        Turn::named(&self.turn).ok_or_else(|| slip(&self.turn))
    }

    pub(super) fn due(&self) -> Result<Option<NaiveDate>, WordsError> {
        self.due.as_deref().map(day).transpose()
    }

    pub(super) fn closed_on(&self) -> Result<Option<NaiveDate>, WordsError> {
        self.closed_on.as_deref().map(day).transpose()
    }
}

impl Usual {
    /// The number of the period that is the `index`th.
    pub(super) fn number(&self, index: usize) -> String {
        self.n.get(index).map(ToString::to_string).unwrap_or_default()
    }
}
