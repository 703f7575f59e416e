//! What auditors of earlier periods said of an item, to stand beside the question of today.

use super::Examiner;
use crate::domain::id::ItemId;
use crate::domain::period::Period;

/// One remark of an earlier audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRemark {
    pub period: Period,
    pub examiner: Examiner,
    /// The item of today that continues the one it was said of.
    pub item: ItemId,
    /// The item it was said of.
    pub of: ItemId,
    pub text: String,
}
