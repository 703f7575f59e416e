//! 訂正: beginning one, going on with it, setting it aside.
//!
//! A correction in progress lies where an inspection does, in the drafts of its period, and begins
//! from the sealed record. It is sealed as any other inspection is.

use std::path::PathBuf;

use super::failure::{Failure, ReadOnly, Wrong};
use super::inspect::{self, Session, Work};
use super::{App, reading, sealing};
use crate::domain::answer::limit;
use crate::domain::correction::{self, Amended, Correcting};
use crate::domain::inspection::{Basis, Inspection, Start};
use crate::domain::period::Period;
use crate::domain::privacy::{Caution, Part, Place, of_texts};
use crate::domain::record::Record;
use crate::domain::society::Society;
use crate::store::fs::{self, FsError};
use crate::store::journal::{JOURNAL, Journal, MAX_JOURNAL};
use crate::store::ledger;
use crate::store::names::EntryName;
use crate::store::root::period_name;
use crate::store::shape::event;
use crate::text::typed_line;

/// Why a correction is not begun, gone on with, sealed or set aside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no reason is given")]
    NoReason,
    #[error("the reason is longer than {} characters", limit::LINE)]
    LongReason,
    #[error("{period} is being corrected already")]
    Started { period: Period },
    #[error("a draft of {period} is no correction")]
    OtherDraft { period: Period },
    #[error("{entry} is not as it was sealed")]
    Altered { period: Period, entry: EntryName },
    /// The entry that the draft corrects does not count any more.
    #[error("{entry} was replaced")]
    Replaced { period: Period, entry: String },
    #[error("nothing is changed in {period}")]
    Unchanged { period: Period },
    #[error("{period} is not being corrected")]
    NoDraft { period: Period },
    #[error("a correction of {period} stays with its checklist")]
    OtherChecklist { period: Period },
}

/// What in the reason for a correction looks like personal data.
pub fn doubts(reason: &str) -> Vec<Caution> {
    of_texts(&Place::Inspection, [(Part::Reason, reason)], [])
}

/// Begins a correction of the newest record of `period`, begun by `by` or the inspector. Nothing
/// is written when it is refused.
pub fn begin(app: &App, period: Period, reason: &str, by: &str) -> Result<Session, Failure> {
    let society = app.society()?;
    let (reason, by) = (typed_line(reason), typed_line(by));
    if reason.is_empty() {
        return Err(Refused::NoReason.into());
    }
    if reason.chars().count() > limit::LINE {
        return Err(Refused::LongReason.into());
    }
    let entry = standing(app, period)?.ok_or(Failure::NotSealed { period })?;
    if app.root.drafts()?.contains(&period) && sealing::finish(app, period)?.is_none() {
        let begun = draft(app, period, &entry)?.is_some();
        let why = if begun { Refused::Started { period } } else { Refused::OtherDraft { period } };
        return Err(why.into());
    }
    let by = if by.is_empty() { society.people.inspector.clone() } else { by };
    if by.is_empty() {
        return Err(Failure::Wrong(Wrong::NoInspector));
    }
    let code = ledger::code(app.root.fs(), &app.root.reports(), &entry)?.to_string();
    let again = (reason.clone(), by.clone());
    let correcting = Correcting { entry: entry.to_string(), code, reason };
    let record = corrected(app, period, &correcting)?;
    let mut start = inspect::start_of(app, &society, period, &record.checklist);
    start.stamp.by = by;
    start.society.clone_from(&record.society);
    start.correction = Some(correcting);
    let lock = inspect::lock(app, &society).map_err(Failure::ReadOnly)?;
    if standing(app, period)?.as_ref() != Some(&entry) {
        // Another program sealed a correction until now: that is what is to be corrected.
        drop(lock);
        return begin(app, period, &again.0, &again.1);
    }
    let checklist = record.checklist.clone();
    let inspection = Inspection::correcting(start, Basis::of(record));
    inspect::create(app, society, checklist, inspection, lock)
}

/// The entry that counts for `period`.
pub(super) fn standing(app: &App, period: Period) -> Result<Option<EntryName>, Failure> {
    let standing = app.root.standing()?.into_iter().find(|(sealed, _)| *sealed == period);
    Ok(standing.map(|(_, entry)| entry))
}

/// The correction that is in progress for `period`, whose sealed entry is `entry`; nothing where
/// there is no draft, or only the one that `entry` was sealed from.
pub(super) fn draft(
    app: &App,
    period: Period,
    entry: &EntryName,
) -> Result<Option<Correcting>, Failure> {
    if !app.root.drafts()?.contains(&period) || is_sealed_from(app, period, entry) {
        return Ok(None);
    }
    let dir = app.root.draft(period);
    let contents = Journal::read(app.root.fs(), &dir)?;
    let Some(first) = contents.blocks.first() else { return Ok(None) };
    let fault = |what| Failure::Event { file: dir.join(JOURNAL), seq: first.seq, what };
    let start: Start = event::read_start(period, &first.body).map_err(fault)?;
    Ok(start.correction)
}

/// Whether the draft of `period` is the one that `entry` was sealed from, byte for byte: then it
/// was left behind by a seal that was cut off.
pub(super) fn is_sealed_from(app: &App, period: Period, entry: &EntryName) -> bool {
    let read = |dir: PathBuf| app.root.fs().read(&dir.join(JOURNAL), MAX_JOURNAL).ok();
    let sealed = read(app.root.entry(entry));
    sealed.is_some() && sealed == read(app.root.draft(period))
}

/// The record that a draft corrects, if it still counts and is as it was sealed and as it was when
/// the correction began.
pub(super) fn corrected(
    app: &App,
    period: Period,
    correcting: &Correcting,
) -> Result<Record, Failure> {
    let entry = standing(app, period)?.filter(|entry| entry.to_string() == correcting.entry);
    let replaced = || Refused::Replaced { period, entry: correcting.entry.clone() };
    let entry = entry.ok_or_else(replaced)?;
    let code = ledger::code(app.root.fs(), &app.root.reports(), &entry)?;
    if code.to_string() != correcting.code || !reading::faults(app, &entry).is_empty() {
        return Err(Refused::Altered { period, entry }.into());
    }
    Ok(app.root.record(&entry)?)
}

/// The society as a correction has it: its name and whether indicators are shown are those of the
/// record, so that nothing changes that nobody changed.
pub(super) fn society_of(society: Society, inspection: &Inspection) -> Society {
    match inspection.basis() {
        None => society,
        Some(basis) => Society {
            name: basis.record.society.clone(),
            indicators: basis.record.indicators.is_some(),
            ..society
        },
    }
}

/// The entries of auditors on `period`, oldest first.
pub fn audits(app: &App, period: Period) -> Result<Vec<String>, Failure> {
    let name = period_name(period);
    let of_period = app.root.audits()?.into_iter().filter(|entry| entry.period == name);
    Ok(of_period.map(|entry| entry.to_string()).collect())
}

impl Work {
    /// Everything that would be told otherwise if it were sealed now; empty for an inspection that
    /// corrects nothing.
    pub fn amended(&self) -> Vec<Amended> {
        let Some(basis) = self.inspection.basis() else { return Vec::new() };
        let (old, sealing) = (&basis.record, basis.record.sealing.clone());
        let new = Record::compose(&self.society, self.ground(), &self.inspection, sealing);
        correction::changes(old, &new)
    }

    /// What it corrects.
    pub fn correcting(&self) -> Option<&Correcting> {
        self.inspection.start().correction.as_ref()
    }
}

/// Sets a correction in progress aside: its folder gets another name and nothing is deleted.
/// Returns where it is now.
pub fn discard(app: &App, period: Period) -> Result<PathBuf, Failure> {
    let society = app.society()?;
    let none = || Failure::from(Refused::NoDraft { period });
    let entry = standing(app, period)?.ok_or_else(none)?;
    // One that cannot be read is kept too, and bars no other.
    match draft(app, period, &entry) {
        Ok(None) => {
            // One that was cut off while it was set aside must not come back after this.
            match synced(app, fs::parent(&app.root.draft(period))) {
                Err(error) if !error.is_not_found() => return Err(error.into()),
                _ => return Err(none()),
            }
        }
        Ok(Some(_)) | Err(Failure::Journal(_) | Failure::Event { .. }) => {}
        Err(failure) => return Err(failure),
    }
    let _lock = inspect::lock(app, &society).map_err(Failure::ReadOnly)?;
    let from = app.root.draft(period);
    let stamp = app.now().at.format("%Y%m%dT%H%M%S");
    for n in 1.. {
        let more = if n == 1 { String::new() } else { format!("-{n}") };
        let to = from.with_file_name(format!("{period}.discarded-{stamp}{more}"));
        match app.root.fs().rename_new(&from, &to) {
            Err(error) if error.is_already_there() => {}
            renamed => {
                renamed?;
                synced(app, fs::parent(&to))?;
                return Ok(to);
            }
        }
    }
    Err(Failure::ReadOnly(ReadOnly::NotWritable))
}

fn synced(app: &App, dir: &std::path::Path) -> Result<(), FsError> {
    app.root.fs().sync_dir(dir).map(drop)
}
