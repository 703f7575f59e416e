//! The one-line TOML values that journal blocks are made of, and the check that a body holds
//! nothing else.
//!
//! It knows nothing of files, sequence numbers or check values.

use std::fmt::Write as _;

use toml::Value;

use crate::store::plain::disturbs;

/// Keys the journal writes itself.
const RESERVED: [&str; 3] = ["seq", "check", "event"];

/// A TOML 1.0 basic string on one line.
///
/// Control characters, line and paragraph separators, and the invisible characters that turn
/// the reading direction are written as escapes, so that a note cannot disturb whoever opens
/// the file.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if disturbs(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Any TOML value on one line; tables become inline tables in the order of their keys.
pub fn value(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let pair = |(key, item): (&String, &Value)| {
                let key = if is_bare(key) { key.clone() } else { quote(key) };
                format!("{key} = {}", self::value(item))
            };
            let pairs: Vec<String> = table.iter().map(pair).collect();
            if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            value.to_string()
        }
    }
}

/// One body line with its line end.
pub fn line(key: &str, value: &Value) -> String {
    format!("{key} = {}\n", self::value(value))
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Why a text cannot be the body of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    #[error("there is no line")]
    Empty,
    #[error("the last line has no line end")]
    NoLineEnd,
    #[error("the line is not `key = value` with a bare key")]
    NotKeyValue,
    #[error("the key is the journal's own")]
    ReservedKey,
    #[error("a control or invisible character stands in the line")]
    Disturbing,
    #[error("a multi-line string")]
    MultiLine,
    #[error("an escape that TOML 1.0 does not know")]
    Escape,
    #[error("the value does not end on its line")]
    Unfinished,
    #[error("a comment or a trailing comma")]
    Loose,
    #[error("the lines together are not valid TOML")]
    Toml,
}

/// A fault and the line it stands in, counted from 1 within the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyFaultAt {
    pub line: usize,
    pub fault: BodyFault,
}

/// Checks that every line is a whole `key = value` statement of TOML 1.0.
///
/// Since no value spans lines, nothing in a value can look like the end of a block, a header
/// or a check line to whoever cuts the file at blank lines.
pub fn check_body(body: &str) -> Result<(), BodyFaultAt> {
    let Some(lines) = body.strip_suffix('\n') else {
        let fault = if body.is_empty() { BodyFault::Empty } else { BodyFault::NoLineEnd };
        return Err(BodyFaultAt { line: 1, fault });
    };
    let mut count = 0;
    for (at, text) in lines.split('\n').enumerate() {
        check_line(text).map_err(|fault| BodyFaultAt { line: at + 1, fault })?;
        count = at + 1;
    }
    // The parser sees what the scan does not: bad numbers, and a key given twice.
    match toml::from_str::<toml::Table>(body) {
        Ok(table) if table.len() == count => Ok(()),
        _ => Err(BodyFaultAt { line: 1, fault: BodyFault::Toml }),
    }
}

fn check_line(text: &str) -> Result<(), BodyFault> {
    if text.chars().any(disturbs) {
        return Err(BodyFault::Disturbing);
    }
    let (key, value) = text.split_once(" = ").ok_or(BodyFault::NotKeyValue)?;
    if !is_bare(key) {
        return Err(BodyFault::NotKeyValue);
    }
    if RESERVED.contains(&key) {
        return Err(BodyFault::ReservedKey);
    }
    check_value(value)
}

/// Walks one value: strings closed, brackets balanced, nothing that TOML 1.1 added.
fn check_value(value: &str) -> Result<(), BodyFault> {
    let mut rest = value;
    let mut depth = 0_usize;
    let mut after_comma = false;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '"' => rest = skip_basic(rest)?,
            '\'' => rest = skip_literal(rest)?,
            '[' | '{' => depth += 1,
            ']' | '}' if after_comma => return Err(BodyFault::Loose),
            ']' | '}' => depth = depth.checked_sub(1).ok_or(BodyFault::Unfinished)?,
            '#' => return Err(BodyFault::Loose),
            _ => {}
        }
        if c != ' ' {
            after_comma = c == ',';
        }
    }
    if depth == 0 { Ok(()) } else { Err(BodyFault::Unfinished) }
}

/// The text after a basic string whose opening quote is already gone.
fn skip_basic(text: &str) -> Result<&str, BodyFault> {
    if text.starts_with("\"\"") {
        return Err(BodyFault::MultiLine);
    }
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok(&text[at + 1..]),
            '\\' => match chars.next() {
                Some((_, 'b' | 't' | 'n' | 'f' | 'r' | '"' | '\\' | 'u' | 'U')) => {}
                _ => return Err(BodyFault::Escape),
            },
            _ => {}
        }
    }
    Err(BodyFault::Unfinished)
}

fn skip_literal(text: &str) -> Result<&str, BodyFault> {
    if text.starts_with("''") {
        return Err(BodyFault::MultiLine);
    }
    text.split_once('\'').map(|(_, rest)| rest).ok_or(BodyFault::Unfinished)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(body: &str) -> Option<BodyFault> {
        check_body(body).err().map(|at| at.fault)
    }

    #[test]
    fn lines_written_here_are_accepted() {
        let mut table = toml::Table::new();
        table.insert("a key".to_owned(), Value::Integer(-3));
        table.insert("b".to_owned(), Value::Array(vec![]));
        let body = [
            line("item", &Value::String("A-01".to_owned())),
            line("note", &Value::String("一行目\r\n\n[[event]]\ncheck = \"x\"\n'''\"\"\"".into())),
            line("share", &Value::Float(0.5)),
            line("at", &Value::Datetime("2026-10-09T14:03:22+09:00".parse().unwrap())),
            line("list", &Value::Array(vec![Value::Boolean(true), Value::Table(table)])),
            line("none", &Value::Table(toml::Table::new())),
        ]
        .concat();
        assert_eq!(check_body(&body), Ok(()));
        assert_eq!(body.lines().count(), 6);
    }

    #[test]
    fn literal_strings_on_one_line_are_accepted() {
        assert_eq!(fault("path = 'C:\\x'\nb = \"'\"\nc = ''\n"), None);
    }

    #[test]
    fn whatever_could_be_taken_for_framing_is_refused() {
        for (body, expected) in [
            ("", BodyFault::Empty),
            ("a = 1", BodyFault::NoLineEnd),
            ("\n", BodyFault::NotKeyValue),
            ("a = 1\n\nb = 2\n", BodyFault::NotKeyValue),
            ("[[event]]\n", BodyFault::NotKeyValue),
            ("[event.x]\na = 1\n", BodyFault::NotKeyValue),
            ("a.b = 1\n", BodyFault::NotKeyValue),
            ("\"a\" = 1\n", BodyFault::NotKeyValue),
            ("check = \"0123456789abcdef\"\n", BodyFault::ReservedKey),
            ("seq = 3\n", BodyFault::ReservedKey),
            ("a = \"\"\"\nx\"\"\"\n", BodyFault::MultiLine),
            ("a = \"\"\"x\"\"\"\n", BodyFault::MultiLine),
            ("a = '''\n", BodyFault::MultiLine),
            ("a = [1,\n2]\n", BodyFault::Unfinished),
            ("a = \"x\n", BodyFault::Unfinished),
            ("a = 1\r\n", BodyFault::Disturbing),
            ("a = \"\u{202E}\"\n", BodyFault::Disturbing),
            ("a = \"\\e\"\n", BodyFault::Escape),
            ("a = \"\\x41\"\n", BodyFault::Escape),
            ("a = \"\\\n", BodyFault::Escape),
            ("a = { b = 1, }\n", BodyFault::Loose),
            ("a = 1 # why\n", BodyFault::Loose),
            ("a = 1\na = 2\n", BodyFault::Toml),
            ("a = \n", BodyFault::Toml),
            ("a = 1 b = 2\n", BodyFault::Toml),
        ] {
            assert_eq!(fault(body), Some(expected), "{body:?}");
        }
    }

    #[test]
    fn the_fault_names_its_line() {
        assert_eq!(
            check_body("a = 1\nb = \"x\n"),
            Err(BodyFaultAt { line: 2, fault: BodyFault::Unfinished })
        );
    }
}
