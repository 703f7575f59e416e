//! Whether a version of a checklist may follow another, or would break what was recorded.
//!
//! Only versions of one checklist follow each other; two checklists may be compared all the same.

use super::changes::Field;
use super::checklist::{Checklist, Item};
use super::id::ItemId;
use super::inspection::{Adoption, Inspection};
use super::lineage::{self, Declared, Kind, covers};
use super::version;

/// What would break the history of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// The one said to be new is the older one; nothing else is looked at.
    Backwards { old: String, new: String },
    /// Something differs, and the version does not.
    SameVersion { version: String },
    /// A new item under an id that was given up.
    Reused { id: ItemId, version: String },
    /// The question, or the condition for 該当なし, is another, and nothing says so.
    Reworded { id: ItemId, fields: Vec<Field> },
    /// The item is not there any more, and nothing says what became of it.
    Vanished { id: ItemId },
    /// Nothing says where the item comes from.
    Undeclared { id: ItemId },
    /// A change that the old version declares and the new one does not.
    Forgotten { version: String, kind: Kind, ids: Vec<ItemId> },
}

impl Break {
    /// The name in JSON; it never changes.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Backwards { .. } => "backwards",
            Self::SameVersion { .. } => "same-version",
            Self::Reused { .. } => "reused",
            Self::Reworded { .. } => "reworded",
            Self::Vanished { .. } => "vanished",
            Self::Undeclared { .. } => "undeclared",
            Self::Forgotten { .. } => "forgotten",
        }
    }

    /// The item it is about, if it is one.
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::Reused { id, .. }
            | Self::Reworded { id, .. }
            | Self::Vanished { id }
            | Self::Undeclared { id } => Some(id),
            Self::Backwards { .. } | Self::SameVersion { .. } | Self::Forgotten { .. } => None,
        }
    }
}

/// Everything that keeps `new` from following `old`; nothing where they are different checklists
/// or the same version.
pub fn breaks(old: &Checklist, new: &Checklist) -> Vec<Break> {
    if old.id != new.id || old == new {
        return Vec::new();
    }
    if version::is_after(&old.version, &new.version) {
        let (old, new) = (old.version.clone(), new.version.clone());
        return vec![Break::Backwards { old, new }];
    }
    let pair = Pair { old, new, since: since(old, new) };
    let mut list = Vec::new();
    if old.version == new.version {
        list.push(Break::SameVersion { version: new.version.clone() });
    }
    for item in &new.items {
        match old.item(&item.id) {
            Some(earlier) => list.extend(pair.reworded(earlier, item)),
            None => list.extend(pair.added(&item.id)),
        }
    }
    let missing = old.items.iter().filter(|item| new.item(&item.id).is_none());
    let vanished = missing.filter(|item| !pair.is_accounted_for(&item.id));
    list.extend(vanished.map(|item| Break::Vanished { id: item.id.clone() }));
    list.extend(pair.forgotten());
    list
}

fn since<'a>(old: &Checklist, new: &'a Checklist) -> Vec<&'a Declared> {
    new.changes.iter().filter(|change| !old.changes.contains(change)).collect()
}

/// Two versions, and what the new one declares beyond the old one.
struct Pair<'a> {
    old: &'a Checklist,
    new: &'a Checklist,
    since: Vec<&'a Declared>,
}

impl Pair<'_> {
    fn reworded(&self, old: &Item, new: &Item) -> Option<Break> {
        let question = old.question.trim() != new.question.trim();
        let condition = old.not_applicable != new.not_applicable;
        let fields: Vec<Field> = [(question, Field::Question), (condition, Field::NotApplicable)]
            .into_iter()
            .filter_map(|(differs, field)| differs.then_some(field))
            .collect();
        let told = |change: &&Declared| {
            !change.from.is_empty() && change.to.iter().any(|id| covers(id, &new.id))
        };
        let silent = !fields.is_empty() && !self.since.iter().any(told);
        silent.then(|| Break::Reworded { id: new.id.clone(), fields })
    }

    fn added(&self, id: &ItemId) -> Option<Break> {
        let origin = self.since.iter().find(|change| change.to.iter().any(|to| covers(to, id)));
        if let Some(version) = given_up(self.old, id) {
            // A society may ask again what its base never gave up; the file was judged for that.
            let again = self.new.extends.is_some()
                && origin.is_some_and(|change| change.kind == Kind::New)
                && given_up(self.new, id).is_some();
            return (!again).then(|| Break::Reused { id: id.clone(), version });
        }
        origin.is_none().then(|| Break::Undeclared { id: id.clone() })
    }

    fn is_accounted_for(&self, id: &ItemId) -> bool {
        let away = |change: &&Declared| {
            change.from.iter().any(|from| covers(from, id)) && !change.to.contains(id)
        };
        self.since.iter().any(away) || self.new.retired.iter().any(|entry| entry.id == *id)
    }

    fn forgotten(&self) -> Vec<Break> {
        let changes = self.old.changes.iter().filter(|change| !self.new.changes.contains(change));
        let changes = changes.map(|change| Break::Forgotten {
            version: change.version.clone(),
            kind: change.kind,
            ids: change.from.iter().chain(&change.to).cloned().collect(),
        });
        let retired = self.old.retired.iter().filter(|entry| {
            given_up(self.new, &entry.id).is_none() && self.new.item(&entry.id).is_none()
        });
        let retired = retired.map(|entry| Break::Forgotten {
            version: entry.version.clone(),
            kind: Kind::Retired,
            ids: vec![entry.id.clone()],
        });
        changes.chain(retired).collect()
    }
}

/// The version by which a checklist says that it gave up an id.
fn given_up(list: &Checklist, id: &ItemId) -> Option<String> {
    let retired = list.retired.iter().find(|entry| entry.id == *id).map(|entry| &entry.version);
    let away = |change: &&Declared| change.from.contains(id) && !change.to.contains(id);
    retired.or_else(|| list.changes.iter().find(away).map(|change| &change.version)).cloned()
}

/// What an inspection against `old` becomes when it goes on with `new`, whose digest is given.
pub fn adoption(
    old: &Checklist,
    new: &Checklist,
    digest: String,
    inspection: &Inspection,
) -> Adoption {
    let (mut again, mut dropped) = (Vec::new(), Vec::new());
    for kin in lineage::kins(old, new) {
        if let ([old], [new]) = (&kin.old[..], &kin.new[..])
            && old.id == new.id
        {
            let asks = |item: &Item| (item.question.trim().to_owned(), item.not_applicable.clone());
            if asks(old) != asks(new) && inspection.verdict(&new.id).is_some() {
                again.push(new.id.clone());
            }
        } else {
            let told =
                |id: &ItemId| inspection.answered(id).is_some() || inspection.draft(id).is_some();
            let ids = kin.old.iter().map(|item| item.id.clone());
            dropped.extend(ids.filter(told));
        }
    }
    let (checklist, version) = (new.id.clone(), new.version.clone());
    Adoption { checklist, version, digest, again, dropped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::Retired;
    use crate::domain::id::ChecklistId;
    use crate::domain::inspection::tests::checklist;
    use crate::domain::rules::tests::item;

    fn version(version: &str, ids: &[&str]) -> Checklist {
        let items = ids.iter().map(|id| item(id)).collect();
        Checklist { version: version.into(), items, ..checklist() }
    }

    fn id(text: &str) -> ItemId {
        ItemId::new(text).unwrap()
    }

    fn declared(kind: Kind, from: &[&str], to: &[&str]) -> Declared {
        let ids = |list: &[&str]| list.iter().map(|text| id(text)).collect();
        let (version, reason) = ("1.1.0".to_owned(), "見直し".to_owned());
        Declared { version, kind, from: ids(from), to: ids(to), reason }
    }

    fn names(old: &Checklist, new: &Checklist) -> Vec<String> {
        let told = breaks(old, new).into_iter();
        told.map(|b| format!("{} {}", b.name(), b.item().map_or("", ItemId::as_str))).collect()
    }

    #[test]
    fn what_is_declared_may_follow() {
        let old = version("1.0.0", &["A", "B", "C", "D", "E", "P-X"]);
        let mut new = version("1.1.0", &["M", "C", "C2", "D", "F", "P-X", "P-Y"]);
        new.items[3].question = "別の文か。".into();
        new.items[5].not_applicable = Some("行がないとき".into());
        new.changes = vec![
            declared(Kind::Merged, &["A", "B"], &["M"]),
            declared(Kind::Split, &["C"], &["C", "C2"]),
            declared(Kind::Wording, &["D"], &["D"]),
            declared(Kind::Wording, &["P"], &["P"]),
            declared(Kind::Retired, &["E"], &[]),
            declared(Kind::New, &[], &["F", "P-Y"]),
        ];
        assert_eq!(names(&old, &new), Vec::<String>::new());
        assert_eq!(names(&new, &old), ["backwards "]);
        new.id = ChecklistId::new("other").unwrap();
        assert_eq!(names(&new, &old), Vec::<String>::new(), "another checklist is no version");
    }

    #[test]
    fn everything_that_is_done_in_silence_is_told_at_once() {
        let mut old = version("1.0.0", &["A", "B", "C"]);
        old.items[1].not_applicable = Some("0件のとき".into());
        old.changes = vec![declared(Kind::Retired, &["GONE"], &[])];
        let (version_text, reason) = ("0.9.0".to_owned(), "x".to_owned());
        old.retired = vec![
            Retired { id: id("OLD"), version: version_text.clone(), reason: reason.clone() },
            Retired { id: id("LOST"), version: version_text, reason },
        ];
        let mut new = version("1.0.0", &["A", "B", "N", "GONE", "OLD"]);
        new.items[0].question = "別の文か。".into();
        assert_eq!(
            names(&old, &new),
            [
                "same-version ",
                "reworded A",
                "reworded B",
                "undeclared N",
                "reused GONE",
                "reused OLD",
                "vanished C",
                "forgotten ",
                "forgotten "
            ]
        );
        new.changes = vec![declared(Kind::New, &[], &["GONE"])];
        assert!(names(&old, &new).contains(&"reused GONE".to_owned()));
    }

    #[test]
    fn a_society_may_ask_again_what_its_base_kept() {
        let mut old = version("1.1.0", &["A"]);
        old.extends = Some(ChecklistId::new("base").unwrap());
        old.changes = vec![declared(Kind::Retired, &["B"], &[])];
        let mut new = Checklist { version: "1.2.0".into(), ..old.clone() };
        new.items.push(item("B"));
        assert_eq!(names(&old, &new), ["reused B"]);
        new.changes.push(declared(Kind::New, &[], &["B"]));
        assert_eq!(names(&old, &new), Vec::<String>::new());
        (old.extends, new.extends) = (None, None);
        assert_eq!(names(&old, &new), ["reused B"]);
    }
}
