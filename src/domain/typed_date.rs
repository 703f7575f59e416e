//! Dates as people type them: ISO, with slashes or dots, and in Japanese eras.
//!
//! Days that need a clock to be understood (「来週」, a month without a year) are not read here.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::era::{self, Era, EraYear};

/// Why a text names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("is not written as a date")]
    Form,
    #[error("is no day of the calendar")]
    NoSuchDay,
}

/// Reads `2027-01-31`, `2027/1/31`, `2027.1.31`, `2027年1月31日`, `令和9年1月31日`, `R9.1.31`, in
/// full or half width. A year of the common era has four digits, so that `9.1.31` is refused and
/// not guessed; a day that its era does not have (令和元年4月30日) is refused too.
pub fn read(text: &str) -> Result<NaiveDate, DateError> {
    let plain: String =
        text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    if let Some((era, rest)) = era_of(&plain) {
        let (year, month, day) = parts(rest)?;
        let year = if year == "元" { 1 } else { number(year, 2)? };
        return in_era(EraYear { era, year }, number(month, 2)?, number(day, 2)?);
    }
    let (year, month, day) = parts(&plain)?;
    if year.len() != 4 {
        return Err(DateError::Form);
    }
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    NaiveDate::from_ymd_opt(number(year, 4)?, month, day).ok_or(DateError::NoSuchDay)
}

fn era_of(text: &str) -> Option<(Era, &str)> {
    Era::ALL.into_iter().find_map(|era| {
        let rest = text.strip_prefix(era.kanji()).or_else(|| text.strip_prefix(era.letter()))?;
        Some((era, rest))
    })
}

/// The three parts of `9年1月31日` or `9-1-31`, with one kind of separator throughout.
fn parts(text: &str) -> Result<(&str, &str, &str), DateError> {
    if let Some(text) = text.strip_suffix('日') {
        let (year, rest) = text.split_once('年').ok_or(DateError::Form)?;
        let (month, day) = rest.split_once('月').ok_or(DateError::Form)?;
        return Ok((year, month, day));
    }
    let separator = ['-', '/', '.'].into_iter().find(|c| text.contains(*c));
    let pieces: Vec<&str> = text.split(separator.ok_or(DateError::Form)?).collect();
    match pieces[..] {
        [year, month, day] => Ok((year, month, day)),
        _ => Err(DateError::Form),
    }
}

fn number<T: std::str::FromStr>(digits: &str, most: usize) -> Result<T, DateError> {
    let plain = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return Err(DateError::Form);
    }
    digits.parse().map_err(|_| DateError::Form)
}

fn in_era(named: EraYear, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    // No table of first years is kept: the calendar is asked about each year in question.
    (1868..=2200)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| era::era_year(*date) == Some(named))
        .ok_or(DateError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_day_names_the_same_day() {
        for text in [
            "2027-01-31",
            "2027-1-31",
            "2027/1/31",
            "2027.1.31",
            "2027年1月31日",
            "令和9年1月31日",
            " 令和 9年 1月 31日 ",
            "R9.1.31",
            "r9/01/31",
            "Ｒ９．１．３１",
            "２０２７／１／３１",
        ] {
            assert_eq!(read(text), Ok(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap()), "{text}");
        }
    }

    #[test]
    fn an_era_has_the_days_it_has() {
        let day = |y, m, d| Ok(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        assert_eq!(read("令和元年5月1日"), day(2019, 5, 1));
        assert_eq!(read("平成31年4月30日"), day(2019, 4, 30));
        assert_eq!(read("S64.1.7"), day(1989, 1, 7));
        assert_eq!(read("令和元年4月30日"), Err(DateError::NoSuchDay));
        assert_eq!(read("平成31年5月1日"), Err(DateError::NoSuchDay));
        assert_eq!(read("令和0年5月1日"), Err(DateError::NoSuchDay));
    }

    #[test]
    fn what_is_no_date_is_refused_and_not_guessed() {
        for text in [
            "",
            "9.1.31",
            "27/1/31",
            "2027-1",
            "2027-1-31-1",
            "2027年1月",
            "R9",
            "1月31日",
            "2027.1/3",
        ] {
            assert_eq!(read(text), Err(DateError::Form), "{text}");
        }
        assert_eq!(read("2027-02-29"), Err(DateError::NoSuchDay));
        assert_eq!(read("R9.13.1"), Err(DateError::NoSuchDay));
    }
}
