//! What a society's change makes of a base item, and how often the result is asked.
//!
//! It puts values over values; whether they may be put there is checked in `check`.

use super::source::{Fields, Removable, Rhythm, SourceChange, SourceItem};
use crate::domain::checklist::Frequency;

/// The item with the fields that the change replaces. A new frequency brings its own quarter.
pub(super) fn overlaid(item: &SourceItem, change: Option<&SourceChange>) -> SourceItem {
    let Some(change) = change else { return item.clone() };
    let (old, new) = (&item.fields, &change.fields);
    let new_rhythm = new.frequency.is_some();
    let quarter = |new: &Option<_>, old: &Option<_>| match (new_rhythm, new) {
        (true, _) | (_, Some(_)) => new.clone(),
        (false, None) => old.clone(),
    };
    let mut fields = Fields {
        title: new.title.clone().or_else(|| old.title.clone()),
        question: new.question.clone().or_else(|| old.question.clone()),
        how: new.how.clone().or_else(|| old.how.clone()),
        methods: new.methods.clone().or_else(|| old.methods.clone()),
        evidence: new.evidence.clone().or_else(|| old.evidence.clone()),
        not_applicable: new.not_applicable.clone().or_else(|| old.not_applicable.clone()),
        basis: new.basis.clone().or_else(|| old.basis.clone()),
        commitments: new.commitments.clone().or_else(|| old.commitments.clone()),
        frequency: new.frequency.clone().or_else(|| old.frequency.clone()),
        due_quarter: quarter(&new.due_quarter, &old.due_quarter),
        turn: quarter(&new.turn, &old.turn),
        escalate: new.escalate.clone().or_else(|| old.escalate.clone()),
    };
    for removed in &change.remove {
        match removed.value {
            Removable::NotApplicable => fields.not_applicable = None,
            Removable::Escalate => fields.escalate = None,
        }
    }
    SourceItem { fields, ..item.clone() }
}

/// The frequency with its quarter; `None` where one is missing.
pub(super) fn frequency(fields: &Fields) -> Option<Frequency> {
    match fields.frequency.as_ref()?.value {
        Rhythm::Quarterly => Some(Frequency::Quarterly),
        Rhythm::Annual => {
            let due_quarter = fields.due_quarter.as_ref()?.value?;
            Some(Frequency::Annual { due_quarter })
        }
        Rhythm::Rotating => Some(Frequency::Rotating { turn: fields.turn.as_ref()?.value? }),
    }
}
