//! Effects carried out: the only place below the interface where something outside happens.

use std::num::NonZeroUsize;
use std::sync::Arc;

use super::effect::{Effect, Errand};
use super::look::{Look, LookAt, Looked};
use super::msg::{Choice, Msg, Outcome, Reading};
use crate::app::auditing::{AuditSession, Exhibit};
use crate::app::documents::{self, Naming, Printer};
use crate::app::evidence::Reader;
use crate::app::exporting::{self, Manner, Others};
use crate::app::findings::Which;
use crate::app::inspect::{self, Missing, Session};
use crate::app::reading::{self, Renderer};
use crate::app::sealing::{self, Confirmation};
use crate::app::signing::{self, Passphrase};
use crate::app::{
    App, Failure, checklists, comparing, correcting, findings, overview, setup, trends,
};
use crate::domain::finding::FindingId;
use crate::domain::inspection::Change;
use crate::domain::period::Period;
use crate::report::SealedForm;
use crate::store::ledger;
use crate::store::sign::Role;

/// How many of the newest periods stand side by side: ten years of quarters.
const TREND: NonZeroUsize = NonZeroUsize::new(40).expect("it is not zero");

/// What the worker works with: the folder, and the inspection it has open.
#[derive(Debug)]
pub struct Desk {
    pub(super) app: App,
    pub(super) renderer: Renderer,
    /// Lines that head a new `tenken.toml`.
    comments: Vec<String>,
    /// What the confirmer states by sealing.
    meaning: String,
    pub(super) session: Option<Session>,
    /// What an auditor reads, once something was laid before one.
    pub(super) exhibit: Option<Arc<Exhibit>>,
    pub(super) audit: Option<AuditSession>,
    lookout: Lookout,
}

/// What looks at files of evidence, apart from all else.
#[derive(Debug)]
pub(super) struct Lookout {
    reader: Reader,
    /// Of the file that is being read.
    ticket: u32,
}

impl Lookout {
    fn new(app: App) -> Self {
        Self { reader: Reader::new(app), ticket: 0 }
    }

    /// Carries out one request and answers it.
    pub(super) fn run(&mut self, look: Look) -> Msg {
        let Look { ticket, at } = look;
        let more = at == LookAt::More;
        let result = match at {
            LookAt::Names(typed) => Ok(Looked::Names(self.reader.names(&typed))),
            LookAt::More if self.ticket != ticket => Ok(Looked::Lapsed),
            LookAt::More => self.reader.go_on().map(Looked::File),
            LookAt::Point(typed) => self.reader.point(&typed).map(Looked::File),
            LookAt::Known(file) => Ok(Looked::File(self.reader.check(&file))),
        };
        if !more && !matches!(result, Ok(Looked::Names(_))) {
            self.ticket = ticket;
        }
        Msg::Done(Outcome::Looked { ticket, result: result.map_err(Arc::new) })
    }
}

impl Desk {
    pub fn new(app: App, renderer: Renderer, comments: Vec<String>, meaning: String) -> Self {
        let (exhibit, audit) = (None, None);
        let lookout = Lookout::new(app.clone());
        Self { app, renderer, comments, meaning, session: None, exhibit, audit, lookout }
    }

    /// Another lookout on the same folder, for a thread of its own.
    pub(super) fn lookout(&self) -> Lookout {
        Lookout::new(self.app.clone())
    }

    /// Carries out one effect and answers it.
    pub fn run(&mut self, effect: Effect) -> Msg {
        Msg::Done(match effect {
            Effect::Overview => {
                (self.session, self.audit) = (None, None);
                self.home()
            }
            Effect::Checklists => Outcome::Checklists(self.choices().map_err(Arc::new)),
            Effect::SetUp(new) => {
                let comments: Vec<&str> = self.comments.iter().map(String::as_str).collect();
                let done = setup::init(&self.app, &new, &comments);
                Outcome::SetUp(done.map(Arc::new).map_err(Arc::new))
            }
            Effect::Open(period) => self.open(period, None),
            Effect::OpenAt(period, finding) => self.open(period, Some(finding)),
            Effect::Findings(at) => {
                let result = findings::register(&self.app, Which::All).map(Arc::new);
                Outcome::Findings { at, result: result.map_err(Arc::new) }
            }
            Effect::Record(change) => self.record(change),
            Effect::Gaps(period) => {
                let result = sealing::gaps(&self.app, period).map(|(_, gaps)| gaps);
                Outcome::Gaps { today: self.app.now().date(), result: result.map_err(Arc::new) }
            }
            Effect::Seal { period, confirmed_by, passphrase } => {
                self.seal(period, confirmed_by, passphrase)
            }
            Effect::Report(period) => Outcome::Report(self.report(period, None).map_err(Arc::new)),
            Effect::Entry(period, seq) => {
                Outcome::Report(self.report(period, Some(seq)).map_err(Arc::new))
            }
            Effect::Correct { period, reason } => self.correct(period, &reason),
            Effect::Discard(period) => {
                self.session = None;
                let done = correcting::discard(&self.app, period);
                Outcome::Discarded(done.map(drop).map_err(Arc::new))
            }
            Effect::Trend => {
                let trend = trends::trend(&self.app, TREND).map(Arc::new);
                Outcome::Trend(trend.map_err(Arc::new))
            }
            Effect::Compare(pair) => {
                let result = comparing::compare(&self.app, pair).map(Arc::new);
                Outcome::Compared { pair, result: result.map_err(Arc::new) }
            }
            Effect::Look(look) => return self.lookout.run(look),
            Effect::Export(mut errand) => {
                let result = self.export(&mut errand).map_err(Arc::new);
                Outcome::Exported { errand, result }
            }
            Effect::Verify => {
                let result = signing::verify(&self.app, None);
                Outcome::Verified(result.map(Arc::new).map_err(Arc::new))
            }
            Effect::Exhibit(visit) => self.exhibit(visit),
            Effect::OpenAudit { by } => {
                Outcome::AuditOpened(self.open_audit(&by).map_err(Arc::new))
            }
            Effect::Audit(change) => self.record_audit(change),
            Effect::FinishAudit { code, passphrase } => self.finish_audit(code, passphrase),
            Effect::AuditText { entry } => {
                Outcome::AuditText(self.audit_text(&entry).map_err(Arc::new))
            }
        })
    }

    /// Home, unless an auditor looks at a copy of the records that has none.
    fn home(&self) -> Outcome {
        match overview::overview(&self.app) {
            Err(Failure::NotSetUp { .. }) if self.exhibit.is_some() => Outcome::NoHome,
            overview => Outcome::Overview(overview.map(Arc::new).map_err(Arc::new)),
        }
    }

    fn open(&mut self, period: Period, at: Option<FindingId>) -> Outcome {
        // The lock is held by the session that is open; it must go first.
        (self.session, self.audit) = (None, None);
        let result = inspect::open(&self.app, period, Missing::Start);
        self.opened(period, at, result)
    }

    fn correct(&mut self, period: Period, reason: &str) -> Outcome {
        self.session = None;
        let result = correcting::begin(&self.app, period, reason, "");
        self.opened(period, None, result)
    }

    fn opened(
        &mut self,
        period: Period,
        at: Option<FindingId>,
        result: Result<Session, Failure>,
    ) -> Outcome {
        let result = result.map(|session| {
            let work = Box::new(session.work().clone());
            self.session = Some(session);
            work
        });
        let today = self.app.now().date();
        Outcome::Opened { period, today, at, result: result.map_err(Arc::new) }
    }

    fn record(&mut self, change: Change) -> Outcome {
        let now = self.app.now();
        let period_missing = || Failure::ReadOnly(crate::app::failure::ReadOnly::NotWritable);
        let result = match &mut self.session {
            Some(session) => session.record(now, "", change),
            None => Err(period_missing()),
        };
        let doubtful = self.session.as_ref().and_then(|s| s.work().read_only.clone());
        Outcome::Recorded {
            result: result.map_err(Arc::new),
            doubtful: doubtful.map(|why| Arc::new(Failure::ReadOnly(why))),
        }
    }

    fn seal(
        &mut self,
        period: Period,
        confirmed_by: String,
        passphrase: Option<Passphrase>,
    ) -> Outcome {
        let key = signing::standing_key(&self.app, Role::Officer);
        if let (Some(file), None) = (&key, &passphrase)
            && signing::read_key(&self.app, file).is_ok_and(|key| key.is_locked())
        {
            let file = file.clone();
            return Outcome::Locked { period, confirmed_by, file };
        }
        // Sealing opens the inspection itself, and the lock is held only once.
        self.session = None;
        let confirmation = Confirmation { confirmed_by: &confirmed_by, meaning: &self.meaning };
        let passphrase = passphrase.unwrap_or_default();
        let unlock = || key.map(|file| signing::load(&self.app, &file, &passphrase)).transpose();
        let renderer = &self.renderer;
        let result = sealing::seal_by_key(&self.app, period, confirmation, None, unlock, renderer);
        if result.is_err() {
            self.session = inspect::open(&self.app, period, Missing::Refuse).ok();
        }
        let result = result.map(|(_, sealed)| Arc::new(sealed)).map_err(Arc::new);
        Outcome::Sealed { period, result }
    }

    fn report(&mut self, period: Period, seq: Option<u32>) -> Result<Reading, Failure> {
        let (entry, record) = reading::one(&self.app, period, seq)?;
        let (now, _) = reading::sealed(&self.app, period)?;
        let code = ledger::code(self.app.root.fs(), &self.app.root.reports(), &entry)?;
        Ok(Reading {
            period,
            altered: !reading::faults(&self.app, &entry).is_empty(),
            entry: entry.to_string(),
            code: code.grouped(),
            text: self.renderer.render(&record, SealedForm::Text).into(),
            audits: self.audit_notes(period)?,
            replaced_by: (now != entry).then(|| now.to_string()),
            correction: record.correction,
        })
    }

    /// Writes the next file of an errand and adds it to what is done.
    fn export(&self, errand: &mut Errand) -> Result<(), Failure> {
        let Some(format) = errand.next() else { return Ok(()) };
        let document = documents::gather(&self.app, errand.subject, &[format])?;
        for entry in document.altered().iter().map(ToString::to_string) {
            if !errand.altered.contains(&entry) {
                errand.altered.push(entry);
            }
        }
        let manner = Manner { dir: None, naming: Naming::Spoken, others: Others::Stay };
        let printer = Printer::new(self.renderer.lang())?;
        let done = exporting::export(&self.app, &document, &[format], manner, &printer)?;
        errand.done.extend(done);
        Ok(())
    }

    fn choices(&self) -> Result<Vec<Choice>, Failure> {
        let listed = checklists::list(&self.app)?;
        let load = |listed: &crate::store::checklists::Listed| {
            let checklist = checklists::load(&self.app, &listed.id).ok()?;
            Some(Choice {
                id: checklist.id.to_string(),
                title: checklist.title,
                society: checklist.notice.society,
            })
        };
        Ok(listed.iter().filter_map(load).collect())
    }
}
