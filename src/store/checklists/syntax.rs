//! The TOML reader's complaints and characters that a reader cannot see, as faults.
//!
//! It judges the notation only. The reader's own error text is never printed: it holds raw
//! source.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use super::source::At;
use crate::domain::fault::{FaultKind, Syntax};
use crate::domain::lines::Lines;
use crate::text::is_shown;

/// Syntax faults told at most; a file that is no TOML at all has one for every line.
const MAX_TOLD: usize = 50;

/// What could be read of `text`, and all that is wrong with its notation.
pub(super) fn parse(text: &str) -> (DeTable<'_>, Vec<At<FaultKind>>) {
    let mut faults = hidden(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::new(text);
    let mut told: BTreeSet<usize> = faults.iter().map(|at| lines.line(at.span.start)).collect();
    for error in errors {
        let span = widened(text, error.span().unwrap_or(0..0));
        let kind = kind(error.message(), text.get(span.clone()));
        if kind == Syntax::MissingComma
            && let Some(end) = swallowed(text, span.start)
        {
            // An open bracket swallows the rest of the file, line by line.
            faults.push(At { value: FaultKind::Syntax(Syntax::Unclosed), span: end });
            break;
        }
        // One slip makes the reader stumble several times on its line.
        if faults.len() < MAX_TOLD && told.insert(lines.line(span.start)) {
            faults.push(At { value: FaultKind::Syntax(kind), span });
        }
    }
    (table.into_inner(), faults)
}

/// Where a key or header that is written twice was written first.
pub(super) fn earlier(text: &str, fault: &At<FaultKind>) -> Option<Range<usize>> {
    if fault.value != FaultKind::Syntax(Syntax::KeyTwice) {
        return None;
    }
    let start = text[..fault.span.start].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    let key = text.get(fault.span.clone())?;
    let before = text[..start].split_inclusive('\n').rev();
    let mut end = start;
    for earlier in before {
        end -= earlier.len();
        let indent = earlier.len() - earlier.trim_start().len();
        let found = if line.starts_with('[') { earlier.trim() == line } else { says(earlier, key) };
        if found {
            let length = if line.starts_with('[') { line.len() } else { key.len() };
            return Some(end + indent..end + indent + length);
        }
        // A key can only collide with one of its own block.
        if !line.starts_with('[') && earlier.starts_with('[') {
            break;
        }
    }
    None
}

fn says(line: &str, key: &str) -> bool {
    line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// Where a list should have ended, if the line at `at` is one that no list could hold.
fn swallowed(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let key = line.split_once('=').map(|(key, _)| key.trim());
    let is_key = key.is_some_and(|key| {
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    });
    let before = text[..start].trim_end().len();
    (is_key || line.starts_with("[[")).then_some(before..before)
}

/// Places before a byte become that character, so that there is something to point at.
fn widened(text: &str, span: Range<usize>) -> Range<usize> {
    if !span.is_empty() {
        return span;
    }
    let width = text
        .get(span.start..)
        .and_then(|rest| rest.chars().next())
        .filter(|c| *c != '\n' && *c != '\r')
        .map_or(0, char::len_utf8);
    span.start..span.start + width
}

/// What kind of slip a message of the reader is about; `found` is the text it points at.
pub(in crate::store) fn kind(message: &str, found: Option<&str>) -> Syntax {
    let has = |part: &str| message.contains(part);
    if has("duplicate key") || has("cannot extend value") {
        Syntax::KeyTwice
    } else if has("missing value") || (has("must be quoted") && found.is_none_or(is_end)) {
        Syntax::MissingValue
    } else if has("must be quoted") {
        Syntax::Unquoted
    } else if has("recurs") {
        Syntax::TooDeep
    } else if has("unclosed") || (has("invalid") && has("string") && found.is_none_or(is_end)) {
        Syntax::Unclosed
    } else if has("escape") || has("unicode value") {
        Syntax::BadEscape
    } else if has("missing comma") || has("extra comma") {
        Syntax::MissingComma
    } else if has("with no value") || has("missing assignment") || has("extra `=`") {
        Syntax::MissingEquals
    } else if ["zero", "radix", "sign", "digit", "`_`", "number"].into_iter().any(has) {
        Syntax::BadNumber
    } else if has("unquoted key") || has("missing key") || has("key-value pair") {
        Syntax::BadKey
    } else if has("carriage return") {
        Syntax::LoneReturn
    } else {
        Syntax::Other
    }
}

fn is_end(found: &str) -> bool {
    found.trim().is_empty()
}

/// Characters that cannot be seen, wherever they stand; a byte order mark at the start may.
fn hidden(text: &str) -> Vec<At<FaultKind>> {
    let mut faults = Vec::new();
    let mut previous = None;
    for (at, c) in text.char_indices() {
        let line_end = c == '\n' || (c == '\r' && text[at..].starts_with("\r\n"));
        let mark = at == 0 && c == '\u{feff}';
        if !(line_end || mark || c == '\t' || is_shown(previous, c)) && faults.len() < MAX_TOLD {
            faults.push(At { value: FaultKind::Hidden { code: c }, span: at..at + c.len_utf8() });
        }
        previous = Some(c);
    }
    faults
}
