//! What can be put into a field with one key: references and names used before.

use super::Field;
use crate::app::inspect::Work;
use crate::domain::checklist::Item;
use crate::domain::period::Period;

/// The most that is offered for a field.
const MOST: usize = 20;

/// One text to put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::inspect) struct Offer {
    pub(super) text: String,
    /// Taken over from this period; the mark stays with it.
    pub(super) carried: Option<Period>,
}

/// Offers for references and for the owner of a remedy, best first.
#[derive(Debug, Clone, Default)]
pub(in crate::tui::inspect) struct Offers {
    evidence: Vec<Offer>,
    owner: Vec<Offer>,
}

impl Offers {
    pub(super) fn of(&self, field: Field) -> &[Offer] {
        match field {
            Field::Evidence => &self.evidence,
            Field::Owner => &self.owner,
            _ => &[],
        }
    }
}

/// References of the last time, those used for other items in this period, then the checklist's
/// examples; people of the society and earlier owners.
pub(in crate::tui::inspect) fn offers(work: &Work, item: &Item) -> Offers {
    let mut offers = Offers::default();
    let last = work.past.last(&item.id);
    for evidence in last.iter().flat_map(|last| &last.answer.evidence) {
        add(&mut offers.evidence, &evidence.text, last.map(|last| last.period));
    }
    for (text, _) in work.inspection.references() {
        add(&mut offers.evidence, text, None);
    }
    for example in &item.evidence {
        add(&mut offers.evidence, example, None);
    }
    for past in work.past.of(&item.id) {
        add(&mut offers.owner, &past.answer.remedy.owner, None);
    }
    let people = &work.society.people;
    for name in [&people.inspector, &people.officer] {
        add(&mut offers.owner, name, None);
    }
    offers
}

fn add(list: &mut Vec<Offer>, text: &str, carried: Option<Period>) {
    if !text.is_empty() && list.len() < MOST && list.iter().all(|o| o.text != text) {
        list.push(Offer { text: text.to_owned(), carried });
    }
}
