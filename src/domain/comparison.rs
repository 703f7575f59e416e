//! Two sealed periods side by side: what got worse, what stayed bad, what got better, what is new.
//!
//! It reads no records and puts nothing into words; which items belong together is decided in
//! `lineage`, groups are named in `group`; how many there are of each kind is counted in `counts`, and what one record alone
//! tells of the last time is in `since`.

mod counts;
mod group;
mod since;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use self::counts::{Counts, Rates, SectionPart};
use self::group::rank;
pub use self::group::{Group, Movement};
pub use self::since::{Change, Since, Turned};
use super::answer::{Answer, Grade, Verdict};
use super::checklist::Item;
use super::id::{ItemId, SectionId};
use super::lineage::{Bond, kins};
use super::period::Period;
use super::record::{Outcome, Record};

/// One item as one period had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The period that asked it; of an item that was not asked, the period compared.
    pub period: Period,
    pub item: Item,
    pub outcome: Outcome,
}

impl Side {
    pub fn answer(&self) -> Option<&Answer> {
        self.outcome.answer()
    }

    /// The verdict, or of an item that was not asked the one that the record remembers.
    fn known(&self) -> Option<Verdict> {
        match &self.outcome {
            Outcome::Asked { answer, .. } => answer.verdict,
            Outcome::NotDue { last } => last.map(|(_, verdict)| verdict),
        }
    }
}

/// When items that the base did not ask were last asked before it.
pub type Earlier = BTreeMap<ItemId, Side>;

/// Items that continue each other, with what was said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub base: Vec<Side>,
    pub target: Vec<Side>,
    pub bond: Bond,
    pub group: Group,
    /// `None` where one side has no verdict.
    pub movement: Option<Movement>,
    /// 不適 where there was none before, or 適 that can no longer be verified; never of an item
    /// that is new.
    pub regression: bool,
    /// Of what was 不適 and still is: for how many periods.
    pub age: Option<u32>,
    /// The note, or the reason of 該当なし and 確認不能, is another one.
    pub note_changed: bool,
    /// The old and the new grade of a 不適, where they differ.
    pub grades: Option<(Option<Grade>, Option<Grade>)>,
}

impl Line {
    /// The item that names the line: the target's, else the base's.
    pub fn item(&self) -> Option<&Item> {
        self.target.first().or(self.base.first()).map(|side| &side.item)
    }

    pub fn section(&self) -> Option<&SectionId> {
        self.item().map(|item| &item.section)
    }

    /// Whether it is of one of these groups and sections; an empty list has all of them.
    pub fn is_in(&self, groups: &[Group], sections: &[SectionId]) -> bool {
        let here = |section: &SectionId| sections.contains(section);
        (groups.is_empty() || groups.contains(&self.group))
            && (sections.is_empty() || self.section().is_some_and(here))
    }

    /// The verdict of one side as a whole: the gravest of its items that were asked.
    pub fn verdicts(&self) -> (Option<Verdict>, Option<Verdict>) {
        let asked = |side: &Side| side.answer().and_then(|answer| answer.verdict);
        (verdict(&self.base, asked), verdict(&self.target, asked))
    }

    /// Both answers where one item stands beside one.
    pub fn answers(&self) -> Option<(&Answer, &Answer)> {
        match (self.base.as_slice(), self.target.as_slice()) {
            ([old], [new]) => old.answer().zip(new.answer()),
            _ => None,
        }
    }

    /// The period of the old answer where it is not the base: an item that is not asked each time.
    pub fn compared_with(&self, base: Period) -> Option<Period> {
        self.base.iter().map(|side| side.period).find(|period| *period != base)
    }

    /// 初回: the base knew the item, but nobody had asked it before the target did.
    pub fn is_first_time(&self) -> bool {
        !self.base.is_empty()
            && verdict(&self.base, Side::known).is_none()
            && self.target.iter().any(|side| side.answer().is_some())
    }
}

/// What a comparison needs to say of one side as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub period: Period,
    /// The sequence number of the entry.
    pub seq: u32,
    pub checklist_version: String,
}

impl Head {
    fn of(record: &Record) -> Self {
        Self {
            period: record.period,
            seq: record.sealing.seq,
            checklist_version: record.checklist.version.clone(),
        }
    }
}

/// Two periods side by side; every item of either in exactly one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub society: String,
    pub base: Head,
    pub target: Head,
    /// By group, within it in the order of the target's checklist, then of the base's.
    pub lines: Vec<Line>,
    pub counts: Counts,
    pub rates: Rates,
    /// In the order of the target's checklist, then what only the base has.
    pub sections: Vec<SectionPart>,
}

impl Comparison {
    /// With the lines of these groups and sections only; an empty list leaves nothing out. Counts
    /// and rates stay those of everything.
    #[must_use]
    pub fn only(mut self, groups: &[Group], sections: &[SectionId]) -> Self {
        self.lines.retain(|line| line.is_in(groups, sections));
        self
    }
}

/// Why two records are not to be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    #[error("both are {period}")]
    SamePeriod { period: Period },
    #[error("{base} is not {target}")]
    OtherSociety { base: String, target: String },
    #[error("the checklist {base} is not {target}")]
    OtherChecklist { base: String, target: String },
}

/// Whether the two are of one society and one checklist, in whatever versions of it.
pub fn comparable(base: &Record, target: &Record) -> Result<(), Incomparable> {
    if base.period == target.period {
        return Err(Incomparable::SamePeriod { period: base.period });
    }
    if base.society != target.society {
        let (base, target) = (base.society.clone(), target.society.clone());
        return Err(Incomparable::OtherSociety { base, target });
    }
    let (old, new) = (&base.checklist.id, &target.checklist.id);
    if old != new {
        let (base, target) = (old.to_string(), new.to_string());
        return Err(Incomparable::OtherChecklist { base, target });
    }
    Ok(())
}

/// Items that the target asks and the base did not: for these `Earlier` is looked up.
pub fn wanted_earlier(base: &Record, target: &Record) -> Vec<ItemId> {
    let asked = outcomes(target);
    let mut wanted = Vec::new();
    let not_asked = outcomes(base);
    for kin in kins(&base.checklist, &target.checklist) {
        let is_asked = |item: &Item| asked.get(&item.id).is_some_and(|o| o.answer().is_some());
        if kin.new.iter().any(|item| is_asked(item)) {
            let silent =
                |item: &&&Item| not_asked.get(&item.id).is_some_and(|o| o.answer().is_none());
            wanted.extend(kin.old.iter().filter(silent).map(|item| item.id.clone()));
        }
    }
    wanted
}

/// Puts `target` beside `base`. Items that only the target asks stand beside their answer in
/// `earlier`, where there is one.
pub fn compare(
    base: &Record,
    target: &Record,
    earlier: &Earlier,
) -> Result<Comparison, Incomparable> {
    comparable(base, target)?;
    let (old, new) = (outcomes(base), outcomes(target));
    let mut lines: Vec<Line> = kins(&base.checklist, &target.checklist)
        .into_iter()
        .map(|kin| {
            let after: Vec<Side> = sides(&kin.new, &new, target.period).collect();
            let asked = after.iter().any(|side| side.answer().is_some());
            let before = sides(&kin.old, &old, base.period).map(|side| {
                let last = (asked && side.answer().is_none()).then(|| earlier.get(&side.item.id));
                last.flatten().cloned().unwrap_or(side)
            });
            line(before.collect(), after, kin.bond, target)
        })
        .collect();
    lines.sort_by_key(|line| line.group);
    Ok(Comparison {
        society: target.society.clone(),
        base: Head::of(base),
        target: Head::of(target),
        counts: Counts::of(&lines),
        rates: Rates::of(&lines, base, target),
        sections: counts::sections(&lines, base, target),
        lines,
    })
}

fn outcomes(record: &Record) -> BTreeMap<&ItemId, &Outcome> {
    record.lines().map(|(item, outcome)| (&item.id, outcome)).collect()
}

fn sides<'a>(
    items: &'a [&'a Item],
    outcomes: &'a BTreeMap<&ItemId, &Outcome>,
    period: Period,
) -> impl Iterator<Item = Side> + 'a {
    let outcome = |item: &Item| outcomes.get(&item.id).map(|outcome| (*outcome).clone());
    items.iter().filter_map(move |item| {
        Some(Side { period, item: (*item).clone(), outcome: outcome(item)? })
    })
}

fn line(base: Vec<Side>, target: Vec<Side>, bond: Bond, record: &Record) -> Line {
    let bond = with_earlier(bond, &base, &target);
    let was = verdict(&base, Side::known);
    let is = verdict(&target, |side| side.answer().and_then(|answer| answer.verdict));
    let movement = was.zip(is).map(|(old, new)| Movement::between(old, new));
    let still = was == Some(Verdict::Ng) && is == Some(Verdict::Ng);
    let group = group(bond, movement, still);
    let regression = bond != Bond::Added
        && match (was, is) {
            (Some(Verdict::Ng), _) => false,
            (_, Some(Verdict::Ng)) | (Some(Verdict::Ok), Some(Verdict::Unverified)) => true,
            _ => false,
        };
    let age = still.then(|| age(&base, &target, record));
    let mut line = Line {
        base,
        target,
        bond,
        group,
        movement,
        regression,
        age,
        note_changed: false,
        grades: None,
    };
    if let Some((old, new)) = line.answers() {
        let differ = |one: &str, other: &str| one.trim() != other.trim();
        let note_changed = differ(&old.note, &new.note) || differ(&old.reason, &new.reason);
        let grades = (old.remedy.grade, new.remedy.grade);
        line.grades = (still && grades.0 != grades.1).then_some(grades);
        line.note_changed = note_changed;
    }
    line
}

/// An earlier answer may have been to other words than the base has.
fn with_earlier(bond: Bond, base: &[Side], target: &[Side]) -> Bond {
    match (bond, base, target) {
        (Bond::Same, [old], [new]) if old.item.question.trim() != new.item.question.trim() => {
            Bond::Reworded
        }
        _ => bond,
    }
}

/// The gravest verdict of items that stand together; 該当なし only where no other is.
fn verdict(sides: &[Side], of: impl Fn(&Side) -> Option<Verdict>) -> Option<Verdict> {
    let verdicts = sides.iter().filter_map(of);
    verdicts.min_by_key(|verdict| rank(*verdict).unwrap_or(u8::MAX))
}

fn group(bond: Bond, movement: Option<Movement>, still: bool) -> Group {
    match (bond, movement) {
        (Bond::Added, _) => Group::Added,
        (Bond::Removed, _) => Group::Removed,
        (Bond::Reworded | Bond::Merged | Bond::Split, _) => Group::Reworded,
        (Bond::Same, None) => Group::NotDue,
        (Bond::Same, Some(Movement::Worse)) => Group::Worse,
        (Bond::Same, Some(Movement::Better)) => Group::Better,
        (Bond::Same, Some(Movement::ToNotApplicable)) => Group::ToNotApplicable,
        (Bond::Same, Some(Movement::FromNotApplicable)) => Group::FromNotApplicable,
        (Bond::Same, Some(Movement::Same)) if still => Group::Still,
        (Bond::Same, Some(Movement::Same)) => Group::Same,
    }
}

/// By the finding that is open; a 不適 of two periods is at least one old.
fn age(base: &[Side], target: &[Side], record: &Record) -> u32 {
    let items = target.iter().chain(base).map(|side| &side.item.id);
    let findings = items.filter_map(|item| record.finding_of(item));
    findings.map(|finding| finding.age(record.period)).max().unwrap_or(0).max(1)
}
