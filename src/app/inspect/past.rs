//! What earlier sealed periods said of the questions of an inspection, read from the disk.
//!
//! What becomes of it is decided in `domain::past`.

use super::REMEMBERED;
use crate::app::Failure;
use crate::domain::checklist::Checklist;
use crate::domain::past::Past;
use crate::domain::period::Period;
use crate::store::root::Root;

/// What the last sealed periods before `period` said of what `checklist` asks.
pub(super) fn read(root: &Root, period: Period, checklist: &Checklist) -> Result<Past, Failure> {
    let mut past = Past::default();
    let standing = root.standing()?;
    for (_, entry) in standing.iter().rev().filter(|(p, _)| *p < period).take(REMEMBERED) {
        root.record(entry)?.remember(checklist, &mut past);
    }
    Ok(past)
}
