//! The list of home: what to do next, findings, periods, reports.

use chrono::NaiveDate;

use super::{State, Target};
use crate::app::overview::{SealedLine, Standing};
use crate::app::tell::Teller;
use crate::domain::answer::{Grade, Verdict};
use crate::domain::finding::Finding;
use crate::domain::period::Period;
use crate::domain::tally::Tally;
use crate::text::{Align, cells, line, pad};
use crate::tui::kit::Kit;
use crate::tui::life;
use crate::tui::rows::{Row, paragraph};
use crate::words::fill;

/// Below this width names are given in their short form.
const NARROW: u16 = 80;
/// From this width on, the owner of a finding has a column.
const WIDE: u16 = 100;
/// The cells of a person's name in a row.
const OWNER: usize = 10;

/// The rows in the order of the targets; the choices are indices into them.
pub(super) fn rows(state: &State, kit: &Kit, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heading = None;
    for (index, target) in state.targets().into_iter().enumerate() {
        let group = group(state, kit, target);
        if group != heading {
            rows.push(Row::blank());
            rows.extend(group.iter().map(|text| Row::new(text.clone(), kit.theme.title)));
            heading = group;
        }
        let of_target = match target {
            Target::Now => vec![Row::new(next(state, kit), kit.theme.title)],
            Target::Finding(at) => vec![finding(state, &state.overview.findings[at], kit, width)],
            Target::Unfinished(at) => {
                let (period, standing) = &state.overview.unfinished[at];
                unfinished(*period, standing, kit, width)
            }
            Target::Skipped(period) => {
                let period = kit.terms.period(period);
                let text = fill(&kit.words.home.skipped_row, &[("period", &period)]);
                vec![Row::new(format!(" {text}"), kit.theme.warn)]
            }
            Target::Sealed(at) => sealed(state, &state.overview.sealed[at], kit, width),
        };
        rows.extend(of_target.into_iter().map(|row| row.of(index)));
        if target == Target::Now {
            rows.extend(remarks(state, kit, width));
        }
    }
    if state.overview.sealed.is_empty() && !is_new(state) {
        rows.push(Row::blank());
        rows.push(Row::new(kit.words.home.none_sealed.clone(), kit.theme.dim));
    }
    rows
}

/// What stands above the rows of one kind.
fn group(state: &State, kit: &Kit, target: Target) -> Option<String> {
    let words = &kit.words.home;
    let findings = &state.overview.findings;
    let count = |n: usize| [("n", n.to_string())];
    let told = |template: &str, n: usize| {
        let values = count(n);
        Some(fill(template, &[(values[0].0, &values[0].1)]))
    };
    match target {
        Target::Now => None,
        Target::Finding(at) => {
            let today = state.overview.today;
            let overdue = findings[at].is_overdue(today);
            let n = findings.iter().filter(|f| f.is_overdue(today) == overdue).count();
            told(if overdue { &words.overdue } else { &words.open }, n)
        }
        Target::Unfinished(_) => Some(words.unfinished.clone()),
        Target::Skipped(_) => Some(words.skipped.clone()),
        Target::Sealed(_) => told(&words.sealed, state.overview.sealed.len()),
    }
}

fn next(state: &State, kit: &Kit) -> String {
    let words = &kit.words.home.next;
    match &state.overview.standing {
        Standing::NotStarted => words.start.clone(),
        Standing::InProgress { gaps: 0, .. } => words.seal.clone(),
        Standing::InProgress { gaps, .. } => fill(&words.resume, &[("n", &gaps.to_string())]),
        Standing::Sealed { .. } | Standing::Correcting { .. } => words.sealed.clone(),
        Standing::Damaged(_) => words.damaged.clone(),
    }
}

/// Whether this is the very first inspection, not yet begun.
fn is_new(state: &State) -> bool {
    let overview = &state.overview;
    let begun = overview.unfinished.is_empty() && overview.sealed.is_empty();
    begun && matches!(overview.standing, Standing::NotStarted)
}

/// What is said under the first row.
fn remarks(state: &State, kit: &Kit, width: u16) -> Vec<Row> {
    let room = usize::from(width).saturating_sub(3);
    let mut rows = Vec::new();
    if is_new(state) {
        rows.push(Row::blank());
        rows.extend(paragraph(&kit.words.home.welcome, room, kit.theme.text));
    }
    if let Standing::Damaged(failure) = &state.overview.standing {
        let teller = Teller { words: &kit.failures, terms: &kit.terms, cycle: None };
        let told = teller.tell(failure);
        rows.push(Row::blank());
        for text in [told.what, told.next] {
            rows.extend(paragraph(&text, room, kit.theme.text));
        }
    }
    let same = state.overview.society.people.same();
    if !same.is_empty() {
        rows.push(Row::blank());
    }
    for one in same {
        rows.extend(paragraph(&kit.words.common.same(&one), room, kit.theme.warn));
    }
    rows
}

/// ```text
/// F-FY2026-Q2-ORG-04  緊急連絡の体制       軽微  2期前から  佐藤 次郎   18日超過
/// ```
fn finding(state: &State, finding: &Finding, kit: &Kit, width: u16) -> Row {
    let words = &kit.words.home;
    let theme = &kit.theme;
    let id = if width < NARROW { finding.id.item.to_string() } else { finding.id.to_string() };
    let overdue = finding.is_overdue(state.overview.today);
    let due = if overdue {
        let days = (state.overview.today - finding.due()).num_days().to_string();
        fill(&words.days_over, &[("n", &days)])
    } else {
        fill(&words.due_by, &[("date", &kit.words.common.day(finding.due()))])
    };
    let grade = kit.terms.grade(finding.grade);
    let longest_day = NaiveDate::from_ymd_opt(2028, 10, 10).unwrap_or_default();
    let longest_due = fill(&words.due_by, &[("date", &kit.words.common.day(longest_day))]);
    let due = pad(&due, cells(&longest_due), Align::Left);
    let owner = if width < WIDE {
        String::new()
    } else {
        format!("{}  ", pad(&line(&finding.owner), OWNER, Align::Left))
    };
    let longest = Grade::ALL.iter().map(|grade| cells(kit.terms.grade(*grade))).max();
    let grade = pad(grade, longest.unwrap_or(0), Align::Left);
    let longest = cells(&life::longest_age(kit));
    let age = pad(&life::age(kit, finding, state.overview.period), longest, Align::Left);
    let behind = format!("  {grade}  {age}  {owner}");
    let id = format!(" {id}  ");
    let room = usize::from(width).saturating_sub(2 + cells(&id) + cells(&behind) + cells(&due));
    let title = pad(&line(&finding.title), room, Align::Left);
    let style = if overdue { theme.ng } else { theme.text };
    Row::new(id, theme.text).and(title, theme.text).and(behind, theme.text).and(due, style)
}

fn unfinished(period: Period, standing: &Standing, kit: &Kit, width: u16) -> Vec<Row> {
    let words = &kit.words.home;
    let name = kit.terms.period(period);
    let told = |template: &str, n: usize| {
        let text = fill(template, &[("period", &name), ("n", &n.to_string())]);
        Row::new(format!(" {text}"), kit.theme.warn)
    };
    match standing {
        Standing::Correcting { gaps, changes } => {
            let words = &kit.correction.screen;
            let template = if *gaps == 0 && *changes > 0 { &words.row_ready } else { &words.row };
            let (n, gaps) = (changes.to_string(), gaps.to_string());
            let text = fill(template, &[("period", &name), ("n", &n), ("gaps", &gaps)]);
            vec![Row::new(format!(" {text}"), kit.theme.warn)]
        }
        Standing::InProgress { gaps: 0, .. } => vec![told(&words.unfinished_ready, 0)],
        Standing::InProgress { gaps, .. } => vec![told(&words.unfinished_row, *gaps)],
        Standing::Damaged(failure) => {
            let teller = Teller { words: &kit.failures, terms: &kit.terms, cycle: None };
            let room = usize::from(width).saturating_sub(6);
            let mut rows = vec![told(&words.unfinished_damaged, 0)];
            for row in crate::text::wrapped(&teller.tell(failure).what, room) {
                rows.push(Row::new(format!("   {row}"), kit.theme.dim));
            }
            rows
        }
        Standing::NotStarted | Standing::Sealed { .. } => vec![Row::new(name, kit.theme.text)],
    }
}

/// ```text
///  令和8年度第2四半期  適合率 93.3% (56/60)  不適 3  確認不能 1
///    0001_FY2026-Q2_2026-09-18_report  確認コード 1a2b3c4d ..
/// ```
fn sealed(state: &State, sealed: &SealedLine, kit: &Kit, width: u16) -> Vec<Row> {
    let words = &kit.words.home;
    let theme = &kit.theme;
    let period = sealed.entry.period.as_str().parse::<Period>();
    let name = match period {
        Ok(period) if width >= NARROW => kit.terms.period(period),
        _ => sealed.entry.period.to_string(),
    };
    let name = format!(" {name}  ");
    let mut used = 2 + cells(&name);
    let mut row = Row::new(name, theme.text);
    match &sealed.head {
        Ok(head) => {
            let rate = match head.tally.rate() {
                Some(rate) => fill(&words.rate, &[("rate", &rate.to_string())]),
                None => words.no_rate.clone(),
            };
            used += cells(&rate);
            row = row.and(rate, theme.text);
            // A count is shown whole or not at all; the report has them all.
            for (text, style) in counts(&head.tally, kit) {
                used += 2 + cells(&text);
                if used <= usize::from(width) {
                    row = row.and(format!("  {text}"), style);
                }
            }
        }
        Err(_) => row = row.and(words.unread.clone(), theme.ng),
    }
    let code = match &sealed.code {
        Some(code) => {
            let grouped = code.grouped();
            let first = grouped.split(' ').next().unwrap_or_default();
            fill(&words.code, &[("code", first)])
        }
        None => words.no_code.clone(),
    };
    let entry = Row::new(format!("   {}  {code}", sealed.entry), theme.dim);
    let mut rows = vec![row, entry];
    let room = usize::from(width).saturating_sub(6);
    for told in corrected(state, sealed, kit) {
        let told = crate::text::wrapped(&told, room);
        rows.extend(told.into_iter().map(|row| Row::new(format!("   {row}"), theme.warn)));
    }
    rows
}

/// That it was corrected, or what it corrects.
fn corrected(state: &State, sealed: &SealedLine, kit: &Kit) -> Vec<String> {
    let words = &kit.correction.list;
    let mut told = Vec::new();
    if let Some(by) = state.replaced.get(&sealed.entry.to_string()) {
        told.push(fill(&words.replaced, &[("entry", &by.to_string())]));
    }
    if let Some(correction) = sealed.head.as_ref().ok().and_then(|head| head.correction.as_ref()) {
        let n = correction.changes.len().to_string();
        let reason = line(&correction.reason);
        let values = [("entry", &*correction.entry), ("n", &n), ("reason", &reason)];
        told.push(fill(&words.replaces, &values));
        if !correction.audits.is_empty() {
            told.push(words.after_audit.clone());
        }
    }
    told
}

/// What does not show in the rate, and 不適 always.
fn counts(tally: &Tally, kit: &Kit) -> Vec<(String, ratatui::style::Style)> {
    let told = |verdict: Verdict| {
        let n = tally.of(verdict);
        let values = [("verdict", kit.terms.verdict(Some(verdict))), ("n", &n.to_string())];
        let style = if n == 0 { kit.theme.dim } else { kit.style_of(Some(verdict)) };
        (n > 0 || verdict == Verdict::Ng).then(|| (fill(&kit.words.home.count, &values), style))
    };
    [Verdict::Ng, Verdict::Unverified, Verdict::Na].into_iter().filter_map(told).collect()
}
