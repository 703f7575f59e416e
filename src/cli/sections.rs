//! The sections of a checklist with how many of their items have which verdict.

use super::context::Context;
use super::page::Table;
use crate::app::inspect::Work;
use crate::domain::answer::Verdict;
use crate::domain::due::is_due;
use crate::domain::id::SectionId;
use crate::domain::tally::Tally;
use crate::text::Align;

pub fn tally(work: &Work, section: &SectionId) -> Tally {
    let mut tally = Tally::default();
    for item in work.checklist.items_of(section) {
        if is_due(item, work.inspection.period()) {
            tally.add(work.inspection.verdict(&item.id));
        } else {
            tally.not_due += 1;
        }
    }
    tally
}

pub fn table(context: &Context, work: &Work, total: &Tally) -> Table {
    let (words, terms) = (&context.words.status, &context.terms);
    let mut columns = vec![Align::Left];
    columns.extend([Align::Right; 7]);
    let mut table = Table::new(columns);
    let mut header = vec![words.section.clone(), words.due.clone()];
    header.extend(Verdict::ALL.map(|verdict| terms.verdict(Some(verdict)).to_owned()));
    header.extend([terms.verdict(None).to_owned(), terms.not_due().to_owned()]);
    table.row(header);
    for section in &work.checklist.sections {
        table.row(counted(&section.title, &self::tally(work, &section.id)));
    }
    table.row(counted(&words.total, total));
    table
}

fn counted(title: &str, tally: &Tally) -> Vec<String> {
    let mut cells = vec![title.to_owned(), tally.due().to_string()];
    cells.extend(Verdict::ALL.map(|verdict| tally.of(verdict).to_string()));
    cells.extend([tally.open.to_string(), tally.not_due.to_string()]);
    cells
}
