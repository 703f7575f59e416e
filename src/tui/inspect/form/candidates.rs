//! What can be put into the form of an answer with one key: references and names used before.

use super::Field;
use crate::app::inspect::Work;
use crate::domain::checklist::Item;
use crate::tui::inspect::entry::Offers;

/// References of the last time, those used for other items in this period, then the checklist's
/// examples; people of the society and earlier owners.
pub(in crate::tui::inspect) fn offers(work: &Work, item: &Item) -> Offers<Field> {
    let mut offers = Offers::default();
    let last = work.past.last(&item.id);
    for evidence in last.iter().flat_map(|last| &last.answer.evidence) {
        offers.add(Field::Evidence, &evidence.text, last.map(|last| last.period));
    }
    for (text, _) in work.inspection.references() {
        offers.add(Field::Evidence, text, None);
    }
    for example in &item.evidence {
        offers.add(Field::Evidence, example, None);
    }
    for past in work.past.of(&item.id) {
        offers.add(Field::Owner, &past.answer.remedy.owner, None);
    }
    let people = &work.society.people;
    for name in [&people.inspector, &people.officer] {
        offers.add(Field::Owner, name, None);
    }
    offers
}
