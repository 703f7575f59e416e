//! A signature file (`SSHSIG`, as `ssh-keygen -Y sign` writes it): one byte form, no other.
//!
//! Whose key it is and whether that key may sign here are other questions.
//!
//! ```text
//! SSHSIG | 1 | public key | namespace | (nothing) | sha512 | signature        in the armour
//! SSHSIG |     namespace  | (nothing) | sha512    | SHA-512 of the message    what is signed
//! ```

use ed25519_dalek::{SIGNATURE_LENGTH, Signature as Raw};
use sha2::{Digest as _, Sha512};

use super::MAX_KEY_FILE;
use super::armour::Armour;
use super::key::{KEY_TYPE, KeyLineError, MAX_TOLD, PublicKey};
use super::wire::{Reader, put};

const ARMOUR: Armour = Armour("SSH SIGNATURE");
const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const HASH: &str = "sha512";
/// The longest namespace, in bytes.
const MAX_NAMESPACE: usize = 64;

/// What a signature file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    key: PublicKey,
    namespace: String,
    raw: Raw,
}

/// Why bytes are no signature that is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("it is no signature of OpenSSH")]
    NotOne,
    #[error("version {found} is not known")]
    Version { found: u32 },
    #[error("it is by a key of type {found:?}")]
    KeyType { found: String },
    #[error("it is over the hash {found:?}")]
    Hash { found: String },
    /// All can be read, but it does not stand as `ssh-keygen` writes it.
    #[error("it is not in the canonical form")]
    NotCanonical,
}

/// What is signed: never the message itself, so that it cannot pass for something else.
pub(super) fn to_sign(namespace: &str, message: &[u8]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    put(&mut out, namespace.as_bytes());
    put(&mut out, b"");
    put(&mut out, HASH.as_bytes());
    put(&mut out, &Sha512::digest(message));
    out
}

impl Signature {
    pub(super) fn new(key: PublicKey, namespace: &str, raw: Raw) -> Self {
        Self { key, namespace: namespace.to_owned(), raw }
    }

    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The file, byte for byte as `ssh-keygen` would have written it.
    pub fn encode(&self) -> String {
        let mut raw = Vec::new();
        put(&mut raw, KEY_TYPE.as_bytes());
        put(&mut raw, &self.raw.to_bytes());
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&VERSION.to_be_bytes());
        put(&mut out, &self.key.packed());
        put(&mut out, self.namespace.as_bytes());
        put(&mut out, b"");
        put(&mut out, HASH.as_bytes());
        put(&mut out, &raw);
        ARMOUR.wrap(&out).to_string()
    }

    /// Reads the one form that [`Signature::encode`] writes.
    pub fn parse(file: &[u8]) -> Result<Self, SignatureError> {
        if file.len() as u64 > MAX_KEY_FILE {
            return Err(SignatureError::NotOne);
        }
        let inside = ARMOUR.unwrap(file).ok_or(SignatureError::NotOne)?;
        let read = Self::unpack(&inside)?;
        if read.encode().as_bytes() == file { Ok(read) } else { Err(SignatureError::NotCanonical) }
    }

    fn unpack(bytes: &[u8]) -> Result<Self, SignatureError> {
        const NOT_ONE: SignatureError = SignatureError::NotOne;
        let mut reader = Reader::new(bytes);
        reader.literal(MAGIC).ok_or(NOT_ONE)?;
        match reader.number().ok_or(NOT_ONE)? {
            VERSION => {}
            found => return Err(SignatureError::Version { found }),
        }
        let key = PublicKey::unpack(reader.string().ok_or(NOT_ONE)?).map_err(|why| match why {
            KeyLineError::OtherType { found } => SignatureError::KeyType { found },
            KeyLineError::NoKey | KeyLineError::Damaged => NOT_ONE,
        })?;
        let namespace = text(reader.string()).ok_or(NOT_ONE)?;
        let reserved = reader.string().ok_or(NOT_ONE)?;
        let hash = reader.string().ok_or(NOT_ONE)?;
        if hash != HASH.as_bytes() {
            let found = String::from_utf8_lossy(hash).chars().take(MAX_TOLD).collect();
            return Err(SignatureError::Hash { found });
        }
        let raw = raw(reader.string().ok_or(NOT_ONE)?).ok_or(NOT_ONE)?;
        if !reserved.is_empty() || reader.end().is_none() {
            return Err(SignatureError::NotCanonical);
        }
        Ok(Self { key, namespace, raw })
    }

    /// Whether it was made over these bytes with the key and namespace it names.
    pub fn covers(&self, message: &[u8]) -> bool {
        // The strict way refuses what two programs could judge differently.
        self.key.0.verify_strict(&to_sign(&self.namespace, message), &self.raw).is_ok()
    }
}

/// A namespace: not empty, and of characters that can be shown.
fn text(bytes: Option<&[u8]>) -> Option<String> {
    let text = str::from_utf8(bytes?).ok()?;
    let fits =
        (1..=MAX_NAMESPACE).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    fits.then(|| text.to_owned())
}

fn raw(bytes: &[u8]) -> Option<Raw> {
    let mut reader = Reader::new(bytes);
    (reader.string()? == KEY_TYPE.as_bytes()).then_some(())?;
    let bytes: &[u8; SIGNATURE_LENGTH] = reader.string()?.try_into().ok()?;
    reader.end()?;
    Some(Raw::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `ssh-keygen -Y sign -n tenken.officer` over the line below.
    const FILE: &str = "-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgZV3BM02RnrglRvrpot1VxiPJ/w
ZV4fmsEsEiJwracA0AAAAOdGVua2VuLm9mZmljZXIAAAAAAAAABnNoYTUxMgAAAFMAAAAL
c3NoLWVkMjU1MTkAAABAZBrnocT8mrO5pboKROVu5AZZTaqkUkdE9KgE4M8SfVLClbunMR
wOYjn0qqDFrdpSJju8l8vWoRx1nOmN0TLfAw==
-----END SSH SIGNATURE-----
";
    const MESSAGE: &[u8] = b"hi\n";

    #[test]
    fn a_signature_of_ssh_keygen_is_read_and_written_alike() {
        let signature = Signature::parse(FILE.as_bytes()).unwrap();
        assert_eq!(signature.namespace(), "tenken.officer");
        assert_eq!(signature.encode(), FILE);
        assert!(signature.covers(MESSAGE));
        assert!(!signature.covers(b"ho\n"));
    }

    #[test]
    fn no_changed_added_or_missing_byte_of_a_signature_passes() {
        let passes = |file: &[u8]| Signature::parse(file).is_ok_and(|read| read.covers(MESSAGE));
        assert!(passes(FILE.as_bytes()));
        let mut tried = 0;
        for at in 0..=FILE.len() {
            let mut added = FILE.as_bytes().to_vec();
            for byte in [b'\n', b'\r', b' ', b'A', b'=', 0, 0xff] {
                added.insert(at, byte);
                assert!(!passes(&added), "added {byte} at {at}");
                added.remove(at);
                tried += 1;
            }
            let Some(byte) = FILE.as_bytes().get(at) else { break };
            let mut file = FILE.as_bytes().to_vec();
            for bit in 0..8 {
                file[at] = byte ^ 1 << bit;
                assert!(!passes(&file), "bit {bit} at {at}");
                tried += 1;
            }
            file.remove(at);
            assert!(!passes(&file), "without {at}");
            assert!(!passes(&FILE.as_bytes()[..at]), "cut at {at}");
            tried += 2;
        }
        assert!(tried > 5000, "{tried}");
    }

    #[test]
    fn every_byte_inside_the_armour_counts() {
        let inside = ARMOUR.unwrap(FILE.as_bytes()).unwrap();
        for at in 0..inside.len() {
            for bit in 0..8 {
                let mut changed = inside.to_vec();
                changed[at] ^= 1 << bit;
                let file = ARMOUR.wrap(&changed);
                let passes = Signature::parse(file.as_bytes()).is_ok_and(|s| s.covers(MESSAGE));
                assert!(!passes, "bit {bit} of {at}");
            }
        }
    }

    #[test]
    fn what_is_not_taken_says_why() {
        let why = |file: &[u8]| Signature::parse(file).unwrap_err();
        let inside = ARMOUR.unwrap(FILE.as_bytes()).unwrap();
        let with = |from: &[u8], to: &[u8]| {
            let at = inside.windows(from.len()).position(|w| w == from).unwrap();
            let changed = [&inside[..at], to, &inside[at + from.len()..]].concat();
            ARMOUR.wrap(&changed).to_string()
        };
        assert_eq!(why(b""), SignatureError::NotOne);
        let version = with(b"SSHSIG\0\0\0\x01", b"SSHSIG\0\0\0\x00");
        assert_eq!(why(version.as_bytes()), SignatureError::Version { found: 0 });
        let hash = with(b"sha512", b"sha256");
        assert_eq!(why(hash.as_bytes()), SignatureError::Hash { found: "sha256".into() });
        let kind = with(b"ssh-ed25519", b"ssh-ed25518");
        assert_eq!(why(kind.as_bytes()), SignatureError::KeyType { found: "ssh-ed25518".into() });
        let windows = FILE.replace('\n', "\r\n");
        assert_eq!(why(windows.as_bytes()), SignatureError::NotCanonical);
        let more = format!("{FILE}\n");
        assert_eq!(why(more.as_bytes()), SignatureError::NotCanonical);
        let long = vec![b'A'; usize::try_from(MAX_KEY_FILE).unwrap() + 1];
        assert_eq!(why(&long), SignatureError::NotOne);
    }
}
