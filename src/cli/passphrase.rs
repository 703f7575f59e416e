//! Asking for the passphrase of a key before a command goes on.
//!
//! It is asked on the terminal only: never an argument, a variable or a file, where it would stay.

use std::path::Path;

use super::context::Context;
use super::reply::clean;
use super::{Keyboard, Surroundings, args};
use crate::app::Failure;
use crate::app::signing::{self, PassphraseFault, SigningFailure};
use crate::store::fs::{FsError, Op};
use crate::store::sign::{Passphrase, Role, Signer};
use crate::tui::passphrase;

/// The key to sign with in a role: the one that is named, else the person's own where there is one.
pub fn signer(
    context: &Context,
    from: &Surroundings,
    role: Role,
    args: &args::Signing,
) -> Result<Option<Signer>, Failure> {
    let own = || signing::standing_key(&context.app, role);
    let file = args.key.clone().or_else(own).filter(|_| !args.unsigned);
    file.map(|file| open(context, from, &file)).transpose()
}

/// Opens a key, asking for its passphrase where it has one.
fn open(context: &Context, from: &Surroundings, file: &Path) -> Result<Signer, Failure> {
    let passphrase = if signing::read_key(&context.app, file)?.is_locked() {
        let shown = file.display().to_string();
        ask(from, file, &clean(&context.keys.ask, &[("file", &shown)]))?
    } else {
        Passphrase::default()
    };
    signing::load(&context.app, file, &passphrase)
}

/// Asks twice for the passphrase of a new key.
pub fn choose(context: &Context, from: &Surroundings, file: &Path) -> Result<Passphrase, Failure> {
    let first = ask(from, file, &context.keys.ask_new)?;
    if first.is_empty() {
        return Err(SigningFailure::Passphrase(PassphraseFault::Empty).into());
    }
    if first != ask(from, file, &context.keys.ask_again)? {
        return Err(SigningFailure::Passphrase(PassphraseFault::Different).into());
    }
    Ok(first)
}

fn ask(from: &Surroundings, file: &Path, question: &str) -> Result<Passphrase, Failure> {
    if from.keyboard == Keyboard::None {
        return Err(SigningFailure::NobodyToAsk { file: file.to_owned() }.into());
    }
    match passphrase::ask(question, &mut std::io::stderr()) {
        Ok(Some(text)) => Ok(text),
        Ok(None) => Err(SigningFailure::BrokenOff.into()),
        Err(error) => Err(FsError::io(Op::Read, Path::new("/dev/tty"), error).into()),
    }
}
