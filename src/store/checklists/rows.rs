//! Tables and the items that are expanded over them.
//!
//! It finds faults; the expansion itself is in `expand`.

use std::collections::BTreeSet;

use super::check::{Scope, Written};
use super::expand::{row_id, table};
use super::keys::nearest;
use super::source::{At, Fields, SourceFile, SourceItem, SourceTable};
use super::tree::Faults;
use crate::domain::fault::{FaultKind, Related, RelatedKind};
use crate::domain::id::ItemId;

pub(super) fn check(scope: Scope<'_>, faults: &mut Faults<'_>) {
    for (file, item) in templates(scope) {
        template(file, item, scope, faults);
    }
    let named = |name: &str| {
        scope
            .files()
            .flat_map(|f| &f.items)
            .any(|item| item.for_each.as_ref().is_some_and(|for_each| for_each.value == name))
    };
    for own in &scope.own.tables {
        turns(own, faults);
        if scope.whole && !named(&own.name.value) {
            let used = scope.files().flat_map(|f| &f.items);
            let used = used.filter_map(|i| i.for_each.as_ref()).map(|at| at.value.as_str());
            let kind = FaultKind::TableUnused {
                table: own.name.value.clone(),
                nearest: nearest(&own.name.value, used),
            };
            faults.tell(&own.name.span, kind);
        }
    }
    placeholders(scope, faults);
}

/// The items that are expanded and asked, with the file they stand in.
fn templates(scope: Scope<'_>) -> impl Iterator<Item = (&SourceFile, &SourceItem)> {
    scope
        .files()
        .flat_map(|file| file.items.iter().map(move |item| (file, item)))
        .filter(|(_, item)| item.for_each.is_some())
        .filter(move |(file, item)| {
            let disabled =
                item.id.as_ref().is_some_and(|id| scope.own.disable(&id.value).is_some());
            std::ptr::eq(*file, scope.own) || !disabled
        })
}

/// The ids that the rows will have, each at its row's key.
pub(super) fn ids(scope: Scope<'_>) -> impl Iterator<Item = Written<'_>> {
    templates(scope).flat_map(move |(_, item)| {
        let name = item.for_each.as_ref().map_or("", |name| &name.value);
        let home = scope.files().filter(|file| file.table(name).is_some()).last();
        let rows = home.and_then(|file| file.table(name)).map_or(&[][..], |t| &t.rows);
        // A key that is written twice is told as such, not as the id it makes.
        let mut seen = BTreeSet::new();
        rows.iter().filter_map(move |row| {
            let key = row.key.as_ref().filter(|key| seen.insert(key.value.clone()))?;
            let id = row_id(&item.id.as_ref()?.value, &key.value)?;
            Some(Written { id: id.to_string(), file: &home?.file, span: &key.span })
        })
    })
}

fn template(file: &SourceFile, item: &SourceItem, scope: Scope<'_>, faults: &mut Faults<'_>) {
    let (Some(id), Some(name)) = (&item.id, &item.for_each) else { return };
    let own = std::ptr::eq(file, scope.own);
    let here = if own { Some(&name.span) } else { scope.own.extends.as_ref().map(|at| &at.span) };
    let related = || Related {
        kind: RelatedKind::Template,
        file: file.file.clone(),
        span: name.span.clone(),
    };
    let Some(rows) = table(&name.value, scope.own, scope.base) else {
        // The base alone has no rows; only a society is asked for them.
        if let Some(here) = here.filter(|_| scope.whole && scope.own.extends.is_some()) {
            let tables = scope.own.tables.iter().map(|table| table.name.value.as_str());
            let kind = FaultKind::TableMissing {
                table: name.value.clone(),
                item: id.value.to_string(),
                nearest: nearest(&name.value, tables),
            };
            if own { faults.tell(here, kind) } else { faults.tell_with(here, kind, related()) }
        }
        return;
    };
    let own_rows = scope.own.table(&name.value).is_some();
    for key in rows.rows.iter().filter_map(|row| row.key.as_ref()) {
        if row_id(&id.value, &key.value).is_none() {
            let kind = FaultKind::LongExpandedId {
                id: format!("{}-{}", id.value, key.value),
                max: ItemId::MAX,
            };
            if own_rows {
                faults.tell_with(&key.span, kind, related());
            } else if let Some(here) = here {
                faults.tell(here, kind);
            }
        }
    }
}

/// The shares of the quarters differ by at most one.
fn turns(table: &SourceTable, faults: &mut Faults<'_>) {
    let mut counts = [0_usize; 4];
    let turns = || table.rows.iter().map(|row| row.turn.as_ref().and_then(|turn| turn.value));
    for turn in turns().flatten() {
        counts[usize::from(turn) - 1] += 1;
    }
    let (least, most) = (counts.iter().min(), counts.iter().max());
    // A row without a turn has been told; the shares are then not known.
    let known = turns().all(|turn| turn.is_some());
    if known && least.zip(most).is_some_and(|(least, most)| most - least > 1) {
        let kind = FaultKind::UnbalancedTurns { table: table.name.value.clone(), counts };
        faults.tell(&table.name.span, kind);
    }
}

/// Names in braces where nothing, or nothing of that name, is put in.
fn placeholders(scope: Scope<'_>, faults: &mut Faults<'_>) {
    for item in &scope.own.items {
        braces(&item.fields, item.for_each.is_some(), faults);
    }
    for change in &scope.own.changes {
        let item = change.id.as_ref().and_then(|id| scope.base?.item(&id.value));
        if let Some(item) = item {
            braces(&change.fields, item.for_each.is_some(), faults);
        }
    }
}

fn braces(fields: &Fields, expanded: bool, faults: &mut Faults<'_>) {
    let row = ["name", "entries"];
    for text in [&fields.title, &fields.question, &fields.how].into_iter().flatten() {
        for name in names(text) {
            // Other words in braces are the writer's own where nothing is put in.
            if row.contains(&name) != expanded {
                let kind = FaultKind::UnknownPlaceholder { name: name.to_owned() };
                faults.tell(&text.span, kind);
            }
        }
    }
    if let Some(text) = &fields.not_applicable {
        for name in names(text).filter(|name| row.contains(name)) {
            faults.tell(&text.span, FaultKind::UnknownPlaceholder { name: name.to_owned() });
        }
    }
}

fn names(text: &At<String>) -> impl Iterator<Item = &str> {
    text.value.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}
