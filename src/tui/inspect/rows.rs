//! The rows of the list: a heading for each section, then its items.

use crate::domain::checklist::Checklist;

/// One row of the list; indices into the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Section(usize),
    Item(usize),
}

pub(super) fn rows(checklist: &Checklist) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, section) in checklist.sections.iter().enumerate() {
        let items = checklist.items.iter().enumerate().filter(|(_, i)| i.section == section.id);
        let items: Vec<Row> = items.map(|(index, _)| Row::Item(index)).collect();
        if !items.is_empty() {
            rows.push(Row::Section(at));
            rows.extend(items);
        }
    }
    rows
}
