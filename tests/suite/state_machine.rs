//! Random work on the simulated disk beside a model of it: answers, unfinished forms, seals,
//! corrections, audits, torn tails, kills, power cuts and failing calls, in any order.
//!
//! The model is in `worlds`. After a fault it allows two worlds; what is found decides, and from
//! then on counts.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::test_runner::Config;
use proptest_state_machine::{StateMachineTest, prop_state_machine};

use tenken::app::answering;
use tenken::app::auditing::{self, AuditConfirmation};
use tenken::app::correcting::{self, Refused};
use tenken::app::inspect::{self, Missing, Work};
use tenken::app::overview::{self, Standing};
use tenken::app::sealing::{self, Confirmation};
use tenken::app::status::{self, State};
use tenken::app::{App, Failure, verifying};
use tenken::domain::answer::{Answer, Evidence};
use tenken::domain::audit::{AuditChange, Opinion};
use tenken::domain::inspection::{Change, Draft as Typed};
use tenken::domain::period::Period;
use tenken::store::fs::Fs as _;
use tenken::store::fs::sim::{Detail, SimFs};
use tenken::store::journal::{JOURNAL, Journal};
use tenken::store::ledger;
use tenken::store::names::EntryKind;

use crate::app_faults::{ITEMS, RENDERER, app, item, number, said, society};
use crate::worlds::{Draft, Model, Move, Numbers, Place, QUARTERS, Task, Trouble, World};

const AUDITOR: &str = "佐藤次郎";
const REASON: &str = "数え違い";

/// The program's side: a disk, and which of the worlds was found on it last.
#[derive(Debug)]
struct Site {
    fs: SimFs,
    world: World,
}

impl Site {
    fn app(&self, quarter: usize) -> App {
        app(Arc::new(self.fs.clone()), QUARTERS[quarter.min(QUARTERS.len() - 1)].1)
    }

    /// A sealed quarter, so many before the last one.
    fn back(&self, back: usize) -> Result<Period, Failure> {
        self.world.back(back).map(period).ok_or(Failure::NothingSealed)
    }

    fn of(&self, place: Place) -> Result<Period, Failure> {
        match place {
            Place::Now => Ok(period(self.world.sealed.len().min(QUARTERS.len() - 1))),
            Place::Correction { back } => self.back(back),
        }
    }

    fn run(&self, task: &Task) -> Result<(), Failure> {
        let app = self.app(self.world.sealed.len());
        match task {
            // When all is sealed, the last quarter is no inspection in progress, but may be a
            // correction.
            Task::Answer { of: Place::Now, .. }
            | Task::Type { of: Place::Now, .. }
            | Task::Seal { of: Place::Now }
                if self.world.corrections.contains_key(&self.world.sealed.len().min(2)) =>
            {
                Err(Failure::NothingSealed)
            }
            Task::Answer { of, at, number } => {
                let period = self.of(*of)?;
                answering::answer(&app, period, &item(ITEMS[*at]), &said(*number), "").map(drop)
            }
            Task::Type { of, at, number } => {
                let period = self.of(*of)?;
                let evidence = Evidence::new(format!("資料 {number}"));
                let answer = Answer { evidence: vec![evidence], ..Answer::default() };
                let draft = Typed { answer, ..Typed::default() };
                let change = Change::Draft { item: item(ITEMS[*at]), draft };
                inspect::open(&app, period, Missing::Start)?.record(app.now(), "", change).map(drop)
            }
            Task::Seal { of } => seal(&app, self.of(*of)?),
            Task::Correct { back } => {
                correcting::begin(&app, self.back(*back)?, REASON, "").map(drop)
            }
            Task::SetAside { back } => correcting::discard(&app, self.back(*back)?).map(drop),
            Task::Remark { at, number } => {
                let text = format!("資料 {number}");
                let change = AuditChange::Remark { item: item(ITEMS[*at]), text };
                let (app, mut session) = self.auditing()?;
                session.record(&app, change).map(drop)
            }
            Task::FinishAudit => {
                let (app, mut session) = self.auditing()?;
                let (opinion, text) = (Some(Opinion::Proper), "適正".to_owned());
                let change = AuditChange::Opinion { opinion, text };
                auditing::record_all(&app, &mut session, vec![change])?;
                let confirmation =
                    AuditConfirmation { meaning: "監事監査の所見", head: None };
                auditing::finish(&app, &session, confirmation, &RENDERER).map(drop)
            }
            Task::Tear { bytes } => {
                self.tear(*bytes);
                Ok(())
            }
        }
    }

    /// An audit of the last sealed quarter, as the auditor opens it.
    fn auditing(&self) -> Result<(App, auditing::AuditSession), Failure> {
        let last = self.world.sealed.len().checked_sub(1).ok_or(Failure::NothingSealed)?;
        // What is audited may have been corrected on a later day.
        let app = self.app(self.world.sealed.len());
        let exhibit = Arc::new(auditing::exhibit(&app, period(last), None)?);
        let session = auditing::open(&app, exhibit, AUDITOR)?;
        Ok((app, session))
    }

    fn tear(&self, bytes: usize) {
        let root = self.app(self.world.sealed.len()).root;
        for quarter in 0..QUARTERS.len() {
            let journal = root.draft(period(quarter)).join(JOURNAL);
            let Some(mut text) = self.fs.contents(&journal) else { continue };
            let tail = b"[[event]]\nseq = 9\nat = \"2026-12-18T12:00:00+09:00\"\nby = \"";
            text.extend(&tail[..bytes.min(tail.len())]);
            self.fs.place_file(&journal, &text);
        }
    }

    /// What a person does after trouble: looks at everything with the right to write, which makes
    /// lasting what is there, finishes a seal that was cut off, and sets aside again what seems to
    /// be set aside.
    fn restart(&self) {
        let app = self.app(self.world.sealed.len());
        let drafts = app.root.drafts().unwrap();
        let standing = app.root.standing().unwrap();
        for (of, _) in &standing {
            if !drafts.contains(of) {
                let told = correcting::discard(&app, *of);
                let none = matches!(told, Err(Failure::Correction(Refused::NoDraft { .. })));
                assert!(none, "{told:?}");
            } else if matches!(status::status(&app, *of).unwrap().state, State::Sealed(_)) {
                seal(&app, *of).unwrap();
            }
        }
        for of in app.root.drafts().unwrap() {
            inspect::open(&app, of, Missing::Refuse).unwrap();
        }
        if let Some((last, _)) = standing.last() {
            let exhibit = Arc::new(auditing::exhibit(&app, *last, None).unwrap());
            auditing::open(&app, exhibit, AUDITOR).unwrap();
        }
    }

    /// How many corrections of a quarter were set aside; each must be whole.
    fn aside(&self, of: Period) -> Result<usize, String> {
        let root = self.app(self.world.sealed.len()).root;
        let drafts = root.draft(of);
        let drafts = drafts.parent().unwrap();
        let mut count = 0;
        for one in self.fs.list(drafts).unwrap_or_default() {
            if one.name.to_string_lossy().starts_with(&format!("{of}.discarded-")) {
                let read = Journal::read(root.fs(), &drafts.join(&one.name));
                read.map_err(|error| format!("{:?} is set aside: {error}", one.name))?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// What is there, as anyone can read it.
    fn found(&self) -> Result<World, String> {
        let told = |error: Failure| format!("{error:?}");
        let app = self.app(self.world.sealed.len());
        let mut world = World::default();
        for quarter in 0..QUARTERS.len() {
            let records = records(&app, period(quarter))?;
            if !records.is_empty() {
                world.sealed.push(records);
            }
        }
        let drafts = app.root.drafts().map_err(|error| error.to_string())?;
        for quarter in (0..QUARTERS.len()).filter(|q| drafts.contains(&period(*q))) {
            match status::status(&app, period(quarter)).map_err(told)?.state {
                State::InProgress(work) if quarter < world.sealed.len() => {
                    drop(world.corrections.insert(quarter, draft(&work)));
                }
                State::InProgress(work) => world.now = draft(&work),
                // It was left behind by a seal.
                State::Sealed(_) => {}
                State::NotStarted(_) => return Err(format!("{quarter} seems not to be started")),
            }
        }
        for quarter in 0..world.sealed.len() {
            let aside = self.aside(period(quarter))?;
            world.aside.extend((aside > 0).then_some((quarter, aside)));
        }
        let remarked = |text: &str| text.strip_prefix("資料 ").map(|n| n.parse().unwrap());
        for quarter in 0..world.sealed.len() {
            for (_, audit) in auditing::audits_of(&app, period(quarter)).map_err(told)? {
                let of = |(at, id): (usize, &str)| {
                    let said = audit.remarks.iter().find(|said| said.item == item(id))?;
                    Some((at, remarked(&said.text)?))
                };
                world.audits.push((quarter, (0..).zip(ITEMS).filter_map(of).collect()));
            }
        }
        if !world.sealed.is_empty() {
            let site = Self { fs: self.fs.duplicate(), world: world.clone() };
            let (_, session) = site.auditing().map_err(told)?;
            for (at, id) in (0..).zip(ITEMS) {
                let text = session.work().audit.remark(&item(id));
                world.remarks.extend(remarked(text).map(|number| (at, number)));
            }
        }
        Ok(world)
    }
}

fn period(quarter: usize) -> Period {
    QUARTERS[quarter].0.parse().unwrap()
}

fn seal(app: &App, of: Period) -> Result<(), Failure> {
    let confirmation =
        Confirmation { confirmed_by: "鈴木一郎", meaning: "自己点検の確定" };
    sealing::seal(app, of, confirmation, &RENDERER).map(drop)
}

/// What the records of a quarter say, oldest first; each must name the one that it replaces.
fn records(app: &App, of: Period) -> Result<Vec<Numbers>, String> {
    let (fs, reports) = (app.root.fs(), app.root.reports());
    let mut found: Vec<(String, String, Numbers)> = Vec::new();
    for entry in app.root.entries().map_err(|error| error.to_string())? {
        if entry.kind == EntryKind::Audit || entry.period.as_str() != of.to_string() {
            continue;
        }
        let record = app.root.record(&entry).map_err(|error| error.to_string())?;
        let replaced = record.correction.as_ref().map(|said| (&said.entry, &said.code));
        if replaced != found.last().map(|(name, code, _)| (name, code)) {
            return Err(format!("{entry} replaces {replaced:?}, not {:?}", found.last()));
        }
        let code = ledger::code(fs, &reports, &entry).map_err(|error| error.to_string())?;
        let of = |id: &str| number(record.outcome(&item(id)).unwrap().answer().unwrap());
        let numbers = (0..).zip(ITEMS).filter_map(|(at, id)| Some((at, of(id)?))).collect();
        found.push((entry.to_string(), code.to_string(), numbers));
    }
    Ok(found.into_iter().map(|(_, _, numbers)| numbers).collect())
}

fn draft(work: &Work) -> Draft {
    let mut draft = Draft::default();
    for (at, id) in (0..).zip(ITEMS) {
        let answer = number(&work.inspection.answer(&item(id)));
        draft.answers.extend(answer.map(|answer| (at, answer)));
        let typed = work.inspection.draft(&item(id)).and_then(|d| number(&d.answer));
        draft.typed.extend(typed.map(|typed| (at, typed)));
    }
    draft
}

/// A society that has sealed its first quarter.
static SEALED: LazyLock<SimFs> = LazyLock::new(|| {
    let site = Site { fs: society(), world: World::default() };
    for (at, number) in (0..ITEMS.len()).zip(1..) {
        site.run(&Task::Answer { of: Place::Now, at, number }).unwrap();
    }
    site.run(&Task::Seal { of: Place::Now }).unwrap();
    site.fs.settle();
    site.fs
});

struct Program;

impl StateMachineTest for Program {
    type SystemUnderTest = Site;
    type Reference = Model;

    fn init_test(model: &Model) -> Site {
        let world = model.worlds.first().unwrap().clone();
        let fs = if world.sealed.is_empty() { society() } else { SEALED.duplicate() };
        Site { fs, world }
    }

    fn apply(mut site: Site, model: &Model, Move { task, trouble }: Move) -> Site {
        let now = site.fs.steps();
        match trouble {
            Trouble::None => {}
            Trouble::Kill { after } | Trouble::Power { after, .. } => {
                site.fs.cut_after(now + after);
            }
            Trouble::Fail { at, fault, part, for_good } => {
                let last = if for_good { u64::MAX } else { now + at };
                site.fs.fail(now + at..=last, fault, part);
            }
        }
        let outcome = site.run(&task);
        site.fs.heal();
        let image = match trouble {
            Trouble::Power { image, .. } => Some(image),
            // While a disk fails, nothing can be cut back; what was not synced shows until the
            // machine is started anew, and syncs no more.
            Trouble::Fail { at, for_good: true, .. } => usize::try_from(at).ok(),
            _ => None,
        };
        if let Some(image) = image {
            let mut images = site.fs.images(Detail::Coarse);
            let first = images.next().unwrap();
            site.fs = images.nth(image).unwrap_or(first);
        }
        let wished = site.world.after(&task);
        if !matches!(trouble, Trouble::None) {
            site.restart();
        }
        let found = site.found().unwrap_or_else(|what| panic!("{task:?} {trouble:?}: {what}"));
        let allowed: BTreeSet<World> = match (&outcome, &trouble, wished) {
            (Ok(()), _, Some(wished)) => [wished].into(),
            (Err(_), Trouble::None, None) => [site.world.clone()].into(),
            (Err(_), Trouble::None, Some(_)) | (Ok(()), _, None) => BTreeSet::new(),
            (Err(_), _, _) => site.world.troubled(&task),
        };
        assert!(
            allowed.contains(&found),
            "{task:?} with {trouble:?} told {outcome:?}\nfound {found:#?}\nallowed {allowed:#?}"
        );
        assert!(model.worlds.contains(&found), "the model knows no such world: {found:?}");
        site.world = found;
        site
    }

    fn check_invariants(site: &Site, _: &Model) {
        let app = site.app(site.world.sealed.len());
        let verified = verifying::verify(&app, None);
        assert!(verified.is_clean(), "{verified:?}");
        let overview = overview::overview(&app).unwrap();
        assert!(!matches!(overview.standing, Standing::Damaged(_)), "{:?}", overview.standing);
        for (of, standing) in &overview.unfinished {
            assert!(!matches!(standing, Standing::Damaged(_)), "{of}: {standing:?}");
        }
        let records: usize = site.world.sealed.iter().map(Vec::len).sum();
        assert_eq!(overview.sealed.len(), records);
        assert!(site.fs.kind(Path::new("/root/tenken.toml")).is_some());
    }
}

prop_state_machine! {
    #![proptest_config(Config {
        cases: 40,
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Config::default()
    })]

    #[test]
    fn whatever_is_done_and_whatever_fails_all_that_was_acknowledged_is_there(
        sequential 8..20 => Program
    );
}
