//! All checklists there are: those of a root's own folder before those in the binary.
//!
//! The caller reads the folder and hands over names and texts; nothing here touches the disk.

use std::collections::BTreeMap;
use std::path::Path;

use super::check::{Scope, check};
use super::expand::expand;
use super::keys::nearest;
use super::read::{Reading, read};
use super::source::SourceFile;
use super::tree::Faults;
use crate::domain::checklist::Checklist;
use crate::domain::fault::{Fault, FaultKind, Severity};
use crate::domain::id::ChecklistId;

const EMBEDDED: [(&str, &str); 3] = [
    ("kenpo", include_str!("../../../checklists/kenpo.toml")),
    ("fsi-kenpo", include_str!("../../../checklists/fsi-kenpo.toml")),
    ("gunma-nodan-kenpo", include_str!("../../../checklists/gunma-nodan-kenpo.toml")),
];

/// Stands before the names of those in the binary.
const EMBEDDED_MARK: &str = "embedded:";

/// Where a checklist comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The root's own folder.
    Root,
    /// The binary.
    Embedded,
}

impl Origin {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Embedded => "embedded",
        }
    }
}

/// Whether a listed checklist can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Usable { items: usize },
    Faulty { errors: usize },
}

/// One line of `checklist list`. Title and version are empty where they cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: ChecklistId,
    /// The name of the file as it was given.
    pub file: String,
    pub title: String,
    pub version: String,
    pub origin: Origin,
    pub state: State,
}

/// A file that cannot be used, with all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyFile {
    pub file: String,
    pub text: String,
    pub faults: Vec<Fault>,
}

/// Why a checklist cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    #[error("there is no checklist {id}")]
    Unknown { id: String, nearest: Option<String> },
    /// The checklist's own file, its base, or both.
    #[error("the checklist has faults in {} file(s)", files.len())]
    Faulty { files: Vec<FaultyFile> },
}

#[derive(Debug, Clone)]
struct Held {
    file: String,
    text: String,
    origin: Origin,
}

/// Every checklist file by the stem of its name.
#[derive(Debug, Clone)]
pub struct Catalog(BTreeMap<String, Held>);

impl Catalog {
    /// `files`: name or path and text of each file in the root's own folder. A file of the
    /// root wins over the embedded one of the same name.
    pub fn new(files: Vec<(String, String)>) -> Self {
        let mut held = BTreeMap::new();
        for (stem, text) in EMBEDDED {
            let file = format!("{EMBEDDED_MARK}{stem}.toml");
            let origin = Origin::Embedded;
            held.insert(stem.to_owned(), Held { file, text: text.to_owned(), origin });
        }
        for (file, text) in files {
            let origin = Origin::Root;
            held.insert(stem(&file).to_owned(), Held { file, text, origin });
        }
        Self(held)
    }

    /// Those that can be named, by id.
    pub fn list(&self) -> Vec<Listed> {
        let listed = self.0.iter().filter_map(|(stem, held)| {
            let id = ChecklistId::new(stem).ok()?;
            let reading = read(&held.file, &held.text);
            let text = |at: Option<&super::source::At<String>>| {
                at.map(|at| at.value.clone()).unwrap_or_default()
            };
            let (title, version) =
                (text(reading.source.title.as_ref()), text(reading.source.version.as_ref()));
            let (checklist, faults) = judged(reading, &held.text, Some(self));
            let state = match checklist {
                Some(checklist) => State::Usable { items: checklist.items.len() },
                None => State::Faulty { errors: errors(&faults) },
            };
            let file = held.file.clone();
            Some(Listed { id, file, title, version, origin: held.origin, state })
        });
        listed.collect()
    }

    /// Files whose name is no id, so that nothing can name them.
    pub fn misnamed(&self) -> Vec<String> {
        let misnamed = self.0.iter().filter(|(stem, _)| ChecklistId::new(stem).is_err());
        misnamed.map(|(_, held)| held.file.clone()).collect()
    }

    /// The checklist as it is asked.
    pub fn load(&self, id: &ChecklistId) -> Result<Checklist, CatalogError> {
        let Some(held) = self.0.get(id.as_str()) else {
            let nearest = nearest(id.as_str(), self.ids());
            return Err(CatalogError::Unknown { id: id.to_string(), nearest });
        };
        let reading = read(&held.file, &held.text);
        let base = reading.source.extends.clone();
        let (checklist, faults) = judged(reading, &held.text, Some(self));
        if let Some(checklist) = checklist {
            return Ok(checklist);
        }
        let (file, text) = (held.file.clone(), held.text.clone());
        let mut files = vec![FaultyFile { file, text, faults }];
        // What is wrong with the base is told with its own lines.
        if let Some(held) = base.and_then(|base| self.0.get(base.value.as_str())) {
            let (_, faults) = judged(read(&held.file, &held.text), &held.text, Some(self));
            if errors(&faults) > 0 {
                let (file, text) = (held.file.clone(), held.text.clone());
                files.push(FaultyFile { file, text, faults });
            }
        }
        Err(CatalogError::Faulty { files })
    }

    /// All that is wrong with a file, in the order of the text, and how many items it asks.
    /// Its base is looked for here; `file` names it and its stem must be its id.
    pub fn lint(&self, file: &str, text: &str) -> (Vec<Fault>, Option<usize>) {
        let (checklist, faults) = judged(read(file, text), text, Some(self));
        (faults, checklist.map(|checklist| checklist.items.len()))
    }

    /// The text of a file that a fault names, if it is one of these.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.0.values().find(|held| held.file == file).map(|held| held.text.as_str())
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The base that `own` names, if it can be used; if not, why is told.
    fn base(&self, own: &SourceFile, faults: &mut Faults<'_>) -> Option<SourceFile> {
        let extends = own.extends.as_ref()?;
        let id = extends.value.to_string();
        let held = own.id.as_ref().filter(|own| own.value == extends.value);
        let Some(held) = held.map_or_else(|| self.0.get(&id), |_| None) else {
            let others = self.ids().filter(|other| *other != id);
            let nearest = nearest(&id, others);
            faults.tell(&extends.span, FaultKind::BaseNotFound { id, nearest });
            return None;
        };
        let reading = read(&held.file, &held.text);
        if reading.source.extends.is_some() {
            faults.tell(&extends.span, FaultKind::BaseExtends { id });
            return None;
        }
        let source = reading.source.clone();
        let (_, wrong) = judged(reading, &held.text, None);
        if errors(&wrong) > 0 {
            let errors = errors(&wrong);
            faults.tell(&extends.span, FaultKind::BaseFaulty { id, errors });
            return None;
        }
        Some(source)
    }
}

fn errors(faults: &[Fault]) -> usize {
    faults.iter().filter(|fault| fault.severity() == Severity::Error).count()
}

/// The last part of a path without its ending. What separates its parts is asked of the system:
/// where a backslash is a letter, `..\small.toml` is not the checklist `small`.
fn stem(file: &str) -> &str {
    let path = Path::new(file.strip_prefix(EMBEDDED_MARK).unwrap_or(file));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// The checklist if there are no errors, and all faults in the order of the text. Without a
/// catalog the name of the file does not count and no base is known.
pub(super) fn judged(
    reading: Reading,
    text: &str,
    catalog: Option<&Catalog>,
) -> (Option<Checklist>, Vec<Fault>) {
    let Reading { source: own, faults: told, broken } = reading;
    let mut faults = Faults::new(&own.file, text);
    faults.told = told;
    let mut base = None;
    if let Some(catalog) = catalog {
        base = catalog.base(&own, &mut faults);
        check_stem(&own, &mut faults);
    }
    let whole = !broken && (own.extends.is_none() || base.is_some());
    check(Scope { own: &own, base: base.as_ref(), whole }, &mut faults);
    let mut told = faults.told;
    told.sort_by_key(|fault| (fault.span.start, fault.span.end, fault.kind.name()));
    told.dedup();
    let usable = errors(&told) == 0;
    (usable.then(|| expand(&own, base.as_ref())).flatten(), told)
}

fn check_stem(own: &SourceFile, faults: &mut Faults<'_>) {
    let Some(id) = &own.id else { return };
    let stem = stem(&own.file);
    if id.value.as_str() != stem {
        let kind = FaultKind::WrongStem { id: id.value.to_string(), stem: stem.to_owned() };
        faults.tell(&id.span, kind);
    }
}
