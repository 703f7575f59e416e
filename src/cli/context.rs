//! What every command needs at hand: the use cases, and the words for what comes of them.

use super::reply::{Reply, clean};
use crate::app::tell::Teller;
use crate::app::{App, Failure};
use crate::domain::answer::Verdict;
use crate::domain::period::{Cycle, Period};
use crate::domain::society::SamePerson;
use crate::domain::tally::{Rate, Tally};
use crate::words::{
    CliWords, EvidenceMarks, FailureWords, FindingWords, IndicatorWords, KeyWords, Lang, Terms,
    VerifyWords, WrongWords,
};

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Speech {
    pub words: CliWords,
    pub terms: Terms,
    pub failure: FailureWords,
    pub finding: FindingWords,
    pub wrong: WrongWords,
    pub indicators: IndicatorWords,
    pub verify: VerifyWords,
    pub evidence: EvidenceMarks,
    pub keys: KeyWords,
}

/// The use cases and the words; words are reached through it as if they were its own.
#[derive(Debug, Clone)]
pub struct Context {
    pub app: App,
    pub lang: Lang,
    pub speech: Speech,
}

impl std::ops::Deref for Context {
    type Target = Speech;

    fn deref(&self) -> &Speech {
        &self.speech
    }
}

impl Speech {
    pub fn load(lang: Lang) -> Result<Self, Failure> {
        Ok(Self {
            words: CliWords::load(lang)?,
            terms: Terms::load(lang)?,
            failure: FailureWords::load(lang)?,
            finding: FindingWords::load(lang)?,
            wrong: WrongWords::load(lang)?,
            indicators: IndicatorWords::load(lang)?,
            verify: VerifyWords::load(lang)?,
            evidence: EvidenceMarks::load(lang)?,
            keys: KeyWords::load(lang)?,
        })
    }

    /// `cycle` is that of the society, where it is known.
    pub fn teller(&self, cycle: Option<Cycle>) -> Teller<'_> {
        Teller { words: &self.failure, terms: &self.terms, cycle }
    }

    pub fn told(&self, failure: &Failure, cycle: Option<Cycle>) -> Reply {
        Reply::refused(&self.teller(cycle).tell(failure), failure.exit(), &self.words)
    }
}

impl Context {
    pub fn teller(&self) -> Teller<'_> {
        self.speech.teller(self.cycle())
    }

    pub fn told(&self, failure: &Failure) -> Reply {
        self.speech.told(failure, self.cycle())
    }

    fn cycle(&self) -> Option<Cycle> {
        self.app.root.society().ok().map(|society| society.cycle)
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
