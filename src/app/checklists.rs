//! Finding and reading checklists: the society's own files first, then the embedded ones.

use super::{App, Failure};
use crate::domain::checklist::Checklist;
use crate::domain::id::ChecklistId;
use crate::store::checklists::{Catalog, Listed};

/// All checklists that can be used in this folder.
pub fn catalog(app: &App) -> Result<Catalog, Failure> {
    Ok(Catalog::new(app.root.checklist_files()?))
}

pub fn list(app: &App) -> Result<Vec<Listed>, Failure> {
    Ok(catalog(app)?.list())
}

pub fn load(app: &App, id: &ChecklistId) -> Result<Checklist, Failure> {
    Ok(catalog(app)?.load(id)?)
}
