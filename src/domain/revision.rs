//! What can be wrong with the changes that a checklist declares, as data.
//!
//! Only what one file shows by itself; what a pair of versions shows is in `succession`.

use super::lineage::Kind;

/// A fault of one `[[revision]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionFault {
    UnknownKind {
        text: String,
        nearest: Option<String>,
    },
    /// So many ids, or such ids, do not make a change of this kind.
    Misshapen {
        kind: Kind,
        from: usize,
        to: usize,
    },
    /// Two changes of one version, or two origins of one item.
    Twice {
        id: String,
    },
    /// The item went away by an earlier change.
    Gone {
        id: String,
    },
    /// The item should have gone away by this change, and is asked.
    StillAsked {
        id: String,
        kind: Kind,
    },
    /// Of a version after that of the checklist.
    Ahead {
        text: String,
        version: String,
    },
    /// Behind a change of a later version.
    Disordered {
        text: String,
        earlier: String,
    },
}

impl RevisionFault {
    /// The name in JSON; it never changes.
    pub fn name(&self) -> &'static str {
        match self {
            Self::UnknownKind { .. } => "unknown-kind",
            Self::Misshapen { .. } => "revision-misshapen",
            Self::Twice { .. } => "revision-twice",
            Self::Gone { .. } => "revision-gone",
            Self::StillAsked { .. } => "revision-still-asked",
            Self::Ahead { .. } => "revision-ahead",
            Self::Disordered { .. } => "revision-disordered",
        }
    }
}
