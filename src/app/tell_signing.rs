//! What could not be done with keys and signatures, put into words.
//!
//! Why a signature does not hold is told by `tell_signature`.

use std::path::Path;

use super::signing::{PassphraseFault, SigningFailure};
use super::tell::put;
use crate::store::sign::{KeyError, KeyLineError, LineFault, Role, TrustError};
use crate::text::line;
use crate::words::{RoleWords, SignerLineWords, SigningWords, Told, fill};

/// Lines of a list that are told one by one.
const MAX_LINES: usize = 5;

pub fn role(words: &RoleWords, role: Role) -> &str {
    match role {
        Role::Officer => &words.officer,
        Role::Auditor => &words.auditor,
    }
}

pub(super) fn tell(words: &SigningWords, failure: &SigningFailure) -> Told {
    use SigningFailure as F;
    let path = |path: &Path| path.display().to_string();
    match failure {
        F::NoPlace => words.no_place.clone(),
        F::Inside { file } => put(&words.inside, &[("file", &path(file))]),
        F::Exists { file } => put(&words.exists, &[("file", &path(file))]),
        F::Exposed { file, mode } => {
            put(&words.exposed, &[("file", &path(file)), ("mode", &format!("{mode:o}"))])
        }
        F::Unprotected { file, mode } => {
            put(&words.unprotected, &[("file", &path(file)), ("mode", &format!("{mode:o}"))])
        }
        F::Key { file, why } => key(words, &path(file), why),
        F::NoKey { role: None } => words.no_key.clone(),
        F::NoKey { role: Some(of) } => {
            let values = [("role", role(&words.role, *of)), ("option", of.name())];
            put(&words.no_key_of_role, &values)
        }
        F::Passphrase(PassphraseFault::Empty) => words.empty.clone(),
        F::Passphrase(PassphraseFault::Different) => words.different.clone(),
        F::NobodyToAsk { file } => put(&words.nobody_to_ask, &[("file", &path(file))]),
        F::BrokenOff => words.broken_off.clone(),
        F::Principal { text } => put(&words.principal, &[("text", text)]),
        F::PublicKey { text, why } => public_key(words, text, why),
        F::NoPrincipal => words.no_principal.clone(),
        F::NoRole => words.no_role.clone(),
        F::OtherRole { made, asked } => {
            let values = [("made", role(&words.role, *made)), ("asked", role(&words.role, *asked))];
            put(&words.other_role, &values)
        }
        F::Trust { file, why } => trust(words, &path(file), why),
        F::Duplicate { file, number } => {
            put(&words.duplicate, &[("file", &path(file)), ("n", &number.to_string())])
        }
        F::KeyConflict { file, number } => {
            put(&words.key_conflict, &[("file", &path(file)), ("n", &number.to_string())])
        }
        F::RoleConflict { file, number, principal } => {
            let (file, number) = (path(file), number.to_string());
            let values = [("file", &*file), ("n", &number), ("principal", principal.as_str())];
            put(&words.role_conflict, &values)
        }
        F::NoChance => words.no_chance.clone(),
    }
}

fn key(words: &SigningWords, file: &str, why: &KeyError) -> Told {
    let (template, found) = match why {
        KeyError::NotOne => (&words.key_not_one, String::new()),
        KeyError::Public => (&words.key_public, String::new()),
        KeyError::OtherType { found } => (&words.key_other_type, found.clone()),
        KeyError::Cipher { found } => (&words.key_cipher, found.clone()),
        KeyError::Rounds { found } => (&words.key_rounds, found.to_string()),
        KeyError::NoPassphrase => (&words.no_passphrase, String::new()),
        KeyError::WrongPassphrase => (&words.wrong_passphrase, String::new()),
        KeyError::Damaged => (&words.key_damaged, String::new()),
    };
    put(template, &[("file", file), ("found", &found)])
}

fn public_key(words: &SigningWords, text: &str, why: &KeyLineError) -> Told {
    match why {
        KeyLineError::NoKey => put(&words.public_no_key, &[("text", text)]),
        KeyLineError::OtherType { found } => {
            put(&words.public_other_type, &[("text", text), ("found", found)])
        }
        KeyLineError::Damaged => put(&words.public_damaged, &[("text", text)]),
    }
}

fn trust(words: &SigningWords, file: &str, why: &TrustError) -> Told {
    match why {
        TrustError::NotUtf8 => put(&words.trust_not_utf8, &[("file", file)]),
        TrustError::Mark => put(&words.trust_mark, &[("file", file)]),
        TrustError::Lines(faults) => {
            let told = |(number, fault): &(usize, LineFault)| {
                let what = line_fault(&words.line, fault);
                fill(&words.line.numbered, &[("n", &number.to_string()), ("what", &what)])
            };
            let mut lines: Vec<String> = faults.iter().take(MAX_LINES).map(told).collect();
            let more = faults.len().saturating_sub(MAX_LINES);
            if more > 0 {
                lines.push(fill(&words.line.more, &[("n", &more.to_string())]));
            }
            let lines = lines.join(&words.line.separator);
            put(&words.trust_lines, &[("file", file), ("lines", &lines)])
        }
    }
}

fn line_fault(words: &SignerLineWords, fault: &LineFault) -> String {
    let with = |template: &str, text: &str| fill(template, &[("text", &line(text))]);
    match fault {
        LineFault::Pattern { text } => with(&words.pattern, text),
        LineFault::Principal { text } => with(&words.principal, text),
        LineFault::NoKey => words.no_key.clone(),
        LineFault::KeyType { found } => fill(&words.key_type, &[("found", &line(found))]),
        LineFault::Key => words.key.clone(),
        LineFault::Authority => words.authority.clone(),
        LineFault::Option { text } => with(&words.option, text),
        LineFault::Twice { option } => with(&words.twice, option),
        LineFault::Namespace { text } => with(&words.namespace, text),
        LineFault::Time { text } => with(&words.time, text),
        LineFault::Never => words.never.clone(),
    }
}
