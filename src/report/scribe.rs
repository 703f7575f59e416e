//! The values of a record put into words: days, people, items, results.
//!
//! It decides no order and no form; texts that people typed pass through unchanged.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::sheet::Tone;
use crate::domain::answer::{Answer, Evidence, Stamp, Verdict};
use crate::domain::checklist::Item;
use crate::domain::era::date_in_era;
use crate::domain::finding::{Finding, FindingId};
use crate::domain::findings::{Count, State};
use crate::domain::period::Period;
use crate::domain::record::{Outcome, Record};
use crate::domain::tally::Tally;
use crate::words::{Expired, ReportWords, Seen, Terms, fill};

pub(super) struct Scribe<'a> {
    pub(super) record: &'a Record,
    pub(super) words: &'a ReportWords,
    pub(super) terms: &'a Terms,
}

impl<'a> Scribe<'a> {
    pub(super) fn day(&self, day: NaiveDate) -> String {
        fill(&self.words.date.day, &[("era", &date_in_era(day)), ("iso", &day.to_string())])
    }

    /// To the minute; the offset is told where it is not the one of the sealing.
    pub(super) fn moment(&self, at: DateTime<FixedOffset>) -> String {
        let home = at.offset() == self.record.sealing.at.offset();
        let time = at.format(if home { "%H:%M" } else { "%H:%M %:z" }).to_string();
        let day = at.date_naive();
        let values = [("era", date_in_era(day)), ("iso", day.to_string()), ("time", time)];
        put(&self.words.date.moment, &values)
    }

    /// To the minute, with the form to the second that stands in data.
    pub(super) fn exact(&self, at: DateTime<FixedOffset>) -> String {
        let time = at.format("%H:%M").to_string();
        let (era, iso) = (date_in_era(at.date_naive()), at.to_rfc3339());
        put(&self.words.date.exact, &[("era", era), ("iso", iso), ("time", time)])
    }

    pub(super) fn stamp(&self, stamp: &Stamp) -> String {
        format!("{} {}", self.or_none(&stamp.by), self.moment(stamp.at))
    }

    /// The text itself, or that there is none.
    pub(super) fn or_none(&self, text: &str) -> String {
        if text.trim().is_empty() { self.words.none.clone() } else { text.to_owned() }
    }

    pub(super) fn due(&self, due: Option<NaiveDate>) -> String {
        due.map_or_else(|| self.words.none.clone(), |day| self.day(day))
    }

    pub(super) fn list(&self, texts: impl IntoIterator<Item = String>) -> String {
        texts.into_iter().collect::<Vec<_>>().join(&self.words.comma)
    }

    /// The text with a mark where it was cited from an earlier period.
    pub(super) fn cited(&self, text: &str, from: Option<Period>) -> String {
        let Some(period) = from else { return text.to_owned() };
        let period = self.terms.period(period);
        fill(&self.words.carried, &[("text", text), ("period", &period)])
    }

    pub(super) fn note(&self, answer: &Answer) -> String {
        self.cited(&self.or_none(&answer.note), answer.note_carried)
    }

    pub(super) fn evidence(&self, list: &[Evidence]) -> Vec<String> {
        if list.is_empty() {
            return vec![self.words.none.clone()];
        }
        list.iter().map(|e| self.cited(&e.text, e.carried) + &self.behind(e)).collect()
    }

    /// ` ・ファイル 1.2 MB ・期限 令和9年3月31日`: what a reference says besides its words.
    fn behind(&self, evidence: &Evidence) -> String {
        let expired = evidence.has_expired(self.sealed_on());
        let expired = if expired { Expired::Yes } else { Expired::No };
        let day = evidence.valid_until.map(|day| self.day(day)).unwrap_or_default();
        self.words.marks.behind(evidence, &day, expired, Seen::NotLooked)
    }

    /// `不適（重大）`, `適`, `対象外`.
    pub(super) fn result(&self, outcome: &Outcome) -> String {
        let Some(answer) = outcome.answer() else { return self.terms.not_due().to_owned() };
        let verdict = self.terms.verdict(answer.verdict);
        match (answer.verdict, answer.remedy.grade) {
            (Some(Verdict::Ng), Some(grade)) => {
                let values = [("verdict", verdict), ("grade", self.terms.grade(grade))];
                fill(&self.words.items.graded, &values)
            }
            _ => verdict.to_owned(),
        }
    }

    pub(super) fn grade(&self, answer: &Answer) -> String {
        let grade = answer.remedy.grade.map(|grade| self.terms.grade(grade).to_owned());
        grade.unwrap_or_else(|| self.words.none.clone())
    }

    /// When an item that was not due was last inspected, and with what verdict.
    pub(super) fn last(&self, last: Option<(Period, Verdict)>) -> String {
        let words = &self.words.not_due;
        let Some((period, verdict)) = last else { return words.never.clone() };
        let verdict = self.terms.verdict(Some(verdict));
        fill(&words.last_value, &[("period", &self.terms.period(period)), ("verdict", verdict)])
    }

    pub(super) fn finding(&self, item: &Item, answer: &Answer) -> Option<FindingId> {
        let finding = self.record.finding_of(&item.id)?;
        (answer.verdict == Some(Verdict::Ng)).then(|| finding.id.clone())
    }

    /// The day from which overdue findings are told, of a corrected period the first one.
    pub(super) fn sealed_on(&self) -> NaiveDate {
        self.record.first_sealed().date_naive()
    }

    /// How a finding stood when the record was sealed.
    pub(super) fn state(&self, finding: &Finding) -> State {
        State::of(finding, self.record.period, self.sealed_on())
    }

    pub(super) fn findings_count(&self) -> Count {
        Count::of(&self.record.findings, self.record.period, self.sealed_on())
    }

    /// Overdue ones first, then the other open ones, new ones and closed ones.
    pub(super) fn findings(&self) -> Vec<&'a Finding> {
        in_order(self.record)
    }

    /// `3期経過（令和8年度第1四半期から）`; of a closed one, until it was closed.
    pub(super) fn age(&self, finding: &Finding) -> String {
        let words = &self.words.finding;
        match finding.age_in(self.record.period) {
            0 => words.age_new.clone(),
            n => {
                let period = self.terms.period(finding.id.period);
                put(&words.age_value, &[("n", n.to_string()), ("period", period)])
            }
        }
    }

    /// Items that were asked and answered with `verdict`, in order.
    pub(super) fn answered(
        &self,
        verdict: Verdict,
    ) -> impl Iterator<Item = (&'a Item, &'a Answer, &'a Stamp)> + use<'a> {
        self.record.lines().filter_map(move |(item, outcome)| match outcome {
            Outcome::Asked { answer, stamp, .. } if answer.verdict == Some(verdict) => {
                Some((item, answer, stamp))
            }
            _ => None,
        })
    }

    /// The faults, gravest first and those without a grade last.
    pub(super) fn faults(&self) -> Vec<(&'a Item, &'a Answer, &'a Stamp)> {
        let mut faults: Vec<_> = self.answered(Verdict::Ng).collect();
        faults.sort_by_key(|(_, answer, _)| (answer.remedy.grade.is_none(), answer.remedy.grade));
        faults
    }

    /// Whether a day had passed when the record was sealed.
    pub(super) fn past(&self, due: NaiveDate) -> bool {
        due < self.sealed_on()
    }
}

/// The findings of a record as they are told: overdue, open, new, closed, each by urgency.
pub(super) fn in_order(record: &Record) -> Vec<&Finding> {
    let day = record.first_sealed().date_naive();
    let rank = |finding: &Finding| {
        let state = State::of(finding, record.period, day);
        State::ALL.iter().position(|other| *other == state)
    };
    let mut list: Vec<&Finding> = record.findings.iter().collect();
    list.sort_by_key(|finding| (rank(finding), finding.due(), finding.grade, &finding.id));
    list
}

/// `fill` with values that were made for it.
pub(super) fn put<const N: usize>(template: &str, values: &[(&str, String); N]) -> String {
    fill(template, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// `ORG-01 題`.
pub(super) fn named(item: &Item) -> String {
    format!("{} {}", item.id, item.title)
}

pub(super) fn rate(tally: &Tally, none: &str) -> String {
    tally.rate().map_or_else(|| none.to_owned(), |rate| rate.to_string())
}

pub(super) fn tone(outcome: &Outcome) -> Tone {
    match outcome {
        Outcome::NotDue { .. } => Tone::Quiet,
        Outcome::Asked { answer, .. } => match answer.verdict {
            Some(Verdict::Ok) => Tone::Plain,
            Some(Verdict::Ng) => Tone::Fault,
            Some(Verdict::Na) => Tone::Quiet,
            Some(Verdict::Unverified) | None => Tone::Doubt,
        },
    }
}
