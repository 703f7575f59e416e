//! How JSON is written: indented, with every invisible or steering character escaped.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::text::is_shown;

/// The value as text with a line end. The shapes of this program have text keys and no failing
/// part, so that nothing but memory could keep them from being written.
pub(in crate::report) fn written(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let form = Plain { pretty: PrettyFormatter::new() };
    let done = value.serialize(&mut Serializer::with_formatter(&mut out, form));
    debug_assert!(done.is_ok(), "{done:?}");
    out.push(b'\n');
    String::from_utf8_lossy(&out).into_owned()
}

struct Plain<'a> {
    pretty: PrettyFormatter<'a>,
}

impl Formatter for Plain<'_> {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.pretty.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.pretty.end_object_value(writer)
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| !is_shown(None, c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let hidden = rest[at..].chars().next().unwrap_or_default();
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + hidden.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped_and_comes_back() {
        let typed = "髙﨑\u{202e}\u{e0101}\u{9b}\u{1b}[2J\u{200b}ｶﾞ\n";
        let text = written(&typed);
        assert_eq!(text, "\"髙﨑\\u202e\\udb40\\udd01\\u009b\\u001b[2J\\u200bｶﾞ\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), typed);
    }
}
