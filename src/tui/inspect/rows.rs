//! The rows of the list: the open findings, then a heading for each section with its items.

use crate::domain::checklist::Checklist;

/// One row of the list; indices into the findings and the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// The heading of the findings.
    Findings,
    Finding(usize),
    Section(usize),
    Item(usize),
}

pub(super) fn rows(checklist: &Checklist, findings: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if findings > 0 {
        rows.push(Row::Findings);
        rows.extend((0..findings).map(Row::Finding));
    }
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
