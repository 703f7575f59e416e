//! A text as the searches read it: one width, one hyphen, nothing invisible; and what may stand
//! around a number.

use std::ops::Range;

use super::Kind;
use crate::text::is_shown;

/// A place in the folded characters that one search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// What within it is no part of the value.
    pub(super) gap: Range<usize>,
}

impl Found {
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Self {
        let gap = range.end..range.end;
        Self { kind, range, gap }
    }

    /// The value without what sets its parts apart.
    pub(super) fn value(&self, chars: &[char]) -> String {
        let parts = chars[self.range.start..self.gap.start]
            .iter()
            .chain(&chars[self.gap.end..self.range.end]);
        let dots = self.kind == Kind::Mail;
        parts.filter(|c| !separates(**c) && (dots || **c != '.')).collect()
    }
}

/// The characters of `text` in one width, hyphens and blanks of every kind as `-` and ` `.
pub(super) fn folded(text: &str) -> Vec<char> {
    let seen = text.chars().filter(|c| c.is_whitespace() || is_shown(None, *c));
    seen.map(plain).collect()
}

fn plain(c: char) -> char {
    match c {
        '\n' | '\r' => '\n',
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{30fc}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff70}' => '-',
        '\u{30fb}' | '\u{ff65}' | '\u{b7}' => '・',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        // Digits of mathematics, ten to a style.
        '\u{1d7ce}'..='\u{1d7ff}' => {
            char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10).unwrap_or(c)
        }
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether `c` only sets parts of a number apart.
fn separates(c: char) -> bool {
    matches!(c, '-' | ' ' | '\n' | '(' | ')' | '・' | ':' | '/')
}

pub(super) fn is_digit(c: Option<&char>) -> bool {
    c.is_some_and(char::is_ascii_digit)
}

fn is_letter(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_')
}

/// Where the digits end that begin at `from`.
pub(super) fn run_end(chars: &[char], from: usize) -> usize {
    from + chars[from..].iter().take_while(|c| c.is_ascii_digit()).count()
}

/// Every run of digits.
pub(super) fn runs(chars: &[char]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + chars[at..].iter().position(char::is_ascii_digit)?;
        at = run_end(chars, start);
        Some(start..at)
    })
}

pub(super) fn digits(chars: &[char], range: &Range<usize>) -> Vec<u32> {
    chars[range.clone()].iter().filter_map(|c| c.to_digit(10)).collect()
}

/// Whether the number is no part of something longer: a word, a decimal, a version, a document
/// number with hyphens.
pub(super) fn stands_alone(chars: &[char], range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).and_then(|at| chars.get(at));
    let earlier = range.start.checked_sub(2).and_then(|at| chars.get(at));
    let (after, later) = (chars.get(range.end), chars.get(range.end + 1));
    let begins = match before {
        Some('-') => !is_letter(earlier),
        Some('.') => !is_digit(earlier),
        Some('/') => !earlier.is_some_and(char::is_ascii_alphabetic),
        before => !is_letter(before),
    };
    let ends = match after {
        Some('-') => !is_letter(later),
        Some('.') => !is_digit(later),
        after => !is_letter(after),
    };
    begins && ends
}

/// Words behind a number of things.
const COUNTERS: [&str; 42] = [
    "件", "名", "人", "円", "千円", "万", "億", "項", "条", "桁", "回", "年", "月", "日", "時",
    "分", "歳", "つ", "種", "枚", "個", "冊", "行", "列", "欄", "頁", "ペ-ジ", "か月", "か所",
    "か年", "か国", "ヶ月", "ヶ所", "カ月", "カ所", "箇月", "箇所", "台", "本", "部", "社", "%",
];
/// Words that begin like one of them.
const NO_COUNTERS: [&str; 24] = [
    "本人", "本籍", "本年", "名前", "名義", "名称", "名簿", "台帳", "個人", "年齢", "件名", "回答",
    "項目", "時点", "分類", "種別", "日付", "月額", "人事", "行政", "条件", "つい", "部署", "社員",
];

/// Whether the number that ends at `end` counts something.
pub(super) fn counts(chars: &[char], end: usize) -> bool {
    let at = skip(chars, end, " ", 2);
    let here = |word: &&str| starts(chars, at, word);
    COUNTERS.iter().any(here) && !NO_COUNTERS.iter().any(here)
}

/// Whether `word` stands at `at`.
pub(super) fn starts(chars: &[char], at: usize, word: &str) -> bool {
    chars
        .get(at..)
        .is_some_and(|rest| word.chars().enumerate().all(|(n, c)| rest.get(n) == Some(&c)))
}

/// Whether `word` stands right before `at`.
pub(super) fn ends(chars: &[char], at: usize, word: &str) -> bool {
    at.checked_sub(word.chars().count()).is_some_and(|start| starts(&chars[..at], start, word))
}

/// Where what belongs to `set` ends, at most `most` characters on.
pub(super) fn skip(chars: &[char], from: usize, set: &str, most: usize) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    from + rest.iter().take(most).take_while(|c| set.contains(**c)).count()
}

/// What may stand between the name of a number and the number.
pub(super) const BETWEEN: &str = " \n:=はがの(「『[【『\"'#";

/// Whether one of `words` names the number that begins at `at`.
pub(super) fn is_named(chars: &[char], at: usize, words: &[&str]) -> bool {
    let blanks = chars[..at].iter().rev().take(4).take_while(|c| BETWEEN.contains(**c)).count();
    (0..=blanks).any(|back| words.iter().any(|word| ends(chars, at - back, word)))
}
