//! Random work on the simulated disk beside a model of it: answers, unfinished forms, seals,
//! audits, torn tails, kills, power cuts and failing calls, in any order.
//!
//! The model knows nothing of files. After a fault it allows two worlds, with and without what was
//! under way; what is found decides, and from then on counts.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};

use tenken::app::answering;
use tenken::app::auditing::{self, AuditConfirmation};
use tenken::app::inspect::{self, Missing};
use tenken::app::overview::{self, Standing};
use tenken::app::sealing::{self, Confirmation};
use tenken::app::{App, Failure, verifying};
use tenken::domain::answer::{Answer, Evidence};
use tenken::domain::audit::{AuditChange, Opinion};
use tenken::domain::inspection::{Change, Draft};
use tenken::domain::period::Period;
use tenken::store::fs::sim::{Detail, Failure as Fault, Part, SimFs};
use tenken::store::journal::JOURNAL;

use crate::app_faults::{ITEMS, RENDERER, app, item, number, said, society};

/// The quarters in which it happens, and a day of each.
const QUARTERS: [(&str, &str); 3] =
    [("FY2026-Q1", "2026-06-20"), ("FY2026-Q2", "2026-09-20"), ("FY2026-Q3", "2026-12-18")];
const AUDITOR: &str = "佐藤次郎";

/// Numbers of answers, by the place of the item in [`ITEMS`].
type Numbers = BTreeMap<usize, u32>;

/// All that a person could say of the society.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct World {
    sealed: Vec<Numbers>,
    answers: Numbers,
    typed: Numbers,
    /// What an auditor has remarked of the last sealed quarter.
    remarks: Numbers,
    /// Quarters that an audit of was finished, with its remarks.
    audits: Vec<(usize, Numbers)>,
}

#[derive(Debug, Clone)]
enum Task {
    Answer {
        at: usize,
        number: u32,
    },
    Type {
        at: usize,
        number: u32,
    },
    Seal,
    Remark {
        at: usize,
        number: u32,
    },
    FinishAudit,
    /// The end of an append that a kill cut off, of this many bytes.
    Tear {
        bytes: usize,
    },
}

#[derive(Debug, Clone)]
enum Trouble {
    None,
    /// The program is killed after so many steps; the machine goes on.
    Kill {
        after: u64,
    },
    /// The power goes after so many steps, and one of the disks that can be left is found.
    Power {
        after: u64,
        image: usize,
    },
    Fail {
        at: u64,
        fault: Fault,
        part: Part,
        for_good: bool,
    },
}

#[derive(Debug, Clone)]
struct Move {
    task: Task,
    trouble: Trouble,
}

impl World {
    fn quarter(&self) -> Option<usize> {
        (self.sealed.len() < QUARTERS.len()).then_some(self.sealed.len())
    }

    /// The world after a task; `None` where it is refused.
    fn after(&self, task: &Task) -> Option<Self> {
        let mut next = self.clone();
        match task {
            Task::Answer { at, number } => {
                self.quarter()?;
                let anew = self.typed.contains_key(at);
                if next.answers.insert(*at, *number) == Some(*number) && !anew {
                    return None;
                }
                next.typed.remove(at);
            }
            Task::Type { at, number } => {
                self.quarter()?;
                next.typed.insert(*at, *number);
            }
            Task::Seal => {
                self.quarter()?;
                if self.answers.len() < ITEMS.len() || !self.typed.is_empty() {
                    return None;
                }
                next.sealed.push(std::mem::take(&mut next.answers));
                // An audit in progress was of the quarter before: it stays there.
                next.remarks.clear();
            }
            Task::Remark { at, number } => {
                self.sealed.last()?;
                if next.remarks.insert(*at, *number) == Some(*number) {
                    return None;
                }
            }
            Task::FinishAudit => {
                let last = self.sealed.len().checked_sub(1)?;
                next.audits.push((last, std::mem::take(&mut next.remarks)));
            }
            Task::Tear { .. } => {}
        }
        Some(next)
    }

    /// The worlds that may be found after a task that ran into trouble: none of it or all of it, or
    /// as far as its own steps go.
    fn troubled(&self, task: &Task) -> BTreeSet<Self> {
        let mut worlds: BTreeSet<Self> = [self.clone()].into();
        worlds.extend(self.after(task));
        worlds
    }
}

/// What may be the case, as far as the moves tell.
#[derive(Debug, Clone)]
struct Model {
    worlds: BTreeSet<World>,
}

fn task() -> impl Strategy<Value = Task> {
    let at = 0..ITEMS.len();
    prop_oneof![
        8 => (at.clone(), 1..9_u32).prop_map(|(at, number)| Task::Answer { at, number }),
        2 => (at.clone(), 1..9_u32).prop_map(|(at, number)| Task::Type { at, number }),
        4 => Just(Task::Seal),
        2 => (at, 1..9_u32).prop_map(|(at, number)| Task::Remark { at, number }),
        1 => Just(Task::FinishAudit),
        1 => (1..40_usize).prop_map(|bytes| Task::Tear { bytes }),
    ]
}

fn trouble() -> impl Strategy<Value = Trouble> {
    let fault = prop::sample::select(Fault::ALL.to_vec());
    let part = prop::sample::select(Part::ALL.to_vec());
    prop_oneof![
        5 => Just(Trouble::None),
        2 => (0..120_u64).prop_map(|after| Trouble::Kill { after }),
        2 => (0..120_u64, 0..60_usize).prop_map(|(after, image)| Trouble::Power { after, image }),
        2 => (1..120_u64, fault, part, any::<bool>()).prop_map(|(at, fault, part, for_good)| {
            Trouble::Fail { at, fault, part, for_good }
        }),
    ]
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self { worlds: [World::default()].into() }).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Move> {
        (task(), trouble()).prop_map(|(task, trouble)| Move { task, trouble }).boxed()
    }

    fn apply(state: Self, made: &Move) -> Self {
        let next = |world: &World| match made.trouble {
            Trouble::None => [world.after(&made.task).unwrap_or_else(|| world.clone())].into(),
            _ => world.troubled(&made.task),
        };
        Self { worlds: state.worlds.iter().flat_map(next).collect() }
    }
}

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

    fn run(&self, task: &Task) -> Result<(), Failure> {
        let quarter = self.world.sealed.len();
        let app = self.app(quarter);
        let period = period(quarter.min(QUARTERS.len() - 1));
        match task {
            Task::Answer { at, number } => {
                answering::answer(&app, period, &item(ITEMS[*at]), &said(*number), "").map(drop)
            }
            Task::Type { at, number } => {
                let evidence = Evidence::new(format!("資料 {number}"));
                let answer = Answer { evidence: vec![evidence], ..Answer::default() };
                let draft = Draft { answer, ..Draft::default() };
                let change = Change::Draft { item: item(ITEMS[*at]), draft };
                inspect::open(&app, period, Missing::Start)?.record(app.now(), "", change).map(drop)
            }
            Task::Seal => {
                let confirmation =
                    Confirmation { confirmed_by: "鈴木一郎", meaning: "自己点検の確定" };
                sealing::seal(&app, period, confirmation, &RENDERER).map(drop)
            }
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
        let app = self.app(last);
        let exhibit = Arc::new(auditing::exhibit(&app, period(last), None)?);
        let session = auditing::open(&app, exhibit, AUDITOR)?;
        Ok((app, session))
    }

    fn tear(&self, bytes: usize) {
        let Some(quarter) = self.world.quarter() else { return };
        let journal = self.app(quarter).root.draft(period(quarter)).join(JOURNAL);
        if let Some(mut text) = self.fs.contents(&journal) {
            let tail = b"[[event]]\nseq = 9\nat = \"2026-12-18T12:00:00+09:00\"\nby = \"";
            text.extend(&tail[..bytes.min(tail.len())]);
            self.fs.place_file(&journal, &text);
        }
    }

    /// What a person does after trouble: looks at everything with the right to write, which makes
    /// lasting what is there, and finishes a seal that was cut off.
    fn restart(&self) {
        let quarter = self.world.sealed.len();
        let app = self.app(quarter);
        for (of, _) in app.root.standing().unwrap() {
            if app.root.drafts().unwrap().contains(&of) {
                let confirmation =
                    Confirmation { confirmed_by: "鈴木一郎", meaning: "自己点検の確定" };
                sealing::seal(&app, of, confirmation, &RENDERER).unwrap();
            }
        }
        let standing = app.root.standing().unwrap();
        for of in app.root.drafts().unwrap() {
            inspect::open(&app, of, Missing::Refuse).unwrap();
        }
        if let Some((last, _)) = standing.last() {
            let exhibit = Arc::new(auditing::exhibit(&app, *last, None).unwrap());
            auditing::open(&app, exhibit, AUDITOR).unwrap();
        }
    }

    /// What is there, as anyone can read it.
    fn found(&self) -> Result<World, String> {
        let told = |error: Failure| format!("{error:?}");
        let app = self.app(self.world.sealed.len());
        let mut world = World::default();
        for (_, entry) in app.root.standing().map_err(|error| error.to_string())? {
            let record = app.root.record(&entry).map_err(|error| error.to_string())?;
            let of = |id: &str| number(record.outcome(&item(id)).unwrap().answer().unwrap());
            world
                .sealed
                .push((0..).zip(ITEMS).filter_map(|(at, id)| Some((at, of(id)?))).collect());
        }
        let drafts = app.root.drafts().map_err(|error| error.to_string())?;
        if let Some(quarter) = world.quarter().filter(|q| drafts.contains(&period(*q))) {
            let work = inspect::peek(&app, period(quarter)).map_err(told)?;
            for (at, id) in (0..).zip(ITEMS) {
                let answer = number(&work.inspection.answer(&item(id)));
                world.answers.extend(answer.map(|answer| (at, answer)));
                let typed = work.inspection.draft(&item(id)).and_then(|d| number(&d.answer));
                world.typed.extend(typed.map(|typed| (at, typed)));
            }
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

struct Program;

impl StateMachineTest for Program {
    type SystemUnderTest = Site;
    type Reference = Model;

    fn init_test(_: &Model) -> Site {
        Site { fs: society(), world: World::default() }
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
        if let Trouble::Power { image, .. } = trouble {
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
        assert_eq!(overview.sealed.len(), site.world.sealed.len());
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
        sequential 1..20 => Program
    );
}
