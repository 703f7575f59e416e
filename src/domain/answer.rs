//! What the person in charge records for one item: verdict, note, evidence, remedy.
//!
//! Which of these a verdict requires is decided in `rules`.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::checklist::Method;
pub use super::evidence::Evidence;
use super::period::Period;

/// 判定. That nothing has been answered yet is the absence of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// 適: everything the question asks is met and was seen.
    Ok,
    /// 不適: at least one thing is not met.
    Ng,
    /// 該当なし: the item's condition for it holds.
    Na,
    /// 確認不能: it could not be verified; never counted as 適 nor as 該当なし.
    Unverified,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::Ok, Self::Ng, Self::Na, Self::Unverified];

    /// The word in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Ng => "ng",
            Self::Na => "na",
            Self::Unverified => "unverified",
        }
    }

    /// The word of the profession, accepted wherever the name is.
    pub fn kanji(self) -> &'static str {
        match self {
            Self::Ok => "適",
            Self::Ng => "不適",
            Self::Na => "該当なし",
            Self::Unverified => "確認不能",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.name() == name || v.kanji() == name)
    }
}

/// The grade of a 不適.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// 重大.
    Major,
    /// 軽微.
    Minor,
    /// 観察.
    Watch,
}

impl Grade {
    pub const ALL: [Self; 3] = [Self::Major, Self::Minor, Self::Watch];

    /// The word in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Watch => "watch",
        }
    }

    pub fn kanji(self) -> &'static str {
        match self {
            Self::Major => "重大",
            Self::Minor => "軽微",
            Self::Watch => "観察",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.name() == name || g.kanji() == name)
    }
}

/// 改善措置: what a 不適 requires. Empty texts are what has not been said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remedy {
    pub grade: Option<Grade>,
    pub cause: String,
    pub action: String,
    pub owner: String,
    pub due: Option<NaiveDate>,
}

impl Remedy {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// 回答: all that stands beside one item. The default is 未点検 with nothing noted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    pub verdict: Option<Verdict>,
    /// 所見; for 不適, what is wrong.
    pub note: String,
    /// The period the note was cited from; the mark stays for good.
    pub note_carried: Option<Period>,
    pub evidence: Vec<Evidence>,
    pub methods: Vec<Method>,
    /// Why 該当なし or 確認不能.
    pub reason: String,
    pub remedy: Remedy,
}

impl Answer {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This answer with another verdict and without what only the earlier one needed: a remedy
    /// belongs to 不適, a reason to 該当なし and 確認不能. Note and evidence stay.
    #[must_use]
    pub fn with_verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = Some(verdict);
        if verdict != Verdict::Ng {
            self.remedy = Remedy::default();
        }
        if !matches!(verdict, Verdict::Na | Verdict::Unverified) {
            self.reason.clear();
        }
        self
    }

    /// True when any text or reference was taken over from an earlier period.
    pub fn is_carried(&self) -> bool {
        self.note_carried.is_some() || self.evidence.iter().any(|e| e.carried.is_some())
    }
}

/// Who recorded something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub by: String,
    pub at: DateTime<FixedOffset>,
}

/// Longest texts that are accepted, in characters.
pub mod limit {
    /// Notes, causes, actions, reasons.
    pub const TEXT: usize = 5000;
    /// One evidence reference, a title, a name of a person or society.
    pub const LINE: usize = 200;
    /// Evidence references of one item.
    pub const EVIDENCE: usize = 50;
}
