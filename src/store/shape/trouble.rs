//! What the TOML reader stumbled over, as data.
//!
//! Its own text is never handed on: it is English, quotes the file raw and can be as long as it.

use std::ops::Range;

use super::position;
use crate::domain::fault::{Shape, Syntax};
use crate::store::checklists::syntax_of;
use crate::text::is_shown;

/// The kind of trouble at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    Syntax(Syntax),
    /// A character that a reader cannot see or that steers the terminal.
    Hidden {
        code: char,
    },
    MissingKey {
        key: String,
    },
    /// `key` is empty where the line does not show one.
    WrongType {
        key: String,
        expected: Shape,
    },
    OutOfRange {
        key: String,
    },
    /// More keys, values and brackets than any file of ours has.
    Crowded,
    Other,
}

/// Keys and names are told up to here, in characters.
const TOLD: usize = 40;

/// What a complaint of the reader is about.
pub(super) enum Complaint {
    UnknownKey { key: String, nearest: Option<String> },
    Trouble(Trouble),
}

pub(super) fn complaint(text: &str, error: &toml::de::Error) -> Complaint {
    let span = error.span().unwrap_or(0..0);
    let message = error.message();
    if let Some(rest) = message.strip_prefix("unknown field `") {
        return unknown_key(rest);
    }
    Complaint::Trouble(if let Some(rest) = message.strip_prefix("missing field `") {
        Trouble::MissingKey { key: cut(rest.strip_suffix('`').unwrap_or(rest)) }
    } else if message.starts_with("invalid type: ") {
        let expected = message.rsplit(", expected ").next().and_then(shape);
        let key = key_at(text, &span);
        expected.map_or(Trouble::Other, |expected| Trouble::WrongType { key, expected })
    } else if message.starts_with("invalid value: ") || message.starts_with("invalid length ") {
        Trouble::OutOfRange { key: key_at(text, &span) }
    } else {
        notation(text, &span, message)
    })
}

fn unknown_key(rest: &str) -> Complaint {
    let (key, known) = rest.rsplit_once("`, expected ").unwrap_or((rest, ""));
    let names: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    Complaint::UnknownKey { nearest: nearest(key, &names), key: cut(key) }
}

/// The name that was probably meant.
pub(super) fn nearest(key: &str, known: &[&str]) -> Option<String> {
    let near = known.iter().map(|name| (strsim::damerau_levenshtein(name, &cut(key)), *name));
    near.min().filter(|(distance, _)| *distance <= 3).map(|(_, name)| name.to_owned())
}

fn notation(text: &str, span: &Range<usize>, message: &str) -> Trouble {
    let hidden = text.get(span.start..).and_then(|rest| rest.chars().next());
    let hidden = hidden.filter(|c| !matches!(c, '\n' | '\r' | '\t') && !is_shown(None, *c));
    if let Some(code) = hidden {
        return Trouble::Hidden { code };
    }
    match syntax_of(message, text.get(span.clone())) {
        Syntax::Other => Trouble::Other,
        syntax => Trouble::Syntax(syntax),
    }
}

/// What serde calls the expected type, in our terms.
fn shape(expected: &str) -> Option<Shape> {
    const NUMBERS: [&str; 10] =
        ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "usize", "isize"];
    match expected {
        "a string" => Some(Shape::Text),
        "a boolean" => Some(Shape::Flag),
        "a sequence" => Some(Shape::List),
        "a map" => Some(Shape::Block),
        name if name.starts_with("struct ") => Some(Shape::Block),
        name if NUMBERS.contains(&name) => Some(Shape::Number),
        _ => None,
    }
}

/// The key on the line of a value, where it is a plain one.
fn key_at(text: &str, span: &Range<usize>) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    if key.chars().all(plain) { cut(key) } else { String::new() }
}

fn cut(text: &str) -> String {
    text.chars().take(TOLD).collect()
}

/// The first character of a file kept by people that they could not see, with its line and
/// column; a lone carriage return is told as the line end it was meant to be.
pub(super) fn hidden(text: &str) -> Option<(usize, usize, Trouble)> {
    let mut previous = None;
    for (at, c) in text.char_indices() {
        let end = c == '\n' || (c == '\r' && text[at..].starts_with("\r\n"));
        if !(end || c == '\t' || is_shown(previous, c)) {
            let (line, column) = position(text, at..at);
            let trouble = match c {
                '\r' => Trouble::Syntax(Syntax::LoneReturn),
                code => Trouble::Hidden { code },
            };
            return Some((line, column, trouble));
        }
        previous = Some(c);
    }
    None
}

/// The pieces of notation that a text holds at most: keys, values, marks and line ends. A record of
/// 1,500 items has some 280,000.
const MAX_PIECES: usize = 1 << 19;

/// What a dot counts for outside strings: each may make a table, the dearest thing there is.
const DOT: usize = 16;

/// Bytes of one string: many times what a note may have, all of it written as escapes.
const MAX_STRING: usize = 256 << 10;

/// Where a text has too many pieces or one that is too long, if it has.
///
/// The reader takes some hundred bytes for each, so that a file far below its cap could fill the
/// memory.
pub(super) fn crowded(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut pieces) = (0, 0);
    while at < bytes.len() {
        pieces += if bytes[at] == b'.' { DOT } else { 1 };
        let start = at;
        at = match bytes[at] {
            b'#' => until(bytes, at, b"\n"),
            quote @ (b'"' | b'\'') => past_string(bytes, at, quote),
            b if is_word(b) => at + bytes[at..].iter().take_while(|b| is_word(**b)).count(),
            b' ' | b'\t' => at + bytes[at..].iter().take_while(|b| **b == bytes[at]).count(),
            _ => at + 1,
        };
        let string = matches!(bytes[start], b'"' | b'\'');
        if pieces > MAX_PIECES || (string && at - start > MAX_STRING) {
            return Some(start);
        }
    }
    None
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || !byte.is_ascii()
}

/// Where `end` begins, or the text ends.
fn until(bytes: &[u8], from: usize, end: &[u8]) -> usize {
    let found = bytes[from..].windows(end.len()).position(|window| window == end);
    found.map_or(bytes.len(), |length| from + length)
}

fn past_string(bytes: &[u8], from: usize, quote: u8) -> usize {
    let triple = [quote; 3];
    if bytes[from..].starts_with(&triple) {
        let mut at = from + 3;
        while at < bytes.len() && !bytes[at..].starts_with(&triple) {
            at += if quote == b'"' && bytes[at] == b'\\' { 2 } else { 1 };
        }
        return (at + 3).min(bytes.len());
    }
    let mut at = from + 1;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if quote == b'"' && bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(rename = "name")]
        _name: String,
        #[serde(rename = "days", default)]
        _days: u8,
        #[serde(rename = "on", default)]
        _on: bool,
    }

    fn told(text: &str) -> Trouble {
        match complaint(text, &toml::from_str::<Sample>(text).unwrap_err()) {
            Complaint::Trouble(trouble) => trouble,
            Complaint::UnknownKey { key, nearest } => panic!("{key} {nearest:?}"),
        }
    }

    #[test]
    fn complaints_become_kinds_without_a_word_of_the_file() {
        let wrong = |key: &str, expected| Trouble::WrongType { key: key.into(), expected };
        for (text, expected) in [
            ("name = 3\n", wrong("name", Shape::Text)),
            (
                "name = \"\"\ndays = \"x\\u001b, expected a boolean\"\n",
                wrong("days", Shape::Number),
            ),
            ("name = \"\"\non = 1979-05-27\n", wrong("on", Shape::Flag)),
            ("days = 3\n", Trouble::MissingKey { key: "name".into() }),
            ("name = \"\"\ndays = 300\n", Trouble::OutOfRange { key: "days".into() }),
            ("name = \"a\u{1b}[2J\"\n", Trouble::Hidden { code: '\u{1b}' }),
            ("name = \"a\n", Trouble::Syntax(Syntax::Unclosed)),
            ("name = a\n", Trouble::Syntax(Syntax::Unquoted)),
            ("name = \"a\"\nname = \"b\"\n", Trouble::Syntax(Syntax::KeyTwice)),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_unknown_key_is_told_with_the_nearest_one_whatever_it_is_made_of() {
        let key = |text: &str| match complaint(text, &toml::from_str::<Sample>(text).unwrap_err()) {
            Complaint::UnknownKey { key, nearest } => (key, nearest),
            Complaint::Trouble(trouble) => panic!("{trouble:?}"),
        };
        assert_eq!(key("nam = \"\"\n"), ("nam".into(), Some("name".into())));
        let nasty = "\"`, expected `days`\u{202e}\" = 1\n";
        assert_eq!(key(nasty), ("`, expected `days`\u{202e}".into(), None));
        let long = format!("{} = 1\n", "k".repeat(9000));
        assert_eq!(key(&long).0.len(), TOLD);
    }

    #[test]
    fn what_stands_in_strings_and_comments_does_not_crowd_a_file() {
        let many = ",".repeat(MAX_STRING - 100);
        let half = ",".repeat(MAX_STRING / 2 - 100);
        for text in [
            format!("a = \"{many}\"\n"),
            format!("a = '{many}'\n"),
            format!("a = \"\"\"\n{half}\n\\\"\"\" {half}\"\"\"\n"),
            format!("a = '''{many}'''\n"),
            format!("# {many}{many}\n"),
        ] {
            assert_eq!(crowded(&text), None, "{}", &text[..12]);
        }
        for text in [
            format!("a = [{many},{many},{many}]\n"),
            format!("a = \"{many}{many}\"\n"),
            "\n".repeat(MAX_PIECES + 1),
            "a.".repeat(MAX_PIECES / 16),
            format!("a = \"x\n{many}{many}{many}"),
            format!("'{}", "\n'".repeat(MAX_PIECES)),
        ] {
            assert!(crowded(&text).is_some(), "{}", &text[..2]);
        }
    }
}
