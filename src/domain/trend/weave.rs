//! The rows of a trend: each item of the newest checklist with the items that it continues.
//!
//! Which those are is asked of `lineage`, for each older version against the newest one together
//! with what was retired since.

use std::collections::BTreeMap;

use super::series::Series;
use super::{Cell, Lane, Mark, Row, Standing, Through};
use crate::domain::checklist::{Checklist, Section};
use crate::domain::id::{ItemId, SectionId};
use crate::domain::lineage::{Bond, kins};

/// What an item is in one older version: the bond, and the items there by their places.
#[derive(Debug, Clone)]
struct Link {
    bond: Bond,
    places: Vec<usize>,
}

/// The sections with their counts, and the rows in the order of the sections.
pub(super) fn weave(series: &Series, newest: usize) -> (Vec<Lane>, Vec<Row>) {
    // The newest checklist; what was retired is put behind it, version by version.
    let mut all = series.versions[newest].clone();
    let current = all.items.len();
    let mut links: BTreeMap<usize, BTreeMap<ItemId, Link>> = BTreeMap::new();
    for taken in series.taken.iter().rev() {
        let version = taken.version;
        links.entry(version).or_insert_with(|| linked(&series.versions[version], &mut all));
    }
    let lanes = lanes(series, &all);
    let mut rows: Vec<Row> = (all.items.iter().enumerate())
        .map(|(at, item)| Row {
            item: item.id.clone(),
            title: item.title.clone(),
            section: item.section.clone(),
            standing: if at < current { Standing::Current } else { Standing::Retired },
            cells: cells(series, &links, &item.id),
        })
        .collect();
    let place = |section: &SectionId| lanes.iter().position(|lane| lane.section.id == *section);
    rows.sort_by_key(|row| (place(&row.section), row.standing));
    (lanes, rows)
}

/// What each item of `all` is in `version`; items that are nothing there have no link, and items
/// of the version that nothing continues become items of `all`.
fn linked(version: &Checklist, all: &mut Checklist) -> BTreeMap<ItemId, Link> {
    let places: BTreeMap<&ItemId, usize> =
        version.items.iter().enumerate().map(|(at, item)| (&item.id, at)).collect();
    let mut links = BTreeMap::new();
    let mut retired = Vec::new();
    for kin in kins(version, all) {
        let place = |id: &ItemId| places.get(id).copied();
        if kin.new.is_empty() {
            for item in kin.old {
                let link = Link { bond: Bond::Same, places: place(&item.id).into_iter().collect() };
                links.insert(item.id.clone(), link);
                retired.push(item.clone());
            }
        } else if !kin.old.is_empty() {
            let places: Vec<usize> = kin.old.iter().filter_map(|item| place(&item.id)).collect();
            for item in kin.new {
                let link = Link { bond: kin.bond, places: places.clone() };
                links.insert(item.id.clone(), link);
            }
        }
    }
    all.items.extend(retired);
    links
}

fn cells(
    series: &Series,
    links: &BTreeMap<usize, BTreeMap<ItemId, Link>>,
    item: &ItemId,
) -> Vec<Cell> {
    let cell = |taken: &super::series::Taken| {
        let link = links.get(&taken.version).and_then(|of_version| of_version.get(item));
        let Some(link) = link else { return Cell { mark: Mark::Absent, through: None } };
        let marks = link.places.iter().filter_map(|at| taken.marks.get(*at));
        let mark = marks.fold(Mark::Absent, |worst, mark| worst.or_worse(*mark));
        let version = &series.versions[taken.version];
        let items: Vec<ItemId> =
            link.places.iter().map(|at| version.items[*at].id.clone()).collect();
        let own = link.bond == Bond::Same && items.as_slice() == std::slice::from_ref(item);
        let through = (!own).then_some(Through { bond: link.bond, items });
        Cell { mark, through }
    };
    series.taken.iter().map(cell).collect()
}

/// The sections of the newest checklist, then those of older ones, newest first; only those that
/// had an item in one of the periods.
fn lanes(series: &Series, all: &Checklist) -> Vec<Lane> {
    let mut sections: Vec<Section> = all.sections.clone();
    let older = series.taken.iter().rev();
    let older = older.flat_map(|taken| series.versions[taken.version].sections.iter());
    for section in older {
        if sections.iter().all(|known| known.id != section.id) {
            sections.push(section.clone());
        }
    }
    // A section that no checklist names has its items all the same.
    for id in series.taken.iter().flat_map(|taken| taken.tallies.keys()) {
        if sections.iter().all(|known| known.id != *id) {
            let (title, short) = (id.to_string(), id.to_string());
            sections.push(Section { id: id.clone(), title, short });
        }
    }
    let lanes = sections.into_iter().map(|section| {
        let tally = |taken: &super::series::Taken| taken.tallies.get(&section.id).copied();
        let tallies = series.taken.iter().map(|t| tally(t).unwrap_or_default()).collect();
        Lane { section, tallies }
    });
    lanes.filter(Lane::is_asked).collect()
}
