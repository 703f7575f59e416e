//! The words of corrections, alike on the screen, on the command line and in the report.
//!
//! Whoever prints them makes what people typed safe.

use serde::Deserialize;

use super::{Lang, Terms, Told, WordsError, read};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::correction::{Amended, Field, Place, STATED};
use crate::domain::finding::Turn;

const JA: &str = include_str!("ja/correction.toml");
const EN: &str = include_str!("en/correction.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionWords {
    pub refused: CorrectionRefused,
    field: FieldWords,
    value: ValueWords,
    pub command: CorrectWords,
    pub status: CorrectStatus,
    pub list: CorrectList,
    pub report: CorrectReport,
    pub screen: CorrectScreen,
}

/// What is told with failures: why not, for the period `{period}` and `{id}`, and what was found.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRefused {
    pub no_reason: Told,
    pub long_reason: Told,
    pub started: Told,
    pub other_draft: Told,
    pub altered: Told,
    pub replaced: Told,
    pub unchanged: Told,
    pub no_draft: Told,
    pub other_checklist: Told,
    pub no_entry: Told,
    /// What verifying says of an `{entry}` that takes another one's place wrongly.
    pub usurping: String,
    /// `{entry}` was corrected with `{n}` changes.
    pub sealed: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldWords {
    verdict: String,
    note: String,
    note_carried: String,
    reason: String,
    grade: String,
    cause: String,
    action: String,
    owner: String,
    due: String,
    evidence: String,
    methods: String,
    turn: String,
    text: String,
    due_reason: String,
    closed_on: String,
    confirmed_by: String,
    comment: String,
    raised: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueWords {
    none: String,
    stated: String,
    indicators: String,
    change: String,
    comma: String,
}

/// `tenken correct`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectWords {
    pub begun: String,
    pub entry: String,
    pub code: String,
    pub reason: String,
    pub by: String,
    pub starts: String,
    pub todo: String,
    pub discarded: String,
    pub kept: String,
    pub after_audit: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectStatus {
    pub state: String,
    pub unchanged: String,
    pub complete: String,
    pub changes: String,
}

/// Lists of periods and reports.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectList {
    pub correcting: String,
    pub reason: String,
    pub changes: String,
    pub replaced: String,
    pub replaces: String,
    pub after_audit: String,
    pub shown: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectReport {
    pub heading: String,
    pub label: String,
    pub front: String,
    pub replaces: String,
    pub code: String,
    pub reason: String,
    pub by: String,
    pub by_value: String,
    pub first_sealed: String,
    pub count: String,
    pub count_value: String,
    pub count_derived: String,
    pub after_audit: String,
    pub chapter: String,
    pub intro: String,
    pub place: String,
    pub field: String,
    pub old: String,
    pub new: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectScreen {
    pub mark: String,
    pub header: String,
    pub changed: String,
    pub unchanged: String,
    pub changed_count: String,
    pub sealed_value: String,
    pub row: String,
    pub row_ready: String,
    pub changes: String,
    pub no_changes: String,
    pub change: String,
    pub ask: String,
    pub ask_how: String,
    pub ask_reason: String,
    pub ask_keys: String,
    pub confirm: String,
    pub discard: String,
    pub discard_how: String,
    pub final_word: String,
}

impl CorrectionWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/correction.toml", JA),
            Lang::En => read("en/correction.toml", EN),
        }
    }

    pub fn field(&self, field: Field) -> &str {
        let words = &self.field;
        match field {
            Field::Verdict => &words.verdict,
            Field::Note => &words.note,
            Field::NoteCarried => &words.note_carried,
            Field::Reason => &words.reason,
            Field::Grade => &words.grade,
            Field::Cause => &words.cause,
            Field::Action => &words.action,
            Field::Owner => &words.owner,
            Field::Due => &words.due,
            Field::Evidence => &words.evidence,
            Field::Methods => &words.methods,
            Field::Turn => &words.turn,
            Field::Text => &words.text,
            Field::DueReason => &words.due_reason,
            Field::ClosedOn => &words.closed_on,
            Field::ConfirmedBy => &words.confirmed_by,
            Field::Comment => &words.comment,
            Field::Raised => &words.raised,
        }
    }

    /// The id of what a change is about.
    pub fn place(&self, place: &Place) -> String {
        match place {
            Place::Item(id) => id.to_string(),
            Place::Finding(id) => id.to_string(),
            Place::Indicators => self.value.indicators.clone(),
        }
    }

    /// One value of a change as people read it; dates stay as they are in files.
    pub fn value(&self, field: Field, value: &str, terms: &Terms) -> String {
        let known = match field {
            _ if value.is_empty() => return self.value.none.clone(),
            Field::Verdict => Verdict::named(value).map(|verdict| terms.verdict(Some(verdict))),
            Field::Grade => Grade::named(value).map(|grade| terms.grade(grade)),
            Field::Turn => Turn::named(value).map(|turn| terms.turn(Some(turn))),
            Field::Raised => (value == STATED).then_some(self.value.stated.as_str()),
            Field::NoteCarried => {
                return value.parse().map_or_else(|_| value.to_owned(), |p| terms.period(p));
            }
            _ => None,
        };
        known.unwrap_or(value).to_owned()
    }

    /// `適 → 不適`.
    pub fn change(&self, change: &Amended, terms: &Terms) -> String {
        let of = |value: &str| {
            let told = self.value(change.field, value, terms);
            match change.field {
                Field::Evidence | Field::Methods => told.replace('\n', &self.value.comma),
                _ => told,
            }
        };
        super::fill(&self.value.change, &[("old", &of(&change.old)), ("new", &of(&change.new))])
    }
}
