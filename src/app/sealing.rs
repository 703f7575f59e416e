//! Sealing a period: the gate, the record and its renderings, the entry in the chain.

use std::collections::BTreeMap;

use super::failure::Wrong;
use super::inspect::{self, Missing, Session, Work};
use super::privacy::Leave;
use super::reading::Renderer;
use super::{App, Failure, Moment, PROGRAM, correcting};
use crate::domain::correction::{Amended, Correction};
use crate::domain::gate::Gap;
use crate::domain::inspection::{Change, Clock};
use crate::domain::period::Period;
use crate::domain::record::{Record, Sealing};
use crate::report::SealedForm;
use crate::store::fs::{FileName, FsError};
use crate::store::journal::{JOURNAL, MAX_JOURNAL};
use crate::store::names::{EntryKind, EntryName};
use crate::store::root::{RECORD_FILE, period_name};
use crate::store::seal::{self, HeaderValue, SealRequest, Sealed, SignedAt};
use crate::store::shape::record_out;
use crate::store::sign::Signer;
use crate::text::typed_line;

/// Everything that keeps `period` from being sealed; also for a period that is not started.
pub fn gaps(app: &App, period: Period) -> Result<(Work, Vec<Gap>), Failure> {
    let work = inspect::peek(app, period)?;
    let gaps = work.gaps();
    Ok((work, gaps))
}

/// What sealing needs a person to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmation<'a> {
    pub confirmed_by: &'a str,
    /// What the confirmer states, in words; stands in SEAL.
    pub meaning: &'a str,
}

/// One line on the indicators, and whether it may hold what looks like personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remark<'a> {
    pub text: &'a str,
    pub leave: Leave,
}

/// Seals `period`: refuses with all gaps, else makes the entry, reads it back, and only then takes
/// the draft away. After a failure the draft is as it was.
pub fn seal(
    app: &App,
    period: Period,
    confirmation: Confirmation<'_>,
    renderer: &Renderer,
) -> Result<(Record, Sealed), Failure> {
    seal_commented(app, period, confirmation, None, renderer)
}

/// The same with one line on the indicators, which is recorded before; an empty one takes back
/// what was said.
pub fn seal_commented(
    app: &App,
    period: Period,
    confirmation: Confirmation<'_>,
    comment: Option<Remark<'_>>,
    renderer: &Renderer,
) -> Result<(Record, Sealed), Failure> {
    seal_by_key(app, period, confirmation, comment, || Ok(None), renderer)
}

/// The same, signed. `unlock` is asked for the key once nothing else keeps the period from being
/// sealed, and before anything is written; `None` from it seals without a signature.
pub fn seal_by_key(
    app: &App,
    period: Period,
    confirmation: Confirmation<'_>,
    comment: Option<Remark<'_>>,
    unlock: impl FnOnce() -> Result<Option<Signer>, Failure>,
    renderer: &Renderer,
) -> Result<(Record, Sealed), Failure> {
    let confirmed_by = typed_line(confirmation.confirmed_by);
    let signer: HeaderValue = header(&confirmed_by)?;
    if let Some(finished) = finish(app, period)? {
        return Ok(finished);
    }
    let mut session = inspect::open(app, period, Missing::Refuse)?;
    let work = session.work();
    if let Some(why) = &work.read_only {
        return Err(Failure::ReadOnly(why.clone()));
    }
    let gaps = work.gaps();
    if !gaps.is_empty() {
        return Err(Failure::Gaps { period, gaps });
    }
    if comment.is_none() {
        refuse_unchanged(work)?;
    }
    refuse_clock_back(app, app.now())?;
    let key = unlock()?;
    // A passphrase may take its time.
    let now = app.now();
    let last = refuse_clock_back(app, now)?;
    if let Some(comment) = comment {
        record_comment(&mut session, now, &confirmed_by, comment)?;
    }
    let work = session.work();
    let sealing = Sealing {
        seq: last.map_or(1, |entry| entry.seq + 1),
        at: now.at,
        clock: if now.clock == Clock::Stated { now.clock } else { work.inspection.clock() },
        confirmed_by,
        program: PROGRAM.to_owned(),
    };
    let clock = sealing.clock;
    let mut record = Record::compose(&work.society, work.ground(), &work.inspection, sealing);
    let replaces = correct(app, work, &mut record)?;
    let request = SealRequest {
        kind: replaces.as_ref().map_or(EntryKind::Report, |_| EntryKind::Correction),
        period: period_name(period),
        signed_at: SignedAt::new(now.at),
        signer,
        meaning: header(confirmation.meaning)?,
        clock: match clock {
            Clock::Machine => seal::Clock::Machine,
            Clock::Stated => seal::Clock::Set,
        },
        replaces,
        files: files(app, period, &record, renderer)?,
    };
    let sealed = seal::seal_signed(app.root.fs(), &app.root.reports(), &request, key.as_ref())?;
    let journal = request.files.iter().find(|(name, _)| name.as_str() == JOURNAL);
    take_draft_away(app, period, journal.map_or(&[], |(_, bytes)| bytes));
    Ok((record, sealed))
}

/// Refuses a correction in which nobody changed anything.
fn refuse_unchanged(work: &Work) -> Result<(), Failure> {
    let changed = || work.amended().iter().any(Amended::is_said);
    if work.correcting().is_none() || changed() {
        return Ok(());
    }
    Err(correcting::Refused::Unchanged { period: work.inspection.period() }.into())
}

/// Makes `record` say what it corrects, where it does, and returns the entry it replaces. Refused
/// where nobody changed anything.
fn correct(app: &App, work: &Work, record: &mut Record) -> Result<Option<EntryName>, Failure> {
    let (period, start) = (work.inspection.period(), work.inspection.start());
    let Some(basis) = work.inspection.basis() else { return Ok(None) };
    let audits = correcting::audits(app, period)?;
    record.correction = Correction::of(&basis.record, record, start, audits);
    match &record.correction {
        Some(correction) if correction.said() > 0 => Ok(correcting::standing(app, period)?),
        _ => Err(correcting::Refused::Unchanged { period }.into()),
    }
}

/// Records the line where it says something new.
fn record_comment(
    session: &mut Session,
    now: Moment,
    by: &str,
    comment: Remark<'_>,
) -> Result<(), Failure> {
    let (work, text) = (session.work(), typed_line(comment.text));
    if !work.society.indicators {
        return Err(Failure::Wrong(Wrong::IndicatorsOff));
    }
    if work.inspection.comment() != text {
        let change = Change::Comment { text };
        comment.leave.ask_before(work, &change)?;
        session.record(now, by, change)?;
    }
    Ok(())
}

/// Finishes a seal that was cut off, or could not be confirmed, after its entry had its name:
/// makes the entry durable, reads it back, and takes the draft away. `None` where there is no
/// entry with the draft it was sealed from still beside it: another draft is a correction.
pub(super) fn finish(app: &App, period: Period) -> Result<Option<(Record, Sealed)>, Failure> {
    let left = |entry: &EntryName| correcting::is_sealed_from(app, period, entry);
    let Some(entry) = correcting::standing(app, period)?.filter(left) else { return Ok(None) };
    let _lock = inspect::lock(app, &app.society()?).map_err(Failure::ReadOnly)?;
    let sealed = seal::confirm_entry(app.root.fs(), &app.root.reports(), &entry)?;
    let record = app.root.record(&entry)?;
    let journal = app.root.fs().read(&app.root.entry(&entry).join(JOURNAL), MAX_JOURNAL)?;
    take_draft_away(app, period, &journal);
    Ok(Some((record, sealed)))
}

pub(super) fn header(text: &str) -> Result<HeaderValue, Failure> {
    text.parse().map_err(|_| Failure::Wrong(Wrong::Name { text: text.to_owned() }))
}

/// The last entry, which must not be later than now.
pub(super) fn refuse_clock_back(app: &App, now: Moment) -> Result<Option<EntryName>, Failure> {
    let last = app.root.entries()?.pop();
    match last {
        Some(entry) if entry.date > now.date() => Err(Failure::ClockBack { entry }),
        last => Ok(last),
    }
}

fn files(
    app: &App,
    period: Period,
    record: &Record,
    renderer: &Renderer,
) -> Result<BTreeMap<FileName, Vec<u8>>, Failure> {
    let journal = app.root.fs().read(&app.root.draft(period).join(JOURNAL), MAX_JOURNAL)?;
    let list = [
        (RECORD_FILE, record_out::write(record).into_bytes()),
        ("report.txt", renderer.render(record, SealedForm::Text).into_bytes()),
        ("report.md", renderer.render(record, SealedForm::Markdown).into_bytes()),
        (JOURNAL, journal),
    ];
    let name = |text: &str| -> FileName {
        text.parse().unwrap_or_else(|_| unreachable!("a fixed name: {text}"))
    };
    Ok(list.into_iter().map(|(file, bytes)| (name(file), bytes)).collect())
}

/// Removes the draft of a sealed period where its journal is the sealed one; torn tails that were
/// set aside stay. What cannot be removed does no harm: a sealed period is never opened again.
fn take_draft_away(app: &App, period: Period, sealed: &[u8]) {
    let dir = app.root.draft(period);
    let fs = app.root.fs();
    let same = |journal: Vec<u8>| journal == sealed;
    if !fs.read(&dir.join(JOURNAL), MAX_JOURNAL).is_ok_and(same) {
        return;
    }
    let adopted = (0..).map(|n| dir.join(inspect::checklist_file(n)));
    let checklists = || {
        let mut lists = adopted.take_while(|file| fs.metadata(file).is_ok());
        lists.try_for_each(|file| fs.remove_file(&file))
    };
    let removed: Result<(), FsError> = fs
        .remove_file(&dir.join(JOURNAL))
        .and_then(|()| checklists())
        .and_then(|()| fs.remove_dir(&dir));
    // A folder that still holds a torn tail stays, and that is right.
    drop(removed);
}
