//! What changed in a checklist since it was last used, as rows of text for a page or a window.
//!
//! Items that are the same are counted, not listed; the full comparison is `checklist diff`.

use super::editions::Account;
use crate::domain::changes::{ChecklistDiff, Fate, Field, ItemFate, Side, Value};
use crate::text::{cells, line, wrapped};
use crate::words::{ChecklistWords, SuccessionWords, Terms, fill};

/// The words an account is told with.
#[derive(Debug, Clone, Copy)]
pub struct AccountTeller<'a> {
    pub words: &'a SuccessionWords,
    pub checklist: &'a ChecklistWords,
    pub terms: &'a Terms,
}

impl AccountTeller<'_> {
    /// Rows of at most `width` cells.
    pub fn rows(&self, account: &Account, width: usize) -> Vec<String> {
        let (words, diff) = (&self.words.account, &account.diff);
        let other = diff.different_ids();
        let mut page = Rows { width, made: Vec::new() };
        let (title, follows) = if other {
            (&words.title_other, &words.follows_other)
        } else {
            (&words.title, &words.follows)
        };
        let period = self.terms.period(account.last);
        let values = [
            ("period", &*period),
            ("old_id", &*line(&diff.old.0)),
            ("old_version", &*line(&diff.old.1)),
            ("new_id", &*line(&diff.new.0)),
            ("new_version", &*line(&diff.new.1)),
        ];
        page.put(0, &fill(title, &values));
        page.put(0, &self.counts(diff));
        page.gap();
        page.put(0, follows);
        for fate in Fate::ALL.into_iter().filter(|fate| *fate != Fate::Same) {
            for item in diff.items.iter().filter(|item| item.fate == fate) {
                self.item(&mut page, item);
            }
        }
        page.gap();
        if !account.breaks.is_empty() {
            page.put(0, &words.breaks);
            for told in self.words.tell_all(&account.breaks, &diff.new.1) {
                page.put(2, &told.what);
            }
            page.gap();
        }
        page.put(0, &words.close);
        page.made
    }

    /// How many items of each fate there are.
    pub fn counts(&self, diff: &ChecklistDiff) -> String {
        let counts = Fate::ALL.map(|fate| (fate.name(), diff.count(fate).to_string()));
        let values: Vec<(&str, &str)> = counts.iter().map(|(n, c)| (*n, c.as_str())).collect();
        fill(&self.checklist.diff.summary, &values)
    }

    fn item(&self, page: &mut Rows, item: &ItemFate) {
        let labels = &self.checklist.diff;
        let fate = self.checklist.fate(item.fate);
        let ids = |sides: &[Side]| {
            sides.iter().map(|side| side.id.to_string()).collect::<Vec<_>>().join("・")
        };
        page.gap();
        let head = match item.fate {
            Fate::Merged | Fate::Split | Fate::Renamed => {
                let (from, to) = (ids(&item.from), ids(&item.to));
                fill(&self.words.account.kin, &[("fate", fate), ("from", &from), ("to", &to)])
            }
            _ => format!("{fate} {}", item.id),
        };
        page.put(0, &format!("{head}  {}", line(&item.title)));
        for reason in &item.reasons {
            page.labelled(&labels.reason, reason);
        }
        let asked = [Field::Question, Field::NotApplicable];
        for change in item.changes.iter().filter(|change| asked.contains(&change.field)) {
            for (label, value) in [(&labels.old, &change.old), (&labels.new, &change.new)] {
                let text = match value {
                    Value::Text(text) => text,
                    _ => &labels.nothing,
                };
                page.labelled(label, text);
            }
        }
    }
}

/// Rows in the making.
struct Rows {
    width: usize,
    made: Vec<String>,
}

impl Rows {
    fn gap(&mut self) {
        if self.made.last().is_some_and(|row| !row.is_empty()) {
            self.made.push(String::new());
        }
    }

    fn put(&mut self, indent: usize, text: &str) {
        let rows = wrapped(&line(text), self.width.saturating_sub(indent).max(8));
        self.made
            .extend(rows.iter().map(|row| format!("{}{}", " ".repeat(indent), row.trim_end())));
    }

    /// A text behind its label, going on under itself.
    fn labelled(&mut self, label: &str, text: &str) {
        let indent = 2 + cells(label) + 2;
        let start = self.made.len();
        self.put(indent, text);
        if let Some(first) = self.made.get_mut(start) {
            first.replace_range(..indent, &format!("  {label}  "));
        }
    }
}
