//! The groups of a comparison and the movements of a verdict.
//!
//! Which line is of which group is decided in `comparison`.

use crate::domain::answer::Verdict;

/// Where a line of the comparison stands; in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// 悪化: a lower verdict, 適 > 確認不能 > 不適.
    Worse,
    /// 継続不適.
    Still,
    /// 改善: a higher verdict.
    Better,
    /// 新設: only the target asks it.
    Added,
    /// 廃止: only the base asked it.
    Removed,
    /// 設問変更: another wording, or merged or split items; verdicts are not comparable as such.
    Reworded,
    /// 該当なしへ.
    ToNotApplicable,
    /// 該当なしから.
    FromNotApplicable,
    /// 変化なし: the same verdict.
    Same,
    /// 対象外: not asked on one side or on both.
    NotDue,
}

impl Group {
    pub const ALL: [Self; 10] = [
        Self::Worse,
        Self::Still,
        Self::Better,
        Self::Added,
        Self::Removed,
        Self::Reworded,
        Self::ToNotApplicable,
        Self::FromNotApplicable,
        Self::Same,
        Self::NotDue,
    ];

    /// The word in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Still => "still",
            Self::Better => "better",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
            Self::ToNotApplicable => "to-na",
            Self::FromNotApplicable => "from-na",
            Self::Same => "same",
            Self::NotDue => "not-due",
        }
    }
}

/// Where a verdict went, also where the question is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    Worse,
    Better,
    /// The same verdict.
    Same,
    ToNotApplicable,
    FromNotApplicable,
}

impl Movement {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Better => "better",
            Self::Same => "same",
            Self::ToNotApplicable => "to-na",
            Self::FromNotApplicable => "from-na",
        }
    }

    pub(super) fn between(old: Verdict, new: Verdict) -> Self {
        match (rank(old), rank(new)) {
            (None, None) => Self::Same,
            (Some(_), None) => Self::ToNotApplicable,
            (None, Some(_)) => Self::FromNotApplicable,
            (Some(old), Some(new)) => match new.cmp(&old) {
                std::cmp::Ordering::Less => Self::Worse,
                std::cmp::Ordering::Equal => Self::Same,
                std::cmp::Ordering::Greater => Self::Better,
            },
        }
    }
}

/// 不適 < 確認不能 < 適; 該当なし is outside.
pub(super) fn rank(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Ng => Some(0),
        Verdict::Unverified => Some(1),
        Verdict::Ok => Some(2),
        Verdict::Na => None,
    }
}
