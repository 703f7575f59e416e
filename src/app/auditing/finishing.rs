//! Ending an audit: the gate, the entry in the chain, and the draft taken away.

use std::collections::BTreeMap;
use std::path::Path;

use super::audits_of;
use super::session::AuditSession;
use crate::app::reading::Renderer;
use crate::app::{App, Failure, PROGRAM, sealing, signing};
use crate::domain::audit::AuditRecord;
use crate::domain::inspection::Clock;
use crate::domain::period::Period;
use crate::domain::record::Sealing;
use crate::report::SealedForm;
use crate::store::digest::Digest;
use crate::store::fs::{FileName, Fs};
use crate::store::journal::{JOURNAL, MAX_JOURNAL};
use crate::store::ledger;
use crate::store::names::EntryKind;
use crate::store::root::{AUDIT_FILE, period_name};
use crate::store::seal::{self, SealRequest, Sealed, SignedAt};
use crate::store::shape::audit as shape;
use crate::store::sign::Signer;

/// What finishing needs a person to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditConfirmation<'a> {
    /// What the auditor states, in words; stands in SEAL.
    pub meaning: &'a str,
    /// A 確認コード kept elsewhere, against which the ledger is looked through once more.
    pub head: Option<Digest>,
}

/// Finishes an audit: refuses with all gaps, else makes its entry, reads it back, and only then
/// takes the draft away. After a failure the draft is as it was.
pub fn finish(
    app: &App,
    session: &AuditSession,
    confirmation: AuditConfirmation<'_>,
    renderer: &Renderer,
) -> Result<(AuditRecord, Sealed), Failure> {
    finish_by_key(app, session, confirmation, || Ok(None), renderer)
}

/// The same, signed. `unlock` is asked for the key of the auditor once nothing else keeps the audit
/// from its end, and before anything is written; `None` from it finishes without a signature.
pub fn finish_by_key(
    app: &App,
    session: &AuditSession,
    confirmation: AuditConfirmation<'_>,
    unlock: impl FnOnce() -> Result<Option<Signer>, Failure>,
    renderer: &Renderer,
) -> Result<(AuditRecord, Sealed), Failure> {
    let (work, period) = (session.work(), session.exhibit().period);
    if let Some(why) = &work.read_only {
        return Err(Failure::ReadOnly(why.clone()));
    }
    let gaps = work.gaps();
    if !gaps.is_empty() {
        return Err(Failure::AuditGaps { period, gaps });
    }
    refuse_replaced(app, session)?;
    sealing::refuse_clock_back(app, app.now())?;
    let key = unlock()?;
    // A passphrase may take its time.
    let now = app.now();
    let last = sealing::refuse_clock_back(app, now)?;
    let audits = audits_of(app, period)?.len();
    let by = &work.audit.start().examiner.name;
    let sealing = Sealing {
        seq: last.map_or(1, |entry| entry.seq + 1),
        at: now.at,
        clock: if now.clock == Clock::Stated { now.clock } else { work.audit.clock() },
        confirmed_by: by.clone(),
        program: PROGRAM.to_owned(),
    };
    let clock = sealing.clock;
    let checked = signing::verify(app, confirmation.head)?.told();
    let number = u16::try_from(audits + 1).unwrap_or(u16::MAX);
    let record = &work.exhibit.record;
    let Some(told) = AuditRecord::compose(&work.audit, record, number, checked, sealing) else {
        return Err(Failure::AuditGaps { period, gaps });
    };
    let request = SealRequest {
        kind: EntryKind::Audit,
        period: period_name(period),
        signed_at: SignedAt::new(now.at),
        signer: sealing::header(by)?,
        meaning: sealing::header(confirmation.meaning)?,
        clock: match clock {
            Clock::Machine => seal::Clock::Machine,
            Clock::Stated => seal::Clock::Set,
        },
        replaces: None,
        files: files(app, &session.dir, &told, renderer)?,
    };
    let sealed = seal::seal_signed(app.root.fs(), &app.root.reports(), &request, key.as_ref())?;
    take_draft_away(app.root.fs(), &session.dir);
    Ok((told, sealed))
}

/// An audit is of what stands; a correction made meanwhile must be read first.
fn refuse_replaced(app: &App, session: &AuditSession) -> Result<(), Failure> {
    let (period, target) = (session.exhibit().period, &session.work().audit.start().target);
    let standing = app.root.standing()?.into_iter().find(|(sealed, _)| *sealed == period);
    let Some((_, entry)) = standing else { return Err(Failure::NotSealed { period }) };
    let code = ledger::code(app.root.fs(), &app.root.reports(), &entry)?;
    if entry.to_string() == target.entry && code.to_string() == target.code {
        Ok(())
    } else {
        Err(Failure::AuditReplaced { period, entry })
    }
}

fn files(
    app: &App,
    dir: &Path,
    record: &AuditRecord,
    renderer: &Renderer,
) -> Result<BTreeMap<FileName, Vec<u8>>, Failure> {
    let journal = app.root.fs().read(&dir.join(JOURNAL), MAX_JOURNAL)?;
    let list = [
        (AUDIT_FILE, shape::write(record).into_bytes()),
        ("audit.txt", renderer.audit(record, SealedForm::Text).into_bytes()),
        ("audit.md", renderer.audit(record, SealedForm::Markdown).into_bytes()),
        (JOURNAL, journal),
    ];
    let name = |text: &str| -> FileName {
        text.parse().unwrap_or_else(|_| unreachable!("a fixed name: {text}"))
    };
    Ok(list.into_iter().map(|(file, bytes)| (name(file), bytes)).collect())
}

/// Takes away the drafts of audits that were finished but cut off before their draft was gone: the
/// journal of such a draft is that of an entry, which is first made durable and read back. The
/// caller holds the lock.
pub(super) fn clear_finished(app: &App, period: Period) -> Result<(), Failure> {
    let fs = app.root.fs();
    let name = period_name(period);
    let sealed: Vec<_> = app.root.audits()?.into_iter().filter(|e| e.period == name).collect();
    if sealed.is_empty() {
        return Ok(());
    }
    for (of, number) in app.root.audit_drafts()? {
        if of != period {
            continue;
        }
        let dir = app.root.audit_draft(period, number);
        let draft = fs.read(&dir.join(JOURNAL), MAX_JOURNAL)?;
        for entry in &sealed {
            let kept = fs.read(&app.root.entry(entry).join(JOURNAL), MAX_JOURNAL);
            if kept.is_ok_and(|kept| kept == draft) {
                seal::confirm_entry(fs, &app.root.reports(), entry)?;
                take_draft_away(fs, &dir);
                break;
            }
        }
    }
    Ok(())
}

/// What cannot be removed does no harm: its journal is that of an entry.
fn take_draft_away(fs: &dyn Fs, dir: &Path) {
    let removed = fs.remove_file(&dir.join(JOURNAL)).and_then(|()| fs.remove_dir(dir));
    // A folder that still holds a torn tail stays, and that is right.
    drop(removed);
}
