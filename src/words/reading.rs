//! A file of words as serde sees it: texts, lists and tables, and nothing else.
//!
//! The readers of `toml` also take dates and spans, for which the compiler writes each of our
//! several hundred types two or three times over: a third of the program and of its build.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use toml::Value;

/// One value of a file of words.
pub(super) struct Said(pub(super) Value);

impl Said {
    fn unexpected(&self) -> Unexpected<'_> {
        match &self.0 {
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Table(_) => Unexpected::Map,
            Value::Integer(number) => Unexpected::Signed(*number),
            Value::Float(number) => Unexpected::Float(*number),
            Value::Boolean(flag) => Unexpected::Bool(*flag),
            Value::Datetime(_) => Unexpected::Other("date"),
        }
    }

    fn text(self, expected: &str) -> Result<String, Error> {
        match self.0 {
            Value::String(text) => Ok(text),
            _ => Err(Error::invalid_type(self.unexpected(), &expected)),
        }
    }
}

impl IntoDeserializer<'_> for Said {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Said {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        Err(Error::invalid_type(self.unexpected(), &visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Table(table) => visitor.visit_map(MapDeserializer::new(
                table.into_iter().map(|(key, value)| (key, Self(value))),
            )),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => {
                visitor.visit_seq(SeqDeserializer::new(list.into_iter().map(Self)))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text("a text")?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.text("a word")?.into_deserializer())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        newtype_struct tuple_struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use crate::words::read;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Page {
        title: String,
        lines: Vec<String>,
        arg: BTreeMap<String, Part>,
        last: Option<Part>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Part {
        Head,
        Foot,
    }

    #[test]
    fn words_read_with_their_lists_and_tables() {
        let text =
            "title = \"点検\"\nlines = [\"一\", \"二\"]\nlast = \"foot\"\n[arg]\nx = \"head\"\n";
        let page: Page = read("page", text).unwrap();
        let arg = BTreeMap::from([("x".to_owned(), Part::Head)]);
        let lines = vec!["一".to_owned(), "二".to_owned()];
        assert_eq!(page, Page { title: "点検".into(), lines, arg, last: Some(Part::Foot) });
    }

    #[test]
    fn whatever_else_stands_in_a_file_of_words_is_told_by_name() {
        for (text, told) in [
            ("title = 1\nlines = []\narg = {}\n", "integer `1`"),
            ("title = \"\"\nlines = \"\"\narg = {}\n", "a sequence"),
            ("title = \"\"\nlines = []\narg = []\n", "a map"),
            ("title = \"\"\nlines = []\narg = { x = \"side\" }\n", "side"),
            ("lines = []\narg = {}\n", "title"),
            ("title = \"\"\nlines = []\narg = {}\nmore = \"\"\n", "more"),
            ("title = 2026-01-01\nlines = []\narg = {}\n", "date"),
        ] {
            let error = read::<Page>("page", text).unwrap_err();
            assert!(error.file == "page" && error.what.contains(told), "{told}: {error}");
        }
    }
}
