//! The trend as JSON: columns first, then what each section, item and finding was in them.
//!
//! Lists by column are as long as `periods`; words are those of files, never translated ones.

use serde::Serialize;

use super::FORMAT;
use crate::domain::answer::{Grade, Verdict};
use crate::domain::id::{ChecklistId, ItemId};
use crate::domain::lineage::Bond;
use crate::domain::trend::{self, Age, Mark, Trend};
use crate::report::tally_json::TallyShape;
use crate::report::trend_csv::{bond, standing, state};

#[derive(Serialize)]
pub(super) struct TrendShape<'a> {
    format: u32,
    /// The names under which the periods were sealed.
    societies: Vec<&'a str>,
    checklists: Vec<&'a str>,
    periods: Vec<PeriodShape<'a>>,
    sections: Vec<SectionShape<'a>>,
    items: Vec<ItemShape<'a>>,
    findings: Vec<FindingShape<'a>>,
}

#[derive(Serialize)]
struct PeriodShape<'a> {
    id: String,
    name: String,
    start: String,
    end: String,
    sealed_on: String,
    checklist: &'a str,
    version: &'a str,
    revision: Option<RevisionShape<'a>>,
    tally: TallyShape,
    finding_counts: CountShape,
}

#[derive(Serialize)]
struct RevisionShape<'a> {
    old: EditionShape<'a>,
    new: EditionShape<'a>,
    /// How many items were reworded, merged, and so on.
    reworded: usize,
    merged: usize,
    split: usize,
    added: usize,
    removed: usize,
}

#[derive(Serialize)]
struct EditionShape<'a> {
    checklist: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct CountShape {
    open: usize,
    new: usize,
    closed: usize,
    overdue: usize,
    oldest: Option<u32>,
}

#[derive(Serialize)]
struct SectionShape<'a> {
    id: &'a str,
    title: &'a str,
    short: &'a str,
    tallies: Vec<TallyShape>,
}

#[derive(Serialize)]
struct ItemShape<'a> {
    id: &'a str,
    title: &'a str,
    section: &'a str,
    standing: &'static str,
    cells: Vec<CellShape<'a>>,
}

#[derive(Serialize)]
struct CellShape<'a> {
    state: &'static str,
    verdict: Option<&'static str>,
    grade: Option<&'static str>,
    joined: Option<&'static str>,
    from: Vec<&'a str>,
}

#[derive(Serialize)]
struct FindingShape<'a> {
    id: String,
    grade: &'static str,
    title: &'a str,
    section: &'a str,
    what: &'a str,
    ages: Vec<AgeShape>,
}

#[derive(Serialize)]
struct AgeShape {
    state: &'static str,
    age: Option<u32>,
}

impl<'a> TrendShape<'a> {
    pub(super) fn of(trend: &'a Trend) -> Self {
        let findings = trend.findings.iter().map(|life| FindingShape {
            id: life.id.to_string(),
            grade: life.grade.name(),
            title: &life.title,
            section: life.section.as_str(),
            what: &life.what,
            ages: life.ages.iter().copied().map(age).collect(),
        });
        Self {
            format: FORMAT,
            societies: trend.societies(),
            checklists: trend.checklists().into_iter().map(ChecklistId::as_str).collect(),
            periods: trend.columns.iter().map(period).collect(),
            sections: trend.lanes.iter().map(section).collect(),
            items: trend.rows.iter().map(item).collect(),
            findings: findings.collect(),
        }
    }
}

fn period(column: &trend::Column) -> PeriodShape<'_> {
    let period = column.period;
    let count = column.findings;
    PeriodShape {
        id: period.to_string(),
        name: period.in_era(),
        start: period.start().to_string(),
        end: period.end().to_string(),
        sealed_on: column.sealed_on.to_string(),
        checklist: column.edition.checklist.as_str(),
        version: &column.edition.version,
        revision: column.revision.as_ref().map(revision),
        tally: TallyShape::from(&column.tally),
        finding_counts: CountShape {
            open: count.open,
            new: count.new,
            closed: count.closed,
            overdue: count.overdue,
            oldest: count.oldest,
        },
    }
}

fn revision(revision: &trend::Revision) -> RevisionShape<'_> {
    let of = |bond| revision.kins.get(&bond).copied().unwrap_or(0);
    RevisionShape {
        old: edition(&revision.from),
        new: edition(&revision.to),
        reworded: of(Bond::Reworded),
        merged: of(Bond::Merged),
        split: of(Bond::Split),
        added: of(Bond::Added),
        removed: of(Bond::Removed),
    }
}

fn edition(edition: &trend::Edition) -> EditionShape<'_> {
    EditionShape { checklist: edition.checklist.as_str(), version: &edition.version }
}

fn section(lane: &trend::Lane) -> SectionShape<'_> {
    SectionShape {
        id: lane.section.id.as_str(),
        title: &lane.section.title,
        short: &lane.section.short,
        tallies: lane.tallies.iter().map(TallyShape::from).collect(),
    }
}

fn item(row: &trend::Row) -> ItemShape<'_> {
    ItemShape {
        id: row.item.as_str(),
        title: &row.title,
        section: row.section.as_str(),
        standing: standing(row.standing),
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &trend::Cell) -> CellShape<'_> {
    let (verdict, grade) = match cell.mark {
        Mark::Absent | Mark::NotDue => (None, None),
        Mark::Asked { verdict, grade } => (verdict, grade),
    };
    let through = cell.through.as_ref();
    CellShape {
        state: state(cell.mark),
        verdict: verdict.map(Verdict::name),
        grade: grade.map(Grade::name),
        joined: through.map(|through| bond(through.bond)),
        from: through.map_or_else(Vec::new, |t| t.items.iter().map(ItemId::as_str).collect()),
    }
}

fn age(age: Age) -> AgeShape {
    let state = match age {
        Age::Absent => "absent",
        Age::Open(_) => "open",
        Age::Overdue(_) => "overdue",
        Age::Closed => "closed",
    };
    AgeShape { state, age: age.periods() }
}
