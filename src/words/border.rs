//! What is told of files that cannot be read, and of what stands in their place.
//!
//! Part of the words of failures, in files of its own.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Told;
use crate::domain::fault::{Shape, Syntax};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BorderWords {
    pub encoding_named: Told,
    pub encoding_zeros: Told,
    pub encoding_damaged: Told,
    pub encoding_unknown: Told,
    pub link: Told,
    pub folder: Told,
    pub special: Told,
    pub resaved: Told,
    pub how: HowWords,
    pub kept: KeptWords,
    pub trouble: TroubleWords,
    #[serde(rename = "type")]
    types: TypeWords,
    pub io: FurtherIoWords,
    expected: BTreeMap<String, String>,
}

/// What another program did to a journal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HowWords {
    pub mark: String,
    pub line_ends: String,
    pub encoding: String,
    pub encoding_zeros: String,
}

/// Of files that the program writes and no person should mend.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptWords {
    pub encoding: String,
    pub shape: String,
    pub next: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TroubleWords {
    pub at: String,
    key_twice: String,
    unquoted: String,
    unclosed: String,
    missing_comma: String,
    missing_value: String,
    missing_equals: String,
    bad_key: String,
    bad_escape: String,
    bad_number: String,
    too_deep: String,
    lone_return: String,
    pub hidden: String,
    pub missing_key: String,
    pub wrong_type: String,
    pub wrong_type_unnamed: String,
    pub out_of_range: String,
    pub out_of_range_unnamed: String,
    pub crowded: String,
    pub other: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeWords {
    text: String,
    number: String,
    flag: String,
    list: String,
    block: String,
}

/// Rarer things that the system says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherIoWords {
    pub not_a_directory: String,
    pub is_a_directory: String,
    pub filename: String,
    pub quota: String,
    #[serde(rename = "loop")]
    pub ring: String,
}

impl BorderWords {
    /// What a value should have been; the phrase of the reader itself where there is no other.
    pub fn expected<'a>(&'a self, phrase: &'a str) -> &'a str {
        self.expected.get(phrase).map_or(phrase, String::as_str)
    }

    pub fn shape(&self, shape: Shape) -> &str {
        let words = &self.types;
        match shape {
            Shape::Text | Shape::Date => &words.text,
            Shape::Number => &words.number,
            Shape::Flag => &words.flag,
            Shape::List | Shape::Texts => &words.list,
            Shape::Block | Shape::Blocks => &words.block,
        }
    }
}

impl TroubleWords {
    pub fn syntax(&self, syntax: &Syntax) -> &str {
        match syntax {
            Syntax::KeyTwice => &self.key_twice,
            Syntax::Unquoted => &self.unquoted,
            Syntax::Unclosed => &self.unclosed,
            Syntax::MissingComma => &self.missing_comma,
            Syntax::MissingValue => &self.missing_value,
            Syntax::MissingEquals => &self.missing_equals,
            Syntax::BadKey => &self.bad_key,
            Syntax::BadEscape => &self.bad_escape,
            Syntax::BadNumber => &self.bad_number,
            Syntax::TooDeep => &self.too_deep,
            Syntax::LoneReturn => &self.lone_return,
            Syntax::Other => &self.other,
        }
    }
}
