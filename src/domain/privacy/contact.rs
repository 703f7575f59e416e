//! How a person is reached by letter: addresses of mail, and postal codes that say so.

use super::Kind;
use super::scan::{BETWEEN, Found, is_digit, run_end, skip, starts};

/// `local@host.domain`; the last part of the host is of letters, so that `name@1.2` is none.
pub(super) fn mails(chars: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == '@') {
        let local = |c: &&char| c.is_ascii_alphanumeric() || "._%+-".contains(**c);
        let host = |c: &&char| c.is_ascii_alphanumeric() || ".-".contains(**c);
        let mut start = at - chars[..at].iter().rev().take_while(local).count();
        let mut end = at + 1 + chars[at + 1..].iter().take_while(host).count();
        start += chars[start..at].iter().take_while(|c| ".-".contains(**c)).count();
        end -= chars[at + 1..end].iter().rev().take_while(|c| ".-".contains(**c)).count();
        if start < at && is_host(&chars[at + 1..end]) {
            found.push(Found::new(Kind::Mail, start..end));
        }
    }
    found
}

fn is_host(host: &[char]) -> bool {
    let parts: Vec<&[char]> = host.split(|c| *c == '.').collect();
    let domain = parts
        .last()
        .is_some_and(|last| last.len() >= 2 && last.iter().all(char::is_ascii_alphabetic));
    parts.len() >= 2 && domain && parts.iter().all(|part| !part.is_empty())
}

/// `〒371-0000`, also without hyphen and behind the word.
pub(super) fn postal_codes(chars: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..chars.len() {
        let named = ["〒", "郵便番号"].into_iter().find(|name| starts(chars, at, name));
        let Some(name) = named else { continue };
        let start = skip(chars, at + name.chars().count(), BETWEEN, 3);
        if !is_digit(chars.get(start)) {
            continue;
        }
        let first = run_end(chars, start);
        let end = match first - start {
            7 => first,
            3 if chars.get(first) == Some(&'-') && is_digit(chars.get(first + 1)) => {
                run_end(chars, first + 1)
            }
            _ => continue,
        };
        if chars[start..end].iter().filter(|c| c.is_ascii_digit()).count() == 7 {
            found.push(Found::new(Kind::PostalCode, start..end));
        }
    }
    found
}
