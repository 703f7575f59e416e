//! Whether every id that a checklist file refers to exists, and every commitment has an item.
//!
//! Only called when all that may be referred to is there.

use std::collections::BTreeSet;

use super::check::{Scope, Written};
use super::expand::table;
use super::keys::nearest;
use super::overlay::overlaid;
use super::source::{At, SourceFile, SourceItem};
use super::tree::Faults;
use crate::domain::fault::{FaultKind, Named, Place};
use crate::domain::id::{CommitmentId, SectionId};

pub(super) fn check(scope: Scope<'_>, faults: &mut Faults<'_>) {
    let sections: BTreeSet<&str> = scope
        .files()
        .flat_map(|f| &f.sections)
        .filter_map(|s| s.id.as_ref().map(|at| at.value.as_str()))
        .collect();
    let commitments: BTreeSet<&str> = scope
        .files()
        .flat_map(|f| &f.commitments)
        .filter_map(|c| c.id.as_ref().map(|at| at.value.as_str()))
        .collect();
    for commitment in &scope.own.commitments {
        known(commitment.section.as_ref(), SectionId::as_str, &sections, Named::Section, faults);
    }
    for item in &scope.own.items {
        known(item.section.as_ref(), SectionId::as_str, &sections, Named::Section, faults);
    }
    let items = scope.own.items.iter().map(|item| &item.fields);
    for fields in items.chain(scope.own.changes.iter().map(|change| &change.fields)) {
        for id in fields.commitments.iter().flat_map(|list| &list.value) {
            known(Some(id), CommitmentId::as_str, &commitments, Named::Commitment, faults);
        }
    }
    homes(scope, faults);
    if let Some(base) = scope.base {
        base_items(scope.own, base, faults);
    }
}

fn known<T>(
    at: Option<&At<T>>,
    name: fn(&T) -> &str,
    all: &BTreeSet<&str>,
    named: Named,
    faults: &mut Faults<'_>,
) {
    let Some(at) = at else { return };
    let id = name(&at.value);
    if !all.contains(id) {
        let nearest = nearest(id, all.iter().copied());
        faults.tell(&at.span, FaultKind::UnknownId { id: id.to_owned(), named, nearest });
    }
}

/// A commitment that is new must say its section.
fn homes(scope: Scope<'_>, faults: &mut Faults<'_>) {
    let of_base: BTreeSet<&CommitmentId> = scope
        .base
        .into_iter()
        .flat_map(|base| &base.commitments)
        .filter_map(|c| c.id.as_ref().map(|at| &at.value))
        .collect();
    for commitment in &scope.own.commitments {
        let Some(id) = &commitment.id else { continue };
        if !commitment.placed && !of_base.contains(&id.value) {
            let kind = FaultKind::MissingKey {
                key: "section",
                place: Place::Commitment,
                id: Some(id.value.to_string()),
            };
            faults.tell(&commitment.span, kind);
        }
    }
}

fn base_items(own: &SourceFile, base: &SourceFile, faults: &mut Faults<'_>) {
    let names: BTreeSet<&str> =
        base.items.iter().filter_map(|i| i.id.as_ref().map(|at| at.value.as_str())).collect();
    let changed = own.changes.iter().filter_map(|change| change.id.as_ref());
    let disabled = own.disabled.iter().filter_map(|entry| entry.id.as_ref());
    for id in changed.chain(disabled) {
        known(Some(id), |id| id.as_str(), &names, Named::Item, faults);
    }
}

/// Commitments on which no item bears.
pub(super) fn uncovered(scope: Scope<'_>, faults: &mut Faults<'_>) {
    let covered = covered(scope);
    let mut seen = BTreeSet::new();
    // The society's own words are the place to show, so its file comes first.
    for file in [Some(scope.own), scope.base].into_iter().flatten() {
        for id in file.commitments.iter().filter_map(|c| c.id.as_ref()) {
            if covered.contains(&id.value) || !seen.insert(&id.value) {
                continue;
            }
            let own = std::ptr::eq(file, scope.own);
            let here = if own { Some(&id.span) } else { extends(scope.own) };
            let kind = FaultKind::Uncovered { id: id.value.to_string() };
            match here {
                Some(span) if own => faults.tell(span, kind),
                Some(span) => {
                    let base = Written::new(file, id);
                    let related = base.related(crate::domain::fault::RelatedKind::Base);
                    faults.tell_with(span, kind, related);
                }
                None => {}
            }
        }
    }
}

fn extends(own: &SourceFile) -> Option<&std::ops::Range<usize>> {
    own.extends.as_ref().map(|at| &at.span)
}

fn covered(scope: Scope<'_>) -> BTreeSet<CommitmentId> {
    let mut covered = BTreeSet::new();
    let mut add = |item: &SourceItem| {
        for id in item.fields.commitments.iter().flat_map(|list| &list.value) {
            covered.insert(id.value.clone());
        }
    };
    // Without a society there are no rows yet.
    let asked = |item: &SourceItem| {
        scope.own.extends.is_none()
            || item.for_each.as_ref().is_none_or(|name| {
                table(&name.value, scope.own, scope.base).is_some_and(|t| !t.rows.is_empty())
            })
    };
    for item in scope.base.into_iter().flat_map(|base| &base.items) {
        let Some(id) = &item.id else { continue };
        if scope.own.disable(&id.value).is_none() && asked(item) {
            add(&overlaid(item, scope.own.change(&id.value)));
        }
    }
    scope.own.items.iter().filter(|item| asked(item)).for_each(add);
    covered
}
