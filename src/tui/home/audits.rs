//! What auditors said of a sealed entry, under its row in the list.

use crate::app::overview::{AuditLine, Overview};
use crate::text::{line, wrapped};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::words::fill;

/// The finished audits of the entry at `at`, and who is auditing its period.
///
/// ```text
///    監事所見 適正  監事 太郎  令和8年12月20日
///    監査中 監事 花子
/// ```
pub(super) fn rows(overview: &Overview, at: usize, kit: &Kit, width: u16) -> Vec<Row> {
    let sealed = &overview.sealed[at].entry;
    let name = sealed.to_string();
    // The standing entry of a period comes first: the list begins with the newest.
    let stands = overview.sealed[..at].iter().all(|line| line.entry.period != sealed.period);
    let of_entry = |audit: &&AuditLine| match &audit.told {
        Ok(told) => told.target.entry == name,
        Err(_) => stands && audit.entry.period == sealed.period,
    };
    let (words, theme) = (&kit.words.audit.home, &kit.theme);
    let room = usize::from(width).saturating_sub(5);
    let mut rows = Vec::new();
    let mut say = |text: &str, style| {
        let wrapped = wrapped(text, room).into_iter();
        rows.extend(wrapped.map(|row| Row::new(format!("   {row}"), style)));
    };
    for audit in overview.audits.iter().rev().filter(of_entry) {
        let Ok(told) = &audit.told else {
            say(&fill(&words.unread, &[("entry", &audit.entry.to_string())]), theme.ng);
            continue;
        };
        let values = [
            ("opinion", kit.failures.audit.opinion(told.opinion)),
            ("by", &*line(&told.examiner.name)),
            ("day", &*kit.words.common.day(told.sealing.at.date_naive())),
        ];
        let mut text = fill(&words.audit, &values);
        let style = if audit.outdated { theme.warn } else { theme.text };
        if audit.outdated {
            let outdated = [("outdated", &*kit.failures.audit.outdated)];
            text = format!("{text}  {}", fill(&words.outdated, &outdated));
        }
        say(&text, style);
    }
    let period = sealed.period.as_str();
    let begun = overview.auditing.iter().filter(|(of, _)| stands && of.to_string() == period);
    for (_, names) in begun {
        let names: Vec<String> = names.iter().map(|name| line(name).into_owned()).collect();
        say(&fill(&words.in_progress, &[("by", &names.join("、"))]), theme.warn);
    }
    rows
}
