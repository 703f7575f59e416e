//! Opening an inspection and recording changes to it.

mod appending;
mod locking;
mod past;

pub(super) use appending::append;
pub(super) use locking::{lock, lock_as};

use std::path::Path;
use std::sync::Arc;

use super::editions::{self, Account};
use super::failure::{Failure, ReadOnly, Wrong};
use super::{App, Moment, PROGRAM, auditing, checklists, correcting, findings};
use crate::domain::answer::Stamp;
use crate::domain::audit::PastRemark;
use crate::domain::checklist::Checklist;
use crate::domain::finding::Finding;
use crate::domain::gate::{self, Gap};
use crate::domain::indicators::Indicators;
use crate::domain::inspection::{
    Adoption, Basis, Change, Event, Ground, Inspection, Refusal, Start,
};
use crate::domain::past::Past;
use crate::domain::period::Period;
use crate::domain::society::Society;
use crate::store::checklists as lists;
use crate::store::journal::{Block, Journal, Torn};
use crate::store::lock::Lock;
use crate::store::root::{MAX_RECORD, Root, period_name};
use crate::store::shape::event;

/// How many earlier periods stand beside a question: two years of quarters.
pub const REMEMBERED: usize = 8;
/// The checklist an inspection stands on, beside its journal, after that many were taken over:
/// `checklist.toml`, `checklist-2.toml`.
pub(super) fn checklist_file(adopted: usize) -> String {
    match adopted {
        0 => "checklist.toml".to_owned(),
        more => format!("checklist-{}.toml", more + 1),
    }
}

/// What a person looks at while inspecting; a value that can be shown anywhere.
#[derive(Debug, Clone)]
pub struct Work {
    pub society: Society,
    pub checklist: Arc<Checklist>,
    pub inspection: Inspection,
    pub past: Arc<Past>,
    /// The findings to be reviewed, by the period in which they arose.
    pub open: Arc<Vec<Finding>>,
    /// What auditors said of the items in earlier periods.
    pub remarks: Arc<Vec<PastRemark>>,
    pub torn: Option<Torn>,
    /// What changed in the checklist since it was last used; only right after a start.
    pub account: Option<Arc<Account>>,
    /// `None` while it can be written.
    pub read_only: Option<ReadOnly>,
}

/// An open inspection: what is shown, and the right and the means to write it.
#[derive(Debug)]
pub struct Session {
    work: Work,
    journal: Option<Journal>,
    _lock: Option<Lock>,
}

/// Whether a period without a journal is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Start,
    Refuse,
}

/// Opens `period` for writing, or read-only where another instance has it or the folder takes no
/// locks. A sealed period is refused, unless it is being corrected.
pub fn open(app: &App, period: Period, missing: Missing) -> Result<Session, Failure> {
    let society = app.society()?;
    let started = is_started(app, &society, period, missing)?;
    match lock(app, &society) {
        // Until now another program may have begun it, or sealed it.
        Ok(lock) if is_started(app, &society, period, missing)? => {
            resume(app, society, period, lock)
        }
        Ok(lock) => start(app, society, period, lock),
        Err(why) if started => look(app, society, period, Some(why)),
        Err(why) => Err(Failure::ReadOnly(why)),
    }
}

/// Whether there is an inspection to go on with; an error where there may be none.
fn is_started(
    app: &App,
    society: &Society,
    period: Period,
    missing: Missing,
) -> Result<bool, Failure> {
    refuse_unfit(app, society, period)?;
    let started = app.root.drafts()?.contains(&period);
    if !started && missing == Missing::Refuse {
        return Err(Failure::NotStarted { period });
    }
    Ok(started)
}

/// Reads an inspection in progress without taking the lock or changing anything.
pub fn peek(app: &App, period: Period) -> Result<Work, Failure> {
    if !app.root.drafts()?.contains(&period) {
        return Err(Failure::NotStarted { period });
    }
    Ok(look(app, app.society()?, period, None)?.work)
}

/// As `peek`, without what earlier periods said of each item: enough to count what is left.
pub(super) fn glance(app: &App, period: Period, open: Vec<Finding>) -> Result<Work, Failure> {
    let (inspection, checklist) = drafted(app, period)?;
    Ok(Work {
        society: app.society()?,
        open: Arc::new(findings::under(app, open, &checklist)?),
        checklist: Arc::new(checklist),
        inspection,
        past: Arc::default(),
        remarks: Arc::default(),
        torn: None,
        account: None,
        read_only: None,
    })
}

/// An inspection in progress as it stands on the disk.
fn drafted(app: &App, period: Period) -> Result<(Inspection, Checklist), Failure> {
    let dir = app.root.draft(period);
    let contents = Journal::read(app.root.fs(), &dir)?;
    let inspection = replay(app, period, &contents.blocks)?;
    let checklist = draft_checklist(&app.root, &inspection)?;
    Ok((inspection, checklist))
}

pub(super) fn refuse_unfit(app: &App, society: &Society, period: Period) -> Result<(), Failure> {
    if let Some(entry) = correcting::standing(app, period)? {
        return match correcting::draft(app, period, &entry)? {
            Some(_) => Ok(()),
            None => Err(Failure::Sealed { period, entry }),
        };
    }
    if period.cycle() != society.cycle {
        return Err(Failure::OtherCycle { period });
    }
    if period.start() > app.now().date() {
        return Err(Failure::NotBegun { period });
    }
    Ok(())
}

fn start(app: &App, society: Society, period: Period, lock: Lock) -> Result<Session, Failure> {
    let session = begin(app, society, period)?;
    Ok(Session { _lock: Some(lock), ..session })
}

/// A new inspection, for whoever holds the lock.
pub(super) fn begin(app: &App, society: Society, period: Period) -> Result<Session, Failure> {
    let checklist = checklists::load(app, &society.checklist)?;
    let start = start_of(app, &society, period, &checklist);
    let account = editions::account(app, period, &checklist)?.map(Arc::new);
    let mut session = written(app, society, checklist, Inspection::new(start))?;
    session.work.account = account;
    Ok(session)
}

/// An inspection of which nothing is on the disk yet, for whoever has `lock`.
pub(super) fn create(
    app: &App,
    society: Society,
    checklist: Checklist,
    inspection: Inspection,
    lock: Lock,
) -> Result<Session, Failure> {
    Ok(Session { _lock: Some(lock), ..written(app, society, checklist, inspection)? })
}

/// Writes the checklist and the first event of an inspection.
fn written(
    app: &App,
    society: Society,
    checklist: Checklist,
    inspection: Inspection,
) -> Result<Session, Failure> {
    let period = inspection.period();
    let dir = app.root.draft(period);
    write_checklist(&app.root, &dir.join(checklist_file(0)), &checklist)?;
    let body = event::write_start(inspection.start());
    let journal = Journal::create(app.root.fs(), &dir, &period_name(period), &body)?;
    let work = work(app, society, checklist, inspection)?;
    Ok(Session { work, journal: Some(journal), _lock: None })
}

/// The first event of an inspection that starts now.
pub(super) fn start_of(
    app: &App,
    society: &Society,
    period: Period,
    checklist: &Checklist,
) -> Start {
    let now = app.now();
    Start {
        period,
        stamp: Stamp { by: society.people.inspector.clone(), at: now.at },
        clock: now.clock,
        program: PROGRAM.to_owned(),
        society: society.name.clone(),
        checklist: checklist.id.clone(),
        checklist_version: checklist.version.clone(),
        checklist_digest: lists::digest(checklist),
        correction: None,
    }
}

/// Keeps the checklist as it is now, so that a later edition of it does not change the questions
/// of an inspection in progress. One left by a start or an adoption that was cut off is replaced.
fn write_checklist(root: &Root, path: &Path, checklist: &Checklist) -> Result<(), Failure> {
    match root.fs().remove_file(path) {
        Err(error) if !error.is_not_found() => return Err(error.into()),
        _ => {}
    }
    Ok(root.write_new(path, &lists::canonical(checklist))?)
}

fn resume(app: &App, society: Society, period: Period, lock: Lock) -> Result<Session, Failure> {
    let dir = app.root.draft(period);
    let stamp = app.now().at.format("%Y%m%dT%H%M%S").to_string();
    let stamp = stamp.parse().unwrap_or_else(|_| unreachable!("digits are a file name: {stamp}"));
    let opened = Journal::open(app.root.fs(), &dir, &stamp)?;
    let inspection = replay(app, period, &opened.blocks)?;
    let checklist = draft_checklist(&app.root, &inspection)?;
    let mut work = work(app, society, checklist, inspection)?;
    work.torn = opened.torn;
    Ok(Session { work, journal: Some(opened.journal), _lock: Some(lock) })
}

fn look(
    app: &App,
    society: Society,
    period: Period,
    read_only: Option<ReadOnly>,
) -> Result<Session, Failure> {
    let (inspection, checklist) = drafted(app, period)?;
    let mut work = work(app, society, checklist, inspection)?;
    work.read_only = read_only;
    Ok(Session { work, journal: None, _lock: None })
}

/// An inspection with all that earlier periods say of its questions.
pub(super) fn work(
    app: &App,
    society: Society,
    checklist: Checklist,
    inspection: Inspection,
) -> Result<Work, Failure> {
    let period = inspection.period();
    let open = match inspection.basis() {
        None => findings::open_before(app, period, &checklist)?,
        Some(basis) => findings::known(app)?.before(period, &basis.record.findings),
    };
    Ok(Work {
        society: correcting::society_of(society, &inspection),
        past: Arc::new(past::read(&app.root, period, &checklist)?),
        open: Arc::new(open),
        remarks: Arc::new(auditing::remarks_before(app, period, &checklist)?),
        checklist: Arc::new(checklist),
        inspection,
        torn: None,
        account: None,
        read_only: None,
    })
}

fn replay(app: &App, period: Period, blocks: &[Block]) -> Result<Inspection, Failure> {
    let file = app.root.draft(period).join(crate::store::journal::JOURNAL);
    let fault = |seq, what| Failure::Event { file: file.clone(), seq, what };
    let Some((first, rest)) = blocks.split_first() else {
        return Err(Failure::NotStarted { period });
    };
    let start = event::read_start(period, &first.body).map_err(|e| fault(first.seq, e))?;
    let mut inspection = match &start.correction {
        None => Inspection::new(start),
        Some(correcting) => {
            let basis = Basis::of(correcting::corrected(app, period, correcting)?);
            Inspection::correcting(start, basis)
        }
    };
    for block in rest {
        let (event, clock) =
            event::read_change(block.seq, &block.body).map_err(|e| fault(block.seq, e))?;
        inspection.apply(event);
        inspection.state_clock(clock);
    }
    Ok(inspection)
}

/// The checklist beside the journal, which must be the one the journal names.
fn draft_checklist(root: &Root, inspection: &Inspection) -> Result<Checklist, Failure> {
    let period = inspection.period();
    let file = root.draft(period).join(checklist_file(inspection.adopted().len()));
    let text = root.text(&file, MAX_RECORD)?;
    let checklist = lists::read_canonical(&text)
        .map_err(|_| Failure::DraftChecklist { period, file: file.clone() })?;
    if lists::digest(&checklist) == inspection.checklist_digest() {
        Ok(checklist)
    } else {
        Err(Failure::DraftChecklist { period, file })
    }
}

impl Work {
    pub fn ground(&self) -> Ground<'_> {
        Ground { checklist: &self.checklist, past: &self.past, open: &self.open }
    }

    /// Everything that keeps it from being sealed.
    pub fn gaps(&self) -> Vec<Gap> {
        gate::gaps(self.ground(), &self.inspection, &self.society.people)
    }

    /// The 参考指標 as they stand; `None` where the society has switched them off.
    pub fn indicators(&self) -> Option<Indicators> {
        self.society.indicators.then(|| Indicators::of(self.ground(), &self.inspection))
    }

    /// Why `change` may not be recorded, as far as can be told before the moment of recording.
    pub fn refusal(&self, change: &Change) -> Option<Refusal> {
        self.inspection.refusal(self.ground(), change, None)
    }
}

impl Session {
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// Goes on with another version of the checklist: first the file, durable under a name of its
    /// own, then the event that makes it count. A cut between the two leaves the old one in force.
    pub(super) fn adopt(
        &mut self,
        app: &App,
        by: &str,
        checklist: Checklist,
        adoption: Adoption,
    ) -> Result<Event, Failure> {
        if let Some(why) = &self.work.read_only {
            return Err(Failure::ReadOnly(why.clone()));
        }
        let inspection = &self.work.inspection;
        let file = checklist_file(inspection.adopted().len() + 1);
        let path = app.root.draft(inspection.period()).join(file);
        write_checklist(&app.root, &path, &checklist)?;
        let event = self.record(app.now(), by, Change::Adopt(adoption))?;
        let (society, inspection) = (self.work.society.clone(), self.work.inspection.clone());
        self.work = work(app, society, checklist, inspection)?;
        Ok(event)
    }

    /// Checks a change, makes it durable and applies it; whoever records is `by`, or the
    /// inspector where that is empty. Nothing is written when it is refused.
    pub fn record(&mut self, now: Moment, by: &str, change: Change) -> Result<Event, Failure> {
        let work = &self.work;
        if let Some(refusal) = work.inspection.refusal(work.ground(), &change, Some(now.date())) {
            return Err(refusal.into());
        }
        if let Some(why) = &self.work.read_only {
            return Err(Failure::ReadOnly(why.clone()));
        }
        let Some(journal) = &mut self.journal else {
            return Err(Failure::ReadOnly(ReadOnly::NotWritable));
        };
        let by = if by.is_empty() { &self.work.society.people.inspector } else { by };
        if by.is_empty() {
            return Err(Failure::Wrong(Wrong::NoInspector));
        }
        let stamp = Stamp { by: by.to_owned(), at: now.at };
        let body = event::write_change(&stamp, now.clock, &change, &self.work.inspection);
        let seq = append(journal, &body, &mut self.work.read_only)?;
        let event = Event { seq, stamp, change };
        self.work.inspection.apply(event.clone());
        self.work.inspection.state_clock(now.clock);
        Ok(event)
    }
}
