//! `tenken form`: the due items of a period as a form, also of a period that nobody has begun.
//!
//! It starts nothing: what is on the form is what would be asked if the period began now.

use std::path::{Path, PathBuf};

use super::inspect::{self, Work};
use super::{App, Failure, status};
use crate::domain::period::Period;
use crate::report::form_sheet::Blank;
use crate::store::names::EXPORTS;

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
        inspector: &work.society.people.inspector,
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
