//! Versions of a checklist over time: what changed since the last use, and taking one over.
//!
//! Nothing here touches a sealed entry; each holds the checklist it was sealed with.

use super::inspect::{self, Missing, Work};
use super::{App, Failure, checklists};
use crate::domain::changes::{self, ChecklistDiff};
use crate::domain::checklist::Checklist;
use crate::domain::id::ChecklistId;
use crate::domain::inspection::Event;
use crate::domain::period::Period;
use crate::domain::succession::{self, Break};
use crate::store::checklists as lists;

/// What changed in the checklist since it was last used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The sealed period it was last used for.
    pub last: Period,
    pub diff: ChecklistDiff,
    /// What the new version does without saying so.
    pub breaks: Vec<Break>,
}

/// Compares `checklist` with that of the last period sealed before `period`; nothing where it is
/// the same, or where nothing was sealed.
pub fn account(
    app: &App,
    period: Period,
    checklist: &Checklist,
) -> Result<Option<Account>, Failure> {
    let standing = app.root.standing()?;
    let Some((last, entry)) = standing.into_iter().rfind(|(sealed, _)| *sealed < period) else {
        return Ok(None);
    };
    let before = app.root.record(&entry)?.checklist;
    if before == *checklist {
        return Ok(None);
    }
    let diff = changes::diff(&before, checklist);
    Ok(Some(Account { last, diff, breaks: succession::breaks(&before, checklist) }))
}

/// How the installed checklist stands to the one of an inspection in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installed {
    Newer {
        version: String,
    },
    /// Other content under the same version.
    Altered {
        version: String,
    },
}

/// Nothing where it is the same or an older one, where the society uses another checklist now, or
/// where it cannot be read: then the inspection goes on as it is.
pub fn installed(app: &App, work: &Work) -> Option<Installed> {
    let found = checklists::load(app, &work.society.checklist).ok()?;
    let ours = &work.checklist;
    if found.id != ours.id || found == **ours {
        return None;
    }
    let version = found.version.clone();
    if found.version == ours.version {
        return Some(Installed::Altered { version });
    }
    let newer = crate::domain::version::is_after(&found.version, &ours.version);
    newer.then_some(Installed::Newer { version })
}

/// Why the installed checklist is not taken over.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    #[error("the checklist is the one in use")]
    Unchanged,
    #[error("the inspection uses {old}, the society {new}")]
    Other { old: ChecklistId, new: ChecklistId },
    #[error("version {version} breaks the history in {} places", breaks.len())]
    Breaks { version: String, breaks: Vec<Break> },
    #[error(transparent)]
    App(#[from] Failure),
}

/// An inspection that goes on with another version of its checklist.
#[derive(Debug)]
pub struct Adopted {
    /// The version it went on with until now.
    pub old: String,
    pub diff: ChecklistDiff,
    pub event: Event,
    pub work: Work,
}

/// Takes the installed checklist over into the inspection of `period`, recorded by `by` or the
/// inspector. Nothing is written when it is refused.
pub fn adopt(app: &App, period: Period, by: &str) -> Result<Adopted, AdoptError> {
    let mut session = inspect::open(app, period, Missing::Refuse)?;
    let work = session.work();
    let new = checklists::load(app, &work.society.checklist)?;
    let old = work.checklist.clone();
    if old.id != new.id {
        return Err(AdoptError::Other { old: old.id.clone(), new: new.id });
    }
    if *old == new {
        return Err(AdoptError::Unchanged);
    }
    let breaks = succession::breaks(&old, &new);
    if !breaks.is_empty() {
        return Err(AdoptError::Breaks { version: new.version, breaks });
    }
    let diff = changes::diff(&old, &new);
    let adoption = succession::adoption(&old, &new, lists::digest(&new), &work.inspection);
    let event = session.adopt(app, by, new, adoption)?;
    let work = session.work().clone();
    Ok(Adopted { old: old.version.clone(), diff, event, work })
}
