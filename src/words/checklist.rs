//! The words around checklists: listing, showing, the outcome of linting, comparing.
//!
//! Single faults are told by `lint`.

use serde::Deserialize;

use super::{Lang, WordsError, read};
use crate::domain::changes::{Fate, Field};

const JA: &str = include_str!("ja/checklist.toml");
const EN: &str = include_str!("en/checklist.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistWords {
    pub origin: OriginWords,
    pub list: ListWords,
    pub show: ShowWords,
    pub lint: OutcomeWords,
    pub diff: DiffWords,
    fate: FateWords,
    field: FieldWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginWords {
    pub root: String,
    pub embedded: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    pub id: String,
    pub version: String,
    pub items: String,
    pub origin: String,
    pub title: String,
    /// With `{n}` errors.
    pub faulty: String,
    pub faulty_next: String,
    /// A `{file}` whose name cannot be an id.
    pub misnamed: String,
}

/// Labels, unless told otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowWords {
    pub version: String,
    pub basis_date: String,
    pub base: String,
    pub society: String,
    pub notice: String,
    pub count: String,
    pub digest: String,
    pub frequency: String,
    pub question: String,
    pub how: String,
    pub methods: String,
    pub evidence: String,
    pub not_applicable: String,
    /// In the place of a condition.
    pub not_applicable_never: String,
    pub basis: String,
    pub commitments: String,
    pub escalate: String,
    /// What `escalate` means.
    pub escalate_yes: String,
    /// In the place of commitments.
    pub no_commitments: String,
    pub commitment_list: String,
    pub retired_list: String,
    /// `{id}`, `{version}`, `{reason}`.
    pub retired: String,
    pub quarters: String,
    /// `{items}` in quarter `{n}`.
    pub quarter: String,
}

/// The last line for a file: `{file}`, `{items}`, `{errors}`, `{warnings}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeWords {
    pub clean: String,
    pub warned: String,
    pub faulty: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiffWords {
    pub title: String,
    pub different_ids: String,
    /// The number of items of each fate.
    pub summary: String,
    pub none: String,
    pub metadata: String,
    pub commitments: String,
    pub items: String,
    pub old: String,
    pub new: String,
    pub nothing: String,
    pub reason: String,
    pub yes: String,
    pub no: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FateWords {
    same: String,
    reworded: String,
    moved: String,
    added: String,
    removed: String,
    merged: String,
    split: String,
    renamed: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldWords {
    id: String,
    base: String,
    title: String,
    version: String,
    basis_date: String,
    society: String,
    notice: String,
    edition: String,
    sections: String,
    section: String,
    text: String,
    question: String,
    how: String,
    methods: String,
    evidence: String,
    not_applicable: String,
    basis: String,
    commitments: String,
    frequency: String,
    escalate: String,
}

impl ChecklistWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/checklist.toml", JA),
            Lang::En => read("en/checklist.toml", EN),
        }
    }

    pub fn fate(&self, fate: Fate) -> &str {
        match fate {
            Fate::Same => &self.fate.same,
            Fate::Reworded => &self.fate.reworded,
            Fate::Moved => &self.fate.moved,
            Fate::Added => &self.fate.added,
            Fate::Removed => &self.fate.removed,
            Fate::Merged => &self.fate.merged,
            Fate::Split => &self.fate.split,
            Fate::Renamed => &self.fate.renamed,
        }
    }

    pub fn field(&self, field: Field) -> &str {
        let words = &self.field;
        match field {
            Field::Id => &words.id,
            Field::Base => &words.base,
            Field::Title => &words.title,
            Field::Version => &words.version,
            Field::BasisDate => &words.basis_date,
            Field::Society => &words.society,
            Field::Notice => &words.notice,
            Field::Edition => &words.edition,
            Field::Sections => &words.sections,
            Field::Section => &words.section,
            Field::Text => &words.text,
            Field::Question => &words.question,
            Field::How => &words.how,
            Field::Methods => &words.methods,
            Field::Evidence => &words.evidence,
            Field::NotApplicable => &words.not_applicable,
            Field::Basis => &words.basis,
            Field::Commitments => &words.commitments,
            Field::Frequency => &words.frequency,
            Field::Escalate => &words.escalate,
        }
    }
}
