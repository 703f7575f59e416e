//! 出来事: what one block of the journal of an audit says.

use super::{AuditFinding, Opinion, Target};
use crate::domain::answer::Stamp;
use crate::domain::id::ItemId;

/// Whether an item is among those the auditor looked at closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    Sampled,
    Dropped,
}

/// What happened; the journal keeps the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditChange {
    Sample {
        item: ItemId,
        sampling: Sampling,
    },
    /// The whole remark on an item; an empty one takes it back.
    Remark {
        item: ItemId,
        text: String,
    },
    /// The whole finding on an item; an empty one takes it back.
    Finding {
        item: ItemId,
        finding: AuditFinding,
    },
    Opinion {
        opinion: Option<Opinion>,
        text: String,
    },
    /// The audited record was corrected: from now on the audit is of the entry that replaced it.
    Reread(Target),
}

impl AuditChange {
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::Sample { item, .. } | Self::Remark { item, .. } | Self::Finding { item, .. } => {
                Some(item)
            }
            Self::Opinion { .. } | Self::Reread(_) => None,
        }
    }
}

/// One durable event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// From 2; the start is 1.
    pub seq: u64,
    pub stamp: Stamp,
    pub change: AuditChange,
}
