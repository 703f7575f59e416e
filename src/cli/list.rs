//! `tenken list`: every period that was started or sealed, newest first.

use serde::Serialize;

use super::args::{Form, Printed};
use super::context::Context;
use super::findings;
use super::json::{self, FORMAT};
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean};
use crate::app::Failure;
use crate::app::failure::Exit;
use crate::app::overview::{self, AuditLine, SealedLine, Standing};
use crate::domain::answer::Verdict;
use crate::domain::findings::Count;
use crate::domain::period::Period;
use crate::domain::tally::Tally;
use crate::report::tally_json::TallyShape;
use crate::store::digest::Digest;
use crate::store::names::{EntryKind, EntryName};
use crate::store::shape::record_in::RecordHead;
use crate::text::Align;
use crate::words::{CorrectList, CorrectionWords};

#[derive(Debug, Serialize)]
struct Shape {
    format: u32,
    /// Newest period first.
    periods: Vec<RowShape>,
}

#[derive(Debug, Serialize)]
struct RowShape {
    period: String,
    name: String,
    /// `in_progress`, `correcting`, `sealed` or `damaged`.
    state: &'static str,
    /// Of the entry: `report`, `correction` or `audit`; null while in progress.
    kind: Option<&'static str>,
    entry: Option<String>,
    /// 確認コード of the entry.
    code: Option<String>,
    sealed_at: Option<String>,
    tally: Option<TallyShape>,
    gaps: Option<usize>,
    /// As they stood when it was sealed; null while in progress.
    findings: Option<CountShape>,
    /// Of an audit; null for others.
    audit: Option<AuditRowShape>,
    /// Of a correction: the entry it replaces.
    replaces: Option<String>,
    /// The entry that replaces it.
    replaced_by: Option<String>,
    /// Of a correction, also in progress: how much is told otherwise.
    changes: Option<usize>,
    /// Of a correction: whether it came after remarks of an auditor.
    after_audit: Option<bool>,
}

#[derive(Debug, Serialize)]
struct AuditRowShape {
    auditor: String,
    /// `proper`, `improve` or `withheld`.
    opinion: &'static str,
    /// The entry that was read.
    entry: String,
    /// Whether that was corrected afterwards.
    outdated: bool,
}

#[derive(Debug, Serialize)]
struct CountShape {
    new: usize,
    open: usize,
    closed: usize,
    overdue: usize,
}

/// A line of the list.
enum Row {
    Open(Period, Standing),
    /// And the entry that replaces it.
    Sealed(Box<SealedLine>, Option<EntryName>),
    Audit(Box<AuditLine>),
}

impl Row {
    /// The period, as far as its name is one, and the number of the entry.
    fn order(&self) -> (Option<Period>, u32) {
        match self {
            Self::Open(period, _) => (Some(*period), u32::MAX),
            Self::Sealed(line, _) => (line.entry.period.as_str().parse().ok(), line.entry.seq),
            Self::Audit(line) => (line.entry.period.as_str().parse().ok(), line.entry.seq),
        }
    }

    fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Open(_, Standing::Damaged(failure)) => Some(failure),
            _ => None,
        }
    }

    fn is_damaged(&self) -> bool {
        match self {
            Self::Open(..) => self.failure().is_some(),
            Self::Sealed(line, _) => line.head.is_err(),
            Self::Audit(line) => line.told.is_err(),
        }
    }
}

pub fn run(context: &Context, printed: &Printed) -> Result<Reply, Stop> {
    let app = &context.app;
    if !app.root.is_set_up()? && app.root.entries()?.is_empty() {
        return Err(Failure::NotSetUp { root: app.root.dir().to_owned() }.into());
    }
    let lines = overview::sealed_lines(app)?;
    let audits = overview::audit_lines(app)?;
    let known = overview::known(&lines, &audits);
    let replacements = overview::replacements(&lines);
    let row = |line: SealedLine| {
        let by = replacements.get(&line.entry.to_string()).cloned();
        Row::Sealed(Box::new(line), by)
    };
    let mut rows: Vec<Row> = lines.into_iter().map(row).collect();
    rows.extend(audits.into_iter().map(|line| Row::Audit(Box::new(line))));
    for (period, draft) in app.unsealed()? {
        let standing = overview::standing_of(app, period, draft, known.as_ref());
        rows.push(Row::Open(period, standing));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.order()));
    let mut reply = Reply::done(match printed.format {
        Form::Text => text(context, &rows, &CorrectionWords::load(context.lang)?.list),
        Form::Json => {
            json::text(&Shape { format: FORMAT, periods: rows.iter().map(shape).collect() })
        }
    });
    if rows.iter().any(Row::is_damaged) {
        reply.aside = context.warning(&context.words.list.todo_damaged);
        reply.exit = Exit::Damaged;
    }
    Ok(reply)
}

fn shape(row: &Row) -> RowShape {
    let name = |period: &str| period.parse().map_or(period.to_owned(), Period::in_era);
    match row {
        Row::Open(period, standing) => {
            let (progress, changes) = match standing {
                Standing::InProgress { tally, gaps } => (Some((Some(tally), *gaps)), None),
                Standing::Correcting { gaps, changes } => (Some((None, *gaps)), Some(*changes)),
                _ => (None, None),
            };
            let state = match (&progress, changes) {
                (None, _) => "damaged",
                (_, Some(_)) => "correcting",
                (_, None) => "in_progress",
            };
            RowShape {
                period: period.to_string(),
                name: period.in_era(),
                state,
                kind: None,
                entry: None,
                code: None,
                sealed_at: None,
                tally: progress.and_then(|(tally, _)| tally).map(TallyShape::from),
                gaps: progress.map(|(_, gaps)| gaps),
                findings: None,
                audit: None,
                replaces: None,
                replaced_by: None,
                changes,
                after_audit: None,
            }
        }
        Row::Audit(line) => audit_shape(line),
        Row::Sealed(line, by) => {
            let head = line.head.as_ref().ok();
            let correction = head.and_then(|head| head.correction.as_ref());
            RowShape {
                period: line.entry.period.to_string(),
                name: name(line.entry.period.as_str()),
                state: if head.is_some() { "sealed" } else { "damaged" },
                kind: Some(line.entry.kind.as_str()),
                entry: Some(line.entry.to_string()),
                code: line.code.map(|code| code.to_string()),
                sealed_at: head.map(|head| head.sealing.at.to_rfc3339()),
                tally: head.map(|head| TallyShape::from(&head.tally)),
                gaps: None,
                findings: head.map(|head| {
                    let Count { new, open, closed, overdue } = count(head);
                    CountShape { new, open, closed, overdue }
                }),
                audit: None,
                replaces: correction.map(|correction| correction.entry.clone()),
                replaced_by: by.as_ref().map(ToString::to_string),
                changes: correction.map(|correction| correction.changes.len()),
                after_audit: correction.map(|correction| !correction.audits.is_empty()),
            }
        }
    }
}

fn audit_shape(line: &AuditLine) -> RowShape {
    let (period, told) = (line.entry.period.as_str(), line.told.as_ref().ok());
    RowShape {
        period: period.to_owned(),
        name: period.parse().map_or(period.to_owned(), Period::in_era),
        state: if told.is_some() { "sealed" } else { "damaged" },
        kind: Some(line.entry.kind.as_str()),
        entry: Some(line.entry.to_string()),
        code: line.code.map(|code| code.to_string()),
        sealed_at: told.map(|audit| audit.sealing.at.to_rfc3339()),
        tally: None,
        gaps: None,
        findings: None,
        audit: told.map(|audit| AuditRowShape {
            auditor: audit.examiner.name.clone(),
            opinion: audit.opinion.name(),
            entry: audit.target.entry.clone(),
            outdated: line.outdated,
        }),
        replaces: None,
        replaced_by: None,
        changes: None,
        after_audit: None,
    }
}

/// The findings of a period as they stood when it was sealed.
fn count(head: &RecordHead) -> Count {
    Count::of(&head.findings, head.period, head.first_sealed().date_naive())
}

fn text(context: &Context, rows: &[Row], corrections: &CorrectList) -> String {
    let words = &context.words.list;
    let mut page = Page::default();
    if rows.is_empty() {
        page.line(&words.none);
        return page.into_text() + &context.todo(&words.todo_none);
    }
    let mut columns = vec![Align::Left; 2];
    columns.extend([Align::Right; 4]);
    columns.push(Align::Left);
    let mut table = Table::new(columns);
    let mut header = vec![words.period.clone(), words.state.clone()];
    header.extend(Verdict::ALL.map(|v| context.terms.verdict(Some(v)).to_owned()));
    header.push(words.rate.clone());
    table.row(header);
    for row in rows {
        match row {
            Row::Open(period, standing) => {
                open(&mut table, context, *period, standing, corrections);
            }
            Row::Sealed(line, by) => sealed(&mut table, context, line, by.as_ref(), corrections),
            Row::Audit(line) => audit(&mut table, context, line),
        }
    }
    page.table(&table);
    if rows.iter().any(|row| !matches!(row, Row::Open(..))) {
        page.line(&words.note_head);
    }
    page.into_text()
}

fn cells(context: &Context, period: String, state: &str, tally: Option<&Tally>) -> Vec<String> {
    let mut cells = vec![period, state.to_owned()];
    cells.extend(Verdict::ALL.map(|v| tally.map(|t| t.of(v).to_string()).unwrap_or_default()));
    cells.push(tally.map(|tally| context.rate(tally.rate())).unwrap_or_default());
    cells
}

fn open(
    table: &mut Table,
    context: &Context,
    period: Period,
    standing: &Standing,
    corrections: &CorrectList,
) {
    let words = &context.words.list;
    let name = context.terms.period(period);
    match standing {
        Standing::InProgress { tally, gaps } => {
            table.row(cells(context, name, &words.in_progress, Some(tally)));
            let (done, due) = (tally.answered().to_string(), tally.due().to_string());
            table.under(clean(&words.progress, &[("done", &done), ("due", &due)]));
            table.under(clean(&words.gaps, &[("n", &gaps.to_string())]));
        }
        Standing::Correcting { gaps, changes } => {
            table.row(cells(context, name, &corrections.correcting, None));
            table.under(clean(&corrections.changes, &[("n", &changes.to_string())]));
            table.under(clean(&words.gaps, &[("n", &gaps.to_string())]));
        }
        Standing::Damaged(failure) => {
            table.row(cells(context, name, &words.damaged, None));
            table.under(context.teller().tell(failure).what);
        }
        Standing::NotStarted | Standing::Sealed { .. } => {}
    }
}

/// What a correction says of what it replaces, one line each.
pub fn corrected(context: &Context, head: &RecordHead) -> Result<Vec<String>, Stop> {
    Ok(told(head, &CorrectionWords::load(context.lang)?.list))
}

fn told(head: &RecordHead, words: &CorrectList) -> Vec<String> {
    let Some(correction) = &head.correction else { return Vec::new() };
    let n = correction.changes.len().to_string();
    let values = [("entry", &*correction.entry), ("n", &n), ("reason", &correction.reason)];
    let mut told = vec![clean(&words.replaces, &values)];
    if !correction.audits.is_empty() {
        told.push(words.after_audit.clone());
    }
    told
}

fn sealed(
    table: &mut Table,
    context: &Context,
    line: &SealedLine,
    by: Option<&EntryName>,
    corrections: &CorrectList,
) {
    let words = &context.words.list;
    let period = line.entry.period.as_str();
    let name = period.parse().map_or(period.to_owned(), |p| context.terms.period(p));
    let state = match line.entry.kind {
        EntryKind::Report => &words.sealed,
        EntryKind::Correction => &words.correction,
        EntryKind::Audit => &words.audit,
    };
    match &line.head {
        Ok(head) => {
            table.row(cells(context, name, state, Some(&head.tally)));
            let told = findings::counts(context, count(head));
            if !told.is_empty() {
                table.under(told);
            }
            for told in self::told(head, corrections) {
                table.under(told);
            }
            if let Some(by) = by {
                table.under(clean(&corrections.replaced, &[("entry", &by.to_string())]));
            }
        }
        Err(error) => {
            table.row(cells(context, name, &words.damaged, None));
            table.under(context.teller().root(error).what);
        }
    }
    entry(table, context, &line.entry, line.code);
}

fn audit(table: &mut Table, context: &Context, line: &AuditLine) {
    let (words, audits) = (&context.words.list, &context.failure.audit);
    let period = line.entry.period.as_str();
    let name = period.parse().map_or(period.to_owned(), |p| context.terms.period(p));
    match &line.told {
        Ok(told) => {
            table.row(cells(context, name, &words.audit, None));
            let said = format!("{}  {}", told.examiner.name, audits.opinion(told.opinion));
            table.under(said);
            if line.outdated {
                table.under(audits.outdated.clone());
            }
        }
        Err(error) => {
            table.row(cells(context, name, &words.damaged, None));
            table.under(context.teller().root(error).what);
        }
    }
    entry(table, context, &line.entry, line.code);
}

fn entry(table: &mut Table, context: &Context, entry: &EntryName, code: Option<Digest>) {
    let words = &context.words.list;
    table.under(format!("{}  {entry}", words.entry));
    let code = code.map(|code| code.grouped());
    let code = code.unwrap_or_else(|| context.words.status.code_unreadable.clone());
    table.under(format!("{}  {code}", words.code));
}
