//! The last chapter: the opinion, what is missing, and all that would be sealed, each with a jump
//! to where it is written.

use ratatui::style::Style;

use super::State;
use super::chapter::{gap, warnings};
use super::form::opinions;
use crate::app::auditing::{CodeCheck, Exhibit};
use crate::domain::audit::{Audit, AuditGap, Head, Opinion};
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::text::{line, wrapped};
use crate::tui::keymap::{Command, Context};
use crate::tui::kit::Kit;
use crate::tui::rows::Row;
use crate::words::fill;

/// The most characters of a text that is shown where it can be opened in full.
const EXCERPT: usize = 60;

/// What is asked before an audit is finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Closing {
    period: Period,
    by: String,
    opinion: Opinion,
    sampled: usize,
    remarks: usize,
    findings: usize,
    /// What the code says that was typed.
    head: Head,
    /// A code kept on paper, as it was typed.
    pub(in crate::tui) code: String,
}

impl Closing {
    /// `None` while there is no opinion.
    pub(super) fn of(audit: &Audit, exhibit: &Exhibit, code: &str) -> Option<Self> {
        Some(Self {
            period: audit.period(),
            by: audit.start().examiner.name.clone(),
            opinion: audit.opinion()?,
            sampled: audit.sampled().len(),
            remarks: audit.remarks().len(),
            findings: audit.findings().len(),
            head: match exhibit.check_code(code) {
                CodeCheck::Newest => Head::Newest,
                CodeCheck::Older { .. } => Head::Older,
                CodeCheck::NotFound => Head::NotFound,
                _ => Head::NotGiven,
            },
            code: code.to_owned(),
        })
    }

    pub(in crate::tui) fn told(&self, kit: &Kit) -> String {
        let values = [
            ("period", &*kit.terms.period(self.period)),
            ("by", &*line(&self.by)),
            ("opinion", kit.failures.audit.opinion(self.opinion)),
            ("sampled", &*self.sampled.to_string()),
            ("remarks", &*self.remarks.to_string()),
            ("findings", &*self.findings.to_string()),
            ("head", kit.failures.audit.head(self.head)),
        ];
        fill(&kit.words.audit.opinion.ask, &values)
    }
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Nowhere,
    Opinion,
    Item(ItemId),
    Finish,
}

/// Rows, and for each choice among them where it leads.
pub(super) struct Listing {
    pub(super) rows: Vec<Row>,
    pub(super) targets: Vec<Target>,
    room: usize,
}

impl Listing {
    fn heading(&mut self, text: &str, kit: &Kit) {
        if !self.rows.is_empty() {
            self.rows.push(Row::blank());
        }
        self.rows.push(Row::new(text, kit.theme.title));
    }

    /// A text that the cursor passes row by row, so that all of it can be brought into view.
    fn text(&mut self, text: &str, style: Style, target: &Target) {
        for row in wrapped(text, self.room) {
            let choice = self.targets.len();
            self.targets.push(target.clone());
            self.rows.push(Row::new(row, style).of(choice));
        }
    }
}

pub(super) fn listing(state: &State, kit: &Kit, width: u16) -> Listing {
    let room = usize::from(width).saturating_sub(3).max(8);
    let mut listing = Listing { rows: Vec::new(), targets: Vec::new(), room };
    let (words, theme) = (&kit.words.audit.opinion, &kit.theme);
    let Some(audit) = state.audit() else {
        let key = key(kit, Command::Opinion);
        let told = fill(&words.not_begun, &[("key", &key)]);
        listing.text(&told, theme.text, &Target::Opinion);
        for told in warnings(state, kit) {
            listing.text(&told, theme.warn, &Target::Nowhere);
        }
        return listing;
    };
    let examiner = &audit.start().examiner;
    let seat = examiner.seat.map(|seat| kit.terms.seat(seat)).unwrap_or_default();
    let who = format!("{seat} {}", line(&examiner.name));
    let by = fill(&words.auditor, &[("who", who.trim_start())]);
    listing.text(&by, theme.text, &Target::Nowhere);
    for told in warnings(state, kit) {
        listing.text(&told, theme.warn, &Target::Nowhere);
    }
    listing.heading(&words.opinion, kit);
    listing.text(&opinions(audit.opinion(), kit), theme.text, &Target::Opinion);
    let text = audit.opinion_text();
    let text = if text.trim().is_empty() { &words.no_text } else { text };
    listing.text(text, theme.text, &Target::Opinion);
    missing(&mut listing, audit, kit);
    said(&mut listing, state, audit, kit);
    listing
}

/// What keeps it from being finished, or how to finish it.
fn missing(listing: &mut Listing, audit: &Audit, kit: &Kit) {
    let (words, theme) = (&kit.words.audit.opinion, &kit.theme);
    let gaps = audit.gaps();
    if gaps.is_empty() {
        listing.heading(&words.ready, kit);
        let told = fill(&words.finish, &[("key", &key(kit, Command::Finish))]);
        listing.text(&told, theme.ok, &Target::Finish);
        return;
    }
    listing.heading(&fill(&words.gaps, &[("n", &gaps.len().to_string())]), kit);
    for missing in &gaps {
        let target = match missing {
            AuditGap::NoOpinion | AuditGap::NoOpinionText => Target::Opinion,
            AuditGap::Finding { item, .. } => Target::Item(item.clone()),
        };
        listing.text(&gap(kit, missing), theme.warn, &target);
    }
}

/// All that would be sealed with the opinion.
fn said(listing: &mut Listing, state: &State, audit: &Audit, kit: &Kit) {
    let (words, theme) = (&kit.words.audit.opinion, &kit.theme);
    let n = |n: usize| n.to_string();
    let items = || state.record().checklist.items.iter();
    let answered = state.record().tally().answered();
    let values = [("n", &*n(audit.sampled().len())), ("all", &*n(answered))];
    listing.heading(&fill(&words.sampled, &values), kit);
    for item in items().filter(|item| audit.is_sampled(&item.id)) {
        let text = format!("{}  {}", item.id, line(&item.title));
        listing.text(&text, theme.text, &Target::Item(item.id.clone()));
    }
    listing.heading(&fill(&words.remarks, &[("n", &n(audit.remarks().len()))]), kit);
    for item in items() {
        if let Some(noted) = audit.remarks().get(&item.id) {
            let text = format!("{}  {}", item.id, excerpt(&noted.said, kit));
            listing.text(&text, theme.text, &Target::Item(item.id.clone()));
        }
    }
    listing.heading(&fill(&words.findings, &[("n", &n(audit.findings().len()))]), kit);
    for item in items() {
        if let Some(found) = audit.finding(&item.id) {
            let grade = found.grade.map(|grade| kit.terms.grade(grade)).unwrap_or_default();
            let text = format!("{}  {grade}  {}", item.id, excerpt(&found.what, kit));
            listing.text(&text, theme.text, &Target::Item(item.id.clone()));
        }
    }
}

/// The beginning of a text on one line.
fn excerpt(text: &str, kit: &Kit) -> String {
    let text = line(text.trim());
    if text.chars().count() <= EXCERPT {
        return text.into_owned();
    }
    let head: String = text.chars().take(EXCERPT).collect();
    fill(&kit.words.audit.opinion.cut, &[("text", &head)])
}

/// The key of a command as it is printed on the keyboard.
fn key(kit: &Kit, command: Command) -> String {
    let keys = kit.keymap.keys(Context::Audit, command);
    keys.first().map_or(String::new(), |key| kit.chrome.key(key).to_owned())
}
