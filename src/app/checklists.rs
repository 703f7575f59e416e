//! Finding and reading checklists: the society's own files first, then the embedded ones.

use std::path::{Path, PathBuf};

use super::App;
use super::failure::{Failure, Wrong};
use crate::domain::checklist::Checklist;
use crate::domain::fault::Fault;
use crate::domain::id::ChecklistId;
use crate::store::checklists::{Catalog, CatalogError, FaultyFile, Listed};
use crate::store::root::MAX_DEFINITION;

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

/// The checklist of an id as a person gives it.
pub fn named(app: &App, id: &str) -> Result<Checklist, Failure> {
    let known = ChecklistId::new(id.trim());
    load(app, &known.map_err(|_| Failure::Wrong(Wrong::ChecklistId { text: id.to_owned() }))?)
}

/// The checklist of a file or, where the text is an id and no file is called so, of that id. An
/// old edition may be kept under any name: its id is the one written in it.
pub fn edition(app: &App, file: &Path) -> Result<Checklist, Failure> {
    let id = file.to_str().and_then(|text| ChecklistId::new(text).ok());
    if let Some(id) = id.filter(|_| app.root.fs().metadata(file).is_err()) {
        return load(app, &id);
    }
    let text = app.root.text(file, MAX_DEFINITION)?;
    let mut files = app.root.checklist_files()?;
    let stated = stated_id(&text);
    let id = stated.clone().map_or_else(|| stem(file), |id| id.to_string());
    files.push((format!("{id}.toml"), text.clone()));
    let catalog = Catalog::new(files);
    if let Some(id) = stated {
        return Ok(catalog.load(&id)?);
    }
    let name = file.display().to_string();
    let (faults, _) = catalog.lint(&name, &text);
    let files = vec![FaultyFile { file: name, text, faults }];
    Err(CatalogError::Faulty { files }.into())
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn stated_id(text: &str) -> Option<ChecklistId> {
    let table: toml::Table = text.parse().ok()?;
    ChecklistId::new(table.get("id")?.as_str()?).ok()
}

/// A file and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Linted {
    pub file: String,
    pub text: String,
    pub faults: Vec<Fault>,
    /// How many items it asks; `None` if it cannot be used.
    pub items: Option<usize>,
}

/// All that is wrong with `files`, each seen together with the others, the society's own and the
/// embedded ones; and those, where faults point.
pub fn lint(app: &App, files: &[PathBuf]) -> Result<(Vec<Linted>, Catalog), Failure> {
    let mut given = Vec::new();
    for file in files {
        let text = app.root.text(file, MAX_DEFINITION)?;
        given.push((file.display().to_string(), text));
    }
    let mut all = app.root.checklist_files()?;
    all.extend(given.iter().cloned());
    let catalog = Catalog::new(all);
    let linted = given.into_iter().map(|(file, text)| {
        let (faults, items) = catalog.lint(&file, &text);
        Linted { file, text, faults, items }
    });
    Ok((linted.collect(), catalog))
}
