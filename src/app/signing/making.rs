//! Making a key: two files beside each other, never over others, readable by their owner only.
//!
//! A key without a passphrase is made only where that was asked for in so many words.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{PassphraseFault, SigningFailure, default_key, public_file, refuse_inside};
use crate::app::{App, Failure};
use crate::store::fs::{self, FsError, Privacy};
use crate::store::sign::{KeyComment, Passphrase, PublicKey, Role, Signer};

/// What a key is to be.
#[derive(Debug, Clone)]
pub struct KeyRequest<'a> {
    pub role: Role,
    pub principal: &'a str,
    /// `None` for the place of the role in the folder of settings.
    pub file: Option<&'a Path>,
}

/// A key that was made.
#[derive(Debug, Clone)]
pub struct KeyMade {
    pub file: PathBuf,
    pub public_file: PathBuf,
    pub key: PublicKey,
    pub comment: KeyComment,
}

/// Makes a key. `passphrase` is asked for once all else is known to be well; `None` from it makes
/// a key that asks for none.
pub fn make(
    app: &App,
    request: &KeyRequest<'_>,
    passphrase: impl FnOnce(&Path) -> Result<Option<Passphrase>, Failure>,
) -> Result<KeyMade, Failure> {
    let text = request.principal;
    let wrong = |_| SigningFailure::Principal { text: text.to_owned() };
    let principal = text.parse().map_err(wrong)?;
    let file = match (request.file, default_key(app, request.role)) {
        (Some(file), _) => file.to_owned(),
        (None, Some(file)) => file,
        (None, None) => return Err(SigningFailure::NoPlace.into()),
    };
    let beside = public_file(&file);
    refuse_inside(app, &file)?;
    for file in [&file, &beside] {
        if app.root.fs().metadata(file).is_ok() {
            return Err(SigningFailure::Exists { file: file.clone() }.into());
        }
    }
    fs::create_dirs(app.root.fs(), fs::parent(&file))?;
    refuse_exposed(app, &file)?;
    let passphrase = passphrase(&file)?;
    if passphrase.as_ref().is_some_and(Passphrase::is_empty) {
        return Err(SigningFailure::Passphrase(PassphraseFault::Empty).into());
    }
    let made = Some(app.now().date());
    let comment = KeyComment { principal: Some(principal), role: Some(request.role), made };
    let mut seed = Zeroizing::new([0; Signer::SEED]);
    let mut noise = [0; Signer::NOISE];
    let chance = getrandom::fill(&mut *seed).and_then(|()| getrandom::fill(&mut noise));
    chance.map_err(|_| SigningFailure::NoChance)?;
    let signer = Signer::new(&seed, &comment);
    let key = signer.public();
    write(app, &file, &signer.to_file(passphrase.as_ref(), &noise))?;
    let line = format!("{} {comment}\n", key.line());
    if let Err(error) = write(app, &beside, &line) {
        // Half a pair would bar the next attempt, and nobody has relied on it yet.
        let _ = app.root.fs().remove_file(&file);
        return Err(error);
    }
    Ok(KeyMade { file, public_file: beside, key, comment })
}

/// Tries with an empty file whether the disk keeps others from reading: exFAT and FAT do not, and
/// say nothing.
fn refuse_exposed(app: &App, file: &Path) -> Result<(), Failure> {
    let fs = app.root.fs();
    drop(fs.create_new(file)?);
    let privacy = fs.privacy(file);
    fs.remove_file(file)?;
    match privacy? {
        Privacy::Owner | Privacy::Unknown => Ok(()),
        Privacy::Others { mode } => {
            Err(SigningFailure::Exposed { file: file.to_owned(), mode }.into())
        }
    }
}

fn write(app: &App, file: &Path, text: &str) -> Result<(), Failure> {
    match app.root.write_new(file, text) {
        Ok(()) => Ok(()),
        Err(error) if FsError::is_already_there(&error) => {
            Err(SigningFailure::Exists { file: file.to_owned() }.into())
        }
        Err(error) => Err(error.into()),
    }
}
