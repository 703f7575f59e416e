//! The trend as a sheet: items by period, rates, findings and what the checklist changed.
//!
//! It shows the columns that it is given and leaves their choice to the caller.

mod figures;

use super::scribe::put;
use super::sheet::{Block, Cell, Column, Reading, Row, Sheet, Table, Title, Tone};
use crate::domain::answer::Verdict;
use crate::domain::tally::{Rate, Tally};
use crate::domain::trend::{self, Age, Count, Edition, Mark, Revision, Standing, Trend};
use crate::words::{Terms, TrendWords, fill};

/// Cells of a period relative to those of the first column.
const NARROW: u16 = 1;
const WIDE: u16 = 6;

/// What was left out of the trend that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope<'a> {
    /// How many periods there are; those not shown are older.
    pub periods: usize,
    /// The sections that were asked for; empty for all.
    pub sections: &'a [String],
}

/// The whole sheet of a trend with at least one column.
pub fn compose(trend: &Trend, scope: Scope<'_>, words: &TrendWords, terms: &Terms) -> Sheet {
    let scribe = Scribe { trend, words, terms };
    let mut blocks = vec![Block::Title(scribe.title())];
    let texts = scribe.cautions(scope);
    if !texts.is_empty() {
        blocks.push(Block::Cautions { label: words.sheet.caution.clone(), texts });
    }
    blocks.push(Block::chapter(&words.sheet.grid));
    blocks.push(Block::Paragraph(words.legend.verdicts.clone()));
    blocks.push(Block::Paragraph(words.legend.joins.clone()));
    blocks.push(scribe.strip_chart());
    blocks.push(Block::Table(scribe.grid()));
    blocks.push(Block::chapter(&words.sheet.versions));
    blocks.extend(scribe.versions().into_iter().map(Block::Paragraph));
    blocks.push(Block::chapter(&words.sheet.rates));
    blocks.push(Block::Paragraph(words.legend.rates.clone()));
    blocks.push(scribe.share_chart());
    blocks.push(Block::Table(scribe.rates()));
    blocks.push(Block::chapter(&words.sheet.findings));
    blocks.push(Block::Table(scribe.counts()));
    blocks.push(Block::chapter(&words.sheet.ages));
    if trend.findings.is_empty() {
        blocks.push(Block::Paragraph(words.sheet.no_findings.clone()));
    } else {
        blocks.push(Block::Paragraph(words.legend.ages.clone()));
        blocks.extend(scribe.age_chart());
        blocks.push(Block::Table(scribe.ages()));
    }
    Sheet { lang: words.lang, title: words.sheet.title.clone(), blocks }
}

/// What a change of the checklist was, in a sentence.
pub fn revision(
    of: &trend::Column,
    revision: &Revision,
    words: &TrendWords,
    terms: &Terms,
) -> String {
    let said = &words.version;
    let kins = revision.kins.iter().map(|(bond, n)| put(said.kin(*bond), &[("n", n.to_string())]));
    let kins: Vec<String> = kins.collect();
    let kins = if kins.is_empty() { said.nothing.clone() } else { kins.join(&said.comma) };
    let (old, new) = (&revision.from, &revision.to);
    let template = if old.checklist != new.checklist {
        &said.other
    } else if old.version == new.version {
        &said.same
    } else {
        &said.changed
    };
    let values = [
        ("period", terms.period(of.period)),
        ("old", old.version.clone()),
        ("new", new.version.clone()),
        ("old_id", old.checklist.to_string()),
        ("new_id", new.checklist.to_string()),
        ("kins", kins),
    ];
    put(template, &values)
}

struct Scribe<'a> {
    trend: &'a Trend,
    words: &'a TrendWords,
    terms: &'a Terms,
}

impl Scribe<'_> {
    fn title(&self) -> Title {
        let words = &self.words.sheet;
        let columns = &self.trend.columns;
        let period = |column: Option<&trend::Column>| {
            column.map(|column| self.terms.period(column.period)).unwrap_or_default()
        };
        let values = [
            ("first", period(columns.first())),
            ("last", period(columns.last())),
            ("n", columns.len().to_string()),
        ];
        Title {
            heading: words.title.clone(),
            addressee: columns.last().map(|column| column.society.clone()).unwrap_or_default(),
            lines: vec![put(&words.span, &values)],
        }
    }

    fn cautions(&self, scope: Scope<'_>) -> Vec<String> {
        let words = &self.words.sheet;
        let comma = &self.words.version.comma;
        let mut texts = mixed(self.trend, self.words);
        let shown = self.trend.columns.len();
        if shown < scope.periods {
            let values = [("n", shown.to_string()), ("all", scope.periods.to_string())];
            texts.push(put(&words.cut, &values));
        }
        if !scope.sections.is_empty() {
            texts.push(fill(&words.only, &[("list", &scope.sections.join(comma))]));
        }
        texts
    }

    /// `first`, then one column for each period: `R8 3Q`, with a mark where the checklist changed.
    fn columns(&self, first: Column, period: fn(&str, u16) -> Column) -> Vec<Column> {
        let columns = self.trend.columns.iter().map(|column| {
            // In two words, so that the header can stand in two narrow lines.
            let name = column.period.in_era_short().replacen('-', " ", 1);
            let changed = fill(&self.words.sheet.changed, &[("period", &name)]);
            let header = if column.revision.is_some() { changed } else { name };
            period(&header, NARROW)
        });
        std::iter::once(first).chain(columns).collect()
    }

    fn grid(&self) -> Table {
        let words = &self.words.sheet;
        let mut rows = Vec::new();
        for lane in &self.trend.lanes {
            let group = fill(&words.group, &[("section", &lane.section.title)]);
            let blank = self.trend.columns.iter().map(|_| Cell::from(""));
            rows.push(Row::body(std::iter::once(Cell::from(group)).chain(blank).collect()));
            for row in self.trend.rows_of(lane) {
                let mut title = format!("{} {}", row.item, row.title);
                if row.standing == Standing::Retired {
                    title = fill(&words.retired, &[("title", &title)]);
                }
                let cells = row.cells.iter().map(|cell| self.cell(cell));
                rows.push(Row::body(std::iter::once(Cell::from(title)).chain(cells).collect()));
            }
        }
        let first = Column::lead(&words.item, WIDE);
        Table { reading: Reading::Columns, columns: self.columns(first, Column::body), rows }
    }

    fn cell(&self, cell: &trend::Cell) -> Cell {
        let text = format!("{}{}", self.words.mark(cell.mark), self.words.join(cell));
        Cell::from(text).toned(tone(cell))
    }

    fn versions(&self) -> Vec<String> {
        let changed = self.trend.columns.iter().filter_map(|column| {
            let change = column.revision.as_ref()?;
            Some(revision(column, change, self.words, self.terms))
        });
        let changed: Vec<String> = changed.collect();
        if !changed.is_empty() {
            return changed;
        }
        let edition = self.trend.columns.last().map(|column| edition(&column.edition, self.words));
        let edition = edition.unwrap_or_default();
        vec![fill(&self.words.sheet.no_versions, &[("edition", &edition)])]
    }

    /// Two rows for each section: the rates, and below them their numbers.
    fn rates(&self) -> Table {
        let words = &self.words.sheet;
        let all: Vec<Tally> = self.trend.columns.iter().map(|column| column.tally).collect();
        let mut rows = Vec::new();
        let mut put = |label: &str, tallies: &[Tally], row: fn(Vec<Cell>) -> Row| {
            let none = || words.no_rate.clone();
            let rate = |tally: &Tally| tally.rate().map_or_else(none, Rate::percent);
            let numbers =
                |tally: &Tally| tally.rate().map_or_else(none, |r| format!("{}/{}", r.ok, r.of));
            let cells = |first: &str, texts: Vec<String>| {
                let texts = texts.into_iter().map(Cell::from);
                std::iter::once(Cell::from(first)).chain(texts).collect()
            };
            rows.push(row(cells(label, tallies.iter().map(rate).collect())));
            rows.push(Row::body(cells("", tallies.iter().map(numbers).collect())));
        };
        for lane in &self.trend.lanes {
            put(&lane.section.short, &lane.tallies, Row::body);
        }
        put(&words.all, &all, Row::total);
        let first = Column::lead(&words.section, WIDE);
        Table { reading: Reading::Columns, columns: self.columns(first, Column::number), rows }
    }

    fn counts(&self) -> Table {
        let words = &self.words.sheet;
        let row = |label: &str, number: fn(&Count) -> Option<String>| {
            let number = |column: &trend::Column| number(&column.findings);
            let texts = self.trend.columns.iter().map(number);
            let texts = texts.map(|text| Cell::from(text.unwrap_or(words.no_rate.clone())));
            Row::body(std::iter::once(Cell::from(label)).chain(texts).collect())
        };
        let rows = vec![
            row(&words.new, |count| Some(count.new.to_string())),
            row(&words.closed, |count| Some(count.closed.to_string())),
            row(&words.open, |count| Some(count.open.to_string())),
            row(&words.overdue, |count| Some(count.overdue.to_string())),
            row(&words.oldest, |count| count.oldest.map(|age| age.to_string())),
        ];
        let first = Column::lead(&words.count, WIDE);
        Table { reading: Reading::Columns, columns: self.columns(first, Column::number), rows }
    }

    fn ages(&self) -> Table {
        let words = &self.words.sheet;
        let row = |life: &trend::Life| {
            let grade = self.terms.grade(life.grade).to_owned();
            let (id, title) = (life.id.to_string(), life.title.clone());
            let values = [("id", id), ("title", title), ("grade", grade)];
            let name = put(&words.finding_value, &values);
            let cells = life.ages.iter().map(|age| {
                let tone = if matches!(age, Age::Overdue(_)) { Tone::Fault } else { Tone::Plain };
                Cell::from(self.words.age(*age)).toned(tone)
            });
            Row::body(std::iter::once(Cell::from(name)).chain(cells).collect())
        };
        let rows = self.trend.findings.iter().map(row).collect();
        let first = Column::lead(&words.finding, WIDE);
        Table { reading: Reading::Columns, columns: self.columns(first, Column::number), rows }
    }
}

fn tone(cell: &trend::Cell) -> Tone {
    match cell.mark {
        Mark::Absent | Mark::NotDue => Tone::Quiet,
        Mark::Asked { verdict, .. } => match verdict {
            Some(Verdict::Ok) => Tone::Plain,
            Some(Verdict::Ng) => Tone::Fault,
            Some(Verdict::Na) => Tone::Quiet,
            Some(Verdict::Unverified) | None => Tone::Doubt,
        },
    }
}

/// The newest part of a trend as a chapter of a report: rates and ages of findings, drawn and in
/// tables.
pub(super) fn appendix(trend: &Trend, words: &TrendWords, terms: &Terms) -> Vec<Block> {
    let scribe = Scribe { trend, words, terms };
    let mut blocks = vec![Block::chapter(&words.figure.appendix)];
    blocks.extend(mixed(trend, words).into_iter().map(Block::Paragraph));
    blocks.push(Block::section(&words.sheet.rates));
    blocks.push(scribe.share_chart());
    blocks.push(Block::Table(scribe.rates()));
    blocks.push(Block::section(&words.sheet.findings));
    blocks.extend(scribe.age_chart());
    blocks.push(Block::Table(scribe.counts()));
    blocks
}

/// That the periods are of different societies or checklists, where they are.
pub fn mixed(trend: &Trend, words: &TrendWords) -> Vec<String> {
    let comma = &words.version.comma;
    let mut texts = Vec::new();
    let societies = trend.societies();
    if societies.len() > 1 {
        texts.push(fill(&words.mixed.societies, &[("list", &societies.join(comma))]));
    }
    let checklists: Vec<String> = trend.checklists().iter().map(ToString::to_string).collect();
    if checklists.len() > 1 {
        texts.push(fill(&words.mixed.checklists, &[("list", &checklists.join(comma))]));
    }
    texts
}

fn edition(edition: &Edition, words: &TrendWords) -> String {
    let checklist = edition.checklist.to_string();
    let values = [("checklist", checklist.as_str()), ("version", &edition.version)];
    fill(&words.version.edition, &values)
}
