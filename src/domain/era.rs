//! Japanese eras, by the calendar of ICU: dates and fiscal years as people write them.
//!
//! No table of eras lives here; a new era comes with a new version of the library.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, cal::Japanese};

/// Name and number of an era year: `("令和", 8)`. Years before 明治 have no era here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraYear {
    pub era: Era,
    pub year: i32,
}

/// The modern eras that a society's papers can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

impl Era {
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// The code of the era in CLDR: `reiwa`.
    fn code(self) -> &'static str {
        match self {
            Self::Meiji => "meiji",
            Self::Taisho => "taisho",
            Self::Showa => "showa",
            Self::Heisei => "heisei",
            Self::Reiwa => "reiwa",
        }
    }

    /// The name as it is written before the year: `令和`.
    pub fn kanji(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The one-letter form used on printed dates: `R`.
    pub fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }
}

/// The era year in which `date` lies; `None` before 明治 and in an era that this program's
/// enumeration does not know yet.
pub fn era_year(date: NaiveDate) -> Option<EraYear> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    let found = Date::try_new_iso(date.year(), month, day).ok()?.to_calendar(Japanese::new());
    let year = found.era_year();
    let era = Era::ALL.into_iter().find(|era| era.code() == year.era.as_str())?;
    Some(EraYear { era, year: year.year })
}

/// The era year that names a fiscal year: the one in which its calendar year ends, so that the
/// year from 2019-04 to 2020-03 is 令和元年度 although its April was still 平成31年.
pub fn era_of_fiscal_year(year: i32) -> Option<EraYear> {
    era_year(NaiveDate::from_ymd_opt(year, 12, 31)?)
}

/// The fiscal year that an era year names; 平成31年度 is understood as 2019 too.
pub fn fiscal_year_of_era(named: EraYear) -> Option<i32> {
    if named.year < 1 {
        return None;
    }
    let first =
        (1868..=2200).find(|year| era_of_fiscal_year(*year).is_some_and(|e| e.era == named.era))?;
    let first_number = era_of_fiscal_year(first)?.year;
    let year = first.checked_add(named.year)?.checked_sub(first_number)?;
    let at_year_end = era_of_fiscal_year(year)?;
    let at_start = era_year(NaiveDate::from_ymd_opt(year, 4, 1)?)?;
    (at_year_end == named || at_start == named).then_some(year)
}

fn number(year: i32) -> String {
    if year == 1 { "元".to_owned() } else { year.to_string() }
}

/// `令和8年12月18日`; the ISO date where there is no era.
pub fn date_in_era(date: NaiveDate) -> String {
    era_year(date).map_or_else(
        || date.to_string(),
        |e| format!("{}{}年{}月{}日", e.era.kanji(), number(e.year), date.month(), date.day()),
    )
}

/// `令和8年度`; `2026年度` where there is no era.
pub fn fiscal_year_in_era(year: i32) -> String {
    era_of_fiscal_year(year).map_or_else(
        || format!("{year}年度"),
        |e| format!("{}{}年度", e.era.kanji(), number(e.year)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn dates_are_written_in_their_era() {
        assert_eq!(date_in_era(day(2026, 12, 18)), "令和8年12月18日");
        assert_eq!(date_in_era(day(2019, 4, 30)), "平成31年4月30日");
        assert_eq!(date_in_era(day(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(date_in_era(day(1989, 1, 7)), "昭和64年1月7日");
        assert_eq!(date_in_era(day(1700, 1, 1)), "1700-01-01");
    }

    #[test]
    fn the_fiscal_year_2019_is_the_first_of_reiwa() {
        assert_eq!(fiscal_year_in_era(2018), "平成30年度");
        assert_eq!(fiscal_year_in_era(2019), "令和元年度");
        assert_eq!(fiscal_year_in_era(2026), "令和8年度");
    }

    #[test]
    fn era_years_lead_back_to_the_fiscal_year() {
        for year in 1926..=2100 {
            let named = era_of_fiscal_year(year).unwrap();
            assert_eq!(fiscal_year_of_era(named), Some(year), "{named:?}");
        }
        assert_eq!(fiscal_year_of_era(EraYear { era: Era::Heisei, year: 31 }), Some(2019));
        assert_eq!(fiscal_year_of_era(EraYear { era: Era::Heisei, year: 32 }), None);
        assert_eq!(fiscal_year_of_era(EraYear { era: Era::Reiwa, year: 0 }), None);
    }
}
