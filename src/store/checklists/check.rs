//! What the blocks of a checklist file say about each other and about its base.
//!
//! It finds faults in one file; the base was judged on its own before.

use std::collections::BTreeMap;
use std::ops::Range;

use super::refer;
use super::revise;
use super::rows;
use super::source::{At, Fields, Quarter, Rhythm, SourceChange, SourceFile};
use super::tree::Faults;
use crate::domain::fault::{FaultKind, Named, Related, RelatedKind, Severity};

/// A file and the base it stands on.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) own: &'a SourceFile,
    pub(super) base: Option<&'a SourceFile>,
    /// Whether everything that may be referred to is there: neither is the notation broken
    /// nor the base missing.
    pub(super) whole: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn files(self) -> impl Iterator<Item = &'a SourceFile> {
        self.base.into_iter().chain([self.own])
    }
}

/// An id where it is written.
pub(super) struct Written<'a> {
    pub(super) id: String,
    pub(super) file: &'a str,
    pub(super) span: &'a Range<usize>,
}

impl<'a> Written<'a> {
    pub(super) fn new<T: ToString>(file: &'a SourceFile, at: &'a At<T>) -> Self {
        Self { id: at.value.to_string(), file: &file.file, span: &at.span }
    }

    pub(super) fn related(&self, kind: RelatedKind) -> Related {
        Related { kind, file: self.file.to_owned(), span: self.span.clone() }
    }
}

pub(super) fn check(scope: Scope<'_>, faults: &mut Faults<'_>) {
    duplicates(scope, faults);
    for item in &scope.own.items {
        frequency(&item.fields, item.for_each.is_some(), faults);
    }
    for change in &scope.own.changes {
        check_change(change, scope, faults);
    }
    rows::check(scope, faults);
    retired(scope, faults);
    revise::check(scope, faults);
    if scope.whole {
        refer::check(scope, faults);
        if faults.told.iter().all(|fault| fault.severity() != Severity::Error) {
            refer::uncovered(scope, faults);
        }
    }
}

fn duplicates(scope: Scope<'_>, faults: &mut Faults<'_>) {
    let own = scope.own;
    let sections = scope
        .files()
        .flat_map(|file| file.sections.iter().filter_map(move |s| Some((file, s.id.as_ref()?))));
    twice(sections.map(|(f, at)| Written::new(f, at)), own, Named::Section, faults);
    let commitments = own.commitments.iter().filter_map(|c| c.id.as_ref());
    twice(commitments.map(|at| Written::new(own, at)), own, Named::Commitment, faults);
    let changes = own.changes.iter().filter_map(|c| c.id.as_ref());
    twice(changes.map(|at| Written::new(own, at)), own, Named::Item, faults);
    let disabled = own.disabled.iter().filter_map(|d| d.id.as_ref());
    twice(disabled.map(|at| Written::new(own, at)), own, Named::Item, faults);
    let retired = own.retired.iter().filter_map(|r| r.id.as_ref());
    twice(retired.map(|at| Written::new(own, at)), own, Named::Item, faults);
    for table in &own.tables {
        let keys = table.rows.iter().filter_map(|row| row.key.as_ref());
        twice(keys.map(|at| Written::new(own, at)), own, Named::Row, faults);
    }
    let items = scope
        .files()
        .flat_map(|file| file.items.iter().filter_map(move |i| Some((file, i.id.as_ref()?))))
        .map(|(file, at)| Written::new(file, at));
    twice(items.chain(rows::ids(scope)), own, Named::Item, faults);
}

/// Tells every id of `own` that was written before.
fn twice<'a>(
    ids: impl Iterator<Item = Written<'a>>,
    own: &SourceFile,
    named: Named,
    faults: &mut Faults<'_>,
) {
    let mut first: BTreeMap<String, Written<'a>> = BTreeMap::new();
    for written in ids {
        match first.get(&written.id) {
            Some(earlier) if earlier.file == written.file && earlier.span == written.span => {}
            Some(earlier) if written.file == own.file => {
                let kind = FaultKind::Duplicate { id: written.id.clone(), named };
                faults.tell_with(written.span, kind, earlier.related(RelatedKind::First));
            }
            Some(_) => {}
            None => {
                first.insert(written.id.clone(), written);
            }
        }
    }
}

/// Ids that were given up and are used all the same.
fn retired(scope: Scope<'_>, faults: &mut Faults<'_>) {
    let entries: BTreeMap<String, Written<'_>> = scope
        .files()
        .flat_map(|file| file.retired.iter().filter_map(move |r| Some((file, r.id.as_ref()?))))
        .map(|(file, at)| (at.value.to_string(), Written::new(file, at)))
        .collect();
    let items = scope
        .files()
        .flat_map(|file| file.items.iter().filter_map(move |i| Some((file, i.id.as_ref()?))))
        .map(|(file, at)| Written::new(file, at));
    for item in items.chain(rows::ids(scope)) {
        let Some(entry) = entries.get(&item.id) else { continue };
        let kind = FaultKind::RetiredReused { id: item.id.clone() };
        if item.file == scope.own.file {
            faults.tell_with(item.span, kind, entry.related(RelatedKind::Retired));
        } else if entry.file == scope.own.file {
            faults.tell_with(entry.span, kind, item.related(RelatedKind::Base));
        }
    }
}

/// Whether the quarter fits the frequency of an item.
fn frequency(fields: &Fields, expanded: bool, faults: &mut Faults<'_>) {
    let Some(rhythm) = &fields.frequency else { return };
    if expanded && rhythm.value != Rhythm::Rotating {
        faults.tell(&rhythm.span, FaultKind::RowsTakeTurns);
    }
    superfluous(fields, rhythm.value, expanded, faults);
    for (key, quarter, fits) in quarters(fields) {
        if quarter.is_none() && rhythm.value == fits && !expanded {
            let frequency = rhythm.value.name();
            faults.tell(&rhythm.span, FaultKind::QuarterMissing { key, frequency });
        }
    }
}

fn superfluous(fields: &Fields, rhythm: Rhythm, expanded: bool, faults: &mut Faults<'_>) {
    for (key, quarter, fits) in quarters(fields) {
        let Some(at) = quarter else { continue };
        if expanded {
            faults.tell(&at.span, FaultKind::TurnOfRows { key });
        } else if rhythm != fits {
            let frequency = rhythm.name();
            faults.tell(&at.span, FaultKind::QuarterSuperfluous { key, frequency });
        }
    }
}

/// The keys that hold a quarter, and the frequency each belongs to.
fn quarters(fields: &Fields) -> [(&'static str, Option<&Quarter>, Rhythm); 2] {
    [
        ("due_quarter", fields.due_quarter.as_ref(), Rhythm::Annual),
        ("turn", fields.turn.as_ref(), Rhythm::Rotating),
    ]
}

fn check_change(change: &SourceChange, scope: Scope<'_>, faults: &mut Faults<'_>) {
    let Some(id) = &change.id else { return };
    if let Some(disabled) = scope.own.disable(&id.value).and_then(|entry| entry.id.as_ref()) {
        let kind = FaultKind::ChangedAndDisabled { id: id.value.to_string() };
        let related = Written::new(scope.own, disabled).related(RelatedKind::Disabled);
        faults.tell_with(&id.span, kind, related);
    }
    let Some(item) = scope.base.and_then(|base| base.item(&id.value)) else { return };
    let expanded = item.for_each.is_some();
    if change.fields.frequency.is_some() {
        frequency(&change.fields, expanded, faults);
    } else if let Some(kept) = &item.fields.frequency {
        superfluous(&change.fields, kept.value, expanded, faults);
    }
}
