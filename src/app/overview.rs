//! The home screen's content: the society, this period, what is open, what is sealed.

use chrono::NaiveDate;

use super::{App, Failure, findings, inspect};
use crate::domain::finding::Finding;
use crate::domain::findings::sort_by_urgency;
use crate::domain::gate;
use crate::domain::period::Period;
use crate::domain::society::Society;
use crate::domain::tally::Tally;
use crate::store::digest::Digest;
use crate::store::names::{EntryName, SEAL};
use crate::store::root::RootError;
use crate::store::shape::record_in::RecordHead;

/// The largest SEAL that is hashed for a list, in bytes.
const MAX_SEAL: u64 = 64 << 10;

/// How a period stands.
#[derive(Debug)]
pub enum Standing {
    NotStarted,
    InProgress {
        tally: Tally,
        gaps: usize,
    },
    Sealed {
        entry: EntryName,
    },
    /// It was started but cannot be read.
    Damaged(Box<Failure>),
}

/// One sealed entry in a list.
#[derive(Debug)]
pub struct SealedLine {
    pub entry: EntryName,
    /// 確認コード of the entry; `None` where SEAL cannot be read.
    pub code: Option<Digest>,
    pub head: Result<RecordHead, RootError>,
}

/// Everything home shows.
#[derive(Debug)]
pub struct Overview {
    pub society: Society,
    pub today: NaiveDate,
    /// The period of today.
    pub period: Period,
    pub deadline: NaiveDate,
    pub standing: Standing,
    /// Other periods that were started and not sealed.
    pub unfinished: Vec<(Period, Standing)>,
    /// The period before, if it was neither sealed nor started although others were sealed.
    pub skipped: Option<Period>,
    /// All that are open, overdue ones first.
    pub findings: Vec<Finding>,
    /// Newest first.
    pub sealed: Vec<SealedLine>,
}

pub fn overview(app: &App) -> Result<Overview, Failure> {
    let society = app.society()?;
    let today = app.now().date();
    let period = app.period("current")?;
    let sealed = sealed_lines(app)?;
    let drafts = app.root.drafts()?;
    let standing_entries = app.root.standing()?;
    let standing = match standing_entries.iter().find(|(p, _)| *p == period) {
        Some((_, entry)) => Standing::Sealed { entry: entry.clone() },
        None if drafts.contains(&period) => progress(app, period),
        None => Standing::NotStarted,
    };
    let is_sealed = |p: &Period| standing_entries.iter().any(|(sealed, _)| sealed == p);
    let others = drafts.iter().filter(|p| **p != period && !is_sealed(p));
    let unfinished: Vec<_> = others.map(|p| (*p, progress(app, *p))).collect();
    let skipped = period.previous().ok().filter(|before| {
        !standing_entries.is_empty() && !is_sealed(before) && !drafts.contains(before)
    });
    let findings = open_findings(app, today);
    Ok(Overview {
        deadline: period.deadline(society.deadline_days),
        society,
        today,
        period,
        standing,
        unfinished,
        skipped,
        findings,
        sealed,
    })
}

/// Every sealed entry, newest first.
pub fn sealed_lines(app: &App) -> Result<Vec<SealedLine>, Failure> {
    let entries = app.root.entries()?.into_iter().rev();
    Ok(entries.map(|entry| sealed_line(app, entry)).collect())
}

pub(super) fn sealed_line(app: &App, entry: EntryName) -> SealedLine {
    let seal = app.root.entry(&entry).join(SEAL);
    let code = app.root.fs().read(&seal, MAX_SEAL).ok().map(|bytes| Digest::of(&bytes));
    SealedLine { code, head: app.root.record_head(&entry), entry }
}

/// How an inspection in progress stands.
pub fn progress(app: &App, period: Period) -> Standing {
    match inspect::peek(app, period) {
        Ok(work) => Standing::InProgress {
            tally: gate::progress(&work.checklist, &work.inspection),
            gaps: work.gaps().len(),
        },
        Err(failure) => Standing::Damaged(Box::new(failure)),
    }
}

fn open_findings(app: &App, today: NaiveDate) -> Vec<Finding> {
    // A head that cannot be read is told by its line in the list.
    let Ok(known) = findings::known(app) else { return Vec::new() };
    let mut open: Vec<Finding> = known.iter().filter(|f| f.is_open()).cloned().collect();
    sort_by_urgency(&mut open, today);
    open
}
