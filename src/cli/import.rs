//! `tenken import`: a filled form is taken back; every row is reported.

use serde::Serialize;

use super::args::Form;
use super::cautions;
use super::context::Context;
use super::form_args;
use super::json::{self, FORMAT, PeriodShape};
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean, put};
use crate::app::failure::Exit;
use crate::app::importing::{
    self, End, FormFault, Import, ImportError, Mode, Row, RowState, Why, Wish,
};
use crate::store::grid::GridError;
use crate::text::Align;
use crate::words::{PaperFormWords, Told};

#[derive(Debug, Serialize)]
struct Shape {
    format: u32,
    period: PeriodShape,
    file: String,
    sha256: String,
    by: String,
    /// `recorded`, `checked` or `refused`.
    end: &'static str,
    rows: Vec<RowShape>,
}

#[derive(Debug, Serialize)]
struct RowShape {
    /// Null for CSV.
    sheet: Option<String>,
    row: u32,
    item: String,
    title: String,
    /// `taken`, `unchanged`, `blank` or `refused`.
    state: &'static str,
    refused: Vec<RefusedShape>,
}

#[derive(Debug, Serialize)]
struct RefusedShape {
    cell: String,
    why: String,
}

pub fn run(context: &Context, args: &form_args::Import) -> Result<Reply, Stop> {
    let words = PaperFormWords::load(context.lang)?;
    let period = args.period.as_deref().map(|period| context.app.period(period)).transpose()?;
    let wish = Wish {
        period,
        by: args.by.as_deref().unwrap_or_default(),
        mode: if args.dry_run { Mode::Check } else { Mode::Record },
        leave: cautions::leave(args.allow_personal_data),
    };
    let import = match importing::import(&context.app, &args.file, &wish) {
        Ok(import) => import,
        Err(ImportError::Failure(failure)) => return Err(failure.into()),
        Err(ImportError::Fault(fault)) => {
            let told = faulty(context, &words, &args.file.display().to_string(), &fault);
            return Ok(Reply::refused(&told, Exit::Refused, &context.words));
        }
    };
    let told = Telling { context, words: &words, import: &import };
    let mut reply = Reply::done(match args.printed.format {
        Form::Text => told.text(),
        Form::Json => json::text(&told.shape()),
    });
    if import.end == End::Refused {
        reply.exit = Exit::Refused;
        reply.aside = context.warning(&words.import.none) + &context.todo(&words.import.fix);
    }
    Ok(reply)
}

fn faulty(context: &Context, words: &PaperFormWords, file: &str, fault: &FormFault) -> Told {
    let words = &words.fault;
    let told = |told: &Told, cell: &str, found: &str| {
        put(told, &[("file", file), ("cell", cell), ("found", found)])
    };
    match fault {
        FormFault::Grid(GridError::Unknown) => told(&words.unknown, "", ""),
        FormFault::Grid(GridError::OldOrLocked) => told(&words.old, "", ""),
        FormFault::Grid(GridError::Damaged) => told(&words.damaged, "", ""),
        FormFault::Grid(GridError::TooLarge | GridError::TooManyCells) => {
            told(&words.large, "", "")
        }
        FormFault::Grid(GridError::Quote) => told(&words.quote, "", ""),
        FormFault::NoForm => told(&words.no_form, "", ""),
        FormFault::Newer { cell, found } => told(&words.newer, cell, found),
        FormFault::BadPeriod { cell, found } => told(&words.bad_period, cell, found),
        FormFault::NoPeriod => told(&words.no_period, "", ""),
        FormFault::Column { cell, found } => told(&words.column, cell, found),
        FormFault::Period { cell, found, period } => {
            let (found, period) = (context.period(*found), context.period(*period));
            let values = [("file", file), ("cell", cell), ("found", &found), ("period", &period)];
            put(&words.period, &values)
        }
        FormFault::Checklist { cell, found, now } => {
            put(&words.checklist, &[("file", file), ("cell", cell), ("found", found), ("now", now)])
        }
    }
}

struct Telling<'a> {
    context: &'a Context,
    words: &'a PaperFormWords,
    import: &'a Import,
}

impl Telling<'_> {
    fn why(&self, why: &Why) -> String {
        let words = &self.words.why;
        let with = |template: &str, text: &str| clean(template, &[("text", text)]);
        match why {
            Why::Verdict { text } => with(&words.verdict, text),
            Why::NoVerdict => words.no_verdict.clone(),
            Why::Grade { text } => with(&words.grade, text),
            Why::Method { text } => with(&words.method, text),
            Why::Date { text } => with(&words.date, text),
            Why::Number { text } => with(&words.number, text),
            Why::Broken => words.broken.clone(),
            Why::Item { text } => with(&words.item, text),
            Why::NoItem => words.no_item.clone(),
            Why::Question => words.question.clone(),
            Why::Duplicate { cell } => clean(&words.duplicate, &[("cell", cell)]),
            Why::Rule(refusal) => self.context.teller().refusal(refusal).what,
        }
    }

    fn place(&self, row: &Row) -> String {
        let (words, number) = (&self.words.import, row.row.to_string());
        if row.sheet.is_empty() {
            clean(&words.row, &[("row", &number)])
        } else {
            clean(&words.sheet_row, &[("sheet", &row.sheet), ("row", &number)])
        }
    }

    fn text(&self) -> String {
        let (words, import) = (&self.words.import, self.import);
        let mut table = Table::new(vec![Align::Left; 4]);
        for row in &import.rows {
            let state = match (&row.state, import.end) {
                (RowState::Taken(_), End::Recorded) => &words.taken,
                (RowState::Taken(_), _) => &words.ready,
                (RowState::Unchanged, _) => &words.unchanged,
                // What nobody filled in is counted, not listed.
                (RowState::Blank, _) => continue,
                (RowState::Refused(_), _) => &words.refused,
            };
            table.row(vec![self.place(row), row.item.clone(), row.title.clone(), state.clone()]);
            if let RowState::Refused(found) = &row.state {
                for (cell, why) in found {
                    let why = self.why(why);
                    table.under(clean(&words.at, &[("cell", cell), ("why", &why)]));
                }
            }
        }
        let count = |state: fn(&RowState) -> bool| import.count(state).to_string();
        let values = [
            ("taken", &*count(|state| matches!(state, RowState::Taken(_)))),
            ("unchanged", &*count(|state| matches!(state, RowState::Unchanged))),
            ("blank", &*count(|state| matches!(state, RowState::Blank))),
            ("refused", &*count(|state| matches!(state, RowState::Refused(_)))),
        ];
        let (file, period) = (&import.file, self.context.period(import.period));
        let mut page = Page::default();
        page.line(&clean(&words.heading, &[("file", file), ("period", &period)])).table(&table);
        page.fields(&[
            (words.counted.as_str(), clean(&words.counts, &values)),
            (words.by.as_str(), import.by.clone()),
            (words.digest.as_str(), import.sha256.to_string()),
        ]);
        let mut text = page.into_text();
        match import.end {
            End::Checked => text.extend([words.dry.as_str(), "\n"]),
            End::Recorded => {
                let id = import.period.to_string();
                text.push_str(&self.context.todo(&clean(&words.todo, &[("id", &id)])));
            }
            End::Refused => {}
        }
        text
    }

    fn shape(&self) -> Shape {
        let import = self.import;
        let rows = import.rows.iter().map(|row| {
            let (state, refused) = match &row.state {
                RowState::Taken(_) => ("taken", &[][..]),
                RowState::Unchanged => ("unchanged", &[][..]),
                RowState::Blank => ("blank", &[][..]),
                RowState::Refused(found) => ("refused", found.as_slice()),
            };
            let refused = refused
                .iter()
                .map(|(cell, why)| RefusedShape { cell: cell.clone(), why: self.why(why) });
            RowShape {
                sheet: (!row.sheet.is_empty()).then(|| row.sheet.clone()),
                row: row.row,
                item: row.item.clone(),
                title: row.title.clone(),
                state,
                refused: refused.collect(),
            }
        });
        Shape {
            format: FORMAT,
            period: PeriodShape::of(import.period),
            file: import.file.clone(),
            sha256: import.sha256.to_string(),
            by: import.by.clone(),
            end: match import.end {
                End::Recorded => "recorded",
                End::Checked => "checked",
                End::Refused => "refused",
            },
            rows: rows.collect(),
        }
    }
}
