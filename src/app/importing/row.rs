//! One row of a filled form: what was written, and what the rules say of it.
//!
//! A box left empty says nothing: what was recorded before stays.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;

use super::table::{Table, Tables};
use crate::app::answering::Said;
use crate::app::inspect::Work;
use crate::app::privacy::Leave;
use crate::domain::answer::{Answer, Evidence, Grade, Verdict};
use crate::domain::checklist::{Item, Method};
use crate::domain::findings::remedy_of;
use crate::domain::form::{self, Column};
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change, Refusal};
use crate::domain::rules::Lack;
use crate::domain::typed_date;
use crate::store::grid::{Place, Value};
use crate::text::{typed, typed_line, visible};

/// A row in which something is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// Counted from 1, as spreadsheets do.
    pub row: u32,
    /// As it stands, or as it was understood.
    pub item: String,
    pub title: String,
    pub state: RowState,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RowState {
    /// It can be recorded, or was.
    Taken(Box<Change>),
    /// It says what was recorded already.
    Unchanged,
    /// No box is filled in.
    Blank,
    /// Each with the cell it is about.
    Refused(Vec<(String, Why)>),
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    Verdict {
        text: String,
    },
    NoVerdict,
    Grade {
        text: String,
    },
    Method {
        text: String,
    },
    Date {
        text: String,
    },
    /// A number where a date is to be.
    Number {
        text: String,
    },
    /// `#REF!` and the like.
    Broken,
    Item {
        text: String,
    },
    NoItem,
    /// The question is not the one that is asked.
    Question,
    /// The item stands in another row too.
    Duplicate {
        cell: String,
    },
    Rule(Refusal),
}

impl Row {
    /// What is to be recorded of it.
    pub(super) fn change(&self) -> Option<&Change> {
        match &self.state {
            RowState::Taken(change) => Some(change),
            _ => None,
        }
    }

    pub(super) fn answer(&self) -> Option<(ItemId, Answer)> {
        match self.change()? {
            Change::Put { item, answer, .. } => Some((item.clone(), answer.clone())),
            _ => None,
        }
    }
}

pub(super) fn is_refused(rows: &[Row]) -> bool {
    rows.iter().any(|row| matches!(row.state, RowState::Refused(_)))
}

/// Every row of every table.
pub(super) fn judge(tables: &Tables<'_>, work: &Work) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut seen: BTreeMap<ItemId, String> = BTreeMap::new();
    for table in &tables.tables {
        for (row, _) in table.grid.rows().range(table.first..) {
            rows.extend(Reading { table, row: *row, work }.row(&mut seen));
        }
    }
    rows
}

struct Reading<'a> {
    table: &'a Table<'a>,
    row: u32,
    work: &'a Work,
}

impl Reading<'_> {
    fn value(&self, column: Column) -> Option<&Value> {
        self.table.grid.get(self.table.place(self.row, column)?)
    }

    fn text(&self, column: Column) -> String {
        let place = self.table.place(self.row, column);
        place.map(|place| self.table.grid.text(place)).unwrap_or_default()
    }

    /// The cell of a column, or of the item where the form lacks that column.
    fn cell(&self, column: Column) -> String {
        let place = self.table.place(self.row, column);
        let place = place.or_else(|| self.table.place(self.row, Column::Item));
        self.table.cell(place.unwrap_or(Place { row: self.row, column: 0 }))
    }

    fn row(&self, seen: &mut BTreeMap<ItemId, String>) -> Option<Row> {
        let typed = typed_line(&self.text(Column::Item));
        let input = Column::ALL.into_iter().filter(|column| column.is_input());
        let filled = input.clone().any(|column| match self.value(column) {
            Some(Value::Text(text)) => !text.trim().is_empty(),
            Some(_) => true,
            None => false,
        });
        if typed.is_empty() && !filled {
            return None;
        }
        let (item, title, state) = self.state(&typed, filled, seen);
        let sheet = self.table.grid.name.clone();
        Some(Row { sheet, row: self.row.saturating_add(1), item, title, state })
    }

    fn state(
        &self,
        typed: &str,
        filled: bool,
        seen: &mut BTreeMap<ItemId, String>,
    ) -> (String, String, RowState) {
        let refused = |column, why| RowState::Refused(vec![(self.cell(column), why)]);
        if typed.is_empty() {
            return (String::new(), String::new(), refused(Column::Item, Why::NoItem));
        }
        let plain = typed.nfkc().collect::<String>().to_uppercase();
        let Ok(id) = ItemId::new(&plain) else {
            let why = Why::Item { text: typed.to_owned() };
            return (typed.to_owned(), String::new(), refused(Column::Item, why));
        };
        let item = self.work.checklist.item(&id);
        let title = item.map(|item| item.title.clone()).unwrap_or_default();
        let told = |state| (id.to_string(), title.clone(), state);
        // A row that was copied is told even where only one of the two is filled in.
        if let Some(cell) = seen.get(&id) {
            let why = Why::Duplicate { cell: cell.clone() };
            return told(refused(Column::Item, why));
        }
        seen.insert(id.clone(), self.cell(Column::Item));
        if !filled {
            return told(RowState::Blank);
        }
        let mut found = Vec::new();
        if item.is_some_and(|item| !self.asks(item)) {
            found.push((self.cell(Column::Question), Why::Question));
        }
        let before = self.work.inspection.answer(&id);
        let said = self.said(&before, &mut found);
        let Some(said) = said.filter(|_| found.is_empty()) else {
            return told(RowState::Refused(found));
        };
        let open = remedy_of(&self.work.open, &self.work.inspection, &id);
        let answer = said.over(before, open);
        let change = Change::Put { item: id.clone(), act: Act::Answer, answer, seconds: None };
        told(match self.work.refusal(&change) {
            None => RowState::Taken(Box::new(change)),
            Some(Refusal::Unchanged { .. }) => RowState::Unchanged,
            Some(refusal) => refused(about(&refusal), Why::Rule(refusal)),
        })
    }

    /// Whether the question on the form is the one that is asked; a form may leave it out.
    fn asks(&self, item: &Item) -> bool {
        let bare =
            |text: &str| -> String { visible(text).nfc().filter(|c| !c.is_whitespace()).collect() };
        let asked = bare(&self.text(Column::Question));
        asked.is_empty() || asked == bare(&item.question)
    }

    /// What the boxes say over what was recorded before; all that cannot be read is told.
    fn said(&self, before: &Answer, found: &mut Vec<(String, Why)>) -> Option<Said> {
        for column in Column::ALL.into_iter().filter(|column| column.is_input()) {
            if self.value(column) == Some(&Value::Broken) {
                found.push((self.cell(column), Why::Broken));
            }
        }
        let verdict = self.verdict(before, found);
        let grade = self.grade(found);
        let methods = self.methods(found);
        let due = self.due(found);
        let text = |column| {
            let text = typed(&self.text(column));
            (!text.trim().is_empty()).then_some(text)
        };
        let other = |column, recorded: &str| text(column).filter(|text| text != recorded);
        Some(Said {
            verdict: verdict?,
            grade,
            // What is said again as it stood keeps the mark of having been cited.
            note: other(Column::Note, &before.note),
            evidence: self.evidence(before),
            methods,
            reason: text(Column::Reason),
            cause: text(Column::Cause),
            action: text(Column::Action),
            owner: text(Column::Owner),
            due,
            leave: Leave::Given,
        })
    }

    fn verdict(&self, before: &Answer, found: &mut Vec<(String, Why)>) -> Option<Verdict> {
        let text = self.text(Column::Verdict);
        let cell = || self.cell(Column::Verdict);
        if text.trim().is_empty() {
            if before.verdict.is_none() {
                found.push((cell(), Why::NoVerdict));
            }
            return before.verdict;
        }
        let verdict = form::verdict(&text);
        if verdict.is_none() {
            found.push((cell(), Why::Verdict { text }));
        }
        verdict
    }

    fn grade(&self, found: &mut Vec<(String, Why)>) -> Option<Grade> {
        let text = self.text(Column::Grade);
        if text.trim().is_empty() {
            return None;
        }
        let grade = form::grade(&text);
        if grade.is_none() {
            found.push((self.cell(Column::Grade), Why::Grade { text }));
        }
        grade
    }

    fn methods(&self, found: &mut Vec<(String, Why)>) -> Vec<Method> {
        form::methods(&self.text(Column::Methods)).unwrap_or_else(|text| {
            found.push((self.cell(Column::Methods), Why::Method { text }));
            Vec::new()
        })
    }

    fn due(&self, found: &mut Vec<(String, Why)>) -> Option<NaiveDate> {
        let cell = || self.cell(Column::Due);
        match self.value(Column::Due)? {
            Value::Day(day) => Some(*day),
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => {
                let day = typed_date::read(text).ok();
                if day.is_none() {
                    found.push((cell(), Why::Date { text: text.clone() }));
                }
                day
            }
            Value::Number(number) => {
                found.push((cell(), Why::Number { text: number.to_string() }));
                None
            }
            Value::Flag(flag) => {
                found.push((cell(), Why::Date { text: flag.to_string() }));
                None
            }
            // Told already.
            Value::Broken => None,
        }
    }

    /// One reference a line; empty where they stand like that already.
    fn evidence(&self, before: &Answer) -> Vec<Evidence> {
        let text = self.text(Column::Evidence);
        let lines = text.split(['\n', '\r']).map(typed_line).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.collect();
        let recorded = before.evidence.iter().map(|evidence| evidence.text.as_str());
        if recorded.eq(lines.iter().map(String::as_str)) {
            return Vec::new();
        }
        lines.into_iter().map(Evidence::new).collect()
    }
}

/// The column in which to mend what a rule refuses.
fn about(refusal: &Refusal) -> Column {
    let Refusal::Lacks { lacks, .. } = refusal else { return Column::Item };
    match lacks.first() {
        Some(Lack::Evidence | Lack::TooMany | Lack::BlankEvidence) => Column::Evidence,
        Some(Lack::Grade) => Column::Grade,
        Some(Lack::Wrong) => Column::Note,
        Some(Lack::Action) => Column::Action,
        Some(Lack::Owner) => Column::Owner,
        Some(Lack::Due) => Column::Due,
        Some(Lack::Reason) => Column::Reason,
        Some(Lack::NotApplicableRefused) => Column::Verdict,
        Some(Lack::TooLong) | None => Column::Item,
    }
}
