//! What is laid before an auditor on one page, for a shell or a pipe; and what was said of it.

use serde::Serialize;

use super::args::Form;
use super::context::Context;
use super::json::{self, FORMAT, PeriodShape};
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean, put};
use super::show::warn_of;
use crate::app::auditing::{self, Exhibit};
use crate::app::failure::{Exit, Failure};
use crate::app::reading::{self, Renderer};
use crate::domain::answer::Verdict;
use crate::domain::audit::{Audit, AuditRecord};
use crate::domain::comparison::Group;
use crate::domain::finding::Finding;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::report::audit_json::AuditShape;
use crate::report::tally_json::TallyShape;
use crate::report::{self, SealedForm};
use crate::store::names::EntryName;
use crate::text::Align;
use crate::words::{AuditCliWords, ComparisonWords};

#[derive(Debug, Serialize)]
struct ExhibitShape {
    format: u32,
    period: PeriodShape,
    entry: String,
    /// 確認コード of what is to be audited.
    code: String,
    /// Entries that were looked through, and what is not as it was sealed.
    entries: usize,
    faults: usize,
    /// `not-given`, `newest`, `older` or `not-found`.
    head: &'static str,
    tally: TallyShape,
    /// Items with a 不適.
    ng: Vec<String>,
    /// Findings that are open when the period was sealed.
    open_findings: Vec<String>,
    /// Items that changed for the worse; null where nothing was sealed before.
    worse: Option<usize>,
    /// Audits of the period that are finished.
    audits: Vec<AuditShape>,
    in_progress: Vec<String>,
}

pub(super) fn shown(
    context: &Context,
    words: &AuditCliWords,
    exhibit: &Exhibit,
    form: Form,
) -> Reply {
    let mut reply = Reply::done(match form {
        Form::Text => text(context, words, exhibit),
        Form::Json => json::text(&shape(exhibit)),
    });
    if !exhibit.verified.is_clean() {
        reply.aside = context.warning(&words.todo_faulty);
        reply.exit = Exit::Damaged;
    }
    reply
}

fn shape(exhibit: &Exhibit) -> ExhibitShape {
    let (record, checked) = (&exhibit.record, exhibit.verified.told());
    ExhibitShape {
        format: FORMAT,
        period: PeriodShape::of(exhibit.period),
        entry: exhibit.target.entry.clone(),
        code: exhibit.target.code.clone(),
        entries: checked.entries,
        faults: checked.faults,
        head: checked.head.name(),
        tally: TallyShape::from(&record.tally()),
        ng: faulty(record).map(|(id, _, _)| id).collect(),
        open_findings: open(record).map(|finding| finding.id.to_string()).collect(),
        worse: exhibit.changes.as_ref().map(|changes| changes.counts.get(Group::Worse)),
        audits: exhibit.audits.iter().map(|(_, audit)| AuditShape::of(audit)).collect(),
        in_progress: exhibit.in_progress.clone(),
    }
}

fn faulty(record: &Record) -> impl Iterator<Item = (String, String, String)> {
    record.lines().filter_map(|(item, outcome)| {
        let answer = outcome.answer().filter(|a| a.verdict == Some(Verdict::Ng))?;
        Some((item.id.to_string(), item.title.clone(), answer.note.clone()))
    })
}

fn open(record: &Record) -> impl Iterator<Item = &Finding> {
    record.findings.iter().filter(|finding| finding.is_open())
}

fn text(context: &Context, words: &AuditCliWords, exhibit: &Exhibit) -> String {
    let (record, audits) = (&exhibit.record, &context.failure.audit);
    let tally = record.tally();
    let mut page = Page::default();
    page.line(&record.society).line(&context.period(exhibit.period));
    page.blank().line(&checked(context, words, exhibit)).blank();
    page.fields(&[
        (&words.read, exhibit.target.entry.clone()),
        (&words.sealed_by, record.sealing.confirmed_by.clone()),
        (&words.rate, context.rate(tally.rate())),
        (&words.tally, context.counts(&tally)),
        (&words.changes, changes(context, words, exhibit)),
    ]);
    page.blank().line(&words.read_code);
    let grouped: Vec<String> = exhibit
        .target
        .code
        .as_bytes()
        .chunks(8)
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect();
    page.indented(&grouped.join(" "));
    let ng: Vec<_> = faulty(record).collect();
    page.blank().line(&clean(&words.ng, &[("n", &ng.len().to_string())]));
    let mut table = Table::new(vec![Align::Left, Align::Left]);
    for (id, title, note) in ng {
        table.row(vec![id, title]);
        table.under(note);
    }
    page.table(&table);
    let list: Vec<&Finding> = open(record).collect();
    page.line(&clean(&words.open, &[("n", &list.len().to_string())]));
    let mut table = Table::new(vec![Align::Left; 3]);
    for finding in list {
        let due = crate::domain::era::date_in_era(finding.due());
        let due = clean(&words.due, &[("due", &due), ("owner", &finding.owner)]);
        table.row(vec![finding.id.to_string(), finding.title.clone(), due]);
    }
    page.table(&table);
    let entries = context.app.root.entries().unwrap_or_default();
    for (entry, audit) in &exhibit.audits {
        let outdated = auditing::is_outdated(entry, &entries);
        let values = [
            ("name", audit.examiner.name.as_str()),
            ("opinion", audits.opinion(audit.opinion)),
            ("entry", &entry.to_string()),
        ];
        let told = clean(&words.audit_done, &values);
        let mark = if outdated { &*audits.outdated } else { "" };
        page.line(format!("{told} {mark}").trim_end());
    }
    for name in &exhibit.in_progress {
        page.line(&clean(&words.audit_open, &[("name", name)]));
    }
    let todo = clean(&words.todo_begin, &[("id", &exhibit.period.to_string())]);
    page.blank();
    page.into_text() + &context.todo(&todo)
}

fn checked(context: &Context, words: &AuditCliWords, exhibit: &Exhibit) -> String {
    let checked = exhibit.verified.told();
    let template = if checked.faults == 0 { &words.clean } else { &words.faulty };
    let values = [
        ("n", &*checked.entries.to_string()),
        ("faults", &checked.faults.to_string()),
        ("head", context.failure.audit.head(checked.head)),
    ];
    clean(template, &values)
}

fn changes(context: &Context, words: &AuditCliWords, exhibit: &Exhibit) -> String {
    let Some(changes) = &exhibit.changes else { return words.nothing_before.clone() };
    let Ok(names) = ComparisonWords::load(context.lang) else { return String::new() };
    let told = Group::ALL.into_iter().filter(|group| changes.counts.get(*group) > 0);
    told.map(|group| format!("{} {}", names.group(group), changes.counts.get(group)))
        .collect::<Vec<_>>()
        .join("  ")
}

/// How many things an audit says.
pub(super) fn counts(words: &AuditCliWords, audit: &AuditRecord) -> String {
    count(words, audit.sampled.len(), audit.remarks.len(), audit.findings.len())
}

fn count(words: &AuditCliWords, sampled: usize, remarks: usize, findings: usize) -> String {
    let values = [
        ("sampled", &*sampled.to_string()),
        ("remarks", &remarks.to_string()),
        ("findings", &findings.to_string()),
    ];
    clean(&words.count, &values)
}

/// How an audit in progress stands.
pub(super) fn state(page: &mut Page, context: &Context, words: &AuditCliWords, audit: &Audit) {
    let audits = &context.failure.audit;
    let opinion = audit.opinion().map_or(&*words.no_opinion, |opinion| audits.opinion(opinion));
    let (sampled, remarks) = (audit.sampled().len(), audit.remarks().len());
    page.fields(&[
        (&words.auditor, audit.start().examiner.name.clone()),
        (&words.read, audit.start().target.entry.clone()),
        (&words.counts, count(words, sampled, remarks, audit.findings().len())),
        (&words.opinion, opinion.to_owned()),
    ]);
}

#[derive(Debug, Serialize)]
struct AuditsShape {
    format: u32,
    period: PeriodShape,
    audits: Vec<AuditShape>,
}

/// What auditors said of a period, in full.
pub(super) fn audits(context: &Context, period: Period, form: Form) -> Result<Reply, Stop> {
    let words = AuditCliWords::load(context.lang).map_err(Failure::from)?;
    let found = auditing::audits_of(&context.app, period)?;
    if found.is_empty() {
        let values = [("period", &*context.terms.period(period)), ("id", &*period.to_string())];
        let told = put(&words.none_of_period, &values);
        return Ok(Reply::refused(&told, Exit::Refused, &context.words));
    }
    let outdated = outdated(context, &found);
    let mut reply = Reply::done(match form {
        Form::Text => {
            let renderer = Renderer::new(context.lang)?;
            let texts = found.iter().map(|(_, audit)| renderer.audit(audit, SealedForm::Text));
            texts.collect::<Vec<_>>().join("\n")
        }
        Form::Json => json::text(&AuditsShape {
            format: FORMAT,
            period: PeriodShape::of(period),
            audits: found.iter().map(|(_, audit)| AuditShape::of(audit)).collect(),
        }),
    });
    for (entry, _) in found.iter().filter(|(entry, _)| outdated.contains(entry)) {
        let told = format!("{entry}  {}", context.failure.audit.outdated);
        reply.aside.push_str(&context.warning(&told));
    }
    Ok(reply)
}

/// What one auditor said, in full.
pub(super) fn one(context: &Context, entry: &EntryName, form: Form) -> Result<Reply, Stop> {
    let audit = context.app.root.audit(entry)?;
    let text = match form {
        Form::Text => Renderer::new(context.lang)?.audit(&audit, SealedForm::Text),
        Form::Json => report::audit_json(&audit),
    };
    let is_outdated = auditing::is_outdated(entry, &context.app.root.entries()?);
    let as_sealed = reading::faults(&context.app, entry).is_empty();
    let altered = if as_sealed { Vec::new() } else { vec![entry.clone()] };
    Ok(warned(context, (entry, is_outdated), &altered, Reply::done(text)))
}

/// Says so where an audit is outdated, or is not as it was sealed.
pub(super) fn warned(
    context: &Context,
    (entry, is_outdated): (&EntryName, bool),
    altered: &[EntryName],
    mut reply: Reply,
) -> Reply {
    if is_outdated {
        let told = format!("{entry}  {}", context.failure.audit.outdated);
        reply.aside.push_str(&context.warning(&told));
    }
    warn_of(context, altered, &mut reply);
    reply
}

fn outdated(context: &Context, found: &[(EntryName, AuditRecord)]) -> Vec<EntryName> {
    let entries = context.app.root.entries().unwrap_or_default();
    let names = found.iter().map(|(entry, _)| entry);
    names.filter(|entry| auditing::is_outdated(entry, &entries)).cloned().collect()
}

/// A note beside a record that was audited; empty where it was not.
pub(super) fn beside(context: &Context, period: Period) -> String {
    let Ok(words) = AuditCliWords::load(context.lang) else { return String::new() };
    // What cannot be read is told where it is asked for.
    let Ok(found) = auditing::audits_of(&context.app, period) else { return String::new() };
    if found.is_empty() {
        return String::new();
    }
    let audits = &context.failure.audit;
    let outdated = outdated(context, &found);
    let told = found.iter().map(|(entry, audit)| {
        let said = format!("{} {}", audit.examiner.name, audits.opinion(audit.opinion));
        if outdated.contains(entry) { format!("{said}・{}", audits.outdated) } else { said }
    });
    let list = told.collect::<Vec<_>>().join("、");
    let values = [("list", &*list), ("id", &*period.to_string())];
    format!("{}\n", clean(&words.beside, &values))
}
