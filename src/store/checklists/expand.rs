//! A checklist file, with its base if it has one → the [`Checklist`] that is asked.
//!
//! It expects files without errors and gives `None` where something needed is missing; what
//! that is has been told by `read` and `check`.

use super::overlay::{frequency, overlaid};
use super::source::{At, SourceFile, SourceItem, SourceRow, SourceTable};
use crate::domain::checklist::{Checklist, Commitment, Frequency, Item, Notice, Retired, Section};
use crate::domain::id::{ChecklistId, ItemId, RowKey};
use crate::domain::lineage::Declared;

/// Sections in file order; within a section the items of the base, then the added ones; the
/// rows of a table at the place of the item that is expanded over it.
pub(super) fn expand(own: &SourceFile, base: Option<&SourceFile>) -> Option<Checklist> {
    let files = || base.into_iter().chain([own]);
    let sections = files().flat_map(|f| &f.sections).map(|section| {
        Some(Section {
            id: value(section.id.as_ref())?,
            title: value(section.title.as_ref())?,
            short: value(section.short.as_ref())?,
        })
    });
    let sections: Vec<Section> = sections.collect::<Option<_>>()?;
    let mut asked = Vec::new();
    for file in files() {
        for item in &file.items {
            asked.extend(items(item, file, own, base)?);
        }
    }
    let items = sections
        .iter()
        .flat_map(|section| asked.iter().filter(|item| item.section == section.id))
        .cloned()
        .collect();
    let retired = files().flat_map(|f| &f.retired).map(|entry| {
        Some(Retired {
            id: value(entry.id.as_ref())?,
            version: value(entry.version.as_ref())?,
            reason: value(entry.reason.as_ref())?,
        })
    });
    let changes = files().flat_map(|f| &f.revisions).map(|revision| {
        let ids = |list: &[At<ItemId>]| list.iter().map(|at| at.value.clone()).collect();
        Some(Declared {
            version: value(revision.version.as_ref())?,
            kind: value(revision.kind.as_ref())?,
            from: ids(&revision.from),
            to: ids(&revision.to),
            reason: value(revision.reason.as_ref())?,
        })
    });
    Some(Checklist {
        id: value(own.id.as_ref())?,
        extends: origin(own)?,
        title: value(own.title.as_ref())?,
        version: value(own.version.as_ref())?,
        basis_date: value(own.basis_date.as_ref())?,
        notice: notice(own)?,
        commitments: commitments(own, base)?,
        items,
        retired: retired.collect::<Option<_>>()?,
        changes: changes.collect::<Option<_>>()?,
        sections,
    })
}

fn value<T: Clone>(at: Option<&At<T>>) -> Option<T> {
    at.map(|at| at.value.clone())
}

/// An expanded text names itself where it has no base.
#[expect(clippy::option_option, reason = "missing id and no base are different things")]
fn origin(own: &SourceFile) -> Option<Option<ChecklistId>> {
    let id = value(own.id.as_ref())?;
    let from = own.extends.as_ref().or(own.extended.as_ref());
    Some(value(from).filter(|from| *from != id))
}

fn notice(own: &SourceFile) -> Option<Notice> {
    let Some(society) = &own.society else { return Some(Notice::default()) };
    Some(Notice {
        society: value(society.name.as_ref())?,
        title: value(society.notice.as_ref())?,
        edition: value(society.edition.as_ref())?,
    })
}

/// Those of the base in its order, with the society's words; then the society's own.
fn commitments(own: &SourceFile, base: Option<&SourceFile>) -> Option<Vec<Commitment>> {
    let mut all: Vec<Commitment> = Vec::new();
    for source in base.into_iter().chain([own]).flat_map(|file| &file.commitments) {
        let id = value(source.id.as_ref())?;
        let text = value(source.text.as_ref())?;
        let section = value(source.section.as_ref());
        if let Some(earlier) = all.iter_mut().find(|earlier| earlier.id == id) {
            earlier.text = text;
            if let Some(section) = section {
                earlier.section = section;
            }
        } else {
            all.push(Commitment { id, section: section?, text });
        }
    }
    Some(all)
}

/// The table an item is expanded over: the society's, or else the base's.
pub(super) fn table<'a>(
    name: &str,
    own: &'a SourceFile,
    base: Option<&'a SourceFile>,
) -> Option<&'a SourceTable> {
    own.table(name).or_else(|| base.and_then(|base| base.table(name)))
}

/// The id of the item made from one row; `None` if it is too long to be one.
pub(super) fn row_id(template: &ItemId, key: &RowKey) -> Option<ItemId> {
    ItemId::new(&format!("{template}-{key}")).ok()
}

fn items(
    source: &SourceItem,
    file: &SourceFile,
    own: &SourceFile,
    base: Option<&SourceFile>,
) -> Option<Vec<Item>> {
    let id = value(source.id.as_ref())?;
    let of_base = !std::ptr::eq(file, own);
    if of_base && own.disable(&id).is_some() {
        return Some(Vec::new());
    }
    let change = own.change(&id).filter(|_| of_base);
    let merged = overlaid(source, change);
    let Some(name) = &merged.for_each else {
        return Some(vec![item(&merged, id, frequency(&merged.fields)?)?]);
    };
    let rows = table(&name.value, own, base).map_or(&[][..], |table| &table.rows);
    rows.iter()
        .map(|row| {
            let turn = row.turn.as_ref()?.value?;
            let id = row_id(&id, &row.key.as_ref()?.value)?;
            filled(item(&merged, id, Frequency::Rotating { turn })?, row)
        })
        .collect()
}

fn item(source: &SourceItem, id: ItemId, frequency: Frequency) -> Option<Item> {
    let fields = &source.fields;
    let commitments = fields.commitments.as_ref()?.value.iter().map(|at| at.value.clone());
    Some(Item {
        id,
        section: value(source.section.as_ref())?,
        title: value(fields.title.as_ref())?,
        question: value(fields.question.as_ref())?,
        how: value(fields.how.as_ref())?,
        methods: value(fields.methods.as_ref())?,
        evidence: value(fields.evidence.as_ref())?,
        not_applicable: value(fields.not_applicable.as_ref()),
        basis: value(fields.basis.as_ref())?,
        commitments: commitments.collect(),
        frequency,
        escalate: value(fields.escalate.as_ref()).unwrap_or_default(),
    })
}

fn filled(mut item: Item, row: &SourceRow) -> Option<Item> {
    let name = value(row.name.as_ref())?;
    let entries = row.entries.as_ref()?.value.join("、");
    for text in [&mut item.title, &mut item.question, &mut item.how] {
        *text = put_in(text, &name, &entries);
    }
    Some(item)
}

/// `template` with `{name}` and `{entries}` replaced, each looked for once.
fn put_in(template: &str, name: &str, entries: &str) -> String {
    let mut out = String::with_capacity(template.len() + name.len() + entries.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        if let Some(tail) = rest.strip_prefix("{name}") {
            out.push_str(name);
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("{entries}") {
            out.push_str(entries);
            rest = tail;
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}
