//! Failures put into words: what was refused, where, and what to do next.
//!
//! Everything foreign in it is made safe to print here. Files that cannot be read are told of in
//! `tell_border`.

use std::path::Path;

use super::correcting::Refused;
use super::failure::{Failure, ReadOnly, Wrong};
use super::tell_audit;
use super::tell_signing;
use crate::domain::comparison::Incomparable;
use crate::domain::inspection::Refusal;
use crate::domain::period::{Cycle, Period};
use crate::domain::rules::Lack;
use crate::store::checklists::CatalogError;
use crate::store::journal::JournalError;
use crate::store::seal::{SealError, Unconfirmed};
use crate::text::line;
use crate::words::{FailureWords, Terms, Told, fill};

/// The words a failure is told with.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    pub words: &'a FailureWords,
    pub terms: &'a Terms,
    /// The cycle of the society where it is known; a foreign period is told with it.
    pub cycle: Option<Cycle>,
}

pub(super) fn put(told: &Told, values: &[(&str, &str)]) -> Told {
    let clean: Vec<(&str, String)> =
        values.iter().map(|(name, value)| (*name, line(value).into_owned())).collect();
    let values: Vec<(&str, &str)> = clean.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Told { what: fill(&told.what, &values), next: fill(&told.next, &values) }
}

pub(super) fn path(path: &Path) -> String {
    path.display().to_string()
}

impl Teller<'_> {
    pub fn tell(&self, failure: &Failure) -> Told {
        let words = self.words;
        match failure {
            Failure::NotSetUp { root } => put(&words.not_set_up, &[("root", &path(root))]),
            Failure::AlreadySetUp { file } => put(&words.already_set_up, &[("file", &path(file))]),
            Failure::OtherContent { file } => put(&words.other_content, &[("file", &path(file))]),
            Failure::IntoSealed { file } => {
                put(&words.document.into_sealed, &[("file", &path(file))])
            }
            Failure::ReadBack { file } => put(&words.document.read_back, &[("file", &path(file))]),
            Failure::Wrong(wrong) => self.wrong(wrong),
            Failure::Period { text, .. } => put(&words.period, &[("text", text)]),
            Failure::NothingSealed => words.nothing_sealed.clone(),
            Failure::ClockBack { entry } => {
                put(&words.clock_back, &[("entry", &entry.to_string())])
            }
            Failure::Incomparable(why) => self.incomparable(why),
            Failure::NoFinding { name } => put(&words.no_finding, &[("name", name)]),
            Failure::ManyFindings { name, ids } => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                put(&words.many_findings, &[("name", name), ("ids", &ids.join("、"))])
            }
            Failure::Refused(refusal) => self.refusal(refusal),
            Failure::PersonalData(found) => {
                let words = &self.terms.privacy;
                put(&words.refused, &[("list", &words.list(found))])
            }
            Failure::Correction(_) | Failure::NoEntry { .. } => self.correction(failure),
            Failure::ReadOnly(why) => self.read_only(why),
            Failure::AuditGaps { period, gaps } => {
                tell_audit::gaps(&words.audit, self.terms, *period, gaps)
            }
            Failure::AuditRefused(refusal) => tell_audit::refusal(&words.audit, refusal),
            Failure::AuditReplaced { period, entry } => {
                tell_audit::replaced(&words.audit, self.terms, *period, entry)
            }
            Failure::Checklist(error) => self.catalog(error),
            Failure::Event { file, seq, what } => put(
                &words.event,
                &[("file", &path(file)), ("seq", &seq.to_string()), ("what", &self.shape(what))],
            ),
            Failure::Root(error) => self.root(error),
            Failure::Disk(error) => self.disk(error),
            Failure::Evidence { path, what } => self.evidence(path, what),
            Failure::Journal(error) => self.journal(error),
            Failure::Seal(error) => self.seal(error),
            Failure::Signing(failure) => tell_signing::tell(&words.signing, failure),
            Failure::Print(failure) => self.print(failure),
            Failure::Workbook(error) => put(&words.bug, &[("what", &error.to_string())]),
            Failure::Words(error) => put(&words.bug, &[("what", &error.to_string())]),
            Failure::OtherCycle { .. }
            | Failure::NotBegun { .. }
            | Failure::Sealed { .. }
            | Failure::NotSealed { .. }
            | Failure::NotStarted { .. }
            | Failure::NothingBefore { .. }
            | Failure::Gaps { .. }
            | Failure::DraftChecklist { .. } => self.period_failure(failure),
        }
    }

    /// Failures that are about one period.
    fn period_failure(&self, failure: &Failure) -> Told {
        let words = self.words;
        let (period, template) = match failure {
            Failure::OtherCycle { period } => (period, &words.other_cycle),
            Failure::NotBegun { period } => (period, &words.not_begun),
            Failure::Sealed { period, .. } => (period, &words.sealed),
            Failure::NotSealed { period } => (period, &words.not_sealed),
            Failure::NotStarted { period } => (period, &words.not_started),
            Failure::NothingBefore { period } => (period, &words.nothing_before),
            Failure::Gaps { period, .. } => (period, &words.gaps),
            Failure::DraftChecklist { period, .. } => (period, &words.draft_checklist),
            other => return put(&words.bug, &[("what", &other.to_string())]),
        };
        let (entry, count, file) = match failure {
            Failure::Sealed { entry, .. } => (entry.to_string(), String::new(), String::new()),
            Failure::Gaps { gaps, .. } => (String::new(), gaps.len().to_string(), String::new()),
            Failure::DraftChecklist { file, .. } => (String::new(), String::new(), path(file)),
            _ => (String::new(), String::new(), String::new()),
        };
        let values = [
            ("period", self.terms.period(*period)),
            ("id", period.to_string()),
            ("start", period.start().to_string()),
            ("cycle", self.cycle.map(|c| self.terms.cycle(c).to_owned()).unwrap_or_default()),
            ("entry", entry),
            ("n", count),
            ("file", file),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
        put(template, &values)
    }

    fn correction(&self, failure: &Failure) -> Told {
        let words = &self.words.correction;
        let of = |told: &Told, period: &Period, entry: &str| {
            let values = [
                ("period", &*self.terms.period(*period)),
                ("id", &*period.to_string()),
                ("entry", entry),
            ];
            put(told, &values)
        };
        match failure {
            Failure::NoEntry { period, seq } => {
                let told = of(&words.no_entry, period, "");
                put(&told, &[("n", &seq.to_string())])
            }
            Failure::Correction(why) => match why {
                Refused::NoReason => words.no_reason.clone(),
                Refused::LongReason => words.long_reason.clone(),
                Refused::Started { period } => of(&words.started, period, ""),
                Refused::OtherDraft { period } => of(&words.other_draft, period, ""),
                Refused::Altered { period, entry } => {
                    of(&words.altered, period, &entry.to_string())
                }
                Refused::Replaced { period, entry } => of(&words.replaced, period, entry),
                Refused::Unchanged { period } => of(&words.unchanged, period, ""),
                Refused::NoDraft { period } => of(&words.no_draft, period, ""),
                Refused::OtherChecklist { period } => of(&words.other_checklist, period, ""),
            },
            other => put(&self.words.bug, &[("what", &other.to_string())]),
        }
    }

    fn wrong(&self, wrong: &Wrong) -> Told {
        let words = self.words;
        match wrong {
            Wrong::NoSocietyName => words.no_society_name.clone(),
            Wrong::Name { text } => put(&words.bad_name, &[("text", text)]),
            Wrong::IndicatorsOff => words.indicators_off.clone(),
            Wrong::NoInspector => words.no_inspector.clone(),
            Wrong::ChecklistId { text } => put(&words.bad_checklist_id, &[("text", text)]),
            Wrong::TooManyAuditors => words.too_many_auditors.clone(),
            Wrong::ItemId { text } => put(&words.bad_item_id, &[("text", text)]),
            Wrong::FindingId { text } => put(&words.bad_finding_id, &[("text", text)]),
            Wrong::OtherChecklist { old, new } => {
                put(&words.other_checklist, &[("old", old), ("new", new)])
            }
            Wrong::Date { text } => put(&words.bad_date, &[("text", text)]),
            Wrong::Reference { number } => {
                put(&words.evidence_file.no_such, &[("n", &number.to_string())])
            }
            Wrong::Code { text } => put(&words.bad_code, &[("text", text)]),
        }
    }

    fn incomparable(&self, why: &Incomparable) -> Told {
        let words = self.words;
        match why {
            Incomparable::SamePeriod { period } => {
                put(&words.same_period, &[("period", &self.terms.period(*period))])
            }
            Incomparable::OtherSociety { base, target } => {
                put(&words.other_society, &[("old", base), ("new", target)])
            }
            Incomparable::OtherChecklist { base, target } => {
                put(&words.other_checklist_sealed, &[("old", base), ("new", target)])
            }
        }
    }

    pub fn refusal(&self, refusal: &Refusal) -> Told {
        let words = self.words;
        match refusal {
            Refusal::UnknownItem { item, nearest: None } => {
                put(&words.unknown_item, &[("item", item.as_str())])
            }
            Refusal::UnknownItem { item, nearest: Some(nearest) } => put(
                &words.unknown_item_nearest,
                &[("item", item.as_str()), ("nearest", nearest.as_str())],
            ),
            Refusal::NotDue { item } => put(&words.not_due, &[("item", item.as_str())]),
            Refusal::Lacks { item, lacks, .. } if lacks.contains(&Lack::NotApplicableRefused) => {
                put(&words.not_applicable_refused, &[("item", item.as_str())])
            }
            Refusal::Lacks { item, verdict, lacks } => {
                let list: Vec<&str> = lacks.iter().map(|lack| words.lack(*lack)).collect();
                let list = list.join("、");
                let verdict = self.terms.verdict(*verdict);
                put(
                    &words.lacks,
                    &[("item", item.as_str()), ("verdict", verdict), ("lacks", &list)],
                )
            }
            Refusal::Unchanged { item } => put(&words.unchanged, &[("item", item.as_str())]),
            Refusal::UnknownFinding { finding } => {
                put(&words.unknown_finding, &[("finding", &finding.to_string())])
            }
            Refusal::ReviewLacks { finding, lacks } => {
                let list: Vec<&str> = lacks.iter().map(|l| words.review_lack(*l)).collect();
                let values = [("finding", &*finding.to_string()), ("lacks", &*list.join("、"))];
                put(&words.review_lacks, &values)
            }
            Refusal::UnchangedReview { finding } => {
                put(&words.unchanged_review, &[("finding", &finding.to_string())])
            }
            Refusal::Comment => words.bad_comment.clone(),
        }
    }

    pub fn read_only(&self, why: &ReadOnly) -> Told {
        let words = self.words;
        match why {
            ReadOnly::Held { by: Some(by) } => {
                put(&words.held, &[("by", &by.name), ("since", &by.since)])
            }
            ReadOnly::Held { by: None } => words.held_unknown.clone(),
            ReadOnly::NoLocks => words.no_locks.clone(),
            ReadOnly::Doubtful => words.doubtful.clone(),
            ReadOnly::NotWritable => words.not_writable.clone(),
        }
    }

    fn catalog(&self, error: &CatalogError) -> Told {
        let words = self.words;
        match error {
            CatalogError::Unknown { id, nearest: Some(nearest) } => put(
                &words.unknown_checklist_nearest,
                &[("id", id.as_str()), ("nearest", nearest.as_str())],
            ),
            CatalogError::Unknown { id, nearest: None } => {
                put(&words.unknown_checklist, &[("id", id.as_str())])
            }
            CatalogError::Faulty { files } => {
                let names: Vec<String> = files.iter().map(|f| f.file.clone()).collect();
                put(&words.faulty_checklist, &[("files", &names.join("、"))])
            }
        }
    }

    fn journal(&self, error: &JournalError) -> Told {
        let words = self.words;
        match error {
            JournalError::Fs(error) => self.disk(error),
            JournalError::Damaged { file, line, seq, what } => {
                self.damaged(file, (*line, *seq), *what)
            }
            JournalError::Newer { file, format } => {
                put(&words.journal_newer, &[("file", &path(file)), ("format", &format.to_string())])
            }
            JournalError::NotWritten(error) => {
                put(&words.not_written, &[("what", &self.io(error))])
            }
            JournalError::NotSynced(_) | JournalError::ReadOnly => words.doubtful.clone(),
            JournalError::ChangedElsewhere { .. } => words.changed_elsewhere.clone(),
            JournalError::Full => words.journal_full.clone(),
            JournalError::Missing { file } | JournalError::Exists { file } => {
                put(&words.disk, &[("file", &path(file)), ("what", &words.io.not_found)])
            }
            JournalError::TooManyTorn { .. } | JournalError::Body(_) => {
                put(&words.bug, &[("what", &error.to_string())])
            }
        }
    }

    fn seal(&self, error: &SealError) -> Told {
        let words = self.words;
        match error {
            SealError::Chain { .. } => words.chain.clone(),
            SealError::ClockBack { entry, .. } => {
                put(&words.clock_back, &[("entry", &entry.to_string())])
            }
            SealError::NotSealed(error) => {
                put(&words.not_sealed_disk, &[("what", &self.io(error))])
            }
            SealError::Unconfirmed { entry, what, .. } => {
                let what = match what {
                    Unconfirmed::Rename(error) | Unconfirmed::DirSync(error) => self.io(error),
                    Unconfirmed::ReadBack(faults) => {
                        faults.iter().map(|f| f.file.clone()).collect::<Vec<_>>().join(", ")
                    }
                };
                put(&words.unconfirmed, &[("entry", &entry.to_string()), ("what", &what)])
            }
            SealError::NoFiles | SealError::ReservedName { .. } => {
                put(&words.bug, &[("what", &error.to_string())])
            }
        }
    }
}
