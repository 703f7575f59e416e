//! The home screen's content: the society, this period, what is open, what is sealed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{App, Draft, Failure, auditing, inspect};
use crate::domain::audit::AuditRecord;
use crate::domain::finding::Finding;
use crate::domain::findings::{Findings, sort_by_urgency};
use crate::domain::gate;
use crate::domain::period::Period;
use crate::domain::society::Society;
use crate::domain::tally::Tally;
use crate::store::digest::Digest;
use crate::store::names::{EntryKind, EntryName, SEAL};
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
    /// It is sealed and being corrected.
    Correcting {
        gaps: usize,
        /// What is told otherwise than it was sealed.
        changes: usize,
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

/// One finished audit in a list.
#[derive(Debug)]
pub struct AuditLine {
    pub entry: EntryName,
    /// 確認コード of the entry; `None` where SEAL cannot be read.
    pub code: Option<Digest>,
    pub told: Result<AuditRecord, RootError>,
    /// The record it read was corrected afterwards: 監事所見の後に訂正.
    pub outdated: bool,
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
    /// Other periods that were started and not sealed, and corrections in progress.
    pub unfinished: Vec<(Period, Standing)>,
    /// The period before, if it was neither sealed nor started although others were sealed.
    pub skipped: Option<Period>,
    /// All that are open, overdue ones first.
    pub findings: Vec<Finding>,
    /// Newest first.
    pub sealed: Vec<SealedLine>,
    /// Newest first.
    pub audits: Vec<AuditLine>,
    /// Periods with an audit in progress, and who writes it.
    pub auditing: Vec<(Period, Vec<String>)>,
}

pub fn overview(app: &App) -> Result<Overview, Failure> {
    let society = app.society()?;
    let today = app.now().date();
    let period = app.period("current")?;
    let sealed = sealed_lines(app)?;
    let audits = audit_lines(app)?;
    let known = known(&sealed, &audits);
    let drafts = app.root.drafts()?;
    let standing_entries = app.root.standing()?;
    let standing = match standing_entries.iter().find(|(p, _)| *p == period) {
        Some((_, entry)) => Standing::Sealed { entry: entry.clone() },
        None if drafts.contains(&period) => progress(app, period, known.as_ref()),
        None => Standing::NotStarted,
    };
    let is_sealed = |p: &Period| standing_entries.iter().any(|(sealed, _)| sealed == p);
    let unsealed = app.unsealed()?.into_iter();
    let others = unsealed.filter(|(p, draft)| *p != period || *draft == Draft::Correction);
    let unfinished: Vec<_> =
        others.map(|(p, draft)| (p, standing_of(app, p, draft, known.as_ref()))).collect();
    let skipped = period.previous().ok().filter(|before| {
        !standing_entries.is_empty() && !is_sealed(before) && !drafts.contains(before)
    });
    let findings = known.map(|known| open_findings(&known, today)).unwrap_or_default();
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
        audits,
        auditing: auditing::in_progress(app)?,
    })
}

/// Every sealed report and correction, newest first.
pub fn sealed_lines(app: &App) -> Result<Vec<SealedLine>, Failure> {
    let entries = app.root.entries()?.into_iter().rev();
    let records = entries.filter(|entry| entry.kind != EntryKind::Audit);
    Ok(records.map(|entry| sealed_line(app, entry)).collect())
}

/// Every finished audit, newest first.
pub fn audit_lines(app: &App) -> Result<Vec<AuditLine>, Failure> {
    let entries = app.root.entries()?;
    let audits = entries.iter().rev().filter(|entry| entry.kind == EntryKind::Audit);
    let line = |entry: &EntryName| AuditLine {
        entry: entry.clone(),
        code: code(app, entry),
        told: app.root.audit(entry),
        outdated: auditing::is_outdated(entry, &entries),
    };
    Ok(audits.map(line).collect())
}

pub(super) fn sealed_line(app: &App, entry: EntryName) -> SealedLine {
    SealedLine { code: code(app, &entry), head: app.root.record_head(&entry), entry }
}

fn code(app: &App, entry: &EntryName) -> Option<Digest> {
    let seal = app.root.entry(entry).join(SEAL);
    app.root.fs().read(&seal, MAX_SEAL).ok().map(|bytes| Digest::of(&bytes))
}

/// The findings that the heads of `lines`, of each period the one that counts, and `audits` state,
/// both newest first. `None` where one cannot be read, which is told by its line.
pub fn known(lines: &[SealedLine], audits: &[AuditLine]) -> Option<Findings> {
    let mut counting = BTreeMap::new();
    for line in lines {
        let Ok(period) = line.entry.period.as_str().parse::<Period>() else { continue };
        counting.entry(period).or_insert(line);
    }
    let mut told: Vec<(Period, &[Finding])> = Vec::new();
    for (period, line) in counting {
        told.push((period, &line.head.as_ref().ok()?.findings));
    }
    for line in audits {
        let Ok(period) = line.entry.period.as_str().parse::<Period>() else { continue };
        told.push((period, &line.told.as_ref().ok()?.findings));
    }
    Some(Findings::of(told))
}

/// Entries that are replaced by their names, each with the one that replaces it.
pub type Replacements = BTreeMap<String, EntryName>;

/// Which entries among `lines` are replaced, and by which.
pub fn replacements(lines: &[SealedLine]) -> Replacements {
    let corrects = |line: &SealedLine| {
        let correction = line.head.as_ref().ok()?.correction.as_ref()?;
        Some((correction.entry.clone(), line.entry.clone()))
    };
    lines.iter().filter_map(corrects).collect()
}

/// How a draft stands.
pub fn standing_of(app: &App, period: Period, draft: Draft, known: Option<&Findings>) -> Standing {
    if draft == Draft::First {
        return progress(app, period, known);
    }
    match inspect::peek(app, period) {
        Ok(work) => Standing::Correcting { gaps: work.gaps().len(), changes: work.amended().len() },
        Err(failure) => Standing::Damaged(Box::new(failure)),
    }
}

/// How an inspection in progress stands, `known` being all findings where they can be read.
fn progress(app: &App, period: Period, known: Option<&Findings>) -> Standing {
    let work = match known {
        Some(known) => inspect::glance(app, period, known.open_before(period)),
        None => inspect::peek(app, period),
    };
    match work {
        Ok(work) => Standing::InProgress {
            tally: gate::progress(&work.checklist, &work.inspection),
            gaps: work.gaps().len(),
        },
        Err(failure) => Standing::Damaged(Box::new(failure)),
    }
}

fn open_findings(known: &Findings, today: NaiveDate) -> Vec<Finding> {
    let mut open: Vec<Finding> = known.iter().filter(|f| f.is_open()).cloned().collect();
    sort_by_urgency(&mut open, today);
    open
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::app::{Place, Timepiece};
    use crate::domain::record::tests::{record, society};
    use crate::store::fs::Op;
    use crate::store::fs::sim::{SimFs, Step};
    use crate::store::root::RECORD_FILE;
    use crate::store::shape::{record_out, society as society_file};

    /// A folder with the first `count` quarters from FY2020 sealed, each with a fault of its own.
    fn sealed(count: usize) -> (SimFs, App) {
        let fs = SimFs::new();
        let root = Path::new("/r");
        let place = |file: &str, text: &str| fs.place_file(&root.join(file), text.as_bytes());
        place("tenken.toml", &society_file::write(&society(), &[]));
        let mut record = record();
        for n in 0..count {
            let period: Period = format!("FY{}-Q{}", 2020 + n / 4, 1 + n % 4).parse().unwrap();
            record.period = period;
            record.findings[0].id.period = period;
            let entry = format!("reports/{:04}_{period}_{}_report", n + 1, period.end());
            let mut text = record_out::write(&record);
            // What is behind the head is not looked at.
            text.push_str("= damaged");
            place(&format!("{entry}/{RECORD_FILE}"), &text);
            place(&format!("{entry}/{SEAL}"), "seal");
        }
        let day = Timepiece::Stated("2026-12-18".parse().unwrap());
        (fs.clone(), App::new(Arc::new(fs), &Place::Named(root), day))
    }

    #[test]
    fn every_entry_is_opened_twice_and_its_record_read_as_far_as_its_head() {
        let steps = |count| {
            let (fs, app) = sealed(count);
            let before = fs.trace().len();
            let seen = overview(&app).unwrap();
            assert_eq!((seen.sealed.len(), seen.findings.len()), (count, count));
            assert!(seen.sealed.iter().all(|line| line.head.is_ok() && line.code.is_some()));
            let opened = |step: &&Step| step.op == Op::Open;
            fs.trace()[before..].iter().filter(opened).count()
        };
        assert_eq!(steps(20) - steps(4), 16 * 2, "report.toml and SEAL");
    }
}
