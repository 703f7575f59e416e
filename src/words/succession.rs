//! The words around versions of a checklist that follow each other: what breaks, what changed,
//! taking a version over.
//!
//! The words of a plain comparison are in `checklist`.

use serde::Deserialize;

use super::{Lang, Told, WordsError, fill, read};
use crate::domain::changes::Field;
use crate::domain::lineage::Kind;
use crate::domain::succession::Break;
use crate::text::{fit, line};

const JA: &str = include_str!("ja/succession.toml");
const EN: &str = include_str!("en/succession.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

/// What is quoted from a checklist is cut to this.
const MAX_CELLS: usize = 60;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuccessionWords {
    pub account: AccountWords,
    pub adopt: AdoptWords,
    pub status: StatusWords,
    pub refused: RefusedWords,
    pub show: ShowWords,
    pub past: PastWords,
    kind: KindWords,
    breaks: BreakWords,
}

/// What changed since a checklist was last used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountWords {
    /// The heading of the overlay.
    pub heading: String,
    /// `{period}` used `{old_id} {old_version}`; now it is `{new_id} {new_version}`.
    pub title: String,
    pub title_other: String,
    /// That answers and findings of earlier periods follow.
    pub follows: String,
    pub follows_other: String,
    /// One item: `{fate}`, `{from}`, `{to}`.
    pub kin: String,
    pub breaks: String,
    pub close: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptWords {
    /// `{period}`, `{old}`, `{new}`.
    pub done: String,
    /// The number of answers that were kept: `{n}`.
    pub kept: String,
    /// Heading over the items to look at again.
    pub again: String,
    /// Heading over the items whose answers no longer count.
    pub dropped: String,
    /// What to do next in `{id}`.
    pub next: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    /// An installed `{version}` that the draft of `{id}` does not use.
    pub newer: String,
    /// The same version with other content.
    pub altered: String,
    /// Items whose question changed after they were answered: `{items}`.
    pub again: String,
}

/// Why a version is not taken over; the period is `{id}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedWords {
    pub unchanged: Told,
    pub other: Told,
    pub breaks: Told,
}

/// The list of declared changes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowWords {
    pub list: String,
    /// `{version}`, `{kind}`, `{items}`, `{reason}`.
    pub line: String,
}

/// Behind the period of an earlier answer that another id got.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastWords {
    /// `{item}`.
    pub from: String,
    /// The worst of several: `{item}`, and `{more}` that are not shown.
    pub worst_of: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindWords {
    wording: String,
    merged: String,
    split: String,
    new: String,
    retired: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakWords {
    /// The heading over all of them.
    title: String,
    question: String,
    not_applicable: String,
    both: String,
    backwards: Told,
    same_version: Told,
    reused: Told,
    reworded: Told,
    vanished: Told,
    undeclared: Told,
    forgotten: Told,
}

impl SuccessionWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/succession.toml", JA),
            Lang::En => read("en/succession.toml", EN),
        }
    }

    pub fn kind(&self, kind: Kind) -> &str {
        match kind {
            Kind::Wording => &self.kind.wording,
            Kind::Merged => &self.kind.merged,
            Kind::Split => &self.kind.split,
            Kind::New => &self.kind.new,
            Kind::Retired => &self.kind.retired,
        }
    }

    /// The heading over all that breaks.
    pub fn breaks(&self) -> &str {
        &self.breaks.title
    }

    /// What breaks and what to write; `version` is that of the new checklist.
    pub fn tell(&self, what: &Break, version: &str) -> Told {
        let words = &self.breaks;
        let (template, values) = match what {
            Break::Backwards { old, new } => {
                (&words.backwards, vec![("old", old.clone()), ("new", new.clone())])
            }
            Break::SameVersion { version } => {
                (&words.same_version, vec![("version", version.clone())])
            }
            Break::Reused { id, version } => {
                (&words.reused, vec![("item", id.to_string()), ("by", version.clone())])
            }
            Break::Reworded { id, fields } => {
                (&words.reworded, vec![("item", id.to_string()), ("fields", self.fields(fields))])
            }
            Break::Vanished { id } => (&words.vanished, vec![("item", id.to_string())]),
            Break::Undeclared { id } => (&words.undeclared, vec![("item", id.to_string())]),
            Break::Forgotten { version, kind, ids } => {
                let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                ids.dedup();
                let kind = self.kind(*kind).to_owned();
                (
                    &words.forgotten,
                    vec![("by", version.clone()), ("kind", kind), ("items", ids.join("・"))],
                )
            }
        };
        let values = values.into_iter().chain([("version", version.to_owned())]);
        let clean: Vec<(&str, String)> =
            values.map(|(name, value)| (name, fit(&line(&value), MAX_CELLS))).collect();
        let values: Vec<(&str, &str)> = clean.iter().map(|(n, v)| (*n, v.as_str())).collect();
        Told { what: fill(&template.what, &values), next: fill(&template.next, &values) }
    }

    fn fields(&self, fields: &[Field]) -> String {
        match fields {
            [Field::Question] => self.breaks.question.clone(),
            [_] => self.breaks.not_applicable.clone(),
            _ => self.breaks.both.clone(),
        }
    }
}
