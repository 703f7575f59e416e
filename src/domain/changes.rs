//! What differs between two checklists: one answer per item, none left out.
//!
//! Items are joined by id and by what the versions declare; a text that moved to another id
//! without a word is not looked for, since an id never changes its meaning.

use super::checklist::{Checklist, Commitment, Frequency, Item, Method};
use super::id::{CommitmentId, ItemId, SectionId};
use super::lineage::{self, Bond, Declared, Kin};

/// A field of a checklist, a commitment or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Id,
    Base,
    Title,
    Version,
    BasisDate,
    Society,
    Notice,
    Edition,
    Sections,
    Section,
    Text,
    Question,
    How,
    Methods,
    Evidence,
    NotApplicable,
    Basis,
    Commitments,
    Frequency,
    Escalate,
}

impl Field {
    /// The name in JSON: the key in the file, where there is one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Base => "extends",
            Self::Title => "title",
            Self::Version => "version",
            Self::BasisDate => "basis_date",
            Self::Society => "society",
            Self::Notice => "notice",
            Self::Edition => "edition",
            Self::Sections => "sections",
            Self::Section => "section",
            Self::Text => "text",
            Self::Question => "question",
            Self::How => "how",
            Self::Methods => "methods",
            Self::Evidence => "evidence",
            Self::NotApplicable => "not_applicable",
            Self::Basis => "basis",
            Self::Commitments => "commitments",
            Self::Frequency => "frequency",
            Self::Escalate => "escalate",
        }
    }
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Nothing,
    Text(String),
    Texts(Vec<String>),
    Methods(Vec<Method>),
    Frequency(Frequency),
    Flag(bool),
}

/// A field whose value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: Field,
    pub old: Value,
    pub new: Value,
}

/// What became of an item or a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// 同一.
    Same,
    /// 文言変更: the same id says something else.
    Reworded,
    /// Only its section is another.
    Moved,
    /// 新設.
    Added,
    /// 廃止.
    Removed,
    /// 統合.
    Merged,
    /// 分割.
    Split,
    /// 改番: the same item under another id.
    Renamed,
}

impl Fate {
    pub const ALL: [Self; 8] = [
        Self::Added,
        Self::Removed,
        Self::Merged,
        Self::Split,
        Self::Renamed,
        Self::Moved,
        Self::Reworded,
        Self::Same,
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Renamed => "renamed",
        }
    }
}

/// Items that continue each other, and what became of them. Id, title and section are those of
/// the first new item, of a removed one the old ones; `changes` is empty unless one item stands
/// beside one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFate {
    pub id: ItemId,
    pub title: String,
    pub section: SectionId,
    pub fate: Fate,
    pub changes: Vec<Change>,
    pub from: Vec<Side>,
    pub to: Vec<Side>,
    /// Why, in the words of the versions that did it, oldest first.
    pub reasons: Vec<String>,
}

/// One item as one of the checklists asks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub id: ItemId,
    pub title: String,
    pub question: String,
}

/// A commitment and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentFate {
    pub id: CommitmentId,
    pub text: String,
    pub fate: Fate,
    pub changes: Vec<Change>,
}

/// All differences of two checklists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistDiff {
    /// Id and version of each.
    pub old: (String, String),
    pub new: (String, String),
    /// Of the checklist itself.
    pub metadata: Vec<Change>,
    /// Every commitment of either, in the new order, removed ones last.
    pub commitments: Vec<CommitmentFate>,
    /// Every item of either on its side of exactly one, in the new order, removed ones last.
    pub items: Vec<ItemFate>,
}

impl ChecklistDiff {
    /// Different ids can be compared, but the reader must be told that they are.
    pub fn different_ids(&self) -> bool {
        self.old.0 != self.new.0
    }

    pub fn count(&self, fate: Fate) -> usize {
        self.items.iter().filter(|item| item.fate == fate).count()
    }
}

/// Compares two checklists.
pub fn diff(old: &Checklist, new: &Checklist) -> ChecklistDiff {
    ChecklistDiff {
        old: (old.id.to_string(), old.version.clone()),
        new: (new.id.to_string(), new.version.clone()),
        metadata: metadata(old, new),
        commitments: commitments(old, new),
        items: items(old, new),
    }
}

/// The fields of both that differ.
fn differing(old: Vec<(Field, Value)>, new: Vec<(Field, Value)>) -> Vec<Change> {
    old.into_iter()
        .zip(new)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| Change { field, old, new })
        .collect()
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Nothing } else { Value::Text(text.to_owned()) }
}

fn metadata(old: &Checklist, new: &Checklist) -> Vec<Change> {
    let fields = |list: &Checklist| {
        let sections = list.sections.iter().map(|s| format!("{} {} {}", s.id, s.title, s.short));
        vec![
            (Field::Id, text(list.id.as_str())),
            (Field::Base, text(list.extends.as_ref().map_or("", |id| id.as_str()))),
            (Field::Title, text(&list.title)),
            (Field::Version, text(&list.version)),
            (Field::BasisDate, text(&list.basis_date.to_string())),
            (Field::Society, text(&list.notice.society)),
            (Field::Notice, text(&list.notice.title)),
            (Field::Edition, text(&list.notice.edition)),
            (Field::Sections, Value::Texts(sections.collect())),
        ]
    };
    differing(fields(old), fields(new))
}

fn commitments(old: &Checklist, new: &Checklist) -> Vec<CommitmentFate> {
    let of = |c: &Commitment, fate, changes| CommitmentFate {
        id: c.id.clone(),
        text: c.text.clone(),
        fate,
        changes,
    };
    let fields = |c: &Commitment| {
        vec![(Field::Section, text(c.section.as_str())), (Field::Text, text(&c.text))]
    };
    let kept = new.commitments.iter().map(|c| match old.commitment(&c.id) {
        None => of(c, Fate::Added, Vec::new()),
        Some(earlier) => {
            let changes = differing(fields(earlier), fields(c));
            of(c, fate(&changes), changes)
        }
    });
    let removed = old.commitments.iter().filter(|c| new.commitment(&c.id).is_none());
    kept.chain(removed.map(|c| of(c, Fate::Removed, Vec::new()))).collect()
}

fn fate(changes: &[Change]) -> Fate {
    match changes {
        [] => Fate::Same,
        [only] if only.field == Field::Section => Fate::Moved,
        _ => Fate::Reworded,
    }
}

fn items(old: &Checklist, new: &Checklist) -> Vec<ItemFate> {
    let between = lineage::declared_between(old, new);
    lineage::kins(old, new).iter().filter_map(|kin| item(kin, &between, old, new)).collect()
}

fn item(
    kin: &Kin<'_>,
    between: &[&Declared],
    old: &Checklist,
    new: &Checklist,
) -> Option<ItemFate> {
    let first = *kin.new.first().or(kin.old.first())?;
    let changes = match (&kin.old[..], &kin.new[..]) {
        ([one], [other]) => differing(fields(one), fields(other)),
        _ => Vec::new(),
    };
    let fate = match kin.bond {
        Bond::Added => Fate::Added,
        Bond::Removed => Fate::Removed,
        Bond::Merged => Fate::Merged,
        Bond::Split => Fate::Split,
        Bond::Same | Bond::Reworded if kin.old[0].id != kin.new[0].id => Fate::Renamed,
        Bond::Same | Bond::Reworded => fate(&changes),
    };
    let side = |item: &&Item| Side {
        id: item.id.clone(),
        title: item.title.clone(),
        question: item.question.clone(),
    };
    let said = lineage::declared_of(kin, between).into_iter().map(|change| &change.reason);
    let entries = old.retired.iter().chain(&new.retired);
    let gone = entries.filter(|entry| fate == Fate::Removed && entry.id == first.id);
    let gone = gone.map(|entry| &entry.reason);
    let mut reasons: Vec<String> = said.chain(gone).cloned().collect();
    reasons.dedup();
    Some(ItemFate {
        id: first.id.clone(),
        title: first.title.clone(),
        section: first.section.clone(),
        fate,
        changes,
        from: kin.old.iter().map(side).collect(),
        to: kin.new.iter().map(side).collect(),
        reasons,
    })
}

fn fields(item: &Item) -> Vec<(Field, Value)> {
    let commitments = item.commitments.iter().map(ToString::to_string).collect();
    vec![
        (Field::Section, text(item.section.as_str())),
        (Field::Title, text(&item.title)),
        (Field::Question, text(&item.question)),
        (Field::How, text(&item.how)),
        (Field::Methods, Value::Methods(item.methods.clone())),
        (Field::Evidence, Value::Texts(item.evidence.clone())),
        (Field::NotApplicable, text(item.not_applicable.as_deref().unwrap_or_default())),
        (Field::Basis, Value::Texts(item.basis.clone())),
        (Field::Commitments, Value::Texts(commitments)),
        (Field::Frequency, Value::Frequency(item.frequency)),
        (Field::Escalate, Value::Flag(item.escalate)),
    ]
}
