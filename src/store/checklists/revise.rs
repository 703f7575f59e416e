//! Whether the changes that a checklist file declares fit each other and its items.
//!
//! One file, with its base; nothing is compared with an earlier version. What was expanded by the
//! program holds the changes of two files in one and is not judged again.

use std::collections::BTreeMap;

use super::check::{Scope, Written};
use super::keys::nearest;
use super::rows;
use super::source::{At, SourceFile, SourceRevision};
use super::tree::Faults;
use crate::domain::fault::{FaultKind, Named, RelatedKind, RevisionFault};
use crate::domain::id::ItemId;
use crate::domain::lineage::Kind;
use crate::domain::version;

pub(super) fn check(scope: Scope<'_>, faults: &mut Faults<'_>) {
    for revision in &scope.own.revisions {
        shape(revision, faults);
    }
    if scope.own.extended.is_some() {
        return;
    }
    order(scope.own, faults);
    let mut walk = Walk::default();
    for file in scope.files() {
        for revision in &file.revisions {
            walk.step(file, revision, scope, faults);
        }
    }
    walk.retired_twice(scope.own, faults);
    if scope.whole {
        let asked = asked(scope);
        walk.still_asked(scope.own, &asked, faults);
        walk.unknown(scope.own, &asked, faults);
    }
}

fn shape(revision: &SourceRevision, faults: &mut Faults<'_>) {
    let Some(kind) = &revision.kind else { return };
    if revision.whole && !fits(revision) {
        let (from, to) = (revision.from.len(), revision.to.len());
        let fault = RevisionFault::Misshapen { kind: kind.value, from, to };
        faults.tell(&kind.span, FaultKind::Revision(fault));
    }
}

/// Whether the ids can make a change of its kind.
fn fits(revision: &SourceRevision) -> bool {
    let Some(kind) = &revision.kind else { return false };
    let ids = |list: &[At<ItemId>]| list.iter().map(|at| at.value.clone()).collect::<Vec<_>>();
    let (from, to) = (ids(&revision.from), ids(&revision.to));
    match kind.value {
        Kind::Wording => from.len() == 1 && from == to,
        // One by another is a new name for the same item.
        Kind::Merged => to.len() == 1 && (from.len() > 1 || (from.len() == 1 && from != to)),
        Kind::Split => from.len() == 1 && to.len() > 1,
        Kind::New => from.is_empty() && !to.is_empty(),
        Kind::Retired => to.is_empty() && !from.is_empty(),
    }
}

/// Oldest first, and none of a version that is still to come.
fn order(own: &SourceFile, faults: &mut Faults<'_>) {
    let mut before: Option<&At<String>> = None;
    for at in own.revisions.iter().filter_map(|revision| revision.version.as_ref()) {
        let text = at.value.clone();
        if let Some(of_list) = &own.version
            && version::is_after(&at.value, &of_list.value)
        {
            let fault = RevisionFault::Ahead { text, version: of_list.value.clone() };
            let related = Written::new(own, of_list).related(RelatedKind::First);
            faults.tell_with(&at.span, FaultKind::Revision(fault), related);
        } else if let Some(before) = before.filter(|b| version::is_after(&b.value, &at.value)) {
            let fault = RevisionFault::Disordered { text, earlier: before.value.clone() };
            let related = Written::new(own, before).related(RelatedKind::First);
            faults.tell_with(&at.span, FaultKind::Revision(fault), related);
        }
        before = Some(at);
    }
}

/// Every id that is asked, where it is written; of rows also the item they are made from.
fn asked(scope: Scope<'_>) -> BTreeMap<String, Written<'_>> {
    let items = scope.files().flat_map(|file| {
        let of_base = !std::ptr::eq(file, scope.own);
        let ids = file.items.iter().filter_map(|item| item.id.as_ref());
        ids.filter(move |id| !(of_base && scope.own.disable(&id.value).is_some()))
            .map(move |id| Written::new(file, id))
    });
    items.chain(rows::ids(scope)).map(|written| (written.id.clone(), written)).collect()
}

/// Where an id went away or came from, and by which change.
struct Mark<'a> {
    kind: Kind,
    version: Option<&'a str>,
    written: Written<'a>,
}

/// The changes followed from the oldest on.
#[derive(Default)]
struct Walk<'a> {
    gone: BTreeMap<&'a ItemId, Mark<'a>>,
    made: BTreeMap<&'a ItemId, Mark<'a>>,
    taken: BTreeMap<&'a ItemId, Mark<'a>>,
}

impl<'a> Walk<'a> {
    fn step(
        &mut self,
        file: &'a SourceFile,
        revision: &'a SourceRevision,
        scope: Scope<'a>,
        faults: &mut Faults<'_>,
    ) {
        let Some(kind) = revision.kind.as_ref().map(|at| at.value) else { return };
        if !fits(revision) {
            return;
        }
        let own = std::ptr::eq(file, scope.own);
        let version = revision.version.as_ref().map(|at| at.value.as_str());
        let mark = |id: &'a At<ItemId>| Mark { kind, version, written: Written::new(file, id) };
        let mut tell = |id: &At<ItemId>, fault: FaultKind, at: &Mark<'_>, related| {
            if own {
                faults.tell_with(&id.span, fault, at.written.related(related));
            }
        };
        for id in &revision.from {
            let text = || id.value.to_string();
            if let Some(at) = self.gone.get(&id.value) {
                let fault = FaultKind::Revision(RevisionFault::Gone { id: text() });
                tell(id, fault, at, RelatedKind::Retired);
                continue;
            }
            if let Some(at) = self.taken.get(&id.value)
                && at.version == version
                && at.written.file == file.file
            {
                let fault = FaultKind::Revision(RevisionFault::Twice { id: text() });
                tell(id, fault, at, RelatedKind::First);
            }
            self.taken.insert(&id.value, mark(id));
            if revision.to.iter().all(|to| to.value != id.value) {
                self.gone.insert(&id.value, mark(id));
            }
        }
        for id in &revision.to {
            if revision.from.iter().any(|from| from.value == id.value) {
                continue;
            }
            // An item of the base keeps its meaning while a society does not ask it.
            let back = kind == Kind::New
                && own
                && scope.base.is_some_and(|base| base.item(&id.value).is_some());
            if let Some(at) = self.gone.get(&id.value).filter(|_| !back) {
                let fault = FaultKind::RetiredReused { id: id.value.to_string() };
                tell(id, fault, at, RelatedKind::Retired);
            } else if let Some(at) = self.made.get(&id.value).filter(|_| !back) {
                let fault = RevisionFault::Twice { id: id.value.to_string() };
                tell(id, FaultKind::Revision(fault), at, RelatedKind::First);
            }
            if back {
                self.gone.remove(&id.value);
            }
            self.made.insert(&id.value, mark(id));
        }
    }

    /// What both a `[[retired]]` and a change take away.
    fn retired_twice(&self, own: &SourceFile, faults: &mut Faults<'_>) {
        for id in own.retired.iter().filter_map(|entry| entry.id.as_ref()) {
            if let Some(at) = self.gone.get(&id.value) {
                let fault = RevisionFault::Twice { id: id.value.to_string() };
                let related = at.written.related(RelatedKind::First);
                faults.tell_with(&id.span, FaultKind::Revision(fault), related);
            }
        }
    }

    fn still_asked(
        &self,
        own: &SourceFile,
        asked: &BTreeMap<String, Written<'_>>,
        faults: &mut Faults<'_>,
    ) {
        for at in self.gone.values() {
            let Some(item) = asked.get(&at.written.id) else { continue };
            let id = at.written.id.clone();
            if at.written.file == own.file {
                let fault = FaultKind::Revision(RevisionFault::StillAsked { id, kind: at.kind });
                faults.tell_with(at.written.span, fault, item.related(RelatedKind::Item));
            } else if item.file == own.file {
                let related = at.written.related(RelatedKind::Retired);
                faults.tell_with(item.span, FaultKind::RetiredReused { id }, related);
            }
        }
    }

    /// What a change leads to must be asked, or be taken away by a later one.
    fn unknown(
        &self,
        own: &SourceFile,
        asked: &BTreeMap<String, Written<'_>>,
        faults: &mut Faults<'_>,
    ) {
        for id in own.revisions.iter().filter(|r| fits(r)).flat_map(|r| &r.to) {
            let name = id.value.to_string();
            let retired = own.retired.iter().filter_map(|entry| entry.id.as_ref());
            let away = self.gone.contains_key(&id.value)
                || retired.into_iter().any(|entry| entry.value == id.value);
            if !away && !asked.contains_key(&name) {
                let nearest = nearest(&name, asked.keys().map(String::as_str));
                let kind = FaultKind::UnknownId { id: name, named: Named::Item, nearest };
                faults.tell(&id.span, kind);
            }
        }
    }
}
