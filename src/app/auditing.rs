//! 監事監査: what is laid before an auditor, what the auditor records, and the entry it ends in.
//!
//! It reads no `tenken.toml`: a copy of `reports/` alone is enough. The audited entry is never
//! touched; what the auditor says becomes an entry of its own, bound to the digest of what was
//! read.

mod code;
mod finishing;
mod session;

pub use code::{CodeCheck, typed_code};
pub use finishing::{AuditConfirmation, finish, finish_by_key};
pub use session::{AuditSession, AuditWork, open, record_all};

use super::verifying::Verified;
use super::{App, Failure, comparing, inspect, signing};
use crate::domain::audit::{AuditRecord, Checked, Head, PastRemark, Target};
use crate::domain::checklist::Checklist;
use crate::domain::comparison::Comparison;
use crate::domain::lineage;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::store::digest::Digest;
use crate::store::ledger;
use crate::store::names::{EntryKind, EntryName};
use crate::store::verify::HeadCheck;

/// What is laid before an auditor.
#[derive(Debug)]
pub struct Exhibit {
    pub period: Period,
    pub entry: EntryName,
    pub target: Target,
    pub record: Record,
    /// The whole ledger, looked through first.
    pub verified: Verified,
    /// The period beside the one sealed before it, where there is one to compare.
    pub changes: Option<Comparison>,
    /// Finished audits of the period.
    pub audits: Vec<(EntryName, AuditRecord)>,
    /// Names of those whose audits of the period are in progress here.
    pub in_progress: Vec<String>,
}

/// Reads everything an auditor needs of `period`; `head` is a 確認コード kept elsewhere. Nothing
/// is written.
pub fn exhibit(app: &App, period: Period, head: Option<Digest>) -> Result<Exhibit, Failure> {
    let standing = app.root.standing()?;
    let found = standing.into_iter().find(|(sealed, _)| *sealed == period);
    let (_, entry) = found.ok_or(Failure::NotSealed { period })?;
    let verified = signing::verify(app, head)?;
    let code = ledger::code(app.root.fs(), &app.root.reports(), &entry)?;
    let record = app.root.record(&entry)?;
    let changes = comparing::compare(app, comparing::Pair::Before(period)).ok();
    Ok(Exhibit {
        period,
        target: Target { entry: entry.to_string(), code: code.to_string() },
        entry,
        record,
        verified,
        changes: changes.map(|compared| compared.comparison),
        // What cannot be read of them is told by the check; the rest is read all the same.
        audits: audits_of(app, period).unwrap_or_default(),
        in_progress: names(session::drafts(app, period).unwrap_or_default()),
    })
}

fn names(drafts: Vec<session::Draft>) -> Vec<String> {
    drafts.into_iter().map(|draft| draft.start.stamp.by).collect()
}

/// The periods with an audit in progress, each with those who write it. One that cannot be read is
/// told to whoever opens it.
pub fn in_progress(app: &App) -> Result<Vec<(Period, Vec<String>)>, Failure> {
    let mut periods: Vec<Period> = app.root.audit_drafts()?.into_iter().map(|(p, _)| p).collect();
    periods.dedup();
    let named = |period| (period, names(session::drafts(app, period).unwrap_or_default()));
    Ok(periods.into_iter().map(named).collect())
}

/// The finished audits of a period, by number.
pub fn audits_of(app: &App, period: Period) -> Result<Vec<(EntryName, AuditRecord)>, Failure> {
    let name = crate::store::root::period_name(period);
    let entries = app.root.audits()?.into_iter().filter(|entry| entry.period == name);
    entries.map(|entry| Ok((entry.clone(), app.root.audit(&entry)?))).collect()
}

/// Whether the record that an audit read was corrected afterwards: 監事所見の後に訂正. `entries`
/// are all entries of the ledger.
pub fn is_outdated(audit: &EntryName, entries: &[EntryName]) -> bool {
    entries.iter().any(|entry| {
        entry.kind == EntryKind::Correction && entry.period == audit.period && entry.seq > audit.seq
    })
}

/// What the last audit of each item said in periods before `period`, under the items of
/// `checklist` that continue it. Both auditors of one period are heard.
pub fn remarks_before(
    app: &App,
    period: Period,
    checklist: &Checklist,
) -> Result<Vec<PastRemark>, Failure> {
    let mut audits = Vec::new();
    for entry in app.root.audits()? {
        let Ok(of) = entry.period.as_str().parse::<Period>() else { continue };
        if of < period {
            audits.push((of, entry));
        }
    }
    audits.sort_by_key(|(of, entry)| (std::cmp::Reverse(*of), entry.seq));
    let mut found: Vec<PastRemark> = Vec::new();
    let mut periods: Vec<Period> = Vec::new();
    for (of, entry) in audits {
        if !periods.contains(&of) {
            periods.push(of);
        }
        if periods.len() > inspect::REMEMBERED {
            break;
        }
        let audit = app.root.audit(&entry)?;
        if audit.remarks.is_empty() {
            continue;
        }
        let Some(asked) = asked(app, &audit)? else { continue };
        for kin in lineage::kins(&asked, checklist) {
            let said = audit.remarks.iter().filter(|r| kin.old.iter().any(|i| i.id == r.item));
            for remark in said {
                for item in &kin.new {
                    // A later period has the last word.
                    if found.iter().any(|past| past.item == item.id && past.period > of) {
                        continue;
                    }
                    found.push(PastRemark {
                        period: of,
                        examiner: audit.examiner.clone(),
                        item: item.id.clone(),
                        of: remark.item.clone(),
                        text: remark.text.clone(),
                    });
                }
            }
        }
    }
    Ok(found)
}

/// The checklist that was asked in what an audit read; `None` where that entry is gone.
pub(super) fn asked(app: &App, audit: &AuditRecord) -> Result<Option<Checklist>, Failure> {
    let Ok(entry) = audit.target.entry.parse::<EntryName>() else { return Ok(None) };
    if !app.root.entries()?.contains(&entry) {
        return Ok(None);
    }
    Ok(Some(app.root.record(&entry)?.checklist))
}

impl Verified {
    /// What an audit keeps of it.
    pub fn told(&self) -> Checked {
        let of_records = [&self.misplaced, &self.usurping, &self.unbound].map(Vec::len);
        let more = self.unreadable.len() + of_records.iter().sum::<usize>();
        Checked {
            entries: self.ledger.entries.len(),
            faults: self.ledger.faults().count() + more,
            head: match self.ledger.head {
                HeadCheck::NotGiven => Head::NotGiven,
                HeadCheck::Equal => Head::Newest,
                HeadCheck::FoundAt(_) => Head::Older,
                HeadCheck::NotFound => Head::NotFound,
            },
        }
    }
}
