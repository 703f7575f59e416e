//! The right to write: one lock for the whole folder, whoever takes it.

use crate::app::App;
use crate::app::failure::ReadOnly;
use crate::domain::society::Society;
use crate::store::lock::{Holder, Lock, LockError};
use crate::store::shape::instant_text;

/// Takes the right to write, creating `reports/` if need be.
pub(in crate::app) fn lock(app: &App, society: &Society) -> Result<Lock, ReadOnly> {
    lock_as(app, &society.people.inspector)
}

/// The same for whoever is named.
pub(in crate::app) fn lock_as(app: &App, name: &str) -> Result<Lock, ReadOnly> {
    let root = &app.root;
    root.make_reports().map_err(|_| ReadOnly::NotWritable)?;
    let holder = Holder {
        pid: std::process::id(),
        name: name.to_owned(),
        since: instant_text(app.now().at),
    };
    Lock::acquire(root.fs(), &root.reports(), &holder).map_err(|error| match error {
        LockError::Held { by, .. } => ReadOnly::Held { by },
        LockError::Unsupported { .. } => ReadOnly::NoLocks,
        LockError::Fs(_) => ReadOnly::NotWritable,
    })
}
