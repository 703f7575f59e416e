//! Keys and the list of whose keys are trusted: where they are, made, opened, looked up.
//!
//! They live outside the society's folder, for whoever can rewrite that could rewrite them with
//! it. It asks no one for a passphrase; the callers do.

mod failure;
mod making;
mod trusting;

use std::path::{Path, PathBuf};

pub use failure::{PassphraseFault, SigningFailure};
pub use making::{KeyMade, KeyRequest, make};
pub use trusting::{Offer, TrustRequest, Trusted, offered_line, trust};

pub use crate::store::sign::Passphrase;

use super::verifying::{self, Against, Head, Later, Verified};
use super::{App, Failure};
use crate::store::digest::Digest;
use crate::store::fs::{self, FsError, Privacy};
use crate::store::root::SOCIETY_FILE;
use crate::store::sign::{
    AllowedSigners, KeyComment, LockedKey, MAX_KEY_FILE, PublicKey, Role, Signer, Zone,
};

/// The reader's own list, in the folder of settings.
pub const ALLOWED_SIGNERS: &str = "allowed_signers";

/// Where a new key of a role goes and is looked for, if a folder of settings is known.
pub fn default_key(app: &App, role: Role) -> Option<PathBuf> {
    Some(app.config.as_ref()?.join(format!("{}_ed25519", role.name())))
}

/// The same, where there is one.
pub fn standing_key(app: &App, role: Role) -> Option<PathBuf> {
    default_key(app, role).filter(|file| app.root.fs().metadata(file).is_ok())
}

pub fn default_list(app: &App) -> Option<PathBuf> {
    Some(app.config.as_ref()?.join(ALLOWED_SIGNERS))
}

/// `officer_ed25519.pub` beside `officer_ed25519`.
pub fn public_file(key: &Path) -> PathBuf {
    let mut name = key.as_os_str().to_owned();
    name.push(".pub");
    name.into()
}

/// Reads a key without opening it: whether it asks for a passphrase shows here.
pub fn read_key(app: &App, file: &Path) -> Result<LockedKey, Failure> {
    refuse_inside(app, file)?;
    let bytes = app.root.fs().read(file, MAX_KEY_FILE)?;
    let key = LockedKey::parse(&bytes)
        .map_err(|why| SigningFailure::Key { file: file.to_owned(), why })?;
    match app.root.fs().privacy(file)? {
        Privacy::Owner | Privacy::Unknown => Ok(key),
        Privacy::Others { mode } => {
            Err(SigningFailure::Unprotected { file: file.to_owned(), mode }.into())
        }
    }
}

/// The key to sign with. The one way to it, for sealing and audits alike.
pub fn load(app: &App, file: &Path, passphrase: &Passphrase) -> Result<Signer, Failure> {
    let key = read_key(app, file)?;
    let opened = key.open(passphrase);
    Ok(opened.map_err(|why| SigningFailure::Key { file: file.to_owned(), why })?)
}

/// A key as it may be handed around.
#[derive(Debug, Clone)]
pub struct KeyShown {
    pub file: PathBuf,
    pub key: PublicKey,
    /// What its maker wrote beside it.
    pub comment: KeyComment,
    /// Whether it asks for a passphrase; `None` for a public key.
    pub locked: Option<bool>,
}

/// The public half of a key file, or a `.pub` file.
pub fn show(app: &App, file: &Path) -> Result<KeyShown, Failure> {
    let bytes = app.root.fs().read(file, MAX_KEY_FILE)?;
    if let Ok((key, comment)) = public_key(file, &bytes) {
        return Ok(KeyShown { file: file.to_owned(), key, comment, locked: None });
    }
    let locked = read_key(app, file)?;
    let key = *locked.public();
    let beside = public_file(file);
    let beside = app.root.fs().read(&beside, MAX_KEY_FILE).ok();
    let beside = beside.and_then(|bytes| public_key(file, &bytes).ok());
    let comment = beside.filter(|(other, _)| *other == key).map(|(_, comment)| comment);
    let (comment, is_locked) = (comment.unwrap_or_default(), locked.is_locked());
    Ok(KeyShown { file: file.to_owned(), key, comment, locked: Some(is_locked) })
}

fn public_key(file: &Path, bytes: &[u8]) -> Result<(PublicKey, KeyComment), SigningFailure> {
    let text = String::from_utf8_lossy(bytes);
    match PublicKey::read_line(text.trim()) {
        Ok((key, comment)) => Ok((key, KeyComment::read(comment))),
        Err(why) => Err(SigningFailure::PublicKey { text: file.display().to_string(), why }),
    }
}

/// Whose keys the reader trusts, and where that is written.
#[derive(Debug, Clone)]
pub struct TrustList {
    pub file: PathBuf,
    pub signers: AllowedSigners,
    /// In the society's folder: whoever rewrites the entries can rewrite it too.
    pub inside: bool,
}

/// The list in `file`; without one, the reader's own if there is one.
pub fn trust_list(app: &App, file: Option<&Path>) -> Result<Option<TrustList>, Failure> {
    let file = match (file, default_list(app)) {
        (Some(file), _) => file.to_owned(),
        (None, Some(own)) if app.root.fs().metadata(&own).is_ok() => own,
        (None, _) => return Ok(None),
    };
    let bytes = app.root.fs().read(&file, MAX_KEY_FILE)?;
    let signers = AllowedSigners::parse(&bytes, Zone::Machine)
        .map_err(|why| SigningFailure::Trust { file: file.clone(), why })?;
    let inside = is_inside(app, &file)?;
    Ok(Some(TrustList { file, signers, inside }))
}

/// Reads every byte of every entry and looks keys up in the reader's own list, where there is one.
pub fn verify(app: &App, head: Option<Digest>) -> Result<Verified, Failure> {
    let list = trust_list(app, None)?;
    let head = head.map(|code| Head { code, later: Later::Accepted });
    let trust = list.as_ref().map(|list| &list.signers);
    Ok(verifying::verify_against(app, Against { head, trust }))
}

fn refuse_inside(app: &App, file: &Path) -> Result<(), Failure> {
    if is_inside(app, file)? {
        return Err(SigningFailure::Inside { file: file.to_owned() }.into());
    }
    Ok(())
}

/// Whether a file, which need not be there yet, is or would be in a society's folder: this one, or
/// any other.
fn is_inside(app: &App, file: &Path) -> Result<bool, FsError> {
    let fs = app.root.fs();
    let folder = nearest(app, fs::parent(file))?;
    let reports = app.root.reports();
    let here = app.root.is_set_up()? || fs.metadata(&reports).is_ok();
    if here && folder.starts_with(fs.real_path(app.root.dir())?) {
        return Ok(true);
    }
    Ok(folder.ancestors().any(|dir| fs.metadata(&dir.join(SOCIETY_FILE)).is_ok()))
}

/// The real path of a folder, or of the nearest one above it that is there.
fn nearest(app: &App, folder: &Path) -> Result<PathBuf, FsError> {
    let mut at = folder;
    loop {
        match app.root.fs().real_path(at) {
            Err(error) if error.is_not_found() && fs::parent(at) != at => at = fs::parent(at),
            found => return found,
        }
    }
}
