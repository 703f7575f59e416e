//! 出来事: what one block of a journal says.
//!
//! Whether it may be recorded, and what an inspection becomes by it, is decided in `inspection`.

use super::answer::{Answer, Stamp};
use super::evidence::FileDigest;
use super::finding::{FindingId, Review};
use super::id::{ChecklistId, ItemId};

/// Why an answer changed; the journal keeps the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A verdict with what it requires.
    Answer,
    /// The verdict was taken back; texts and references stay.
    Clear,
    /// Only the note changed.
    Note,
    /// Only the references changed.
    Evidence,
    /// Only the remedy of a 不適 changed.
    Finding,
    /// Note and references were taken over from the last time.
    Cite,
    /// An open finding was reviewed.
    Review,
    Undo,
    Redo,
}

impl Act {
    pub const ALL: [Self; 9] = [
        Self::Answer,
        Self::Clear,
        Self::Note,
        Self::Evidence,
        Self::Finding,
        Self::Cite,
        Self::Review,
        Self::Undo,
        Self::Redo,
    ];

    /// The word in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Clear => "clear",
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Finding => "finding",
            Self::Cite => "cite",
            Self::Review => "review",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.name() == name)
    }

    /// Whether it takes an earlier change back or does it again.
    pub fn is_of_history(self) -> bool {
        matches!(self, Self::Undo | Self::Redo)
    }
}

/// A form that was left before it could be recorded: what had been typed, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    pub answer: Answer,
    /// The due date as typed, where it is not a date yet.
    pub due_text: String,
    /// The reference being typed.
    pub evidence_text: String,
}

impl Draft {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A form of a review that was left before it could be recorded, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewDraft {
    pub review: Review,
    /// The new due date as typed, where it is not a date yet.
    pub due_text: String,
    /// The day of completion as typed, where it is not a date yet.
    pub closed_text: String,
    /// The reference being typed.
    pub evidence_text: String,
}

impl ReviewDraft {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The whole answer of an item as it stands from now on.
    Put {
        item: ItemId,
        act: Act,
        answer: Answer,
        /// For how long the item was before the person's eyes until then, where that was measured.
        seconds: Option<u32>,
    },
    /// An unfinished form; an empty one says that there is none any more.
    Draft { item: ItemId, draft: Draft },
    /// The whole review of an open finding; an empty one takes it back.
    Review { finding: FindingId, act: Act, review: Review },
    /// An unfinished form of a review; an empty one says that there is none any more.
    ReviewDraft { finding: FindingId, draft: ReviewDraft },
    /// One line on the indicators; an empty one takes it back.
    Comment { text: String },
    /// Another version of the checklist, from now on.
    Adopt(Adoption),
    /// A form that was filled in away from the terminal: all of it counts, or nothing.
    Import(Import),
}

/// What a filled form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The name of its file, without the folders.
    pub file: String,
    pub sha256: FileDigest,
    /// The whole answer of each item as it stands from now on, by the order of the items; no item
    /// twice.
    pub answers: Vec<(ItemId, Answer)>,
}

/// The version of the checklist that an inspection goes on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    pub checklist: ChecklistId,
    pub version: String,
    /// SHA-256 of the checklist's canonical text, 64 hexadecimal digits.
    pub digest: String,
    /// Answered items whose question or condition for 該当なし is another now.
    pub again: Vec<ItemId>,
    /// Answered items that were merged, split, renamed or retired: their answers count no more.
    pub dropped: Vec<ItemId>,
}

impl Change {
    /// The one item it is about; of a review none, since a finding may outlive its item.
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::Put { item, .. } | Self::Draft { item, .. } => Some(item),
            Self::Review { .. }
            | Self::ReviewDraft { .. }
            | Self::Comment { .. }
            | Self::Adopt(_)
            | Self::Import(_) => None,
        }
    }
}

/// One durable event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// From 2; the start of the inspection is 1.
    pub seq: u64,
    pub stamp: Stamp,
    pub change: Change,
}
