//! What can go wrong with keys and the list of signers.
//!
//! The words for it are in `tell_signing`.

use std::path::PathBuf;

use crate::app::failure::Exit;
use crate::store::sign::{KeyError, KeyLineError, Principal, Role, TrustError};

#[derive(Debug, thiserror::Error)]
pub enum SigningFailure {
    #[error("no folder of settings is known")]
    NoPlace,
    #[error("{} is in the society's folder", file.display())]
    Inside { file: PathBuf },
    #[error("{} is there already", file.display())]
    Exists { file: PathBuf },
    /// The disk does not keep the mode of a new file.
    #[error("{} would be readable by others (mode {mode:o})", file.display())]
    Exposed { file: PathBuf, mode: u32 },
    #[error("{} is readable by others (mode {mode:o})", file.display())]
    Unprotected { file: PathBuf, mode: u32 },
    #[error("{}: {why}", file.display())]
    Key { file: PathBuf, why: KeyError },
    #[error("there is no key of the {role:?}")]
    NoKey { role: Option<Role> },
    #[error("{0:?}")]
    Passphrase(PassphraseFault),
    /// A passphrase is needed and nobody can be asked.
    #[error("nobody can be asked for the passphrase of {}", file.display())]
    NobodyToAsk { file: PathBuf },
    #[error("asking was broken off")]
    BrokenOff,
    #[error("{text:?} is no name of a key")]
    Principal { text: String },
    #[error("{text:?}: {why}")]
    PublicKey { text: String, why: KeyLineError },
    /// Neither the key nor its reader says whose it is.
    #[error("nobody says whose key it is")]
    NoPrincipal,
    #[error("nobody says which role the key has")]
    NoRole,
    #[error("the key was made for the {made:?}, not the {asked:?}")]
    OtherRole { made: Role, asked: Role },
    #[error("{}: {why}", file.display())]
    Trust { file: PathBuf, why: TrustError },
    #[error("{}: line {number} has the key already", file.display())]
    Duplicate { file: PathBuf, number: usize },
    /// The key stands there for another role, or for someone else.
    #[error("{}: line {number} has the key otherwise", file.display())]
    KeyConflict { file: PathBuf, number: usize },
    /// Who it belongs to stands there in the other role.
    #[error("{}: line {number} has {principal} in another role", file.display())]
    RoleConflict { file: PathBuf, number: usize, principal: Principal },
    #[error("the system yields no random bytes")]
    NoChance,
}

/// Why a passphrase is not taken for a new key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassphraseFault {
    Empty,
    /// The second time it was another.
    Different,
}

impl SigningFailure {
    pub fn exit(&self) -> Exit {
        match self {
            Self::NoPlace
            | Self::NoKey { .. }
            | Self::NobodyToAsk { .. }
            | Self::Principal { .. }
            | Self::PublicKey { .. }
            | Self::NoPrincipal
            | Self::NoRole
            | Self::Trust { .. } => Exit::Usage,
            Self::Inside { .. }
            | Self::Exists { .. }
            | Self::Exposed { .. }
            | Self::Unprotected { .. }
            | Self::Key { .. }
            | Self::Passphrase(_)
            | Self::BrokenOff
            | Self::OtherRole { .. }
            | Self::Duplicate { .. }
            | Self::KeyConflict { .. }
            | Self::RoleConflict { .. }
            | Self::NoChance => Exit::Refused,
        }
    }
}
