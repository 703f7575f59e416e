//! `tenken form`: the due items of a period as a form, also of a period that nobody has begun.
//!
//! It starts nothing: what is on the form is what would be asked if the period began now.

use std::path::{Path, PathBuf};

use super::exporting::Written;
use super::inspect::{self, Work};
use super::{App, Failure, status};
use crate::domain::period::Period;
use crate::report::form_sheet::Blank;
use crate::store::names::EXPORTS;
use crate::store::root::MAX_RECORD;

/// What became of the file that a form is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    Written(Written),
    /// Another content stood there.
    Replaced,
}

/// Whether a file with other content may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    Refuse,
    Force,
}

/// The inspection that a form is of, as it stands or as it would begin.
pub fn work(app: &App, period: Period) -> Result<Work, Failure> {
    if app.root.drafts()?.contains(&period) {
        inspect::peek(app, period)
    } else {
        status::unstarted(app, period)
    }
}

/// The form of an inspection, for all its sections.
pub fn blank(work: &Work) -> Blank<'_> {
    Blank {
        society: &work.society.name,
        checklist: &work.checklist,
        inspection: &work.inspection,
        past: &work.past,
        open: &work.open,
        sections: &[],
    }
}

/// Where a form goes: `dir`, or `reports/exports/`.
pub fn place(app: &App, dir: Option<&Path>, name: &str) -> PathBuf {
    dir.map_or_else(|| app.root.reports().join(EXPORTS), Path::to_owned).join(name)
}

/// Writes a form to its file. A file with other content is refused, unless it may be replaced.
pub fn write(app: &App, file: &Path, bytes: &[u8], replace: Replace) -> Result<Made, Failure> {
    match app.root.put_new(file, bytes) {
        Ok(()) => return Ok(Made::Written(Written::New)),
        Err(error) if error.is_already_there() => {}
        Err(error) => return Err(error.into()),
    }
    if app.root.fs().read(file, MAX_RECORD).is_ok_and(|there| there == bytes) {
        return Ok(Made::Written(Written::Same));
    }
    if replace == Replace::Refuse {
        return Err(Failure::OtherContent { file: file.to_owned() });
    }
    app.root.fs().remove_file(file)?;
    app.root.put_new(file, bytes)?;
    Ok(Made::Replaced)
}
