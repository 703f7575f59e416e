//! What `tenken verify` says of the signature of one entry, as a line and as JSON.

use serde::Serialize;

use super::context::Context;
use super::reply::clean;
use crate::app::signing::TrustList;
use crate::app::tell_signature::{moment, names};
use crate::app::tell_signing;
use crate::store::sign::Principal;
use crate::store::verify::{BadSignature, EntryCheck, SignatureCheck, Unsigned};

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

/// One line under the entry; none where nothing was asked and nothing is there.
pub fn told(context: &Context, entry: &EntryCheck) -> Option<String> {
    let words = &context.keys.verify;
    let role = tell_signing::role(&context.failure.signing.role, entry.role());
    Some(match &entry.signed {
        SignatureCheck::None(Unsigned::NotAsked) => return None,
        SignatureCheck::None(Unsigned::NoKey) => clean(&words.none_no_key, &[("role", role)]),
        SignatureCheck::None(Unsigned::BeforeKeys { from }) => {
            clean(&words.none_before, &[("from", &moment(*from))])
        }
        SignatureCheck::KeyNotChecked { key } => {
            clean(&words.not_checked, &[("key", &key.fingerprint())])
        }
        SignatureCheck::Good { key, principals } => {
            let signer = entry.text.as_ref().map_or("", |text| text.signer.as_str());
            let principals = names(&context.wrong.signature, principals);
            let key = key.fingerprint();
            let values = [("principals", &*principals), ("signer", signer), ("key", &key)];
            clean(&words.good, &values)
        }
        // What is bad about it stands among the faults.
        SignatureCheck::Bad(_) => return None,
    })
}

/// Which list the keys were looked up in, or that there was none.
pub fn list(context: &Context, list: Option<&TrustList>) -> String {
    let words = &context.keys.verify;
    let Some(list) = list else { return words.no_list.clone() };
    let (file, count) = (list.file.display().to_string(), list.signers.lines().len().to_string());
    clean(&words.list, &[("file", &file), ("n", &count)])
}
