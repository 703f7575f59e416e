//! Versioned file shapes of domain types: the society, journal events, sealed records.
//!
//! Text in, values out and back; reading and writing files is done by the callers.

mod adopt;
pub mod audit;
mod audit_record;
mod correction;
pub mod event;
mod evidence;
mod import;
mod indicators;
mod item;
pub mod record_in;
pub mod record_out;
mod review;
pub mod society;
mod trouble;

use std::ops::Range;

use serde::de::DeserializeOwned;

use trouble::Complaint;
pub use trouble::Trouble;

/// The newest format number that this program reads and the only one it writes.
pub const FORMAT: u32 = 1;

/// What is wrong with a file's text. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    #[error("line {line}, column {column}: {trouble:?}")]
    Toml { line: usize, column: usize, trouble: Trouble },
    #[error("format {found} is newer than {FORMAT}")]
    Newer { found: i64 },
    #[error("{key}: {value:?} is not {expected}")]
    Value { key: &'static str, value: String, expected: &'static str },
    #[error("{key} is missing")]
    Missing { key: &'static str },
    #[error("line {line}, column {column}: unknown key {key}")]
    UnknownKey { line: usize, column: usize, key: String, nearest: Option<String> },
}

impl ShapeError {
    fn value(key: &'static str, value: &str, expected: &'static str) -> Self {
        Self::Value { key, value: value.chars().take(80).collect(), expected }
    }

    /// What the reader complains of, in our terms: its own text would carry the file's.
    fn toml(text: &str, error: &toml::de::Error) -> Self {
        let (line, column) = position(text, error.span().unwrap_or(0..0));
        match trouble::complaint(text, error) {
            Complaint::UnknownKey { key, nearest } => {
                Self::UnknownKey { line, column, key, nearest }
            }
            Complaint::Trouble(trouble) => Self::Toml { line, column, trouble },
        }
    }
}

/// Reads a text of ours; the one way in for each shape.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ShapeError> {
    if let Some(at) = trouble::crowded(text) {
        let (line, column) = position(text, at..at);
        return Err(ShapeError::Toml { line, column, trouble: Trouble::Crowded });
    }
    toml::from_str(text).map_err(|error| ShapeError::toml(text, &error))
}

/// Line and column (in characters) of the start of `span`, from 1.
fn position(text: &str, span: Range<usize>) -> (usize, usize) {
    let before = text.get(..span.start.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Refuses a `format` that is newer than this program, before anything else is looked at.
fn check_format(text: &str) -> Result<(), ShapeError> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: Option<i64>,
    }
    let head: Head = parse(text)?;
    match head.format {
        None => Err(ShapeError::Missing { key: "format" }),
        Some(found) if found > i64::from(FORMAT) => Err(ShapeError::Newer { found }),
        Some(found) if found < 1 => {
            Err(ShapeError::value("format", &found.to_string(), "a format number"))
        }
        Some(_) => Ok(()),
    }
}

/// Reads a value that has a parser of its own.
fn parsed<T: std::str::FromStr>(
    key: &'static str,
    text: &str,
    expected: &'static str,
) -> Result<T, ShapeError> {
    text.parse().map_err(|_| ShapeError::value(key, text, expected))
}

fn instant(
    key: &'static str,
    text: &str,
) -> Result<chrono::DateTime<chrono::FixedOffset>, ShapeError> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map_err(|_| ShapeError::value(key, text, "a date and time"))
}

fn date(key: &'static str, text: &str) -> Result<chrono::NaiveDate, ShapeError> {
    // chrono also takes 2026-1-5, and years of five digits behind a sign.
    let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    date.filter(|date| text.len() == 10 && date.to_string() == text)
        .ok_or_else(|| ShapeError::value(key, text, "a date"))
}

/// A date and time as files have it: RFC 3339 to the second.
pub fn instant_text(at: chrono::DateTime<chrono::FixedOffset>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}
