//! Which items a period asks.

use super::checklist::{Frequency, Item};
use super::period::Period;

/// Quarterly items are due in every period, annual and rotating ones in the period that contains
/// their quarter; with an annual cycle everything is due.
pub fn is_due(item: &Item, period: Period) -> bool {
    match item.frequency {
        Frequency::Quarterly => true,
        Frequency::Annual { due_quarter: quarter } | Frequency::Rotating { turn: quarter } => {
            period.quarters().contains(&quarter)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::tests::item;

    fn due_in(frequency: Frequency) -> Vec<&'static str> {
        let asked = Item { frequency, ..item("A") };
        ["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4", "FY2026-H1", "FY2026-H2", "FY2026"]
            .into_iter()
            .filter(|p| is_due(&asked, p.parse().unwrap()))
            .collect()
    }

    #[test]
    fn annual_and_rotating_items_are_due_where_their_quarter_lies() {
        assert_eq!(due_in(Frequency::Quarterly).len(), 7);
        assert_eq!(
            due_in(Frequency::Annual { due_quarter: 3 }),
            ["FY2026-Q3", "FY2026-H2", "FY2026"]
        );
        assert_eq!(due_in(Frequency::Rotating { turn: 2 }), ["FY2026-Q2", "FY2026-H1", "FY2026"]);
    }
}
