//! `tenken key` for programs, format 1.

use std::path::Path;

use serde::Serialize;

use super::json::FORMAT;
use crate::app::App;
use crate::app::signing::{self, KeyShown, TrustList, Trusted};
use crate::store::sign::{AllowedLine, Principal};

#[derive(Debug, Serialize)]
pub struct MadeShape {
    format: u32,
    key: KeyShape,
    public_file: String,
}

#[derive(Debug, Serialize)]
pub struct ShownShape {
    format: u32,
    keys: Vec<KeyShape>,
    /// The reader's own list, if there is one.
    list: Option<ListShape>,
}

#[derive(Debug, Serialize)]
pub struct TrustedShape {
    format: u32,
    file: String,
    signer: SignerShape,
    /// Lines with other keys of the same name and role.
    earlier: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct KeyShape {
    file: String,
    principal: Option<String>,
    role: Option<&'static str>,
    fingerprint: String,
    public_key: String,
    /// Whether it asks for a passphrase; `null` for a public key.
    locked: Option<bool>,
    made: Option<String>,
    /// The line for a list of signers.
    signers_line: Option<String>,
}

#[derive(Debug, Serialize)]
struct ListShape {
    file: String,
    signers: Vec<SignerShape>,
}

#[derive(Debug, Serialize)]
struct SignerShape {
    line: usize,
    principals: Vec<String>,
    /// `null` for every namespace.
    namespaces: Option<Vec<String>>,
    valid_after: Option<String>,
    valid_before: Option<String>,
    fingerprint: String,
}

pub fn made(app: &App, shown: &KeyShown, public_file: &Path) -> MadeShape {
    let public_file = public_file.display().to_string();
    MadeShape { format: FORMAT, key: key(app, shown), public_file }
}

pub fn shown(app: &App, keys: &[KeyShown], list: Option<&TrustList>) -> ShownShape {
    let list = list.map(|list| ListShape {
        file: list.file.display().to_string(),
        signers: list.signers.lines().iter().map(signer).collect(),
    });
    ShownShape { format: FORMAT, keys: keys.iter().map(|shown| key(app, shown)).collect(), list }
}

pub fn trusted(done: &Trusted) -> TrustedShape {
    TrustedShape {
        format: FORMAT,
        file: done.file.display().to_string(),
        signer: signer(&done.line),
        earlier: done.earlier.clone(),
    }
}

fn key(app: &App, shown: &KeyShown) -> KeyShape {
    KeyShape {
        file: shown.file.display().to_string(),
        principal: shown.comment.principal.as_ref().map(ToString::to_string),
        role: shown.comment.role.map(crate::store::sign::Role::name),
        fingerprint: shown.key.fingerprint(),
        public_key: shown.key.line(),
        locked: shown.locked,
        made: shown.comment.made.map(|day| day.to_string()),
        signers_line: signing::offered_line(app, shown).map(|line| line.text()),
    }
}

fn signer(line: &AllowedLine) -> SignerShape {
    SignerShape {
        line: line.number,
        principals: line.principals.iter().map(Principal::to_string).collect(),
        namespaces: line.namespaces.clone(),
        valid_after: line.validity.after.map(|at| at.to_rfc3339()),
        valid_before: line.validity.before.map(|at| at.to_rfc3339()),
        fingerprint: line.key.fingerprint(),
    }
}
