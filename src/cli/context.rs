//! What every command needs at hand: the use cases, and the words for what comes of them.

use super::reply::{Reply, clean};
use crate::app::tell::Teller;
use crate::app::{App, Failure};
use crate::domain::answer::Verdict;
use crate::domain::period::{Cycle, Period};
use crate::domain::society::SamePerson;
use crate::domain::tally::{Rate, Tally};
use crate::words::{CliWords, FailureWords, Lang, Terms};

#[derive(Debug, Clone)]
pub struct Context {
    pub app: App,
    pub lang: Lang,
    pub words: CliWords,
    pub terms: Terms,
    pub failure: FailureWords,
}

/// The one who tells failures.
pub fn teller<'a>(
    words: &'a FailureWords,
    terms: &'a Terms,
    cycle: Option<Cycle>,
) -> Teller<'a> {
    Teller { words, terms, cycle }
}

impl Context {
    pub fn teller(&self) -> Teller<'_> {
        let cycle = self.app.root.society().ok().map(|society| society.cycle);
        teller(&self.failure, &self.terms, cycle)
    }

    pub fn told(&self, failure: &Failure) -> Reply {
        Reply::refused(&self.teller().tell(failure), failure.exit(), &self.words)
    }

    /// `令和8年度第3四半期（FY2026-Q3）`.
    pub fn period(&self, period: Period) -> String {
        let values = [("period", &*self.terms.period(period)), ("id", &*period.to_string())];
        clean(&self.words.status.period, &values)
    }

    pub fn rate(&self, rate: Option<Rate>) -> String {
        rate.map_or_else(|| self.words.status.no_rate.clone(), |rate| rate.to_string())
    }

    /// `適 56  不適 3  該当なし 9  確認不能 1`.
    pub fn counts(&self, tally: &Tally) -> String {
        let count = |v: Verdict| format!("{} {}", self.terms.verdict(Some(v)), tally.of(v));
        Verdict::ALL.map(count).join("  ")
    }

    /// A line of warning, for standard error.
    pub fn warning(&self, text: &str) -> String {
        format!("{}\n", clean(&self.words.line.warning, &[("text", text)]))
    }

    pub fn todo(&self, text: &str) -> String {
        format!("{}\n", clean(&self.words.line.todo, &[("text", text)]))
    }

    pub fn same_person(&self, same: &SamePerson) -> String {
        let words = &self.words.person;
        let (template, name) = match same {
            SamePerson::InspectorIsOfficer { name } => (&words.inspector_is_officer, name),
            SamePerson::AuditorIsInspector { name } => (&words.auditor_is_inspector, name),
            SamePerson::AuditorIsOfficer { name } => (&words.auditor_is_officer, name),
            SamePerson::BothAuditors { name } => (&words.both_auditors, name),
        };
        self.warning(&clean(template, &[("name", name)]))
    }
}
