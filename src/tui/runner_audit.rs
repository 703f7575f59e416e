//! The auditor's effects carried out, on the same desk as all others.

use std::path::PathBuf;
use std::sync::Arc;

use super::msg::{AuditNote, Outcome, Reading, Visit};
use super::runner::Desk;
use crate::app::auditing::{self, AuditConfirmation, AuditWork};
use crate::app::failure::{ReadOnly, Wrong};
use crate::app::signing::{self, Passphrase};
use crate::app::{Failure, overview, reading};
use crate::domain::audit::AuditChange;
use crate::domain::period::Period;
use crate::report::SealedForm;
use crate::store::ledger;
use crate::store::names::EntryName;
use crate::store::sign::Role;

impl Desk {
    pub(super) fn exhibit(&mut self, visit: Visit) -> Outcome {
        (self.session, self.audit) = (None, None);
        let result = auditing::exhibit(&self.app, visit.period, None).map(Arc::new);
        self.exhibit = result.as_ref().ok().cloned();
        let today = self.app.now().date();
        Outcome::Exhibited { visit, today, result: result.map_err(Arc::new) }
    }

    pub(super) fn open_audit(&mut self, by: &str) -> Result<Box<AuditWork>, Failure> {
        self.audit = None;
        let exhibit = self.exhibit.clone().ok_or(Failure::NothingSealed)?;
        let session = auditing::open(&self.app, exhibit, by)?;
        let work = Box::new(session.work().clone());
        self.audit = Some(session);
        Ok(work)
    }

    pub(super) fn record_audit(&mut self, change: AuditChange) -> Outcome {
        let result = match &mut self.audit {
            Some(session) => session.record(&self.app, change),
            None => Err(Failure::ReadOnly(ReadOnly::NotWritable)),
        };
        let doubtful = self.audit.as_ref().and_then(|session| session.work().read_only.clone());
        Outcome::AuditRecorded {
            result: result.map_err(Arc::new),
            doubtful: doubtful.map(|why| Arc::new(Failure::ReadOnly(why))),
        }
    }

    /// Finishes the audit, signed where the auditor has a key; a locked one is asked about first.
    pub(super) fn finish_audit(&mut self, code: String, passphrase: Option<Passphrase>) -> Outcome {
        let key = signing::standing_key(&self.app, Role::Auditor);
        let locked = |file| signing::read_key(&self.app, file).is_ok_and(|key| key.is_locked());
        if let (Some(file), None, Some(exhibit)) = (&key, &passphrase, &self.exhibit)
            && locked(file)
        {
            return Outcome::AuditLocked { period: exhibit.period, code, file: file.clone() };
        }
        let passphrase = passphrase.unwrap_or_default();
        Outcome::AuditFinished(self.finish_signed(&code, key, &passphrase).map_err(Arc::new))
    }

    fn finish_signed(
        &mut self,
        code: &str,
        key: Option<PathBuf>,
        passphrase: &Passphrase,
    ) -> Result<Reading, Failure> {
        let session = self.audit.as_ref().ok_or(Failure::ReadOnly(ReadOnly::NotWritable))?;
        // What was typed of a code and is none was told to be none.
        let head = auditing::typed_code(code);
        let confirmation = AuditConfirmation { meaning: self.renderer.audit_meaning(), head };
        let (app, renderer) = (&self.app, &self.renderer);
        let unlock = || key.map(|file| signing::load(app, &file, passphrase)).transpose();
        let (told, sealed) = auditing::finish_by_key(app, session, confirmation, unlock, renderer)?;
        self.audit = None;
        Ok(Reading {
            period: told.period,
            entry: sealed.entry.to_string(),
            altered: false,
            code: sealed.code.grouped(),
            text: self.renderer.audit(&told, SealedForm::Text).into(),
            audits: Arc::default(),
            replaced_by: None,
            correction: None,
        })
    }

    pub(super) fn audit_text(&self, entry: &str) -> Result<Reading, Failure> {
        let unknown = |_| Failure::Wrong(Wrong::Name { text: entry.to_owned() });
        let name: EntryName = entry.parse().map_err(unknown)?;
        let told = self.app.root.audit(&name)?;
        let code = ledger::code(self.app.root.fs(), &self.app.root.reports(), &name)?;
        Ok(Reading {
            period: told.period,
            altered: !reading::faults(&self.app, &name).is_empty(),
            entry: name.to_string(),
            code: code.grouped(),
            text: self.renderer.audit(&told, SealedForm::Text).into(),
            audits: Arc::default(),
            replaced_by: None,
            correction: None,
        })
    }

    /// The finished audits of a period; one that cannot be read is told by the check.
    pub(super) fn audit_notes(&self, period: Period) -> Result<Arc<[AuditNote]>, Failure> {
        let lines = overview::audit_lines(&self.app)?.into_iter().rev();
        let of = lines.filter(|line| line.entry.period.as_str() == period.to_string());
        let note = |line: overview::AuditLine| {
            let told = line.told.ok()?;
            Some(AuditNote {
                entry: line.entry.to_string(),
                by: told.examiner.name,
                opinion: told.opinion,
                outdated: line.outdated,
            })
        };
        Ok(of.filter_map(note).collect())
    }
}
