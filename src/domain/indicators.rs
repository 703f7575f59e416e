//! 形骸化の参考指標: figures that let people ask whether an inspection was really carried out.
//!
//! Nothing here judges: there is no score, nothing is good or bad, and the gate asks none of it.

use super::answer::{Answer, Verdict};
use super::checklist::Item;
use super::id::ItemId;
use super::inspection::{Ground, Inspection};
use super::past::Past;
use super::period::Period;

/// The characters a second above which nobody is taken to have read the text.
///
/// 200 students reading Japanese without skipping read 300 to 1,200 characters a minute, 653 on
/// average (小林・川嶋「日本語文章の読み速度の個人差をもたらす眼球運動」, 映像情報メディア学会誌
/// 72巻10号, 2018). This is 1,800 a minute, half as fast again as the fastest of them, so that
/// whoever reads fast, or knows the question from last time, is not named for it.
pub const READING_SPEED: u32 = 30;

/// An item that was answered in less time than its text takes to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hasty {
    pub item: ItemId,
    /// For how long it was before the person's eyes, over all its answers.
    pub seconds: u32,
    /// Of the question and of how to check it, blanks not counted.
    pub characters: u32,
}

/// A row of items with one verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub verdict: Verdict,
    /// Its items.
    pub length: usize,
    pub first: ItemId,
    pub last: ItemId,
}

/// The whole period beside the last one that was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    pub last: Period,
    /// Items with a verdict in both.
    pub common: usize,
    /// Those of them with the same verdict and the same note.
    pub same: usize,
}

impl Whole {
    pub fn is_identical(self) -> bool {
        self.common > 0 && self.same == self.common
    }
}

/// The figures of one inspection, each with what it is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indicators {
    /// Notes and references that were written or cited.
    pub texts: usize,
    /// Those of them that were taken over from an earlier period with one key.
    pub carried: usize,
    /// Items with a note now and a note when they were last checked.
    pub notes: usize,
    /// Those of them whose note says the same, whatever its blanks.
    pub same_notes: Vec<ItemId>,
    /// Items with a verdict.
    pub answered: usize,
    /// The longest row of equal verdicts, the first of those that are equally long. The order is
    /// that of the checklist among the items with a verdict: unlike the order of answering it can
    /// be followed on paper, and correcting an answer does not break it.
    pub run: Option<Run>,
    /// Items with a verdict for which the time was measured.
    pub measured: usize,
    /// Those of them that were answered in less time than reading takes.
    pub fast: Vec<Hasty>,
    /// The characters a second that `fast` rests on.
    pub reading_speed: u32,
    /// `None`: nothing was sealed before.
    pub whole: Option<Whole>,
    /// The line that people may add; empty where there is none.
    pub comment: String,
}

/// An item that is due and what is recorded for it.
type Given<'a> = (&'a Item, Answer);

impl Indicators {
    /// The figures of an inspection as it stands. Only items that are due count.
    pub fn of(ground: Ground<'_>, inspection: &Inspection) -> Self {
        let given: Vec<Given<'_>> = inspection
            .due(ground.checklist)
            .map(|item| (item, inspection.answer(&item.id)))
            .collect();
        let answered: Vec<(&Item, Verdict)> =
            given.iter().filter_map(|(item, answer)| Some((*item, answer.verdict?))).collect();
        let (texts, carried) = carried(&given);
        let (notes, same_notes) = same_notes(&given, ground.past);
        let (measured, fast) = fast(&answered, inspection);
        Self {
            texts,
            carried,
            notes,
            same_notes,
            answered: answered.len(),
            run: longest_run(&answered),
            measured,
            fast,
            reading_speed: READING_SPEED,
            whole: whole(&given, ground.past),
            comment: inspection.comment().to_owned(),
        }
    }

    /// True where no figure is more than nothing and the longest row is not the whole inspection:
    /// then one line is enough. What is told does not depend on it, only how much room it takes.
    pub fn is_quiet(&self) -> bool {
        let all_alike =
            self.answered > 1 && self.run.as_ref().is_some_and(|run| run.length == self.answered);
        self.carried == 0
            && self.same_notes.is_empty()
            && self.fast.is_empty()
            && !all_alike
            && !self.whole.is_some_and(Whole::is_identical)
    }
}

fn carried(given: &[Given<'_>]) -> (usize, usize) {
    let (mut texts, mut carried) = (0, 0);
    for (_, answer) in given {
        if !answer.note.trim().is_empty() {
            texts += 1;
            carried += usize::from(answer.note_carried.is_some());
        }
        texts += answer.evidence.len();
        carried += answer.evidence.iter().filter(|e| e.carried.is_some()).count();
    }
    (texts, carried)
}

fn same_notes(given: &[Given<'_>], past: &Past) -> (usize, Vec<ItemId>) {
    let (mut notes, mut same) = (0, Vec::new());
    for (item, answer) in given {
        let Some(last) = past.last(&item.id) else { continue };
        if answer.note.trim().is_empty() || last.answer.note.trim().is_empty() {
            continue;
        }
        notes += 1;
        if says_the_same(&answer.note, &last.answer.note) {
            same.push(item.id.clone());
        }
    }
    (notes, same)
}

/// Equal but for blanks and line ends, which mean nothing between Japanese characters.
fn says_the_same(one: &str, other: &str) -> bool {
    let seen = |text: &'_ str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    seen(one) == seen(other)
}

fn longest_run(answered: &[(&Item, Verdict)]) -> Option<Run> {
    let mut longest: Option<Run> = None;
    for row in answered.chunk_by(|(_, one), (_, other)| one == other) {
        let [(first, verdict), ..] = row else { continue };
        let (last, _) = row[row.len() - 1];
        if longest.as_ref().is_none_or(|found| found.length < row.len()) {
            let (first, last) = (first.id.clone(), last.id.clone());
            longest = Some(Run { verdict: *verdict, length: row.len(), first, last });
        }
    }
    longest
}

fn fast(answered: &[(&Item, Verdict)], inspection: &Inspection) -> (usize, Vec<Hasty>) {
    let (mut measured, mut fast) = (0, Vec::new());
    for (item, _) in answered {
        let Some(seconds) = inspection.seconds(&item.id) else { continue };
        measured += 1;
        let characters = characters(item);
        if seconds.saturating_mul(READING_SPEED) < characters {
            fast.push(Hasty { item: item.id.clone(), seconds, characters });
        }
    }
    (measured, fast)
}

/// What has to be read before an item can be answered.
fn characters(item: &Item) -> u32 {
    let texts = item.question.chars().chain(item.how.chars());
    u32::try_from(texts.filter(|c| !c.is_whitespace()).count()).unwrap_or(u32::MAX)
}

fn whole(given: &[Given<'_>], past: &Past) -> Option<Whole> {
    let last = past.newest()?;
    let mut whole = Whole { last, common: 0, same: 0 };
    for (item, answer) in given.iter().filter(|(_, answer)| answer.verdict.is_some()) {
        let before = past.last(&item.id).filter(|before| before.period == last);
        let Some(before) = before.filter(|before| before.answer.verdict.is_some()) else {
            continue;
        };
        whole.common += 1;
        let same = before.answer.verdict == answer.verdict
            && says_the_same(&before.answer.note, &answer.note);
        whole.same += usize::from(same);
    }
    Some(whole)
}

#[cfg(test)]
mod tests;
