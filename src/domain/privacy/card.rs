//! 被保険者等の記号・番号: short numbers without a check digit, told by the words before them.

use std::ops::Range;

use super::Kind;
use super::scan::{BETWEEN, Found, counts, ends, is_digit, run_end, skip, starts};

/// What stands between 記号 and 番号 when both are named before the value.
const JOINTS: [&str; 9] = ["", "・", "/", "、", "-", "及び", "と", " ", "並びに"];
/// 記号 of documents and drawings.
const OF_PAPERS: [&str; 12] = [
    "文書",
    "文書の",
    "図面",
    "図面の",
    "様式",
    "様式の",
    "契約",
    "契約の",
    "発信",
    "公文書の",
    "地図",
    "回路",
];
/// Names of the number alone.
const NAMES: [&str; 11] = [
    "被保険者番号",
    "被保険者証番号",
    "被保険者証の番号",
    "被保険者等番号",
    "保険証番号",
    "保険証の番号",
    "保険証No",
    "保険証No.",
    "資格確認書番号",
    "資格確認書の番号",
    "資格情報のお知らせの番号",
];
/// Digits of a number: at most ten, and one for those who write them together.
const LONGEST: usize = 11;

pub(super) fn insured_numbers(chars: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..chars.len() {
        if starts(chars, at, "記号") && !OF_PAPERS.iter().any(|word| ends(chars, at, word)) {
            found.extend(together(chars, at + 2).or_else(|| apart(chars, at + 2)));
        }
        let name = NAMES.iter().filter(|name| starts(chars, at, name));
        let longest = name.map(|name| name.chars().count()).max();
        found.extend(longest.and_then(|length| number(chars, at + length)).map(whole));
    }
    found
}

fn whole(range: Range<usize>) -> Found {
    Found::new(Kind::InsuredNumber, range)
}

/// `記号・番号: 12-345`, from behind 記号.
fn together(chars: &[char], at: usize) -> Option<Found> {
    let after = |joint: &&&str| {
        let end = at + joint.chars().count();
        starts(chars, at, joint) && starts(chars, end, "番号")
    };
    let joint = JOINTS.iter().find(after)?;
    number(chars, at + joint.chars().count() + 2).map(whole)
}

/// `記号 12 番号 345`, from behind 記号.
fn apart(chars: &[char], at: usize) -> Option<Found> {
    let start = skip(chars, at, BETWEEN, 4);
    let end = start + symbol(chars.get(start..)?);
    if end == start {
        return None;
    }
    let next = skip(chars, end, " \n,、・/-)]」』】", 4);
    if !starts(chars, next, "番号") {
        return None;
    }
    let number = number(chars, next + 2)?;
    Some(Found { gap: end..number.start, ..whole(start..number.end) })
}

/// How long the 記号 is at the head of `rest`: digits and letters, or a few kanji or kana.
fn symbol(rest: &[char]) -> usize {
    let plain = rest.iter().take(8).take_while(|c| c.is_ascii_alphanumeric()).count();
    if plain > 0 {
        return plain;
    }
    let written = |c: &&char| matches!(**c, 'ァ'..='ヺ' | '一'..='鿿') && !"番記".contains(**c);
    match rest.iter().take(4).take_while(written).count() {
        0 => usize::from(rest.first().is_some_and(|c| matches!(c, 'あ'..='ん'))),
        kanji => kanji,
    }
}

/// The number behind its name; none where something is counted.
fn number(chars: &[char], at: usize) -> Option<Range<usize>> {
    let start = skip(chars, at, BETWEEN, 4);
    let start = if starts(chars, start, "第") { start + 1 } else { start };
    if !is_digit(chars.get(start)) {
        return None;
    }
    let mut end = run_end(chars, start);
    let mut more = 0;
    // 記号 and 番号 in one, and a 枝番 behind.
    while more < 2
        && chars.get(end).is_some_and(|c| "-・/ ".contains(*c))
        && is_digit(chars.get(end + 1))
        && run_end(chars, end + 1) - end <= LONGEST
    {
        if counts(chars, run_end(chars, end + 1)) {
            break;
        }
        end = run_end(chars, end + 1);
        more += 1;
    }
    let lone = run_end(chars, start) - start <= LONGEST;
    let word = chars.get(end).is_some_and(char::is_ascii_alphabetic);
    (lone && !word && !counts(chars, end)).then_some(start..end)
}
