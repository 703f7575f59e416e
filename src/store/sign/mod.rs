//! Signatures over `SEAL`: the files of OpenSSH for them, read and written by ourselves.
//!
//! Ed25519 only. It takes one byte form of a signature and no other, so that no byte of one can
//! change unnoticed, and what it takes, the stock `ssh-keygen` takes too. It asks no one for a
//! passphrase and decides nothing about where keys live.

mod armour;
mod comment;
mod key;
mod key_file;
mod signature;
mod times;
mod trust;
mod wire;

pub use comment::KeyComment;
pub use key::{BadPrincipal, KeyLineError, Principal, PublicKey};
pub use key_file::{KeyError, LockedKey, Passphrase, Signer};
pub use signature::{Signature, SignatureError};
pub use times::Zone;
pub use trust::{AllowedLine, AllowedSigners, Found, LineFault, TrustError, Validity};

use super::names::EntryKind;

/// The largest file of a key, a signature or a list of signers that is read, in bytes.
pub const MAX_KEY_FILE: u64 = 64 << 10;

/// Who signs; the namespace keeps a signature of one from passing for one of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Officer,
    Auditor,
}

impl Role {
    pub const ALL: [Self; 2] = [Self::Officer, Self::Auditor];

    /// Who signs an entry of this kind.
    pub fn of(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Report | EntryKind::Correction => Self::Officer,
            EntryKind::Audit => Self::Auditor,
        }
    }

    /// As it stands in signatures and lists: the `-n` of `ssh-keygen -Y`.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::Officer => "tenken.officer",
            Self::Auditor => "tenken.auditor",
        }
    }

    /// As options and file names have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Auditor => "auditor",
        }
    }
}
