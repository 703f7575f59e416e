//! The terms of the field: verdicts, grades, frequencies, roles, units of time.

use serde::Deserialize;

use super::{Lang, PrivacyWords, WordsError, fill, read};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::{Frequency, Method};
use crate::domain::finding::Turn;
use crate::domain::findings::State;
use crate::domain::period::{Cycle, Period};
use crate::domain::society::Seat;

const JA: &str = include_str!("ja/terms.toml");
const EN: &str = include_str!("en/terms.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    verdict: VerdictWords,
    grade: GradeWords,
    method: MethodWords,
    frequency: FrequencyWords,
    cycle: CycleWords,
    seat: SeatWords,
    state: StateWords,
    turn: TurnWords,
    period: PeriodWords,
    pub role: RoleWords,
    pub unit: UnitWords,
    /// In a file of its own.
    #[serde(skip)]
    pub privacy: PrivacyWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictWords {
    ok: String,
    ng: String,
    na: String,
    unverified: String,
    open: String,
    not_due: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeWords {
    major: String,
    minor: String,
    watch: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodWords {
    read: String,
    r#match: String,
    visit: String,
    ask: String,
    sample: String,
    repeat: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrequencyWords {
    quarterly: String,
    annual: String,
    rotating: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CycleWords {
    quarterly: String,
    half_yearly: String,
    annual: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeatWords {
    appointed: String,
    elected: String,
}

/// How a finding stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateWords {
    new: String,
    open: String,
    overdue: String,
    closed: String,
}

/// What a review does to a finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnWords {
    progress: String,
    close: String,
    none: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodWords {
    quarter: String,
    first_half: String,
    second_half: String,
    year: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleWords {
    pub inspector: String,
    pub officer: String,
    pub auditor: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    /// `{n}` items.
    pub items: String,
    /// `{n}` days.
    pub days: String,
}

impl Terms {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let terms: Self = match lang {
            Lang::Ja => read("ja/terms.toml", JA)?,
            Lang::En => read("en/terms.toml", EN)?,
        };
        Ok(Self { privacy: PrivacyWords::load(lang)?, ..terms })
    }

    /// `None` is 未点検.
    pub fn verdict(&self, verdict: Option<Verdict>) -> &str {
        match verdict {
            Some(Verdict::Ok) => &self.verdict.ok,
            Some(Verdict::Ng) => &self.verdict.ng,
            Some(Verdict::Na) => &self.verdict.na,
            Some(Verdict::Unverified) => &self.verdict.unverified,
            None => &self.verdict.open,
        }
    }

    /// 対象外.
    pub fn not_due(&self) -> &str {
        &self.verdict.not_due
    }

    pub fn grade(&self, grade: Grade) -> &str {
        match grade {
            Grade::Major => &self.grade.major,
            Grade::Minor => &self.grade.minor,
            Grade::Watch => &self.grade.watch,
        }
    }

    pub fn method(&self, method: Method) -> &str {
        match method {
            Method::Read => &self.method.read,
            Method::Match => &self.method.r#match,
            Method::Visit => &self.method.visit,
            Method::Ask => &self.method.ask,
            Method::Sample => &self.method.sample,
            Method::Repeat => &self.method.repeat,
        }
    }

    /// With the quarter where there is one.
    pub fn frequency(&self, frequency: Frequency) -> String {
        let template = match frequency {
            Frequency::Quarterly => &self.frequency.quarterly,
            Frequency::Annual { .. } => &self.frequency.annual,
            Frequency::Rotating { .. } => &self.frequency.rotating,
        };
        let quarter = frequency.quarter().map(|q| q.to_string()).unwrap_or_default();
        fill(template, &[("n", &quarter)])
    }

    pub fn cycle(&self, cycle: Cycle) -> &str {
        match cycle {
            Cycle::Quarterly => &self.cycle.quarterly,
            Cycle::HalfYearly => &self.cycle.half_yearly,
            Cycle::Annual => &self.cycle.annual,
        }
    }

    pub fn seat(&self, seat: Seat) -> &str {
        match seat {
            Seat::Appointed => &self.seat.appointed,
            Seat::Elected => &self.seat.elected,
        }
    }

    pub fn state(&self, state: State) -> &str {
        match state {
            State::New => &self.state.new,
            State::Open => &self.state.open,
            State::Overdue => &self.state.overdue,
            State::Closed => &self.state.closed,
        }
    }

    /// `None`: the finding is not reviewed yet.
    pub fn turn(&self, turn: Option<Turn>) -> &str {
        match turn {
            Some(Turn::Progress) => &self.turn.progress,
            Some(Turn::Close) => &self.turn.close,
            None => &self.turn.none,
        }
    }

    /// The period as this language writes it: `令和8年度第3四半期`, `FY2026 Q3 (R8)`.
    pub fn period(&self, period: Period) -> String {
        let template = match (period.cycle(), period.number()) {
            (Cycle::Quarterly, _) => &self.period.quarter,
            (Cycle::HalfYearly, 1) => &self.period.first_half,
            (Cycle::HalfYearly, _) => &self.period.second_half,
            (Cycle::Annual, _) => &self.period.year,
        };
        let era = crate::domain::era::fiscal_year_in_era(period.fiscal_year());
        let values = [
            ("era", era.as_str()),
            ("year", &period.fiscal_year().to_string()),
            ("n", &period.number().to_string()),
        ];
        fill(template, &values)
    }

    pub fn items(&self, n: usize) -> String {
        fill(&self.unit.items, &[("n", &n.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_in_both_languages() {
        let (ja, en) = (Terms::load(Lang::Ja).unwrap(), Terms::load(Lang::En).unwrap());
        for (id, ja_text, en_text) in [
            ("FY2026-Q3", "令和8年度第3四半期", "FY2026 Q3"),
            ("FY2019-H1", "令和元年度上半期", "FY2019 H1"),
            ("FY2026", "令和8年度", "FY2026"),
        ] {
            let period: Period = id.parse().unwrap();
            assert_eq!(
                (ja.period(period).as_str(), en.period(period).as_str()),
                (ja_text, en_text)
            );
            assert_eq!(ja.period(period), period.in_era());
        }
    }

    #[test]
    fn the_japanese_terms_are_the_words_that_files_accept() {
        let ja = Terms::load(Lang::Ja).unwrap();
        for v in Verdict::ALL {
            assert_eq!(ja.verdict(Some(v)), v.kanji());
        }
        for g in Grade::ALL {
            assert_eq!(ja.grade(g), g.kanji());
        }
        for m in Method::ALL {
            assert_eq!(ja.method(m), m.name());
        }
        for s in Seat::ALL {
            assert_eq!(ja.seat(s), s.kanji());
        }
    }
}
