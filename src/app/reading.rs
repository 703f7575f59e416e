//! Reading sealed periods and putting them into a format.

use super::{App, Failure};
use crate::domain::audit::AuditRecord;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::report::{self, SealedForm};
use crate::store::names::{EntryKind, EntryName};
use crate::store::verify::{Fault, check_entry};
use crate::words::{AuditWords, Lang, ReportWords, Terms};

/// Puts records into formats in one language.
#[derive(Debug, Clone)]
pub struct Renderer {
    words: ReportWords,
    audits: AuditWords,
    terms: Terms,
}

impl Renderer {
    pub fn new(lang: Lang) -> Result<Self, Failure> {
        Ok(Self {
            words: ReportWords::load(lang)?,
            audits: AuditWords::load(lang)?,
            terms: Terms::load(lang)?,
        })
    }

    pub fn lang(&self) -> Lang {
        self.words.lang
    }

    pub fn audit(&self, audit: &AuditRecord, form: SealedForm) -> String {
        report::audit(form, audit, &self.audits, &self.terms)
    }

    /// What an auditor states by finishing.
    pub fn audit_meaning(&self) -> &str {
        &self.audits.meaning
    }

    pub fn render(&self, record: &Record, form: SealedForm) -> String {
        report::report(form, record, &self.words, &self.terms)
    }
}

/// The standing record of a sealed period.
pub fn sealed(app: &App, period: Period) -> Result<(EntryName, Record), Failure> {
    let standing = app.root.standing()?;
    let found = standing.into_iter().find(|(sealed, _)| *sealed == period);
    let (_, entry) = found.ok_or(Failure::NotSealed { period })?;
    let record = app.root.record(&entry)?;
    Ok((entry, record))
}

/// The record of one entry of `period` by its number, also where another one replaces it; without
/// a number the one that counts.
pub fn one(app: &App, period: Period, seq: Option<u32>) -> Result<(EntryName, Record), Failure> {
    let Some(seq) = seq else { return sealed(app, period) };
    let of_period = |entry: &EntryName| {
        entry.kind != EntryKind::Audit && entry.period.as_str() == period.to_string()
    };
    let found = app.root.entries()?.into_iter().find(|entry| entry.seq == seq && of_period(entry));
    let entry = found.ok_or(Failure::NoEntry { period, seq })?;
    let record = app.root.record(&entry)?;
    Ok((entry, record))
}

/// The finished audit of `period` that has this number; without one, what it numbers is no audit.
pub fn audit_entry(app: &App, period: Period, seq: u32) -> Result<Option<EntryName>, Failure> {
    let is_it = |entry: &EntryName| {
        entry.kind == EntryKind::Audit
            && entry.seq == seq
            && entry.period.as_str() == period.to_string()
    };
    Ok(app.root.entries()?.into_iter().find(is_it))
}

/// What of an entry is not as it was sealed, looked at by itself: enough to warn a reader, not to
/// vouch for the chain.
pub fn faults(app: &App, entry: &EntryName) -> Vec<Fault> {
    check_entry(app.root.fs(), &app.root.reports(), entry, None).faults
}
