//! Numbers that carry a check digit: 個人番号 and 保険者番号.

use std::ops::Range;

use chrono::NaiveDate;

use super::Kind;
use super::scan::{
    BETWEEN, Found, counts, digits, ends, is_digit, is_named, run_end, runs, skip, stands_alone,
    starts,
};

const MY_NUMBER: [&str; 3] = ["個人番号", "マイナンバ-", "個人番号カ-ド"];
/// 法別番号 of the insurers of employees and of the old (保険者番号等設定要領).
const LAWS: [u32; 17] = [1, 2, 3, 4, 6, 7, 31, 32, 33, 34, 39, 63, 67, 72, 73, 74, 75];
const PREFECTURES: std::ops::RangeInclusive<u32> = 1..=47;

/// Twelve digits in one piece, in fours, in threes or one by one, of which the last is the check
/// digit of the others. What reads as a date with a time is none, unless it is called so.
pub(super) fn my_numbers(chars: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    for run in runs(chars) {
        let Some(range) = twelve(chars, &run) else { continue };
        let number = digits(chars, &range);
        let named = is_named(chars, range.start, &MY_NUMBER);
        if has_check_digit(&number) && (named || !is_date_time(&number)) {
            found.push(Found::new(Kind::MyNumber, range));
        }
    }
    found
}

/// The twelve digits that begin with this run.
fn twelve(chars: &[char], run: &Range<usize>) -> Option<Range<usize>> {
    if run.len() == 12 {
        return stands_alone(chars, run).then(|| run.clone());
    }
    let separator = *chars.get(run.end)?;
    let size = run.len();
    let fits = match separator {
        '-' => matches!(size, 3 | 4),
        ' ' => matches!(size, 1 | 3 | 4),
        _ => false,
    };
    if !fits {
        return None;
    }
    let mut end = run.end;
    for _ in 1..12 / size {
        let next = end + 1;
        if chars.get(end) != Some(&separator) || !is_digit(chars.get(next)) {
            return None;
        }
        end = run_end(chars, next);
        if end - next != size {
            return None;
        }
    }
    let range = run.start..end;
    let before = run.start.checked_sub(2).is_some_and(|at| {
        chars[at + 1] == separator && runs_back(chars, at) == size && is_digit(chars.get(at))
    });
    let after = chars.get(end) == Some(&separator)
        && is_digit(chars.get(end + 1))
        && run_end(chars, end + 1) - end - 1 == size;
    (!before && !after && stands_alone(chars, &range)).then_some(range)
}

/// How many digits end with the one at `at`.
fn runs_back(chars: &[char], at: usize) -> usize {
    chars[..=at].iter().rev().take_while(|c| c.is_ascii_digit()).count()
}

/// 検査用数字 by 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び
/// 個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に関する省令 第5条.
fn has_check_digit(number: &[u32]) -> bool {
    let [first @ .., check] = number else { return false };
    let weighted = first.iter().rev().zip((2..=7).chain(2..=6));
    let rest = weighted.map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    *check == if rest <= 1 { 0 } else { 11 - rest }
}

/// `YYYYMMDDhhmm` of the years in which people write such things.
fn is_date_time(number: &[u32]) -> bool {
    let value = |range: Range<usize>| number[range].iter().fold(0, |sum, digit| sum * 10 + digit);
    let year = value(0..4).cast_signed();
    (1900..2100).contains(&year)
        && NaiveDate::from_ymd_opt(year, value(4..6), value(6..8)).is_some()
        && value(8..10) < 24
        && value(10..12) < 60
}

/// Eight digits that are the number of an insurer; six of a municipality's where it is named.
pub(super) fn insurer_numbers(chars: &[char]) -> Vec<Found> {
    let eight = runs(chars).filter(|run| {
        let number = digits(chars, run);
        run.len() == 8
            && LAWS.contains(&(number[0] * 10 + number[1]))
            && is_insurers(&number[2..], &number)
            && stands_alone(chars, run)
            && !counts(chars, run.end)
    });
    let mut found: Vec<Range<usize>> = eight.collect();
    for at in 0..chars.len() {
        // 被保険者番号 is another number.
        if !starts(chars, at, "保険者番号") || ends(chars, at, "被") {
            continue;
        }
        let start = skip(chars, at + 5, BETWEEN, 4);
        if start < chars.len() && is_digit(chars.get(start)) {
            let run = start..run_end(chars, start);
            let number = digits(chars, &run);
            if run.len() == 6 && is_insurers(&number, &number) && stands_alone(chars, &run) {
                found.push(run);
            }
        }
    }
    found.into_iter().map(|range| Found::new(Kind::InsurerNumber, range)).collect()
}

/// Whether a number begins with a prefecture at `place` and ends with its check digit (modulus
/// 10, weights 2 and 1 from the right).
fn is_insurers(place: &[u32], number: &[u32]) -> bool {
    let [first @ .., check] = number else { return false };
    let weighted = first.iter().rev().zip([2, 1].into_iter().cycle());
    let sum: u32 = weighted.map(|(digit, weight)| digit * weight).map(|n| n / 10 + n % 10).sum();
    PREFECTURES.contains(&(place[0] * 10 + place[1])) && *check == (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Vec<u32> {
        text.chars().filter_map(|c| c.to_digit(10)).collect()
    }

    #[test]
    fn check_digits_are_those_of_the_rules() {
        for (good, bad) in [("123456789018", "123456789012"), ("000000000000", "000000000001")] {
            assert!(has_check_digit(&number(good)), "{good}");
            assert!(!has_check_digit(&number(bad)), "{bad}");
        }
        // The example of 協会けんぽ and one of a municipality.
        for good in ["01130012", "138057"] {
            let number = number(good);
            let place = if number.len() == 8 { &number[2..] } else { &number[..] };
            assert!(is_insurers(place, &number), "{good}");
        }
    }

    #[test]
    fn a_date_time_is_one_that_the_calendar_and_the_clock_have() {
        for (text, expected) in [
            ("202612181030", true),
            ("202402292359", true),
            ("202302291030", false),
            ("202612182400", false),
            ("202612181060", false),
            ("189912311030", false),
            ("210001011030", false),
        ] {
            assert_eq!(is_date_time(&number(text)), expected, "{text}");
        }
    }
}
