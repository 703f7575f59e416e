//! What a reader must know before trusting the figures of a record.
//!
//! It states facts of the record only; none of them keeps anything from being sealed.

use chrono::NaiveDate;

use crate::domain::inspection::Clock;
use crate::domain::record::Record;
use crate::domain::society::SamePerson;

/// The auditors that the law asks for (健康保険法21条4項: one of each seat).
const AUDITORS: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Caution {
    Same(SamePerson),
    NoOfficer,
    /// The inspector sealed although someone else is the officer.
    ConfirmedByInspector {
        name: String,
    },
    ConfirmedByOther {
        name: String,
    },
    FewAuditors {
        named: usize,
    },
    ClockStated,
    BeforeEnd {
        end: NaiveDate,
        sealed: NaiveDate,
    },
    Open {
        items: usize,
    },
    /// References whose last day had passed when it was sealed.
    Expired {
        references: usize,
    },
}

/// Every caution that a record deserves, the gravest first.
pub(super) fn cautions(record: &Record) -> Vec<Caution> {
    let mut found = Vec::new();
    let open = record.tally().open;
    if open > 0 {
        found.push(Caution::Open { items: open });
    }
    found.extend(record.people.same().into_iter().map(Caution::Same));
    found.extend(of_confirmer(record));
    if record.sealing.clock == Clock::Stated {
        found.push(Caution::ClockStated);
    }
    let (end, sealed) = (record.period.end(), record.first_sealed().date_naive());
    if sealed < end {
        found.push(Caution::BeforeEnd { end, sealed });
    }
    let answers = record.lines().filter_map(|(_, outcome)| outcome.answer());
    let given = answers.flat_map(|answer| &answer.evidence);
    let references = given.filter(|evidence| evidence.has_expired(sealed)).count();
    if references > 0 {
        found.push(Caution::Expired { references });
    }
    let named = record.people.auditors.iter().filter(|a| !a.name.trim().is_empty()).count();
    if named < AUDITORS {
        found.push(Caution::FewAuditors { named });
    }
    found
}

fn of_confirmer(record: &Record) -> Option<Caution> {
    let name = record.sealing.confirmed_by.clone();
    if record.people.officer.trim().is_empty() {
        Some(Caution::NoOfficer)
    } else if record.people.is_officer(&name) {
        None
    } else if record.people.is_inspector(&name) {
        Some(Caution::ConfirmedByInspector { name })
    } else {
        Some(Caution::ConfirmedByOther { name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::sample;

    #[test]
    fn a_record_in_order_has_no_caution() {
        assert_eq!(cautions(&sample()), []);
    }

    #[test]
    fn the_confirmer_is_looked_at_through_the_roles() {
        let mut record = sample();
        let inspector = record.people.inspector.clone();
        record.sealing.confirmed_by.clone_from(&inspector);
        assert_eq!(cautions(&record), [Caution::ConfirmedByInspector { name: inspector }]);
        record.sealing.confirmed_by = "他の人".into();
        assert_eq!(cautions(&record), [Caution::ConfirmedByOther { name: "他の人".into() }]);
        record.people.officer = " ".into();
        assert_eq!(cautions(&record), [Caution::NoOfficer]);
    }

    #[test]
    fn an_early_seal_a_stated_clock_and_missing_auditors_are_told() {
        let mut record = sample();
        record.period = record.period.next().unwrap();
        record.sealing.clock = Clock::Stated;
        record.people.auditors.truncate(1);
        let (end, sealed) = (record.period.end(), record.sealing.at.date_naive());
        assert_eq!(
            cautions(&record),
            [
                Caution::ClockStated,
                Caution::BeforeEnd { end, sealed },
                Caution::FewAuditors { named: 1 }
            ]
        );
    }
}
