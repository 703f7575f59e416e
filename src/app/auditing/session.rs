//! An audit in progress: its draft beside those of inspections, written event by event.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Exhibit, finishing};
use crate::app::failure::{ReadOnly, Wrong};
use crate::app::{App, Failure, Moment, PROGRAM, inspect};
use crate::domain::answer::Stamp;
use crate::domain::audit::{
    Audit, AuditChange, AuditEvent, AuditGap, AuditRefusal, AuditStart, Examiner,
};
use crate::domain::period::Period;
use crate::domain::society::SamePerson;
use crate::store::journal::{Block, JOURNAL, Journal, JournalError, Torn};
use crate::store::lock::Lock;
use crate::store::root::period_name;
use crate::store::seal::HeaderValue;
use crate::store::shape::audit as shape;
use crate::text::typed_line;

/// What an auditor looks at while auditing; a value that can be shown anywhere.
#[derive(Debug, Clone)]
pub struct AuditWork {
    pub exhibit: Arc<Exhibit>,
    pub audit: Audit,
    pub torn: Option<Torn>,
    /// `None` while it can be written.
    pub read_only: Option<ReadOnly>,
}

impl AuditWork {
    /// Everything that keeps it from being finished.
    pub fn gaps(&self) -> Vec<AuditGap> {
        self.audit.gaps()
    }

    /// Other roles of the auditor, who is warned.
    pub fn same_person(&self) -> Vec<SamePerson> {
        self.audit.start().examiner.same_person(&self.exhibit.record.people)
    }
}

/// An open audit: what is shown, and the right and the means to write it.
#[derive(Debug)]
pub struct AuditSession {
    pub(super) work: AuditWork,
    pub(super) dir: PathBuf,
    /// `None` until something is recorded.
    journal: Option<Journal>,
    /// Held until the audit is closed.
    lock: Option<Lock>,
}

/// The draft of an audit as it stands on the disk.
pub(super) struct Draft {
    pub(super) number: u32,
    pub(super) start: AuditStart,
}

/// The drafts of audits of `period`. One that cannot be read is an error: its remarks would be
/// lost.
pub(super) fn drafts(app: &App, period: Period) -> Result<Vec<Draft>, Failure> {
    let mut found = Vec::new();
    for (of, number) in app.root.audit_drafts()? {
        if of == period {
            let dir = app.root.audit_draft(period, number);
            let contents = Journal::read(app.root.fs(), &dir)?;
            let start = replay(&dir, period, &contents.blocks)?.start().clone();
            found.push(Draft { number, start });
        }
    }
    Ok(found)
}

/// Opens the audit of what is laid before the auditor `by`: goes on with one of the same name, or
/// begins one, which reaches the disk with the first change. Read-only where nothing can be
/// written.
pub fn open(app: &App, exhibit: Arc<Exhibit>, by: &str) -> Result<AuditSession, Failure> {
    let by = typed_line(by);
    let _: HeaderValue =
        by.parse().map_err(|_| Failure::Wrong(Wrong::Name { text: by.clone() }))?;
    let period = exhibit.period;
    let lock = inspect::lock_as(app, &by);
    if lock.is_ok() {
        finishing::clear_finished(app, period)?;
    }
    let drafts = drafts(app, period)?;
    let mine = drafts.iter().find(|draft| draft.start.examiner.is(&by));
    let number = match mine {
        Some(draft) => draft.number,
        None => drafts.iter().map(|draft| draft.number).max().unwrap_or(0) + 1,
    };
    let dir = app.root.audit_draft(period, number);
    let mut session = match (mine, &lock) {
        (None, _) => begin(app, exhibit, by, dir),
        (Some(_), Ok(_)) => resume(app, exhibit, dir)?,
        (Some(_), Err(_)) => {
            let blocks = Journal::read(app.root.fs(), &dir)?.blocks;
            let audit = replay(&dir, period, &blocks)?;
            let work = AuditWork { exhibit, audit, torn: None, read_only: None };
            AuditSession { work, dir, journal: None, lock: None }
        }
    };
    match lock {
        Ok(lock) => session.lock = Some(lock),
        Err(why) => session.work.read_only = Some(why),
    }
    let target = session.work.exhibit.target.clone();
    if session.work.read_only.is_none() && session.work.audit.start().target != target {
        session.record(app, AuditChange::Reread(target))?;
    }
    Ok(session)
}

fn begin(app: &App, exhibit: Arc<Exhibit>, by: String, dir: PathBuf) -> AuditSession {
    let now = app.now();
    let start = AuditStart {
        period: exhibit.period,
        target: exhibit.target.clone(),
        examiner: Examiner::named(&by, &exhibit.record.people),
        stamp: Stamp { by, at: now.at },
        clock: now.clock,
        program: PROGRAM.to_owned(),
        society: exhibit.record.society.clone(),
    };
    let work = AuditWork { exhibit, audit: Audit::new(start), torn: None, read_only: None };
    AuditSession { work, dir, journal: None, lock: None }
}

fn resume(app: &App, exhibit: Arc<Exhibit>, dir: PathBuf) -> Result<AuditSession, Failure> {
    let stamp = app.now().at.format("%Y%m%dT%H%M%S").to_string();
    let stamp = stamp.parse().unwrap_or_else(|_| unreachable!("digits are a file name: {stamp}"));
    let opened = Journal::open(app.root.fs(), &dir, &stamp)?;
    let audit = replay(&dir, exhibit.period, &opened.blocks)?;
    let work = AuditWork { exhibit, audit, torn: opened.torn, read_only: None };
    Ok(AuditSession { work, dir, journal: Some(opened.journal), lock: None })
}

fn replay(dir: &Path, period: Period, blocks: &[Block]) -> Result<Audit, Failure> {
    let file = dir.join(JOURNAL);
    let fault = |seq, what| Failure::Event { file: file.clone(), seq, what };
    let Some((first, rest)) = blocks.split_first() else {
        return Err(JournalError::Missing { file }.into());
    };
    let start = shape::read_start(period, &first.body).map_err(|e| fault(first.seq, e))?;
    let mut audit = Audit::new(start);
    for block in rest {
        let (event, clock) =
            shape::read_change(block.seq, &block.body).map_err(|e| fault(block.seq, e))?;
        audit.apply(event);
        audit.state_clock(clock);
    }
    Ok(audit)
}

impl AuditSession {
    pub fn work(&self) -> &AuditWork {
        &self.work
    }

    pub fn exhibit(&self) -> &Exhibit {
        &self.work.exhibit
    }

    /// Checks a change, makes it durable and applies it. Nothing is written when it is refused.
    pub fn record(&mut self, app: &App, change: AuditChange) -> Result<AuditEvent, Failure> {
        let now: Moment = app.now();
        let work = &self.work;
        if let Some(refusal) = work.audit.refusal(&work.exhibit.record, &change) {
            return Err(Failure::AuditRefused(refusal));
        }
        if let Some(why) = &work.read_only {
            return Err(Failure::ReadOnly(why.clone()));
        }
        let start = work.audit.start();
        let stamp = Stamp { by: start.examiner.name.clone(), at: now.at };
        let body = shape::write_change(&stamp, now.clock, &change, &work.audit);
        let journal = match &mut self.journal {
            Some(journal) => journal,
            none => {
                let first = shape::write_start(start);
                let name = period_name(start.period);
                none.insert(Journal::create(app.root.fs(), &self.dir, &name, &first)?)
            }
        };
        let seq = inspect::append(journal, &body, &mut self.work.read_only)?;
        let event = AuditEvent { seq, stamp, change };
        self.work.audit.apply(event.clone());
        self.work.audit.state_clock(now.clock);
        Ok(event)
    }
}

/// Records several changes: none where one of them must be refused. What stands like that already
/// is passed over. Returns how many were recorded.
pub fn record_all(
    app: &App,
    session: &mut AuditSession,
    changes: Vec<AuditChange>,
) -> Result<usize, Failure> {
    let work = session.work();
    let refused = |change: &AuditChange| work.audit.refusal(&work.exhibit.record, change);
    let grave = changes.iter().filter_map(refused).find(|why| *why != AuditRefusal::Unchanged);
    if let Some(refusal) = grave {
        return Err(Failure::AuditRefused(refusal));
    }
    let mut recorded = 0;
    for change in changes {
        match session.record(app, change) {
            Ok(_) => recorded += 1,
            Err(Failure::AuditRefused(AuditRefusal::Unchanged)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(recorded)
}
