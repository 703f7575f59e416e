//! Which keys each block of a checklist file knows and needs, and how long their texts may be.
//!
//! Only the shape of one block; what a value refers to is checked in `check`.

use crate::domain::fault::Place;

/// The keys of a block, in the order in which they are written.
pub(super) fn known(place: Place) -> &'static [&'static str] {
    match place {
        Place::Top => &[
            "format",
            "id",
            "extends",
            "extended",
            "title",
            "version",
            "basis_date",
            "society",
            "section",
            "commitment",
            "change",
            "disable",
            "item",
            "retired",
            "revision",
            "table",
        ],
        Place::Society => &["name", "notice", "edition"],
        Place::Section => &["id", "title", "short"],
        Place::Commitment => &["id", "section", "text"],
        Place::Item => &[
            "id",
            "section",
            "title",
            "question",
            "how",
            "methods",
            "evidence",
            "not_applicable",
            "basis",
            "commitments",
            "frequency",
            "due_quarter",
            "turn",
            "escalate",
            "for_each",
        ],
        Place::Change => &[
            "id",
            "title",
            "question",
            "how",
            "methods",
            "evidence",
            "not_applicable",
            "basis",
            "commitments",
            "frequency",
            "due_quarter",
            "turn",
            "escalate",
            "remove",
            "reason",
        ],
        Place::Disable => &["id", "reason"],
        Place::Retired => &["id", "version", "reason"],
        Place::Revision => &["version", "kind", "from", "to", "reason"],
        Place::Row => &["key", "name", "entries", "turn"],
    }
}

/// The keys without which a block says nothing.
pub(super) fn needed(place: Place) -> &'static [&'static str] {
    match place {
        Place::Top => &["format", "id", "title", "version", "basis_date"],
        Place::Society | Place::Section | Place::Disable | Place::Retired | Place::Row => {
            known(place)
        }
        Place::Commitment => &["id", "text"],
        Place::Item => &[
            "id",
            "section",
            "title",
            "question",
            "how",
            "methods",
            "evidence",
            "basis",
            "commitments",
            "frequency",
        ],
        Place::Change => &["id", "reason"],
        Place::Revision => &["version", "kind", "reason"],
    }
}

/// The greatest number of characters of a text, or of each text of a list.
pub(super) fn max_chars(place: Place, key: &str) -> usize {
    match (place, key) {
        (Place::Item | Place::Change, "title") => 40,
        (_, "question" | "how") => 1000,
        (_, "not_applicable" | "reason") => 400,
        (_, "text") => 200,
        _ => 100,
    }
}

/// How many times longer the texts of an expanded checklist may be: they hold rows of tables.
pub(super) const EXPANDED: usize = 10;

/// The greatest number of terminal cells, where a text must fit a narrow column.
pub(super) fn max_cells(place: Place, key: &str) -> Option<usize> {
    (place == Place::Section && key == "short").then_some(8)
}

/// The greatest number of entries of a list.
pub(super) const MAX_ENTRIES: usize = 30;

/// Whether a text may have more than one line.
pub(super) fn many_lines(key: &str) -> bool {
    matches!(key, "question" | "how" | "not_applicable")
}

/// Longer texts are not slips of the hand, and comparing has its price.
const MAX_GUESSED: usize = 64;

/// Names compared at most.
const MAX_NAMES: usize = 500;

/// The name most like `text`, if one is like it at all.
pub(super) fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = text.chars().count();
    if length > MAX_GUESSED {
        return None;
    }
    names
        .into_iter()
        .take(MAX_NAMES)
        .map(|name| {
            let folded = strsim::osa_distance(&text.to_lowercase(), &name.to_lowercase());
            (folded, name)
        })
        .filter(|(distance, name)| *distance <= 1 + length.max(name.chars().count()) / 4)
        // Two characters with one changed are as far as any others.
        .filter(|(distance, name)| *distance < name.chars().count())
        .min_by_key(|(distance, name)| (*distance, (*name).to_owned()))
        .map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_one_that_could_have_been_meant() {
        let keys = || known(Place::Item).iter().copied();
        assert_eq!(nearest("tittle", keys()).as_deref(), Some("title"));
        assert_eq!(nearest("Question", keys()).as_deref(), Some("question"));
        assert_eq!(nearest("not-applicable", keys()).as_deref(), Some("not_applicable"));
        assert_eq!(nearest("colour", keys()), None);
        assert_eq!(nearest("閲読", ["閲覧", "照合"]).as_deref(), Some("閲覧"));
        assert_eq!(nearest("見学", ["閲覧", "照合"]), None);
    }

    #[test]
    fn every_needed_key_is_known() {
        for place in [
            Place::Top,
            Place::Society,
            Place::Section,
            Place::Commitment,
            Place::Item,
            Place::Change,
            Place::Disable,
            Place::Retired,
            Place::Revision,
            Place::Row,
        ] {
            assert!(needed(place).iter().all(|key| known(place).contains(key)), "{place:?}");
        }
    }
}
