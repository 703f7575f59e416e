//! The text of one checklist file → [`SourceFile`] and all its faults of notation and form.
//!
//! Each block is judged for itself; what blocks say about each other is checked in `check`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::keys::{self, nearest};
use super::source::{
    At, Fields, Removable, Rhythm, SourceChange, SourceCommitment, SourceDisable, SourceFile,
    SourceItem, SourceRetired, SourceRevision, SourceRow, SourceSection, SourceSociety,
    SourceTable,
};
use super::syntax;
use super::tree::{Block, Faults, Lengths, read_id};
use super::{FORMAT, MAX_BYTES};
use crate::domain::checklist::Method;
use crate::domain::fault::{
    Fault, FaultKind, Named, Place, Related, RelatedKind, RevisionFault, Shape,
};
use crate::domain::id::{ChecklistId, CommitmentId, ItemId, RowKey, SectionId};
use crate::domain::lineage::Kind;
use crate::domain::lines::Lines;

/// What one file says. `broken`: its notation is faulty, so that what is missing from `source`
/// may well be in the file.
pub(super) struct Reading {
    pub(super) source: SourceFile,
    pub(super) faults: Vec<Fault>,
    pub(super) broken: bool,
}

/// Reads `text`; `file` is the name in the faults. Nothing of a file that is too large or
/// of a newer format is judged beyond that.
pub(super) fn read(file: &str, text: &str) -> Reading {
    let mut faults = Faults::new(file, text);
    let mut source = SourceFile { file: file.to_owned(), ..SourceFile::default() };
    if text.len() > MAX_BYTES {
        faults.tell(&(0..0), FaultKind::TooLarge { bytes: text.len(), max: MAX_BYTES });
        return Reading { source, faults: faults.told, broken: true };
    }
    let (table, notation) = syntax::parse(text);
    let top = Block::new(Place::Top, &table, &(0..0));
    let newer = newer(top, &mut faults);
    if !newer {
        read_top(top, &mut faults, &mut source);
    }
    let broken = newer || !notation.is_empty();
    let mut told = faults.told;
    forget_echoes(&mut told, text, &notation);
    told.extend(notation.into_iter().map(|at| Fault {
        related: syntax::earlier(text, &at).map(|span| Related {
            kind: RelatedKind::First,
            file: file.to_owned(),
            span,
        }),
        kind: at.value,
        file: file.to_owned(),
        span: at.span,
    }));
    Reading { source, faults: told, broken }
}

/// Drops faults that may only be the echo of a slip in the notation.
fn forget_echoes(told: &mut Vec<Fault>, text: &str, notation: &[At<FaultKind>]) {
    let lines = Lines::new(text);
    let slips = notation.iter().filter(|slip| matches!(slip.value, FaultKind::Syntax(_)));
    let slips: BTreeSet<usize> = slips.map(|slip| lines.line(slip.span.start)).collect();
    told.retain(|fault| {
        let missing = matches!(fault.kind, FaultKind::MissingKey { .. });
        let echo = missing && !slips.is_empty();
        !(echo || slips.contains(&lines.line(fault.span.start)))
    });
}

fn newer(top: Block<'_>, faults: &mut Faults<'_>) -> bool {
    let Some(format) = top.number(faults, "format") else { return false };
    if format.value > FORMAT {
        let kind = FaultKind::NewerFormat { found: format.value, known: FORMAT };
        faults.tell(&format.span, kind);
        return true;
    }
    if format.value < 1 {
        faults.tell(&format.span, FaultKind::BadFormat { found: format.value });
    }
    false
}

fn read_top(top: Block<'_>, faults: &mut Faults<'_>, source: &mut SourceFile) {
    if top.has("extended") {
        faults.lengths = Lengths::Expanded;
    }
    top.check_keys(faults);
    source.id = top.id(faults, "id", Named::Checklist, ChecklistId::new);
    source.extends = top.id(faults, "extends", Named::Checklist, ChecklistId::new);
    source.extended = top.id(faults, "extended", Named::Checklist, ChecklistId::new);
    check_kind(top, faults);
    source.title = top.text(faults, "title");
    source.version = version(top, faults);
    source.basis_date = date(top, faults);
    source.society = top.block(faults, "society", Place::Society).map(|b| society(b, faults));
    source.sections = each(top, faults, "section", Place::Section, section);
    source.commitments = each(top, faults, "commitment", Place::Commitment, commitment);
    source.items = each(top, faults, "item", Place::Item, item);
    source.changes = each(top, faults, "change", Place::Change, change);
    source.disabled = each(top, faults, "disable", Place::Disable, disable);
    source.retired = each(top, faults, "retired", Place::Retired, retired);
    source.revisions = each(top, faults, "revision", Place::Revision, revision);
    source.tables = tables(top, faults);
}

/// What only a base must have and what only a society may have.
fn check_kind(top: Block<'_>, faults: &mut Faults<'_>) {
    if top.has("extends") {
        if top.has("extended") {
            faults.tell(&top.key_span("extended"), FaultKind::ExtendsTwice);
        }
        if !top.has("society") {
            top.missing(faults, "society");
        }
        return;
    }
    for key in ["section", "item"] {
        if !top.has(key) {
            top.missing(faults, key);
        }
    }
    for (key, place) in [("change", Place::Change), ("disable", Place::Disable)] {
        for block in top.blocks(faults, key, place) {
            faults.tell(&block.span(), FaultKind::NeedsExtends { key });
        }
    }
}

fn each<T>(
    top: Block<'_>,
    faults: &mut Faults<'_>,
    key: &str,
    place: Place,
    read: fn(Block<'_>, &mut Faults<'_>) -> T,
) -> Vec<T> {
    let blocks = top.blocks(faults, key, place);
    blocks
        .into_iter()
        .map(|block| {
            block.check_keys(faults);
            read(block, faults)
        })
        .collect()
}

fn version(block: Block<'_>, faults: &mut Faults<'_>) -> Option<At<String>> {
    let version = block.text(faults, "version")?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = version.value.split('.').collect();
    let fits = parts.len() == 3 && parts.into_iter().all(digits);
    if !(fits || version.value.trim().is_empty()) {
        let kind = FaultKind::BadVersion { text: version.value.clone() };
        faults.tell(&version.span, kind);
    }
    Some(version)
}

fn date(top: Block<'_>, faults: &mut Faults<'_>) -> Option<At<NaiveDate>> {
    let text = top.text(faults, "basis_date")?;
    let date = NaiveDate::parse_from_str(&text.value, "%Y-%m-%d").ok();
    // chrono also accepts 2026-1-5.
    let date = date.filter(|date| date.format("%Y-%m-%d").to_string() == text.value);
    if date.is_none() && !text.value.trim().is_empty() {
        faults.tell(&text.span, FaultKind::BadDate { text: text.value.clone() });
    }
    date.map(|value| At { value, span: text.span })
}

fn society(block: Block<'_>, faults: &mut Faults<'_>) -> SourceSociety {
    block.check_keys(faults);
    SourceSociety {
        name: block.text(faults, "name"),
        notice: block.text(faults, "notice"),
        edition: block.text(faults, "edition"),
    }
}

fn section(block: Block<'_>, faults: &mut Faults<'_>) -> SourceSection {
    SourceSection {
        id: block.id(faults, "id", Named::Section, SectionId::new),
        title: block.text(faults, "title"),
        short: block.text(faults, "short"),
    }
}

fn commitment(block: Block<'_>, faults: &mut Faults<'_>) -> SourceCommitment {
    SourceCommitment {
        span: block.span(),
        id: block.id(faults, "id", Named::Commitment, CommitmentId::new),
        section: block.id(faults, "section", Named::Section, SectionId::new),
        placed: block.has("section"),
        text: block.text(faults, "text"),
    }
}

fn item(block: Block<'_>, faults: &mut Faults<'_>) -> SourceItem {
    SourceItem {
        id: block.id(faults, "id", Named::Item, ItemId::new),
        section: block.id(faults, "section", Named::Section, SectionId::new),
        for_each: block.text(faults, "for_each"),
        fields: fields(block, faults),
    }
}

fn fields(block: Block<'_>, faults: &mut Faults<'_>) -> Fields {
    let commitments = block.texts(faults, "commitments").map(|list| {
        list.map(|ids| {
            ids.iter()
                .filter_map(|id| read_id(faults, id, Named::Commitment, CommitmentId::new))
                .collect()
        })
    });
    Fields {
        title: block.text(faults, "title"),
        question: block.text(faults, "question"),
        how: block.text(faults, "how"),
        methods: methods(block, faults),
        evidence: block.some_texts(faults, "evidence").map(plain),
        not_applicable: block.text(faults, "not_applicable"),
        basis: block.some_texts(faults, "basis").map(plain),
        commitments,
        frequency: rhythm(block, faults),
        due_quarter: block.quarter(faults, "due_quarter"),
        turn: block.quarter(faults, "turn"),
        escalate: block.flag(faults, "escalate"),
    }
}

fn plain(list: At<Vec<At<String>>>) -> At<Vec<String>> {
    list.map(|texts| texts.into_iter().map(|text| text.value).collect())
}

fn methods(block: Block<'_>, faults: &mut Faults<'_>) -> Option<At<Vec<Method>>> {
    let list = block.some_texts(faults, "methods")?;
    let mut methods = Vec::new();
    for text in &list.value {
        match Method::named(&text.value) {
            Some(method) => methods.push(method),
            None if text.value.trim().is_empty() => {}
            None => {
                let nearest = nearest(&text.value, Method::ALL.map(Method::name));
                let kind = FaultKind::UnknownMethod { text: text.value.clone(), nearest };
                faults.tell(&text.span, kind);
            }
        }
    }
    let mut ordered = methods.clone();
    ordered.sort_unstable();
    if ordered != methods {
        faults.tell(&list.span, FaultKind::MethodOrder { ordered });
    }
    Some(At { value: methods, span: list.span })
}

fn rhythm(block: Block<'_>, faults: &mut Faults<'_>) -> Option<At<Rhythm>> {
    let text = block.text(faults, "frequency")?;
    let found = Rhythm::ALL.into_iter().find(|rhythm| rhythm.name() == text.value);
    if found.is_none() && !text.value.trim().is_empty() {
        let nearest = nearest(&text.value, Rhythm::ALL.map(Rhythm::name));
        let kind = FaultKind::UnknownFrequency { text: text.value.clone(), nearest };
        faults.tell(&text.span, kind);
    }
    found.map(|value| At { value, span: text.span })
}

fn change(block: Block<'_>, faults: &mut Faults<'_>) -> SourceChange {
    let id = block.id(faults, "id", Named::Item, ItemId::new);
    let _ = block.text(faults, "reason");
    let remove = removals(block, faults);
    let said = keys::known(Place::Change).iter().filter(|key| block.has(key)).count();
    let named = ["id", "reason"].iter().filter(|key| block.has(key)).count();
    if let Some(id) = &id
        && said == named
    {
        faults.tell(&block.span(), FaultKind::NothingChanged { id: id.value.to_string() });
    }
    SourceChange { id, fields: fields(block, faults), remove }
}

fn removals(block: Block<'_>, faults: &mut Faults<'_>) -> Vec<At<Removable>> {
    const NAMES: [&str; 2] = ["not_applicable", "escalate"];
    let mut removals = Vec::new();
    for text in block.some_texts(faults, "remove").map(|list| list.value).unwrap_or_default() {
        let value = match text.value.as_str() {
            "not_applicable" => Removable::NotApplicable,
            "escalate" => Removable::Escalate,
            other if other.trim().is_empty() => continue,
            other => {
                let nearest = nearest(other, NAMES);
                let kind = FaultKind::NotRemovable { field: other.to_owned(), nearest };
                faults.tell(&text.span, kind);
                continue;
            }
        };
        if block.has(&text.value) {
            faults.tell(&text.span, FaultKind::SetAndRemoved { field: text.value.clone() });
        }
        removals.push(At { value, span: text.span });
    }
    removals
}

fn disable(block: Block<'_>, faults: &mut Faults<'_>) -> SourceDisable {
    let _ = block.text(faults, "reason");
    SourceDisable { id: block.id(faults, "id", Named::Item, ItemId::new) }
}

fn retired(block: Block<'_>, faults: &mut Faults<'_>) -> SourceRetired {
    SourceRetired {
        id: block.id(faults, "id", Named::Item, ItemId::new),
        version: version(block, faults),
        reason: block.text(faults, "reason"),
    }
}

fn revision(block: Block<'_>, faults: &mut Faults<'_>) -> SourceRevision {
    let (from, to) = (ids(block, faults, "from"), ids(block, faults, "to"));
    SourceRevision {
        version: version(block, faults),
        kind: kind(block, faults),
        reason: block.text(faults, "reason"),
        whole: from.is_some() && to.is_some(),
        from: from.unwrap_or_default(),
        to: to.unwrap_or_default(),
    }
}

/// The ids of a list, an absent one being empty; `None` if one of them is no id.
fn ids(block: Block<'_>, faults: &mut Faults<'_>, key: &str) -> Option<Vec<At<ItemId>>> {
    if !block.has(key) {
        return Some(Vec::new());
    }
    let mut list = block.texts(faults, key)?.value;
    // What is written twice has been told.
    let mut seen = BTreeSet::new();
    list.retain(|id| seen.insert(id.value.clone()));
    let read: Vec<_> =
        list.iter().map(|id| read_id(faults, id, Named::Item, ItemId::new)).collect();
    read.into_iter().collect()
}

fn kind(block: Block<'_>, faults: &mut Faults<'_>) -> Option<At<Kind>> {
    let text = block.text(faults, "kind")?;
    let found = Kind::named(&text.value);
    if found.is_none() && !text.value.trim().is_empty() {
        let nearest = nearest(&text.value, Kind::ALL.map(Kind::name));
        let kind = RevisionFault::UnknownKind { text: text.value.clone(), nearest };
        faults.tell(&text.span, FaultKind::Revision(kind));
    }
    found.map(|value| At { value, span: text.span })
}

fn tables(top: Block<'_>, faults: &mut Faults<'_>) -> Vec<SourceTable> {
    let Some(all) = top.block(faults, "table", Place::Row) else { return Vec::new() };
    let mut tables = Vec::new();
    for (name, value) in all.table {
        let name = At { value: name.get_ref().to_string(), span: name.span() };
        if value.get_ref().as_array().is_none() {
            let kind = FaultKind::WrongType {
                key: format!("table.{}", name.value),
                expected: Shape::Blocks,
                found: Shape::Block,
            };
            faults.tell(&value.span(), kind);
            continue;
        }
        let rows = each(all, faults, &name.value, Place::Row, row);
        tables.push(SourceTable { name, rows });
    }
    tables.sort_by_key(|table| table.name.span.start);
    tables
}

fn row(block: Block<'_>, faults: &mut Faults<'_>) -> SourceRow {
    SourceRow {
        key: block.id(faults, "key", Named::Row, RowKey::new),
        name: block.text(faults, "name"),
        entries: block.some_texts(faults, "entries").map(plain),
        turn: block.quarter(faults, "turn"),
    }
}
