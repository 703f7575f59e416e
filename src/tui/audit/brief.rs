//! Chapters that are read from top to bottom: the check, the period on one page, the figures.

use super::State;
use crate::app::tell_wrong;
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::Item;
use crate::domain::inspection::Clock;
use crate::domain::tally::Tally;
use crate::text::{Align, cells, line, pad};
use crate::tui::kit::Kit;
use crate::tui::overlay::verified::signatures;
use crate::tui::prose::{Prose, Styled};
use crate::words::fill;

/// The cells of the short name of a section.
const SHORT: usize = 8;

/// Whether everything is as it was sealed, what is not, and the code to hold beside the paper.
pub(super) fn check(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    let (words, theme) = (&kit.words.audit.check, &kit.theme);
    let verified = &state.exhibit.verified;
    let told = verified.told();
    let n = told.entries.to_string();
    if verified.is_clean() {
        rows.push(&fill(&words.clean, &[("n", &n)]), theme.ok);
    } else {
        let values = [("n", &*n), ("faults", &told.faults.to_string())];
        rows.push(&fill(&words.faulty, &values), theme.ng);
        rows.push(&words.faulty_how, theme.text);
        faults(&mut rows, state);
    }
    if let Some(told) = signatures(kit, verified) {
        rows.push(&told, theme.text);
    }
    rows.gap();
    if let Some(code) = state.exhibit.newest_code() {
        let newest = verified.ledger.entries.last().map(|entry| entry.name.to_string());
        rows.push(&words.newest, theme.dim);
        let groups: Vec<&str> = code.split(' ').collect();
        for half in groups.chunks(4) {
            rows.indented(&half.join(" "), theme.title);
        }
        rows.indented(&newest.unwrap_or_default(), theme.dim);
        rows.push(&words.compare, theme.text);
    }
    rows.gap();
    rows.push(&words.entries, theme.dim);
    for entry in &verified.ledger.entries {
        let read = entry.name == state.exhibit.entry;
        let name = entry.name.to_string();
        let template = if read { &words.entry_read } else { &words.entry };
        let (mark, style) = if entry.faults.is_empty() {
            (&words.good, theme.text)
        } else {
            (&words.bad, theme.ng)
        };
        rows.indented(&fill(template, &[("entry", &name), ("mark", mark)]), style);
    }
    rows.gap();
    rows.push(&words.limit, theme.dim);
    rows.rows()
}

fn faults(rows: &mut Prose<'_>, state: &State) {
    let kit = rows.kit;
    let (words, theme) = (&kit.chrome.verified, &kit.theme);
    let verified = &state.exhibit.verified;
    for fault in verified.ledger.faults() {
        let what = tell_wrong::tell(&kit.wrong, &fault.what);
        let text = if fault.file.is_empty() {
            what
        } else {
            fill(&words.fault, &[("file", &line(&fault.file)), ("what", &what)])
        };
        rows.indented(&text, theme.ng);
    }
    let unbound = &kit.words.audit.check.unbound;
    let named = |template: &str, entry: &dyn std::fmt::Display| {
        fill(template, &[("entry", &entry.to_string())])
    };
    let unreadable = verified.unreadable.iter().map(|(entry, _)| named(&words.unreadable, entry));
    let misplaced = verified.misplaced.iter().map(|entry| named(&words.misplaced, entry));
    let usurping = &kit.failures.correction.usurping;
    let usurping = verified.usurping.iter().map(|entry| named(usurping, entry));
    let unbound = verified.unbound.iter().map(|entry| named(unbound, entry));
    for text in unreadable.chain(misplaced).chain(usurping).chain(unbound).collect::<Vec<_>>() {
        rows.indented(&text, theme.ng);
    }
}

/// What an outsider must know of the period, on one page.
pub(super) fn story(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    facts(&mut rows, state);
    rows.gap();
    rows.push(&kit.words.audit.story.first, kit.theme.title);
    let first = first(state, kit);
    for (text, style) in &first {
        rows.indented(text, *style);
    }
    if first.is_empty() {
        rows.indented(&kit.words.audit.story.nothing_first, kit.theme.ok);
    }
    rows.gap();
    counts(&mut rows, state, width);
    rows.rows()
}

fn facts(rows: &mut Prose<'_>, state: &State) {
    let kit = rows.kit;
    let (words, theme) = (&kit.words.audit.story, &kit.theme);
    let record = state.record();
    let day = |day| kit.words.common.day(day);
    let society = if record.society.trim().is_empty() { &words.none } else { &record.society };
    rows.pair(&words.society, society, theme.title);
    let period = record.period;
    let span = [
        ("period", &*kit.terms.period(period)),
        ("start", &*day(period.start())),
        ("end", &*day(period.end())),
    ];
    rows.pair(&words.period, &fill(&words.span, &span), theme.text);
    let sealing = &record.sealing;
    let on = sealing.at.date_naive();
    let sealed = [
        ("day", &*day(on)),
        ("time", &*sealing.at.format("%H:%M").to_string()),
        ("by", &*line(&sealing.confirmed_by)),
    ];
    rows.pair(&words.sealed, &fill(&words.sealed_value, &sealed), theme.text);
    let late = (on - record.deadline).num_days();
    let deadline = day(record.deadline);
    if late > 0 {
        let values = [("day", &*deadline), ("n", &*late.to_string())];
        rows.pair(&words.deadline, &fill(&words.late, &values), theme.warn);
    } else {
        rows.pair(&words.deadline, &fill(&words.kept, &[("day", &deadline)]), theme.text);
    }
    let or_none =
        |name: &str| if name.trim().is_empty() { words.none.clone() } else { name.to_owned() };
    let people = [
        ("inspector", &*or_none(&record.people.inspector)),
        ("officer", &*or_none(&record.people.officer)),
    ];
    rows.pair(&words.people, &fill(&words.people_value, &people), theme.text);
    let list = &record.checklist;
    let version =
        [("title", &*list.title), ("version", &*list.version), ("day", &*day(list.basis_date))];
    rows.pair(&words.checklist, &fill(&words.checklist_value, &version), theme.text);
    rows.pair(&words.entry, &state.exhibit.target.entry, theme.text);
    if let Some(correction) = &record.correction {
        let n = correction.changes.len().to_string();
        let values = [("entry", &*correction.entry), ("n", &n), ("reason", &correction.reason)];
        let told = fill(&kit.correction.list.replaces, &values);
        rows.pair(&words.corrects, &told, theme.warn);
    }
}

/// A 不適 with its grade.
type Fault<'a> = (&'a Item, Option<Grade>);

/// What to look at before everything else; nothing where nothing stands out.
fn first(state: &State, kit: &Kit) -> Vec<(String, ratatui::style::Style)> {
    let (words, theme) = (&kit.words.audit.story, &kit.theme);
    let record = state.record();
    let faults: Vec<Fault<'_>> = record
        .lines()
        .filter(|(_, outcome)| outcome.verdict() == Some(Verdict::Ng))
        .map(|(item, outcome)| (item, outcome.answer().and_then(|answer| answer.remedy.grade)))
        .collect();
    let mut told = Vec::new();
    let mut say = |template: &str, ids: Vec<String>, style| {
        if !ids.is_empty() {
            let values = [("n", ids.len().to_string()), ("list", ids.join(" "))];
            let values = [("n", &*values[0].1), ("list", &*values[1].1)];
            told.push((fill(template, &values), style));
        }
    };
    let ids = |wanted: &dyn Fn(&Fault<'_>) -> bool| -> Vec<String> {
        faults.iter().filter(|fault| wanted(fault)).map(|(item, _)| item.id.to_string()).collect()
    };
    let grave = |grade: Option<Grade>| grade == Some(Grade::Major);
    say(&words.escalated, ids(&|(item, _)| item.escalate), theme.ng);
    say(&words.major, ids(&|(item, grade)| !item.escalate && grave(*grade)), theme.ng);
    let doubts = record.lines().filter(|(_, o)| o.verdict() == Some(Verdict::Unverified));
    let doubts = doubts.map(|(item, _)| item.id.to_string()).collect();
    say(&words.unverified, doubts, theme.unverified);
    let overdue = state.findings.iter().filter(|finding| finding.is_overdue(state.today));
    say(&words.overdue, overdue.map(|finding| finding.id.to_string()).collect(), theme.ng);
    let worse = state.exhibit.changes.iter().flat_map(|changes| &changes.lines);
    let worse = worse.filter(|line| line.regression).filter_map(|line| line.item());
    say(&words.worse, worse.map(|item| item.id.to_string()).collect(), theme.ng);
    say(&words.other, ids(&|(item, grade)| !item.escalate && !grave(*grade)), theme.text);
    for same in record.people.same() {
        told.push((kit.words.common.same(&same), theme.warn));
    }
    if record.sealing.at.date_naive() <= record.period.end() {
        told.push((words.before_end.clone(), theme.warn));
    }
    if record.sealing.clock == Clock::Stated {
        told.push((words.clock.clone(), theme.warn));
    }
    told
}

/// Verdicts and rates by section, as a table where one fits.
fn counts(rows: &mut Prose<'_>, state: &State, width: u16) {
    let kit = rows.kit;
    let (words, theme) = (&kit.words.audit.story, &kit.theme);
    let record = state.record();
    rows.push(&words.counts, theme.title);
    let sections = record.checklist.sections.iter();
    let mut lines: Vec<(String, Tally)> = sections
        .map(|section| {
            let short = if section.short.is_empty() { &section.title } else { &section.short };
            (line(short).into_owned(), record.tally_of(&section.id))
        })
        .collect();
    lines.push((words.total.clone(), record.tally()));
    let rate = |tally: &Tally| tally.rate().map_or(words.none.clone(), |rate| rate.to_string());
    let verdicts = Verdict::ALL.map(|verdict| kit.terms.verdict(Some(verdict)));
    let columns = verdicts.map(|name| cells(name).max(3) + 1);
    let behind = kit.terms.not_due();
    let last = cells(behind).max(3) + 1;
    let rates = lines.iter().map(|(_, tally)| cells(&rate(tally)));
    let rates = rates.chain([cells(&words.rate)]).max().unwrap_or(0) + 1;
    if SHORT + columns.iter().sum::<usize>() + last + rates <= usize::from(width) {
        let row = |name: &str, told: [String; 4], not_due: &str, rate: &str| {
            let mut text = pad(name, SHORT, Align::Left);
            for (value, width) in told.iter().zip(columns) {
                text.push_str(&pad(value, width, Align::Right));
            }
            text.push_str(&pad(not_due, last, Align::Right));
            text + &pad(rate, rates, Align::Right)
        };
        rows.push_whole(row("", verdicts.map(str::to_owned), behind, &words.rate), theme.dim);
        for (name, tally) in &lines {
            let told = Verdict::ALL.map(|verdict| tally.of(verdict).to_string());
            let style = if tally.ng > 0 { theme.ng } else { theme.text };
            rows.push_whole(row(name, told, &tally.not_due.to_string(), &rate(tally)), style);
        }
    } else {
        for (name, tally) in &lines {
            let told = Verdict::ALL.map(|verdict| {
                let n = tally.of(verdict).to_string();
                let values = [("verdict", kit.terms.verdict(Some(verdict))), ("n", &n)];
                fill(&kit.words.home.count, &values)
            });
            let style = if tally.ng > 0 { theme.ng } else { theme.text };
            rows.pair(name, &format!("{}  {}", told.join("  "), rate(tally)), style);
        }
    }
    rows.gap();
    rows.push(&words.rate_note, theme.dim);
}

/// 参考指標, which are no judgement.
pub(super) fn figures(state: &State, kit: &Kit, width: u16) -> Vec<Styled> {
    let mut rows = Prose::new(kit, width);
    let (words, theme) = (&kit.words.indicators, &kit.theme);
    let Some(found) = &state.record().indicators else {
        rows.push(&kit.words.audit.story.no_figures, theme.dim);
        return rows.rows();
    };
    rows.push(&words.intro, theme.dim);
    rows.gap();
    for told in words.lines(found, &kit.terms) {
        rows.push(told.label, theme.title);
        rows.indented(&words.sentence(&told), theme.text);
        if !told.items.is_empty() {
            rows.indented(&words.some(&told.items, usize::MAX), theme.dim);
        }
    }
    let comment = if found.comment.is_empty() { &words.comment.none } else { &found.comment };
    rows.push(&words.comment.label, theme.title);
    rows.indented(comment, theme.text);
    rows.rows()
}
