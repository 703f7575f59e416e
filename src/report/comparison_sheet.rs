//! The comparison of two periods as a sheet: counts, rates, then every line by its group.
//!
//! Texts of a line are put into words here for the screen too; it decides no group.

use super::scribe::{named, put};
use super::sheet::{Block, Cell, Column, Piece, Reading, Row, Sheet, Table, Title, Tone};
use crate::domain::answer::{Answer, Verdict};
use crate::domain::comparison::{Comparison, Counts, Group, Line, Rates, Side};
use crate::domain::record::Outcome;
use crate::domain::tally::Tally;
use crate::words::{ComparisonWords, Terms, fill};

/// The words that a comparison is told in.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    pub words: &'a ComparisonWords,
    pub terms: &'a Terms,
}

/// The whole sheet. `shown` names what the lines are cut down to; empty where none is left out.
pub fn compose(comparison: &Comparison, shown: &[String], telling: Telling<'_>) -> Sheet {
    let words = &telling.words.sheet;
    let mut blocks = vec![Block::Title(title(comparison, telling))];
    let texts = cautions(comparison, shown, telling.words);
    if !texts.is_empty() {
        blocks.push(Block::Cautions { label: words.caution.clone(), texts });
    }
    blocks.push(Block::chapter(&words.counts));
    blocks.push(Block::Table(counts(comparison, telling.words)));
    blocks.push(Block::chapter(&words.rates));
    blocks.push(Block::Table(rates(comparison, telling.words)));
    blocks.push(Block::Paragraph(words.rates_note.clone()));
    blocks.push(Block::Paragraph(words.marks.clone()));
    for group in Group::ALL {
        let lines: Vec<&Line> = comparison.lines.iter().filter(|l| l.group == group).collect();
        if !lines.is_empty() {
            let values = [("group", telling.words.group(group)), ("n", &lines.len().to_string())];
            blocks.push(Block::chapter(fill(&words.group_heading, &values)));
            blocks.push(Block::Table(telling.table(comparison, &lines)));
        }
    }
    Sheet { lang: telling.words.lang, title: words.title.clone(), blocks }
}

fn title(comparison: &Comparison, telling: Telling<'_>) -> Title {
    let words = &telling.words.sheet;
    let (old, new) = (comparison.base.period, comparison.target.period);
    let values = [
        ("old", telling.terms.period(old)),
        ("old_id", old.to_string()),
        ("new", telling.terms.period(new)),
        ("new_id", new.to_string()),
    ];
    Title {
        heading: words.title.clone(),
        addressee: comparison.society.clone(),
        lines: vec![put(&words.span, &values)],
    }
}

fn cautions(comparison: &Comparison, shown: &[String], words: &ComparisonWords) -> Vec<String> {
    let sheet = &words.sheet;
    let (base, target) = (&comparison.base, &comparison.target);
    let mut texts = Vec::new();
    if comparison.counts.regressions > 0 {
        let n = comparison.counts.regressions.to_string();
        texts.push(fill(&sheet.regressions, &[("n", &n)]));
    }
    if base.period > target.period {
        texts.push(sheet.backwards.clone());
    }
    if base.checklist_version != target.checklist_version {
        let versions =
            [("old", base.checklist_version.as_str()), ("new", target.checklist_version.as_str())];
        texts.push(fill(&sheet.version, &versions));
    }
    if !shown.is_empty() {
        texts.push(fill(&sheet.only, &[("list", &shown.join(&sheet.comma))]));
    }
    texts
}

fn counts(comparison: &Comparison, words: &ComparisonWords) -> Table {
    let mut columns = vec![Column::lead(&words.sheet.section, 10)];
    columns.extend(Group::ALL.map(|group| Column::number(words.short(group), 6)));
    let cells = |name: &str, counts: &Counts| -> Vec<Cell> {
        let number = |group| {
            let n = counts.get(group);
            let grave = matches!(group, Group::Worse | Group::Still) && n > 0;
            let tone = if grave { Tone::Fault } else { Tone::Plain };
            Cell::from(n.to_string()).toned(tone)
        };
        std::iter::once(Cell::from(name)).chain(Group::ALL.map(number)).collect()
    };
    let parts = comparison.sections.iter();
    let mut rows: Vec<Row> =
        parts.map(|part| Row::body(cells(&part.short, &part.counts))).collect();
    rows.push(Row::total(cells(&words.sheet.total, &comparison.counts)));
    Table { reading: Reading::Columns, columns, rows }
}

fn rates(comparison: &Comparison, words: &ComparisonWords) -> Table {
    let sheet = &words.sheet;
    let mut columns = vec![Column::lead(&sheet.section, 10)];
    let names = [&sheet.common_base, &sheet.common_target, &sheet.all_base, &sheet.all_target];
    columns.extend(names.map(|name| Column::number(name, 14)));
    let rate = |tally: &Tally| {
        Cell::from(tally.rate().map_or_else(|| sheet.no_rate.clone(), |rate| rate.to_string()))
    };
    let cells = |name: &str, rates: &Rates| -> Vec<Cell> {
        let Rates { common, all } = rates;
        let tallies = [&common.0, &common.1, &all.0, &all.1];
        std::iter::once(Cell::from(name)).chain(tallies.map(rate)).collect()
    };
    let parts = comparison.sections.iter();
    let mut rows: Vec<Row> = parts.map(|part| Row::body(cells(&part.short, &part.rates))).collect();
    rows.push(Row::total(cells(&sheet.total, &comparison.rates)));
    Table { reading: Reading::Columns, columns, rows }
}

impl Telling<'_> {
    fn table(&self, comparison: &Comparison, lines: &[&Line]) -> Table {
        let words = &self.words.sheet;
        let columns = vec![
            Column::lead(&words.item, 24),
            Column::lead(&words.result, 20),
            Column::body(&words.detail, 50),
        ];
        let row = |line: &&Line| {
            let tone = match line.verdicts().1 {
                Some(Verdict::Ng) => Tone::Fault,
                Some(Verdict::Unverified) => Tone::Doubt,
                Some(Verdict::Ok) => Tone::Plain,
                Some(Verdict::Na) | None => Tone::Quiet,
            };
            Row::body(vec![
                Cell::from(self.name(line)),
                Cell::from(self.moved(line)).toned(tone),
                Cell::of(self.pieces(line, comparison)),
            ])
        };
        Table { reading: Reading::Rows, columns, rows: lines.iter().map(row).collect() }
    }

    /// `ORG-04 緊急連絡の体制`, of the target where it has the item.
    pub fn name(&self, line: &Line) -> String {
        line.item().map(named).unwrap_or_default()
    }

    /// `適 -> 不適（重大）`; of several items the gravest verdict.
    pub fn moved(&self, line: &Line) -> String {
        let (old, new) = (self.result(&line.base), self.result(&line.target));
        fill(&self.words.side.moved, &[("old", &old), ("new", &new)])
    }

    /// One side as a whole: a verdict with its grade, 対象外, or that there is none.
    pub fn result(&self, sides: &[Side]) -> String {
        let rank = |answer: &&Answer| match answer.verdict {
            Some(Verdict::Ng) => 0,
            Some(Verdict::Unverified) => 1,
            Some(Verdict::Ok) => 2,
            Some(Verdict::Na) => 3,
            None => 4,
        };
        match sides.iter().filter_map(Side::answer).min_by_key(rank) {
            Some(answer) => self.graded(answer),
            None if sides.is_empty() => self.words.side.absent.clone(),
            None => self.terms.not_due().to_owned(),
        }
    }

    fn graded(&self, answer: &Answer) -> String {
        let verdict = self.terms.verdict(answer.verdict);
        match (answer.verdict, answer.remedy.grade) {
            (Some(Verdict::Ng), Some(grade)) => {
                let values = [("verdict", verdict), ("grade", self.terms.grade(grade))];
                fill(&self.words.side.graded, &values)
            }
            _ => verdict.to_owned(),
        }
    }

    /// What is told below a line, each with its label.
    pub fn pieces(&self, line: &Line, comparison: &Comparison) -> Vec<Piece> {
        let words = &self.words.line;
        let mut pieces = Vec::new();
        if let Some(age) = line.age {
            let age = fill(&words.age_value, &[("n", &age.to_string())]);
            pieces.push(Piece::new(&words.age, age));
        }
        if let Some(period) = line.compared_with(comparison.base.period) {
            pieces.push(Piece::new(&words.with, self.terms.period(period)));
        }
        if line.is_first_time() {
            pieces.push(Piece::new(&words.first_time, words.first_time_value.as_str()));
        }
        if line.regression && line.group != Group::Worse {
            pieces.push(Piece::new(&words.regression, words.regression_value.as_str()));
        }
        pieces.extend(self.remembered(line));
        if line.group == Group::Reworded {
            pieces.push(Piece::new(&words.change, self.words.bond(line.bond)));
            pieces.push(Piece::list(&words.old_question, self.questions(&line.base)));
            pieces.push(Piece::list(&words.new_question, self.questions(&line.target)));
        }
        pieces.extend(self.texts(line));
        pieces
    }

    /// The verdict that the record remembers of an item that was not asked.
    fn remembered(&self, line: &Line) -> Option<Piece> {
        let words = &self.words.line;
        let sides = line.base.iter().chain(&line.target);
        let last = sides.filter_map(|side| match side.outcome {
            Outcome::NotDue { last } => last,
            Outcome::Asked { .. } => None,
        });
        let (period, verdict) = last.max_by_key(|(period, _)| *period)?;
        let verdict = self.terms.verdict(Some(verdict)).to_owned();
        let values = [("period", self.terms.period(period)), ("verdict", verdict)];
        Some(Piece::new(&words.last, put(&words.last_value, &values)))
    }

    fn questions(&self, sides: &[Side]) -> Vec<String> {
        let question = |side: &Side| {
            let values = [
                ("item", side.item.id.to_string()),
                ("verdict", self.result(std::slice::from_ref(side))),
                ("question", side.item.question.clone()),
            ];
            put(&self.words.line.question, &values)
        };
        sides.iter().map(question).collect()
    }

    /// Notes and reasons that differ, with what differs between marks.
    fn texts(&self, line: &Line) -> Vec<Piece> {
        let words = &self.words.line;
        let Some((old, new)) = line.answers() else { return Vec::new() };
        let both = [(&words.note, &old.note, &new.note), (&words.reason, &old.reason, &new.reason)];
        let differ = both.into_iter().filter(|(_, old, new)| old.trim() != new.trim());
        differ.map(|(label, old, new)| Piece::new(label, self.words.difference(old, new))).collect()
    }
}
