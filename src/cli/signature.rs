//! What `tenken verify` says of signatures, as JSON.
//!
//! For people it stands in the table of `verify`.

use serde::Serialize;

use crate::app::signing::TrustList;
use crate::store::sign::Principal;
use crate::store::verify::{BadSignature, SignatureCheck, Unsigned};

#[derive(Debug, Serialize)]
pub struct SignatureShape {
    /// `none`, `key_not_checked`, `good` or `bad`.
    state: &'static str,
    /// Why it is so: of `none` and `bad` only.
    why: Option<&'static str>,
    /// The fingerprint of the key that signed.
    key: Option<String>,
    /// Whose key it is, as the reader's list says.
    principals: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct SignersShape {
    /// The list of signers the keys were looked up in.
    file: String,
    /// How many keys it has.
    keys: usize,
    /// In the society's folder, where it proves nothing.
    inside: bool,
}

pub fn shape(check: &SignatureCheck) -> SignatureShape {
    let (state, why) = match check {
        SignatureCheck::None(Unsigned::NotAsked) => ("none", Some("not_asked")),
        SignatureCheck::None(Unsigned::NoKey) => ("none", Some("no_key_of_role")),
        SignatureCheck::None(Unsigned::BeforeKeys { .. }) => ("none", Some("before_keys")),
        SignatureCheck::KeyNotChecked { .. } => ("key_not_checked", None),
        SignatureCheck::Good { .. } => ("good", None),
        SignatureCheck::Bad(bad) => ("bad", Some(bad.name())),
    };
    let principals = match check {
        SignatureCheck::Good { principals, .. }
        | SignatureCheck::Bad(
            BadSignature::KeyOfOtherRole { principals, .. }
            | BadSignature::NotThen { principals, .. },
        ) => principals.iter().map(Principal::to_string).collect(),
        _ => Vec::new(),
    };
    SignatureShape { state, why, key: check.key().map(ToString::to_string), principals }
}

pub fn signers(list: &TrustList) -> SignersShape {
    SignersShape {
        file: list.file.display().to_string(),
        keys: list.signers.lines().len(),
        inside: list.inside,
    }
}
