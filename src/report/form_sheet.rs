//! 記入用紙: the due items of a period as a form for people away from the terminal.
//!
//! What stands in each row is composed here for every format; the workbook, which comes back, is
//! laid out in `form_workbook`. Nothing is answered in it beforehand.

use super::sheet::{Block, Cell, Column, Piece, Reading, Row, Sheet, Table, Title};
use crate::domain::checklist::{Checklist, Item, Section};
use crate::domain::due::is_due;
use crate::domain::era::date_in_era;
use crate::domain::finding::Finding;
use crate::domain::form::Column as Field;
use crate::domain::id::SectionId;
use crate::domain::inspection::Inspection;
use crate::domain::past::Past;
use crate::words::{Lang, PaperFormWords, Terms, fill};

/// What a form is made of.
#[derive(Debug, Clone, Copy)]
pub struct Blank<'a> {
    pub society: &'a str,
    pub checklist: &'a Checklist,
    pub inspection: &'a Inspection,
    pub past: &'a Past,
    pub open: &'a [Finding],
    /// Those wanted; empty has all.
    pub sections: &'a [SectionId],
}

/// One item as the form asks it.
pub(super) struct Asked<'a> {
    pub(super) item: &'a Item,
    pub(super) last: String,
    pub(super) finding: String,
}

impl<'a> Blank<'a> {
    /// Sections with the items that are due, none of them empty.
    pub(super) fn asked(
        &self,
        words: &PaperFormWords,
        terms: &Terms,
    ) -> Vec<(&'a Section, Vec<Asked<'a>>)> {
        let wanted =
            |section: &&Section| self.sections.is_empty() || self.sections.contains(&section.id);
        let sections = self.checklist.sections.iter().filter(wanted);
        let asked = sections.map(|section| {
            let due = |item: &&Item| is_due(item, self.inspection.period());
            let items = self.checklist.items_of(&section.id).filter(due);
            (section, items.map(|item| self.ask(item, words, terms)).collect::<Vec<_>>())
        });
        asked.filter(|(_, items)| !items.is_empty()).collect()
    }

    /// How many items are on it.
    pub fn count(&self, words: &PaperFormWords, terms: &Terms) -> usize {
        self.asked(words, terms).iter().map(|(_, items)| items.len()).sum()
    }

    fn ask(&self, item: &'a Item, words: &PaperFormWords, terms: &Terms) -> Asked<'a> {
        let last = match self.past.last(&item.id) {
            Some(past) => {
                let verdict = terms.verdict(past.answer.verdict);
                let values = [("period", &*terms.period(past.period)), ("verdict", verdict)];
                fill(&words.last_value, &values)
            }
            None => words.never.clone(),
        };
        let now = self
            .inspection
            .verdict(&item.id)
            .map(|verdict| fill(&words.recorded, &[("verdict", terms.verdict(Some(verdict)))]));
        let open = self.open.iter().filter(|finding| finding.is_of(&item.id));
        let findings = open.map(|finding| {
            let (id, due) = (finding.id.to_string(), date_in_era(finding.due()));
            let values = [
                ("id", id.as_str()),
                ("grade", terms.grade(finding.grade)),
                ("due", &due),
                ("what", &finding.what),
            ];
            fill(&words.finding_value, &values)
        });
        let last: Vec<String> = std::iter::once(last).chain(now).collect();
        let finding: Vec<String> = findings.collect();
        Asked { item, last: last.join("\n"), finding: finding.join("\n") }
    }
}

/// What may be chosen in a column, as the form shows it; empty where anything can be written.
pub(super) fn choices(field: Field, terms: &Terms) -> Vec<String> {
    use crate::domain::answer::{Grade, Verdict};
    use crate::domain::checklist::Method;
    match field {
        Field::Verdict => Verdict::ALL.map(|v| terms.verdict(Some(v)).to_owned()).to_vec(),
        Field::Grade => Grade::ALL.map(|grade| terms.grade(grade).to_owned()).to_vec(),
        Field::Methods => Method::ALL.map(|method| terms.method(method).to_owned()).to_vec(),
        _ => Vec::new(),
    }
}

/// The form as a neutral sheet: a table for each section, with boxes to be written into by hand.
pub fn compose(blank: &Blank<'_>, words: &PaperFormWords, terms: &Terms, lang: Lang) -> Sheet {
    let period = blank.inspection.period();
    let values = [("period", &*terms.period(period)), ("id", &*period.to_string())];
    let mut blocks = vec![
        Block::Title(Title {
            heading: words.title.clone(),
            addressee: blank.society.to_owned(),
            lines: vec![fill(&words.of, &values), list(blank, words)],
        }),
        Block::Paragraph(words.paper.clone()),
        Block::Facts(vec![Piece::new(&words.by, words.line.as_str())]),
    ];
    for (section, items) in blank.asked(words, terms) {
        blocks.push(Block::chapter(&section.title));
        blocks.push(Block::Table(table(&items, words, terms)));
    }
    let title = [blank.society, &*terms.period(period), &words.title].join(" ");
    Sheet { lang, title, blocks }
}

fn list(blank: &Blank<'_>, words: &PaperFormWords) -> String {
    let list = blank.checklist;
    let values =
        [("title", list.title.as_str()), ("id", list.id.as_str()), ("version", &list.version)];
    fill(&words.list, &values)
}

fn table(items: &[Asked<'_>], words: &PaperFormWords, terms: &Terms) -> Table {
    let columns = vec![
        Column::lead(words.column(Field::Item), 12),
        Column::body(words.column(Field::Question), 34),
        Column::body(words.column(Field::Last), 14),
        Column::body(words.column(Field::Verdict), 14),
        Column::body(&words.answer, 40),
    ];
    let boxes = |field| choices(field, terms).iter().map(|one| format!("□ {one}")).collect();
    let rows = items.iter().map(|asked| {
        let item = asked.item;
        let question = vec![
            Piece::new("", item.question.as_str()),
            Piece::new(words.column(Field::How), item.how.as_str()),
        ];
        let mut last = vec![Piece::new("", asked.last.as_str())];
        if !asked.finding.is_empty() {
            last.push(Piece::new(words.column(Field::Finding), asked.finding.as_str()));
        }
        let open = [Field::Evidence, Field::Note, Field::Reason, Field::Cause, Field::Action];
        let mut answer: Vec<Piece> =
            open.map(|field| Piece::new(words.column(field), words.line.as_str())).into();
        answer.push(Piece::list(words.column(Field::Grade), boxes(Field::Grade)));
        let ends = [Field::Owner, Field::Due];
        answer.extend(ends.map(|field| Piece::new(words.column(field), words.line.as_str())));
        Row::body(vec![
            Cell::from(format!("{} {}", item.id, item.title)),
            Cell::of(question),
            Cell::of(last),
            Cell::of(vec![Piece::list("", boxes(Field::Verdict))]),
            Cell::of(answer),
        ])
    });
    Table { reading: Reading::Rows, columns, rows: rows.collect() }
}
