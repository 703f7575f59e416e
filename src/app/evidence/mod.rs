//! Files that evidence points at: named, read for their digest, and looked at again.
//!
//! Nothing of what is in them is kept or handed on, and none is ever written to.

mod checking;
mod place;
mod reading;
mod typing;

use std::path::PathBuf;

use chrono::NaiveDate;

pub use self::checking::{Checked, of_records};
pub use self::reading::{Reader, Told, Watching, point_at};
pub use self::typing::{Names, path_and_text};
use super::inspect::Work;
use crate::domain::evidence::Evidence;
use crate::domain::id::ItemId;
use crate::store::fs::FsError;

/// Where paths begin that are not given in full; read once by `main` and asked of nobody else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// The current folder, in full.
    pub directory: PathBuf,
    pub home: Option<PathBuf>,
}

/// Why a file cannot be pointed at. None of them carries a path below the home folder in full.
#[derive(Debug)]
pub enum FileFault {
    /// No file was named.
    NoName,
    /// Its name is not Unicode, or cannot stand in a record.
    Name,
    NotFound,
    /// A folder, a link, a pipe, a device.
    NotRegular,
    /// Somebody wrote to it while it was read.
    Changing,
    Unreadable(FsError),
}

/// The references of this period whose last day lies before `day`, in the order of the checklist.
pub fn expired(work: &Work, day: NaiveDate) -> Vec<(ItemId, Evidence)> {
    let of_item = |id: &ItemId| work.inspection.answer(id).evidence;
    let due = work.inspection.due(&work.checklist);
    due.flat_map(|item| of_item(&item.id).into_iter().map(|e| (item.id.clone(), e)))
        .filter(|(_, evidence)| evidence.has_expired(day))
        .collect()
}

impl From<FsError> for FileFault {
    fn from(error: FsError) -> Self {
        match error {
            FsError::NotRegular { .. } => Self::NotRegular,
            error if error.is_not_found() => Self::NotFound,
            error => Self::Unreadable(error),
        }
    }
}
