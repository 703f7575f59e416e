//! How many lines there are of each kind, and the rates on both sides.
//!
//! It decides no group and prints nothing.

use super::{Group, Line};
use crate::domain::checklist::Section;
use crate::domain::id::SectionId;
use crate::domain::lineage::Bond;
use crate::domain::record::Record;
use crate::domain::tally::Tally;

/// Lines of each group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    by_group: [usize; Group::ALL.len()],
    /// Lines that are a regression, whatever their group.
    pub regressions: usize,
}

impl Counts {
    pub(super) fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut counts = Self::default();
        for line in lines {
            for (count, group) in counts.by_group.iter_mut().zip(Group::ALL) {
                *count += usize::from(group == line.group);
            }
            counts.regressions += usize::from(line.regression);
        }
        counts
    }

    pub fn get(&self, group: Group) -> usize {
        let counts = Group::ALL.iter().zip(self.by_group);
        counts.filter(|(g, _)| **g == group).map(|(_, count)| count).sum()
    }

    pub fn total(&self) -> usize {
        self.by_group.iter().sum()
    }
}

/// What the rates of both sides are computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rates {
    /// 共通項目: the same question, asked in both periods; base and target.
    pub common: (Tally, Tally),
    /// Everything that each period asked; base and target.
    pub all: (Tally, Tally),
}

impl Rates {
    pub(super) fn of(lines: &[Line], base: &Record, target: &Record) -> Self {
        let common = common(lines.iter(), base);
        Self { common, all: (base.tally(), target.tally()) }
    }
}

fn common<'a>(lines: impl Iterator<Item = &'a Line>, base: &Record) -> (Tally, Tally) {
    let mut both = (Tally::default(), Tally::default());
    let same = lines.filter(|line| line.bond == Bond::Same);
    for line in same.filter(|line| line.compared_with(base.period).is_none()) {
        if let Some((old, new)) = line.answers() {
            both.0.add(old.verdict);
            both.1.add(new.verdict);
        }
    }
    both
}

/// One section of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionPart {
    pub id: SectionId,
    pub title: String,
    /// The title in at most four full-width characters, where the checklist has one.
    pub short: String,
    pub counts: Counts,
    pub rates: Rates,
}

pub(super) fn sections(lines: &[Line], base: &Record, target: &Record) -> Vec<SectionPart> {
    let listed = target.checklist.sections.iter().chain(&base.checklist.sections).map(|s| &s.id);
    let mut ids: Vec<&SectionId> = Vec::new();
    for id in listed.chain(lines.iter().filter_map(Line::section)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let parts = ids.into_iter().map(|id| {
        let here = || lines.iter().filter(|line| line.section() == Some(id));
        let all = (base.tally_of(id), target.tally_of(id));
        // As the newer checklist calls it, where it has it.
        let section = target.checklist.section(id).or_else(|| base.checklist.section(id));
        let named = |name: fn(&Section) -> &String| {
            section.map_or_else(|| id.to_string(), |s| name(s).clone())
        };
        SectionPart {
            id: id.clone(),
            title: named(|section| &section.title),
            short: named(|section| &section.short),
            counts: Counts::of(here()),
            rates: Rates { common: common(here(), base), all },
        }
    });
    parts.filter(|part| part.counts.total() > 0).collect()
}
