//! Why a signature does not hold, put into words, as part of a sentence without its end.
//!
//! Names that come from a file are made safe to print here.

use chrono::{DateTime, FixedOffset, Utc};

use super::moment::JAPAN;
use crate::store::sign::{Principal, SignatureError};
use crate::store::verify::BadSignature;
use crate::text::line;
use crate::words::{BadSignatureWords, fill};

pub fn bad(words: &BadSignatureWords, bad: &BadSignature) -> String {
    let key = bad.key().map(ToString::to_string).unwrap_or_default();
    let with = |template: &str, name: &str, value: &str| {
        fill(template, &[("key", &key), (name, &line(value))])
    };
    match bad {
        BadSignature::Missing => words.missing.clone(),
        BadSignature::Form(why) => form(words, why),
        BadSignature::Altered { .. } => with(&words.altered, "", ""),
        BadSignature::OtherRole { namespace, .. } => {
            with(&words.other_role, "namespace", namespace)
        }
        BadSignature::UnknownKey { .. } => with(&words.unknown_key, "", ""),
        BadSignature::KeyOfOtherRole { principals, .. } => {
            with(&words.key_of_other_role, "principals", &names(words, principals))
        }
        BadSignature::NotThen { principals, validity, .. } => {
            let at = |at: Option<DateTime<Utc>>| at.map(moment).unwrap_or_default();
            let values = [
                ("key", &*key),
                ("principals", &*names(words, principals)),
                ("from", &*at(validity.after)),
                ("until", &*at(validity.before)),
            ];
            fill(&words.not_then, &values)
        }
    }
}

fn form(words: &BadSignatureWords, why: &SignatureError) -> String {
    let found = |template: &str, found: &str| fill(template, &[("found", &line(found))]);
    match why {
        SignatureError::NotOne => words.not_one.clone(),
        SignatureError::Version { found: number } => found(&words.version, &number.to_string()),
        SignatureError::KeyType { found: name } => found(&words.key_type, name),
        SignatureError::Hash { found: name } => found(&words.hash, name),
        SignatureError::NotCanonical => words.not_canonical.clone(),
    }
}

/// Whom a key belongs to, safe to print.
pub fn names(words: &BadSignatureWords, principals: &[Principal]) -> String {
    let names: Vec<_> = principals.iter().map(|name| line(name.as_str())).collect();
    names.join(&words.list_separator)
}

/// In the time of Japan, and saying so: `2027-01-01 00:00:00 +09:00`.
pub fn moment(at: DateTime<Utc>) -> String {
    let zone = FixedOffset::east_opt(JAPAN).unwrap_or_else(|| unreachable!("nine hours"));
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %:z").to_string()
}
