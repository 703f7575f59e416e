//! Which items of one version of a checklist continue which of another.
//!
//! It follows what the versions declare and joins the rest by id. It compares no answers.

use std::collections::{BTreeMap, BTreeSet};

use super::checklist::{Checklist, Item};
use super::id::ItemId;

/// What a version of a checklist did to items of the version before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 文言変更: the same question in other words.
    Wording,
    /// 統合: several items became one.
    Merged,
    /// 分割: one item became several.
    Split,
    /// 新設.
    New,
    /// 廃止.
    Retired,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Wording, Self::Merged, Self::Split, Self::New, Self::Retired];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wording => "wording",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::New => "new",
            Self::Retired => "retired",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One change that a version of a checklist declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The version that made it.
    pub version: String,
    pub kind: Kind,
    /// Items of the version before; empty for a new one.
    pub from: Vec<ItemId>,
    /// Items of this version; empty for a retired one.
    pub to: Vec<ItemId>,
    pub reason: String,
}

/// How the items of a kin belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// 同一: the same id asks the same question.
    Same,
    /// 文言変更: the question has other words.
    Reworded,
    /// 統合: several old ones, perhaps several new ones.
    Merged,
    /// 分割: one old one, several new ones.
    Split,
    /// 新設: no old one.
    Added,
    /// 廃止: no new one.
    Removed,
}

/// Items that continue each other, in the order of their checklists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin<'a> {
    pub old: Vec<&'a Item>,
    pub new: Vec<&'a Item>,
    pub bond: Bond,
}

/// Every item of either checklist in exactly one kin: in the new order, then what was removed.
/// Swapping the checklists swaps the sides and nothing else, also where `new` is the older one.
pub fn kins<'a>(old: &'a Checklist, new: &'a Checklist) -> Vec<Kin<'a>> {
    let joined = Joined::by(&declared_between(old, new));
    let mut groups: BTreeMap<&ItemId, (Vec<&Item>, Vec<&Item>)> = BTreeMap::new();
    for item in &old.items {
        groups.entry(joined.head(&item.id)).or_default().0.push(item);
    }
    for item in &new.items {
        groups.entry(joined.head(&item.id)).or_default().1.push(item);
    }
    let mut told = BTreeSet::new();
    let mut list = Vec::new();
    for item in new.items.iter().chain(&old.items) {
        let head = joined.head(&item.id);
        if told.insert(head)
            && let Some((old, new)) = groups.remove(head)
        {
            let bond = bond(&old, &new);
            list.push(Kin { old, new, bond });
        }
    }
    list
}

/// What lies between two versions, whichever is the newer one.
pub fn declared_between<'a>(one: &'a Checklist, other: &'a Checklist) -> Vec<&'a Declared> {
    let only = |these: &'a [Declared], those: &'a [Declared]| {
        these.iter().filter(move |change| !those.contains(change))
    };
    only(&one.changes, &other.changes).chain(only(&other.changes, &one.changes)).collect()
}

/// What is declared of the items of a kin, also by way of items that are in neither checklist.
pub fn declared_of<'a>(kin: &Kin<'_>, between: &[&'a Declared]) -> Vec<&'a Declared> {
    let mut ids: Vec<&ItemId> = kin.old.iter().chain(&kin.new).map(|item| &item.id).collect();
    let mut found = vec![false; between.len()];
    loop {
        let before = ids.len();
        for (change, found) in between.iter().zip(&mut found) {
            let touches = |id: &ItemId| ids.iter().any(|known| covers(id, known));
            if !*found && change.from.iter().chain(&change.to).any(touches) {
                *found = true;
                // New and retired items of one block are no relatives.
                if !(change.from.is_empty() || change.to.is_empty()) {
                    ids.extend(change.from.iter().chain(&change.to));
                }
            }
        }
        if ids.len() == before {
            let told = between.iter().zip(found).filter(|(_, found)| *found);
            return told.map(|(change, _)| *change).collect();
        }
    }
}

/// Whether a declaration that names `declared` speaks of `id`: the item itself, or one that is
/// made from it for a row of a table.
pub fn covers(declared: &ItemId, id: &ItemId) -> bool {
    let rest = id.as_str().strip_prefix(declared.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn bond(old: &[&Item], new: &[&Item]) -> Bond {
    match (old, new) {
        ([], _) => Bond::Added,
        (_, []) => Bond::Removed,
        ([one], [other]) if one.question.trim() == other.question.trim() => Bond::Same,
        ([_], [_]) => Bond::Reworded,
        ([_], _) => Bond::Split,
        (_, _) => Bond::Merged,
    }
}

/// Ids joined by declared changes; an id that none names stands for itself.
struct Joined<'a> {
    head: BTreeMap<&'a ItemId, &'a ItemId>,
}

impl<'a> Joined<'a> {
    fn by(changes: &[&'a Declared]) -> Self {
        let mut joined = Self { head: BTreeMap::new() };
        // What is new or retired in one block has nothing else in common.
        let related = changes.iter().filter(|c| !(c.from.is_empty() || c.to.is_empty()));
        for change in related {
            let mut ids = change.from.iter().chain(&change.to);
            if let Some(first) = ids.next() {
                for id in ids {
                    joined.join(first, id);
                }
            }
        }
        joined
    }

    fn head<'b>(&self, id: &'b ItemId) -> &'b ItemId
    where
        'a: 'b,
    {
        self.head.get(id).copied().unwrap_or(id)
    }

    fn join(&mut self, one: &'a ItemId, other: &'a ItemId) {
        let (keep, gone) = (self.head(one), self.head(other));
        self.head.insert(one, keep);
        self.head.insert(other, keep);
        for head in self.head.values_mut().filter(|head| **head == gone) {
            *head = keep;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inspection::tests::checklist;
    use crate::domain::rules::tests::item;

    fn version(ids: &[&str], changes: Vec<Declared>) -> Checklist {
        Checklist { items: ids.iter().map(|id| item(id)).collect(), changes, ..checklist() }
    }

    fn declared(version: &str, kind: Kind, from: &[&str], to: &[&str]) -> Declared {
        let ids = |list: &[&str]| list.iter().map(|id| ItemId::new(id).unwrap()).collect();
        let (version, reason) = (version.to_owned(), "見直し".to_owned());
        Declared { version, kind, from: ids(from), to: ids(to), reason }
    }

    fn told(old: &Checklist, new: &Checklist) -> Vec<(String, String, Bond)> {
        let ids =
            |items: &[&Item]| items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>().join("+");
        kins(old, new).iter().map(|kin| (ids(&kin.old), ids(&kin.new), kin.bond)).collect()
    }

    fn expect(list: &[(&str, &str, Bond)]) -> Vec<(String, String, Bond)> {
        list.iter().map(|(old, new, bond)| ((*old).into(), (*new).into(), *bond)).collect()
    }

    #[test]
    fn what_is_declared_is_followed_over_several_versions_and_both_ways() {
        let first = version(&["A", "B", "C", "D", "E"], vec![]);
        let merged = declared("2", Kind::Merged, &["A", "B"], &["M"]);
        let split = declared("2", Kind::Split, &["C"], &["C", "C2"]);
        let renamed = declared("3", Kind::Merged, &["M"], &["N"]);
        let mut third = version(&["N", "C", "C2", "D", "NEW"], vec![merged, split, renamed]);
        third.items[3].question = "別の文か。".into();
        let there = told(&first, &third);
        assert_eq!(
            there,
            expect(&[
                ("A+B", "N", Bond::Merged),
                ("C", "C+C2", Bond::Split),
                ("D", "D", Bond::Reworded),
                ("", "NEW", Bond::Added),
                ("E", "", Bond::Removed),
            ])
        );
        let mut back = told(&third, &first);
        back.sort();
        let swapped = there.into_iter().map(|(old, new, bond)| {
            let bond = match bond {
                Bond::Added => Bond::Removed,
                Bond::Removed => Bond::Added,
                Bond::Split => Bond::Merged,
                Bond::Merged => Bond::Split,
                same => same,
            };
            (new, old, bond)
        });
        let mut swapped: Vec<_> = swapped.collect();
        swapped.sort();
        assert_eq!(back, swapped);
    }

    #[test]
    fn what_both_versions_declare_no_longer_joins_them() {
        let change = declared("2", Kind::Merged, &["A", "B"], &["A"]);
        let second = version(&["A", "C"], vec![change.clone()]);
        let third = version(&["A", "C"], vec![change]);
        assert_eq!(
            told(&second, &third),
            expect(&[("A", "A", Bond::Same), ("C", "C", Bond::Same)])
        );
    }
}
