//! A private key in the file form of OpenSSH, and signing with it.
//!
//! Secrets are wiped from memory when dropped. It takes the ciphers that `ssh-keygen` uses by
//! itself, none and `aes256-ctr`, and asks no one for anything: passphrase and chance are
//! handed in.
//!
//! ```text
//! openssh-key-v1\0 | cipher | kdf | salt, rounds | 1 | public key | locked part   in the armour
//! check | check | type | public key | seed, public key | comment | 1 2 3 …     the locked part
//! ```

use std::fmt;

use aes::Aes256;
use ctr::Ctr128BE;
use ctr::cipher::{KeyIvInit as _, StreamCipher as _};
use ed25519_dalek::{SECRET_KEY_LENGTH, Signer as _, SigningKey};
use zeroize::Zeroizing;

use super::armour::Armour;
use super::comment::KeyComment;
use super::key::{KEY_TYPE, KeyLineError, MAX_TOLD, PublicKey};
use super::signature::{Signature, to_sign};
use super::wire::{Reader, put};
use super::{MAX_KEY_FILE, Role};

const ARMOUR: Armour = Armour("OPENSSH PRIVATE KEY");
const MAGIC: &[u8] = b"openssh-key-v1\0";
const NONE: &str = "none";
const CIPHER: &str = "aes256-ctr";
const KDF: &str = "bcrypt";
const KEY: usize = 32;
const IV: usize = 16;
/// What a new key is locked with, as OpenSSH does since 9.4: half a second for who knows the
/// passphrase, and for each guess of who does not.
const ROUNDS: u32 = 24;
/// More would take minutes: a file that asks for it was not made to be opened.
const MAX_ROUNDS: u32 = 2000;
const BLOCK: usize = 16;
const BLOCK_UNLOCKED: usize = 8;

/// What opens a key; wiped when dropped, and never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The longest, in bytes: `ssh-keygen` reads no more.
    pub const MAX: usize = 1000;

    /// To be typed into.
    pub fn empty() -> Self {
        // With room for the longest, so that the text never moves and leaves a copy behind.
        Self(Zeroizing::new(String::with_capacity(Self::MAX)))
    }

    /// The letters of a text, as far as there is room.
    pub fn of(text: &str) -> Self {
        let mut passphrase = Self::empty();
        text.chars().for_each(|c| passphrase.push(c));
        passphrase
    }

    /// A letter for which there is no room is not taken in.
    pub fn push(&mut self, c: char) {
        if self.0.len() + c.len_utf8() <= Self::MAX {
            self.0.push(c);
        }
    }

    /// Takes the last letter away.
    pub fn erase(&mut self) {
        self.0.pop();
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many letters it has.
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// Why a file yields no key to sign with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("it is no private key of OpenSSH")]
    NotOne,
    #[error("it is a public key")]
    Public,
    #[error("the key is of type {found:?}, not {KEY_TYPE}")]
    OtherType { found: String },
    #[error("it is locked with {found:?}, not {CIPHER}")]
    Cipher { found: String },
    #[error("it asks for {found} rounds, more than {MAX_ROUNDS}")]
    Rounds { found: u32 },
    #[error("the passphrase is missing")]
    NoPassphrase,
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    #[error("it is damaged")]
    Damaged,
}

/// A key file that was read but not opened.
#[derive(Clone)]
pub struct LockedKey {
    public: PublicKey,
    lock: Option<Lock>,
    inside: Zeroizing<Vec<u8>>,
}

#[derive(Debug, Clone)]
struct Lock {
    salt: Vec<u8>,
    rounds: u32,
}

impl fmt::Debug for LockedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LockedKey").field("public", &self.public).finish_non_exhaustive()
    }
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(MAX_TOLD).collect()
}

impl LockedKey {
    pub fn parse(file: &[u8]) -> Result<Self, KeyError> {
        if file.starts_with(KEY_TYPE.as_bytes()) {
            return Err(KeyError::Public);
        }
        if file.len() as u64 > MAX_KEY_FILE {
            return Err(KeyError::NotOne);
        }
        let bytes = ARMOUR.unwrap(file).ok_or(KeyError::NotOne)?;
        let mut reader = Reader::new(&bytes);
        reader.literal(MAGIC).ok_or(KeyError::NotOne)?;
        let mut part = || reader.string().ok_or(KeyError::Damaged);
        let (cipher, kdf, options) = (part()?, part()?, part()?);
        let lock = read_lock(cipher, kdf, options)?;
        (reader.number() == Some(1)).then_some(()).ok_or(KeyError::Damaged)?;
        let public = reader.string().ok_or(KeyError::Damaged)?;
        let public = PublicKey::unpack(public).map_err(|why| match why {
            KeyLineError::OtherType { found } => KeyError::OtherType { found },
            KeyLineError::NoKey | KeyLineError::Damaged => KeyError::Damaged,
        })?;
        let inside = reader.string().ok_or(KeyError::Damaged)?;
        reader.end().ok_or(KeyError::Damaged)?;
        let block = if lock.is_some() { BLOCK } else { BLOCK_UNLOCKED };
        if inside.is_empty() || !inside.len().is_multiple_of(block) {
            return Err(KeyError::Damaged);
        }
        Ok(Self { public, lock, inside: Zeroizing::new(inside.to_vec()) })
    }

    /// What the file says outside its lock; [`LockedKey::open`] checks it.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// The key; takes as long as the file asks for. A passphrase for an unlocked file is ignored.
    pub fn open(&self, passphrase: &Passphrase) -> Result<Signer, KeyError> {
        let mut inside = self.inside.clone();
        if let Some(lock) = &self.lock {
            if passphrase.is_empty() {
                return Err(KeyError::NoPassphrase);
            }
            apply(passphrase, lock, &mut inside)?;
        }
        let mut reader = Reader::new(&inside);
        // The same number twice: with another passphrase they differ.
        let checks = (reader.number(), reader.number());
        if checks.0.is_none() || checks.0 != checks.1 {
            let locked = self.lock.is_some();
            return Err(if locked { KeyError::WrongPassphrase } else { KeyError::Damaged });
        }
        self.read_inside(&mut reader).ok_or(KeyError::Damaged)
    }

    fn read_inside(&self, reader: &mut Reader<'_>) -> Option<Signer> {
        (reader.string()? == KEY_TYPE.as_bytes()).then_some(())?;
        let public = PublicKey::from_bytes(reader.string()?)?;
        let (seed, again) = reader.string()?.split_first_chunk::<SECRET_KEY_LENGTH>()?;
        let key = SigningKey::from_bytes(seed);
        let comment = reader.string()?;
        let padding = reader.rest();
        let counted = padding.iter().zip(1u8..).all(|(byte, count)| *byte == count);
        let padded = padding.len() < BLOCK && counted;
        // The halves must belong together, or signing would give the secret one away.
        let fits = PublicKey::of(&key) == public && again == public.as_bytes();
        let comment = String::from_utf8_lossy(comment).into_owned();
        (fits && public == self.public && padded).then_some(Signer { key, comment })
    }
}

fn read_lock(cipher: &[u8], kdf: &[u8], options: &[u8]) -> Result<Option<Lock>, KeyError> {
    if cipher == NONE.as_bytes() && kdf == NONE.as_bytes() && options.is_empty() {
        return Ok(None);
    }
    if cipher != CIPHER.as_bytes() {
        return Err(KeyError::Cipher { found: told(cipher) });
    }
    if kdf != KDF.as_bytes() {
        return Err(KeyError::Cipher { found: told(kdf) });
    }
    let mut reader = Reader::new(options);
    let salt = reader.string().ok_or(KeyError::Damaged)?.to_vec();
    let rounds = reader.number().ok_or(KeyError::Damaged)?;
    reader.end().ok_or(KeyError::Damaged)?;
    if salt.is_empty() || rounds == 0 {
        return Err(KeyError::Damaged);
    }
    if rounds > MAX_ROUNDS {
        return Err(KeyError::Rounds { found: rounds });
    }
    Ok(Some(Lock { salt, rounds }))
}

/// Locks or unlocks `bytes` in place: with this cipher both are the same.
fn apply(passphrase: &Passphrase, lock: &Lock, bytes: &mut [u8]) -> Result<(), KeyError> {
    let mut derived = Zeroizing::new([0; KEY + IV]);
    bcrypt_pbkdf::bcrypt_pbkdf(passphrase.0.as_bytes(), &lock.salt, lock.rounds, &mut *derived)
        .map_err(|_| KeyError::Damaged)?;
    let (key, iv) = derived.split_at(KEY);
    let mut cipher = Ctr128BE::<Aes256>::new_from_slices(key, iv).map_err(|_| KeyError::Damaged)?;
    cipher.apply_keystream(bytes);
    Ok(())
}

/// A key that signs.
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
    comment: String,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("public", &self.public()).finish_non_exhaustive()
    }
}

impl Signer {
    /// Bytes of chance a file takes.
    pub const NOISE: usize = 20;
    /// Bytes of chance a key takes.
    pub const SEED: usize = SECRET_KEY_LENGTH;

    /// The key of a seed, which must come from a source of chance fit for secrets.
    pub fn new(seed: &Zeroizing<[u8; Self::SEED]>, comment: &KeyComment) -> Self {
        Self { key: SigningKey::from_bytes(seed), comment: comment.to_string() }
    }

    pub fn public(&self) -> PublicKey {
        PublicKey::of(&self.key)
    }

    /// What the file says beside the key: as a rule the name it goes by.
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// The signature file over these bytes; the same for the same bytes, always.
    pub fn sign(&self, role: Role, message: &[u8]) -> Signature {
        let namespace = role.namespace();
        let raw = self.key.sign(&to_sign(namespace, message));
        Signature::new(self.public(), namespace, raw)
    }

    /// The key as a file, locked with the passphrase or, without one, not locked.
    pub fn to_file(
        &self,
        passphrase: Option<&Passphrase>,
        noise: &[u8; Self::NOISE],
    ) -> Zeroizing<String> {
        let (check, salt) = noise.split_at(4);
        let mut inside = self.inside(check);
        let block = if passphrase.is_some() { BLOCK } else { BLOCK_UNLOCKED };
        let missing = inside.len().next_multiple_of(block) - inside.len();
        inside.extend((1..).take(missing));
        let mut out = Zeroizing::new(MAGIC.to_vec());
        let mut options = Vec::new();
        if let Some(passphrase) = passphrase {
            let lock = Lock { salt: salt.to_vec(), rounds: ROUNDS };
            apply(passphrase, &lock, &mut inside)
                .unwrap_or_else(|_| unreachable!("salt, rounds and lengths are ours"));
            put(&mut options, salt);
            options.extend_from_slice(&ROUNDS.to_be_bytes());
        }
        let (cipher, kdf) = if passphrase.is_some() { (CIPHER, KDF) } else { (NONE, NONE) };
        put(&mut out, cipher.as_bytes());
        put(&mut out, kdf.as_bytes());
        put(&mut out, &options);
        out.extend_from_slice(&1u32.to_be_bytes());
        put(&mut out, &self.public().packed());
        put(&mut out, &inside);
        ARMOUR.wrap(&out)
    }

    fn inside(&self, check: &[u8]) -> Zeroizing<Vec<u8>> {
        let public = self.key.verifying_key();
        // With room for all, so that nothing of it is left behind by growing.
        let mut out = Zeroizing::new(Vec::with_capacity(256 + self.comment.len()));
        out.extend_from_slice(check);
        out.extend_from_slice(check);
        put(&mut out, KEY_TYPE.as_bytes());
        put(&mut out, public.as_bytes());
        put(&mut out, Zeroizing::new(self.key.to_keypair_bytes()).as_slice());
        put(&mut out, self.comment.as_bytes());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `ssh-keygen -t ed25519 -N "" -C officer@kenpo`, for these tests only.
    const PLAIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACBlXcEzTZGeuCVG+umi3VXGI8n/BlXh+awSwSInCtpwDQAAAJDamPN22pjz
dgAAAAtzc2gtZWQyNTUxOQAAACBlXcEzTZGeuCVG+umi3VXGI8n/BlXh+awSwSInCtpwDQ
AAAEC2YJI3bLA+Owd35IWh3lSx802df4KorMZXTFSxiuAVGGVdwTNNkZ64JUb66aLdVcYj
yf8GVeH5rBLBIicK2nANAAAADW9mZmljZXJAa2VucG8=
-----END OPENSSH PRIVATE KEY-----
";
    /// The same with `-N 点検の鍵`.
    const LOCKED: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABAvntHZCB
DYHJgHnkHTllWVAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIHGPXKszbLN86iiF
lgRtsW38rT28DOj9zwxe6GPdkHDDAAAAkCzj2kZ+WbxQkwnF2bbqEVDPI6Kctkb0l3dmR4
93hyWWie37pcZ/n7Jn3pG2G36aWLZIGNCMOzDQdWvvE1yPp4P7vvHDw9RaD/ADS64ZRFe0
DOxDPVyGN1LpEtlMsmHRR6JFbAXkHvYQDegk3oJFPQ5ud4I758IeGgcUFeradgP+m6IXGW
nJ3X9EzIB5xpN9Pg==
-----END OPENSSH PRIVATE KEY-----
";

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::of(text)
    }

    #[test]
    fn a_key_of_ssh_keygen_signs_as_ssh_keygen_does() {
        let key = LockedKey::parse(PLAIN.as_bytes()).unwrap();
        assert!(!key.is_locked());
        let signer = key.open(&Passphrase::default()).unwrap();
        assert_eq!(signer.comment(), "officer@kenpo");
        assert_eq!((&signer.public(), signer.public()), (key.public(), *key.public()));
        let signature = signer.sign(Role::Officer, b"hi\n");
        assert!(signature.covers(b"hi\n") && !signature.covers(b"hi"));
        let noise = [0xda, 0x98, 0xf3, 0x76].into_iter().chain([0; 16]).collect::<Vec<u8>>();
        let file = signer.to_file(None, noise.as_slice().try_into().unwrap());
        assert_eq!(*file, PLAIN);
    }

    #[test]
    fn a_locked_key_of_ssh_keygen_opens_with_its_passphrase_only() {
        let key = LockedKey::parse(LOCKED.as_bytes()).unwrap();
        assert!(key.is_locked());
        assert_eq!(key.open(&Passphrase::default()).unwrap_err(), KeyError::NoPassphrase);
        assert_eq!(key.open(&passphrase("点検の鍵 ")).unwrap_err(), KeyError::WrongPassphrase);
        let signer = key.open(&passphrase("点検の鍵")).unwrap();
        assert_eq!(signer.public(), *key.public());
        let file = signer.to_file(Some(&passphrase("別の鍵")), &[7; Signer::NOISE]);
        let again = LockedKey::parse(file.as_bytes()).unwrap();
        assert_eq!(again.open(&passphrase("点検の鍵")).unwrap_err(), KeyError::WrongPassphrase);
        assert_eq!(again.open(&passphrase("別の鍵")).unwrap().comment(), "officer@kenpo");
    }

    #[test]
    fn no_changed_or_cut_key_file_signs_with_another_key() {
        let inside = ARMOUR.unwrap(PLAIN.as_bytes()).unwrap();
        let public = *LockedKey::parse(PLAIN.as_bytes()).unwrap().public();
        let opened = |bytes: &[u8]| {
            let file = ARMOUR.wrap(bytes);
            LockedKey::parse(file.as_bytes()).and_then(|key| key.open(&Passphrase::default()))
        };
        for at in 0..inside.len() {
            assert!(opened(&inside[..at]).is_err(), "cut at {at}");
            for bit in 0..8 {
                let mut changed = inside.to_vec();
                changed[at] ^= 1 << bit;
                if let Ok(signer) = opened(&changed) {
                    assert_eq!(signer.public(), public, "bit {bit} of {at}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_key_for_us_says_why() {
        let why = |file: &str| LockedKey::parse(file.as_bytes()).unwrap_err();
        assert_eq!(why(""), KeyError::NotOne);
        assert_eq!(why("-----BEGIN RSA PRIVATE KEY-----\n"), KeyError::NotOne);
        assert_eq!(why("ssh-ed25519 AAAA x"), KeyError::Public);
        let inside = ARMOUR.unwrap(LOCKED.as_bytes()).unwrap();
        let with = |from: &[u8], to: &[u8]| {
            let at = inside.windows(from.len()).position(|w| w == from).unwrap();
            let changed = [&inside[..at], to, &inside[at + from.len()..]].concat();
            why(&ARMOUR.wrap(&changed))
        };
        assert_eq!(
            with(b"aes256-ctr", b"aes256-gcm"),
            KeyError::Cipher { found: "aes256-gcm".into() }
        );
        let rounds = with(&[0, 0, 0, 16, 0, 0, 0, 1], &[0, 1, 0, 0, 0, 0, 0, 1]);
        assert_eq!(rounds, KeyError::Rounds { found: 0x10000 });
        let kind = with(b"ssh-ed25519", b"ssh-ed25518");
        assert_eq!(kind, KeyError::OtherType { found: "ssh-ed25518".into() });
    }

    #[test]
    fn nothing_secret_is_shown_for_finding_faults() {
        let key = LockedKey::parse(PLAIN.as_bytes()).unwrap();
        let shown = format!("{key:?} {:?}", key.open(&Passphrase::default()).unwrap());
        assert!(!shown.contains("SigningKey") && shown.contains("SHA256:"), "{shown}");
        assert_eq!(format!("{:?}", passphrase("秘密")), "Passphrase(…)");
    }
}
