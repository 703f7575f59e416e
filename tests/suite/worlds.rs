//! What a person could say of a society after random work in it: a model that knows nothing of
//! files. `state_machine` holds the program against it.
//!
//! After a fault it allows two worlds, with and without what was under way.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

use tenken::store::fs::sim::{Failure as Fault, Part};

use crate::app_faults::ITEMS;

/// The quarters in which it happens, and a day of each.
pub(crate) const QUARTERS: [(&str, &str); 3] =
    [("FY2026-Q1", "2026-06-20"), ("FY2026-Q2", "2026-09-20"), ("FY2026-Q3", "2026-12-18")];

/// Numbers of answers, by the place of the item in [`ITEMS`].
pub(crate) type Numbers = BTreeMap<usize, u32>;

/// An inspection or a correction in progress.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Draft {
    pub(crate) answers: Numbers,
    pub(crate) typed: Numbers,
}

/// All that a person could say of the society.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct World {
    /// The records of each sealed quarter: each is replaced by the one after it.
    pub(crate) sealed: Vec<Vec<Numbers>>,
    /// The quarter after those.
    pub(crate) now: Draft,
    /// Corrections in progress, by their quarter.
    pub(crate) corrections: BTreeMap<usize, Draft>,
    /// How many corrections of a quarter were set aside.
    pub(crate) aside: BTreeMap<usize, usize>,
    /// What an auditor has remarked of the last sealed quarter.
    pub(crate) remarks: Numbers,
    /// Quarters that an audit of was finished, with its remarks.
    pub(crate) audits: Vec<(usize, Numbers)>,
}

/// What is worked at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    Now,
    /// The correction of a sealed quarter, so many before the last one.
    Correction {
        back: usize,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum Task {
    Answer {
        of: Place,
        at: usize,
        number: u32,
    },
    Type {
        of: Place,
        at: usize,
        number: u32,
    },
    Seal {
        of: Place,
    },
    Correct {
        back: usize,
    },
    SetAside {
        back: usize,
    },
    Remark {
        at: usize,
        number: u32,
    },
    FinishAudit,
    /// The end of an append that a kill cut off, of this many bytes, in every draft.
    Tear {
        bytes: usize,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum Trouble {
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
    /// A call fails. If from then on all do, the machine is started anew, and one of the disks
    /// that can be left is found.
    Fail {
        at: u64,
        fault: Fault,
        part: Part,
        for_good: bool,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) task: Task,
    pub(crate) trouble: Trouble,
}

impl World {
    /// The quarter that is not sealed yet.
    pub(crate) fn quarter(&self) -> Option<usize> {
        (self.sealed.len() < QUARTERS.len()).then_some(self.sealed.len())
    }

    /// A sealed quarter, so many before the last one.
    pub(crate) fn back(&self, back: usize) -> Option<usize> {
        self.sealed.len().checked_sub(1 + back)
    }

    fn newest(&self, quarter: usize) -> Option<&Numbers> {
        self.sealed.get(quarter)?.last()
    }

    fn draft(&mut self, of: Place) -> Option<&mut Draft> {
        match of {
            Place::Now => {
                self.quarter()?;
                Some(&mut self.now)
            }
            Place::Correction { back } => {
                let quarter = self.back(back)?;
                self.corrections.get_mut(&quarter)
            }
        }
    }

    /// The world after a task; `None` where it is refused.
    pub(crate) fn after(&self, task: &Task) -> Option<Self> {
        let mut next = self.clone();
        match task {
            Task::Answer { of, at, number } => {
                let draft = next.draft(*of)?;
                let anew = draft.typed.remove(at).is_some();
                if draft.answers.insert(*at, *number) == Some(*number) && !anew {
                    return None;
                }
            }
            Task::Type { of, at, number } => {
                next.draft(*of)?.typed.insert(*at, *number);
            }
            Task::Seal { of } => next.seal(*of)?,
            Task::Correct { back } => {
                let quarter = self.back(*back)?;
                let draft = Draft { answers: self.newest(quarter)?.clone(), ..Draft::default() };
                if next.corrections.insert(quarter, draft).is_some() {
                    return None;
                }
            }
            Task::SetAside { back } => {
                let quarter = self.back(*back)?;
                next.corrections.remove(&quarter)?;
                *next.aside.entry(quarter).or_default() += 1;
            }
            Task::Remark { at, number } => {
                self.sealed.last()?;
                if next.remarks.insert(*at, *number) == Some(*number) {
                    return None;
                }
            }
            Task::FinishAudit => {
                let last = self.back(0)?;
                next.audits.push((last, std::mem::take(&mut next.remarks)));
            }
            Task::Tear { .. } => {}
        }
        Some(next)
    }

    fn seal(&mut self, of: Place) -> Option<()> {
        let Draft { answers, typed } = std::mem::take(self.draft(of)?);
        if answers.len() < ITEMS.len() || !typed.is_empty() {
            return None;
        }
        match of {
            Place::Now => {
                self.sealed.push(vec![answers]);
                // An audit in progress was of the quarter before: it stays there.
                self.remarks.clear();
            }
            Place::Correction { back } => {
                let quarter = self.back(back)?;
                // It must change something.
                if self.newest(quarter) == Some(&answers) {
                    return None;
                }
                self.corrections.remove(&quarter);
                self.sealed[quarter].push(answers);
            }
        }
        Some(())
    }

    /// The worlds that may be found after a task that ran into trouble: none of it or all of it, or
    /// as far as its own steps go.
    pub(crate) fn troubled(&self, task: &Task) -> BTreeSet<Self> {
        let mut worlds: BTreeSet<Self> = [self.clone()].into();
        worlds.extend(self.after(task));
        worlds
    }
}

/// What may be the case, as far as the moves tell.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) worlds: BTreeSet<World>,
}

/// An answer or a form; rather of an item that lacks one, so that seals come about.
fn said(world: &World, of: Place) -> impl Strategy<Value = (Place, usize, u32)> + use<> {
    let open = |at: &usize| world.clone().draft(of).is_some_and(|d| !d.answers.contains_key(at));
    let open: Vec<usize> = (0..ITEMS.len()).filter(open).collect();
    let any: Vec<usize> = (0..ITEMS.len()).collect();
    let rather = if open.is_empty() { any.clone() } else { open };
    let at = prop_oneof![3 => prop::sample::select(rather), 1 => prop::sample::select(any)];
    (at, 1..9_u32).prop_map(move |(at, number)| (of, at, number))
}

/// Something to do, rather what is not refused.
fn task(world: &World) -> impl Strategy<Value = Task> + use<> {
    let places = [Place::Now, Place::Correction { back: 0 }, Place::Correction { back: 1 }];
    let mut tasks: Vec<(u32, BoxedStrategy<Task>)> = Vec::new();
    let rather = |weight: u32, task: &Task| weight * world.after(task).map_or(1, |_| 8);
    let fixed = |weight: u32, task: Task| (rather(weight, &task), Just(task).boxed());
    for of in places {
        let example = Task::Type { of, at: 0, number: 9 };
        let answer = |(of, at, number)| Task::Answer { of, at, number };
        let form = |(of, at, number)| Task::Type { of, at, number };
        tasks.push((rather(6, &example), said(world, of).prop_map(answer).boxed()));
        tasks.push((rather(1, &example), said(world, of).prop_map(form).boxed()));
        tasks.push(fixed(5, Task::Seal { of }));
        if let Place::Correction { back } = of {
            tasks.push(fixed(4, Task::Correct { back }));
            tasks.push(fixed(1, Task::SetAside { back }));
        }
    }
    let remark = |(at, number)| Task::Remark { at, number };
    tasks.push((10, (0..ITEMS.len(), 1..9_u32).prop_map(remark).boxed()));
    tasks.push(fixed(1, Task::FinishAudit));
    tasks.push((5, (1..40_usize).prop_map(|bytes| Task::Tear { bytes }).boxed()));
    prop::strategy::Union::new_weighted(tasks)
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
        let first = (0..ITEMS.len()).zip(1..).collect();
        let sealed = World { sealed: vec![vec![first]], ..World::default() };
        let begin = prop_oneof![1 => Just(World::default()), 3 => Just(sealed)];
        begin.prop_map(|world| Self { worlds: [world].into() }).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Move> {
        // Of all that may be, the one in which most is sealed.
        let world = state.worlds.iter().max_by_key(|world| world.sealed.len()).unwrap();
        (task(world), trouble()).prop_map(|(task, trouble)| Move { task, trouble }).boxed()
    }

    fn apply(state: Self, made: &Move) -> Self {
        let next = |world: &World| match made.trouble {
            Trouble::None => [world.after(&made.task).unwrap_or_else(|| world.clone())].into(),
            _ => world.troubled(&made.task),
        };
        Self { worlds: state.worlds.iter().flat_map(next).collect() }
    }
}
