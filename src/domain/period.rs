//! Fiscal periods: quarters, halves and years that start on 1 April.
//!
//! Words such as `current` or `last` are not read here: they need a clock and the ledger.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::era::{self, Era, EraYear};

/// How often a society inspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cycle {
    #[default]
    Quarterly,
    HalfYearly,
    Annual,
}

impl Cycle {
    pub const ALL: [Self; 3] = [Self::Quarterly, Self::HalfYearly, Self::Annual];

    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half-yearly",
            Self::Annual => "annual",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| cycle.name() == name)
    }

    /// Periods in a fiscal year.
    pub fn periods_a_year(self) -> u8 {
        match self {
            Self::Quarterly => 4,
            Self::HalfYearly => 2,
            Self::Annual => 1,
        }
    }
}

/// One inspected span: `FY2026-Q3` is 2026-10-01…2026-12-31. Ordered by end, then by start.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    fiscal_year: i32,
    cycle: Cycle,
    /// 1-based within the fiscal year.
    number: u8,
}

impl std::hash::Hash for Cycle {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.periods_a_year().hash(state);
    }
}

/// Why a text names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    #[error("is not the name of a period")]
    Form,
    #[error("names quarter or half {number}, which does not exist")]
    Number { number: u32 },
    #[error("lies outside the years 1990 to 2199")]
    Year,
}

impl Period {
    /// The `number`-th period (from 1) of a fiscal year between 1990 and 2199.
    pub fn new(fiscal_year: i32, cycle: Cycle, number: u8) -> Result<Self, PeriodError> {
        if !(1990..=2199).contains(&fiscal_year) {
            return Err(PeriodError::Year);
        }
        if number == 0 || number > cycle.periods_a_year() {
            return Err(PeriodError::Number { number: number.into() });
        }
        Ok(Self { fiscal_year, cycle, number })
    }

    /// The period of `cycle` in which `date` lies.
    pub fn containing(date: NaiveDate, cycle: Cycle) -> Result<Self, PeriodError> {
        let months_from_april = (date.month() + 8) % 12;
        let fiscal_year = if date.month() < 4 { date.year() - 1 } else { date.year() };
        let months_each = 12 / u32::from(cycle.periods_a_year());
        let number =
            u8::try_from(months_from_april / months_each + 1).map_err(|_| PeriodError::Form)?;
        Self::new(fiscal_year, cycle, number)
    }

    pub fn fiscal_year(self) -> i32 {
        self.fiscal_year
    }

    pub fn cycle(self) -> Cycle {
        self.cycle
    }

    /// 1-based within the fiscal year.
    pub fn number(self) -> u8 {
        self.number
    }

    pub fn start(self) -> NaiveDate {
        first_of_month(self.fiscal_year, u32::from(self.number - 1) * self.months())
    }

    pub fn end(self) -> NaiveDate {
        let next = first_of_month(self.fiscal_year, u32::from(self.number) * self.months());
        next.pred_opt().unwrap_or(next)
    }

    fn months(self) -> u32 {
        12 / u32::from(self.cycle.periods_a_year())
    }

    pub fn contains(self, date: NaiveDate) -> bool {
        (self.start()..=self.end()).contains(&date)
    }

    /// The day by which the inspection is to be sealed: `days` after the end of the period.
    pub fn deadline(self, days: u16) -> NaiveDate {
        self.end().checked_add_days(Days::new(days.into())).unwrap_or(self.end())
    }

    /// The fiscal quarters (1–4) that this period covers.
    pub fn quarters(self) -> std::ops::RangeInclusive<u8> {
        let each = 4 / self.cycle.periods_a_year();
        let first = (self.number - 1) * each + 1;
        first..=first + each - 1
    }

    pub fn previous(self) -> Result<Self, PeriodError> {
        if self.number > 1 {
            Self::new(self.fiscal_year, self.cycle, self.number - 1)
        } else {
            Self::new(self.fiscal_year - 1, self.cycle, self.cycle.periods_a_year())
        }
    }

    pub fn next(self) -> Result<Self, PeriodError> {
        if self.number < self.cycle.periods_a_year() {
            Self::new(self.fiscal_year, self.cycle, self.number + 1)
        } else {
            Self::new(self.fiscal_year + 1, self.cycle, 1)
        }
    }

    /// 前年同期: the same span one fiscal year earlier.
    pub fn same_of_last_year(self) -> Result<Self, PeriodError> {
        Self::new(self.fiscal_year - 1, self.cycle, self.number)
    }

    /// As people write it: `令和8年度第3四半期`, `令和8年度上半期`, `令和8年度`.
    pub fn in_era(self) -> String {
        let year = era::fiscal_year_in_era(self.fiscal_year);
        match (self.cycle, self.number) {
            (Cycle::Quarterly, n) => format!("{year}第{n}四半期"),
            (Cycle::HalfYearly, 1) => format!("{year}上半期"),
            (Cycle::HalfYearly, _) => format!("{year}下半期"),
            (Cycle::Annual, _) => year,
        }
    }

    /// The same, short enough for a column: `R8-3Q`, `R8上`, `R8年度`.
    pub fn in_era_short(self) -> String {
        let year = era::era_of_fiscal_year(self.fiscal_year).map_or_else(
            || self.fiscal_year.to_string(),
            |e| format!("{}{}", e.era.letter(), e.year),
        );
        match (self.cycle, self.number) {
            (Cycle::Quarterly, n) => format!("{year}-{n}Q"),
            (Cycle::HalfYearly, 1) => format!("{year}上"),
            (Cycle::HalfYearly, _) => format!("{year}下"),
            (Cycle::Annual, _) => format!("{year}年度"),
        }
    }
}

fn first_of_month(fiscal_year: i32, months_from_april: u32) -> NaiveDate {
    let month = 3 + months_from_april;
    let (year, month) =
        if month < 12 { (fiscal_year, month + 1) } else { (fiscal_year + 1, month - 11) };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.end(), self.start()).cmp(&(other.end(), other.start()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The form in data and file names: `FY2026-Q3`, `FY2026-H1`, `FY2026`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.cycle {
            Cycle::Quarterly => format!("FY{}-Q{}", self.fiscal_year, self.number),
            Cycle::HalfYearly => format!("FY{}-H{}", self.fiscal_year, self.number),
            Cycle::Annual => format!("FY{}", self.fiscal_year),
        };
        f.pad(&text)
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Reads every form that people type: `FY2026-Q3`, `2026Q3`, `2026-H1`, `FY2026`,
/// `令和8年度第3四半期`, `令和8年度上半期`, `R8Q3`, in full or half width and any case.
impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        // Files hold the short form, thousands of times; only people type the others.
        let plain = if text.is_ascii() {
            text.split_ascii_whitespace().collect::<String>().to_ascii_uppercase()
        } else {
            text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
        };
        let (year, rest) = read_year(&plain)?;
        let rest = rest.trim_start_matches(['-', '_', '/']);
        let (cycle, digits) = match rest.chars().next() {
            None => return Self::new(year, Cycle::Annual, 1),
            Some('Q') => (Cycle::Quarterly, &rest[1..]),
            Some('H') => (Cycle::HalfYearly, &rest[1..]),
            Some('第') => (
                Cycle::Quarterly,
                rest.trim_start_matches('第').strip_suffix("四半期").ok_or(PeriodError::Form)?,
            ),
            Some('上' | '下') => {
                let number = if rest.starts_with('上') { "1" } else { "2" };
                let tail = &rest['上'.len_utf8()..];
                let half = matches!(tail, "半期" | "期" | "");
                return if half {
                    number_of(year, Cycle::HalfYearly, number)
                } else {
                    Err(PeriodError::Form)
                };
            }
            Some(_) => match rest.strip_suffix('Q') {
                Some(digits) => (Cycle::Quarterly, digits),
                None => return Err(PeriodError::Form),
            },
        };
        number_of(year, cycle, digits)
    }
}

fn number_of(year: i32, cycle: Cycle, digits: &str) -> Result<Period, PeriodError> {
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(PeriodError::Form);
    }
    let number: u8 = digits.parse().map_err(|_| PeriodError::Form)?;
    Period::new(year, cycle, number)
}

/// Takes the fiscal year off the front of a normalised text.
fn read_year(text: &str) -> Result<(i32, &str), PeriodError> {
    for era in Era::ALL {
        let Some(rest) = text.strip_prefix(era.kanji()).or_else(|| text.strip_prefix(era.letter()))
        else {
            continue;
        };
        let (number, rest) = match rest.strip_prefix('元') {
            Some(rest) => (1, rest),
            None => leading_number(rest)?,
        };
        let rest = rest.strip_prefix("年度").unwrap_or(rest);
        let named = EraYear { era, year: number };
        let year = era::fiscal_year_of_era(named).ok_or(PeriodError::Year)?;
        return Ok((year, rest));
    }
    let text = text.strip_prefix("FY").unwrap_or(text);
    let (year, rest) = leading_number(text)?;
    Ok((year, rest.strip_prefix("年度").unwrap_or(rest)))
}

fn leading_number(text: &str) -> Result<(i32, &str), PeriodError> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > 4 {
        return Err(PeriodError::Form);
    }
    let (digits, rest) = text.split_at(end);
    Ok((digits.parse().map_err(|_| PeriodError::Form)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn p(text: &str) -> Period {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn a_quarter_has_its_first_and_last_day() {
        assert_eq!(
            (p("FY2026-Q3").start(), p("FY2026-Q3").end()),
            (day(2026, 10, 1), day(2026, 12, 31))
        );
        assert_eq!(
            (p("FY2026-Q4").start(), p("FY2026-Q4").end()),
            (day(2027, 1, 1), day(2027, 3, 31))
        );
        assert_eq!(
            (p("FY2023-H2").start(), p("FY2023-H2").end()),
            (day(2023, 10, 1), day(2024, 3, 31))
        );
        assert_eq!((p("FY2026").start(), p("FY2026").end()), (day(2026, 4, 1), day(2027, 3, 31)));
    }

    #[test]
    fn january_to_march_belong_to_the_year_before() {
        assert_eq!(Period::containing(day(2027, 2, 14), Cycle::Quarterly).unwrap(), p("FY2026-Q4"));
        assert_eq!(Period::containing(day(2027, 4, 1), Cycle::Quarterly).unwrap(), p("FY2027-Q1"));
        assert_eq!(p("FY2026-Q4").in_era(), "令和8年度第4四半期");
    }

    #[test]
    fn every_day_of_ten_years_lies_in_exactly_the_period_that_contains_it() {
        for cycle in Cycle::ALL {
            let mut date = day(2018, 4, 1);
            let mut last = Period::containing(date, cycle).unwrap();
            while date < day(2028, 4, 1) {
                let found = Period::containing(date, cycle).unwrap();
                assert!(found.contains(date), "{date} {found}");
                assert!(found == last || found == last.next().unwrap(), "{date}");
                assert_eq!(found.to_string().parse::<Period>().unwrap(), found);
                assert_eq!(found.in_era().parse::<Period>().unwrap(), found);
                last = found;
                date = date.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn every_form_that_people_type_is_read() {
        for text in [
            "FY2026-Q3",
            "fy2026-q3",
            "2026Q3",
            "2026-Q3",
            "2026-3Q",
            "令和8年度第3四半期",
            "R8Q3",
            "r8-q3",
            "令和８年度第３四半期",
            "Ｒ８Ｑ３",
            " FY2026 - Q3 ",
            "令和8年度 第3四半期",
            "R8-3Q",
        ] {
            assert_eq!(p(text), p("FY2026-Q3"), "{text}");
        }
        assert_eq!(p("令和8年度上半期"), p("FY2026-H1"));
        assert_eq!(p("R8下"), p("FY2026-H2"));
        assert_eq!(p("令和8年度"), p("FY2026"));
        assert_eq!(p("R8"), p("FY2026"));
        assert_eq!(p("令和元年度第1四半期"), p("FY2019-Q1"));
        assert_eq!(p("平成31年度第1四半期"), p("FY2019-Q1"));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "Q3",
            "FY",
            "FY2026-Q0",
            "FY2026-Q5",
            "FY2026-H3",
            "FY2026-Q",
            "FY2026-Q33",
            "FY20261-Q1",
            "平成32年度",
            "令和0年度",
            "R8Q3x",
            "../FY2026-Q3",
            "FY0001-Q1",
            "FY2026-Q3-Q4",
            "令和8年第3四半期第",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn neighbours_and_last_year_are_found_over_the_year_end() {
        assert_eq!(p("FY2026-Q1").previous().unwrap(), p("FY2025-Q4"));
        assert_eq!(p("FY2026-H2").next().unwrap(), p("FY2027-H1"));
        assert_eq!(p("FY2026-Q3").same_of_last_year().unwrap(), p("FY2025-Q3"));
    }

    #[test]
    fn the_deadline_is_the_last_day_plus_the_days_granted() {
        assert_eq!(p("FY2026-Q3").deadline(0), day(2026, 12, 31));
        assert_eq!(p("FY2026-Q3").deadline(20), day(2027, 1, 20));
    }

    #[test]
    fn periods_order_by_time() {
        let mut all = [p("FY2026-Q4"), p("FY2026"), p("FY2026-H1"), p("FY2026-Q1"), p("FY2025-Q4")];
        all.sort();
        assert_eq!(
            all.map(|x| x.to_string()),
            ["FY2025-Q4", "FY2026-Q1", "FY2026-H1", "FY2026", "FY2026-Q4"]
        );
    }

    #[test]
    fn a_half_covers_two_quarters_and_a_year_four() {
        assert_eq!(p("FY2026-H2").quarters(), 3..=4);
        assert_eq!(p("FY2026").quarters(), 1..=4);
        assert_eq!(p("FY2026-Q2").quarters(), 2..=2);
    }
}
