//! A checklist as it is asked: expanded, ordered, every text in its final form.
//!
//! How the files of a base and a society become this is the business of `store`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::id::{ChecklistId, CommitmentId, ItemId, SectionId};
use super::lineage::Declared;

/// How an item is verified (監査の手続).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// 閲覧: reading documents.
    Read,
    /// 照合: comparing two sources.
    Match,
    /// 実地: looking at the place.
    Visit,
    /// 質問: asking people.
    Ask,
    /// 抜取り: examining a sample.
    Sample,
    /// 再実施: doing it again.
    Repeat,
}

impl Method {
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Match, Self::Visit, Self::Ask, Self::Sample, Self::Repeat];

    /// The word in files, on the command line and on paper.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "閲覧",
            Self::Match => "照合",
            Self::Visit => "実地",
            Self::Ask => "質問",
            Self::Sample => "抜取り",
            Self::Repeat => "再実施",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }
}

/// When an item is asked. Quarters are fiscal, 1–4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    Quarterly,
    /// Once a year, in the period that contains this quarter.
    Annual {
        due_quarter: u8,
    },
    /// One of a group that takes turns, so that each is asked once a year.
    Rotating {
        turn: u8,
    },
}

impl Frequency {
    /// The word in files: `quarterly`, `annual`, `rotating`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quarterly => "quarterly",
            Self::Annual { .. } => "annual",
            Self::Rotating { .. } => "rotating",
        }
    }

    /// The quarter an item is bound to, if it is.
    pub fn quarter(self) -> Option<u8> {
        match self {
            Self::Quarterly => None,
            Self::Annual { due_quarter: quarter } | Self::Rotating { turn: quarter } => {
                Some(quarter)
            }
        }
    }
}

/// One question with all that the person in charge needs to answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: ItemId,
    pub section: SectionId,
    pub title: String,
    pub question: String,
    /// How to check it.
    pub how: String,
    pub methods: Vec<Method>,
    /// Examples of evidence.
    pub evidence: Vec<String>,
    /// The condition under which 該当なし may be chosen; `None`: it may not.
    pub not_applicable: Option<String>,
    /// Articles and guideline numbers, as of the checklist's `basis_date`.
    pub basis: Vec<String>,
    pub commitments: Vec<CommitmentId>,
    pub frequency: Frequency,
    /// A 不適 is reported to the officer on the same day.
    pub escalate: bool,
}

/// 区分.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub id: SectionId,
    pub title: String,
    /// At most four full-width characters.
    pub short: String,
}

/// 公表した約束: one promise of the published notice, summarised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    pub id: CommitmentId,
    pub section: SectionId,
    pub text: String,
}

/// The society a checklist was made for, and the edition of its notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    pub society: String,
    pub title: String,
    pub edition: String,
}

/// An id that is never used again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    pub id: ItemId,
    /// The checklist version that retired it.
    pub version: String,
    pub reason: String,
}

/// 点検表. Items stand in section order, and within a section in the order of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    pub id: ChecklistId,
    /// The base it extends, if any.
    pub extends: Option<ChecklistId>,
    pub title: String,
    pub version: String,
    /// The day of the law that `basis` refers to.
    pub basis_date: NaiveDate,
    pub notice: Notice,
    pub sections: Vec<Section>,
    pub commitments: Vec<Commitment>,
    pub items: Vec<Item>,
    pub retired: Vec<Retired>,
    /// What its versions did to the ones before, oldest first.
    pub changes: Vec<Declared>,
}

impl Checklist {
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    pub fn commitment(&self, id: &CommitmentId) -> Option<&Commitment> {
        self.commitments.iter().find(|commitment| commitment.id == *id)
    }

    pub fn items_of<'a>(&'a self, section: &'a SectionId) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.section == *section)
    }

    /// The items that bear on each commitment, in the order of the commitments; empty lists too.
    pub fn coverage(&self) -> Vec<(&Commitment, Vec<&Item>)> {
        let mut by_id: BTreeMap<&CommitmentId, Vec<&Item>> = BTreeMap::new();
        for item in &self.items {
            for id in &item.commitments {
                by_id.entry(id).or_default().push(item);
            }
        }
        self.commitments.iter().map(|c| (c, by_id.remove(&c.id).unwrap_or_default())).collect()
    }

    /// Items whose id or texts contain `needle` by the rules of `text::contains`.
    pub fn search<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| {
            [item.id.as_str(), &item.title, &item.question]
                .iter()
                .any(|text| crate::text::contains(text, needle))
        })
    }
}
