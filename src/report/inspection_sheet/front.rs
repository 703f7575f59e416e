//! The first page: the result, who and when, what to doubt, what to look at first, the counts.

use std::collections::BTreeMap;

use super::findings;
use crate::domain::answer::{Answer, Grade, Verdict};
use crate::domain::checklist::Item;
use crate::domain::record::Outcome;
use crate::domain::society::SamePerson;
use crate::domain::tally::Tally;
use crate::report::caution::{self, Caution};
use crate::report::promise::{self, Standing};
use crate::report::scribe::{Scribe, named, put, rate};
use crate::report::sheet::{Block, Cell, Column, Piece, Reading, Row, Table, Title, Tone};
use crate::words::fill;

/// The most characters of an excerpt in the list of what to look at first.
const EXCERPT: usize = 40;

/// What the document is called.
pub(super) fn heading<'a>(scribe: &Scribe<'a>) -> &'a String {
    match scribe.record.correction {
        None => &scribe.words.title.heading,
        Some(_) => &scribe.words.correction.report.heading,
    }
}

pub(super) fn title(scribe: &Scribe) -> Vec<Block> {
    let (record, words) = (scribe.record, &scribe.words.title);
    let period = record.period;
    let values = [
        ("name", scribe.terms.period(period)),
        ("id", period.to_string()),
        ("start", period.start().to_string()),
        ("end", period.end().to_string()),
    ];
    let span = put(&words.period, &values);
    let title = Title {
        heading: heading(scribe).clone(),
        addressee: words.addressee.clone(),
        lines: vec![scribe.or_none(&record.society), span],
    };
    vec![
        Block::Title(title),
        Block::Paragraph(words.subject.clone()),
        Block::Paragraph(summary(scribe)),
    ]
}

fn summary(scribe: &Scribe) -> String {
    let words = &scribe.words.summary;
    let tally = scribe.record.tally();
    let values = [
        ("due", tally.due().to_string()),
        ("ok", tally.ok.to_string()),
        ("ng", tally.ng.to_string()),
        ("na", tally.na.to_string()),
        ("unverified", tally.unverified.to_string()),
        ("rate", rate(&tally, &words.no_rate)),
    ];
    let mut text = put(&words.due, &values);
    if tally.ng > 0 {
        let faults = scribe.faults();
        let of = |grade| faults.iter().filter(|(_, a, _)| a.remedy.grade == Some(grade)).count();
        let escalated = faults.iter().filter(|(item, _, _)| item.escalate).count();
        let numbers = [
            ("major", of(Grade::Major)),
            ("minor", of(Grade::Minor)),
            ("watch", of(Grade::Watch)),
            ("escalated", escalated),
        ];
        text.push('\n');
        text.push_str(&put(&words.grades, &numbers.map(|(name, n)| (name, n.to_string()))));
    }
    if let Some(told) = findings::summary(scribe) {
        text.push('\n');
        text.push_str(&told);
    }
    text
}

pub(super) fn facts(scribe: &Scribe) -> Vec<Block> {
    let (record, words, terms) = (scribe.record, &scribe.words.fact, scribe.terms);
    let (first, last) = record.days_of_work();
    let days = if first == last {
        scribe.day(first)
    } else {
        let (start, end) = (scribe.day(first), scribe.day(last));
        fill(&scribe.words.date.span, &[("start", &start), ("end", &end)])
    };
    let pieces = vec![
        Piece::new(&terms.role.inspector, scribe.or_none(&record.people.inspector)),
        Piece::new(&terms.role.officer, scribe.or_none(&record.people.officer)),
        Piece::new(&words.confirmed, scribe.or_none(&record.sealing.confirmed_by)),
        Piece::new(&words.auditors, auditors(scribe)),
        Piece::new(&words.days, days),
        Piece::new(&words.sealed, scribe.exact(record.sealing.at)),
        Piece::new(&words.deadline, deadline(scribe)),
        Piece::new(&words.checklist, checklist(scribe)),
        Piece::new(&words.notice, notice(scribe)),
        Piece::new(&words.carried, carried(scribe)),
    ];
    vec![Block::Facts(pieces)]
}

/// The number of the entry as its folder begins with it.
pub(super) fn sequence(scribe: &Scribe) -> String {
    format!("{:04}", scribe.record.sealing.seq)
}

/// Facts of the record that an auditor seldom asks for; they stand at the end.
pub(super) fn particulars(scribe: &Scribe) -> Block {
    let (record, words) = (scribe.record, &scribe.words.fact);
    Block::Facts(vec![
        Piece::new(&words.entry, sequence(scribe)),
        Piece::new(&words.opened, scribe.exact(record.opened_at)),
        Piece::new(&words.sealed, scribe.exact(record.sealing.at)),
        Piece::new(&words.recorded, recorded(scribe)),
        Piece::new(&words.program, scribe.or_none(&record.sealing.program)),
    ])
}

fn auditors(scribe: &Scribe) -> String {
    let named = scribe.record.people.auditors.iter().map(|auditor| {
        let (seat, name) = (scribe.terms.seat(auditor.seat), scribe.or_none(&auditor.name));
        fill(&scribe.words.fact.auditor_value, &[("seat", seat), ("name", &name)])
    });
    scribe.or_none(&scribe.list(named))
}

fn deadline(scribe: &Scribe) -> String {
    let (record, words) = (scribe.record, &scribe.words.fact);
    let days = (record.first_sealed().date_naive() - record.deadline).num_days();
    let template = if days > 0 { &words.late } else { &words.kept };
    fill(template, &[("day", &scribe.day(record.deadline)), ("days", &days.to_string())])
}

fn checklist(scribe: &Scribe) -> String {
    let (list, words) = (&scribe.record.checklist, &scribe.words.fact);
    let values = [
        ("id", list.id.to_string()),
        ("version", scribe.or_none(&list.version)),
        ("day", scribe.day(list.basis_date)),
    ];
    let head: String = scribe.record.checklist_digest.chars().take(16).collect();
    [
        fill(&words.checklist_value, &[("title", &scribe.or_none(&list.title))]),
        put(&words.version_value, &values),
        fill(&words.digest_short, &[("head", &head)]),
    ]
    .join("\n")
}

/// The society of a notice is told where it is not the one that reports.
fn notice(scribe: &Scribe) -> String {
    let (notice, words) = (&scribe.record.checklist.notice, &scribe.words.fact);
    if [&notice.title, &notice.edition].iter().all(|text| text.trim().is_empty()) {
        return scribe.words.none.clone();
    }
    let values =
        [("title", scribe.or_none(&notice.title)), ("edition", scribe.or_none(&notice.edition))];
    let told = put(&words.notice_value, &values);
    if notice.society.trim().is_empty() || notice.society == scribe.record.society {
        return told;
    }
    put(&words.notice_of, &[("society", notice.society.clone()), ("notice", told)])
}

fn recorded(scribe: &Scribe) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, outcome) in scribe.record.lines() {
        if let Outcome::Asked { stamp, .. } = outcome {
            *count.entry(&stamp.by).or_default() += 1;
        }
    }
    let template = &scribe.words.fact.recorded_value;
    let each = count
        .into_iter()
        .map(|(name, n)| fill(template, &[("name", &scribe.or_none(name)), ("n", &n.to_string())]));
    scribe.or_none(&scribe.list(each))
}

fn carried(scribe: &Scribe) -> String {
    let answers = scribe.record.lines().filter_map(|(_, outcome)| outcome.answer());
    let cited: Vec<_> = answers.filter(|answer| answer.is_carried()).collect();
    if cited.is_empty() {
        return scribe.words.fact.carried_none.clone();
    }
    let notes = cited.iter().filter(|a| a.note_carried.is_some()).count();
    let evidence = cited.iter().flat_map(|a| &a.evidence).filter(|e| e.carried.is_some()).count();
    let [items, notes, evidence] = [cited.len(), notes, evidence].map(|n| n.to_string());
    let values = [("items", items.as_str()), ("notes", &notes), ("evidence", &evidence)];
    fill(&scribe.words.fact.carried_value, &values)
}

pub(super) fn cautions(scribe: &Scribe) -> Vec<Block> {
    let found = caution::cautions(scribe.record);
    if found.is_empty() {
        return Vec::new();
    }
    let texts = found.iter().map(|caution| told(scribe, caution)).collect();
    vec![Block::Cautions { label: scribe.words.caution.label.clone(), texts }]
}

fn told(scribe: &Scribe, caution: &Caution) -> String {
    let words = &scribe.words.caution;
    let of = |template: &str, name: &str| fill(template, &[("name", name)]);
    match caution {
        Caution::Same(SamePerson::InspectorIsOfficer { name }) => {
            of(&words.inspector_is_officer, name)
        }
        Caution::Same(SamePerson::AuditorIsInspector { name }) => {
            of(&words.auditor_is_inspector, name)
        }
        Caution::Same(SamePerson::AuditorIsOfficer { name }) => of(&words.auditor_is_officer, name),
        Caution::Same(SamePerson::BothAuditors { name }) => of(&words.both_auditors, name),
        Caution::NoOfficer => words.no_officer.clone(),
        Caution::ConfirmedByInspector { name } => of(&words.confirmed_by_inspector, name),
        Caution::ConfirmedByOther { name } => of(&words.confirmed_by_other, name),
        Caution::FewAuditors { named } => fill(&words.few_auditors, &[("n", &named.to_string())]),
        Caution::Expired { references } => {
            fill(&scribe.words.marks.report.caution, &[("n", &references.to_string())])
        }
        Caution::ClockStated => words.clock_stated.clone(),
        Caution::BeforeEnd { end, sealed } => {
            fill(&words.before_end, &[("end", &scribe.day(*end)), ("sealed", &scribe.day(*sealed))])
        }
        Caution::Open { items } => fill(&words.open, &[("n", &items.to_string())]),
    }
}

pub(super) fn counts(scribe: &Scribe) -> Vec<Block> {
    let (record, words, terms) = (scribe.record, &scribe.words.counts, scribe.terms);
    let mut columns = vec![Column::lead(&words.section, 30)];
    for verdict in Verdict::ALL {
        columns.push(Column::number(terms.verdict(Some(verdict)), 10));
    }
    columns.push(Column::number(terms.not_due(), 10));
    columns.push(Column::number(&words.rate, 20));
    let cells = |name: &str, tally: &Tally| -> Vec<Cell> {
        let mut cells = vec![Cell::from(name)];
        cells.extend(Verdict::ALL.map(|verdict| {
            let tone = match verdict {
                Verdict::Ng if tally.ng > 0 => Tone::Fault,
                Verdict::Unverified if tally.unverified > 0 => Tone::Doubt,
                _ => Tone::Plain,
            };
            Cell::from(tally.of(verdict).to_string()).toned(tone)
        }));
        cells.push(Cell::from(tally.not_due.to_string()));
        cells.push(Cell::from(rate(tally, &words.rate_none)));
        cells
    };
    let sections = record.checklist.sections.iter();
    let mut rows: Vec<_> =
        sections.map(|s| Row::body(cells(&s.title, &record.tally_of(&s.id)))).collect();
    rows.push(Row::total(cells(&words.total, &record.tally())));
    vec![
        Block::chapter(words.heading.clone()),
        Block::Table(Table { reading: Reading::Columns, columns, rows }),
        Block::Paragraph(words.note.clone()),
    ]
}

pub(super) fn first(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.first;
    let faults = scribe.faults();
    let (mut escalated, mut major, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for (item, answer, _) in &faults {
        if item.escalate {
            escalated.push(fault(scribe, item, answer));
        } else if answer.remedy.grade == Some(Grade::Major) {
            major.push(fault(scribe, item, answer));
        } else {
            let values = [("item", named(item)), ("grade", scribe.grade(answer))];
            other.push(put(&words.other_value, &values));
        }
    }
    let doubts = scribe.answered(Verdict::Unverified).map(|(item, answer, _)| {
        let reason = excerpt(scribe, &answer.reason);
        fill(&words.doubt, &[("item", &named(item)), ("reason", &reason)])
    });
    let lists = [
        (&words.escalated, escalated),
        (&words.major, major),
        (&words.unverified, doubts.collect()),
        (&words.due, due(scribe)),
        (&words.other, other),
        (&words.promises, promises(scribe)),
    ];
    let lists = lists.into_iter().filter(|(_, texts)| !texts.is_empty());
    let facts: Vec<_> = lists.map(|(label, texts)| Piece::list(label, texts)).collect();
    let body = if facts.is_empty() {
        Block::Paragraph(words.nothing.clone())
    } else {
        Block::Facts(facts)
    };
    vec![Block::chapter(words.heading.clone()), body]
}

fn fault(scribe: &Scribe, item: &Item, answer: &Answer) -> String {
    let values = [
        ("item", named(item)),
        ("grade", scribe.grade(answer)),
        ("due", scribe.due(answer.remedy.due)),
        ("owner", scribe.or_none(&answer.remedy.owner)),
        ("what", excerpt(scribe, &answer.note)),
    ];
    put(&scribe.words.first.fault, &values)
}

/// The first sentence, cut where it is long; the full text stands in its own chapter.
fn excerpt(scribe: &Scribe, text: &str) -> String {
    let text = text.trim();
    let sentence = text.split_inclusive(['。', '\n']).next().unwrap_or_default().trim_end();
    if sentence.chars().count() <= EXCERPT {
        return sentence.to_owned();
    }
    let head: String = sentence.chars().take(EXCERPT).collect();
    fill(&scribe.words.first.cut, &[("text", &head)])
}

fn due(scribe: &Scribe) -> Vec<String> {
    let words = &scribe.words.first;
    let open = scribe.findings().into_iter().filter(|finding| finding.is_open());
    let (past, coming): (Vec<_>, Vec<_>) =
        open.map(|finding| (finding.due(), &finding.id)).partition(|(day, _)| scribe.past(*day));
    let mut told = Vec::new();
    if !past.is_empty() {
        let items = scribe.list(past.iter().map(|(_, id)| id.to_string()));
        told.push(fill(&words.overdue, &[("items", &items)]));
    }
    if let Some((day, id)) = coming.iter().min() {
        let values = [("day", scribe.day(*day)), ("item", id.to_string())];
        told.push(put(&words.earliest, &values));
    }
    told
}

/// Promises with a fault or a doubt; nothing where there is none.
fn promises(scribe: &Scribe) -> Vec<String> {
    let words = &scribe.words.first;
    let all = promise::promises(scribe.record);
    let ids = |standing| -> Vec<String> {
        let these = all.iter().filter(|p| p.standing == standing);
        these.map(|p| p.commitment.id.to_string()).collect()
    };
    let (broken, doubtful) = (ids(Standing::Broken), ids(Standing::Doubtful));
    if broken.is_empty() && doubtful.is_empty() {
        return Vec::new();
    }
    let count = |list: &[String]| list.len().to_string();
    let named = |list: Vec<String>| {
        if list.is_empty() {
            String::new()
        } else {
            fill(&words.ids, &[("ids", &scribe.list(list))])
        }
    };
    let values = [
        ("all", all.len().to_string()),
        ("broken", count(&broken)),
        ("doubtful", count(&doubtful)),
        ("broken_ids", named(broken)),
        ("doubtful_ids", named(doubtful)),
    ];
    vec![put(&words.promises_value, &values)]
}
