//! 指摘: what a 不適 leaves behind.
//!
//! Only its identity and content at birth live here; its life across periods is not told yet.

use std::fmt;

use super::answer::{Answer, Verdict};
use super::id::ItemId;
use super::period::Period;

/// The permanent name of a finding: the period and the item it arose from, `F-FY2026-Q3-ORG-04`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingId {
    pub period: Period,
    pub item: ItemId,
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F-{}-{}", self.period, self.item)
    }
}

/// The finding that `answer` opens, if it is a 不適.
pub fn opened_by(period: Period, item: &ItemId, answer: &Answer) -> Option<FindingId> {
    (answer.verdict == Some(Verdict::Ng)).then(|| FindingId { period, item: item.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::tests::{ng, ok};

    #[test]
    fn only_a_ng_opens_a_finding_and_its_name_is_permanent() {
        let period = "FY2026-Q3".parse().unwrap();
        let item = ItemId::new("ORG-04").unwrap();
        assert_eq!(opened_by(period, &item, &ok("a")), None);
        assert_eq!(opened_by(period, &item, &ng()).unwrap().to_string(), "F-FY2026-Q3-ORG-04");
    }
}
