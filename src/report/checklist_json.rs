//! Checklists, their list, faults and differences as versioned JSON.
//!
//! Fields are only ever added. Words come in as values; there are none here.

use serde::Serialize;

use crate::domain::changes::{Change, ChecklistDiff, Side, Value};
use crate::domain::checklist::{Checklist, Frequency, Item, Method};
use crate::domain::id::{ChecklistId, CommitmentId, ItemId};
use crate::domain::lineage::Declared;

const FORMAT: u32 = 1;

/// One line of the list; exactly one of `items` and `errors` is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedRow {
    pub id: String,
    pub file: String,
    pub title: String,
    pub version: String,
    /// `root` or `embedded`.
    pub origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<usize>,
}

/// A linted file; `items` is null if it cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LintedFile {
    pub file: String,
    pub items: Option<usize>,
    pub faults: Vec<FaultRow>,
}

/// One fault; line and column count from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FaultRow {
    /// `error` or `warning`.
    pub severity: &'static str,
    pub kind: &'static str,
    pub line: usize,
    pub column: usize,
    /// The offending text.
    pub text: String,
    pub message: String,
    pub next: String,
    pub nearest: Option<String>,
    pub related: Option<PlaceRow>,
}

/// A second place of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceRow {
    pub kind: &'static str,
    pub file: String,
    pub line: usize,
    pub column: usize,
}

#[derive(Serialize)]
struct Shown<'a> {
    format: u32,
    id: &'a str,
    extends: Option<&'a str>,
    title: &'a str,
    version: &'a str,
    basis_date: String,
    digest: &'a str,
    society: &'a str,
    notice: &'a str,
    edition: &'a str,
    sections: Vec<SectionRow<'a>>,
    commitments: Vec<CommitmentRow<'a>>,
    items: Vec<ItemRow<'a>>,
    retired: Vec<RetiredRow<'a>>,
    revisions: Vec<RevisionRow<'a>>,
}

#[derive(Serialize)]
struct SectionRow<'a> {
    id: &'a str,
    title: &'a str,
    short: &'a str,
}

#[derive(Serialize)]
struct CommitmentRow<'a> {
    id: &'a str,
    section: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct ItemRow<'a> {
    id: &'a str,
    section: &'a str,
    title: &'a str,
    question: &'a str,
    how: &'a str,
    methods: Vec<&'static str>,
    evidence: &'a [String],
    not_applicable: Option<&'a str>,
    basis: &'a [String],
    commitments: Vec<&'a str>,
    frequency: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_quarter: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turn: Option<u8>,
    escalate: bool,
}

#[derive(Serialize)]
struct RetiredRow<'a> {
    id: &'a str,
    version: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct RevisionRow<'a> {
    version: &'a str,
    /// `wording`, `merged`, `split`, `new` or `retired`.
    kind: &'static str,
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    reason: &'a str,
}

/// A declared change of the checklist.
pub(super) fn revision(change: &Declared) -> RevisionRow<'_> {
    RevisionRow {
        version: &change.version,
        kind: change.kind.name(),
        from: change.from.iter().map(ItemId::as_str).collect(),
        to: change.to.iter().map(ItemId::as_str).collect(),
        reason: &change.reason,
    }
}

/// The expanded checklist; `digest` is that of its canonical text.
pub fn show(checklist: &Checklist, digest: &str) -> String {
    let sections = checklist.sections.iter();
    let commitments = checklist.commitments.iter();
    let retired = checklist.retired.iter();
    json(&Shown {
        format: FORMAT,
        id: checklist.id.as_str(),
        extends: checklist.extends.as_ref().map(ChecklistId::as_str),
        title: &checklist.title,
        version: &checklist.version,
        basis_date: checklist.basis_date.to_string(),
        digest,
        society: &checklist.notice.society,
        notice: &checklist.notice.title,
        edition: &checklist.notice.edition,
        sections: sections
            .map(|s| SectionRow { id: s.id.as_str(), title: &s.title, short: &s.short })
            .collect(),
        commitments: commitments
            .map(|c| CommitmentRow {
                id: c.id.as_str(),
                section: c.section.as_str(),
                text: &c.text,
            })
            .collect(),
        items: checklist.items.iter().map(item).collect(),
        retired: retired
            .map(|r| RetiredRow { id: r.id.as_str(), version: &r.version, reason: &r.reason })
            .collect(),
        revisions: checklist.changes.iter().map(revision).collect(),
    })
}

fn item(item: &Item) -> ItemRow<'_> {
    let (due_quarter, turn) = match item.frequency {
        Frequency::Quarterly => (None, None),
        Frequency::Annual { due_quarter } => (Some(due_quarter), None),
        Frequency::Rotating { turn } => (None, Some(turn)),
    };
    ItemRow {
        id: item.id.as_str(),
        section: item.section.as_str(),
        title: &item.title,
        question: &item.question,
        how: &item.how,
        methods: item.methods.iter().copied().map(Method::name).collect(),
        evidence: &item.evidence,
        not_applicable: item.not_applicable.as_deref(),
        basis: &item.basis,
        commitments: item.commitments.iter().map(CommitmentId::as_str).collect(),
        frequency: item.frequency.name(),
        due_quarter,
        turn,
        escalate: item.escalate,
    }
}

#[derive(Serialize)]
struct List<'a> {
    format: u32,
    checklists: &'a [ListedRow],
}

pub fn list(rows: &[ListedRow]) -> String {
    json(&List { format: FORMAT, checklists: rows })
}

#[derive(Serialize)]
struct Lint<'a> {
    format: u32,
    files: &'a [LintedFile],
}

pub fn lint(files: &[LintedFile]) -> String {
    json(&Lint { format: FORMAT, files })
}

#[derive(Serialize)]
struct Diff<'a> {
    format: u32,
    old: Version<'a>,
    new: Version<'a>,
    checklist: Vec<ChangeRow>,
    commitments: Vec<FateRow<'a>>,
    items: Vec<KinRow<'a>>,
    breaks: &'a [BreakRow],
}

#[derive(Serialize)]
struct Version<'a> {
    id: &'a str,
    version: &'a str,
}

/// `text`: the title of an item, the text of a commitment.
#[derive(Serialize)]
struct FateRow<'a> {
    id: &'a str,
    text: &'a str,
    /// `same`, `reworded`, `moved`, `added` or `removed`.
    fate: &'static str,
    changes: Vec<ChangeRow>,
}

/// Items that continue each other; `id` and `text` are those of the first new one.
#[derive(Serialize)]
struct KinRow<'a> {
    id: &'a str,
    text: &'a str,
    /// As of a commitment, and `merged`, `split`, `renamed`.
    fate: &'static str,
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    reasons: &'a [String],
    changes: Vec<ChangeRow>,
}

/// What would break the history; `item` is null where it is not about one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakRow {
    pub kind: &'static str,
    pub item: Option<String>,
    pub message: String,
    pub next: String,
}

#[derive(Serialize)]
struct ChangeRow {
    field: &'static str,
    old: serde_json::Value,
    new: serde_json::Value,
}

/// All differences, unchanged items included.
pub fn diff(diff: &ChecklistDiff, breaks: &[BreakRow]) -> String {
    json(&compared(diff, breaks))
}

/// The same as a value, to stand inside another object.
pub fn diff_value(diff: &ChecklistDiff, breaks: &[BreakRow]) -> serde_json::Value {
    serde_json::to_value(compared(diff, breaks)).unwrap_or_default()
}

fn compared<'a>(diff: &'a ChecklistDiff, breaks: &'a [BreakRow]) -> Diff<'a> {
    let commitments = diff.commitments.iter().map(|c| FateRow {
        id: c.id.as_str(),
        text: &c.text,
        fate: c.fate.name(),
        changes: changes(&c.changes),
    });
    let items = diff.items.iter().map(|i| KinRow {
        id: i.id.as_str(),
        text: &i.title,
        fate: i.fate.name(),
        from: ids(&i.from),
        to: ids(&i.to),
        reasons: &i.reasons,
        changes: changes(&i.changes),
    });
    Diff {
        format: FORMAT,
        old: Version { id: &diff.old.0, version: &diff.old.1 },
        new: Version { id: &diff.new.0, version: &diff.new.1 },
        checklist: changes(&diff.metadata),
        commitments: commitments.collect(),
        items: items.collect(),
        breaks,
    }
}

fn ids(sides: &[Side]) -> Vec<&str> {
    sides.iter().map(|side| side.id.as_str()).collect()
}

fn changes(changes: &[Change]) -> Vec<ChangeRow> {
    let row = |change: &Change| ChangeRow {
        field: change.field.name(),
        old: value(&change.old),
        new: value(&change.new),
    };
    changes.iter().map(row).collect()
}

fn value(value: &Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Value::Nothing => Json::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Texts(texts) => texts.as_slice().into(),
        Value::Methods(methods) => methods.iter().map(|method| Json::from(method.name())).collect(),
        Value::Frequency(frequency) => match frequency.quarter() {
            None => frequency.name().into(),
            Some(quarter) => format!("{} {quarter}", frequency.name()).into(),
        },
        Value::Flag(flag) => (*flag).into(),
    }
}

fn json<T: Serialize>(value: &T) -> String {
    super::plain_json(value)
}
