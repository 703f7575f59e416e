//! Wrong use of the command line, told in our words with the nearest thing that exists.
//!
//! It decides nothing: clap has found the fault.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use crate::text::line;
use crate::words::{CliWords, Told, fill};

/// What is told of clap's `error`, and how the command is used.
pub fn tell(error: &clap::Error, words: &CliWords) -> (Told, Option<String>) {
    let usage = word(error, ContextKind::Usage).map(|usage| help::usage_line(&usage, words));
    (told(error, words), usage)
}

fn told(error: &clap::Error, words: &CliWords) -> Told {
    let say = &words.usage;
    let get = |kind| word(error, kind);
    match error.kind() {
        ErrorKind::InvalidSubcommand => put_nearest(
            [&say.unknown_command, &say.unknown_command_nearest],
            get(ContextKind::SuggestedSubcommand),
            &[("given", get(ContextKind::InvalidSubcommand))],
        ),
        ErrorKind::UnknownArgument => {
            let given = get(ContextKind::InvalidArg);
            match given.as_deref() {
                Some(text) if !text.starts_with('-') => put(&say.many_values, &[("value", given)]),
                _ => put_nearest(
                    [&say.unknown_option, &say.unknown_option_nearest],
                    get(ContextKind::SuggestedArg),
                    &[("given", given)],
                ),
            }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => bad_value(error, words),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            put(&say.no_value, &[("option", get(ContextKind::InvalidArg))])
        }
        ErrorKind::TooManyValues => {
            put(&say.many_values, &[("value", get(ContextKind::InvalidValue))])
        }
        ErrorKind::MissingRequiredArgument => {
            put(&say.missing, &[("list", list(error, ContextKind::InvalidArg, words))])
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say.missing_command.clone()
        }
        ErrorKind::ArgumentConflict => {
            let (option, other) = (get(ContextKind::InvalidArg), get(ContextKind::PriorArg));
            if option == other {
                put(&say.repeated, &[("option", option)])
            } else {
                put(&say.conflict, &[("option", option), ("other", other)])
            }
        }
        ErrorKind::InvalidUtf8 => say.not_utf8.clone(),
        _ => say.other.clone(),
    }
}

fn bad_value(error: &clap::Error, words: &CliWords) -> Told {
    let say = &words.usage;
    let option = word(error, ContextKind::InvalidArg);
    let value = word(error, ContextKind::InvalidValue).filter(|value| !value.is_empty());
    if value.is_none() {
        return put(&say.no_value, &[("option", option)]);
    }
    let valid = list(error, ContextKind::ValidValue, words);
    put_nearest(
        [&say.bad_value, &say.bad_value_nearest],
        word(error, ContextKind::SuggestedValue),
        &[("option", option), ("value", value), ("valid", valid)],
    )
}

fn put(told: &Told, values: &[(&str, Option<String>)]) -> Told {
    let clean: Vec<(&str, String)> = values
        .iter()
        .map(|(name, value)| (*name, line(value.as_deref().unwrap_or_default()).into_owned()))
        .collect();
    let values: Vec<(&str, &str)> = clean.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Told { what: fill(&told.what, &values), next: fill(&told.next, &values) }
}

/// The second template where something near is known, else the first.
fn put_nearest(
    [plain, near]: [&Told; 2],
    nearest: Option<String>,
    values: &[(&str, Option<String>)],
) -> Told {
    if nearest.is_none() {
        return put(plain, values);
    }
    let mut values = values.to_vec();
    values.push(("nearest", nearest));
    put(near, &values)
}

/// What clap says of `kind`, the first of several.
fn word(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => texts.first().map(ToString::to_string),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn list(error: &clap::Error, kind: ContextKind, words: &CliWords) -> Option<String> {
    match error.get(kind)? {
        ContextValue::Strings(texts) => Some(texts.join(&words.line.list_separator)),
        _ => word(error, kind),
    }
}
