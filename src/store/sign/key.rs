//! Public keys and the names they go by.
//!
//! Whether a key is to be trusted is for the list of allowed signers.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{PUBLIC_KEY_LENGTH, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::wire::{Reader, put};
use crate::store::plain::disturbs;
use crate::text::base64;

/// The one type of key that is used, as OpenSSH calls it.
pub(super) const KEY_TYPE: &str = "ssh-ed25519";

/// An Ed25519 key that can be signed with, or rather its public half: a point of the curve, and
/// none that any signature fits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; PUBLIC_KEY_LENGTH]);

impl PublicKey {
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let key = Self(bytes.try_into().ok()?);
        (!key.point()?.is_weak()).then_some(key)
    }

    pub(super) fn of(key: &SigningKey) -> Self {
        Self(key.verifying_key().to_bytes())
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// To check signatures with.
    pub(super) fn point(&self) -> Option<VerifyingKey> {
        VerifyingKey::from_bytes(&self.0).ok()
    }

    /// As OpenSSH packs it: the type, then the 32 bytes.
    pub(super) fn packed(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, KEY_TYPE.as_bytes());
        put(&mut out, &self.0);
        out
    }

    pub(super) fn unpack(bytes: &[u8]) -> Result<Self, KeyLineError> {
        let mut reader = Reader::new(bytes);
        let kind = reader.string().ok_or(KeyLineError::Damaged)?;
        if kind != KEY_TYPE.as_bytes() {
            let found = String::from_utf8_lossy(kind).chars().take(MAX_TOLD).collect();
            return Err(KeyLineError::OtherType { found });
        }
        let key = reader.string().and_then(Self::from_bytes).ok_or(KeyLineError::Damaged)?;
        reader.end().ok_or(KeyLineError::Damaged)?;
        Ok(key)
    }

    /// The base64 of a line of `.pub`.
    pub(super) fn read_base64(text: &str) -> Result<Self, KeyLineError> {
        Self::unpack(&base64::decode(text.as_bytes()).ok_or(KeyLineError::Damaged)?)
    }

    /// `ssh-ed25519 AAAA… comment`: the one line of a `.pub` file, and its comment.
    pub fn read_line(line: &str) -> Result<(Self, &str), KeyLineError> {
        let (kind, rest) = line.trim().split_once([' ', '\t']).ok_or(KeyLineError::NoKey)?;
        if kind != KEY_TYPE {
            return Err(if is_key_type(kind) {
                KeyLineError::OtherType { found: kind.chars().take(MAX_TOLD).collect() }
            } else {
                KeyLineError::NoKey
            });
        }
        let rest = rest.trim_start();
        let (coded, comment) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
        Ok((Self::read_base64(coded)?, comment.trim()))
    }

    /// `ssh-ed25519 AAAA…`, without comment and line end.
    pub fn line(&self) -> String {
        format!("{KEY_TYPE} {}", base64::encode(&self.packed()))
    }

    /// `SHA256:…`, as `ssh-keygen -l` prints it.
    pub fn fingerprint(&self) -> String {
        let digest = base64::encode(&Sha256::digest(self.packed()));
        format!("SHA256:{}", digest.trim_end_matches('='))
    }
}

/// By its fingerprint.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// How much of an unknown name is told.
pub(super) const MAX_TOLD: usize = 40;

/// Whether OpenSSH has keys of this type, as far as names show it.
pub(super) fn is_key_type(text: &str) -> bool {
    ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "webauthn-sk-"]
        .iter()
        .any(|start| text.starts_with(start))
}

/// Why a line is no public key that is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyLineError {
    #[error("there is no public key")]
    NoKey,
    #[error("the key is of type {found:?}, not {KEY_TYPE}")]
    OtherType { found: String },
    #[error("the key is damaged")]
    Damaged,
}

/// Whom a key belongs to, as lists of allowed signers name it: `officer@kenpo`.
///
/// One to 100 characters, none of which means anything to `ssh-keygen`: no white space, comma,
/// quote, backslash, `*`, `?`, `!`, and no `#` at its beginning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Principal(String);

impl Principal {
    const MAX: usize = 100;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Principal {
    type Err = BadPrincipal;

    fn from_str(text: &str) -> Result<Self, BadPrincipal> {
        let meant = |c: char| c.is_whitespace() || disturbs(c) || ",\"\\*?!'".contains(c);
        let length = text.chars().count();
        let option = ["namespaces=", "valid-after=", "valid-before=", "cert-authority"];
        let looks_otherwise = text.starts_with(['#', '-'])
            || is_key_type(text)
            || option.iter().any(|start| text.to_ascii_lowercase().starts_with(start));
        if (1..=Self::MAX).contains(&length) && !text.contains(meant) && !looks_otherwise {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadPrincipal { text: text.chars().take(MAX_TOLD).collect() })
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a name for a key: {text:?}")]
pub struct BadPrincipal {
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `ssh-keygen`, which prints the fingerprint below for it.
    const LINE: &str = "ssh-ed25519 \
        AAAAC3NzaC1lZDI1NTE5AAAAIGVdwTNNkZ64JUb66aLdVcYjyf8GVeH5rBLBIicK2nAN officer@kenpo";

    #[test]
    fn a_line_of_ssh_keygen_reads_as_it_prints_it() {
        let (key, comment) = PublicKey::read_line(LINE).unwrap();
        assert_eq!(key.fingerprint(), "SHA256:hqYl+lw2wHEFOZtRB1Gkk2GhtZ04XjeoeMU3nA+tsw0");
        assert_eq!(format!("{} {comment}", key.line()), LINE);
        assert_eq!(PublicKey::read_line(&format!("{LINE}\r\n")).unwrap(), (key, comment));
        assert_eq!(PublicKey::read_line(&key.line()).unwrap(), (key, ""));
    }

    #[test]
    fn what_is_no_such_key_says_why() {
        let wrong = |line: &str| PublicKey::read_line(line).unwrap_err();
        assert_eq!(wrong(""), KeyLineError::NoKey);
        assert_eq!(wrong("鍵 です"), KeyLineError::NoKey);
        let other = KeyLineError::OtherType { found: "ssh-rsa".into() };
        assert_eq!(wrong("ssh-rsa AAAA x"), other);
        assert_eq!(wrong("ssh-ed25519 AAAA x"), KeyLineError::Damaged);
        assert_eq!(wrong(&LINE.replace("NkZ64", "NkZ65")[..40]), KeyLineError::Damaged);
        // All zeros is a point of small order: every message would fit it.
        let mut weak = Vec::new();
        put(&mut weak, KEY_TYPE.as_bytes());
        put(&mut weak, &[0; 32]);
        assert_eq!(PublicKey::unpack(&weak), Err(KeyLineError::Damaged));
    }

    #[test]
    fn names_of_keys_mean_nothing_else_to_ssh_keygen() {
        for text in ["officer@kenpo", "kanji-gosen", "監事（互選）", "a"] {
            assert_eq!(text.parse::<Principal>().unwrap().as_str(), text);
        }
        for text in [
            "",
            " a",
            "a b",
            "a,b",
            "*",
            "a?",
            "!a",
            "\"a\"",
            "#a",
            "a\u{3000}b",
            "a\u{202e}b",
            "ssh-ed25519",
            "-f",
            "namespaces=x",
            "Cert-Authority",
            "a\\b",
            &"長".repeat(101),
        ] {
            assert!(text.parse::<Principal>().is_err(), "{text:?}");
        }
    }
}
