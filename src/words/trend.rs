//! The words of the trend: marks of its cells, the printed sheet, the screen.
//!
//! Marks take two cells each, joins one, and no letter has a width that terminals disagree on.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::lineage::Bond;
use crate::domain::trend::{Age, Cell, Mark};

const JA: &str = include_str!("ja/trend.toml");
const EN: &str = include_str!("en/trend.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendWords {
    #[serde(skip)]
    pub lang: Lang,
    mark: MarkWords,
    join: JoinWords,
    age: AgeWords,
    pub legend: TrendLegend,
    pub sheet: TrendSheetWords,
    pub figure: FigureWords,
    pub version: VersionWords,
    pub mixed: MixedWords,
    pub usage: TrendUsage,
    pub screen: TrendScreenWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkWords {
    ok: String,
    major: String,
    minor: String,
    watch: String,
    ng: String,
    unverified: String,
    na: String,
    open: String,
    not_due: String,
    absent: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinWords {
    merged: String,
    split: String,
    reworded: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgeWords {
    closed: String,
    overdue: String,
}

/// What the marks mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendLegend {
    pub verdicts: String,
    pub joins: String,
    pub ages: String,
    pub rates: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendSheetWords {
    pub title: String,
    pub span: String,
    pub caution: String,
    /// Only the newest `{n}` of `{all}` periods fit.
    pub cut: String,
    /// Only the sections of `{list}` were asked for.
    pub only: String,
    pub grid: String,
    pub item: String,
    pub group: String,
    pub retired: String,
    /// A `{period}` whose checklist changed.
    pub changed: String,
    pub rates: String,
    pub section: String,
    pub all: String,
    pub no_rate: String,
    pub findings: String,
    pub count: String,
    pub new: String,
    pub closed: String,
    pub open: String,
    pub overdue: String,
    pub oldest: String,
    pub ages: String,
    pub finding: String,
    pub finding_value: String,
    pub no_findings: String,
    pub versions: String,
    pub no_versions: String,
}

/// What drawings show, also for whoever does not see them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureWords {
    pub appendix: String,
    pub shares: String,
    pub shares_told: String,
    pub series: String,
    pub value: String,
    pub none: String,
    pub strip: String,
    pub strip_told: String,
    pub ages: String,
    pub ages_told: String,
    pub bar: String,
    pub age_new: String,
    pub age: String,
    pub age_more: String,
    pub overdue: String,
    pub comma: String,
    pub stop: String,
}

/// How a change of the checklist is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionWords {
    pub edition: String,
    pub changed: String,
    pub same: String,
    pub other: String,
    pub nothing: String,
    reworded: String,
    merged: String,
    split: String,
    added: String,
    removed: String,
    pub comma: String,
}

/// Periods that belong to different societies or checklists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MixedWords {
    pub societies: String,
    pub checklists: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendUsage {
    pub last: Told,
    pub section: Told,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendScreenWords {
    pub title: String,
    pub grid: String,
    pub rates: String,
    pub findings: String,
    pub about: String,
    pub all: String,
    pub rate: String,
    pub no_rate: String,
    pub counts: String,
    pub cell: String,
    pub graded: String,
    pub absent: String,
    pub was_merged: String,
    pub was_split: String,
    pub was_reworded: String,
    pub was_same: String,
    pub finding_open: String,
    pub finding_overdue: String,
    pub finding_closed: String,
    pub finding_absent: String,
    pub finding: String,
    pub what: String,
    pub new: String,
    pub closed: String,
    pub open: String,
    pub overdue: String,
    pub oldest: String,
    pub total: String,
    pub legend_marks: String,
    pub legend_joins: String,
    pub legend_chart: String,
    pub legend_ages: String,
    pub no_findings: String,
}

impl TrendWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let words: Self = match lang {
            Lang::Ja => read("ja/trend.toml", JA),
            Lang::En => read("en/trend.toml", EN),
        }?;
        Ok(Self { lang, ..words })
    }

    /// The mark of a cell, in two terminal cells.
    pub fn mark(&self, mark: Mark) -> &str {
        let marks = &self.mark;
        match mark {
            Mark::Absent => &marks.absent,
            Mark::NotDue => &marks.not_due,
            Mark::Asked { verdict, grade } => match (verdict, grade) {
                (None, _) => &marks.open,
                (Some(Verdict::Ok), _) => &marks.ok,
                (Some(Verdict::Na), _) => &marks.na,
                (Some(Verdict::Unverified), _) => &marks.unverified,
                (Some(Verdict::Ng), None) => &marks.ng,
                (Some(Verdict::Ng), Some(Grade::Major)) => &marks.major,
                (Some(Verdict::Ng), Some(Grade::Minor)) => &marks.minor,
                (Some(Verdict::Ng), Some(Grade::Watch)) => &marks.watch,
            },
        }
    }

    /// What stands behind the mark where the item was another one then; empty where it was not.
    pub fn join(&self, cell: &Cell) -> &str {
        match cell.through.as_ref().map(|through| through.bond) {
            Some(Bond::Merged) => &self.join.merged,
            Some(Bond::Split) => &self.join.split,
            Some(Bond::Reworded) => &self.join.reworded,
            Some(Bond::Same | Bond::Added | Bond::Removed) | None => "",
        }
    }

    /// `3`, `3!`, `完`, or nothing.
    pub fn age(&self, age: Age) -> String {
        match age {
            Age::Absent => String::new(),
            Age::Open(age) => age.to_string(),
            Age::Overdue(age) => format!("{age}{}", self.age.overdue),
            Age::Closed => self.age.closed.clone(),
        }
    }
}

impl VersionWords {
    /// The template for a number of kins; items that stay the same are not told of.
    pub fn kin(&self, bond: Bond) -> &str {
        match bond {
            Bond::Same => &self.nothing,
            Bond::Reworded => &self.reworded,
            Bond::Merged => &self.merged,
            Bond::Split => &self.split,
            Bond::Added => &self.added,
            Bond::Removed => &self.removed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn marks_differ_and_take_two_cells_in_every_terminal() {
        for lang in Lang::ALL {
            let MarkWords { ok, major, minor, watch, ng, unverified, na, open, not_due, absent } =
                TrendWords::load(lang).unwrap().mark;
            let marks = [ok, major, minor, watch, ng, unverified, na, open, not_due, absent];
            for (i, mark) in marks.iter().enumerate() {
                assert_eq!(cells(mark), 2, "{mark}");
                assert_eq!(mark.width(), mark.width_cjk(), "{mark}");
                assert!(!marks[..i].contains(mark), "{mark}");
            }
        }
    }
}
