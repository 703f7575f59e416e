//! Every file that sealed records point at, looked at again.
//!
//! What is found is about the files; the records are as they were sealed whatever became of them.

use std::collections::BTreeMap;

use super::reading::{Reader, Told, Watching};
use crate::app::{App, Failure};
use crate::domain::evidence::{Evidence, EvidenceFile, FileState};
use crate::domain::id::ItemId;
use crate::domain::period::Period;
use crate::store::names::EntryName;

/// One reference of a sealed record that points at a file.
#[derive(Debug, Clone)]
pub struct Checked {
    pub period: Period,
    pub entry: EntryName,
    pub item: ItemId,
    pub evidence: Evidence,
    pub file: EvidenceFile,
    pub state: FileState,
}

/// The references of one sealed period, or of the entry that counts for each, newest first. A
/// record that cannot be read is passed over: `verify` tells of it.
pub fn of_records(
    app: &App,
    period: Option<Period>,
    watching: Watching<'_>,
) -> Result<Vec<Checked>, Failure> {
    let standing = app.root.standing()?;
    if let Some(period) = period
        && standing.iter().all(|(sealed, _)| *sealed != period)
    {
        return Err(Failure::NotSealed { period });
    }
    let mut reader = Reader::new(app.clone());
    // The same file stands in many periods; it is read once.
    let mut known: BTreeMap<_, FileState> = BTreeMap::new();
    let mut found = Vec::new();
    let wanted = standing.iter().rev().filter(|(sealed, _)| period.is_none_or(|p| p == *sealed));
    for (sealed, entry) in wanted {
        let Ok(record) = app.root.record(entry) else { continue };
        for (item, outcome) in record.lines() {
            let given = outcome.answer().map(|answer| answer.evidence.as_slice());
            for evidence in given.unwrap_or_default() {
                let Some(file) = &evidence.file else { continue };
                let key = (file.path.clone(), file.sha256.clone(), file.size);
                let state = match known.get(&key) {
                    Some(state) => *state,
                    None => check(&mut reader, file, watching),
                };
                known.insert(key, state);
                found.push(Checked {
                    period: *sealed,
                    entry: entry.clone(),
                    item: item.id.clone(),
                    evidence: evidence.clone(),
                    file: file.clone(),
                    state,
                });
            }
        }
    }
    Ok(found)
}

fn check(reader: &mut Reader, file: &EvidenceFile, watching: Watching<'_>) -> FileState {
    let told = reader.check(file);
    match reader.finish(told, &file.path, watching) {
        Ok(Told::Known(state)) => state,
        _ => FileState::Missing,
    }
}
