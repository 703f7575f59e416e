//! Whether an entry is signed, by which key, and whether the reader trusts that key for it.
//!
//! A signature that does not fit what it stands beside is a fault whether or not anyone is
//! trusted; whose a key is, is known only from the reader's own list.

use chrono::{DateTime, Utc};

use super::{EntryCheck, Wrong};
use crate::store::names::SEAL_SIG;
use crate::store::sign::{
    AllowedSigners, Found, Principal, PublicKey, Role, Signature, SignatureError, Validity,
};

/// What is known of the signature of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureCheck {
    /// There is none, and nobody can say that there should be.
    None(Unsigned),
    /// It fits the entry; whose key it is was not looked up: 鍵の確認は済んでいません.
    KeyNotChecked { key: PublicKey },
    /// It fits the entry, and the reader trusts the key for it under these names.
    Good { key: PublicKey, principals: Vec<Principal> },
    /// The same stands among the faults of the entry.
    Bad(BadSignature),
}

/// Why a missing signature is no fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsigned {
    /// No list of signers was given.
    NotAsked,
    /// The list has no key of the role.
    NoKey,
    /// It was sealed before the first key of the role: 署名の導入前.
    BeforeKeys { from: DateTime<Utc> },
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// The reader trusts a key that was valid when the entry was sealed.
    #[error("the entry is not signed")]
    Missing,
    #[error("it cannot be taken: {0}")]
    Form(SignatureError),
    /// The list, the signature or both are not what they were.
    #[error("it does not fit what was sealed")]
    Altered { key: PublicKey },
    /// Made for something else than this kind of entry.
    #[error("it is for {namespace}")]
    OtherRole { key: PublicKey, namespace: String },
    #[error("the key is not on the list")]
    UnknownKey { key: PublicKey },
    #[error("the key is trusted for another role")]
    KeyOfOtherRole { key: PublicKey, principals: Vec<Principal> },
    #[error("the key was not valid then")]
    NotThen { key: PublicKey, principals: Vec<Principal>, validity: Validity },
}

impl BadSignature {
    /// As JSON has it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Missing => "not_signed",
            Self::Form(_) => "signature_form",
            Self::Altered { .. } => "signature_altered",
            Self::OtherRole { .. } => "signature_other_role",
            Self::UnknownKey { .. } => "key_unknown",
            Self::KeyOfOtherRole { .. } => "key_other_role",
            Self::NotThen { .. } => "key_not_valid_then",
        }
    }

    pub fn key(&self) -> Option<&PublicKey> {
        match self {
            Self::Missing | Self::Form(_) => None,
            Self::Altered { key }
            | Self::OtherRole { key, .. }
            | Self::UnknownKey { key }
            | Self::KeyOfOtherRole { key, .. }
            | Self::NotThen { key, .. } => Some(key),
        }
    }
}

impl SignatureCheck {
    pub fn key(&self) -> Option<&PublicKey> {
        match self {
            Self::None(_) => None,
            Self::KeyNotChecked { key } | Self::Good { key, .. } => Some(key),
            Self::Bad(bad) => bad.key(),
        }
    }
}

/// What a signature file says of the bytes of a `SEAL`, whoever's the key may be.
pub(super) fn check(file: &[u8], seal: &[u8], role: Role) -> SignatureCheck {
    let signature = match Signature::parse(file) {
        Ok(signature) => signature,
        Err(why) => return SignatureCheck::Bad(BadSignature::Form(why)),
    };
    let key = *signature.key();
    if !signature.covers(seal) {
        return SignatureCheck::Bad(BadSignature::Altered { key });
    }
    if signature.namespace() != role.namespace() {
        let namespace = signature.namespace().to_owned();
        return SignatureCheck::Bad(BadSignature::OtherRole { key, namespace });
    }
    SignatureCheck::KeyNotChecked { key }
}

impl EntryCheck {
    /// Who signs entries of this kind.
    pub fn role(&self) -> Role {
        Role::of(self.name.kind)
    }

    pub(super) fn set_signed(&mut self, signed: SignatureCheck) {
        if let SignatureCheck::Bad(bad) = &signed {
            self.tell(SEAL_SIG, Wrong::Signature(bad.clone()));
        }
        self.signed = signed;
    }

    /// Looks the key up in the reader's list, or asks why there is none.
    pub(super) fn look_up(&mut self, trust: &AllowedSigners) {
        // Without a readable SEAL there is no time to look up; that is told as a fault of its own.
        let Some(text) = &self.text else { return };
        let (role, at) = (self.role(), text.signed_at.time().to_utc());
        let signed = match &self.signed {
            SignatureCheck::KeyNotChecked { key } => of_key(trust, *key, role, at),
            SignatureCheck::None(_) => match trust.signed_from(role) {
                None => SignatureCheck::None(Unsigned::NoKey),
                Some(Some(from)) if at < from => {
                    SignatureCheck::None(Unsigned::BeforeKeys { from })
                }
                Some(_) => SignatureCheck::Bad(BadSignature::Missing),
            },
            SignatureCheck::Good { .. } | SignatureCheck::Bad(_) => return,
        };
        self.set_signed(signed);
    }
}

fn of_key(trust: &AllowedSigners, key: PublicKey, role: Role, at: DateTime<Utc>) -> SignatureCheck {
    SignatureCheck::Bad(match trust.look_up(&key, role, at) {
        Found::Trusted { principals } => {
            return SignatureCheck::Good { key, principals: principals.to_vec() };
        }
        Found::NotThen { principals, validity } => {
            BadSignature::NotThen { key, principals: principals.to_vec(), validity }
        }
        Found::OtherRole { principals } => {
            BadSignature::KeyOfOtherRole { key, principals: principals.to_vec() }
        }
        Found::Unknown => BadSignature::UnknownKey { key },
    })
}
