//! Telephone numbers of Japan, with and without hyphens, in brackets, and as +81.
//!
//! Numbers that nobody has at home are left out: free dial, navi dial and the like (0120, 0800,
//! 0570, 0180, 0990), numbers of machines (020), extensions and emergency calls.

use std::ops::Range;

use super::Kind;
use super::scan::{Found, is_digit, run_end, runs, stands_alone};

/// Beginnings of numbers that belong to no person.
const OF_NOBODY: [&str; 7] = ["0120", "0800", "0570", "0180", "0990", "0170", "020"];

pub(super) fn telephones(chars: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    for run in runs(chars) {
        let range = abroad(chars, &run).or_else(|| home(chars, &run));
        found.extend(range.map(|range| Found::new(Kind::Telephone, range)));
    }
    found
}

/// Groups of digits from `start`, each set apart by one or two of `-. ()`, up to five.
fn groups(chars: &[char], start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    found.push(start..run_end(chars, start));
    while found.len() < 5 {
        let end = found.last().map_or(start, |last| last.end);
        let apart = chars[end..].iter().take(2).take_while(|c| "-. ()".contains(**c)).count();
        let next = end + apart;
        if apart == 0 || !is_digit(chars.get(next)) {
            break;
        }
        found.push(next..run_end(chars, next));
    }
    found
}

fn text(chars: &[char], groups: &[Range<usize>]) -> String {
    groups.iter().flat_map(|group| &chars[group.clone()]).collect()
}

/// `03-1234-5678`, `(03)1234-5678`, `03(1234)5678`, `0312345678`, `090-1234-5678`.
fn home(chars: &[char], run: &Range<usize>) -> Option<Range<usize>> {
    let all = groups(chars, run.start);
    let taken = (1..=all.len().min(3)).rev().find_map(|count| {
        let groups = &all[..count];
        (is_split(chars, groups) && is_national(&text(chars, groups))).then_some(groups)
    })?;
    let open = run.start.checked_sub(1).filter(|at| chars[*at] == '(');
    let range = open.unwrap_or(run.start)..taken.last()?.end;
    let alone = stands_alone(chars, &range) && stands_alone(chars, &(run.start..range.end));
    alone.then_some(range)
}

/// Whether a number is written in such parts.
fn is_split(chars: &[char], groups: &[Range<usize>]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(ExactSizeIterator::len).collect();
    let first: String = chars[groups[0].clone()].iter().collect();
    let area = match first.len() {
        2 => matches!(&*first, "03" | "04" | "06"),
        length => (3..=5).contains(&length),
    };
    match *lengths {
        [10 | 11] | [3, 8] | [3, 4, 4] => true,
        [a, b] => a + b == 10 && area && !is_loose(chars, groups),
        [a, b, 4] => a + b == 6 && b >= 1 && area,
        _ => false,
    }
}

/// Two groups with a dot or a blank between are not a number in parts.
fn is_loose(chars: &[char], groups: &[Range<usize>]) -> bool {
    chars[groups[0].end..groups[1].start].iter().any(|c| ". ".contains(*c))
}

/// Ten digits of a house or eleven of a person's own telephone.
fn is_national(number: &str) -> bool {
    let digit = |at: usize| number.as_bytes().get(at).copied().unwrap_or(b'0');
    if OF_NOBODY.iter().any(|first| number.starts_with(first)) {
        return false;
    }
    match number.len() {
        10 => digit(0) == b'0' && digit(1) != b'0' && digit(2) != b'0',
        11 => digit(0) == b'0' && matches!(digit(1), b'5'..=b'9') && digit(2) == b'0',
        _ => false,
    }
}

/// `+81-3-1234-5678`, `+81 (0)90 1234 5678`, `+819012345678`.
fn abroad(chars: &[char], run: &Range<usize>) -> Option<Range<usize>> {
    let plus = run.start.checked_sub(1).filter(|at| chars[*at] == '+')?;
    let all = groups(chars, run.start);
    let number = text(chars, &all);
    let rest = number.strip_prefix("81")?;
    let rest = rest.strip_prefix('0').unwrap_or(rest);
    // What follows the number by a blank may be another.
    let excess = rest.len().saturating_sub(10);
    let last = all.last()?;
    let end = if excess > 0 && excess == last.len() && all.len() > 2 {
        all[all.len() - 2].end
    } else {
        last.end
    };
    let whole = if end == last.end { rest } else { &rest[..rest.len() - excess] };
    let range = plus..end;
    (is_national(&format!("0{whole}")) && stands_alone(chars, &range)).then_some(range)
}
