//! What keeps an inspection from being sealed, one line for each item.

use super::context::Context;
use super::page::{Page, Table};
use super::reply::clean;
use crate::domain::checklist::Checklist;
use crate::domain::gate::Gap;
use crate::text::Align;

/// Adds all of `gaps` to `page`, each with its item and what it needs.
pub fn list(page: &mut Page, gaps: &[Gap], checklist: &Checklist, context: &Context) {
    let mut table = Table::new(vec![Align::Left, Align::Left, Align::Left]);
    for gap in gaps {
        match gap.item() {
            None => match gap.finding() {
                Some(id) => {
                    let title = checklist.item(&id.item).map(|item| item.title.clone());
                    table.row(vec![id.to_string(), needs(gap, context), title.unwrap_or_default()]);
                }
                None => {
                    page.indented(&needs(gap, context));
                }
            },
            Some(id) => {
                let title = checklist.item(id).map(|item| item.title.clone());
                table.row(vec![id.to_string(), needs(gap, context), title.unwrap_or_default()]);
            }
        }
    }
    page.table(&table);
}

fn needs(gap: &Gap, context: &Context) -> String {
    let words = &context.words.gap;
    match gap {
        Gap::NoInspector => words.no_inspector.clone(),
        Gap::Open { .. } => words.open.clone(),
        Gap::Draft { .. } => words.draft.clone(),
        Gap::Lacks { lacks, .. } => {
            let lacks: Vec<&str> = lacks.iter().map(|lack| context.failure.lack(*lack)).collect();
            clean(&words.lacks, &[("lacks", &lacks.join(&context.words.line.list_separator))])
        }
        Gap::Unreviewed { .. } => words.unreviewed.clone(),
        Gap::ReviewDraft { .. } => words.review_draft.clone(),
        Gap::ReviewLacks { lacks, .. } => {
            let lacks: Vec<&str> = lacks.iter().map(|l| context.failure.review_lack(*l)).collect();
            let list = lacks.join(&context.words.line.list_separator);
            clean(&words.review_lacks, &[("lacks", &list)])
        }
        Gap::OtherDue { finding, .. } => {
            clean(&words.other_due, &[("finding", &finding.to_string())])
        }
    }
}
