//! The words of a comparison: its groups, the printed sheet, the screen.
//!
//! Which line belongs to which group is decided in `domain::comparison`.

use serde::Deserialize;

use super::{Lang, Told, WordsError, fill, read};
use crate::domain::comparison::Group;
use crate::domain::lineage::Bond;
use crate::text::{Mark, difference};

const JA: &str = include_str!("ja/comparison.toml");
const EN: &str = include_str!("en/comparison.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonWords {
    #[serde(skip)]
    pub lang: Lang,
    group: GroupWords,
    /// The same in a narrow column.
    short: GroupWords,
    bond: BondWords,
    pub mark: MarkWords,
    pub side: SideWords,
    pub line: ComparedLineWords,
    pub sheet: ComparisonSheetWords,
    pub usage: ComparisonUsage,
    pub screen: CompareScreenWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupWords {
    worse: String,
    still: String,
    better: String,
    added: String,
    removed: String,
    reworded: String,
    to_na: String,
    from_na: String,
    same: String,
    not_due: String,
}

impl GroupWords {
    fn of(&self, group: Group) -> &str {
        match group {
            Group::Worse => &self.worse,
            Group::Still => &self.still,
            Group::Better => &self.better,
            Group::Added => &self.added,
            Group::Removed => &self.removed,
            Group::Reworded => &self.reworded,
            Group::ToNotApplicable => &self.to_na,
            Group::FromNotApplicable => &self.from_na,
            Group::Same => &self.same,
            Group::NotDue => &self.not_due,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct BondWords {
    reworded: String,
    merged: String,
    split: String,
}

/// Around a text that is only in the old or only in the new note.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkWords {
    pub gone: String,
    pub new: String,
}

/// What stands on one side of a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideWords {
    /// 不適（重大）
    pub graded: String,
    /// The item is not there.
    pub absent: String,
    pub moved: String,
}

/// Labels below a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparedLineWords {
    pub age: String,
    pub age_value: String,
    pub with: String,
    pub first_time: String,
    pub first_time_value: String,
    pub regression: String,
    pub regression_value: String,
    pub change: String,
    pub old_question: String,
    pub new_question: String,
    pub question: String,
    pub note: String,
    pub reason: String,
    pub last: String,
    pub last_value: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonSheetWords {
    pub title: String,
    pub span: String,
    pub caution: String,
    pub regressions: String,
    pub backwards: String,
    pub version: String,
    pub only: String,
    pub counts: String,
    pub total: String,
    pub rates: String,
    pub rates_note: String,
    pub section: String,
    pub common_base: String,
    pub common_target: String,
    pub all_base: String,
    pub all_target: String,
    pub no_rate: String,
    pub marks: String,
    pub group_heading: String,
    pub item: String,
    pub result: String,
    pub detail: String,
    pub comma: String,
}

/// Names that fit nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonUsage {
    pub section: Told,
}

/// The screen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareScreenWords {
    pub span: String,
    pub last: String,
    pub year: String,
    pub all: String,
    pub filter: String,
    pub heading: String,
    pub rates: String,
    pub nothing: String,
    pub regression: String,
    pub changed: String,
    pub aged: String,
    pub base: String,
    pub target: String,
    pub verdict: String,
    pub evidence: String,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub altered: String,
}

impl ComparisonWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let words: Self = match lang {
            Lang::Ja => read("ja/comparison.toml", JA),
            Lang::En => read("en/comparison.toml", EN),
        }?;
        Ok(Self { lang, ..words })
    }

    pub fn group(&self, group: Group) -> &str {
        self.group.of(group)
    }

    /// At most ten cells, or words that break.
    pub fn short(&self, group: Group) -> &str {
        self.short.of(group)
    }

    /// What became of a question that is another one; empty for every other bond.
    pub fn bond(&self, bond: Bond) -> &str {
        match bond {
            Bond::Reworded => &self.bond.reworded,
            Bond::Merged => &self.bond.merged,
            Bond::Split => &self.bond.split,
            Bond::Same | Bond::Added | Bond::Removed => "",
        }
    }

    /// Both texts as one, what differs between marks.
    pub fn difference(&self, old: &str, new: &str) -> String {
        let runs = difference(old.trim(), new.trim()).into_iter().map(|run| match run.mark {
            Mark::Kept => run.text,
            Mark::Gone => fill(&self.mark.gone, &[("text", &run.text)]),
            Mark::New => fill(&self.mark.new, &[("text", &run.text)]),
        });
        runs.collect()
    }
}
